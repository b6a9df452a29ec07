//! Reading one field of a form: each checks, and writes down what is wrong beside the field.

use std::ops::RangeInclusive;

use jiff::{Timestamp, ZonedDateTime, civil::Date, civil::Time, tz::TimeZone};

use super::form::{FieldError, Form};

impl Form {
    /// Trimmed text, none when empty, at most `longest` characters.
    pub fn text(&mut self, field: &str, longest: usize) -> Option<String> {
        let text = self.value(field).trim().replace("\r\n", "\n");
        if text.is_empty() {
            return None;
        }
        if text.chars().count() > longest {
            self.wrong_with(field, "form-too-long", "longest", longest as i64);
        }
        if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            self.wrong(field, "form-control-characters");
        }
        Some(text)
    }

    pub fn required_text(&mut self, field: &str, longest: usize) -> String {
        self.text(field, longest).unwrap_or_else(|| {
            self.wrong(field, "form-required");
            String::new()
        })
    }

    /// One of the codes, none when nothing was chosen.
    pub fn choice(&mut self, field: &str, codes: &[&str]) -> Option<String> {
        let chosen = self.value(field).to_string();
        if chosen.is_empty() {
            return None;
        }
        if !codes.contains(&chosen.as_str()) {
            self.wrong(field, "form-choose-listed");
        }
        Some(chosen)
    }

    pub fn required_choice(&mut self, field: &str, codes: &[&str]) -> String {
        self.choice(field, codes).unwrap_or_else(|| {
            self.wrong(field, "form-choose");
            String::new()
        })
    }

    /// Every checked code of a list.
    pub fn choices(&mut self, field: &str, codes: &[&str]) -> Vec<String> {
        let chosen: Vec<String> = self.values(field).into_iter().map(str::to_string).collect();
        if chosen.iter().any(|code| !codes.contains(&code.as_str())) {
            self.wrong(field, "form-choose-listed");
        }
        chosen
    }

    pub fn checked(&self, field: &str) -> bool {
        matches!(self.value(field), "1" | "on" | "yes" | "true")
    }

    pub fn integer(&mut self, field: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let text = self.value(field).trim().to_string();
        if text.is_empty() {
            return None;
        }
        match text.parse::<i64>() {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                let message = self.t.args(
                    "form-number-between",
                    [("low", (*range.start()).into()), ("high", (*range.end()).into())],
                );
                self.errors.push(FieldError { field: field.to_string(), message });
                None
            }
        }
    }

    pub fn required_integer(&mut self, field: &str, range: RangeInclusive<i64>) -> i64 {
        let low = *range.start();
        if self.value(field).trim().is_empty() {
            self.wrong(field, "form-required");
        }
        self.integer(field, range).unwrap_or(low)
    }

    /// Dollars as people write them (`$1,234.5`) as cents.
    pub fn cents(&mut self, field: &str) -> Option<i64> {
        let text = self.value(field).trim().to_string();
        if text.is_empty() {
            return None;
        }
        let cents = parse_cents(&text);
        if cents.is_none() {
            self.wrong(field, "form-not-money");
        }
        cents
    }

    pub fn date(&mut self, field: &str) -> Option<Date> {
        let text = self.value(field).trim().to_string();
        if text.is_empty() {
            return None;
        }
        let date = text.parse::<Date>().ok().filter(|date| (1900..=2200).contains(&date.year()));
        if date.is_none() {
            self.wrong(field, "form-not-a-date");
        }
        date
    }

    pub fn required_date(&mut self, field: &str) -> Date {
        if self.value(field).trim().is_empty() {
            self.wrong(field, "form-required");
        }
        self.date(field).unwrap_or_default()
    }

    pub fn time(&mut self, field: &str) -> Option<Time> {
        let text = self.value(field).trim().to_string();
        if text.is_empty() {
            return None;
        }
        let time = text.parse::<Time>().ok();
        if time.is_none() {
            self.wrong(field, "form-not-a-time");
        }
        time
    }

    /// A date field and a time field as an instant in the program's time zone. A time that the clock skips in
    /// spring means the moment after the gap; one that it shows twice in autumn means the first.
    pub fn required_instant(&mut self, date_field: &str, time_field: &str, zone: &TimeZone) -> Timestamp {
        let date = self.required_date(date_field);
        if self.value(time_field).trim().is_empty() {
            self.wrong(time_field, "form-required");
        }
        let time = self.time(time_field).unwrap_or_default();
        let instant = date
            .to_datetime(time)
            .to_zoned_datetime(zone.clone())
            .map(|zoned: ZonedDateTime| zoned.timestamp());
        instant.unwrap_or_else(|_| {
            self.wrong(date_field, "form-not-a-date");
            Timestamp::default()
        })
    }

    /// The id of something that was chosen from a list.
    pub fn id<T: std::str::FromStr>(&mut self, field: &str) -> Option<T> {
        let text = self.value(field).trim().to_string();
        if text.is_empty() {
            return None;
        }
        let id = text.parse().ok();
        if id.is_none() {
            self.wrong(field, "form-choose-listed");
        }
        id
    }

    /// An e-mail address: one @ with something on both sides. Only sending proves more.
    pub fn email(&mut self, field: &str) -> Option<String> {
        let email = self.text(field, 254)?;
        let fits = email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.contains('@')
                && !email.contains(char::is_whitespace)
        });
        if !fits {
            self.wrong(field, "form-not-an-email");
        }
        Some(email)
    }

    /// A phone number: 7 to 15 digits (ITU-T E.164), written as the person likes.
    pub fn phone(&mut self, field: &str) -> Option<String> {
        let phone = self.text(field, 40)?;
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let fits = phone.chars().all(|c| c.is_ascii_digit() || "+-(). extEXT#".contains(c));
        if !fits || !(7..=20).contains(&digits) {
            self.wrong(field, "form-not-a-phone");
        }
        Some(phone)
    }
}

