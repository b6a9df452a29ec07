//! Statements on group notes, their versions and what is written about each. There is none that changes or removes a
//! version; only who may read a part can change.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::super::note::{SavedNote, SavedPart};
use crate::access::{RecordOf, Seat, Tier};
use crate::ids::{GroupId, MeetingId, NoteId, ParticipantId, PersonId, RowId, SubmissionId};
use crate::people::names::sort_by_name;
use crate::sessions::{Submission, Trail, Verdict, Version};
use crate::web::PageRequest;

/// The note of a meeting, without a word of it.
#[derive(Debug, Clone)]
pub struct NoteHead {
    pub id: NoteId,
    pub meeting: MeetingId,
    pub author: PersonId,
    pub tier: Tier,
}

pub(super) fn read_head(row: &Row<'_>) -> Result<NoteHead, Error> {
    Ok(NoteHead {
        id: row.get("id")?,
        meeting: row.get("meeting_id")?,
        author: row.get("author_id")?,
        tier: row.get("tier")?,
    })
}

pub fn note_of(tx: &mut Tx<'_>, meeting: MeetingId) -> Result<Option<NoteHead>, Error> {
    tx.maybe(
        "SELECT id, meeting_id, author_id, tier FROM group_notes WHERE meeting_id = $1",
        params![meeting],
        read_head,
    )
}

/// What happened to a note.
pub fn trail(tx: &mut Tx<'_>, note: &NoteHead) -> Result<Trail, Error> {
    let versions = tx.all(
        "SELECT version, amendment_reason FROM group_note_versions WHERE note_id = $1
         ORDER BY version DESC LIMIT 1",
        params![note.id],
        |row| {
            let reason: Option<String> = row.get("amendment_reason")?;
            Ok(Version { number: row.get("version")?, amends: reason.is_some() })
        },
    )?;
    let submissions = tx.all(
        "SELECT u.id, u.version, u.submitted_at, r.comment, a.approved_at FROM group_note_submissions u
         LEFT JOIN group_note_returns r ON r.submission_id = u.id
         LEFT JOIN group_note_approvals a ON a.submission_id = u.id
         WHERE u.note_id = $1 ORDER BY u.submitted_at, u.version, u.id",
        params![note.id],
        |row| {
            let approved: Option<Timestamp> = row.get("approved_at")?;
            let comment: Option<String> = row.get("comment")?;
            let verdict = match (approved, comment) {
                (Some(_), _) => Some(Verdict::Approved),
                (None, Some(comment)) => Some(Verdict::Returned { comment }),
                (None, None) => None,
            };
            let (id, version, submitted_at) = (row.get("id")?, row.get("version")?, row.get("submitted_at")?);
            Ok(Submission { id, version, submitted_at, verdict })
        },
    )?;
    Ok(Trail { author: note.author, versions, submissions })
}

/// Whether the list of who was there stands: the note about it was sent and is not sent back, or approved.
pub fn is_settled(tx: &mut Tx<'_>, meeting: MeetingId) -> Result<bool, Error> {
    let Some(head) = note_of(tx, meeting)? else { return Ok(false) };
    let status = trail(tx, &head)?.status();
    Ok(status == crate::sessions::NoteStatus::Sent || status.is_approved())
}

pub fn add_note(tx: &mut Tx<'_>, note: &NoteHead, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_notes (id, meeting_id, author_id, tier, begun_at) VALUES ($1, $2, $3, $4, $5)",
        params![note.id, note.meeting, note.author, note.tier, now],
    )?;
    Ok(())
}

/// Who reads the shared part from now on.
pub fn set_tier(tx: &mut Tx<'_>, note: &NoteHead, tier: Tier) -> Result<(), Error> {
    tx.execute("UPDATE group_notes SET tier = $2 WHERE id = $1", params![note.id, tier])?;
    Ok(())
}

/// Somebody who was there by name.
#[derive(Debug, Clone)]
pub struct Present {
    pub person: PersonId,
    pub participant: Option<ParticipantId>,
    /// What they go by.
    pub name: String,
    pub full_name: String,
    pub minutes: i64,
}

