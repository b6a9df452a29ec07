//! The task beside the server that fetches lists again by itself: each once a day, or as often as whoever added it chose.
//!
//! A list that cannot be had changes nothing: the last good one stays, the desk and the administrator's first page say why and
//! what to do, and it is tried again after the same time. Two servers on one database may both look; whoever comes second finds
//! in its transaction that the list was just looked after.

use std::time::Duration;

use cairn_db::Error;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::download::{Brought, ask, download};
use super::fetch::enter;
use super::replace::{Kind, List, Taken, replace};
use super::store::{self, Due};
use crate::app::App;

/// How often it is looked whether a list is due.
const LOOK: Duration = Duration::from_secs(15 * 60);
/// For one list; nobody waits.
const PATIENCE: Duration = Duration::from_secs(300);

/// The task that goes its rounds until it is stopped.
pub struct Rounds {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// Begins to look after the lists, now first.
pub fn refresh(app: &App) -> Rounds {
    let app = app.clone();
    let (stop, mut stopped) = oneshot::channel();
    let task = tokio::spawn(async move {
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = &mut stopped => break,
                _ = look.tick() => {}
            }
            // A download that is under way is dropped when the server stops: it has changed nothing yet.
            tokio::select! {
                _ = &mut stopped => break,
                sum = run_once(&app) => match sum {
                    Ok(sum) if sum == Sum::default() => {}
                    Ok(Sum { taken, unchanged, failed }) => {
                        tracing::info!(taken, unchanged, failed, "lists of meetings were looked after");
                    }
                    Err(error) => tracing::warn!(%error, "lists of meetings could not be looked after"),
                }
            }
        }
    });
    Rounds { stop, task }
}

impl Rounds {
    pub async fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

/// How one round went, in lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    pub taken: u32,
    pub unchanged: u32,
    pub failed: u32,
}

enum End {
    Taken,
    Unchanged,
    Failed,
}

/// One round: every list that is due is asked for, one after the other. A list that cannot be kept keeps no other from it.
pub async fn run_once(app: &App) -> Result<Sum, Error> {
    let now = app.clock.now();
    let due = app.db.read(move |tx| store::due(tx, now, None)).await?;
    let mut sum = Sum::default();
    for feed in due {
        let fetched = fetch(app, &feed).await;
        let end = match write_down(app, &feed, fetched).await {
            Ok(end) => end,
            Err(error) => {
                tracing::warn!(%error, feed = %feed.id, "a list of meetings could not be kept");
                write_down(app, &feed, Err("the list could not be kept here".to_string())).await?
            }
        };
        match end {
            Some(End::Taken) => sum.taken += 1,
            Some(End::Unchanged) => sum.unchanged += 1,
            Some(End::Failed) => sum.failed += 1,
            None => {}
        }
    }
    Ok(sum)
}

/// A list, and the formats that a BMLT list needs.
struct Lists {
    list: Brought,
    formats: Option<Brought>,
}

/// None when the list is still the one that is here. Formats are asked for with a list only: without it they explain nothing.
async fn fetch(app: &App, feed: &Due) -> Result<Option<Lists>, String> {
    let Some(list) = ask(app, &feed.url, PATIENCE, &feed.version).await? else { return Ok(None) };
    let formats = match feed.formats_url.as_ref().filter(|_| feed.kind == Kind::Bmlt) {
        Some(url) => Some(download(app, url, PATIENCE).await?),
        None => None,
    };
    Ok(Some(Lists { list, formats }))
}

async fn write_down(
    app: &App,
    feed: &Due,
    fetched: Result<Option<Lists>, String>,
) -> Result<Option<End>, Error> {
    let (shared, id, kind) = (app.clone(), feed.id, feed.kind);
    app.db
        .write(move |tx| {
            let now = shared.clock.now();
            // Somebody took it in meanwhile, or left it out.
            if store::due(tx, now, Some(id))?.is_empty() {
                return Ok(None);
            }
            let stamp = (shared.chance.id(now), now, None);
            let end = match fetched {
                Ok(None) => {
                    store::unchanged(tx, id, stamp)?;
                    End::Unchanged
                }
                Ok(Some(lists)) => {
                    let formats = lists.formats.as_ref().map(|formats| formats.file.path());
                    let list =
                        List { kind, file: lists.list.file.path(), formats, version: &lists.list.version };
                    end_of(&replace(tx, id, &list, stamp)?)
                }
                Err(reason) => end_of(&store::failed(tx, id, stamp, reason)?),
            };
            enter(tx, shared.chance.id(now), now, id)?;
            Ok(Some(end))
        })
        .await
}

fn end_of(taken: &Taken) -> End {
    match taken {
        Taken::Replaced { .. } => End::Taken,
        Taken::Failed { .. } => End::Failed,
    }
}
