//! Who needed to know: records opened in an emergency, words between two people, counseling notes, notes that stay here.

use cairn_db::{Error, params};
use jiff::Timestamp;
use jiff::civil::Date;

use super::cast::JORDAN;
use super::house::House;
use super::lives::Life;
use super::rows;
use super::world::{World, later};
use crate::access::{Role, Tier};
use crate::ids::{NoteId, ParticipantId, PersonId, RowId, SessionId};

/// Hours ago, why, the words, and what the privacy officer found; the second is overdue, the first waits.
type Emergency = (i64, &'static str, &'static str, Option<(&'static str, &'static str)>);
const EMERGENCIES: [Emergency; 4] = [
    (20, "danger", "Came to the desk shaking and could not say whom to call.", None),
    (24 * 4, "cover", "The supporter was in surgery; a call from the hospital about a ride home.", None),
    (
        24 * 12,
        "health",
        "Fainted in the hall; the ambulance crew asked whom to reach.",
        Some(("justified", "Right thing to do. The supporter was told the same evening.")),
    ),
    (
        24 * 33,
        "other",
        "Wanted to know whether the workshop was still of interest.",
        Some(("not_justified", "A coordinator could have asked. Talked about it in supervision.")),
    ),
];

const SHARED: [&str; 3] = [
    "I told you more today than I told anyone. Please keep it with you.",
    "What you said about your own first year stays with me.",
    "I was ashamed to say it. You did not look away.",
];
const KEPT: &str = "Next time: say it at the beginning, not at the door.";
const COUNSELED: [&str; 4] = [
    "Spoke for the first time about the brother. Long silences, stayed in the room.",
    "Angry at the group's quiet one; saw by the end what it touched.",
    "A dream about the old house. Wants to bring it again.",
    "Cried, laughed at having cried. Held by the two across the circle.",
];

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    emergencies(w, house, lives)?;
    if let Some(jordan) = lives.iter().find(|life| life.is(JORDAN)) {
        asides(w, house, jordan)?;
    }
    counseling(w, house)?;
    staying(w)
}

/// By supporters who do not know the participant: about the persona first, then about others.
fn emergencies(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let officer = w.tx.one("SELECT person_id FROM roles WHERE role = 'privacy_officer'", &[], |row| {
        row.get::<PersonId>("person_id")
    })?;
    let jordan = lives.iter().filter(|life| life.is(JORDAN));
    let others = lives.iter().filter(|life| life.is_enrolled() && !life.is_persona());
    for ((hours, reason, words, review), life) in EMERGENCIES.into_iter().zip(jordan.chain(others)) {
        let opened_at = later(w.now, -60 * hours);
        let stranger =
            house.supporters.iter().enumerate().rev().find(|(at, _)| life.supporter() != Some(*at));
        let Some((_, stranger)) = stranger else { continue };
        let id: RowId = w.id(opened_at);
        rows::BreakGlassOpening {
            id,
            participant_id: life.participant,
            opened_by: stranger.person,
            acting_as: Role::PeerSupporter.code(),
            reason,
            words: w.tx.seal(life.person, words)?,
            opened_at,
            expires_at: later(opened_at, crate::break_glass::MINUTES),
            review_due_at: later(opened_at, 60 * crate::break_glass::REVIEW_HOURS),
        }
        .put(w.tx)?;
        if let Some((verdict, words)) = review {
            let reviewed_at = later(opened_at, 60 * 26);
            rows::BreakGlassReview {
                opening_id: id,
                verdict,
                words: w.tx.seal(life.person, words)?,
                reviewed_at,
                reviewed_by: officer,
            }
            .put(w.tx)?;
        }
    }
    Ok(())
}

/// What the persona and their supporter keep between them, beside their last sessions.
fn asides(w: &mut World<'_, '_>, house: &House, life: &Life) -> Result<(), Error> {
    let Some(supporter) = life.supporter().and_then(|at| house.supporters.get(at)) else { return Ok(()) };
    let held = w.tx.all(
        "SELECT s.id, h.ended_at FROM sessions s JOIN holdings h ON h.session_id = s.id
         WHERE s.participant_id = $1 ORDER BY h.ended_at DESC, s.id LIMIT 3",
        params![life.participant],
        |row| Ok((row.get::<SessionId>("id")?, row.get::<Timestamp>("ended_at")?)),
    )?;
    for ((session_id, ended_at), words) in held.into_iter().zip(SHARED) {
        let written_at = w.past(later(ended_at, 90));
        let mut put = |author_id, tier: Tier, words: &str| {
            let (id, participant_id) = (w.id(written_at), life.participant);
            let words = w.tx.seal(life.person, words)?;
            rows::Aside { id, session_id, participant_id, author_id, tier: tier.code(), words, written_at }
                .put(w.tx)
        };
        put(life.person, Tier::Ours, words)?;
        put(supporter.person, Tier::Mine, KEPT)?;
    }
    Ok(())
}

/// What the clinician keeps apart about those who came to the therapy groups in the last six weeks.
fn counseling(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    let came = w.tx.all(
        "SELECT p.id, m.starts_at FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
         JOIN support_groups g ON g.id = m.group_id AND g.model = 'group_therapy'
         JOIN participants p ON p.person_id = a.person_id
         WHERE g.leader_id = $1 AND m.starts_at >= $2 ORDER BY m.starts_at, p.id",
        params![house.staff.clinician, later(w.now, -42 * 24 * 60)],
        |row| Ok((row.get::<ParticipantId>("id")?, row.get::<Timestamp>("starts_at")?)),
    )?;
    for (participant_id, starts_at) in came {
        if !w.dice.chance(0.5) {
            continue;
        }
        let written_at = w.past(later(starts_at, 120));
        let held_on: Date = starts_at.to_zoned_datetime(w.zone.clone()).date();
        let (id, words) = (w.id::<RowId>(written_at), w.dice.word(&COUNSELED));
        let words = w.tx.seal(id, words)?;
        let author_id = house.staff.clinician;
        rows::CounselingNote { id, participant_id, author_id, held_on, words, written_at }.put(w.tx)?;
    }
    Ok(())
}

/// Some notes were made to stay here for good.
fn staying(w: &mut World<'_, '_>) -> Result<(), Error> {
    let notes =
        w.tx.all("SELECT id, participant_id, author_id, begun_at FROM notes ORDER BY id", &[], |row| {
            Ok((
                row.get::<NoteId>("id")?,
                row.get::<ParticipantId>("participant_id")?,
                row.get::<PersonId>("author_id")?,
                row.get::<Timestamp>("begun_at")?,
            ))
        })?;
    for (note, participant_id, changed_by, begun_at) in notes {
        if !w.dice.chance(0.08) {
            continue;
        }
        let changed_at = w.past(later(begun_at, 60));
        w.tx.execute("UPDATE notes SET tier = 'supervised' WHERE id = $1", params![note])?;
        rows::TierChange {
            id: w.id(changed_at),
            participant_id,
            kind: "note",
            object_id: note.to_string(),
            from_tier: Tier::Record.code(),
            to_tier: Tier::Supervised.code(),
            changed_at,
            changed_by,
        }
        .put(w.tx)?;
    }
    Ok(())
}
