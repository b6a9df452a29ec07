//! Uses: one without anything written, and how much one helped.

use super::history;
use super::keep::{Typed, count, tier};
use super::library::Library;
use super::store;
use super::whose::{At, Opened};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, at: At, mut form: Form) -> Answer {
    let typed = Typed::read(&mut form);
    if form.is_valid() {
        let there = at.clone();
        let outcome = visit.submit(&form, move |desk| add(desk, &there, &typed)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "tool-used");
        }
    }
    history::draw(visit, at, form).await
}

fn add(desk: &mut Desk<'_, '_>, at: &At, typed: &Typed) -> Result<String, Problem> {
    let opened = Opened::to_fill(desk, at.whose)?;
    let library = Library::load(desk.tx)?;
    let tool = super::edit::to_fill(&library, at, true)?;
    let tier = tier(&opened, typed)?;
    count(desk, &opened, (&tool, None, tier), typed)?;
    let id: RowId = desk.id();
    opened.enter(desk, (Act::Created, "tool_use"), (id, tier))?;
    Ok(format!("{}/worksheets", at.path()))
}

pub async fn rate(visit: Visit, at: At, mut form: Form) -> Answer {
    let helpful = form.integer("helpful", 0..=10);
    let sheet: Option<RowId> = form.id("sheet");
    if form.is_valid() {
        let there = at.clone();
        let outcome = visit
            .submit(&form, move |desk| {
                let opened = Opened::to_fill(desk, there.whose)?;
                let id = there.row()?;
                let uses = store::uses(desk.tx, &opened)?;
                let used = uses.into_iter().find(|one| one.id == id && one.tool == there.tool);
                let used = used.ok_or(Problem::NotFound)?;
                let helpful = helpful.ok_or(Refusal { field: "helpful", key: "form-choose" })?;
                let (row, stamp) = (desk.id(), (desk.now, desk.viewer.person));
                store::rate(desk.tx, &opened, (row, used.id, helpful), stamp)?;
                opened.enter(desk, (Act::Changed, "tool_use"), (used.id, used.tier))?;
                Ok(match sheet.filter(|sheet| used.worksheet == Some(*sheet)) {
                    Some(sheet) => format!("{}/worksheets/{sheet}", there.path()),
                    None => format!("{}/worksheets", there.path()),
                })
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    history::draw(visit, at, form).await
}
