//! Records that came from somebody else (§2.33(b)-(c)): what travels on, to whom, on which ground.

use super::{Found, Grant, Inquiry, recipient};
use crate::{
    Basis, Categories, Category, Purposes, Received, ReceivedUnder, RecipientKind, RecipientKinds,
    RecordLabel,
};

/// A covered entity or business associate that received records for treatment, payment or operations may pass them on
/// as HIPAA permits (§2.33(b)(1)).
pub(super) fn look<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    let request = inquiry.request;
    let may = request.discloser.kind.is_covered_entity()
        && Purposes::TPO.contains(inquiry.purpose)
        && RecipientKinds::HIPAA.contains(request.actor.kind);
    if !may {
        return;
    }
    let received: Categories =
        request.records.iter().filter(|label| is_tpo(label)).map(|label| label.category).collect();
    let categories = received
        .intersection(inquiry.asked)
        .intersection(inquiry.purpose.most())
        .without(Categories::of(&[Category::CounselingNotes]));
    if !categories.is_empty() {
        found.grant(Grant::new(Basis::Redisclosure, categories));
    }
}

fn is_tpo(label: &RecordLabel) -> bool {
    label.received.as_ref().is_some_and(|received| received.under == ReceivedUnder::Tpo)
}

/// Whether the grant reaches this record, wherever it came from.
pub(super) fn lets_through(inquiry: &Inquiry<'_>, label: &RecordLabel, grant: &Grant<'_>) -> bool {
    let Some(received) = &label.received else {
        // Passing on as HIPAA permits is for what was received; for our own records it is no ground.
        return grant.basis != Basis::Redisclosure;
    };
    let for_study = matches!(received.under, ReceivedUnder::Research | ReceivedUnder::Audit);
    match grant.basis {
        Basis::OwnAccess | Basis::WithinProgram => true,
        // §2.52(b), §2.53(f): no redisclosure, except back.
        _ if for_study && !grant.against_program => {
            recipient::is_id_of(&received.from.id, &inquiry.request.actor)
        }
        Basis::Redisclosure => received.under == ReceivedUnder::Tpo,
        Basis::Consent => grant.covers_received && (grant.named || may_go_by_class(inquiry, received)),
        Basis::Qso | Basis::Contractor | Basis::Audit | Basis::Research => grant.covers_received,
        Basis::CourtOrder
        | Basis::Emergency
        | Basis::CrimeReport
        | Basis::ChildAbuseReport
        | Basis::PublicHealth
        | Basis::VitalStatistics
        | Basis::MinorSafety => true,
    }
}

/// What was received for treatment, payment or operations may go by a class of recipients to whoever is bound by HIPAA
/// or by Part 2. Everybody else has to be named.
fn may_go_by_class(inquiry: &Inquiry<'_>, received: &Received) -> bool {
    let kind = inquiry.request.actor.kind;
    received.under == ReceivedUnder::Tpo
        && (RecipientKinds::HIPAA.contains(kind) || kind == RecipientKind::Part2Program)
}

/// A category has labels of its own when any record of it is listed.
pub(super) fn listed(records: &[RecordLabel]) -> Categories {
    records
        .iter()
        .map(|label| label.category)
        .collect::<Categories>()
        .without(Categories::of(&[Category::Record]))
}
