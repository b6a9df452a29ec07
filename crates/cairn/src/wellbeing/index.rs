//! My own numbers, for my eyes.

use askama::Template;
use jiff::{SignedDuration, civil::Date};

use super::store;
use crate::assessments::{Asked, Assessment, Latest, Line, Side, chart, of_viewer, offered_to};
use crate::web::chart::{Chart, columns};
use crate::web::{Answer, Shell, Text, Visit};

/// Taps of the last three months.
const TAPS_SINCE: SignedDuration = SignedDuration::from_hours(91 * 24);

#[derive(Template)]
#[template(path = "wellbeing/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    crisis_line: String,
    smallest: usize,
    measures: Vec<Measure>,
    taps: Option<Chart>,
    calls_for_somebody: bool,
}

/// One instrument: when it is asked, its newest number, its course.
struct Measure {
    id: &'static str,
    name: String,
    /// Asked now, or the next time.
    next: Option<Line>,
    latest: Option<Latest>,
    chart: Option<Chart>,
}

impl Measure {
    fn of(t: &Text, asked: &Asked, filed: &[Assessment], days: (Date, Date)) -> Measure {
        let definition = asked.definition;
        let own: Vec<Assessment> =
            filed.iter().filter(|one| one.instrument == definition.id).cloned().collect();
        let lines = asked.calendar(days.0, &own, days.1);
        Measure {
            id: &definition.id,
            name: definition.name.get(t.language.code()).unwrap_or(&definition.name.en).to_string(),
            latest: Latest::of(t, definition, &own),
            chart: chart(t, definition, &own, &lines, None),
            next: lines.into_iter().find(|line| line.is_due() || line.standing == "upcoming"),
        }
    }
}

pub async fn index(visit: Visit) -> Answer {
    let (visitor, (filed, asked, taps, (started, today))) = visit
        .read(|desk| {
            super::own_seat(desk)?;
            let started = store::registered_at(desk.tx, desk.viewer)?.unwrap_or(desk.now);
            let since = desk.now.saturating_sub(TAPS_SINCE).unwrap_or(desk.now);
            let started = started.to_zoned_datetime(desk.program.zone.clone()).date();
            let filed = of_viewer(desk.tx, desk.viewer)?;
            let asked = offered_to(desk.tx, Side::Supporter)?;
            Ok((filed, asked, store::taps(desk.tx, desk.viewer, since)?, (started, desk.today())))
        })
        .await?;
    let program = visitor.program.as_ref();
    let crisis_line = program.map(|p| p.crisis_line.clone()).unwrap_or_default();
    let smallest = program.map(|p| p.settings.privacy.smallest_group).unwrap_or_default();
    let (t, shell) = visitor.shell("wellbeing-title");
    let measures: Vec<Measure> =
        asked.iter().map(|asked| Measure::of(&t, asked, &filed, (started, today))).collect();
    let calls_for_somebody = measures.iter().filter_map(|m| m.latest.as_ref()).any(|l| l.calls_for_somebody);
    let taps = taps_chart(&t, &taps);
    visitor.show(IndexPage { t, shell, crisis_line, smallest, measures, taps, calls_for_somebody })
}

/// What sessions gave and took; none before the first tap.
fn taps_chart(t: &Text, taps: &[(i64, u32)]) -> Option<Chart> {
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
