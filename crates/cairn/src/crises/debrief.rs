//! Looking after whoever stood by: a talk within a few days. What is said in it stays between the two.

use askama::Template;
use axum::extract::Path;
use jiff::{SignedDuration, Timestamp};

use super::{HATS, debrief_store, open_live, path, show};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Debug, Clone)]
pub struct Debrief {
    pub id: RowId,
    pub person: PersonId,
    pub name: String,
    pub supervisor: Option<PersonId>,
    pub due_at: Timestamp,
    pub holding: Option<Holding>,
}

#[derive(Debug, Clone)]
pub struct Holding {
    pub words: Option<String>,
    pub held_at: Timestamp,
}

impl Debrief {
    pub fn is_late(&self, now: &Timestamp) -> bool {
        self.holding.is_none() && self.due_at < *now
    }
}

#[derive(Template)]
#[template(path = "crises/debrief.html")]
struct DebriefPage {
    t: Text,
    shell: Shell,
    f: Form,
    debrief: Debrief,
    own: bool,
    now: Timestamp,
}

fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, Debrief), Problem> {
    let seat = desk.seat(&HATS)?;
    let debrief = debrief_store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, debrief))
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let mut form = visit.new_form();
    let (zone, now) = (jiff::tz::TimeZone::UTC, visit.app.clock.now());
    form.set("held_on", now.to_zoned_datetime(zone).date());
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: RowId, form: Form) -> Answer {
    let (visitor, (debrief, own, now)) = visit
        .write(move |desk| {
            let (seat, debrief) = open(desk, id)?;
            desk.enter_seated(&seat, Act::Opened, "debrief", id.to_string())?;
            let own = debrief.person == desk.viewer.person;
            Ok((debrief, own, desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("crises-tab");
    visitor.show_form(&form, DebriefPage { f: form.clone(), debrief, own, now, t, shell })
}

/// It took place.
pub async fn hold(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let (held_on, words) = (form.required_date("held_on"), form.text("words", 3000));
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, debrief) = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            if held_on > desk.today() {
                return Err(Refusal { field: "held_on", key: "debrief-not-yet" }.into());
            }
            let noon = held_on.at(12, 0, 0, 0).to_zoned_datetime(desk.program.zone.clone());
            let held_at = noon.map_or(desk.now, |zoned| zoned.timestamp()).min(desk.now);
            if !debrief_store::hold(desk.tx, &seat, &debrief, &Holding { words, held_at }, desk.now)? {
                return Err(Refusal { field: "held_on", key: "debrief-held-already" }.into());
            }
            desk.enter_seated(&seat, Act::Created, "debrief", id.to_string())?;
            Ok(format!("/debriefs/{id}"))
        })
        .await;
    match outcome {
        Err(Problem::BadRequest) if !form.is_valid() => draw(visit, id, form).await,
        outcome => match form.settle(outcome)? {
            Some(location) => visit.redirect(&location, "saved"),
            None => draw(visit, id, form).await,
        },
    }
}

/// Somebody else stood by too.
pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let person: Option<PersonId> = form.id("bystander");
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = open_live(desk, id)?;
            let known = debrief_store::bystanders(desk.tx, &opened.seat)?;
            let person = person.filter(|person| known.iter().any(|(one, _)| one == person));
            let person = person.ok_or(Refusal { field: "bystander", key: "form-choose" })?;
            if !due(desk, &opened.seat, id, person)? {
                return Err(Refusal { field: "bystander", key: "crisis-bystander-there" }.into());
            }
            opened.enter(desk, Act::Changed)?;
            Ok(path(id))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, id, form).await,
    }
}

/// Puts somebody on the list of those to be looked after; whether they were not on it.
pub fn due(desk: &mut Desk<'_, '_>, seat: &Seat, crisis: RowId, person: PersonId) -> Result<bool, Problem> {
    let due_at = desk.now + SignedDuration::from_hours(desk.program.settings.crises.debrief_hours);
    let (id, now) = (desk.id(), desk.now);
    Ok(debrief_store::add(desk.tx, seat, (id, crisis, person), due_at, now)?)
}
