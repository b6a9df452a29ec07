//! `cairn restore`.

use std::path::PathBuf;

use anyhow::{Context, bail};
use cairn_db::{Db, Error, Options, dialect};
use cairn_proof::SignedHead;
use clap::Args;

use super::{progress, say, scratch::Scratch};
use crate::access::Role;
use crate::app::App;
use crate::audit::verify::{self, KnownHead};
use crate::audit::{self, Act};
use crate::backup::{self, Restored};
use crate::clock::Clock;
use crate::config::Config;
use crate::ids::Chance;
use crate::keeping::journal;

/// Restores a backup into an empty data folder or database, and verifies it: every row against what the file promises,
/// the stored data's integrity, the audit log against the signed head that travels in the file. A folder that holds a
/// program is left as it is.
#[derive(Args)]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// The identity it opens with; the data folder's keys/backup.key when left out
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
    /// The list of erasures made since the backup, which are done again; the data folder's erasures.txt when left out
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
    /// A drill: restore into a folder that is removed afterwards, and only say whether it worked
    #[arg(long)]
    check: bool,
}

impl Restore {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let started = std::time::Instant::now();
        let opened = backup::open(&config, &self.file, self.identity.as_deref())?;
        let scratch = if self.check { Some(Scratch::new(&Chance::from_system()?)?) } else { None };
        let config = match &scratch {
            Some(folder) => Config::in_folder(folder.path(), config),
            None => config,
        };
        let _lock = super::serve::lock(&config)?;
        opened.place_keys(&config)?;
        let keyring = crate::keys::read(&config.keys)?.context("the backup has no program keys")?;
        let db = Db::open(&Options { url: config.database_url.clone(), readers: 1, keyring })?;
        let erased = journal::read(&self.erasures.unwrap_or_else(|| journal::path(&config)))?;
        let (step, bar) = progress::rows("restoring");
        let restored = backup::restore(&db, opened, erased, (Clock::System.now(), step)).await;
        bar.finish_and_clear();
        let restored = restored.with_context(|| format!("{} was not restored", self.file.display()))?;
        let app = App::open(config, Clock::System, Chance::from_system()?).await?;
        check(&app, &restored).await?;
        if !self.check {
            enter(&app).await?;
        }
        report(&restored, started.elapsed().as_secs_f64());
        say(if self.check { "the backup is good" } else { "restored: `cairn serve` goes on from here" });
        Ok(())
    }
}

async fn check(app: &App, restored: &Restored) -> anyhow::Result<()> {
    let whole = app.db.read(|tx| tx.count(dialect::integrity(tx.dialect()), &[])).await?;
    if whole != 1 {
        bail!("the restored data is not whole: use another backup");
    }
    let heads = match (&restored.head, audit::verifier(&app.config)?) {
        (Some(text), Some(key)) => {
            let signed = SignedHead::open(text, &key).context("the signed head in the backup")?;
            vec![KnownHead { head: signed.head, place: "the head in the backup".to_string() }]
        }
        _ => Vec::new(),
    };
    let found = app.db.read(move |tx| verify::verify(tx, heads, |_, _| {})).await?;
    match found {
        Ok(_) => Ok(()),
        Err(finding) => bail!("the restored audit log is not whole: {finding}"),
    }
}

fn report(restored: &Restored, seconds: f64) {
    say(format_args!(
        "{} rows of {} tables, as of {} (version {}), in {seconds:.1} s; integrity and audit log verified",
        restored.rows, restored.tables, restored.made_at, restored.by_version
    ));
    if restored.erased_again > 0 {
        say(format_args!("{} erasures made since then were done again", restored.erased_again));
    }
    for step in &restored.brought_up {
        say(format_args!("applied {step}"));
    }
}

/// The restored log goes on with the restoring itself.
async fn enter(app: &App) -> anyhow::Result<()> {
    let (now, chance) = (app.clock.now(), app.chance.clone());
    app.db
        .write(move |tx| {
            let stamp = audit::Stamp { id: chance.id(now), at: now, actor: None };
            let (act, kind, acting_as) = (Act::Imported, "backup", Role::Administrator);
            audit::write(tx, stamp, audit::Entry { act, kind, id: None, participant: None, acting_as })?;
            Ok::<_, Error>(())
        })
        .await?;
    Ok(())
}
