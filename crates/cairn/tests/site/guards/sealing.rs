//! What people said is sealed in every column that can hold it: the list of sealed columns is complete, and held
//! against real rows.

use std::collections::BTreeSet;

use cairn::sealing::TABLES;
use cairn_db::{Db, Dialect, Error, Tx, params};
use cairn_seal::sealed::MARK;

use crate::cast::Stage;
use crate::demo;

/// Codes, dates of the program's own, hashes, marks, addresses of pages: nothing anybody typed.
const CODES: &[(&str, &str)] = &[
    ("accounting_requests", "kind"),
    ("arrival_codes", "mark"),
    ("asides", "tier"),
    ("audit_reviews", "from_on until_on categories sampling"),
    ("break_glass_openings", "acting_as reason"),
    ("break_glass_reviews", "verdict"),
    ("check_ins", "tier"),
    ("complaint_answers", "outcome"),
    ("complaint_origins", "origin_hash"),
    ("complaints", "about came_by"),
    ("consent_events", "event"),
    ("consent_revocations", "revoked_how"),
    ("consent_signatures", "signer capacity signed_how signed_on authority language document_sha256"),
    ("consents", "kind elements_version wording_version origin"),
    ("contract_channels", "channel"),
    ("contract_destructions", "destroyed_on"),
    ("contract_endings", "ended_on"),
    ("contracts", "kind from_on until_on terms categories destroy_by"),
    ("counsel_tasks", "due_on"),
    ("counseling_notes", "held_on"),
    ("demand_closings", "outcome"),
    ("disclosures", "purpose categories basis notice_version labels path acting_as"),
    ("erasure_request_endings", "reason"),
    ("events", "kind series_at"),
    ("erasures", "basis certificate_hash kind"),
    ("goals", "tier"),
    ("group_meetings", "series_at"),
    ("incident_affected", "state"),
    ("incident_assessments", "nature_rating recipient_rating viewed_rating mitigation_rating conclusion"),
    ("incident_notices", "kind state given_on"),
    ("incidents", "kind discovered_on safeguard"),
    ("involvements", "class"),
    ("legal_demands", "kind received_on respond_by"),
    ("notes", "tier"),
    ("notice_deliveries", "hash language way"),
    ("notice_versions", "effective_on hash"),
    ("order_readings", "reading issued_on expires_on"),
    ("permitted_reports", "kind"),
    ("received_records", "received_on held_as categories labels"),
    ("recipients", "kind standing"),
    ("record_copies", "form"),
    ("restriction_answers", "answer"),
    ("restriction_endings", "how"),
    ("restrictions", "kind class purposes categories"),
    ("retaliation_checks", "found"),
    ("shared_links", "token_hash code_hash purpose categories acting_as"),
    ("tier_changes", "kind from_tier to_tier"),
    ("crises", "about kind"),
    ("crisis_calls", "outcome"),
    ("crisis_entries", "what"),
    ("safety_plans", "tier"),
    ("locators", "kind message tier"),
    ("silence_endings", "ended_on"),
    ("silences", "reason since_on"),
    ("suprt_records", "kind status done_on"),
    ("tiny_check_ins", "mode asked_on"),
    ("feeds", "token_hash language"),
    ("reminder_codes", "mark"),
    ("reminder_contacts", "channel text_version"),
    ("reminders", "kind channel state reason"),
    ("acceptances", "answer"),
    ("accompaniments", "kind part"),
    ("contact_wishes", "wish said_how"),
    ("hand_over_passings", "kind"),
    ("hand_over_sessions", "choice"),
    ("hand_overs", "why"),
    ("outreach_attempts", "way outcome next_on"),
    ("outreach_endings", "reason"),
    ("outreaches", "why first_on until_on"),
    ("telephone_calls", "outcome tier next_on"),
    ("telephone_endings", "reason"),
    ("telephone_follow_ups", "done"),
    ("telephone_schedules", "language message_safe"),
    ("telephone_supports", "first_on agreed_how"),
    ("agreements", "kind given_how text_version"),
    ("assessments", "side instrument version definition_hash due_window status answered_on tier"),
    ("audit_entries", "acting_as action object_kind why"),
    ("benefit_tiers", "network offered"),
    ("ceremonies", "token_hash kind state"),
    ("call_closings", "reason"),
    ("cancellations", "kind"),
    ("conflicts_of_interest", "kind"),
    ("data_keys", "wrapped program_key"),
    ("discharges", "reason last_contact_on discharged_on"),
    ("enrollments", "enrolled_on"),
    ("factors", "kind credential_id credential"),
    ("families", "name_key"),
    ("family_acceptances", "answer"),
    ("family_cancellations", "kind"),
    ("family_check_ins", "tier"),
    ("family_conflicts", "kind"),
    ("family_contacts", "safe_to_leave_message"),
    ("family_endings", "reason"),
    ("family_goal_closings", "reason"),
    ("family_goals", "tier"),
    ("family_match_endings", "wished_by"),
    ("family_matches", "model"),
    ("family_meetings", "model mode series_at"),
    ("family_members", "relation"),
    ("family_notes", "tier"),
    ("family_offer_answers", "answer"),
    ("family_offers", "model"),
    ("family_step_endings", "ending"),
    ("family_steps", "by_on"),
    ("family_traits", "kind showing"),
    (
        "first_calls",
        "caller_kind language safe_to_call safe_to_leave_message immediate_risk heard_from insurance",
    ),
    ("free_times", "part"),
    ("goal_closings", "reason"),
    ("endings", "wished_by"),
    ("imports", "kind file_hash"),
    ("insurance_policies", "plan_type subscriber_relation network effective_on ends_on"),
    ("intakes", "extent preferred_contact"),
    ("invitations", "kind token_hash"),
    ("key_marks", "name mark"),
    ("kiosk_openings", "token_hash"),
    ("kiosks", "token_hash"),
    ("match_limits", "language supporter_gender"),
    ("next_step_outcomes", "outcome"),
    ("note_versions", "mode setting what_i_did"),
    ("offer_answers", "answer"),
    ("offline_devices", "token_hash"),
    ("deidentified_exports", "sha256"),
    ("part2_changes", "mode"),
    ("passphrases", "hash"),
    // Who somebody is at their organization's own sign-in: its two names for it, not the person's.
    ("organization_identities", "issuer subject"),
    ("people", "email_key language born_key"),
    ("plan_reviews", "next_review_on"),
    ("policy_terminations", "terminated_on"),
    ("programs", "time_zone language exit_url"),
    ("proposal_decisions", "decision"),
    ("proposal_overrides", "kind"),
    ("receipts", "form_key path location"),
    ("recovery_code_sets", "salt"),
    ("recovery_codes", "hash"),
    ("roles", "role"),
    ("second_steps", "factor"),
    ("series", "kind rule first_at zone mode setting event_kind"),
    ("series_endings", "until_on"),
    ("sessions", "mode setting series_at"),
    ("shared_agreements", "side tier"),
    ("shared_notes", "tier"),
    ("shared_sessions", "mode"),
    ("shared_withdrawals", "side"),
    ("shared_experiences", "kind showing"),
    ("sign_in_failures", "account_hash origin_hash"),
    ("sign_ins", "token_hash means"),
    ("sign_outs", "reason"),
    ("step_endings", "ending"),
    ("steps", "by_on"),
    ("attendances", "source"),
    ("exchange_formings", "how"),
    ("exchange_limits", "kind"),
    ("exchange_notes", "tier"),
    ("exchange_watchers", "reason"),
    ("group_leavings", "reason"),
    ("meeting_plans", "shape odd"),
    ("group_note_parts", "tier"),
    ("group_note_versions", "not_billed"),
    ("group_notes", "tier"),
    ("group_place_answers", "answer"),
    ("group_rule_acceptances", "way"),
    ("group_wait_endings", "reason"),
    ("support_groups", "model admission course counted"),
    ("supporter_languages", "language"),
    ("taps", "side"),
    (
        "verifications",
        "method coverage_active peer_support_covered precertification pcp_referral session_limited
         plan_year_ends_on next_check_on",
    ),
    ("wishes", "kind"),
];

