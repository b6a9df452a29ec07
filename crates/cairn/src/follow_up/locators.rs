//! The ways to reach somebody: told, read and taken back.

use askama::Template;
use axum::extract::Path;

use super::locator::{KINDS, Locator, MESSAGES, NewLocator, keeps, tiers};
use super::store::locators as store;
use crate::access::{Circle, Desk, Record};
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "follow_up/locators.html")]
struct LocatorsPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    kinds: Vec<Choice>,
    messages: Vec<Choice>,
    tiers: Vec<Choice>,
    locators: Vec<Locator>,
    /// The neutral sentence, as the viewer would say it.
    sentence: String,
}

fn open(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    if keeps(&record) { Ok(record) } else { Err(Problem::NotFound) }
}

/// The sentence for other people, voice mail and messages. `caller` and `name` are first names.
pub(super) fn neutral(t: &Text, caller: &str, name: &str) -> String {
    t.args("locator-sentence", [("caller", caller.into()), ("name", name.into())])
}

/// What is to be said, as the viewer of this record would say it; the participant reads it with a stand-in's name.
pub(super) fn names(desk: &mut Desk<'_, '_>, record: &Record) -> Result<(Option<String>, String), Problem> {
    let caller = match record.is_own() {
        true => None,
        false => Some(store::first_name(desk.tx, record, desk.viewer.person)?),
    };
    Ok((caller, store::first_name(desk.tx, record, record.person())?))
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: ParticipantId, mut form: Form) -> Answer {
    let (visitor, (head, circle, may, locators, names)) = visit
        .write(move |desk| {
            let record = open(desk, id)?;
            let locators = store::of_participant(desk.tx, &record)?;
            let names = names(desk, &record)?;
            let circle = Circle::load(desk.tx, &record)?;
            Ok((RecordHead::load(desk.tx, &record)?, circle, tiers(&record), locators, names))
        })
        .await?;
    if form.value("message").is_empty() {
        form.set("message", "neutral");
    }
    if form.value("tier").is_empty() {
        form.set_some("tier", may.first().map(|tier| tier.code()));
    }
    let (t, shell) = visitor.shell("locators-title");
    let caller = names.0.unwrap_or_else(|| t.get("locator-caller"));
    let page = LocatorsPage {
        kinds: Choice::codes(&t, "locator-kind", &KINDS),
        messages: Choice::codes(&t, "locator-message", &MESSAGES),
        tiers: circle.choices(&t, &may),
        sentence: neutral(&t, &caller, &names.1),
        f: form.clone(),
        head,
        locators,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let new = NewLocator::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = open(desk, id)?;
                if !tiers(&record).contains(&new.tier) {
                    return Err(Refusal { field: "tier", key: "form-choose-listed" }.into());
                }
                let locator: RowId = desk.id();
                store::add(desk.tx, &record, locator, &new, (desk.now, desk.viewer.person))?;
                desk.enter(&record, Act::Created, "locator", Some(locator.to_string()))?;
                Ok(format!("/participants/{id}/locators"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form).await
}

/// Taken back by the participant, or by staff who may use it.
pub async fn withdraw(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let participant = store::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = open(desk, participant)?;
            if !store::is_read(desk.tx, &record, id)? {
                return Err(Problem::NotFound);
            }
            store::withdraw(desk.tx, &record, id, (desk.now, desk.viewer.person))?;
            desk.enter(&record, Act::Ended, "locator", Some(id.to_string()))?;
            Ok(format!("/participants/{participant}/locators"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
