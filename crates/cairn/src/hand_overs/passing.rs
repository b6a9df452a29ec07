//! What goes along: a word for the next supporter, and what of the words between two the participant lets pass.

use std::collections::BTreeSet;

use axum::extract::Path;
use uuid::Uuid;

use super::hand_over::{path, running};
use super::store;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

const LONGEST_MESSAGE: usize = 2000;

pub async fn say(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let message = form.text("message", LONGEST_MESSAGE);
    let valid = form.is_valid();
    let location = visit
        .submit(&form, move |desk| {
            let (record, hand_over) = running(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let new = (desk.id(), id);
            store::say(desk.tx, &record, new, message.as_deref(), (desk.now, desk.viewer.person))?;
            desk.enter(&record, Act::Changed, "hand_over", Some(id.to_string()))?;
            Ok(path(hand_over.participant))
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Only the participant decides, and what they do not check stays behind.
pub async fn create(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let chosen: BTreeSet<Uuid> =
        form.values("passed").into_iter().filter_map(|value| Uuid::parse_str(value).ok()).collect();
    let location = visit
        .submit(&form, move |desk| {
            let (record, hand_over) = running(desk, id)?;
            if !record.is_own() {
                return Err(Problem::NotFound);
            }
            for mut thing in store::all_between(desk.tx, &record, id)? {
                thing.passed = chosen.contains(&thing.id);
                store::decide(desk.tx, &record, id, &thing, (desk.now, desk.viewer.person))?;
            }
            desk.enter(&record, Act::Changed, "hand_over", Some(id.to_string()))?;
            Ok(path(hand_over.participant))
        })
        .await?;
    visit.redirect(&location, "saved")
}
