//! Single cases, each by its name.

use cairn_exchange::{
    Exchange, Formed, History, LeftOutBecause, Limits, Meeting, Odd, Pair, RepeatedBecause, Request, Shape,
    Stance, form,
};

const NAMES: [&str; 8] = ["ada", "ben", "cy", "dot", "eve", "flo", "gus", "hal"];

fn request(count: usize, shape: Shape, odd: Odd) -> Request {
    Request { present: NAMES[..count].iter().map(|&id| id.into()).collect(), shape, odd, seed: 5 }
}

fn after(groups: &[&[&str]]) -> History {
    let exchange = |group: &&[&str]| Exchange {
        giver: group[0].into(),
        receiver: group[1].into(),
        listener: group.get(2).map(|&id| id.into()),
    };
    History { meetings: vec![Meeting { exchanges: groups.iter().map(exchange).collect(), watched: vec![] }] }
}

fn never(pairs: &[(&str, &str)]) -> Limits {
    Limits { never: pairs.iter().map(|&(one, other)| Pair::of(one, other)).collect(), ..Limits::default() }
}

fn stances(stances: &[(&str, Stance)]) -> Limits {
    let stances = stances.iter().map(|&(id, stance)| (id.to_owned(), stance)).collect();
    Limits { stances, ..Limits::default() }
}

fn left_out(formed: &Formed) -> Vec<(&str, LeftOutBecause)> {
    formed.left_out.iter().map(|left| (left.id.as_str(), left.reason)).collect()
}

#[test]
fn two_people_meet_again_and_it_is_said_that_they_had_to() {
    let formed =
        form(&request(2, Shape::Pairs, Odd::OtherSize), &after(&[&["ada", "ben"]]), &Limits::default());
    let formed = formed.unwrap();
    // But who received gives this time.
    assert_eq!(formed.exchanges, [Exchange { giver: "ben".into(), receiver: "ada".into(), listener: None }]);
    let repeated = formed.repeated.unwrap();
    assert_eq!(repeated.pairs, [Pair::of("ada", "ben")]);
    assert_eq!(repeated.because, RepeatedBecause::Numbers);
}

#[test]
fn nobody_and_one_person_form_nothing() {
    for shape in [Shape::Pairs, Shape::Triads] {
        for odd in [Odd::OtherSize, Odd::Watch] {
            let none = form(&request(0, shape, odd), &History::default(), &Limits::default()).unwrap();
            assert_eq!(none, Formed { exchanges: vec![], left_out: vec![], repeated: None });
            let one = form(&request(1, shape, odd), &History::default(), &Limits::default()).unwrap();
            assert_eq!(left_out(&one), [("ada", LeftOutBecause::TooFew)]);
        }
    }
}

#[test]
fn five_people_are_a_pair_and_a_triad_or_one_watches_as_the_leader_chooses() {
    let other_size =
        form(&request(5, Shape::Pairs, Odd::OtherSize), &History::default(), &Limits::default()).unwrap();
    let mut sizes: Vec<usize> =
        other_size.exchanges.iter().map(|exchange| exchange.people().count()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [2, 3]);
    let watch = form(&request(5, Shape::Pairs, Odd::Watch), &History::default(), &Limits::default()).unwrap();
    assert_eq!(watch.exchanges.len(), 2);
    assert!(matches!(*left_out(&watch), [(_, LeftOutBecause::OddNumber)]));
    assert_eq!(watch.meeting().watched, [watch.left_out[0].id.clone()]);
}

#[test]
fn pairs_that_come_again_because_of_limits_say_so() {
    // Of the three ways to pair four people, one was last time and the limits forbid the other two.
    let limits = never(&[("ada", "cy"), ("ada", "dot")]);
    let past = after(&[&["ada", "ben"], &["cy", "dot"]]);
    let formed = form(&request(4, Shape::Pairs, Odd::Watch), &past, &limits).unwrap();
    let repeated = formed.repeated.unwrap();
    assert_eq!(repeated.pairs, [Pair::of("ada", "ben"), Pair::of("cy", "dot")]);
    assert_eq!(repeated.because, RepeatedBecause::Limits);
}

