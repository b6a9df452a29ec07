//! A code that shows that an address is the person's own: six digits, good for a quarter of an hour and five tries.

use std::sync::{Arc, OnceLock};

use axum::extract::Path;

use super::message::Message;
use super::{Contact, index, own, store};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::contracts::{OpenChannel, channel_open};
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// A code on its way.
#[derive(Clone)]
pub struct Sent {
    open: OpenChannel,
    address: String,
    message: Message,
    id: RowId,
}

/// Codes for one person within an hour: nobody is to be flooded with them.
const MOST_AN_HOUR: i64 = 4;

/// Six digits, each as likely as the other to far below what a guesser could use.
fn digits(secret: [u8; 32]) -> String {
    let number = secret.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// Makes a code for a contact, if the channel is open and there were not too many.
pub fn make(desk: &mut Desk<'_, '_>, seat: &Seat, contact: &Contact) -> Result<Sent, Problem> {
    let today = desk.today();
    let open = channel_open(desk.tx, contact.channel, today)?;
    if store::contacts::codes_lately(desk.tx, seat, desk.now)? >= MOST_AN_HOUR {
        return Err(Refusal { field: "address", key: "reminders-too-many-codes" }.into());
    }
    let (id, code) = (desk.id(), digits(desk.chance.secret()));
    store::contacts::add_code(desk.tx, seat, (id, contact.id), &code, desk.now)?;
    let message = Message::code(desk.viewer.language, &code, &desk.program.discreet_name);
    Ok(Sent { open, address: contact.address.clone(), message, id })
}

/// Hands a code over after it was kept, and leads on. Without one, the form had arrived before.
pub async fn send(visit: Visit, sent: Option<Sent>, location: &str) -> Answer {
    let Some(sent) = sent else { return visit.redirect(location, "") };
    let handed = visit.app.sender.send(sent.open, &sent.address, &sent.message, &sent.id.to_string()).await;
    if handed.is_ok() {
        return visit.redirect(location, "code-sent");
    }
    let mut form = visit.new_form();
    form.wrong("address", "reminders-code-not-sent");
    index::draw(visit, form).await
}

/// Sends another code.
pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let made = super::contact::Made::default();
    let kept = made.clone();
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = own(desk)?;
            let contact = find(desk, &seat, id)?;
            let _ = kept.set(make(desk, &seat, &contact)?);
            desk.enter_own(Act::Changed, "reminder_contact")?;
            Ok("/reminders#contacts".to_string())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => send(visit, made.get().cloned(), &location).await,
        None => index::draw(visit, form).await,
    }
}

/// The person's own contact that is not verified yet.
fn find(desk: &mut Desk<'_, '_>, seat: &Seat, id: RowId) -> Result<Contact, Problem> {
    let own = store::contacts::own(desk.tx, seat)?;
    own.into_iter().find(|contact| contact.id == id && !contact.verified).ok_or(Problem::NotFound)
}

/// Reads a code. A wrong one is counted, so it is no error of the work: the transaction has to stand.
pub async fn verify(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let code: String = form.value("code").chars().filter(char::is_ascii_digit).collect();
    let fits = Arc::new(OnceLock::new());
    let told = fits.clone();
    let location = visit
        .submit(&form, move |desk| {
            let seat = own(desk)?;
            let contact = find(desk, &seat, id)?;
            let fits = store::contacts::try_code(desk.tx, &seat, id, &code, desk.now)?;
            if fits {
                store::contacts::verify(desk.tx, &seat, &contact, desk.now)?;
            }
            desk.enter_own(Act::Changed, "reminder_contact")?;
            let _ = told.set(fits);
            Ok("/reminders#contacts".to_string())
        })
        .await?;
    if fits.get() == Some(&false) {
        // Under a new key: the next code is another form.
        form = visit.new_form();
        form.wrong("code", "reminders-wrong-code");
        return index::draw(visit, form).await;
    }
    visit.redirect(&location, "address-verified")
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_code_has_six_digits_whatever_the_chance() {
        assert_eq!(digits([0; 32]), "000000");
        assert!(digits([255; 32]).len() == 6 && digits([7; 32]).len() == 6);
    }
}
