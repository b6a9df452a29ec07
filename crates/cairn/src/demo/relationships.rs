//! Jordan and Linda repair what is between them: once it was stopped, then it went all the way to six weeks after. With
//! somebody else contact is not safe, and stays on other paths.

use cairn_db::Error;
use jiff::{SignedDuration, Timestamp};

use super::lives::Life;
use super::rows;
use super::shared_sessions::{Both, disclose};
use super::words::relationships::{self as words, HERS, HIS, Sayings};
use super::world::{World, later, plus};
use crate::disclosures::Recipient;
use crate::ids::{FamilyMemberId, ParticipantId, PersonId, RowId};
use crate::relationships::written;

/// One of the two on the way.
struct Side {
    part: RowId,
    person: PersonId,
    code: &'static str,
    said: &'static Sayings,
}

const HOURS_OF_A_DAY: i64 = 24;

fn ago(w: &World<'_, '_>, days: i64) -> Timestamp {
    w.past(w.now - SignedDuration::from_hours(HOURS_OF_A_DAY * days))
}

pub fn write(w: &mut World<'_, '_>, jordan: &Life, (both, to): (&Both, &Recipient)) -> Result<(), Error> {
    stopped(w, jordan, (both, to))?;
    finished(w, jordan, (both, to))?;
    not_safe(w, jordan)
}

/// Begins a part for each, looks at safety, says how ready, asks, carries, and answers with a yes: the bridge.
fn begin(
    w: &mut World<'_, '_>,
    jordan: &Life,
    (both, to): (&Both, &Recipient),
    days: i64,
) -> Result<(RowId, [Side; 2]), Error> {
    let his = part(w, (Some(jordan.participant), None, jordan.person), &HIS, days)?;
    look(w, &his, days)?;
    ready(w, &his, days - 1)?;
    let asked_at = ago(w, days - 2);
    rows::RepairAsking {
        part_id: his.part,
        consent_id: Some(both.consent),
        recipient_id: Some(both.recipient),
        asked_at,
        asked_by: jordan.person,
    }
    .put(w.tx)?;
    let carried_at = ago(w, days - 3);
    let what = "That you would like to rebuild trust, and so that you come here";
    let disclosure_id = disclose(w, jordan, (both, to), (carried_at, what))?;
    let bridge: RowId = w.id(carried_at);
    rows::RepairBridge {
        id: bridge,
        part_id: his.part,
        member_id: both.member,
        disclosure_id,
        carried_at,
        carried_by: both.coordinator,
    }
    .put(w.tx)?;
    let hers = part(w, (None, Some(both.member), both.linda), &HERS, days - 5)?;
    let joined_at = ago(w, days - 5);
    rows::RepairJoining { bridge_id: bridge, part_id: hers.part, joined_at, joined_by: both.linda }
        .put(w.tx)?;
    look(w, &hers, days - 6)?;
    ready(w, &hers, days - 6)?;
    let answered_at = ago(w, days - 7);
    let (id, answer) = (w.id(answered_at), "yes");
    rows::RepairAnswer { id, bridge_id: bridge, answer, answered_at, answered_by: both.linda }.put(w.tx)?;
    Ok((bridge, [his, hers]))
}

fn part(
    w: &mut World<'_, '_>,
    (participant_id, member_id, person): (Option<ParticipantId>, Option<FamilyMemberId>, PersonId),
    said: &'static Sayings,
    days: i64,
) -> Result<Side, Error> {
    let begun_at = ago(w, days);
    let id: RowId = w.id(begun_at);
    let (named, tier) = (said.named, "ours");
    rows::RepairPart { id, participant_id, member_id, named, tier, begun_at, begun_by: person }.put(w.tx)?;
    let code = if member_id.is_some() { "family" } else { "participant" };
    Ok(Side { part: id, person, code, said })
}

fn look(w: &mut World<'_, '_>, side: &Side, days: i64) -> Result<(), Error> {
    let answered_at = later(ago(w, days), 30);
    rows::RepairScreen {
        id: w.id(answered_at),
        part_id: side.part,
        answers: written(&["no"; 4].map(str::to_string)),
        words: Some(side.said.look),
        tier: "ours",
        answered_at,
        answered_by: side.person,
    }
    .put(w.tx)
}

