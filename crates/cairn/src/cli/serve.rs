//! `cairn serve`.

use std::fs::{self, File};
use std::net::SocketAddr;

use anyhow::{Context, bail};
use clap::Args;
use tokio::net::TcpListener;

use super::say;
use crate::account;
use crate::app::App;
use crate::audit;
use crate::calendar;
use crate::clock::Clock;
use crate::config::Config;
use crate::ids::Chance;
use crate::mutual_help;
use crate::reminders;
use crate::web;

/// Serves until SIGTERM or Ctrl-C, then lets running requests end. CAIRN_LISTEN, CAIRN_DATA, CAIRN_DATABASE_URL,
/// CAIRN_PUBLIC_URL and CAIRN_TRUST_PROXY set what is served where.
#[derive(Args)]
pub struct Serve {}

impl Serve {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let _lock = lock(&config)?;
        let app = App::open(config, Clock::System, Chance::from_system()?).await.context("the database")?;
        let base = base_url(&app.config);
        if let Some(path) = account::set_up_link(&app).await? {
            say(format_args!("set up your program (this link works once, for a day): {base}{path}"));
        }
        serve(app).await
    }
}

/// Announces the address once it answers, and serves.
async fn serve(app: App) -> anyhow::Result<()> {
    let listener = bind(app.config.server.listen).await?;
    serve_on(app, listener).await
}

pub(super) async fn bind(listen: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(listen).await.with_context(|| {
        format!("cannot listen on {listen}: is another server using it? Set CAIRN_LISTEN or --port")
    })
}

pub(super) async fn serve_on(app: App, listener: TcpListener) -> anyhow::Result<()> {
    let stop = stop()?;
    say(format_args!("ready: http://{}", listener.local_addr()?));
    let keeper = audit::keep(&app).await;
    let rounds = reminders::remind(&app);
    let calendar = calendar::keep(&app);
    let lists = mutual_help::refresh(&app);
    let served = web::serve(app, listener, stop).await;
    lists.stop().await;
    calendar.stop().await;
    rounds.stop().await;
    keeper.stop().await;
    Ok(served?)
}

pub(super) fn base_url(config: &Config) -> String {
    config.server.public_url.clone().unwrap_or_else(|| format!("http://{}", config.server.listen))
}

/// Two servers on one SQLite file would each believe to be the only writer: the second one is refused.
pub(super) fn lock(config: &Config) -> anyhow::Result<Option<File>> {
    let Some(path) = config.database_url.strip_prefix("sqlite:") else {
        return Ok(None);
    };
    let path = std::path::Path::new(path);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| {
            format!("cannot make the folder {}: set CAIRN_DATA to one you may write", folder.display())
        })?;
    }
    let lock = path.with_extension("lock");
    let file = File::create(&lock).with_context(|| {
        format!("cannot write {}: set CAIRN_DATA to a folder you may write", lock.display())
    })?;
    if file.try_lock().is_err() {
        bail!(
            "another Cairn is already serving {}: stop it first, or use PostgreSQL to run more than one",
            path.display()
        );
    }
    Ok(Some(file))
}

/// Ends when the process is asked to stop. The signals are taken over at the call, not at the first await: a stop that
/// comes right after "ready" must be an orderly one too.
fn stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
