//! How often something takes place, as a form asks for it: plain choices, and a field for every other rule.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use super::rule::{Rule, Wrong};
use crate::web::{Choice, Form, Text};

/// Once; every week; every so many weeks on some days; every month on this weekday of the month; by a rule.
pub const CHOICES: [&str; 5] = ["once", "weekly", "days", "monthly", "rule"];
/// RFC 5545's names of the weekdays, Monday first.
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const MOST_TIMES: i64 = super::rule::MOST as i64;

/// What a form says about repeating: the value of an RRULE, or nothing for once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    rule: Option<String>,
}

impl Repeat {
    /// The fields `repeat`, `every`, `weekdays`, `rule`, `ends_on` and `ends_after` of something that begins on `first`.
    pub fn read(form: &mut Form, first: Date) -> Repeat {
        let chosen = form.choice("repeat", &CHOICES).unwrap_or_else(|| "once".to_string());
        let mut rule = match chosen.as_str() {
            "weekly" => "FREQ=WEEKLY".to_string(),
            "days" => on_days(form, first),
            "monthly" => monthly(first),
            "rule" => return Repeat::read_rule(form, first),
            _ => return Repeat { rule: None },
        };
        let (until, times) = (form.date("ends_on"), form.integer("ends_after", 1..=MOST_TIMES));
        match (until, times) {
            (Some(_), Some(_)) => form.wrong("ends_after", "rule-two-ends"),
            (Some(until), None) if until < first => form.wrong("ends_on", "rule-until-early"),
            (Some(until), None) => {
                rule.push_str(&[";UNTIL=", &until.strftime("%Y%m%d").to_string()].concat());
            }
            (None, Some(times)) => rule.push_str(&[";COUNT=", &times.to_string()].concat()),
            (None, None) => {}
        }
        Repeat { rule: Some(rule) }
    }

    fn read_rule(form: &mut Form, first: Date) -> Repeat {
        let text = form.text("rule", 300).unwrap_or_default();
        // The zone is known at the desk; whether the rule can be read does not depend on it.
        if let Err(wrong) = Rule::read(&text, first.at(0, 0, 0, 0), &TimeZone::UTC) {
            say(form, &wrong);
        }
        Repeat { rule: Some(text) }
    }

    /// The value of an RRULE; none for once.
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }
}

/// Writes beside the field what is wrong with its rule.
fn say(form: &mut Form, wrong: &Wrong) {
    form.wrong_with("rule", wrong.key, "part", wrong.part.as_str());
}

fn on_days(form: &mut Form, first: Date) -> String {
    let every = form.integer("every", 1..=26).unwrap_or(1);
    let mut days = form.choices("weekdays", &WEEKDAYS);
    if days.is_empty() {
        days.push(code(first.weekday()).to_string());
    }
    days.sort_by_key(|day| WEEKDAYS.iter().position(|known| known == day));
    ["FREQ=WEEKLY;INTERVAL=", &every.to_string(), ";BYDAY=", &days.join(",")].concat()
}

/// The weekday of the month on which a date falls: `2TU`, or `-1TU` for a fifth, which few months have.
fn monthly(first: Date) -> String {
    let nth = (i64::from(first.day()) - 1) / 7 + 1;
    let nth = if nth == 5 { -1 } else { nth };
    ["FREQ=MONTHLY;BYDAY=", &nth.to_string(), code(first.weekday())].concat()
}

fn code(day: Weekday) -> &'static str {
    WEEKDAYS.get(day.to_monday_zero_offset() as usize).copied().unwrap_or("MO")
}

/// The choices of the form, in the reader's language.
pub fn choices(t: &Text) -> Vec<Choice> {
    Choice::codes(t, "repeat", &CHOICES)
}

pub fn weekdays(t: &Text) -> Vec<Choice> {
    let day =
        |(at, code): (usize, &&str)| Choice::new(*code, t.get(&["weekday-short-", &at.to_string()].concat()));
    WEEKDAYS.iter().enumerate().map(day).collect()
}

