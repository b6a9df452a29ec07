//! What is wrong with a sheet, for the person at the terminal: where, what and what to do about it.

use std::fmt;

/// Characters of a cell that are shown. A sheet is about people: enough to find the cell, no more.
const SHOWN: usize = 40;

/// One thing in a sheet that cannot be read. It may show the beginning of a cell, so it is for the operator
/// who sent the sheet and for nobody else; for a log, take [`Problem::without_value`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1, on which the row begins.
    pub line: u64,
    /// The name of the column or, where it has none, its letter.
    pub column: Option<String>,
    value: Option<String>,
    pub reason: Reason,
}

/// Why something cannot be read. Limits are in bytes of UTF-8; columns without a name go by their letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    CannotBeRead {
        detail: String,
    },
    NoHeader,
    HeaderEmpty,
    /// The value shown is the name.
    HeaderTwice {
        first: String,
        second: String,
    },
    NulByte,
    UnreadableBytes,
    UnclosedQuote,
    TextAfterQuote,
    CellTooLong {
        limit: usize,
    },
    RowTooLong {
        limit: usize,
    },
    TooFewCells {
        expected: usize,
        found: usize,
    },
    TooManyCells {
        expected: usize,
        found: usize,
    },
    Missing,
    NotDate,
    DateOutOfRange {
        first: i16,
        last: i16,
    },
    /// The value shown is a date that reads both ways.
    DatesAmbiguous,
    /// Lines with a date that can only be read the one way or the other.
    DatesConflict {
        day_first: u64,
        month_first: u64,
    },
    NotYesNo,
    NotEmail,
    NotPhone,
    NotInteger,
    /// The value shown is the pair.
    PairMalformed,
    /// The value shown is the field as given.
    FieldUnknown {
        closest: Option<String>,
    },
    /// The value shown is the column as given.
    ColumnUnknown {
        field: String,
        closest: Option<String>,
    },
    FieldUnmapped {
        field: String,
        closest: Option<String>,
    },
    /// Two columns for one field; the value shown is the field.
    FieldTwice {
        first: String,
        second: String,
    },
    /// Two fields for one column.
    ColumnTwice {
        first: String,
        second: String,
    },
}

impl Problem {
    pub fn new(line: u64, reason: Reason) -> Self {
        Self { line, column: None, value: None, reason }
    }

    #[must_use]
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(shown(column));
        self
    }

    /// Shows the beginning of `value`.
    #[must_use]
    pub fn showing(mut self, value: &str) -> Self {
        self.value = Some(shown(value)).filter(|value| !value.is_empty());
        self
    }

    /// The same problem without anything out of a cell.
    #[must_use]
    pub fn without_value(mut self) -> Self {
        self.value = None;
        self
    }

    /// The part of the cell that [`Problem`] shows when displayed: at most 40 characters.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// What the operator can do about it.
    pub fn remedy(&self) -> String {
        self.reason.remedy()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", column \"{column}\"")?;
        }
        write!(f, ": ")?;
        self.reason.describe(self.value.as_deref(), f)?;
        write!(f, ". {}", self.remedy())
    }
}

impl std::error::Error for Problem {}

/// At most 40 characters on one line, with nothing that could move the cursor or color the terminal.
fn shown(value: &str) -> String {
    let mut characters = value.trim().chars();
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let mut shown: String = characters.by_ref().take(SHOWN).map(plain).collect();
    if characters.next().is_some() {
        shown.pop();
        shown.push('…');
    }
    shown
}

impl Reason {
    fn describe(&self, value: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cell = value.unwrap_or("the cell");
        let named = value.unwrap_or("the name");
        match self {
            Self::CannotBeRead { detail } => write!(f, "the file cannot be read any further: {detail}"),
            Self::NoHeader => write!(f, "the file is empty"),
            Self::HeaderEmpty => write!(f, "the column has no name"),
            Self::HeaderTwice { first, second } => {
                write!(f, "columns {first} and {second} are both called {named}")
            }
            Self::NulByte => write!(f, "there is a NUL byte, which no text holds"),
            Self::UnreadableBytes => write!(f, "there are bytes that the encoding does not allow"),
            Self::UnclosedQuote => write!(f, "a quotation mark opens here and never closes"),
            Self::TextAfterQuote => write!(f, "there is text after a closing quotation mark"),
            Self::CellTooLong { limit } => write!(f, "a cell is longer than {limit} bytes"),
            Self::RowTooLong { limit } => write!(f, "the row is longer than {limit} bytes"),
            Self::TooFewCells { expected, found } | Self::TooManyCells { expected, found } => {
                let cells = if *found == 1 { "cell" } else { "cells" };
                write!(f, "the row has {found} {cells} and the header {expected}")
            }
            Self::Missing => write!(f, "the cell is empty"),
            Self::NotDate => write!(f, "{cell} is not a date"),
            Self::DateOutOfRange { first, last } => {
                write!(f, "{cell} is not between the years {first} and {last}")
            }
            Self::DatesAmbiguous => {
                write!(f, "{cell} can be read day first or month first, and no other date says which")
            }
            Self::DatesConflict { day_first, month_first } => {
                write!(
                    f,
                    "the dates disagree: line {day_first} has the day first, line {month_first} the month"
                )
            }
            Self::NotYesNo => write!(f, "{cell} is neither yes nor no"),
            Self::NotEmail => write!(f, "{cell} is not an e-mail address"),
            Self::NotPhone => write!(f, "{cell} is not a phone number"),
            Self::NotInteger => write!(f, "{cell} is not a whole number"),
            Self::PairMalformed => write!(f, "{cell} does not say which column is which field"),
            Self::FieldUnknown { .. } => write!(f, "there is no field called {named}"),
            Self::ColumnUnknown { field, .. } => {
                write!(f, "there is no column called {named}, which was to be {field}")
            }
            Self::FieldUnmapped { field, .. } => write!(f, "no column was found for {field}"),
            Self::FieldTwice { first, second } => {
                write!(f, "columns \"{}\" and \"{}\" could both be {named}", shown(first), shown(second))
            }
            Self::ColumnTwice { first, second } => {
                write!(f, "the column was given to both {first} and {second}")
            }
        }
    }

