//! `cairn import`.

mod consents;
mod meetings;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;
use cairn_sheet::{DateOrder, Delimiter, Encoding};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use consents::Consents;
use meetings::MeetingGuide;

use super::say;
use crate::config::Config;
use crate::ids::ImportId;
use crate::import::{self, Failure, Outlook, PersonKind, Progress, Request, Stage, Tally, count};

#[derive(Subcommand)]
pub enum Import {
    /// Take in participants, peer supporters and family members from a CSV file: all of them or none
    People(Box<People>),
    /// Take in consents from a JSON file; one that lacks anything the law asks for becomes a draft and allows nothing
    Consents(Consents),
    /// Take in a list of mutual-help meetings, in the Meeting Guide format or from a BMLT server
    MeetingGuide(MeetingGuide),
    /// Take the people of an import out again, if nothing has been added to them since
    Undo(Undo),
    /// List the imports, newest first
    List,
}

/// Columns are found by their names in English or Spanish (docs/operating/import.md lists them); `--map` names
/// others. Try it first with --dry-run.
#[derive(Args)]
pub struct People {
    /// A CSV file with a header row
    file: PathBuf,
    /// What everybody in the file is, if no column says so: participant, supporter or family
    #[arg(long = "as", value_name = "KIND", value_parser = kind)]
    kind: Option<PersonKind>,
    /// The column that says what a person is; short for --map kind=COLUMN
    #[arg(long, value_name = "COLUMN")]
    kind_column: Option<String>,
    /// Which column is which field, for example --map born_on="D.O.B."; may be repeated
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// The order of dates in numbers: dmy (31/1/1990), mdy (1/31/1990) or ymd
    #[arg(long, value_name = "ORDER", value_parser = dates)]
    dates: Option<DateOrder>,
    /// The file's encoding, if it is not found out rightly: utf-8, utf-16le, utf-16be or windows-1252
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
    /// What stands between cells, if it is not found out rightly: comma, semicolon, tab or pipe
    #[arg(long, value_name = "NAME", value_parser = delimiter)]
    delimiter: Option<Delimiter>,
    /// Look the file over, say what is wrong and what would be added, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Write every problem and warning to a CSV file
    #[arg(long, value_name = "FILE.csv")]
    problems: Option<PathBuf>,
    /// Leave out people whose name and birth date, or name and e-mail address, are in the program already
    #[arg(long)]
    skip_known: bool,
    /// Take in a file that was taken in before
    #[arg(long)]
    again: bool,
    /// The member of staff in whose name people are enrolled; the first administrator if left out
    #[arg(long, value_name = "EMAIL")]
    by: Option<String>,
}

#[derive(Args)]
pub struct Undo {
    /// The id that the import printed (`cairn import list` shows it)
    id: ImportId,
}

fn kind(text: &str) -> Result<PersonKind, String> {
    PersonKind::from_words(text).ok_or_else(|| "say participant, supporter or family".to_string())
}

fn dates(text: &str) -> Result<DateOrder, String> {
    DateOrder::from_code(text).ok_or_else(|| "say dmy, mdy or ymd".to_string())
}

fn encoding(text: &str) -> Result<Encoding, String> {
    match text.to_lowercase().replace(['-', '_'], "").as_str() {
        "utf8" => Ok(Encoding::Utf8),
        "utf16" | "utf16le" => Ok(Encoding::Utf16Le),
        "utf16be" => Ok(Encoding::Utf16Be),
        "windows1252" | "cp1252" | "1252" | "latin1" | "iso88591" => Ok(Encoding::Windows1252),
        _ => Err("say utf-8, utf-16le, utf-16be or windows-1252".to_string()),
    }
}

fn delimiter(text: &str) -> Result<Delimiter, String> {
    match text {
        "comma" | "," => Ok(Delimiter::Comma),
        "semicolon" | ";" => Ok(Delimiter::Semicolon),
        "tab" | "\t" | "\\t" => Ok(Delimiter::Tab),
        "pipe" | "|" => Ok(Delimiter::Pipe),
        _ => Err("say comma, semicolon, tab or pipe".to_string()),
    }
}

impl Import {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        match self {
            Import::People(people) => people.run(config).await,
            Import::Consents(consents) => consents.run(config).await,
            Import::MeetingGuide(list) => list.run(config).await,
            Import::Undo(undo) => undo.run(config).await,
            Import::List => list(config).await,
        }
    }
}

