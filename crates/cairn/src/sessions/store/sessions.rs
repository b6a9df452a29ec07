//! Statements on sessions: planned, held, called off, tapped.

use cairn_db::{Error, Row, Tx, params};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::super::session::{NewSession, Session};
use super::super::status::NoteStatus;
use crate::access::{Record, Role, Seat};
use crate::calendar::series::Stamp;
use crate::ids::{PersonId, RowId, SessionId, SupporterId};
use crate::sealing;
use crate::web::PageRequest;

/// A session with its names, the supporter's person and supervisor, its calling off and the times it was held: those
/// of the note's newest version, or of the holding.
macro_rules! sessions {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.participant_id, COALESCE(pp.goes_by, pp.name) AS participant_name, s.supporter_id,
                k.person_id AS supporter_person, COALESCE(sp.goes_by, sp.name) AS supporter_name, k.supervisor_id,
                s.starts_at, s.planned_minutes, COALESCE(v.mode, s.mode) AS mode,
                COALESCE(v.setting, s.setting) AS setting, s.place, s.video_link,
                ac.kind AS accompaniment, c.kind AS cancellation, c.words AS cancellation_words, s.room_id, r.name AS room, s.series_id,
                s.moved_from_id,
                (SELECT MIN(t.id) FROM sessions t WHERE t.moved_from_id = s.id) AS moved_to,
                CASE WHEN EXISTS (SELECT 1 FROM walk_ins x WHERE x.session_id = s.id) THEN 1 ELSE 0 END AS walk_in,
                COALESCE(v.started_at, h.started_at) AS held_from, COALESCE(v.ended_at, h.ended_at) AS held_to
             FROM sessions s
             JOIN participants p ON p.id = s.participant_id JOIN people pp ON pp.id = p.person_id
             JOIN peer_supporters k ON k.id = s.supporter_id JOIN people sp ON sp.id = k.person_id
             LEFT JOIN cancellations c ON c.session_id = s.id
             LEFT JOIN rooms r ON r.id = s.room_id
             LEFT JOIN holdings h ON h.session_id = s.id
             LEFT JOIN accompaniments ac ON ac.id =
                (SELECT MAX(ad.id) FROM accompaniments ad WHERE ad.session_id = s.id) AND ac.kind <> 'none'
             LEFT JOIN notes n ON n.session_id = s.id
             LEFT JOIN note_versions v ON v.note_id = n.id
                AND v.version = (SELECT MAX(w.version) FROM note_versions w WHERE w.note_id = n.id) ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Session, Error> {
    let from: Option<Timestamp> = row.get("held_from")?;
    Ok(Session {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        participant_name: row.get("participant_name")?,
        supporter: row.get("supporter_id")?,
        supporter_person: row.get("supporter_person")?,
        supporter_name: row.get("supporter_name")?,
        supervisor: row.get("supervisor_id")?,
        starts_at: row.get("starts_at")?,
        planned_minutes: row.get("planned_minutes")?,
        mode: row.get("mode")?,
        setting: row.get("setting")?,
        place: row.get("place")?,
        video_link: row.get("video_link")?,
        accompaniment: row.get("accompaniment")?,
        cancellation: row.get("cancellation")?,
        cancellation_words: row.get("cancellation_words")?,
        held: from.zip(row.get("held_to")?),
        room_id: row.get("room_id")?,
        room: row.get("room")?,
        series: row.get("series_id")?,
        moved_from: row.get("moved_from_id")?,
        moved_to: row.get("moved_to")?,
        walk_in: row.get("walk_in")?,
    })
}

/// One session of an opened record; none when it belongs to another.
pub fn one(tx: &mut Tx<'_>, record: &Record, id: SessionId) -> Result<Option<Session>, Error> {
    tx.maybe(sessions!("WHERE s.id = $1 AND s.participant_id = $2"), params![id, record.participant()], read)
}

/// A session in a list, with where its note stands.
pub struct Line {
    pub session: Session,
    pub status: Option<NoteStatus>,
    /// Whether the one who reads the list may open the session.
    pub opens: bool,
}

fn lines(
    tx: &mut Tx<'_>,
    sessions: Vec<Session>,
    opens: impl Fn(&Session) -> bool,
) -> Result<Vec<Line>, Error> {
    let mut lines = Vec::with_capacity(sessions.len());
    for session in sessions {
        let opens = opens(&session);
        let status = if opens { super::trail(tx, session.id)?.map(|trail| trail.status()) } else { None };
        lines.push(Line { session, status, opens });
    }
    Ok(lines)
}

/// All sessions of a participant, the latest first; of series those that begin before `soon`, since a year of them is
/// planned.
pub fn of_participant(
    tx: &mut Tx<'_>,
    record: &Record,
    viewer: PersonId,
    (page, soon): (PageRequest, Timestamp),
) -> Result<Vec<Line>, Error> {
    let sessions = tx.all(
        sessions!(
            "WHERE s.participant_id = $1 AND (s.series_id IS NULL OR s.starts_at < $4)
             ORDER BY s.starts_at DESC, s.id DESC LIMIT $2 OFFSET $3"
        ),
        params![record.participant(), page.limit(), page.offset(), soon],
        read,
    )?;
    let hat = record.acting_as();
    lines(tx, sessions, |session| match hat {
        Role::Participant | Role::Coordinator => true,
        Role::PeerSupporter => session.supporter_person == viewer,
        Role::Supervisor => session.supervisor == Some(viewer),
        _ => false,
    })
}

/// Sessions with this supporter that are due between a day before and the end of `span`, and not called off.
pub fn to_take(
    tx: &mut Tx<'_>,
    record: &Record,
    supporter: PersonId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<Session>, Error> {
    let from = from.checked_sub(SignedDuration::from_hours(24)).unwrap_or(from);
    tx.all(
        sessions!(
            "WHERE s.participant_id = $1 AND k.person_id = $2 AND s.starts_at >= $3 AND s.starts_at < $4
             AND c.session_id IS NULL ORDER BY s.starts_at, s.id"
        ),
        params![record.participant(), supporter, from, until],
        read,
    )
}

/// Sessions of a supporter that are still to come, the next first.
pub fn upcoming(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp, page: PageRequest) -> Result<Vec<Line>, Error> {
    let sessions = tx.all(
        sessions!(
            "WHERE k.person_id = $1 AND s.starts_at > $2 AND c.session_id IS NULL AND h.session_id IS NULL
             AND EXISTS (SELECT 1 FROM matches m LEFT JOIN endings e ON e.match_id = m.id
                 WHERE m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id AND e.match_id IS NULL)
             ORDER BY s.starts_at, s.id LIMIT $3 OFFSET $4"
        ),
        params![seat.person(), now, page.limit(), page.offset()],
        read,
    )?;
    lines(tx, sessions, |_| true)
}

/// Sessions of a supporter that have begun and whose note is the supporter's to write or mend, the oldest first.
pub fn to_write(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp, page: PageRequest) -> Result<Vec<Line>, Error> {
    let sessions = tx.all(
        sessions!(
            "WHERE k.person_id = $1 AND (s.starts_at <= $2 OR h.session_id IS NOT NULL) AND c.session_id IS NULL
             AND NOT EXISTS (
                 SELECT 1 FROM submissions u LEFT JOIN returns r ON r.submission_id = u.id
                 WHERE u.note_id = n.id AND u.version = v.version AND r.submission_id IS NULL)
             ORDER BY s.starts_at, s.id LIMIT $3 OFFSET $4"
        ),
        params![seat.person(), now, page.limit(), page.offset()],
        read,
    )?;
    lines(tx, sessions, |_| true)
}

/// Sessions of a supporter that are over, the latest first: with participants who are theirs now.
pub fn past(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp, page: PageRequest) -> Result<Vec<Line>, Error> {
    let sessions = tx.all(
        sessions!(
            "WHERE k.person_id = $1 AND (s.starts_at <= $2 OR h.session_id IS NOT NULL OR c.session_id IS NOT NULL)
             AND EXISTS (SELECT 1 FROM matches m LEFT JOIN endings e ON e.match_id = m.id
                 WHERE m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id AND e.match_id IS NULL)
             ORDER BY s.starts_at DESC, s.id DESC LIMIT $3 OFFSET $4"
        ),
        params![seat.person(), now, page.limit(), page.offset()],
        read,
    )?;
    lines(tx, sessions, |_| true)
}

/// The supporter a participant meets now: theirs by the newest match that has not ended.
pub struct Standing {
    pub supporter: SupporterId,
    pub person: PersonId,
    pub name: String,
    pub video_link: Option<String>,
}

/// The participant's supporter now; with `only`, that person among their supporters.
pub fn current_supporter(
    tx: &mut Tx<'_>,
    record: &Record,
    only: Option<PersonId>,
) -> Result<Option<Standing>, Error> {
    tx.maybe(
        "SELECT k.id, k.person_id, COALESCE(p.goes_by, p.name) AS name, k.video_link FROM matches m
         JOIN peer_supporters k ON k.id = m.supporter_id JOIN people p ON p.id = k.person_id
         LEFT JOIN endings e ON e.match_id = m.id
         WHERE m.participant_id = $1 AND e.match_id IS NULL AND k.person_id = COALESCE(CAST($2 AS TEXT), k.person_id)
         ORDER BY m.matched_at DESC, m.id DESC LIMIT 1",
        params![record.participant(), only],
        |row| {
            Ok(Standing {
                supporter: row.get("id")?,
                person: row.get("person_id")?,
                name: row.get("name")?,
                video_link: row.get("video_link")?,
            })
        },
    )
}

/// Adds a session of the opened record.
pub fn add(
    tx: &mut Tx<'_>,
    record: &Record,
    session: &NewSession,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting, place,
            video_link, scheduled_at, scheduled_by, room_id, moved_from_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            session.id,
            record.participant(),
            session.supporter,
            session.starts_at,
            session.minutes,
            &session.mode,
            &session.setting,
            tx.seal_some(record.person(), session.place.as_deref())?,
            tx.seal_data(record.person(), session.video_link.clone())?,
            now,
            by,
            session.room,
            session.moved_from
        ],
    )?;
    Ok(())
}

