//! Who may see and do what.
//!
//! A handler never reads a participant's data from a table. It works at a [`Desk`] — a viewer at work in a
//! transaction — and asks it for proof: a [`Record`] (this participant's record was opened, and an entry in the
//! audit log says so), a [`Coverage`] (only the insurance part), or a [`Seat`] (the viewer holds a role). Store
//! functions take these proofs, and only this module can make them, so forgetting to ask does not compile.
//!
//! What is not permitted does not exist: the answer is "not found", the same for a wrong id and for somebody
//! else's record.

mod circle;
mod consents;
mod desk;
mod either;
mod family;
mod record;
mod role;
mod store;
mod strength;
mod tier;
mod viewer;
mod within;

pub use circle::Circle;
pub use consents::ConsentFile;
pub use desk::{Deed, Desk};
pub use either::{RecordId, RecordOf};
pub use family::{FAMILY_TIERS, FamilyRecord, family_tier_reads};
pub use record::{Coverage, Glass, Record, Reviewed, Seat, SteppedUp, Therapy};
pub use role::Role;
pub use store::{RUNNING_REVIEW, WALKS, coordinated_since, led_since, met_since};
pub use strength::{FRESH, Means, Strength};
pub use tier::Tier;
pub use viewer::Viewer;
pub use within::may_know;
