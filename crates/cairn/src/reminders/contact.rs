//! Where somebody is reached: added on their own page, used only after a code showed that it is theirs.

use std::sync::{Arc, OnceLock};

use axum::extract::Path;
use jiff::Timestamp;

use super::code::{self, Sent};
use super::{index, own, store, usable};
use crate::audit::Act;
use crate::contracts::Channel;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// The text about what a message reveals that is shown before an address is added.
pub const TEXT_VERSION: &str = "2";
const TYPED: [&str; 2] = ["mail", "sms"];
/// Nobody has more browsers than this; more addresses would be somebody else's.
const MOST: usize = 12;

#[derive(Debug, Clone)]
pub struct Contact {
    pub id: RowId,
    pub channel: Channel,
    pub address: String,
    pub verified: bool,
    pub code_sent_at: Option<Timestamp>,
}

/// As text messages are addressed: `+` and digits. Ten digits are a number of the United States.
fn international(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match (phone.trim_start().starts_with('+'), digits.len()) {
        (true, _) => ["+", &digits].concat(),
        (false, 10) => ["+1", &digits].concat(),
        (false, _) => ["+", &digits].concat(),
    }
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let channel = form.required_choice("channel", &TYPED);
    let mail = channel == "mail";
    let address = if mail { form.email("address") } else { form.phone("address").map(|p| international(&p)) };
    if address.is_none() && form.error("address").is_none() {
        form.wrong("address", "form-required");
    }
    if !form.checked("understood") {
        form.wrong("understood", "reminders-understood-first");
    }
    let (Some(address), true) = (address, form.is_valid()) else { return index::draw(visit, form).await };
    let channel = if mail { Channel::Mail } else { Channel::Sms };
    let (made, app) = (Arc::new(OnceLock::new()), visit.app.clone());
    let kept = made.clone();
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = own(desk)?;
            if !usable(desk, &app.sender).contains(&channel) {
                return Err(Refusal { field: "channel", key: "channel-is-shut" }.into());
            }
            if store::contacts::own(desk.tx, &seat)?.len() >= MOST {
                return Err(Refusal { field: "address", key: "reminders-too-many-contacts" }.into());
            }
            let new = Contact { id: desk.id(), channel, address, verified: false, code_sent_at: None };
            store::contacts::add(desk.tx, &seat, &new, TEXT_VERSION, desk.now)?;
            desk.enter_own(Act::Created, "reminder_contact")?;
            let _ = kept.set(code::make(desk, &seat, &new)?);
            Ok("/reminders#contacts".to_string())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => code::send(visit, made.get().cloned(), &location).await,
        None => index::draw(visit, form).await,
    }
}

pub async fn destroy(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = own(desk)?;
            if !store::contacts::remove(desk.tx, &seat, id, desk.now)? {
                return Err(Problem::NotFound);
            }
            desk.enter_own(Act::Removed, "reminder_contact")?;
            Ok("/reminders#contacts".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// What a code is sent with.
pub(super) type Made = Arc<OnceLock<Sent>>;

#[cfg(test)]
mod tests {
    use super::international;

    #[test]
    fn numbers_are_dialed_the_same_however_they_are_typed() {
        for typed in ["(540) 555-0100", "540-555-0100", "+1 540 555 0100", "1 540 555 0100"] {
            assert_eq!(international(typed), "+15405550100", "{typed}");
        }
        assert_eq!(international("+52 55 1234 5678"), "+525512345678");
    }
}
