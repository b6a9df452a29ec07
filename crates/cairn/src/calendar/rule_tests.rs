//! Rules against the examples of RFC 5545 (3.8.5.3), against clocks that change, and against counting days by hand.

use jiff::civil::{DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use super::rule::{MOST, Rule, instant};

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

/// The first days of a rule that begins on Tuesday, September 2nd, 1997, at 9 unless said otherwise: the RFC's own start.
fn days(rule: &str, start: &str, many: usize) -> Vec<String> {
    let start: DateTime = start.parse().unwrap();
    let rule = Rule::read(rule, start, &zone("America/New_York")).unwrap();
    let far = start.checked_add(120.years()).unwrap();
    let found = rule.between(start, far);
    assert!(found.iter().all(|at| at.time() == start.time()), "the time on the wall stays");
    found.into_iter().take(many).map(|at| at.strftime("%m-%d").to_string()).collect()
}

const RFC: &str = "1997-09-02T09:00";

#[test]
fn the_examples_of_rfc_5545() {
    let cases: [(&str, &str, &[&str]); 14] = [
        (
            "FREQ=DAILY;COUNT=10",
            RFC,
            &["09-02", "09-03", "09-04", "09-05", "09-06", "09-07", "09-08", "09-09", "09-10", "09-11"],
        ),
        ("FREQ=DAILY;INTERVAL=10;COUNT=5", RFC, &["09-02", "09-12", "09-22", "10-02", "10-12"]),
        (
            "FREQ=WEEKLY;COUNT=10",
            RFC,
            &["09-02", "09-09", "09-16", "09-23", "09-30", "10-07", "10-14", "10-21", "10-28", "11-04"],
        ),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", RFC, &["09-02", "09-16", "09-30", "10-14", "10-28", "11-11"]),
        (
            "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
            RFC,
            &["09-02", "09-04", "09-09", "09-11", "09-16", "09-18", "09-23", "09-25", "09-30", "10-02"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
            RFC,
            &["09-02", "09-04", "09-16", "09-18", "09-30", "10-02", "10-14", "10-16"],
        ),
        (
            "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
            "1997-09-05T09:00",
            &["09-05", "10-03", "11-07", "12-05", "01-02", "02-06", "03-06", "04-03", "05-01", "06-05"],
        ),
        (
            "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
            "1997-09-22T09:00",
            &["09-22", "10-20", "11-17", "12-22", "01-19", "02-16"],
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-3",
            "1997-09-28T09:00",
            &["09-28", "10-29", "11-28", "12-29", "01-29", "02-26"],
        ),
        ("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3;COUNT=3", "1997-09-04T09:00", &["09-04", "10-07", "11-06"]),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
            "1997-09-29T09:00",
            &["09-29", "10-30", "11-27", "12-30", "01-29", "02-26", "03-30"],
        ),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", RFC, &["02-13", "03-13", "11-13", "08-13", "10-13"]),
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            "1996-11-05T09:00",
            &["11-05", "11-07", "11-02"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "1997-08-05T09:00",
            &["08-05", "08-17", "08-19", "08-31"],
        ),
    ];
    for (rule, start, expected) in cases {
        assert_eq!(days(rule, start, expected.len()), expected, "{rule}");
    }
    // What the first day of the week is makes a difference.
    assert_eq!(
        days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00", 9),
        ["08-05", "08-10", "08-19", "08-24"]
    );
}

#[test]
fn what_is_wrong_is_named() {
    let start: DateTime = "2026-03-02T18:30".parse().unwrap();
    for (text, key, part) in [
        ("", "rule-empty", ""),
        ("weekly", "rule-part", "WEEKLY"),
        ("FREQ=WEEKLY;FREQ=DAILY", "rule-twice", "FREQ"),
        ("INTERVAL=2", "rule-missing", "FREQ"),
        ("FREQ=HOURLY", "rule-within-day", "FREQ"),
        ("FREQ=DAILY;BYHOUR=9,17", "rule-within-day", "BYHOUR"),
        ("FREQ=DAILY;BYEASTER=1", "rule-unknown", "BYEASTER"),
        ("FREQ=WEEKLY;BYDAY=XX", "rule-value", "XX"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "rule-not-together", "BYMONTHDAY, WEEKLY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "rule-value", "32"),
        ("FREQ=DAILY;COUNT=1001", "rule-count", "COUNT"),
        ("FREQ=DAILY;COUNT=0", "rule-count", "COUNT"),
        ("FREQ=DAILY;INTERVAL=0", "rule-interval", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=61", "rule-interval", "INTERVAL"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20260401", "rule-two-ends", "UNTIL, COUNT"),
        ("FREQ=DAILY;UNTIL=yesterday", "rule-until", "YESTERDAY"),
        ("FREQ=DAILY;UNTIL=20260301", "rule-until-early", "UNTIL"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "rule-no-day", ""),
        ("FREQ=MONTHLY;BYSETPOS=1", "rule-position", "BYSETPOS"),
    ] {
        let wrong = Rule::read(text, start, &zone("America/New_York")).unwrap_err();
        assert_eq!((wrong.key, wrong.part.as_str()), (key, part), "{text}");
    }
    for fine in ["rrule:freq=weekly; byday=mo", "FREQ=DAILY;UNTIL=20260302", "FREQ=WEEKLY;"] {
        assert!(Rule::read(fine, start, &zone("America/New_York")).is_ok(), "{fine}");
    }
}

#[test]
fn an_end_is_a_day_a_time_on_the_wall_or_an_instant() {
    let start: DateTime = "2026-03-02T18:30".parse().unwrap();
    let last = |until: &str| {
        let text = ["FREQ=DAILY;UNTIL=", until].concat();
        let rule = Rule::read(&text, start, &zone("America/New_York")).unwrap();
        // Kept and read again it is the same rule.
        assert_eq!(Rule::kept(&rule.to_string(), start).unwrap(), rule);
        assert_eq!(Rule::read(&rule.shown(), start, &zone("America/New_York")).unwrap(), rule);
        rule.between(start, start.checked_add(1.year()).unwrap()).last().unwrap().date().to_string()
    };
    assert_eq!(last("20260310"), "2026-03-10");
    assert_eq!(last("20260310T180000"), "2026-03-09");
    // 6:30 pm in New York on the 9th, when clocks have changed, is 10:30 pm in London.
    assert_eq!(last("20260309T223000Z"), "2026-03-09");
    assert_eq!(last("20260309T222959Z"), "2026-03-08");
}

/// The instants of a weekly rule over a year, and the zone.
fn year(zone_name: &str, start: &str) -> (TimeZone, Vec<(DateTime, Timestamp)>) {
    let zone = zone(zone_name);
    let start: DateTime = start.parse().unwrap();
    let rule = Rule::read("FREQ=WEEKLY", start, &zone).unwrap();
    let first = instant(start, &zone).unwrap();
    let span = (first, first.checked_add((53 * 7 * 24).hours()).unwrap());
    let found = rule.instants(span, &zone);
    (zone, found)
}

#[test]
fn the_time_on_the_wall_stays_when_clocks_change() {
    // North, south, without change, half an hour, and a place that is 45 minutes off.
    for name in [
        "America/New_York",
        "Europe/London",
        "America/Phoenix",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "America/Santiago",
    ] {
        let (zone, found) = year(name, "2026-01-06T18:30");
        assert_eq!(found.len(), 53, "{name}");
        for (local, at) in &found {
            assert_eq!(at.to_zoned_datetime(zone.clone()).datetime(), *local, "{name}");
            assert_eq!((local.hour(), local.minute(), local.weekday()), (18, 30, Weekday::Tuesday), "{name}");
        }
    }
}

#[test]
fn what_the_clock_skips_is_after_the_gap_and_what_it_shows_twice_is_the_first() {
    // New York skips 2:30 on March 8th and shows 1:30 twice on November 1st, 2026 (both Sundays).
    let (_, found) = year("America/New_York", "2026-01-04T02:30");
    let gap = found.iter().find(|(local, _)| local.to_string().starts_with("2026-03-08")).unwrap();
    assert_eq!(gap.1.to_string(), "2026-03-08T07:30:00Z", "3:30 by the new time");
    let (_, found) = year("America/New_York", "2026-01-04T01:30");
    let fold = found.iter().find(|(local, _)| local.to_string().starts_with("2026-11-01")).unwrap();
    assert_eq!(fold.1.to_string(), "2026-11-01T05:30:00Z", "1:30 by the old time");
    // Lord Howe's clocks change by half an hour: 2:00 to 2:30 is skipped on October 4th, 2026.
    let (_, found) = year("Australia/Lord_Howe", "2026-01-04T02:15");
    let gap = found.iter().find(|(local, _)| local.to_string().starts_with("2026-10-04")).unwrap();
    assert_eq!(gap.1.to_string(), "2026-10-03T15:45:00Z");
    assert_eq!(found.len(), 53, "no week is left out");
}

#[test]
fn a_day_that_a_place_left_out_is_no_second_meeting() {
    // Samoa went from December 29th to 31st, 2011: what would be on the 30th is on the 31st, once.
    let zone = zone("Pacific/Apia");
    let start: DateTime = "2011-12-28T18:00".parse().unwrap();
    let rule = Rule::read("FREQ=DAILY;COUNT=6", start, &zone).unwrap();
    let first = instant(start, &zone).unwrap();
    let found = rule.instants((first, first.checked_add(240.hours()).unwrap()), &zone);
    let mut instants: Vec<_> = found.iter().map(|(_, at)| *at).collect();
    instants.dedup();
    assert_eq!(instants.len(), found.len());
    assert_eq!(found.len(), 5);
}

proptest! {
    /// Every so many weeks on some days, against walking through the days.
    #[test]
    fn weekly_rules_agree_with_a_walk_through_the_days(
        offset in 0_i64..900, every in 1_i64..5, mask in 1_u8..128, hour in 0_i8..24, minute in 0_i8..60,
        place in prop::sample::select(vec!["America/New_York", "Europe/London", "Australia/Sydney", "America/St_Johns"]),
    ) {
        let zone = zone(place);
        let start: DateTime = "2025-01-01T00:00".parse::<DateTime>().unwrap().checked_add(offset.days()).unwrap()
            .with().hour(hour).minute(minute).build().unwrap();
        let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let chosen: Vec<usize> = (0..7).filter(|day| mask & (1 << day) != 0).collect();
        let names: Vec<&str> = chosen.iter().map(|day| codes[*day]).collect();
        let text = ["FREQ=WEEKLY;INTERVAL=", &every.to_string(), ";BYDAY=", &names.join(",")].concat();
        let rule = Rule::read(&text, start, &zone).unwrap();
        let monday = start.checked_sub(i64::from(start.weekday().to_monday_zero_offset()).days()).unwrap();
        let expected: Vec<DateTime> = (0..400_i64)
            .map(|day| monday.checked_add(day.days()).unwrap())
            .filter(|at| *at >= start && chosen.contains(&(at.weekday().to_monday_zero_offset() as usize)))
            .filter(|at| {
                let days = monday.date().duration_until(at.date()).as_hours() / 24;
                days / 7 % every == 0
            })
            .filter(|at| *at < start.checked_add(371.days()).unwrap())
            .collect();
        prop_assert_eq!(rule.between(start, start.checked_add(371.days()).unwrap()), expected.clone());

        // In instants: nothing twice, in order, and on the wall as the rule says wherever the clock shows that time.
        let first = instant(start, &zone).unwrap();
        let found = rule.instants((first, first.checked_add((370 * 24).hours()).unwrap()), &zone);
        prop_assert!(found.windows(2).all(|pair| pair[0].1 < pair[1].1));
        for (local, at) in &found {
            prop_assert!(expected.contains(local));
            let shown = at.to_zoned_datetime(zone.clone()).datetime();
            prop_assert!(shown == *local || zone.to_ambiguous_zoned_datetime(*local).is_ambiguous());
        }
        prop_assert!(found.len() <= MOST);
    }

    /// Whatever is typed, reading it ends, and a rule that was read gives days in order.
    #[test]
    fn whatever_is_typed_is_a_rule_or_a_sentence(text in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY))?(;?(BYDAY|BYMONTH|COUNT|INTERVAL|UNTIL|BYSETPOS|X)=[-0-9A-Z,]{0,6}){0,4}") {
        let start: DateTime = "2026-03-02T18:30".parse().unwrap();
        if let Ok(rule) = Rule::read(&text, start, &TimeZone::UTC) {
            let found = rule.between(start, start.checked_add(2.years()).unwrap());
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
