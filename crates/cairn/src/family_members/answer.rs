//! Answering a questionnaire: the family member by themselves, or together with whoever walks with them.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::Definition;

use super::circle::{FamilyCircle, tier_codes};
use super::head::FamilyHead;
use super::store;
use crate::access::{Desk, Tier};
use crate::assessments::{
    Answers, NewAssessment, Questionnaire, Side, file_of_family_member, of_family_member,
    offered_to_families, window_for,
};
use crate::audit::Act;
use crate::ids::FamilyMemberId;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_members/answer.html")]
struct AnswerPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: FamilyHead,
    q: Questionnaire,
    tiers: Vec<Choice>,
}

fn offered_as(id: &str) -> Result<&'static Definition, Problem> {
    offered_to_families().into_iter().find(|definition| definition.id == id).ok_or(Problem::NotFound)
}

pub async fn new(visit: Visit, Path((id, instrument)): Path<(FamilyMemberId, String)>) -> Answer {
    let definition = offered_as(&instrument)?;
    let form = visit.new_form();
    draw(visit, form, id, definition).await
}

async fn draw(visit: Visit, mut form: Form, id: FamilyMemberId, definition: &'static Definition) -> Answer {
    let (visitor, (head, circle, tiers)) = visit
        .write(move |desk| {
            let record = super::open_to_write(desk, id)?;
            let circle = FamilyCircle::load(desk, &record)?;
            Ok((FamilyHead::load(desk, &record)?, circle, record.tiers()))
        })
        .await?;
    if form.value("tier").is_empty() {
        form.set("tier", Tier::Team.code());
    }
    let (t, shell) = visitor.shell("family-record-measures");
    let tiers = circle.choices(&t, &tiers);
    let q = Questionnaire::of(&t, definition);
    visitor.show_form(&form, AnswerPage { t, shell, f: form.clone(), head, q, tiers })
}

pub async fn create(
    visit: Visit,
    Path((id, instrument)): Path<(FamilyMemberId, String)>,
    mut form: Form,
) -> Answer {
    let definition = offered_as(&instrument)?;
    let answers = Answers::read(&mut form, definition);
    let tier = form.choice("tier", &tier_codes()).as_deref().and_then(Tier::from_code);
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| file(desk, id, (definition, answers), tier)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, id, definition).await
}

fn file(
    desk: &mut Desk<'_, '_>,
    id: FamilyMemberId,
    (definition, answers): (&'static Definition, Answers),
    tier: Option<Tier>,
) -> Result<String, Problem> {
    let record = super::open_to_write(desk, id)?;
    if !["answered", "declined"].contains(&answers.status.as_str()) {
        return Err(Refusal { field: "status", key: "form-choose-listed" }.into());
    }
    let started = store::person::registered_at(desk.tx, &record)?;
    let started = started.to_zoned_datetime(desk.program.zone.clone()).date();
    let mut filed = of_family_member(desk.tx, &record)?;
    filed.retain(|one| one.instrument == definition.id);
    let new = NewAssessment {
        id: desk.id(),
        window: window_for(Side::FamilyMember, Some(started), &filed, desk.today()),
        definition,
        answers,
        answered_on: desk.today(),
        tier: tier.filter(|tier| record.tiers().contains(tier)).unwrap_or(Tier::Team),
        at: desk.now,
        by: desk.viewer.person,
    };
    file_of_family_member(desk.tx, &record, &new)?;
    desk.enter_family(&record, Act::Answered, "assessment", new.id.to_string())?;
    Ok(format!("/family-members/{id}/measures"))
}
