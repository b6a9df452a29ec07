//! When something repeats: the value of an RFC 5545 RRULE over times of a clock on the wall.
//!
//! The rule knows no time zone: it is unfolded as if every day had 24 hours, and each time it gives is put into the
//! series' zone afterwards ([`Rule::instants`]). So "Tuesdays at 6:30" stays at 6:30 when the clocks change. What the clock
//! skips in spring is the moment after the gap, what it shows twice in autumn is the first (RFC 5545, 3.3.5).
//! This file alone knows `chrono`, which the `rrule` crate speaks.

use std::fmt::{self, Display, Formatter};

use chrono::{Datelike, NaiveDate, TimeZone as _, Timelike};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rrule::{Frequency, RRule, RRuleError, RRuleSet, Tz, Unvalidated};

/// A rule has at most this many occurrences that are written at once.
pub const MOST: usize = 1_000;
/// Every 60th week, month or year at most.
const LARGEST_INTERVAL: u16 = 60;
/// A rule whose first occurrence lies further away than this is a mistake.
const FIRST_WITHIN_DAYS: i64 = 366 * 5;

/// What is wrong with a rule: the key of a sentence, and the part that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub key: &'static str,
    pub part: String,
}

impl Wrong {
    fn new(key: &'static str, part: impl Display) -> Wrong {
        Wrong { key, part: part.to_string() }
    }
}

/// A rule that was checked against its first day, with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    text: String,
    set: RRuleSet,
    start: DateTime,
}

impl Rule {
    /// Reads the value of an RRULE that begins at `start`; `RRULE:` before it and small letters are fine. `UNTIL` may be a
    /// date (that whole day), a time of the clock on the wall, or an instant (`…Z`), which `zone` turns into one.
    pub fn read(text: &str, start: DateTime, zone: &TimeZone) -> Result<Rule, Wrong> {
        let text = normal(text)?;
        let (parts, until) = parts(&text, zone)?;
        let rule: RRule<Unvalidated> = parts.parse().map_err(refused)?;
        bounded(&rule)?;
        let from = utc(start).ok_or_else(|| Wrong::new("rule-start", start))?;
        if until.is_some_and(|until| until < start) {
            return Err(Wrong::new("rule-until-early", "UNTIL"));
        }
        let set = rule.build(from).map_err(refused)?.limit();
        let rule = Rule { text: parts, set, start };
        let latest = start.checked_add(FIRST_WITHIN_DAYS.days()).unwrap_or(start);
        let first = rule.times().next();
        if first.is_some_and(|first| first <= latest) { Ok(rule) } else { Err(Wrong::new("rule-no-day", "")) }
    }

    /// Reads a rule as it is kept.
    pub fn kept(text: &str, start: DateTime) -> Result<Rule, Wrong> {
        Rule::read(text, start, &TimeZone::UTC)
    }

    /// As a person may change it: an end is a time of the clock on the wall.
    pub fn shown(&self) -> String {
        self.text.split(';').map(|part| part.strip_suffix('Z').unwrap_or(part)).collect::<Vec<_>>().join(";")
    }

    /// Every time of the rule in order, without an end when the rule has none.
    fn times(&self) -> impl Iterator<Item = DateTime> + '_ {
        (&self.set).into_iter().filter_map(|at| {
            let date = Date::new(
                i16::try_from(at.year()).ok()?,
                i8::try_from(at.month()).ok()?,
                i8::try_from(at.day()).ok()?,
            );
            let (hour, minute) = (i8::try_from(at.hour()).ok()?, i8::try_from(at.minute()).ok()?);
            Some(date.ok()?.at(hour, minute, 0, 0))
        })
    }

    /// The times from `from` to before `to`, at most [`MOST`].
    pub fn between(&self, from: DateTime, to: DateTime) -> Vec<DateTime> {
        self.times().skip_while(|at| *at < from).take_while(|at| *at < to).take(MOST).collect()
    }

    /// The times that begin from one instant to before another, each with its instant in the zone.
    pub fn instants(
        &self,
        (from, to): (Timestamp, Timestamp),
        zone: &TimeZone,
    ) -> Vec<(DateTime, Timestamp)> {
        // A clock differs from itself by a day at most (Samoa, 2011), so a day more is looked at on both sides.
        let wall = |at: Timestamp| at.to_zoned_datetime(zone.clone()).datetime();
        let early = wall(from).checked_sub(1.day()).unwrap_or_else(|_| wall(from));
        let late = wall(to).checked_add(1.day()).unwrap_or_else(|_| wall(to));
        let mut found: Vec<(DateTime, Timestamp)> = self
            .between(early, late)
            .into_iter()
            .filter_map(|at| Some((at, instant(at, zone)?)))
            .filter(|(_, at)| (from..to).contains(at))
            .collect();
        found.dedup_by_key(|(_, at)| *at);
        found
    }

    /// The last day that it names itself, if it does.
    pub fn last_day(&self) -> Option<Date> {
        let until = self.text.split(';').find_map(|part| part.strip_prefix("UNTIL="))?;
        DateTime::strptime("%Y%m%dT%H%M%SZ", until).ok().map(|at| at.date())
    }

    pub fn start(&self) -> DateTime {
        self.start
    }
}

