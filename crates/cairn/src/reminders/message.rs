//! What a message says: that there is an appointment, and when. Made at the moment of sending.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::neutral::telling;
use crate::web::{Language, Text};

/// A message on its way, without its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who it is from, as a mailbox shows it: the name that the program gave itself for strangers, or nothing.
    pub from_name: Option<String>,
    pub subject: String,
    pub text: String,
}

/// The name that strangers may read; none if it tells what the program is for.
fn from_name(discreet_name: &str) -> Option<String> {
    Some(discreet_name.trim().to_string()).filter(|name| !name.is_empty() && telling(name).is_none())
}

impl Message {
    pub fn reminder(
        language: Language,
        zone: &TimeZone,
        starts_at: Timestamp,
        discreet_name: &str,
    ) -> Message {
        let t = Text::new(language, zone.clone());
        let when = [("day", t.on_day(&starts_at).into()), ("time", t.at_time(&starts_at).into())];
        Message {
            from_name: from_name(discreet_name),
            subject: t.get("reminder-message-subject"),
            text: t.args("reminder-message", when),
        }
    }

    /// Something new is waiting: not what, not from whom.
    pub fn waiting(language: Language, discreet_name: &str) -> Message {
        let t = Text::new(language, TimeZone::UTC);
        Message {
            from_name: from_name(discreet_name),
            subject: t.get("reminder-waiting-subject"),
            text: t.get("reminder-waiting-message"),
        }
    }

    /// Something waits, at a time that suits: not what.
    pub fn check_up(language: Language, discreet_name: &str) -> Message {
        let t = Text::new(language, TimeZone::UTC);
        Message {
            from_name: from_name(discreet_name),
            subject: t.get("reminder-check-up-subject"),
            text: t.get("reminder-check-up-message"),
        }
    }

    pub fn code(language: Language, code: &str, discreet_name: &str) -> Message {
        let t = Text::new(language, TimeZone::UTC);
        Message {
            from_name: from_name(discreet_name),
            subject: t.get("reminder-code-subject"),
            text: t.with("reminder-code-message", "code", code),
        }
    }

    pub fn test(language: Language, discreet_name: &str) -> Message {
        let t = Text::new(language, TimeZone::UTC);
        Message {
            from_name: from_name(discreet_name),
            subject: t.get("reminder-test-subject"),
            text: t.get("reminder-test-message"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_message_tells_a_stranger_anything_in_either_language() {
        let at: Timestamp = "2026-03-03T19:00:00Z".parse().unwrap();
        let zone = TimeZone::get("America/New_York").unwrap();
        for language in Language::ALL {
            for name in ["Valley", "Valley Recovery Community", ""] {
                let all = [
                    Message::reminder(language, &zone, at, name),
                    Message::waiting(language, name),
                    Message::check_up(language, name),
                    Message::code(language, "123456", name),
                    Message::test(language, name),
                ];
                for message in all {
                    let whole =
                        [message.from_name.unwrap_or_default(), message.subject, message.text].join(" ");
                    assert_eq!(telling(&whole), None, "{whole}");
                    assert!(!whole.contains("http") && !whole.contains('⟦'), "{whole}");
                }
            }
        }
    }

    #[test]
    fn the_time_is_the_program_s_and_the_words_are_the_person_s() {
        let at: Timestamp = "2026-03-03T19:00:00Z".parse().unwrap();
        let zone = TimeZone::get("America/New_York").unwrap();
        let english = Message::reminder(Language::English, &zone, at, "Valley");
        assert_eq!(english.text, "Reminder: you have an appointment on Tue, Mar 3, 2026 at 2:00 PM.");
        let spanish = Message::reminder(Language::Spanish, &zone, at, "Valley");
        assert_eq!(spanish.text, "Recordatorio: tiene una cita el mar 3 mar 2026 a las 14:00.");
    }
}
