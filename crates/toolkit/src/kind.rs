use serde::{Deserialize, Serialize};

use crate::Text;

/// What a field takes, and how its answer is kept in [`crate::Answers`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// One line, at most `most` characters. Kept as a string.
    Line { most: usize },
    /// Several lines, at most `most` characters in all. Kept as a string with `\n`.
    Words { most: usize },
    /// A whole number from 0 to 10, with words at both ends. Kept as a number.
    Rating { low: Text, high: Text },
    /// One of the options. Kept as its code.
    Choice { options: Vec<Choice> },
    /// Any of the options. Kept as a list of codes in the order of the options.
    Choices { options: Vec<Choice> },
    /// A day. Kept as "2026-05-31".
    Date,
    /// A table that grows. Kept as a list of objects: column code to string (a number for a rating).
    Rows { columns: Vec<Column>, most: usize },
    /// The people around somebody, drawn as a map. Kept as a list of `{"name", "relation", "standing"}`; see
    /// [`Standing`].
    People { most: usize },
    /// Ratings over time: before, during, after. Kept as a list of `{"minute", "rating"}`, minute from 0 to 240.
    Curve { low: Text, high: Text, most: usize },
}

impl Kind {
    /// As written in a definition; for class names and tests.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Line { .. } => "line",
            Self::Words { .. } => "words",
            Self::Rating { .. } => "rating",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Date => "date",
            Self::Rows { .. } => "rows",
            Self::People { .. } => "people",
            Self::Curve { .. } => "curve",
        }
    }

    /// The options of a choice; nothing for other kinds.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice { options } | Self::Choices { options } => options,
            _ => &[],
        }
    }

    /// How many rows, people or ratings it takes; nothing for other kinds.
    pub fn most_rows(&self) -> Option<usize> {
        match self {
            Self::Rows { most, .. } | Self::People { most } | Self::Curve { most, .. } => Some(*most),
            _ => None,
        }
    }

    /// The columns of an answer that is a list of rows: those of [`Kind::Rows`], of people and of a curve. Empty for
    /// other kinds.
    pub(crate) fn slots(&self) -> Vec<(&str, Slot)> {
        match self {
            Self::Rows { columns, .. } => {
                columns.iter().map(|column| (column.code.as_str(), Slot::of(column.kind))).collect()
            }
            Self::People { .. } => {
                vec![("name", Slot::Line), ("relation", Slot::Line), ("standing", Slot::Standing)]
            }
            Self::Curve { .. } => vec![("minute", Slot::Minute), ("rating", Slot::Rating)],
            _ => Vec::new(),
        }
    }
}

/// What one place in a row takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Line,
    Date,
    Rating,
    Minute,
    Standing,
}

impl Slot {
    fn of(cell: Cell) -> Self {
        match cell {
            Cell::Line => Self::Line,
            Cell::Date => Self::Date,
            Cell::Rating => Self::Rating,
        }
    }

    /// Kept as a number where it is one.
    pub(crate) fn counts(self) -> bool {
        matches!(self, Self::Rating | Self::Minute)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Unique in the field.
    pub code: String,
    pub label: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Unique in the field.
    pub code: String,
    pub label: Text,
    pub kind: Cell,
}

/// What one cell of a table takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// At most [`crate::CELL`] characters.
    Line,
    Date,
    /// 0 to 10.
    Rating,
}

/// How somebody on a people map bears on a recovery, as the person who draws it sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Supportive,
    Neutral,
    Risky,
}

impl Standing {
    pub const ALL: [Self; 3] = [Self::Supportive, Self::Neutral, Self::Risky];

    pub fn code(self) -> &'static str {
        match self {
            Self::Supportive => "supportive",
            Self::Neutral => "neutral",
            Self::Risky => "risky",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.code() == code)
    }
}
