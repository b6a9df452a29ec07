//! Both sides of the pairs over the same weeks: check-ins of participants who let the team read them, and weeks of supporters
//! beside those they keep already.
//!
//! What is drawn is what the evaluator's page looks for: a week carries over a little on both sides, and a supporter's good week
//! reaches into the participant's next one. Nothing reaches the other way, so that one effect is there to be found and another is
//! not.

use std::collections::BTreeMap;

use cairn_db::{Error, params};
use jiff::civil::Date;

use super::dice::Dice;
use super::house::House;
use super::lives::{Life, Match};
use super::rows;
use super::supporters::Supporter;
use super::world::{World, days_between, later, plus};

/// The personas come first among the supporters, and keep their weeks already.
const PERSONAS: usize = 2;
/// How much of a week above the usual is still there in the next.
const CARRIES_OVER: f64 = 0.3;
/// How much of a supporter's week above the usual is in the participant's next.
const REACHES_OVER: f64 = 0.25;

/// The Monday of a week, and how it was.
type Weeks = BTreeMap<Date, f64>;

/// Drawn from dice of its own, so that nothing else is drawn otherwise.
pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let shared = std::mem::replace(&mut w.dice, Dice::from_seed(1140));
    let written = everybody(w, house, lives);
    w.dice = shared;
    written
}

fn everybody(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let mut weeks = Vec::new();
    for (at, supporter) in house.supporters.iter().enumerate() {
        weeks.push(of_supporter(w, supporter, at)?);
        choice(w, supporter, at)?;
    }
    for life in lives {
        // Most keep it up; a few let fewer people read it, and are in no figure.
        let keeps = life.is_persona() || w.dice.chance(0.7);
        let tier = if life.is_persona() { "team" } else { w.dice.weighted(&[(7, "team"), (2, "ours")]) };
        for found in life.matches.iter().filter(|_| keeps) {
            if let Some(weeks) = weeks.get(found.supporter) {
                check_ins(w, life, (found, tier), weeks)?;
            }
        }
    }
    Ok(())
}

/// One has not been asked yet, one said no, one changed their mind; the others said yes.
fn choice(w: &mut World<'_, '_>, supporter: &Supporter, at: usize) -> Result<(), Error> {
    let said: &[i64] = match at {
        5 => &[],
        7 => &[0],
        9 => &[0, 1],
        _ => &[1],
    };
    for (days, joins) in (0..).zip(said) {
        let chosen_at = w.workday(w.ago(60 - 20 * days));
        let id = w.id(chosen_at);
        rows::FigureChoice { id, person_id: supporter.person, joins: *joins, chosen_at }.put(w.tx)?;
    }
    Ok(())
}

fn monday(day: Date) -> Date {
    plus(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// The weeks that a supporter keeps. Half of those who are no personas keep them nearly all since a year.
fn of_supporter(w: &mut World<'_, '_>, supporter: &Supporter, at: usize) -> Result<Weeks, Error> {
    let mut weeks = Weeks::new();
    w.tx.each(
        "SELECT on_day, mood FROM own_check_ins WHERE person_id = $1 AND mood IS NOT NULL ORDER BY on_day, id",
        params![supporter.person],
        |row| {
            let mood: Option<i64> = row.get("mood")?;
            if let Some(mood) = mood {
                weeks.insert(monday(row.get("on_day")?), mood as f64);
            }
            Ok(())
        },
    )?;
    if at < PERSONAS || !at.is_multiple_of(2) {
        return Ok(weeks);
    }
    let usual = mean(&weeks).unwrap_or(6.2);
    let first = monday(supporter.since.max(w.ago(360)));
    let mut before = usual;
    for week in 1..=days_between(first, monday(w.today)) / 7 {
        let begin = plus(first, 7 * week);
        // The last one is a week ago, so that the next is due.
        let on_day = plus(begin, w.dice.between(3, 5));
        let drawn = usual + CARRIES_OVER * (before - usual) + 1.2 * w.dice.normal();
        let mood = weeks.get(&begin).copied().unwrap_or(drawn.round().clamp(0.0, 10.0));
        before = mood;
        let keeps = w.dice.chance(0.8);
        if weeks.contains_key(&begin) || !keeps || on_day > w.ago(7) {
            continue;
        }
        let kept_at = w.workday(on_day);
        rows::OwnCheckIn {
            id: w.id(kept_at),
            person_id: supporter.person,
            on_day,
            mood: Some(mood as i64),
            sleep_hours: None,
            words: None,
            kept_at,
        }
        .put(w.tx)?;
        weeks.insert(begin, mood);
    }
    Ok(weeks)
}

fn mean(weeks: &Weeks) -> Option<f64> {
    (!weeks.is_empty()).then(|| weeks.values().sum::<f64>() / weeks.len() as f64)
}

/// A participant's check-in of most weeks of a match, by themself.
fn check_ins(
    w: &mut World<'_, '_>,
    life: &Life,
    (found, tier): (&Match, &'static str),
    supporter: &Weeks,
) -> Result<(), Error> {
    let last = found.to.unwrap_or(plus(w.today, -2));
    let begin = found.from.max(w.ago(360));
    let (usual, theirs) = (5.3 + 0.8 * w.dice.normal(), mean(supporter));
    let mut before = usual;
    for week in 0..=days_between(monday(begin), last) / 7 {
        let on = plus(monday(begin), 7 * week + w.dice.between(0, 4));
        let reached =
            supporter.get(&plus(monday(on), -7)).zip(theirs).map_or(0.0, |(mood, mean)| mood - mean);
        let drawn = usual
            + CARRIES_OVER * (before - usual)
            + REACHES_OVER * reached
            + 0.01 * week as f64
            + 1.1 * w.dice.normal();
        let mood = drawn.round().clamp(0.0, 10.0);
        before = mood;
        let (says, craving) = (w.dice.chance(0.85), w.dice.between(0, 6));
        if !says || on < begin || on > last {
            continue;
        }
        let made_at = w.workday(on);
        rows::CheckIn {
            id: w.id(made_at),
            participant_id: life.participant,
            mood: Some((mood as i64).to_string()),
            craving: w.dice.chance(0.4).then(|| craving.to_string()),
            halt: None,
            words: None,
            tier,
            made_at,
            made_by: life.person,
            kept_at: w.past(later(made_at, 1)),
        }
        .put(w.tx)?;
    }
    Ok(())
}
