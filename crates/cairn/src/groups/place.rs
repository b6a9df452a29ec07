//! Joining a group and offering places that freed.

use super::{Group, store, waiting};
use crate::access::Desk;
use crate::ids::PersonId;
use crate::web::Problem;

/// Places that nobody has and nobody was offered.
pub fn free(desk: &mut Desk<'_, '_>, group: &Group) -> Result<i64, Problem> {
    let members = members(desk, group)?;
    let waits = store::waits(desk.tx, group.id)?;
    Ok(waiting::free(group.size_limit, members, &waits, desk.now))
}

fn members(desk: &mut Desk<'_, '_>, group: &Group) -> Result<i64, Problem> {
    Ok(store::count_members(desk.tx, group.id)?)
}

/// Makes somebody a member; if they waited, they wait no more.
pub fn join(desk: &mut Desk<'_, '_>, group: &Group, person: PersonId) -> Result<(), Problem> {
    if let Some(wait) = store::wait_of(desk.tx, group.id, person)? {
        store::end_wait(desk.tx, wait.id, "joined", desk.now, desk.viewer.person)?;
    }
    if store::member_of(desk.tx, group.id, person)?.is_none() {
        store::add_member(desk.tx, (desk.id(), group.id), person, desk.now, desk.viewer.person)?;
    }
    Ok(())
}

/// Offers every free place to whoever is next on the list; how many were offered.
pub fn offer_free(desk: &mut Desk<'_, '_>, group: &Group) -> Result<i64, Problem> {
    let members = members(desk, group)?;
    let mut offered = 0;
    loop {
        let waits = store::waits(desk.tx, group.id)?;
        if waiting::free(group.size_limit, members, &waits, desk.now) == 0 {
            return Ok(offered);
        }
        let Some(next) = waiting::next(&waits, desk.now) else { return Ok(offered) };
        store::offer_place(desk.tx, (desk.id(), next.id), desk.now, desk.viewer.person)?;
        offered += 1;
    }
}
