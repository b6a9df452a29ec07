//! Calling a session off, or moving it: the old one is called off as moved, and a new one is planned.

use axum::extract::Path;
use jiff::civil::{Date, Time};

use super::late::is_late;
use super::session::{self, CANCELLATIONS, Session};
use super::store::CalledOff;
use super::{moving, schedule, show, store};
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::calendar::clash::Found;
use crate::ids::SessionId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// What may be said to have happened, by hat; moving has a form of its own. Whether it was late is worked out; who
/// coordinates may say otherwise.
pub fn kinds(hat: Role) -> &'static [&'static str] {
    match hat {
        Role::Coordinator => &["cancelled", "late_cancelled", "no_show"],
        Role::PeerSupporter => &["cancelled", "no_show"],
        _ => &["cancelled"],
    }
}

/// The kind, as far as this hat may say it, and whether it was late. A participant or a family member calls off, and
/// never says of themselves that they did not come.
pub fn said(hat: Role, kind: Option<&str>, late: bool) -> Result<(&'static str, bool), Refusal> {
    if matches!(hat, Role::Participant | Role::FamilyMember) {
        return Ok(if late { ("late_cancelled", true) } else { ("cancelled", false) });
    }
    let kind = kind.ok_or(Refusal { field: "kind", key: "form-choose" })?;
    let known = kinds(hat).iter().find(|known| **known == kind);
    match (hat, *known.unwrap_or(&"cancelled")) {
        (_, "no_show") => Ok(("no_show", false)),
        (_, "late_cancelled") => Ok(("late_cancelled", true)),
        (Role::Coordinator, _) => Ok(("cancelled", false)),
        (..) if late => Ok(("late_cancelled", true)),
        _ => Ok(("cancelled", false)),
    }
}

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

    fn keep(
        self,
        desk: &mut Desk<'_, '_>,
        record: &Record,
        session: &Session,
        found: &Found,
    ) -> Result<String, Problem> {
        if let Some((date, time)) = self.new_start {
            let starts_at = session::instant(date, time, &desk.program.zone)?;
            let to = moving::To { starts_at, words: self.words, anyway: self.anyway };
            return moving::shift(desk, record, session, (to, found));
        }
        let late = is_late(session.starts_at, desk.now, desk.program.settings.calendar.late_hours);
        let (kind, late) = said(record.acting_as(), self.kind.as_deref(), late)?;
        if kind == "no_show" && session.starts_at > desk.now {
            return Err(Refusal { field: "kind", key: "session-no-show-early" }.into());
        }
        let called_off = CalledOff { kind, words: self.words.clone(), late };
        if !store::cancel(desk.tx, session, called_off, desk.stamp())? {
            return Err(Refusal { field: "kind", key: "session-not-open" }.into());
        }
        desk.enter(record, Act::Ended, "session", Some(session.id.to_string()))?;
        Ok(format!("/sessions/{}", session.id))
    }
}

pub async fn create(visit: Visit, Path(id): Path<SessionId>, mut form: Form) -> Answer {
    let asked = Asked::read(&mut form);
    let found = Found::default();
    if form.is_valid() {
        let shared = found.clone();
        let outcome = visit
            .submit(&form, move |desk| {
                let record = desk.open_session(id)?;
                moving::only_who_plans(&record)?;
                let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
                asked.keep(desk, &record, &session, &shared)
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    if form.value("kind") == "rescheduled" {
        return moving::draw(visit, id, form, found).await;
    }
    show::draw(visit, id, form).await
}