/// Words that a poster on the wall or a company's letterhead says too: of no person.
const OF_THE_HOUSE: &[(&str, &str)] = &[
    ("erasures", "certificate"),
    ("insurance_policies", "payer plan_name"),
    ("kiosks", "name"),
    // The notice hangs in the hall.
    ("notice_versions", "text_en text_es"),
    ("migrations", "name checksum"),
    ("group_note_versions", "unit_rule"),
    // Public lists of meetings, and what directories are told.
    ("mutual_help_feeds", "name kind url formats_url"),
    ("mutual_help_fetches", "outcome reason etag last_modified"),
    ("mutual_help_meetings", "name begins ends location address types entry"),
    ("mutual_help_publications", "begins types conference_url notes"),
    ("mutual_help_skips", "field reason"),
    ("note_versions", "unit_rule"),
    ("programs", "name discreet_name crisis_line on_call_phone settings"),
    ("retired_program_keys", "id"),
    ("rooms", "name"),
    ("sites", "name address"),
    // Ground rules hang on the wall, and so does the course.
    ("group_rules", "wording"),
    ("group_topics", "title"),
    ("support_groups", "name rhythm"),
];

/// Sealed by the stores of their rooms, with a subject that no column names: the program, whose key outlives an erasure,
/// or a thing of its own, such as a counseling note.
const BY_THEIR_ROOMS: &[(&str, &str)] = &[
    ("accounting_extensions", "reason"),
    ("asides", "words"),
    ("audit_review_endings", "reason"),
    ("break_glass_openings", "words"),
    ("break_glass_reviews", "words"),
    ("complaint_answers", "words"),
    ("complaint_findings", "words"),
    ("complaints", "name contact words"),
    ("consent_doubts", "words"),
    ("consent_events", "words"),
    ("consent_revocations", "words relied_on"),
    ("consent_signatures", "signed_name authority_document document"),
    ("consents", "terms"),
    ("contract_destructions", "words"),
    ("contract_endings", "reason"),
    ("contracts", "party contact reference scope approved_by"),
    ("counsel_advice", "words"),
    ("counsel_tasks", "what"),
    ("counseling_notes", "words"),
    ("deidentified_exports", "purpose"),
    ("demand_closings", "words"),
    ("disclosures", "recipient_name recipient_address description scope decision"),
    ("emergency_disclosures", "personnel facility discloser nature"),
    ("emergency_reviews", "words"),
    ("incident_assessments", "nature_words recipient_words viewed_words mitigation_words reason"),
    ("incident_closings", "learned"),
    ("incident_notices", "how"),
    ("incidents", "what"),
    ("legal_demands", "issuer reference words"),
    ("legal_hold_releases", "reason"),
    ("legal_holds", "reason"),
    ("order_readings", "court"),
    ("part2_changes", "reason"),
    ("permitted_reports", "authority facts justification"),
    ("received_records", "sender_name sender_address description content notice scope"),
    ("recipients", "name address phone"),
    ("restriction_answers", "reason"),
    ("restriction_endings", "words"),
    ("restrictions", "words"),
    ("retaliation_checks", "words"),
    ("shared_links", "description everything_reason"),
];

