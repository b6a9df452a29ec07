//! A consent with everything that happened to it, and what it is worth at an instant.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::kind::Kind;
use super::signer::{Capacity, Signer};
use super::terms::{Expiry, Recipient, Revocable, Terms};
use crate::ids::{ConsentId, ParticipantId, RowId, SignatureId};
use crate::web::Refusal;

#[derive(Debug, Clone)]
pub struct Consent {
    pub id: ConsentId,
    pub participant: ParticipantId,
    pub kind: Kind,
    pub elements_version: String,
    pub wording_version: String,
    pub terms: Terms,
    /// `page` or `import`.
    pub origin: String,
    pub begun_at: Timestamp,
    pub discarded_at: Option<Timestamp>,
    /// Oldest first, as are all lists here.
    pub signatures: Vec<Signature>,
    pub revocations: Vec<Revocation>,
    pub events: Vec<Event>,
    pub doubts: Vec<Doubt>,
}

/// A signature without its document, which is read only where it is shown.
#[derive(Debug, Clone)]
pub struct Signature {
    pub id: SignatureId,
    pub signer: Signer,
    pub capacity: Capacity,
    pub name: String,
    pub how: String,
    pub on: Date,
    pub authority: Option<String>,
    pub authority_document: Option<String>,
    pub language: String,
    pub sha256: String,
    pub recorded_at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Revocation {
    /// None: for everyone.
    pub recipient: Option<RowId>,
    pub how: String,
    pub words: Option<String>,
    pub relied_on: Option<String>,
    pub at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Event {
    /// `expiry` or `revocable`.
    pub event: String,
    pub words: Option<String>,
    pub at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Doubt {
    pub words: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Draft,
    /// One of two signatures is there.
    Second,
    NotYet,
    InForce,
    Expired,
    Revoked,
    Doubted,
    Discarded,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Second => "second",
            State::NotYet => "not_yet",
            State::InForce => "in_force",
            State::Expired => "expired",
            State::Revoked => "revoked",
            State::Doubted => "doubted",
            State::Discarded => "discarded",
        }
    }

    pub fn color(self) -> &'static str {
        match self {
            State::InForce => "moss",
            State::Draft | State::Second | State::NotYet => "amber",
            State::Doubted => "clay",
            _ => "slate",
        }
    }

    /// Whether it can still be written on.
    pub fn is_draft(self) -> bool {
        matches!(self, State::Draft | State::Second)
    }

    /// Whether it authorizes something, now or later on.
    pub fn stands(self) -> bool {
        matches!(self, State::InForce | State::NotYet)
    }
}

/// The first instant of a day on the program's clocks, through changes of daylight saving time.
pub(super) fn begins(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.at(0, 0, 0, 0).to_zoned_datetime(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

impl Consent {
    /// When the last signature that the law asks for was written down; none while one is missing.
    pub fn signed_at(&self) -> Option<Timestamp> {
        let mut so_far = Vec::new();
        for signature in &self.signatures {
            so_far.push(signature.signer);
            if signature.capacity.is_satisfied(&so_far) {
                return Some(signature.recorded_at);
            }
        }
        None
    }

    pub fn is_signed(&self) -> bool {
        self.signed_at().is_some()
    }

    /// The first instant after it, by its date or event.
    pub fn expires_at(&self, zone: &TimeZone) -> Option<Timestamp> {
        match &self.terms.expiry {
            Some(Expiry::On(day)) => begins(day.saturating_add(1.day()), zone),
            _ if self.terms.ends_by_event() => self.happened("expiry"),
            _ => None,
        }
    }

    /// When the recorded event happened.
    pub fn happened(&self, event: &str) -> Option<Timestamp> {
        self.events.iter().find(|known| known.event == event).map(|known| known.at)
    }

    /// Terms that are missing or do not fit, by their codes; signatures are another matter.
    pub fn missing_terms(&self) -> Vec<&'static str> {
        let of_signatures = ["signature", "parent_signature", "authority", "date_signed"];
        self.missing().into_iter().filter(|code| !of_signatures.contains(code)).collect()
    }

    /// When it was taken back as a whole: at once, or once every recipient was.
    pub fn revoked_at(&self) -> Option<Timestamp> {
        let whole = self.revocations.iter().find(|known| known.recipient.is_none()).map(|known| known.at);
        let each: Option<Vec<_>> =
            self.terms.recipients.iter().map(|recipient| self.recipient_revoked_at(recipient.id)).collect();
        let all = each.and_then(|each| each.into_iter().max());
        whole.into_iter().chain(all).min()
    }

    /// When it was taken back for this recipient alone.
    pub fn recipient_revoked_at(&self, id: RowId) -> Option<Timestamp> {
        self.revocations.iter().find(|known| known.recipient == Some(id)).map(|known| known.at)
    }

    /// Recipients it still stands for.
    pub fn standing_recipients(&self) -> impl Iterator<Item = &Recipient> {
        let each = self.terms.recipients.iter();
        each.filter(|recipient| self.recipient_revoked_at(recipient.id).is_none())
    }

    pub fn begins_at(&self, zone: &TimeZone) -> Option<Timestamp> {
        let signed = self.signed_at()?;
        let from = self.terms.from_on.and_then(|day| begins(day, zone));
        Some(from.map_or(signed, |from| from.max(signed)))
    }

    pub fn state(&self, now: Timestamp, zone: &TimeZone) -> State {
        let begun = self.begins_at(zone);
        if self.discarded_at.is_some() {
            State::Discarded
        } else if !self.missing_terms().is_empty() || self.signatures.is_empty() {
            State::Draft
        } else if begun.is_none() {
            State::Second
        } else if !self.doubts.is_empty() {
            State::Doubted
        } else if self.revoked_at().is_some_and(|at| at <= now) {
            State::Revoked
        } else if self.expires_at(zone).is_some_and(|at| at <= now) {
            State::Expired
        } else if begun.is_some_and(|at| at > now) {
            State::NotYet
        } else {
            State::InForce
        }
    }

    /// Refuses what cannot be taken back now. §2.35(c): a criminal justice consent names the day or event from which
    /// it can, and not before.
    pub fn refuse_revocation(&self, now: Timestamp, zone: &TimeZone) -> Result<(), Refusal> {
        if !self.state(now, zone).stands() {
            return Err(Refusal { field: "", key: "consent-revoke-not-in-force" });
        }
        match (self.kind, &self.terms.revocable) {
            (Kind::CriminalJustice, Some(Revocable::From(day)))
                if begins(*day, zone).is_none_or(|at| at > now) =>
            {
                Err(Refusal { field: "", key: "consent-revoke-too-early-date" })
            }
            (Kind::CriminalJustice, Some(Revocable::After(_))) if self.happened("revocable").is_none() => {
                Err(Refusal { field: "", key: "consent-revoke-too-early-event" })
            }
            _ => Ok(()),
        }
    }

    /// Events it waits for that have not been written down.
    pub fn awaited_events(&self) -> Vec<&'static str> {
        let waits = [
            ("expiry", self.terms.ends_by_event()),
            ("revocable", self.kind == Kind::CriminalJustice && self.terms.revocable_event().is_some()),
        ];
        waits
            .into_iter()
            .filter(|(event, waits)| *waits && self.happened(event).is_none())
            .map(|(event, _)| event)
            .collect()
    }
}
