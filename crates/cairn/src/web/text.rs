//! Words in the reader's language, and dates, times and money as that reader writes them.
//!
//! Every sentence a person sees stands in `locales/{en,es}/*.ftl`; a template asks for it by key. A key that is
//! missing shows as `⟦key⟧`, and a guard test fails.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use jiff::{Timestamp, civil::Date, civil::Time, tz::TimeZone};
use unic_langid::langid;

static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

/// The languages that are complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    English,
    Spanish,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::English, Language::Spanish];

    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
        }
    }

    /// The language in its own words.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Spanish => "Español",
        }
    }

    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|l| code == l.code() || code.starts_with(&format!("{}-", l.code())))
    }

    /// The first language of an `Accept-Language` header that is complete. Browsers list them in order.
    pub fn from_header(header: &str) -> Option<Language> {
        header.split(',').find_map(|part| Language::from_code(part.split(';').next()?.trim()))
    }
}

struct Bundles {
    english: FluentBundle<FluentResource>,
    spanish: FluentBundle<FluentResource>,
}

static BUNDLES: LazyLock<Bundles> =
    LazyLock::new(|| Bundles { english: bundle(Language::English), spanish: bundle(Language::Spanish) });

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let id = match language {
        Language::English => langid!("en-US"),
        Language::Spanish => langid!("es-US"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // The marks around inserted words are for mixed writing directions and would stand in every attribute.
    bundle.set_use_isolating(false);
    for file in files(language) {
        let resource = match FluentResource::try_new(file.1) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        // A key that two files define keeps its first text; the guard over translations names it.
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// File name and text of every translation file of a language, for the guard over translations too.
pub fn files(language: Language) -> Vec<(String, String)> {
    let Some(folder) = LOCALES.get_dir(language.code()) else {
        return Vec::new();
    };
    let mut files: Vec<(String, String)> = folder
        .files()
        .filter_map(|f| Some((f.path().file_name()?.to_str()?.to_string(), f.contents_utf8()?.to_string())))
        .collect();
    files.sort();
    files
}

/// Shown where a sentence is missing, and looked for by the guard that draws every page.
fn missing(key: &str) -> String {
    format!("⟦{key}⟧")
}

/// The reader's language and the program's time zone.
#[derive(Clone)]
pub struct Text {
    pub language: Language,
    pub zone: TimeZone,
}

impl Text {
    pub fn new(language: Language, zone: TimeZone) -> Text {
        Text { language, zone }
    }

    fn bundle(&self) -> &'static FluentBundle<FluentResource> {
        match self.language {
            Language::English => &BUNDLES.english,
            Language::Spanish => &BUNDLES.spanish,
        }
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let bundle = self.bundle();
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, args, &mut errors).into_owned())
    }

    /// The sentence called `key`.
    pub fn get(&self, key: &str) -> String {
        self.format(key, None).unwrap_or_else(|| missing(key))
    }

    pub fn has(&self, key: &str) -> bool {
        self.bundle().get_message(key).is_some_and(|m| m.value().is_some())
    }

    /// The longer text that goes with a heading: the sentence called `key-text`.
    pub fn text_of(&self, key: &str) -> String {
        self.get(&format!("{key}-text"))
    }

    /// The sentence with one value in it.
    pub fn with<'v>(&self, key: &str, name: &str, value: impl Into<FluentValue<'v>>) -> String {
        self.args(key, [(name, value.into())])
    }

    /// The sentence with several values in it: `t.args("k", [("n", 3.into()), ("who", name.into())])`.
    pub fn args<'v, const N: usize>(&self, key: &str, values: [(&str, FluentValue<'v>); N]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(name.to_string(), value);
        }
        self.format(key, Some(&args)).unwrap_or_else(|| missing(key))
    }

    /// The word for a code: `t.code("mode", "in_person")` is the text `mode-in-person`.
    pub fn code(&self, kind: &str, code: &str) -> String {
        self.get(&format!("{kind}-{}", code.replace('_', "-")))
    }

    /// `Mon, Nov 23, 2026` or `lun 23 nov 2026`.
    pub fn date(&self, date: &Date) -> String {
        let weekday = self.get(&format!("weekday-short-{}", date.weekday().to_monday_zero_offset()));
        let month = self.get(&format!("month-short-{}", date.month()));
        match self.language {
            Language::English => format!("{weekday}, {month} {}, {}", date.day(), date.year()),
            Language::Spanish => format!("{weekday} {} {month} {}", date.day(), date.year()),
        }
    }

    /// `3:05 PM` or `15:05`.
    pub fn time(&self, time: &Time) -> String {
        match self.language {
            Language::English => {
                let hour = if time.hour() % 12 == 0 { 12 } else { time.hour() % 12 };
                format!("{hour}:{:02} {}", time.minute(), if time.hour() < 12 { "AM" } else { "PM" })
            }
            Language::Spanish => format!("{}:{:02}", time.hour(), time.minute()),
        }
    }

    /// The calendar date of an instant in the program's time zone.
    pub fn day_of(&self, at: &Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.clone()).date()
    }

    pub fn on_day(&self, at: &Timestamp) -> String {
        self.date(&self.day_of(at))
    }

    pub fn at_time(&self, at: &Timestamp) -> String {
        self.time(&at.to_zoned_datetime(self.zone.clone()).time())
    }

    /// Date and time of an instant in the program's time zone.
    pub fn instant(&self, at: &Timestamp) -> String {
        format!("{}, {}", self.on_day(at), self.at_time(at))
    }

    /// `7 h 30 min`, from minutes.
    pub fn hours(&self, minutes: &i64) -> String {
        self.args("hours-and-minutes", [("hours", (minutes / 60).into()), ("minutes", (minutes % 60).into())])
    }

    /// `$1,234.50`, from integer cents. Spanish in the United States writes dollars the same way.
    pub fn cents(&self, cents: &i64) -> String {
        let sign = if *cents < 0 { "-" } else { "" };
        let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        let digits = whole.to_string();
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        format!("{sign}${grouped}.{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(language: Language) -> Text {
        Text::new(language, TimeZone::UTC)
    }

    #[test]
    fn money_is_written_with_groups_and_two_digits() {
        let t = text(Language::English);
        assert_eq!(t.cents(&0), "$0.00");
        assert_eq!(t.cents(&123_456_705), "$1,234,567.05");
        assert_eq!(t.cents(&-99), "-$0.99");
    }

    #[test]
    fn the_browser_s_first_known_language_counts() {
        assert_eq!(Language::from_header("fr-CH, es-MX;q=0.9, en;q=0.8"), Some(Language::Spanish));
        assert_eq!(Language::from_header("de"), None);
        assert_eq!(Language::from_header("english"), None);
    }
}
