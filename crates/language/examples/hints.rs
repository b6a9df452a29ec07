//! Prints the hints of the text on standard input, one a line, and on standard error the time they took:
//! `cargo run -p cairn-language --example hints -- [--self] < note.txt`

use std::io::{self, Read, Write};
use std::time::Instant;

use cairn_language::{Hints, Voice};

fn main() -> io::Result<()> {
    let own = std::env::args().any(|argument| argument == "--self");
    let voice = if own { Voice::OwnWords } else { Voice::Staff };
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let start = Instant::now();
    let hints = Hints::bundled();
    let compiled = start.elapsed();
    let start = Instant::now();
    hints.find(&text, voice);
    let first = start.elapsed();
    let start = Instant::now();
    let found = hints.find(&text, voice);
    let second = start.elapsed();
    let mut out = io::stdout().lock();
    for hint in &found {
        writeln!(
            out,
            "{}\t{}\t-> {}\t{:?}\t{}",
            hint.start,
            hint.text,
            hint.instead,
            hint.severity,
            hint.sources.join(",")
        )?;
    }
    eprintln!(
        "{} bytes, {} hints: terms compiled in {compiled:?}, first text {first:?}, again {second:?}",
        text.len(),
        found.len()
    );
    Ok(())
}
