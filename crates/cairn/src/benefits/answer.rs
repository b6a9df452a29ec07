//! An estimate in words that can be read aloud, and its working line by line.

use super::estimate::{Asked, Cost, Course, Estimate, Network, Share};
use crate::web::Text;

/// The answer for one tier.
pub struct TierAnswer {
    pub heading: String,
    /// The tier that counts, as far as is known where the program stands with the plan.
    pub is_ours: bool,
    /// What to say.
    pub sentences: Vec<String>,
    /// What to ask, so that the answer becomes closer.
    pub questions: Vec<String>,
    /// One when the answer is exact, else the best and the worst.
    pub workings: Vec<Working>,
}

/// How an amount comes about.
pub struct Working {
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// Sessions that cost the same, or the sum of all.
pub struct Block {
    pub heading: String,
    pub lines: Vec<Line>,
}

pub struct Line {
    pub label: String,
    /// How the amount was worked out; may be empty.
    pub working: String,
    pub amount: String,
    pub is_total: bool,
}

pub fn tier_answer(
    t: &Text,
    asked: Asked,
    network: Network,
    is_ours: bool,
    estimate: &Estimate,
) -> TierAnswer {
    let code = if network == Network::In { "in" } else { "out" };
    let heading = t.code("tier", code);
    let workings = if estimate.is_exact() {
        vec![working(t, asked, "estimate-working", &estimate.at_most)]
    } else {
        vec![
            working(t, asked, "estimate-at-least", &estimate.at_least),
            working(t, asked, "estimate-at-most", &estimate.at_most),
        ]
    };
    TierAnswer {
        sentences: sentences(t, asked, code, estimate),
        questions: estimate.questions.iter().map(|q| t.code("ask", q.code())).collect(),
        heading,
        is_ours,
        workings,
    }
}

fn sentences(t: &Text, asked: Asked, tier: &str, estimate: &Estimate) -> Vec<String> {
    let (low, high) = (estimate.at_least.total(), estimate.at_most.total());
    let money = |cents: i64| t.cents(&cents);
    let mut said: Vec<String> = estimate.refusals.iter().map(|c| t.code("refused", c.code())).collect();
    let opening = t.args(
        "answer-asked",
        [
            ("sessions", asked.sessions.into()),
            ("charge", money(asked.charge).into()),
            ("tier", t.code("answer-tier", tier).into()),
        ],
    );
    said.insert(0, opening);
    if estimate.is_one_price() && !estimate.is_exact() {
        said.push(t.with("answer-either-way", "person", money(high.person())));
        return said;
    }
    if !estimate.is_exact() {
        let amounts = [("low", money(low.person()).into()), ("high", money(high.person()).into())];
        said.push(t.args("answer-range", amounts));
        return said;
    }
    let amounts = [("person", money(high.person()).into()), ("plan", money(high.plan).into())];
    said.push(t.args("answer-exact", amounts));
    for (amount, key) in [
        (high.deductible, "answer-deductible"),
        (high.share, "answer-share"),
        (high.spared, "answer-spared"),
        (high.balance, "answer-balance"),
    ] {
        if amount > 0 {
            said.push(t.with(key, "amount", money(amount)));
        }
    }
    if high.uncovered > 0 && estimate.refusals.is_empty() {
        let beyond = estimate.at_most.sessions.iter().filter(|cost| cost.uncovered > 0).count() as i64;
        said.push(
            t.args("answer-uncovered", [("count", beyond.into()), ("amount", money(high.uncovered).into())]),
        );
    }
    said
}

fn working(t: &Text, asked: Asked, heading: &str, course: &Course) -> Working {
    let total = course.total();
    let mut blocks: Vec<Block> = course
        .runs()
        .into_iter()
        .map(|(first, last, cost)| Block {
            heading: run_heading(t, first, last),
            lines: lines(t, &cost, course.share),
        })
        .collect();
    let charges = t.args(
        "estimate-charges-working",
        [("sessions", asked.sessions.into()), ("charge", t.cents(&asked.charge).into())],
    );
    let mut sums = vec![line(t, "estimate-charges", charges, total.charge)];
    let parts = [
        ("estimate-plan-pays", total.plan),
        ("estimate-written-off", total.written_off),
        ("estimate-counted", total.counted()),
        ("estimate-balance", total.balance),
        ("estimate-uncovered", total.uncovered),
    ];
    sums.extend(
        parts
            .into_iter()
            .filter(|(_, amount)| *amount > 0)
            .map(|(key, amount)| line(t, key, String::new(), amount)),
    );
    sums.push(Line { is_total: true, ..line(t, "estimate-person-pays", String::new(), total.person()) });
    blocks.push(Block { heading: t.get("estimate-all"), lines: sums });
    Working { heading: t.get(heading), blocks }
}

fn run_heading(t: &Text, first: usize, last: usize) -> String {
    if first == last {
        t.with("estimate-session", "number", first as i64)
    } else {
        t.args("estimate-sessions", [("first", (first as i64).into()), ("last", (last as i64).into())])
    }
}

fn line(t: &Text, key: &str, working: String, cents: i64) -> Line {
    Line { label: t.get(key), working, amount: t.cents(&cents), is_total: false }
}

/// One session, step by step.
fn lines(t: &Text, cost: &Cost, share: Share) -> Vec<Line> {
    let money = |cents: i64| t.cents(&cents);
    let mut lines = vec![line(t, "estimate-charge", String::new(), cost.charge)];
    if cost.uncovered > 0 {
        lines.push(line(t, "estimate-uncovered", String::new(), cost.uncovered));
    } else {
        lines.push(line(t, "estimate-allowed", String::new(), cost.allowed));
        if cost.deductible > 0 {
            lines.push(line(t, "estimate-deductible", String::new(), cost.deductible));
        }
        let rest = cost.allowed - cost.deductible;
        if rest > 0 {
            lines.push(match share {
                Share::Coinsurance(points) => {
                    let percent = super::verification::hundredths(points);
                    let how = [("percent", percent.into()), ("amount", money(rest).into())];
                    line(t, "estimate-coinsurance", t.args("estimate-coinsurance-working", how), cost.share)
                }
                Share::Copay(_) => line(t, "estimate-copay", String::new(), cost.share),
            });
        }
        if cost.spared > 0 {
            lines.push(line(t, "estimate-spared", t.get("estimate-spared-working"), -cost.spared));
        }
        if cost.balance > 0 {
            let how = [("charge", money(cost.charge).into()), ("allowed", money(cost.allowed).into())];
            lines.push(line(t, "estimate-balance", t.args("estimate-balance-working", how), cost.balance));
        }
        if cost.written_off > 0 {
            lines.push(line(
                t,
                "estimate-written-off",
                t.get("estimate-written-off-working"),
                cost.written_off,
            ));
        }
        lines.push(line(t, "estimate-plan-pays", String::new(), cost.plan));
    }
    lines.push(Line { is_total: true, ..line(t, "estimate-person-pays", String::new(), cost.person()) });
    lines
}
