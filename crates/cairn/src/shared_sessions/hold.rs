//! They met: written down by whoever sat with them, and only where both had read what both agreed to.

use axum::extract::Path;
use jiff::SignedDuration;

use super::opened::{self, View};
use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let minutes = form.required_integer("met_minutes", 1..=480);
    form.required_date("date");
    if form.time("started").is_none() && form.error("started").is_none() {
        form.wrong("started", "form-required");
    }
    let (valid, mut typed) = (form.is_valid(), form.clone());
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = opened::open(desk, id)?;
            if !matches!(opened.view, View::Host(_)) {
                return Err(Problem::NotFound);
            }
            if !valid {
                return Err(Problem::BadRequest);
            }
            let from = typed.required_instant("date", "started", &desk.program.zone);
            let to = from + SignedDuration::from_mins(minutes);
            // Taken back while they met: it ended then.
            let cut = opened.standing.withdrawn.iter().map(|(_, at)| *at).min();
            let cut = cut.filter(|at| *at > from);
            let standing = super::Standing {
                withdrawn: opened.standing.withdrawn.iter().filter(|_| cut.is_none()).copied().collect(),
                ..opened.standing.clone()
            };
            standing.may_start()?;
            if from > desk.now || opened.standing.agreements.iter().any(|one| one.agreed_at > from) {
                return Err(Refusal { field: "date", key: "shared-when" }.into());
            }
            let to = cut.map_or(to, |cut| to.min(cut));
            store::hold(desk.tx, id, (from, to), (desk.now, desk.viewer.person))?;
            opened::enter(desk, &opened, Act::Changed)?;
            Ok(format!("/shared-sessions/{id}"))
        })
        .await;
    match crate::families::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, form, id).await,
    }
}
