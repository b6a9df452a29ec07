//! What needs no consent, and what is restricted.

use cairn_part2::Category as C;
use cairn_part2::Purpose as P;
use cairn_part2::RecipientKind as R;
use cairn_part2::*;

use super::people::*;

pub fn restricted(q: &Question, c: C, label: Option<&RecordLabel>) -> bool {
    let (p, actor) = (purpose(q), &q.request.actor);
    let pays = matches!(p, P::Payment | P::Operations);
    if pays && is_payer(actor.kind) && label.is_some_and(|l| l.paid_in_full) {
        return true;
    }
    q.restrictions.iter().any(|r| {
        let paid = r.kind == RestrictionKind::PaidInFull;
        let since = if paid { Some(r.requested_at) } else { r.agreed_at };
        let ended = r.termination.filter(|t| t.at <= q.now);
        let binds =
            since.is_some_and(|t| t <= q.now) && ended.is_none_or(|t| t.kind == TerminationKind::ByNotice);
        let freed =
            !paid && ended.is_some_and(|t| label.and_then(|l| l.created_at).is_some_and(|made| made >= t.at));
        let for_this = match (r.purposes.is_empty(), paid) {
            (false, _) => r.purposes.contains(p),
            (true, true) => pays,
            (true, false) => is_tpo(p),
        };
        let against = match (r.recipients.is_empty(), paid) {
            (true, true) => is_payer(actor.kind),
            (true, false) => true,
            (false, _) => r.recipients.iter().any(|recipient| match recipient {
                Recipient::Named { party } | Recipient::Intermediary { party, .. } => {
                    revoked_for(&party.id, actor)
                }
                Recipient::OtherClass { class } => {
                    !class.trim().is_empty() && actor.other_classes.contains(class)
                }
                Recipient::Class { class } => {
                    actor.classes.contains(*class)
                        || match class {
                            RecipientClass::TreatingProviders => false,
                            RecipientClass::HealthPlans => actor.kind == R::HealthPlan,
                            RecipientClass::ThirdPartyPayers => is_payer(actor.kind),
                            RecipientClass::ProgramHelpers => {
                                matches!(actor.kind, R::Qso | R::BusinessAssociate | R::Contractor)
                            }
                        }
                }
            }),
        };
        // Telling c tells something of what is restricted, other than that the person is here.
        let tells = |kept: C| {
            includes(c).iter().any(|told| {
                *told == kept || (!matches!(told, C::Presence | C::Name) && includes(kept).contains(told))
            })
        };
        let about =
            r.categories.is_empty() || r.categories.contains(C::Record) || r.categories.iter().any(tells);
        let this_record = match label {
            None => true,
            Some(l) => r.records.is_empty() || r.records.contains(&l.id),
        };
        r.subject == q.request.subject && binds && !freed && for_this && against && about && this_record
    })
}

/// Grounds that nobody can restrict.
pub fn by_statute(q: &Question, c: C, label: Option<&RecordLabel>) -> bool {
    let (r, kind) = (&q.request, q.request.actor.kind);
    let study = label.is_some_and(for_study)
        && !label.and_then(|l| l.received.as_ref()).is_some_and(|received| back_to_source(received, q));
    let said = |text: &str| !text.trim().is_empty();
    let reportable = matches!(c, C::Incident | C::Presence | C::Name | C::Address | C::Whereabouts);
    let report = |child: bool| {
        r.report.as_ref().is_some_and(|x| (x.of == ReportOf::ChildAbuse) == child && said(&x.justification))
    };
    match purpose(q) {
        P::OwnAccess => {
            (kind == R::Individual && r.actor.id == r.subject)
                || (kind == R::PersonalRepresentative && r.actor.authority.as_deref().is_some_and(said))
        }
        _ if study => false,
        P::Emergency => {
            is_provider(kind)
                && c != C::CounselingNotes
                && r.emergency.as_ref().is_some_and(|e| {
                    e.no_consent_because.is_some()
                        && [&e.medical_personnel, &e.facility, &e.disclosed_by, &e.nature]
                            .iter()
                            .all(|t| said(t))
                        && e.at.is_some_and(|at| at <= q.now)
                })
        }
        P::CrimeReport => kind == R::LawEnforcement && reportable && report(false),
        P::ChildAbuseReport => {
            matches!(kind, R::ChildProtection | R::LawEnforcement) && reportable && report(true)
        }
        P::PublicHealth => {
            kind == R::PublicHealthAuthority
                && r.de_identified
                && matches!(
                    c,
                    C::Demographics
                        | C::Attendance
                        | C::Schedule
                        | C::Plan
                        | C::Progress
                        | C::Assessments
                        | C::Diagnoses
                        | C::Medications
                        | C::TestResults
                        | C::Referrals
                        | C::Family
                        | C::Billing
                        | C::Coverage
                )
        }
        P::VitalStatistics => {
            kind == R::VitalStatistics
                && r.has_died
                && matches!(c, C::Presence | C::Name | C::Demographics | C::Diagnoses | C::Incident)
        }
        P::MinorSafety => {
            kind == R::Family
                && matches!(c, C::Presence | C::Name | C::Incident)
                && r.finding.as_ref().is_some_and(|f| {
                    said(&f.director)
                        && f.at.is_some_and(|at| at <= q.now)
                        && f.lacks_capacity
                        && f.substantial_threat
                        && f.telling_may_lessen
                })
        }
        _ => false,
    }
}

pub fn within(q: &Question, c: C) -> bool {
    let r = &q.request;
    purpose(q) == P::WithinProgram
        && r.actor.kind == R::Workforce
        && r.actor.organization.as_ref().is_some_and(|o| o.id == r.discloser.id && !o.id.is_empty())
        && r.need_to_know.is_some_and(|n| {
            n.until.map_or(n.need != Need::BreakGlass, |until| until > q.now)
                && (c != C::CounselingNotes || n.wrote_counseling_notes)
        })
}
