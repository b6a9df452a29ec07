//! The estimate against figures worked out by hand, and against a walk cent by cent.

use proptest::prelude::*;

use super::*;

/// Everything known and met: 80 dollars allowed, nothing met, no limit.
fn plain(network: Network) -> Terms {
    Terms {
        network,
        doubts: vec![],
        deductible: Yearly { amount: Some(0), met: None },
        share: Some(Share::Copay(2_500)),
        maximum: Yearly { amount: Some(NO_MAXIMUM), met: None },
        allowed: Some(8_000),
        visits: Visits::NoLimit,
    }
}

/// billing.md 1.3: deductible 3,000 of which 100 met, coinsurance 40 %, maximum 9,000 of which 200 met.
fn reference() -> Terms {
    Terms {
        deductible: Yearly { amount: Some(300_000), met: Some(10_000) },
        share: Some(Share::Coinsurance(4_000)),
        maximum: Yearly { amount: Some(900_000), met: Some(20_000) },
        allowed: Some(10_000),
        ..plain(Network::Out)
    }
}

#[test]
fn thirty_sessions_of_the_reference_plan_by_hand() {
    // 2,900 of deductible are left: 29 sessions at 100. The 30th costs 40 % of 100. Each is billed 50 above 100.
    let estimate = reference().estimate(Asked { sessions: 30, charge: 15_000 });
    let total = estimate.at_least.total();
    assert!(estimate.is_exact() && estimate.questions.is_empty());
    assert_eq!(total.deductible, 290_000);
    assert_eq!(total.share, 4_000);
    assert_eq!(total.balance, 150_000);
    assert_eq!(total.person(), 444_000);
    assert_eq!(total.plan, 6_000);
    let runs: Vec<_> = estimate.at_least.runs().into_iter().map(|(a, b, c)| (a, b, c.person())).collect();
    assert_eq!(runs, [(1, 29, 15_000), (30, 30, 9_000)]);
}

#[test]
fn the_maximum_of_the_reference_plan_by_hand() {
    // 8,800 are left of the maximum: 2,900 deductible, then 5,900 at 40 a session: 147.5 sessions after the 29th.
    let total = reference().estimate(Asked { sessions: 200, charge: 10_000 }).at_most.total();
    assert_eq!(total.counted(), 880_000);
    assert_eq!(total.plan, 200 * 10_000 - 880_000);
    let before = reference().estimate(Asked { sessions: 176, charge: 10_000 }).at_most.total();
    assert_eq!(before.counted(), 290_000 + 147 * 4_000);
}

#[test]
fn a_session_that_meets_the_deductible_in_its_middle() {
    // 30 of deductible left, then 20 % of the other 50: 30 + 10.
    let terms = Terms {
        deductible: Yearly { amount: Some(50_000), met: Some(47_000) },
        share: Some(Share::Coinsurance(2_000)),
        ..plain(Network::In)
    };
    let course = terms.estimate(Asked { sessions: 2, charge: 12_000 }).at_most;
    let people: Vec<_> = course.sessions.iter().map(Cost::person).collect();
    assert_eq!(people, [4_000, 1_600]);
    assert_eq!(course.total().written_off, 8_000);
    assert_eq!(course.total().balance, 0);
}

#[test]
fn half_a_cent_is_rounded_up_each_session() {
    // 12.5 % of 0.60 is 7.5 cents.
    let terms = Terms { allowed: Some(60), share: Some(Share::Coinsurance(1_250)), ..plain(Network::In) };
    assert_eq!(terms.estimate(Asked { sessions: 10, charge: 60 }).at_most.total().person(), 80);
}

#[test]
fn a_copay_is_never_more_than_the_session() {
    let total = plain(Network::In).estimate(Asked { sessions: 3, charge: 2_000 }).at_most.total();
    assert_eq!((total.person(), total.plan, total.allowed), (6_000, 0, 6_000));
}

