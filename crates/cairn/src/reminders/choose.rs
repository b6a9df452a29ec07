//! Choosing by which way, how long before, or not for now.

use super::{Choice, index, own, store};
use crate::audit::Act;
use crate::web::{Answer, Form, Refusal, Visit};

pub const WAYS: [&str; 3] = ["mail", "sms", "push"];
pub const LEADS: [&str; 2] = ["day", "hours"];

pub async fn update(visit: Visit, mut form: Form) -> Answer {
    let (ways, leads) = (form.choices("ways", &WAYS), form.choices("leads", &LEADS));
    let has = |list: &[String], code: &str| list.iter().any(|one| one == code);
    let chosen = Choice {
        mail: has(&ways, "mail"),
        sms: has(&ways, "sms"),
        push: has(&ways, "push"),
        day_before: has(&leads, "day"),
        hours_before: has(&leads, "hours"),
        messages: form.checked("messages"),
        paused: form.checked("paused"),
        check_ups: form.checked("check_ups"),
        ..Choice::default()
    };
    if !ways.is_empty() && leads.is_empty() && !chosen.messages && !chosen.check_ups {
        form.wrong("leads", "reminders-choose-lead");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = own(desk)?;
                let verified = store::contacts::own(desk.tx, &seat)?;
                let reached = |code: &str| {
                    verified.iter().any(|contact| contact.verified && contact.channel.code() == code)
                };
                if ways.iter().any(|way| !reached(way)) {
                    return Err(Refusal { field: "ways", key: "reminders-add-address-first" }.into());
                }
                let (id, chosen) = (desk.id(), Choice { chosen_at: desk.now, ..chosen });
                store::choices::add(desk.tx, &seat, id, &chosen)?;
                desk.enter_own(Act::Changed, "reminders")?;
                Ok("/reminders".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    index::draw_typed(visit, form).await
}
