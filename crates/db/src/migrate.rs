//! Numbered, checksummed, all or nothing.

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{Dialect, Error, Result, Tx, dialect, params};

/// One step of the schema. `text` is for both databases; where they part, each has a text of its own.
#[derive(Debug, Clone)]
pub struct Migration {
    pub number: u32,
    pub name: String,
    pub sqlite: String,
    pub postgres: String,
}

/// A migration and when it was applied, if it was.
#[derive(Debug, Clone)]
pub struct MigrationState {
    pub number: u32,
    pub name: String,
    pub applied_at: Option<Timestamp>,
}

impl Migration {
    fn text(&self, dialect: Dialect) -> String {
        dialect::schema(
            dialect,
            match dialect {
                Dialect::Sqlite => &self.sqlite,
                Dialect::Postgres => &self.postgres,
            },
        )
    }

    /// Of the SQLite text: both databases are at the same step when they carry the same number and checksum.
    fn checksum(&self) -> String {
        HEXLOWER.encode(&Sha256::digest(self.sqlite.as_bytes()))
    }
}

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT;";

/// Applies what is missing, in one transaction: a crash half way leaves the old schema. Returns the names of
/// those applied. Refuses when an applied migration was edited afterwards, or the database is newer than the
/// program.
pub fn migrate(tx: &mut Tx<'_>, migrations: &[Migration], now: Timestamp) -> Result<Vec<String>> {
    let dialect = tx.dialect();
    if let Some(lock) = dialect::one_at_a_time(dialect) {
        tx.all(lock, params![0_i64], |_| Ok(()))?;
    }
    tx.script(&dialect::schema(dialect, LEDGER))?;
    let applied = tx.all("SELECT number, name, checksum FROM migrations ORDER BY number", &[], |row| {
        Ok((row.get::<u32>("number")?, row.get::<String>("name")?, row.get::<String>("checksum")?))
    })?;
    for (number, name, checksum) in &applied {
        match migrations.iter().find(|m| m.number == *number) {
            None => {
                return Err(Error::Migration(format!(
                    "the database has migration {number} ({name}), which this version of Cairn does not know: \
                     start the newer version that made it"
                )));
            }
            Some(known) if known.checksum() != *checksum => {
                return Err(Error::Migration(format!(
                    "migration {number} ({name}) was changed after it was applied: restore its text and put the \
                     change into a new migration"
                )));
            }
            Some(_) => {}
        }
    }
    let mut done = Vec::new();
    for migration in migrations.iter().filter(|m| applied.iter().all(|(number, ..)| *number != m.number)) {
        tx.script(&migration.text(dialect)).map_err(|error| {
            Error::Migration(format!("migration {} ({}): {error}", migration.number, migration.name))
        })?;
        tx.execute(
            "INSERT INTO migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
            params![migration.number, &migration.name, migration.checksum(), now],
        )?;
        done.push(format!("{:04} {}", migration.number, migration.name));
    }
    Ok(done)
}

/// Which migrations are applied and which wait. Works on an empty database too.
pub fn migration_states(tx: &mut Tx<'_>, migrations: &[Migration]) -> Result<Vec<MigrationState>> {
    let tables = tx.all(dialect::tables(tx.dialect()), &[], |row| row.get::<String>("name"))?;
    let applied = if tables.iter().any(|name| name == "migrations") {
        tx.all("SELECT number, applied_at FROM migrations", &[], |row| {
            Ok((row.get::<u32>("number")?, row.get::<Timestamp>("applied_at")?))
        })?
    } else {
        Vec::new()
    };
    Ok(migrations
        .iter()
        .map(|m| MigrationState {
            number: m.number,
            name: m.name.clone(),
            applied_at: applied.iter().find(|(number, _)| *number == m.number).map(|(_, at)| *at),
        })
        .collect())
}
