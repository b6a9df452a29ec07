//! What is taken along about each person: the least that a meeting needs, and the forms that can be filled in there.

use askama::Template;
use jiff::Timestamp;
use serde::Serialize;

use super::{LEASE, store};
use crate::access::{Circle, Desk, Record, Role, Tier};
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::recovery::{self, check_in};
use crate::sessions;
use crate::tools;
use crate::web::{Choice, Form, Problem, Text};

/// Proof that each record in a pack was opened, and that this was written down.
pub struct Taken(());

#[derive(Serialize)]
pub struct Pack {
    device: RowId,
    /// When the device stops showing it.
    until: Timestamp,
    people: Vec<Taking>,
    #[serde(skip)]
    pub taken: Taken,
}

#[derive(Serialize)]
struct Taking {
    name: String,
    /// What is shown about the person.
    html: String,
    forms: Vec<TakenForm>,
}

#[derive(Serialize)]
struct TakenForm {
    label: String,
    html: String,
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
struct CheckInPart {
    t: Text,
    f: Form,
    action: String,
    halt: Vec<Choice>,
    tiers: Vec<Choice>,
}

pub fn pack(
    desk: &mut Desk<'_, '_>,
    t: &Text,
    device: RowId,
    people: &[ParticipantId],
) -> Result<Pack, Problem> {
    let until = desk.now + LEASE;
    let mut taken = Vec::new();
    for person in people {
        let record = desk.open_record(*person)?;
        if record.acting_as() != Role::PeerSupporter {
            return Err(Problem::NotFound);
        }
        store::take(desk.tx, &record, (desk.id(), device), (desk.now, until))?;
        desk.enter(&record, Act::Exported, "offline_device", Some(device.to_string()))?;
        taken.push(take(desk, t, &record, until)?);
    }
    Ok(Pack { device, until, people: taken, taken: Taken(()) })
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
    for (label, form) in sessions::forms_to_take(desk, t, record, until)? {
        forms.push(TakenForm { label, html: draw(&form)? });
    }
    for (label, form) in tools::forms_to_take(desk, t, record, until)? {
        forms.push(TakenForm { label, html: draw(&form)? });
    }
    Ok(Taking { name, html: draw(&part)?, forms })
}

fn check_in_part(desk: &mut Desk<'_, '_>, t: &Text, record: &Record) -> Result<CheckInPart, Problem> {
    let circle = Circle::load(desk.tx, record)?;
    let mut form = Form::empty(t.clone(), desk.id());
    form.set("tier", Tier::Ours.code());
    Ok(CheckInPart {
        action: format!("/participants/{}/check-ins", record.participant()),
        halt: Choice::codes(t, "halt", &check_in::HALT),
        tiers: circle.choices(t, &check_in::tiers(record)),
        f: form,
        t: t.clone(),
    })
}

fn draw(part: &impl Template) -> Result<String, Problem> {
    part.render().map_err(|_| Problem::Defect("a part to take along could not be drawn"))
}
