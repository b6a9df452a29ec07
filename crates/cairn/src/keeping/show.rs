//! The certificate of an erasure, to print and to keep.

use askama::Template;
use axum::extract::Path;

use super::erasure::Certificate;
use super::store;
use crate::access::Role;
use crate::ids::RowId;
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "keeping/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    certificate: Certificate,
    text: String,
    hash: String,
    fits: bool,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let (visitor, (text, hash)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer])?;
            store::certificate(desk.tx, &seat, id)?.ok_or(Problem::NotFound)
        })
        .await?;
    let certificate =
        serde_json::from_str(&text).map_err(|_| Problem::Defect("a certificate cannot be read"))?;
    let (t, shell) = visitor.shell("erasure-certificate");
    let fits = Certificate::hash_of(&text) == hash;
    visitor.show(ShowPage { t, shell, certificate, text, hash, fits })
}
