//! Starting again from a backup, in an empty place.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use cairn_db::{Db, Migration, Tx, Value, dialect};
use data_encoding::{BASE64, HEXLOWER};
use flate2::read::GzDecoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::lines::{FORMAT, Head, Line, value};
use super::{Failure, Progress, STEP, damaged, identity};
use crate::app::migrations;
use crate::config::Config;
use crate::keeping::journal;

/// A backup whose beginning was read: what it is, and the keys that go with it.
pub struct Opened {
    lines: Lines,
    head: Head,
    files: Vec<(String, Vec<u8>)>,
    first: Option<Line>,
}

/// What was restored.
#[derive(Debug, Clone)]
pub struct Restored {
    pub made_at: Timestamp,
    pub by_version: String,
    pub tables: usize,
    pub rows: u64,
    /// The schema's steps that were applied because the backup is older than this version.
    pub brought_up: Vec<String>,
    /// Keys that were destroyed after the backup was made, and are again.
    pub erased_again: usize,
    /// The signed head that travelled along.
    pub head: Option<String>,
}

struct Lines {
    reader: BufReader<Box<dyn Read + Send>>,
    hash: Sha256,
}

impl Lines {
    /// The next line as text; none at the end.
    fn text(&mut self) -> Result<Option<String>, Failure> {
        let mut text = String::new();
        let read = self.reader.read_line(&mut text).map_err(damaged)?;
        Ok((read > 0).then_some(text))
    }

    /// The next line, which must be there.
    fn next(&mut self) -> Result<Line, Failure> {
        let text = self.text()?.ok_or_else(|| damaged("it ends too early"))?;
        let line: Line = serde_json::from_str(&text).map_err(|_| damaged("a line cannot be read"))?;
        if !matches!(line, Line::Done { .. }) {
            self.hash.update(text.as_bytes());
        }
        Ok(line)
    }
}

/// Opens a backup with the identity in `with`, or with the one in the data folder.
pub fn open(config: &Config, path: &Path, with: Option<&Path>) -> Result<Opened, Failure> {
    let own = config.data.join("keys").join("backup.key");
    let with = match with {
        Some(with) => with.to_path_buf(),
        None if own.exists() => own,
        None => {
            return Err(Failure::Identity(format!(
                "backups are encrypted: say --identity FILE, with your copy of the {} that the backup was made with",
                own.display()
            )));
        }
    };
    let secret = identity::read(&with)?;
    let file = File::open(path).map_err(|error| {
        io::Error::new(error.kind(), format!("the backup {} cannot be opened: {error}", path.display()))
    })?;
    let decryptor = age::Decryptor::new_buffered(BufReader::new(file)).map_err(damaged)?;
    let opened =
        decryptor.decrypt(std::iter::once(&secret as &dyn age::Identity)).map_err(|error| match error {
            age::DecryptError::NoMatchingKeys => Failure::WrongIdentity,
            other => damaged(other),
        })?;
    let mut lines = Lines { reader: BufReader::new(Box::new(GzDecoder::new(opened))), hash: Sha256::new() };
    let text = lines.text()?.ok_or_else(|| damaged("it is empty"))?;
    let head: Head = serde_json::from_str(&text).map_err(|_| damaged("its first line cannot be read"))?;
    lines.hash.update(text.as_bytes());
    let known = migrations();
    if head.backup > FORMAT || head.migrations.iter().any(|n| known.iter().all(|m| m.number != *n)) {
        return Err(Failure::Newer(head.cairn));
    }
    let mut files = Vec::new();
    loop {
        match lines.next()? {
            Line::File { file, base64 } => {
                files.push((file, BASE64.decode(base64.as_bytes()).map_err(damaged)?));
            }
            first => return Ok(Opened { lines, head, files, first: Some(first) }),
        }
    }
}

