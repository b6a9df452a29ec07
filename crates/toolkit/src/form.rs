use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::answers::is_blank;
use crate::kind::Slot;
use crate::{Answers, Field, Kind, Tool};

/// Stands before every name, so that a code that a program chose never takes the place of another input of the page.
const PREFIX: &str = "a.";

/// A form that sends more rows than any tool takes is not from our page; what is beyond is left out.
const ROWS_READ: usize = 200;

impl Field {
    /// The name of the input: `a.mood`. Choices send the same name several times.
    pub fn form_name(&self) -> String {
        [PREFIX, &self.code].concat()
    }

    /// The name of an input in a row, counted from 0: `a.steps.0.what`. The columns of people are `name`, `relation`
    /// and `standing`, those of a curve `minute` and `rating`.
    pub fn cell_name(&self, row: usize, column: &str) -> String {
        [PREFIX, &self.code, ".", &row.to_string(), ".", column].concat()
    }
}

impl Tool {
    /// What a form sent, as pairs of name and value in any order. Names that are not of this tool are left alone.
    ///
    /// Spaces at the ends go, line ends become `\n`, blank answers and blank rows are left out (a row of a people map
    /// with nothing but a standing, or of a curve with nothing but a minute, is blank). What does not fit stays as it
    /// was typed; see [`Tool::check`].
    pub fn answers<'a>(&self, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
        let mut sent: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            let value = value.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
            if let Some(name) = name.strip_prefix(PREFIX)
                && !value.is_empty()
            {
                sent.entry(name).or_default().push(value);
            }
        }
        let mut answers = Answers::new();
        for (_, field) in self.fields() {
            answers.set(&field.code, field.read(&sent));
        }
        answers
    }

    /// The pairs that [`Tool::answers`] reads back to the same answers, in the order of the tool.
    pub fn form(&self, answers: &Answers) -> Vec<(String, String)> {
        self.fields().flat_map(|(_, field)| field.write(answers)).collect()
    }
}

impl Field {
    fn read(&self, sent: &BTreeMap<&str, Vec<String>>) -> Value {
        let code = self.code.as_str();
        match &self.kind {
            Kind::Choices { options } => {
                let chosen = sent.get(code).map(Vec::as_slice).unwrap_or_default();
                let known = options.iter().map(|option| &option.code).filter(|code| chosen.contains(code));
                let unknown = chosen.iter().filter(|one| options.iter().all(|option| option.code != **one));
                known.chain(unknown).cloned().collect()
            }
            Kind::Rows { .. } | Kind::People { .. } | Kind::Curve { .. } => self.read_rows(sent),
            _ => match sent.get(code).and_then(|values| values.last()) {
                Some(value) if matches!(self.kind, Kind::Words { .. }) => Value::from(value.as_str()),
                Some(value) => typed(value, matches!(self.kind, Kind::Rating { .. })),
                None => Value::Null,
            },
        }
    }

    fn read_rows(&self, sent: &BTreeMap<&str, Vec<String>>) -> Value {
        let slots = self.kind.slots();
        let mut rows: BTreeMap<usize, Map<String, Value>> = BTreeMap::new();
        for (name, values) in sent {
            let mut parts = name.split('.');
            let (Some(code), Some(row), Some(column), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let slot = slots.iter().find(|(known, _)| *known == column);
            if let (Some((_, slot)), Ok(row), Some(value), true) =
                (slot, row.parse(), values.last(), code == self.code)
                && row < ROWS_READ
            {
                rows.entry(row).or_default().insert(column.to_owned(), typed(value, slot.counts()));
            }
        }
        rows.into_values().filter(|row| self.says_something(row)).map(Value::Object).collect()
    }

    /// A standing or a minute alone comes with the empty row of a page.
    fn says_something(&self, row: &Map<String, Value>) -> bool {
        let ignored = match self.kind {
            Kind::People { .. } => Some("standing"),
            Kind::Curve { .. } => Some("minute"),
            _ => None,
        };
        row.iter().any(|(column, value)| Some(column.as_str()) != ignored && !is_blank(value))
    }

    fn write(&self, answers: &Answers) -> Vec<(String, String)> {
        match (answers.get(&self.code), self.kind.slots()) {
            (Some(Value::Array(chosen)), slots) if slots.is_empty() => chosen
                .iter()
                .filter_map(Value::as_str)
                .map(|one| (self.form_name(), one.to_owned()))
                .collect(),
            (Some(Value::Array(rows)), slots) => {
                (0..rows.len()).flat_map(|row| self.write_row(answers, row, &slots)).collect()
            }
            (Some(_), _) => {
                let text = answers.text(&self.code);
                if text.is_empty() { Vec::new() } else { vec![(self.form_name(), text)] }
            }
            (None, _) => Vec::new(),
        }
    }

    fn write_row(&self, answers: &Answers, row: usize, slots: &[(&str, Slot)]) -> Vec<(String, String)> {
        let cells = slots
            .iter()
            .map(|(column, _)| (self.cell_name(row, column), answers.cell(&self.code, row, column)));
        cells.filter(|(_, text)| !text.is_empty()).collect()
    }
}

/// A whole number where one is expected and typed plainly; otherwise the text as it is, in one line.
fn typed(text: &str, counts: bool) -> Value {
    match text.parse::<u32>() {
        Ok(number) if counts && number.to_string() == text => Value::from(number),
        _ => Value::from(text.replace('\n', " ")),
    }
}
