//! The words for the codes in a person's copy: what they chose, as it was called when they chose it.

use cairn_db::Value;

use super::copy::Line;
use crate::assessments::{in_words, library, words};
use crate::web::Text;

/// Table, column, and what the keys of its codes begin with.
const CODED: &[(&str, &str, &str)] = &[
    ("people", "gender", "stated-gender"),
    ("crises", "kind", "crisis-kind"),
    ("crisis_entries", "what", "crisis-entry"),
    ("crisis_calls", "outcome", "crisis-outcome"),
    ("reminder_contacts", "channel", "reminder-way"),
    ("intakes", "pathway", "intake-pathway"),
    ("intakes", "life_stage", "intake-life-stage"),
    ("intakes", "preferred_contact", "intake-contact"),
    ("agreements", "kind", "agreement-text"),
    ("discharges", "reason", "discharge-reason"),
    ("wishes", "kind", "experience-kind"),
    ("offer_answers", "answer", "copy-answer"),
    ("acceptances", "answer", "copy-answer"),
    ("cancellations", "kind", "cancellation"),
    ("series", "kind", "object"),
    ("taps", "value", "tap-own"),
    ("locators", "kind", "locator-kind"),
    ("locators", "message", "locator-message"),
    ("silences", "reason", "silence"),
    ("tiny_check_ins", "own_word", "tiny-word"),
    ("suprt_records", "kind", "follow-up-window"),
    ("suprt_records", "status", "suprt-status"),
    ("goal_closings", "reason", "goal-closing"),
    ("assessments", "instrument", "today-checkup"),
    ("assessments", "status", "assessment-status"),
    ("assessments", "mode", "assessment-mode"),
    ("assessments", "reason", "assessment-reason"),
    ("assessment_looks", "done", "assessment-look"),
    ("tier_changes", "kind", "object"),
    ("break_glass_openings", "reason", "break-glass-reason"),
    ("consents", "kind", "consent-kind"),
    ("restrictions", "kind", "copy-restriction"),
    ("restriction_answers", "answer", "copy-answer"),
    ("accounting_requests", "kind", "request-kind"),
    ("first_calls", "safe_to_leave_message", "form"),
    ("step_endings", "ending", "step-ending"),
    ("group_leavings", "reason", "groups-leaving"),
    ("family_members", "relation", "families-relation"),
    ("family_contacts", "safe_to_leave_message", "form"),
    ("family_profiles", "meets_families", "copy-flag"),
    ("family_traits", "kind", "family-trait"),
    ("family_goal_closings", "reason", "goal-closing"),
    ("family_step_endings", "ending", "step-ending"),
    ("family_meetings", "model", "families-model"),
    ("family_matches", "model", "families-model"),
    ("shared_agreements", "keeps", "copy-flag"),
    ("repair_amend_endings", "ending", "repair-amend"),
    ("repair_follow_ups", "due", "repair-due"),
];

/// The word for a code where there is one; what people said as they said it.
pub fn word(t: &Text, table: &str, name: &str, row: &[(String, Value)], text: &str) -> String {
    let is_code = !text.is_empty()
        && text.len() < 40
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !is_code {
        return text.to_string();
    }
    let listed = CODED.iter().find(|(of, column, _)| (*of, *column) == (table, name));
    let kind = match listed {
        Some((.., prefix)) => (*prefix).to_string(),
        // What a wish is about decides what its value is called.
        None if (table, name) == ("wishes", "value") => ["experience-", &kind(row)].concat(),
        None if (table, name) == ("family_traits", "value") => ["family-", &kind(row)].concat(),
        None => name.to_string(),
    };
    let key = [&kind, "-", text].concat().replace('_', "-");
    if t.has(&key) {
        return t.get(&key);
    }
    let asked = column(row, "version").filter(|_| (table, name) == ("assessments", "instrument"));
    let known = asked.and_then(|version| library::known(text, version));
    known.map_or_else(|| text.to_string(), |definition| words(t, &definition.name))
}

fn kind(row: &[(String, Value)]) -> String {
    column(row, "kind").unwrap_or_default().to_string()
}

fn column<'a>(row: &'a [(String, Value)], wanted: &str) -> Option<&'a str> {
    match row.iter().find(|(name, _)| name == wanted) {
        Some((_, Value::Text(text))) => Some(text),
        _ => None,
    }
}

/// A questionnaire as it was put and answered: each question, and the words of the answer.
pub fn answers(t: &Text, row: &[(String, Value)]) -> Vec<Line> {
    let (Some(id), Some(version)) = (column(row, "instrument"), column(row, "version")) else {
        return Vec::new();
    };
    let given: Vec<Option<i64>> =
        column(row, "answers").and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let Some(definition) = library::known(id, version) else { return Vec::new() };
    let told = in_words(t, definition, &given).into_iter();
    told.filter_map(|(label, value)| Some(Line { label, value: value? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    #[test]
    fn codes_become_words_and_words_stay() {
        let t = Text::new(Language::English, jiff::tz::TimeZone::UTC);
        let wish = [("kind".to_string(), Value::Text("parenting".to_string()))];
        for (table, name, code) in [
            ("intakes", "pathway", "harm_reduction"),
            ("wishes", "value", "reunifying"),
            ("wishes", "kind", "parenting"),
            ("offer_answers", "answer", "not_chosen"),
            ("assessments", "instrument", "who5"),
            ("sessions", "mode", "in_person"),
        ] {
            assert_ne!(word(&t, table, name, &wish, code), code, "{table}.{name}");
        }
        let said = [("kind".to_string(), Value::Text("relation".to_string()))];
        for (table, name, code) in [
            ("family_members", "relation", "grandparent"),
            ("family_contacts", "safe_to_leave_message", "unknown"),
            ("family_profiles", "meets_families", "1"),
            ("family_traits", "kind", "relation"),
            ("family_traits", "value", "parent"),
            ("family_step_endings", "ending", "dropped"),
            ("family_meetings", "model", "one_to_family"),
            ("shared_agreements", "keeps", "0"),
        ] {
            assert_ne!(word(&t, table, name, &said, code), code, "{table}.{name}");
        }
        assert_eq!(word(&t, "goals", "words", &[], "sleep"), "sleep");
        assert_eq!(word(&t, "intakes", "pathway", &[], "My own way"), "My own way");
    }
}
