//! Adding to the time line. It only grows: what was written stays.

use axum::extract::Path;
use jiff::Timestamp;

use super::crisis::ENTRIES;
use super::store::{self, Stamp};
use super::{open_live, path, show};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let what = form.required_choice("what", &ENTRIES);
    let words = form.text("entry_words", 2000);
    if what == "noted" && words.is_none() {
        form.wrong("entry_words", "form-required");
    }
    let time = form.time("at");
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = open_live(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let happened_at = happened_at(desk, time)?;
            let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
            store::add_entry(desk.tx, &opened.crisis, stamp, (&what, words), happened_at)?;
            opened.enter(desk, Act::Changed)?;
            Ok(path(id))
        })
        .await;
    show::after(visit, id, form, outcome).await
}

/// A time of today's clocks, or now; what would be later than now was yesterday.
fn happened_at(desk: &Desk<'_, '_>, time: Option<jiff::civil::Time>) -> Result<Timestamp, Problem> {
    let Some(time) = time else { return Ok(desk.now) };
    let on = |day: jiff::civil::Date| {
        let zoned = day.to_datetime(time).to_zoned_datetime(desk.program.zone.clone());
        zoned.map(|zoned| zoned.timestamp()).map_err(|_| Refusal { field: "at", key: "form-not-a-time" })
    };
    let today = on(desk.today())?;
    Ok(if today <= desk.now { today } else { on(desk.today().yesterday().unwrap_or(desk.today()))? })
}
