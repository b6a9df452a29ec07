//! How things move for one participant: totals, own goal ratings, sessions. A picture for a talk, not a report card.

use askama::Template;
use axum::extract::Path;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil::Date};

use super::change::{self, Basis, Comparison, compare, spread};
use super::store::{self, Stay};
use super::trend::{days_between, short_day};
use super::{Asked, Assessment, Side, index::times, offered_to, parts, questionnaire, trend};
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
    parts: Vec<parts::Parts>,
    goals: Vec<Chart>,
    sessions: Option<Chart>,
}

/// One instrument: its chart and what can be said about it.
struct Measure {
    chart: Chart,
    sentences: Vec<String>,
    /// The formula with its figures, one line each: what is said, and the figure.
    inputs: Vec<(String, String)>,
}

struct Findings {
    filed: Vec<Assessment>,
    stay: Option<Stay>,
    /// Each with the first totals of everybody.
    asked: Vec<(Asked, Vec<f64>)>,
    goals: Vec<Goal>,
    held: Vec<Timestamp>,
    today: Date,
    smallest: usize,
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let (visitor, (head, found)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let filed = store::of_record(desk.tx, &record)?;
            let mut asked = Vec::new();
            for one in every(offered_to(desk.tx, Side::Participant)?, &filed) {
                let first_totals = store::first_totals(desk.tx, &record, &one)?;
                asked.push((one, first_totals));
            }
            let since = months_until(desk.today()).first().copied().unwrap_or_else(|| desk.today());
            let found = Findings {
                filed,
                stay: store::stay(desk.tx, &record)?,
                asked,
                goals: recovery::goals(desk.tx, &record)?,
                held: store::held(desk.tx, &record, begin_of(since, &desk.program.zone))?,
                today: desk.today(),
                smallest: desk.program.settings.privacy.smallest_group,
            };
            Ok((RecordHead::load(desk.tx, &record)?, found))
        })
        .await?;
    let (t, shell) = visitor.shell("progress-title");
    let measures =
        found.asked.iter().filter_map(|(asked, first)| measure(&t, asked, first, &found)).collect();
    let parts =
        found.asked.iter().filter_map(|(asked, _)| parts::of(&t, asked.definition, &found.filed)).collect();
    let open = found.goals.iter().filter(|goal| goal.closing.is_none());
    let goals = open.filter_map(|goal| goal_chart(&t, goal)).collect();
    let sessions = sessions_chart(&t, &found.held, found.today);
    visitor.show(ProgressPage { t, shell, head, measures, parts, goals, sessions })
}

/// What is asked now, and every other version that was ever answered: each stands by itself, for totals of two versions are
/// not one line.
fn every(asked: Vec<Asked>, filed: &[Assessment]) -> Vec<Asked> {
    let mut all = asked;
    for definition in filed.iter().filter(|one| one.is_answered()).filter_map(|one| one.definition) {
        let is_new = !all
            .iter()
            .any(|one| one.definition.id == definition.id && one.definition.version == definition.version);
        if is_new {
            all.push(Asked::suggested(definition, Side::Participant));
        }
    }
    all
}

fn measure(t: &Text, asked: &Asked, first_totals: &[f64], found: &Findings) -> Option<Measure> {
    let definition = asked.definition;
    let own = found.filed.iter().filter(|one| one.is_of(definition));
    let totals: Vec<f64> = own.filter_map(|one| one.total).collect();
    let first = totals.first().copied();
    let spread = (spread(first_totals, found.smallest), first_totals.len());
    let comparison =
        first.zip(totals.last().copied()).map(|(first, last)| compare(definition, spread, first, last));
    let band = first
        .zip(comparison.as_ref().and_then(|c| c.half_width))
        .map(|(first, half)| (first - half, first + half));
    let calendar = times(asked, found.stay, &found.filed, found.today);
    let mut chart = trend::chart(t, definition, &found.filed, &calendar, band)?;
    // Two versions of one instrument are two charts: the one that is asked no more says which it was.
    let twice = found.asked.iter().filter(|(one, _)| one.definition.id == definition.id).count() > 1;
    if twice {
        chart.id = [&chart.id, "-", &definition.version.replace('.', "-")].concat();
        chart.title = questionnaire::named(t, definition);
    }
    let sentences =
        comparison.as_ref().map(|c| sentences(t, c, totals.len(), found.smallest)).unwrap_or_default();
    let inputs = comparison.map(|c| inputs(t, &c, found.smallest)).unwrap_or_default();
    Some(Measure { chart, sentences, inputs })
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

/// The formula, each figure in it, and what came out; nothing in it is borrowed from elsewhere.
fn inputs(t: &Text, comparison: &Comparison, smallest: usize) -> Vec<(String, String)> {
    let found = &comparison.inputs;
    let mut lines = Vec::new();
    let mut say = |key: &str, figure: String| lines.push((t.get(key), figure));
    let Some(alpha) = found.alpha else {
        say("progress-alpha", t.get("progress-no-alpha"));
        return lines;
    };
    say("progress-formula", t.get("progress-formula-text"));
    let source = found.alpha_source.unwrap_or_default();
    say(
        "progress-alpha",
        t.args("progress-alpha-of", [("alpha", decimal(alpha).into()), ("source", source.into())]),
    );
    let people = match found.still_needed(smallest) {
        Some(more) => t.args("progress-people-few", [("n", found.people.into()), ("more", more.into())]),
        None => found.people.to_string(),
    };
    say("progress-people", people);
    if let Some(sd) = found.sd {
        say("progress-sd", decimal(sd));
    }
    if let Some(half) = comparison.half_width {
        say("progress-half-width", t.with("progress-points", "points", decimal(half)));
        let ends =
            [("low", decimal(found.first - half).into()), ("high", decimal(found.first + half).into())];
        say("progress-interval", t.args("progress-interval-of", ends));
        say("progress-verdict", t.code("progress-verdict", comparison.verdict));
    }
    lines
}

/// Two places after the point, as far as they say anything: 0.9, 7.91.
fn decimal(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
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
