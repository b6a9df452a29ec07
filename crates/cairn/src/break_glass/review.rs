//! The privacy officer says whether an opening was justified. Nobody reviews their own.

use axum::extract::Path;

use super::opening::VERDICTS;
use super::{show, store};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let verdict = form.required_choice("verdict", &VERDICTS);
    let words = form.text("words", 1000);
    if verdict == "not_justified" && words.is_none() {
        form.wrong("words", "break-glass-review-words");
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer])?;
            let opening = store::one(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            if opening.by == seat.person() {
                return Err(Refusal { field: "verdict", key: "break-glass-review-own" }.into());
            }
            if !store::review(desk.tx, &seat, &opening, (&verdict, words), desk.now)? {
                return Err(Refusal { field: "verdict", key: "break-glass-reviewed" }.into());
            }
            desk.enter_emergency(&seat, opening.participant, Act::Answered, "break_glass_review")?;
            Ok(format!("/break-glass/{id}"))
        })
        .await;
    if matches!(outcome, Err(Problem::BadRequest)) && !valid {
        return show::draw(visit, id, form).await;
    }
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, id, form).await,
    }
}
