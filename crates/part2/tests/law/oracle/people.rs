//! Who is who, and what includes what.

use std::collections::BTreeSet;

use cairn_part2::Category as C;
use cairn_part2::Purpose as P;
use cairn_part2::RecipientKind as R;
use cairn_part2::*;
use jiff::Timestamp;

pub fn includes(broad: C) -> BTreeSet<C> {
    let mut all: BTreeSet<C> = match broad {
        C::Record => C::ALL.iter().copied().filter(|c| *c != C::CounselingNotes).collect(),
        C::Contact => [C::Contact, C::Address].into(),
        C::Attendance => [C::Attendance, C::Schedule].into(),
        C::Plan => [C::Plan, C::Progress].into(),
        C::Billing => [C::Billing, C::Coverage].into(),
        other => [other].into(),
    };
    all.extend([C::Presence, C::Name]);
    all
}

pub fn covers(paper: Categories, c: C) -> bool {
    paper.iter().any(|broad| includes(broad).contains(&c))
}

pub fn for_proceeding(q: &Question) -> bool {
    q.request.purpose == P::Proceeding || (q.request.is_proceeding && q.request.purpose != P::OwnAccess)
}

pub fn purpose(q: &Question) -> P {
    if for_proceeding(q) { P::Proceeding } else { q.request.purpose }
}

pub fn is_tpo(p: P) -> bool {
    matches!(p, P::Treatment | P::Payment | P::Operations)
}

pub fn ids(actor: &Actor) -> Vec<&str> {
    let mut ids = vec![actor.id.as_str()];
    ids.extend(actor.organization.iter().map(|o| o.id.as_str()));
    ids.retain(|id| !id.is_empty());
    ids
}

pub fn via(actor: &Actor) -> Vec<&str> {
    actor.via.iter().map(String::as_str).filter(|id| !id.is_empty()).collect()
}

pub fn is_payer(kind: R) -> bool {
    matches!(kind, R::HealthPlan | R::ThirdPartyPayer)
}

pub fn is_provider(kind: R) -> bool {
    matches!(kind, R::CoveredEntity | R::Part2Program | R::Provider | R::MedicalPersonnel)
}

pub fn is_hipaa(kind: R) -> bool {
    matches!(kind, R::CoveredEntity | R::HealthPlan | R::BusinessAssociate)
}

pub fn agreement_stands(a: &Agreement, now: Timestamp) -> bool {
    let has = |term| a.terms.contains(term);
    let terms = match a.kind {
        AgreementKind::Qsoa => has(Term::BoundByPart2) && has(Term::ResistsInCourt),
        AgreementKind::BusinessAssociate => true,
        AgreementKind::Contract => {
            has(Term::BoundByPart2) && has(Term::Safeguards) && has(Term::ReportsBreaches)
        }
        AgreementKind::Research => {
            has(Term::HipaaResearch) || has(Term::CommonRule) || has(Term::FdaResearch)
        }
        AgreementKind::Audit => has(Term::AuditLimits),
    };
    let begun = matches!(a.from, Some(from) if from <= now);
    let over = matches!(a.until, Some(t) if t <= now) || matches!(a.ended_at, Some(t) if t <= now);
    terms && begun && !over
}

/// (meant by class or name, meant by name)
pub fn meant(recipients: &[Recipient], q: &Question) -> (bool, bool) {
    let actor = &q.request.actor;
    let treats = actor.classes.contains(RecipientClass::TreatingProviders) && is_provider(actor.kind);
    let mut by_class = false;
    let mut by_name = false;
    for recipient in recipients {
        match recipient {
            Recipient::Named { party } => by_name |= ids(actor).contains(&party.id.as_str()),
            Recipient::Class { class: RecipientClass::TreatingProviders } => by_class |= treats,
            Recipient::Class { class: RecipientClass::HealthPlans } => {
                by_class |= actor.kind == R::HealthPlan
            }
            Recipient::Class { class: RecipientClass::ThirdPartyPayers } => by_class |= is_payer(actor.kind),
            Recipient::Class { class: RecipientClass::ProgramHelpers } => {
                by_class |= matches!(actor.kind, R::Qso | R::BusinessAssociate | R::Contractor)
                    && q.agreements.iter().any(|a| {
                        !matches!(a.kind, AgreementKind::Research | AgreementKind::Audit)
                            && ids(actor).contains(&a.party.id.as_str())
                            && agreement_stands(a, q.now)
                    });
            }
            Recipient::OtherClass { class } => {
                by_class |= !class.trim().is_empty() && actor.other_classes.contains(class);
            }
            Recipient::Intermediary { party, members } => {
                by_name |= ids(actor).contains(&party.id.as_str());
                if via(actor).contains(&party.id.as_str()) {
                    match members {
                        Members::TreatingProviders => by_class |= treats,
                        Members::Named { parties } => {
                            by_name |= parties.iter().any(|p| ids(actor).contains(&p.id.as_str()));
                        }
                    }
                }
            }
        }
    }
    (by_class || by_name, by_name)
}

pub fn too_much(p: P, c: C) -> bool {
    let said = matches!(c, C::SessionNotes | C::CheckIns | C::Messages | C::Worksheets);
    match p {
        P::Payment => said || matches!(c, C::SafetyPlan | C::Assessments | C::Family),
        P::Operations => said,
        P::Fundraising => {
            !matches!(c, C::Presence | C::Name | C::Demographics | C::Contact | C::Address | C::Attendance)
        }
        _ => false,
    }
}

pub fn revoked_for(id: &str, actor: &Actor) -> bool {
    ids(actor).contains(&id) || via(actor).contains(&id)
}

pub fn back_to_source(received: &Received, q: &Question) -> bool {
    ids(&q.request.actor).contains(&received.from.id.as_str())
}

pub fn for_study(label: &RecordLabel) -> bool {
    label.received.as_ref().is_some_and(|r| matches!(r.under, ReceivedUnder::Research | ReceivedUnder::Audit))
}
