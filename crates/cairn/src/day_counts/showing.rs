//! What stands on the person's first page: nothing, one count or both, under a name of their own.

use axum::extract::Path;

use super::count::{SHOWN, Shown};
use super::{enter, open, path, show, store};
use crate::access::Tier;
use crate::ids::ParticipantId;
use crate::recovery::Stamp;
use crate::web::{Answer, Form, Problem, Visit};

const LONGEST_NAME: usize = 40;

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let shown = Shown::from_code(&form.required_choice("shown", &SHOWN)).unwrap_or_default();
    let called = form.text("called", LONGEST_NAME);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let record = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
            store::add_showing(desk.tx, &record, (shown, called.as_deref()), stamp)?;
            enter(desk, &record, Tier::Mine, stamp.id)?;
            Ok(path(id))
        })
        .await;
    show::settle(visit, id, form, outcome).await
}
