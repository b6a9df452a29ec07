//! Reads a feed of any length and says how much memory that took: `cargo run --release --example feed -p cairn-meeting-guide -- 50000`
//! makes one up, in memory of its own size zero: entries are written as they are read.
#![allow(clippy::print_stdout)]

use std::io::Read;
use std::time::Instant;

use cairn_meeting_guide::read_meeting_guide;

/// A feed that is made up as it is read.
struct MadeUp {
    left: usize,
    made: usize,
    waiting: Vec<u8>,
}

impl Read for MadeUp {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.waiting.is_empty() && self.left > 0 {
            let at = self.made;
            let before = if at == 0 { "[" } else { "," };
            let after = if self.left == 1 { "]" } else { "" };
            self.waiting = format!(
                r#"{before}{{"name":"Meeting {at}","slug":"m-{at}","day":{},"time":"{:02}:30","types":["O","D","X"],
                "formatted_address":"{at} Main Street, Ashford, VA 22901, USA","latitude":38.{at:05},"longitude":-78.{at:05},
                "location":"Hall {at}","notes":"Ring twice. The door is at the back, beside the garden.","timezone":"America/New_York"}}{after}"#,
                at % 7,
                at % 24
            )
            .into_bytes();
            (self.made, self.left) = (at + 1, self.left - 1);
        }
        let many = buffer.len().min(self.waiting.len());
        for (to, from) in buffer.iter_mut().zip(self.waiting.drain(..many)) {
            *to = from;
        }
        Ok(many)
    }
}

/// Peak resident memory in KiB, where the system says so.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() {
    let many = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(50_000);
    let (before, start) = (peak(), Instant::now());
    let (mut meetings, mut faults) = (0, 0);
    let end = read_meeting_guide(MadeUp { left: many, made: 0, waiting: Vec::new() }, |entry| match entry {
        Ok(_) => meetings += 1,
        Err(_) => faults += 1,
    });
    println!(
        "{end:?}: {meetings} meetings, {faults} faults, {:?}, peak {before:?} to {:?} KiB",
        start.elapsed(),
        peak()
    );
}
