//! Writing a backup.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use cairn_db::{Tx, dialect};
use data_encoding::{BASE64, HEXLOWER};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use super::lines::{FORMAT, Head, Line, cell};
use super::{Failure, Identity, Progress, STEP};
use crate::app::{App, migrations};
use crate::audit;

/// What was written.
#[derive(Debug, Clone)]
pub struct Written {
    pub tables: usize,
    pub rows: u64,
    pub bytes: u64,
    /// The signed head of the audit log that travels along.
    pub head: Option<String>,
}

/// Writes a backup of the running program to `path`, which must not exist. The file is on the disk, whole and under its
/// name, when this returns.
pub async fn write(
    app: &App,
    path: &Path,
    identity: &Identity,
    progress: Progress,
) -> Result<Written, Failure> {
    if path.exists() {
        let words = format!("{} exists already: choose another name", path.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, words).into());
    }
    // Before the copy begins, so that the keys of the log's head are among the files.
    audit::signer(&app.config, &app.chance)?;
    let files = key_files(app)?;
    let recipient = identity.secret.to_public();
    let beside = beside(path);
    let (shared, target, to) = (app.clone(), path.to_path_buf(), beside.clone());
    let outcome = app
        .db
        .read(move |tx| {
            let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&to)?;
            let signed = audit::head(tx, &shared)?;
            let head = Head {
                backup: FORMAT,
                cairn: env!("CARGO_PKG_VERSION").to_string(),
                made_at: shared.clock.now().as_millisecond(),
                migrations: migrations().iter().map(|migration| migration.number).collect(),
                head: (signed.head.size > 0).then_some(signed.text),
            };
            let written =
                encrypted(&file, &recipient, |out| everything(tx, out, (&head, &files), &progress))?;
            file.sync_all()?;
            fs::rename(&to, &target)?;
            File::open(target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")))?
                .sync_all()?;
            Ok::<_, Failure>(Written { bytes: file.metadata()?.len(), head: head.head, ..written })
        })
        .await;
    if outcome.is_err() {
        let _ = fs::remove_file(beside);
    }
    outcome
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(".part");
    PathBuf::from(name)
}

/// The files of the keys, without the one that opens backups: a copy of it inside would open nothing.
fn key_files(app: &App) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = vec![("program.keys".to_string(), fs::read(&app.config.keys)?)];
    for name in ["audit.key", "audit.pub"] {
        match fs::read(app.config.data.join("keys").join(name)) {
            Ok(bytes) => files.push((name.to_string(), bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(files)
}

fn encrypted<T>(
    file: &File,
    recipient: &age::x25519::Recipient,
    work: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient))
        .map_err(|error| Failure::Identity(error.to_string()))?;
    let sealed = encryptor.wrap_output(BufWriter::new(file))?;
    let mut packed = GzEncoder::new(sealed, Compression::default());
    let done = work(&mut packed)?;
    packed.finish()?.finish()?.flush()?;
    Ok(done)
}

/// Lines out, and their hash.
struct Lines<'a> {
    out: &'a mut dyn Write,
    hash: Sha256,
}

impl Lines<'_> {
    fn line(&mut self, line: &impl serde::Serialize) -> Result<(), Failure> {
        let mut text = serde_json::to_vec(line).map_err(io::Error::from)?;
        text.push(b'\n');
        self.hash.update(&text);
        Ok(self.out.write_all(&text)?)
    }
}

fn everything(
    tx: &mut Tx<'_>,
    out: &mut dyn Write,
    (head, files): (&Head, &[(String, Vec<u8>)]),
    progress: &Progress,
) -> Result<Written, Failure> {
    let mut lines = Lines { out, hash: Sha256::new() };
    lines.line(head)?;
    for (file, bytes) in files {
        lines.line(&Line::File { file: file.clone(), base64: BASE64.encode(bytes) })?;
    }
    let dialect = tx.dialect();
    let mut tables: Vec<String> = tx.all(dialect::tables(dialect), &[], |row| row.get("name"))?;
    // The schema's own ledger is written anew by the migrations of whoever restores.
    tables.retain(|table| table != "migrations");
    let mut rows = 0;
    for table in &tables {
        let columns = tx.all(dialect::columns(dialect), cairn_db::params![table], |row| row.get("name"))?;
        lines.line(&Line::Table { table: table.clone(), columns })?;
        rows += each_row(tx, table, &mut lines, (rows, progress))?;
    }
    let sha256 = HEXLOWER.encode(&lines.hash.clone().finalize());
    lines.line(&Line::Done { done: 1, sha256 })?;
    Ok(Written { tables: tables.len(), rows, bytes: 0, head: None })
}

fn each_row(
    tx: &mut Tx<'_>,
    table: &str,
    lines: &mut Lines<'_>,
    (before, progress): (u64, &Progress),
) -> Result<u64, Failure> {
    let (mut rows, mut failed) = (0, None);
    // The name comes from the database's own catalog.
    let outcome = tx.each(&["SELECT * FROM ", table].concat(), &[], |row| {
        let cells = row.all_stored()?.iter().map(cell).collect();
        if let Err(error) = lines.line(&Line::Row(cells)) {
            failed = Some(error);
            return Err(cairn_db::Error::Unavailable("the backup could not be written".to_string()));
        }
        rows += 1;
        if (before + rows).is_multiple_of(STEP) {
            progress(before + rows);
        }
        Ok(())
    });
    if let Some(failure) = failed {
        return Err(failure);
    }
    outcome?;
    lines.line(&Line::End { end: table.to_string(), rows })?;
    Ok(rows)
}