fn ready(w: &mut World<'_, '_>, side: &Side, days: i64) -> Result<(), Error> {
    let rated_at = later(ago(w, days), 60);
    rows::RepairReadiness {
        id: w.id(rated_at),
        part_id: side.part,
        importance: side.said.importance,
        confidence: side.said.confidence,
        hope: Some(side.said.hope),
        live_with: Some(side.said.live_with),
        tier: "ours",
        rated_at,
        rated_by: side.person,
    }
    .put(w.tx)
}

/// Linda said yes, and then that it was too soon.
fn stopped(w: &mut World<'_, '_>, jordan: &Life, between: (&Both, &Recipient)) -> Result<(), Error> {
    let (_, [_, hers]) = begin(w, jordan, between, 170)?;
    let stopped_at = ago(w, 150);
    rows::RepairStop { part_id: hers.part, stopped_at, stopped_by: hers.person }.put(w.tx)
}

/// Begun anew, and gone all the way.
fn finished(w: &mut World<'_, '_>, jordan: &Life, between: (&Both, &Recipient)) -> Result<(), Error> {
    let (bridge, sides) = begin(w, jordan, between, 90)?;
    let [his, hers] = &sides;
    for (side, other) in [(his, hers), (hers, his)] {
        told(w, side, other.person)?;
    }
    let plan = plan(w, bridge, (his, hers))?;
    for side in &sides {
        look(w, side, 52)?;
    }
    let (held_on, recorded_at) = (w.ago(50), ago(w, 49));
    let contact = rows::RepairContact {
        bridge_id: bridge,
        plan_id: plan,
        held_on,
        recorded_at,
        recorded_by: his.person,
    };
    contact.put(w.tx)?;
    for (side, other) in [(his, hers), (hers, his)] {
        went(w, side, other.person)?;
        promises(w, bridge, (side, other.person))?;
        later_on(w, side)?;
    }
    Ok(())
}

/// What happened from this side, handed over and read; amends; a letter that is kept and one that was let go.
fn told(w: &mut World<'_, '_>, side: &Side, reader: PersonId) -> Result<(), Error> {
    let written_at = ago(w, 80);
    let account: RowId = w.id(written_at);
    let (part_id, by) = (side.part, side.person);
    let words = side.said.account;
    rows::RepairAccount { id: account, part_id, words, tier: "ours", written_at, written_by: by }
        .put(w.tx)?;
    hand_over(w, side, ("account", account), (70, reader))?;
    for (at, (words, ending)) in (0_i64..).zip(side.said.amends) {
        let set_at = later(ago(w, 78), at * 20);
        let id: RowId = w.id(set_at);
        let by_on = Some(plus(w.ago(78), 30));
        rows::RepairAmend { id, part_id, words, by_on, tier: "ours", set_at, set_by: by }.put(w.tx)?;
        if let Some(ending) = ending {
            let ended_at = later(ago(w, 45), at * 20);
            let row: RowId = w.id(ended_at);
            rows::RepairAmendEnding { id: row, amend_id: id, ending, ended_at, ended_by: by }.put(w.tx)?;
        }
    }
    for (days, words) in [(85, Some(side.said.letter)), (84, None)] {
        let begun_at = ago(w, days);
        let id: RowId = w.id(begun_at);
        let (saved_at, saved_by) = (begun_at, by);
        rows::RepairLetter { id, part_id, words, tier: "mine", begun_at, saved_at, saved_by }.put(w.tx)?;
        if words.is_none() {
            let let_go_at = ago(w, days - 1);
            rows::RepairLetterLetting { letter_id: id, let_go_at, let_go_by: by }.put(w.tx)?;
        }
    }
    Ok(())
}

