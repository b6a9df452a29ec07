//! Who can open backups: an age identity in the data folder's `keys/`, made with the first backup.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519;

use super::Failure;
use crate::config::Config;

pub struct Identity {
    pub(super) secret: x25519::Identity,
    /// Whether it was made by this call: the operator has to be told to keep a copy.
    pub is_new: bool,
    pub path: PathBuf,
}

/// The program's own identity, made if there is none.
pub fn identity(config: &Config) -> Result<Identity, Failure> {
    let path = config.data.join("keys").join("backup.key");
    if path.exists() {
        return Ok(Identity { secret: read(&path)?, is_new: false, path });
    }
    let secret = x25519::Identity::generate();
    write_new(&path, &secret)?;
    Ok(Identity { secret, is_new: true, path })
}

/// Reads an identity file: one `AGE-SECRET-KEY-1…` line, as `age-keygen` writes it too.
pub(super) fn read(path: &Path) -> Result<x25519::Identity, Failure> {
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::Identity(format!("the identity file {} cannot be read: {error}", path.display()))
    })?;
    let line = text.lines().map(str::trim).find(|line| line.starts_with("AGE-SECRET-KEY-1"));
    line.and_then(|line| x25519::Identity::from_str(line).ok()).ok_or_else(|| {
        Failure::Identity(format!(
            "{} is not an identity file: it needs a line that begins with AGE-SECRET-KEY-1",
            path.display()
        ))
    })
}

fn write_new(path: &Path, secret: &x25519::Identity) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "# Opens the backups of this Cairn. Keep a copy of this file away from this machine.")?;
    writeln!(file, "# public key: {}", secret.to_public())?;
    writeln!(file, "{}", secret.to_string().expose_secret())?;
    file.sync_all()?;
    File::open(folder)?.sync_all()
}
