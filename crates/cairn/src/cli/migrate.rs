//! `cairn migrate`.

use anyhow::Context;
use clap::Args;

use super::say;
use crate::app::{bring_up_to_date, migrations};
use crate::clock::Clock;
use crate::config::Config;
use crate::keys;

/// All missing steps are applied in one transaction: stopped half way, the database is as before.
#[derive(Args)]
pub struct Migrate {
    /// Only say which steps are applied and which are missing
    #[arg(long)]
    check: bool,
}

impl Migrate {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let _lock = super::serve::lock(&config)?;
        let now = Clock::System.now();
        let db = keys::open(&config, 1, now).context("the database")?;
        if self.check {
            let states = db.read(|tx| cairn_db::migration_states(tx, &migrations())).await?;
            for state in states {
                let applied = state.applied_at.map_or("missing".to_string(), |at| format!("applied {at}"));
                say(format_args!("{:04} {}: {applied}", state.number, state.name));
            }
            return Ok(());
        }
        let done = db.write(move |tx| bring_up_to_date(tx, now)).await?;
        for step in &done {
            say(format_args!("applied {step}"));
        }
        say(if done.is_empty() { "nothing to do: the schema is up to date" } else { "done" });
        Ok(())
    }
}
