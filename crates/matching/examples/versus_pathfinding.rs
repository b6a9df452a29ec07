//! The same dense assignment solved here and by `pathfinding`'s Kuhn-Munkres, whose columns are one for each place of a
//! supporter. Prints both times and stops unless the totals agree.
//!
//! `cargo run --release --example versus_pathfinding -- [PARTICIPANTS] [SUPPORTERS] [CAPACITY]` (2000 200 11).

#![allow(clippy::print_stdout, reason = "printing is what a yardstick is for")]

use std::time::Instant;

use cairn_matching::{Capacity, Edge, solve};
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

type Failure = Box<dyn std::error::Error>;

/// Scores 1..=1000 by a linear congruential generator (Knuth's MMIX constants): the same on every run.
fn scores(mut count: usize) -> impl Iterator<Item = i64> {
    let mut state = 7_u64;
    std::iter::from_fn(move || {
        count = count.checked_sub(1)?;
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % 1000 + 1).ok()
    })
}

fn argument(at: usize, otherwise: usize) -> Result<usize, Failure> {
    std::env::args().nth(at).map_or(Ok(otherwise), |text| Ok(text.parse()?))
}

/// The size a large program has: each participant with about three supporters in twenty.
fn sparse(edges: &[Edge], capacities: &[Capacity]) -> Result<(), Failure> {
    let some: Vec<Edge> =
        edges.iter().zip(0_usize..).filter(|(_, at)| at * 7 % 20 < 3).map(|(edge, _)| edge.clone()).collect();
    let start = Instant::now();
    let best = solve(&some, capacities)?;
    println!("of these {} edges: total {} in {:.3?}", some.len(), best.total, start.elapsed());
    Ok(())
}

fn main() -> Result<(), Failure> {
    let (people, supporters, room) = (argument(1, 2000)?, argument(2, 200)?, argument(3, 11)?);
    if people > supporters * room {
        return Err("Kuhn-Munkres needs at least as many places as participants".into());
    }
    let table: Vec<i64> = scores(people * supporters).collect();

    let pairs = table.iter().enumerate().map(|(at, score)| Edge {
        participant: format!("p{:05}", at / supporters),
        supporter: format!("s{:05}", at % supporters),
        score: *score,
    });
    let edges: Vec<Edge> = pairs.collect();
    let capacity = u32::try_from(room)?;
    let capacities: Vec<Capacity> =
        (0..supporters).map(|at| Capacity { supporter: format!("s{at:05}"), capacity }).collect();
    let start = Instant::now();
    let ours = solve(&edges, &capacities)?;
    let our_time = start.elapsed();
    println!("cairn-matching: total {} in {our_time:.3?}", ours.total);
    sparse(&edges, &capacities)?;

    let row = |scores: &[i64]| scores.iter().flat_map(|score| vec![*score; room]).collect::<Vec<_>>();
    let expanded = Matrix::from_rows(table.chunks(supporters).map(row))?;
    let start = Instant::now();
    let (total, _) = kuhn_munkres(&expanded);
    let their_time = start.elapsed();
    println!("pathfinding:    total {total} in {their_time:.3?}");

    if ours.total != i128::from(total) {
        return Err(format!("the totals differ: {} and {total}", ours.total).into());
    }
    println!(
        "cairn-matching took {:.1} % of the time",
        100.0 * our_time.as_secs_f64() / their_time.as_secs_f64()
    );
    Ok(())
}
