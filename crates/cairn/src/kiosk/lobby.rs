//! What the tablet shows: a field for a code, and thanks.

use askama::Template;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use cairn_db::Tx;
use jiff::Timestamp;

use super::arrival::Expected;
use super::store::{self, NewArrival};
use super::tablet::{self, Kiosk, MISSES};
use crate::access::Role;
use crate::account;
use crate::audit::{self, Act, Entry, Stamp};
use crate::groups;
use crate::ids::{Chance, PersonId};
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "kiosk/lobby.html")]
struct LobbyPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// What the person can have come for, when it is more than one thing.
    expected: Vec<Expected>,
}

#[derive(Template)]
#[template(path = "kiosk/thanks.html")]
struct ThanksPage {
    t: Text,
    shell: Shell,
}

async fn kiosk(visit: &Visit, headers: &HeaderMap) -> Result<Kiosk, Problem> {
    let hash = account::token_hash(&tablet::token(headers).ok_or(Problem::NotFound)?);
    let found = visit.app.db.read(move |tx| store::by_token(tx, &hash)).await.map_err(Problem::from)?;
    found.ok_or(Problem::NotFound)
}

pub async fn show(visit: Visit, headers: HeaderMap) -> Answer {
    kiosk(&visit, &headers).await?;
    let form = visit.new_form();
    draw(visit, form, Vec::new()).await
}

pub async fn thanks(visit: Visit, headers: HeaderMap) -> Answer {
    kiosk(&visit, &headers).await?;
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("kiosk-title");
    visitor.show(ThanksPage { t, shell })
}

async fn draw(visit: Visit, form: Form, expected: Vec<Expected>) -> Answer {
    let visitor = visit.anyone().await;
    let (mut t, shell) = visitor.shell("kiosk-title");
    if let Some(program) = &visitor.program {
        t.zone = program.zone.clone();
    }
    visitor.show_form(&form.clone(), LobbyPage { t, shell, f: form, expected })
}

/// What became of a code.
enum Outcome {
    /// Too many codes that are nobody's: the tablet rests.
    Resting,
    Unknown,
    /// Come for one of these: which?
    Several(Vec<Expected>),
    Here,
}

pub async fn create(visit: Visit, headers: HeaderMap, request: Request) -> Answer {
    let kiosk = kiosk(&visit, &headers).await?;
    let app = visit.app.clone();
    let mut form = Form::from_request(request, &app).await?;
    let code: String = form.value("code").chars().filter(char::is_ascii_digit).collect();
    let chosen = form.value("what").to_string();
    let (now, chance) = (app.clock.now(), app.chance.clone());
    let outcome = app
        .db
        .write(move |tx| arrive(tx, &kiosk, (&code, &chosen), &chance, now))
        .await
        .map_err(Problem::from)?;
    match outcome {
        Outcome::Here => return Ok(Redirect::to("/kiosk/thanks").into_response()),
        Outcome::Several(expected) => return draw(visit, form, expected).await,
        Outcome::Unknown => form.wrong("code", "kiosk-unknown"),
        Outcome::Resting => form.wrong("code", "kiosk-resting"),
    }
    draw(visit, form, Vec::new()).await
}

fn arrive(
    tx: &mut Tx<'_>,
    kiosk: &Kiosk,
    (code, chosen): (&str, &str),
    chance: &Chance,
    now: Timestamp,
) -> Result<Outcome, cairn_db::Error> {
    if store::misses(tx, kiosk.id, now)? >= MISSES {
        return Ok(Outcome::Resting);
    }
    let Some(person) = store::person_of_code(tx, code)? else {
        store::miss(tx, kiosk.id, chance.id(now), now)?;
        return Ok(Outcome::Unknown);
    };
    let expected = store::expected(tx, person, kiosk.site, now)?;
    let one = match expected.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => match several.iter().find(|one| one.value() == chosen) {
            Some(one) => Some(one.clone()),
            None => return Ok(Outcome::Several(expected)),
        },
    };
    keep(tx, kiosk, (person, one), chance, now)?;
    Ok(Outcome::Here)
}

fn keep(
    tx: &mut Tx<'_>,
    kiosk: &Kiosk,
    (person, one): (PersonId, Option<Expected>),
    chance: &Chance,
    now: Timestamp,
) -> Result<(), cairn_db::Error> {
    let (meeting, session) = match one {
        Some(Expected::Meeting { id, .. }) => (Some(id), None),
        Some(Expected::Session { id, .. }) => (None, Some(id)),
        None => (None, None),
    };
    let new = NewArrival { id: chance.id(now), person, kiosk: kiosk.id, meeting, session };
    if !store::arrive(tx, &new, now)? {
        return Ok(());
    }
    if let Some(meeting) = meeting {
        // Attendance has one writer: the host of the meeting sees that they came, and confirms it.
        let around = groups::store::around_for(tx, person, now)?;
        if let Some(one) = around.into_iter().find(|one| one.meeting == meeting) {
            let arrival = groups::Arrival { meeting, person, source: groups::Source::Kiosk, by: person };
            groups::store::arrive(tx, one.span, arrival, now)?;
        }
    }
    let participant = store::participant_of(tx, person)?;
    let acting_as = if participant.is_some() { Role::Participant } else { Role::FamilyMember };
    let entry =
        Entry { act: Act::Created, kind: "arrival", id: Some(new.id.to_string()), participant, acting_as };
    audit::write(tx, Stamp { id: chance.id(now), at: now, actor: Some(person) }, entry)
}
