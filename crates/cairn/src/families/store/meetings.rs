//! Meetings with a family and between families: who was there, and what authors keep of them.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::{Seat, Tier, family_tier_reads};
use crate::families::Family;
use crate::families::family::With;
use crate::ids::{FamilyId, FamilyMeetingId, FamilyMemberId, PersonId, RoomId, RowId, SeriesId, SupporterId};
use crate::sealing;
use crate::web::PageRequest;

/// A meeting as a page tells it.
pub struct Meeting {
    pub id: FamilyMeetingId,
    pub model: String,
    pub supporter_id: Option<SupporterId>,
    pub supporter: Option<String>,
    /// The other family's name, for staff only.
    pub other: Option<String>,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    /// For staff only.
    pub words: Option<String>,
    pub room_id: Option<RoomId>,
    pub room: Option<String>,
    /// Written down before it took place.
    pub planned: bool,
    pub series: Option<SeriesId>,
    /// How it was called off, if it was; and in words, for the side whose meeting it is.
    pub off: Option<String>,
    pub off_words: Option<String>,
    /// When it was planned first, if it was moved.
    pub moved_from: Option<Timestamp>,
}

impl Meeting {
    /// Planned, and not called off.
    pub fn is_open(&self) -> bool {
        self.planned && self.off.is_none()
    }

    /// The key of how it was called off, if it was.
    pub fn off_key(&self) -> Option<&'static str> {
        self.off.as_deref().map(off_key)
    }
}

/// The key of a way of calling off, as a page tells it: the words that sessions have.
pub fn off_key(kind: &str) -> &'static str {
    match kind {
        "late_cancelled" => "session-state-late-cancelled",
        "no_show" => "session-state-no-show",
        _ => "session-state-cancelled",
    }
}

/// Meetings from one family's side, which is `$1`.
macro_rules! meetings {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.model, m.supporter_id, COALESCE(p.goes_by, p.name) AS supporter, o.name AS other,
                m.starts_at, m.minutes, m.mode, CASE WHEN m.family_id = $1 THEN m.words END AS words, m.room_id,
                r.name AS room, CASE WHEN m.recorded_at < m.starts_at THEN 1 ELSE 0 END AS planned, m.series_id,
                c.kind AS off,
                CASE WHEN m.family_id = $1 THEN c.words END AS off_words,
                (SELECT v.from_at FROM family_moves v WHERE v.meeting_id = m.id ORDER BY v.moved_at, v.id LIMIT 1)
                AS moved_from
             FROM family_meetings m
             LEFT JOIN peer_supporters s ON s.id = m.supporter_id
             LEFT JOIN people p ON p.id = s.person_id
             LEFT JOIN families o ON o.id = CASE WHEN m.family_id = $1 THEN m.other_family_id ELSE m.family_id END
             LEFT JOIN rooms r ON r.id = m.room_id
             LEFT JOIN family_cancellations c ON c.meeting_id = m.id ",
            $rest
        )
    };
}

/// A family's meetings, also those that another family had with it, the latest first.
pub fn meetings(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    family: &Family,
    page: PageRequest,
) -> Result<Vec<Meeting>, Error> {
    tx.all(
        meetings!(
            "WHERE m.family_id = $1 OR m.other_family_id = $1
             ORDER BY m.starts_at DESC, m.id LIMIT $2 OFFSET $3"
        ),
        params![family.id, page.limit(), page.offset()],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Meeting, Error> {
    Ok(Meeting {
        id: row.get("id")?,
        model: row.get("model")?,
        supporter_id: row.get("supporter_id")?,
        supporter: row.get("supporter")?,
        other: row.get("other")?,
        starts_at: row.get("starts_at")?,
        minutes: row.get("minutes")?,
        mode: row.get("mode")?,
        words: row.get("words")?,
        room_id: row.get("room_id")?,
        room: row.get("room")?,
        planned: row.get("planned")?,
        series: row.get("series_id")?,
        off: row.get("off")?,
        off_words: row.get("off_words")?,
        moved_from: row.get("moved_from")?,
    })
}

pub struct NewMeeting {
    pub id: FamilyMeetingId,
    pub with: With,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    pub room: Option<RoomId>,
    /// Who of the family was there; nobody chosen means the family as a whole.
    pub there: Vec<FamilyMemberId>,
}

pub fn add_meeting(
    tx: &mut Tx<'_>,
    seat: &Seat,
    family: &Family,
    new: &NewMeeting,
    now: Timestamp,
) -> Result<(), Error> {
    let (model, supporter, other) = match new.with {
        With::Supporter(supporter) => ("one_to_family", Some(supporter), None),
        With::Family(other, supporter) => ("family_to_family", supporter, Some(other)),
    };
    tx.execute(
        "INSERT INTO family_meetings (id, family_id, model, supporter_id, other_family_id, starts_at, minutes, mode,
            recorded_at, recorded_by, room_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            new.id,
            family.id,
            model,
            supporter,
            other,
            new.starts_at,
            new.minutes,
            &new.mode,
            now,
            seat.person(),
            new.room
        ],
    )?;
    for member in &new.there {
        tx.execute(
            "INSERT INTO family_attendances (meeting_id, member_id, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4)",
            params![new.id, *member, now, seat.person()],
        )?;
    }
    Ok(())
}

/// Meetings `m` at which a member `f` was: those of their family that name them, or nobody of the family in particular.
/// What only another of the family was at is not theirs to read.
macro_rules! met_member {
    () => {
        "(m.family_id = f.family_id OR m.other_family_id = f.family_id) AND (
            NOT EXISTS (SELECT 1 FROM family_attendances a JOIN family_members o ON o.id = a.member_id
                WHERE a.meeting_id = m.id AND o.family_id = f.family_id)
            OR EXISTS (SELECT 1 FROM family_attendances a WHERE a.meeting_id = m.id AND a.member_id = f.id))"
    };
}
pub(crate) use met_member;

