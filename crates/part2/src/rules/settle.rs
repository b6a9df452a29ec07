//! From grants to a decision: what restrictions and labels take away, which grants are needed, and what must travel
//! along.

use super::{Found, Grant, Inquiry, received, restriction};
use crate::{
    Basis, Categories, DecidedBy, Decision, LedgerField, LedgerFields, Need, NoticeStatement, NoticeVersion,
    Obligation, Paper, Permit, Purposes, ReasonCode, RecordLabel,
};

/// Whether a restriction can reach this basis. Not the person's own access, not an emergency (§2.26(a)(3)), not what a
/// court or a statute asks for.
const fn is_restrictable(basis: Basis) -> bool {
    matches!(
        basis,
        Basis::WithinProgram
            | Basis::Consent
            | Basis::Redisclosure
            | Basis::Contractor
            | Basis::Qso
            | Basis::Audit
            | Basis::Research
    )
}

pub(super) fn settle<'a>(inquiry: &Inquiry<'a>, mut found: Found<'a>) -> Decision {
    if found.grants.is_empty() {
        found.refuse(ReasonCode::NoBasis);
        return found.denial();
    }
    take_restricted(inquiry, &mut found);
    let listed = received::listed(&inquiry.request.records).intersection(inquiry.asked);
    let granted = union(&found.grants);
    let (open, withheld) = if listed.is_empty() {
        (granted, Vec::new())
    } else {
        open_records(inquiry, &mut found, granted, listed)
    };
    if open.is_empty() {
        return found.denial();
    }
    let chosen = choose(inquiry, &mut found.grants, open, listed);
    permit(inquiry, &chosen, open, withheld)
}

fn union(grants: &[Grant<'_>]) -> Categories {
    grants.iter().fold(Categories::NONE, |all, grant| all.union(grant.categories))
}

/// Takes restricted categories out of the grants, where the request does not list their records one by one.
fn take_restricted<'a>(inquiry: &Inquiry<'a>, found: &mut Found<'a>) {
    if inquiry.on_file.restrictions.is_empty() || !restriction::reaches_any(inquiry) {
        return;
    }
    let listed = received::listed(&inquiry.request.records);
    for category in inquiry.asked.without(listed).iter() {
        if let Some((id, code)) = restriction::of_category(inquiry, category) {
            let reaches = |grant: &&mut Grant<'_>| is_restrictable(grant.basis);
            found.grants.iter_mut().filter(reaches).for_each(|grant| grant.categories.remove(category));
            found.refuse_paper(Paper::Restriction, id, code);
        }
    }
}

/// Whether this grant lets this record out.
fn lets_out(inquiry: &Inquiry<'_>, label: &RecordLabel, is_restricted: bool, grant: &Grant<'_>) -> bool {
    grant.categories.contains(label.category)
        && !(is_restricted && is_restrictable(grant.basis))
        && received::lets_through(inquiry, label, grant)
}

/// Looks at each listed record. A listed category is open when any of its records is; the others are withheld.
fn open_records<'a>(
    inquiry: &Inquiry<'a>,
    found: &mut Found<'a>,
    granted: Categories,
    listed: Categories,
) -> (Categories, Vec<&'a RecordLabel>) {
    let mut open = granted.without(listed);
    let mut kept: Vec<&RecordLabel> = Vec::new();
    for label in inquiry.request.records.iter().filter(|label| granted.contains(label.category)) {
        let restricted = why_restricted(inquiry, label);
        if found.grants.iter().any(|grant| lets_out(inquiry, label, restricted.is_some(), grant)) {
            open.insert(label.category);
            continue;
        }
        kept.push(label);
        match restricted {
            Some((paper, id, code)) => found.refuse_paper(paper, id, code),
            None => found.refuse_paper(Paper::Record, &label.id, ReasonCode::Redisclosure),
        }
    }
    kept.retain(|label| open.contains(label.category));
    (open, kept)
}

fn why_restricted<'a>(inquiry: &Inquiry<'a>, label: &'a RecordLabel) -> Option<(Paper, &'a str, ReasonCode)> {
    if restriction::is_paid_in_full(inquiry, label) {
        return Some((Paper::Record, &label.id, ReasonCode::PaidInFull));
    }
    restriction::of_record(inquiry, label).map(|(id, code)| (Paper::Restriction, id, code))
}

/// The fewest grants, roughly, that carry what is open: broad ones first, ties by paper, so that the same papers decide
/// in whatever order they came.
fn choose<'a>(
    inquiry: &Inquiry<'a>,
    grants: &mut [Grant<'a>],
    open: Categories,
    listed: Categories,
) -> Vec<Grant<'a>> {
    grants.sort_unstable_by(|one, other| {
        let breadth = |grant: &Grant<'_>| grant.categories.intersection(open).len();
        one.basis.cmp(&other.basis).then(breadth(other).cmp(&breadth(one))).then_with(|| one.cmp(other))
    });
    let mut chosen: Vec<Grant<'_>> = Vec::new();
    let mut rest = open.without(listed);
    for grant in grants.iter() {
        if grant.categories.meets(rest) {
            rest = rest.without(grant.categories);
            chosen.push(*grant);
        }
    }
    for label in inquiry.request.records.iter().filter(|label| open.contains(label.category)) {
        let is_restricted = why_restricted(inquiry, label).is_some();
        // Always the first that lets it out, chosen already or not: then the order of the records does not matter.
        let first = grants.iter().find(|grant| lets_out(inquiry, label, is_restricted, grant));
        if let Some(grant) = first.filter(|grant| !chosen.contains(grant)) {
            chosen.push(*grant);
        }
    }
    chosen.sort_unstable();
    chosen
}

