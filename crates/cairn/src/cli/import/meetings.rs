//! `cairn import meeting-guide`.

use anyhow::bail;
use clap::Args;

use super::say;
use crate::config::Config;
use crate::import::count;
use crate::mutual_help::{self, Kind, Source, Taken};

/// A list of mutual-help meetings replaces the last one of the same name; if it cannot be read, the last one stays. For a list that
/// is fetched each night, run this from cron.
#[derive(Args)]
pub struct MeetingGuide {
    /// A file, or an address that begins with https://
    source: String,
    /// What people know the list as
    #[arg(long, value_name = "NAME")]
    feed: String,
    /// The list is the answer of a BMLT server (GetSearchResults)
    #[arg(long)]
    bmlt: bool,
    /// BMLT: the server's formats (GetFormats), a file or an address
    #[arg(long, value_name = "SOURCE", requires = "bmlt")]
    formats: Option<String>,
}

impl MeetingGuide {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = super::super::open(config).await?;
        let kind = if self.bmlt { Kind::Bmlt } else { Kind::MeetingGuide };
        let sources = (Source::of(&self.source), self.formats.as_deref().map(Source::of));
        match mutual_help::take_in(&app, sources, kind, self.feed).await? {
            Taken::Failed { reason } => bail!("nothing was changed: {reason}"),
            Taken::Replaced { meetings, skipped, faults } => {
                faults.iter().for_each(say);
                let left = skipped.saturating_sub(faults.len());
                if left > 0 {
                    say(format_args!("and {left} more"));
                }
                let taken = count(meetings as u64, "meeting", "meetings");
                say(format_args!("{taken} taken in, {skipped} left out"));
                Ok(())
            }
        }
    }
}
