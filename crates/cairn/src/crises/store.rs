//! Every statement on crises, their time lines, covers, calls and closings. Debriefs are in `debrief_store`.

use cairn_db::{Error, Row, Tx, params};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::crisis::{Call, Closing, Cover, Crisis, Entry, Other};
use crate::access::{Role, Seat, WALKS, met_since};
use crate::ids::{FamilyMemberId, ParticipantId, PersonId, RowId, SessionId, SupporterId};
use crate::people::names::sort_by_name;
use crate::sealing;

const CRISES: &str =
    "SELECT c.id, c.about, c.participant_id, c.person_id, COALESCE(w.goes_by, w.name, c.caller) AS name,
        COALESCE(w.phone, c.caller_phone) AS phone, c.kind, c.words, c.happened_at, c.opened_at, c.opened_by,
        COALESCE(o.goes_by, o.name) AS opener
     FROM crises c JOIN people o ON o.id = c.opened_by
     LEFT JOIN participants p ON p.id = c.participant_id
     LEFT JOIN people w ON w.id = COALESCE(p.person_id, c.person_id)";

fn read(row: &Row<'_>) -> Result<Crisis, Error> {
    Ok(Crisis {
        id: row.get("id")?,
        about: row.get("about")?,
        participant: row.get("participant_id")?,
        person: row.get("person_id")?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        kind: row.get("kind")?,
        words: row.get("words")?,
        happened_at: row.get("happened_at")?,
        opened_at: row.get("opened_at")?,
        opened_by: row.get("opened_by")?,
        opener: row.get("opener")?,
        closing: None,
        calls: Vec::new(),
    })
}

fn fill(tx: &mut Tx<'_>, mut crisis: Crisis) -> Result<Crisis, Error> {
    crisis.calls = tx.all(
        "SELECT k.outcome, k.words, k.next_due_at, k.tried_at, COALESCE(p.goes_by, p.name) AS by_name FROM crisis_calls k
         JOIN people p ON p.id = k.tried_by WHERE k.crisis_id = $1 ORDER BY k.id DESC",
        params![crisis.id],
        |row| {
            Ok(Call {
                outcome: row.get("outcome")?,
                words: row.get("words")?,
                next_due_at: row.get("next_due_at")?,
                tried_at: row.get("tried_at")?,
                by: row.get("by_name")?,
            })
        },
    )?;
    crisis.closing = tx.maybe(
        "SELECT k.id, k.helps, k.words, k.closed_at, COALESCE(p.goes_by, p.name) AS by_name FROM crisis_closings k
         JOIN people p ON p.id = k.closed_by LEFT JOIN crisis_reopenings r ON r.closing_id = k.id
         WHERE k.crisis_id = $1 AND r.closing_id IS NULL ORDER BY k.id DESC LIMIT 1",
        params![crisis.id],
        |row| {
            Ok(Closing {
                id: row.get("id")?,
                helps: row.get("helps")?,
                words: row.get("words")?,
                closed_at: row.get("closed_at")?,
                by: row.get("by_name")?,
            })
        },
    )?;
    Ok(crisis)
}

/// One crisis. Whether the viewer may know of it is asked right after: see `open`.
pub(super) fn find(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Option<Crisis>, Error> {
    let found = tx.maybe(&[CRISES, " WHERE c.id = $1"].concat(), params![id], read)?;
    found.map(|crisis| fill(tx, crisis)).transpose()
}

/// Whether this seat stands near a crisis that is about no participant: the coordinator, whoever wrote it down, whoever
/// stood by, and the supervisor of either.
pub fn stands_near(tx: &mut Tx<'_>, seat: &Seat, crisis: &Crisis) -> Result<bool, Error> {
    if seat.role() == Role::Coordinator {
        return Ok(true);
    }
    let found = tx.count(
        "SELECT COUNT(*) AS n FROM crises c WHERE c.id = $1 AND (c.opened_by = $2
            OR EXISTS (SELECT 1 FROM debriefs d WHERE d.crisis_id = c.id AND d.person_id = $2)
            OR EXISTS (SELECT 1 FROM peer_supporters s WHERE s.supervisor_id = $2 AND (s.person_id = c.opened_by
                OR s.person_id IN (SELECT d.person_id FROM debriefs d WHERE d.crisis_id = c.id))))",
        params![crisis.id, seat.person()],
    )?;
    Ok(found > 0)
}

