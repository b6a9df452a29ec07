//! `cairn keys`.

use std::io::IsTerminal;

use anyhow::{Context, bail};
use cairn_db::{Error, Tx};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::say;
use crate::access::Role;
use crate::app::App;
use crate::audit::{self, Act};
use crate::config::Config;
use crate::keys;

/// Data keys in one transaction: long enough to be quick, short enough that others wait no time at all.
const BATCH: i64 = 500;

/// The keys with which the database is sealed: docs/operating/keys.md. Stop no server for this, but start it again
/// after `rotate` and before `retire`: it reads the key file when it starts.
#[derive(Subcommand)]
pub enum Keys {
    /// List the program keys, and how many data keys are wrapped with each
    List,
    /// Make a new program key and wrap every data key with it; stopped half way, run it again
    Rotate,
    /// Take an old program key out of the key file, once nothing is wrapped with it
    Retire(Retire),
}

#[derive(Args)]
pub struct Retire {
    /// The key's id, as `cairn keys list` shows it
    #[arg(value_name = "ID")]
    id: String,
}

impl Keys {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = super::open(config).await?;
        match self {
            Keys::List => list(&app).await,
            Keys::Rotate => rotate(app).await,
            Keys::Retire(command) => retire(app, &command.id).await,
        }
    }
}

fn ring(app: &App) -> anyhow::Result<cairn_seal::Keyring> {
    keys::read(&app.config.keys)?
        .with_context(|| format!("the key file {} is missing", app.config.keys.display()))
}

async fn in_use(app: &App) -> Result<Vec<(String, i64)>, Error> {
    app.db.read(|tx| tx.program_keys_in_use()).await
}

async fn list(app: &App) -> anyhow::Result<()> {
    let (ring, used) = (ring(app)?, in_use(app).await?);
    for id in ring.program_keys() {
        let count = used.iter().find(|(known, _)| known == id).map_or(0, |(_, count)| *count);
        let state = if id == ring.current() { "current" } else { "old" };
        say(format_args!("{id}  {state}  {}", data_keys(count)));
    }
    Ok(())
}

async fn rotate(app: App) -> anyhow::Result<()> {
    let ring = ring(&app)?;
    let waiting = |used: &[(String, i64)]| -> i64 {
        used.iter().filter(|(id, _)| id != ring.current()).map(|(_, count)| count).sum()
    };
    let left = waiting(&in_use(&app).await?);
    if left > 0 {
        say(format_args!(
            "going on with {}: {left} of the data keys are still wrapped with older keys",
            ring.current()
        ));
        rewrap(&app, left).await?;
    } else {
        let new = keys::with_new_key(&ring, app.clock.now())?;
        // In the file and on the disk before anything is wrapped with it.
        keys::replace(&app.config.keys, &new)?;
        say(format_args!(
            "made {}: copy {} to where its copies are",
            new.current(),
            app.config.keys.display()
        ));
        let all = in_use(&app).await?.iter().map(|(_, count)| count).sum();
        // The ring is read when the database is opened.
        let app = super::open(app.config.clone()).await?;
        rewrap(&app, all).await?;
    }
    say("done: start every server again, then `cairn keys list` shows which keys can be retired");
    Ok(())
}

async fn rewrap(app: &App, all: i64) -> anyhow::Result<()> {
    let bar = match std::io::stderr().is_terminal() {
        true => ProgressBar::new(all.unsigned_abs()),
        false => ProgressBar::hidden(),
    };
    if let Ok(style) =
        ProgressStyle::with_template("wrapping: {wide_bar} {pos} of {len} data keys, {eta} left")
    {
        bar.set_style(style);
    }
    let mut done = 0_u64;
    loop {
        let wrapped = app.db.write(|tx| tx.rewrap(BATCH)).await?;
        if wrapped == 0 {
            break;
        }
        done += wrapped as u64;
        bar.set_position(done);
        if bar.is_hidden() && done.is_multiple_of(10_000) {
            eprintln!("wrapping: {done} of {all} data keys");
        }
    }
    bar.finish_and_clear();
    say(format_args!("wrapped {}", data_keys(done as i64)));
    let shared = app.clone();
    app.db.write(move |tx| enter(tx, &shared, Act::Changed)).await?;
    Ok(())
}

async fn retire(app: App, id: &str) -> anyhow::Result<()> {
    let ring = ring(&app)?;
    if !ring.program_keys().any(|known| known == id) {
        bail!("there is no program key {id}: `cairn keys list` shows them");
    }
    if id == ring.current() {
        bail!("{id} is the current key: make a new one first (`cairn keys rotate`)");
    }
    unused(&app, id).await?;
    // From here on no server wraps a new data key with it, whatever its own ring says; what it wrapped just before is counted.
    let (shared, retired) = (app.clone(), id.to_string());
    app.db
        .write(move |tx| {
            tx.retire_program_key(&retired, shared.clock.now())?;
            enter(tx, &shared, Act::Ended)
        })
        .await?;
    unused(&app, id).await?;
    keys::replace(&app.config.keys, &ring.without(id)?)?;
    say(format_args!(
        "retired {id}. Copies of the database that were made before need a copy of the key file with it"
    ));
    Ok(())
}

async fn unused(app: &App, id: &str) -> anyhow::Result<()> {
    let left = in_use(app).await?.iter().find(|(known, _)| known == id).map_or(0, |(_, count)| *count);
    if left > 0 {
        bail!(
            "{} wrapped with {id}: run `cairn keys rotate`, which wraps them anew, and try again",
            data_keys(left)
        );
    }
    Ok(())
}

fn data_keys(count: i64) -> String {
    crate::import::count(count.unsigned_abs(), "data key", "data keys")
}

/// The entry of an act that no person did through a page: whoever runs the command holds the machine.
fn enter(tx: &mut Tx<'_>, app: &App, act: Act) -> Result<(), Error> {
    let now = app.clock.now();
    let stamp = audit::Stamp { id: app.chance.id(now), at: now, actor: None };
    let acting_as = Role::Administrator;
    audit::write(tx, stamp, audit::Entry { act, kind: "program_key", id: None, participant: None, acting_as })
}
