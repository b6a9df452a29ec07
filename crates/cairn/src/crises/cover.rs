//! Other appointments of whoever stood by: handed to another supporter at the same time and place, or called off. Neither
//! says why.

use axum::extract::Path;

use super::crisis::Crisis;
use super::store::{self, Stamp};
use super::{open_live, path, show};
use crate::access::{Desk, Role};
use crate::audit::Act;
use crate::calendar::{self, clash};
use crate::ids::{RowId, SessionId, SupporterId};
use crate::sessions::store::CalledOff;
use crate::sessions::{self, NewSession, Session};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

const HOW: [&str; 2] = ["handed", "called_off"];

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let session: Option<SessionId> = form.id("session");
    let how = form.required_choice("how", &HOW);
    let to: Option<SupporterId> = form.id("substitute");
    if how == "handed" && to.is_none() {
        form.wrong("substitute", "form-choose");
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = open_live(desk, id)?;
            let (Some(session), true) = (session, valid) else { return Err(Problem::BadRequest) };
            let to = to.filter(|_| how == "handed");
            let new = arrange(desk, &opened.crisis, session, to)?;
            let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
            store::add_cover(desk.tx, &opened.crisis, stamp, (session, new))?;
            opened.enter(desk, Act::Changed)?;
            Ok(path(id))
        })
        .await;
    show::after(visit, id, form, outcome).await
}

/// Calls the session off or puts another in its place; which one.
fn arrange(
    desk: &mut Desk<'_, '_>,
    crisis: &Crisis,
    id: SessionId,
    to: Option<SupporterId>,
) -> Result<Option<SessionId>, Problem> {
    let day = show::rest_of_day(desk);
    if store::others(desk.tx, crisis, day)?.iter().all(|other| other.session != id) {
        return Err(Problem::NotFound);
    }
    // The viewer must be somebody who may plan it anyway: its supporter, their supervisor, a coordinator.
    let record = desk.open_session(id)?;
    if !matches!(record.acting_as(), Role::PeerSupporter | Role::Supervisor | Role::Coordinator) {
        return Err(Problem::NotFound);
    }
    let session = sessions::store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
    let kind = if to.is_some() { "rescheduled" } else { "cancelled" };
    let stamp = calendar::series::Stamp { at: desk.now, by: desk.viewer.person };
    let called_off = CalledOff { kind, words: None, late: false };
    if !sessions::store::cancel(desk.tx, &session, called_off, stamp)? {
        return Err(Refusal { field: "substitute", key: "session-not-open" }.into());
    }
    desk.enter(&record, Act::Ended, "session", Some(id.to_string()))?;
    let Some(to) = to else { return Ok(None) };
    if store::substitutes(desk.tx, crisis)?.iter().all(|(known, _)| *known != to) {
        return Err(Refusal { field: "substitute", key: "form-choose-listed" }.into());
    }
    let new = instead(desk, session, to);
    if clash::takes(desk.tx, to, new.starts_at, new.minutes)? {
        return Err(Refusal { field: "substitute", key: "crisis-substitute-busy" }.into());
    }
    sessions::store::add(desk.tx, &record, &new, desk.now, desk.viewer.person)?;
    desk.enter(&record, Act::Created, "session", Some(new.id.to_string()))?;
    Ok(Some(new.id))
}

/// The same session with another supporter. A video link is its supporter's own and does not go along.
fn instead(desk: &Desk<'_, '_>, session: Session, supporter: SupporterId) -> NewSession {
    NewSession {
        id: desk.id(),
        supporter,
        starts_at: session.starts_at,
        minutes: session.planned_minutes,
        mode: if session.mode == "video" { "phone".to_string() } else { session.mode },
        setting: session.setting,
        place: session.place,
        video_link: None,
        room: None,
        moved_from: Some(session.id),
    }
}
