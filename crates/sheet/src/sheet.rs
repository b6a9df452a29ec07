//! A sheet: a header row and, one at a time, the rows below it.

use std::io::{self, Read, Seek};
use std::sync::Arc;

use crate::delimiter::Delimiter;
use crate::encoding::{Decoded, Encoding};
use crate::parser::{Fault, Limits, Record};
use crate::problem::{Problem, Reason};
use crate::records::Records;

/// Decoded bytes from which the delimiter is told.
const SAMPLE: usize = 64 * 1024;

/// What the operator knows about the file; what is left out is found out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<Delimiter>,
    pub limits: Limits,
}

/// A column of one sheet: its place and its name, unique in the sheet whatever the letter case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    index: usize,
    name: String,
}

impl Column {
    /// The header cell without the blanks around it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The place of the column as spreadsheet programs show it: A to Z, then AA.
    pub fn letter(&self) -> String {
        letter(self.index)
    }
}

fn letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut left = index + 1;
    while left > 0 {
        let place = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + place));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// An open sheet, read once from its first row to its last.
pub struct Sheet<R> {
    records: Records<R>,
    columns: Arc<[Column]>,
    header_line: u64,
    encoding: Encoding,
    delimiter: Delimiter,
    broken: bool,
}

impl<R: Read + Seek> Sheet<R> {
    /// Finds out the encoding (from the whole file) and the delimiter (from its beginning), then reads the header.
    ///
    /// # Errors
    /// When the file cannot be read, has no header row, or a column has no name or another column's name.
    pub fn open(mut reader: R, options: Options) -> Result<Self, Problem> {
        let (encoding, sample) =
            look_at(&mut reader, options.encoding).map_err(|error| cut_off(1, &error))?;
        let declared = Delimiter::declared(&sample);
        let delimiter = match options.delimiter.or(declared) {
            Some(delimiter) => delimiter,
            None => Delimiter::detect(&sample, sample.len() < SAMPLE).map_err(|error| cut_off(1, &error))?,
        };
        let mut records = Records::new(Decoded::new(reader, encoding), delimiter, options.limits);
        if declared.is_some() {
            records
                .next()
                .map_err(|error| cut_off(1, &error))?
                .transpose()
                .map_err(|fault| at_fault(fault, &[]))?;
        }
        let header = records.next().map_err(|error| cut_off(records.line(), &error))?;
        let header =
            header.ok_or_else(|| Problem::new(1, Reason::NoHeader))?.map_err(|fault| at_fault(fault, &[]))?;
        let columns = columns(&header)?.into();
        Ok(Self { records, columns, header_line: header.line, encoding, delimiter, broken: false })
    }
}

impl<R> Sheet<R> {
    pub fn headers(&self) -> &[Column] {
        &self.columns
    }

    /// The line of the file, from 1, on which the header is.
    pub fn header_line(&self) -> u64 {
        self.header_line
    }

    /// The column of this name, whatever the letter case.
    pub fn column(&self, name: &str) -> Option<&Column> {
        let name = name.trim().to_lowercase();
        self.columns.iter().find(|column| column.name.to_lowercase() == name)
    }

    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub fn delimiter(&self) -> Delimiter {
        self.delimiter
    }

    /// The rows that follow. A row that cannot be read is a problem among the others; the next row follows it.
    pub fn rows(&mut self) -> Rows<'_, R> {
        Rows { sheet: self }
    }
}

fn look_at<R: Read + Seek>(reader: &mut R, known: Option<Encoding>) -> io::Result<(Encoding, Vec<u8>)> {
    reader.rewind()?;
    let encoding = match known {
        Some(encoding) => encoding,
        None => Encoding::detect(&mut *reader)?,
    };
    reader.rewind()?;
    let mut source = Decoded::new(&mut *reader, encoding);
    let mut sample = Vec::new();
    while sample.len() < SAMPLE {
        let chunk = source.peek()?;
        if chunk.is_empty() {
            break;
        }
        sample.extend_from_slice(chunk);
        let length = chunk.len();
        source.consume(length);
    }
    reader.rewind()?;
    Ok((encoding, sample))
}

