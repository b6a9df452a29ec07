//! Every statement on profiles, wishes, offers, matches and proposals.

pub mod matches;
pub mod offers;
pub mod proposals;
pub mod requests;
pub mod supporters;

use cairn_db::{Error, Tx, dialect, params};

/// Any number, the same for every change of who may be offered to whom.
const LOCK: i64 = 0x0065_6e69_6172_6e63;

/// Lets one change of offers and matches happen at a time: caseloads are counted before they are filled.
pub fn one_at_a_time(tx: &mut Tx<'_>) -> Result<(), Error> {
    if let Some(lock) = dialect::one_at_a_time(tx.dialect()) {
        tx.all(lock, params![LOCK], |_| Ok(()))?;
    }
    Ok(())
}