fn hand_over(
    w: &mut World<'_, '_>,
    side: &Side,
    (kind, object_id): (&'static str, RowId),
    (days, reader): (i64, PersonId),
) -> Result<(), Error> {
    let released_at = ago(w, days);
    let id: RowId = w.id(released_at);
    let (part_id, released_by) = (side.part, side.person);
    rows::RepairRelease { id, part_id, kind, object_id, released_at, released_by }.put(w.tx)?;
    let read_at = ago(w, days - 1);
    rows::RepairReleaseReading { release_id: id, read_at, read_by: reader }.put(w.tx)
}

/// One text, proposed by him, to which both agreed.
fn plan(w: &mut World<'_, '_>, bridge: RowId, (his, hers): (&Side, &Side)) -> Result<RowId, Error> {
    let proposed_at = ago(w, 60);
    let id: RowId = w.id(proposed_at);
    rows::RepairPlan {
        id,
        bridge_id: bridge,
        side: his.code,
        starts_at: w.at(w.ago(50), 15 * 60),
        minutes: 20,
        mode: "in_person",
        place: Some(words::PLACE),
        topics: Some(words::TOPICS),
        not_topics: Some(words::NOT_TOPICS),
        there: Some(words::THERE),
        stop_word: Some(words::STOP_WORD),
        proposed_at,
        proposed_by: his.person,
    }
    .put(w.tx)?;
    for (side, agreed_at) in [(his, proposed_at), (hers, ago(w, 57))] {
        let row: RowId = w.id(agreed_at);
        let (plan_id, agreed_by) = (id, side.person);
        rows::RepairPlanAgreement { id: row, plan_id, side: side.code, agreed_at, agreed_by }.put(w.tx)?;
    }
    Ok(id)
}

fn went(w: &mut World<'_, '_>, side: &Side, reader: PersonId) -> Result<(), Error> {
    let written_at = ago(w, 48);
    let id: RowId = w.id(written_at);
    let (part_id, words, written_by) = (side.part, side.said.going, side.person);
    rows::RepairGoing { id, part_id, words, tier: "ours", written_at, written_by }.put(w.tx)?;
    hand_over(w, side, ("going", id), (47, reader))
}

fn promises(w: &mut World<'_, '_>, bridge: RowId, (side, other): (&Side, PersonId)) -> Result<(), Error> {
    for (at, (promise, marks)) in (0_i64..).zip(side.said.promises) {
        let made_at = later(ago(w, 45 - at * 8), if side.code == "family" { 90 } else { 0 });
        let id: RowId = w.id(made_at);
        let by_on = Some(plus(w.ago(45 - at * 8), 14));
        let (side, made_by) = (side.code, side.person);
        rows::RepairPromise { id, bridge_id: bridge, side, promise, by_on, made_at, made_by }.put(w.tx)?;
        for (times, mark) in (1_i64..).zip(marks.iter().copied()) {
            let marked_at = later(ago(w, 45 - at * 8 - times * 8), 15);
            let row: RowId = w.id(marked_at);
            rows::RepairPromiseMark { id: row, promise_id: id, mark, marked_at, marked_by: other }
                .put(w.tx)?;
        }
    }
    Ok(())
}

/// Two and six weeks later.
fn later_on(w: &mut World<'_, '_>, side: &Side) -> Result<(), Error> {
    let asked = [("two_weeks", 34), ("six_weeks", 6)];
    for ((due, days), (closeness, safety, hope, words)) in asked.into_iter().zip(side.said.later) {
        let answered_at = ago(w, days);
        rows::RepairFollowUp {
            id: w.id(answered_at),
            part_id: side.part,
            due,
            closeness,
            safety,
            hope,
            words: Some(words),
            tier: "ours",
            answered_at,
            answered_by: side.person,
        }
        .put(w.tx)?;
    }
    Ok(())
}

/// Somebody with whom it does not go on to contact, and a letter that says why.
fn not_safe(w: &mut World<'_, '_>, jordan: &Life) -> Result<(), Error> {
    let (begun_at, by) = (ago(w, 40), jordan.person);
    let id: RowId = w.id(begun_at);
    let (named, why) = words::NOT_SAFE;
    let (participant_id, tier) = (Some(jordan.participant), "ours");
    rows::RepairPart { id, participant_id, member_id: None, named, tier, begun_at, begun_by: by }
        .put(w.tx)?;
    let answered_at = later(begun_at, 10);
    rows::RepairScreen {
        id: w.id(answered_at),
        part_id: id,
        answers: written(&["yes", "no", "no", "yes"].map(str::to_string)),
        words: Some(why),
        tier: "ours",
        answered_at,
        answered_by: by,
    }
    .put(w.tx)
}
