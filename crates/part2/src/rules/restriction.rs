//! Restrictions (§2.26). They only take away, and they say why.

use super::{Inquiry, recipient};
use crate::{
    Categories, Category, Purpose, Purposes, ReasonCode, RecipientKinds, RecordLabel, Restriction,
    RestrictionKind, Termination, TerminationKind,
};

const PAYING: Purposes = Purposes::of(&[Purpose::Payment, Purpose::Operations]);

/// Whether any restriction is to be looked at.
pub(super) fn reaches_any(inquiry: &Inquiry<'_>) -> bool {
    inquiry.on_file.restrictions.iter().any(|restriction| reaches(inquiry, restriction))
}

/// Whether it binds now, and means this person, recipient and purpose.
fn reaches(inquiry: &Inquiry<'_>, restriction: &Restriction) -> bool {
    let request = inquiry.request;
    restriction.subject == request.subject
        && binds(restriction, inquiry)
        && purposes(restriction).contains(inquiry.purpose)
        && is_against(restriction, inquiry)
}

fn binds(restriction: &Restriction, inquiry: &Inquiry<'_>) -> bool {
    let since = match restriction.kind {
        RestrictionKind::Agreed => restriction.agreed_at,
        // The program must agree, so its agreement is not waited for.
        RestrictionKind::PaidInFull => Some(restriction.requested_at),
    };
    let is_over = restriction.termination.is_some_and(|termination| {
        termination.at <= inquiry.now && termination.kind != TerminationKind::ByNotice
    });
    since.is_some_and(|since| since <= inquiry.now) && !is_over
}

fn purposes(restriction: &Restriction) -> Purposes {
    match restriction.kind {
        _ if !restriction.purposes.is_empty() => restriction.purposes,
        RestrictionKind::Agreed => Purposes::TPO,
        RestrictionKind::PaidInFull => PAYING,
    }
}

fn is_against(restriction: &Restriction, inquiry: &Inquiry<'_>) -> bool {
    let actor = &inquiry.request.actor;
    match restriction.kind {
        _ if !restriction.recipients.is_empty() => recipient::may_be_meant(&restriction.recipients, actor),
        RestrictionKind::Agreed => true,
        RestrictionKind::PaidInFull => RecipientKinds::PAYERS.contains(actor.kind),
    }
}

/// Whether telling this category would tell what is restricted: itself, a narrower one, or a broader one that includes
/// it. That a person is here is restricted only where the restriction says so, and then nothing can be told.
fn touches(restriction: &Restriction, category: Category) -> bool {
    if restriction.categories.is_empty() || restriction.categories.contains(Category::Record) {
        return true;
    }
    let who = Categories::of(&[Category::Presence, Category::Name]);
    let kept = restriction.categories.union(restriction.categories.widened().without(who));
    category.includes().meets(kept)
}

fn code(restriction: &Restriction) -> ReasonCode {
    match restriction.kind {
        RestrictionKind::Agreed => ReasonCode::Restricted,
        RestrictionKind::PaidInFull => ReasonCode::PaidInFull,
    }
}

/// The restriction that keeps a category as a whole from leaving: nothing is known of its single records, so they
/// count as restricted ones, made before any notice.
pub(super) fn of_category<'a>(inquiry: &Inquiry<'a>, category: Category) -> Option<(&'a str, ReasonCode)> {
    inquiry
        .on_file
        .restrictions
        .iter()
        .filter(|restriction| reaches(inquiry, restriction) && touches(restriction, category))
        .map(|restriction| (restriction.id.as_str(), code(restriction)))
        .min()
}

/// The restriction that keeps this record from leaving.
pub(super) fn of_record<'a>(inquiry: &Inquiry<'a>, label: &RecordLabel) -> Option<(&'a str, ReasonCode)> {
    inquiry
        .on_file
        .restrictions
        .iter()
        .filter(|restriction| reaches(inquiry, restriction) && touches(restriction, label.category))
        .filter(|restriction| restriction.records.is_empty() || restriction.records.contains(&label.id))
        .filter(|restriction| !is_after_notice(restriction, label, inquiry))
        .map(|restriction| (restriction.id.as_str(), code(restriction)))
        .min()
}

/// A termination by notice frees what is made or received afterwards, and never what was paid in full.
fn is_after_notice(restriction: &Restriction, label: &RecordLabel, inquiry: &Inquiry<'_>) -> bool {
    let Some(Termination { at, kind: TerminationKind::ByNotice }) = restriction.termination else {
        return false;
    };
    restriction.kind == RestrictionKind::Agreed
        && at <= inquiry.now
        && label.created_at.is_some_and(|created| at <= created)
}

/// Whether the label itself says that this was paid in full and the recipient is a payer.
pub(super) fn is_paid_in_full(inquiry: &Inquiry<'_>, label: &RecordLabel) -> bool {
    label.paid_in_full
        && RecipientKinds::PAYERS.contains(inquiry.request.actor.kind)
        && PAYING.contains(inquiry.purpose)
}
