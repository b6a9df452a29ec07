//! One tap after a group, a call or a family meeting, as after a session (`sessions::tap`): did it give, or take?

use axum::extract::Path;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::work::{self, Work};
use super::{Own, store};
use crate::access::Desk;
use crate::audit::Act;
use crate::web::{Answer, Form, Problem, Visit};

/// Kinds of work that are tapped here: a session between two has a tap on its own page.
pub const KINDS: [&str; 3] = ["group_meeting", "telephone_call", "family_meeting"];

/// How long after it began a tap is asked for, and still taken.
const ASKED_FOR: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Meetings and calls of the last seven days that took place and were not tapped, the newest first.
pub fn waiting(desk: &mut Desk<'_, '_>, own: &Own) -> Result<Vec<Work>, Problem> {
    let tapped = store::tapped_after(desk.tx, own)?;
    let mut waiting = held(desk, own)?;
    waiting.retain(|one| !tapped.contains(&one.id));
    waiting.reverse();
    Ok(waiting)
}

fn held(desk: &mut Desk<'_, '_>, own: &Own) -> Result<Vec<Work>, Problem> {
    let now: Timestamp = desk.now;
    let from = now.saturating_sub(ASKED_FOR).unwrap_or(now);
    let mut held = work::of(desk.tx, own, (from, now))?;
    held.retain(|one| KINDS.contains(&one.kind.as_str()));
    Ok(held)
}

pub async fn create(visit: Visit, Path((kind, id)): Path<(String, Uuid)>, mut form: Form) -> Answer {
    let value = form.integer("value", -2..=2);
    let location = visit
        .submit(&form, move |desk| {
            let own = Own::open(desk)?;
            let held = held(desk, &own)?;
            let one = held.iter().find(|one| one.kind == kind && one.id == id).ok_or(Problem::NotFound)?;
            let value = value.ok_or(Problem::BadRequest)?;
            store::tap(desk.tx, &own, (one.kind.as_str(), one.id), value, desk.now)?;
            desk.enter_own(Act::Answered, "tap")?;
            Ok("/wellbeing".to_string())
        })
        .await?;
    visit.redirect(&location, "tapped")
}
