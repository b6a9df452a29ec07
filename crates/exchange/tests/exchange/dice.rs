//! Questions drawn at random, with histories and limits as they come in life and worse.

use cairn_exchange::{Exchange, History, Limits, Meeting, Odd, Pair, Request, Shape, Stance};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

#[derive(Debug, Clone)]
pub struct Question {
    pub request: Request,
    pub history: History,
    pub limits: Limits,
}

pub fn ids(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("p{at:02}")).collect()
}

/// Everybody in an order drawn, cut into groups of two or three; who is over watched.
fn meeting(people: usize) -> impl Strategy<Value = Meeting> {
    let order = Just(ids(people)).prop_shuffle();
    (order, 2..=3_usize).prop_map(|(order, size)| {
        let mut meeting = Meeting::default();
        for group in order.chunks(size) {
            match group {
                [giver, receiver, rest @ ..] => meeting.exchanges.push(Exchange {
                    giver: giver.clone(),
                    receiver: receiver.clone(),
                    listener: rest.first().cloned(),
                }),
                alone => meeting.watched.extend(alone.iter().cloned()),
            }
        }
        meeting
    })
}

fn stance() -> impl Strategy<Value = Stance> {
    let seldom =
        select(vec![Stance::NotGiver, Stance::NotReceiver, Stance::ListensOnly, Stance::TakesNoPart]).boxed();
    prop_oneof![6 => Just(Stance::AsItComes), 1 => seldom]
}

/// Limits from none to so many that few groups are left.
fn limits(people: usize) -> impl Strategy<Value = Limits> {
    let pairs = vec((0..people.max(1), 0..people.max(1)), 0..=people * 2);
    (pairs, vec(stance(), people), any::<bool>()).prop_map(move |(pairs, stances, with_stances)| {
        let ids = ids(people);
        Limits {
            never: pairs
                .into_iter()
                .filter(|(one, other)| one != other)
                .map(|(one, other)| Pair::of(format!("p{one:02}"), format!("p{other:02}")))
                .collect(),
            stances: if with_stances { ids.into_iter().zip(stances).collect() } else { [].into() },
        }
    })
}

pub fn questions(people: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Question> {
    people.prop_flat_map(|people| {
        let rules = (
            select(vec![Shape::Pairs, Shape::Triads]),
            select(vec![Odd::OtherSize, Odd::Watch]),
            any::<u64>(),
        );
        // The history knows two who are not there today.
        (Just(ids(people)).prop_shuffle(), rules, vec(meeting(people + 2), 0..5), limits(people)).prop_map(
            |(present, (shape, odd, seed), meetings, limits)| Question {
                request: Request { present, shape, odd, seed },
                history: History { meetings },
                limits,
            },
        )
    })
}
