//! Going along: to a court, a clinic, an office. What for, what the supporter does there, and how it went.
//!
//! The minutes there are those of the session, like any other. The way there and back is the supporter's time: it is written
//! down apart and never billed.

use askama::Template;
use axum::extract::Path;
use jiff::{ToSpan, civil::Date};

use super::session::Session;
use super::store;
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::SessionId;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

pub const KINDS: [&str; 8] =
    ["court", "clinic", "hospital", "agency", "housing", "work_or_school", "meeting", "other"];
/// What the two agreed that the supporter does there.
pub const PARTS: [&str; 4] = ["silent", "when_asked", "speaks", "waits_outside"];
/// Written when the two go nowhere after all.
pub const NONE: &str = "none";

#[derive(Debug, Clone)]
pub struct Accompaniment {
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`PARTS`].
    pub part: String,
    pub what_for: Option<String>,
    pub outcome: Option<Outcome>,
}

#[derive(Debug, Clone)]
pub struct Outcome {
    pub travel_minutes: i64,
    pub words: Option<String>,
    /// The next date at the same place.
    pub next_on: Option<Date>,
}

#[derive(Template)]
#[template(path = "sessions/accompaniment.html")]
struct AccompanimentPage {
    t: Text,
    shell: Shell,
    f: Form,
    s: Session,
    own: bool,
    agreed: Option<Accompaniment>,
    /// The viewer writes down how it went.
    tells: bool,
    kinds: Vec<Choice>,
    parts: Vec<Choice>,
}

/// Opens a session for those who plan it.
fn open(desk: &mut Desk<'_, '_>, id: SessionId) -> Result<(Record, Session), Problem> {
    let record = desk.open_session(id)?;
    let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
    match record.acting_as() {
        Role::Participant | Role::PeerSupporter | Role::Coordinator => Ok((record, session)),
        _ => Err(Problem::NotFound),
    }
}

/// The supporter of the session, once it has begun and was not called off.
fn tells(record: &Record, session: &Session, now: jiff::Timestamp) -> bool {
    record.acting_as() == Role::PeerSupporter && session.cancellation.is_none() && *session.begin() <= now
}

pub async fn edit(visit: Visit, Path(id): Path<SessionId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, true).await
}

async fn draw(visit: Visit, id: SessionId, mut form: Form, fill: bool) -> Answer {
    let (visitor, (session, agreed, own, tells)) = visit
        .write(move |desk| {
            let (record, session) = open(desk, id)?;
            let agreed = store::accompaniment(desk.tx, &record, id)?;
            let tells = tells(&record, &session, desk.now);
            Ok((session, agreed, record.is_own(), tells))
        })
        .await?;
    if let Some(agreed) = agreed.as_ref().filter(|_| fill) {
        form.set("kind", &agreed.kind);
        form.set("part", &agreed.part);
        form.set_some("what_for", agreed.what_for.as_ref());
        if let Some(outcome) = &agreed.outcome {
            form.set("travel_minutes", outcome.travel_minutes);
            form.set_some("outcome", outcome.words.as_ref());
            form.set_some("next_on", outcome.next_on);
        }
    }
    let (t, shell) = visitor.shell("accompaniment-title");
    let page = AccompanimentPage {
        kinds: Choice::codes(&t, "accompaniment", &KINDS),
        parts: Choice::codes(&t, "accompaniment-part", &PARTS),
        f: form.clone(),
        s: session,
        own,
        agreed,
        tells,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// Agrees to go along, agrees anew, or not to go.
pub async fn update(visit: Visit, Path(id): Path<SessionId>, mut form: Form) -> Answer {
    let nowhere = form.checked("nowhere");
    let (kind, part) = match nowhere {
        true => (NONE.to_string(), NONE.to_string()),
        false => (form.required_choice("kind", &KINDS), form.required_choice("part", &PARTS)),
    };
    let what_for = form.text("what_for", 500).filter(|_| !nowhere);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (record, session) = open(desk, id)?;
                if session.cancellation.is_some() {
                    return Err(Refusal { field: "kind", key: "session-not-open" }.into());
                }
                let agreed = Accompaniment { kind, part, what_for, outcome: None };
                let new = desk.id();
                store::go_along(desk.tx, &record, (new, id), &agreed, (desk.now, desk.viewer.person))?;
                desk.enter(&record, Act::Changed, "accompaniment", Some(id.to_string()))?;
                Ok(["/sessions/", &id.to_string()].concat())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form, false).await
}

/// How it went.
pub async fn tell(visit: Visit, Path(id): Path<SessionId>, mut form: Form) -> Answer {
    let told = Outcome {
        travel_minutes: form.required_integer("travel_minutes", 0..=720),
        words: form.text("outcome", 2000),
        next_on: form.date("next_on"),
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (record, session) = open(desk, id)?;
                if record.acting_as() != Role::PeerSupporter {
                    return Err(Problem::NotFound);
                }
                if !tells(&record, &session, desk.now) {
                    return Err(Refusal { field: "travel_minutes", key: "accompaniment-too-early" }.into());
                }
                if store::accompaniment(desk.tx, &record, id)?.is_none() {
                    return Err(Refusal { field: "kind", key: "accompaniment-agree-first" }.into());
                }
                let today = desk.today();
                let furthest = today.saturating_add(2.years());
                if told.next_on.is_some_and(|on| on < today || on > furthest) {
                    return Err(Refusal { field: "next_on", key: "accompaniment-next-range" }.into());
                }
                let new = desk.id();
                store::went(desk.tx, &record, (new, id), &told, (desk.now, desk.viewer.person))?;
                desk.enter(&record, Act::Changed, "accompaniment", Some(id.to_string()))?;
                Ok(["/sessions/", &id.to_string()].concat())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form, false).await
}
