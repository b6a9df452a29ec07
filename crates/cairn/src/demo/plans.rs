//! Goals in the person's own words, their steps and ratings, and the reviews of the plan.

use cairn_db::Error;
use jiff::Timestamp;
use jiff::civil::Date;

use super::cast::JORDAN;
use super::house::House;
use super::lives::{Goal, Life};
use super::words::GoalWords;
use super::world::{World, days_between, later, plus};
use super::{rows, words};
use crate::ids::{GoalId, PersonId};

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &mut [Life]) -> Result<(), Error> {
    for life in lives {
        let Some(first) = life.matches.first() else {
            continue;
        };
        let (from, supporter) = (first.from, house.supporters.get(first.supporter));
        let supporter = supporter.map_or(house.staff.coordinator, |one| one.person);
        let until = life.episodes.last().and_then(|last| last.ended).map_or(w.today, |(day, _)| day);
        let many = if life.is(JORDAN) { 3 } else { w.dice.between(1, 4) as usize };
        let lists = if life.spanish { words::METAS } else { words::GOALS };
        let chosen = w.dice.some(&lists.iter().collect::<Vec<_>>(), many);
        for (at, text) in chosen.into_iter().enumerate() {
            let day = plus(from, w.dice.between(3, 16) + 55 * at as i64);
            if day < until {
                goal(w, life, (at, text), (day, until))?;
            }
        }
        reviews(w, life, supporter, (from, until))?;
    }
    Ok(())
}

fn goal(
    w: &mut World<'_, '_>,
    life: &mut Life,
    (at, text): (usize, &GoalWords),
    (day, until): (Date, Date),
) -> Result<(), Error> {
    let set_at = w.workday(day);
    let set_by = life.person;
    let id = w.id(set_at);
    let why = Some(text.why).filter(|_| w.dice.chance(0.85));
    rows::Goal { id, participant_id: life.participant, words: text.words, why, set_at, set_by }.put(w.tx)?;
    let length = days_between(day, until);
    // The first goal of the persona stays open; of the others some are reached, more so with higher capital.
    let reached = if life.is(JORDAN) { at == 1 } else { w.dice.chance(0.28 + 0.1 * life.capital_on(until)) };
    let reason = if reached {
        Some("reached")
    } else if !life.is_persona() && w.dice.chance(0.15) {
        Some(w.dice.word(&["changed", "set_aside"]))
    } else {
        None
    };
    let closed_on = plus(day, w.dice.between(40, 200));
    let closing = reason.filter(|_| closed_on < until.min(w.ago(1)));
    steps(w, life, (id, text), (set_at, closing == Some("reached")), until)?;
    let last = if closing.is_some() { closed_on } else { until };
    ratings(w, life, id, (day, last))?;
    if closing.is_none() && length > 60 && w.dice.chance(0.1) {
        reword(w, life, (id, text), plus(day, 45))?;
    }
    let mut closed_at = None;
    if let Some(reason) = closing {
        let at = w.workday(closed_on);
        rows::GoalClosing { id: w.id(at), goal_id: id, reason, closed_at: at, closed_by: set_by }
            .put(w.tx)?;
        closed_at = Some(at);
    }
    life.goals.push(Goal { id, set_at, closed_at });
    Ok(())
}

fn reword(
    w: &mut World<'_, '_>,
    life: &Life,
    (goal_id, text): (GoalId, &GoalWords),
    day: Date,
) -> Result<(), Error> {
    let reworded_at = w.workday(day);
    let ending = if life.spanish { ", paso a paso" } else { ", one step at a time" };
    let (words, why) = ([text.words, ending].concat(), Some(text.why));
    rows::GoalRewording { id: w.id(reworded_at), goal_id, words, why, reworded_at, reworded_by: life.person }
        .put(w.tx)
}

fn steps(
    w: &mut World<'_, '_>,
    life: &Life,
    (goal_id, text): (GoalId, &GoalWords),
    (set_at, reached): (Timestamp, bool),
    until: Date,
) -> Result<(), Error> {
    let begun = set_at.to_zoned_datetime(w.zone.clone()).date();
    for (at, words) in text.steps.iter().enumerate() {
        let by_on = plus(begun, 7 + 21 * at as i64);
        let step_at = later(set_at, at as i64 + 1);
        let id = w.id(step_at);
        rows::Step {
            id,
            goal_id,
            words,
            who: Some(w.dice.word(&["Me", "Me, with my supporter", "My sister", "Me"]))
                .filter(|_| !life.spanish),
            by_on: Some(by_on).filter(|_| w.dice.chance(0.8)),
            set_at: step_at,
            set_by: life.person,
        }
        .put(w.tx)?;
        let ended_on = plus(by_on, w.dice.between(-4, 12)).max(plus(begun, 1));
        let done = reached || w.dice.chance(0.5);
        if ended_on < until.min(w.ago(0)) && (done || w.dice.chance(0.12)) {
            let ending = if done { "done" } else { "dropped" };
            let ended_at = w.workday(ended_on);
            rows::StepEnding { id: w.id(ended_at), step_id: id, ending, ended_at, ended_by: life.person }
                .put(w.tx)?;
        }
    }
    Ok(())
}

/// About every month: how important, how sure, how close, from 0 to 10.
fn ratings(
    w: &mut World<'_, '_>,
    life: &Life,
    goal_id: GoalId,
    (from, until): (Date, Date),
) -> Result<(), Error> {
    let importance = w.dice.between(6, 10);
    let mut day = from;
    while day < until {
        let progress = days_between(from, day) as f64 / 160.0;
        let level = life.capital_on(day);
        let mut scale = |middle: f64| ((middle + w.dice.normal()).round() as i64).clamp(0, 10);
        let (confidence, closeness) =
            (scale(5.0 + 1.4 * level), scale(2.0 + 4.5 * progress.min(1.2) + 0.6 * level));
        let rated_at = w.workday(day);
        rows::GoalRating {
            id: w.id(rated_at),
            goal_id,
            importance: Some(importance),
            confidence: Some(confidence),
            closeness: Some(closeness).filter(|_| w.dice.chance(0.9)),
            rated_at,
            rated_by: life.person,
        }
        .put(w.tx)?;
        day = plus(day, w.dice.between(21, 40));
    }
    Ok(())
}

/// Every ninety days by the program's rule, though not always on time.
fn reviews(
    w: &mut World<'_, '_>,
    life: &Life,
    by: PersonId,
    (from, until): (Date, Date),
) -> Result<(), Error> {
    let rhythm = w.settings.reviews.plan_days;
    let mut day = plus(from, rhythm + w.dice.between(-6, 15));
    while day < until {
        if w.dice.chance(0.85) {
            let reviewed_at = w.workday(day);
            rows::PlanReview {
                id: w.id(reviewed_at),
                participant_id: life.participant,
                words: Some(w.dice.word(words::REVIEWS)).filter(|_| w.dice.chance(0.8)),
                next_review_on: plus(day, rhythm),
                reviewed_at,
                reviewed_by: by,
            }
            .put(w.tx)?;
        }
        day = plus(day, rhythm + w.dice.between(-6, 15));
    }
    Ok(())
}
