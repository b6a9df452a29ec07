//! The laws of offers: limits hold, nothing kept back is told, and sharing more never counts against anyone.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by stopping")]

use std::collections::BTreeSet;

use cairn_matching::{
    Conflict, ConflictKind, Kind, Musts, Part, Participant, Reason, Shared, Showing, Slot, Supporter,
    TOP_SCORE, Weights, Wish, cards, exclusions, rank, score,
};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn experience() -> impl Strategy<Value = (Kind, String)> {
    const KINDS: [Kind; 5] =
        [Kind::LifeStage, Kind::Pathway, Kind::Parenting, Kind::Justice, Kind::Substance];
    (select(&KINDS[..]), select(&["a", "b", "c"][..])).prop_map(|(kind, value)| (kind, value.to_owned()))
}

fn showing() -> impl Strategy<Value = Showing> {
    prop_oneof![Just(Showing::MatchingOnly), Just(Showing::MayBeShown)]
}

fn shared() -> impl Strategy<Value = Shared> {
    (experience(), showing()).prop_map(|((kind, value), showing)| Shared { kind, value, showing })
}

fn codes(codes: &'static [&'static str]) -> impl Strategy<Value = BTreeSet<String>> {
    btree_set(select(codes).prop_map(str::to_owned), 0..=codes.len())
}

fn slots() -> impl Strategy<Value = BTreeSet<Slot>> {
    btree_set((0_u8..7, select(&Part::ALL[..])), 0..15)
        .prop_map(|slots| slots.into_iter().filter_map(|(day, part)| Slot::new(day, part)).collect())
}

fn gender() -> impl Strategy<Value = Option<String>> {
    option::weighted(0.3, select(&["woman", "man"][..]).prop_map(str::to_owned))
}

prop_compose! {
    fn supporter()(
        shares in vec(shared(), 0..8),
        gender in gender(),
        languages in codes(&["en", "es"]),
        availability in slots(),
        (caseload, capacity, warn_at) in (0_u32..5, 0_u32..6, 0_u32..6),
        paused in prop::bool::weighted(0.1),
    ) -> Supporter {
        Supporter { id: String::new(), languages, shares, gender, availability, caseload, capacity, warn_at, paused }
    }
}

fn supporters() -> impl Strategy<Value = Vec<Supporter>> {
    vec(supporter(), 0..10).prop_map(|mut all| {
        for (at, supporter) in all.iter_mut().enumerate() {
            supporter.id = format!("s{at}");
        }
        all
    })
}

fn ids() -> impl Strategy<Value = BTreeSet<String>> {
    btree_set((0..10).prop_map(|at| format!("s{at}")), 0..3)
}

prop_compose! {
    fn participant()(
        wishes in vec((experience(), 0_u8..5), 0..4),
        shares in vec(experience(), 0..5),
        languages in codes(&["en", "es"]),
        gender in gender(),
        experiences in prop_oneof![3 => Just(vec![]), 1 => vec(experience(), 1)],
        availability in slots(),
        (conflicts, past_supporters, declined) in (ids(), ids(), ids()),
    ) -> Participant {
        let wish = |((kind, value), weight)| Wish { kind, value, weight };
        let conflict = |supporter_id| Conflict { supporter_id, kind: ConflictKind::Relative };
        Participant {
            id: "p".into(),
            languages,
            wishes: wishes.into_iter().map(wish).collect(),
            shares,
            must: Musts { language: "en".into(), gender, experiences },
            availability,
            conflicts: conflicts.into_iter().map(conflict).collect(),
            past_supporters,
            declined,
        }
    }
}

