//! `cairn instruments`. Reads and writes text and touches no database, so that anyone can check how Cairn scores.

use std::borrow::Cow;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use cairn_instruments::{Definition, TableError, find, list_json, list_table, score_json, score_table};
use clap::{Args, Subcommand};

use super::say;

/// The questionnaires ("instruments") that Cairn knows, and their scoring.
#[derive(Args)]
pub struct Instruments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Write every definition: id, version, hash, items, options, scoring, license, source
    List(List),
    /// Score a table of answer sheets, or one sheet
    ///
    /// `score ID FILE.csv` scores one answer sheet a row. The first row may be a header (1, item1, q1 or ID_1, in any
    /// order); a first column that is no item is passed through; a blank cell is a missing answer, never zero. Prints CSV:
    /// total, band, subscales, how many items were answered, which are missing, alerts, flags, and why a row has no score.
    ///
    /// Without ID it scores one sheet given as JSON on standard input or in --file: {"instrument": "barc10", "version":
    /// "2017.1", "answers": [1, 2, null, ...]}, a whole number for each item in the published order, null where there is
    /// no answer; leave the version out for the newest.
    Score(Score),
    /// Write an instrument as a pack: a FHIR R4 Questionnaire with its scoring block
    Pack {
        /// Id of the instrument, such as barc10, or barc10@2017.1
        id: String,
    },
    /// Say whether a pack can be taken in, and what is wrong with it if not
    Check {
        /// A FHIR R4 Questionnaire as JSON
        file: PathBuf,
    },
}

#[derive(Args)]
struct List {
    /// A JSON array of whole definitions (this is what happens without a choice, too)
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// A table: id, version, hash, name, respondents, items, range of the total, subscales, license
    #[arg(long)]
    csv: bool,
}

#[derive(Args)]
struct Score {
    /// Id of the instrument, such as barc10, barc10@2017.1, or the FILE.json of a pack
    #[arg(requires = "csv")]
    id: Option<String>,
    /// Answer sheets as CSV; - reads standard input
    #[arg(value_name = "FILE.csv")]
    csv: Option<PathBuf>,
    /// Read one sheet as JSON from this file instead of standard input
    #[arg(long, conflicts_with = "id")]
    file: Option<PathBuf>,
}

/// No questionnaire comes near this many bytes; one more shows that a file is larger.
const MOST_BYTES: u64 = 1024 * 1024 + 1;

impl Instruments {
    pub fn run(self) -> anyhow::Result<()> {
        match self.verb {
            Verb::List(list) if list.csv && !list.json => enough(list_table(std::io::stdout().lock())),
            Verb::List(_) => {
                say(list_json()?);
                Ok(())
            }
            Verb::Score(Score { id: Some(id), csv: Some(csv), .. }) => score_file(&id, &csv),
            Verb::Score(Score { file, .. }) => {
                say(score_json(&input(file.as_deref())?)?);
                Ok(())
            }
            Verb::Pack { id } => {
                let pack = definition(&id)?.to_questionnaire()?;
                say(serde_json::to_string_pretty(&pack).context("cannot write the pack as JSON")?);
                Ok(())
            }
            Verb::Check { file } => {
                let definition = pack(&file)?;
                let (id, version, items) = (&definition.id, &definition.version, definition.items.len());
                say(format!("{id} {version}: {items} items, hash {}", definition.hash()));
                Ok(())
            }
        }
    }
}

fn score_file(id: &str, csv: &Path) -> anyhow::Result<()> {
    let definition = definition(id)?;
    let output = std::io::stdout().lock();
    let scored = if csv.as_os_str() == "-" {
        score_table(&definition, std::io::stdin().lock(), output)
    } else {
        let file = File::open(csv).with_context(|| {
            format!("cannot open {}; check the path and that you may read it", csv.display())
        })?;
        score_table(&definition, file, output)
    };
    enough(scored.map(|_| ())).with_context(|| csv.display().to_string())
}

/// Whoever reads may have enough: `cairn instruments score … | head`.
fn enough(done: Result<(), TableError>) -> anyhow::Result<()> {
    match done {
        Err(TableError::Write(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// The instrument that `barc10`, `barc10@2017.1` or the file of a pack names.
fn definition(id: &str) -> anyhow::Result<Cow<'static, Definition>> {
    if Path::new(id).extension().is_some_and(|ending| ending == "json") {
        return Ok(Cow::Owned(pack(Path::new(id))?));
    }
    let (id, version) = match id.split_once('@') {
        Some((id, version)) => (id, Some(version)),
        None => (id, None),
    };
    Ok(Cow::Borrowed(find(id, version)?))
}

fn pack(file: &Path) -> anyhow::Result<Definition> {
    Definition::from_questionnaire(&input(Some(file))?).with_context(|| file.display().to_string())
}

fn input(file: Option<&Path>) -> anyhow::Result<String> {
    let mut text = String::new();
    match file {
        Some(path) => {
            let name = path.display();
            let file = File::open(path).with_context(|| format!("cannot open {name}"))?;
            file.take(MOST_BYTES)
                .read_to_string(&mut text)
                .with_context(|| format!("cannot read {name} as text"))?;
        }
        None => {
            let input = std::io::stdin().lock().take(MOST_BYTES).read_to_string(&mut text);
            input.context("cannot read the answers from standard input as text")?;
        }
    }
    Ok(text)
}
