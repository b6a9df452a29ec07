//! Setting a goal.

use askama::Template;
use axum::extract::Path;

use super::store::{self, Stamp};
use crate::access::{Circle, Tier};
use crate::audit::Act;
use crate::ids::{GoalId, ParticipantId};
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

/// Letters in a goal, and in its why.
pub const LONGEST_WORDS: usize = 500;
pub const LONGEST_WHY: usize = 2000;

#[derive(Template)]
#[template(path = "recovery/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    tiers: Vec<Choice>,
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

async fn draw(visit: Visit, mut form: Form, id: ParticipantId) -> Answer {
    let (visitor, (head, circle, hat)) = visit
        .write(move |desk| {
            let record = super::open_to_write(desk, id)?;
            Ok((RecordHead::load(desk.tx, &record)?, Circle::load(desk.tx, &record)?, record.acting_as()))
        })
        .await?;
    let (t, shell) = visitor.shell("plan-title");
    if form.value("tier").is_empty() {
        form.set("tier", Tier::Record.code());
    }
    let tiers = circle.choices(&t, &Tier::offered_to(hat));
    visitor.show_form(&form, NewPage { t, shell, f: form.clone(), head, tiers })
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let words = form.required_text("words", LONGEST_WORDS);
    let why = form.text("why", LONGEST_WHY);
    let tier = form.choice("tier", &Tier::OFFERED_CODES).as_deref().and_then(Tier::from_code);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = super::open_to_write(desk, id)?;
                let stamp = Stamp { id: desk.id::<GoalId>(), at: desk.now, by: desk.viewer.person };
                let tier = tier.filter(|tier| tier.is_read_by(record.acting_as())).unwrap_or(Tier::Record);
                store::add_goal(desk.tx, &record, stamp, (&words, why), tier)?;
                desk.enter(&record, Act::Created, "goal", Some(stamp.id.to_string()))?;
                Ok(format!("/goals/{}/edit", stamp.id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, id).await
}
