//! Taking a list in from where its keepers publish it: when somebody asks for it, and by the command.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use axum::extract::Path as Segment;
use cairn_db::{Error, Tx};
use jiff::Timestamp;

use super::download::{Brought, Version, download, may_fetch};
use super::replace::{Kind, List, Taken, replace};
use super::{desk, store};
use crate::access::Role;
use crate::app::App;
use crate::audit::{self, Act};
use crate::ids::{AuditEntryId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// While a page waits; the command has longer.
const PATIENCE: Duration = Duration::from_secs(10);
const LONG_PATIENCE: Duration = Duration::from_secs(300);

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
                (Ok(Brought { file, version }), Ok(formats)) => {
                    let formats = formats.as_ref().map(|formats| formats.file.path());
                    let list = List { kind, file: file.path(), formats, version: &version };
                    replace(desk.tx, id, &list, stamp)?
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

    fn url(&self) -> Option<String> {
        match self {
            Source::File(_) => None,
            Source::Url(url) => Some(url.clone()),
        }
    }

    async fn file(&self, app: &App) -> anyhow::Result<(PathBuf, Option<Brought>)> {
        match self {
            Source::File(path) => Ok((path.clone(), None)),
            Source::Url(url) => {
                let brought = download(app, url, LONG_PATIENCE).await.map_err(anyhow::Error::msg)?;
                Ok((brought.file.path().to_path_buf(), Some(brought)))
            }
        }
    }
}

/// `cairn import meeting-guide`: takes a list in under a name, whoever took the one before.
pub async fn take_in(
    app: &App,
    (source, formats_from): (Source, Option<Source>),
    kind: Kind,
    name: String,
) -> anyhow::Result<Taken> {
    let (file, _kept) = source.file(app).await.context("the list")?;
    let (formats, _kept_formats) = match &formats_from {
        Some(from) => {
            let (path, kept) = from.file(app).await.context("the formats")?;
            (Some(path), kept)
        }
        None => (None, None),
    };
    let (url, formats_url) = (source.url(), formats_from.and_then(|from| from.url()));
    let (now, chance) = (app.clock.now(), app.chance.clone());
    let taken: Result<Taken, Error> = app
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
                        formats_url,
                        refresh_hours: Some(store::DAILY),
                    };
                    store::add_feed(tx, &new, now, None)?;
                    new.id
                }
            };
            // Another address may have been given than the list has: nothing is known of its version there.
            let version = Version::default();
            let list = List { kind, file: &file, formats: formats.as_deref(), version: &version };
            let taken = replace(tx, feed, &list, (chance.id(now), now, None))?;
            enter(tx, chance.id(now), now, feed)?;
            Ok(taken)
        })
        .await;
    Ok(taken?)
}

/// In the log: the program itself took a list in, or tried to.
pub(super) fn enter(tx: &mut Tx<'_>, id: AuditEntryId, now: Timestamp, feed: RowId) -> Result<(), Error> {
    let entry = audit::Entry {
        act: Act::Imported,
        kind: "mutual_help_feed",
        id: Some(feed.to_string()),
        participant: None,
        acting_as: Role::Administrator,
    };
    audit::write(tx, audit::Stamp { id, at: now, actor: None }, entry)
}

/// A refusal of a file that is too large.
pub(super) const TOO_LARGE: Refusal = Refusal { field: "file", key: "feed-too-large" };
