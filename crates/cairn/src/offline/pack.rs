//! What is taken along about each person: the least that a meeting needs, and the forms that can be filled in there. What
//! somebody takes of their own is in `own.rs`.

use askama::Template;
use jiff::Timestamp;
use serde::Serialize;

use super::along::Along;
use super::{LEASE, OWN_LEASE, own, store};
use crate::access::{Circle, Desk, Record, RecordOf};
use crate::audit::Act;
use crate::ids::RowId;
use crate::messages;
use crate::recovery::{self, check_in};
use crate::sessions;
use crate::tools::{self, Opened};
use crate::web::{Choice, Form, Problem, Text};

/// Proof that each record in a pack was opened or is the viewer's own, and that this was written down.
pub struct Taken(());

#[derive(Serialize)]
pub struct Pack {
    device: RowId,
    /// When the device stops showing the last of it.
    until: Timestamp,
    people: Vec<Person>,
    #[serde(skip)]
    pub taken: Taken,
}

#[derive(Serialize)]
struct Person {
    /// When the device stops showing them.
    until: Timestamp,
    #[serde(flatten)]
    taking: Taking,
}

#[derive(Serialize)]
pub(super) struct Taking {
    pub name: String,
    /// What is shown about the person.
    pub html: String,
    pub forms: Vec<TakenForm>,
}

#[derive(Serialize)]
pub(super) struct TakenForm {
    pub label: String,
    pub html: String,
}

#[derive(Template)]
#[template(path = "offline/person.html")]
struct PersonPart {
    t: Text,
    phone: Option<String>,
    goals: Vec<String>,
    check_in: Option<check_in::CheckIn>,
}

#[derive(Template)]
#[template(path = "offline/check_in.html")]
pub(super) struct CheckInPart {
    t: Text,
    f: Form,
    action: String,
    halt: Vec<Choice>,
    tiers: Vec<Choice>,
}

pub fn pack(desk: &mut Desk<'_, '_>, t: &Text, device: RowId, along: &[Along]) -> Result<Pack, Problem> {
    let mut taken = Vec::new();
    for one in along {
        let opened = one.open(desk)?;
        let until = desk.now + if opened.is_own() { OWN_LEASE } else { LEASE };
        store::take(desk.tx, &opened, (desk.id(), device), (desk.now, until))?;
        enter(desk, &opened, device)?;
        let taking = match &opened {
            Opened::Record(RecordOf::Participant(record)) if !record.is_own() => {
                take(desk, t, record, until)?
            }
            _ => own::take(desk, t, (*one, &opened), until)?,
        };
        taken.push(Person { until, taking });
    }
    let until = taken.iter().map(|one| one.until).max().unwrap_or(desk.now);
    Ok(Pack { device, until, people: taken, taken: Taken(()) })
}

/// Writes down that it went to the device, where whoever it is about can read it.
fn enter(desk: &mut Desk<'_, '_>, opened: &Opened, device: RowId) -> Result<(), Problem> {
    let device = device.to_string();
    match opened {
        Opened::Record(record) => desk.enter_either(record, Act::Exported, "offline_device", Some(device)),
        Opened::Own(seat) => desk.enter_seated(seat, Act::Exported, "offline_device", device),
    }
}

fn take(desk: &mut Desk<'_, '_>, t: &Text, record: &Record, until: Timestamp) -> Result<Taking, Problem> {
    let viewer = desk.viewer.person;
    let name = crate::intake::RecordHead::load(desk.tx, record)?.name;
    let part = PersonPart {
        t: t.clone(),
        phone: store::phone(desk.tx, record)?,
        goals: recovery::open_goals(desk.tx, record)?.into_iter().map(|(_, words)| words).collect(),
        check_in: check_in::latest(desk.tx, record, viewer)?,
    };
    let mut forms =
        vec![TakenForm { label: t.get("check-in-keep"), html: draw(&check_in_part(desk, t, record)?)? }];
    forms.extend(drawn(sessions::forms_to_take(desk, t, record, until)?)?);
    forms.extend(drawn(messages::forms_to_take(desk, t, record, until)?)?);
    let opened = Opened::Record(RecordOf::Participant(*record));
    forms.extend(drawn(tools::forms_to_take(desk, t, &opened)?)?);
    Ok(Taking { name, html: draw(&part)?, forms })
}

pub(super) fn check_in_part(
    desk: &mut Desk<'_, '_>,
    t: &Text,
    record: &Record,
) -> Result<CheckInPart, Problem> {
    let circle = Circle::load(desk.tx, record)?;
    let mut form = Form::empty(t.clone(), desk.id());
    let tiers = check_in::tiers(record);
    let begins = check_in::first_choice(desk.tx, record)?;
    form.set("tier", begins.code());
    Ok(CheckInPart {
        action: format!("/participants/{}/check-ins", record.participant()),
        halt: Choice::codes(t, "halt", &check_in::HALT),
        tiers: circle.choices(t, &tiers),
        f: form,
        t: t.clone(),
    })
}

/// What a room gives to take along, drawn.
pub(super) fn drawn(forms: Vec<(String, impl Template)>) -> Result<Vec<TakenForm>, Problem> {
    forms.into_iter().map(|(label, form)| Ok(TakenForm { label, html: draw(&form)? })).collect()
}

pub(super) fn draw(part: &impl Template) -> Result<String, Problem> {
    part.render().map_err(|_| Problem::Defect("a part to take along could not be drawn"))
}