fn is_listed(list: &[(&str, &str)], table: &str, column: &str) -> bool {
    list.iter().any(|(name, columns)| *name == table && columns.split_whitespace().any(|one| one == column))
}

/// By its name, unless it is on a list.
fn is_id(table: &str, column: &str) -> bool {
    let named = column == "id" || column.ends_with("_id") || column.ends_with("_by");
    let listed = [CODES, OF_THE_HOUSE].iter().any(|list| is_listed(list, table, column));
    named && !listed && !is_sealed(table, column)
}

fn is_sealed(table: &str, column: &str) -> bool {
    let sealed = TABLES.iter().find(|sealed| sealed.name == table);
    is_listed(BY_THEIR_ROOMS, table, column)
        || sealed.is_some_and(|sealed| sealed.words.contains(&column) || sealed.data.contains(&column))
}

/// Every text column of the schema: table and column.
fn text_columns(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, Error> {
    let sql = match tx.dialect() {
        Dialect::Sqlite => {
            "SELECT m.name AS place, c.name AS field FROM sqlite_schema m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT' ORDER BY m.name, c.cid"
        }
        Dialect::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS place, CAST(column_name AS TEXT) AS field
             FROM information_schema.columns
             WHERE table_schema = current_schema() AND data_type = 'text' ORDER BY table_name, ordinal_position"
        }
    };
    tx.all(sql, &[], |row| Ok((row.get("place")?, row.get("field")?)))
}

