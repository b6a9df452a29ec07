use csv::ByteRecord;

use super::table;
use crate::{Definition, Error};

/// What each column of a table of answer sheets is.
pub(super) struct Columns {
    pub(super) kept: Vec<Kept>,
    /// How the column that names the sheets is called, if there is one.
    pub(super) name: Option<Vec<u8>>,
    /// Whether the first row is a header and no sheet.
    pub(super) header: bool,
    /// How many answers a sheet has: unscored items at the end may be left off.
    pub(super) answers: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Name,
    /// The answer to the item at this place.
    Item(usize),
}

/// What a first cell is called that cannot be an answer.
const NAMES: [&str; 8] = ["", "id", "name", "person", "participant", "sheet", "code", "row"];

impl Columns {
    /// # Errors
    /// [`Error::Table`] when the first row is neither a header nor a sheet, or could be both.
    pub(super) fn of(definition: &Definition, first: &ByteRecord) -> Result<Self, Error> {
        let cells: Vec<String> =
            first.iter().map(|cell| String::from_utf8_lossy(cell.trim_ascii()).into_owned()).collect();
        let texts = cells.iter().skip(1).any(|cell| !cell.is_empty() && cell.parse::<i64>().is_err());
        let numbers = || definition.items.iter().map(|item| item.number.as_str());
        let counted = |cells: &[String]| {
            cells.len() >= fewest(definition)
                && cells.iter().map(String::as_str).eq(numbers().take(cells.len()))
        };
        let (named, rest) = match cells.split_first() {
            Some((first, rest)) if counted(rest) => (Some(first), rest),
            _ => (None, cells.as_slice()),
        };
        if texts || (counted(rest) && settled(definition, named, rest)?) {
            return Self::from_header(definition, first, &cells);
        }
        Self::without_header(definition, cells.len())
    }

    fn from_header(definition: &Definition, first: &ByteRecord, cells: &[String]) -> Result<Self, Error> {
        let mut kept = Vec::with_capacity(cells.len());
        let mut name = None;
        for (column, cell) in cells.iter().enumerate() {
            let part = match (place(definition, cell), column) {
                (Some(place), _) => Kept::Item(place),
                (None, 0) => {
                    name = first.get(0).map(<[u8]>::to_vec);
                    Kept::Name
                }
                (None, _) => {
                    let shown: String = cell.chars().take(40).collect();
                    let reason = format!(
                        "column {} is called \"{shown}\", which is no item of {}",
                        column + 1,
                        definition.id
                    );
                    return Err(table(1, reason, "call it item1, item2 and so on, or remove it"));
                }
            };
            if kept.contains(&part) {
                return Err(table(1, format!("item {cell} has two columns"), "remove one of them"));
            }
            kept.push(part);
        }
        let lacks = |place: &usize| !kept.contains(&Kept::Item(*place));
        let scored = definition.items.iter().enumerate().filter(|(_, item)| item.scored);
        if let Some((_, item)) = scored.into_iter().find(|(place, _)| lacks(place)) {
            let reason = format!("item {} has no column", item.number);
            return Err(table(1, reason, "add it; its cells may be blank where there is no answer"));
        }
        Ok(Self { kept, name, header: true, answers: definition.items.len() })
    }

    fn without_header(definition: &Definition, width: usize) -> Result<Self, Error> {
        let count = definition.items.len();
        let items = |count| (0..count).map(Kept::Item);
        if (fewest(definition)..=count).contains(&width) {
            return Ok(Self { kept: items(width).collect(), name: None, header: false, answers: width });
        }
        if width == count + 1 {
            let kept = std::iter::once(Kept::Name).chain(items(count)).collect();
            return Ok(Self { kept, name: Some(b"name".to_vec()), header: false, answers: count });
        }
        let reason = format!("it has {width} cells, but {} has {count} items", definition.id);
        let remedy = format!("give it {count} cells, {} with a name in front, or a header", count + 1);
        Err(table(1, reason, remedy))
    }
}

/// Whether a row that counts up the items' numbers is a header. It is not when it could as well be answers.
fn settled(definition: &Definition, named: Option<&String>, rest: &[String]) -> Result<bool, Error> {
    let allowed =
        definition.items.iter().zip(rest).all(|(item, cell)| {
            definition.choices(item).iter().any(|choice| cell.parse() == Ok(choice.value))
        });
    let name = named.is_some_and(|name| NAMES.contains(&name.to_lowercase().as_str()));
    if allowed && !name {
        let reason = "the first row can be a header or an answer sheet";
        return Err(table(1, reason, "put a header above it: item1, item2 and so on"));
    }
    Ok(true)
}

fn fewest(definition: &Definition) -> usize {
    definition.items.len() - definition.items.iter().rev().take_while(|item| !item.scored).count()
}

/// The item that a header's cell names: `3`, `item3`, `Item 3`, `q3`, `barc10_3`.
fn place(definition: &Definition, cell: &str) -> Option<usize> {
    const BETWEEN: [char; 4] = ['_', '-', '.', ' '];
    let lower = cell.to_lowercase();
    let called = |name: &str| definition.items.iter().position(|item| item.number.to_lowercase() == name);
    if let Some(place) = called(&lower) {
        return Some(place);
    }
    let mut rest = lower.as_str();
    for prefix in [definition.id.as_str(), "item", "question", "q"] {
        if let Some(after) = rest.strip_prefix(prefix) {
            rest = after.trim_start_matches(BETWEEN);
        }
    }
    called(rest)
}
