//! Notes: versions, what was sent, returned and approved. What waits today is what came in lately.

use cairn_db::Error;
use jiff::{Timestamp, ToSpan};

use super::cast::JORDAN;
use super::house::House;
use super::sessions::Held;
use super::world::{World, later};
use super::{rows, words};
use crate::ids::{GoalId, NoteId, PersonId, SubmissionId};

/// What every version of one note shares.
struct Draft<'a> {
    note: NoteId,
    author: PersonId,
    supervisor: PersonId,
    held: &'a Held<'a>,
    codes: Vec<&'static str>,
    did: String,
    response: String,
    next_step: String,
    non_billable: Option<&'static str>,
    goal: Option<GoalId>,
}

pub fn write(w: &mut World<'_, '_>, house: &House, held: &Held<'_>) -> Result<(), Error> {
    let Some(supporter) = house.supporters.get(held.supporter) else {
        return Ok(());
    };
    let (author, supervisor) = (supporter.person, supporter.supervisor);
    let begun_at = later(held.ended_at, w.dice.between(4, 240));
    let fresh = later(held.ended_at, 2 * 24 * 60) > w.now;
    // Not everything is written at once; a few notes were never written.
    if begun_at >= w.now || w.dice.chance(if fresh { 0.25 } else { 0.012 }) {
        return Ok(());
    }
    let note = w.id(begun_at);
    let (session_id, participant_id) = (held.session, held.life.participant);
    rows::Note { id: note, session_id, participant_id, author_id: author, begun_at }.put(w.tx)?;
    let draft = compose(w, (note, author, supervisor), held);
    let saved_at = w.after(begun_at, 5, 25);
    version(w, &draft, 1, None, saved_at)?;
    if fresh && w.dice.chance(0.3) {
        return Ok(());
    }
    let late = w.dice.chance(0.1);
    let mut sent_at = later(saved_at, if late { w.dice.between(1500, 4000) } else { w.dice.between(2, 500) });
    let mut number = 1;
    if w.dice.chance(0.12) && sent_at < w.now {
        number = 2;
        version(w, &draft, number, None, sent_at)?;
        sent_at = later(sent_at, 1);
    }
    review(w, &draft, number, sent_at)
}

/// Sent, perhaps returned and sent again, approved within the usual three days; whatever lies ahead of now has not
/// happened yet.
fn review(
    w: &mut World<'_, '_>,
    draft: &Draft<'_>,
    mut number: i64,
    mut sent_at: Timestamp,
) -> Result<(), Error> {
    let lately = later(sent_at, 6 * 24 * 60) > w.now;
    let returned = w.dice.chance(if lately { 0.18 } else { 0.035 });
    if later(sent_at, 1) >= w.now {
        return Ok(());
    }
    let mut submission = submit(w, draft, number, sent_at)?;
    if returned {
        let returned_at = later(sent_at, w.dice.between(90, 2400));
        if returned_at >= w.now {
            return Ok(());
        }
        let comment = w.dice.word(words::RETURN_COMMENTS);
        let (id, returned_by) = (w.id(returned_at), draft.supervisor);
        rows::Return { id, submission_id: submission, comment, returned_at, returned_by }.put(w.tx)?;
        sent_at = later(returned_at, w.dice.between(300, if lately { 9000 } else { 2500 }));
        if later(sent_at, 2) >= w.now {
            return Ok(());
        }
        number += 1;
        version(w, draft, number, None, sent_at)?;
        sent_at = later(sent_at, 1);
        submission = submit(w, draft, number, sent_at)?;
    }
    let approved_at = later(sent_at, w.dice.between(120, 4200));
    // A supervisor's desk is never empty: of what came in this week some still lies there.
    let waits = later(sent_at, 4 * 24 * 60) > w.now && w.dice.chance(0.5);
    if waits || approved_at >= w.now {
        return Ok(());
    }
    let approved_by = draft.supervisor;
    rows::Approval { id: w.id(approved_at), submission_id: submission, approved_at, approved_by }
        .put(w.tx)?;
    amend(w, draft, number + 1, approved_at)
}

