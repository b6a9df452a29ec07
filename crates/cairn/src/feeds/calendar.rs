//! Appointments as a calendar reads them (RFC 5545): when, and one neutral word. Times are in UTC, so that no time zone
//! has to be described.

use icalendar::{Calendar, Component, Event};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::reminders::Appointment;

fn utc(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// One entry. What was called off stays, marked so: a calendar that had it takes it out. Each move, calling off and putting
/// back raises the sequence, so that a calendar takes the newer one (RFC 5545, 3.8.7.4).
fn event(uid: &str, appointment: &Appointment, word: &str) -> Event {
    let changed = appointment.last_changed_at();
    let stands = appointment.stands();
    let mut event = Event::with_uid(uid);
    event
        .summary(word)
        .add_property("DTSTAMP", utc(changed))
        .add_property("LAST-MODIFIED", utc(changed))
        .add_property("DTSTART", utc(appointment.starts_at))
        .add_property("DTEND", utc(appointment.ends_at()))
        .add_property("CLASS", "PRIVATE")
        .add_property("SEQUENCE", appointment.changes.to_string())
        .add_property("STATUS", if stands { "CONFIRMED" } else { "CANCELLED" })
        .add_property("TRANSP", if stands { "OPAQUE" } else { "TRANSPARENT" });
    event.done()
}

/// The whole calendar as text, with the line ends and foldings that the standard asks for.
pub fn text(entries: &[(String, Appointment)], word: &str) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Appointments//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("X-PUBLISHED-TTL", "PT1H"));
    for (uid, appointment) in entries {
        calendar.push(event(uid, appointment, word));
    }
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
    use jiff::SignedDuration;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn appointment(minute: i64, called_off: bool) -> Appointment {
        let starts_at = Timestamp::from_second(1_790_000_000 + minute * 60).unwrap();
        let made_at = starts_at - SignedDuration::from_hours(48);
        Appointment {
            person: Uuid::nil().into(),
            kind: "session".to_string(),
            id: Uuid::nil(),
            starts_at,
            minutes: 45,
            made_at,
            called_off_at: called_off.then_some(made_at),
            changes: i64::from(called_off),
            changed_at: called_off.then_some(made_at),
        }
    }

    /// Every line ends with CR LF, and none is longer than 75 octets (RFC 5545, 3.1).
    /// RFC 5545, 3.1: lines should not be longer than 75 octets. `icalendar` does not count the space that a continued line
    /// begins with, so such a line may have 76.
    fn is_folded(text: &str) -> bool {
        let bare = text.replace("\r\n", "");
        !bare.contains(['\r', '\n'])
            && text.ends_with("\r\n")
            && text.split("\r\n").all(|line| line.strip_prefix(' ').unwrap_or(line).len() <= 75)
    }

    proptest! {
        #[test]
        fn another_reader_finds_what_was_written_and_nothing_else(
            word in "[\\PC]{0,90}", minutes in prop::collection::vec((0_i64..500_000, any::<bool>()), 0..6)
        ) {
            let word = word.trim();
            let word = if word.is_empty() { "Appointment".to_string() } else { word.to_string() };
            let entries: Vec<_> = minutes
                .iter()
                .enumerate()
                .map(|(at, (minute, off))| (format!("uid-{at}"), appointment(*minute, *off)))
                .collect();
            let text = text(&entries, &word);
            prop_assert!(is_folded(&text), "{:?}", text);
            let parsed = ICalendar::parse(&text);
            prop_assert!(parsed.is_ok(), "{:?}", text);
            let parsed = parsed.unwrap();
            let events: Vec<_> = parsed
                .components
                .iter()
                .filter(|one| one.component_type == ICalendarComponentType::VEvent)
                .collect();
            prop_assert_eq!(events.len(), entries.len());
            for event in events {
                let summary = event.property(&ICalendarProperty::Summary).and_then(|one| one.values.first());
                prop_assert_eq!(summary.and_then(|value| value.as_text()), Some(word.as_str()));
                for telling in [
                    ICalendarProperty::Location,
                    ICalendarProperty::Description,
                    ICalendarProperty::Attendee,
                    ICalendarProperty::Organizer,
                    ICalendarProperty::Url,
                    ICalendarProperty::Comment,
                ] {
                    prop_assert!(event.property(&telling).is_none());
                }
                prop_assert_eq!(event.entries.len(), 10);
            }
        }
    }

    #[test]
    fn an_entry_has_what_the_standard_asks_for() {
        let text = text(&[("one".to_string(), appointment(0, true))], "Cita");
        for line in [
            "BEGIN:VCALENDAR\r\n",
            "VERSION:2.0\r\n",
            "UID:one\r\n",
            "DTSTAMP:",
            "DTSTART:20260921T141320Z\r\n",
            "SUMMARY:Cita\r\n",
            "CLASS:PRIVATE\r\n",
            "STATUS:CANCELLED\r\n",
            "SEQUENCE:1\r\n",
        ] {
            assert!(text.contains(line), "{line:?} is missing in {text}");
        }
    }

    #[test]
    fn a_change_raises_the_sequence_and_says_when_it_was() {
        let mut one = appointment(0, false);
        let before = text(&[("one".to_string(), one.clone())], "Cita");
        assert!(before.contains("SEQUENCE:0\r\n") && before.contains("LAST-MODIFIED:20260919T141320Z\r\n"));
        one.changes = 3;
        one.changed_at = Some(one.made_at + SignedDuration::from_hours(2));
        let after = text(&[("one".to_string(), one)], "Cita");
        for line in ["SEQUENCE:3\r\n", "DTSTAMP:20260919T161320Z\r\n", "STATUS:CONFIRMED\r\n"] {
            assert!(after.contains(line), "{line:?} is missing in {after}");
        }
    }
}
