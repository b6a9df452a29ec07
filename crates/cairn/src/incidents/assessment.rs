//! The four-factor assessment (45 CFR 164.402(2)). A new one is added when more is known; earlier ones stay.

use axum::extract::Path;

use super::incident::{Assessment, CONCLUSIONS, Factor, RATINGS};
use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Form, Visit};

fn factor(form: &mut Form, rating: &str, words: &str) -> Factor {
    Factor { rating: form.required_choice(rating, &RATINGS), words: form.required_text(words, 2000) }
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let mut new = Assessment {
        nature: factor(&mut form, "nature_rating", "nature_words"),
        recipient: factor(&mut form, "recipient_rating", "recipient_words"),
        viewed: factor(&mut form, "viewed_rating", "viewed_words"),
        mitigation: factor(&mut form, "mitigation_rating", "mitigation_words"),
        conclusion: form.required_choice("conclusion", &CONCLUSIONS),
        reason: form.required_text("reason", 2000),
        assessed_at: visit.app.clock.now(),
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, incident) = super::open_live(desk, id)?;
                let stamp = stamp(desk);
                new.assessed_at = desk.now;
                store::assess(desk.tx, &incident, stamp, &new)?;
                desk.enter_seated(&seat, Act::Created, "incident-assessment", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}
