//! Every statement of the calendar.

pub mod busy;
pub mod entries;
pub mod events;
pub mod exceptions;
pub mod lines;
pub mod series;
mod touches;

use cairn_db::{Error, Tx, dialect, params};

/// Any number, the same for every change of a series.
const LOCK: i64 = 0x6361_6c65_6e64_6172;

/// Lets one change of series happen at a time: one is not written on while it is being ended.
pub fn one_at_a_time(tx: &mut Tx<'_>) -> Result<(), Error> {
    if let Some(lock) = dialect::one_at_a_time(tx.dialect()) {
        tx.all(lock, params![LOCK], |_| Ok(()))?;
    }
    Ok(())
}