#[test]
fn sessions_above_the_limit_cost_the_full_charge() {
    let terms = Terms { visits: Visits::Limited { limit: Some(20), used: Some(18) }, ..plain(Network::In) };
    let total = terms.estimate(Asked { sessions: 5, charge: 9_000 }).at_most.total();
    assert_eq!((total.person(), total.uncovered), (2 * 2_500 + 3 * 9_000, 27_000));
}

#[test]
fn what_is_not_known_is_a_range_and_a_question() {
    let unknown_met = Terms { deductible: Yearly { amount: Some(20_000), met: None }, ..plain(Network::In) };
    let estimate = unknown_met.estimate(Asked { sessions: 4, charge: 8_000 });
    assert_eq!(estimate.at_least.total().person(), 4 * 2_500);
    assert_eq!(estimate.at_most.total().person(), 2 * 8_000 + (4_000 + 2_500) + 2_500);
    assert_eq!(estimate.questions, [Question::DeductibleMet]);

    let silent = Terms { share: None, allowed: None, visits: Visits::Unknown, ..plain(Network::Out) };
    let estimate = silent.estimate(Asked { sessions: 4, charge: 8_000 });
    assert_eq!(estimate.at_most.total().person(), 32_000, "at worst the plan pays nothing");
    assert_eq!(estimate.questions, [Question::Allowed, Question::Share, Question::SessionLimit]);
}

#[test]
fn a_plan_that_does_not_cover_it_pays_nothing_and_asks_nothing() {
    let terms = Terms {
        doubts: vec![(Condition::Offered, false), (Condition::Referral, true)],
        ..plain(Network::Out)
    };
    let estimate = terms.estimate(Asked { sessions: 4, charge: 8_000 });
    assert!(estimate.is_exact());
    assert_eq!(estimate.at_least.total().person(), 32_000);
    assert_eq!(estimate.refusals, [Condition::Offered]);
    assert!(estimate.questions.is_empty());
}

#[test]
fn an_open_condition_makes_the_full_charge_the_worst_case() {
    let terms = Terms { doubts: vec![(Condition::Referral, true)], ..plain(Network::Out) };
    let estimate = terms.estimate(Asked { sessions: 1, charge: 9_000 });
    assert_eq!(estimate.at_least.total().person(), 2_500 + 1_000);
    assert_eq!(estimate.at_most.total().person(), 9_000);
    assert_eq!(estimate.questions, [Question::Condition(Condition::Referral)]);
}

/// The same rules told one cent at a time, for small amounts: returns what the person and the plan pay.
fn cent_by_cent(terms: &Terms, asked: Asked) -> (i64, i64) {
    let (mut person, mut plan) = (0, 0);
    let mut deductible = terms.deductible.amount.unwrap() - terms.deductible.met.unwrap();
    let mut maximum = terms.maximum.amount.unwrap() - terms.maximum.met.unwrap();
    let mut visits = match terms.visits {
        Visits::Limited { limit, used } => limit.unwrap() - used.unwrap(),
        _ => i64::MAX,
    };
    for _ in 0..asked.sessions {
        if visits <= 0 {
            person += asked.charge;
            continue;
        }
        visits -= 1;
        let (mut own_cents, mut shared_cents) = (0, 0);
        for cent in 1..=asked.charge {
            if cent > terms.allowed.unwrap() {
                if terms.network == Network::Out {
                    person += 1;
                }
            } else if deductible > 0 {
                deductible -= 1;
                own_cents += 1;
            } else {
                shared_cents += 1;
            }
        }
        let share = match terms.share.unwrap() {
            // Tenths of a thousandth of a cent, added up one cent at a time.
            Share::Coinsurance(points) => {
                let parts: i64 = (0..shared_cents).map(|_| points).sum();
                parts / 10_000 + i64::from(parts % 10_000 >= 5_000)
            }
            Share::Copay(copay) => (0..shared_cents).filter(|cent| *cent < copay).count() as i64,
        };
        for cent in 0..own_cents + shared_cents {
            if cent < own_cents + share && maximum > 0 {
                maximum -= 1;
                person += 1;
            } else {
                plan += 1;
            }
        }
    }
    (person, plan)
}

