//! Whether a form arrived: for a browser that sends again after a dead network, and for proving that nothing is lost.

use axum::extract::Path;
use axum::response::IntoResponse;
use uuid::Uuid;

use super::store;
use crate::web::{Answer, Problem, Visit};

pub async fn show(visit: Visit, Path(key): Path<Uuid>) -> Answer {
    let kept =
        move |desk: &mut crate::access::Desk<'_, '_>| Ok(store::receipt(desk.tx, key, desk.viewer.person)?);
    let (_, kept) = visit.read(kept).await?;
    if kept { Ok("kept\n".into_response()) } else { Err(Problem::NotFound) }
}
