//! Setting a goal.

use askama::Template;
use axum::extract::Path;

use super::circle::{FamilyCircle, tier_codes};
use super::head::FamilyHead;
use super::store;
use crate::access::Tier;
use crate::audit::Act;
use crate::ids::{FamilyMemberId, GoalId};
use crate::recovery::{LONGEST_WHY, LONGEST_WORDS, Stamp};
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_members/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: FamilyHead,
    tiers: Vec<Choice>,
}

pub async fn new(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

async fn draw(visit: Visit, mut form: Form, id: FamilyMemberId) -> Answer {
    let (visitor, (head, circle, tiers)) = visit
        .write(move |desk| {
            let record = super::open_to_write(desk, id)?;
            let circle = FamilyCircle::load(desk, &record)?;
            Ok((FamilyHead::load(desk, &record)?, circle, record.tiers()))
        })
        .await?;
    let (t, shell) = visitor.shell("plan-title");
    if form.value("tier").is_empty() {
        form.set("tier", Tier::Team.code());
    }
    let tiers = circle.choices(&t, &tiers);
    visitor.show_form(&form, NewPage { t, shell, f: form.clone(), head, tiers })
}

pub async fn create(visit: Visit, Path(id): Path<FamilyMemberId>, mut form: Form) -> Answer {
    let words = form.required_text("words", LONGEST_WORDS);
    let why = form.text("why", LONGEST_WHY);
    let tier = form.choice("tier", &tier_codes()).as_deref().and_then(Tier::from_code);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = super::open_to_write(desk, id)?;
                let stamp = Stamp { id: desk.id::<GoalId>(), at: desk.now, by: desk.viewer.person };
                let tier = tier.filter(|tier| record.tiers().contains(tier)).unwrap_or(Tier::Team);
                store::goals::add(desk.tx, &record, stamp, (&words, why), tier)?;
                desk.enter_family(&record, Act::Created, "goal", stamp.id.to_string())?;
                Ok(format!("/family-goals/{}/edit", stamp.id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, id).await
}
