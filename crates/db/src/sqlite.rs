//! SQLite: one writer thread that gathers waiting writes into one durable commit, and reader threads.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, types::ValueRef};

use crate::pool::{Done, Job, Jobs};
use crate::row::Inner;
use crate::tx::Inner as TxInner;
use crate::{Error, Result, Row, Tx, Value, keys::Keys, keys::Sealing};

/// How many writes may share one commit. More would only make the first of them wait longer.
const LARGEST_GROUP: usize = 128;

pub(crate) fn open(path: &Path, read_only: bool) -> Result<Connection> {
    let flags = if read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX
    };
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(15))?;
    connection.set_prepared_statement_cache_capacity(512);
    // A kept statement stays compiled whatever is bound to it; otherwise SQLite compiles many of them anew each time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if !read_only {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // NORMAL would lose acknowledged writes in a power cut; see docs/decisions.
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What is removed leaves no trace in free pages: a destroyed key must be gone.
        connection.pragma_update(None, "secure_delete", "ON")?;
    }
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "cache_size", -8_000)?;
    connection.pragma_update(None, "mmap_size", 256 * 1024 * 1024)?;
    Ok(connection)
}

/// Opens a file as it lies, whoever owns it. A database in WAL mode wants to make two files beside itself even to be
/// read; where it may not, and no log lies beside it, the file alone is the whole truth.
pub(crate) fn open_to_read(path: &Path) -> Result<Connection> {
    let connection = open(path, true)?;
    match connection.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)) {
        Ok(_) => return Ok(connection),
        Err(error) if beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0) => {
            return Err(error.into());
        }
        Err(_) => {}
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let escaped = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Ok(Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)?)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    name.into()
}

/// The writer's loop: ends when every handle to the database is gone.
pub(crate) fn write_loop(mut connection: Connection, keys: Keys, jobs: Jobs) {
    while let Ok(first) = jobs.recv() {
        commit_group(&mut connection, &Sealing::new(keys.clone()), first, &jobs);
    }
    // Leave one file behind rather than three.
    let _ = connection.pragma_update(None, "wal_checkpoint", "TRUNCATE");
}

fn commit_group(connection: &mut Connection, sealing: &Sealing, first: Job, jobs: &Jobs) {
    let group = match connection.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(transaction) => transaction,
        Err(error) => return first.refuse(error.into()),
    };
    let mut finished = Vec::new();
    let mut next = Some(first);
    while let Some(job) = next {
        finished.push(run_in_savepoint(&group, sealing, job));
        if group.is_autocommit() {
            // A full disk or an input/output error made SQLite roll the whole group back.
            let error = Error::Unavailable("the disk refused; nothing was saved".to_string());
            return finished.into_iter().for_each(|done| (done.deliver)(Err(error.clone())));
        }
        next = if finished.len() < LARGEST_GROUP { jobs.try_recv().ok() } else { None };
    }
    let committed = group.commit().map_err(Error::from);
    if committed.is_ok() {
        sealing.publish();
    }
    for done in finished {
        (done.deliver)(committed.clone());
    }
}

fn run_in_savepoint(connection: &Connection, sealing: &Sealing, job: Job) -> Done {
    let mark = sealing.mark();
    if let Err(error) = execute(connection, "SAVEPOINT one", &[]) {
        return Done { keep: false, deliver: Box::new(move |_| job.refuse(error)) };
    }
    let done = job.run(&mut Tx::new(TxInner::Sqlite(connection), sealing));
    let end = if done.keep { "RELEASE one" } else { "ROLLBACK TO one" };
    let ended = execute(connection, end, &[]);
    if !done.keep || ended.is_err() {
        sealing.roll_back(mark);
    }
    if !done.keep {
        let _ = execute(connection, "RELEASE one", &[]);
    }
    match ended {
        Ok(_) => done,
        Err(error) => Done { keep: false, deliver: Box::new(move |_| (done.deliver)(Err(error))) },
    }
}

/// A reader's loop: each job sees one consistent state of the database.
pub(crate) fn read_loop(mut connection: Connection, keys: Keys, jobs: Jobs) {
    let sealing = Sealing::new(keys);
    while let Ok(job) = jobs.recv() {
        match connection.transaction() {
            Ok(transaction) => {
                let done = job.run(&mut Tx::new(TxInner::Sqlite(&transaction), &sealing));
                drop(transaction);
                (done.deliver)(Ok(()));
            }
            Err(error) => job.refuse(error.into()),
        }
    }
}

pub(crate) fn execute(connection: &Connection, sql: &str, params: &[Value]) -> Result<u64> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    Ok(statement.raw_execute()? as u64)
}

pub(crate) fn each(
    connection: &Connection,
    (sql, params): (&str, &[Value]),
    sealing: &Sealing,
    each: &mut dyn FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, params)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        each(&Row { inner: Inner::Sqlite(row), sealing })?;
    }
    Ok(())
}

/// `$2` may stand before `$1` in a statement: SQLite counts such names by appearance, so values go by name.
fn bind(statement: &mut rusqlite::Statement<'_>, params: &[Value]) -> Result<()> {
    let mut name = String::with_capacity(4);
    for (index, value) in params.iter().enumerate() {
        name.clear();
        name.push('$');
        name.push_str(&(index + 1).to_string());
        let Some(position) = statement.parameter_index(&name)? else {
            return Err(Error::Statement(format!("{name} is given but not used")));
        };
        match value {
            Value::Null => statement.raw_bind_parameter(position, rusqlite::types::Null)?,
            Value::Integer(number) => statement.raw_bind_parameter(position, number)?,
            Value::Real(number) => statement.raw_bind_parameter(position, number)?,
            Value::Text(text) => statement.raw_bind_parameter(position, text)?,
            Value::Blob(bytes) => statement.raw_bind_parameter(position, bytes)?,
        }
    }
    if statement.parameter_count() != params.len() {
        return Err(Error::Statement("a placeholder has no value".to_string()));
    }
    Ok(())
}

pub(crate) fn column(row: &rusqlite::Row<'_>, column: &str) -> Result<Value> {
    let value = row.get_ref(column).map_err(|_| Error::Column {
        column: column.to_string(),
        reason: "is not in the answer".to_string(),
    })?;
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    })
}
