//! Help for whoever wrote words that sound like danger. What was asked is neither kept nor logged, and nobody is told.

use askama::Template;
use cairn_language::{Crisis, crisis};

use crate::access::{Desk, Role};
use crate::on_call::{self, OnCall};
use crate::web::{Answer, Form, Problem, Text, Visit};

/// Whom to call, and one's own plan.
pub struct Offer {
    pub kind: &'static str,
    pub crisis_line: String,
    pub on_call: Option<OnCall>,
    /// A participant's own safety plan.
    pub plan: Option<String>,
    /// Whoever supports writes down what they go through with somebody here.
    pub supports: bool,
}

impl Offer {
    pub fn load(desk: &mut Desk<'_, '_>, kind: Crisis) -> Result<Offer, Problem> {
        let plan = desk.viewer.participant.map(|id| format!("/participants/{id}/safety-plan"));
        Ok(Offer {
            kind: kind.code(),
            crisis_line: desk.program.crisis_line.clone(),
            on_call: on_call::now(desk.tx, desk.program, desk.now)?,
            plan,
            supports: desk.viewer.is(Role::PeerSupporter),
        })
    }
}

#[derive(Template)]
#[template(path = "messages/help.html")]
struct HelpFragment {
    t: Text,
    offer: Option<Offer>,
}

/// The fragment for a text that is being written; empty when there is nothing to offer.
pub async fn create(visit: Visit, form: Form) -> Answer {
    let text: String = form.value("text").chars().take(super::LONGEST).collect();
    let kind = crisis(&text, visit.language.code());
    let (visitor, offer) = visit
        .read(move |desk| {
            desk.seat(&[Role::Participant, Role::PeerSupporter])?;
            kind.map(|kind| Offer::load(desk, kind)).transpose()
        })
        .await?;
    visitor.show(HelpFragment { t: visitor.t.clone(), offer })
}