/// Ids of crises that a list could show, the newest first, with the participant whose record decides; for the rest
/// [`stands_near`] does. Those closed longer ago than `since` are left out.
pub fn lately(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    since: Timestamp,
) -> Result<Vec<(RowId, Option<ParticipantId>)>, Error> {
    tx.all(
        "SELECT c.id, c.participant_id FROM crises c WHERE c.opened_at >= $1
            OR NOT EXISTS (SELECT 1 FROM crisis_closings k LEFT JOIN crisis_reopenings r ON r.closing_id = k.id
                WHERE k.crisis_id = c.id AND r.closing_id IS NULL)
         ORDER BY c.id DESC",
        params![since],
        |row| Ok((row.get("id")?, row.get("participant_id")?)),
    )
}

pub struct NewCrisis {
    pub id: RowId,
    pub about: String,
    pub participant: Option<ParticipantId>,
    pub person: Option<PersonId>,
    pub caller: Option<String>,
    pub caller_phone: Option<String>,
    pub kind: String,
    pub words: Option<String>,
    pub happened_at: Timestamp,
}

/// Whose key seals what is said about a crisis: the person's whom it is about, or its own when nobody knows them.
fn subject(tx: &mut Tx<'_>, id: RowId) -> Result<Uuid, Error> {
    sealing::CRISIS.subject(tx, id)
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, new: &NewCrisis, now: Timestamp) -> Result<(), Error> {
    let subject: Uuid = match (new.participant, new.person) {
        (Some(participant), _) => sealing::PARTICIPANT.subject(tx, participant)?,
        (None, Some(person)) => person.into(),
        (None, None) => new.id.into(),
    };
    tx.execute(
        "INSERT INTO crises (id, about, participant_id, person_id, caller, caller_phone, kind, words, happened_at,
            opened_at, opened_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            new.id,
            &new.about,
            new.participant,
            new.person,
            tx.seal_some(subject, new.caller.as_deref())?,
            tx.seal_some(subject, new.caller_phone.as_deref())?,
            &new.kind,
            tx.seal_some(subject, new.words.as_deref())?,
            new.happened_at,
            now,
            seat.person()
        ],
    )?;
    Ok(())
}

/// Id, time and author of a row.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    pub id: RowId,
    pub at: Timestamp,
    pub by: PersonId,
}

