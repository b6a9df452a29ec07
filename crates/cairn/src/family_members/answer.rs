//! Answering a questionnaire: the family member by themselves, or together with whoever walks with them.

use askama::Template;
use axum::extract::Path;

use super::circle::{FamilyCircle, tier_codes};
use super::head::FamilyHead;
use super::store;
use crate::access::{Desk, Tier};
use crate::assessments::{
    Answers, Asked, NewAssessment, Questionnaire, Side, file_of_family_member, library, of_family_member,
    offered_as,
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

/// What the program asks family members, in the version that was on the page where one was.
fn asked(desk: &mut Desk<'_, '_>, instrument: &str, version: &str) -> Result<Asked, Problem> {
    let asked = offered_as(desk.tx, Side::FamilyMember, instrument)?.ok_or(Problem::NotFound)?;
    let definition = library::find(desk.tx, instrument, version)?.unwrap_or(asked.definition);
    Ok(Asked { definition, ..asked })
}

pub async fn new(visit: Visit, Path((id, instrument)): Path<(FamilyMemberId, String)>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, (id, instrument)).await
}

async fn draw(visit: Visit, mut form: Form, (id, instrument): (FamilyMemberId, String)) -> Answer {
    let version = form.value("version").to_string();
    let (visitor, (head, circle, tiers, definition)) = visit
        .write(move |desk| {
            let record = super::open_to_write(desk, id)?;
            let definition = asked(desk, &instrument, &version)?.definition;
            let circle = FamilyCircle::load(desk, &record)?;
            Ok((FamilyHead::load(desk, &record)?, circle, record.tiers(), definition))
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
    let (wanted, version) = (instrument.clone(), form.value("version").to_string());
    let (_, asked) = visit.clone().read(move |desk| asked(desk, &wanted, &version)).await?;
    let answers = Answers::read(&mut form, asked.definition);
    let tier = form.choice("tier", &tier_codes()).as_deref().and_then(Tier::from_code);
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| file(desk, id, (asked, answers), tier)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, (id, instrument)).await
}

fn file(
    desk: &mut Desk<'_, '_>,
    id: FamilyMemberId,
    (asked, answers): (Asked, Answers),
    tier: Option<Tier>,
) -> Result<String, Problem> {
    let record = super::open_to_write(desk, id)?;
    if !["answered", "declined"].contains(&answers.status.as_str()) {
        return Err(Refusal { field: "status", key: "form-choose-listed" }.into());
    }
    let started = store::person::registered_at(desk.tx, &record)?;
    let started = started.to_zoned_datetime(desk.program.zone.clone()).date();
    let mut filed = of_family_member(desk.tx, &record)?;
    filed.retain(|one| one.instrument == asked.definition.id);
    let new = NewAssessment {
        id: desk.id(),
        window: asked.window_for(Some(started), &filed, desk.today()),
        definition: asked.definition,
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
