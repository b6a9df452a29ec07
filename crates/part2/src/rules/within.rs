//! Inside the program (§2.12(c)(3)): among those who need to know. Every page of a record passes here, so nothing is
//! copied and nothing looked up unless a restriction says so.

use super::{Inquiry, restriction};
use crate::{Basis, Categories, Category, Decision, Need, Obligation, Permit, ReasonCode, RecipientKind};

pub(super) fn decide(inquiry: &Inquiry<'_>) -> Decision {
    let request = inquiry.request;
    let actor = &request.actor;
    let works_here = !request.discloser.id.is_empty()
        && actor.organization.as_ref().is_some_and(|organization| organization.id == request.discloser.id);
    if actor.kind != RecipientKind::Workforce || !works_here {
        return super::deny(ReasonCode::NotInThisProgram);
    }
    let Some(known) = request.need_to_know else {
        return super::deny(ReasonCode::NoNeedToKnow);
    };
    let is_over = match known.until {
        Some(until) => until <= inquiry.now,
        // Breaking the glass is for a time.
        None => known.need == Need::BreakGlass,
    };
    if is_over {
        return super::deny(ReasonCode::NeedToKnowOver);
    }
    let notes = Categories::of(&[Category::CounselingNotes]);
    let open = if known.wrote_counseling_notes { inquiry.asked } else { inquiry.asked.without(notes) };
    if open.is_empty() {
        return super::deny(ReasonCode::CounselingNotesNeedOwnConsent);
    }
    if restriction::reaches_any(inquiry) {
        let mut found = super::Found::default();
        found.grant(super::Grant::new(Basis::WithinProgram, open));
        return super::settle::settle(inquiry, found);
    }
    let mut obligations = Vec::new();
    let kept_back = inquiry.asked.without(open);
    if !kept_back.is_empty() {
        obligations.push(Obligation::Redact { categories: kept_back });
    }
    if known.need == Need::BreakGlass {
        obligations.push(Obligation::Review);
    }
    Decision::Permit(Permit {
        basis: Basis::WithinProgram,
        decided_by: Vec::new(),
        categories: open,
        obligations,
    })
}
