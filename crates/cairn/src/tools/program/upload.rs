//! A definition as a file: read, and shown as a tool before anything is kept.

use axum::extract::Request;
use axum::http::header;
use uuid::Uuid;

use super::{new, preview};
use crate::web::{Answer, Form, Problem, Text, Visit};

/// Bytes of a file.
const LARGEST: usize = 200_000;

/// The form's key, and the text of the file; without one where it was empty, too large or no text.
async fn receive(request: Request) -> Result<(Option<Uuid>, Option<String>), Problem> {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| Problem::BadRequest)?;
    let mut parts = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let (mut key, mut text) = (None, None);
    while let Some(part) = parts.next_field().await.map_err(|_| Problem::BadRequest)? {
        let name = part.name().unwrap_or_default().to_string();
        let bytes = part.bytes().await.map_err(|_| Problem::BadRequest)?;
        if name == "form_key" {
            key = std::str::from_utf8(&bytes).ok().and_then(|text| Uuid::parse_str(text.trim()).ok());
        } else if name == "file" && !bytes.is_empty() && bytes.len() <= LARGEST {
            text = String::from_utf8(bytes.to_vec()).ok();
        }
    }
    Ok((key, text))
}

pub async fn create(visit: Visit, request: Request) -> Answer {
    visit.clone().read(|desk| super::seat(desk)).await?;
    let (key, text) = receive(request).await?;
    let words = Text::new(visit.language, jiff::tz::TimeZone::UTC);
    let mut form = key.map_or_else(|| visit.new_form(), |key| Form::empty(words, key));
    let Some(text) = text else {
        form.wrong("file", "tool-file-wrong");
        return new::draw(visit, form).await;
    };
    // A mark that some editors put at the beginning is not part of the text.
    form.set("definition", text.trim_start_matches('\u{feff}'));
    preview::draw(visit, form).await
}