/// Everybody who was at a meeting, by name.
pub fn present(tx: &mut Tx<'_>, meeting: MeetingId) -> Result<Vec<Present>, Error> {
    let mut people = tx.all(
        "SELECT a.person_id, p.id AS participant_id, COALESCE(w.goes_by, w.name) AS name, w.name AS full_name, a.minutes
         FROM attendances a JOIN people w ON w.id = a.person_id LEFT JOIN participants p ON p.person_id = w.id
         WHERE a.meeting_id = $1 AND a.minutes > 0",
        params![meeting],
        |row| {
            Ok(Present {
                person: row.get("person_id")?,
                participant: row.get("participant_id")?,
                name: row.get("name")?,
                full_name: row.get("full_name")?,
                minutes: row.get("minutes")?,
            })
        },
    )?;
    sort_by_name(&mut people, |one| (&one.name, one.person));
    Ok(people)
}

/// What is appended about one person.
pub struct NewPart {
    pub id: RowId,
    pub person: PersonId,
    pub tier: Tier,
    pub words: String,
    pub minutes: i64,
    pub units: i64,
}

/// A version as it is appended.
pub struct NewVersion<'a> {
    pub id: RowId,
    pub note: &'a NoteHead,
    pub group: GroupId,
    pub number: i64,
    pub shared: &'a str,
    pub not_billed: Option<&'static str>,
    pub unit_rule: String,
    pub amendment_reason: Option<String>,
    pub parts: &'a [NewPart],
}

/// Appends a version: the shared part sealed as the group's, each personal part as the person's.
pub fn add_version(tx: &mut Tx<'_>, seat: &Seat, new: NewVersion<'_>, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_note_versions (id, note_id, version, shared, not_billed, unit_rule, amendment_reason,
            saved_at, saved_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.id,
            new.note.id,
            new.number,
            tx.seal(new.group, new.shared)?,
            new.not_billed,
            new.unit_rule,
            tx.seal_some(new.group, new.amendment_reason.as_deref())?,
            now,
            seat.person()
        ],
    )?;
    for part in new.parts {
        let words = tx.seal(part.person, &part.words)?;
        tx.execute(
            "INSERT INTO group_note_parts (id, version_id, person_id, tier, words, minutes, units)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![part.id, new.id, part.person, part.tier, words, part.minutes, part.units],
        )?;
    }
    Ok(())
}

macro_rules! versions {
    ($rest:literal) => {
        concat!(
            "SELECT v.id, v.version, v.shared, v.not_billed, v.unit_rule, v.amendment_reason, v.saved_at,
                COALESCE(w.goes_by, w.name) AS saved_by_name
             FROM group_note_versions v JOIN people w ON w.id = v.saved_by WHERE v.note_id = $1 ",
            $rest
        )
    };
}

fn read(row: &Row<'_>, tier: Tier) -> Result<(RowId, SavedNote), Error> {
    let note = SavedNote {
        version: row.get("version")?,
        shared: row.get("shared")?,
        tier,
        not_billed: row.get("not_billed")?,
        unit_rule: row.get("unit_rule")?,
        amendment_reason: row.get("amendment_reason")?,
        saved_at: row.get("saved_at")?,
        saved_by: row.get("saved_by_name")?,
        parts: Vec::new(),
    };
    Ok((row.get("id")?, note))
}

/// One version of a note with everything in it: for those who led and their supervisor.
pub fn saved(tx: &mut Tx<'_>, note: &NoteHead, version: i64) -> Result<Option<SavedNote>, Error> {
    let found =
        tx.maybe(versions!("AND v.version = $2"), params![note.id, version], |row| read(row, note.tier))?;
    found.map(|found| with_parts(tx, found)).transpose()
}

pub fn saved_versions(tx: &mut Tx<'_>, note: &NoteHead, page: PageRequest) -> Result<Vec<SavedNote>, Error> {
    let found = tx.all(
        versions!("ORDER BY v.version DESC LIMIT $2 OFFSET $3"),
        params![note.id, page.limit(), page.offset()],
        |row| read(row, note.tier),
    )?;
    found.into_iter().map(|found| with_parts(tx, found)).collect()
}

fn with_parts(tx: &mut Tx<'_>, (id, mut note): (RowId, SavedNote)) -> Result<SavedNote, Error> {
    note.parts = tx.all(
        "SELECT x.person_id, p.id AS participant_id, COALESCE(w.goes_by, w.name) AS name, x.tier, x.words, x.minutes,
            x.units
         FROM group_note_parts x JOIN people w ON w.id = x.person_id LEFT JOIN participants p ON p.person_id = w.id
         WHERE x.version_id = $1",
        params![id],
        |row| {
            Ok(SavedPart {
                person: row.get("person_id")?,
                participant: row.get("participant_id")?,
                name: row.get("name")?,
                tier: row.get("tier")?,
                words: row.get("words")?,
                minutes: row.get("minutes")?,
                units: row.get("units")?,
            })
        },
    )?;
    sort_by_name(&mut note.parts, |part| (&part.name, part.person));
    Ok(note)
}

