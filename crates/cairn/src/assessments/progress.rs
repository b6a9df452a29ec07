//! How things move for one participant: totals, own goal ratings, sessions. A picture for a talk, not a report card.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::Definition;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil::Date};

use super::change::{self, Basis, Comparison, compare, spread};
use super::store::{self, Stay};
use super::trend::{days_between, short_day};
use super::{Assessment, index::times, offered, trend};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::recovery::{self, Goal};
use crate::web::chart::{Chart, Point, Scale, columns, lines, plain};
use crate::web::{Answer, Shell, Text, Visit};

/// Months of sessions that are shown.
const MONTHS: i64 = 12;

#[derive(Template)]
#[template(path = "assessments/progress.html")]
struct ProgressPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    measures: Vec<Measure>,
    goals: Vec<Chart>,
    sessions: Option<Chart>,
}

/// One instrument: its chart and what can be said about it.
struct Measure {
    chart: Chart,
    sentences: Vec<String>,
}

struct Findings {
    filed: Vec<Assessment>,
    stay: Option<Stay>,
    /// One list an offered instrument, in their order.
    first_totals: Vec<Vec<f64>>,
    goals: Vec<Goal>,
    held: Vec<Timestamp>,
    today: Date,
    smallest: usize,
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let (visitor, (head, found)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let mut first_totals = Vec::new();
            for definition in offered() {
                first_totals.push(store::first_totals(desk.tx, &record, definition)?);
            }
            let since = months_until(desk.today()).first().copied().unwrap_or_else(|| desk.today());
            let found = Findings {
                filed: store::of_record(desk.tx, &record)?,
                stay: store::stay(desk.tx, &record)?,
                first_totals,
                goals: recovery::goals(desk.tx, &record)?,
                held: store::held(desk.tx, &record, begin_of(since, &desk.program.zone))?,
                today: desk.today(),
                smallest: desk.program.settings.privacy.smallest_group,
            };
            Ok((RecordHead::load(desk.tx, &record)?, found))
        })
        .await?;
    let (t, shell) = visitor.shell("progress-title");
    let firsts = offered().into_iter().zip(&found.first_totals);
    let measures = firsts.filter_map(|(definition, first)| measure(&t, definition, first, &found)).collect();
    let open = found.goals.iter().filter(|goal| goal.closing.is_none());
    let goals = open.filter_map(|goal| goal_chart(&t, goal)).collect();
    let sessions = sessions_chart(&t, &found.held, found.today);
    visitor.show(ProgressPage { t, shell, head, measures, goals, sessions })
}

fn measure(
    t: &Text,
    definition: &'static Definition,
    first_totals: &[f64],
    found: &Findings,
) -> Option<Measure> {
    let totals: Vec<f64> = found
        .filed
        .iter()
        .filter(|one| one.instrument == definition.id)
        .filter_map(|one| one.total)
        .collect();
    let first = totals.first().copied();
    let sd = spread(first_totals, found.smallest);
    let comparison =
        first.zip(totals.last().copied()).map(|(first, last)| compare(definition, sd, first, last));
    let band = first
        .zip(comparison.as_ref().and_then(|c| c.half_width))
        .map(|(first, half)| (first - half, first + half));
    let calendar = times(definition, found.stay, &found.filed, found.today);
    let chart = trend::chart(t, definition, &found.filed, &calendar, band)?;
    let sentences = comparison.map(|c| sentences(t, &c, totals.len(), found.smallest)).unwrap_or_default();
    Some(Measure { chart, sentences })
}

/// What the latest total says beside the first, and where that comes from.
pub(super) fn sentences(t: &Text, comparison: &Comparison, totals: usize, smallest: usize) -> Vec<String> {
    let mut said = Vec::new();
    if totals > 1 {
        let points = plain(comparison.difference.abs());
        said.push(t.with(&format!("progress-{}", comparison.verdict), "points", points));
    }
    said.push(match (comparison.basis, comparison.half_width) {
        (Basis::Spread, half) => t.with("progress-basis-spread", "points", plain(half.unwrap_or_default())),
        (Basis::TooFew, _) => t.with("progress-basis-too-few", "n", smallest.max(change::FEWEST)),
        (Basis::Convention(points), _) => t.with("progress-basis-convention", "points", points),
        (Basis::Unknown, _) => t.get("progress-basis-unknown"),
    });
    said
}

