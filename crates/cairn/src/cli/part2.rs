//! `cairn part2`. Reads and writes JSON and touches no database, so that an auditor can replay any decision.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::say;

/// 42 CFR Part 2 outside a program: no database is opened.
#[derive(Args)]
pub struct Part2 {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Decide whether something may leave
    ///
    /// In: {"request": …, "consents": […], "restrictions": […], "orders": […], "agreements": […], "now": "…"}. Out: the
    /// decision with what decided, its obligations, or its reasons. A denial is an answer too: the exit status is 0.
    Decide {
        /// Read the question from this file instead of standard input
        file: Option<PathBuf>,
    },
}

/// No question comes near this many bytes.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

impl Part2 {
    pub fn run(self) -> anyhow::Result<()> {
        match self.verb {
            Verb::Decide { file } => {
                let (name, text) = read(file.as_deref())?;
                let answer = cairn_part2::decide_json(&text).map_err(|unreadable| {
                    anyhow::anyhow!(
                        "{name}: {unreadable}; docs/operating/part2.md has the form with examples"
                    )
                })?;
                say(answer);
            }
        }
        Ok(())
    }
}

fn read(file: Option<&Path>) -> anyhow::Result<(String, String)> {
    match file {
        Some(path) => {
            let name = path.display().to_string();
            let file = std::fs::File::open(path)
                .with_context(|| format!("cannot open {name}; check the path and that you may read it"))?;
            let text = text(file).with_context(|| format!("cannot read {name} as text"))?;
            Ok((name, text))
        }
        None => {
            let text = text(std::io::stdin().lock()).context("cannot read standard input as text")?;
            Ok(("standard input".into(), text))
        }
    }
}

fn text(source: impl Read) -> anyhow::Result<String> {
    let mut text = String::new();
    source.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        bail!("more than {} MiB is no question", MOST_BYTES / 1024 / 1024);
    }
    Ok(text)
}
