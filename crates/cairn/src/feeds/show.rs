//! The feed itself, as a calendar asks for it.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cairn_db::{Error, Tx};
use data_encoding::HEXLOWER;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::{Subscribed, calendar, store};
use crate::app::App;
use crate::audit::{self, Act};
use crate::disclosures::{Egress, Shape};
use crate::reminders;
use crate::web::{Problem, Text, Visit};

/// Days back and ahead that a calendar is told about.
const BACK: i64 = 30;
const AHEAD: i64 = 180;

pub async fn show(visit: Visit, Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let token = file.strip_suffix(".ics").ok_or(Problem::NotFound)?.to_string();
    let (app, now) = (visit.app.clone(), visit.app.clock.now());
    let found: Result<_, Error> = app.db.read(move |tx| whole(tx, &token, now)).await;
    let (subscribed, text) = found?.ok_or(Problem::NotFound)?;
    note(&app, &subscribed, now).await?;
    let tag = ["\"", &HEXLOWER.encode(&Sha256::digest(text.as_bytes())), "\""].concat();
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Egress::to_own_calendar(&subscribed, Shape::Calendar, text.into_bytes()).into_response()
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    let cache = HeaderValue::from_static("private, no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, cache);
    Ok(response)
}

/// The feed's text, if there is such a feed now.
fn whole(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<Option<(Subscribed, String)>, Error> {
    let Some(subscribed) = store::subscribed(tx, token)? else { return Ok(None) };
    let day = |days| SignedDuration::from_hours(24 * days);
    let bounds = (now - day(BACK), now + day(AHEAD));
    let found = reminders::store::appointments::of_person(tx, subscribed.person, bounds, now)?;
    let entries: Vec<_> = found.into_iter().map(|one| (store::uid(tx, &one), one)).collect();
    let usual = || Text::new(subscribed.language, TimeZone::UTC).get("feed-usual-word");
    let word = subscribed.word.clone().unwrap_or_else(usual);
    let text = calendar::text(&entries, &word);
    Ok(Some((subscribed, text)))
}

/// Once a day, in the log and on the person's own page.
async fn note(app: &App, subscribed: &Subscribed, now: Timestamp) -> Result<(), Problem> {
    let lately = now - SignedDuration::from_hours(24);
    if subscribed.read_at.is_some_and(|at| at > lately) {
        return Ok(());
    }
    let (subscribed, chance) = (subscribed.clone(), app.chance.clone());
    let noted: Result<(), Error> = app
        .db
        .write(move |tx| {
            store::note_reading(tx, &subscribed, now)?;
            let (participant, acting_as) = reminders::hat(tx, subscribed.person)?;
            let stamp = audit::Stamp { id: chance.id(now), at: now, actor: None };
            let id = Some(subscribed.feed.to_string());
            audit::write(
                tx,
                stamp,
                audit::Entry { act: Act::Exported, kind: "feed", id, participant, acting_as },
            )
        })
        .await;
    Ok(noted?)
}
