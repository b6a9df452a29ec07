//! Proposals, and how they are carried to a family member.

use cairn_db::{Error, Row as DbRow, Tx, params};
use jiff::Timestamp;

use crate::access::{FamilyRecord, Record, Seat};
use crate::ids::{ConsentId, DisclosureId, FamilyMemberId, ParticipantId, PersonId, RowId};

/// A shared session, without its agreements.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: RowId,
    pub participant: ParticipantId,
    pub consent: ConsentId,
    pub recipient: RowId,
    pub host: PersonId,
    pub host_name: String,
    /// None until it was carried to somebody.
    pub member: Option<FamilyMemberId>,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    pub place: Option<String>,
    pub proposed_by: PersonId,
}

macro_rules! rows {
    ($rest:literal) => {
        concat!(
            "SELECT x.id, x.participant_id, x.consent_id, x.recipient_id, x.host_id, COALESCE(h.goes_by, h.name) AS host_name,
                i.member_id, x.starts_at, x.planned_minutes, x.mode, x.place, x.proposed_by
             FROM shared_sessions x JOIN people h ON h.id = x.host_id
             LEFT JOIN shared_invitations i ON i.session_id = x.id ",
            $rest
        )
    };
}

fn read(row: &DbRow<'_>) -> Result<Row, Error> {
    Ok(Row {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        consent: row.get("consent_id")?,
        recipient: row.get("recipient_id")?,
        host: row.get("host_id")?,
        host_name: row.get("host_name")?,
        member: row.get("member_id")?,
        starts_at: row.get("starts_at")?,
        minutes: row.get("planned_minutes")?,
        mode: row.get("mode")?,
        place: row.get("place")?,
        proposed_by: row.get("proposed_by")?,
    })
}

/// A shared session: not proof of anything, only where to ask for it.
pub fn find(tx: &mut Tx<'_>, id: RowId) -> Result<Option<Row>, Error> {
    tx.maybe(rows!("WHERE x.id = $1"), params![id], read)
}

/// A participant's, the latest first.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Row>, Error> {
    tx.all(
        rows!("WHERE x.participant_id = $1 ORDER BY x.starts_at DESC, x.id LIMIT 100"),
        params![record.participant()],
        read,
    )
}

/// Those carried to a family member, the latest first.
pub fn of_member(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Vec<Row>, Error> {
    tx.all(
        rows!("WHERE i.member_id = $1 ORDER BY x.starts_at DESC, x.id LIMIT 100"),
        params![record.member()],
        read,
    )
}

/// Those at which the viewer sits with them, the latest first.
pub fn hosted(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Row>, Error> {
    tx.all(
        rows!("WHERE x.host_id = $1 ORDER BY x.starts_at DESC, x.id LIMIT 100"),
        params![seat.person()],
        read,
    )
}

/// Proposals that nobody carried yet and nobody took back, the oldest first.
pub fn to_invite(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<Row>, Error> {
    tx.all(
        rows!(
            "WHERE i.session_id IS NULL AND NOT EXISTS (
                 SELECT 1 FROM shared_withdrawals w WHERE w.session_id = x.id)
             ORDER BY x.proposed_at, x.id LIMIT 100"
        ),
        &[],
        read,
    )
}

/// A session in a list, with the name of whoever it is with.
pub struct Line {
    pub id: RowId,
    pub starts_at: Timestamp,
    pub with: String,
    pub host: String,
    /// Code of the phase as the viewer may know it.
    pub phase: &'static str,
}

pub struct NewSession {
    pub id: RowId,
    pub consent: ConsentId,
    pub recipient: RowId,
    pub host: PersonId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    pub place: Option<String>,
}

pub fn add(
    tx: &mut Tx<'_>,
    record: &Record,
    new: &NewSession,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO shared_sessions (id, participant_id, consent_id, recipient_id, host_id, starts_at, planned_minutes,
            mode, place, proposed_at, proposed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            new.id,
            record.participant(),
            new.consent,
            new.recipient,
            new.host,
            new.starts_at,
            new.minutes,
            &new.mode,
            tx.seal_some(record.person(), new.place.as_deref())?,
            now,
            by
        ],
    )?;
    Ok(())
}

/// Family members of exactly this name, whatever the letter case and spaces: whom a consent can mean.
pub fn named_members(
    tx: &mut Tx<'_>,
    _record: &Record,
    name: &str,
) -> Result<Vec<(FamilyMemberId, String)>, Error> {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted = plain(name);
    let all: Vec<(FamilyMemberId, String, String)> = tx.all(
        "SELECT m.id, p.name, f.name AS family FROM family_members m JOIN people p ON p.id = m.person_id
         JOIN families f ON f.id = m.family_id ORDER BY m.id",
        &[],
        |row| Ok((row.get("id")?, row.get("name")?, row.get("family")?)),
    )?;
    let named = all.into_iter().filter(|(_, name, _)| plain(name) == wanted);
    Ok(named.map(|(id, name, family)| (id, [name, family].join(", "))).collect())
}

pub fn invite(
    tx: &mut Tx<'_>,
    record: &Record,
    (session, member, disclosure): (RowId, FamilyMemberId, DisclosureId),
    (now, by): (Timestamp, PersonId),
) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO shared_invitations (session_id, member_id, disclosure_id, invited_at, invited_by)
         SELECT x.id, $2, $3, $4, $5 FROM shared_sessions x WHERE x.id = $1 AND x.participant_id = $6
         ON CONFLICT DO NOTHING",
        params![session, member, disclosure, now, by, record.participant()],
    )?;
    Ok(added > 0)
}

/// What the participant goes by, for a session that was opened.
pub fn participant_name(tx: &mut Tx<'_>, of: &Row) -> Result<String, Error> {
    tx.one(
        "SELECT COALESCE(w.goes_by, w.name) AS name FROM participants p JOIN people w ON w.id = p.person_id
         WHERE p.id = $1",
        params![of.participant],
        |row| row.get("name"),
    )
}
