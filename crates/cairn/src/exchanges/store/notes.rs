//! Statements on what somebody gave and took: each about one person, and there is none that counts.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::{Record, Tier};
use crate::ids::{MeetingId, PersonId, RowId};
use crate::web::PageRequest;

pub struct NewNote {
    pub id: RowId,
    pub meeting: MeetingId,
    pub tier: Tier,
    pub gave: Option<String>,
    pub took: Option<String>,
}

/// The latest of somebody's own words about a meeting.
#[derive(Debug, Clone)]
pub struct NoteLine {
    pub meeting: MeetingId,
    pub group: String,
    pub starts_at: Timestamp,
    pub tier: Tier,
    pub gave: Option<String>,
    pub took: Option<String>,
}

/// Appends somebody's own words, sealed as theirs.
pub fn add_note(tx: &mut Tx<'_>, person: PersonId, new: &NewNote, now: Timestamp) -> Result<(), Error> {
    let (gave, took) =
        (tx.seal_some(person, new.gave.as_deref())?, tx.seal_some(person, new.took.as_deref())?);
    tx.execute(
        "INSERT INTO exchange_notes (id, meeting_id, person_id, tier, gave, took, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, new.meeting, person, new.tier, gave, took, now],
    )?;
    Ok(())
}

const NEWEST: &str =
    "SELECT n.meeting_id, g.name AS group_name, m.starts_at, n.tier, n.gave, n.took FROM exchange_notes n
     JOIN group_meetings m ON m.id = n.meeting_id JOIN support_groups g ON g.id = m.group_id
     WHERE n.person_id = $1 AND NOT EXISTS (SELECT 1 FROM exchange_notes l WHERE l.meeting_id = n.meeting_id
        AND l.person_id = n.person_id AND l.id > n.id)";

fn read(row: &cairn_db::Row<'_>) -> Result<NoteLine, Error> {
    Ok(NoteLine {
        meeting: row.get("meeting_id")?,
        group: row.get("group_name")?,
        starts_at: row.get("starts_at")?,
        tier: row.get("tier")?,
        gave: row.get("gave")?,
        took: row.get("took")?,
    })
}

/// Somebody's own words about one meeting.
pub fn newest_note(tx: &mut Tx<'_>, person: PersonId, meeting: MeetingId) -> Result<Option<NoteLine>, Error> {
    tx.maybe(&[NEWEST, " AND n.meeting_id = $2"].concat(), params![person, meeting], read)
}

/// Words of the record's participant that this reader may read, the latest meeting first.
pub fn lines_of(tx: &mut Tx<'_>, record: &Record, page: PageRequest) -> Result<Vec<NoteLine>, Error> {
    let sql = [NEWEST, " ORDER BY m.starts_at DESC, n.id"].concat();
    let found = tx.all(&sql, params![record.person()], read)?;
    let reads = |line: &NoteLine| {
        record.is_own() || (record.glass().is_none() && line.tier.is_read_by(record.acting_as()))
    };
    Ok(page.cut(found.into_iter().filter(reads)))
}

/// Whether somebody was at a meeting of a therapy group, and what the group is called.
pub fn was_there(
    tx: &mut Tx<'_>,
    person: PersonId,
    meeting: MeetingId,
) -> Result<Option<(String, Timestamp)>, Error> {
    tx.maybe(
        "SELECT g.name, m.starts_at FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
         JOIN support_groups g ON g.id = m.group_id AND g.model = 'group_therapy'
         WHERE a.meeting_id = $1 AND a.person_id = $2 AND a.minutes > 0",
        params![meeting, person],
        |row| Ok((row.get("name")?, row.get("starts_at")?)),
    )
}

/// Meetings of therapy groups since an instant that the record's participant was at and wrote nothing about.
pub fn to_write(
    tx: &mut Tx<'_>,
    record: &Record,
    since: Timestamp,
) -> Result<Vec<(MeetingId, String, Timestamp)>, Error> {
    tx.all(
        "SELECT m.id, g.name, m.starts_at FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
         JOIN support_groups g ON g.id = m.group_id AND g.model = 'group_therapy'
         WHERE a.person_id = $1 AND a.minutes > 0 AND m.starts_at >= $2 AND NOT EXISTS (
             SELECT 1 FROM exchange_notes n WHERE n.meeting_id = m.id AND n.person_id = $1)
         ORDER BY m.starts_at DESC, m.id LIMIT 6",
        params![record.person(), since],
        |row| Ok((row.get("id")?, row.get("name")?, row.get("starts_at")?)),
    )
}