    fn remedy(&self) -> String {
        let remedy = match self {
            Self::CannotBeRead { .. } => "Check the disk and the file, and try again.",
            Self::NoHeader => "Put the names of the columns in the first row.",
            Self::HeaderEmpty => "Give the column a name, or delete it.",
            Self::HeaderTwice { .. } => "Give each column a name of its own.",
            Self::NulByte | Self::UnreadableBytes => {
                "Save the sheet again as \"CSV UTF-8\", or name its encoding."
            }
            Self::UnclosedQuote => "Close it, and write a quotation mark within a cell twice (\"\").",
            Self::TextAfterQuote => {
                "Write a quotation mark within a cell twice (\"\"), and look for one that is missing."
            }
            Self::CellTooLong { .. } => "Look for a missing quotation mark, or shorten the cell.",
            Self::RowTooLong { .. } => "Look for a missing quotation mark or line end, or shorten the row.",
            Self::TooFewCells { .. } => "Add the missing cells, empty ones too.",
            Self::TooManyCells { .. } => {
                "Put quotation marks around a cell that holds the delimiter, or remove the extra cells."
            }
            Self::Missing => "Fill it in.",
            Self::NotDate => "Write it as YYYY-MM-DD.",
            Self::DateOutOfRange { .. } => "Correct the year, with all four digits.",
            Self::DatesAmbiguous => "Say which: --dates dmy (day first) or --dates mdy (month first).",
            Self::DatesConflict { .. } => "Write them all as YYYY-MM-DD.",
            Self::NotYesNo => "Write yes or no.",
            Self::NotEmail => "Write it as name@example.org, or leave the cell empty.",
            Self::NotPhone => "Write one number of 7 to 15 digits, such as +1 555 010 9999 ext 12.",
            Self::NotInteger => "Write digits only.",
            Self::PairMalformed => "Write it as field=Column name.",
            Self::FieldUnknown { closest } => return did_you_mean(closest, "See the list of fields."),
            Self::ColumnUnknown { closest, .. } => {
                return did_you_mean(closest, "Write the name as the header has it.");
            }
            Self::FieldUnmapped { field, closest: Some(closest) } => {
                return format!("If it is the column \"{0}\", say so: {field}={0}", shown(closest));
            }
            Self::FieldUnmapped { field, closest: None } => {
                return format!("Add the column, or say which it is: {field}=Column name");
            }
            Self::FieldTwice { .. } => "Say which it is: field=Column name.",
            Self::ColumnTwice { .. } => "Give it to one of them.",
        };
        remedy.to_owned()
    }
}

fn did_you_mean(closest: &Option<String>, otherwise: &str) -> String {
    match closest {
        Some(closest) => format!("Did you mean \"{}\"?", shown(closest)),
        None => otherwise.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_what_and_what_to_do() {
        let problem = Problem::new(7, Reason::NotDate).in_column("Date of birth").showing("31/31/1990");
        let text = "line 7, column \"Date of birth\": 31/31/1990 is not a date. Write it as YYYY-MM-DD.";
        assert_eq!(problem.to_string(), text);
        let text = "line 7, column \"Date of birth\": the cell is not a date. Write it as YYYY-MM-DD.";
        assert_eq!(problem.without_value().to_string(), text);
    }

    #[test]
    fn little_of_a_cell_is_shown_and_nothing_that_a_terminal_obeys() {
        let problem = Problem::new(1, Reason::NotEmail).showing(&format!("\u{1b}[2J{}", "é".repeat(50)));
        let value = problem.value().unwrap();
        assert_eq!(value.chars().count(), 40);
        assert!(value.starts_with(" [2Jé") && value.ends_with("é…"));
    }
}
