//! What every request has at hand.

use std::sync::Arc;

use cairn_db::{Db, Migration, Tx};
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::config::Config;
use crate::ids::Chance;
use crate::keys;
use crate::reminders::Sender;

#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of a running Cairn. Time and chance are among them so that tests can set both.
pub struct Parts {
    pub db: Db,
    pub clock: Clock,
    pub chance: Chance,
    pub config: Config,
    /// Keys the hashes of sign-in failures, so that the table tells nobody's address. New at every start.
    pub pepper: [u8; 32],
    /// Hashing a passphrase takes 19 MiB: at most two at a time.
    pub hashing: Semaphore,
    pub metrics: metrics_exporter_prometheus::PrometheusRecorder,
    /// Hands messages over to whoever carries them.
    pub sender: Sender,
}

impl std::ops::Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    pub(crate) fn new(db: Db, clock: Clock, chance: Chance, config: Config) -> Result<App, cairn_db::Error> {
        let metrics = crate::web::metrics_recorder()
            .map_err(|_| cairn_db::Error::Statement("the metrics cannot be kept".to_string()))?;
        let (pepper, hashing) = (chance.secret(), Semaphore::new(2));
        let sender = Sender::new(&config);
        Ok(App(Arc::new(Parts { db, clock, chance, config, pepper, hashing, metrics, sender })))
    }

    /// Opens the database that the configuration names and brings its schema up to date.
    pub async fn open(config: Config, clock: Clock, chance: Chance) -> Result<App, cairn_db::Error> {
        let now: Timestamp = clock.now();
        let db = keys::open(&config, config.server.readers, now)?;
        db.write(move |tx| bring_up_to_date(tx, now)).await?;
        App::new(db, clock, chance, config)
    }
}

/// Applies the missing steps of the schema, with what a step needs that SQL cannot do. Returns their names.
pub fn bring_up_to_date(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<String>, cairn_db::Error> {
    let done = cairn_db::migrate(tx, &migrations(), now)?;
    tx.remember_keyring()?;
    crate::audit::take_over(tx)?;
    Ok(done)
}

static MIGRATIONS: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/../../migrations");

/// The schema's steps in order. `0002_append_only.sqlite.sql` and `.postgres.sql` are one step in two texts.
pub fn migrations() -> Vec<Migration> {
    let mut migrations: Vec<Migration> = Vec::new();
    let mut files: Vec<_> = MIGRATIONS.files().collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) else {
            continue;
        };
        let mut parts = name.split('.');
        let (Some(stem), Some(ending)) = (parts.next(), parts.next()) else {
            continue;
        };
        let Some((number, words)) = stem.split_once('_') else {
            continue;
        };
        let Ok(number) = number.parse() else { continue };
        let at = match migrations.iter().position(|m| m.number == number) {
            Some(at) => at,
            None => {
                migrations.push(Migration {
                    number,
                    name: words.replace('_', " "),
                    sqlite: String::new(),
                    postgres: String::new(),
                });
                migrations.len() - 1
            }
        };
        let Some(migration) = migrations.get_mut(at) else {
            continue;
        };
        if ending != "postgres" {
            migration.sqlite = text.to_string();
        }
        if ending != "sqlite" {
            migration.postgres = text.to_string();
        }
    }
    migrations
}
