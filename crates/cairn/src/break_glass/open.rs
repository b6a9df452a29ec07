//! Opening one record in an emergency: the reason first. The page says the same whether there is such a record or not.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};

use super::find::try_once;
use super::opening::REASONS;
use super::store::{self, NewOpening};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "break_glass/open.html")]
struct OpenPage {
    t: Text,
    shell: Shell,
    f: Form,
    id: ParticipantId,
    reasons: Vec<Choice>,
    minutes: i64,
}

/// Why somebody opens a record.
pub(super) struct Why {
    reason: String,
    words: String,
}

impl Why {
    pub fn read(form: &mut Form) -> Why {
        Why { reason: form.required_choice("reason", &REASONS), words: form.required_text("words", 1000) }
    }
}

/// Opens a record for an hour. Somebody who has a relation to the participant needs none of this.
pub(super) fn open(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    participant: ParticipantId,
    why: Why,
) -> Result<String, Problem> {
    let record = format!("/participants/{participant}");
    if desk.reaches(participant)? {
        desk.enter_about(seat, participant, Act::Opened, "record")?;
        return Ok(record);
    }
    let new = NewOpening { id: desk.id(), participant, reason: why.reason, words: why.words };
    store::open(desk.tx, seat, new, desk.now)?;
    desk.enter_emergency(seat, participant, Act::Created, "break_glass")?;
    Ok(record)
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let why = Why::read(&mut form);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = super::seat(desk)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            try_once(desk, &seat)?;
            if !desk.knows_participant(id)? {
                return Err(Refusal { field: "words", key: "break-glass-nobody" }.into());
            }
            open(desk, &seat, id, why)
        })
        .await;
    if matches!(outcome, Err(Problem::BadRequest)) && !valid {
        return draw(visit, id, form).await;
    }
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "break-glass-open"),
        None => draw(visit, id, form).await,
    }
}

async fn draw(visit: Visit, id: ParticipantId, form: Form) -> Answer {
    let (visitor, reaches) = visit
        .read(move |desk| {
            super::seat(desk)?;
            desk.reaches(id)
        })
        .await?;
    if reaches {
        return Ok(Redirect::to(&format!("/participants/{id}")).into_response());
    }
    let (t, shell) = visitor.shell("break-glass-title");
    let reasons = Choice::codes(&t, "break-glass-reason", &REASONS);
    let page = OpenPage { t, shell, f: form.clone(), id, reasons, minutes: super::MINUTES };
    visitor.show_form(&form, page)
}
