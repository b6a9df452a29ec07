//! Peer exchanges in group therapy that a clinician leads: the plan of a meeting, who is with whom, the prompt and the
//! time, and what each side keeps of it.
//!
//! Who is with whom is worked out by `cairn_exchange`, proposed to the leader, who may change it and confirms it. Limits
//! that people named in private are kept without a reason. This room may never rank anybody: the leader sees who has not
//! yet been asked, by name, and no number. It may never tell a participant on a page with whom they were, nor let out
//! what somebody gave or took: no export, no disclosure and no counseling note holds any of it. Counseling notes are
//! another room, and nothing here leads there.

mod balance;
mod forming;
mod limit;
mod own;
mod plan;
mod record;
mod round;
mod show;
pub mod store;
mod take;

use crate::access::{Desk, Role, Seat};
use crate::groups::store::Meeting;
use crate::groups::{self, Group};
use crate::ids::{GroupId, MeetingId};
use crate::web::{Problem, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/groups/{id}/meetings/{meeting}/exchanges", show::show)
        .get("/groups/{id}/meetings/{meeting}/plan", plan::edit)
        .post("/groups/{id}/meetings/{meeting}/plan", plan::update)
        .post("/groups/{id}/meetings/{meeting}/plan/copy", plan::copy)
        .post("/groups/{id}/meetings/{meeting}/exchanges", take::create)
        .post("/groups/{id}/meetings/{meeting}/exchanges/swap", take::swap)
        .post("/groups/{id}/meetings/{meeting}/exchanges/confirmation", take::confirm)
        .post("/groups/{id}/meetings/{meeting}/rounds/{round}/start", round::start)
        .get("/groups/{id}/exchange-limits", limit::index)
        .post("/groups/{id}/exchange-limits", limit::create)
        .post("/groups/{id}/exchange-limits/{limit}/ending", limit::end)
        .get("/my-groups/{id}/exchange-limits", own::limits::index)
        .post("/my-groups/{id}/exchange-limits", own::limits::create)
        .post("/my-groups/{id}/exchange-limits/{limit}/ending", own::limits::end)
        .get("/my-exchanges/{meeting}", own::note::show)
        .post("/my-exchanges/{meeting}", own::note::create)
        .get("/participants/{id}/exchanges", record::index)
}

/// A therapy group that the viewer leads or co-leads; otherwise there is nothing here.
fn open_group(desk: &mut Desk<'_, '_>, id: GroupId) -> Result<(Seat, Group), Problem> {
    let seat = desk.seat(&[Role::Clinician, Role::PeerSupporter])?;
    let group = groups::store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    if group.model == "group_therapy" { Ok((seat, group)) } else { Err(Problem::NotFound) }
}

/// A meeting of such a group.
fn open(
    desk: &mut Desk<'_, '_>,
    (id, meeting): (GroupId, MeetingId),
) -> Result<(Seat, Group, Meeting), Problem> {
    let (seat, group) = open_group(desk, id)?;
    let found = groups::store::meeting(desk.tx, &seat, &group, meeting)?.ok_or(Problem::NotFound)?;
    Ok((seat, group, found))
}
