//! What is done with a first call: answering immediate risk, moving on to the next step, closing, reopening.

use axum::extract::Path;

use super::call_show::{Forms, draw};
use super::first_call::{CLOSING_REASONS, NextStep, OUTCOMES};
use super::store::calls::{self, NewClosing, NewResponse, OpenStep, Outcome};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{FirstCallId, NextStepId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// Who was told about immediate risk and what was done.
pub async fn respond(visit: Visit, Path(id): Path<FirstCallId>, mut form: Form) -> Answer {
    let (told, done) = (form.required_text("told", 500), form.required_text("done", 4000));
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = found(desk, id)?;
                let new = NewResponse { id: desk.id(), told, done };
                calls::add_response(desk.tx, &seat, id, &new, desk.now)?;
                desk.enter_seated(&seat, Act::Created, "crisis_response", id.to_string())?;
                Ok(format!("/first-calls/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit.clone(), id, Forms::with_crisis(&visit, form)).await
}

/// Records what came of the open step and sets the one after it.
pub async fn move_on(visit: Visit, Path(id): Path<FirstCallId>, mut form: Form) -> Answer {
    let code = form.required_choice("outcome", &OUTCOMES);
    let words = form.text("words", 2000);
    let next = NextStep::read(&mut form);
    let shown = form.id("step");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = found(desk, id)?;
                let step = open_step(desk, &seat, id, shown, "outcome")?;
                let outcome = Outcome { code: &code, words: words.as_deref() };
                calls::end_step(desk.tx, &seat, step.id, &outcome, desk.now)?;
                next.save(desk, &seat, id)?;
                desk.enter_seated(&seat, Act::Changed, "first_call", id.to_string())?;
                Ok(format!("/first-calls/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit.clone(), id, Forms::with_step(&visit, form)).await
}

/// Closes the call with a reason. Immediate risk must have been answered first.
pub async fn close(visit: Visit, Path(id): Path<FirstCallId>, mut form: Form) -> Answer {
    let reason = form.required_choice("reason", &CLOSING_REASONS);
    let words = form.text("closing_words", 2000);
    let shown = form.id("step");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = found(desk, id)?;
                let step = open_step(desk, &seat, id, shown, "reason")?;
                let closing = NewClosing { id: desk.id(), reason, words };
                shut(desk, &seat, id, step.id, &closing)?;
                desk.enter_seated(&seat, Act::Ended, "first_call", id.to_string())?;
                Ok(format!("/first-calls/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit.clone(), id, Forms::with_closing(&visit, form)).await
}

/// Undoes a closing: the call waits again, with a next step.
pub async fn reopen(visit: Visit, Path(id): Path<FirstCallId>, mut form: Form) -> Answer {
    let next = NextStep::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = found(desk, id)?;
                if !calls::reopen(desk.tx, &seat, id, desk.now)? {
                    return Err(Refusal { field: "what", key: "first-call-is-open" }.into());
                }
                next.save(desk, &seat, id)?;
                desk.enter_seated(&seat, Act::Changed, "first_call", id.to_string())?;
                Ok(format!("/first-calls/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit.clone(), id, Forms::with_step(&visit, form)).await
}

/// Ends the open step and closes the call. Whatever the reason, immediate risk is answered first.
pub(super) fn shut(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    id: FirstCallId,
    step: NextStepId,
    closing: &NewClosing,
) -> Result<(), Problem> {
    let call = calls::call(desk.tx, seat, id)?.ok_or(Problem::NotFound)?;
    if call.urgent {
        return Err(Refusal { field: "reason", key: "first-call-risk-first" }.into());
    }
    calls::end_step(desk.tx, seat, step, &Outcome { code: "closed", words: None }, desk.now)?;
    calls::close(desk.tx, seat, id, closing, desk.now)?;
    Ok(())
}

fn found(desk: &mut Desk<'_, '_>, id: FirstCallId) -> Result<Seat, Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    calls::call(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok(seat)
}

/// The call's open step, if it is the one that the page showed; otherwise somebody was faster.
fn open_step(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    id: FirstCallId,
    shown: Option<NextStepId>,
    field: &'static str,
) -> Result<OpenStep, Problem> {
    let step = calls::open_step(desk.tx, seat, id)?;
    let current = step.filter(|step| shown.is_none_or(|shown| shown == step.id));
    current.ok_or_else(|| Refusal { field, key: "first-call-moved-on" }.into())
}
