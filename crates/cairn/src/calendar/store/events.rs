//! Statements that plan one event of the house, or one meeting of a group.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::calendar::series::{OfEvent, Spot, Stamp};
use crate::ids::*;

/// Adds one event.
pub fn add(
    tx: &mut Tx<'_>,
    id: EventId,
    of: &OfEvent,
    (starts_at, minutes, spot): (Timestamp, i64, Spot),
    stamp: Stamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO events (id, kind, title, leader_id, with_id, site_id, room_id, capacity, starts_at, minutes,
            scheduled_at, scheduled_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            id,
            &of.kind,
            tx.seal(id, &of.title)?,
            of.leader,
            of.with,
            spot.site,
            spot.room,
            spot.capacity,
            starts_at,
            minutes,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

/// Adds one meeting of a group; whether there was none at that time yet.
pub fn add_meeting(
    tx: &mut Tx<'_>,
    (id, group): (RowId, GroupId),
    (starts_at, minutes, spot): (Timestamp, i64, Spot),
    stamp: Stamp,
) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO group_meetings (id, group_id, starts_at, minutes, scheduled_at, scheduled_by, room_id, capacity)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (group_id, starts_at) DO NOTHING",
        params![id, group, starts_at, minutes, stamp.at, stamp.by, spot.room, spot.capacity],
    )?;
    Ok(added > 0)
}
