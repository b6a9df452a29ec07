//! `cairn instruments`. Reads and writes JSON and touches no database, so that anyone can check how Cairn scores.

use std::io::Read;
use std::path::PathBuf;

use anyhow::Context;
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
    /// Write every definition as a JSON array: id, version, hash, items, options, scoring, license, source
    List,
    /// Score one set of answers
    ///
    /// In: {"instrument": "barc10", "version": "2017.1", "answers": [1, 2, null, ...]}: a whole number for each item in
    /// the published order, null where there is no answer; leave the version out for the newest. Out: total,
    /// subscales, missing items, flags. A missing answer is never counted as zero: then there is no total.
    Score {
        /// Read the answers from this file instead of standard input
        #[arg(long)]
        file: Option<PathBuf>,
    },
}

/// No questionnaire comes near this many bytes.
const MOST_BYTES: u64 = 1024 * 1024;

impl Instruments {
    pub fn run(self) -> anyhow::Result<()> {
        match self.verb {
            Verb::List => say(cairn_instruments::list_json()?),
            Verb::Score { file } => say(cairn_instruments::score_json(&input(file)?)?),
        }
        Ok(())
    }
}

fn input(file: Option<PathBuf>) -> anyhow::Result<String> {
    let mut text = String::new();
    match file {
        Some(path) => {
            let name = path.display();
            let file = std::fs::File::open(&path).with_context(|| format!("cannot open {name}"))?;
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
