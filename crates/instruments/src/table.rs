//! Many answer sheets of one instrument as CSV in, their scores as CSV out, a row at a time.

use std::io::{BufRead, BufReader, Cursor, Read, Write};

use csv::{ByteRecord, ReaderBuilder, WriterBuilder};

use crate::{Definition, Error, Scorer, all, scoring::allowed};

mod columns;

use columns::{Columns, Kept};

/// How many sheets ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub scored: u64,
    /// Items have no answer, so there is no total, and no subscale that they belong to.
    pub incomplete: u64,
    /// An answer is none that the instrument has.
    pub refused: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The table cannot be read any further: [`Error::Table`], with line, reason and remedy.
    #[error(transparent)]
    Table(#[from] Error),
    #[error("cannot read it: {0}")]
    Read(std::io::Error),
    #[error("cannot write the scores: {0}")]
    Write(std::io::Error),
}

/// Scores a table of answer sheets, one a row, and writes one row of scores for each. Neither is ever held as a whole.
///
/// Cells are separated by commas, semicolons or tabs, whichever the first line has most of. A blank cell is a missing
/// answer, never zero. Columns are the items in the published order, with one more in front that names the sheet and
/// is passed through; or the first row is a header whose cells are `1`, `item1`, `q1` or `barc10_1`, in any order.
///
/// Out: `row` (counted from 1), the name's column if there is one, `total`, `band`, each subscale by its code (and
/// `CODE_band` where it has bands), `answered`, `items`, `missing`, `alerts`, `flags` (numbers and codes with a space
/// between), `status` (`scored`, `incomplete`, `refused`), `reason`. A sheet that is refused keeps its alerts: a person
/// has to see them whatever else is wrong.
///
/// # Errors
/// [`TableError`]: a first row that cannot be understood, a row with another number of cells, or what the two streams
/// say. An answer that is not allowed refuses its own row only.
pub fn score_table(
    definition: &Definition,
    input: impl Read,
    output: impl Write,
) -> Result<Tally, TableError> {
    let (separator, input) = opened(input)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(1 << 16)
        .from_reader(input);
    let mut writer = WriterBuilder::new().buffer_capacity(1 << 16).from_writer(output);
    let mut record = ByteRecord::new();
    if !read(&mut reader, &mut record)? {
        let remedy = "give it one answer sheet a row";
        return Err(table(1, "the file is empty", remedy).into());
    }
    let columns = Columns::of(definition, &record)?;
    let mut sheets = Sheets::new(definition, columns);
    sheets.header(&mut writer)?;
    if sheets.columns.header && !read(&mut reader, &mut record)? {
        writer.flush().map_err(TableError::Write)?;
        return Ok(sheets.tally);
    }
    loop {
        sheets.row(&record, &mut writer)?;
        if !read(&mut reader, &mut record)? {
            break;
        }
    }
    writer.flush().map_err(TableError::Write)?;
    Ok(sheets.tally)
}

/// Every definition as CSV: id, version, hash, name, respondents, items (scored ones), lowest and highest total,
/// subscales, license.
///
/// # Errors
/// [`TableError::Write`].
pub fn list_table(output: impl Write) -> Result<(), TableError> {
    let mut writer = WriterBuilder::new().from_writer(output);
    let head =
        ["id", "version", "hash", "name", "respondents", "items", "min", "max", "subscales", "license"];
    writer.write_record(head).map_err(written)?;
    for definition in all() {
        let scoring = &definition.scoring;
        let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
        let subscales: Vec<&str> = scoring.subscales.iter().map(|subscale| subscale.code.as_str()).collect();
        let row = [
            definition.id.clone(),
            definition.version.clone(),
            definition.hash().to_owned(),
            definition.name.en.clone(),
            definition.respondents.join(" "),
            definition.items.iter().filter(|item| item.scored).count().to_string(),
            end(scoring.total.map(|total| total.min)),
            end(scoring.total.map(|total| total.max)),
            subscales.join(" "),
            definition.license.clone(),
        ];
        writer.write_record(row).map_err(written)?;
    }
    writer.flush().map_err(TableError::Write)
}

