//! What the papers permit.

use cairn_part2::Category as C;
use cairn_part2::ConsentKind as K;
use cairn_part2::Purpose as P;
use cairn_part2::RecipientKind as R;
use cairn_part2::*;
use jiff::Timestamp;

use super::elements::{is_complete, signed_at};
use super::people::*;

/// When a revocation of that instant counts for this consent.
pub fn counts(consent: &Consent, at: Timestamp, now: Timestamp) -> bool {
    let terms = consent.monitoring.as_ref().and_then(|m| m.revocable_from.as_ref());
    let since = match (consent.kind, terms) {
        (K::CriminalJustice, Some(RevocableFrom::Date { at: from })) => Some(*from),
        (K::CriminalJustice, Some(RevocableFrom::Event(event))) => event.occurred_at,
        _ => Some(at),
    };
    at <= now && matches!(since, Some(since) if since <= now)
}

pub fn consent_stands(consent: &Consent, q: &Question) -> bool {
    let actor = &q.request.actor;
    let own = consent.revocations.iter().any(|r| {
        counts(consent, r.at, q.now) && r.recipient.as_deref().is_none_or(|id| revoked_for(id, actor))
    });
    let others = q.consents.iter().filter(|c| c.subject == q.request.subject).any(|c| {
        c.revocations.iter().any(|r| {
            r.at <= q.now
                && r.also_stops.contains(purpose(q))
                && r.recipient.as_deref().is_none_or(|id| revoked_for(id, actor))
                && signed_at(consent).is_none_or(|signed| signed <= r.at)
                && counts(consent, r.at, q.now)
        })
    });
    let over = match &consent.expiry {
        Some(Expiry::Date { at }) => *at <= q.now,
        Some(Expiry::Event(e)) => matches!(e.occurred_at, Some(t) if t <= q.now),
        Some(Expiry::EndOfTreatment { ended_at } | Expiry::EndOfStudy { ended_at }) => {
            matches!(ended_at, Some(t) if *t <= q.now)
        }
        Some(Expiry::None) | None => false,
    };
    is_complete(consent)
        && !own
        && !others
        && !over
        && consent.from.is_none_or(|from| from <= q.now)
        && signed_at(consent).is_some_and(|at| at <= q.now)
        && consent.known_false_since.is_none_or(|since| since > q.now)
}

pub fn by_consent(q: &Question, c: C, label: Option<&RecordLabel>) -> bool {
    let p = purpose(q);
    let can = is_tpo(p)
        || matches!(
            p,
            P::AtRequest
                | P::FamilyInvolvement
                | P::SocialServices
                | P::Fundraising
                | P::Proceeding
                | P::CriminalJustice
                | P::Research
                | P::Audit
                | P::Registry
                | P::PrescriptionMonitoring
        );
    can && q.consents.iter().any(|consent| {
        let (is_meant, by_name) = meant(&consent.recipients, q);
        let notes = c == C::CounselingNotes;
        let kind = q.request.actor.kind;
        let received_may = match label.and_then(|l| l.received.as_ref()) {
            None => true,
            Some(r) if matches!(r.under, ReceivedUnder::Research | ReceivedUnder::Audit) => {
                back_to_source(r, q)
            }
            Some(r) => {
                covers(consent.categories, C::Received)
                    && consent.kind != K::CounselingNotes
                    && (by_name
                        || (r.under == ReceivedUnder::Tpo && (is_hipaa(kind) || kind == R::Part2Program)))
            }
        };
        consent.subject == q.request.subject
            && consent
                .disclosers
                .iter()
                .any(|s| matches!(s, Source::Named { party } if party.id == q.request.discloser.id))
            && is_meant
            && (consent.kind != K::CriminalJustice || matches!(kind, R::CriminalJustice | R::Court))
            && (consent.kind == K::Proceedings) == (p == P::Proceeding)
            && consent.purposes.contains(p)
            && notes == (consent.kind == K::CounselingNotes)
            && (if notes {
                consent.categories.contains(c)
            } else {
                covers(consent.categories, c) && !too_much(p, c)
            })
            && consent_stands(consent, q)
            && received_may
    })
}

