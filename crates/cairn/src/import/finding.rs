//! What is wrong or doubtful in a sheet: where, what, and what to do about it.

use std::fmt;
use std::fs::File;
use std::path::Path;

use cairn_sheet::{Problem, Reason};

use super::Failure;

/// How many findings are kept to be shown. The rest is counted, so that memory does not grow with a bad sheet.
pub const SHOWN: usize = 200;

/// One thing about a sheet. It may show the beginning of a cell: for the operator, never for a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Line of the file, from 1.
    pub line: u64,
    pub column: Option<String>,
    /// At most 40 characters of the cell.
    pub value: Option<String>,
    /// What is the matter and what to do about it.
    pub text: String,
}

impl Finding {
    pub fn new(line: u64, column: Option<&str>, value: &str, text: String) -> Finding {
        let value = Some(shown(value)).filter(|value| !value.is_empty());
        Finding { line, column: column.map(shown), value, text }
    }

    fn place(line: u64, column: Option<&str>) -> String {
        match column {
            Some(column) => format!("line {line}, column \"{column}\": "),
            None => format!("line {line}: "),
        }
    }
}

impl From<Problem> for Finding {
    fn from(problem: Problem) -> Finding {
        let words = problem.to_string();
        let place = Finding::place(problem.line, problem.column.as_deref());
        let text = words.strip_prefix(&place).unwrap_or(&words).to_string();
        Finding {
            line: problem.line,
            value: problem.value().map(str::to_string),
            column: problem.column,
            text,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Finding::place(self.line, self.column.as_deref()), self.text)
    }
}

/// The first [`SHOWN`] findings of a sort, and how many there are.
#[derive(Debug, Default)]
pub struct Tally {
    pub shown: Vec<Finding>,
    pub count: u64,
}

impl Tally {
    fn add(&mut self, finding: Finding) {
        self.count += 1;
        if self.shown.len() < SHOWN {
            self.shown.push(finding);
        }
    }

    /// How many are counted but not kept.
    pub fn more(&self) -> u64 {
        self.count.saturating_sub(self.shown.len() as u64)
    }
}

/// Everything found in a sheet: problems keep it out, warnings do not.
#[derive(Default)]
pub struct Findings {
    pub problems: Tally,
    pub warnings: Tally,
    file: Option<csv::Writer<File>>,
    refused: Option<String>,
}

impl fmt::Debug for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Findings")
            .field("problems", &self.problems)
            .field("warnings", &self.warnings)
            .finish()
    }
}

impl Findings {
    /// With a path, every finding is written there too, as it is found.
    pub fn open(path: Option<&Path>) -> Result<Findings, Failure> {
        let mut findings = Findings::default();
        if let Some(path) = path {
            let refused = |error: std::io::Error| Failure::ProblemsFile {
                path: path.display().to_string(),
                reason: error.to_string(),
            };
            let mut file = csv::Writer::from_writer(own_file(path).map_err(refused)?);
            file.write_record(["severity", "line", "column", "value", "text"])
                .map_err(|error| refused(error.into()))?;
            findings.file = Some(file);
        }
        Ok(findings)
    }

    pub fn problem(&mut self, finding: impl Into<Finding>) {
        let finding = finding.into();
        self.write("problem", &finding);
        self.problems.add(finding);
    }

    pub fn warn(&mut self, finding: Finding) {
        self.write("warning", &finding);
        self.warnings.add(finding);
    }

    fn write(&mut self, severity: &str, finding: &Finding) {
        let Some(file) = &mut self.file else { return };
        let line = finding.line.to_string();
        let column = as_text(finding.column.as_deref().unwrap_or_default());
        let value = as_text(finding.value.as_deref().unwrap_or_default());
        if let Err(error) = file.write_record([severity, &line, &column, &value, &as_text(&finding.text)]) {
            self.refused.get_or_insert(error.to_string());
        }
    }

    /// Ends the file of findings; whether all of it could be written.
    pub fn close(&mut self, path: Option<&Path>) -> Result<(), Failure> {
        let ended = self.file.take().map(|mut file| file.flush());
        let reason =
            self.refused.take().or_else(|| ended.and_then(|end| end.err().map(|error| error.to_string())));
        match (reason, path) {
            (Some(reason), Some(path)) => {
                Err(Failure::ProblemsFile { path: path.display().to_string(), reason })
            }
            _ => Ok(()),
        }
    }
}

/// At most 40 characters on one line, with nothing that a terminal would obey: how anything out of a sheet is shown.
pub fn shown(text: &str) -> String {
    Problem::new(0, Reason::Missing).showing(text).value().unwrap_or_default().to_string()
}

/// A file that only its owner may read: it names people.
fn own_file(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options().write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// Spreadsheet programs run what begins like a formula; an apostrophe in front makes it text (OWASP, "CSV
/// injection").
fn as_text(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{cell}"),
        _ => cell.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_problem_says_the_same_as_a_finding() {
        let problem = Problem::new(3, Reason::NotDate).in_column("a: b").showing("soon");
        let words = problem.to_string();
        let finding = Finding::from(problem);
        assert_eq!(finding.text, "soon is not a date. Write it as YYYY-MM-DD.");
        assert_eq!(finding.to_string(), words);
    }

    #[test]
    fn many_findings_are_counted_and_few_are_kept() {
        let mut findings = Findings::default();
        for line in 0..500 {
            findings.problem(Finding::new(line, None, "", String::new()));
        }
        assert_eq!((findings.problems.shown.len(), findings.problems.more()), (SHOWN, 300));
    }

    #[test]
    fn formulas_are_written_as_text() {
        assert_eq!(as_text("=1+1"), "'=1+1");
        assert_eq!(as_text("Ana"), "Ana");
    }
}
