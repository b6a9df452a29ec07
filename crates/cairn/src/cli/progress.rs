//! Progress of long work: a bar on a terminal, lines elsewhere, both on standard error.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::backup::Progress;

/// Counts rows whose number is not known beforehand.
pub(super) fn rows(doing: &'static str) -> (Progress, ProgressBar) {
    const LINES: u64 = 50_000;
    if !std::io::stderr().is_terminal() {
        let line = move |rows: u64| {
            if rows.is_multiple_of(LINES) {
                let _ = writeln!(std::io::stderr(), "{doing} {rows} rows");
            }
        };
        return (Arc::new(line), ProgressBar::hidden());
    }
    let bar = ProgressBar::new_spinner().with_message(doing);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos} rows, {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    let shown = bar.clone();
    (Arc::new(move |rows| shown.set_position(rows)), bar)
}
