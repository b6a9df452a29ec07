//! What is on file about a person and with others, as the rules read it.

use cairn_db::{Error, Tx};
use cairn_part2::{
    Categories, Category, Consent, Party, Purpose, Purposes, Question, Recipient, RecipientClass, Request,
    Restriction, RestrictionKind, Termination, TerminationKind,
};
use jiff::Timestamp;

use super::gate::Subject;
use super::restriction::Held;
use super::store;
use crate::program::Program;
use crate::{contracts, legal_demands};

/// The question with everything on file at this moment.
pub(super) fn question(
    tx: &mut Tx<'_>,
    program: &Program,
    subject: Subject,
    request: Request,
    now: Timestamp,
) -> Result<Question, Error> {
    let held = store::restrictions::all(tx, subject.participant)?;
    Ok(Question {
        request,
        consents: consents(tx, subject)?,
        restrictions: held.iter().map(restriction).collect(),
        orders: legal_demands::orders(tx, subject.participant, program, now)?,
        agreements: contracts::agreements(tx, &program.zone)?,
        now,
    })
}

/// The person's consents, whatever state they are in: the rules weigh them.
pub(super) fn consents(tx: &mut Tx<'_>, subject: Subject) -> Result<Vec<Consent>, Error> {
    crate::consents::store::in_force_candidates(tx, subject.participant)
}

fn restriction(held: &Held) -> Restriction {
    let mut recipients = Vec::new();
    if let Some(id) = held.recipient {
        let name = held.recipient_name.clone().unwrap_or_default();
        recipients.push(Recipient::Named { party: Party { id: id.to_string(), name, kind: None } });
    }
    if let Some(class) = held.class.as_deref().and_then(RecipientClass::parse) {
        recipients.push(Recipient::Class { class });
    }
    Restriction {
        id: held.id.to_string(),
        subject: held.participant.to_string(),
        kind: if held.is_paid_in_full() { RestrictionKind::PaidInFull } else { RestrictionKind::Agreed },
        requested_at: held.asked_at,
        agreed_at: held.answered_at.filter(|_| held.was_accepted()),
        recipients,
        purposes: held.purposes.iter().filter_map(|code| Purpose::parse(code)).collect::<Purposes>(),
        categories: held.categories.iter().filter_map(|code| Category::parse(code)).collect::<Categories>(),
        records: held.session.iter().map(|session| session.to_string()).collect(),
        termination: held.ended_at.map(|at| Termination { at, kind: termination(held) }),
    }
}

fn termination(held: &Held) -> TerminationKind {
    match held.ending.as_deref() {
        Some("written") => TerminationKind::InWriting,
        Some("oral") => TerminationKind::OralDocumented,
        _ => TerminationKind::ByNotice,
    }
}
