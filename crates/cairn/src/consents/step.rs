//! One page of the form: with whom, what, why, for how long. Every page is kept as it is left.

use askama::Template;
use axum::extract::Path;

use super::answers::{Answers, STEPS, fill_in, next};
use super::store::{self, Stamp};
use super::{Consent, Head, Kind, wording};
use crate::audit::Act;
use crate::ids::ConsentId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "consents/step.html")]
struct StepPage {
    t: Text,
    shell: Shell,
    f: Form,
    step: &'static str,
    /// From 1.
    number: usize,
    next: Option<&'static str>,
    consent: Consent,
    head: Head,
    categories: Vec<Choice>,
    purposes: Vec<Choice>,
    recipients: Vec<Choice>,
    expiries: Vec<Choice>,
    revocables: Vec<Choice>,
}

impl StepPage {
    fn here(&self) -> String {
        format!("/consents/{}", self.consent.id)
    }

    fn place(&self) -> String {
        let (n, all) = (self.number as i64, STEPS.len() as i64);
        self.t.args("consent-step-of", [("n", n.into()), ("all", all.into())])
    }

    fn is(&self, kind: &str) -> bool {
        self.consent.kind.code() == kind
    }

    /// The recipients so far: id, and the words for them.
    fn so_far(&self) -> Vec<(String, String)> {
        let each = self.consent.terms.recipients.iter();
        each.map(|one| (one.id.to_string(), wording::recipient(&self.t, one))).collect()
    }
}

pub async fn edit(visit: Visit, Path((id, step)): Path<(ConsentId, String)>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, (id, &step), true).await
}

/// Draws a page of the form; `fill` puts what is kept into it.
pub(super) async fn draw(visit: Visit, mut form: Form, (id, step): (ConsentId, &str), fill: bool) -> Answer {
    let step = STEPS.into_iter().find(|known| *known == step).ok_or(Problem::NotFound)?;
    let (visitor, (consent, head)) = visit
        .write(move |desk| {
            let (file, consent) = super::open_draft(desk, id)?;
            Ok((consent, Head::load(desk, &file)?))
        })
        .await?;
    if fill {
        fill_in(step, &mut form, &consent.terms);
    }
    let (t, shell) = visitor.shell("consents-title");
    let kind = consent.kind;
    let page = StepPage {
        categories: categories(&t, kind),
        purposes: Choice::codes(&t, "consent-purpose", kind.purposes()),
        recipients: Choice::codes(&t, "consent-recipient-kind", kind.recipients()),
        expiries: Choice::codes(&t, "consent-expiry", &kind.expiries()),
        revocables: Choice::codes(&t, "consent-revocable", &["date", "event"]),
        number: STEPS.iter().position(|known| *known == step).unwrap_or_default() + 1,
        next: next(step),
        f: form.clone(),
        step,
        consent,
        head,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn categories(t: &Text, kind: Kind) -> Vec<Choice> {
    let choice = |code: &str| {
        let hint = format!("consent-category-{}-hint", code.replace('_', "-"));
        let hint = if t.has(&hint) { t.get(&hint) } else { String::new() };
        Choice { hint, ..Choice::new(code, t.code("consent-category", code)) }
    };
    kind.categories().into_iter().map(choice).collect()
}

pub async fn update(visit: Visit, Path((id, step)): Path<(ConsentId, String)>, mut form: Form) -> Answer {
    let (visitor, (kind, today)) = visit
        .clone()
        .write(move |desk| {
            let (_, consent) = super::open_draft(desk, id)?;
            Ok((consent.kind, desk.today()))
        })
        .await?;
    drop(visitor);
    let answers = Answers::read(&step, kind, &mut form, today).ok_or(Problem::NotFound)?;
    if form.is_valid() {
        let onward = form.value("action") == "next";
        let to = next(&step).filter(|_| onward);
        let outcome = visit
            .submit(&form, move |desk| {
                let (file, consent) = super::open_draft(desk, id)?;
                let mut terms = consent.terms;
                answers.apply(consent.kind, &mut terms)?;
                let stamp = Stamp { at: desk.now, by: desk.viewer.person };
                store::change_terms(desk.tx, &file, id, &terms, stamp)?;
                desk.enter_consents(&file, Act::Changed, "consent", Some(id.to_string()))?;
                Ok(to.map_or_else(|| format!("/consents/{id}"), |to| format!("/consents/{id}/steps/{to}")))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, (id, &step), false).await
}