/// The families of a meeting: not proof, only where to ask for it.
pub fn families_of(
    tx: &mut Tx<'_>,
    id: FamilyMeetingId,
) -> Result<Option<(FamilyId, Option<FamilyId>)>, Error> {
    tx.maybe("SELECT family_id, other_family_id FROM family_meetings WHERE id = $1", params![id], |row| {
        Ok((row.get("family_id")?, row.get("other_family_id")?))
    })
}

/// One meeting of a family that was opened.
pub fn meeting(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    family: FamilyId,
    id: FamilyMeetingId,
) -> Result<Option<Meeting>, Error> {
    tx.maybe(
        meetings!("WHERE m.id = $2 AND (m.family_id = $1 OR m.other_family_id = $1)"),
        params![family, id],
        read,
    )
}

/// Who of a family was at a meeting: nobody named means the family as a whole.
pub fn there(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    family: FamilyId,
    id: FamilyMeetingId,
) -> Result<Vec<(PersonId, String)>, Error> {
    tx.all(
        "SELECT p.id, COALESCE(p.goes_by, p.name) AS name FROM family_attendances a
         JOIN family_members m ON m.id = a.member_id JOIN people p ON p.id = m.person_id
         WHERE a.meeting_id = $1 AND m.family_id = $2 ORDER BY m.registered_at, m.id",
        params![id, family],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )
}

/// What an author keeps of a meeting.
pub struct Note {
    pub author: PersonId,
    pub author_name: String,
    pub tier: Tier,
    pub words: String,
    pub written_at: Timestamp,
}

/// Every saved text, the newest first; those that are not for the viewer left out.
pub fn notes(tx: &mut Tx<'_>, seat: &Seat, id: FamilyMeetingId) -> Result<Vec<Note>, Error> {
    let notes = tx.all(
        "SELECT n.author_id, COALESCE(p.goes_by, p.name) AS author_name, n.tier, n.words, n.written_at
         FROM family_notes n JOIN people p ON p.id = n.author_id
         WHERE n.meeting_id = $1 ORDER BY n.id DESC",
        params![id],
        |row| {
            Ok(Note {
                author: row.get("author_id")?,
                author_name: row.get("author_name")?,
                tier: row.get("tier")?,
                words: row.get("words")?,
                written_at: row.get("written_at")?,
            })
        },
    )?;
    let reads = |note: &Note| note.author == seat.person() || family_tier_reads(seat.role(), note.tier);
    Ok(notes.into_iter().filter(reads).collect())
}

pub struct NewNote {
    pub id: RowId,
    pub meeting: FamilyMeetingId,
    pub tier: Tier,
    pub words: String,
}

pub fn add_note(tx: &mut Tx<'_>, seat: &Seat, new: &NewNote, now: Timestamp) -> Result<(), Error> {
    let subject = sealing::FAMILY_MEETING.subject(tx, new.meeting)?;
    tx.execute(
        "INSERT INTO family_notes (id, meeting_id, author_id, tier, words, written_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, new.meeting, seat.person(), new.tier, tx.seal(subject, &new.words)?, now],
    )?;
    Ok(())
}
