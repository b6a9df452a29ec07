//! Scores as text: whole or decimal numbers, held as whole millionths so that sums are exact.

use std::fmt;

const MILLION: i128 = 1_000_000;
const PLACES: usize = 6;

/// A number of millionths, printed as the shortest exact decimal: `1500000` is `1.5`, `3000000` is `3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millionths(pub i128);

impl fmt::Display for Millionths {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let million = MILLION.unsigned_abs();
        let (whole, rest) = (self.0.unsigned_abs() / million, self.0.unsigned_abs() % million);
        let sign = if self.0 < 0 { "-" } else { "" };
        let places = format!("{rest:06}");
        match places.trim_end_matches('0') {
            "" => write!(out, "{sign}{whole}"),
            places => write!(out, "{sign}{whole}.{places}"),
        }
    }
}

/// Why a text is not a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAScore {
    NotANumber,
    TooManyPlaces,
    TooLarge,
}

impl NotAScore {
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::NotANumber => "is not a number",
            Self::TooManyPlaces => "has more than 6 decimal places",
            Self::TooLarge => "is too large",
        }
    }

    pub(crate) fn remedy(self) -> &'static str {
        match self {
            Self::NotANumber => {
                "write a whole or decimal number with a point and without an exponent, such as 3, 0.25 or -1.5"
            }
            Self::TooManyPlaces => "round it to 6 decimal places",
            Self::TooLarge => "keep scores between -9000000000000 and 9000000000000",
        }
    }
}

/// Reads a score as millionths: an optional sign, digits, and at most 6 decimal places after a point (further zeros
/// are allowed).
pub(crate) fn parse(text: &str) -> Result<i64, NotAScore> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, places) = match digits.split_once('.') {
        Some((_, "")) => return Err(NotAScore::NotANumber),
        Some((whole, places)) => (whole, places),
        None => (digits, ""),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(places) {
        return Err(NotAScore::NotANumber);
    }
    let places = places.trim_end_matches('0');
    if places.len() > PLACES {
        return Err(NotAScore::TooManyPlaces);
    }
    // The point moved six places to the right. Only digits are left, so a failure to read them means too many.
    let millionths: i128 = format!("{whole}{places:0<PLACES$}").parse().map_err(|_| NotAScore::TooLarge)?;
    i64::try_from(if negative { -millionths } else { millionths }).map_err(|_| NotAScore::TooLarge)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_people_write_are_read() {
        let read = [("3", 3_000_000), ("+0.25", 250_000), ("-1.5", -1_500_000), ("0.000001", 1), ("-0", 0)];
        for (text, millionths) in read {
            assert_eq!(parse(text), Ok(millionths), "{text}");
        }
        assert_eq!(parse("2.50000000"), Ok(2_500_000));
        assert_eq!(parse("9223372036854.775807"), Ok(i64::MAX));
    }

    #[test]
    fn what_is_not_a_score_says_why() {
        for text in ["", "-", "abc", "1e3", "5.", ".5", "1,5", "1.2.3", "0x1", "--1", "NaN", "1 000", "٣"] {
            assert_eq!(parse(text), Err(NotAScore::NotANumber), "{text}");
        }
        assert_eq!(parse("0.30000000000000004"), Err(NotAScore::TooManyPlaces));
        assert_eq!(parse("9223372036854.775808"), Err(NotAScore::TooLarge));
        assert_eq!(parse(&"9".repeat(80)), Err(NotAScore::TooLarge));
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back_exactly(millionths: i64) {
            prop_assert_eq!(parse(&Millionths(millionths.into()).to_string()), Ok(millionths));
        }
    }
}
