//! The file beside the database that remembers whose keys were destroyed, so that an older backup does not bring back
//! what was erased. One line an erased subject: its id and the instant. Lines are added, never changed.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use cairn_db::{Error, Tx};
use jiff::Timestamp;
use uuid::Uuid;

use super::store;
use crate::config::Config;

/// Where the journal of this installation is.
pub fn path(config: &Config) -> PathBuf {
    config.data.join("erasures.txt")
}

/// What a journal holds; nothing when there is none.
pub fn read(path: &Path) -> io::Result<Vec<(Uuid, Timestamp)>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let unreadable = |number: usize| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!(
                "line {number} of {} is not an erasure: mend it or put another copy there",
                path.display()
            ),
        )
    };
    let line = |(number, line): (usize, &str)| {
        let (id, at) = line.split_once(' ').ok_or_else(|| unreadable(number + 1))?;
        match (id.parse(), at.trim().parse()) {
            (Ok(id), Ok(at)) => Ok((id, at)),
            _ => Err(unreadable(number + 1)),
        }
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(line).collect()
}

/// Adds what the database knows and the file does not yet.
pub async fn bring_up(db: &cairn_db::Db, config: &Config) -> Result<(), Error> {
    let erased = db.read(store::erased_subjects).await?;
    let path = path(config);
    write_missing(&path, &erased)
        .map_err(|error| Error::Unavailable(format!("{} cannot be written: {error}", path.display())))
}

fn write_missing(path: &Path, erased: &[(Uuid, Timestamp)]) -> io::Result<()> {
    let known: BTreeSet<Uuid> = read(path)?.into_iter().map(|(id, _)| id).collect();
    let missing: Vec<_> = erased.iter().filter(|(id, _)| !known.contains(id)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    for (id, at) in missing {
        writeln!(file, "{id} {at}")?;
    }
    file.sync_all()?;
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Destroys again what a journal says was destroyed; how many keys were still there.
pub fn replay(tx: &mut Tx<'_>, erased: &[(Uuid, Timestamp)]) -> Result<usize, Error> {
    let mut again = 0;
    for (subject, at) in erased {
        again += usize::from(tx.destroy_key(*subject, *at)?);
    }
    Ok(again)
}
