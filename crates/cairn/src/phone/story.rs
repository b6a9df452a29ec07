//! My story so far: what happened since the viewer came, how check-ins moved as a chart and in words, and what answers to
//! questionnaires can and cannot say yet. For them alone; a picture, not a grade.

use askama::Template;
use jiff::civil::Date;

use super::weeks::{Course, Tapped, Week, course, weeks};
use super::{own, store};
use crate::assessments::{self, InShort};
use crate::ids::ParticipantId;
use crate::recovery::{self, Goal, check_in};
use crate::web::chart::{Chart, Point, Scale, lines, plain};
use crate::web::{Answer, Shell, Text, Visit};

struct Found {
    id: ParticipantId,
    came_on: Option<Date>,
    counts: [(&'static str, i64); 5],
    weeks: Vec<Week>,
    measures: Vec<InShort>,
}

#[derive(Template)]
#[template(path = "phone/story.html")]
struct StoryPage {
    t: Text,
    shell: Shell,
    id: ParticipantId,
    since: String,
    /// How often, and what; what did not happen yet is left out.
    counts: Vec<(i64, String)>,
    chart: Option<Chart>,
    sentences: Vec<String>,
    measures: Vec<InShort>,
}

pub async fn show(visit: Visit) -> Answer {
    let language = visit.language;
    let (visitor, found) = visit
        .write(move |desk| {
            let record = own(desk)?;
            let t = Text::new(language, desk.program.zone.clone());
            let check_ins = check_in::all(desk.tx, &record, desk.viewer.person)?;
            let tapped: Vec<Tapped> = check_ins
                .iter()
                .map(|one| Tapped { on: t.day_of(&one.made_at), mood: one.mood, craving: one.craving })
                .collect();
            let made = i64::try_from(check_ins.len()).unwrap_or(i64::MAX);
            Ok(Found {
                id: record.participant(),
                came_on: store::came_on(desk.tx, &record)?,
                counts: [
                    ("story-sessions", store::sessions(desk.tx, &record)?),
                    ("story-meetings", store::meetings(desk.tx, &record)?),
                    ("story-steps", done(&recovery::goals(desk.tx, &record)?)),
                    ("story-tools", store::tools(desk.tx, &record)?),
                    ("story-check-ins", made),
                ],
                weeks: weeks(&tapped, desk.today()),
                measures: assessments::in_short(desk, &t, &record)?,
            })
        })
        .await?;
    let (t, shell) = visitor.shell("story-title");
    let happened = found.counts.into_iter().filter(|(_, n)| *n > 0);
    let page = StoryPage {
        id: found.id,
        since: found.came_on.map(|day| t.with("story-since", "day", t.date(&day))).unwrap_or_default(),
        counts: happened.map(|(key, n)| (n, t.with(key, "n", n))).collect(),
        chart: chart(&t, &found.weeks),
        sentences: sentences(&t, &found.weeks),
        measures: found.measures,
        t,
        shell,
    };
    visitor.show(page)
}

/// Steps that were done, of every goal.
fn done(goals: &[Goal]) -> i64 {
    let endings = goals.iter().flat_map(|goal| &goal.steps).filter_map(|step| step.ending.as_ref());
    i64::try_from(endings.filter(|ending| ending.ending == "done").count()).unwrap_or(i64::MAX)
}

fn chart(t: &Text, weeks: &[Week]) -> Option<Chart> {
    let (first, last) = (weeks.first()?, weeks.last()?);
    let at = |week: &Week| (first.monday.duration_until(week.monday).as_hours() / 24) as f64;
    let line = |pick: fn(&Week) -> Option<f64>| -> Vec<Point> {
        weeks.iter().map(|week| (at(week), pick(week))).collect()
    };
    let series = [line(|week| week.mood), line(|week| week.craving)];
    let mut marks = vec![(at(first), short_day(t, first.monday))];
    if last.monday != first.monday {
        marks.push((at(last), short_day(t, last.monday)));
    }
    let names = ["check-in-mood-short", "check-in-craving-short"].map(|key| t.get(key));
    let shown = |value: Option<f64>| value.map_or_else(|| t.get("form-not-given"), plain);
    let row = |week: &Week| vec![t.date(&week.monday), shown(week.mood), shown(week.craving)];
    Some(Chart {
        id: "check-ins".to_string(),
        title: t.get("story-chart"),
        words: t.get("story-chart-words"),
        drawing: lines(&series, Scale { low: 0.0, high: 10.0 }, None, &marks),
        legend: names.to_vec(),
        head: std::iter::once(t.get("story-week")).chain(names).collect(),
        rows: weeks.iter().map(row).collect(),
    })
}

/// `Mar 2`.
fn short_day(t: &Text, day: Date) -> String {
    let month = t.get(&format!("month-short-{}", day.month()));
    format!("{month} {}", day.day())
}

/// The chart in words, or that it is too early for any.
fn sentences(t: &Text, weeks: &[Week]) -> Vec<String> {
    if weeks.is_empty() {
        return Vec::new();
    }
    let of = |kind: &str, pick: fn(&Week) -> Option<f64>| {
        let values: Vec<f64> = weeks.iter().filter_map(pick).collect();
        let (way, (first, last)) = match course(&values) {
            Course::TooFew => return t.get(&format!("story-{kind}-too-few")),
            Course::Same(first, last) => ("same", (first, last)),
            Course::More(first, last) => ("more", (first, last)),
            Course::Less(first, last) => ("less", (first, last)),
        };
        let values = [("first", plain(first).into()), ("last", plain(last).into())];
        t.args(&format!("story-{kind}-{way}"), values)
    };
    vec![of("mood", |week| week.mood), of("craving", |week| week.craving)]
}
