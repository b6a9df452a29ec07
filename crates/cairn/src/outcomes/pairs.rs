//! From matches and what both sides said to pairs without a name, aligned on the week in which they began.

use std::collections::{BTreeMap, BTreeSet};

use cairn_evidence::{Pair, Sides};
use jiff::{ToSpan, civil::Date};

use super::period::days_between;
use crate::ids::PersonId;

/// Days that two people need to have been matched to be a pair here: four weeks.
pub const SHORTEST: i64 = 28;

/// Two people from the first to the last day together; no last day while it goes on.
#[derive(Debug, Clone, Copy)]
pub struct Matched {
    pub participant: PersonId,
    pub supporter: PersonId,
    pub from: Date,
    pub to: Option<Date>,
}

/// What each person said on which day, the oldest first.
pub type Said = BTreeMap<PersonId, Vec<(Date, f64)>>;

/// What belongs together on the time line of a pair.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// The weeks of ISO 8601, counted from the one in which the match began. The mean of what was said.
    Week,
    /// Thirteen weeks from the day of the match. The last that was said.
    Quarter,
}

impl By {
    fn place(self, from: Date, on: Date) -> Option<u32> {
        let place = match self {
            By::Week => days_between(monday(from), monday(on)) / 7,
            By::Quarter => days_between(from, on) / 91,
        };
        u32::try_from(place).ok()
    }

    fn value(self, said: &[f64]) -> Option<f64> {
        match self {
            By::Week if said.is_empty() => None,
            By::Week => Some(said.iter().sum::<f64>() / said.len() as f64),
            By::Quarter => said.last().copied(),
        }
    }
}

pub fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

impl Matched {
    /// First and last day, when they are long enough together up to `until`.
    fn span(&self, until: Date) -> Option<(Date, Date)> {
        let to = self.to.map_or(until, |to| to.min(until));
        (days_between(self.from, to) >= SHORTEST).then_some((self.from, to))
    }
}

/// Pairs of at least four weeks, with what both said from the first day together to the last, but not after `until`.
pub fn pairs(
    matches: &[Matched],
    (participants, supporters): (&Said, &Said),
    by: By,
    until: Date,
) -> Vec<Pair> {
    // A number for each person; whichever comes last, it is theirs alone.
    let numbers: BTreeMap<PersonId, u32> =
        matches.iter().flat_map(|one| [one.participant, one.supporter]).zip(0..).collect();
    let number = |person: &PersonId| numbers.get(person).copied().unwrap_or(u32::MAX);
    matches
        .iter()
        .filter_map(|one| {
            let span = one.span(until)?;
            let mut weeks: BTreeMap<u32, Sides> = BTreeMap::new();
            for (place, value) in values(participants.get(&one.participant), by, span) {
                weeks.entry(place).or_default().participant = Some(value);
            }
            for (place, value) in values(supporters.get(&one.supporter), by, span) {
                weeks.entry(place).or_default().supporter = Some(value);
            }
            Some(Pair { participant: number(&one.participant), supporter: number(&one.supporter), weeks })
        })
        .collect()
}

fn values(said: Option<&Vec<(Date, f64)>>, by: By, (from, to): (Date, Date)) -> Vec<(u32, f64)> {
    let mut places: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (on, value) in said.into_iter().flatten().filter(|(on, _)| (from..=to).contains(on)) {
        if let Some(place) = by.place(from, *on) {
            places.entry(place).or_default().push(*value);
        }
    }
    places.into_iter().filter_map(|(place, said)| Some((place, by.value(&said)?))).collect()
}

/// Weeks that all pairs had together: in so many, both could have said something.
pub fn weeks_together(matches: &[Matched], until: Date) -> usize {
    let weeks = |(from, to): (Date, Date)| By::Week.place(from, to).map_or(0, |last| last as usize + 1);
    matches.iter().filter_map(|one| one.span(until)).map(weeks).sum()
}

/// How many of these days lie within a pair's time, and of how many people.
pub fn within(matches: &[Matched], days: &BTreeMap<PersonId, Vec<Date>>, until: Date) -> (usize, usize) {
    let (mut number, mut people) = (0, BTreeSet::new());
    for (person, days) in days {
        let spans: Vec<_> = matches
            .iter()
            .filter(|one| one.participant == *person)
            .filter_map(|one| one.span(until))
            .collect();
        let inside = days.iter().filter(|on| spans.iter().any(|(from, to)| (from..=to).contains(on))).count();
        if inside > 0 {
            number += inside;
            people.insert(*person);
        }
    }
    (number, people.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        Uuid::from_u128(number).into()
    }

    #[test]
    fn weeks_count_from_the_week_of_the_match_and_hold_what_was_said_together() {
        // A Wednesday. Thursday and Sunday of the same week, the Monday after, and days before and after the match.
        let from = date(2026, 1, 7);
        let one = Matched { participant: person(1), supporter: person(2), from, to: Some(date(2026, 2, 20)) };
        let own = Said::from([(
            person(1),
            vec![
                (date(2026, 1, 6), 9.0),
                (date(2026, 1, 8), 4.0),
                (date(2026, 1, 11), 6.0),
                (date(2026, 1, 12), 7.0),
                (date(2026, 2, 21), 1.0),
            ],
        )]);
        let other = Said::from([(person(2), vec![(date(2026, 1, 13), 3.0), (date(2026, 1, 20), 8.0)])]);
        let short = Matched { participant: person(3), to: Some(date(2026, 2, 3)), ..one };
        let until = date(2026, 3, 1);
        let found = pairs(&[one, short], (&own, &other), By::Week, until);
        assert_eq!(found.len(), 1, "27 days are too short");
        let weeks: Vec<_> =
            found[0].weeks.iter().map(|(week, sides)| (*week, sides.participant, sides.supporter)).collect();
        assert_eq!(weeks, [(0, Some(5.0), None), (1, Some(7.0), Some(3.0)), (2, None, Some(8.0))]);
        assert_eq!(weeks_together(&[one, short], until), 7, "from January 5 to the week of February 16");
        let by_quarter = pairs(&[one], (&own, &other), By::Quarter, until);
        assert_eq!(
            by_quarter[0].weeks,
            BTreeMap::from([(0, Sides { participant: Some(7.0), supporter: Some(8.0) })])
        );
        // The match has lasted four weeks only once those are over.
        assert!(pairs(&[one], (&own, &other), By::Week, date(2026, 2, 1)).is_empty());
        let days =
            BTreeMap::from([(person(1), vec![date(2026, 1, 8), date(2026, 2, 21)]), (person(9), vec![from])]);
        assert_eq!(within(&[one], &days, until), (1, 1));
    }

    #[test]
    fn one_person_is_one_number_in_all_their_pairs() {
        let one = Matched { participant: person(1), supporter: person(2), from: date(2026, 1, 1), to: None };
        let all = [one, Matched { participant: person(3), ..one }, Matched { supporter: person(4), ..one }];
        let none = Said::new();
        let found = pairs(&all, (&none, &none), By::Week, date(2026, 3, 1));
        assert_eq!(found[0].supporter, found[1].supporter);
        assert_eq!(found[0].participant, found[2].participant);
        let numbers: BTreeSet<u32> = found.iter().flat_map(|one| [one.participant, one.supporter]).collect();
        assert_eq!(numbers.len(), 4);
    }
}
