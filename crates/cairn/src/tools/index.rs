//! The library as one person has it: what there is by what it helps with, what they used, and what they can go on with.

use askama::Template;
use cairn_toolkit::{Kind, Tool};
use jiff::{Timestamp, civil::Date};

use super::library::{GROUPS, Library, group_of};
use super::store;
use super::whose::{At, Head, Opened, Whose};
use super::worksheet::{Count, Use, Worksheet};
use crate::access::Tier;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

/// Worksheets to go on with.
const OPEN: usize = 6;
/// Options that fit on a card, one tap each.
const TAPS: usize = 4;

#[derive(Template)]
#[template(path = "tools/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    open: Vec<Open>,
    shelves: Vec<Shelf>,
    /// Of what is kept with one tap.
    tier: Tier,
}

struct Shelf {
    group: &'static str,
    cards: Vec<Card>,
}

struct Card {
    name: String,
    purpose: String,
    minutes: i64,
    href: String,
    /// Where what was written with it stands; none where nothing was.
    history: Option<String>,
    uses: i64,
    last: Option<Date>,
    /// A first question that is answered with one tap: the name of its input and the options.
    tap: Option<(String, Vec<Choice>)>,
}

struct Open {
    name: String,
    href: String,
    saved_at: Timestamp,
}

pub async fn index(visit: Visit, at: At) -> Answer {
    let form = visit.new_form();
    let whose = at.whose;
    let (visitor, (head, library, sheets, uses, tier)) = whose
        .look(visit, move |desk| {
            let opened = Opened::open(desk, whose)?;
            let library = Library::load(desk.tx)?;
            let sheets = store::worksheets(desk.tx, &opened)?;
            let uses = store::uses(desk.tx, &opened)?;
            Ok((Head::load(desk, &opened)?, library, sheets, uses, super::usual_tier(&opened)))
        })
        .await?;
    let (t, shell) = visitor.shell("tools-title");
    let mut cards: Vec<(&str, Card)> = library
        .offered(whose.owner())
        .into_iter()
        .map(|tool| (group_of(tool), Card::of(&t, whose, tool, (&sheets, &uses))))
        .collect();
    let shelf = |group: &'static str| {
        let (own, rest): (Vec<_>, Vec<_>) = cards.drain(..).partition(|(of, _)| *of == group);
        cards = rest;
        Shelf { group, cards: own.into_iter().map(|(_, card)| card).collect() }
    };
    let shelves: Vec<Shelf> =
        GROUPS.into_iter().map(shelf).filter(|shelf| !shelf.cards.is_empty()).collect();
    let open = if head.fills { open(&t, whose, &library, &sheets) } else { Vec::new() };
    visitor.show(IndexPage { open, shelves, f: form, head, tier, t, shell })
}

/// The latest of each kind of paper that one goes on with.
fn open(t: &Text, whose: Whose, library: &Library, sheets: &[Worksheet]) -> Vec<Open> {
    let line = |sheet: &Worksheet| {
        let tool = library.newest(&sheet.tool)?;
        Some(Open {
            name: tool.name.say(t.language.code()).to_string(),
            href: format!("{}/{}/worksheets/{}", whose.path(), sheet.tool, sheet.id),
            saved_at: sheet.saved_at,
        })
    };
    sheets.iter().filter_map(line).take(OPEN).collect()
}

impl Card {
    fn of(t: &Text, whose: Whose, tool: &Tool, (sheets, uses): (&[Worksheet], &[Use])) -> Card {
        let count = Count::of(uses, &tool.id);
        let path = format!("{}/{}", whose.path(), tool.id);
        let written = sheets.iter().any(|sheet| sheet.tool == tool.id);
        Card {
            name: tool.name.say(t.language.code()).to_string(),
            purpose: tool.purpose.say(t.language.code()).to_string(),
            minutes: i64::from(tool.minutes),
            history: (written || count.uses > 0).then(|| format!("{path}/worksheets")),
            href: super::room_of(whose, tool).unwrap_or(path),
            uses: i64::try_from(count.uses).unwrap_or(i64::MAX),
            last: count.last,
            tap: tap(t, tool),
        }
    }
}

/// The first question of a short tool that is begun anew at each use, when one tap answers it and nothing else is required.
fn tap(t: &Text, tool: &Tool) -> Option<(String, Vec<Choice>)> {
    let (_, first) = tool.fields().next()?;
    let options = first.kind.options();
    let taps = matches!(first.kind, Kind::Choice { .. } | Kind::Choices { .. }) && options.len() <= TAPS;
    let required = tool.fields().skip(1).any(|(_, field)| field.required);
    if tool.continuing || !taps || required {
        return None;
    }
    let option =
        |one: &cairn_toolkit::Choice| Choice::new(&one.code, one.label.say(t.language.code()));
    Some((first.form_name(), options.iter().map(option).collect()))
}
