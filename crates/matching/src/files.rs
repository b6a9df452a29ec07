//! The two files of an assignment and the file of its result, as CSV.
//!
//! Tolerated: a byte order mark, either line ending, spaces around fields, blank lines, capitals in the header.
//! Scores are held as millionths (see [`Millionths`]), so that decimal totals are exact.

use std::fmt;
use std::io::{self, Read, Write};

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::score_text::{self, Millionths};
use crate::{AssignError, Assignment, Capacity, Edge, solve};

/// Which of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Edges,
    Capacities,
}

impl FileKind {
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Edges => &["participant", "supporter", "score"],
            Self::Capacities => &["supporter", "capacity"],
        }
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Edges => "edges file",
            Self::Capacities => "capacities file",
        })
    }
}

/// What is wrong in a file, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}{}: {reason}; {remedy}", .column.map(|name| format!(", column {name}")).unwrap_or_default())]
pub struct FileError {
    pub file: FileKind,
    /// From 1; the header is usually line 1.
    pub line: usize,
    /// The column, when the fault is in one.
    pub column: Option<&'static str>,
    pub reason: String,
    pub remedy: String,
}

/// The rows of a file with the line each starts on (from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows<T> {
    pub rows: Vec<T>,
    pub lines: Vec<usize>,
}

impl<T> Rows<T> {
    fn line(&self, row: usize) -> usize {
        self.lines.get(row).copied().unwrap_or(0)
    }
}

/// Reads `participant,supporter,score`; scores in millionths.
///
/// # Errors
/// The first thing wrong, by line and column.
pub fn edges_from_csv(reader: impl Read) -> Result<Rows<Edge>, FileError> {
    rows(reader, FileKind::Edges, |row| {
        let refused = |no: score_text::NotAScore| {
            row.refuse(2, format!("\"{}\" {}", row.field(2), no.reason()), no.remedy())
        };
        let score = score_text::parse(row.field(2)).map_err(refused)?;
        Ok(Edge { participant: row.id(0)?, supporter: row.id(1)?, score })
    })
}

/// Reads `supporter,capacity`.
///
/// # Errors
/// The first thing wrong, by line and column.
pub fn capacities_from_csv(reader: impl Read) -> Result<Rows<Capacity>, FileError> {
    rows(reader, FileKind::Capacities, |row| {
        let text = row.field(1);
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let refused = || {
            let reason = format!("\"{text}\" is not a number of people");
            row.refuse(1, reason, "write a whole number from 0 to 4294967295")
        };
        let capacity = text.parse().ok().filter(|_| digits).ok_or_else(refused)?;
        Ok(Capacity { supporter: row.id(0)?, capacity })
    })
}

/// Writes `participant,supporter,score` by participant id; somebody unassigned has an empty supporter and score.
///
/// # Errors
/// What the writer reports.
pub fn assignment_to_csv(assignment: &Assignment, writer: impl Write) -> io::Result<()> {
    let paired = assignment.pairs.iter().map(|pair| {
        let score = Millionths(pair.score.into()).to_string();
        [pair.participant.as_str(), pair.supporter.as_str()]
            .map(str::to_owned)
            .into_iter()
            .chain([score])
            .collect()
    });
    let without = assignment.unassigned.iter().map(|id| vec![id.clone(), String::new(), String::new()]);
    let mut lines: Vec<Vec<String>> = paired.chain(without).collect();
    lines.sort();
    let mut out = csv::Writer::from_writer(writer);
    out.write_record(FileKind::Edges.columns())?;
    for line in lines {
        out.write_record(line)?;
    }
    out.flush()
}

/// A solved pair of files. Displayed as the CSV of [`assignment_to_csv`]; the total is apart, so that the printed
/// text stays a CSV file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solved {
    pub assignment: Assignment,
}

impl Solved {
    /// The total score, exact.
    #[must_use]
    pub fn total(&self) -> Millionths {
        Millionths(self.assignment.total)
    }
}

impl fmt::Display for Solved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = Vec::new();
        assignment_to_csv(&self.assignment, &mut bytes).map_err(|_| fmt::Error)?;
        out.write_str(&String::from_utf8(bytes).map_err(|_| fmt::Error)?)
    }
}

/// Reads both files and finds the best assignment (see [`solve`] for what best means).
///
/// # Errors
/// The first thing wrong in either file, by file, line and column, with what to do.
pub fn solve_files(edges: impl Read, capacities: impl Read) -> Result<Solved, FileError> {
    let capacities = capacities_from_csv(capacities)?;
    let edges = edges_from_csv(edges)?;
    let assignment =
        solve(&edges.rows, &capacities.rows).map_err(|error| located(error, &edges, &capacities))?;
    Ok(Solved { assignment })
}

