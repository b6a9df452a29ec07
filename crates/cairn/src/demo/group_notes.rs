//! Notes about the group meetings of the last weeks: most approved, some waiting, one sent back, one amended.

use cairn_db::{Error, params};
use jiff::Timestamp;

use super::house::House;
use super::world::{World, later};
use super::{rows, words};
use crate::ids::{MeetingId, NoteId, PersonId, RowId, SubmissionId};

/// How far back notes go.
const DAYS: i64 = 60;

struct Met {
    id: MeetingId,
    ends_at: Timestamp,
    leader: PersonId,
    facilitators: i64,
    of_families: bool,
}

pub fn write(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    let met = met(w, false)?;
    about(w, house, &met)
}

/// Notes about family groups; the persona came to the last meetings, so that her own record shows her part.
pub fn of_families(w: &mut World<'_, '_>, house: &House, persona: Option<PersonId>) -> Result<(), Error> {
    let met = met(w, true)?;
    if let Some(person) = persona {
        for one in met.iter().rev().take(4) {
            come(w, one, person)?;
        }
    }
    about(w, house, &met)
}

/// Where there was room.
fn come(w: &mut World<'_, '_>, met: &Met, person: PersonId) -> Result<(), Error> {
    let recorded_at = w.past(later(met.ends_at, 20));
    w.tx.execute(
        "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
         SELECT m.id, $2, 60, $3, $4 FROM group_meetings m JOIN support_groups g ON g.id = m.group_id
         WHERE m.id = $1 AND (SELECT COUNT(*) FROM attendances a WHERE a.meeting_id = m.id) < g.size_limit
         ON CONFLICT DO NOTHING",
        params![met.id, person, recorded_at, met.leader],
    )?;
    Ok(())
}

/// Meetings of the last weeks to which somebody came by name.
fn met(w: &mut World<'_, '_>, of_families: bool) -> Result<Vec<Met>, Error> {
    w.tx.all(
        "SELECT m.id, m.starts_at, m.minutes, g.leader_id,
            (SELECT COUNT(*) FROM group_co_leaders c WHERE c.group_id = g.id) + 1 AS facilitators
         FROM group_meetings m JOIN support_groups g ON g.id = m.group_id
         WHERE g.counted = 'by_name' AND m.starts_at >= $1
           AND CAST($2 AS BIGINT) = CASE WHEN g.model = 'family_group' THEN 1 ELSE 0 END
           AND EXISTS (SELECT 1 FROM attendances a WHERE a.meeting_id = m.id)
         ORDER BY m.starts_at, m.id",
        params![later(w.now, -DAYS * 24 * 60), i64::from(of_families)],
        |row| {
            Ok(Met {
                id: row.get("id")?,
                ends_at: later(row.get("starts_at")?, row.get("minutes")?),
                leader: row.get("leader_id")?,
                facilitators: row.get("facilitators")?,
                of_families,
            })
        },
    )
}

fn about(w: &mut World<'_, '_>, house: &House, met: &[Met]) -> Result<(), Error> {
    let (mut of_peers, mut of_clinicians) = (0, 0);
    for met in met {
        let by_peer = house.supporters.iter().any(|one| one.person == met.leader);
        let earlier = if by_peer { &mut of_peers } else { &mut of_clinicians };
        let at: usize = *earlier;
        *earlier += 1;
        note(w, house, (at, met))?;
    }
    Ok(())
}

