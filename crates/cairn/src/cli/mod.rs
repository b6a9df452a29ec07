//! The commands, one verb a file. Errors go to standard error with what to do; exit status 0, 1 (it did not work)
//! or 2 (it was asked wrongly).

mod demo;
mod doctor;
mod matching;
mod migrate;
mod serve;

use std::io::Write;

use clap::{Parser, Subcommand};

use crate::config::Config;

#[derive(Parser)]
#[command(
    name = "cairn",
    version,
    about = "Software that a peer recovery support program runs on"
)]
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
    /// Find the best assignment of participants to supporters, from two CSV files
    Matching(matching::Matching),
}

/// Runs the command that the process was started with.
pub async fn run() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let config = Config::read(|name| std::env::var(name).ok())?;
    match cli.command {
        Command::Serve(command) => command.run(config).await,
        Command::Demo(command) => command.run(config).await,
        Command::Migrate(command) => command.run(config).await,
        Command::Doctor(command) => command.run(config).await,
        Command::Matching(command) => command.run(),
    }
}

/// A line on standard output: what a command was asked for, as opposed to the log. Whoever reads may have gone
/// away (`cairn … | head`), which is no reason to fail.
pub(crate) fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
