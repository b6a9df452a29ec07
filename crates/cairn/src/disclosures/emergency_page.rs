//! Telling medical personnel in an emergency: five fields, the time by itself, and a supervisor looks at it afterwards.

use askama::Template;
use axum::extract::Path;
use cairn_part2::{Categories, Category, Purpose, RecipientKind};

use super::store::emergencies;
use super::{Emergency, Ground, Outgoing, To, WITNESSES, What, open_as};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::{DisclosureId, ParticipantId};
use crate::intake::RecordHead;
use crate::web::{Answer, Form, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "disclosures/emergency.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
}

#[derive(Template)]
#[template(path = "disclosures/emergency_queue.html")]
struct QueuePage {
    t: Text,
    shell: Shell,
    f: Form,
    told: Page<emergencies::Told>,
    may_review: bool,
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, true).await
}

async fn draw(visit: Visit, id: ParticipantId, mut form: Form, fill: bool) -> Answer {
    let (visitor, (head, name)) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &WITNESSES)?;
            Ok((RecordHead::load(desk.tx, &record)?, desk.viewer.name.clone()))
        })
        .await?;
    if fill {
        form.set("discloser", name);
    }
    let (t, shell) = visitor.shell("disclosures-title");
    visitor.show_form(&form, NewPage { f: form.clone(), head, t, shell })
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let emergency = Emergency::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = open_as(desk, id, &WITNESSES)?;
                let outgoing = Outgoing {
                    to: To::Once {
                        name: emergency.personnel.clone(),
                        address: Some(emergency.facility.clone()),
                        kind: RecipientKind::MedicalPersonnel,
                    },
                    purpose: Purpose::Emergency,
                    categories: Categories::of(&[Category::Record]),
                    what: What::Given(Vec::new()),
                    description: emergency.told.clone(),
                    path: "spoken",
                    ground: Ground::Emergency(emergency.clone()),
                    link: None,
                    everything_reason: Some(emergency.nature.clone()),
                    code: None,
                };
                let permit = desk.disclose(&record, &outgoing)?;
                let stamp = (desk.now, desk.viewer.person);
                emergencies::add(desk.tx, &record, permit.ledger(), &emergency, stamp)?;
                Ok(format!("/disclosures/{}", permit.ledger()))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            // Whoever may not read the ledger goes back to the record.
            let reader = visit.clone().read(|desk| Ok(desk.viewer.is(Role::PeerSupporter))).await?.1;
            let location = if reader { format!("/participants/{id}") } else { location };
            return visit.redirect(&location, "emergency-kept");
        }
    }
    draw(visit, id, form, false).await
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    let (visitor, (told, may_review)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer, Role::Supervisor])?;
            let all = seat.role() == Role::PrivacyOfficer;
            let told = emergencies::to_review(desk.tx, &seat, all, page)?;
            Ok((page.page(told), desk.viewer.is(Role::Supervisor)))
        })
        .await?;
    let (t, shell) = visitor.shell("disclosures-title");
    visitor.show(QueuePage { t, shell, f: form, told, may_review })
}

pub async fn review(visit: Visit, Path(id): Path<DisclosureId>, mut form: Form) -> Answer {
    let words = form.text("words", 2000);
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Supervisor])?;
            let told = emergencies::one(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            let person = emergencies::person_of(desk.tx, told.participant)?.ok_or(Problem::NotFound)?;
            emergencies::review(desk.tx, &seat, &told, words.as_deref(), (person, desk.now))?;
            desk.enter_about(&seat, told.participant, Act::Approved, "emergency")?;
            Ok("/emergencies".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