fn note(w: &mut World<'_, '_>, house: &House, (at, met): (usize, &Met)) -> Result<(), Error> {
    let begun_at = later(met.ends_at, 20 + w.dice.between(0, 600));
    // The newest ones are still to be written.
    if later(begun_at, 30) >= w.now {
        return Ok(());
    }
    let note: NoteId = w.id(begun_at);
    let (meeting_id, author_id) = (met.id, met.leader);
    let tier = if met.of_families { "team" } else { "record" };
    rows::GroupNote { id: note, meeting_id, author_id, tier, begun_at }.put(w.tx)?;
    version(w, met, (note, 1, None), later(begun_at, 15))?;
    let sent_at = later(begun_at, 16);
    let submission = submit(w, (note, 1, author_id), sent_at)?;
    let supervisor = house.supporters.iter().find(|one| one.person == author_id).map(|one| one.supervisor);
    let Some(supervisor) = supervisor else {
        // A clinician's own signature approves.
        approve(w, submission, (sent_at, author_id))?;
        let amended_at = later(sent_at, 600);
        if at % 6 == 2 && later(amended_at, 2) < w.now {
            version(w, met, (note, 2, Some(words::GROUP_AMENDMENT)), amended_at)?;
            let again = submit(w, (note, 2, author_id), later(amended_at, 1))?;
            approve(w, again, (later(amended_at, 1), author_id))?;
        }
        return Ok(());
    };
    let answered_at = later(sent_at, w.dice.between(300, 2600));
    if answered_at >= w.now || (later(sent_at, 7 * 24 * 60) > w.now && w.dice.chance(0.5)) {
        return Ok(());
    }
    if at % 8 != 2 {
        return approve(w, submission, (answered_at, supervisor));
    }
    let (id, comment) = (w.id(answered_at), words::GROUP_RETURN);
    let (returned_at, returned_by) = (answered_at, supervisor);
    rows::GroupNoteReturn { id, submission_id: submission, comment, returned_at, returned_by }.put(w.tx)
}

fn version(
    w: &mut World<'_, '_>,
    met: &Met,
    (note_id, version, amendment_reason): (NoteId, i64, Option<&'static str>),
    saved_at: Timestamp,
) -> Result<(), Error> {
    let present = w.tx.all(
        "SELECT person_id, minutes FROM attendances WHERE meeting_id = $1 AND minutes > 0 ORDER BY person_id",
        params![met.id],
        |row| Ok((row.get::<PersonId>("person_id")?, row.get::<i64>("minutes")?)),
    )?;
    let most = met.facilitators * w.settings.groups.participants_per_facilitator;
    let crowded = (present.len() as i64 > most).then_some("ratio");
    let not_billed = if met.of_families { Some("families") } else { crowded };
    let (id, rule) = (w.id::<RowId>(saved_at), w.settings.units.clone());
    rows::GroupNoteVersion {
        id,
        note_id,
        version,
        shared: w.dice.word(words::SHARED),
        not_billed,
        unit_rule: rule.code(),
        amendment_reason,
        saved_at,
        saved_by: met.leader,
    }
    .put(w.tx)?;
    for (person_id, minutes) in present {
        let words = if w.dice.chance(0.7) { w.dice.word(words::PERSONAL) } else { "" };
        let tiers: &[&'static str] = if met.of_families {
            &["team", "supervised"]
        } else {
            &["record", "record", "team", "supervised"]
        };
        let tier = w.dice.word(tiers);
        let units = if not_billed.is_none() { rule.units(minutes) } else { 0 };
        let part: RowId = w.id(saved_at);
        rows::GroupNotePart { id: part, version_id: id, person_id, tier, words, minutes, units }.put(w.tx)?;
    }
    Ok(())
}

fn submit(
    w: &mut World<'_, '_>,
    (note_id, version, submitted_by): (NoteId, i64, PersonId),
    submitted_at: Timestamp,
) -> Result<SubmissionId, Error> {
    let id = w.id(submitted_at);
    rows::GroupNoteSubmission { id, note_id, version, submitted_at, submitted_by }.put(w.tx)?;
    Ok(id)
}

fn approve(
    w: &mut World<'_, '_>,
    submission_id: SubmissionId,
    (approved_at, approved_by): (Timestamp, PersonId),
) -> Result<(), Error> {
    rows::GroupNoteApproval { id: w.id(approved_at), submission_id, approved_at, approved_by }.put(w.tx)
}