fn table(line: u64, reason: impl Into<String>, remedy: impl Into<String>) -> Error {
    Error::Table { line, reason: reason.into(), remedy: remedy.into() }
}

fn written(error: csv::Error) -> TableError {
    TableError::Write(into_io(error))
}

fn into_io(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

fn read(reader: &mut csv::Reader<impl Read>, record: &mut ByteRecord) -> Result<bool, TableError> {
    reader.read_byte_record(record).map_err(|error| TableError::Read(into_io(error)))
}

/// The separator that the first line has most of, and the whole input without a byte order mark.
fn opened(input: impl Read) -> Result<(u8, impl Read), TableError> {
    const FIRST_LINE: u64 = 1 << 16;
    let mut input = BufReader::new(input);
    let mut first = Vec::new();
    input.by_ref().take(FIRST_LINE).read_until(b'\n', &mut first).map_err(TableError::Read)?;
    if first.starts_with(b"\xef\xbb\xbf") {
        first.drain(..3);
    }
    let count = |separator: u8| first.iter().filter(|byte| **byte == separator).count();
    // Of equals the last counts: the comma.
    let separator = [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',');
    Ok((separator, Cursor::new(first).chain(input)))
}

/// What goes from row to row.
struct Sheets<'d> {
    definition: &'d Definition,
    scorer: Scorer<'d>,
    columns: Columns,
    answers: Vec<Option<i64>>,
    out: ByteRecord,
    tally: Tally,
}

impl<'d> Sheets<'d> {
    fn new(definition: &'d Definition, columns: Columns) -> Self {
        Self {
            definition,
            scorer: Scorer::new(definition),
            columns,
            answers: Vec::with_capacity(definition.items.len()),
            out: ByteRecord::new(),
            tally: Tally::default(),
        }
    }

    fn header(&mut self, writer: &mut csv::Writer<impl Write>) -> Result<(), TableError> {
        let mut head = ByteRecord::from(vec!["row"]);
        if let Some(name) = &self.columns.name {
            head.push_field(name);
        }
        head.push_field(b"total");
        head.push_field(b"band");
        for subscale in &self.definition.scoring.subscales {
            head.push_field(subscale.code.as_bytes());
            if !subscale.bands.is_empty() {
                head.push_field(format!("{}_band", subscale.code).as_bytes());
            }
        }
        for name in ["answered", "items", "missing", "alerts", "flags", "status", "reason"] {
            head.push_field(name.as_bytes());
        }
        writer.write_byte_record(&head).map_err(written)
    }

    fn row(&mut self, record: &ByteRecord, writer: &mut csv::Writer<impl Write>) -> Result<(), TableError> {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != self.columns.kept.len() {
            let (found, expected) = (record.len(), self.columns.kept.len());
            let reason = format!("it has {found} cells, but the first row has {expected}");
            return Err(
                table(line, reason, "give every row the same cells; leave a missing answer blank").into()
            );
        }
        let wrong = self.take(record);
        let sheet = self.tally.scored + self.tally.incomplete + self.tally.refused + 1;
        self.out.clear();
        push(&mut self.out, sheet);
        for (cell, kept) in record.iter().zip(&self.columns.kept) {
            if matches!(kept, Kept::Name) {
                self.out.push_field(cell);
            }
        }
        let reason = match wrong {
            Some(reason) => Some(reason),
            None => self.score(),
        };
        if let Some(reason) = reason {
            self.refuse(&reason);
        }
        writer.write_byte_record(&self.out).map_err(written)
    }