/// How a session was called off.
pub struct CalledOff {
    /// One of [`super::super::CANCELLATIONS`].
    pub kind: &'static str,
    pub words: Option<String>,
    pub late: bool,
}

/// Calls a session off. Whether it was open: not held, not called off already.
pub fn cancel(
    tx: &mut Tx<'_>,
    session: &Session,
    called_off: CalledOff,
    stamp: Stamp,
) -> Result<bool, Error> {
    let subject = sealing::PARTICIPANT.subject(tx, session.participant)?;
    let added = tx.execute(
        "INSERT INTO cancellations (session_id, kind, words, cancelled_at, cancelled_by, late)
         SELECT s.id, CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT), CAST($5 AS TEXT), CAST($6 AS BIGINT)
         FROM sessions s LEFT JOIN holdings h ON h.session_id = s.id
         WHERE s.id = $1 AND h.session_id IS NULL
         ON CONFLICT (session_id) DO NOTHING",
        params![
            session.id,
            called_off.kind,
            tx.seal_some(subject, called_off.words.as_deref())?,
            stamp.at,
            stamp.by,
            i64::from(called_off.late)
        ],
    )?;
    Ok(added > 0)
}

/// Writes down that a session took place; the first writing stays, later times are those of the note.
pub fn hold(
    tx: &mut Tx<'_>,
    session: SessionId,
    (start, end): (Timestamp, Timestamp),
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO holdings (session_id, started_at, ended_at, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (session_id) DO NOTHING",
        params![session, start, end, now, by],
    )?;
    Ok(())
}

