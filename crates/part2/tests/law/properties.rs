//! What holds for every question: nothing that takes away ever permits more, and the order of papers means nothing.

use std::collections::BTreeSet;

use cairn_part2::*;
use proptest::prelude::*;

use crate::dice::{Dice, question, revocation};
use crate::dice_papers::random_restriction;
use crate::oracle::{self, Leaving};

/// What leaves by a decision.
fn leaving(question: &Question) -> Leaving {
    let decision = question.decide();
    let Some(permit) = decision.permit() else { return Leaving::default() };
    let records =
        question.request.records.iter().filter(|label| {
            permit.categories.contains(label.category) && !permit.withheld().contains(&label.id)
        });
    Leaving {
        categories: permit.categories.iter().collect::<BTreeSet<_>>(),
        records: records.map(|label| (label.id.clone(), label.category)).collect(),
    }
}

fn is_no_more(after: &Leaving, before: &Leaving) -> bool {
    after.categories.is_subset(&before.categories) && after.records.is_subset(&before.records)
}

/// One thing less in a consent. None where there is nothing to take.
fn narrowed(dice: &mut Dice, consent: &Consent) -> Option<Consent> {
    let mut narrow = consent.clone();
    match dice.below(4) {
        0 if !consent.recipients.is_empty() => {
            let taken = dice.below(consent.recipients.len());
            narrow.recipients.remove(taken);
        }
        1 if !consent.purposes.is_empty() => {
            let purposes: Vec<_> = consent.purposes.iter().collect();
            narrow.purposes.remove(dice.pick(&purposes));
        }
        2 if !consent.categories.is_empty() => {
            let categories: Vec<_> = consent.categories.iter().collect();
            narrow.categories.remove(dice.pick(&categories));
        }
        3 if !consent.categories.is_empty() => {
            // A broad category for one that it includes.
            let categories: Vec<_> = consent.categories.iter().collect();
            let broad = dice.pick(&categories);
            let narrower: Vec<_> = broad.includes().iter().collect();
            narrow.categories.remove(broad);
            narrow.categories.insert(dice.pick(&narrower));
        }
        _ => return None,
    }
    Some(narrow)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn row_06_the_crate_and_the_oracle_agree(seed: u64) {
        let question = question(&mut Dice::new(seed));
        prop_assert_eq!(leaving(&question), oracle::leaving(&question), "{:#?}", question);
    }

    #[test]
    fn row_07_a_revocation_never_permits_more(seed: u64) {
        let mut dice = Dice::new(seed);
        let before = question(&mut dice);
        if before.consents.is_empty() {
            return Ok(());
        }
        let mut after = before.clone();
        let which = dice.below(after.consents.len());
        after.consents[which].revocations.push(revocation(&mut dice));
        prop_assert!(is_no_more(&leaving(&after), &leaving(&before)), "{after:#?}");
    }

    #[test]
    fn row_13_a_restriction_never_permits_more(seed: u64) {
        let mut dice = Dice::new(seed);
        let before = question(&mut dice);
        let mut after = before.clone();
        after.restrictions.push(random_restriction(&mut dice, "more"));
        prop_assert!(is_no_more(&leaving(&after), &leaving(&before)), "{after:#?}");
    }

    #[test]
    fn row_06_narrowing_a_complete_consent_never_permits_more(seed: u64) {
        let mut dice = Dice::new(seed);
        let before = question(&mut dice);
        let complete: Vec<usize> =
            (0..before.consents.len()).filter(|which| before.consents[*which].is_complete()).collect();
        if complete.is_empty() {
            return Ok(());
        }
        let which = dice.pick(&complete);
        let Some(narrow) = narrowed(&mut dice, &before.consents[which]) else { return Ok(()) };
        let mut after = before.clone();
        after.consents[which] = narrow;
        prop_assert!(is_no_more(&leaving(&after), &leaving(&before)), "{after:#?}");
    }

    #[test]
    fn row_03_a_consent_that_is_over_stays_over(seed: u64, hours in 1i64..20_000) {
        let mut dice = Dice::new(seed);
        let mut question = question(&mut dice);
        let over = |question: &Question| -> BTreeSet<String> {
            let is_over = |consent: &&Consent| {
                consent.expiry.as_ref().and_then(Expiry::over_at).is_some_and(|at| at <= question.now)
            };
            question.consents.iter().filter(is_over).map(|consent| consent.id.clone()).collect()
        };
        let before = over(&question);
        question.now = question.now.checked_add(jiff::SignedDuration::from_hours(hours)).unwrap();
        let decided = question.decide();
        let decided_by = decided.permit().map(|permit| permit.decided_by.clone()).unwrap_or_default();
        for decided in decided_by.iter().filter(|decided| decided.paper == Paper::Consent) {
            prop_assert!(!before.contains(&decided.id));
        }
    }

    #[test]
    fn the_order_of_papers_means_nothing(seed: u64) {
        let mut dice = Dice::new(seed);
        let question = question(&mut dice);
        let mut shuffled = question.clone();
        dice.shuffle(&mut shuffled.consents);
        dice.shuffle(&mut shuffled.restrictions);
        dice.shuffle(&mut shuffled.orders);
        dice.shuffle(&mut shuffled.agreements);
        dice.shuffle(&mut shuffled.request.records);
        for consent in &mut shuffled.consents {
            dice.shuffle(&mut consent.recipients);
            dice.shuffle(&mut consent.revocations);
            dice.shuffle(&mut consent.signatures);
        }
        prop_assert_eq!(question.decide(), shuffled.decide());
    }

    #[test]
    fn a_permit_says_of_everything_asked_whether_it_may_leave(seed: u64) {
        let question = question(&mut Dice::new(seed));
        if let Decision::Permit(permit) = question.decide() {
            let mut asked = question.request.categories;
            if asked.contains(Category::Record) {
                asked = asked.union(Category::Record.includes());
                asked.remove(Category::Record);
            }
            let redacted = permit.obligations.iter().find_map(|obligation| match obligation {
                Obligation::Redact { categories } => Some(*categories),
                _ => None,
            });
            prop_assert!(asked.covers(permit.categories));
            prop_assert_eq!(asked.without(permit.categories), redacted.unwrap_or_default());
        }
    }
}

#[test]
fn the_dice_throw_permits_and_denials_of_every_sort() {
    let mut bases = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for seed in 0..40_000 {
        match question(&mut Dice::new(seed)).decide() {
            Decision::Permit(permit) => bases.extend([permit.basis]),
            Decision::Deny(denial) => codes.extend(denial.reasons.into_iter().map(|reason| reason.code)),
        }
    }
    assert!(bases.len() >= 13, "{bases:?}");
    assert!(codes.len() >= 40, "{} {codes:?}", codes.len());
}
