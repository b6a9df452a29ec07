//! Answering for oneself.

use askama::Template;
use axum::extract::Path;

use super::{Own, store};
use crate::access::{Desk, Tier};
use crate::assessments::{
    Answers, Asked, NewAssessment, Questionnaire, Side, file_own, library, of_viewer, offered_as,
};
use crate::audit::Act;
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "wellbeing/answer.html")]
struct AnswerPage {
    t: Text,
    shell: Shell,
    f: Form,
    q: Questionnaire,
    /// Who made it and on what terms it is used: shown unchanged with every questionnaire.
    citation: &'static str,
    license: &'static str,
}

pub async fn new(visit: Visit, Path(instrument): Path<String>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, instrument).await
}

/// What the program asks its supporters, in the version that was on the page where one was.
fn asked(desk: &mut Desk<'_, '_>, instrument: &str, version: &str) -> Result<Asked, Problem> {
    Own::open(desk)?;
    let asked = offered_as(desk.tx, Side::Supporter, instrument)?.ok_or(Problem::NotFound)?;
    let definition = library::find(desk.tx, instrument, version)?.unwrap_or(asked.definition);
    Ok(Asked { definition, ..asked })
}

async fn draw(visit: Visit, form: Form, instrument: String) -> Answer {
    let version = form.value("version").to_string();
    let (visitor, definition) =
        visit.read(move |desk| Ok(asked(desk, &instrument, &version)?.definition)).await?;
    let (t, shell) = visitor.shell("wellbeing-title");
    let q = Questionnaire::of(&t, definition);
    let (citation, license) = (definition.citation.as_str(), definition.license.as_str());
    visitor.show_form(&form, AnswerPage { t, shell, f: form.clone(), q, citation, license })
}

pub async fn create(visit: Visit, Path(instrument): Path<String>, mut form: Form) -> Answer {
    let (wanted, version) = (instrument.clone(), form.value("version").to_string());
    let (_, asked) = visit.clone().read(move |desk| asked(desk, &wanted, &version)).await?;
    let answers = Answers::read(&mut form, asked.definition);
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| file(desk, asked, answers)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, instrument).await
}

fn file(desk: &mut Desk<'_, '_>, asked: Asked, answers: Answers) -> Result<String, Problem> {
    let own = Own::open(desk)?;
    if !["answered", "declined"].contains(&answers.status.as_str()) {
        return Err(Refusal { field: "status", key: "form-choose-listed" }.into());
    }
    let started = store::registered_at(desk.tx, &own)?;
    let started = started.map(|at| at.to_zoned_datetime(desk.program.zone.clone()).date());
    let mut filed = of_viewer(desk.tx, desk.viewer)?;
    filed.retain(|one| one.instrument == asked.definition.id);
    let new = NewAssessment {
        id: desk.id(),
        window: asked.window_for(started, &filed, desk.today()),
        definition: asked.definition,
        answers,
        answered_on: desk.today(),
        tier: Tier::Mine,
        at: desk.now,
        by: desk.viewer.person,
    };
    file_own(desk.tx, desk.viewer, &new)?;
    // The log says that something was answered, never what.
    own.enter(desk, Act::Answered, "own-measure", new.id.into())?;
    Ok("/wellbeing".to_string())
}
