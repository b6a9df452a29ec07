//! What a cell says as a date, before the order of its parts is known.

use crate::months::month;

/// Excel's counts of days that are taken for dates: five digits, so that no year is read as a count.
const SERIALS: std::ops::RangeInclusive<i32> = 10_000..=73_050;

/// A number as written: `01` has two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    pub value: i16,
    pub digits: usize,
}

impl Number {
    fn read(text: &str) -> Option<Self> {
        let digits = text.len();
        let plain = (1..=4).contains(&digits) && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = text.parse().ok()?;
        plain.then_some(Self { value, digits })
    }
}

/// What a text says as a date, before the order of its parts is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// Days by Excel's count.
    Serial(i32),
    /// A date that says itself which part is which.
    Known { year: Number, month: i16, day: Number },
    /// Three numbers in an order of their own, the first of at most two digits.
    Numbers([Number; 3]),
}

impl Written {
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        // No date is longer; a hostile cell is not looked into.
        if text.len() > 64 {
            return None;
        }
        let day = without_time(text);
        compact(day).or_else(|| numbers(day)).or_else(|| named(day))
    }
}

fn compact(text: &str) -> Option<Written> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    match whole.len() {
        5 => whole.parse().ok().filter(|days| SERIALS.contains(days)).map(Written::Serial),
        8 if whole == text => {
            let part = |from: usize, to: usize| text.get(from..to).and_then(Number::read);
            Some(Written::Known { year: part(0, 4)?, month: part(4, 6)?.value, day: part(6, 8)? })
        }
        _ => None,
    }
}

fn numbers(text: &str) -> Option<Written> {
    let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = text.split(separator).map(|part| Number::read(part.trim()));
    let (a, b, c) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || b.digits > 2 {
        return None;
    }
    match a.digits {
        1 | 2 => Some(Written::Numbers([a, b, c])),
        4 => Some(Written::Known { year: a, month: b.value, day: c }),
        _ => None,
    }
}

/// A date that names its month. Without a four-digit year in front the day comes before the year.
fn named(text: &str) -> Option<Written> {
    let joints = |c: char| c.is_whitespace() || matches!(c, '/' | '-' | ',');
    let mut numbers = Vec::new();
    let mut named = None;
    for word in text.split(joints).filter(|word| !word.is_empty()) {
        if let Some(number) = Number::read(ordinal(word)) {
            numbers.push(number);
        } else if let Some(month) = month(word) {
            if named.replace(month).is_some() {
                return None;
            }
        } else if !matches!(word.to_lowercase().as_str(), "de" | "del" | "of") {
            return None;
        }
    }
    let month = i16::from(named?);
    match *numbers.as_slice() {
        [year, day] if year.digits == 4 => Some(Written::Known { year, month, day }),
        [day, year] => Some(Written::Known { year, month, day }),
        _ => None,
    }
}

/// `31st` without the `st`, `1º` without the `º`; also a number without the period after it (`31. Jan`).
fn ordinal(word: &str) -> &str {
    let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = word.strip_prefix(number).unwrap_or_default().to_lowercase();
    if matches!(ending.as_str(), "st" | "nd" | "rd" | "th" | "." | "º" | "°") { number } else { word }
}

/// The date of a date with a time of day, such as `1/31/1990 12:30 PM` or `1990-01-31T00:00:00Z`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let before = text.get(..colon).unwrap_or_default();
    let hour = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let date = hour.strip_suffix(['T', ' ']).map(str::trim_end);
    let time = text.get(hour.len()..).unwrap_or_default();
    match date {
        Some(date) if is_time(time) => date,
        _ => text,
    }
}

fn is_time(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    let zone = upper.find(['Z', '+', '-']).unwrap_or(upper.len());
    let (clock, zone) = upper.split_at_checked(zone).unwrap_or_default();
    let clock = clock.trim_end_matches("AM").trim_end_matches("PM").trim_end();
    let zone_fits =
        zone.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'Z' | b'+' | b'-' | b':'));
    let mut parts = clock.split(':');
    let below = |part: Option<&str>, limit: u8| {
        part.and_then(|part| part.parse::<u8>().ok()).is_some_and(|value| value < limit)
    };
    let seconds = |part: &str| part.parse::<f32>().is_ok_and(|value| (0.0..61.0).contains(&value));
    below(parts.next(), 24)
        && below(parts.next(), 60)
        && parts.next().is_none_or(seconds)
        && parts.next().is_none()
        && zone_fits
}
