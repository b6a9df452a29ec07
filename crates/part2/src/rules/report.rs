//! Reports that the rule allows without consent, and what they may hold.

use super::{Found, Grant, Inquiry};
use crate::{
    Basis, Categories, Category, DirectorFinding, Purpose, ReasonCode, RecipientKind, RecipientKinds,
    ReportOf,
};

/// A crime on the premises or against personnel, or a threat of one, to law enforcement (§2.12(c)(5)); suspected child
/// abuse, as state law asks (§2.12(c)(6)). Both may hold the reportable facts and nothing else.
pub(super) fn look<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    let of_child = inquiry.purpose == Purpose::ChildAbuseReport;
    let (basis, kinds) = if of_child {
        let kinds = RecipientKinds::of(&[RecipientKind::ChildProtection, RecipientKind::LawEnforcement]);
        (Basis::ChildAbuseReport, kinds)
    } else {
        (Basis::CrimeReport, RecipientKinds::of(&[RecipientKind::LawEnforcement]))
    };
    if !kinds.contains(inquiry.request.actor.kind) {
        found.refuse(ReasonCode::RecipientKindNotAllowed);
    }
    let is_justified = inquiry.request.report.as_ref().is_some_and(|report| {
        (report.of == ReportOf::ChildAbuse) == of_child && !report.justification.trim().is_empty()
    });
    if !is_justified {
        found.refuse(ReasonCode::JustificationMissing);
    }
    conclude(inquiry, found, basis, Categories::REPORTABLE);
}

/// What tells who is meant, and what was said in a person's own words.
const IDENTIFYING: Categories = Categories::of(&[
    Category::Presence,
    Category::Name,
    Category::Contact,
    Category::Address,
    Category::Whereabouts,
    Category::Incident,
    Category::Received,
])
.union(Categories::CONFIDENTIAL_COMMUNICATIONS.without(Categories::of(&[Category::Assessments])));

/// De-identified figures to a public health authority (§2.54).
pub(super) fn public_health<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    if inquiry.request.actor.kind != RecipientKind::PublicHealthAuthority {
        found.refuse(ReasonCode::RecipientKindNotAllowed);
    }
    if !inquiry.request.de_identified {
        found.refuse(ReasonCode::NotDeIdentified);
    }
    conclude(inquiry, found, Basis::PublicHealth, Categories::all().without(IDENTIFYING));
}

/// The cause of death (§2.15(b)(1)).
pub(super) fn vital_statistics<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    if inquiry.request.actor.kind != RecipientKind::VitalStatistics {
        found.refuse(ReasonCode::RecipientKindNotAllowed);
    }
    if !inquiry.request.has_died {
        found.refuse(ReasonCode::PersonIsAlive);
    }
    let facts = Categories::of(&[
        Category::Presence,
        Category::Name,
        Category::Demographics,
        Category::Diagnoses,
        Category::Incident,
    ]);
    conclude(inquiry, found, Basis::VitalStatistics, facts);
}

/// A minor's application told to a parent, after the director's finding (§2.14(c)).
pub(super) fn minor_safety<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    if inquiry.request.actor.kind != RecipientKind::Family {
        found.refuse(ReasonCode::RecipientKindNotAllowed);
    }
    let is_found = |finding: &DirectorFinding| {
        !finding.director.trim().is_empty()
            && finding.at.is_some_and(|at| at <= inquiry.now)
            && finding.lacks_capacity
            && finding.substantial_threat
            && finding.telling_may_lessen
    };
    if !inquiry.request.finding.as_ref().is_some_and(is_found) {
        found.refuse(ReasonCode::FindingMissing);
    }
    let facts = Categories::of(&[Category::Presence, Category::Name, Category::Incident]);
    conclude(inquiry, found, Basis::MinorSafety, facts);
}

fn conclude(inquiry: &Inquiry<'_>, found: &mut Found<'_>, basis: Basis, facts: Categories) {
    let open = inquiry.asked.intersection(facts);
    if open.is_empty() {
        found.refuse(ReasonCode::NotReportable);
    }
    if found.refusals.is_empty() {
        found.grant(Grant::new(basis, open));
    }
}
