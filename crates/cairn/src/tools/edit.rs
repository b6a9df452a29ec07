//! Filling a worksheet: alone, or together with one's supporter. A tool that goes on opens what was written last; a short one
//! begins anew at each use.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use cairn_toolkit::{Answers, Tool};

use super::asked::{self, Asked};
use super::keep::{Typed, keep};
use super::library::Library;
use super::store;
use super::whose::{Around, At, Head, Opened};
use super::worksheet::{COMPANY, Version, Worksheet};
use crate::access::{Desk, Tier};
use crate::ids::SessionId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "tools/edit.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    head: Head,
    back: String,
    paper: String,
    form: ToolForm,
}

/// The form of a tool, which a phone without a network can hold too.
#[derive(Template)]
#[template(path = "tools/form.html")]
pub struct ToolForm {
    pub(super) t: Text,
    pub(super) f: Form,
    pub(super) action: String,
    pub(super) asked: Asked,
    pub(super) standings: Vec<Choice>,
    /// Empty where only its person reads it.
    pub(super) tiers: Vec<Choice>,
    pub(super) companies: Vec<Choice>,
}

/// Drawn by its own template, in which everything is escaped.
impl askama::filters::HtmlSafe for ToolForm {}

impl ToolForm {
    /// `f` is filled in already.
    pub(super) fn of(
        t: &Text,
        (tool, answers): (&Tool, &Answers),
        f: Form,
        page: (String, Vec<Choice>),
    ) -> ToolForm {
        ToolForm {
            asked: Asked::of(t, tool, answers),
            standings: asked::standings(t),
            companies: Choice::codes(t, "tool-company", &COMPANY),
            action: page.0,
            tiers: page.1,
            t: t.clone(),
            f,
        }
    }
}

/// What is gone on with: the worksheet that the address names, or the latest of a tool that goes on.
pub(super) fn going_on(
    desk: &mut Desk<'_, '_>,
    opened: &Opened,
    at: &At,
    tool: &Tool,
) -> Result<Option<(Worksheet, Version)>, Problem> {
    let mut own = store::worksheets(desk.tx, opened)?;
    own.retain(|sheet| sheet.tool == at.tool);
    let found = match at.row {
        Some(id) => Some(own.into_iter().find(|sheet| sheet.id == id).ok_or(Problem::NotFound)?),
        None => own.into_iter().next().filter(|_| tool.continuing),
    };
    let Some(sheet) = found else { return Ok(None) };
    let newest = store::newest(desk.tx, &sheet)?.ok_or(Problem::NotFound)?;
    Ok(Some((sheet, newest)))
}

/// The tool that somebody fills: one of theirs, and not put away unless there is something to go on with.
pub(super) fn to_fill(library: &Library, at: &At, goes_on: bool) -> Result<Tool, Problem> {
    let tool = library.newest(&at.tool).filter(|tool| tool.is_for(at.whose.owner()));
    let tool = tool.filter(|tool| goes_on || !library.is_away(&tool.id));
    tool.cloned().ok_or(Problem::NotFound)
}

/// What the page is drawn from.
struct Ground {
    head: Head,
    tool: Tool,
    sheet: Option<(Worksheet, Version)>,
    around: Around,
    tiers: Vec<Tier>,
    usual: Tier,
}

fn ground(desk: &mut Desk<'_, '_>, at: &At) -> Result<Ground, Problem> {
    let opened = Opened::to_fill(desk, at.whose)?;
    let library = Library::load(desk.tx)?;
    let newest = to_fill(&library, at, true)?;
    let sheet = going_on(desk, &opened, at, &newest)?;
    Ok(Ground {
        head: Head::load(desk, &opened)?,
        tool: to_fill(&library, at, sheet.is_some())?,
        around: Around::load(desk, &opened)?,
        tiers: opened.tiers(),
        usual: super::usual_tier(&opened),
        sheet,
    })
}

/// `asked` has what the link brought along: the session in which it is filled.
pub async fn edit(visit: Visit, at: At, asked: Form) -> Answer {
    let mut form = visit.new_form();
    let session = asked.value("session").parse::<SessionId>().ok();
    form.set_some("session", session);
    draw(visit, at, form, None).await
}

/// Without answers: as it was saved last.
async fn draw(visit: Visit, at: At, mut form: Form, typed: Option<Answers>) -> Answer {
    let (whose, there) = (at.whose, at.clone());
    let (visitor, ground) = whose.look(visit, move |desk| ground(desk, &there)).await?;
    if let Some(room) = super::room_of(whose, &ground.tool) {
        return Ok(Redirect::to(&room).into_response());
    }
    let saved = ground.sheet.as_ref().map(|(_, version)| version.answers.clone()).unwrap_or_default();
    if typed.is_none() {
        asked::fill(&mut form, &ground.tool, &saved);
        form.set("tier", ground.sheet.as_ref().map_or(ground.usual, |(sheet, _)| sheet.tier).code());
        form.set("company", if ground.head.own { "alone" } else { "supporter" });
    }
    let answers = typed.unwrap_or(saved);
    let (t, shell) = visitor.shell("tools-title");
    let action = match &ground.sheet {
        Some((sheet, _)) => format!("{}/worksheets/{}", at.path(), sheet.id),
        None => at.path(),
    };
    let tiers = ground.around.choices(&t, &ground.tiers);
    let page = EditPage {
        form: ToolForm::of(&t, (&ground.tool, &answers), form.clone(), (action, tiers)),
        back: whose.path(),
        paper: format!("{}/print", at.path()),
        head: ground.head,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn update(visit: Visit, at: At, sent: Form) -> Answer {
    let id = at.tool.clone();
    let (_, tool) = visit.clone().read(move |desk| Ok(Library::load(desk.tx)?.newest(&id).cloned())).await?;
    let tool = tool.filter(|tool| tool.place.is_none()).ok_or(Problem::NotFound)?;
    let (mut form, answers) = asked::read(visit.language, &sent, &tool);
    let typed = Typed::read(&mut form);
    if form.is_valid() && answers.is_empty() {
        let first = tool.fields().next().map(|(_, field)| field.form_name()).unwrap_or_default();
        form.wrong(&first, "tool-nothing");
    }
    if form.is_valid() {
        let (there, given) = (at.clone(), answers.clone());
        let outcome = visit.submit(&form, move |desk| keep(desk, &there, given, &typed)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "tool-kept");
        }
    }
    draw(visit, at, form, Some(answers)).await
}
