//! Sending a message: it is kept here, and seen when the other side opens the conversation.

use axum::extract::Path;
use jiff::Timestamp;

use super::{Conversation, LONGEST, Message, TIER_CODES, show, store, written_at};
use crate::access::{Desk, Tier};
use crate::audit::Act;
use crate::ids::{ParticipantId, SupporterId};
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

/// A message as it was typed.
struct Typed {
    words: String,
    tier: Tier,
    /// When it was written, where it waited for a network.
    made_at: Option<Timestamp>,
}

impl Typed {
    fn read(form: &mut Form) -> Typed {
        Typed {
            words: form.required_text("words", LONGEST),
            tier: form.choice("tier", &TIER_CODES).as_deref().and_then(Tier::from_code).unwrap_or(Tier::Ours),
            made_at: form.value("made_at").parse().ok(),
        }
    }
}

pub async fn create(
    visit: Visit,
    Path((id, supporter)): Path<(ParticipantId, SupporterId)>,
    mut form: Form,
) -> Answer {
    let typed = Typed::read(&mut form);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let record = desk.open_record(id)?;
            let talk = Conversation::open(desk, &record, supporter)?;
            if !talk.is_ours() {
                return Err(Problem::NotFound);
            }
            if !valid {
                return Err(Problem::BadRequest);
            }
            keep(desk, &talk, typed)
        })
        .await;
    let place = (id, Some(supporter));
    if !valid && matches!(outcome, Err(Problem::BadRequest)) {
        return show::draw(visit, place, PageRequest::first(), form).await;
    }
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "message-kept"),
        None => show::draw(visit, place, PageRequest::first(), form).await,
    }
}

fn keep(desk: &mut Desk<'_, '_>, talk: &Conversation, typed: Typed) -> Result<String, Problem> {
    if !talk.writes() {
        return Err(Refusal { field: "words", key: "message-they-left" }.into());
    }
    if !show::offered(talk.side).contains(&typed.tier) {
        return Err(Refusal { field: "tier", key: "form-choose-listed" }.into());
    }
    let message = Message {
        id: desk.id(),
        words: typed.words,
        tier: typed.tier,
        written_at: written_at(typed.made_at, desk.now),
        sent_at: desk.now,
        sent_by: desk.viewer.person,
        seen_at: None,
        withdrawn_at: None,
    };
    store::add(desk.tx, talk, &message)?;
    // The log of the record does not name what is between two.
    desk.enter_own(Act::Created, "message")?;
    Ok(talk.path())
}
