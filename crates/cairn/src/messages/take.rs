//! Writing a message where there is no network: an ordinary form that waits on the device and is sent later.

use askama::Template;
use jiff::Timestamp;

use super::{Conversation, show};
use crate::access::{Circle, Desk, Record, Tier};
use crate::web::{Choice, Form, Problem, Text};

#[derive(Template)]
#[template(path = "messages/take.html")]
pub struct TakenMessage {
    t: Text,
    f: Form,
    action: String,
    tiers: Vec<Choice>,
}

/// The messages that the viewer can write about a record without a network, each with what it is: one to each other side.
/// They can be written until the device closes, whenever that is.
pub fn forms_to_take(
    desk: &mut Desk<'_, '_>,
    t: &Text,
    record: &Record,
    _until: Timestamp,
) -> Result<Vec<(String, TakenMessage)>, Problem> {
    let mut forms = Vec::new();
    for talk in Conversation::all(desk, record)?.into_iter().filter(Conversation::writes) {
        let circle = Circle::of_two(desk.tx, record, talk.with.supporter)?;
        let mut form = Form::empty(t.clone(), desk.id());
        form.set("tier", Tier::Ours.code());
        let tiers = circle.choices(t, show::offered(talk.side));
        let label = if record.is_own() {
            t.with("message-to", "name", talk.with.name.as_str())
        } else {
            t.get("messages-write")
        };
        forms.push((label, TakenMessage { t: t.clone(), f: form, action: talk.path(), tiers }));
    }
    Ok(forms)
}
