//! Writing one's own plan. Nobody else writes in it.

use askama::Template;
use axum::extract::Path;

use super::{SECTIONS, SafetyPlan, path, store};
use crate::access::{Circle, Desk, Record, Tier};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

/// What one person can be expected to read in a hard hour.
const LONGEST_PART: usize = 1000;

#[derive(Template)]
#[template(path = "safety_plans/edit.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    tiers: Vec<Choice>,
}

impl EditPage {
    fn back(&self) -> String {
        path(self.head.id)
    }
}

fn open(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    if record.is_own() { Ok(record) } else { Err(Problem::NotFound) }
}

pub async fn edit(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, true).await
}

async fn draw(visit: Visit, id: ParticipantId, mut form: Form, fill: bool) -> Answer {
    let (visitor, (head, circle, newest)) = visit
        .write(move |desk| {
            let record = open(desk, id)?;
            let newest = store::versions(desk.tx, &record)?.into_iter().next();
            Ok((RecordHead::load(desk.tx, &record)?, Circle::load(desk.tx, &record)?, newest))
        })
        .await?;
    if fill {
        form.set("tier", newest.as_ref().map_or(Tier::Ours, |plan| plan.tier).code());
        if let Some(plan) = newest {
            SECTIONS.iter().zip(plan.parts).for_each(|(name, words)| form.set_some(name, words));
        }
    }
    let (t, shell) = visitor.shell("nav-my-plan");
    let tiers = circle.choices(&t, &Tier::OFFERED);
    visitor.show_form(&form, EditPage { f: form.clone(), head, tiers, t, shell })
}

pub async fn update(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let tier = Tier::from_code(&form.required_choice("tier", &Tier::OFFERED_CODES)).unwrap_or(Tier::Ours);
    let parts = SECTIONS.map(|name| form.text(name, LONGEST_PART));
    if parts.iter().all(Option::is_none) {
        form.wrong("signs", "safety-plan-empty");
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let record = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let plan = SafetyPlan { tier, parts, saved_at: desk.now };
            let stamp = (desk.id(), desk.now, desk.viewer.person);
            store::add(desk.tx, &record, &plan, stamp)?;
            desk.enter(&record, Act::Changed, "safety_plan", Some(stamp.0.to_string()))?;
            Ok(path(id))
        })
        .await;
    match outcome {
        Err(Problem::BadRequest) if !form.is_valid() => draw(visit, id, form, false).await,
        outcome => visit.redirect(&outcome?, "saved"),
    }
}
