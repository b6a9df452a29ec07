//! While Cairn serves, heads are kept: at the start, at the stop, and in between whenever enough was added.

use std::time::Duration;

use cairn_db::{Db, Error};
use cairn_proof::{Head, SignedHead, root_of};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{append, head, heads};
use crate::app::App;
use crate::config::Config;

/// So many new entries call for a head…
const ENTRIES: u64 = 500;
/// …and so does any new one that is as old as this.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);
/// How often it is looked whether a head is due.
const LOOK: Duration = Duration::from_secs(20);

/// The task that keeps heads.
pub struct Keeper {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// Keeps a head now and begins to keep more. Says so in the log when the database does not hold what the newest known
/// head stands for.
pub async fn keep(app: &App) -> Keeper {
    if let Err(problem) = compare(&app.db, &app.config).await {
        tracing::error!(%problem, "the audit log contradicts its own signed heads: run `cairn audit verify`");
    }
    let app = app.clone();
    let mut last = keep_one(&app, None).await;
    let (stop, mut stopped) = oneshot::channel();
    let task = tokio::spawn(async move {
        let mut look = tokio::time::interval(LOOK);
        loop {
            tokio::select! {
                _ = &mut stopped => break,
                _ = look.tick() => {}
            }
            if is_due(&app, last).await {
                last = keep_one(&app, last).await;
            }
        }
        keep_one(&app, last).await;
    });
    Keeper { stop, task }
}

impl Keeper {
    /// Keeps a last head.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

/// Size and time of the head that was kept last.
type Last = Option<(u64, Timestamp)>;

async fn is_due(app: &App, last: Last) -> bool {
    let size: Result<i64, Error> = app.db.read(append::size).await;
    let size = size.map_or(0, |size| u64::try_from(size).unwrap_or_default());
    match last {
        None => size > 0,
        Some((before, _)) if size >= before + ENTRIES => true,
        Some((before, at)) => size > before && app.clock.now().duration_since(at) >= LONGEST,
    }
}

/// Keeps a head, unless nothing was added since the last one.
async fn keep_one(app: &App, last: Last) -> Last {
    let shared = app.clone();
    let made: Result<SignedHead, Error> = app.db.read(move |tx| head(tx, &shared)).await;
    let made = match made {
        Ok(made) => made,
        Err(error) => {
            tracing::error!(%error, "no signed head of the audit log could be made");
            return last;
        }
    };
    let (size, time) = (made.head.size, made.head.time);
    if size == 0 || last.is_some_and(|(before, _)| before == size) {
        return last;
    }
    for (folder, error) in heads::put(&app.config, &made) {
        tracing::error!(%error, folder = %folder.display(), "a signed head of the audit log could not be kept");
    }
    Some((size, time))
}

/// Whether the log still begins with what the largest known head stands for; a sentence if not.
pub async fn compare(db: &Db, config: &Config) -> Result<(), String> {
    let known = heads::largest(config).map_err(|error| format!("the heads cannot be read: {error}"))?;
    let heads = known.iter().filter_map(|file| SignedHead::read_unchecked(&file.text).ok());
    let Some(largest) = heads.map(|signed| signed.head).max_by_key(|head| head.size) else { return Ok(()) };
    let Head { size, root, time, .. } = largest;
    let found: Result<_, Error> = db
        .read(move |tx| {
            let now = u64::try_from(append::size(tx)?).unwrap_or_default();
            Ok(if now < size { None } else { Some(root_of(size, |place| append::node(tx, place))?) })
        })
        .await;
    match found {
        Ok(Some(found)) if found == root => Ok(()),
        Ok(Some(_)) => Err(format!("the first {size} entries are not those that were signed at {time}")),
        Ok(None) => {
            Err(format!("there were {size} entries when a head was signed at {time}; now there are fewer"))
        }
        Err(error) => Err(error.to_string()),
    }
}
