//! Writing down an incident, on the day it is discovered.

use askama::Template;

use super::incident::{KINDS, SAFEGUARDS};
use super::store::{self, NewIncident};
use crate::audit::Act;
use crate::privacy_desk::{officer, stamp};
use crate::web::{Answer, Choice, Form, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "incidents/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    kinds: Vec<Choice>,
    safeguards: Vec<Choice>,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, _) = visit.read(|desk| officer(desk)).await?;
    let (t, shell) = visitor.shell("incidents-title");
    let kinds = Choice::codes(&t, "incident-kind", &KINDS);
    let safeguards = Choice::codes(&t, "incident-safeguard", &SAFEGUARDS);
    visitor.show_form(&form, NewPage { t, shell, f: form.clone(), kinds, safeguards })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let new = NewIncident {
        kind: form.required_choice("kind", &KINDS),
        discovered_on: form.required_date("discovered_on"),
        what: form.required_text("what", 4000),
        safeguard: form.required_choice("safeguard", &SAFEGUARDS),
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = officer(desk)?;
                if new.discovered_on > desk.today() {
                    return Err(Refusal { field: "discovered_on", key: "incident-not-yet" }.into());
                }
                let stamp = stamp(desk);
                store::add(desk.tx, &seat, stamp, &new)?;
                desk.enter_seated(&seat, Act::Created, "incident", stamp.id.to_string())?;
                Ok(super::path(stamp.id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form).await
}
