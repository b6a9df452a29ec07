//! How figures are written: whole percents, one decimal, and what may not be shown.

use cairn_evidence::{Cell, Interval};

use crate::web::Text;

/// A share from 0 to 1 as whole percents, half away from zero.
pub fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

/// `64 % (45 to 80 %)`.
pub fn share(t: &Text, share: Option<f64>, interval: Option<Interval>) -> String {
    match (share, interval) {
        (Some(share), Some(at)) => t.args(
            "outcomes-share-with-interval",
            [
                ("share", percent(share).into()),
                ("low", percent(at.low).into()),
                ("high", percent(at.high).into()),
            ],
        ),
        (Some(share), None) => t.with("outcomes-share", "share", percent(share)),
        _ => String::new(),
    }
}

/// A count, or the words that stand for a hidden one.
pub fn cell(t: &Text, cell: Cell) -> String {
    match cell {
        Cell::Shown(count) => count.to_string(),
        Cell::Suppressed => t.get("outcomes-hidden"),
    }
}

/// One decimal, with the sign of the reader's minus.
pub fn decimal(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // Rounding can leave a negative zero, which would read as a loss.
    format!("{:.1}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// A change: always with its sign.
pub fn signed(value: f64) -> String {
    let text = decimal(value);
    if text.starts_with('-') || text == "0.0" { text } else { format!("+{text}") }
}

/// Two decimals, always with its sign: effects are smaller than scores.
pub fn hundredths(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { "0.00".to_string() } else { format!("{rounded:+.2}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_minus_before_nothing() {
        assert_eq!((decimal(-0.04), signed(-0.04), signed(2.25), signed(-1.26)).0, "0.0");
        assert_eq!(signed(2.26), "+2.3");
        assert_eq!(signed(-1.26), "-1.3");
        assert_eq!([0.158, -0.154, -0.004].map(hundredths), ["+0.16", "-0.15", "0.00"]);
        assert_eq!((percent(0.645), percent(0.0), percent(1.0)), (65, 0, 100));
    }
}
