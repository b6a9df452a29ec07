//! Exchanges for 30 people over 52 weeks, each week knowing all before it: the time, and what came of it. Beside it
//! the same weeks as petgraph's unweighted matching (Gabow) makes them, which avoids last week's pairs and knows
//! nothing of balance, roles, triads or how long ago people met.
//!
//! `cargo run --release -p cairn-exchange --example forming_speed -- [PEOPLE] [WEEKS]` (30 52).

#![allow(clippy::print_stdout, reason = "printing is what a yardstick is for")]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use cairn_exchange::{History, Limits, Odd, Pair, Request, Shape, form};
use rustworkx_core::petgraph::algo::maximum_matching;
use rustworkx_core::petgraph::graph::UnGraph;

type Failure = Box<dyn std::error::Error>;

fn year(request: &Request, weeks: usize, limits: &Limits) -> Result<(History, usize), Failure> {
    let mut history = History::default();
    let mut repeats = 0;
    for _ in 0..weeks {
        let formed = form(request, &history, limits)?;
        repeats += formed.repeated.as_ref().map_or(0, |repeated| repeated.pairs.len());
        history.meetings.push(formed.meeting());
    }
    Ok((history, repeats))
}

/// Most minus least, over the people: of giving less receiving, of listening or watching; and how many different
/// pairs met.
fn spread(history: &History, people: &[String]) -> (i32, i32, usize) {
    let exchanges = || history.meetings.iter().flat_map(|meeting| &meeting.exchanges);
    let count = |what: &dyn Fn(&str) -> i32| {
        let counts = people.iter().map(|id| what(id));
        counts.clone().max().unwrap_or(0) - counts.min().unwrap_or(0)
    };
    let times = |is: &dyn Fn(&cairn_exchange::Exchange) -> bool| {
        i32::try_from(exchanges().filter(|exchange| is(exchange)).count()).unwrap_or(i32::MAX)
    };
    let apart =
        count(&|id| times(&|exchange| exchange.giver == id) - times(&|exchange| exchange.receiver == id));
    let watched = |id: &str| {
        let with = history.meetings.iter().filter(|meeting| meeting.watched.iter().any(|one| one == id));
        i32::try_from(with.count()).unwrap_or(i32::MAX)
    };
    let listened = count(&|id| watched(id) + times(&|exchange| exchange.listener.as_deref() == Some(id)));
    let pairs: BTreeSet<Pair> = exchanges().flat_map(cairn_exchange::Exchange::pairs).collect();
    (apart, listened, pairs.len())
}

/// How many weeks had a perfect matching without last week's pairs, and how long they took.
fn unweighted(people: usize, weeks: usize) -> (usize, Duration) {
    let start = Instant::now();
    let mut last: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut perfect = 0;
    for _ in 0..weeks {
        let all = (0..people).flat_map(|one| (one + 1..people).map(move |other| (one, other)));
        let mut graph: UnGraph<(), ()> = UnGraph::new_undirected();
        let nodes: Vec<_> = (0..people).map(|_| graph.add_node(())).collect();
        for (one, other) in all.filter(|pair| !last.contains(pair)) {
            if let (Some(one), Some(other)) = (nodes.get(one), nodes.get(other)) {
                graph.add_edge(*one, *other, ());
            }
        }
        let matching = maximum_matching(&graph);
        perfect += usize::from(matching.is_perfect());
        let ends = matching.edges().map(|(one, other)| (one.index(), other.index()));
        last = ends.map(|(one, other)| (one.min(other), one.max(other))).collect();
    }
    (perfect, start.elapsed())
}

fn main() -> Result<(), Failure> {
    let argument = |at: usize, otherwise: usize| -> Result<usize, Failure> {
        std::env::args().nth(at).map_or(Ok(otherwise), |text| Ok(text.parse()?))
    };
    let (people, weeks) = (argument(1, 30)?, argument(2, 52)?);
    let present: Vec<String> = (0..people).map(|at| format!("person {at:02}")).collect();
    let ring = present.iter().zip(present.iter().skip(7)).step_by(3);
    let limits =
        Limits { never: ring.map(|(one, other)| Pair::of(one, other)).collect(), ..Limits::default() };
    let kinds = [
        ("pairs, no limits", Shape::Pairs, people, Limits::default()),
        ("pairs, with limits", Shape::Pairs, people, limits.clone()),
        ("pairs, one person fewer", Shape::Pairs, people.saturating_sub(1), limits.clone()),
        ("triads, no limits", Shape::Triads, people, Limits::default()),
        ("triads, with limits", Shape::Triads, people, limits),
    ];
    println!("{people} people, {weeks} weeks; the least and the median time of 21 runs");
    for (name, shape, count, limits) in kinds {
        let present: Vec<String> = present.iter().take(count).cloned().collect();
        let request = Request { present, shape, odd: Odd::OtherSize, seed: 1 };
        let mut times = vec![];
        for _ in 0..21 {
            let start = Instant::now();
            year(&request, weeks, &limits)?;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let [least, median] = [0, 10].map(|at| times.get(at).copied().unwrap_or_default());
        let (history, repeats) = year(&request, weeks, &limits)?;
        let (apart, listened, pairs) = spread(&history, &request.present);
        println!(
            "{name}: {least:.1?}, {median:.1?}; {repeats} repeats; {pairs} of {} pairs met; giving less receiving {apart} apart, \
             listening {listened}",
            count * count.saturating_sub(1) / 2
        );
    }
    let (perfect, time) = unweighted(people, weeks);
    println!(
        "petgraph's unweighted matching: {time:.1?}; {perfect} weeks without repeats, the same few plans in turn"
    );
    Ok(())
}
