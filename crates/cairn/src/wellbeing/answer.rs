//! Answering for oneself.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::Definition;

use super::{Own, offered_as, rhythm, store};
use crate::access::{Desk, Tier};
use crate::assessments::{Answers, NewAssessment, Questionnaire, file_own, of_viewer};
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
    let definition = offered_as(&instrument).ok_or(Problem::NotFound)?;
    let form = visit.new_form();
    draw(visit, form, definition).await
}

async fn draw(visit: Visit, form: Form, definition: &'static Definition) -> Answer {
    let (visitor, _) = visit.read(|desk| Own::open(desk)).await?;
    let (t, shell) = visitor.shell("wellbeing-title");
    let q = Questionnaire::of(&t, definition);
    let (citation, license) = (definition.citation.as_str(), definition.license.as_str());
    visitor.show_form(&form, AnswerPage { t, shell, f: form.clone(), q, citation, license })
}

pub async fn create(visit: Visit, Path(instrument): Path<String>, mut form: Form) -> Answer {
    let definition = offered_as(&instrument).ok_or(Problem::NotFound)?;
    let answers = Answers::read(&mut form, definition);
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| file(desk, definition, answers)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, definition).await
}

fn file(
    desk: &mut Desk<'_, '_>,
    definition: &'static Definition,
    answers: Answers,
) -> Result<String, Problem> {
    let own = Own::open(desk)?;
    if !["answered", "declined"].contains(&answers.status.as_str()) {
        return Err(Refusal { field: "status", key: "form-choose-listed" }.into());
    }
    let started = store::registered_at(desk.tx, &own)?;
    let started = started.map(|at| at.to_zoned_datetime(desk.program.zone.clone()).date());
    let mut filed = of_viewer(desk.tx, desk.viewer)?;
    filed.retain(|one| one.instrument == definition.id);
    let new = NewAssessment {
        id: desk.id(),
        window: rhythm::window(&definition.id, started, &filed, desk.today()),
        definition,
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
