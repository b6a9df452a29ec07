//! Reasons, as they are kept with an offer and as each side is told them.

use cairn_matching::{FamilyReason, Slot, Trait};

use crate::families::trait_label;
use crate::matching::{Reader, Told, language_word, reason_lines, times_words};
use crate::web::Text;

/// Reasons as the database keeps them.
pub fn to_json<T: serde::Serialize>(reasons: &[T]) -> String {
    serde_json::to_string(reasons).unwrap_or_else(|_| "[]".to_string())
}

/// Why a supporter, for the family or for whoever helps them.
pub fn of_supporter(t: &Text, kept: &str, reader: Reader) -> Vec<String> {
    let reasons: Vec<Told> = serde_json::from_str(kept).unwrap_or_default();
    reason_lines(t, &reasons, reader)
}

/// Why another family: what both said, what the other says, what has helped them, and how they can talk.
pub fn of_family(t: &Text, kept: &str) -> Vec<String> {
    let reasons: Vec<FamilyReason> = serde_json::from_str(kept).unwrap_or_default();
    let mut times = Vec::new();
    let mut lines = Vec::new();
    for reason in &reasons {
        let (key, what) = match reason {
            FamilyReason::Alike { kind: Trait::Helped, value } => {
                ("family-reason-helped-both", trait_label(t, Trait::Helped, value))
            }
            FamilyReason::Theirs { kind: Trait::Helped, value } => {
                ("family-reason-helped", trait_label(t, Trait::Helped, value))
            }
            FamilyReason::Alike { kind, value } => ("family-reason-alike", trait_label(t, *kind, value)),
            FamilyReason::Theirs { kind, value } => ("family-reason-theirs", trait_label(t, *kind, value)),
            FamilyReason::Language { language } => ("offer-reason-language", language_word(t, language)),
            FamilyReason::Time { day, part } => {
                times.extend(Slot::new(*day, *part));
                continue;
            }
        };
        let name = if key == "offer-reason-language" { "language" } else { "what" };
        lines.push(t.with(key, name, what));
    }
    if !times.is_empty() {
        lines.push(t.with("offer-reason-times", "times", times_words(t, &times)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;
    use cairn_matching::Part;
    use jiff::tz::TimeZone;

    #[test]
    fn each_reason_has_words_in_every_language() {
        let reasons = [
            FamilyReason::Alike { kind: Trait::Stage, value: "apart".to_string() },
            FamilyReason::Alike { kind: Trait::Helped, value: "rest".to_string() },
            FamilyReason::Theirs { kind: Trait::Relation, value: "parent".to_string() },
            FamilyReason::Theirs { kind: Trait::Helped, value: "faith".to_string() },
            FamilyReason::Language { language: "es".to_string() },
            FamilyReason::Time { day: 3, part: Part::Evening },
        ];
        for language in Language::ALL {
            let t = Text::new(language, TimeZone::UTC);
            let lines = of_family(&t, &to_json(&reasons));
            assert_eq!(lines.len(), 6);
            assert!(lines.iter().all(|line| !line.contains('⟦')), "{lines:?}");
            assert!(of_family(&t, "[{\"reason\":\"moon\"}]").is_empty());
        }
    }
}
