//! A tool of the program's own as people will see it, before it is added. Nothing is kept here.

use askama::Template;
use cairn_toolkit::{Answers, Tool};

use super::super::asked::{self, Asked};
use super::super::library::Library;
use super::{PAGES, build, new};
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

/// Characters of a definition.
const LONGEST: usize = 200_000;

#[derive(Template)]
#[template(path = "tools/program/preview.html")]
struct PreviewPage {
    t: Text,
    shell: Shell,
    f: Form,
    asked: Asked,
    standings: Vec<Choice>,
    owners: Vec<&'static str>,
    version: i64,
    hash: String,
    text: String,
}

pub async fn create(visit: Visit, form: Form) -> Answer {
    draw(visit, form).await
}

/// What the form has, brought or built, as it will look; or what is wrong with it.
pub(super) async fn draw(visit: Visit, mut form: Form) -> Answer {
    let (visitor, library) = visit
        .clone()
        .read(|desk| {
            super::seat(desk)?;
            Ok(Library::load(desk.tx)?)
        })
        .await?;
    let text = if form.value("built") == "yes" {
        build::read(&mut form, &library)
    } else {
        form.required_text("definition", LONGEST)
    };
    let Some(tool) = examine(&mut form, &library, &text) else { return new::draw(visit, form).await };
    let (t, shell) = visitor.shell("tools-program-title");
    let page = PreviewPage {
        f: visit.new_form(),
        asked: Asked::of(&t, &tool, &Answers::new()),
        standings: asked::standings(&t),
        owners: tool.owners.iter().map(|owner| owner.code()).collect(),
        version: i64::from(tool.version),
        hash: tool.hash().to_string(),
        text,
        t,
        shell,
    };
    visitor.show(page)
}

/// The tool, if the program may add it; otherwise the form says what is wrong, where, and what to do.
pub(super) fn examine(form: &mut Form, library: &Library, text: &str) -> Option<Tool> {
    if !form.is_valid() {
        return None;
    }
    let field = if form.value("built") == "yes" { "name" } else { "definition" };
    let tool = match Tool::parse(text) {
        Ok(tool) => tool,
        Err(error) => {
            form.wrong_with(field, "tool-definition-wrong", "why", error.to_string());
            return None;
        }
    };
    if cairn_toolkit::newest(&tool.id).is_some() || PAGES.contains(&tool.id.as_str()) {
        form.wrong_with(field, "tool-id-taken", "id", tool.id.clone());
    } else if tool.place.is_some() {
        form.wrong(field, "tool-no-room");
    } else if library.newest(&tool.id).is_some_and(|older| older.version == tool.version) {
        form.wrong(field, "tool-version-taken");
    } else if let Some(older) = library.newest(&tool.id)
        && let Err(error) = tool.follows(older)
    {
        form.wrong_with(field, "tool-definition-wrong", "why", error.to_string());
    }
    form.is_valid().then_some(tool)
}
