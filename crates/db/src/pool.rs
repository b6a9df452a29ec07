//! The handle to the database, and the threads behind it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use flume::{Receiver, Sender};
use tokio::sync::oneshot;

use cairn_seal::Keyring;

use crate::keys::{Keys, Source};
use crate::{Dialect, Error, Result, Tx, postgres, sqlite};

/// How many jobs may wait before callers are told to come back later.
const QUEUE: usize = 4096;

/// Where the database is and how many threads serve it.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://…` (several hosts and `target_session_attrs` are understood).
    pub url: String,
    /// Threads for reads; on PostgreSQL as many again for writes.
    pub readers: usize,
    /// What data keys are wrapped with. It is kept outside the database, and must be the one that belongs to it.
    pub keyring: Keyring,
}

/// A handle to the database: cheap to clone, shared by all requests.
#[derive(Clone)]
pub struct Db(Arc<Shared>);

struct Shared {
    reads: Sender<Job>,
    writes: Sender<Job>,
    dialect: Dialect,
}

pub(crate) type Jobs = Receiver<Job>;

/// A closure on its way to a database thread, with the way back to its caller.
pub(crate) struct Job {
    work: Box<dyn FnOnce(Start<'_, '_>) -> Done + Send>,
}

enum Start<'a, 'tx> {
    Work(&'a mut Tx<'tx>),
    Refused(Error),
}

/// Work that has run and waits for its commit.
pub(crate) struct Done {
    /// Whether its changes are to be kept.
    pub keep: bool,
    /// Sends the answer to the caller, with what became of the commit.
    pub deliver: Box<dyn FnOnce(Result<()>) + Send>,
}

impl Job {
    fn new<T, E>(work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> (Job, Answer<T, E>)
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (send, answer) = oneshot::channel();
        let work = Box::new(move |start: Start<'_, '_>| {
            let outcome = match start {
                Start::Refused(error) => Err(E::from(error)),
                Start::Work(tx) => catch_unwind(AssertUnwindSafe(|| {
                    let value = work(tx)?;
                    tx.finish()?;
                    Ok(value)
                }))
                .unwrap_or_else(|_| Err(E::from(Error::Panicked))),
            };
            Done {
                keep: outcome.is_ok(),
                deliver: Box::new(move |committed: Result<()>| {
                    let answer = match (outcome, committed) {
                        (Ok(_), Err(error)) => Err(E::from(error)),
                        (outcome, _) => outcome,
                    };
                    // The caller may have gone away (a closed browser); the work stands all the same.
                    let _ = send.send(answer);
                }),
            }
        });
        (Job { work }, answer)
    }

    pub(crate) fn run(self, tx: &mut Tx<'_>) -> Done {
        (self.work)(Start::Work(tx))
    }

    pub(crate) fn refuse(self, error: Error) {
        let done = (self.work)(Start::Refused(error));
        (done.deliver)(Ok(()));
    }
}

type Answer<T, E> = oneshot::Receiver<Result<T, E>>;

impl Db {
    /// Opens the database and starts its threads. SQLite files are made when missing.
    pub fn open(options: &Options) -> Result<Db> {
        let (reads, read_jobs) = flume::bounded(QUEUE);
        let (writes, write_jobs) = flume::bounded(QUEUE);
        let readers = options.readers.max(1);
        let dialect = if let Some(path) = options.url.strip_prefix("sqlite:") {
            let path = PathBuf::from(path);
            let writer = sqlite::open(&path, false)?;
            let keys = Keys::open(options.keyring.clone(), Source::Sqlite(path.clone(), None))?;
            let own = keys.clone();
            spawn("db-write", move || sqlite::write_loop(writer, own, write_jobs))?;
            for _ in 0..readers {
                let (reader, own, jobs) = (sqlite::open(&path, true)?, keys.clone(), read_jobs.clone());
                spawn("db-read", move || sqlite::read_loop(reader, own, jobs))?;
            }
            Dialect::Sqlite
        } else if options.url.starts_with("postgres://") || options.url.starts_with("postgresql://") {
            // Says early what is wrong with the address; on a thread of its own, since the driver waits.
            let (ring, source) = (options.keyring.clone(), Source::Postgres(options.url.clone(), None));
            let tried = std::thread::spawn(move || Keys::open(ring, source)).join();
            let keys = tried.unwrap_or(Err(Error::Panicked))?;
            for _ in 0..readers {
                let (url, own, jobs) = (options.url.clone(), keys.clone(), read_jobs.clone());
                spawn("db-read", move || postgres::work_loop(&url, true, &own, jobs))?;
                let (url, own, jobs) = (options.url.clone(), keys.clone(), write_jobs.clone());
                spawn("db-write", move || postgres::work_loop(&url, false, &own, jobs))?;
            }
            Dialect::Postgres
        } else {
            return Err(Error::Unavailable(
                "the address must start with sqlite: or postgres:// (CAIRN_DATABASE_URL)".to_string(),
            ));
        };
        Ok(Db(Arc::new(Shared { reads, writes, dialect })))
    }

    /// Opens a database only to read it: nothing in it is changed, not even by opening it, and no permission to write
    /// or key is needed. For looking at copies, at what is not sealed in them.
    pub fn open_to_read(url: &str) -> Result<Db> {
        let (reads, read_jobs) = flume::bounded(QUEUE);
        let (writes, _) = flume::bounded(0);
        let dialect = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = PathBuf::from(path);
            let (reader, keys) = (sqlite::open_to_read(&path)?, Keys::none(Source::Sqlite(path, None)));
            spawn("db-read", move || sqlite::read_loop(reader, keys, read_jobs))?;
            Dialect::Sqlite
        } else {
            let url = url.to_string();
            let keys = Keys::none(Source::Postgres(url.clone(), None));
            spawn("db-read", move || postgres::work_loop(&url, true, &keys, read_jobs))?;
            Dialect::Postgres
        };
        Ok(Db(Arc::new(Shared { reads, writes, dialect })))
    }

    pub fn dialect(&self) -> Dialect {
        self.0.dialect
    }

    /// Runs `work` on one consistent state of the database. Writing in it is refused.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        send(&self.0.reads, work).await
    }

    /// Runs `work` and, if it returns `Ok`, makes its changes durable before this returns `Ok`. If it returns
    /// `Err`, nothing of it is kept.
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        send(&self.0.writes, work).await
    }
}

async fn send<T, E>(
    queue: &Sender<Job>,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (job, answer) = Job::new(work);
    queue.try_send(job).map_err(|_| E::from(Error::Busy))?;
    answer.await.unwrap_or_else(|_| Err(E::from(Error::Unavailable("the database has stopped".to_string()))))
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    std::thread::Builder::new()
        .name(name.to_string())
        .spawn(work)
        .map(drop)
        .map_err(|_| Error::Unavailable("no thread could be started".to_string()))
}
