//! Fetching a list from where its keepers publish it, now, and the command that does it each night.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use axum::extract::Path as Segment;

use super::replace::{Kind, List, Taken, replace};
use super::{desk, store};
use crate::access::Role;
use crate::app::App;
use crate::audit::{self, Act};
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// Larger than any list known: 200,000 meetings.
const LARGEST: u64 = 160 * 1024 * 1024;
/// While a page waits; the command has longer.
const PATIENCE: Duration = Duration::from_secs(10);
const LONG_PATIENCE: Duration = Duration::from_secs(300);

/// A file that goes away when it is not needed any more.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub fn new(app: &App) -> std::io::Result<Scratch> {
        let name = ["list-", &app.chance.id::<RowId>(app.clock.now()).to_string(), ".json"].concat();
        let path = app.config.data.join(name);
        std::fs::File::create(&path)?;
        Ok(Scratch(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Lists are public, but nobody on the way may change one: encrypted, or from this very machine.
pub(super) fn may_fetch(url: &str) -> bool {
    let local = ["http://127.0.0.1:", "http://localhost:"].iter().any(|begin| url.starts_with(begin));
    url.starts_with("https://") || local
}

/// Fetches into a file piece by piece. The reason why not is fit to show.
async fn download(app: &App, url: &str, patience: Duration) -> Result<Scratch, String> {
    let failed = |_| "the address does not answer".to_string();
    let web = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::limited(3))
        .timeout(patience)
        .build()
        .map_err(failed)?;
    let mut answer = web.get(url).send().await.map_err(failed)?;
    if !answer.status().is_success() {
        return Err(["the address answers with status ", answer.status().as_str()].concat());
    }
    let scratch = Scratch::new(app).map_err(|_| "there is no room for the file".to_string())?;
    let mut file =
        std::fs::File::create(scratch.path()).map_err(|_| "there is no room for the file".to_string())?;
    let mut size = 0;
    while let Some(piece) = answer.chunk().await.map_err(|_| "the answer broke off".to_string())? {
        size += piece.len() as u64;
        if size > LARGEST {
            return Err("the list is larger than any that is known".to_string());
        }
        file.write_all(&piece).map_err(|_| "there is no room for the file".to_string())?;
    }
    Ok(scratch)
}

/// An administrator or a coordinator asks for it now.
pub async fn create(visit: Visit, Segment(id): Segment<RowId>, mut form: Form) -> Answer {
    let (_, feed) = visit
        .clone()
        .read(move |desk| {
            let seat = desk.seat(&desk::ROLES)?;
            store::feed(desk.tx, &seat, id)?.ok_or(Problem::NotFound)
        })
        .await?;
    let kind = Kind::from_code(&feed.kind);
    let Some((kind, url)) = kind.zip(feed.url).filter(|(_, url)| may_fetch(url)) else {
        form.wrong("url", "feed-no-address");
        return desk::draw(visit, form).await;
    };
    let fetched = download(&visit.app, &url, PATIENCE).await;
    let formats = match feed.formats_url.filter(|_| kind == Kind::Bmlt) {
        Some(url) => Some(download(&visit.app, &url, PATIENCE).await),
        None => None,
    };
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&desk::ROLES)?;
            let stamp = (desk.id(), desk.now, Some(seat.person()));
            let taken = match (fetched, formats.transpose()) {
                (Ok(file), Ok(formats)) => {
                    let formats = formats.as_ref().map(Scratch::path);
                    replace(desk.tx, id, &List { kind, file: file.path(), formats }, stamp)?
                }
                (Err(reason), _) | (_, Err(reason)) => store::failed(desk.tx, id, stamp, reason)?,
            };
            desk.enter_seated(&seat, Act::Imported, "mutual_help_feed", id.to_string())?;
            match taken {
                Taken::Replaced { .. } => Ok("/mutual-help".to_string()),
                // What went wrong stands in the list of fetches, and so must be kept.
                Taken::Failed { .. } => Ok("/mutual-help?failed=yes".to_string()),
            }
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => {
            visit.redirect(&location, if location.ends_with("yes") { "feed-failed" } else { "saved" })
        }
        None => desk::draw(visit, form).await,
    }
}

/// Where a command takes a list from.
#[derive(Debug, Clone)]
pub enum Source {
    File(PathBuf),
    Url(String),
}

impl Source {
    pub fn of(text: &str) -> Source {
        if text.starts_with("https://") || text.starts_with("http://") {
            Source::Url(text.to_string())
        } else {
            Source::File(PathBuf::from(text))
        }
    }

    async fn file(&self, app: &App) -> anyhow::Result<(PathBuf, Option<Scratch>)> {
        match self {
            Source::File(path) => Ok((path.clone(), None)),
            Source::Url(url) => {
                anyhow::ensure!(may_fetch(url), "lists are fetched over https:// only");
                let scratch = download(app, url, LONG_PATIENCE).await.map_err(anyhow::Error::msg)?;
                Ok((scratch.path().to_path_buf(), Some(scratch)))
            }
        }
    }
}

/// `cairn import meeting-guide`: takes a list in under a name, whoever took the one before.
pub async fn take_in(
    app: &App,
    (source, formats): (Source, Option<Source>),
    kind: Kind,
    name: String,
) -> anyhow::Result<Taken> {
    let (file, _kept) = source.file(app).await.context("the list")?;
    let (formats, _kept_formats) = match &formats {
        Some(formats) => {
            let (path, kept) = formats.file(app).await.context("the formats")?;
            (Some(path), kept)
        }
        None => (None, None),
    };
    let url = if let Source::Url(url) = &source { Some(url.clone()) } else { None };
    let (now, chance) = (app.clock.now(), app.chance.clone());
    let taken: Result<Taken, cairn_db::Error> = app
        .db
        .write(move |tx| {
            let feed = match store::named(tx, &name)? {
                Some(feed) => feed,
                None => {
                    let new = store::NewFeed {
                        id: chance.id(now),
                        name,
                        kind: kind.code(),
                        url,
                        formats_url: None,
                    };
                    store::add_feed(tx, &new, now, None)?;
                    new.id
                }
            };
            let list = List { kind, file: &file, formats: formats.as_deref() };
            let taken = replace(tx, feed, &list, (chance.id(now), now, None))?;
            let stamp = audit::Stamp { id: chance.id(now), at: now, actor: None };
            let entry = audit::Entry {
                act: Act::Imported,
                kind: "mutual_help_feed",
                id: Some(feed.to_string()),
                participant: None,
                acting_as: Role::Administrator,
            };
            audit::write(tx, stamp, entry)?;
            Ok(taken)
        })
        .await;
    Ok(taken?)
}

/// A refusal of a file that is too large.
pub(super) const TOO_LARGE: Refusal = Refusal { field: "file", key: "feed-too-large" };
