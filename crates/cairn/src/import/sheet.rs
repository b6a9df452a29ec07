//! The file: opened once, read from its beginning as often as needed.

use std::fs::File;
use std::io::{Read, Seek};

use cairn_sheet::{DateFormat, DateOrder, DateOrderGuess, Mapping, Options, Problem, Row, Sheet};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::finding::{Finding, Findings, shown};
use super::{Failure, Progress, Request, Stage};

/// Rows between two reports of progress.
pub const STRIDE: u64 = 500;
/// Dates that are shown when the operator is asked how to read them.
const EXAMPLES: usize = 3;

pub struct Source {
    file: File,
    path: String,
    options: Options,
}

impl Source {
    pub fn open(request: &Request) -> Result<Source, Failure> {
        let path = request.path.display().to_string();
        let refused = |reason: String| Failure::File { path: path.clone(), reason };
        let file = File::open(&request.path).map_err(|error| refused(error.to_string()))?;
        let about = file.metadata().map_err(|error| refused(error.to_string()))?;
        if !about.is_file() {
            return Err(refused("it is not a file, and a sheet is read more than once".to_string()));
        }
        let options =
            Options { encoding: request.encoding, delimiter: request.delimiter, ..Options::default() };
        Ok(Source { file, path, options })
    }

    /// SHA-256 of the bytes.
    pub fn hash(&self) -> Result<String, Failure> {
        let refused =
            |error: std::io::Error| Failure::File { path: self.path.clone(), reason: error.to_string() };
        let mut file = &self.file;
        file.rewind().map_err(refused)?;
        let mut hasher = Sha256::new();
        let mut chunk = vec![0_u8; 64 * 1024];
        loop {
            let read = file.read(&mut chunk).map_err(refused)?;
            match chunk.get(..read) {
                Some([]) | None => return Ok(HEXLOWER.encode(&hasher.finalize())),
                Some(bytes) => hasher.update(bytes),
            }
        }
    }

    /// The sheet from its header on.
    pub fn sheet(&self) -> Result<Sheet<&File>, Problem> {
        Sheet::open(&self.file, self.options)
    }

    /// How the dates of the sheet are to be read: as the operator says, or as the dates themselves do. `None` when
    /// neither tells; the problem asks.
    pub fn date_format(
        &self,
        mapping: &Mapping,
        (said, this_year): (Option<DateOrder>, i16),
        findings: &mut Findings,
        progress: &Progress,
    ) -> Option<DateFormat> {
        let format = |order| DateFormat { order, latest_year: this_year };
        if let Some(order) = said {
            return Some(format(order));
        }
        let columns: Vec<_> =
            ["born_on", "enrolled_on"].iter().filter_map(|field| mapping.column(field)).collect();
        let mut dates = Dates { this_year, ..Dates::default() };
        if !columns.is_empty() {
            let mut sheet = self.sheet().map_err(|problem| findings.problem(problem)).ok()?;
            let mut done: u64 = 0;
            for row in sheet.rows().flatten() {
                columns.iter().for_each(|column| dates.see(&row, column));
                done += 1;
                if done.is_multiple_of(STRIDE) {
                    progress(Stage::Reading, done);
                }
            }
        }
        match dates.guess.order() {
            Ok(order) => Some(format(order)),
            Err(problem) => {
                findings.problem(dates.question(problem));
                None
            }
        }
    }
}

#[derive(Default)]
struct Dates {
    guess: DateOrderGuess,
    this_year: i16,
    column: Option<String>,
    examples: Vec<String>,
}

impl Dates {
    fn see(&mut self, row: &Row, column: &cairn_sheet::Column) {
        let text = row.cell(column);
        self.guess.see(row.line(), text);
        if self.examples.len() >= EXAMPLES {
            return;
        }
        let read = |order| DateFormat { order, latest_year: self.this_year }.parse(text).ok();
        let (dmy, mdy) = (read(DateOrder::DayMonthYear), read(DateOrder::MonthDayYear));
        if let (Some(dmy), Some(mdy)) = (dmy, mdy)
            && dmy != mdy
        {
            self.column.get_or_insert_with(|| column.name().to_string());
            self.examples.push(format!(
                "line {}: {} is {dmy} with dmy, {mdy} with mdy",
                row.line(),
                shown(text)
            ));
        }
    }

    fn question(self, problem: Problem) -> Finding {
        let conflict = matches!(problem.reason, cairn_sheet::Reason::DatesConflict { .. });
        let problem = match &self.column {
            Some(column) if !conflict => problem.in_column(column),
            _ => problem,
        };
        let mut finding = Finding::from(problem);
        if conflict {
            finding
                .text
                .push_str(" Or say --dates dmy or --dates mdy: then every date that does not fit is listed.");
        }
        for example in &self.examples {
            finding.text.push_str("\n    ");
            finding.text.push_str(example);
        }
        finding
    }
}
