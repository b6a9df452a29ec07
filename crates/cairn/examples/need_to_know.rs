//! Prints how many nanoseconds one question "may they know?" takes, with everything that is made for asking it: what an
//! opening of a record costs more than it would without the question.

use std::hint::black_box;
use std::time::Instant;

use cairn::access::may_know;
use cairn::ids::Chance;
use cairn_part2::{Need, NeedToKnow};
use jiff::Timestamp;

const ROUNDS: u32 = 1_000_000;

#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn main() {
    let now = Timestamp::UNIX_EPOCH;
    let chance = Chance::from_seed(1);
    let (program, reader, subject) = (chance.id(now), chance.id(now), chance.id(now));
    let known = NeedToKnow { need: Need::Caseload, until: None, wrote_counseling_notes: false };
    let begun = Instant::now();
    let permitted = (0..ROUNDS).filter(|_| may_know(program, reader, black_box(subject), known, now)).count();
    let each = begun.elapsed().as_nanos() / u128::from(ROUNDS);
    println!("{each} {permitted}");
}
