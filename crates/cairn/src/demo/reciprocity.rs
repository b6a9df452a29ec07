//! The supporters' own side: how their weeks are, their plans, their taps after groups and calls, and what they learn.

use cairn_db::{Error, params};
use jiff::civil::Date;

use super::dice::Dice;
use super::house::House;
use super::rows;
use super::supporters::Supporter;
use super::words::reciprocity::{
    LEARNED, OWN_GOALS, OWN_GOALS_IN_SPANISH, OwnGoalWords, WEEKS, WEEKS_IN_SPANISH,
};
use super::world::{World, days_between, later, plus};
use crate::ids::{GoalId, RowId, StepId};

/// The personas come first among the supporters: Marcus, and Lucía, who writes Spanish.
const PERSONAS: usize = 2;
const LUCIA_AT: usize = 1;
/// Supporters with a plan of their own.
const PLANNERS: usize = 6;

/// Drawn from dice of its own, so that nothing after it is drawn otherwise.
pub fn write(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    let shared = std::mem::replace(&mut w.dice, Dice::from_seed(1137));
    let written = everybody(w, house);
    w.dice = shared;
    written
}

fn everybody(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    for (at, supporter) in house.supporters.iter().enumerate() {
        weeks(w, supporter, at)?;
        if at < PLANNERS {
            plan(w, supporter, at)?;
        }
        learning(w, supporter, at)?;
        taps(w, supporter, at)?;
        super::measures::half_yearly(w, (supporter.person, supporter.since), at < PERSONAS)?;
    }
    for (at, supporter) in house.supporters.iter().enumerate().take(4) {
        talk(w, supporter, at)?;
    }
    Ok(())
}

