//! The library as one person has it: what there is by what it helps with, what they used, and what they can go on with.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use askama::Template;
use cairn_toolkit::{Kind, Part, Tool};
use jiff::{Timestamp, civil::Date};

use super::library::{GROUPS, Library, group_of};
use super::store;
use super::whose::{At, Head, Opened, Whose};
use super::worksheet::{Count, Use, Worksheet};
use crate::access::Tier;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

/// Worksheets to go on with.
const OPEN: usize = 6;
/// Buttons that make sense on a card.
const TAPS: RangeInclusive<usize> = 2..=4;
const YES: &str = "yes";

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
    /// Questions that are answered with one tap: the name of the input and the words.
    taps: Vec<Choice>,
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
    let offered = library.offered(whose.owner());
    let shelf = |group: &'static str| {
        let own = offered.iter().filter(|tool| group_of(tool) == group);
        let card = |tool: &&Tool| Card::of(&t, whose, tool, (sheets.as_slice(), uses.as_slice()));
        let cards: Vec<Card> = own.map(card).collect();
        (!cards.is_empty()).then_some(Shelf { group, cards })
    };
    let shelves: Vec<Shelf> = GROUPS.into_iter().filter_map(shelf).collect();
    let open = if head.fills { open(&t, whose, &library, &sheets) } else { Vec::new() };
    visitor.show(IndexPage { open, shelves, f: form, head, tier, t, shell })
}

/// The latest of each tool that goes on; what is begun anew at each use is done once it is kept.
fn open(t: &Text, whose: Whose, library: &Library, sheets: &[Worksheet]) -> Vec<Open> {
    let mut known = BTreeSet::new();
    let line = |sheet: &Worksheet| {
        let tool = library.newest(&sheet.tool).filter(|tool| tool.continuing)?;
        known.insert(&tool.id).then(|| Open {
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
            taps: tap(t, tool),
        }
    }
}

/// Of a tool that is begun anew at each use and asks "is it this?" part by part: one button a part that says yes. Its page then
/// asks what to do about it.
fn tap(t: &Text, tool: &Tool) -> Vec<Choice> {
    let yes = |part: &Part| {
        let first = part.fields.first().filter(|field| matches!(field.kind, Kind::Choice { .. }))?;
        let says_yes = first.kind.options().iter().any(|option| option.code == YES);
        says_yes.then(|| Choice::new(first.form_name(), part.title.say(t.language.code())))
    };
    let taps: Vec<Choice> = tool.parts.iter().filter_map(yes).collect();
    let required = tool.fields().any(|(_, field)| field.required);
    if tool.continuing || required || !TAPS.contains(&taps.len()) { Vec::new() } else { taps }
}
