//! An auditor takes a copy away, where the contract allows copies that are destroyed by a day (42 CFR 2.53(b)).

use axum::extract::Path;
use axum::response::IntoResponse;

use super::look;
use crate::disclosures::store::ledger;
use crate::disclosures::{Permit, pages_csv};
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn create(visit: Visit, Path((id, number)): Path<(RowId, i64)>, form: Form) -> Answer {
    let (key, path) = (*form.key(), visit.path.clone());
    let back = format!("/reviews/{id}/participants/{number}");
    let location = back.clone();
    let (visitor, permit) = visit
        .clone()
        .write(move |desk| {
            let (review, reviewed) = look::open(desk, id, number)?;
            if !review.copies {
                return Err(Problem::NotFound);
            }
            desk.require_step_up()?;
            if ledger::receipt(desk.tx, key, &path, desk.viewer.person)?.is_some() {
                // Sent before: the file was handed out once. The look is written down as one.
                let outgoing = look::outgoing(desk, &review, number, "portal")?;
                desk.disclose_reviewed(&reviewed, &outgoing)?;
                return Ok(None::<Box<Permit>>);
            }
            let outgoing = look::outgoing(desk, &review, number, "csv")?;
            let permit = desk.disclose_reviewed(&reviewed, &outgoing)?;
            ledger::keep_receipt(desk.tx, (key, &path), &location, (desk.viewer.person, desk.now))?;
            Ok(Some(Box::new(permit)))
        })
        .await?;
    match permit {
        Some(permit) => Ok(pages_csv(&permit, &visitor.t)?.into_response()),
        None => visit.redirect(&back, "disclosed"),
    }
}
