//! Answering one instrument: the person by themselves, or together with whoever walks with them.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::Definition;
use jiff::civil::Date;

use super::store::{self, NewAssessment};
use super::{Answers, Questionnaire, STATUSES, Side, may_answer, offered_as, window_for};
use crate::access::{Circle, Desk, Record, Tier};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// What a person says for themselves; the other statuses are for whoever writes it down.
const OWN_STATUSES: [&str; 2] = ["answered", "declined"];

#[derive(Template)]
#[template(path = "assessments/answer.html")]
struct AnswerPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    q: Questionnaire,
    statuses: Vec<Choice>,
    tiers: Vec<Choice>,
}

fn open_to_answer(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    if may_answer(&record) { Ok(record) } else { Err(Problem::NotFound) }
}

pub async fn new(visit: Visit, Path((id, instrument)): Path<(ParticipantId, String)>) -> Answer {
    let definition = offered_as(&instrument).ok_or(Problem::NotFound)?;
    let mut form = visit.new_form();
    form.set("status", "answered");
    draw(visit, form, id, definition).await
}

async fn draw(visit: Visit, mut form: Form, id: ParticipantId, definition: &'static Definition) -> Answer {
    let (visitor, (head, circle, hat, today)) = visit
        .write(move |desk| {
            let record = open_to_answer(desk, id)?;
            let circle = Circle::load(desk.tx, &record)?;
            Ok((RecordHead::load(desk.tx, &record)?, circle, record.acting_as(), desk.today()))
        })
        .await?;
    if form.values("answered_on").is_empty() {
        form.set("answered_on", today);
    }
    if form.value("tier").is_empty() {
        form.set("tier", Tier::Record.code());
    }
    let (t, shell) = visitor.shell("assessments-title");
    let tiers = circle.choices(&t, &Tier::offered_to(hat));
    let q = Questionnaire::of(&t, definition);
    let statuses = Choice::codes(&t, "assessment-status", &STATUSES);
    visitor.show_form(&form, AnswerPage { t, shell, f: form.clone(), head, q, statuses, tiers })
}

pub async fn create(
    visit: Visit,
    Path((id, instrument)): Path<(ParticipantId, String)>,
    mut form: Form,
) -> Answer {
    let definition = offered_as(&instrument).ok_or(Problem::NotFound)?;
    let answers = Answers::read(&mut form, definition);
    let on = form.date("answered_on");
    let tier = form.choice("tier", &Tier::OFFERED_CODES).as_deref().and_then(Tier::from_code);
    if form.is_valid() {
        let outcome =
            visit.submit(&form, move |desk| file(desk, id, (definition, answers), (on, tier))).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, id, definition).await
}

fn file(
    desk: &mut Desk<'_, '_>,
    id: ParticipantId,
    (definition, answers): (&'static Definition, Answers),
    (on, tier): (Option<Date>, Option<Tier>),
) -> Result<String, Problem> {
    let record = open_to_answer(desk, id)?;
    if record.is_own() && !OWN_STATUSES.contains(&answers.status.as_str()) {
        return Err(Refusal { field: "status", key: "form-choose-listed" }.into());
    }
    // The person answers today; a paper form may be written down later.
    let answered_on = on.filter(|_| !record.is_own()).unwrap_or_else(|| desk.today());
    if answered_on > desk.today() {
        return Err(Refusal { field: "answered_on", key: "answer-in-the-future" }.into());
    }
    let mut filed = store::of_record(desk.tx, &record)?;
    filed.retain(|one| one.instrument == definition.id);
    let started = store::stay(desk.tx, &record)?.map(|stay| stay.from);
    let new = NewAssessment {
        id: desk.id(),
        window: window_for(Side::Participant, started, &filed, answered_on),
        definition,
        answers,
        answered_on,
        tier: tier.filter(|tier| tier.is_read_by(record.acting_as())).unwrap_or(Tier::Record),
        at: desk.now,
        by: desk.viewer.person,
    };
    store::file(desk.tx, &record, &new)?;
    desk.enter(&record, Act::Answered, "assessment", Some(new.id.to_string()))?;
    Ok(format!("/participants/{id}/assessments"))
}
