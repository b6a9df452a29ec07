//! Means of closed quarters: of each of a supervisor's supporters, or of the whole program for the evaluator.

use std::collections::BTreeMap;

use askama::Template;
use jiff::tz::TimeZone;

use super::quarter::{Quarter, shown};
use super::rating::ITEMS;
use super::store::{self, Line};
use super::sums::{FEWEST, Held, Mean, Sum, sum};
use crate::access::Role;
use crate::ids::SupporterId;
use crate::outcomes::{decimal, percent, start_of};
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

/// A quarter as the page draws it.
struct Row {
    quarter: String,
    /// None where too few people answered.
    figures: Option<Figures>,
}

struct Figures {
    answers: String,
    share: String,
    /// One for each question.
    means: Vec<(String, String)>,
}

/// A supporter's quarters, or the program's.
struct Block {
    name: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "session_ratings/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    blocks: Page<Block>,
    heads: Vec<String>,
    smallest: i64,
    /// The viewer sees the program as one.
    whole: bool,
}

type Sums = Vec<(Quarter, Option<Sum>)>;

/// The sums of each of the quarters.
fn by_quarter(lines: &[&Line], quarters: &[Quarter], zone: &TimeZone, smallest: usize) -> Sums {
    let of = |quarter: &Quarter| {
        let held: Vec<Held> = lines
            .iter()
            .filter(|line| Quarter::of(line.started_at.to_zoned_datetime(zone.clone()).date()) == *quarter)
            .map(|line| line.held.clone())
            .collect();
        (*quarter, sum(&held, smallest))
    };
    quarters.iter().map(of).collect()
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (found, whole, smallest)) = visit
        .read(move |desk| {
            // Who holds both seats sees the program alone: its means beside those of each supporter could be subtracted.
            let evaluator = desk.seat(&[Role::Evaluator]).ok();
            let seat = evaluator.map_or_else(|| desk.seat(&[Role::Supervisor]), Ok)?;
            let whole = seat.role() == Role::Evaluator;
            let smallest = desk.program.settings.privacy.smallest_group.max(FEWEST);
            let (quarters, zone) = (shown(desk.today()), desk.program.zone.clone());
            let (newest, oldest) = (quarters.first(), quarters.last());
            let span = newest.zip(oldest).map(|(newest, oldest)| {
                let after = newest.last_day().tomorrow().unwrap_or(newest.last_day());
                (start_of(oldest.first_day(), &zone), start_of(after, &zone))
            });
            let lines = match span {
                Some(span) => store::lines(desk.tx, &seat, span)?,
                None => Vec::new(),
            };
            if whole {
                let all: Vec<&Line> = lines.iter().collect();
                return Ok((vec![(None, by_quarter(&all, &quarters, &zone, smallest))], whole, smallest));
            }
            let mut of: BTreeMap<SupporterId, Vec<&Line>> = BTreeMap::new();
            lines.iter().for_each(|line| of.entry(line.supporter).or_default().push(line));
            let supporters = page.cut(store::supporters(desk.tx, &seat)?).into_iter();
            let sums = supporters.map(|(id, name)| {
                let own = of.get(&id).map(Vec::as_slice).unwrap_or_default();
                (Some(name), by_quarter(own, &quarters, &zone, smallest))
            });
            Ok((sums.collect::<Vec<_>>(), whole, smallest))
        })
        .await?;
    let (t, shell) = visitor.shell("ratings-title");
    let blocks = found.into_iter().map(|(name, sums)| Block {
        name: name.unwrap_or_else(|| t.get("ratings-program")),
        rows: sums.into_iter().map(|(quarter, sum)| row(&t, quarter, sum)).collect(),
    });
    let blocks = page.page(blocks.collect());
    let heads = ITEMS.iter().map(|item| t.code("rating", item)).collect();
    let smallest = i64::try_from(smallest).unwrap_or(i64::MAX);
    visitor.show(IndexPage { t, shell, blocks, heads, smallest, whole })
}

fn row(t: &Text, quarter: Quarter, sum: Option<Sum>) -> Row {
    let name = t.args(
        "ratings-quarter",
        [("number", i64::from(quarter.number).into()), ("year", quarter.year.to_string().into())],
    );
    let figures = sum.map(|sum| Figures {
        answers: sum.rated.to_string(),
        share: t.with("outcomes-share", "share", percent(sum.rated as f64 / sum.held.max(1) as f64)),
        means: ITEMS
            .iter()
            .map(|item| t.code("rating", item))
            .zip(sum.means.map(|mean| words(t, mean)))
            .collect(),
    });
    Row { quarter: name, figures }
}

fn words(t: &Text, mean: Option<Mean>) -> String {
    match mean {
        None => t.get("ratings-few"),
        Some(Mean::At(value)) => decimal(value),
        Some(Mean::OrMore(value)) => t.with("ratings-or-more", "value", decimal(value)),
        Some(Mean::OrLess(value)) => t.with("ratings-or-less", "value", decimal(value)),
    }
}