#[tokio::test]
async fn every_text_column_is_sealed_or_known_to_hold_nobodys_words() {
    let stage = Stage::set().await;
    let columns: Vec<(String, String)> = stage.app.db.read(text_columns).await.unwrap();
    let mut wrong = Vec::new();
    for (table, column) in &columns {
        let kinds = [
            is_sealed(table, column),
            is_id(table, column),
            is_listed(CODES, table, column),
            is_listed(OF_THE_HOUSE, table, column),
        ];
        match kinds.iter().filter(|kind| **kind).count() {
            1 => {}
            0 => wrong.push(format!("{table}.{column}: seal it (src/sealing.rs), or say here what it holds")),
            _ => wrong.push(format!("{table}.{column}: listed twice")),
        }
    }
    let known: BTreeSet<(&str, &str)> =
        columns.iter().map(|(table, column)| (table.as_str(), column.as_str())).collect();
    let listed = CODES.iter().chain(OF_THE_HOUSE).chain(BY_THEIR_ROOMS);
    let listed =
        listed.flat_map(|(table, columns)| columns.split_whitespace().map(move |column| (*table, column)));
    let sealed = TABLES
        .iter()
        .flat_map(|sealed| sealed.words.iter().chain(sealed.data).map(move |column| (sealed.name, *column)));
    for (table, column) in listed.chain(sealed).filter(|one| !known.contains(one)) {
        wrong.push(format!("{table}.{column}: is listed and is no text column any more"));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What stands in the columns of a database that holds something: sealed where it must be, and in the clear only what
/// looks like an id or a code. Answers the sealed columns in which anything stands.
pub async fn check_columns(db: &Db) -> BTreeSet<(String, String)> {
    let found: Result<_, Error> = db
        .read(|tx| {
            let (mut filled, mut wrong) = (BTreeSet::new(), Vec::new());
            for (table, column) in text_columns(tx)? {
                let count = |tx: &mut Tx<'_>, condition: &str| {
                    let sql = format!(
                        "SELECT COUNT(*) AS n FROM {table} WHERE {column} IS NOT NULL AND (SUBSTR({column}, 1, 4) {condition})"
                    );
                    tx.count(&sql, params![MARK])
                };
                let (sealed, clear) = (count(tx, "= $1")?, count(tx, "<> $1")?);
                if is_sealed(&table, &column) {
                    if clear > 0 {
                        wrong.push(format!("{table}.{column}: {clear} values in the clear"));
                    }
                    if sealed > 0 {
                        filled.insert((table, column));
                    }
                    continue;
                }
                if sealed > 0 {
                    wrong.push(format!("{table}.{column}: is not on the list of sealed columns"));
                }
                let odd = if is_id(&table, &column) {
                    count(tx, &format!("<> $1 AND LENGTH({column}) <> 36"))?
                } else if is_listed(CODES, &table, &column) {
                    count(tx, &format!("<> $1 AND {column} LIKE '% %'"))?
                } else {
                    0
                };
                if odd > 0 {
                    wrong.push(format!("{table}.{column}: {odd} values that are no ids or codes"));
                }
            }
            assert!(wrong.is_empty(), "{wrong:#?}");
            Ok(filled)
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn the_demo_holds_every_sealed_column_and_no_word_in_the_clear() {
    let made = demo::usual().await;
    let filled = check_columns(&made.app.db).await;
    let all = TABLES.iter().flat_map(|sealed| {
        sealed
            .words
            .iter()
            .chain(sealed.data)
            .map(move |column| (sealed.name.to_string(), column.to_string()))
    });
    let unused = [
        "audit_entries.reason",
        "insurance_policies.subscriber_born_on",
        "sign_ins.device",
        "factors.name",
        "factors.secret",
        "proposals.content",
        "endings.words",
    ];
    let empty: Vec<String> = all
        .filter(|one| !filled.contains(one))
        .map(|(table, column)| format!("{table}.{column}"))
        .filter(|one| !unused.contains(&one.as_str()))
        .collect();
    assert!(empty.is_empty(), "the demo shows nothing of these: {empty:?}");
}
