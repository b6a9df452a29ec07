//! The rota: kept by the coordinator, seen by those who are on it, each their own part.

use askama::Template;
use axum::extract::Path;

use super::store::{self, HATS, NewShift};
use super::{OnCall, Shift, now, shift};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "on_call/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    shifts: Page<Shift>,
    keeps: bool,
    people: Vec<Choice>,
    named: bool,
    answering: Option<OnCall>,
    now: jiff::Timestamp,
}

/// The coordinator first: they keep the rota. Everybody else who can be on it sees their own part.
fn seat(desk: &Desk<'_, '_>) -> Result<Seat, Problem> {
    desk.seat(&[Role::Coordinator]).or_else(|_| desk.seat(&HATS))
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let mut form = visit.new_form();
    let zone = jiff::tz::TimeZone::UTC;
    form.set("start_date", visit.app.clock.now().to_zoned_datetime(zone).date());
    form.set("start_time", "17:00");
    form.set("end_time", "09:00");
    draw(visit, page, form).await
}

async fn draw(visit: Visit, page: PageRequest, form: Form) -> Answer {
    let (visitor, (found, at)) = visit
        .read(move |desk| {
            let seat = seat(desk)?;
            let keeps = seat.role() == Role::Coordinator;
            let shifts = page.page(store::ahead(desk.tx, &seat, desk.now, page)?);
            let people = if keeps { store::candidates(desk.tx, &seat)? } else { Vec::new() };
            let answering = now(desk.tx, desk.program, desk.now)?;
            Ok(((shifts, keeps, people, store::is_named(desk.tx, &seat)?, answering), desk.now))
        })
        .await?;
    let (shifts, keeps, people, named, answering) = found;
    let (t, shell) = visitor.shell("on-call-title");
    let people = people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    let f = form.clone();
    visitor.show_form(&form, IndexPage { t, shell, f, shifts, keeps, people, named, answering, now: at })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let person: Option<PersonId> = form.id("person");
    if person.is_none() && form.error("person").is_none() {
        form.wrong("person", "form-choose");
    }
    let phone = form.phone("phone");
    if phone.is_none() && form.error("phone").is_none() {
        form.wrong("phone", "form-required");
    }
    for (date, time) in [("start_date", "start_time"), ("end_date", "end_time")] {
        form.required_date(date);
        if form.time(time).is_none() && form.error(time).is_none() {
            form.wrong(time, "form-required");
        }
    }
    let (valid, mut typed) = (form.is_valid(), form.clone());
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let (Some(person), Some(phone), true) = (person, phone, valid) else {
                return Err(Problem::BadRequest);
            };
            let zone = &desk.program.zone;
            let starts_at = typed.required_instant("start_date", "start_time", zone);
            let ends_at = typed.required_instant("end_date", "end_time", zone);
            shift::check(starts_at, ends_at, desk.now)?;
            if store::candidates(desk.tx, &seat)?.iter().all(|(known, _)| *known != person) {
                return Err(Refusal { field: "person", key: "form-choose-listed" }.into());
            }
            let new = NewShift { id: desk.id(), person, starts_at, ends_at, phone };
            store::add(desk.tx, &seat, &new, desk.now)?;
            desk.enter_seated(&seat, Act::Created, "on_call_shift", new.id.to_string())?;
            Ok("/on-call".to_string())
        })
        .await;
    match outcome {
        Err(Problem::BadRequest) if !form.is_valid() => draw(visit, PageRequest::first(), form).await,
        outcome => match form.settle(outcome)? {
            Some(location) => visit.redirect(&location, "saved"),
            None => draw(visit, PageRequest::first(), form).await,
        },
    }
}

pub async fn destroy(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            if !store::remove(desk.tx, &seat, id, desk.now)? {
                return Err(Problem::NotFound);
            }
            desk.enter_seated(&seat, Act::Removed, "on_call_shift", id.to_string())?;
            Ok("/on-call".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Whether one's own name stands beside the phone: nobody else's to choose.
pub async fn choose_name(visit: Visit, form: Form) -> Answer {
    let shown = form.value("shown") == "yes";
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&HATS)?;
            let id = desk.id();
            store::choose_name(desk.tx, &seat, id, shown, desk.now)?;
            desk.enter_own(Act::Changed, "on_call_name")?;
            Ok("/on-call".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
