//! Means of closed quarters: sessions of each of a supervisor's supporters, or of the whole program for the evaluator; and
//! groups, group therapy and families, for both over the whole program.

use std::collections::BTreeMap;

use askama::Template;
use jiff::tz::TimeZone;

use super::quarter::{Quarter, shown};
use super::rating::ITEMS;
use super::store::{self, Line, Model};
use super::sums::{FEWEST, Held, Mean, Sum, sum};
use crate::access::{Desk, Role};
use crate::ids::SupporterId;
use crate::outcomes::{decimal, percent, start_of};
use crate::web::{Answer, Page, PageRequest, Problem, Shell, Text, Visit};

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

/// The quarters of sessions with a supporter, or of a model.
struct Block {
    name: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "session_ratings/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    /// One-on-one.
    blocks: Page<Block>,
    models: Vec<Block>,
    heads: Vec<String>,
    smallest: i64,
    /// The viewer sees the program as one.
    whole: bool,
}

impl IndexPage {
    fn all(&self) -> Vec<&Block> {
        self.blocks.items.iter().chain(&self.models).collect()
    }
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

/// What the page is drawn from. One-on-one has the name of the supporter, or none for the whole program.
struct View {
    sessions: Vec<(Option<String>, Sums)>,
    models: Vec<(Model, Sums)>,
    whole: bool,
    smallest: usize,
}

fn load(desk: &mut Desk<'_, '_>, page: PageRequest) -> Result<View, Problem> {
    // Who holds both seats sees the program alone: its means beside those of each supporter could be subtracted.
    let evaluator = desk.seat(&[Role::Evaluator]).ok();
    let seat = evaluator.map_or_else(|| desk.seat(&[Role::Supervisor]), Ok)?;
    let whole = seat.role() == Role::Evaluator;
    let smallest = desk.program.settings.privacy.smallest_group.max(FEWEST);
    let (quarters, zone) = (shown(desk.today()), desk.program.zone.clone());
    let [newest, .., oldest] = quarters;
    let after = newest.last_day().tomorrow().unwrap_or(newest.last_day());
    let span = (start_of(oldest.first_day(), &zone), start_of(after, &zone));
    let sums = |lines: &[&Line]| by_quarter(lines, &quarters, &zone, smallest);

    let lines = store::sessions(desk.tx, &seat, span)?;
    let sessions = if whole {
        vec![(None, sums(&lines.iter().map(|(_, line)| line).collect::<Vec<_>>()))]
    } else {
        let mut of: BTreeMap<SupporterId, Vec<&Line>> = BTreeMap::new();
        lines.iter().for_each(|(supporter, line)| of.entry(*supporter).or_default().push(line));
        let supporters = page.cut(store::supporters(desk.tx, &seat)?).into_iter();
        let own = |id: &SupporterId| sums(of.get(id).map(Vec::as_slice).unwrap_or_default());
        supporters.map(|(id, name)| (Some(name), own(&id))).collect()
    };
    let lines = store::models(desk.tx, &seat, span)?;
    let of = |model: Model| {
        let own: Vec<&Line> = lines.iter().filter(|(of, _)| *of == model).map(|(_, line)| line).collect();
        (model, sums(&own))
    };
    Ok(View { sessions, models: Model::ALL.map(of).into(), whole, smallest })
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, found) = visit.read(move |desk| load(desk, page)).await?;
    let (t, shell) = visitor.shell("ratings-title");
    let block = |name: String, sums: Sums| Block {
        name,
        rows: sums.into_iter().map(|(quarter, sum)| row(&t, quarter, sum)).collect(),
    };
    let sessions = found.sessions.into_iter().map(|(name, sums)| {
        let name = name.map_or_else(|| t.get("ratings-program"), |name| t.with("ratings-of", "name", name));
        block(name, sums)
    });
    let blocks = page.page(sessions.collect());
    let models = found.models.into_iter();
    let models = models.map(|(model, sums)| block(t.code("ratings-model", model.code()), sums)).collect();
    let heads = ITEMS.iter().map(|item| t.code("rating", item)).collect();
    let smallest = i64::try_from(found.smallest).unwrap_or(i64::MAX);
    visitor.show(IndexPage { t, shell, blocks, models, heads, smallest, whole: found.whole })
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