fn located(error: AssignError, edges: &Rows<Edge>, capacities: &Rows<Capacity>) -> FileError {
    match error {
        AssignError::DuplicateEdge { edge, first, participant, supporter } => FileError {
            file: FileKind::Edges,
            line: edges.line(edge),
            column: None,
            reason: format!(
                "{participant} and {supporter} already have a score in line {}",
                edges.line(first)
            ),
            remedy: "keep one of the two lines".into(),
        },
        AssignError::UnknownSupporter { edge, supporter } => FileError {
            file: FileKind::Edges,
            line: edges.line(edge),
            column: Some("supporter"),
            reason: format!("{supporter} is not in the capacities file"),
            remedy: "add a line for them there (capacity 0 if they take nobody) or remove this one".into(),
        },
        AssignError::DuplicateCapacity { capacity, first, supporter } => FileError {
            file: FileKind::Capacities,
            line: capacities.line(capacity),
            column: Some("supporter"),
            reason: format!("{supporter} already has a capacity in line {}", capacities.line(first)),
            remedy: "keep one of the two lines".into(),
        },
    }
}

struct Row {
    file: FileKind,
    line: usize,
    fields: StringRecord,
}

impl Row {
    fn field(&self, at: usize) -> &str {
        self.fields.get(at).unwrap_or_default()
    }

    fn id(&self, at: usize) -> Result<String, FileError> {
        let id = self.field(at);
        if id.is_empty() {
            return Err(self.refuse(at, "it is empty".into(), "write the id"));
        }
        if id.chars().any(char::is_control) {
            let reason = "it holds a line break or another control character".into();
            return Err(self.refuse(at, reason, "check that every quotation mark is closed on its line"));
        }
        Ok(id.to_owned())
    }

    fn refuse(&self, at: usize, reason: String, remedy: &str) -> FileError {
        let column = self.file.columns().get(at).copied();
        FileError { file: self.file, line: self.line, column, reason, remedy: remedy.into() }
    }

    fn check_width(&self) -> Result<(), FileError> {
        let columns = self.file.columns();
        if self.fields.len() == columns.len() {
            return Ok(());
        }
        Err(FileError {
            file: self.file,
            line: self.line,
            column: columns.get(self.fields.len()).copied(),
            reason: format!("it has {} columns instead of {}", self.fields.len(), columns.len()),
            remedy: format!(
                "write {}, separated by commas; put a field that contains a comma in quotation marks",
                columns.join(",")
            ),
        })
    }

    fn check_header(&self) -> Result<(), FileError> {
        let columns = self.file.columns();
        let wrong = (0..columns.len().max(self.fields.len()))
            .find(|at| columns.get(*at).is_none_or(|name| !self.field(*at).eq_ignore_ascii_case(name)));
        wrong.map_or(Ok(()), |at| {
            let found = self.field(at);
            let reason = format!("the header has \"{found}\" in place {}", at + 1);
            Err(self.refuse(at, reason, &format!("make the first line {}", columns.join(","))))
        })
    }
}

fn rows<T>(
    reader: impl Read,
    file: FileKind,
    row_of: impl Fn(&Row) -> Result<T, FileError>,
) -> Result<Rows<T>, FileError> {
    let text = text(reader, file)?;
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    let mut read = Rows { rows: vec![], lines: vec![] };
    let mut header = false;
    for fields in reader.records() {
        let fields = fields.map_err(|error| unreadable(file, lines.line, &error.to_string()))?;
        let start = fields.position().map_or(0, csv::Position::byte);
        let line = lines.of(usize::try_from(start).unwrap_or(usize::MAX));
        // Spreadsheets write an empty row as commas only.
        if fields.iter().all(str::is_empty) {
            continue;
        }
        let row = Row { file, line, fields };
        if header {
            row.check_width()?;
            read.rows.push(row_of(&row)?);
            read.lines.push(line);
        } else {
            row.check_header()?;
            header = true;
        }
    }
    if header {
        return Ok(read);
    }
    let remedy = format!("start it with the line {}", file.columns().join(","));
    Err(FileError { file, line: 1, column: None, reason: "the file is empty".into(), remedy })
}

fn text(mut reader: impl Read, file: FileKind) -> Result<String, FileError> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|error| unreadable(file, 1, &error.to_string()))?;
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    match std::str::from_utf8(text) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let before = text.iter().take(error.valid_up_to());
            let line = before.filter(|byte| **byte == b'\n').count() + 1;
            Err(FileError {
                file,
                line,
                column: None,
                reason: "it is not text in UTF-8".into(),
                remedy: "save the file as \"CSV UTF-8\"".into(),
            })
        }
    }
}

fn unreadable(file: FileKind, line: usize, why: &str) -> FileError {
    let reason = format!("it cannot be read ({why})");
    FileError { file, line, column: None, reason, remedy: "check the file and try again".into() }
}

/// Counts lines up to where a record begins. The reader's own count stands before the blank lines it has skipped.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, record: usize) -> usize {
        for byte in self.text.bytes().skip(self.at) {
            let blank = byte == b'\n' || byte == b'\r';
            if self.at >= record && !blank {
                break;
            }
            self.line += usize::from(byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}
