//! Reasons, as they are kept with an offer and as each reader is told them.

use cairn_matching::{Kind, Part, Reason, Slot};
use serde::{Deserialize, Serialize};

use super::{experience, languages, times};
use crate::web::Text;

/// A reason of `cairn_matching` as it is stored with an offer: codes, put into words when a page is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Told {
    SharedExperience { kind: Kind, value: String, wished: bool },
    SharedLanguage { language: String },
    AvailableAt { day: u8, part: Part },
    HasRoom,
}

impl From<Reason> for Told {
    fn from(reason: Reason) -> Told {
        match reason {
            Reason::SharedExperience { kind, value, wished } => {
                Told::SharedExperience { kind, value, wished }
            }
            Reason::SharedLanguage { language } => Told::SharedLanguage { language },
            Reason::AvailableAt { day, part } => Told::AvailableAt { day, part },
            Reason::HasRoom => Told::HasRoom,
        }
    }
}

/// Reasons as the database keeps them.
pub fn to_json(reasons: &[Told]) -> String {
    serde_json::to_string(reasons).unwrap_or_else(|_| "[]".to_string())
}

/// What cannot be read (a newer version wrote it) is no reason.
pub fn from_json(text: &str) -> Vec<Told> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Who reads: the participant is spoken to, everybody else reads about two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    Participant,
    Staff,
    /// The supporter who is asked learns what is in common, not how much room the program sees in their caseload.
    Supporter,
}

/// The reasons in plain words, in their order; the times of the week in one line.
pub fn lines(t: &Text, reasons: &[Told], reader: Reader) -> Vec<String> {
    let mut lines = Vec::new();
    let mut common_times = Vec::new();
    for reason in reasons {
        match reason {
            Told::SharedExperience { kind, value, wished } => {
                let key = match (reader, wished) {
                    (Reader::Participant, true) => "offer-reason-wished",
                    (Reader::Participant, false) => "offer-reason-lived",
                    _ => "offer-reason-in-common",
                };
                lines.push(t.with(key, "what", experience::label(t, *kind, value)));
            }
            Told::SharedLanguage { language } => {
                let key = if reader == Reader::Participant {
                    "offer-reason-language"
                } else {
                    "offer-reason-language-both"
                };
                lines.push(t.with(key, "language", languages::word(t, language)));
            }
            Told::AvailableAt { day, part } => common_times.extend(Slot::new(*day, *part)),
            Told::HasRoom => {}
        }
    }
    if !common_times.is_empty() {
        let key =
            if reader == Reader::Participant { "offer-reason-times" } else { "offer-reason-times-both" };
        lines.push(t.with(key, "times", times::words(t, &common_times)));
    }
    if reader != Reader::Supporter && reasons.contains(&Told::HasRoom) {
        lines.push(t.get("offer-reason-room"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;
    use jiff::tz::TimeZone;

    fn reasons() -> Vec<Told> {
        let experience = |value: &str, wished| Told::SharedExperience {
            kind: Kind::Parenting,
            value: value.into(),
            wished,
        };
        vec![
            experience("single_parent", true),
            experience("parent", false),
            Told::SharedLanguage { language: "es".into() },
            Told::AvailableAt { day: 0, part: Part::Morning },
            Told::AvailableAt { day: 4, part: Part::Evening },
            Told::HasRoom,
        ]
    }

    #[test]
    fn reasons_are_kept_as_codes_and_read_back() {
        assert_eq!(from_json(&to_json(&reasons())), reasons());
        assert_eq!(from_json("[{\"reason\":\"moon_phase\"}]"), []);
    }

    #[test]
    fn each_reader_is_told_in_their_own_words_and_no_key_shows() {
        for language in Language::ALL {
            let t = Text::new(language, TimeZone::UTC);
            let told = |reader| lines(&t, &reasons(), reader);
            assert_eq!(told(Reader::Participant).len(), 5);
            assert_eq!(told(Reader::Supporter).len(), 4, "a supporter is not told about their own room");
            assert_ne!(told(Reader::Participant), told(Reader::Staff));
            for line in told(Reader::Participant).into_iter().chain(told(Reader::Staff)) {
                assert!(!line.contains("offer-reason") && !line.contains("experience-"), "{line}");
            }
        }
    }
}
