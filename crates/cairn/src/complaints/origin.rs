//! Where a complaint comes from: only to slow a flood, kept a day as a keyed hash, tied to no complaint.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::web::Visit;

/// Complaints from one place in an hour; a family that shares a line can still each write one.
pub const MOST_AN_HOUR: i64 = 5;

pub fn hash(visit: &Visit) -> String {
    let mut hasher = Sha256::new();
    hasher.update(visit.app.pepper);
    hasher.update(b"complaint");
    hasher.update(visit.place.as_bytes());
    HEXLOWER.encode(&hasher.finalize())
}
