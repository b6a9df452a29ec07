//! Everything that was done with one tool: each worksheet, each use, and a curve over the uses of a tool that has one.

use askama::Template;
use cairn_toolkit::{Point, Shown, Tool};
use jiff::Timestamp;

use super::library::Library;
use super::said;
use super::store;
use super::whose::{Around, At, Head, Opened};
use super::worksheet::{COMPANY, Use, Version, Worksheet};
use crate::access::Desk;
use crate::web::chart::{Chart, Scale, lines};
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Shell, Text, Visit};

/// Curves over each other: what a chart can tell apart.
const CURVES: usize = 3;
/// Uses on the page.
const USES: usize = 30;

#[derive(Template)]
#[template(path = "tools/history.html")]
struct HistoryPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    name: String,
    purpose: String,
    here: String,
    sheets: Page<Worksheet>,
    uses: Vec<Use>,
    count: i64,
    chart: Option<Chart>,
    tiers: Vec<Choice>,
    companies: Vec<Choice>,
}

pub async fn index(visit: Visit, at: At, page: PageRequest) -> Answer {
    let form = visit.new_form();
    show(visit, (at, false), page, form).await
}

/// Again, with what was typed: for those alone who may write here.
pub(super) async fn draw(visit: Visit, at: At, form: Form) -> Answer {
    show(visit, (At { row: None, ..at }, true), PageRequest::first(), form).await
}

struct Ground {
    head: Head,
    tool: Tool,
    sheets: Vec<Worksheet>,
    uses: Vec<Use>,
    curves: Vec<(Timestamp, Vec<Point>)>,
    around: Around,
    tiers: Vec<crate::access::Tier>,
    usual: &'static str,
}

fn ground(desk: &mut Desk<'_, '_>, at: &At) -> Result<Ground, Problem> {
    let opened = Opened::open(desk, at.whose)?;
    let library = Library::load(desk.tx)?;
    let tool =
        library.newest(&at.tool).filter(|tool| tool.is_for(at.whose.owner())).ok_or(Problem::NotFound)?;
    let mut sheets = store::worksheets(desk.tx, &opened)?;
    sheets.retain(|sheet| sheet.tool == at.tool);
    let mut uses = store::uses(desk.tx, &opened)?;
    uses.retain(|one| one.tool == at.tool);
    let mut curves = Vec::new();
    for sheet in sheets.iter().take(CURVES) {
        let newest = store::newest(desk.tx, sheet)?;
        curves.extend(newest.and_then(|version| curve_of(&library, &at.tool, &version)));
    }
    Ok(Ground {
        head: Head::load(desk, &opened)?,
        tool: tool.clone(),
        around: Around::load(desk, &opened)?,
        tiers: opened.tiers(),
        usual: super::usual_tier(&opened).code(),
        sheets,
        uses,
        curves,
    })
}

/// The first curve of a worksheet, if it has one, and when it was kept.
fn curve_of(library: &Library, tool: &str, version: &Version) -> Option<(Timestamp, Vec<Point>)> {
    let tool = library.version(tool, version.definition)?;
    let points = tool.filled(&version.answers).find_map(|entry| match entry.shown {
        Shown::Curve { points, .. } => Some(points),
        _ => None,
    })?;
    Some((version.saved_at, points))
}

async fn show(visit: Visit, (at, typed): (At, bool), page: PageRequest, mut form: Form) -> Answer {
    let (whose, there) = (at.whose, at.clone());
    let (visitor, ground) = whose.look(visit, move |desk| ground(desk, &there)).await?;
    if typed && !ground.head.fills {
        return Err(Problem::NotFound);
    }
    if form.value("tier").is_empty() {
        form.set("tier", ground.usual);
    }
    let (t, shell) = visitor.shell("tools-title");
    let say = |words: &cairn_toolkit::Text| words.say(t.language.code()).to_string();
    let sheets = page.page(page.cut(ground.sheets));
    let history = HistoryPage {
        name: say(&ground.tool.name),
        purpose: say(&ground.tool.purpose),
        here: at.path(),
        count: i64::try_from(ground.uses.len()).unwrap_or(i64::MAX),
        uses: ground.uses.into_iter().take(USES).collect(),
        chart: chart(&t, &ground.curves),
        tiers: ground.around.choices(&t, &ground.tiers),
        companies: Choice::codes(&t, "tool-company", &COMPANY),
        f: form.clone(),
        head: ground.head,
        sheets,
        t,
        shell,
    };
    visitor.show_form(&form, history)
}

/// The latest curves over each other, in words too.
fn chart(t: &Text, curves: &[(Timestamp, Vec<Point>)]) -> Option<Chart> {
    let (_, latest) = curves.first()?;
    let series = |(_, points): &(Timestamp, Vec<Point>)| {
        points
            .iter()
            .map(|point| (f64::from(point.minute), Some(f64::from(point.rating))))
            .collect::<Vec<_>>()
    };
    let longest = curves.iter().flat_map(|(_, points)| points).map(|point| point.minute).max()?;
    let minute = |minute: u32| (f64::from(minute), t.with("tool-at-minute", "minute", i64::from(minute)));
    let first = |points: &[Point]| points.first().map_or_else(String::new, |point| point.rating.to_string());
    let top = |points: &[Point]| points.iter().map(|point| point.rating).max().unwrap_or(0).to_string();
    let last = |points: &[Point]| points.last().map_or_else(String::new, |point| point.rating.to_string());
    let row = |(when, points): &(Timestamp, Vec<Point>)| {
        vec![t.on_day(when), first(points), top(points), last(points)]
    };
    Some(Chart {
        drawing: lines(
            &curves.iter().map(series).collect::<Vec<_>>(),
            Scale { low: 0.0, high: 10.0 },
            None,
            &[minute(0), minute(longest)],
        ),
        words: said::in_words(t, latest),
        id: "curves".to_string(),
        title: t.get("tool-curves"),
        legend: curves.iter().map(|(when, _)| t.on_day(when)).collect(),
        head: ["tool-day", "tool-first", "tool-top", "tool-last"].map(|key| t.get(key)).into(),
        rows: curves.iter().map(row).collect(),
    })
}
