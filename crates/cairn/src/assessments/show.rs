//! What was answered once: each question with its answer, and who reads it.

use askama::Template;
use axum::extract::Path;

use super::looks::{self, Look};
use super::{Assessment, Part, in_words, subscales, tier, words};
use crate::access::{Circle, Record, Tier};
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
    /// The parts of an instrument, and whether it has a total at all.
    parts: Vec<Part>,
    has_total: bool,
    hash: String,
    /// Somebody should look after one of the answers today; what was done so far.
    alert: bool,
    looks: Vec<Look>,
    done: Vec<Choice>,
    crisis_path: String,
    readers: String,
    /// Empty for those who may not change it.
    tiers: Vec<Choice>,
}

/// What may be chosen: the participant everything they answered alone, who wrote it down only what is narrower.
fn offered(record: &Record, one: &Assessment) -> Vec<Tier> {
    let own = record.is_own();
    let alone = (own && one.by == record.person()).then_some(Tier::Mine);
    let narrower = Tier::offered_to(record.acting_as()).into_iter().filter(|tier| own || *tier <= one.tier);
    alone.into_iter().chain(narrower).collect()
}

pub async fn show(visit: Visit, Path(id): Path<AssessmentId>) -> Answer {
    let mut form = visit.new_form();
    let (visitor, (head, circle, one, offered, looks)) = visit
        .write(move |desk| {
            let (record, one) = super::open_answered(desk, id)?;
            let may = tier::may_change(&record, &one, desk.viewer.person);
            let offered = if may { offered(&record, &one) } else { Vec::new() };
            let circle = Circle::load(desk.tx, &record)?;
            let looks = looks::of(desk.tx, &record, &one)?;
            Ok((RecordHead::load(desk.tx, &record)?, circle, one, offered, looks))
        })
        .await?;
    let definition =
        one.definition.ok_or(Problem::Defect("an instrument of the record is not in the catalog"))?;
    let (t, shell) = visitor.shell("assessments-title");
    form.set("tier", one.tier.code());
    visitor.show(ShowPage {
        name: words(&t, &definition.name),
        answers: in_words(&t, definition, &one.answers),
        parts: subscales(&t, definition, &one.answers),
        has_total: definition.scoring.total.is_some(),
        hash: definition.hash().to_string(),
        alert: one.raises_alert(),
        looks,
        done: Choice::codes(&t, "assessment-look", &looks::DONE),
        crisis_path: looks::crisis_path(head.id),
        readers: circle.readers(&t, one.tier),
        tiers: circle.choices(&t, &offered),
        f: form,
        t,
        shell,
        head,
        one,
    })
}
