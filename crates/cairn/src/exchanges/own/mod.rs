//! A participant's own side of exchanges: their limits, their part in a meeting, and what they keep of it.

pub mod limits;
pub mod note;

use super::store;
use crate::access::{Desk, Role, Seat};
use crate::groups::Group;
use crate::groups::store::{Whose, own_group};
use crate::ids::GroupId;
use crate::web::Problem;

/// A therapy group of the viewer's own; otherwise there is nothing here.
fn open_group(desk: &mut Desk<'_, '_>, id: GroupId) -> Result<(Seat, Group), Problem> {
    let seat = desk.seat(&[Role::Participant])?;
    let whose = Whose { person: seat.person(), participant: true, family_member: false };
    let own = own_group(desk.tx, &seat, (whose, id), desk.now)?.ok_or(Problem::NotFound)?;
    let came = crate::groups::store::has_come(desk.tx, id, seat.person())?;
    let belongs = own.membership.is_some() || came;
    if own.group.model == "group_therapy" && belongs { Ok((seat, own.group)) } else { Err(Problem::NotFound) }
}
