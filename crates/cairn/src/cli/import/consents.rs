//! `cairn import consents`.

use std::path::PathBuf;

use clap::Args;

use super::say;
use crate::config::Config;
use crate::consents::{self, Judged};
use crate::import::count;

/// The form of the file is in docs/operating/commands.md. Try it first with --dry-run.
#[derive(Args)]
pub struct Consents {
    /// A JSON file: a list of consents
    file: PathBuf,
    /// Say what would become of each consent, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// The member of staff in whose name they are written down; the first administrator if left out
    #[arg(long, value_name = "EMAIL")]
    by: Option<String>,
}

impl Consents {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = super::super::open(config).await?;
        let judged = consents::take_in(&app, &self.file, self.by, self.dry_run).await?;
        judged.iter().for_each(tell);
        let known = judged.iter().filter(|one| one.known).count() as u64;
        let drafts = judged.iter().filter(|one| !one.known && !one.missing.is_empty()).count() as u64;
        let whole = judged.len() as u64 - known - drafts;
        let done = if self.dry_run { "would be taken in" } else { "taken in" };
        say(format_args!(
            "{done}: {} with every element, {} as drafts that allow nothing; {} left out, here already",
            count(whole, "consent", "consents"),
            drafts,
            known
        ));
        Ok(())
    }
}

fn tell(one: &Judged) {
    if one.known {
        say(format_args!("consent {} ({}): here already", one.place, one.kind.code()));
    } else if !one.missing.is_empty() {
        let missing = one.missing.join(", ");
        say(format_args!("consent {} ({}): a draft, missing {missing}", one.place, one.kind.code()));
    }
}
