//! The moment in which one supporter follows the other.

use jiff::Timestamp;

use super::hand_over::{Planned, Running};
use super::store;
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::calendar::series::{self, Stamp};
use crate::calendar::{self, clash};
use crate::ids::{MatchId, PersonId, SessionId, SupporterId};
use crate::outreach;
use crate::telephone_support;
use crate::web::Problem;

/// Minutes of the first session together.
const JOINT_MINUTES: i64 = 60;

/// Ends the match of before and moves everything that is open to the new supporter, whose match has just begun. Afterwards nothing
/// that is still to come is with the supporter of before.
pub fn complete(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    running: &Running,
    (new_match, to): (MatchId, SupporterId),
) -> Result<(), Problem> {
    store::end_match(desk.tx, seat, running, desk.now)?;
    desk.enter_about(seat, running.participant, Act::Ended, "match")?;
    for session in store::planned(desk.tx, running, desk.now)? {
        pass_session(desk, seat, &session, to)?;
    }
    // What came weekly ends with the match; the two agree on a rhythm of their own.
    let stamp = Stamp { at: desk.now, by: seat.person() };
    for weekly in calendar::store::series::of_participant(desk.tx, running.participant, Some(running.from))? {
        series::end(desk.tx, &weekly, desk.today(), stamp)?;
    }
    let person = store::person_of(desk.tx, to)?;
    pass_work(desk, seat, running, person)?;
    let joint = match running.joint_at.filter(|at| *at > desk.now) {
        Some(at) => Some(meet_together(desk, seat, running, (at, to))?),
        None => None,
    };
    store::end(desk.tx, running.id, (Some(new_match), joint), desk.now, seat.person())?;
    desk.enter_about(seat, running.participant, Act::Ended, "hand_over")
}

/// A planned session goes to the new supporter at the same time. Where that was not wished, or they are busy then, it is called
/// off and planned anew by the two.
fn pass_session(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    session: &Planned,
    to: SupporterId,
) -> Result<(), Problem> {
    let moves = session.choice == "move" && !clash::takes(desk.tx, to, session.starts_at, session.minutes)?;
    if !moves {
        return Ok(store::call_off(desk.tx, seat, session.id, "cancelled", desk.now)?);
    }
    let new: SessionId = desk.id();
    let agreement = desk.id();
    store::move_session(desk.tx, seat, (session.id, new), to, (desk.now, agreement))?;
    Ok(store::call_off(desk.tx, seat, session.id, "rescheduled", desk.now)?)
}

/// Calls and efforts change hands.
fn pass_work(desk: &mut Desk<'_, '_>, seat: &Seat, running: &Running, to: PersonId) -> Result<(), Problem> {
    for calls in store::calls_of(desk.tx, running)? {
        let assignment = desk.id();
        telephone_support::store::assign(desk.tx, calls, (assignment, Some(to)), desk.now, seat.person())?;
    }
    for reach in store::reaches_of(desk.tx, running)? {
        let assignment = desk.id();
        outreach::store::assign(desk.tx, seat, reach, (assignment, to), desk.now)?;
    }
    Ok(())
}

/// The first session, to which the supporter of before comes along.
fn meet_together(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    running: &Running,
    (at, to): (Timestamp, SupporterId),
) -> Result<SessionId, Problem> {
    let id = desk.id();
    let place = running.joint_place.as_deref();
    store::plan_joint(desk.tx, seat, running, (id, to), (at, JOINT_MINUTES, place))?;
    Ok(id)
}