#[test]
fn six_people_in_triads_cannot_but_repeat_two_pairs() {
    let past = after(&[&["ada", "ben", "cy"], &["dot", "eve", "flo"]]);
    let formed = form(&request(6, Shape::Triads, Odd::OtherSize), &past, &Limits::default()).unwrap();
    let repeated = formed.repeated.unwrap();
    assert_eq!((repeated.pairs.len(), repeated.because), (2, RepeatedBecause::Numbers));
}

#[test]
fn who_only_listens_is_the_third_of_a_triad_and_who_takes_no_part_is_left_alone() {
    let limits = stances(&[("ben", Stance::ListensOnly), ("eve", Stance::TakesNoPart)]);
    let formed = form(&request(6, Shape::Pairs, Odd::OtherSize), &History::default(), &limits).unwrap();
    assert!(
        formed.exchanges.iter().any(|exchange| exchange.listener.as_deref() == Some("ben")),
        "{formed:?}"
    );
    assert_eq!(left_out(&formed), [("eve", LeftOutBecause::TakesNoPart)]);
    assert_eq!(formed.meeting().watched, Vec::<String>::new());
}

#[test]
fn who_is_not_to_give_receives() {
    let limits = stances(&[("ada", Stance::NotGiver), ("ben", Stance::NotReceiver)]);
    let past = after(&[&["ben", "ada"]]);
    let formed = form(&request(2, Shape::Pairs, Odd::Watch), &past, &limits).unwrap();
    assert_eq!(formed.exchanges[0].giver, "ben");
    let both = stances(&[("ada", Stance::NotGiver), ("ben", Stance::NotGiver)]);
    let formed = form(&request(2, Shape::Pairs, Odd::Watch), &past, &both).unwrap();
    assert_eq!(left_out(&formed), [("ada", LeftOutBecause::Limits), ("ben", LeftOutBecause::Limits)]);
}

#[test]
fn why_somebody_is_left_out_tells_limits_from_places() {
    // Ada may meet nobody. Ben, cy and dot may each meet only eve, who has one place.
    let limits = never(&[
        ("ada", "ben"),
        ("ada", "cy"),
        ("ada", "dot"),
        ("ada", "eve"),
        ("ben", "cy"),
        ("ben", "dot"),
        ("cy", "dot"),
    ]);
    let formed = form(&request(5, Shape::Pairs, Odd::OtherSize), &History::default(), &limits).unwrap();
    let left = left_out(&formed);
    assert_eq!(left[0], ("ada", LeftOutBecause::Limits));
    assert_eq!(left.len(), 3);
    assert!(left[1..].iter().all(|(_, reason)| *reason == LeftOutBecause::NoPlace));
}

#[test]
fn a_newcomer_is_asked_before_others_come_again() {
    // Ada and ben have each given and received once; hal is new, and one of the three watches.
    let mut past = after(&[&["ada", "cy"], &["ben", "dot"]]);
    past.meetings.extend(after(&[&["dot", "ada"], &["cy", "ben"]]).meetings);
    for seed in 0..20 {
        let present = ["ada", "ben", "hal"].map(String::from).to_vec();
        let request = Request { present, seed, shape: Shape::Pairs, odd: Odd::Watch };
        let formed = form(&request, &past, &Limits::default()).unwrap();
        assert!(formed.exchanges[0].people().any(|id| id == "hal"), "{formed:?}");
    }
}

#[test]
fn seeds_decide_between_equal_plans_only() {
    let plans: std::collections::BTreeSet<Vec<Exchange>> = (0..40)
        .map(|seed| {
            let request = Request { seed, ..request(4, Shape::Pairs, Odd::Watch) };
            let formed =
                form(&request, &after(&[&["ada", "ben"], &["cy", "dot"]]), &Limits::default()).unwrap();
            assert!(formed.repeated.is_none());
            // Whoever gave receives.
            assert!(
                formed.exchanges.iter().all(|exchange| ["ben", "dot"].contains(&exchange.giver.as_str()))
            );
            formed.exchanges
        })
        .collect();
    // Ben and dot give; ada and cy receive; no pair again: one plan whatever the seed.
    assert_eq!(plans.len(), 1);
    let first_time = |seed| {
        let request = Request { seed, ..request(4, Shape::Pairs, Odd::Watch) };
        form(&request, &History::default(), &Limits::default()).unwrap().exchanges
    };
    let plans: std::collections::BTreeSet<Vec<Exchange>> = (0..200).map(first_time).collect();
    // Three ways to pair four people, and in each pair either may give.
    assert_eq!(plans.len(), 12);
}
