//! The program's own open groups as Meeting Guide JSON, for directories to fetch. It tells of nobody.

use axum::response::IntoResponse;

use super::store;
use crate::disclosures::{Egress, Shape};
use crate::web::{Answer, Problem, Visit};

pub async fn show(visit: Visit) -> Answer {
    let entries: Result<Vec<String>, cairn_db::Error> = visit.app.db.read(store::own_entries).await;
    let body = ["[", &entries.map_err(Problem::from)?.join(",\n"), "]\n"].concat();
    Ok(Egress::about_nobody(Shape::Json, body.into_bytes()).called("meetings.json").into_response())
}
