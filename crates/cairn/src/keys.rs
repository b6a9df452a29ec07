//! The key file: program keys and index key, outside the database.
//!
//! Made at the first start, readable by its owner alone, on the disk before anything is sealed with it, and never
//! overwritten in place. A database that was sealed with keys which are not here is not opened: going on with new keys
//! would look like a program in which nobody has a name.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use cairn_db::{Db, Error, Options};
use cairn_seal::Keyring;
use jiff::Timestamp;

use crate::config::Config;

/// Opens the database with the keys that belong to it; makes the key file if nothing is sealed yet.
pub fn open(config: &Config, readers: usize, now: Timestamp) -> Result<Db, Error> {
    loop {
        let kept = read(&config.keys)?;
        let is_new = kept.is_none();
        let keyring = match kept {
            Some(keyring) => keyring,
            None => new_keyring(now)?,
        };
        let options = Options { url: config.database_url.clone(), readers, keyring: keyring.clone() };
        let opened = Db::open(&options).map_err(|error| name_file(error, &config.keys, is_new));
        if !is_new || opened.is_err() {
            return opened;
        }
        match write_new(&config.keys, &keyring) {
            Ok(()) => return opened,
            // Another process was first: its keys are the keys.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(refused("cannot be written", &config.keys, &error)),
        }
    }
}

/// The key file's ring; none if there is no file.
pub fn read(path: &Path) -> Result<Option<Keyring>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => {
            let text = zeroize::Zeroizing::new(text);
            Keyring::from_text(&text).map(Some).map_err(|error| refused("is not usable", path, &error))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused("cannot be read", path, &error)),
    }
}

/// A new program key for the ring, which becomes the current one.
pub fn with_new_key(ring: &Keyring, now: Timestamp) -> Result<Keyring, Error> {
    ring.with(key_id(now)?, random()?).map_err(|error| Error::Sealing(error.to_string()))
}

/// Puts another ring in the place of the file's, at once and as a whole.
pub fn replace(path: &Path, ring: &Keyring) -> Result<(), Error> {
    let beside = path.with_extension("new");
    let replaced = match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => {
            write_new(&beside, ring).and_then(|()| fs::rename(&beside, path)).and_then(|()| sync_folder(path))
        }
    };
    replaced.map_err(|error| refused("cannot be written", path, &error))
}

/// Whether others than the file's owner may read it.
pub fn is_open_to_others(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

fn new_keyring(now: Timestamp) -> Result<Keyring, Error> {
    Ok(Keyring::new(random()?, (key_id(now)?, random()?)))
}

/// A day to recognize the key by, and enough chance to be the only one.
fn key_id(now: Timestamp) -> Result<String, Error> {
    let day = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let tail: [u8; 4] = random()?;
    Ok([&day.to_string(), "-", &data_encoding::HEXLOWER.encode(&tail)].concat())
}

fn write_new(path: &Path, ring: &Keyring) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(ring.to_text().as_bytes())?;
    file.sync_all()?;
    sync_folder(path)
}

/// The name of a new file is durable once its folder is, and that of a new folder once the one above is.
fn sync_folder(path: &Path) -> io::Result<()> {
    for folder in path.ancestors().skip(1).take(2).filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn name_file(error: Error, path: &Path, is_missing: bool) -> Error {
    match error {
        Error::Sealing(_) if is_missing => Error::Sealing(format!(
            "the key file {} is missing, and nothing in this database can be read without it: put your copy of it \
             there, or name its place in CAIRN_KEYS",
            path.display()
        )),
        Error::Sealing(reason) => Error::Sealing(format!("{reason} (the key file is {})", path.display())),
        other => other,
    }
}

fn refused(what: &str, path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Sealing(format!("the key file {} {what}: {error}", path.display()))
}

/// Key material comes from the operating system always, even where everything else comes from a seed.
fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|_| Error::Unavailable("the operating system gives no random bytes".to_string()))?;
    Ok(bytes)
}
