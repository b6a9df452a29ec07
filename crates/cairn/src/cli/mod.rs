//! The commands, one verb a file. Errors go to standard error with what to do; exit status 0, 1 (it did not work)
//! or 2 (it was asked wrongly).

mod ahead;
mod audit;
mod backup;
mod demo;
mod doctor;
mod import;
mod instruments;
mod keys;
mod matching;
mod migrate;
mod part2;
mod person;
mod progress;
mod restore;
mod scratch;
mod serve;

use std::io::Write;

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};

use crate::app::{App, migrations};
use crate::clock::Clock;
use crate::config::Config;
use crate::ids::Chance;

#[derive(Parser)]
#[command(name = "cairn", version, about = "Software that a peer recovery support program runs on")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the program's pages
    Serve(serve::Serve),
    /// Make up a program with two years of history and serve it
    Demo(demo::Demo),
    /// Bring the database's schema up to date, or say what is missing
    Migrate(migrate::Migrate),
    /// Look for what is wrong with this installation and say what to do about it
    Doctor(doctor::Doctor),
    /// Write the whole program, encrypted, into one file
    Backup(backup::Backup),
    /// Start again from a backup in an empty place, or check that a backup is good
    Restore(restore::Restore),
    /// Find the best assignment of participants to supporters, from two CSV files
    Matching(matching::Matching),
    /// Take in people from a spreadsheet, list what was taken in, or take it out again
    #[command(subcommand)]
    Import(import::Import),
    /// Help a person who cannot get in, or sign one out
    #[command(subcommand)]
    Person(person::Person),
    /// List, renew and retire the keys that the database is sealed with
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Prove that nothing in the audit log was altered or removed
    #[command(subcommand)]
    Audit(audit::Audit),
    /// List the questionnaires, or score one set of answers
    Instruments(instruments::Instruments),
    /// Decide by 42 CFR Part 2 whether something may leave, from JSON
    Part2(part2::Part2),
}

/// The command cannot begin with what it was given: exit status 2, so that a status of 1 stays a finding.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CalledWrongly(pub String);

/// Runs the command that the process was started with.
pub async fn run() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let config = Config::read(|name| std::env::var(name).ok())?;
    match cli.command {
        Command::Serve(command) => command.run(config).await,
        Command::Demo(command) => command.run(config).await,
        Command::Migrate(command) => command.run(config).await,
        Command::Doctor(command) => command.run(config).await,
        Command::Backup(command) => command.run(config).await,
        Command::Restore(command) => command.run(config).await,
        Command::Matching(command) => command.run(),
        Command::Import(command) => command.run(config).await,
        Command::Person(command) => command.run(config).await,
        Command::Keys(command) => command.run(config).await,
        Command::Audit(command) => command.run(config).await,
        Command::Instruments(command) => command.run(),
        Command::Part2(command) => command.run(),
    }
}

/// The installation as it is, for a command that may run while `cairn serve` does: it takes no lock, and it leaves the
/// schema alone, for another version of Cairn may be serving.
pub(super) async fn open(config: Config) -> anyhow::Result<App> {
    let file = config.database_url.strip_prefix("sqlite:").map(std::path::Path::new);
    if let Some(file) = file.filter(|file| !file.exists()) {
        bail!("there is no database at {}: set CAIRN_DATA, or run `cairn serve` first", file.display());
    }
    let db = crate::keys::open(&config, 1, Clock::System.now()).context("the database")?;
    let states = db.read(|tx| cairn_db::migration_states(tx, &migrations())).await.context("the database")?;
    if states.iter().any(|state| state.applied_at.is_none()) {
        bail!("the schema is not up to date: stop `cairn serve`, run `cairn migrate`, and try again");
    }
    Ok(App::new(db, Clock::System, Chance::from_system()?, config)?)
}

/// A line on standard output: what a command was asked for, as opposed to the log. Whoever reads may have gone
/// away (`cairn … | head`), which is no reason to fail.
pub(crate) fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
