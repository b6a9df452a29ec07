//! `cairn backup`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::{progress, say};
use crate::backup;
use crate::config::Config;

/// Writes the whole program, encrypted, into one file, while it may go on serving. The file can be restored into SQLite
/// and into PostgreSQL. It opens with the identity in the data folder's keys/backup.key alone: keep a copy of that file
/// away from this machine.
#[derive(Args)]
pub struct Backup {
    /// The file to write; it must not exist yet
    file: PathBuf,
}

impl Backup {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = super::open(config).await?;
        let identity = backup::identity(&app.config)?;
        if identity.is_new {
            say(format_args!(
                "made {}: without a copy of it elsewhere no backup can be opened once this machine is lost",
                identity.path.display()
            ));
        }
        let (step, bar) = progress::rows("writing");
        let written = backup::write(&app, &self.file, &identity, step).await;
        bar.finish_and_clear();
        let written = written.with_context(|| format!("no backup was written to {}", self.file.display()))?;
        say(format_args!(
            "{}: {} rows of {} tables, {:.1} MB",
            self.file.display(),
            written.rows,
            written.tables,
            written.bytes as f64 / 1e6
        ));
        if let Some(head) = written.head {
            say(format_args!("the audit log then:\n{head}"));
        }
        Ok(())
    }
}
