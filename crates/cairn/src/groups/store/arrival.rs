//! Statements on arriving: the one writer of who came by phone or at a kiosk.

use cairn_db::{Error, Tx, Value, params};
use jiff::{SignedDuration, Timestamp};

use super::super::arrival::{self, Arrival, Span};
use super::super::group::Group;
use super::{groups, read_group};
use crate::ids::{MeetingId, PersonId, RowId};

/// Minutes that a meeting lasts at most.
const LONGEST: i64 = 480;
/// Wrong codes of one person, and the minutes after which they may try again.
pub const MOST_TRIES: i64 = 10;
const TRIES_MINUTES: i64 = 15;

/// The code that the host of a meeting shows.
pub fn code_of(tx: &Tx<'_>, meeting: MeetingId) -> String {
    match tx.blind("group_meetings.code", &meeting.to_string()) {
        Value::Text(mark) => arrival::code(&mark),
        _ => String::new(),
    }
}

/// A meeting at which people arrive now.
#[derive(Debug, Clone)]
pub struct Around {
    pub meeting: MeetingId,
    pub group: Group,
    pub span: Span,
}

/// Every meeting that is around now, of groups that write names down and have not ended. Not one that was called off, nor
/// one whose note was sent.
pub fn around(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<Around>, Error> {
    let (from, to) = Span::beginnings(now, LONGEST);
    let sql = concat!(
        "SELECT k.*, m.id AS meeting_id, m.starts_at, m.minutes FROM (",
        groups!("WHERE g.counted = 'by_name' AND e.group_id IS NULL"),
        ") k JOIN group_meetings m ON m.group_id = k.id
         WHERE m.starts_at >= $1 AND m.starts_at <= $2
           AND NOT EXISTS (SELECT 1 FROM callings_off o WHERE o.meeting_id = m.id AND o.withdrawn_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM group_notes n JOIN group_note_submissions u ON u.note_id = n.id
                           WHERE n.meeting_id = m.id)
         ORDER BY m.starts_at, m.id"
    );
    let found = tx.all(sql, params![from, to], |row| {
        let span = Span { starts_at: row.get("starts_at")?, minutes: row.get("minutes")? };
        Ok(Around { meeting: row.get("meeting_id")?, group: read_group(row)?, span })
    })?;
    Ok(found.into_iter().filter(|one| one.span.is_around(now)).collect())
}

/// Meetings around now to which this person may come: participants to their groups, family members to theirs, into a
/// closed group its members. For a kiosk, which knows who typed a code of their own.
pub fn around_for(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<Vec<Around>, Error> {
    let mut open = Vec::new();
    for one in around(tx, now)? {
        if may_arrive(tx, &one, person)? {
            open.push(one);
        }
    }
    Ok(open)
}

/// Whether this person may come to that meeting.
pub fn may_arrive(tx: &mut Tx<'_>, around: &Around, person: PersonId) -> Result<bool, Error> {
    let known = super::candidate(tx, &around.group, Some(around.meeting), person)?;
    Ok(known.is_some_and(|known| known.member || !around.group.is_closed()))
}

/// Writes down that somebody has arrived, with the minutes to the end, which the host may correct. Who is written down
/// already stays as they are. Answers their minutes.
pub fn arrive(tx: &mut Tx<'_>, span: Span, new: Arrival, now: Timestamp) -> Result<i64, Error> {
    tx.execute(
        "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by, source, arrived_at)
         VALUES ($1, $2, $3, $4, $5, $6, $4)
         ON CONFLICT (meeting_id, person_id) DO UPDATE SET minutes = excluded.minutes,
            recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by, source = excluded.source,
            arrived_at = excluded.arrived_at
         WHERE attendances.minutes = 0",
        params![new.meeting, new.person, span.minutes_from(now), now, new.by, new.source.code()],
    )?;
    tx.one(
        "SELECT minutes FROM attendances WHERE meeting_id = $1 AND person_id = $2",
        params![new.meeting, new.person],
        |row| row.get("minutes"),
    )
}

/// Keeps that somebody typed a code that opens nothing.
pub fn add_try(tx: &mut Tx<'_>, id: RowId, person: PersonId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO meeting_code_tries (id, person_id, tried_at) VALUES ($1, $2, $3)",
        params![id, person, now],
    )?;
    Ok(())
}

/// Whether this person tried too often to be let try again now.
pub fn is_guessing(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<bool, Error> {
    let since = now - SignedDuration::from_mins(TRIES_MINUTES);
    let sql = "SELECT COUNT(*) AS n FROM meeting_code_tries WHERE person_id = $1 AND tried_at > $2";
    Ok(tx.count(sql, params![person, since])? >= MOST_TRIES)
}
