//! How long it takes to score 1,000,000 BARC-10 answer sheets on one thread, beside a reference on the same table in the
//! same run: reading the cells as numbers and adding them up. `cargo run --release -p cairn-instruments --example speed`.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use cairn_instruments::{Scorer, find, score_table};

const SHEETS: usize = 1_000_000;

/// The best of five: what the machine does otherwise only adds.
fn best(mut work: impl FnMut()) -> Duration {
    let rounds = (0..5).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    rounds.min().unwrap_or_default()
}

fn main() {
    let barc = find("barc10", None).expect("the BARC-10 is there");
    // A cell in fifty is blank. The numbers are as even as dice and the same on every run.
    let mut state = 7_u64;
    let mut roll = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    };
    let mut sheets: Vec<[Option<i64>; 10]> = Vec::with_capacity(SHEETS);
    let mut table = String::from("id,item1,item2,item3,item4,item5,item6,item7,item8,item9,item10\n");
    for sheet in 0..SHEETS {
        let answers: [Option<i64>; 10] =
            std::array::from_fn(|_| (roll(50) > 0).then(|| i64::try_from(roll(6) + 1).unwrap_or(1)));
        let cells = answers.map(|answer| answer.map(|answer| answer.to_string()).unwrap_or_default());
        table.push_str(&format!("p{sheet},{}\n", cells.join(",")));
        sheets.push(answers);
    }

    let mut scorer = Scorer::new(barc);
    let scoring = best(|| {
        for sheet in &sheets {
            black_box(scorer.score(black_box(sheet)).map(|sheet| sheet.total).ok());
        }
    });
    let whole = best(|| {
        let tally = score_table(barc, table.as_bytes(), std::io::sink()).expect("the table can be read");
        black_box(tally);
    });
    let reference = best(|| {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).expect("the table can be read") {
            let cells = record.iter().skip(1).filter_map(|cell| std::str::from_utf8(cell).ok());
            black_box(cells.filter_map(|cell| cell.parse::<i64>().ok()).sum::<i64>());
        }
    });
    let seconds = Duration::as_secs_f64;
    println!("score 1,000,000 BARC-10 sheets:   {:.3} s", seconds(&scoring));
    println!("the same from CSV to CSV:         {:.3} s", seconds(&whole));
    println!("reading and adding the cells:     {:.3} s", seconds(&reference));
    println!("CSV to CSV beside the reference:  {:.2}", seconds(&whole) / seconds(&reference));
}
