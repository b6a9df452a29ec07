//! Looking a sheet over: every row read, every problem named, nothing changed.

mod duplicates;
mod row;

use std::fs::File;

use cairn_db::Tx;
use cairn_sheet::{DateFormat, Sheet};
use jiff::Timestamp;

use super::columns;
use super::finding::{Findings, shown};
use super::incoming::Counts;
use super::known::Known;
use super::sheet::{STRIDE, Source};
use super::{Failure, Progress, Request, Stage, store};
use crate::app::App;
use crate::ids::ImportId;

pub(super) use duplicates::Duplicates;
pub(super) use row::RowReader;

/// What a sheet would bring.
#[derive(Debug)]
pub struct Outlook {
    pub findings: Findings,
    /// Rows that hold anything, below the header.
    pub rows: u64,
    pub counts: Counts,
    /// People left out because they seem to be in the program already.
    pub skipped: u64,
    /// Columns that are no field: nothing in them is read.
    pub unused: Vec<String>,
    /// What the sheet was read as, for people to recognize: encoding, delimiter, order of dates.
    pub read_as: String,
    /// The import that took in the same file before.
    pub earlier: Option<(ImportId, Timestamp)>,
    pub(super) hash: String,
    pub(super) dates: Option<DateFormat>,
}

/// Looks the whole sheet over. Problems are in the answer, not an error.
pub async fn look(app: &App, request: Request, progress: Progress) -> Result<Outlook, Failure> {
    let now = app.clock.now();
    app.db
        .read(move |tx| {
            let source = Source::open(&request)?;
            let known = Known::load(tx, now)?;
            let hash = source.hash()?;
            let mut outlook = Outlook {
                findings: Findings::open(request.problems.as_deref())?,
                rows: 0,
                counts: Counts::default(),
                skipped: 0,
                unused: Vec::new(),
                read_as: String::new(),
                earlier: store::earlier(tx, &hash)?,
                hash,
                dates: None,
            };
            let survey = Survey { request: &request, source, known, progress };
            survey.go(tx, &mut outlook)?;
            outlook.findings.close(request.problems.as_deref())?;
            Ok(outlook)
        })
        .await
}

struct Survey<'r> {
    request: &'r Request,
    source: Source,
    known: Known,
    progress: Progress,
}

impl Survey<'_> {
    fn go(&self, tx: &mut Tx<'_>, outlook: &mut Outlook) -> Result<(), Failure> {
        let mut sheet = match self.source.sheet() {
            Ok(sheet) => sheet,
            Err(problem) => {
                outlook.findings.problem(problem);
                return Ok(());
            }
        };
        let kind = self.request.kind;
        let mapping = columns::map(&sheet, &self.request.map, kind, &mut outlook.findings);
        let Some(mapping) = mapping else { return Ok(()) };
        let said = (self.request.dates, self.known.today.year());
        let dates = self.source.date_format(&mapping, said, &mut outlook.findings, &self.progress);
        outlook.unused = mapping.unused().iter().map(|column| shown(column.name())).collect();
        outlook.read_as = format!("{:?}, {:?}", sheet.encoding(), sheet.delimiter());
        // Without an order of dates the rest is read all the same, so that everything is said at once.
        let assumed = DateFormat { order: cairn_sheet::DateOrder::DayMonthYear, latest_year: said.1 };
        let reader =
            RowReader { mapping: &mapping, kind, known: &self.known, dates: dates.unwrap_or(assumed) };
        outlook.dates = dates;
        if let Some(dates) = dates {
            outlook.read_as.push_str(&format!(", dates {}", order_code(dates.order)));
        }
        // The file was read to its end for the order of its dates: from the header again.
        match self.source.sheet() {
            Ok(again) => sheet = again,
            Err(problem) => {
                outlook.findings.problem(problem);
                return Ok(());
            }
        }
        self.rows(tx, &mut sheet, &reader, outlook)
    }

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        sheet: &mut Sheet<&File>,
        reader: &RowReader<'_>,
        outlook: &mut Outlook,
    ) -> Result<(), Failure> {
        let mut duplicates = Duplicates::new(self.request.skip_known);
        for row in sheet.rows() {
            let row = match row {
                Ok(row) if row.is_blank() => continue,
                Ok(row) => row,
                Err(problem) => {
                    outlook.rows += 1;
                    outlook.findings.problem(problem);
                    continue;
                }
            };
            outlook.rows += 1;
            if outlook.rows.is_multiple_of(STRIDE) {
                (self.progress)(Stage::Checking, outlook.rows);
            }
            let Some(incoming) = reader.read(&row, outlook.dates.is_some(), &mut outlook.findings) else {
                continue;
            };
            if duplicates.is_left_out(tx, None, &incoming.person)? {
                outlook.skipped += 1;
                continue;
            }
            let mut cells = reader.cells(&row, &mut outlook.findings);
            if duplicates.is_new(tx, &incoming, &mut cells)? {
                outlook.counts.add(incoming.part.kind());
            }
        }
        Ok(())
    }
}

fn order_code(order: cairn_sheet::DateOrder) -> &'static str {
    match order {
        cairn_sheet::DateOrder::YearMonthDay => "ymd",
        cairn_sheet::DateOrder::DayMonthYear => "dmy",
        cairn_sheet::DateOrder::MonthDayYear => "mdy",
    }
}