/// The same supporter with every experience kept back taken out (also where it is entered again as shown: the stricter
/// choice holds).
fn without_hidden(supporter: &Supporter) -> Supporter {
    let hidden: BTreeSet<(Kind, String)> = (supporter.shares.iter())
        .filter(|shared| shared.showing == Showing::MatchingOnly)
        .map(|shared| (shared.kind, shared.value.clone()))
        .collect();
    let mut open = supporter.clone();
    open.shares.retain(|shared| !hidden.contains(&(shared.kind, shared.value.clone())));
    open
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn reasons_and_cards_are_the_same_as_if_nothing_were_kept_back(
        participant in participant(),
        all in supporters(),
    ) {
        let weights = Weights::default();
        let open: Vec<Supporter> = all.iter().map(without_hidden).collect();
        let (ranked, ranked_open) =
            (rank(&participant, &all, &weights, all.len()), rank(&participant, &open, &weights, all.len()));
        for offer in &ranked {
            let same = ranked_open.iter().find(|other| other.supporter_id == offer.supporter_id);
            prop_assert_eq!(same.map(|other| &other.reasons), Some(&offer.reasons));
        }
        prop_assert_eq!(cards(ranked), cards(ranked_open));
    }

    #[test]
    fn who_is_excluded_does_not_depend_on_what_is_kept_back(participant in participant(), one in supporter()) {
        prop_assert_eq!(exclusions(&participant, &one), exclusions(&participant, &without_hidden(&one)));
    }

    #[test]
    fn something_kept_back_never_lowers_the_score(participant in participant(), one in supporter()) {
        let weights = Weights::default();
        prop_assert!(score(&participant, &one, &weights) >= score(&participant, &without_hidden(&one), &weights));
    }

    #[test]
    fn a_ranking_is_everyone_not_excluded_best_first(
        participant in participant(),
        all in supporters(),
        limit in 0_usize..12,
    ) {
        let weights = Weights::default();
        let ranked = rank(&participant, &all, &weights, limit);
        let open: Vec<&Supporter> =
            all.iter().filter(|one| exclusions(&participant, one).is_empty()).collect();
        prop_assert_eq!(ranked.len(), limit.min(open.len()));
        for offer in &ranked {
            let one = open.iter().find(|one| one.id == offer.supporter_id);
            prop_assert_eq!(one.map(|one| score(&participant, one, &weights)), Some(offer.score));
            prop_assert!(offer.score <= TOP_SCORE && offer.shown_score <= offer.score);
        }
        prop_assert!(ranked.is_sorted_by(|first, second| first.score >= second.score));
        let offered: BTreeSet<&str> = ranked.iter().map(|offer| offer.supporter_id.as_str()).collect();
        let worst = ranked.last().map_or(TOP_SCORE, |offer| offer.score);
        for one in open.iter().filter(|one| limit > 0 && !offered.contains(one.id.as_str())) {
            prop_assert!(score(&participant, one, &weights) <= worst);
        }
    }

    #[test]
    fn the_order_people_are_listed_in_changes_nothing(
        participant in participant(),
        all in supporters(),
        turn in any::<Index>(),
        limit in 0_usize..12,
    ) {
        let weights = Weights::default();
        let mut other = all.clone();
        other.reverse();
        if !other.is_empty() {
            other.rotate_left(turn.index(all.len()));
        }
        for supporter in &mut other {
            supporter.shares.reverse();
        }
        let mut same = participant.clone();
        same.wishes.reverse();
        same.shares.reverse();
        prop_assert_eq!(rank(&participant, &all, &weights, limit), rank(&same, &other, &weights, limit));
    }

    #[test]
    fn one_more_shared_wish_never_lowers_the_score(
        participant in participant(),
        one in supporter(),
        (kind, value) in experience(),
        weight in 1_u8..=3,
        showing in showing(),
    ) {
        let weights = Weights::default();
        let mut sharing = one.clone();
        sharing.shares.push(Shared { kind, value: value.clone(), showing });
        // The supporter shares one more thing: never lower, whatever the participant named.
        let before = score(&participant, &one, &weights);
        prop_assert!(score(&participant, &sharing, &weights) >= before);
        // The participant wishes for it too: never lower than without both.
        let mut wishing = participant.clone();
        wishing.wishes.push(Wish { kind, value: value.clone(), weight });
        prop_assert!(score(&wishing, &sharing, &weights) >= before);
        // So it is with an own experience that turns out to be shared.
        let mut living = participant;
        living.shares.push((kind, value));
        prop_assert!(score(&living, &sharing, &weights) >= before);
    }

    #[test]
    fn every_shared_experience_told_is_shown_and_concerns_the_participant(
        participant in participant(),
        all in supporters(),
    ) {
        for offer in rank(&participant, &all, &Weights::default(), all.len()) {
            let one = all.iter().find(|one| one.id == offer.supporter_id).unwrap();
            for reason in &offer.reasons {
                let Reason::SharedExperience { kind, value, wished } = reason else { continue };
                let entered = || one.shares.iter().filter(|shared| shared.kind == *kind && shared.value == *value);
                prop_assert!(entered().count() > 0);
                prop_assert!(entered().all(|shared| shared.showing == Showing::MayBeShown));
                let pair = (*kind, value.clone());
                let wanted = participant.must.experiences.contains(&pair)
                    || participant.wishes.iter().any(|wish| wish.kind == *kind && wish.value == *value);
                prop_assert_eq!(*wished, wanted);
                prop_assert!(wanted || participant.shares.contains(&pair));
            }
        }
    }
}
