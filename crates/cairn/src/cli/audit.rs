//! `cairn audit`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use cairn_db::Db;
use cairn_proof::{SignedHead, Verifier};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::{CalledWrongly, say};
use crate::audit::verify::{self, KnownHead, Whole};
use crate::audit::{self, HeadFile};
use crate::config::Config;
use crate::ids::{AuditEntryId, ParticipantId};

#[derive(Subcommand)]
pub enum Audit {
    /// Go through the whole audit log and name the first entry that was altered, removed, moved or is missing
    Verify(Verify),
    /// Print a signed head of the log as it stands, and keep it in the folders for heads
    Head,
    /// Print entries with the proof that they are in the log, as JSON for `cairn-verify`
    Prove(Prove),
}

/// Hashes every entry again, grows the tree again, and compares it with what is stored and with every head in the
/// folders for heads. Works on a copy of the database (CAIRN_DATABASE_URL), beside a running server, and without write
/// permission. Exit status 0: the log is whole; 1: it is not, or it could not be read; 2: called wrongly.
#[derive(Args)]
pub struct Verify {
    /// A head that was kept elsewhere; may be repeated. The heads in the folders are checked as well
    #[arg(long, value_name = "FILE")]
    head: Vec<PathBuf>,
    /// The public key that heads were signed with, if it is not keys/audit.pub in the data folder; may be repeated
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// Only the heads given with --head, not those in the folders
    #[arg(long)]
    no_folders: bool,
}

#[derive(Args)]
pub struct Prove {
    /// Ids of entries, in the order in which they are to be listed
    #[arg(value_name = "ENTRY", required_unless_present_any = ["participant", "head"])]
    entries: Vec<AuditEntryId>,
    /// Every entry about this participant
    #[arg(long, value_name = "ID")]
    participant: Option<ParticipantId>,
    /// An earlier head: adds the proof that the log only grew since. May be repeated
    #[arg(long, value_name = "FILE")]
    head: Vec<PathBuf>,
}

impl Audit {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        match self {
            Audit::Verify(verify) => verify.run(config).await,
            Audit::Head => head(config).await,
            Audit::Prove(prove) => prove.run(config).await,
        }
    }
}

impl Verify {
    async fn run(self, config: Config) -> anyhow::Result<()> {
        let mut files = if self.no_folders { Vec::new() } else { audit::known_heads(&config)? };
        for path in &self.head {
            files.push(HeadFile { text: read(path)?, path: path.clone() });
        }
        let heads = check(files, &keys(&self.key, &config)?)?;
        let db = Db::open_to_read(&config.database_url).context("the database")?;
        let (bar, progress) = progress();
        let found = db.read(move |tx| verify::verify(tx, heads, progress)).await;
        bar.finish_and_clear();
        match found.context("the audit log cannot be read")? {
            Ok(whole) => {
                praise(&whole);
                Ok(())
            }
            Err(finding) => bail!("{finding}"),
        }
    }
}

fn praise(whole: &Whole) {
    say(format_args!("{} entries, none altered, removed, moved or missing", whole.entries));
    say(format_args!("root {}", whole.root));
    if whole.heads == 0 {
        say(
            "no signed head to compare with: an end that was cut off, or an older copy put back, cannot be seen. Give one with --head",
        );
        return;
    }
    let heads = crate::import::count(whole.heads as u64, "signed head", "signed heads");
    say(format_args!("agrees with {heads}, the largest of {} entries", whole.covered));
    if whole.entries > whole.covered {
        say(format_args!("an end cut off behind entry {} could not be seen", whole.covered));
    }
}

/// Opens every head with the key that signed it. One that no key fits is a finding.
fn check(files: Vec<HeadFile>, keys: &[Verifier]) -> anyhow::Result<Vec<KnownHead>> {
    if keys.is_empty() && !files.is_empty() {
        bail!(
            "there are heads, but no key to check them with: give the program's public key with --key FILE"
        );
    }
    let open = |file: HeadFile| {
        let place = file.path.display().to_string();
        let mut problem = None;
        for key in keys {
            match SignedHead::open(&file.text, key) {
                Ok(signed) => return Ok(KnownHead { head: signed.head, place }),
                Err(error) => problem = Some(error),
            }
        }
        match problem {
            Some(error) => bail!("{place}: {error}"),
            None => bail!("{place}: no key to check it with"),
        }
    };
    files.into_iter().map(open).collect()
}

/// The given keys, or the one of the data folder if there is one.
fn keys(given: &[PathBuf], config: &Config) -> anyhow::Result<Vec<Verifier>> {
    if given.is_empty() {
        return Ok(audit::verifier(config)?.into_iter().collect());
    }
    let read_key = |path: &PathBuf| {
        let no_key = |_| CalledWrongly(format!("{} holds no public key", path.display()));
        Ok(Verifier::from_text(&read(path)?).map_err(no_key)?)
    };
    given.iter().map(read_key).collect()
}

fn read(path: &Path) -> anyhow::Result<String> {
    let unreadable = |error| CalledWrongly(format!("cannot read {}: {error}", path.display()));
    Ok(std::fs::read_to_string(path).map_err(unreadable)?)
}

/// A bar on a terminal; elsewhere a line for every 200,000 entries. Both on standard error.
fn progress() -> (ProgressBar, impl FnMut(i64, i64) + Send + 'static) {
    const LINES: i64 = 200_000;
    let bar = match std::io::stderr().is_terminal() {
        true => ProgressBar::new_spinner(),
        false => ProgressBar::hidden(),
    };
    if let Ok(style) = ProgressStyle::with_template("checking: {wide_bar} {pos} of {len} entries, {eta} left")
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    let (shown, mut said) = (bar.clone(), 0);
    let step = move |done: i64, of: i64| {
        shown.set_length(of.unsigned_abs());
        shown.set_position(done.unsigned_abs());
        if shown.is_hidden() && done / LINES > said {
            said = done / LINES;
            eprintln!("checking: {done} of {of} entries");
        }
    };
    (bar, step)
}

async fn head(config: Config) -> anyhow::Result<()> {
    let app = super::open(config).await?;
    let shared = app.clone();
    let signed = app.db.read(move |tx| audit::head(tx, &shared)).await?;
    for (folder, error) in audit::put_head(&app.config, &signed) {
        tracing::warn!(%error, folder = %folder.display(), "the head could not be kept here");
    }
    say(signed.text.trim_end());
    Ok(())
}

impl Prove {
    async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = super::open(config).await?;
        let earlier: Vec<SignedHead> = self
            .head
            .iter()
            .map(|path| SignedHead::read_unchecked(&read(path)?).with_context(|| path.display().to_string()))
            .collect::<Result<_, _>>()?;
        let (shared, mut entries) = (app.clone(), self.entries);
        let bundle = app
            .db
            .read(move |tx| {
                if let Some(participant) = self.participant {
                    entries.extend(audit::about(tx, participant)?);
                }
                audit::proof_of(tx, &shared, &entries, &earlier)
            })
            .await
            .context("the entries cannot be proven: is each id that of an entry of this log?")?;
        say(serde_json::to_string_pretty(&bundle)?);
        Ok(())
    }
}
