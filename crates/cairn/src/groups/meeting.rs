//! Putting a meeting on the calendar.

use axum::extract::Path;

use super::new::settle;
use super::store::{self, NewMeeting};
use super::{open, show};
use crate::audit::Act;
use crate::calendar::clash::{self, Found, Wanted};
use crate::calendar::store::lines;
use crate::ids::{GroupId, RowId};
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let minutes = form.required_integer("minutes", 5..=480);
    let topic = form.text("topic", 120);
    let topic_id: Option<RowId> = form.id("topic_id");
    // The time zone is the program's, known at the desk; date and time are checked here and joined there.
    form.required_date("date");
    if form.time("time").is_none() && form.error("time").is_none() {
        form.wrong("time", "form-required");
    }
    let valid = form.is_valid();
    let mut typed = form.clone();
    let found = Found::default();
    let shared = found.clone();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            group.still_meets()?;
            if let Some(topic) = topic_id
                && store::topics(desk.tx, &group)?.iter().all(|known| known.id != topic)
            {
                return Err(Refusal { field: "topic_id", key: "form-choose-listed" }.into());
            }
            let starts_at = typed.required_instant("date", "time", &desk.program.zone);
            let new = NewMeeting { id: desk.id(), starts_at, minutes, topic, topic_id };
            // What was yesterday is written down, not planned.
            if starts_at >= desk.now {
                let people = lines::leaders(desk.tx, id)?;
                let wanted = Wanted { people, ..Wanted::at([starts_at], minutes) };
                shared.unless(typed.checked("anyway"), clash::find(desk.tx, &wanted)?)?;
            }
            if !store::add_meeting(desk.tx, &seat, &group, &new, desk.now)? {
                return Err(Refusal { field: "time", key: "groups-meeting-there" }.into());
            }
            desk.enter_seated(&seat, Act::Created, "group_meeting", new.id.to_string())?;
            Ok(format!("/groups/{id}"))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    show::draw(visit, id, PageRequest::first(), (form, found)).await
}
