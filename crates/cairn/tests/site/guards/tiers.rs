//! Every table with a participant's own words says who reads them, or is on a list with its reason. The list may only
//! shrink.

use std::collections::{BTreeMap, BTreeSet};

/// Columns in which somebody says something in their own words, or answers.
const WORDS: [&str; 14] = [
    "words",
    "why",
    "did",
    "response",
    "next_step",
    "comment",
    "hopes",
    "strengths",
    "living_situation",
    "work_situation",
    "family_situation",
    "other_help",
    "answers",
    "needs",
];

/// Tables with words and without a tier of their own, and why.
const WITHOUT_TIER: &[(&str, &str)] = &[
    ("audit_entries", "codes of why a record was opened, which the participant reads"),
    ("break_glass_openings", "why a member of staff opened a record; the participant's words are not in it"),
    ("break_glass_reviews", "a privacy officer's finding"),
    ("call_closings", "before there is a record"),
    ("cancellations", "why a session was called off: read by its two sides and who plans"),
    ("complaint_answers", "the program's answer to whoever complained"),
    ("complaint_findings", "the privacy officer's"),
    ("complaints", "told to the privacy officer, who says so on the page"),
    ("consent_doubts", "staff's, about a consent"),
    ("consent_events", "what ended a consent, in the words of staff"),
    ("consent_revocations", "written to whoever may open the consent"),
    ("contract_destructions", "the privacy officer's"),
    ("counsel_advice", "a lawyer's"),
    ("counseling_notes", "narrower than every tier: the author alone"),
    ("crises", "what staff saw in a crisis; read by who may open the record, as the page says"),
    ("crisis_calls", "as crises"),
    ("crisis_closings", "as crises"),
    ("crisis_entries", "as crises"),
    ("debrief_holdings", "between a supporter and their supervisor"),
    ("demand_closings", "the privacy officer's"),
    ("discharges", "an administrative statement"),
    ("emergency_reviews", "a supervisor's"),
    ("endings", "why a match ended, in the words of staff"),
    ("family_cancellations", "why a meeting was called off: read by the side whose meeting it is"),
    ("family_contacts", "how a family member is reached: read by whoever calls them"),
    ("family_endings", "why support ended, in the words of staff"),
    ("family_goal_rewordings", "has the tier of its goal"),
    ("family_meetings", "a family's, not a participant's"),
    ("family_steps", "has the tier of its goal"),
    ("first_calls", "before there is a record"),
    ("goal_rewordings", "has the tier of its goal"),
    ("group_note_returns", "a supervisor's words to a supporter"),
    ("hand_overs", "a code of why two people go on with others"),
    ("intakes", "told to the team on a page that says so"),
    ("legal_demands", "a court's"),
    ("next_step_outcomes", "before there is a record"),
    ("note_versions", "has the tier of its note"),
    ("outreaches", "a code of why somebody is looked for"),
    ("own_check_ins", "a supporter's about themselves: the author alone"),
    ("own_goal_rewordings", "as own_check_ins"),
    ("own_goals", "as own_check_ins"),
    ("own_plan_reviews", "as own_check_ins"),
    ("own_steps", "as own_check_ins"),
    ("plan_reviews", "has the tier of the plan: the team"),
    ("restriction_endings", "the program's, told to the participant"),
    ("restrictions", "a request to the program"),
    ("retaliation_checks", "the privacy officer's"),
    ("returns", "a supervisor's words to a supporter"),
    ("shared_wishes", "read by whoever walks with the family member"),
    ("steps", "has the tier of its goal"),
    ("verifications", "what an insurer said"),
    ("worksheet_versions", "has the tier of its worksheet"),
];

/// Columns of every table, as the migrations have them.
fn tables() -> BTreeMap<String, BTreeSet<String>> {
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut table = String::new();
    for line in cairn::app::migrations().iter().flat_map(|migration| migration.sqlite.lines()) {
        let mut parts = line.split_whitespace();
        match (parts.next(), parts.next(), parts.next()) {
            (Some("CREATE"), Some("TABLE"), Some(name)) => table = name.to_string(),
            (Some("ALTER"), Some("TABLE"), Some(name)) => {
                let column = line.split("ADD COLUMN ").nth(1).and_then(|rest| rest.split(' ').next());
                tables.entry(name.to_string()).or_default().extend(column.map(str::to_string));
            }
            (Some(column), Some(_), _) if line.starts_with("    ") && !column.starts_with("--") => {
                tables.entry(table.clone()).or_default().insert(column.to_string());
            }
            _ => {}
        }
    }
    tables
}

#[test]
fn every_table_with_words_says_who_reads_them() {
    let tables = tables();
    assert!(tables["asides"].contains("tier") && tables["notes"].contains("tier"), "{:?}", tables["notes"]);
    let with_words: BTreeSet<&str> = tables
        .iter()
        .filter(|(_, columns)| WORDS.iter().any(|word| columns.contains(*word)) && !columns.contains("tier"))
        .map(|(table, _)| table.as_str())
        .collect();
    let listed: BTreeSet<&str> = WITHOUT_TIER.iter().map(|(table, _)| *table).collect();
    let missing: Vec<_> = with_words.difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "give these tables a tier (see access::Tier), or say why they have none: {missing:?}"
    );
    let gone: Vec<_> = listed.difference(&with_words).collect();
    assert!(gone.is_empty(), "take these off the list: {gone:?}");
}
