//! Families, in their own right: support held with one family, and between families.
//!
//! A family is here for itself. Nothing in this room refers to a participant: no row, no page, no word says whether the
//! person they care about is in the program, and it may never do so. What each member has of their own (plan, measures,
//! how they are) is in the `family_members` room, and no other member reads it.

mod cancellation;
mod ending;
mod family;
mod index;
mod meeting;
mod meeting_page;
mod member;
mod moving;
mod new;
mod profile;
mod show;
mod store;
mod traits;

use cairn_db::{Error, Tx};

use crate::access::{Desk, FamilyRecord, Role, Seat};
use crate::family_matching;
use crate::ids::FamilyId;
use crate::shared_sessions;
use crate::web::{Problem, Routes};

pub use ending::with_the_last;
pub use family::{Family, MODELS, MODES, RELATIONS};
pub use new::settle;
pub(crate) use store::met_member;
pub use store::{off_key, supporters};
pub use traits::label as trait_label;

pub fn routes() -> Routes {
    Routes::new()
        .get("/families", index::index)
        .get("/families/new", new::new)
        .post("/families", new::create)
        .get("/families/{id}", show::show)
        .post("/families/{id}/members", member::create)
        .post("/families/{id}/members/{member}/invitation", member::invite)
        .post("/families/{id}/meetings", meeting::create)
        .get("/family-meetings/{id}", meeting_page::show)
        .post("/family-meetings/{id}/note", meeting_page::note)
        .post("/family-meetings/{id}/cancellation", cancellation::create)
        .get("/family-meetings/{id}/moves/new", moving::new)
        .post("/family-meetings/{id}/moves", moving::create)
        .get("/families/{id}/profile", profile::edit)
        .post("/families/{id}/profile", profile::update)
        .post("/families/{id}/ending", ending::create)
        .post("/families/{id}/return", ending::take_back)
}

/// Who works with families.
const STAFF: [Role; 3] = [Role::Coordinator, Role::PeerSupporter, Role::Supervisor];

/// A family for whoever works with it; for its own members there is nothing here: they have pages of their own.
fn open(desk: &mut Desk<'_, '_>, id: FamilyId) -> Result<(Seat, Family), Problem> {
    desk.seat(&STAFF)?;
    let seat = desk.open_family(id)?;
    if seat.role() == Role::FamilyMember {
        return Err(Problem::NotFound);
    }
    let family = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, family))
}

/// The same, for whoever changes something: a supervisor reads.
pub fn open_to_write(desk: &mut Desk<'_, '_>, id: FamilyId) -> Result<(Seat, Family), Problem> {
    let (seat, family) = open(desk, id)?;
    if seat.role() == Role::Supervisor { Err(Problem::NotFound) } else { Ok((seat, family)) }
}

/// Whether support of a family has ended.
pub fn has_ended(tx: &mut Tx<'_>, id: FamilyId) -> Result<bool, Error> {
    Ok(store::ending(tx, id)?.is_some())
}

/// How the support of somebody's family stands, for their own page.
pub struct FamilySupport {
    pub ended: bool,
    /// Offers and questions that wait for the family's answer.
    pub waits: i64,
    /// Shared sessions that were carried to this member.
    pub shared: Vec<shared_sessions::Line>,
}

pub fn support_of(desk: &mut Desk<'_, '_>, record: &FamilyRecord) -> Result<FamilySupport, Problem> {
    let waits = family_matching::store::offers::waiting(desk.tx, record.family())?;
    Ok(FamilySupport {
        ended: store::ending(desk.tx, record.family())?.is_some(),
        waits,
        shared: shared_sessions::of_member(desk, record)?,
    })
}
