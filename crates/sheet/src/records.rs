//! From decoded bytes to records: RFC 4180, with the line ends of every system (CRLF, LF, CR), any delimiter,
//! and limits, so that a hostile file costs no more memory than an honest one.
//!
//! A record that cannot be read is reported with its line and skipped to its end; reading goes on after it.

use std::io::{self, Read};
use std::mem;

use crate::delimiter::Delimiter;
use crate::encoding::{Decoded, UNREADABLE};
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
        Self {
            cell: 128 * 1024,
            row: 1024 * 1024,
        }
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

/// The records of a file, in order.
pub(crate) struct Records<R> {
    source: Decoded<R>,
    parser: Parser,
}

impl<R: Read> Records<R> {
    pub fn new(source: Decoded<R>, delimiter: Delimiter, limits: Limits) -> Self {
        Self {
            source,
            parser: Parser::new(delimiter.byte(), limits),
        }
    }

    /// The line being read: where a file breaks off that cannot be read any further.
    pub fn line(&self) -> u64 {
        self.parser.line
    }

    /// The next record that is not an empty line; `None` at the end of the file.
    pub fn next(&mut self) -> io::Result<Option<Result<Record, Fault>>> {
        loop {
            let chunk = self.source.peek()?;
            if chunk.is_empty() {
                return Ok(self.parser.finish());
            }
            let (used, ended) = self.parser.scan(chunk);
            self.source.consume(used);
            if !ended {
                continue;
            }
            match self.parser.take_record() {
                Ok(record) if record.is_empty_line() => {}
                record => return Ok(Some(record)),
            }
        }
    }
}

struct Parser {
    delimiter: u8,
    limits: Limits,
    state: State,
    /// The line being read, from 1.
    line: u64,
    after_cr: bool,
    /// The record being read: where it began, its cells, and what is wrong with it.
    start: u64,
    text: Vec<u8>,
    ends: Vec<usize>,
    quoted: bool,
    fault: Option<Reason>,
}

impl Parser {
    fn new(delimiter: u8, limits: Limits) -> Self {
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
    fn scan(&mut self, chunk: &[u8]) -> (usize, bool) {
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
            self.fail(Reason::CellTooLong {
                limit: self.limits.cell,
            });
        } else if self.size() + bytes.len() > self.limits.row {
            self.fail(Reason::RowTooLong {
                limit: self.limits.row,
            });
        } else {
            self.text.extend_from_slice(bytes);
        }
    }

    fn end_cell(&mut self) {
        if self.fault.is_some() {
            return;
        }
        if self.size() >= self.limits.row {
            self.fail(Reason::RowTooLong {
                limit: self.limits.row,
            });
        } else {
            self.ends.push(self.text.len());
        }
    }

    /// What the row takes up: its text and, so that a row of nothing but delimiters ends too, its cells.
    fn size(&self) -> usize {
        self.text.len() + self.ends.len()
    }

    fn finish(&mut self) -> Option<Result<Record, Fault>> {
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

    fn take_record(&mut self) -> Result<Record, Fault> {
        let next = Vec::with_capacity(self.text.len());
        let text = mem::replace(&mut self.text, next);
        let next = Vec::with_capacity(self.ends.len());
        let ends = mem::replace(&mut self.ends, next);
        let quoted = mem::take(&mut self.quoted);
        let fault = |reason| Fault {
            line: self.start,
            cell: ends.len(),
            reason,
        };
        if let Some(reason) = self.fault.take() {
            return Err(fault(reason));
        }
        match String::from_utf8(text) {
            Ok(text) => Ok(Record {
                line: self.start,
                text,
                ends,
                quoted,
            }),
            Err(_) => Err(fault(Reason::UnreadableBytes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Encoding;

    fn read_within(text: &[u8], limits: Limits) -> Vec<Result<(u64, Vec<String>), Fault>> {
        let source = Decoded::new(text, Encoding::Utf8);
        let mut records = Records::new(source, Delimiter::Comma, limits);
        let mut all = Vec::new();
        while let Some(record) = records.next().unwrap() {
            all.push(record.map(|record| {
                let starts = std::iter::once(0).chain(record.ends.iter().copied());
                let cells = starts
                    .zip(&record.ends)
                    .map(|(from, &to)| record.text[from..to].to_owned());
                (record.line, cells.collect())
            }));
        }
        all
    }

    fn read(text: &str) -> Vec<Result<(u64, Vec<String>), Fault>> {
        read_within(text.as_bytes(), Limits::default())
    }

    fn row(line: u64, cells: &[&str]) -> Result<(u64, Vec<String>), Fault> {
        Ok((line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    fn fault(line: u64, cell: usize, reason: Reason) -> Result<(u64, Vec<String>), Fault> {
        Err(Fault { line, cell, reason })
    }

    #[test]
    fn every_line_end_ends_a_record_and_counts_once() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "\"c", "d\",", "  ", "\"\"", "e"].join(end);
            let quoted = format!("c{end}d");
            let expected = [
                row(1, &["a", "b"]),
                row(3, &[&quoted, ""]),
                row(6, &[""]),
                row(7, &["e"]),
            ];
            assert_eq!(read(&text), expected, "{end:?}");
            assert_eq!(read(&(text + end)), expected, "{end:?}");
        }
        assert_eq!(read(""), []);
        assert_eq!(read("\n\n"), []);
    }

    #[test]
    fn quotes_hold_delimiters_and_doubled_marks() {
        assert_eq!(
            read("\"a,\"\"b\"\"\" ,c\"d, \"e\""),
            [row(1, &["a,\"b\"", "c\"d", " \"e\""])]
        );
        assert_eq!(read(",\n"), [row(1, &["", ""])]);
    }

    #[test]
    fn a_record_at_fault_is_reported_and_reading_goes_on() {
        let text = "a,\"b\"c,\"d\ne\"\nf\0,\0\ng\n";
        let expected = [
            fault(1, 1, Reason::TextAfterQuote),
            fault(3, 0, Reason::NulByte),
            row(4, &["g"]),
        ];
        assert_eq!(read(text), expected);
        let unreadable = read_within(b"a,b\n\"c\",\"\xE9,\n\"\nd\n", Limits::default());
        assert_eq!(
            unreadable,
            [
                row(1, &["a", "b"]),
                fault(2, 1, Reason::UnreadableBytes),
                row(4, &["d"])
            ]
        );
    }

    #[test]
    fn a_quote_that_never_closes_is_named_by_its_first_line() {
        assert_eq!(
            read("a\nb,\"c\nd\n"),
            [row(1, &["a"]), fault(2, 1, Reason::UnclosedQuote)]
        );
        let limits = Limits { cell: 3, row: 9 };
        assert_eq!(
            read_within(b"a,\"bcdefgh", limits),
            [fault(1, 1, Reason::UnclosedQuote)]
        );
    }

    #[test]
    fn limits_hold_for_cells_rows_and_numbers_of_cells() {
        let limits = Limits { cell: 3, row: 6 };
        let text = b"abc,d\nabcd\n\"a\nbcd\"\nab,cd,e\n,,,,,\n,,,,,,\nz";
        let expected = [
            row(1, &["abc", "d"]),
            fault(2, 0, Reason::CellTooLong { limit: 3 }),
            fault(3, 0, Reason::CellTooLong { limit: 3 }),
            fault(5, 2, Reason::RowTooLong { limit: 6 }),
            row(6, &[""; 6]),
            fault(7, 6, Reason::RowTooLong { limit: 6 }),
            row(8, &["z"]),
        ];
        assert_eq!(read_within(text, limits), expected);
    }
}