impl Opened {
    /// Puts the backup's keys where this configuration has them. Keys that are there already have to be the same.
    pub fn place_keys(&self, config: &Config) -> Result<(), Failure> {
        let places: BTreeMap<&str, PathBuf> = BTreeMap::from([
            ("program.keys", config.keys.clone()),
            ("audit.key", config.data.join("keys").join("audit.key")),
            ("audit.pub", config.data.join("keys").join("audit.pub")),
        ]);
        for (name, bytes) in &self.files {
            let place = places.get(name.as_str()).ok_or_else(|| damaged("a file in it has no place"))?;
            match fs::read(place) {
                Ok(present) if present == *bytes => {}
                Ok(_) => return Err(Failure::OtherKeys(place.display().to_string())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => write_key(place, bytes)?,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

fn write_key(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(place)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    File::open(folder)?.sync_all()
}

/// Restores into an empty database, all or nothing. `erased`: whose keys were destroyed since, and when.
pub async fn restore(
    db: &Db,
    opened: Opened,
    erased: Vec<(Uuid, Timestamp)>,
    (now, progress): (Timestamp, Progress),
) -> Result<Restored, Failure> {
    db.write(move |tx| {
        let states = cairn_db::migration_states(tx, &migrations())?;
        if states.iter().any(|state| state.applied_at.is_some()) && crate::program::current(tx)?.is_some() {
            return Err(Failure::NotEmpty);
        }
        let Opened { mut lines, head, first, .. } = opened;
        let (then, all) = (of_then(&head), migrations());
        cairn_db::migrate(tx, &then, now)?;
        let wait = dialect::let_references_wait(tx.dialect());
        tx.script(wait.begin)?;
        let (tables, rows) = load(tx, &mut lines, first, &progress)?;
        tx.script(wait.end)?;
        let brought_up = cairn_db::migrate(tx, &all, now)?;
        let erased_again = journal::replay(tx, &erased)?;
        Ok(Restored {
            made_at: Timestamp::from_millisecond(head.made_at).map_err(damaged)?,
            by_version: head.cairn,
            tables,
            rows,
            brought_up,
            erased_again,
            head: head.head,
        })
    })
    .await
}

/// The steps of the schema that the backup was made with.
fn of_then(head: &Head) -> Vec<Migration> {
    migrations().into_iter().filter(|migration| head.migrations.contains(&migration.number)).collect()
}

fn load(
    tx: &mut Tx<'_>,
    lines: &mut Lines,
    mut first: Option<Line>,
    progress: &Progress,
) -> Result<(usize, u64), Failure> {
    let known: Vec<String> = tx.all(dialect::tables(tx.dialect()), &[], |row| row.get("name"))?;
    let (mut tables, mut rows) = (0, 0);
    loop {
        let line = match first.take() {
            Some(line) => line,
            None => lines.next()?,
        };
        match line {
            Line::Table { table, columns } if known.contains(&table) && table != "migrations" => {
                tables += 1;
                rows += load_table(tx, lines, (&table, &columns), (rows, progress))?;
            }
            Line::Table { table, .. } => return Err(damaged(format!("it has the unknown table {table}"))),
            Line::Done { sha256, .. } if sha256 == HEXLOWER.encode(&lines.hash.clone().finalize()) => {
                // Reading to the very end makes age check its last part.
                return match lines.text()? {
                    None => Ok((tables, rows)),
                    Some(_) => Err(damaged("it goes on after its end")),
                };
            }
            Line::Done { .. } => return Err(damaged("its checksum does not fit")),
            _ => return Err(damaged("a line stands where it does not belong")),
        }
    }
}

fn load_table(
    tx: &mut Tx<'_>,
    lines: &mut Lines,
    (table, columns): (&str, &[String]),
    (before, progress): (u64, &Progress),
) -> Result<u64, Failure> {
    let known: Vec<String> =
        tx.all(dialect::columns(tx.dialect()), cairn_db::params![table], |row| row.get("name"))?;
    if columns.is_empty() || columns.iter().any(|column| !known.contains(column)) {
        return Err(damaged(format!("the columns of {table} do not fit")));
    }
    // What a step of the schema put into a table is in the backup too.
    if tx.count(&["SELECT COUNT(*) AS n FROM ", table].concat(), &[])? > 0 {
        tx.execute(&["DELETE FROM ", table].concat(), &[])?;
    }
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    let insert =
        ["INSERT INTO ", table, " (", &columns.join(", "), ") VALUES (", &places.join(", "), ")"].concat();
    let mut rows = 0;
    loop {
        match lines.next()? {
            Line::Row(cells) if cells.len() == columns.len() => {
                let values: Vec<Value> = cells.iter().map(value).collect::<Result<_, _>>()?;
                tx.execute(&insert, &values)?;
                rows += 1;
                if (before + rows).is_multiple_of(STEP) {
                    progress(before + rows);
                }
            }
            Line::End { end, rows: promised } if end == table && promised == rows => return Ok(rows),
            _ => return Err(damaged(format!("the rows of {table} are not whole"))),
        }
    }
}
