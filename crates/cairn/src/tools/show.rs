//! A worksheet: what it says now, what it said before, and how much it helped.

use askama::Template;

use super::edit::going_on;
use super::library::Library;
use super::said::Said;
use super::store;
use super::whose::{At, Head, Opened};
use super::worksheet::{Use, Worksheet};
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "tools/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    name: String,
    here: String,
    back: String,
    sheet: Worksheet,
    newest: Said,
    saved_by: String,
    /// Earlier versions: when, by whom, what.
    earlier: Vec<(String, Said)>,
    uses: Vec<Use>,
}

pub async fn show(visit: Visit, at: At) -> Answer {
    let form = visit.new_form();
    let (whose, there) = (at.whose, at.clone());
    let (visitor, (head, library, sheet, versions, uses)) = whose
        .look(visit, move |desk| {
            let opened = Opened::open(desk, whose)?;
            let library = Library::load(desk.tx)?;
            there.row()?;
            let tool = library.newest(&there.tool).ok_or(Problem::NotFound)?;
            let (sheet, _) = going_on(desk, &opened, &there, tool)?.ok_or(Problem::NotFound)?;
            let versions = store::versions(desk.tx, &sheet)?;
            let mut uses = store::uses(desk.tx, &opened)?;
            uses.retain(|one| one.worksheet == Some(sheet.id));
            Ok((Head::load(desk, &opened)?, library, sheet, versions, uses))
        })
        .await?;
    let (t, shell) = visitor.shell("tools-title");
    let tools = library.versions(&at.tool);
    let mut said = versions.iter().filter_map(|version| {
        let tool = library.version(&at.tool, version.definition)?;
        let when = t.args(
            "tool-version-by",
            [
                ("version", version.number.into()),
                ("when", t.instant(&version.saved_at).into()),
                ("name", version.saved_by.as_str().into()),
            ],
        );
        let id = format!("v{}", version.number);
        Some((when, Said::of(&t, (tool, &tools), &version.answers, &id)))
    });
    let (saved_by, newest) = said.next().ok_or(Problem::NotFound)?;
    // What was written before words were shared may have been for nobody.
    let earlier = if head.own { said.collect() } else { Vec::new() };
    let name = tools.first().map(|tool| tool.name.say(t.language.code()).to_string());
    visitor.show(ShowPage {
        f: form,
        name: name.unwrap_or_default(),
        here: format!("{}/worksheets/{}", at.path(), sheet.id),
        back: format!("{}/worksheets", at.path()),
        head,
        sheet,
        newest,
        saved_by,
        earlier,
        uses,
        t,
        shell,
    })
}