impl People {
    async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = super::open(config).await?;
        let (progress, bar) = progress();
        let (dry_run, problems) = (self.dry_run, self.problems.clone());
        let request = self.request();
        if dry_run {
            let outlook = import::look(&app, request, progress).await;
            bar.finish_and_clear();
            return would_add(&outlook?, problems.as_deref());
        }
        let done = import::take_in(&app, request, progress).await;
        bar.finish_and_clear();
        match done {
            Ok((id, outlook)) => {
                tell(&outlook.findings.warnings, "warning", say);
                summary(&outlook, "added");
                say(format_args!("import {id}: `cairn import undo {id}` takes them out again"));
                Ok(())
            }
            Err(Failure::Problems(findings)) => {
                tell(&findings.warnings, "warning", warn);
                tell(&findings.problems, "problem", warn);
                if let Some(path) = problems {
                    warn(format!("all of them are in {}", path.display()));
                }
                Err(Failure::Problems(findings).into())
            }
            Err(failure) => Err(failure.into()),
        }
    }

    fn request(self) -> Request {
        let mut map = self.map;
        map.extend(self.kind_column.map(|column| format!("kind={column}")));
        Request {
            path: self.file,
            kind: self.kind,
            map,
            dates: self.dates,
            encoding: self.encoding,
            delimiter: self.delimiter,
            skip_known: self.skip_known,
            again: self.again,
            by: self.by,
            problems: self.problems,
        }
    }
}

/// What a dry run found; an error when the file could not be taken in.
fn would_add(outlook: &Outlook, problems: Option<&std::path::Path>) -> anyhow::Result<()> {
    tell(&outlook.findings.warnings, "warning", say);
    tell(&outlook.findings.problems, "problem", say);
    if let Some(path) = problems {
        say(format_args!("all of them are in {}", path.display()));
    }
    summary(outlook, "would be added");
    if let Some((id, at)) = outlook.earlier {
        say(format_args!("this file was taken in on {at} as import {id}: only --again takes it in twice"));
    }
    match outlook.findings.problems.count {
        0 => Ok(()),
        n => bail!(
            "{} in the file: nothing can be added before {} solved",
            count(n, "problem", "problems"),
            if n == 1 { "it is" } else { "they are" }
        ),
    }
}

fn summary(outlook: &Outlook, added: &str) {
    let counts = outlook.counts;
    say(format_args!("read {} ({})", count(outlook.rows, "row", "rows"), outlook.read_as));
    say(format_args!(
        "{added}: {}, {}, {}",
        count(counts.participants, "participant", "participants"),
        count(counts.supporters, "peer supporter", "peer supporters"),
        count(counts.family_members, "family member", "family members")
    ));
    if outlook.skipped > 0 {
        say(format_args!("left out, in the program already: {}", count(outlook.skipped, "person", "people")));
    }
    if !outlook.unused.is_empty() {
        say(format_args!("columns that were not read: {}", outlook.unused.join(", ")));
    }
}

fn tell(tally: &Tally, word: &str, line: fn(String)) {
    for finding in &tally.shown {
        line(format!("{word}: {finding}"));
    }
    if tally.more() > 0 {
        line(format!(
            "and {} more (--problems FILE.csv writes all)",
            count(tally.more(), word, &format!("{word}s"))
        ));
    }
}

/// A line on standard error.
fn warn(line: String) {
    eprintln!("{line}");
}

/// A bar on a terminal; elsewhere a line for every 10,000 rows. Both on standard error.
fn progress() -> (Progress, ProgressBar) {
    const LINES: u64 = 10_000;
    if !std::io::stderr().is_terminal() {
        let line = |stage: Stage, rows: u64| {
            if rows.is_multiple_of(LINES) {
                warn(format!("{} {rows} rows", doing(stage)));
            }
        };
        return (Arc::new(line), ProgressBar::hidden());
    }
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(200));
    let shown = bar.clone();
    let full = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len} rows, {eta} left");
    let step = move |stage, rows| {
        if let (Stage::Adding { of }, Ok(style)) = (stage, &full)
            && shown.length() != Some(of)
        {
            shown.set_length(of);
            shown.set_style(style.clone());
        }
        match stage {
            Stage::Adding { .. } => shown.set_message(doing(stage)),
            _ => shown.set_message(format!("{} {rows} rows", doing(stage))),
        }
        shown.set_position(rows);
    };
    (Arc::new(step), bar)
}

fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading the dates:",
        Stage::Checking => "checking:",
        Stage::Adding { .. } => "adding:",
    }
}

impl Undo {
    async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = super::open(config).await?;
        match import::undo(&app, self.id).await {
            Ok(people) => {
                say(format_args!("taken out: {}", count(people, "person", "people")));
                Ok(())
            }
            Err(Failure::InUse(held)) => {
                for held in &held {
                    warn(format!("line {}, person {}: has rows in {}", held.line, held.person, held.what));
                }
                Err(Failure::InUse(held).into())
            }
            Err(failure) => Err(failure.into()),
        }
    }
}

async fn list(config: Config) -> anyhow::Result<()> {
    let imports = import::list(&super::open(config).await?).await?;
    if imports.is_empty() {
        say("no imports yet");
    }
    for line in imports {
        let undone = line.undone_at.map(|at| format!(", taken out {at}")).unwrap_or_default();
        let people = count(line.people_added.unsigned_abs(), "person", "people");
        let rows = count(line.rows_read.unsigned_abs(), "row", "rows");
        say(format_args!("{}  {}  {people} of {rows}{undone}", line.id, line.imported_at));
    }
    Ok(())
}
