use proptest::prelude::*;

use super::*;

fn said(kind: Trait, value: &str, showing: Showing) -> SaidTrait {
    SaidTrait { kind, value: value.to_owned(), showing }
}

fn family(id: &str, traits: Vec<SaidTrait>) -> Family {
    Family {
        id: id.to_owned(),
        languages: ["en".to_owned()].into(),
        traits,
        is_open: true,
        ..Family::default()
    }
}

fn shown(kind: Trait, value: &str) -> SaidTrait {
    said(kind, value, Showing::MayBeShown)
}

#[test]
fn two_families_by_hand() {
    let one = family("a", vec![shown(Trait::Relation, "parent"), shown(Trait::Stage, "apart")]);
    let other = family(
        "b",
        vec![
            shown(Trait::Relation, "parent"),
            said(Trait::Stage, "apart", Showing::MatchingOnly),
            shown(Trait::Helped, "rest"),
        ],
    );
    assert_eq!(family_likeness(&one, &other), 1000, "relation and stage, and helped does not count");
    let told = family_reasons(&one, &other);
    let alike = FamilyReason::Alike { kind: Trait::Relation, value: "parent".to_owned() };
    let theirs = FamilyReason::Theirs { kind: Trait::Helped, value: "rest".to_owned() };
    let language = FamilyReason::Language { language: "en".to_owned() };
    assert_eq!(told, [alike, theirs, language], "what is kept back is not told");
    assert!(family_exclusions(&one, &other).is_empty());
}

#[test]
fn each_limit_is_named_from_both_sides() {
    let (one, other) = (family("a", vec![]), family("b", vec![]));
    let check = |one: &Family, other: &Family, exclusion| {
        assert_eq!(family_exclusions(one, other), [exclusion]);
        assert_eq!(family_exclusions(other, one), [exclusion]);
    };
    check(&one, &Family { is_open: false, ..other.clone() }, FamilyExclusion::NotOpen);
    check(&one, &Family { languages: ["es".to_owned()].into(), ..other.clone() }, FamilyExclusion::Language);
    check(&one, &Family { conflicts: ["a".to_owned()].into(), ..other.clone() }, FamilyExclusion::Conflict);
    check(&one, &Family { past: ["a".to_owned()].into(), ..other.clone() }, FamilyExclusion::Past);
    check(&one, &Family { current: ["a".to_owned()].into(), ..other.clone() }, FamilyExclusion::Full);
    let full = Family { current: ["x".to_owned(), "y".to_owned()].into(), ..other };
    check(&one, &full, FamilyExclusion::Full);
    assert_eq!(family_exclusions(&one, &one), [FamilyExclusion::Same]);
}

prop_compose! {
    fn any_trait()(
        kind in proptest::sample::select(Trait::ALL.to_vec()),
        value in 0_usize..5,
        shown in any::<bool>(),
    ) -> SaidTrait {
        let showing = if shown { Showing::MayBeShown } else { Showing::MatchingOnly };
        said(kind, kind.values()[value], showing)
    }
}

prop_compose! {
    fn any_family()(
        id in 0_u32..8,
        languages in proptest::collection::btree_set(proptest::sample::select(vec!["en", "es"]), 1..3),
        traits in proptest::collection::vec(any_trait(), 0..8),
        slots in proptest::collection::btree_set((0_u8..7, proptest::sample::select(Part::ALL.to_vec())), 0..4),
        is_open in proptest::bool::weighted(0.8),
        conflicts in proptest::collection::btree_set(0_u32..8, 0..2),
        past in proptest::collection::btree_set(0_u32..8, 0..2),
        current in proptest::collection::btree_set(0_u32..8, 0..2),
    ) -> Family {
        let names = |ids: BTreeSet<u32>| ids.into_iter().map(|id| id.to_string()).collect();
        Family {
            id: id.to_string(),
            languages: languages.into_iter().map(str::to_owned).collect(),
            traits,
            availability: slots.into_iter().filter_map(|(day, part)| Slot::new(day, part)).collect(),
            is_open,
            conflicts: names(conflicts),
            past: names(past),
            current: names(current),
        }
    }
}

/// Without what it keeps back.
fn without_hidden(family: &Family) -> Family {
    let kept: BTreeSet<(Trait, String)> = family
        .traits
        .iter()
        .filter(|one| one.showing == Showing::MatchingOnly)
        .map(|one| (one.kind, one.value.clone()))
        .collect();
    let traits = family.traits.iter().filter(|one| !kept.contains(&(one.kind, one.value.clone())));
    Family { traits: traits.cloned().collect(), ..family.clone() }
}

proptest! {
    #[test]
    fn both_sides_stand_alike(one in any_family(), other in any_family()) {
        prop_assert_eq!(family_exclusions(&one, &other), family_exclusions(&other, &one));
        let likeness = family_likeness(&one, &other);
        prop_assert_eq!(likeness, family_likeness(&other, &one));
        prop_assert!(likeness <= 1000);
    }

    #[test]
    fn nothing_kept_back_is_told(reader in any_family(), other in any_family()) {
        prop_assert_eq!(family_reasons(&reader, &other), family_reasons(&reader, &without_hidden(&other)));
        for reason in family_reasons(&reader, &other) {
            if let FamilyReason::Alike { kind, value } | FamilyReason::Theirs { kind, value } = reason {
                prop_assert!(other.values(kind, true).contains(value.as_str()));
            }
        }
    }

    #[test]
    fn who_is_offered_may_be_and_is_explained_on_both_sides(
        asked in any_family(),
        others in proptest::collection::vec(any_family(), 0..8),
        limit in 0_usize..4,
    ) {
        let offers = rank_families(&asked, &others, limit);
        prop_assert!(offers.len() <= limit);
        for offer in &offers {
            let matching = |other: &&Family| {
                other.id == offer.family_id
                    && family_reasons(&asked, other) == offer.reasons
                    && family_reasons(other, &asked) == offer.back
                    && family_exclusions(&asked, other).is_empty()
            };
            prop_assert!(others.iter().any(|other| matching(&other)));
            // At least the common language is a reason on both sides.
            prop_assert!(!offer.reasons.is_empty() && !offer.back.is_empty());
        }
        let mut turned = others.clone();
        turned.reverse();
        let ids = |offers: &[FamilyOffer]| offers.iter().map(|offer| offer.family_id.clone()).collect::<Vec<_>>();
        let distinct: BTreeSet<_> = others.iter().map(|other| other.id.clone()).collect();
        if distinct.len() == others.len() {
            prop_assert_eq!(ids(&offers), ids(&rank_families(&asked, &turned, limit)));
        }
    }

    #[test]
    fn the_order_of_cards_does_not_tell_what_is_kept_back(
        asked in any_family(),
        others in proptest::collection::vec(any_family(), 0..4),
    ) {
        // All of them are offered, so only the order could tell.
        let plain: Vec<Family> = others.iter().map(without_hidden).collect();
        let ids = |offers: Vec<FamilyOffer>| offers.into_iter().map(|offer| offer.family_id).collect::<Vec<_>>();
        prop_assert_eq!(ids(rank_families(&asked, &others, 9)), ids(rank_families(&asked, &plain, 9)));
    }
}
