//! Court orders (§§2.61-2.67): an order authorizes, a subpoena compels, and both are needed.

use jiff::Timestamp;

use super::recipient::{self, Meant};
use super::{Found, Grant, Inquiry};
use crate::{Basis, Categories, Category, HolderKind, Mandate, Order, OrderKind, Paper, ReasonCode};

pub(super) fn look<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    for order in inquiry.on_file.orders {
        match scope(inquiry, order) {
            Ok(grant) => {
                let before = found.refusals.len();
                state(inquiry, order, found);
                if found.refusals.len() == before {
                    found.grant(grant);
                }
            }
            Err(code) => found.refuse_paper(Paper::Order, &order.id, code),
        }
    }
    if found.grants.is_empty() {
        found.refuse(ReasonCode::ProceedingNeedsConsentOrOrder);
    }
}

fn scope<'a>(inquiry: &Inquiry<'a>, order: &'a Order) -> Result<Grant<'a>, ReasonCode> {
    let request = inquiry.request;
    if order.subject != request.subject {
        return Err(ReasonCode::OtherPerson);
    }
    if order.kind == OrderKind::Undercover {
        return Err(ReasonCode::UndercoverOpensNothing);
    }
    let for_study = matches!(request.discloser.kind, HolderKind::Researcher | HolderKind::Auditor);
    if for_study && order.kind != OrderKind::AgainstProgram {
        return Err(ReasonCode::HeldForResearchOrAudit);
    }
    if order.issued_at.is_none() {
        return Err(ReasonCode::OrderMissing);
    }
    if !order.disclosers.iter().any(|id| !id.is_empty() && *id == request.discloser.id) {
        return Err(ReasonCode::OtherDiscloser);
    }
    let meant = recipient::meant(&order.recipients, request, inquiry.on_file.agreements, inquiry.now);
    if meant == Meant::No {
        return Err(ReasonCode::OtherRecipient);
    }
    let covered = order.categories.widened();
    let wanted = inquiry.asked.intersection(covered);
    if wanted.is_empty() {
        return Err(ReasonCode::OtherCategories);
    }
    let open = match order.confidential_ground {
        Some(_) => wanted,
        None => wanted.without(Categories::CONFIDENTIAL_COMMUNICATIONS),
    };
    if open.is_empty() {
        return Err(ReasonCode::ConfidentialCommunications);
    }
    let mut grant = Grant::new(Basis::CourtOrder, open);
    grant.paper = Some((Paper::Order, &order.id));
    grant.named = meant == Meant::ByName;
    grant.covers_received = covered.contains(Category::Received);
    grant.against_program = order.kind == OrderKind::AgainstProgram;
    Ok(grant)
}

fn state<'a>(inquiry: &Inquiry<'a>, order: &'a Order, found: &mut Found<'a>) {
    let now = inquiry.now;
    let mut refuse = |code| found.refuse_paper(Paper::Order, &order.id, code);
    if order.issued_at.is_none_or(|at| now < at) {
        refuse(ReasonCode::NotYetInForce);
    }
    if order.expires_at.is_some_and(|at| at <= now) {
        refuse(ReasonCode::Expired);
    }
    if order.vacated_at.is_some_and(|at| at <= now) {
        refuse(ReasonCode::Vacated);
    }
    if !order.findings.covers(order.kind.needed_findings()) {
        refuse(ReasonCode::FindingsMissing);
    }
    if !order.limits.covers(order.kind.needed_limits()) {
        refuse(ReasonCode::LimitsMissing);
    }
    if order.kind.needs_notice() && !order.notice_given {
        refuse(ReasonCode::NoticeMissing);
    }
    match &order.mandate {
        None => refuse(ReasonCode::MandateMissing),
        Some(mandate) if !is_in_force(mandate, now) => refuse(ReasonCode::MandateExpired),
        Some(_) => {}
    }
}

fn is_in_force(mandate: &Mandate, now: Timestamp) -> bool {
    mandate.issued_at <= now && mandate.expires_at.is_none_or(|at| now < at)
}