/// A rule in words where there are words for it; otherwise the rule itself.
pub fn words(t: &Text, rule: &Rule) -> String {
    let text = rule.shown();
    let part = |name: &str| {
        text.split(';')
            .find_map(|part| part.split_once('=').filter(|(known, _)| *known == name))
            .map(|(_, v)| v)
    };
    let known = ["FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"];
    let plain = text.split(';').all(|one| one.split_once('=').is_some_and(|(name, _)| known.contains(&name)));
    let every: i64 = part("INTERVAL").and_then(|text| text.parse().ok()).unwrap_or(1);
    let start = rule.start().date();
    let begun = match (plain, part("FREQ"), part("BYDAY")) {
        (true, Some("WEEKLY"), days) => {
            let days = days.map_or_else(|| code(start.weekday()).to_string(), str::to_string);
            t.args("repeat-weekly-words", [("n", every.into()), ("days", days_in_words(t, &days).into())])
        }
        (true, Some("MONTHLY"), Some(day)) if every == 1 && nth(day).is_some() => {
            let (nth, day) = nth(day).unwrap_or((1, "MO"));
            let key = ["repeat-nth-", &nth.to_string().replace('-', "last-")].concat();
            t.with(&key, "day", days_in_words(t, day))
        }
        (true, Some("DAILY"), None) if every == 1 => t.get("repeat-daily-words"),
        _ => return text,
    };
    match (rule.last_day(), part("COUNT").and_then(|text| text.parse::<i64>().ok())) {
        (Some(until), _) => t.args("repeat-until", [("what", begun.into()), ("day", t.date(&until).into())]),
        (_, Some(times)) => t.args("repeat-times", [("what", begun.into()), ("n", times.into())]),
        _ => begun,
    }
}

fn nth(day: &str) -> Option<(i64, &str)> {
    let (number, weekday) = day.split_at_checked(day.len().checked_sub(2)?)?;
    let number: i64 = number.parse().ok()?;
    (matches!(number, 1..=4 | -1) && WEEKDAYS.contains(&weekday)).then_some((number, weekday))
}

fn days_in_words(t: &Text, codes: &str) -> String {
    let word = |code: &str| {
        let at = WEEKDAYS.iter().position(|known| *known == code)?;
        Some(t.get(&["weekday-short-", &at.to_string()].concat()))
    };
    let words: Vec<String> = codes.split(',').filter_map(word).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;
    use uuid::Uuid;

    fn form(fields: &[(&str, &str)]) -> Form {
        let mut form = Form::empty(Text::new(Language::English, TimeZone::UTC), Uuid::nil());
        fields.iter().for_each(|(name, value)| form.set(name, value));
        form
    }

    fn rule(first: &str, fields: &[(&str, &str)]) -> Option<String> {
        let mut form = form(fields);
        let repeat = Repeat::read(&mut form, first.parse().unwrap());
        assert!(form.is_valid(), "{:?}", form.errors());
        repeat.rule().map(str::to_string)
    }

    #[test]
    fn plain_choices_become_rules() {
        assert_eq!(rule("2026-03-10", &[]), None);
        assert_eq!(rule("2026-03-10", &[("repeat", "weekly")]).unwrap(), "FREQ=WEEKLY");
        let days =
            [("repeat", "days"), ("every", "2"), ("weekdays", "TH"), ("weekdays", "TU"), ("ends_after", "6")];
        assert_eq!(rule("2026-03-10", &days).unwrap(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=6");
        let monthly = [("repeat", "monthly"), ("ends_on", "2026-12-31")];
        assert_eq!(rule("2026-03-10", &monthly).unwrap(), "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261231");
        assert_eq!(rule("2026-03-31", &[("repeat", "monthly")]).unwrap(), "FREQ=MONTHLY;BYDAY=-1TU");
    }

    #[test]
    fn two_ends_and_a_rule_that_cannot_be_read_are_said() {
        let mut two = form(&[("repeat", "weekly"), ("ends_on", "2026-12-31"), ("ends_after", "3")]);
        Repeat::read(&mut two, "2026-03-10".parse().unwrap());
        assert!(two.error("ends_after").is_some());
        let mut wrong = form(&[("repeat", "rule"), ("rule", "FREQ=WEEKLY;BYDAY=XX")]);
        Repeat::read(&mut wrong, "2026-03-10".parse().unwrap());
        assert!(wrong.error("rule").unwrap().contains("XX"), "{:?}", wrong.error("rule"));
    }

    #[test]
    fn rules_are_put_into_words() {
        let t = Text::new(Language::English, TimeZone::UTC);
        let start = "2026-03-10T18:30".parse().unwrap();
        for (text, words) in [
            ("FREQ=WEEKLY", "Every week on Tue"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4", "Every 2 weeks on Mon, Wed, 4 times"),
            ("FREQ=MONTHLY;BYDAY=-1TU", "Every month on the last Tue"),
            (
                "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261231",
                "Every month on the second Tue, until Thu, Dec 31, 2026",
            ),
            ("FREQ=YEARLY;BYMONTH=3;BYDAY=2TU", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TU"),
        ] {
            let rule = Rule::read(text, start, &TimeZone::UTC).unwrap();
            assert_eq!(super::words(&t, &rule), words);
        }
    }
}
