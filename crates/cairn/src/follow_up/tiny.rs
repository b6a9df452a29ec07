//! One small question instead of a long form: by the participant after signing in, or asked on the phone or in person.
//!
//! There is no link that answers without signing in. Whoever holds the phone could answer in somebody's name, and the message
//! that brought the link would tell them that there is something to answer. So a message says nothing but that somebody
//! thought of them, and the question waits behind their own sign-in.

use askama::Template;
use axum::extract::Path;

use super::store::written;
use crate::access::{Circle, Desk, Record, Role, Tier};
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::intake::RecordHead;
use crate::recovery::check_in;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// In recovery by their own word.
pub const OWN_WORDS: [&str; 3] = ["yes", "no", "not_said"];
/// How somebody else asked; `self` is the participant's own way.
pub const ASKED: [&str; 2] = ["phone", "in_person"];

/// Letters of what they need.
const LONGEST: usize = 500;

#[derive(Template)]
#[template(path = "follow_up/tiny.html")]
struct TinyPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    words: Vec<Choice>,
    modes: Vec<Choice>,
    tiers: Vec<Choice>,
}

/// Who answers, or writes down what was answered.
fn open(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    match record.acting_as() {
        Role::Participant | Role::PeerSupporter | Role::Coordinator => Ok(record),
        _ => Err(Problem::NotFound),
    }
}

fn tiers(record: &Record) -> Vec<Tier> {
    Tier::offered_to(record.acting_as())
}

pub async fn edit(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: ParticipantId, mut form: Form) -> Answer {
    let (visitor, (head, circle, may)) = visit
        .write(move |desk| {
            let record = open(desk, id)?;
            let circle = Circle::load(desk.tx, &record)?;
            Ok((RecordHead::load(desk.tx, &record)?, circle, tiers(&record)))
        })
        .await?;
    if form.value("tier").is_empty() {
        form.set_some("tier", may.first().map(|tier| tier.code()));
    }
    let (t, shell) = visitor.shell("tiny-title");
    let page = TinyPage {
        words: Choice::codes(&t, "tiny-word", &OWN_WORDS),
        modes: Choice::codes(&t, "tiny-mode", &ASKED),
        tiers: circle.choices(&t, &may),
        f: form.clone(),
        head,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// What was answered.
struct Asked {
    how: Option<i64>,
    own_word: Option<String>,
    needs: Option<String>,
    mode: Option<String>,
    tier: Option<Tier>,
}

impl Asked {
    fn read(form: &mut Form) -> Asked {
        let asked = Asked {
            how: form.integer("how", 0..=10),
            own_word: form.choice("own_word", &OWN_WORDS),
            needs: form.text("needs", LONGEST),
            mode: form.choice("mode", &ASKED),
            tier: form.choice("tier", &Tier::OFFERED_CODES).as_deref().and_then(Tier::from_code),
        };
        if form.is_valid() && asked.how.is_none() && asked.own_word.is_none() && asked.needs.is_none() {
            form.wrong("how", "tiny-nothing");
        }
        asked
    }

    fn keep(self, desk: &mut Desk<'_, '_>, record: &Record) -> Result<(), Problem> {
        let may = tiers(record);
        let tier = self.tier.or_else(|| may.first().copied()).filter(|tier| may.contains(tier));
        let tier = tier.ok_or(Refusal { field: "tier", key: "form-choose-listed" })?;
        let mode = match (record.is_own(), self.mode.as_deref()) {
            (true, _) => "self",
            (false, Some("in_person")) => "in_person",
            (false, Some(_)) => "phone",
            (false, None) => return Err(Refusal { field: "mode", key: "form-choose" }.into()),
        };
        let id: RowId = desk.id();
        let told = check_in::Told { id, mood: self.how, words: self.needs, tier, by: desk.viewer.person };
        check_in::add_told(desk.tx, record, &told, desk.now)?;
        let today = desk.today();
        written::add_tiny(desk.tx, record, id, (mode, self.own_word), today)?;
        desk.enter(record, Act::Created, "check_in", Some(id.to_string()))
    }
}

pub async fn update(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let asked = Asked::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = open(desk, id)?;
                asked.keep(desk, &record)?;
                Ok(format!("/participants/{id}/check-ins"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "check-in-kept");
        }
    }
    draw(visit, id, form).await
}