impl Display for Rule {
    /// As it is kept.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A time of the clock on the wall as an instant.
pub fn instant(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    at.to_zoned_datetime(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

fn utc(at: DateTime) -> Option<chrono::DateTime<Tz>> {
    let date = NaiveDate::from_ymd_opt(
        i32::from(at.year()),
        u32::try_from(at.month()).ok()?,
        u32::try_from(at.day()).ok()?,
    )?;
    let time = date.and_hms_opt(u32::try_from(at.hour()).ok()?, u32::try_from(at.minute()).ok()?, 0)?;
    Tz::UTC.from_local_datetime(&time).single()
}

/// Capitals, no spaces, no `RRULE:`.
fn normal(text: &str) -> Result<String, Wrong> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let text = text.strip_prefix("RRULE:").unwrap_or(&text).trim_matches(';').to_string();
    if text.is_empty() {
        return Err(Wrong::new("rule-empty", ""));
    }
    if text.len() > 300 {
        return Err(Wrong::new("rule-long", ""));
    }
    Ok(text)
}

/// The parts in order, each once, with `UNTIL` as the crate wants it, and that end as a time on the wall.
fn parts(text: &str, zone: &TimeZone) -> Result<(String, Option<DateTime>), Wrong> {
    let mut names: Vec<&str> = Vec::new();
    let (mut kept, mut until) = (Vec::new(), None);
    for part in text.split(';') {
        let Some((name, value)) = part.split_once('=').filter(|(_, value)| !value.is_empty()) else {
            return Err(Wrong::new("rule-part", part));
        };
        if names.contains(&name) {
            return Err(Wrong::new("rule-twice", name));
        }
        names.push(name);
        match name {
            "BYHOUR" | "BYMINUTE" | "BYSECOND" => return Err(Wrong::new("rule-within-day", name)),
            "UNTIL" => {
                let end = read_until(value, zone).ok_or_else(|| Wrong::new("rule-until", value))?;
                until = Some(end);
                kept.push(["UNTIL=", &end.strftime("%Y%m%dT%H%M%SZ").to_string()].concat());
            }
            _ => kept.push(part.to_string()),
        }
    }
    if names.contains(&"UNTIL") && names.contains(&"COUNT") {
        return Err(Wrong::new("rule-two-ends", "UNTIL, COUNT"));
    }
    // RFC 5545, 3.3.10: BYSETPOS chooses among what another BYxxx part gives. The crate would add one of its own.
    if names.contains(&"BYSETPOS") && names.iter().filter(|name| name.starts_with("BY")).count() == 1 {
        return Err(Wrong::new("rule-position", "BYSETPOS"));
    }
    Ok((kept.join(";"), until))
}

fn read_until(value: &str, zone: &TimeZone) -> Option<DateTime> {
    if !value.is_ascii() {
        return None;
    }
    if value.len() == 8 {
        return Some(Date::strptime("%Y%m%d", value).ok()?.at(23, 59, 59, 0));
    }
    let at = DateTime::strptime("%Y%m%dT%H%M%S", value.trim_end_matches('Z')).ok()?;
    // Kept rules have a time on the wall with a Z, as the crate asks for; a rule from elsewhere says an instant with it.
    // Both end the same day unless the instant is near midnight, which is why only the zone of a new rule counts.
    match (value.ends_with('Z'), *zone == TimeZone::UTC) {
        (true, false) => {
            let there = at.to_zoned_datetime(TimeZone::UTC).ok()?;
            Some(there.timestamp().to_zoned_datetime(zone.clone()).datetime())
        }
        _ => Some(at),
    }
}

/// No more often than daily, and no more occurrences than fit.
fn bounded(rule: &RRule<Unvalidated>) -> Result<(), Wrong> {
    if matches!(rule.get_freq(), Frequency::Hourly | Frequency::Minutely | Frequency::Secondly) {
        return Err(Wrong::new("rule-within-day", "FREQ"));
    }
    if !(1..=LARGEST_INTERVAL).contains(&rule.get_interval()) {
        return Err(Wrong::new("rule-interval", "INTERVAL"));
    }
    match rule.get_count() {
        Some(0) => Err(Wrong::new("rule-count", "COUNT")),
        Some(count) if count as usize > MOST => Err(Wrong::new("rule-count", "COUNT")),
        _ => Ok(()),
    }
}

/// What the crate says, as a sentence of ours that names the part.
fn refused(error: RRuleError) -> Wrong {
    use rrule::{ParseError as P, ValidationError as V};
    match error {
        RRuleError::ParserError(P::MissingProperty(name)) => Wrong::new("rule-missing", name),
        RRuleError::ParserError(P::UnrecognizedParameter(name)) => Wrong::new("rule-unknown", name),
        RRuleError::ParserError(
            P::InvalidFrequency(value)
            | P::InvalidWeekday(value)
            | P::InvalidWeekdayStart(value)
            | P::InvalidInterval(value)
            | P::InvalidCount(value)
            | P::InvalidByWeekNo(value)
            | P::InvalidByYearDay(value)
            | P::InvalidByMonthDay(value)
            | P::InvalidByMonth(value)
            | P::InvalidBySetPos(value),
        ) => Wrong::new("rule-value", value),
        RRuleError::ValidationError(V::InvalidByRuleAndFrequency { by_rule, freq }) => {
            Wrong::new("rule-not-together", [by_rule, freq.to_string()].join(", "))
        }
        RRuleError::ValidationError(
            V::InvalidFieldValue { field, .. }
            | V::InvalidFieldValueRange { field, .. }
            | V::InvalidFieldValueRangeWithFreq { field, .. },
        ) => Wrong::new("rule-value", field),
        RRuleError::ValidationError(V::BySetPosWithoutByRule) => Wrong::new("rule-position", "BYSETPOS"),
        RRuleError::ValidationError(V::UntilBeforeStart { .. }) => Wrong::new("rule-until-early", "UNTIL"),
        _ => Wrong::new("rule-other", ""),
    }
}