/// Rarely something is corrected later; the corrected version is approved again.
fn amend(w: &mut World<'_, '_>, draft: &Draft<'_>, number: i64, approved_at: Timestamp) -> Result<(), Error> {
    let sent_at = later(approved_at, w.dice.between(600, 8000));
    let often = if draft.held.life.is(JORDAN) { 0.04 } else { 0.003 };
    if !w.dice.chance(often) || later(sent_at, 4300) >= w.now {
        return Ok(());
    }
    let reason = w.dice.word(words::AMENDMENT_REASONS);
    version(w, draft, number, Some(reason), sent_at)?;
    let submission_id = submit(w, draft, number, later(sent_at, 1))?;
    let (approved_at, approved_by) = (later(sent_at, w.dice.between(120, 4200)), draft.supervisor);
    rows::Approval { id: w.id(approved_at), submission_id, approved_at, approved_by }.put(w.tx)
}

fn submit(
    w: &mut World<'_, '_>,
    draft: &Draft<'_>,
    version: i64,
    at: Timestamp,
) -> Result<SubmissionId, Error> {
    let id = w.id(at);
    rows::Submission { id, note_id: draft.note, version, submitted_at: at, submitted_by: draft.author }
        .put(w.tx)?;
    Ok(id)
}

fn compose<'a>(
    w: &mut World<'_, '_>,
    (note, author, supervisor): (NoteId, PersonId, PersonId),
    held: &'a Held<'a>,
) -> Draft<'a> {
    let mut codes = vec!["listening"];
    let many = w.dice.between(1, 2) as usize;
    let others = ["sharing_story", "skills_practice", "link", "accompany", "advocate", "plan_review"];
    codes.extend(w.dice.some(&others, many));
    if w.dice.chance(0.012) {
        codes.push("crisis");
    }
    let (name, ahead) = (held.life.name.first.as_str(), w.dice.between(3, 9));
    let next_on = held.starts_at.to_zoned_datetime(w.zone.clone()).date().saturating_add(ahead.days());
    let weekday = next_on.weekday().to_monday_zero_offset();
    let day = words::DAYS.get(weekday as usize).copied().unwrap_or_default();
    let openings =
        words::OPENINGS.iter().find(|(mode, _)| *mode == held.mode).map_or(&[][..], |(_, lines)| lines);
    let mut did = vec![w.dice.word(openings)];
    for code in codes.iter().skip(usize::from(codes.len() > 2)) {
        let lines =
            words::ACTIVITIES.iter().find(|(known, _)| known == code).map_or(&[][..], |(_, lines)| lines);
        did.push(w.dice.word(lines));
    }
    let many = w.dice.between(1, 2) as usize;
    let response = w.dice.some(words::RESPONSES, many).join(" ");
    let open: Vec<GoalId> = held
        .life
        .goals
        .iter()
        .filter(|goal| {
            goal.set_at < held.starts_at && goal.closed_at.is_none_or(|at| at > later(held.ended_at, 20_000))
        })
        .map(|goal| goal.id)
        .collect();
    let non_billable =
        w.dice.chance(0.13).then(|| w.dice.weighted(&[(4, "transport"), (3, "outreach"), (2, "other")]));
    Draft {
        note,
        author,
        supervisor,
        held,
        did: words::fill(&did.join(" "), name, day),
        response: words::fill(&response, name, day),
        next_step: words::fill(w.dice.word(words::NEXT_STEPS), name, day),
        codes,
        non_billable,
        goal: w.dice.pick(&open).filter(|_| w.dice.chance(0.9)),
    }
}

fn version(
    w: &mut World<'_, '_>,
    draft: &Draft<'_>,
    version: i64,
    amendment_reason: Option<&'static str>,
    saved_at: Timestamp,
) -> Result<(), Error> {
    let (started_at, held) = (draft.held.started_at, draft.held);
    let ended_at = later(held.ended_at, if amendment_reason.is_some() { 10 } else { 0 });
    let minutes = ended_at.duration_since(started_at).as_mins();
    let id = w.id(saved_at);
    rows::NoteVersion {
        id,
        note_id: draft.note,
        version,
        started_at,
        ended_at,
        mode: held.mode,
        setting: held.setting,
        what_i_did: serde_json::to_string(&draft.codes).unwrap_or_default(),
        did: draft.did.clone(),
        response: draft.response.clone(),
        next_step: draft.next_step.clone(),
        written_together: w.dice.chance(0.35),
        billable: draft.non_billable.is_none(),
        non_billable_reason: draft.non_billable,
        units: if draft.non_billable.is_none() { w.settings.units.units(minutes) } else { 0 },
        unit_rule: w.settings.units.code(),
        amendment_reason,
        saved_at,
        saved_by: draft.author,
    }
    .put(w.tx)?;
    if let Some(goal_id) = draft.goal {
        rows::CitedGoal { note_version_id: id, goal_id }.put(w.tx)?;
    }
    Ok(())
}
