//! What a log of a million entries costs: growing the tree, appending to it, proving, verifying. No database.
//!
//! `cargo run --release -p cairn-proof --example million`
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

use std::time::Instant;

use cairn_proof::{
    Field, Frontier, Hash, appended, consistency, entry, inclusion, root_of, verify_consistency,
    verify_inclusion,
};

const ENTRIES: u64 = 1_000_000;

/// An entry of the usual size.
fn leaf(seq: u64) -> Hash {
    let text = |text: &str| Field::Text(text.to_string());
    let fields = [
        ("seq", Field::Integer(seq as i64)),
        ("id", text("019cae58-0000-7000-8000-000000000000")),
        ("at", Field::Integer(1_772_463_600_000 + seq as i64)),
        ("actor_id", text("019cae58-0000-7000-8000-000000000001")),
        ("acting_as", text("peer_supporter")),
        ("action", text("opened")),
        ("participant_id", text("019cae58-0000-7000-8000-000000000002")),
        ("object_kind", text("record")),
        ("object_id", Field::Nothing),
        ("why", text("support")),
        ("reason", Field::Nothing),
    ];
    entry::leaf_of("cairn.audit.entry.v1", fields.iter().map(|(name, field)| (*name, field)))
}

fn main() {
    let begun = Instant::now();
    let (mut tree, mut nodes) = (Frontier::new(), Vec::new());
    for seq in 1..=ENTRIES {
        tree.append(leaf(seq), |node| nodes.push(node));
    }
    println!("{ENTRIES} entries encoded, hashed and grown in {:.2} s", begun.elapsed().as_secs_f64());

    // As an application appends: one entry at a time, earlier nodes asked for by place.
    let mut kept: Vec<Hash> = Vec::new();
    let (mut asked, mut most) = (0_u64, 0);
    for (at, step) in [(0_u64, 1_000_u64), (10_000, 1_000), (100_000, 1_000), (900_000, 1_000)] {
        kept.clone_from(&nodes[..cairn_proof::tree::nodes(at) as usize].to_vec());
        let begun = Instant::now();
        for index in at..at + step {
            let mut own = 0;
            let made = appended(index, leaf(index + 1), |place| {
                own += 1;
                kept.get(place as usize).copied().ok_or(place)
            });
            kept.extend(made.unwrap().into_iter().map(|(_, hash)| hash));
            asked += own;
            most = most.max(own);
        }
        let micros = begun.elapsed().as_secs_f64() * 1e6 / step as f64;
        println!("appending at {at:>7} entries: {micros:.2} µs each");
    }
    println!("asked for {:.2} earlier nodes on average, {most} at most", asked as f64 / 4_000.0);

    let stored = |place: u64| nodes.get(place as usize).copied().ok_or(place);
    let begun = Instant::now();
    let root = root_of(ENTRIES, stored).unwrap();
    println!("root from nodes in {:.1} µs", begun.elapsed().as_secs_f64() * 1e6);
    assert_eq!(root, tree.root());
    let begun = Instant::now();
    for index in (0..ENTRIES).step_by(1_000) {
        let path = inclusion(index, ENTRIES, stored).unwrap();
        verify_inclusion(index, ENTRIES, leaf(index + 1), &path, root).unwrap();
    }
    println!("1000 entries proven and checked in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let begun = Instant::now();
    for earlier in (1_000..ENTRIES).step_by(1_000) {
        let path = consistency(earlier, ENTRIES, stored).unwrap();
        let before = (earlier, root_of(earlier, stored).unwrap());
        verify_consistency(before, (ENTRIES, root), &path).unwrap();
    }
    println!("999 earlier heads proven and checked in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
}
