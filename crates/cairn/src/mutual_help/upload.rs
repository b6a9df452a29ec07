//! Taking a list in from a file, piece by piece into a file of our own: larger than any other form.

use std::io::Write;

use axum::extract::{Path, Request};
use axum::http::header;
use uuid::Uuid;

use super::download::{Scratch, Version};
use super::fetch::TOO_LARGE;
use super::replace::{Kind, List, Taken, replace};
use super::{desk, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Text, Visit};

const LARGEST: usize = 96 * 1024 * 1024;

/// What the form carried: its key, and the file.
struct Sent {
    key: Option<Uuid>,
    file: Option<Scratch>,
}

async fn receive(visit: &Visit, request: Request) -> Result<Sent, Problem> {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| Problem::BadRequest)?;
    let mut parts = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let mut sent = Sent { key: None, file: None };
    while let Some(mut part) = parts.next_field().await.map_err(|_| Problem::BadRequest)? {
        if part.name() == Some("form_key") {
            let text = part.text().await.map_err(|_| Problem::BadRequest)?;
            sent.key = Uuid::parse_str(text.trim()).ok();
        } else if part.name() == Some("file") {
            let scratch = Scratch::new(&visit.app).map_err(|_| Problem::Defect("no room for an upload"))?;
            let mut file = std::fs::File::create(scratch.path())
                .map_err(|_| Problem::Defect("no room for an upload"))?;
            let mut size = 0;
            while let Some(piece) = part.chunk().await.map_err(|_| Problem::BadRequest)? {
                size += piece.len();
                if size > LARGEST {
                    return Err(TOO_LARGE.into());
                }
                file.write_all(&piece).map_err(|_| Problem::Defect("no room for an upload"))?;
            }
            sent.file = (size > 0).then_some(scratch);
        }
    }
    Ok(sent)
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, request: Request) -> Answer {
    // Whoever may not leaves nothing here, not even for a moment.
    let (_, feed) = visit
        .clone()
        .read(move |desk| {
            let seat = desk.seat(&desk::ROLES)?;
            store::feed(desk.tx, &seat, id)?.ok_or(Problem::NotFound)
        })
        .await?;
    let kind = Kind::from_code(&feed.kind).ok_or(Problem::NotFound)?;
    let mut form = visit.new_form();
    let sent = match receive(&visit, request).await {
        Ok(sent) => sent,
        Err(Problem::Refused(refusal)) => {
            form.wrong(refusal.field, refusal.key);
            return desk::draw(visit, form).await;
        }
        Err(problem) => return Err(problem),
    };
    let Some(file) = sent.file else {
        form.wrong("file", "feed-choose-file");
        return desk::draw(visit, form).await;
    };
    let words = Text::new(visit.language, jiff::tz::TimeZone::UTC);
    let keyed = sent.key.map_or(form, |key| Form::empty(words, key));
    let location = visit
        .submit(&keyed, move |desk| {
            let seat = desk.seat(&desk::ROLES)?;
            let stamp = (desk.id(), desk.now, Some(seat.person()));
            let version = Version::default();
            let list = List { kind, file: file.path(), formats: None, version: &version };
            let taken = replace(desk.tx, id, &list, stamp)?;
            desk.enter_seated(&seat, Act::Imported, "mutual_help_feed", id.to_string())?;
            Ok(match taken {
                Taken::Replaced { .. } => "/mutual-help".to_string(),
                Taken::Failed { .. } => "/mutual-help?failed=yes".to_string(),
            })
        })
        .await?;
    visit.redirect(&location, if location.ends_with("yes") { "feed-failed" } else { "saved" })
}
