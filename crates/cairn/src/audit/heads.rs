//! Heads outside the database: small files in the folder `heads` of the data folder, and in a second folder that
//! `CAIRN_AUDIT_HEADS` names, best on another machine. Files are added, never changed.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use cairn_proof::SignedHead;

use crate::config::Config;

/// A head that was kept, as it was found: its signature is not checked yet.
#[derive(Debug, Clone)]
pub struct HeadFile {
    pub path: PathBuf,
    pub text: String,
}

/// Where heads go.
pub fn folders(config: &Config) -> Vec<PathBuf> {
    std::iter::once(config.data.join("heads")).chain(config.audit_heads.clone()).collect()
}

/// Keeps a head in every folder. A folder that refuses does not keep it from the others; its error comes back.
pub fn put(config: &Config, head: &SignedHead) -> Vec<(PathBuf, std::io::Error)> {
    let name = format!("{:012}-{}.txt", head.head.size, head.head.time.strftime("%Y%m%dT%H%M%SZ"));
    let put_into = |folder: PathBuf| match put_one(&folder, &name, &head.text) {
        Ok(()) => None,
        Err(error) => Some((folder, error)),
    };
    folders(config).into_iter().filter_map(put_into).collect()
}

/// On the disk when this returns, whole or not at all.
fn put_one(folder: &Path, name: &str, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let (path, fresh) = (folder.join(name), folder.join(format!("{name}.new")));
    if path.exists() {
        return Ok(());
    }
    let mut file = File::create(&fresh)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&fresh, &path)?;
    File::open(folder)?.sync_all()
}

/// The head of the most entries in each folder: file names begin with that number.
pub fn largest(config: &Config) -> std::io::Result<Vec<HeadFile>> {
    let mut found = Vec::new();
    for folder in folders(config) {
        if let Some(path) = files(&folder)?.into_iter().max_by(|a, b| a.file_name().cmp(&b.file_name())) {
            found.push(HeadFile { text: fs::read_to_string(&path)?, path });
        }
    }
    Ok(found)
}

/// Every head in the folders, by file name, which begins with the number of entries. A folder that does not exist yet
/// has none.
pub fn known(config: &Config) -> std::io::Result<Vec<HeadFile>> {
    let mut found = Vec::new();
    for folder in folders(config) {
        for path in files(&folder)? {
            found.push(HeadFile { text: fs::read_to_string(&path)?, path });
        }
    }
    found.sort_by(|a, b| a.path.file_name().cmp(&b.path.file_name()));
    Ok(found)
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            files.push(path);
        }
    }
    Ok(files)
}
