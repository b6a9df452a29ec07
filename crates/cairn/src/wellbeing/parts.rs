//! An instrument without a total, as its own parts: professional quality of life has three that are never added up.

use cairn_instruments::{Definition, score};
use jiff::civil::Date;

use crate::assessments::{Assessment, Part, subscales, words};
use crate::web::Text;
use crate::web::chart::{Chart, Point, Scale, lines};

/// The newest answers, part by part.
pub struct Parts {
    pub on: Date,
    pub parts: Vec<Part>,
}

/// None when the instrument was never answered. `filed` in the order of time.
pub fn newest(t: &Text, definition: &Definition, filed: &[Assessment]) -> Option<Parts> {
    let newest = filed.iter().rfind(|one| one.is_answered())?;
    let asked = newest.definition.unwrap_or(definition);
    Some(Parts { on: newest.answered_on, parts: subscales(t, asked, &newest.answers) })
}

/// The parts over time, each a line of its own; an incomplete part is a gap. None before the first answer.
pub fn chart(t: &Text, definition: &Definition, filed: &[Assessment]) -> Option<Chart> {
    let subscales = &definition.scoring.subscales;
    let first = subscales.first()?;
    let answered: Vec<&Assessment> =
        filed.iter().filter(|one| one.is_answered() && one.is_of(definition)).collect();
    let (begin, end) = (answered.first()?, answered.last()?);
    let totals: Vec<(Date, Vec<Option<i64>>)> = answered
        .iter()
        .map(|one| {
            let scored = score(definition, &one.answers).ok();
            let total = |code: &str| {
                let scored = scored.as_ref()?;
                scored.subscales.iter().find(|part| part.code == code).and_then(|part| part.total)
            };
            (one.answered_on, subscales.iter().map(|subscale| total(&subscale.code)).collect())
        })
        .collect();
    let at = |day: Date| days_between(begin.answered_on, day);
    let line = |place: usize| -> Vec<Point> {
        totals
            .iter()
            .map(|(day, parts)| (at(*day), parts.get(place).copied().flatten().map(|total| total as f64)))
            .collect()
    };
    let series: Vec<Vec<Point>> = (0..subscales.len()).map(line).collect();
    let mut marks = vec![(at(begin.answered_on), t.date(&begin.answered_on))];
    if end.answered_on != begin.answered_on {
        marks.push((at(end.answered_on), t.date(&end.answered_on)));
    }
    let names: Vec<String> = subscales.iter().map(|subscale| words(t, &subscale.name)).collect();
    let row = |(day, parts): &(Date, Vec<Option<i64>>)| -> Vec<String> {
        let figures = parts.iter().map(|total| total.map_or_else(|| "–".to_string(), |n| n.to_string()));
        std::iter::once(t.date(day)).chain(figures).collect()
    };
    Some(Chart {
        id: definition.id.clone(),
        title: words(t, &definition.name),
        words: t.get("own-parts-words"),
        drawing: lines(&series, Scale { low: first.min as f64, high: first.max as f64 }, None, &marks),
        head: std::iter::once(t.get("progress-day")).chain(names.iter().cloned()).collect(),
        legend: names,
        rows: totals.iter().map(row).collect(),
    })
}

fn days_between(from: Date, to: Date) -> f64 {
    from.duration_until(to).as_hours() as f64 / 24.0
}
