//! Week after week, each knowing those before it.

use std::collections::BTreeMap;

use cairn_exchange::{Exchange, History, Limits, Odd, Pair, Request, Shape, balance, form};

use crate::dice::ids;

/// The history of so many weeks, and in how many of them pairs repeated.
fn weeks(request: &Request, limits: &Limits, weeks: usize) -> (History, usize) {
    let mut history = History::default();
    let mut repeats = 0;
    for _ in 0..weeks {
        let formed = form(request, &history, limits).unwrap();
        repeats += usize::from(formed.repeated.is_some());
        history.meetings.push(formed.meeting());
    }
    (history, repeats)
}

fn asked(people: usize, shape: Shape, odd: Odd) -> Request {
    Request { present: ids(people), shape, odd, seed: 11 }
}

/// By person: gave, received, listened or watched.
fn turns(history: &History) -> BTreeMap<&str, [i32; 3]> {
    let mut turns: BTreeMap<&str, [i32; 3]> = BTreeMap::new();
    for meeting in &history.meetings {
        for Exchange { giver, receiver, listener } in &meeting.exchanges {
            turns.entry(giver).or_default()[0] += 1;
            turns.entry(receiver).or_default()[1] += 1;
            listener.iter().for_each(|id| turns.entry(id).or_default()[2] += 1);
        }
        meeting.watched.iter().for_each(|id| turns.entry(id).or_default()[2] += 1);
    }
    turns
}

fn apart(counts: impl Iterator<Item = i32> + Clone) -> i32 {
    counts.clone().max().unwrap() - counts.min().unwrap()
}

#[test]
fn thirty_people_over_fifty_two_weeks_never_repeat_and_meet_nearly_everybody() {
    for (shape, most_apart) in [(Shape::Pairs, 0), (Shape::Triads, 2)] {
        let never = (0..10).map(|at| Pair::of(format!("p{at:02}"), format!("p{:02}", at + 7)));
        let limits = Limits { never: never.collect(), ..Limits::default() };
        let (history, repeats) = weeks(&asked(30, shape, Odd::OtherSize), &limits, 52);
        assert_eq!(repeats, 0);
        let turns = turns(&history);
        assert!(apart(turns.values().map(|[gave, received, _]| gave - received)) <= most_apart);
        assert!(apart(turns.values().map(|[_, _, listened]| *listened)) <= 2);
        let met: std::collections::BTreeSet<Pair> = history
            .meetings
            .iter()
            .flat_map(|meeting| &meeting.exchanges)
            .flat_map(Exchange::pairs)
            .collect();
        assert!(met.len() >= 415, "{} of the 425 pairs that may meet", met.len());
    }
}

#[test]
fn small_groups_repeat_only_where_they_have_to() {
    for people in [4, 6, 8, 10] {
        assert_eq!(
            weeks(&asked(people, Shape::Pairs, Odd::Watch), &Limits::default(), 20).1,
            0,
            "{people} in pairs"
        );
    }
    for people in [5, 7, 9] {
        assert_eq!(
            weeks(&asked(people, Shape::Pairs, Odd::Watch), &Limits::default(), 20).1,
            0,
            "{people}, one watches"
        );
    }
    assert_eq!(weeks(&asked(9, Shape::Triads, Odd::Watch), &Limits::default(), 20).1, 0, "nine in triads");
    // After the first week two people are always the same two.
    assert_eq!(weeks(&asked(2, Shape::Pairs, Odd::Watch), &Limits::default(), 20).1, 19);
}

#[test]
fn watching_goes_round() {
    let (history, _) = weeks(&asked(5, Shape::Pairs, Odd::Watch), &Limits::default(), 20);
    let turns = turns(&history);
    assert!(turns.values().all(|[_, _, watched]| (3..=5).contains(watched)), "{turns:?}");
    for two in history.meetings.windows(2) {
        assert_ne!(two[0].watched, two[1].watched, "nobody watches twice in a row");
    }
}

#[test]
fn after_two_weeks_of_pairs_nobody_is_left_who_was_not_asked() {
    let (history, _) = weeks(&asked(8, Shape::Pairs, Odd::Watch), &Limits::default(), 2);
    let members = ids(8);
    let after_two = balance(members.iter().map(String::as_str), &history);
    assert!(after_two.give.ever.is_empty() && after_two.receive.ever.is_empty());
    let after_one = History { meetings: history.meetings[..1].to_vec() };
    assert_eq!(balance(members.iter().map(String::as_str), &after_one).give.ever.len(), 4);
}
