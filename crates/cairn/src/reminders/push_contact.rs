//! A browser that agreed to push messages. It gave the address itself, so no code is needed.

use super::contact::TEXT_VERSION;
use super::send::push::Subscription;
use super::{Contact, index, own, store, usable};
use crate::audit::Act;
use crate::contracts::Channel;
use crate::web::{Answer, Form, Refusal, Visit};

/// Nobody has more browsers than this.
const MOST: usize = 12;

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let text = form.required_text("subscription", 3000);
    let subscription =
        Subscription::read(&text).filter(|subscription| visit.app.sender.may_push_to(&subscription.endpoint));
    let Some(subscription) = subscription else {
        form.wrong("subscription", "reminders-push-not-known");
        return index::draw(visit, form).await;
    };
    let app = visit.app.clone();
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = own(desk)?;
            if !usable(desk, &app.sender).contains(&Channel::Push) {
                return Err(Refusal { field: "subscription", key: "channel-is-shut" }.into());
            }
            let address = serde_json::to_string(&subscription).unwrap_or_default();
            let known = store::contacts::own(desk.tx, &seat)?;
            if known.len() >= MOST {
                return Err(Refusal { field: "subscription", key: "reminders-too-many-contacts" }.into());
            }
            if !known.iter().any(|contact| contact.address == address) {
                let id = desk.id();
                let new = Contact { id, channel: Channel::Push, address, verified: true, code_sent_at: None };
                store::contacts::add(desk.tx, &seat, &new, TEXT_VERSION, desk.now)?;
                store::contacts::verify(desk.tx, &seat, &new, desk.now)?;
            }
            desk.enter_own(Act::Created, "reminder_contact")?;
            Ok("/reminders#contacts".to_string())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => index::draw(visit, form).await,
    }
}
