//! The same aims worked out by looking at every plan there is, written apart from the crate and as plainly as can be.

use std::collections::BTreeSet;

use cairn_exchange::{
    Exchange, Formed, History, LeftOutBecause, Limits, Odd, Pair, Request, Shape, Stance, form,
};
use proptest::prelude::*;

use crate::dice::{Question, questions};

/// People left out (not by their own wish), groups of another size, repeats: fewer is better, in this order.
type Amiss = (usize, usize, usize);

fn size(shape: Shape) -> usize {
    if shape == Shape::Pairs { 2 } else { 3 }
}

fn last_pairs(history: &History) -> BTreeSet<Pair> {
    history
        .meetings
        .last()
        .into_iter()
        .flat_map(|meeting| &meeting.exchanges)
        .flat_map(Exchange::pairs)
        .collect()
}

fn two_of(group: &[&str]) -> Vec<Pair> {
    let mut pairs = vec![];
    for (at, one) in group.iter().enumerate() {
        for other in &group[at + 1..] {
            pairs.push(Pair::of(*one, *other));
        }
    }
    pairs
}

/// Whether somebody may give, another receive, and a third (if there is one) listen.
fn can_be_cast(group: &[&str], limits: &Limits) -> bool {
    let gives = |id: &str| matches!(limits.stance(id), Stance::AsItComes | Stance::NotReceiver);
    let receives = |id: &str| matches!(limits.stance(id), Stance::AsItComes | Stance::NotGiver);
    group.iter().any(|giver| gives(giver) && group.iter().any(|other| other != giver && receives(other)))
}

fn allowed(group: &[&str], request: &Request, limits: &Limits) -> bool {
    let size_fits = group.len() == size(request.shape) || request.odd == Odd::OtherSize;
    size_fits && two_of(group).iter().all(|pair| !limits.never.contains(pair)) && can_be_cast(group, limits)
}

/// The least that can be amiss with these people.
fn least(people: &[&str], question: &Question, last: &BTreeSet<Pair>) -> Amiss {
    let [first, rest @ ..] = people else {
        return (0, 0, 0);
    };
    let without =
        |gone: &[&str]| -> Vec<&str> { rest.iter().copied().filter(|id| !gone.contains(id)).collect() };
    let (left, other, repeats) = least(rest, question, last);
    let mut best = (left + 1, other, repeats);
    let mut consider = |group: &[&str]| {
        if allowed(group, &question.request, &question.limits) {
            let (left, other, repeats) = least(&without(group), question, last);
            let other_size = usize::from(group.len() != size(question.request.shape));
            let again = two_of(group).iter().filter(|pair| last.contains(pair)).count();
            best = best.min((left, other + other_size, repeats + again));
        }
    };
    for (at, second) in rest.iter().enumerate() {
        consider(&[first, second]);
        for third in &rest[at + 1..] {
            consider(&[first, second, third]);
        }
    }
    best
}

pub fn by_brute_force(question: &Question) -> Amiss {
    let takes_part = |id: &&str| question.limits.stance(id) != Stance::TakesNoPart;
    let people: Vec<&str> = question.request.present.iter().map(String::as_str).filter(takes_part).collect();
    least(&people, question, &last_pairs(&question.history))
}

pub fn amiss(formed: &Formed, question: &Question) -> Amiss {
    let left = formed.left_out.iter().filter(|left| left.reason != LeftOutBecause::TakesNoPart).count();
    let sizes =
        formed.exchanges.iter().filter(|exchange| exchange.people().count() != size(question.request.shape));
    let last = last_pairs(&question.history);
    let repeats =
        formed.exchanges.iter().flat_map(Exchange::pairs).filter(|pair| last.contains(pair)).count();
    (left, sizes.count(), repeats)
}

fn agrees(question: &Question) -> Result<(), TestCaseError> {
    let formed = form(&question.request, &question.history, &question.limits).unwrap();
    prop_assert_eq!(amiss(&formed, question), by_brute_force(question));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn up_to_eight_people_brute_force_finds_no_plan_with_less_amiss(question in questions(0..=8)) {
        agrees(&question)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn nor_for_nine(question in questions(9..=9)) {
        agrees(&question)?;
    }

    /// Above twelve the pairs come from the matching.
    #[test]
    fn nor_for_thirteen_in_pairs_of_whom_one_watches(mut question in questions(13..=13)) {
        question.request.shape = Shape::Pairs;
        question.request.odd = Odd::Watch;
        // Fewer matchings to look at, and limits that bind.
        for at in 0..12_usize {
            for step in [1, 3, 4, 6] {
                question.limits.never.insert(Pair::of(format!("p{at:02}"), format!("p{:02}", (at + step) % 13)));
            }
        }
        agrees(&question)?;
    }
}
