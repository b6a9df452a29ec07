use cairn_matching::*;
use std::time::Instant;
fn run(name: &str, n: usize, m: usize, deg: usize, cap: u32, range: u64, base: i64) {
    let mut st = 9u64;
    let mut r = || {
        st = st.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        st >> 33
    };
    let mut e = vec![];
    for p in 0..n {
        let mut seen = std::collections::BTreeSet::new();
        while seen.len() < deg {
            seen.insert((r() as usize) % m);
        }
        for s in seen {
            e.push(Edge {
                participant: format!("p{p:05}"),
                supporter: format!("s{s:05}"),
                score: (r() % range) as i64 + base,
            });
        }
    }
    let c: Vec<_> = (0..m).map(|s| Capacity { supporter: format!("s{s:05}"), capacity: cap }).collect();
    let t = Instant::now();
    let a = solve(&e, &c).unwrap();
    println!(
        "{name}: {} edges total {} unassigned {} {:?}",
        e.len(),
        a.total,
        a.unassigned.len(),
        t.elapsed()
    );
    if deg == 30 && range == 1000 {
        let o: Vec<_> = a
            .pairs
            .iter()
            .step_by(100)
            .map(|p| Override::Forbid { participant: p.participant.clone(), supporter: p.supporter.clone() })
            .collect();
        let t = Instant::now();
        with_overrides(&e, &c, &o).unwrap();
        println!("  {} overrides {:?}", o.len(), t.elapsed());
    }
}
fn main() {
    run("random", 2000, 200, 30, 10, 1000, 1);
    run("scarce", 2000, 200, 30, 5, 1000, 1);
    run("few values", 2000, 200, 30, 10, 3, 1);
    run("all equal", 2000, 200, 30, 10, 1, 1);
    run("all equal scarce", 2000, 200, 30, 5, 1, 1);
    run("zero", 2000, 200, 30, 5, 1, 0);
    run("0/1", 2000, 200, 30, 5, 2, 0);
    run("neg", 2000, 200, 30, 10, 100, -50);
    run("dense ties", 2000, 200, 200, 5, 2, 0);
    run("big", 10000, 1000, 30, 10, 1000, 1);
    run("big scarce", 10000, 1000, 30, 5, 1000, 1);
}
