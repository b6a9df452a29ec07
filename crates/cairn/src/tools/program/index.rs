//! Every tool, in its newest version.

use askama::Template;
use cairn_toolkit::Tool;

use super::super::library::Library;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "tools/program/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    tools: Page<Line>,
}

struct Line {
    id: String,
    name: String,
    version: i64,
    own: bool,
    away: bool,
    owners: Vec<&'static str>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, library) = visit
        .read(|desk| {
            super::seat(desk)?;
            Ok(Library::load(desk.tx)?)
        })
        .await?;
    let (t, shell) = visitor.shell("tools-program-title");
    let line = |tool: &Tool| Line {
        id: tool.id.clone(),
        name: tool.name.say(t.language.code()).to_string(),
        version: i64::from(tool.version),
        own: library.is_own(&tool.id),
        away: library.is_away(&tool.id),
        owners: tool.owners.iter().map(|owner| owner.code()).collect(),
    };
    let tools = page.page(page.cut(library.everything().into_iter().map(line)));
    visitor.show(IndexPage { tools, t, shell })
}
