//! How check-ins moved, week by week: middle values, and what can be said about them without saying too much.

use jiff::ToSpan;
use jiff::civil::Date;

/// Weeks that are looked back on.
pub const MOST: i64 = 12;
/// Weeks with a value that it takes to say anything.
const FEWEST: usize = 4;
/// Points, of ten, from which a difference is one.
const STEP: f64 = 1.0;

/// One check-in: its day and what was tapped, of 0 to 10.
#[derive(Debug, Clone, Copy)]
pub struct Tapped {
    pub on: Date,
    pub mood: Option<i64>,
    pub craving: Option<i64>,
}

/// The middle values of a week that begins on this Monday; none where nothing was tapped, which is never zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    pub monday: Date,
    pub mood: Option<f64>,
    pub craving: Option<f64>,
}

/// How the later weeks stand to the first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Course {
    TooFew,
    /// Middle values of the first two and of the last two weeks that have one.
    Same(f64, f64),
    More(f64, f64),
    Less(f64, f64),
}

fn monday_of(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// The value in the middle; halfway between the two when they are even in number.
fn median(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get(values.len().saturating_sub(1) / 2)?;
    Some((upper + lower) as f64 / 2.0)
}

/// The weeks from the first check-in of the last twelve until this one, oldest first; none without a check-in.
pub fn weeks(tapped: &[Tapped], today: Date) -> Vec<Week> {
    let this = monday_of(today);
    let earliest = this.saturating_sub((MOST - 1).weeks());
    let mondays = tapped.iter().map(|one| monday_of(one.on)).filter(|monday| *monday >= earliest);
    let Some(first) = mondays.min() else { return Vec::new() };
    let all = (0..MOST).map(|n| first.saturating_add(n.weeks())).take_while(|monday| *monday <= this);
    let of = |monday: Date, pick: fn(&Tapped) -> Option<i64>| {
        median(tapped.iter().filter(|one| monday_of(one.on) == monday).filter_map(pick).collect())
    };
    all.map(|monday| Week {
        monday,
        mood: of(monday, |one| one.mood),
        craving: of(monday, |one| one.craving),
    })
    .collect()
}

/// Compares the last two weeks that have a value with the first two.
pub fn course(values: &[f64]) -> Course {
    if values.len() < FEWEST {
        return Course::TooFew;
    }
    let middle = |two: &[f64]| two.iter().sum::<f64>() / two.len() as f64;
    let (Some(first), Some(last)) = (values.first_chunk::<2>(), values.last_chunk::<2>()) else {
        return Course::TooFew;
    };
    let (first, last) = (middle(first), middle(last));
    match last - first {
        difference if difference >= STEP => Course::More(first, last),
        difference if difference <= -STEP => Course::Less(first, last),
        _ => Course::Same(first, last),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_week_without_a_check_in_is_a_gap() {
        let tap = |day, mood| Tapped { on: day, mood, craving: None };
        let found = weeks(
            &[
                tap(date(2026, 2, 10), Some(4)),
                tap(date(2026, 2, 11), Some(7)),
                tap(date(2026, 2, 12), None),
                tap(date(2026, 2, 24), Some(8)),
            ],
            date(2026, 3, 2),
        );
        let moods: Vec<_> = found.iter().map(|week| week.mood).collect();
        assert_eq!(moods, [Some(5.5), None, Some(8.0), None]);
        assert_eq!(found[0].monday, date(2026, 2, 9));
        assert!(found.iter().all(|week| week.craving.is_none()), "not tapped is not zero");
        assert!(weeks(&[], date(2026, 3, 2)).is_empty());
    }

    #[test]
    fn little_is_not_made_into_much() {
        assert_eq!(course(&[2.0, 9.0, 9.0]), Course::TooFew);
        assert_eq!(course(&[4.0, 5.0, 5.0, 5.0]), Course::Same(4.5, 5.0));
        assert_eq!(course(&[3.0, 4.0, 8.0, 6.0, 7.0]), Course::More(3.5, 6.5));
        assert_eq!(course(&[8.0, 8.0, 2.0, 1.0]), Course::Less(8.0, 1.5));
    }

    proptest! {
        #[test]
        fn weeks_follow_each_other_and_end_with_this_one(
            taps in prop::collection::vec((0_i64..200, prop::option::of(0_i64..=10)), 0..40),
        ) {
            let today = date(2026, 3, 4);
            let tapped: Vec<Tapped> = taps
                .into_iter()
                .map(|(ago, mood)| Tapped { on: today.saturating_sub(ago.days()), mood, craving: mood })
                .collect();
            let found = weeks(&tapped, today);
            prop_assert!(found.len() <= 12);
            for pair in found.windows(2) {
                prop_assert_eq!(pair[0].monday.saturating_add(1.weeks()), pair[1].monday);
            }
            for value in found.iter().filter_map(|week| week.mood) {
                prop_assert!((0.0..=10.0).contains(&value));
            }
            if let Some(last) = found.last() {
                prop_assert_eq!(last.monday, date(2026, 3, 2));
            }
        }
    }
}