prop_compose! {
    /// Terms with nothing unknown, in small amounts.
    fn known_terms()(
        out in any::<bool>(),
        deductible in 1_i64..400, deductible_met in 0_i64..400,
        share in prop_oneof![
            (0_i64..=10_000).prop_map(Share::Coinsurance),
            (0_i64..120).prop_map(Share::Copay),
        ],
        maximum in 1_i64..900, maximum_met in 0_i64..900,
        allowed in 0_i64..150,
        limit in prop::option::of((0_i64..12, 0_i64..12)),
    ) -> Terms {
        let visits = match limit {
            Some((limit, used)) => Visits::Limited { limit: Some(limit), used: Some(used) },
            None => Visits::NoLimit,
        };
        Terms {
            network: if out { Network::Out } else { Network::In },
            doubts: vec![],
            deductible: Yearly { amount: Some(deductible), met: Some(deductible_met.min(deductible)) },
            share: Some(share),
            maximum: Yearly { amount: Some(maximum), met: Some(maximum_met.min(maximum)) },
            allowed: Some(allowed),
            visits,
        }
    }
}

prop_compose! {
    fn asked()(sessions in 0_i64..12, charge in 0_i64..180) -> Asked {
        Asked { sessions, charge }
    }
}

proptest! {
    #[test]
    fn the_estimate_is_the_walk_cent_by_cent(terms in known_terms(), asked in asked()) {
        let estimate = terms.estimate(asked);
        prop_assert!(estimate.is_exact());
        let total = estimate.at_most.total();
        prop_assert_eq!((total.person(), total.plan), cent_by_cent(&terms, asked));
    }

    #[test]
    fn every_cent_of_the_charge_has_one_payer(terms in known_terms(), asked in asked()) {
        for cost in &terms.estimate(asked).at_most.sessions {
            prop_assert_eq!(cost.counted() + cost.plan, cost.allowed);
            prop_assert_eq!(cost.person() + cost.plan + cost.written_off, asked.charge);
            prop_assert!(cost.counted() >= 0 && cost.plan >= 0 && cost.balance >= 0 && cost.written_off >= 0);
        }
    }

    #[test]
    fn nobody_pays_above_the_maximum(terms in known_terms(), asked in asked()) {
        let left = terms.maximum.amount.unwrap() - terms.maximum.met.unwrap();
        prop_assert!(terms.estimate(asked).at_most.total().counted() <= left);
    }

    #[test]
    fn one_more_session_never_costs_less(terms in known_terms(), asked in asked()) {
        let more = Asked { sessions: asked.sessions + 1, ..asked };
        let (fewer, more) = (terms.estimate(asked).at_most, terms.estimate(more).at_most);
        prop_assert!(more.total().person() >= fewer.total().person());
        prop_assert_eq!(&more.sessions[..fewer.sessions.len()], &fewer.sessions[..]);
    }

    /// Forgetting some of what is known gives a range that holds the true answer.
    #[test]
    fn the_range_holds_the_truth(terms in known_terms(), asked in asked(), forget in 0_u32..256) {
        let truth = terms.estimate(asked).at_most.total().person();
        let bit = |n: u32| forget & (1 << n) != 0;
        let mut vague = terms.clone();
        if bit(0) { vague.allowed = None; }
        if bit(1) { vague.deductible.amount = None; }
        if bit(2) { vague.deductible.met = None; }
        if bit(3) { vague.share = None; }
        if bit(4) { vague.maximum.amount = None; }
        if bit(5) { vague.maximum.met = None; }
        if bit(6) { vague.visits = Visits::Unknown; }
        if let (true, Visits::Limited { limit, .. }) = (bit(7), vague.visits) {
            vague.visits = Visits::Limited { limit, used: None };
        }
        let estimate = vague.estimate(asked);
        let (low, high) = (estimate.at_least.total().person(), estimate.at_most.total().person());
        prop_assert!(low <= truth && truth <= high, "{low} <= {truth} <= {high}");
        prop_assert!(estimate.is_exact() || !estimate.questions.is_empty());
    }
}
