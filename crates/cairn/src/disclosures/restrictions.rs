//! What a person asks to hold back, on a page of their own.

use askama::Template;
use axum::extract::Path;
use cairn_part2::{Category, Purpose};

use super::restriction::{ENDINGS, Held, NewHeld};
use super::store::{recipients, restrictions};
use super::{READERS, open_as};
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::{ParticipantId, RecipientId, RowId, SessionId};
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// What can be held back one by one; nothing chosen means all of it.
const KINDS: [Category; 9] = [
    Category::Attendance,
    Category::Progress,
    Category::Billing,
    Category::Contact,
    Category::Plan,
    Category::Assessments,
    Category::SessionNotes,
    Category::Worksheets,
    Category::Received,
];
const PURPOSES: [Purpose; 3] = [Purpose::Treatment, Purpose::Payment, Purpose::Operations];
/// Classes that can be named instead of one recipient.
const CLASSES: [&str; 3] = ["treating_providers", "health_plans", "third_party_payers"];
const EVERYBODY: &str = "everybody";

#[derive(Template)]
#[template(path = "disclosures/restrictions.html")]
struct RestrictionsPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    held: Vec<Held>,
    whom: Vec<Choice>,
    categories: Vec<Choice>,
    purposes: Vec<Choice>,
    sessions: Vec<Choice>,
    endings: Vec<Choice>,
    own: bool,
    answers: bool,
}

struct Loaded {
    head: RecordHead,
    held: Vec<Held>,
    whom: Vec<(RecipientId, String)>,
    sessions: Vec<(SessionId, jiff::Timestamp)>,
    acting_as: Role,
}

fn load(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Loaded, Problem> {
    let involved = recipients::involved(desk.tx, record.participant())?;
    let mut whom: Vec<(RecipientId, String)> =
        involved.into_iter().map(|involvement| (involvement.recipient, involvement.name)).collect();
    whom.dedup();
    Ok(Loaded {
        head: RecordHead::load(desk.tx, record)?,
        held: restrictions::of_participant(desk.tx, record)?,
        whom,
        sessions: restrictions::payable(desk.tx, record)?,
        acting_as: record.acting_as(),
    })
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: ParticipantId, form: Form) -> Answer {
    let (visitor, loaded) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &READERS)?;
            load(desk, &record)
        })
        .await?;
    let (t, shell) = visitor.shell("restrictions-page-title");
    let mut whom = vec![Choice::new(EVERYBODY, t.get("restriction-everybody"))];
    whom.extend(Choice::codes(&t, "recipient-class", &CLASSES));
    whom.extend(loaded.whom.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)));
    let page = RestrictionsPage {
        whom,
        categories: Choice::codes(&t, "disclosure-category", &KINDS.map(|kind| kind.name())),
        purposes: Choice::codes(&t, "disclosure-purpose", &PURPOSES.map(|purpose| purpose.name())),
        sessions: loaded.sessions.iter().map(|(id, at)| Choice::new(id.to_string(), t.instant(at))).collect(),
        endings: Choice::codes(&t, "restriction-end", &ENDINGS),
        own: loaded.acting_as == Role::Participant,
        answers: loaded.acting_as == Role::Coordinator,
        f: form.clone(),
        head: loaded.head,
        held: loaded.held,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// The person asks. The program need not agree; what it agreed to, it keeps.
pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let kinds = KINDS.map(|kind| kind.name());
    let purposes = PURPOSES.map(|purpose| purpose.name());
    let whom = form.value("whom").to_string();
    let class = CLASSES.into_iter().find(|class| *class == whom).map(str::to_string);
    let recipient: Option<RecipientId> = whom.parse().ok();
    if class.is_none() && recipient.is_none() && whom != EVERYBODY {
        form.wrong("whom", "form-choose");
    }
    let (categories, purposes) = (form.choices("categories", &kinds), form.choices("purposes", &purposes));
    let words = form.text("words", 1000);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = open_as(desk, id, &[Role::Participant, Role::Coordinator])?;
                if let Some(recipient) = recipient {
                    recipients::one(desk.tx, recipient)?
                        .ok_or(Refusal { field: "whom", key: "form-choose-listed" })?;
                }
                let row: RowId = desk.id();
                let new = NewHeld {
                    id: row,
                    kind: "asked",
                    words,
                    recipient,
                    class,
                    purposes,
                    categories,
                    session: None,
                };
                restrictions::add(desk.tx, &record, &new, (desk.now, desk.viewer.person))?;
                desk.enter(&record, Act::Created, "restriction", Some(row.to_string()))?;
                Ok(format!("/participants/{id}/restrictions"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "restriction-asked");
        }
    }
    draw(visit, id, form).await
}

/// A session that the person paid in full: payers are not to hear of it. The program has no say (§2.26(a)(4)), so it
/// holds from this moment.
pub async fn pay(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let session: Option<SessionId> = form.id("session");
    if session.is_none() {
        form.wrong("session", "form-choose");
    }
    if let Some(session) = session {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = open_as(desk, id, &[Role::Participant, Role::Coordinator])?;
                let listed = restrictions::payable(desk.tx, &record)?;
                if !listed.iter().any(|(known, _)| *known == session) {
                    return Err(Refusal { field: "session", key: "form-choose-listed" }.into());
                }
                let row: RowId = desk.id();
                let new = NewHeld {
                    id: row,
                    kind: "paid_in_full",
                    words: None,
                    recipient: None,
                    class: None,
                    purposes: Vec::new(),
                    categories: Vec::new(),
                    session: Some(session),
                };
                restrictions::add(desk.tx, &record, &new, (desk.now, desk.viewer.person))?;
                let held = restrictions::one(desk.tx, row)?.ok_or(Problem::NotFound)?;
                let stamp = (desk.now, desk.viewer.person);
                restrictions::answer(desk.tx, &held, ("accepted", None), record.person(), stamp)?;
                desk.enter(&record, Act::Created, "restriction", Some(row.to_string()))?;
                Ok(format!("/participants/{id}/restrictions"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form).await
}
