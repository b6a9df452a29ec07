//! Consents: a participant's yes to tell somebody outside, as 42 CFR Part 2 asks for it, and the page on which they
//! see all of it.
//!
//! A consent says who may tell what to whom, why and until when. It is written as a draft, is held against the
//! elements of §2.31 (`cairn_part2`), and counts only when every element is there and everybody signed who has to.
//! The text that was signed is kept word for word with its hash, beside the form that can be computed with. It ends
//! by its date, by an event, or because it is taken back, whole or for one recipient; nothing is deleted by that.
//!
//! What this may never be: a switch that somebody else sets, a box that is checked beforehand, or a reason to treat
//! somebody worse. A draft allows nothing, wherever it came from.

mod answers;
mod consent;
mod discard;
mod document;
mod doubt;
mod event;
mod incoming;
mod index;
mod kind;
mod law;
mod new;
mod preview;
mod privacy;
mod recipient;
mod revoke;
mod show;
mod sign;
mod signer;
mod step;
pub mod store;
mod terms;
mod wording;

use crate::access::{ConsentFile, Desk};
use crate::ids::ConsentId;
use crate::intake::RecordHead;
use crate::web::{Problem, Refusal, Routes};

pub use consent::{Consent, Doubt, Event, Revocation, Signature, State};
pub use incoming::{ImportFailure, Judged, take_in};
pub use kind::Kind;
pub use law::ELEMENTS_VERSION;
pub use privacy::{ReachLine, family_in_force, reach};
pub use signer::{AUTHORITIES, Capacity, MinorRule, Offered, Signer};
pub use terms::{Discloser, Expiry, Recipient, Revocable, Terms};
pub use wording::{SignedBy, WORDING_VERSION, document, fingerprint};

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/privacy", privacy::show)
        .get("/participants/{id}/consents", index::of_participant)
        .get("/participants/{id}/consents/new", new::new)
        .post("/participants/{id}/consents", new::create)
        .get("/consents", index::of_program)
        .get("/consents/{id}", show::show)
        .get("/consents/{id}/steps/{step}", step::edit)
        .post("/consents/{id}/steps/{step}", step::update)
        .post("/consents/{id}/recipients", recipient::create)
        .post("/consents/{id}/recipient-removals", recipient::remove)
        .get("/consents/{id}/preview", preview::show)
        .get("/consents/{id}/signatures/new", sign::new)
        .post("/consents/{id}/signatures", sign::create)
        .get("/consents/{id}/signatures/{signature}", document::show)
        .get("/consents/{id}/revocations/new", revoke::new)
        .post("/consents/{id}/revocations", revoke::create)
        .post("/consents/{id}/events", event::create)
        .post("/consents/{id}/doubts", doubt::create)
        .post("/consents/{id}/discarding", discard::create)
}

fn open(desk: &mut Desk<'_, '_>, id: ConsentId) -> Result<(ConsentFile, Consent), Problem> {
    let participant = store::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let file = desk.open_consents(participant)?;
    let consent = store::one(desk.tx, &file, id)?.ok_or(Problem::NotFound)?;
    Ok((file, consent))
}

/// Opens a consent for those who help to write it: the participant, their supporter, a coordinator. The privacy
/// officer reads.
fn open_to_write(desk: &mut Desk<'_, '_>, id: ConsentId) -> Result<(ConsentFile, Consent), Problem> {
    let (file, consent) = open(desk, id)?;
    if file.record().is_some() { Ok((file, consent)) } else { Err(Problem::NotFound) }
}

/// Like [`open_to_write`], for changes that make sense only before anybody signed.
fn open_draft(desk: &mut Desk<'_, '_>, id: ConsentId) -> Result<(ConsentFile, Consent), Problem> {
    let (file, consent) = open_to_write(desk, id)?;
    if !consent.signatures.is_empty() || consent.discarded_at.is_some() {
        return Err(Refusal { field: "", key: "consent-already-signed" }.into());
    }
    Ok((file, consent))
}

/// Whose consents a page is about, and how its viewer stands to them.
struct Head {
    /// The record's tabs; none for the privacy officer.
    record: Option<RecordHead>,
    name: String,
    own: bool,
}

impl Head {
    fn load(desk: &mut Desk<'_, '_>, file: &ConsentFile) -> Result<Head, Problem> {
        let record = file.record().map(|record| RecordHead::load(desk.tx, record)).transpose()?;
        let (full, _) = store::name_and_language(desk.tx, file)?;
        let name = record.as_ref().map_or(full, |head| head.name.clone());
        Ok(Head { record, name, own: file.is_own() })
    }
}
