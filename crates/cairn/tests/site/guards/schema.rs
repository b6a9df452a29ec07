//! Every table is known: whose data it holds. What erasure, export and encryption must cover is read off this list.

use std::collections::BTreeSet;

use cairn_db::{Error, dialect};

use crate::cast::Stage;

/// Holds what participants or callers said, did or are.
const OF_PARTICIPANTS: &[&str] = &[
    "agreement_withdrawals",
    "agreements",
    "approvals",
    "assessments",
    "attendances",
    "benefit_tiers",
    "call_closings",
    "call_reopenings",
    "cancellations",
    "cited_goals",
    "conflicts_of_interest",
    "consent_discardings",
    "consent_doubts",
    "consent_events",
    "consent_revocations",
    "consent_signatures",
    "consents",
    "crisis_responses",
    "discharges",
    "endings",
    "enrollments",
    "first_calls",
    "goal_closings",
    "goal_reopenings",
    "goal_ratings",
    "goal_rewordings",
    "goals",
    "holdings",
    "imported_people",
    "insurance_policies",
    "intakes",
    "match_limits",
    "matches",
    "next_step_outcomes",
    "next_steps",
    "note_versions",
    "notes",
    "offer_answers",
    "offers",
    "acceptances",
    "other_offer_requests",
    "participants",
    "people",
    "plan_reviews",
    "policy_terminations",
    "step_reopenings",
    "proposal_overrides",
    "proposals",
    "returns",
    "sessions",
    "step_endings",
    "steps",
    "submissions",
    "taps",
    "verifications",
    "wishes",
    "free_times",
];
/// Holds what families said or are.
const OF_FAMILIES: &[&str] = &["families", "family_meetings", "family_members"];
/// Holds what supporters shared about themselves.
const OF_SUPPORTERS: &[&str] =
    &["peer_supporters", "shared_experiences", "supporter_languages", "supporter_pauses"];
/// Holds nothing anybody said.
const OF_THE_HOUSE: &[&str] = &[
    "audit_entries",
    "audit_nodes",
    "ceremonies",
    "factor_removals",
    "factors",
    "data_keys",
    "group_meetings",
    "import_undoings",
    "imports",
    "invitation_uses",
    "invitations",
    "key_marks",
    "migrations",
    "organization_identities",
    "passphrases",
    "programs",
    "proposal_decisions",
    "receipts",
    "recovery_code_sets",
    "recovery_code_uses",
    "recovery_code_withdrawals",
    "recovery_codes",
    "retired_program_keys",
    "role_endings",
    "roles",
    "second_steps",
    "sign_in_failures",
    "sign_ins",
    "sign_outs",
    "site_closings",
    "sites",
    "support_groups",
];

#[tokio::test]
async fn every_table_is_known() {
    let stage = Stage::set().await;
    let dialect = stage.app.db.dialect();
    let tables: Result<Vec<String>, Error> =
        stage.app.db.read(move |tx| tx.all(dialect::tables(dialect), &[], |row| row.get("name"))).await;
    let tables: BTreeSet<String> = tables.unwrap().into_iter().collect();
    let known: BTreeSet<String> = [OF_PARTICIPANTS, OF_FAMILIES, OF_SUPPORTERS, OF_THE_HOUSE]
        .concat()
        .into_iter()
        .map(str::to_string)
        .collect();
    let unknown: Vec<_> = tables.symmetric_difference(&known).collect();
    assert!(unknown.is_empty(), "say whose data these tables hold, or take them off the list: {unknown:?}");
}
