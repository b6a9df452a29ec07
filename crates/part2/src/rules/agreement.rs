//! What rests on an agreement or approval on file: services (§2.12(c)(4)), contractors (§2.33(c)), research (§2.52),
//! audit and evaluation (§2.53). Without one that is in force there is no such basis.

use jiff::Timestamp;

use super::recipient::is_id_of;
use super::{Found, Grant, Inquiry};
use crate::{
    Agreement, AgreementKind, Basis, Category, HolderKind, Paper, Purpose, Purposes, ReasonCode,
    RecipientKind, RecipientKinds, Request, Term,
};

/// What a purpose asks: which recipients, on which basis.
struct Way {
    basis: Basis,
    recipients: RecipientKinds,
}

fn way(inquiry: &Inquiry<'_>) -> Option<Way> {
    let way = |basis, kinds: &[RecipientKind]| Some(Way { basis, recipients: RecipientKinds::of(kinds) });
    match inquiry.purpose {
        Purpose::Services => way(Basis::Qso, &[RecipientKind::Qso, RecipientKind::BusinessAssociate]),
        Purpose::Research => way(Basis::Research, &[RecipientKind::Researcher]),
        Purpose::Audit => way(Basis::Audit, &[RecipientKind::Auditor]),
        Purpose::Payment | Purpose::Operations
            if inquiry.request.discloser.kind == HolderKind::LawfulHolder =>
        {
            way(Basis::Contractor, &[RecipientKind::Contractor])
        }
        _ => None,
    }
}

pub(super) fn look<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    let Some(way) = way(inquiry) else { return };
    let request = inquiry.request;
    if !way.recipients.contains(request.actor.kind) {
        return found.refuse(ReasonCode::RecipientKindNotAllowed);
    }
    let serving = |kind: AgreementKind| match way.basis {
        Basis::Qso => counts_as_qsoa(kind, request),
        Basis::Research => kind == AgreementKind::Research,
        Basis::Audit => kind == AgreementKind::Audit,
        _ => kind == AgreementKind::Contract,
    };
    let mut is_on_file = false;
    for agreement in inquiry.on_file.agreements {
        if serving(agreement.kind) && is_id_of(&agreement.party.id, &request.actor) {
            is_on_file = true;
            match scope(inquiry, agreement, way.basis) {
                Ok(grant) => found.grant(grant),
                Err(code) => found.refuse_paper(Paper::Agreement, &agreement.id, code),
            }
        }
    }
    if !is_on_file {
        found.refuse(ReasonCode::AgreementMissing);
    }
}

/// A business associate of a program that is a covered entity counts as a qualified service organization (§2.11).
fn counts_as_qsoa(kind: AgreementKind, request: &Request) -> bool {
    match kind {
        AgreementKind::Qsoa => true,
        AgreementKind::BusinessAssociate => request.discloser.kind == HolderKind::Part2CoveredEntity,
        _ => false,
    }
}

fn scope<'a>(inquiry: &Inquiry<'a>, agreement: &'a Agreement, basis: Basis) -> Result<Grant<'a>, ReasonCode> {
    if !is_in_force(agreement, inquiry.now) {
        return Err(ReasonCode::AgreementExpired);
    }
    if !has_terms(agreement) {
        return Err(ReasonCode::AgreementTermsMissing);
    }
    if !serves(agreement, inquiry.purpose) {
        return Err(ReasonCode::OtherPurpose);
    }
    if agreement.destroy_by.is_some_and(|by| by <= inquiry.now) {
        return Err(ReasonCode::DestroyByPassed);
    }
    let may_copy = agreement.terms.contains(Term::Copies) && agreement.destroy_by.is_some();
    if basis == Basis::Audit && inquiry.request.path.leaves_a_copy() && !may_copy {
        return Err(ReasonCode::CopiesNotAllowed);
    }
    let covered = agreement.categories.widened();
    let categories = inquiry.asked.intersection(covered);
    if categories.is_empty() {
        return Err(ReasonCode::OtherCategories);
    }
    // Oversight of who wrote counseling notes is an exception of §2.31(b); services and research are none.
    let categories = if basis == Basis::Audit {
        categories
    } else {
        categories.without(crate::Categories::of(&[Category::CounselingNotes]))
    };
    if categories.is_empty() {
        return Err(ReasonCode::CounselingNotesNeedOwnConsent);
    }
    let mut grant = Grant::new(basis, categories);
    grant.paper = Some((Paper::Agreement, &agreement.id));
    grant.named = true;
    grant.covers_received = covered.contains(Category::Received);
    grant.destroy_by = agreement.destroy_by;
    Ok(grant)
}

fn is_in_force(agreement: &Agreement, now: Timestamp) -> bool {
    agreement.from.is_some_and(|from| from <= now)
        && agreement.until.is_none_or(|until| now < until)
        && agreement.ended_at.is_none_or(|ended| now < ended)
}

fn has_terms(agreement: &Agreement) -> bool {
    let one_of = agreement.kind.one_of_terms();
    agreement.terms.covers(agreement.kind.needed_terms())
        && (one_of.is_empty() || agreement.terms.meets(one_of))
}

fn serves(agreement: &Agreement, purpose: Purpose) -> bool {
    let purposes = if agreement.purposes.is_empty() {
        match agreement.kind {
            AgreementKind::Qsoa | AgreementKind::BusinessAssociate => Purposes::of(&[Purpose::Services]),
            AgreementKind::Contract => Purposes::of(&[Purpose::Payment, Purpose::Operations]),
            AgreementKind::Research => Purposes::of(&[Purpose::Research]),
            AgreementKind::Audit => Purposes::of(&[Purpose::Audit]),
        }
    } else {
        agreement.purposes
    };
    purposes.contains(purpose)
}

/// Whether the actor is one of the "people helping to operate this program": by an agreement in force.
pub(super) fn helps(request: &Request, agreements: &[Agreement], now: Timestamp) -> bool {
    agreements.iter().any(|agreement| {
        matches!(
            agreement.kind,
            AgreementKind::Qsoa | AgreementKind::BusinessAssociate | AgreementKind::Contract
        ) && is_id_of(&agreement.party.id, &request.actor)
            && is_in_force(agreement, now)
            && has_terms(agreement)
    })
}

impl Agreement {
    /// Whether it is in force and has the terms it needs; an outbound channel is open only while this is so.
    pub fn is_usable(&self, now: Timestamp) -> bool {
        is_in_force(self, now) && has_terms(self)
    }
}
