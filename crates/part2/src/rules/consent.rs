//! Consents (§2.31, §2.33(a), §2.35).

use jiff::Timestamp;

use super::recipient::{self, Meant};
use super::{Found, Grant, Inquiry, Refusal};
use crate::missing::MONITORS;
use crate::{
    Basis, Categories, Category, Consent, ConsentKind, Expiry, Paper, Purpose, Purposes, ReasonCode,
    Revocation, Source, missing_elements,
};

/// Looks through the consents: each that permits becomes a grant, each other one a refusal.
pub(super) fn look<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    if !Purposes::BY_CONSENT.contains(inquiry.purpose) {
        return;
    }
    let stopped = stopped_at(inquiry);
    for consent in inquiry.on_file.consents {
        match scope(inquiry, consent) {
            Ok(grant) => {
                let before = found.refusals.len();
                state(inquiry, consent, stopped, found);
                if found.refusals.len() == before {
                    found.grant(grant);
                }
            }
            Err(code) => found.refuse_paper(Paper::Consent, &consent.id, code),
        }
    }
}

/// What the consent covers of this request, or the first thing about it that is another.
fn scope<'a>(inquiry: &Inquiry<'a>, consent: &'a Consent) -> Result<Grant<'a>, ReasonCode> {
    let request = inquiry.request;
    if consent.subject != request.subject {
        return Err(ReasonCode::OtherPerson);
    }
    if !consent.disclosers.iter().any(|source| is_source(source, inquiry)) {
        return Err(ReasonCode::OtherDiscloser);
    }
    let meant = recipient::meant(&consent.recipients, request, inquiry.on_file.agreements, inquiry.now);
    if meant == Meant::No {
        return Err(ReasonCode::OtherRecipient);
    }
    if consent.kind == ConsentKind::CriminalJustice && !MONITORS.contains(request.actor.kind) {
        return Err(ReasonCode::RecipientKindNotAllowed);
    }
    if !serves(consent, inquiry.purpose) {
        return Err(if inquiry.purpose == Purpose::Proceeding {
            ReasonCode::ProceedingNeedsConsentOrOrder
        } else {
            ReasonCode::OtherPurpose
        });
    }
    let covered = covers(consent);
    let wanted = inquiry.asked.intersection(covered);
    if wanted.is_empty() {
        return Err(if inquiry.asked == Categories::of(&[Category::CounselingNotes]) {
            ReasonCode::CounselingNotesNeedOwnConsent
        } else {
            ReasonCode::OtherCategories
        });
    }
    let categories = match consent.kind {
        ConsentKind::CounselingNotes => wanted,
        _ => wanted.intersection(inquiry.purpose.most()),
    };
    if categories.is_empty() {
        return Err(ReasonCode::MoreThanNeeded);
    }
    let mut grant = Grant::new(Basis::Consent, categories);
    grant.paper = Some((Paper::Consent, &consent.id));
    grant.named = meant == Meant::ByName;
    grant.covers_received = covered.contains(Category::Received);
    Ok(grant)
}

/// The right purpose, in the right kind of consent: a proceeding only in its own.
fn serves(consent: &Consent, purpose: Purpose) -> bool {
    let own_kind = (consent.kind == ConsentKind::Proceedings) == (purpose == Purpose::Proceeding);
    own_kind && consent.purposes.contains(purpose)
}

/// What the consent covers, narrower categories included; counseling notes only in their own kind.
fn covers(consent: &Consent) -> Categories {
    let notes = Categories::of(&[Category::CounselingNotes]);
    if consent.kind == ConsentKind::CounselingNotes {
        consent.categories.intersection(notes)
    } else {
        consent.categories.widened().without(notes)
    }
}

fn is_source(source: &Source, inquiry: &Inquiry<'_>) -> bool {
    let discloser = &inquiry.request.discloser;
    match source {
        Source::Named { party } => !party.id.is_empty() && party.id == discloser.id,
        Source::Class { class } => {
            !class.trim().is_empty() && discloser.classes.iter().any(|other| other == class)
        }
    }
}

/// Everything about its state that speaks against a consent whose scope fits.
fn state<'a>(inquiry: &Inquiry<'a>, consent: &'a Consent, stopped: Option<Timestamp>, found: &mut Found<'a>) {
    let now = inquiry.now;
    let mut refuse = |code| found.refuse_paper(Paper::Consent, &consent.id, code);
    if consent.from.is_some_and(|from| now < from) {
        refuse(ReasonCode::NotYetInForce);
    }
    let signed_at = consent.signed_at();
    if signed_at.is_some_and(|at| now < at) {
        refuse(ReasonCode::NotSigned);
    }
    if let Some(expiry) = &consent.expiry
        && expiry.over_at().is_some_and(|over| over <= now)
    {
        let by_date = matches!(expiry, Expiry::Date { .. });
        refuse(if by_date { ReasonCode::Expired } else { ReasonCode::EventOccurred });
    }
    let in_effect =
        |revocation: &&Revocation| counts_from(consent, revocation.at).is_some_and(|from| from <= now);
    let mut revocations = consent.revocations.iter().filter(in_effect);
    if revocations.clone().any(|revocation| revocation.recipient.is_none()) {
        refuse(ReasonCode::Revoked);
    }
    let for_actor = |revocation: &Revocation| {
        revocation
            .recipient
            .as_deref()
            .is_some_and(|id| recipient::is_revoked_for(id, &inquiry.request.actor))
    };
    let stops_this = stopped.is_some_and(|at| {
        signed_at.is_none_or(|signed| signed <= at)
            && counts_from(consent, at).is_some_and(|from| from <= now)
    });
    if revocations.any(for_actor) || stops_this {
        refuse(ReasonCode::RevokedForRecipient);
    }
    if consent.known_false_since.is_some_and(|since| since <= now) {
        refuse(ReasonCode::KnownFalse);
    }
    let missing = missing_elements(consent);
    if !missing.is_empty() {
        let paper = Some((Paper::Consent, consent.id.as_str()));
        found.refusals.push(Refusal { code: ReasonCode::Deficient, paper, missing: Some(missing) });
    }
}

/// From when a revocation of that instant counts: at once; under §2.35(c) no earlier than the consent may be revoked,
/// and not at all while the event that makes it revocable has not occurred.
fn counts_from(consent: &Consent, at: Timestamp) -> Option<Timestamp> {
    if consent.kind != ConsentKind::CriminalJustice {
        return Some(at);
    }
    match consent.monitoring.as_ref().and_then(|terms| terms.revocable_from.as_ref()) {
        Some(revocable) => revocable.instant().map(|from| from.max(at)),
        // Without terms the consent is deficient; nobody is to be told that they cannot revoke it.
        None => Some(at),
    }
}

/// The latest instant at which the person took this purpose away from this recipient altogether.
fn stopped_at(inquiry: &Inquiry<'_>) -> Option<Timestamp> {
    let request = inquiry.request;
    let of_person = inquiry.on_file.consents.iter().filter(|consent| consent.subject == request.subject);
    of_person
        .flat_map(|consent| &consent.revocations)
        .filter(|revocation| revocation.at <= inquiry.now && revocation.also_stops.contains(inquiry.purpose))
        .filter(|revocation| {
            revocation.recipient.as_deref().is_none_or(|id| recipient::is_revoked_for(id, &request.actor))
        })
        .map(|revocation| revocation.at)
        .max()
}

impl Consent {
    /// Whether a revocation made now counts at once. Only a criminal justice consent may say no (§2.35(c)).
    pub fn is_revocable(&self, now: Timestamp) -> bool {
        counts_from(self, now).is_some_and(|from| from <= now)
    }
}
