//! A folder that goes away with its command.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::ids::Chance;

pub(super) struct Scratch(PathBuf);

impl Scratch {
    /// An empty folder among the temporary files, readable by its owner alone.
    pub fn new(chance: &Chance) -> anyhow::Result<Scratch> {
        let unique = data_encoding::HEXLOWER.encode(chance.secret().get(..8).unwrap_or_default());
        let folder = std::env::temp_dir().join(format!("cairn-{unique}"));
        DirBuilder::new().mode(0o700).create(&folder).with_context(|| {
            format!("cannot make {}: set TMPDIR to a folder you may write", folder.display())
        })?;
        Ok(Scratch(folder))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "a temporary folder could not be removed");
        }
    }
}
