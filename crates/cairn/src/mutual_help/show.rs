//! One meeting, for anybody.

use askama::Template;
use axum::extract::Path;
use cairn_meeting_guide::Meeting;

use super::find::TYPES;
use super::store;
use crate::ids::RowId;
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "mutual_help/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    m: Meeting,
    when: String,
    types: Vec<String>,
    /// Whose list it is from, and when that was taken in.
    source: (String, Option<jiff::Timestamp>),
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let found: Result<_, cairn_db::Error> = visit.app.db.read(move |tx| store::meeting(tx, id)).await;
    let (m, source) = found.map_err(Problem::from)?.ok_or(Problem::NotFound)?;
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("meetings-title");
    let page = ShowPage { when: when(&t, &m), types: types(&t, &m.types), m, source, t, shell };
    visitor.show(page)
}

fn when(t: &Text, m: &Meeting) -> String {
    let Some(time) = m.time else { return t.get("meetings-by-appointment") };
    let days: Vec<String> = m.days.iter().map(|day| t.get(&format!("meetings-day-{day}"))).collect();
    let until = m.end_time.map(|end| [" – ", &t.time(&end)].concat()).unwrap_or_default();
    [days.join(", "), [t.time(&time), until].concat()].join(", ")
}

/// Known codes in words; the others as they are.
pub(super) fn types(t: &Text, codes: &[String]) -> Vec<String> {
    let word = |code: &String| match TYPES.contains(&code.as_str()) {
        true => t.code("meeting-type", &code.to_lowercase()),
        false => code.clone(),
    };
    codes.iter().map(word).collect()
}
