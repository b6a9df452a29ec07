//! A complaint and what was done about it.

use jiff::{Timestamp, ToSpan, civil::Date};

use crate::ids::RowId;

pub const ABOUT: [&str; 5] = ["shared", "seen", "refused_right", "treated_badly", "other"];
pub const CAME_BY: [&str; 3] = ["paper", "phone", "in_person"];
pub const OUTCOMES: [&str; 3] = ["substantiated", "partly", "not_substantiated"];
pub const FOUND: [&str; 3] = ["none_found", "found", "cannot_ask"];
pub const LONGEST: usize = 4000;

/// No rule sets a day; a month is what this house promises on the page.
const ANSWER_DAYS: i64 = 30;
/// When somebody asks whether a person suffered for complaining.
const LOOK_BACK_DAYS: i64 = 90;

#[derive(Debug, Clone)]
pub struct Complaint {
    pub id: RowId,
    pub came_by: String,
    pub about: String,
    pub anonymous: bool,
    pub name: Option<String>,
    pub contact: Option<String>,
    pub words: String,
    pub received_at: Timestamp,
    /// Oldest first.
    pub findings: Vec<Words>,
    pub answer: Option<Answered>,
    pub checks: Vec<Check>,
}

#[derive(Debug, Clone)]
pub struct Words {
    pub words: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Answered {
    pub outcome: String,
    pub words: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Check {
    pub found: String,
    pub words: String,
    pub at: Timestamp,
}

pub fn answer_due_on(received_on: Date) -> Date {
    received_on.saturating_add(ANSWER_DAYS.days())
}

pub fn look_back_on(received_on: Date) -> Date {
    received_on.saturating_add(LOOK_BACK_DAYS.days())
}

/// The words with every record number taken out, so that a complaint cannot lead to a record: a number of this house is
/// 32 hexadecimal digits, with hyphens or without.
pub fn without_record_numbers(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut run = String::new();
    for letter in words.chars().chain(std::iter::once('\n')) {
        if letter.is_ascii_hexdigit() || (letter == '-' && !run.is_empty()) {
            run.push(letter);
            continue;
        }
        let digits = run.chars().filter(char::is_ascii_hexdigit).count();
        kept.push_str(if digits >= 32 { "…" } else { &run });
        run.clear();
        kept.push(letter);
    }
    kept.pop();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_29_a_record_number_is_taken_out_of_the_words() {
        let words = "They read /participants/01950000-1111-7222-8333-444455556666/plan and deadbeef.";
        assert_eq!(without_record_numbers(words), "They read /participants/…/plan and deadbeef.");
        assert_eq!(without_record_numbers("01950000111172228333444455556666"), "…");
        assert_eq!(without_record_numbers("a-b – 12 cafés"), "a-b – 12 cafés");
    }

    #[test]
    fn the_look_back_is_ninety_days_later() {
        let day: Date = "2026-12-01".parse().unwrap();
        assert_eq!(look_back_on(day).to_string(), "2027-03-01");
        assert_eq!(answer_due_on(day).to_string(), "2026-12-31");
    }
}
