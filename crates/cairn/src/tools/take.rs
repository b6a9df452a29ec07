//! Tools that go along where there is no network: the forms themselves, which are sent to their ordinary addresses.

use super::asked;
use super::edit::{ToolForm, going_on};
use super::library::Library;
use super::whose::{Around, At, Opened};
use crate::access::Desk;
use crate::web::{Form, Problem, Text};

/// Every tool that can be filled here, whosever they are, each with its name: a tool that goes on has in it what was saved last.
/// Nothing for who does not fill worksheets. What stands in them counts until it is sent.
pub fn forms_to_take(
    desk: &mut Desk<'_, '_>,
    t: &Text,
    opened: &Opened,
) -> Result<Vec<(String, ToolForm)>, Problem> {
    if !opened.fills() {
        return Ok(Vec::new());
    }
    let whose = opened.whose();
    let library = Library::load(desk.tx)?;
    let around = Around::load(desk, opened)?;
    let mut forms = Vec::new();
    for tool in library.offered(whose.owner()).into_iter().filter(|tool| tool.place.is_none()) {
        let at = At { whose, tool: tool.id.clone(), row: None };
        let sheet = going_on(desk, opened, &at, tool)?;
        let saved = sheet.as_ref().map(|(_, version)| version.answers.clone()).unwrap_or_default();
        let mut form = Form::empty(t.clone(), desk.id());
        asked::fill(&mut form, tool, &saved);
        let usual = super::usual_tier(opened);
        form.set("tier", sheet.as_ref().map_or(usual, |(sheet, _)| sheet.tier).code());
        form.set("company", if opened.is_own() { "alone" } else { "supporter" });
        let action = match &sheet {
            Some((sheet, _)) => format!("{}/worksheets/{}", at.path(), sheet.id),
            None => at.path(),
        };
        let page = (action, around.choices(t, &opened.tiers()));
        let drawn = ToolForm::of(t, (tool, &saved), form, page);
        forms.push((tool.name.say(t.language.code()).to_string(), drawn));
    }
    Ok(forms)
}
