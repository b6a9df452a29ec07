//! While Cairn serves, series are written on: at the start and once an hour, so that a year stands ahead of everybody.

use std::time::Duration;

use cairn_db::Error;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::series;
use crate::app::App;

/// How often it is looked whether a series is due. It is for a week's worth at a time.
const LOOK: Duration = Duration::from_secs(60 * 60);

/// The task that writes series on.
pub struct Keeper {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// Begins to write on, now first.
pub fn keep(app: &App) -> Keeper {
    let app = app.clone();
    let (stop, mut stopped) = oneshot::channel();
    let task = tokio::spawn(async move {
        let mut look = tokio::time::interval(LOOK);
        loop {
            tokio::select! {
                _ = &mut stopped => break,
                _ = look.tick() => {}
            }
            match extend(&app).await {
                Ok(0) => {}
                Ok(written) => tracing::info!(written, "series were written on"),
                Err(error) => tracing::error!(%error, "series could not be written on"),
            }
        }
    });
    Keeper { stop, task }
}

/// Writes every series that is due on. How many occurrences were written.
pub async fn extend(app: &App) -> Result<u64, Error> {
    let shared = app.clone();
    app.db.write(move |tx| series::extend(tx, &shared.chance, shared.clock.now())).await
}

impl Keeper {
    pub async fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}
