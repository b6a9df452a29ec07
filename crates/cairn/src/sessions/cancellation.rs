//! Calling a session off, or moving it: the old one is called off as moved, and a new one is planned.

use axum::extract::Path;
use jiff::civil::{Date, Time};

use super::schedule;
use super::session::{self, CANCELLATIONS, NewSession, Session};
use super::{show, store};
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::SessionId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// What staff may say happened; moving has a form of its own.
pub const STAFF_KINDS: [&str; 3] = ["cancelled", "late_cancelled", "no_show"];

struct Asked {
    kind: Option<String>,
    words: Option<String>,
    new_start: Option<(Date, Time)>,
    anyway: bool,
}

impl Asked {
    fn read(form: &mut Form) -> Asked {
        let kind = form.choice("kind", &CANCELLATIONS);
        let moved = kind.as_deref() == Some("rescheduled");
        Asked {
            new_start: moved.then(|| schedule::read_start(form)),
            words: form.text("words", 500),
            anyway: form.checked("anyway"),
            kind,
        }
    }

    /// The kind, as far as this hat may say it. A participant calls off or moves, and never says of themselves that
    /// they did not come.
    fn kind(&self, hat: Role) -> Result<&str, Refusal> {
        match (hat, self.kind.as_deref()) {
            (Role::Participant, Some("rescheduled")) => Ok("rescheduled"),
            (Role::Participant, _) => Ok("cancelled"),
            (_, Some(kind)) => Ok(kind),
            (_, None) => Err(Refusal { field: "kind", key: "form-choose" }),
        }
    }

    fn keep(self, desk: &mut Desk<'_, '_>, record: &Record, session: &Session) -> Result<String, Problem> {
        let kind = self.kind(record.acting_as())?;
        if kind == "no_show" && session.starts_at > desk.now {
            return Err(Refusal { field: "kind", key: "session-no-show-early" }.into());
        }
        let called_off = (kind, self.words.clone());
        if !store::cancel(desk.tx, session, called_off, desk.now, desk.viewer.person)? {
            return Err(Refusal { field: "kind", key: "session-not-open" }.into());
        }
        desk.enter(record, Act::Ended, "session", Some(session.id.to_string()))?;
        let Some((date, time)) = self.new_start.filter(|_| kind == "rescheduled") else {
            return Ok(format!("/sessions/{}", session.id));
        };
        let new = NewSession {
            id: desk.id(),
            supporter: session.supporter,
            starts_at: session::instant(date, time, &desk.program.zone)?,
            minutes: session.planned_minutes,
            mode: session.mode.clone(),
            setting: session.setting.clone(),
            place: session.place.clone(),
            video_link: session.video_link.clone(),
        };
        schedule::plan(desk, record, &new, self.anyway)
    }
}

pub async fn create(visit: Visit, Path(id): Path<SessionId>, mut form: Form) -> Answer {
    let asked = Asked::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = desk.open_session(id)?;
                if !matches!(record.acting_as(), Role::Participant | Role::PeerSupporter | Role::Coordinator)
                {
                    return Err(Problem::NotFound);
                }
                let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
                asked.keep(desk, &record, &session)
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, id, form).await
}