/// Writes down that nobody had planned a session: the person walked in, or was met.
pub fn walk_in(
    tx: &mut Tx<'_>,
    id: RowId,
    record: &Record,
    (session, arrived_at): (SessionId, Timestamp),
    stamp: Stamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO walk_ins (id, session_id, person_id, arrived_at, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        params![id, session, record.person(), arrived_at, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// Keeps how a session was for one side; tapping again corrects it.
pub fn tap(tx: &mut Tx<'_>, session: SessionId, side: &str, value: i64, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO taps (session_id, side, value, tapped_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (session_id, side) DO UPDATE SET value = excluded.value, tapped_at = excluded.tapped_at",
        params![session, side, value, now],
    )?;
    Ok(())
}

/// What the viewer's own side tapped. There is no statement that reads the other side's.
pub fn own_tap(tx: &mut Tx<'_>, session: SessionId, side: &str) -> Result<Option<i64>, Error> {
    tx.maybe("SELECT value FROM taps WHERE session_id = $1 AND side = $2", params![session, side], |row| {
        row.get("value")
    })
}

/// Whether a form of this person with this key was kept.
pub fn receipt(tx: &mut Tx<'_>, key: Uuid, person: PersonId) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) AS n FROM receipts WHERE form_key = $1 AND person_id = $2";
    Ok(tx.count(sql, params![key, person])? > 0)
}
