//! The records of a file, read as they are asked for. One that cannot be read is reported with its line and
//! skipped to its end; reading goes on after it.

use std::io::{self, Read};

use crate::delimiter::Delimiter;
use crate::encoding::Decoded;
use crate::parser::{Fault, Limits, Parser, Record};

/// The records of a file, in order.
pub(crate) struct Records<R> {
    source: Decoded<R>,
    parser: Parser,
}

impl<R: Read> Records<R> {
    pub fn new(source: Decoded<R>, delimiter: Delimiter, limits: Limits) -> Self {
        Self { source, parser: Parser::new(delimiter.byte(), limits) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Encoding;
    use crate::problem::Reason;

    fn read_within(text: &[u8], limits: Limits) -> Vec<Result<(u64, Vec<String>), Fault>> {
        let source = Decoded::new(text, Encoding::Utf8);
        let mut records = Records::new(source, Delimiter::Comma, limits);
        let mut all = Vec::new();
        while let Some(record) = records.next().unwrap() {
            all.push(record.map(|record| {
                let starts = std::iter::once(0).chain(record.ends.iter().copied());
                let cells = starts.zip(&record.ends).map(|(from, &to)| record.text[from..to].to_owned());
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
            let expected = [row(1, &["a", "b"]), row(3, &[&quoted, ""]), row(6, &[""]), row(7, &["e"])];
            assert_eq!(read(&text), expected, "{end:?}");
            assert_eq!(read(&(text + end)), expected, "{end:?}");
        }
        assert_eq!(read(""), []);
        assert_eq!(read("\n\n"), []);
    }

    #[test]
    fn quotes_hold_delimiters_and_doubled_marks() {
        assert_eq!(read("\"a,\"\"b\"\"\" ,c\"d, \"e\""), [row(1, &["a,\"b\"", "c\"d", " \"e\""])]);
        assert_eq!(read(",\n"), [row(1, &["", ""])]);
    }

    #[test]
    fn a_record_at_fault_is_reported_and_reading_goes_on() {
        let text = "a,\"b\"c,\"d\ne\"\nf\0,\0\ng\n";
        let expected = [fault(1, 1, Reason::TextAfterQuote), fault(3, 0, Reason::NulByte), row(4, &["g"])];
        assert_eq!(read(text), expected);
        let unreadable = read_within(b"a,b\n\"c\",\"\xE9,\n\"\nd\n", Limits::default());
        assert_eq!(unreadable, [row(1, &["a", "b"]), fault(2, 1, Reason::UnreadableBytes), row(4, &["d"])]);
    }

    #[test]
    fn a_quote_that_never_closes_is_named_by_its_first_line() {
        assert_eq!(read("a\nb,\"c\nd\n"), [row(1, &["a"]), fault(2, 1, Reason::UnclosedQuote)]);
        let limits = Limits { cell: 3, row: 9 };
        assert_eq!(read_within(b"a,\"bcdefgh", limits), [fault(1, 1, Reason::UnclosedQuote)]);
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
