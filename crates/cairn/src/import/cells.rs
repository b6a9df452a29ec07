//! The cells of one row, read field by field. What cannot be read becomes a problem with its line and column.

use cairn_sheet::{Column, Mapping, Reason, Row};

use super::finding::{Finding, Findings};
use super::words::{self, Words};

/// Longest name, as on the pages (`people/new`).
const NAME: usize = 120;
/// Longest text in a person's own words.
const WORDS: usize = 4_000;

pub struct Cells<'a> {
    pub row: &'a Row,
    pub mapping: &'a Mapping,
    pub findings: &'a mut Findings,
}

impl<'a> Cells<'a> {
    /// The column and the cell, if there is such a column and the cell is not blank.
    pub fn get(&self, field: &str) -> Option<(&'a Column, &'a str)> {
        let column = self.mapping.column(field)?;
        Some((column, self.row.cell(column))).filter(|(_, cell)| !cell.is_empty())
    }

    pub fn is_filled(&self, field: &str) -> bool {
        self.get(field).is_some()
    }

    /// A problem in the field's column.
    pub fn wrong(&mut self, field: &str, text: String) {
        let finding = self.finding(field, text);
        self.findings.problem(finding);
    }

    pub fn doubt(&mut self, field: &str, text: String) {
        let finding = self.finding(field, text);
        self.findings.warn(finding);
    }

    fn finding(&self, field: &str, text: String) -> Finding {
        let column = self.mapping.column(field);
        let cell = column.map_or("", |column| self.row.cell(column));
        Finding::new(self.row.line(), column.map(Column::name), cell, text)
    }

    /// A name: one line, at most 120 characters. A name that looks like a formula is a name.
    pub fn name(&mut self, field: &str) -> Option<String> {
        let (_, cell) = self.get(field)?;
        let name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        self.fitting(field, name, NAME)
    }

    /// A text in somebody's own words, its lines kept.
    pub fn words(&mut self, field: &str) -> Option<String> {
        let (_, cell) = self.get(field)?;
        self.fitting(field, cell.to_string(), WORDS)
    }

    fn fitting(&mut self, field: &str, text: String, most: usize) -> Option<String> {
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\r' && c != '\t') {
            self.wrong(field, "there are characters in it that cannot be seen. Type it anew.".to_string());
            return None;
        }
        let length = text.chars().count();
        if length > most {
            self.wrong(field, format!("it has {length} characters and may have {most}. Shorten it."));
            return None;
        }
        Some(text)
    }

    pub fn parsed<T>(&mut self, field: &str, parse: impl FnOnce(&'a str) -> Result<T, Reason>) -> Option<T> {
        let column = self.mapping.column(field)?;
        match self.row.read_optional(column, parse) {
            Ok(value) => value,
            Err(problem) => {
                self.findings.problem(problem);
                None
            }
        }
    }

    /// The code that the cell names; a problem naming the known ones if it names none.
    pub fn code(&mut self, field: &str, table: Words) -> Option<&'static str> {
        let (_, cell) = self.get(field)?;
        if words::is_not_said(cell) {
            return None;
        }
        let code = words::code(table, cell);
        if code.is_none() {
            self.wrong(field, format!("this {field} is not known. Write one of: {}.", words::codes(table)));
        }
        code
    }
}
