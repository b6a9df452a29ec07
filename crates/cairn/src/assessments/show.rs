//! What was answered once: each question with its answer, and who reads it.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::find;

use super::{Assessment, in_words, tier, words};
use crate::access::{Circle, Role, Tier};
use crate::ids::AssessmentId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "assessments/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    name: String,
    one: Assessment,
    answers: Vec<(String, Option<String>)>,
    readers: String,
    /// Empty for those who may not change it.
    tiers: Vec<Choice>,
}

/// What may be chosen: the participant everything, who wrote it down only what is narrower.
fn offered(hat: Role, now: Tier) -> Vec<Tier> {
    Tier::offered_to(hat).into_iter().filter(|tier| hat == Role::Participant || *tier <= now).collect()
}

pub async fn show(visit: Visit, Path(id): Path<AssessmentId>) -> Answer {
    let mut form = visit.new_form();
    let (visitor, (head, circle, one, offered)) = visit
        .write(move |desk| {
            let (record, one) = super::open_answered(desk, id)?;
            let may = tier::may_change(&record, &one, desk.viewer.person);
            let offered = if may { offered(record.acting_as(), one.tier) } else { Vec::new() };
            let circle = Circle::load(desk.tx, &record)?;
            Ok((RecordHead::load(desk.tx, &record)?, circle, one, offered))
        })
        .await?;
    let definition = find(&one.instrument, Some(&one.version))
        .map_err(|_| Problem::Defect("an instrument of the record is not in the catalog"))?;
    let (t, shell) = visitor.shell("assessments-title");
    form.set("tier", one.tier.code());
    visitor.show(ShowPage {
        name: words(&t, &definition.name),
        answers: in_words(&t, definition, &one.answers),
        readers: circle.readers(&t, one.tier),
        tiers: circle.choices(&t, &offered),
        f: form,
        t,
        shell,
        head,
        one,
    })
}
