//! The notice, for anybody; and an earlier version, for the officer.

use askama::Template;
use axum::extract::Path;

use super::version::{Block, Version};
use super::{day, store};
use crate::privacy_desk::officer;
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "notices/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    version: Version,
    blocks: Vec<Block>,
    /// Whether the officer looks at a version of the list.
    listed: bool,
}

pub async fn show(visit: Visit) -> Answer {
    let now = visit.app.clock.now();
    let version = visit
        .app
        .db
        .read(move |tx| {
            let zone = crate::program::current(tx)?.map_or(jiff::tz::TimeZone::UTC, |program| program.zone);
            store::current(tx, day(now, &zone))
        })
        .await
        .map_err(Problem::from)?;
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("notice-title");
    let blocks = version.blocks(t.language);
    visitor.show(ShowPage { t, shell, version, blocks, listed: false })
}

pub async fn of_version(visit: Visit, Path(number): Path<i64>) -> Answer {
    let (visitor, version) = visit
        .read(move |desk| {
            officer(desk)?;
            let versions = store::versions(desk.tx)?;
            versions.into_iter().find(|version| version.number == number).ok_or(Problem::NotFound)
        })
        .await?;
    let (t, shell) = visitor.shell("notice-title");
    let blocks = version.blocks(t.language);
    visitor.show(ShowPage { t, shell, version, blocks, listed: true })
}