fn columns(header: &Record) -> Result<Vec<Column>, Problem> {
    let mut columns: Vec<Column> = Vec::with_capacity(header.ends.len());
    let mut seen = std::collections::HashMap::new();
    for index in 0..header.ends.len() {
        let name = cell(&header.text, &header.ends, index).trim();
        if name.is_empty() {
            return Err(Problem::new(header.line, Reason::HeaderEmpty).in_column(&letter(index)));
        }
        if let Some(first) = seen.insert(name.to_lowercase(), index) {
            let reason = Reason::HeaderTwice { first: letter(first), second: letter(index) };
            return Err(Problem::new(header.line, reason).showing(name));
        }
        columns.push(Column { index, name: name.to_owned() });
    }
    Ok(columns)
}

fn cell<'r>(text: &'r str, ends: &[usize], index: usize) -> &'r str {
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(index).and_then(|&end| text.get(start..end)).unwrap_or_default()
}

fn cut_off(line: u64, error: &io::Error) -> Problem {
    Problem::new(line, Reason::CannotBeRead { detail: error.to_string() })
}

fn at_fault(fault: Fault, columns: &[Column]) -> Problem {
    let problem = Problem::new(fault.line, fault.reason);
    match columns.get(fault.cell) {
        Some(column) => problem.in_column(&column.name),
        None => problem.in_column(&letter(fault.cell)),
    }
}

/// The rows of a sheet, read as they are asked for.
pub struct Rows<'s, R> {
    sheet: &'s mut Sheet<R>,
}

impl<R: Read> Iterator for Rows<'_, R> {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.sheet.broken {
            return None;
        }
        let columns = &self.sheet.columns;
        match self.sheet.records.next() {
            Ok(record) => record.map(|record| match record {
                Ok(record) => Row::new(record, columns),
                Err(fault) => Err(at_fault(fault, columns)),
            }),
            Err(error) => {
                self.sheet.broken = true;
                Some(Err(cut_off(self.sheet.records.line(), &error)))
            }
        }
    }
}

/// One row, with as many cells as the sheet has columns.
#[derive(Debug, Clone)]
pub struct Row {
    line: u64,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    fn new(record: Record, columns: &[Column]) -> Result<Self, Problem> {
        let Record { line, text, ends, .. } = record;
        let (expected, found) = (columns.len(), ends.len());
        match found.cmp(&expected) {
            std::cmp::Ordering::Less => Err(Problem::new(line, Reason::TooFewCells { expected, found })),
            std::cmp::Ordering::Greater => Err(Problem::new(line, Reason::TooManyCells { expected, found })),
            std::cmp::Ordering::Equal => Ok(Self { line, text, ends }),
        }
    }

    /// The line of the file, from 1, on which the row begins: a quoted cell may hold further lines.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The cell without the blanks around it.
    pub fn cell(&self, column: &Column) -> &str {
        self.raw_cell(column).trim()
    }

    /// The cell as it is.
    pub fn raw_cell(&self, column: &Column) -> &str {
        cell(&self.text, &self.ends, column.index)
    }

    /// Whether every cell is blank: spreadsheet programs leave such rows below the last one.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// A problem with one cell of the row, showing its beginning.
    pub fn problem(&self, column: &Column, reason: Reason) -> Problem {
        Problem::new(self.line, reason).in_column(&column.name).showing(self.cell(column))
    }

    /// The cell as `parse` reads it.
    ///
    /// # Errors
    /// When the cell is blank or `parse` refuses it.
    pub fn read<'r, T>(
        &'r self,
        column: &Column,
        parse: impl FnOnce(&'r str) -> Result<T, Reason>,
    ) -> Result<T, Problem> {
        self.read_optional(column, parse)?.ok_or_else(|| self.problem(column, Reason::Missing))
    }

    /// The cell as `parse` reads it; `None` if it is blank.
    ///
    /// # Errors
    /// When `parse` refuses it.
    pub fn read_optional<'r, T>(
        &'r self,
        column: &Column,
        parse: impl FnOnce(&'r str) -> Result<T, Reason>,
    ) -> Result<Option<T>, Problem> {
        match self.cell(column) {
            "" => Ok(None),
            text => parse(text).map(Some).map_err(|reason| self.problem(column, reason)),
        }
    }
}