pub fn add_entry(
    tx: &mut Tx<'_>,
    crisis: &Crisis,
    stamp: Stamp,
    (what, words): (&str, Option<String>),
    happened_at: Timestamp,
) -> Result<(), Error> {
    let subject = subject(tx, crisis.id)?;
    let words = tx.seal_some(subject, words.as_deref())?;
    tx.execute(
        "INSERT INTO crisis_entries (id, crisis_id, what, words, happened_at, noted_at, noted_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![stamp.id, crisis.id, what, words, happened_at, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// The time line, in the order in which things happened.
pub fn entries(tx: &mut Tx<'_>, crisis: &Crisis) -> Result<Vec<Entry>, Error> {
    tx.all(
        "SELECT e.what, e.words, e.happened_at, e.noted_at, COALESCE(p.goes_by, p.name) AS by_name FROM crisis_entries e
         JOIN people p ON p.id = e.noted_by WHERE e.crisis_id = $1 ORDER BY e.happened_at, e.id",
        params![crisis.id],
        |row| {
            Ok(Entry {
                what: row.get("what")?,
                words: row.get("words")?,
                happened_at: row.get("happened_at")?,
                noted_at: row.get("noted_at")?,
                by: row.get("by_name")?,
            })
        },
    )
}

pub fn add_call(
    tx: &mut Tx<'_>,
    crisis: &Crisis,
    stamp: Stamp,
    (outcome, words): (&str, Option<String>),
    next_due_at: Option<Timestamp>,
) -> Result<(), Error> {
    let subject = subject(tx, crisis.id)?;
    let words = tx.seal_some(subject, words.as_deref())?;
    tx.execute(
        "INSERT INTO crisis_calls (id, crisis_id, outcome, words, next_due_at, tried_at, tried_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![stamp.id, crisis.id, outcome, words, next_due_at, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn close(
    tx: &mut Tx<'_>,
    crisis: &Crisis,
    stamp: Stamp,
    (helps, words): (Option<String>, Option<String>),
) -> Result<(), Error> {
    let subject = subject(tx, crisis.id)?;
    let (helps, words) = (tx.seal_some(subject, helps.as_deref())?, tx.seal_some(subject, words.as_deref())?);
    tx.execute(
        "INSERT INTO crisis_closings (id, crisis_id, helps, words, closed_at, closed_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![stamp.id, crisis.id, helps, words, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn reopen(tx: &mut Tx<'_>, closing: &Closing, at: Timestamp, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO crisis_reopenings (closing_id, reopened_at, reopened_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![closing.id, at, by],
    )?;
    Ok(())
}

/// Today's other appointments of those who stood by, from now on, that stand and are not with the person of this crisis.
pub fn others(
    tx: &mut Tx<'_>,
    crisis: &Crisis,
    (now, until): (Timestamp, Timestamp),
) -> Result<Vec<Other>, Error> {
    tx.all(
        "SELECT s.id, s.starts_at, s.planned_minutes, COALESCE(w.goes_by, w.name) AS with_name FROM sessions s
         JOIN peer_supporters k ON k.id = s.supporter_id
         JOIN participants p ON p.id = s.participant_id JOIN people w ON w.id = p.person_id
         LEFT JOIN cancellations c ON c.session_id = s.id LEFT JOIN holdings h ON h.session_id = s.id
         WHERE k.person_id IN (SELECT d.person_id FROM debriefs d WHERE d.crisis_id = $1)
         AND s.starts_at >= $2 AND s.starts_at < $3 AND c.session_id IS NULL AND h.session_id IS NULL
         AND s.participant_id <> COALESCE(CAST($4 AS TEXT), '')
         ORDER BY s.starts_at, s.id",
        params![crisis.id, now, until, crisis.participant],
        |row| {
            Ok(Other {
                session: row.get("id")?,
                starts_at: row.get("starts_at")?,
                minutes: row.get("planned_minutes")?,
                with: row.get("with_name")?,
            })
        },
    )
}

pub fn add_cover(
    tx: &mut Tx<'_>,
    crisis: &Crisis,
    stamp: Stamp,
    (session, new_session): (SessionId, Option<SessionId>),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO crisis_covers (id, crisis_id, session_id, new_session_id, arranged_at, arranged_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![stamp.id, crisis.id, session, new_session, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn covers(tx: &mut Tx<'_>, crisis: &Crisis) -> Result<Vec<Cover>, Error> {
    tx.all(
        "SELECT s.starts_at, COALESCE(o.goes_by, o.name) AS of_name, COALESCE(b.goes_by, b.name) AS by_name
         FROM crisis_covers v JOIN sessions s ON s.id = v.session_id
         JOIN peer_supporters k ON k.id = s.supporter_id JOIN people o ON o.id = k.person_id
         LEFT JOIN sessions n ON n.id = v.new_session_id
         LEFT JOIN peer_supporters l ON l.id = n.supporter_id LEFT JOIN people b ON b.id = l.person_id
         WHERE v.crisis_id = $1 ORDER BY s.starts_at, v.id",
        params![crisis.id],
        |row| {
            Ok(Cover { starts_at: row.get("starts_at")?, of: row.get("of_name")?, by: row.get("by_name")? })
        },
    )
}

/// Supporters who could take an appointment over, by name: everybody who works now, but those who stood by.
pub fn substitutes(tx: &mut Tx<'_>, crisis: &Crisis) -> Result<Vec<(SupporterId, String)>, Error> {
    let mut found: Vec<(SupporterId, String)> = tx.all(
        "SELECT DISTINCT k.id, COALESCE(p.goes_by, p.name) AS name FROM peer_supporters k JOIN people p ON p.id = k.person_id
         JOIN roles r ON r.person_id = p.id AND r.role = 'peer_supporter'
         LEFT JOIN role_endings e ON e.role_id = r.id
         WHERE e.role_id IS NULL AND k.person_id NOT IN (SELECT d.person_id FROM debriefs d WHERE d.crisis_id = $1)",
        params![crisis.id],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut found, |(id, name)| (name, *id));
    Ok(found)
}

/// As many as a list to choose from takes while it is urgent; whoever is not on it is opened from their own record.
pub const MOST: usize = 200;

/// Participants whose record this seat may open, by name, for choosing whom a crisis is about. The record stays closed.
pub fn participants(
    tx: &mut Tx<'_>,
    seat: &Seat,
    now: Timestamp,
) -> Result<Vec<(ParticipantId, String)>, Error> {
    let led = crate::access::led_since(now);
    let mut found: Vec<(ParticipantId, String)> = tx.all(
        "SELECT p.id, COALESCE(w.goes_by, w.name) AS name FROM participants p JOIN people w ON w.id = p.person_id
         WHERE w.id <> $2 AND EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
                WHERE e.participant_id = p.id AND d.enrollment_id IS NULL)
         AND (CAST($1 AS BIGINT) = 1
            OR EXISTS (SELECT 1 FROM matches m JOIN peer_supporters s ON s.id = m.supporter_id
                LEFT JOIN endings e ON e.match_id = m.id WHERE m.participant_id = p.id AND e.match_id IS NULL
                AND ((s.person_id = $2 AND CAST($4 AS BIGINT) = 1) OR (s.supervisor_id = $2 AND CAST($5 AS BIGINT) = 1)))
            OR (CAST($6 AS BIGINT) = 1 AND EXISTS (SELECT 1 FROM attendances a JOIN group_meetings g ON g.id = a.meeting_id
                JOIN support_groups s ON s.id = g.group_id AND s.model = 'group_therapy'
                WHERE a.person_id = w.id AND s.leader_id = $2 AND a.minutes > 0 AND g.starts_at >= $3)))",
        params![
            i64::from(seat.role() == Role::Coordinator),
            seat.person(),
            led,
            i64::from(seat.role() == Role::PeerSupporter),
            i64::from(seat.role() == Role::Supervisor),
            i64::from(seat.role() == Role::Clinician)
        ],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut found, |(id, name)| (name, *id));
    Ok(found)
}

/// Family members whom this seat knows: the coordinator all, a supporter those of families they walk with.
pub fn family_members(
    tx: &mut Tx<'_>,
    seat: &Seat,
    now: Timestamp,
) -> Result<Vec<(FamilyMemberId, PersonId, String)>, Error> {
    let mut found: Vec<(FamilyMemberId, PersonId, String)> = tx.all(
        &[
            "SELECT f.id, f.person_id, COALESCE(w.goes_by, w.name) AS name FROM family_members f
             JOIN people w ON w.id = f.person_id
             WHERE CAST($2 AS BIGINT) = 1 OR EXISTS (SELECT 1 FROM ",
            WALKS,
            " JOIN peer_supporters s ON s.id = walk.supporter_id
                WHERE walk.family_id = f.family_id AND s.person_id = $3)",
        ]
        .concat(),
        params![met_since(now), i64::from(seat.role() == Role::Coordinator), seat.person()],
        |row| Ok((row.get("id")?, row.get("person_id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut found, |(id, _, name)| (name, *id));
    Ok(found)
}

/// Since when closed crises stay on the list.
pub fn listed_since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(24 * 90)
}

/// Whether a session is one of this seat's own, or of somebody they supervise.
pub fn is_planned_by(tx: &mut Tx<'_>, seat: &Seat, id: SessionId) -> Result<bool, Error> {
    let found = tx.count(
        "SELECT COUNT(*) AS n FROM sessions s JOIN peer_supporters k ON k.id = s.supporter_id
         WHERE s.id = $1 AND (k.person_id = $2 OR k.supervisor_id = $2)",
        params![id, seat.person()],
    )?;
    Ok(found > 0)
}
