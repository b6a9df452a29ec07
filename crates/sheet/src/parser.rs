//! From decoded bytes to records: RFC 4180, with the line ends of every system (CRLF, LF, CR), any delimiter,
//! and limits, so that a hostile file costs no more memory than an honest one.

use std::mem;

use crate::encoding::UNREADABLE;
use crate::problem::Reason;

/// What one row may hold, in bytes of UTF-8. The defaults take every cell that Excel can write (32,767
/// characters, of up to four bytes each) and rows of a mebibyte. Each cell counts as one byte more to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub cell: usize,
    pub row: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { cell: 128 * 1024, row: 1024 * 1024 }
    }
}

/// The cells of one record, end to end.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// The line of the file on which the record begins, from 1.
    pub line: u64,
    pub text: String,
    /// Where each cell ends in `text`.
    pub ends: Vec<usize>,
    /// Whether a quote mark opened any cell: tells an empty cell from an empty line.
    pub quoted: bool,
}

impl Record {
    /// A line with nothing on it, which programs leave between and after rows.
    pub fn is_empty_line(&self) -> bool {
        self.ends.len() == 1 && !self.quoted && self.text.trim().is_empty()
    }
}

/// A record that cannot be read: where it begins, the cell (from 0) that is at fault, and why.
#[derive(Debug, PartialEq)]
pub(crate) struct Fault {
    pub line: u64,
    pub cell: usize,
    pub reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first byte of a record.
    RecordStart,
    CellStart,
    Plain,
    Quoted,
    /// After a quote mark inside quotes: the end of the cell, or the first of a doubled mark.
    QuoteInQuoted,
    /// After a quoted cell, where only blanks may stand.
    AfterQuoted,
}

pub(crate) struct Parser {
    delimiter: u8,
    limits: Limits,
    state: State,
    /// The line being read, from 1.
    pub line: u64,
    after_cr: bool,
    /// The record being read: where it began, its cells, and what is wrong with it.
    start: u64,
    text: Vec<u8>,
    ends: Vec<usize>,
    quoted: bool,
    fault: Option<Reason>,
}

impl Parser {
    pub fn new(delimiter: u8, limits: Limits) -> Self {
        Self {
            delimiter,
            limits,
            state: State::RecordStart,
            line: 1,
            after_cr: false,
            start: 1,
            text: Vec::new(),
            ends: Vec::new(),
            quoted: false,
            fault: None,
        }
    }

    /// Reads on to the end of the record or of the chunk: the bytes used, and whether the record ended.
    pub fn scan(&mut self, chunk: &[u8]) -> (usize, bool) {
        let mut used = 0;
        while let Some(rest) = chunk.get(used..).filter(|rest| !rest.is_empty()) {
            let run = self.run(rest);
            if run.is_empty() {
                used += 1;
                if rest.first().is_some_and(|&byte| self.step(byte)) {
                    return (used, true);
                }
            } else {
                used += run.len();
                self.after_cr = false;
                self.push(run);
            }
        }
        (used, false)
    }

    /// The bytes ahead that only add to the cell.
    fn run<'c>(&self, rest: &'c [u8]) -> &'c [u8] {
        let stop = match self.state {
            State::Plain => self.delimiter,
            State::Quoted => b'"',
            _ => return &[],
        };
        let special = |&byte: &u8| byte == stop || matches!(byte, b'\r' | b'\n' | 0 | UNREADABLE);
        let length = rest.iter().position(special).unwrap_or(rest.len());
        rest.get(..length).unwrap_or_default()
    }

    /// Takes one byte; true if it ends the record.
    fn step(&mut self, byte: u8) -> bool {
        let second_of_crlf = self.after_cr && byte == b'\n';
        self.after_cr = byte == b'\r';
        if self.state == State::RecordStart {
            if second_of_crlf {
                return false;
            }
            self.start = self.line;
            self.state = State::CellStart;
        }
        if byte == b'\r' || (byte == b'\n' && !second_of_crlf) {
            self.line += 1;
        }
        match (self.state, byte) {
            (_, 0) => self.unreadable(Reason::NulByte),
            (_, UNREADABLE) => self.unreadable(Reason::UnreadableBytes),
            (State::Quoted, b'"') => self.state = State::QuoteInQuoted,
            (State::Quoted, _) => self.push(&[byte]),
            (State::QuoteInQuoted, b'"') => {
                self.push(b"\"");
                self.state = State::Quoted;
            }
            (_, b'\r' | b'\n') => {
                self.end_cell();
                self.state = State::RecordStart;
                return true;
            }
            (_, byte) if byte == self.delimiter => {
                self.end_cell();
                self.state = State::CellStart;
            }
            (State::CellStart, b'"') => {
                self.quoted = true;
                self.state = State::Quoted;
            }
            (State::QuoteInQuoted | State::AfterQuoted, b' ' | b'\t') => self.state = State::AfterQuoted,
            (State::QuoteInQuoted | State::AfterQuoted, _) => {
                self.fail(Reason::TextAfterQuote);
                self.state = State::Plain;
            }
            _ => {
                self.push(&[byte]);
                self.state = State::Plain;
            }
        }
        false
    }

    fn unreadable(&mut self, reason: Reason) {
        self.fail(reason);
        if self.state != State::Quoted {
            self.state = State::Plain;
        }
    }

    /// The first fault of a record is the one reported; nothing is kept of the record from there on.
    fn fail(&mut self, reason: Reason) {
        self.fault.get_or_insert(reason);
    }

    fn push(&mut self, bytes: &[u8]) {
        if self.fault.is_some() {
            return;
        }
        let cell = self.text.len() - self.ends.last().copied().unwrap_or(0);
        if cell + bytes.len() > self.limits.cell {
            self.fail(Reason::CellTooLong { limit: self.limits.cell });
        } else if self.size() + bytes.len() > self.limits.row {
            self.fail(Reason::RowTooLong { limit: self.limits.row });
        } else {
            self.text.extend_from_slice(bytes);
        }
    }

    fn end_cell(&mut self) {
        if self.fault.is_some() {
            return;
        }
        if self.size() >= self.limits.row {
            self.fail(Reason::RowTooLong { limit: self.limits.row });
        } else {
            self.ends.push(self.text.len());
        }
    }

    /// What the row takes up: its text and, so that a row of nothing but delimiters ends too, its cells.
    fn size(&self) -> usize {
        self.text.len() + self.ends.len()
    }

    /// The record that the end of the file ends, if any.
    pub fn finish(&mut self) -> Option<Result<Record, Fault>> {
        if self.state == State::RecordStart {
            return None;
        }
        if self.state == State::Quoted {
            // Also behind whatever was found first: a cell that is too long, most of all.
            self.fault = Some(Reason::UnclosedQuote);
        }
        self.end_cell();
        self.state = State::RecordStart;
        Some(self.take_record()).filter(|record| !record.as_ref().is_ok_and(Record::is_empty_line))
    }

    /// The record that ended.
    pub fn take_record(&mut self) -> Result<Record, Fault> {
        let next = Vec::with_capacity(self.text.len());
        let text = mem::replace(&mut self.text, next);
        let next = Vec::with_capacity(self.ends.len());
        let ends = mem::replace(&mut self.ends, next);
        let quoted = mem::take(&mut self.quoted);
        let fault = |reason| Fault { line: self.start, cell: ends.len(), reason };
        if let Some(reason) = self.fault.take() {
            return Err(fault(reason));
        }
        match String::from_utf8(text) {
            Ok(text) => Ok(Record { line: self.start, text, ends, quoted }),
            Err(_) => Err(fault(Reason::UnreadableBytes)),
        }
    }
}