/// What stands in one person's record about a meeting.
#[derive(Debug, Clone)]
pub struct OwnPart {
    pub id: RowId,
    pub group: String,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub author: String,
    pub tier: Tier,
    /// None when this reader does not read them.
    pub shared: Option<String>,
    pub words: Option<String>,
}

/// Parts `x` about person `$1` that stand in their record: those of family groups in a family member's (`$2` is 1), all
/// others in a participant's. Nobody's presence in one shows in the other.
macro_rules! parts_in_record {
    () => {
        " FROM group_note_parts x JOIN group_note_versions v ON v.id = x.version_id
         JOIN group_notes n ON n.id = v.note_id JOIN group_meetings m ON m.id = n.meeting_id
         JOIN support_groups g ON g.id = m.group_id JOIN people w ON w.id = n.author_id
         WHERE x.person_id = $1
           AND CAST($2 AS BIGINT) = CASE WHEN g.model = 'family_group' THEN 1 ELSE 0 END"
    };
}

fn of_families(record: &RecordOf) -> i64 {
    i64::from(matches!(record, RecordOf::FamilyMember(_)))
}

/// The parts of the newest versions that were sent and not sent back. The person and whoever wrote it read all; the team
/// what is for the team. Nothing here reads another person's row.
pub fn parts_of(tx: &mut Tx<'_>, record: &RecordOf, page: PageRequest) -> Result<Vec<OwnPart>, Error> {
    let team = Tier::Team.is_read_by(record.acting_as());
    let reads = |tier: Tier| record.is_own() || (team && tier >= Tier::Team);
    let found = tx.all(
        concat!(
            "SELECT x.id, g.name AS group_name, m.starts_at, x.minutes, x.tier, x.words, n.tier AS shared_tier, v.shared,
                COALESCE(w.goes_by, w.name) AS author",
            parts_in_record!(),
            " AND v.version = (
                 SELECT MAX(u.version) FROM group_note_submissions u
                 LEFT JOIN group_note_returns r ON r.submission_id = u.id
                 WHERE u.note_id = n.id AND r.submission_id IS NULL)
             ORDER BY m.starts_at DESC, x.id"
        ),
        params![record.person(), of_families(record)],
        |row| {
            let (tier, shared_tier): (Tier, Tier) = (row.get("tier")?, row.get("shared_tier")?);
            Ok(OwnPart {
                id: row.get("id")?,
                group: row.get("group_name")?,
                starts_at: row.get("starts_at")?,
                minutes: row.get("minutes")?,
                author: row.get("author")?,
                shared: Some(row.get::<String>("shared")?).filter(|_| reads(shared_tier)),
                words: Some(row.get::<String>("words")?).filter(|_| reads(tier)),
                tier,
            })
        },
    )?;
    Ok(page.cut(found.into_iter().filter(|part| part.shared.is_some() || part.words.is_some())))
}

/// Who may read a part of the opened record; none for any other part.
pub fn part_tier(tx: &mut Tx<'_>, record: &RecordOf, part: RowId) -> Result<Option<Tier>, Error> {
    tx.maybe(
        concat!("SELECT x.tier", parts_in_record!(), " AND x.id = $3"),
        params![record.person(), of_families(record), part],
        |row| row.get("tier"),
    )
}

pub fn set_part_tier(tx: &mut Tx<'_>, record: &RecordOf, part: RowId, tier: Tier) -> Result<(), Error> {
    tx.execute(
        "UPDATE group_note_parts SET tier = $3 WHERE id = $1 AND person_id = $2",
        params![part, record.person(), tier],
    )?;
    Ok(())
}

/// The note that was sent.
pub fn note_sent(tx: &mut Tx<'_>, submission: SubmissionId) -> Result<Option<NoteId>, Error> {
    tx.maybe("SELECT note_id FROM group_note_submissions WHERE id = $1", params![submission], |row| {
        row.get("note_id")
    })
}
