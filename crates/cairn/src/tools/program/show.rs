//! One tool: as people see it, its versions, and its definition as a file.

use askama::Template;
use axum::extract::Path;
use axum::response::IntoResponse;
use cairn_toolkit::Answers;

use super::super::asked::{self, Asked};
use super::super::library::{self, Added, Library, Retirement};
use super::build;
use crate::disclosures::{Egress, Shape};
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "tools/program/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    asked: Asked,
    standings: Vec<Choice>,
    source: String,
    own: bool,
    away: bool,
    /// The form builder can draw it.
    simple: bool,
    /// A room of its own draws it.
    room: bool,
    /// Version and hash, of tools that come with Cairn.
    shipped: Vec<(i64, String)>,
    added: Vec<Added>,
    retirements: Vec<Retirement>,
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let form = visit.new_form();
    let (visitor, (library, tool, added, retirements)) = visit
        .read(move |desk| {
            let seat = super::seat(desk)?;
            let library = Library::load(desk.tx)?;
            let tool = library.newest(&id).cloned().ok_or(Problem::NotFound)?;
            let added = library::added(desk.tx, &seat, &id)?;
            Ok((library, tool, added, library::retirements(desk.tx, &seat, &id)?))
        })
        .await?;
    let (t, shell) = visitor.shell("tools-program-title");
    let own = library.is_own(&tool.id);
    let versions = library.versions(&tool.id).into_iter();
    let page = ShowPage {
        f: form,
        asked: Asked::of(&t, &tool, &Answers::new()),
        standings: asked::standings(&t),
        source: tool.source.clone(),
        away: library.is_away(&tool.id),
        simple: own && build::is_simple(&tool),
        room: tool.place.is_some(),
        shipped: versions
            .filter(|_| !own)
            .map(|version| (i64::from(version.version), version.hash().to_string()))
            .collect(),
        own,
        added,
        retirements,
        t,
        shell,
    };
    visitor.show(page)
}

/// The newest version as a file, to be changed and brought back.
pub async fn json(visit: Visit, Path(id): Path<String>) -> Answer {
    let (_, text) = visit
        .read(move |desk| {
            super::seat(desk)?;
            let library = Library::load(desk.tx)?;
            let tool = library.newest(&id).ok_or(Problem::NotFound)?;
            tool.to_json().map_err(|_| Problem::Defect("a tool could not be written as JSON"))
        })
        .await?;
    Ok(Egress::about_nobody(Shape::Json, text.into_bytes()).called("tool.json").into_response())
}

/// A tool with one of every kind of question, to begin from.
pub async fn example(visit: Visit) -> Answer {
    visit.read(|desk| super::seat(desk)).await?;
    let text = cairn_toolkit::EXAMPLE.as_bytes().to_vec();
    Ok(Egress::about_nobody(Shape::Json, text).called("tool.json").into_response())
}