fn permit(
    inquiry: &Inquiry<'_>,
    chosen: &[Grant<'_>],
    open: Categories,
    withheld: Vec<&RecordLabel>,
) -> Decision {
    let basis = chosen.iter().map(|grant| grant.basis).min().unwrap_or(Basis::Consent);
    let mut decided_by: Vec<DecidedBy> = chosen
        .iter()
        .filter_map(|grant| grant.paper)
        .map(|(paper, id)| DecidedBy { paper, id: id.to_owned() })
        .collect();
    decided_by.sort_unstable();
    decided_by.dedup();
    let mut obligations = Vec::with_capacity(8);
    let kept_back = inquiry.asked.without(open);
    if !kept_back.is_empty() {
        obligations.push(Obligation::Redact { categories: kept_back });
    }
    if !withheld.is_empty() {
        let mut records: Vec<String> = withheld.into_iter().map(|label| label.id.clone()).collect();
        records.sort_unstable();
        records.dedup();
        obligations.push(Obligation::Withhold { records });
    }
    travel(inquiry, chosen, &decided_by, &mut obligations);
    care(inquiry, chosen, &mut obligations);
    if basis != Basis::WithinProgram {
        obligations.push(ledger(inquiry, basis));
    }
    Decision::Permit(Permit { basis, decided_by, categories: open, obligations })
}

/// What goes along with the records.
fn travel(
    inquiry: &Inquiry<'_>,
    chosen: &[Grant<'_>],
    decided_by: &[DecidedBy],
    obligations: &mut Vec<Obligation>,
) {
    let rests_on = |basis: Basis| chosen.iter().any(|grant| grant.basis == basis);
    if rests_on(Basis::Consent) || rests_on(Basis::Redisclosure) || rests_on(Basis::Contractor) {
        let is_short = inquiry.request.path.is_short();
        let statement = if is_short { NoticeStatement::Short } else { NoticeStatement::Full };
        obligations.push(Obligation::Notice { version: NoticeVersion::V2024, statement });
    }
    if rests_on(Basis::Consent) {
        let consents = decided_by.iter().filter(|decided| decided.paper == Paper::Consent);
        obligations
            .push(Obligation::ScopeCopy { consents: consents.map(|decided| decided.id.clone()).collect() });
    }
    if rests_on(Basis::Emergency) {
        obligations.push(Obligation::AskNotToRedisclose);
    }
    let stays_ours = [Basis::OwnAccess, Basis::WithinProgram, Basis::PublicHealth].map(rests_on);
    if !stays_ours.contains(&true) {
        obligations.push(Obligation::Label);
    }
}

/// What has to be done or kept to besides.
fn care(inquiry: &Inquiry<'_>, chosen: &[Grant<'_>], obligations: &mut Vec<Obligation>) {
    let rests_on = |basis: Basis| chosen.iter().any(|grant| grant.basis == basis);
    let breaks_glass = rests_on(Basis::WithinProgram)
        && inquiry.request.need_to_know.is_some_and(|known| known.need == Need::BreakGlass);
    if rests_on(Basis::Emergency) || breaks_glass {
        obligations.push(Obligation::Review);
    }
    if rests_on(Basis::Research) || rests_on(Basis::Audit) {
        obligations.push(Obligation::NoFurtherUse);
    }
    if let Some(at) = chosen.iter().filter_map(|grant| grant.destroy_by).min() {
        obligations.push(Obligation::DestroyBy { at });
    }
    if rests_on(Basis::CourtOrder) {
        obligations.push(Obligation::ProtectAsOrdered);
    }
    if chosen.iter().any(|grant| grant.against_program) {
        obligations.push(Obligation::NotAgainstPerson);
    }
}

const LEDGER: LedgerFields = LedgerFields::of(&[
    LedgerField::Date,
    LedgerField::Recipient,
    LedgerField::RecipientAddress,
    LedgerField::Description,
    LedgerField::Purpose,
    LedgerField::Basis,
]);
const BY_PAPER: LedgerFields = LEDGER.with(LedgerField::Paper);
const WITH_NOTICE: LedgerFields = BY_PAPER.with(LedgerField::NoticeVersion).with(LedgerField::ThroughEhr);
const IN_EMERGENCY: LedgerFields = LEDGER
    .with(LedgerField::MedicalPersonnel)
    .with(LedgerField::Facility)
    .with(LedgerField::DisclosedBy)
    .with(LedgerField::NatureOfEmergency);
const WITH_GROUND: LedgerFields = LEDGER.with(LedgerField::Justification);

/// What the ledger keeps, and whether the person's accounting shows it (§2.25(a)-(b): made with consent, and for
/// treatment, payment and operations only through an EHR; the rest by 45 CFR 164.528(a)).
fn ledger(inquiry: &Inquiry<'_>, basis: Basis) -> Obligation {
    let for_health_care = Purposes::TPO.contains(inquiry.purpose);
    let (fields, accountable) = match basis {
        Basis::Consent => (WITH_NOTICE, !for_health_care || inquiry.request.through_ehr),
        Basis::Redisclosure | Basis::Contractor => (WITH_NOTICE, inquiry.request.through_ehr),
        Basis::Qso => (BY_PAPER, false),
        Basis::CourtOrder | Basis::Audit | Basis::Research => (BY_PAPER, true),
        Basis::Emergency => (IN_EMERGENCY, true),
        Basis::CrimeReport | Basis::ChildAbuseReport | Basis::MinorSafety => (WITH_GROUND, true),
        Basis::VitalStatistics => (LEDGER, true),
        Basis::PublicHealth | Basis::OwnAccess | Basis::WithinProgram => (LEDGER, false),
    };
    Obligation::Ledger { fields, accountable }
}
