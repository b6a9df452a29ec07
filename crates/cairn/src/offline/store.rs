//! Every statement on devices that work without a network.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::Device;
use crate::access::{Record, RecordId, RecordOf, Seat};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::tools::Opened;
use crate::web::PageRequest;

/// Somebody who can be taken along.
pub(super) struct Candidate {
    pub participant: ParticipantId,
    pub name: String,
    /// The next session within the time that the device keeps.
    pub next: Option<Timestamp>,
}

/// The people whom this supporter walks with: who is met next first, then by name.
pub(super) fn candidates(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<Candidate>, Error> {
    let mut all = tx.all(
        "SELECT p.id, COALESCE(w.goes_by, w.name) AS name,
                (SELECT MIN(s.starts_at) FROM sessions s
                 LEFT JOIN cancellations c ON c.session_id = s.id LEFT JOIN holdings h ON h.session_id = s.id
                 WHERE s.participant_id = p.id AND s.supporter_id = k.id AND s.starts_at >= $2 AND s.starts_at < $3
                 AND c.session_id IS NULL AND h.session_id IS NULL) AS next
         FROM matches m JOIN peer_supporters k ON k.id = m.supporter_id
         JOIN participants p ON p.id = m.participant_id JOIN people w ON w.id = p.person_id
         LEFT JOIN endings e ON e.match_id = m.id
         WHERE k.person_id = $1 AND e.match_id IS NULL",
        params![seat.person(), from, until],
        |row| {
            Ok(Candidate {
                participant: row.get("id")?,
                name: row.get("name")?,
                next: row.get("next")?,
            })
        },
    )?;
    all.sort_by_cached_key(|one| (one.next.is_none(), one.next, one.name.to_lowercase(), one.participant));
    Ok(all)
}

/// What the participant can be called at.
pub(super) fn phone(tx: &mut Tx<'_>, record: &Record) -> Result<Option<String>, Error> {
    tx.one("SELECT phone FROM people WHERE id = $1", params![record.person()], |row| row.get("phone"))
}

macro_rules! devices {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, COALESCE(w.goes_by, w.name) AS person_name, d.name, d.set_up_at, r.revoked_at, i.wiped_at,
                (SELECT MAX(t.taken_at) FROM (SELECT device_id, taken_at FROM offline_takings
                    UNION ALL SELECT device_id, taken_at FROM offline_own_takings) t
                 WHERE t.device_id = d.id) AS taken_at
             FROM offline_devices d JOIN people w ON w.id = d.person_id
             LEFT JOIN offline_revocations r ON r.device_id = d.id
             LEFT JOIN offline_wipings i ON i.device_id = d.id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Device, Error> {
    Ok(Device {
        id: row.get("id")?,
        person_name: row.get("person_name")?,
        name: row.get("name")?,
        set_up_at: row.get("set_up_at")?,
        taken_at: row.get("taken_at")?,
        revoked_at: row.get("revoked_at")?,
        wiped_at: row.get("wiped_at")?,
    })
}

pub(super) fn devices_of(tx: &mut Tx<'_>, person: PersonId, page: PageRequest) -> Result<Vec<Device>, Error> {
    tx.all(
        devices!("WHERE d.person_id = $1 ORDER BY d.set_up_at DESC, d.id LIMIT $2 OFFSET $3"),
        params![person, page.limit(), page.offset()],
        read,
    )
}

/// Every device, those that still work first.
pub(super) fn all_devices(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<Device>, Error> {
    tx.all(
        devices!(
            "ORDER BY CASE WHEN r.device_id IS NULL THEN 0 ELSE 1 END, d.set_up_at DESC, d.id LIMIT $1 OFFSET $2"
        ),
        params![page.limit(), page.offset()],
        read,
    )
}

/// Whose device it is, unless there is none of this id.
pub(super) fn holder(tx: &mut Tx<'_>, id: RowId) -> Result<Option<PersonId>, Error> {
    tx.maybe("SELECT person_id FROM offline_devices WHERE id = $1", params![id], |row| row.get("person_id"))
}

pub(super) struct Known {
    pub id: RowId,
    pub person: PersonId,
    pub revoked: bool,
}

pub(super) fn by_token(tx: &mut Tx<'_>, token_hash: &str) -> Result<Option<Known>, Error> {
    tx.maybe(
        "SELECT d.id, d.person_id, CASE WHEN r.device_id IS NULL THEN 0 ELSE 1 END AS revoked
         FROM offline_devices d LEFT JOIN offline_revocations r ON r.device_id = d.id WHERE d.token_hash = $1",
        params![token_hash],
        |row| {
            Ok(Known { id: row.get("id")?, person: row.get("person_id")?, revoked: row.get("revoked")? })
        },
    )
}

pub(super) fn add(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, name): (RowId, &str),
    token_hash: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let person = seat.person();
    tx.execute(
        "INSERT INTO offline_devices (id, person_id, name, token_hash, set_up_at) VALUES ($1, $2, $3, $4, $5)",
        params![id, person, tx.seal(person, name)?, token_hash, now],
    )?;
    Ok(())
}

/// What stands in a participant's record, or is a family member's or a supporter's own.
pub(super) fn take(
    tx: &mut Tx<'_>,
    opened: &Opened,
    (id, device): (RowId, RowId),
    (now, until): (Timestamp, Timestamp),
) -> Result<(), Error> {
    match opened {
        Opened::Record(RecordOf::Participant(record)) => tx.execute(
            "INSERT INTO offline_takings (id, device_id, participant_id, taken_at, until_at) VALUES ($1, $2, $3, $4, $5)",
            params![id, device, record.participant(), now, until],
        )?,
        _ => tx.execute(
            "INSERT INTO offline_own_takings (id, device_id, member_id, taken_at, until_at) VALUES ($1, $2, $3, $4, $5)",
            params![id, device, opened.record().and_then(RecordId::member), now, until],
        )?,
    };
    Ok(())
}

/// Revokes a device; whether it was not revoked before.
pub(super) fn revoke(tx: &mut Tx<'_>, device: RowId, by: PersonId, now: Timestamp) -> Result<bool, Error> {
    let revoked = tx.execute(
        "INSERT INTO offline_revocations (device_id, revoked_at, revoked_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![device, now, by],
    )?;
    Ok(revoked > 0)
}

/// Keeps that a revoked device was told to wipe itself.
pub(super) fn wiped(tx: &mut Tx<'_>, device: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO offline_wipings (device_id, wiped_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![device, now],
    )?;
    Ok(())
}
