//! A tool on one page of paper: as somebody filled it, or empty, to be filled by hand.

use askama::Template;
use cairn_toolkit::Answers;

use super::asked::Asked;
use super::edit::going_on;
use super::library::Library;
use super::said::Said;
use super::whose::{At, Opened};
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "tools/print.html")]
struct PrintPage {
    t: Text,
    shell: Shell,
    back: String,
    name: String,
    purpose: String,
    /// What was written, and when.
    filled: Option<(String, Said)>,
    /// Lines to write on.
    empty: Option<Asked>,
}

pub async fn blank(visit: Visit, at: At) -> Answer {
    let (whose, there) = (at.whose, at.clone());
    let (visitor, tool) = whose
        .look(visit, move |desk| {
            Opened::open(desk, whose)?;
            let library = Library::load(desk.tx)?;
            let tool = library.newest(&there.tool).filter(|tool| tool.is_for(whose.owner()));
            tool.filter(|tool| tool.place.is_none()).cloned().ok_or(Problem::NotFound)
        })
        .await?;
    let (t, shell) = visitor.shell("tools-title");
    let mut empty = Asked::of(&t, &tool, &Answers::new());
    empty.on_paper();
    let (name, purpose) = (empty.name.clone(), empty.purpose.clone());
    let back = format!("{}/worksheets", at.path());
    visitor.show(PrintPage { t, shell, back, name, purpose, filled: None, empty: Some(empty) })
}

pub async fn show(visit: Visit, at: At) -> Answer {
    let (whose, there) = (at.whose, at.clone());
    let (visitor, (library, sheet, version)) = whose
        .look(visit, move |desk| {
            let opened = Opened::open(desk, whose)?;
            let library = Library::load(desk.tx)?;
            there.row()?;
            let tool = library.newest(&there.tool).ok_or(Problem::NotFound)?;
            let (sheet, version) = going_on(desk, &opened, &there, tool)?.ok_or(Problem::NotFound)?;
            Ok((library, sheet, version))
        })
        .await?;
    let (t, shell) = visitor.shell("tools-title");
    let tool = library.version(&at.tool, version.definition).ok_or(Problem::NotFound)?;
    let said = Said::of(&t, (tool, &library.versions(&at.tool)), &version.answers, "paper");
    let page = PrintPage {
        name: tool.name.say(t.language.code()).to_string(),
        purpose: tool.purpose.say(t.language.code()).to_string(),
        back: format!("{}/worksheets/{}", at.path(), sheet.id),
        filled: Some((t.on_day(&version.saved_at), said)),
        empty: None,
        t,
        shell,
    };
    visitor.show(page)
}