    /// Takes the answers from the cells, and says what is wrong with the first that is no number.
    fn take(&mut self, record: &ByteRecord) -> Option<String> {
        self.answers.clear();
        self.answers.resize(self.columns.answers, None);
        let mut wrong = None;
        for (cell, kept) in record.iter().zip(&self.columns.kept) {
            let Kept::Item(place) = *kept else { continue };
            let cell = cell.trim_ascii();
            let number = std::str::from_utf8(cell).ok().and_then(|cell| cell.parse::<i64>().ok());
            if number.is_none() && !cell.is_empty() && wrong.is_none() {
                wrong = self.definition.items.get(place).map(|item| {
                    let shown: String = String::from_utf8_lossy(cell).chars().take(40).collect();
                    let allowed = allowed(self.definition, item);
                    let number = &item.number;
                    format!("item {number}: \"{shown}\" is not a whole number; write one of {allowed}, or leave it blank")
                });
            }
            if let Some(answer) = self.answers.get_mut(place) {
                *answer = number;
            }
        }
        wrong
    }

    /// Writes the scores of the answers, or says why they have none.
    fn score(&mut self) -> Option<String> {
        let out = &mut self.out;
        let sheet = match self.scorer.score(&self.answers) {
            Ok(sheet) => sheet,
            Err(Error::NotAllowed { item, value, allowed }) => {
                return Some(format!(
                    "item {item}: {value} is not an allowed answer; write one of {allowed}, or leave it blank"
                ));
            }
            Err(other) => return Some(other.to_string()),
        };
        push_some(out, sheet.total);
        out.push_field(sheet.band().map_or(b"", |band| band.code.as_bytes()));
        for (subscale, sum, band) in sheet.subscales() {
            push_some(out, sum);
            if !subscale.bands.is_empty() {
                out.push_field(band.map_or(b"", |band| band.code.as_bytes()));
            }
        }
        push(out, sheet.answered() as u64);
        push(out, sheet.items as u64);
        push_list(out, sheet.missing());
        push_list(out, sheet.alerts().map(|alert| alert.code.as_str()));
        push_list(out, sheet.cuts().map(|cut| cut.code.as_str()));
        if sheet.complete() {
            out.push_field(b"scored");
            out.push_field(b"");
            self.tally.scored += 1;
        } else {
            let missing: Vec<&str> = sheet.missing().collect();
            out.push_field(b"incomplete");
            out.push_field(format!("no answer to item {}", missing.join(", ")).as_bytes());
            self.tally.incomplete += 1;
        }
        None
    }

    fn refuse(&mut self, reason: &str) {
        let subscales = &self.definition.scoring.subscales;
        let blank = subscales.iter().map(|subscale| if subscale.bands.is_empty() { 1 } else { 2 });
        // Total and band before the subscales; answered after them.
        for _ in 0..blank.sum::<usize>() + 3 {
            self.out.push_field(b"");
        }
        push(&mut self.out, self.definition.items.iter().filter(|item| item.scored).count() as u64);
        self.out.push_field(b"");
        let alerts = self.scorer.alerts_in(&self.answers).map(|alert| alert.code.as_str());
        push_list(&mut self.out, alerts);
        for field in ["", "refused", reason] {
            self.out.push_field(field.as_bytes());
        }
        self.tally.refused += 1;
    }
}

fn push(out: &mut ByteRecord, number: u64) {
    let mut digits = [0_u8; 20];
    let mut rest = Cursor::new(digits.as_mut_slice());
    // Twenty digits hold every number of 64 bits.
    let _ = write!(rest, "{number}");
    let length = usize::try_from(rest.position()).unwrap_or(0);
    out.push_field(digits.get(..length).unwrap_or_default());
}

fn push_some(out: &mut ByteRecord, number: Option<i64>) {
    match number.map(u64::try_from) {
        None => out.push_field(b""),
        Some(Ok(number)) => push(out, number),
        Some(Err(_)) => out.push_field(number.unwrap_or_default().to_string().as_bytes()),
    }
}

fn push_list<'a>(out: &mut ByteRecord, mut parts: impl Iterator<Item = &'a str>) {
    match (parts.next(), parts.next()) {
        (None, _) => out.push_field(b""),
        (Some(one), None) => out.push_field(one.as_bytes()),
        (Some(one), Some(two)) => {
            let joined: Vec<&str> = [one, two].into_iter().chain(parts).collect();
            out.push_field(joined.join(" ").as_bytes());
        }
    }
}
