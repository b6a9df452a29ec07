//! Meetings drawn by a number, for the tests inside the crate.

use crate::cost::mix;
use crate::table::Table;
use crate::{Exchange, History, Limits, Meeting, Odd, Pair, Request, Shape, Stance};

/// A table of so many people with a history and limits; every number is another. Of ten pairs
/// so many never meet.
pub(crate) fn table(people: usize, shape: Shape, odd: Odd, (number, never_in_ten): (u64, u64)) -> Table {
    let ids: Vec<String> = (0..people).map(|at| format!("p{at:02}")).collect();
    let meeting = |week: usize| {
        let mut order = ids.clone();
        order.sort_by_key(|id| {
            mix(number, &[week, id.len(), usize::from(id.as_bytes()[1]), id.as_bytes()[2].into()])
        });
        let exchange = |group: &[String]| Exchange {
            giver: group[0].clone(),
            receiver: group[1].clone(),
            listener: group.get(2).cloned(),
        };
        let groups = order.chunks_exact(2 + week % 2);
        Meeting { exchanges: groups.map(exchange).collect(), watched: vec![] }
    };
    let history = History { meetings: (0..4).map(meeting).collect() };
    let drawn = |at: usize, other: usize| mix(number, &[at, other]) % 10;
    let pairs = (0..people).flat_map(|at| (at + 1..people).map(move |other| (at, other)));
    let never = pairs
        .filter(|(at, other)| drawn(*at, *other) < never_in_ten)
        .map(|(at, other)| Pair::of(ids[at].clone(), ids[other].clone()));
    let stance = |at: usize| match drawn(at, 99) {
        0 => Stance::NotGiver,
        1 => Stance::NotReceiver,
        2 => Stance::ListensOnly,
        _ => Stance::AsItComes,
    };
    let stances = (0..people).map(|at| (ids[at].clone(), stance(at))).collect();
    let limits = Limits { never: never.collect(), stances };
    let places: Vec<&str> = ids.iter().map(String::as_str).collect();
    Table::new(&places, &Request { present: ids.clone(), shape, odd, seed: number }, &history, &limits)
}
