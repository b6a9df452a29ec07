//! The share of those who were due that was asked, beside the line of 80 %: figures only, of the whole program.

use askama::Template;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::list;
use super::share::{Count, Figure, LINE, counts};
use super::store::facts::Scope;
use super::window::SUPRT;
use crate::access::Role;
use crate::outcomes::{Period, percent};
use crate::web::chart::{Chart, Point, Scale, lines};
use crate::web::{Answer, Shell, Text, Visit};

/// A window as the page draws it.
struct Row {
    name: String,
    /// Due, done, and the share with its interval.
    figures: Option<(String, String, String)>,
    reaches: bool,
}

struct Block {
    rows: Vec<Row>,
    chart: Chart,
    title: String,
}

#[derive(Template)]
#[template(path = "follow_up/rates.html")]
struct RatesPage {
    t: Text,
    shell: Shell,
    blocks: Vec<Block>,
    period: String,
    /// The viewer sees whom it is about elsewhere.
    coordinates: bool,
    smallest: i64,
}

/// The four quarters that are over. Who sees figures only cannot move the ends of the period, and so take no difference.
fn closed_quarters(today: Date) -> Period {
    let begins = date(today.year(), (today.month() - 1) / 3 * 3 + 1, 1);
    Period { from: begins.saturating_sub(1.year()), to: begins.saturating_sub(1.day()) }
}

pub async fn index(visit: Visit) -> Answer {
    let (visitor, (found, period, coordinates, smallest)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator, Role::Evaluator])?;
            let coordinates = seat.role() == Role::Coordinator;
            let today = desk.today();
            let period = if coordinates { Period::last_year(today) } else { closed_quarters(today) };
            // Some whose windows closed left too long ago for a coordinator to open their record.
            let smallest = desk.program.settings.privacy.smallest_group;
            let people = list::people(desk, &seat, Scope::All)?;
            Ok((counts(&people, (period.from, period.to), today), period, coordinates, smallest))
        })
        .await?;
    let (t, shell) = visitor.shell("rates-title");
    let is_suprt = |count: &&Count| SUPRT.contains(&count.code);
    let follow_ups: Vec<&Count> = found.iter().filter(|count| !is_suprt(count)).collect();
    let suprt: Vec<&Count> = found.iter().filter(is_suprt).collect();
    let mut blocks = vec![block(&t, "follow_up", &follow_ups, smallest)];
    if suprt.iter().any(|count| count.done > 0) {
        blocks.push(block(&t, "suprt", &suprt, smallest));
    }
    let smallest = i64::try_from(smallest).unwrap_or(i64::MAX);
    let period =
        t.args("rates-period", [("from", t.date(&period.from).into()), ("to", t.date(&period.to).into())]);
    visitor.show(RatesPage { t, shell, blocks, period, coordinates, smallest })
}

fn block(t: &Text, kind: &str, counts: &[&Count], smallest: usize) -> Block {
    let figures: Vec<(&'static str, Option<Figure>)> =
        counts.iter().map(|count| (count.code, count.figure(smallest))).collect();
    Block {
        title: t.code("follow-up-kind", kind),
        rows: figures.iter().map(|(code, figure)| row(t, code, *figure)).collect(),
        chart: chart(t, kind, &figures),
    }
}

fn row(t: &Text, code: &str, figure: Option<Figure>) -> Row {
    Row {
        name: t.code("follow-up-window", code),
        reaches: figure.is_some_and(|figure| figure.reaches_line()),
        figures: figure.map(|figure| (figure.due.to_string(), figure.done.to_string(), words(t, figure))),
    }
}

fn words(t: &Text, figure: Figure) -> String {
    t.args(
        "outcomes-share-with-interval",
        [
            ("share", percent(figure.share).into()),
            ("low", percent(figure.interval.low).into()),
            ("high", percent(figure.interval.high).into()),
        ],
    )
}

/// One dot a window, never joined: they are different people. The second line is what is expected.
fn chart(t: &Text, kind: &str, figures: &[(&'static str, Option<Figure>)]) -> Chart {
    let (mut dots, mut expected, mut marks): (Vec<Point>, Vec<Point>, Vec<(f64, String)>) =
        (Vec::new(), Vec::new(), Vec::new());
    for (place, (code, figure)) in (0_u32..).zip(figures) {
        let at = f64::from(place);
        dots.push((at, figure.map(|figure| figure.share * 100.0)));
        dots.push((at, None));
        expected.push((at, Some(LINE as f64)));
        marks.push((at, t.code("follow-up-short", code)));
    }
    let row = |(code, figure): &(&'static str, Option<Figure>)| {
        let name = t.code("follow-up-window", code);
        match figure {
            Some(figure) => {
                vec![name, figure.due.to_string(), figure.done.to_string(), words(t, *figure)]
            }
            None => vec![name, String::new(), String::new(), t.get("outcomes-too-few")],
        }
    };
    Chart {
        id: ["rates", kind].join("-"),
        title: t.code("follow-up-kind", kind),
        words: t.with("rates-chart", "line", LINE),
        drawing: lines(&[dots, expected], Scale { low: 0.0, high: 100.0 }, None, &marks),
        legend: vec![t.get("rates-share"), t.with("rates-line", "line", LINE)],
        head: vec![t.get("follow-up-which"), t.get("rates-due"), t.get("rates-done"), t.get("rates-share")],
        rows: figures.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_period_of_figures_moves_by_whole_quarters(days in 0_i64..10_000) {
            let day = date(2000, 1, 1).saturating_add(days.days());
            let (now, next) = (closed_quarters(day), closed_quarters(day.tomorrow().unwrap()));
            prop_assert!(now.to < day && now.from.day() == 1);
            prop_assert_eq!(now.from.saturating_add(1.year()), now.to.tomorrow().unwrap());
            prop_assert!(now == next || next.from == now.from.saturating_add(3.months()));
        }
    }
}
