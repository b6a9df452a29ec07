//! Reminders: chosen by the person, sent once, and never more than a time.

mod pages;
mod push;
mod sending;
mod sinks;

use cairn::config::Messages;
use cairn::ids::RowId;
use cairn_db::params;

use crate::cast::Stage;
use crate::contracts::service_agreement;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

use sinks::{MailSink, WebSink};

const OWNERS: &[&str] = &["ana", "bo", "mia", "sam", "tess", "vale"];

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let contact = contact(stage, "ana", "sms", "+15405550177", false).await;
    let contact = format!("/reminders/contacts/{contact}");
    vec![
        case("GET", "/reminders", "/reminders", OWNERS),
        case("POST", "/reminders", "/reminders", OWNERS),
        case("POST", "/reminders/contacts", "/reminders/contacts", OWNERS),
        case("POST", "/reminders/push", "/reminders/push", OWNERS),
        case("POST", "/reminders/contacts/{id}/code", format!("{contact}/code"), &["ana"]),
        case("POST", "/reminders/contacts/{id}/verification", format!("{contact}/verification"), &["ana"]),
        case("POST", "/reminders/contacts/{id}/removal", format!("{contact}/removal"), &["ana"]),
        case("GET", "/reminders/health", "/reminders/health", &["ada", "cora", "sol"]),
        case("POST", "/reminders/test", "/reminders/test", &["ada"]),
    ]
}

/// A contact as if it had been added a while ago.
pub async fn contact(
    stage: &Stage,
    name: &str,
    channel: &'static str,
    address: &str,
    verified: bool,
) -> RowId {
    let now = stage.app.clock.now();
    let (id, person, address) = (stage.app.chance.id::<RowId>(now), stage.person(name), address.to_string());
    let kept: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let address = tx.seal_data(person, address)?;
            tx.execute(
                "INSERT INTO reminder_contacts (id, person_id, channel, address, text_version, added_at)
                 VALUES ($1, $2, $3, $4, '1', $5)",
                params![id, person, channel, address, now],
            )?;
            if verified {
                tx.execute(
                    "INSERT INTO reminder_verifications (contact_id, verified_at) VALUES ($1, $2)",
                    params![id, now],
                )?;
            }
            Ok(())
        })
        .await;
    kept.unwrap();
    id
}

/// A program whose messages end in these sinks, with an agreement for each way.
pub struct Reach {
    pub stage: Stage,
    pub mail: MailSink,
    pub web: WebSink,
}

pub async fn reach() -> Reach {
    let (mail, web) = (MailSink::open().await, WebSink::open().await);
    let settings = [
        ("CAIRN_SMTP_URL", format!("smtp://{}", mail.address)),
        ("CAIRN_SMTP_FROM", "office@valley.example".to_string()),
        ("CAIRN_SMS_URL", format!("http://{}/send", web.address)),
        ("CAIRN_SMS_BODY", r#"{"to":"{to}","text":"{text}","ref":"{id}"}"#.to_string()),
        ("CAIRN_SMS_HEADERS", "X-Account: valley | X-Cost-Center: 7".to_string()),
        ("CAIRN_PUSH_CONTACT", "mailto:office@valley.example".to_string()),
        ("CAIRN_PUSH_HOSTS", web.address.clone()),
    ];
    let get = |name: &str| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let stage = Stage::set_with(|config| config.messages = Messages::read(get).unwrap()).await;
    service_agreement(&mut stage.visit_as("pia").await, &["sms", "mail", "push"]).await;
    Reach { stage, mail, web }
}

impl Reach {
    /// Moves the clock to this time on New York's clocks.
    pub fn go_to(&self, when: &str) {
        let zone = jiff::tz::TimeZone::get("America/New_York").unwrap();
        let at: jiff::civil::DateTime = when.parse().unwrap();
        self.stage.app.clock.set(at.to_zoned_datetime(zone).unwrap().timestamp());
    }

    pub async fn round(&self) -> cairn::reminders::Sum {
        cairn::reminders::run_once(&self.stage.app).await.unwrap()
    }

    /// Everything that reached anybody.
    pub fn everything(&self) -> String {
        let mut all = self.mail.messages().join("\n");
        all.push_str(&self.web.bodies().join("\n"));
        all
    }
}

/// Somebody of the cast adds an address, reads the code there, and chooses it.
pub async fn turn_on(reach: &Reach, name: &str, way: &str, address: &str) {
    let mut visitor = reach.stage.visit_as(name).await;
    let fields = [("channel", way), ("address", address), ("understood", "yes")];
    visitor.submit("/reminders/contacts", &fields).await;
    let code = code(reach, way);
    let contact = newest_contact(&mut visitor).await;
    let place = visitor.submit(&format!("{contact}/verification"), &[("code", code.as_str())]).await;
    assert_eq!(place, "/reminders#contacts");
    visitor.submit("/reminders", &[("ways", way), ("leads", "day"), ("leads", "hours")]).await;
}

/// The last code that arrived.
pub fn code(reach: &Reach, way: &str) -> String {
    let text = if way == "mail" { reach.mail.messages().pop() } else { reach.web.bodies().pop() }.unwrap();
    let mut words = text.split(|c: char| !c.is_ascii_digit());
    // Names of messages have digits too; the code stands after them.
    words.rfind(|word| word.len() == 6).expect("a code of six digits").to_string()
}

/// The address of the contact that waits for its code.
pub async fn newest_contact(visitor: &mut Visitor) -> String {
    let page = visitor.page("/reminders").await;
    let (before, _) = page.rsplit_once("/verification\"").expect("a contact that is not verified");
    before.rsplit_once("action=\"").unwrap().1.to_string()
}
