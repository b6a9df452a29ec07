use jiff::civil::Date;
use serde_json::Value;

use crate::answers::is_blank;
use crate::kind::Slot;
use crate::rules::{CELL, MINUTES};
use crate::{Answers, Field, Kind, Standing, Tool};

/// One answer that needs another look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The name of the input in a form, see [`Field::form_name`] and [`Field::cell_name`].
    pub field: String,
    /// The code of the field, for its label.
    pub code: String,
    pub reason: Reason,
}

/// Why. [`Reason::key`] is the end of a key of translations; the figures go in as arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Blank, but the worksheet cannot be kept without it.
    Required,
    /// More than `most` characters.
    TooLong { most: usize },
    /// More than `most` rows.
    TooMany { most: usize },
    /// Not a whole number from 0 to 10.
    Rating,
    /// Not a whole number of minutes from 0 to `most`.
    Minute { most: usize },
    /// Not among the options.
    Option,
    /// Not a day.
    Date,
    /// Another kind of answer, for instance from an earlier version.
    Shape,
}

impl Reason {
    pub fn key(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too-long",
            Self::TooMany { .. } => "too-many",
            Self::Rating => "rating",
            Self::Minute { .. } => "minute",
            Self::Option => "option",
            Self::Date => "date",
            Self::Shape => "shape",
        }
    }

    /// The figure that belongs into the sentence.
    pub fn most(self) -> Option<usize> {
        match self {
            Self::TooLong { most } | Self::TooMany { most } | Self::Minute { most } => Some(most),
            _ => None,
        }
    }
}

impl Tool {
    /// What needs another look, in the order of the tool. Blank is fine unless a field is required; codes that the
    /// tool does not know are left alone.
    pub fn check(&self, answers: &Answers) -> Vec<Wrong> {
        self.fields().flat_map(|(_, field)| field.check(answers)).collect()
    }
}

impl Field {
    fn check(&self, answers: &Answers) -> Vec<Wrong> {
        let value = match answers.get(&self.code) {
            Some(value) if !is_blank(value) => value,
            _ if self.required => return vec![self.wrong(self.form_name(), Reason::Required)],
            _ => return Vec::new(),
        };
        let reason = match &self.kind {
            Kind::Line { most } | Kind::Words { most } => text(value, *most),
            Kind::Rating { .. } => number(value, 10, Reason::Rating),
            Kind::Choice { .. } => self.one(value),
            Kind::Choices { .. } => self.several(value),
            Kind::Date => day(value),
            Kind::Rows { most, .. } | Kind::People { most } | Kind::Curve { most, .. } => {
                return self.check_rows(value, *most);
            }
        };
        reason.map(|reason| self.wrong(self.form_name(), reason)).into_iter().collect()
    }

    fn wrong(&self, field: String, reason: Reason) -> Wrong {
        Wrong { field, code: self.code.clone(), reason }
    }

    fn one(&self, value: &Value) -> Option<Reason> {
        let Some(chosen) = value.as_str() else { return Some(Reason::Shape) };
        let known = self.kind.options().iter().any(|option| option.code == chosen);
        (!known).then_some(Reason::Option)
    }

    fn several(&self, value: &Value) -> Option<Reason> {
        let Some(chosen) = value.as_array() else { return Some(Reason::Shape) };
        chosen.iter().find_map(|one| self.one(one))
    }

    fn check_rows(&self, value: &Value, most: usize) -> Vec<Wrong> {
        let Some(rows) = value.as_array() else { return vec![self.wrong(self.form_name(), Reason::Shape)] };
        let mut wrong = Vec::new();
        if rows.len() > most {
            wrong.push(self.wrong(self.form_name(), Reason::TooMany { most }));
        }
        for (place, row) in rows.iter().enumerate() {
            for (column, slot) in self.kind.slots() {
                let cell = row.get(column).filter(|cell| !is_blank(cell));
                let reason = match cell {
                    Some(cell) => fits(slot, cell),
                    None => self.needed(slot, column),
                };
                wrong.extend(reason.map(|reason| self.wrong(self.cell_name(place, column), reason)));
            }
        }
        wrong
    }

    /// A person without a name is nobody, a rating without a minute has no place on a curve. Other cells may be blank.
    fn needed(&self, slot: Slot, column: &str) -> Option<Reason> {
        match &self.kind {
            Kind::People { .. } if column == "name" => Some(Reason::Required),
            Kind::Curve { .. } if slot == Slot::Minute => Some(Reason::Minute { most: MINUTES }),
            Kind::Curve { .. } => Some(Reason::Rating),
            _ => None,
        }
    }
}

/// Why a value does not belong into this place of a row, if it does not.
fn fits(slot: Slot, value: &Value) -> Option<Reason> {
    match slot {
        Slot::Line => text(value, CELL),
        Slot::Date => day(value),
        Slot::Rating => number(value, 10, Reason::Rating),
        Slot::Minute => number(value, MINUTES, Reason::Minute { most: MINUTES }),
        Slot::Standing => match value.as_str().map(Standing::of_code) {
            Some(Some(_)) => None,
            _ => Some(Reason::Option),
        },
    }
}

fn text(value: &Value, most: usize) -> Option<Reason> {
    let Some(text) = value.as_str() else { return Some(Reason::Shape) };
    (text.chars().count() > most).then_some(Reason::TooLong { most })
}

fn number(value: &Value, most: usize, reason: Reason) -> Option<Reason> {
    let found = value.as_u64().and_then(|number| usize::try_from(number).ok());
    found.is_none_or(|number| number > most).then_some(reason)
}

fn day(value: &Value) -> Option<Reason> {
    value.as_str().and_then(parse_day).is_none().then_some(Reason::Date)
}

/// "2026-05-31" and nothing longer or shorter.
pub(crate) fn parse_day(text: &str) -> Option<Date> {
    Date::strptime("%Y-%m-%d", text).ok().filter(|day| day.to_string() == text)
}
