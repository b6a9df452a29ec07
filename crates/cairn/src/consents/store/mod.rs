//! Every statement on consents.

mod consents;
mod history;
pub mod preview;
mod readers;
mod signatures;

pub use consents::{
    NewConsent, add, all_of_program, candidates, change_terms, discard, find_participant,
    in_force_candidates, life, life_of, list, name_and_language, of_participant, one, participant_of,
};
pub use history::{add_doubt, add_event, add_revocation};
pub use readers::{Looked, Reach, last_openings, reach};
pub use signatures::{NewSignature, Signed, document, sign};

use crate::ids::PersonId;
use jiff::Timestamp;

/// Time and author of a row.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    pub at: Timestamp,
    pub by: PersonId,
}
