//! `cairn matching`.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use cairn_matching::{FileKind, solve_files};
use clap::{Args, Subcommand};

/// Works with matching outside a program: no database is opened.
#[derive(Args)]
pub struct Matching {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Find the best assignment of participants to supporters
    Solve(Solve),
}

/// Prints the assignment with the largest total score as CSV: `participant,supporter,score`, one line a participant
/// in order of id (supporter and score empty for somebody unassigned), and a last line `total,,<total>`. Totals are
/// exact decimals.
#[derive(Args)]
struct Solve {
    /// CSV with the header participant,supporter,score: the pairs that may be made
    #[arg(long, value_name = "FILE")]
    edges: PathBuf,
    /// CSV with the header supporter,capacity: how many participants each supporter can take
    #[arg(long, value_name = "FILE")]
    capacities: PathBuf,
}

impl Matching {
    pub fn run(self) -> anyhow::Result<()> {
        match self.verb {
            Verb::Solve(solve) => solve.run(),
        }
    }
}

impl Solve {
    fn run(self) -> anyhow::Result<()> {
        let (edges, capacities) = (open(&self.edges)?, open(&self.capacities)?);
        let solved = solve_files(edges, capacities).map_err(|error| {
            let file = match error.file {
                FileKind::Edges => &self.edges,
                FileKind::Capacities => &self.capacities,
            };
            anyhow::anyhow!("{}: {error}", file.display())
        })?;
        let printed = writeln!(std::io::stdout().lock(), "{solved}total,,{}", solved.total());
        match printed {
            // Whoever reads has enough: `cairn matching solve … | head`.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other.context("cannot write the assignment"),
        }
    }
}

fn open(path: &Path) -> anyhow::Result<BufReader<File>> {
    let file = File::open(path).with_context(|| {
        format!("cannot open {}; check the path and that you may read it", path.display())
    })?;
    Ok(BufReader::new(file))
}
