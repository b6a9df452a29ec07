//! Random papers other than consents.

use cairn_part2::*;

use crate::cast::{self, agreement};
use crate::dice::{Dice, IDS, categories, purposes, recipient};

pub fn random_restriction(dice: &mut Dice, id: &str) -> Restriction {
    Restriction {
        id: id.into(),
        subject: dice.pick(&[cast::ROSA, cast::ROSA, cast::ROSA, "omar"]).into(),
        kind: dice.pick(&[RestrictionKind::Agreed, RestrictionKind::PaidInFull]),
        requested_at: dice.instant(),
        agreed_at: dice.maybe_instant(70),
        recipients: (0..dice.below(3)).map(|_| recipient(dice)).collect(),
        purposes: if dice.in_hundred(40) { purposes(dice, 4) } else { Purposes::NONE },
        categories: categories(dice, 2),
        records: dice.some(&["a", "b", "c"], 2).into_iter().map(Into::into).collect(),
        termination: dice.in_hundred(30).then(|| Termination {
            at: dice.instant(),
            kind: dice.pick(&[
                TerminationKind::ByNotice,
                TerminationKind::InWriting,
                TerminationKind::OralDocumented,
            ]),
        }),
    }
}

pub fn random_order(dice: &mut Dice, id: &str) -> Order {
    let kind = dice.pick(&[
        OrderKind::Noncriminal,
        OrderKind::AgainstPatient,
        OrderKind::AgainstProgram,
        OrderKind::Undercover,
    ]);
    let mut order = crate::grounds::order(kind);
    order.id = id.into();
    order.categories = order.categories.union(categories(dice, 3));
    if dice.in_hundred(25) {
        order.categories = categories(dice, 3);
    }
    order.confidential_ground = dice.in_hundred(40).then_some(ConfidentialGround::SeriousCrime);
    match dice.below(12) {
        0 => order.issued_at = dice.maybe_instant(60),
        1 => order.expires_at = dice.maybe_instant(60),
        2 => order.vacated_at = dice.maybe_instant(60),
        3 => order.findings.remove(CourtFinding::PublicInterest),
        4 => order.limits.remove(OrderLimit::NeededPersons),
        5 => order.notice_given = false,
        6 => order.mandate = None,
        7 => {
            let (issued_at, expires_at) = (dice.instant(), dice.maybe_instant(50));
            order.mandate = Some(Mandate { kind: MandateKind::Other, issued_at, expires_at });
        }
        8 => order.recipients = vec![recipient(dice)],
        _ => {}
    }
    order
}

pub fn random_agreement(dice: &mut Dice, id: &str) -> Agreement {
    let (kind, with) = dice.pick(&[
        (AgreementKind::Qsoa, "vendor"),
        (AgreementKind::BusinessAssociate, "vendor"),
        (AgreementKind::Contract, "vendor"),
        (AgreementKind::Research, "university"),
        (AgreementKind::Audit, "funder"),
    ]);
    let mut one = agreement(id, kind, with);
    one.party.id = if dice.in_hundred(10) { dice.pick(&IDS).into() } else { one.party.id };
    match dice.below(10) {
        0 => one.from = dice.maybe_instant(60),
        1 => one.until = dice.maybe_instant(60),
        2 => one.ended_at = dice.maybe_instant(60),
        3 => one.terms = dice.some(Term::ALL, 3).into_iter().collect(),
        4 => one.purposes = purposes(dice, 3),
        5 => one.destroy_by = dice.maybe_instant(80),
        _ => {}
    }
    if dice.in_hundred(40) {
        one.categories = categories(dice, 3);
        one.terms.insert(Term::Copies);
    }
    one
}
