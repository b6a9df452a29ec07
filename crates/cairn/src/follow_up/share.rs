//! How many of those who were due were asked. Pure rules.
//!
//! The denominator is everybody whose window closed in the period: those who left, who declined, who could not be found. Only
//! people who died before it closed are not due. The numerator is who was asked within the window; an answer outside of it
//! counts for nothing. The line of 80 % is what SAMHSA expects of its grants for follow-ups.

use cairn_evidence::{Interval, wilson};
use jiff::civil::Date;

use super::due::Standing;
use super::store::facts::People;
use super::window::CODES;

/// What a program is expected to reach, in percent.
pub const LINE: i64 = 80;

/// Of one kind of window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// One of [`CODES`].
    pub code: &'static str,
    pub due: u64,
    pub done: u64,
}

/// A share with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    pub due: u64,
    pub done: u64,
    /// 0 to 1.
    pub share: f64,
    pub interval: Interval,
}

impl Figure {
    pub fn reaches_line(&self) -> bool {
        self.share * 100.0 >= LINE as f64
    }
}

/// Windows that closed in the period, both days included, and before today.
pub fn counts(people: &People, (from, to): (Date, Date), today: Date) -> Vec<Count> {
    let mut all = CODES.map(|code| Count { code, due: 0, done: 0 }).to_vec();
    for known in people.values() {
        for window in known.episodes.iter().flat_map(|(_, episode)| episode.windows(to)) {
            if window.closes < from || window.closes > to || window.closes >= today {
                continue;
            }
            let Some(count) = all.iter_mut().find(|count| count.code == window.code) else { continue };
            match known.facts.standing(&window, today) {
                Standing::Done => {
                    count.due += 1;
                    count.done += 1;
                }
                Standing::Lost(_) => count.due += 1,
                Standing::Died | Standing::Ahead | Standing::Open | Standing::Late => {}
            }
        }
    }
    all
}

impl Count {
    /// The figure; none when fewer than `smallest` were due, or when it would tell of fewer who were asked or were not.
    pub fn figure(&self, smallest: usize) -> Option<Figure> {
        let smallest = u64::try_from(smallest).unwrap_or(u64::MAX);
        let few = |count: u64| (1..smallest).contains(&count);
        if self.due == 0 || self.due < smallest || few(self.done) || few(self.due.saturating_sub(self.done)) {
            return None;
        }
        let interval = wilson(self.done, self.due).ok()?;
        let share = self.done as f64 / self.due as f64;
        Some(Figure { due: self.due, done: self.done, share, interval })
    }
}

#[cfg(test)]
mod tests {
    use super::super::due::Facts;
    use super::super::store::facts::Known;
    use super::super::window::Episode;
    use super::*;
    use crate::ids::Chance;
    use jiff::civil::date;

    /// People who enrolled on January 1, 2026, with what is known of each.
    fn people(facts: Vec<Facts>) -> People {
        let chance = Chance::from_seed(2);
        let now = jiff::Timestamp::UNIX_EPOCH;
        let stay = Episode { enrolled_on: date(2026, 1, 1), discharged_on: None, next_on: None };
        let known = |facts| Known { episodes: vec![(chance.id(now), stay)], facts };
        facts.into_iter().map(|facts| (chance.id(now), known(facts))).collect()
    }

    fn thirty(counts: &[Count]) -> Count {
        *counts.iter().find(|count| count.code == "day_30").unwrap()
    }

    #[test]
    fn everybody_whose_window_closed_is_due_but_the_dead() {
        let answered = |on| Facts { answered: vec![on], ..Facts::default() };
        let mut facts = vec![answered(date(2026, 1, 31)); 8];
        facts.push(answered(date(2026, 3, 1)));
        facts.push(Facts::default());
        facts.push(Facts { died_on: Some(date(2026, 1, 10)), ..Facts::default() });
        let all = people(facts);
        let year = (date(2026, 1, 1), date(2026, 12, 31));
        let found = thirty(&counts(&all, year, date(2026, 3, 1)));
        assert_eq!((found.due, found.done), (10, 8));
        let figure = found.figure(0).unwrap();
        assert!(figure.reaches_line() && figure.interval.contains(0.8) && figure.interval.low < 0.8);
        // On its last day it is still open; a period that ended before has nothing of it.
        assert_eq!(thirty(&counts(&all, year, date(2026, 2, 14))).due, 0);
        assert_eq!(thirty(&counts(&all, (date(2026, 1, 1), date(2026, 2, 13)), date(2026, 3, 1))).due, 0);
    }

    #[test]
    fn too_few_are_not_told() {
        let count = |due, done| Count { code: "day_30", due, done };
        assert!(count(4, 4).figure(5).is_none() && count(0, 0).figure(0).is_none());
        assert!(count(10, 8).figure(5).is_none(), "two were not found");
        assert!(count(10, 2).figure(5).is_none(), "two were");
        assert!(count(10, 5).figure(5).is_some() && count(9, 9).figure(5).is_some());
        assert!(count(1, 1).figure(0).is_some(), "who opens these very records");
        assert!(!count(10, 7).figure(0).unwrap().reaches_line());
    }
}
