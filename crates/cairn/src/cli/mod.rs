//! The commands, one verb a file. Errors go to standard error with what to do; exit status 0, 1 (it did not work)
//! or 2 (it was asked wrongly).

mod doctor;
mod instruments;
mod migrate;
mod serve;

use clap::{Parser, Subcommand};

use crate::config::Config;

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
    /// Bring the database's schema up to date, or say what is missing
    Migrate(migrate::Migrate),
    /// Look for what is wrong with this installation and say what to do about it
    Doctor(doctor::Doctor),
    /// List the questionnaires, or score one set of answers
    Instruments(instruments::Instruments),
}

/// Runs the command that the process was started with.
pub async fn run() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let config = Config::read(|name| std::env::var(name).ok())?;
    match cli.command {
        Command::Serve(command) => command.run(config).await,
        Command::Migrate(command) => command.run(config).await,
        Command::Doctor(command) => command.run(config).await,
        Command::Instruments(command) => command.run(),
    }
}

/// A line on standard output: what a command was asked for, as opposed to the log.
#[expect(clippy::print_stdout, reason = "the commands' answers go here; everything else is the log")]
pub(crate) fn say(line: impl std::fmt::Display) {
    println!("{line}");
}
