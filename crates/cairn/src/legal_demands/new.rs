//! Writing down a paper that came.

use askama::Template;

use super::demand::KINDS;
use super::store::{self, NewDemand};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::privacy_desk::{find_participants, officer, participant_name, stamp};
use crate::web::{Answer, Choice, Form, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "legal_demands/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    kinds: Vec<Choice>,
    found: Vec<(ParticipantId, String)>,
}

pub async fn new(visit: Visit, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set("name", query.value("name"));
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let letters = form.value("name").to_string();
    let (visitor, found) = visit
        .read(move |desk| {
            let seat = officer(desk)?;
            Ok(find_participants(desk.tx, &seat, &letters)?)
        })
        .await?;
    let (t, shell) = visitor.shell("demands-title");
    let kinds = Choice::codes(&t, "demand-kind", &KINDS);
    visitor.show_form(&form, NewPage { t, shell, f: form.clone(), kinds, found })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let new = NewDemand {
        kind: form.required_choice("kind", &KINDS),
        issuer: form.required_text("issuer", 200),
        reference: form.required_text("reference", 200),
        words: form.text("words", 2000),
        participant: form.id("participant"),
        received_on: form.required_date("received_on"),
        respond_by: form.date("respond_by"),
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = officer(desk)?;
                if let Some(participant) = new.participant
                    && participant_name(desk.tx, &seat, participant)?.is_none()
                {
                    return Err(Refusal { field: "name", key: "form-choose-listed" }.into());
                }
                let stamp = stamp(desk);
                store::add(desk.tx, &seat, stamp, &new)?;
                desk.enter_seated(&seat, Act::Created, "legal-demand", stamp.id.to_string())?;
                Ok(super::path(stamp.id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form).await
}
