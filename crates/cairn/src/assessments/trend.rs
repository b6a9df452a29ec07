//! The totals of one person on one instrument over time, as a chart.

use cairn_instruments::{Better, Definition};
use jiff::civil::Date;

use super::window::{Line, window_words};
use super::{Assessment, questionnaire};
use crate::web::Text;
use crate::web::chart::{Chart, Point, Scale, lines, plain};

/// A day with a total, or with none where one was to be.
struct Mark {
    on: Date,
    total: Option<f64>,
    row: Vec<String>,
}

/// Totals over time; windows that passed without an answer and incomplete answers are gaps. `band` shades the totals
/// that can be the first one and chance. None before the first complete answer.
pub fn chart(
    t: &Text,
    definition: &Definition,
    filed: &[Assessment],
    calendar: &[Line],
    band: Option<(f64, f64)>,
) -> Option<Chart> {
    let marks = marks(t, definition, filed, calendar);
    let (first, last) = (marks.first()?, marks.last()?);
    marks.iter().find(|mark| mark.total.is_some())?;
    let range = definition.scoring.total?;
    let scale = Scale { low: range.min as f64, high: range.max as f64 };
    let at = |mark: &Mark| days_between(first.on, mark.on);
    let points: Vec<Point> = marks.iter().map(|mark| (at(mark), mark.total)).collect();
    let mut labels = vec![(at(first), short_day(t, first.on))];
    if last.on != first.on {
        labels.push((at(last), short_day(t, last.on)));
    }
    let within = band.map(|(low, high)| (low.max(scale.low), high.min(scale.high)));
    let fewer = definition.scoring.better == Some(Better::Lower);
    let words = match (within.is_some(), fewer) {
        (true, false) => "progress-chart-band",
        (false, false) => "progress-chart-words",
        (true, true) => "progress-chart-band-less",
        (false, true) => "progress-chart-words-less",
    };
    Some(Chart {
        id: definition.id.clone(),
        title: questionnaire::words(t, &definition.name),
        words: t.args(words, [("min", range.min.into()), ("max", range.max.into())]),
        drawing: lines(&[points], scale, within, &labels),
        legend: Vec::new(),
        head: ["progress-day", "progress-time", "progress-total"].map(|key| t.get(key)).into(),
        rows: marks.into_iter().map(|mark| mark.row).collect(),
    })
}

fn marks(t: &Text, definition: &Definition, filed: &[Assessment], calendar: &[Line]) -> Vec<Mark> {
    let answers = filed.iter().filter(|one| one.is_of(definition)).map(|one| Mark {
        on: one.answered_on,
        total: one.total,
        row: vec![
            t.date(&one.answered_on),
            window_words(t, &one.window),
            match one.total {
                Some(total) => plain(total),
                None if one.kept_back => t.get("standing-kept-back"),
                None => t.code("standing", one.standing()),
            },
        ],
    });
    let missed = calendar.iter().filter(|line| line.standing == "missed").map(|line| Mark {
        on: line.due.due_on,
        total: None,
        row: vec![t.date(&line.due.due_on), line.words(t), t.code("standing", line.standing)],
    });
    let mut marks: Vec<Mark> = answers.chain(missed).collect();
    marks.sort_by_key(|mark| mark.on);
    marks
}

pub(super) fn days_between(from: Date, to: Date) -> f64 {
    from.duration_until(to).as_hours() as f64 / 24.0
}

/// `Mar 2`, for the foot of a chart.
pub(super) fn short_day(t: &Text, day: Date) -> String {
    let month = t.get(&format!("month-short-{}", day.month()));
    t.args("chart-day", [("month", month.into()), ("day", i64::from(day.day()).into())])
}