/// The person's own ratings of one goal; none before the first.
fn goal_chart(t: &Text, goal: &Goal) -> Option<Chart> {
    let (first, last) = (goal.ratings.first()?, goal.ratings.last()?);
    let from = t.day_of(&first.rated_at);
    // Two ratings on one day stand beside each other.
    let at = |rated: &Timestamp| days_between(from, t.day_of(rated)) + day_share(t, rated);
    let line = |pick: fn(&recovery::Rating) -> Option<i64>| -> Vec<Point> {
        goal.ratings.iter().map(|rating| (at(&rating.rated_at), pick(rating).map(|n| n as f64))).collect()
    };
    let series = [line(|r| r.importance), line(|r| r.confidence), line(|r| r.closeness)];
    let mut marks = vec![(at(&first.rated_at), short_day(t, from))];
    if t.day_of(&last.rated_at) != from {
        marks.push((at(&last.rated_at), short_day(t, t.day_of(&last.rated_at))));
    }
    let names =
        ["goal-importance-short", "goal-confidence-short", "goal-closeness-short"].map(|key| t.get(key));
    let shown = |value: Option<i64>| value.map_or_else(|| t.get("form-not-given"), |n| n.to_string());
    let row = |r: &recovery::Rating| {
        vec![t.on_day(&r.rated_at), shown(r.importance), shown(r.confidence), shown(r.closeness)]
    };
    Some(Chart {
        id: format!("goal-{}", goal.id),
        title: goal.words().to_string(),
        words: t.get("progress-goal-words"),
        drawing: lines(&series, Scale { low: 0.0, high: 10.0 }, None, &marks),
        legend: names.to_vec(),
        head: std::iter::once(t.get("progress-day")).chain(names).collect(),
        rows: goal.ratings.iter().map(row).collect(),
    })
}

fn day_share(t: &Text, at: &Timestamp) -> f64 {
    let time = at.to_zoned_datetime(t.zone.clone()).time();
    f64::from(i32::from(time.hour()) * 60 + i32::from(time.minute())) / 1440.0
}

/// The first days of the last [`MONTHS`] months, oldest first, this month the last.
fn months_until(today: Date) -> Vec<Date> {
    let this = today.first_of_month();
    (0..MONTHS).rev().map(|back| this.saturating_sub(back.months())).collect()
}

fn begin_of(day: Date, zone: &TimeZone) -> Timestamp {
    day.to_zoned_datetime(zone.clone()).map(|begin| begin.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Sessions that took place in each month; none when there were none.
fn sessions_chart(t: &Text, held: &[Timestamp], today: Date) -> Option<Chart> {
    if held.is_empty() {
        return None;
    }
    let days: Vec<Date> = held.iter().map(|at| t.day_of(at).first_of_month()).collect();
    let counts: Vec<(Date, u32)> = months_until(today)
        .into_iter()
        .map(|month| {
            (month, u32::try_from(days.iter().filter(|day| **day == month).count()).unwrap_or(u32::MAX))
        })
        .collect();
    let short = |month: &Date| t.get(&format!("month-short-{}", month.month()));
    let labeled: Vec<(String, u32)> = counts.iter().map(|(month, count)| (short(month), *count)).collect();
    let row =
        |(month, count): &(Date, u32)| vec![format!("{} {}", short(month), month.year()), count.to_string()];
    Some(Chart {
        id: "sessions".to_string(),
        title: t.get("progress-sessions"),
        words: t.get("progress-sessions-words"),
        drawing: columns(&labeled),
        legend: Vec::new(),
        head: vec![t.get("progress-month"), t.get("progress-sessions")],
        rows: counts.iter().map(row).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_months_end_with_this_one_and_cross_the_year() {
        let months = months_until("2026-03-31".parse().unwrap());
        assert_eq!(months.len(), 12);
        assert_eq!(months[0], "2025-04-01".parse::<Date>().unwrap());
        assert_eq!(months[11], "2026-03-01".parse::<Date>().unwrap());
    }

    #[test]
    fn a_session_counts_in_the_month_of_the_program_s_own_clock() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let t = Text::new(crate::web::Language::English, zone);
        // 03:00 UTC on March 1 is still February in New York.
        let held = ["2026-03-01T03:00:00Z".parse().unwrap(), "2026-03-05T15:00:00Z".parse().unwrap()];
        let chart = sessions_chart(&t, &held, "2026-03-10".parse().unwrap()).unwrap();
        let last: Vec<_> = chart.rows.iter().rev().take(2).map(|row| row[1].as_str()).collect();
        assert_eq!(last, ["1", "1"]);
        assert!(sessions_chart(&t, &[], "2026-03-10".parse().unwrap()).is_none());
    }
}
