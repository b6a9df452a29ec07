//! Weeks and taps over time, as charts.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use super::check_in::CheckIn;
use crate::web::Text;
use crate::web::chart::{Chart, Point, Scale, columns, lines, plain};

/// Check-ins that a chart shows: about a year.
const MOST: usize = 53;

/// One of the numbers of a check-in.
type Figure = fn(&CheckIn) -> Option<i64>;

/// What sessions, meetings and calls gave and took; none before the first tap.
pub fn taps(t: &Text, taps: &[(i64, u32)]) -> Option<Chart> {
    if taps.is_empty() {
        return None;
    }
    let count = |value: i64| taps.iter().find(|(known, _)| *known == value).map_or(0, |(_, count)| *count);
    let values = [(-2, "took-much"), (-1, "took"), (0, "even"), (1, "gave"), (2, "gave-much")];
    let short: Vec<(String, u32)> =
        values.iter().map(|(value, _)| (format!("{value:+}"), count(*value))).collect();
    let row = |(value, name): &(i64, &str)| vec![t.code("wellbeing-tap", name), count(*value).to_string()];
    Some(Chart {
        id: "taps".to_string(),
        title: t.get("wellbeing-taps"),
        words: t.get("wellbeing-taps-words"),
        drawing: columns(&short),
        legend: Vec::new(),
        head: vec![t.get("wellbeing-tap"), t.get("wellbeing-times")],
        rows: values.iter().map(row).collect(),
    })
}

/// The mean tap of each month with one, in the order of time; none before the second such month. A month without a tap is
/// a gap.
pub fn months(t: &Text, tapped: &[(i64, Timestamp)]) -> Option<Chart> {
    let mut months: BTreeMap<(i16, i8), Vec<i64>> = BTreeMap::new();
    for (value, at) in tapped {
        let day = t.day_of(at);
        months.entry((day.year(), day.month())).or_default().push(*value);
    }
    let number = |(year, month): &(i16, i8)| i64::from(*year) * 12 + i64::from(*month);
    let (first, last) = (months.keys().next().map(number)?, months.keys().next_back().map(number)?);
    if first == last {
        return None;
    }
    let by_number: BTreeMap<i64, &Vec<i64>> = months.iter().map(|(key, taps)| (number(key), taps)).collect();
    let mean = |taps: &Vec<i64>| taps.iter().sum::<i64>() as f64 / taps.len() as f64;
    let points: Vec<Point> =
        (first..=last).map(|at| (at as f64, by_number.get(&at).copied().map(mean))).collect();
    let name = |(year, month): &(i16, i8)| {
        let month = t.get(&format!("month-short-{month}"));
        format!("{month} {year}")
    };
    let ends = [months.keys().next(), months.keys().next_back()].into_iter().flatten();
    let marks: Vec<(f64, String)> = ends.map(|key| (number(key) as f64, name(key))).collect();
    Some(Chart {
        id: "tap-months".to_string(),
        title: t.get("own-months"),
        words: t.get("own-months-words"),
        drawing: lines(&[points], Scale { low: -2.0, high: 2.0 }, None, &marks),
        legend: Vec::new(),
        head: ["own-months-month", "own-months-mean", "wellbeing-times"].map(|key| t.get(key)).into(),
        rows: months
            .iter()
            .map(|(key, taps)| vec![name(key), plain(mean(taps)), taps.len().to_string()])
            .collect(),
    })
}

/// How the weeks were and how they slept; none before the first check-in with a number. `newest_first` as the store gives
/// them.
pub fn weeks(t: &Text, newest_first: &[CheckIn]) -> Option<Chart> {
    let mut shown: Vec<&CheckIn> = newest_first.iter().take(MOST).collect();
    shown.reverse();
    let (first, last) = (shown.first()?, shown.last()?);
    shown.iter().find(|one| one.mood.or(one.sleep_hours).is_some())?;
    let at = |day: Date| first.on_day.duration_until(day).as_hours() as f64 / 24.0;
    let line = |figure: Figure| -> Vec<Point> {
        shown.iter().map(|one| (at(one.on_day), figure(one).map(|n| n as f64))).collect()
    };
    let mut marks = vec![(0.0, t.date(&first.on_day))];
    if last.on_day != first.on_day {
        marks.push((at(last.on_day), t.date(&last.on_day)));
    }
    let cell = |figure: Option<i64>| figure.map_or_else(|| t.get("form-not-given"), |n| n.to_string());
    let (mood, sleep): (Figure, Figure) = (|one| one.mood, |one| one.sleep_hours);
    let series = [line(mood), line(sleep)];
    let names = ["own-check-in-mood-short", "own-check-in-sleep-short"].map(|key| t.get(key));
    Some(Chart {
        id: "weeks".to_string(),
        title: t.get("own-weeks"),
        words: t.get("own-weeks-words"),
        drawing: lines(&series, Scale { low: 0.0, high: 10.0 }, None, &marks),
        head: std::iter::once(t.get("progress-day")).chain(names.iter().cloned()).collect(),
        legend: names.into(),
        rows: shown
            .iter()
            .rev()
            .map(|one| vec![t.date(&one.on_day), cell(one.mood), cell(one.sleep_hours)])
            .collect(),
    })
}