/// A tap a week: the personas nearly always, the others now and then in the last year.
fn weeks(w: &mut World<'_, '_>, supporter: &Supporter, at: usize) -> Result<(), Error> {
    let persona = at < PERSONAS;
    let lean = 6.2 + 0.8 * w.dice.normal();
    let first = if persona { supporter.since } else { supporter.since.max(w.ago(360)) };
    // The last one is a week ago, so that the next is due.
    for week in 1..=days_between(first, w.today) / 7 {
        let day = plus(w.today, -7 * week);
        if !w.dice.chance(if persona { 0.93 } else { 0.3 }) {
            continue;
        }
        let kept_at = w.workday(day);
        // Winters and long weeks are harder; the work gives more over time.
        let season = 0.6 * (f64::from(day.day_of_year()) / 365.0 * std::f64::consts::TAU).cos();
        let mood = (lean - season + 1.3 * w.dice.normal()).round().clamp(0.0, 10.0) as i64;
        let sleep =
            (6.9 + 0.15 * (mood as f64 - 6.0) + 0.7 * w.dice.normal()).round().clamp(3.0, 10.0) as i64;
        let words: &[&'static str] = if at == LUCIA_AT { &WEEKS_IN_SPANISH } else { &WEEKS };
        let line = w.dice.word(words);
        rows::OwnCheckIn {
            id: w.id(kept_at),
            person_id: supporter.person,
            on_day: day,
            mood: Some(mood),
            sleep_hours: Some(sleep).filter(|_| w.dice.chance(0.8)),
            words: Some(line).filter(|_| w.dice.chance(0.25)),
            kept_at,
        }
        .put(w.tx)?;
    }
    Ok(())
}

fn plan(w: &mut World<'_, '_>, supporter: &Supporter, at: usize) -> Result<(), Error> {
    let goals: &[OwnGoalWords] = if at == LUCIA_AT { &OWN_GOALS_IN_SPANISH } else { &OWN_GOALS };
    let begun = supporter.since.max(w.ago(300));
    for (place, goal) in
        goals.iter().enumerate().filter(|(place, _)| (place + at).is_multiple_of(2) || at < PERSONAS)
    {
        let day = plus(begun, 20 + 35 * place as i64);
        if day < w.ago(10) {
            own_goal(w, supporter, (goal, place), day)?;
        }
    }
    let day = w.ago(25);
    let reviewed_at = w.workday(day);
    let words = if at == LUCIA_AT {
        "Camino más. Todavía me cuesta decir que no."
    } else {
        "Still fits. Thursdays hold."
    };
    rows::OwnPlanReview {
        id: w.id(reviewed_at),
        person_id: supporter.person,
        words: Some(words),
        next_review_on: plus(day, 90),
        reviewed_at,
    }
    .put(w.tx)
}

fn own_goal(
    w: &mut World<'_, '_>,
    supporter: &Supporter,
    (goal, place): (&OwnGoalWords, usize),
    day: Date,
) -> Result<(), Error> {
    let person_id = supporter.person;
    let set_at = w.workday(day);
    let goal_id: GoalId = w.id(set_at);
    rows::OwnGoal { id: goal_id, person_id, words: goal.words, why: Some(goal.why), set_at }.put(w.tx)?;
    for (step, words) in goal.steps.into_iter().enumerate() {
        let set_at = w.past(later(set_at, 3 + step as i64));
        let id: StepId = w.id(set_at);
        let by_on = Some(plus(day, 14 + 30 * step as i64));
        let who = Some("me").filter(|_| step == 0);
        rows::OwnStep { id, goal_id, person_id, words, who, by_on, set_at }.put(w.tx)?;
        if step == 0 {
            let ended_at = w.past(later(set_at, 60 * 24 * 9));
            rows::OwnStepEnding { id: w.id(ended_at), step_id: id, person_id, ending: "done", ended_at }
                .put(w.tx)?;
        }
    }
    for (at, confidence) in [5, 6, 8].into_iter().enumerate() {
        let day = plus(day, 2 + 40 * at as i64);
        if day < w.today {
            let rated_at = w.workday(day);
            let importance = Some(w.dice.between(7, 10));
            let confidence = Some(confidence - place as i64);
            rows::OwnGoalRating { id: w.id(rated_at), goal_id, person_id, importance, confidence, rated_at }
                .put(w.tx)?;
        }
    }
    if place == 0 {
        let reworded_at = w.past(later(set_at, 60 * 24 * 6));
        let (words, why) = (goal.words, Some(goal.why));
        rows::OwnGoalRewording { id: w.id(reworded_at), goal_id, person_id, words, why, reworded_at }
            .put(w.tx)?;
    }
    if place == 2 && day < w.ago(90) {
        let closed_at = w.workday(plus(day, 80));
        rows::OwnGoalClosing { id: w.id(closed_at), goal_id, person_id, reason: "reached", closed_at }
            .put(w.tx)?;
    }
    Ok(())
}

/// Something every few weeks; most of it confirmed, the newest waiting.
fn learning(w: &mut World<'_, '_>, supporter: &Supporter, at: usize) -> Result<(), Error> {
    let persona = at < PERSONAS;
    let many = if persona { 34 } else { w.dice.between(4, 12) };
    let served = days_between(supporter.since, w.today);
    for number in 0..many {
        let on_day = plus(supporter.since, 10 + number * (served - 12) / many);
        let (domain, kind, minutes, words) = LEARNED
            .get((number as usize + at) % LEARNED.len())
            .copied()
            .unwrap_or(("advocacy", "reflection", 15, ""));
        let entered_at = w.workday(on_day);
        let id: RowId = w.id(entered_at);
        let tier = if w.dice.chance(0.4) { "supervised" } else { "mine" };
        let person_id = supporter.person;
        let words = Some(words).filter(|_| w.dice.chance(0.8) || number == 0);
        rows::LearningEntry {
            id,
            person_id,
            on_day,
            minutes,
            domain,
            kind,
            words,
            tier,
            replaces_id: None,
            entered_at,
        }
        .put(w.tx)?;
        if kind == "reflection" || w.dice.chance(0.1) {
            continue;
        }
        let asked_at = w.past(later(entered_at, 4));
        let supervisor_id = supporter.supervisor;
        rows::LearningRequest { entry_id: id, supervisor_id, asked_at }.put(w.tx)?;
        // The newest wait.
        if number + 2 < many {
            let confirmed_at = w.after(asked_at, 60, 60 * 24 * 4);
            rows::LearningConfirmation { entry_id: id, confirmed_at, confirmed_by: supervisor_id }
                .put(w.tx)?;
        }
    }
    Ok(())
}

/// After most of the groups they led and the calls they made in the last half year.
fn taps(w: &mut World<'_, '_>, supporter: &Supporter, at: usize) -> Result<(), Error> {
    let from = w.at(w.ago(180), 0);
    let until = w.at(w.ago(2), 0);
    let groups: Vec<(RowId, jiff::Timestamp, i64)> = w.tx.all(
        "SELECT m.id, m.starts_at, m.minutes FROM group_meetings m JOIN support_groups g ON g.id = m.group_id
         WHERE g.leader_id = $1 AND m.starts_at >= $2 AND m.starts_at < $3
           AND EXISTS (SELECT 1 FROM attendances a WHERE a.meeting_id = m.id) ORDER BY m.starts_at, m.id",
        params![supporter.person, from, until],
        |row| Ok((row.get("id")?, row.get("starts_at")?, row.get("minutes")?)),
    )?;
    let calls: Vec<(RowId, jiff::Timestamp, i64)> = w.tx.all(
        "SELECT id, called_at, minutes FROM telephone_calls
         WHERE called_by = $1 AND outcome = 'talked' AND called_at >= $2 AND called_at < $3 ORDER BY called_at, id",
        params![supporter.person, from, until],
        |row| Ok((row.get("id")?, row.get("called_at")?, row.get("minutes")?)),
    )?;
    let groups = groups.into_iter().map(|one| ("group_meeting", one));
    let calls = calls.into_iter().map(|one| ("telephone_call", one));
    for (kind, (object_id, began, minutes)) in groups.chain(calls) {
        let value = ((0.7 + 0.9 * w.dice.normal()).round() as i64).clamp(-2, 2);
        if w.dice.chance(if at < PERSONAS { 0.85 } else { 0.5 }) {
            let tapped_at = w.after(later(began, minutes), 1, 300);
            rows::OwnTap { person_id: supporter.person, kind, object_id, value, tapped_at }.put(w.tx)?;
        }
    }
    Ok(())
}

/// One talk about load waits; the others took place.
fn talk(w: &mut World<'_, '_>, supporter: &Supporter, at: usize) -> Result<(), Error> {
    let days = if at == 2 { 1 } else { 40 + 30 * at as i64 };
    let asked_at = w.workday(w.ago(days));
    let id: RowId = w.id(asked_at);
    let supervisor_id = supporter.supervisor;
    rows::LoadTalk { id, person_id: supporter.person, supervisor_id, asked_at }.put(w.tx)?;
    if at == 2 {
        return Ok(());
    }
    let held_at = w.after(asked_at, 60 * 20, 60 * 24 * 5);
    rows::LoadTalkHolding { talk_id: id, held_at, recorded_by: supervisor_id }.put(w.tx)
}
