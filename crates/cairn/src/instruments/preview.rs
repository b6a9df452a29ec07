//! Looking at a pack before it is added: every question, every answer, every rule. Nothing is kept yet.

use askama::Template;
use axum::extract::Request;
use axum::http::header;

use super::pack::{LARGEST, draw, is_known, read};
use super::{Shown, seat};
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "instruments/preview.html")]
struct PreviewPage {
    t: Text,
    shell: Shell,
    f: Form,
    shown: Shown,
    /// The pack as it came, so that what was looked at is what is added.
    source: String,
}

pub async fn create(visit: Visit, request: Request) -> Answer {
    // Whoever may not sends nothing in here.
    visit.clone().read(|desk| seat(desk)).await?;
    let mut form = visit.new_form();
    let source = receive(request).await?;
    let Some(definition) = read(&mut form, &source) else {
        return draw(visit, form).await;
    };
    let looked = definition.clone();
    let (_, known) = visit.clone().read(move |desk| is_known(desk, &looked)).await?;
    if known {
        form.wrong("file", "pack-known");
        return draw(visit, form).await;
    }
    let (visitor, _) = visit.read(|desk| seat(desk)).await?;
    let (t, shell) = visitor.shell("instruments-title");
    let shown = Shown::of(&t, &definition);
    visitor.show(PreviewPage { t, shell, f: form, shown, source })
}

/// The file as text; of one that is too large only so much as shows that it is.
async fn receive(request: Request) -> Result<String, Problem> {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| Problem::BadRequest)?;
    let mut parts = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let mut bytes: Vec<u8> = Vec::new();
    while let Some(mut part) = parts.next_field().await.map_err(|_| Problem::BadRequest)? {
        if part.name() != Some("file") {
            continue;
        }
        while let Some(piece) = part.chunk().await.map_err(|_| Problem::BadRequest)? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > LARGEST {
                return Ok(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
