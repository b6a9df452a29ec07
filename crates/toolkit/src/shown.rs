use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::check::parse_day;
use crate::{Answers, Cell, Column, Field, Kind, Part, Standing, Text, Tool};

/// One answer with the field it belongs to, ready for a page or for paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    pub part: &'a Part,
    pub field: &'a Field,
    pub shown: Shown<'a>,
}

/// An answer as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown<'a> {
    /// A line or words.
    Words(&'a str),
    /// 0 to 10.
    Rating {
        value: u8,
        low: &'a Text,
        high: &'a Text,
    },
    /// Labels of the option or options.
    Chosen(Vec<&'a Text>),
    Date(Date),
    /// As many cells in each row as there are columns.
    Table {
        columns: &'a [Column],
        rows: Vec<Vec<ShownCell<'a>>>,
    },
    People(Vec<Person<'a>>),
    /// By minute, the earliest first.
    Curve {
        points: Vec<Point>,
        low: &'a Text,
        high: &'a Text,
    },
    /// From an earlier version, when its definition is not at hand: the bare words, one line each.
    Bare(Vec<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownCell<'a> {
    Blank,
    Words(&'a str),
    Date(Date),
    Rating(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person<'a> {
    pub name: &'a str,
    /// Friend, sister, neighbor … Empty when blank.
    pub relation: &'a str,
    /// Nothing when it was left open.
    pub standing: Option<Standing>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    pub minute: u32,
    pub rating: u8,
}

impl Tool {
    /// What was filled in, in the order of the tool. An answer that does not fit its field is left out here; see
    /// [`Tool::read`] for those.
    pub fn filled<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = Entry<'a>> {
        self.fields().filter_map(|(part, field)| {
            let shown = field.show(answers)?;
            Some(Entry { part, field, shown })
        })
    }
}

impl Field {
    /// The answer as a page shows it: nothing when it is blank or is not of this field's kind. Lengths and numbers of
    /// rows are not looked at.
    pub fn show<'a>(&'a self, answers: &'a Answers) -> Option<Shown<'a>> {
        if answers.is_blank(&self.code) {
            return None;
        }
        let value = answers.get(&self.code)?;
        match &self.kind {
            Kind::Line { .. } | Kind::Words { .. } => value.as_str().map(Shown::Words),
            Kind::Rating { low, high } => Some(Shown::Rating { value: rating(value)?, low, high }),
            Kind::Choice { .. } => Some(Shown::Chosen(vec![self.label(value)?])),
            Kind::Choices { .. } => {
                value.as_array()?.iter().map(|one| self.label(one)).collect::<Option<_>>().map(Shown::Chosen)
            }
            Kind::Date => value.as_str().and_then(parse_day).map(Shown::Date),
            Kind::Rows { columns, .. } => {
                let rows = self.rows(value)?.into_iter().map(|row| cells(columns, row));
                Some(Shown::Table { columns, rows: rows.collect::<Option<_>>()? })
            }
            Kind::People { .. } => {
                self.rows(value)?.into_iter().map(person).collect::<Option<_>>().map(Shown::People)
            }
            Kind::Curve { low, high, .. } => {
                let mut points: Vec<_> = self.rows(value)?.into_iter().map(point).collect::<Option<_>>()?;
                points.sort_unstable();
                Some(Shown::Curve { points, low, high })
            }
        }
    }

    fn label(&self, code: &Value) -> Option<&Text> {
        let code = code.as_str()?;
        self.kind.options().iter().find(|option| option.code == code).map(|option| &option.label)
    }

    /// The rows, unless one has a column that this field does not know: leaving it out would lose it.
    fn rows<'a>(&self, value: &'a Value) -> Option<Vec<&'a Map<String, Value>>> {
        let rows: Option<Vec<_>> = value.as_array()?.iter().map(Value::as_object).collect();
        let slots = self.kind.slots();
        let known = |column: &String| slots.iter().any(|(slot, _)| slot == column);
        rows.filter(|rows| rows.iter().all(|row| row.keys().all(known)))
    }
}

fn rating(value: &Value) -> Option<u8> {
    value.as_u64().and_then(|number| u8::try_from(number).ok()).filter(|number| *number <= 10)
}

fn cells<'a>(columns: &[Column], row: &'a Map<String, Value>) -> Option<Vec<ShownCell<'a>>> {
    columns.iter().map(|column| cell(column.kind, row.get(&column.code))).collect()
}

fn cell(kind: Cell, value: Option<&Value>) -> Option<ShownCell<'_>> {
    let Some(value) = value else { return Some(ShownCell::Blank) };
    match kind {
        Cell::Line => value.as_str().map(ShownCell::Words),
        Cell::Date => value.as_str().and_then(parse_day).map(ShownCell::Date),
        Cell::Rating => rating(value).map(ShownCell::Rating),
    }
}

fn person(row: &Map<String, Value>) -> Option<Person<'_>> {
    let text = |column: &str| row.get(column).map_or(Some(""), Value::as_str);
    let standing = match text("standing")? {
        "" => None,
        code => Some(Standing::of_code(code)?),
    };
    Some(Person { name: text("name")?, relation: text("relation")?, standing })
}

fn point(row: &Map<String, Value>) -> Option<Point> {
    let minute = row.get("minute")?.as_u64().and_then(|minute| u32::try_from(minute).ok())?;
    Some(Point { minute, rating: rating(row.get("rating")?)? })
}
