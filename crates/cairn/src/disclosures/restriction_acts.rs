//! Answering and ending what people asked to hold back: the coordinator and the privacy officer, and for ending the
//! person themselves.

use askama::Template;
use axum::extract::Path;

use super::restriction::{ENDINGS, Held};
use super::store::{emergencies, restrictions};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Form, Page, PageRequest, Problem, Refusal, Shell, Text, Visit};

const ANSWERERS: [Role; 2] = [Role::PrivacyOfficer, Role::Coordinator];

#[derive(Template)]
#[template(path = "disclosures/restriction_queue.html")]
struct QueuePage {
    t: Text,
    shell: Shell,
    f: Form,
    waiting: Page<(Held, String)>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    let (visitor, waiting) = visit
        .read(move |desk| {
            let seat = desk.seat(&ANSWERERS)?;
            Ok(page.page(restrictions::waiting(desk.tx, &seat, page)?))
        })
        .await?;
    let (t, shell) = visitor.shell("restrictions-page-title");
    visitor.show(QueuePage { t, shell, f: form, waiting })
}

fn find(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Held, PersonId), Problem> {
    let held = restrictions::one(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let person = emergencies::person_of(desk.tx, held.participant)?.ok_or(Problem::NotFound)?;
    Ok((held, person))
}

/// Where the one who acted goes on: the officer to the queue, others to the person's page.
fn back(seat: &Seat, held: &Held) -> String {
    match seat.role() {
        Role::PrivacyOfficer => "/restrictions".to_string(),
        _ => format!("/participants/{}/restrictions", held.participant),
    }
}

pub async fn answer(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let answer = form.required_choice("answer", &["accepted", "declined"]);
    let reason = form.text("reason", 1000);
    let valid = form.is_valid();
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&ANSWERERS)?;
            let (held, person) = find(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            if !held.waits() {
                return Err(Refusal { field: "", key: "restriction-is-answered" }.into());
            }
            if answer == "declined" && reason.is_none() {
                return Err(Refusal { field: "reason", key: "restriction-decline-why" }.into());
            }
            let stamp = (desk.now, desk.viewer.person);
            restrictions::answer(desk.tx, &held, (&answer, reason.as_deref()), person, stamp)?;
            desk.enter_about(&seat, held.participant, Act::Answered, "restriction")?;
            Ok(back(&seat, &held))
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Ends a restriction. What was paid in full cannot be ended by the program's notice, only by the person.
pub async fn end(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let how = form.required_choice("how", &ENDINGS);
    let words = form.text("words", 1000);
    let valid = form.is_valid();
    let location = visit
        .submit(&form, move |desk| {
            let (held, person) = find(desk, id)?;
            let own = desk.viewer.participant == Some(held.participant);
            let seat = if own { desk.seat(&[Role::Participant])? } else { desk.seat(&ANSWERERS)? };
            if !valid {
                return Err(Problem::BadRequest);
            }
            if !held.holds() {
                return Err(Refusal { field: "", key: "restriction-is-ended" }.into());
            }
            if own && how != "written" || how == "notice" && held.is_paid_in_full() {
                return Err(Refusal { field: "how", key: "restriction-end-not-so" }.into());
            }
            if how != "written" && words.is_none() {
                return Err(Refusal { field: "words", key: "restriction-end-why" }.into());
            }
            let stamp = (desk.now, desk.viewer.person);
            restrictions::end(desk.tx, &held, (&how, words.as_deref()), person, stamp)?;
            desk.enter_about(&seat, held.participant, Act::Ended, "restriction")?;
            Ok(back(&seat, &held))
        })
        .await?;
    visit.redirect(&location, "saved")
}