pub fn by_order(q: &Question, c: C, label: Option<&RecordLabel>) -> bool {
    for_proceeding(q)
        && q.orders.iter().any(|o| {
            let has = |f| o.findings.contains(f);
            let both = has(CourtFinding::NoOtherWay) && has(CourtFinding::PublicInterest);
            let essential =
                o.limits.contains(OrderLimit::EssentialParts) && o.limits.contains(OrderLimit::NeededPersons);
            let in_order = match o.kind {
                OrderKind::Noncriminal => {
                    both && essential && o.limits.contains(OrderLimit::Protection) && o.notice_given
                }
                OrderKind::AgainstPatient => {
                    both && has(CourtFinding::ExtremelySeriousCrime)
                        && has(CourtFinding::SubstantialValue)
                        && has(CourtFinding::CounselForHolder)
                        && essential
                        && o.notice_given
                }
                OrderKind::AgainstProgram => both && essential && o.limits.contains(OrderLimit::Protection),
                OrderKind::Undercover => false,
            };
            let study = matches!(q.request.discloser.kind, HolderKind::Researcher | HolderKind::Auditor);
            let confidential = matches!(
                c,
                C::SessionNotes
                    | C::CheckIns
                    | C::Messages
                    | C::Worksheets
                    | C::SafetyPlan
                    | C::Assessments
                    | C::CounselingNotes
            );
            let label_may = !label.is_some_and(for_study)
                || o.kind == OrderKind::AgainstProgram
                || label.and_then(|l| l.received.as_ref()).is_some_and(|r| back_to_source(r, q));
            in_order
                && (!study || o.kind == OrderKind::AgainstProgram)
                && o.subject == q.request.subject
                && o.disclosers.contains(&q.request.discloser.id)
                && meant(&o.recipients, q).0
                && covers(o.categories, c)
                && (!confidential || o.confidential_ground.is_some())
                && o.issued_at.is_some_and(|at| at <= q.now)
                && o.expires_at.is_none_or(|at| at > q.now)
                && o.vacated_at.is_none_or(|at| at > q.now)
                && o.mandate
                    .as_ref()
                    .is_some_and(|m| m.issued_at <= q.now && m.expires_at.is_none_or(|at| at > q.now))
                && label_may
        })
}

pub fn by_agreement(q: &Question, c: C, label: Option<&RecordLabel>) -> bool {
    let (p, kind, holder) = (purpose(q), q.request.actor.kind, q.request.discloser.kind);
    q.agreements.iter().any(|a| {
        let (fits, its_own) = match a.kind {
            AgreementKind::Qsoa => {
                (p == P::Services && matches!(kind, R::Qso | R::BusinessAssociate), p == P::Services)
            }
            AgreementKind::BusinessAssociate => (
                p == P::Services
                    && matches!(kind, R::Qso | R::BusinessAssociate)
                    && holder == HolderKind::Part2CoveredEntity,
                p == P::Services,
            ),
            AgreementKind::Contract => (
                matches!(p, P::Payment | P::Operations)
                    && kind == R::Contractor
                    && holder == HolderKind::LawfulHolder,
                matches!(p, P::Payment | P::Operations),
            ),
            AgreementKind::Research => (p == P::Research && kind == R::Researcher, p == P::Research),
            AgreementKind::Audit => (p == P::Audit && kind == R::Auditor, p == P::Audit),
        };
        let copies = matches!(q.request.path, Egress::Pdf | Egress::Sms | Egress::Fhir);
        let may_copy = a.terms.contains(Term::Copies) && a.destroy_by.is_some();
        let label_may = match label.and_then(|l| l.received.as_ref()) {
            None => true,
            Some(r) if matches!(r.under, ReceivedUnder::Research | ReceivedUnder::Audit) => {
                back_to_source(r, q)
            }
            Some(_) => covers(a.categories, C::Received),
        };
        fits && (if a.purposes.is_empty() { its_own } else { a.purposes.contains(p) })
            && ids(&q.request.actor).contains(&a.party.id.as_str())
            && agreement_stands(a, q.now)
            && a.destroy_by.is_none_or(|by| by > q.now)
            && (a.kind != AgreementKind::Audit || !copies || may_copy)
            && covers(a.categories, c)
            && (c != C::CounselingNotes || a.kind == AgreementKind::Audit)
            && label_may
    })
}

pub fn by_hipaa(q: &Question, c: C, label: Option<&RecordLabel>) -> bool {
    let p = purpose(q);
    is_tpo(p)
        && matches!(q.request.discloser.kind, HolderKind::Part2CoveredEntity | HolderKind::CoveredEntity)
        && is_hipaa(q.request.actor.kind)
        && c != C::CounselingNotes
        && !too_much(p, c)
        && label.and_then(|l| l.received.as_ref()).is_some_and(|r| r.under == ReceivedUnder::Tpo)
}
