//! One incident: what happened, who must be told by when, the assessment, the people.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::incident::{Affected, CONCLUSIONS, Incident, RATINGS, STATES};
use super::store;
use crate::ids::{ParticipantId, RowId};
use crate::privacy_desk::find_participants;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "incidents/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    incident: Incident,
    affected: Vec<Affected>,
    /// Answers to a search by name.
    found: Vec<(ParticipantId, String)>,
    today: Date,
    ratings: Vec<Choice>,
    conclusions: Vec<Choice>,
    states: Vec<Choice>,
    notices: Vec<Choice>,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set("name", query.value("name"));
    draw(visit, form, id).await
}

pub(super) async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let letters = form.value("name").to_string();
    let (visitor, (incident, affected, found, today)) = visit
        .read(move |desk| {
            let (seat, incident) = super::open(desk, id)?;
            let affected = store::affected(desk.tx, &seat, id)?;
            let found = find_participants(desk.tx, &seat, &letters)?;
            Ok((incident, affected, found, desk.today()))
        })
        .await?;
    let (t, shell) = visitor.shell("incidents-title");
    let page = ShowPage {
        ratings: Choice::codes(&t, "incident-rating", &RATINGS),
        conclusions: Choice::codes(&t, "incident-conclusion", &CONCLUSIONS),
        states: STATES.iter().map(|state| Choice::new(*state, *state)).collect(),
        notices: Choice::codes(&t, "incident-notice", &["individuals", "hhs", "media"]),
        f: form.clone(),
        incident,
        affected,
        found,
        today,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