fn parse_cents(text: &str) -> Option<i64> {
    let text = text.trim_start_matches('$').trim().replace(',', "");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    if whole.is_empty() && rest.is_empty() || rest.len() > 2 || whole.len() > 12 {
        return None;
    }
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if !digits(whole) || !digits(rest) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    format!("{rest:0<2}").parse::<i64>().ok().map(|rest| whole * 100 + rest)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::web::{Language, Text};

    fn form(fields: &[(&str, &str)]) -> Form {
        let mut form = Form::empty(Text::new(Language::English, TimeZone::UTC), Uuid::nil());
        fields.iter().for_each(|(name, value)| form.set(name, value));
        form
    }

    #[test]
    fn money_becomes_cents_without_rounding() {
        for (text, cents) in [("40", 4000), ("$1,234.5", 123_450), ("0.07", 7), (".5", 50), ("12.", 1200)] {
            assert_eq!(form(&[("a", text)]).cents("a"), Some(cents), "{text}");
        }
        for text in ["forty", "1.005", "-3", "1e5", "$", "99999999999999"] {
            let mut form = form(&[("a", text)]);
            assert_eq!(form.cents("a"), None, "{text}");
            assert!(form.error("a").is_some(), "{text}");
        }
    }

    #[test]
    fn a_missing_field_and_an_unlisted_choice_are_both_named() {
        let mut form = form(&[("kind", "hacker"), ("name", "  ")]);
        form.required_choice("kind", &["self", "family"]);
        form.required_text("name", 10);
        let fields: Vec<_> = form.errors().iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["kind", "name"]);
    }

    #[test]
    fn a_time_the_clock_skips_is_the_moment_after_the_gap() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let mut form = form(&[("d", "2026-03-08"), ("t", "02:30")]);
        let at = form.required_instant("d", "t", &zone);
        assert!(form.is_valid());
        assert_eq!(at.to_string(), "2026-03-08T07:30:00Z");
    }
}
