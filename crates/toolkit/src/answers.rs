use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Error;

/// What somebody wrote into a tool: code of the field to value, in the shapes that [`crate::Kind`] names. A field that
/// was left blank is absent.
///
/// Values that the tool does not know stay in (they may be from an earlier version), and so does what does not fit, so
/// that a form can show it again: [`crate::Tool::check`] says what is wrong.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub(crate) Map<String, Value>);

/// Codes only: these are somebody's words, and logs travel.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Answers").field(&self.0.keys().collect::<Vec<_>>()).finish()
    }
}

impl Answers {
    pub fn new() -> Self {
        Self::default()
    }

    /// # Errors
    /// [`Error::Answers`], which quotes nothing of the text.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        serde_json::from_str(json).map_err(|error| Error::answers(&error))
    }

    /// What [`Answers::from_json`] reads back.
    pub fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }

    pub fn get(&self, code: &str) -> Option<&Value> {
        self.0.get(code)
    }

    /// Keeps `value`, or nothing when it is blank.
    pub fn set(&mut self, code: &str, value: impl Into<Value>) {
        let value = value.into();
        if is_blank(&value) {
            self.0.remove(code);
        } else {
            self.0.insert(code.to_owned(), value);
        }
    }

    /// Whether nothing at all was written.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(is_blank)
    }

    /// Whether this field was left blank.
    pub fn is_blank(&self, code: &str) -> bool {
        self.0.get(code).is_none_or(is_blank)
    }

    /// The value of a line, words, rating, choice or date as a form shows it. Empty when blank.
    pub fn text(&self, code: &str) -> String {
        self.0.get(code).map(plain).unwrap_or_default()
    }

    /// Whether `option` is the choice, or among the choices.
    pub fn chose(&self, code: &str, option: &str) -> bool {
        match self.0.get(code) {
            Some(Value::String(chosen)) => chosen == option,
            Some(Value::Array(chosen)) => chosen.iter().any(|one| one.as_str() == Some(option)),
            _ => false,
        }
    }

    /// How many rows, people or ratings are filled in.
    pub fn rows(&self, code: &str) -> usize {
        match self.0.get(code) {
            Some(Value::Array(rows)) => rows.iter().filter(|row| row.is_object()).count(),
            _ => 0,
        }
    }

    /// One place in a row as a form shows it; rows count from 0. Empty when blank or beyond the last row.
    pub fn cell(&self, code: &str, row: usize, column: &str) -> String {
        self.0
            .get(code)
            .and_then(|rows| rows.get(row))
            .and_then(|row| row.get(column))
            .map(plain)
            .unwrap_or_default()
    }
}

/// A string or number as typed; nothing of lists and objects.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

pub(crate) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(inner) => inner.iter().all(is_blank),
        Value::Object(inner) => inner.values().all(is_blank),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
