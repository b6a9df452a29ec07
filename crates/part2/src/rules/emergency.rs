//! Medical emergencies (§2.51).

use super::{Found, Grant, Inquiry};
use crate::{Basis, Categories, Category, EmergencyFacts, ReasonCode, RecipientKinds};

pub(super) fn look<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    let nothing = EmergencyFacts::default();
    let facts = inquiry.request.emergency.as_ref().unwrap_or(&nothing);
    let blank = |text: &str| text.trim().is_empty();
    let checks = [
        (facts.no_consent_because.is_none(), ReasonCode::EmergencyReasonMissing),
        (blank(&facts.medical_personnel), ReasonCode::EmergencyPersonnelMissing),
        (blank(&facts.facility), ReasonCode::EmergencyFacilityMissing),
        (blank(&facts.disclosed_by), ReasonCode::EmergencyDiscloserMissing),
        (facts.at.is_none_or(|at| inquiry.now < at), ReasonCode::EmergencyTimeMissing),
        (blank(&facts.nature), ReasonCode::EmergencyNatureMissing),
        (
            !RecipientKinds::PROVIDERS.contains(inquiry.request.actor.kind),
            ReasonCode::RecipientKindNotAllowed,
        ),
    ];
    for (_, code) in checks.into_iter().filter(|(is_wrong, _)| *is_wrong) {
        found.refuse(code);
    }
    let open = inquiry.asked.without(Categories::of(&[Category::CounselingNotes]));
    if open.is_empty() {
        found.refuse(ReasonCode::CounselingNotesNeedOwnConsent);
    }
    if found.refusals.is_empty() {
        found.grant(Grant::new(Basis::Emergency, open));
    }
}
