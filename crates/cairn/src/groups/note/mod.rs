//! The note about a meeting: one note, with a shared part about what was done and a personal part for each who was there.
//!
//! Whoever led the meeting writes it. It goes the way of every note: versions that are never overwritten, sent to the
//! author's supervisor, sent back or approved; a clinician's own signature approves theirs. Whoever was there reads the
//! shared part and their own, and nothing that tells who else was there: the shared part names nobody. What a clinician
//! keeps apart about counseling is not written here but in its own room.

mod content;
mod draft;
mod own;
mod queue;
mod review;
mod tier;
mod versions;
mod write;

use super::store;
use super::{Group, enter_about};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{GroupId, MeetingId};
use crate::web::{Problem, Routes};

pub use content::{SavedNote, SavedPart};

pub fn routes() -> Routes {
    Routes::new()
        .get("/groups/{id}/meetings/{meeting}/note", write::edit)
        .post("/groups/{id}/meetings/{meeting}/note", write::update)
        .get("/groups/{id}/meetings/{meeting}/note/versions", versions::index)
        .get("/group-notes", queue::index)
        .get("/group-notes/{note}", review::show)
        .post("/group-submissions/{id}/approval", review::approve)
        .post("/group-submissions/{id}/return", review::give_back)
        .get("/participants/{id}/group-notes", own::index)
        .post("/participants/{id}/group-notes/{part}/tier", tier::update)
        .get("/family-members/{id}/group-notes", own::index_of_family)
        .post("/family-members/{id}/group-notes/{part}/tier", tier::update_of_family)
}

/// A meeting that the viewer leads: notes are read by those who led, not by who coordinates.
fn open_led(
    desk: &mut Desk<'_, '_>,
    (id, meeting): (GroupId, MeetingId),
) -> Result<(Seat, Group, store::Meeting), Problem> {
    let seat = desk.seat(&[Role::Clinician, Role::PeerSupporter])?;
    let group = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    let found = store::meeting(desk.tx, &seat, &group, meeting)?.ok_or(Problem::NotFound)?;
    Ok((seat, group, found))
}

/// Writes into the log of each participant that somebody read what is written about them.
fn enter_parts(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    group: GroupId,
    note: &SavedNote,
) -> Result<(), Problem> {
    for part in note.parts.iter().filter(|part| part.participant.is_some()) {
        enter_about(desk, seat, (group, part.participant), Act::Opened, "group_note")?;
    }
    desk.enter_seated(seat, Act::Opened, "group_note", group.to_string())
}
