//! The key that signs heads: a file in the data folder, not in the database. Who can write the database alone cannot
//! sign.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use cairn_db::Error;
use cairn_proof::{Signer, Verifier};
use data_encoding::HEXLOWER;

use crate::config::Config;
use crate::ids::Chance;

fn folder(config: &Config) -> PathBuf {
    config.data.join("keys")
}

/// Where the public key stands.
pub fn public_file(config: &Config) -> PathBuf {
    folder(config).join("audit.pub")
}

/// The signing key, made at first use.
pub fn signer(config: &Config, chance: &Chance) -> Result<Signer, Error> {
    let file = folder(config).join("audit.key");
    match fs::read_to_string(&file) {
        Ok(text) => Signer::from_text(&text).map_err(|error| unusable(&file, &error)),
        Err(error) if error.kind() == ErrorKind::NotFound => make(config, chance),
        Err(error) => Err(unusable(&file, &error)),
    }
}

/// The public key, if there is one yet. It is enough for checking.
pub fn verifier(config: &Config) -> Result<Option<Verifier>, Error> {
    let file = public_file(config);
    match fs::read_to_string(&file) {
        Ok(text) => Verifier::from_text(&text).map(Some).map_err(|error| unusable(&file, &error)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unusable(&file, &error)),
    }
}

fn make(config: &Config, chance: &Chance) -> Result<Signer, Error> {
    let [name, secret] = [chance.secret(), chance.secret()];
    // A name that no other log has, and that tells a stranger nothing.
    let name = format!("cairn-audit/{}", HEXLOWER.encode(name.get(..8).unwrap_or_default()));
    let folder = folder(config);
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .map_err(|error| unusable(&folder, &error))?;
    let signer = Signer::new(&name, &secret).map_err(|error| unusable(&folder, &error))?;
    let file = folder.join("audit.key");
    match write_new(&file, 0o600, &format!("{}\n", signer.secret_text())) {
        Ok(()) => {}
        // Another process was first.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return self::signer(config, chance),
        Err(error) => return Err(unusable(&file, &error)),
    }
    let public = public_file(config);
    write_new(&public, 0o644, &format!("{}\n", signer.verifier()))
        .map_err(|error| unusable(&public, &error))?;
    Ok(signer)
}

/// A new file, on the disk when this returns, whole or not at all; an error if it is there already.
fn write_new(path: &Path, mode: u32, text: &str) -> std::io::Result<()> {
    let fresh = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(&fresh)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&fresh, path);
    fs::remove_file(&fresh)?;
    linked?;
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn unusable(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Unavailable(format!("{}: {error}", path.display()))
}
