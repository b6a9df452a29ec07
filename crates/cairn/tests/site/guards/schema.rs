//! Every table is known: whose data it holds. What erasure, export and encryption must cover is read off this list.

use std::collections::BTreeSet;

use cairn_db::{Error, dialect};

use crate::cast::Stage;

/// Holds what participants or callers said, did or are.
pub const OF_PARTICIPANTS: &[&str] = &[
    "agreement_withdrawals",
    "agreements",
    "approvals",
    "asides",
    "assessments",
    "attendances",
    "benefit_tiers",
    "break_glass_endings",
    "break_glass_openings",
    "break_glass_reviews",
    "call_closings",
    "call_reopenings",
    "cancellations",
    "cited_goals",
    "conflicts_of_interest",
    "counseling_notes",
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
    "erased_subjects",
    "erasure_request_endings",
    "erasure_requests",
    "erasures",
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
    "record_copies",
    "proposals",
    "returns",
    "sessions",
    "step_endings",
    "steps",
    "submissions",
    "taps",
    "tier_changes",
    "verifications",
    "wishes",
    "accounting_answers",
    "accounting_extensions",
    "accounting_requests",
    "disclosures",
    "emergency_disclosures",
    "emergency_reviews",
    "involvement_endings",
    "involvements",
    "permitted_reports",
    "received_records",
    "recipient_closings",
    "recipients",
    "restriction_answers",
    "restriction_endings",
    "restrictions",
    "shared_link_endings",
    "shared_link_failures",
    "shared_links",
    "free_times",
];
/// Holds what families said or are.
const OF_FAMILIES: &[&str] = &["families", "family_meetings", "family_members"];
/// Holds what supporters shared about themselves.
const OF_SUPPORTERS: &[&str] =
    &["peer_supporters", "shared_experiences", "supporter_languages", "supporter_pauses"];
/// Holds what the privacy officer keeps about people, sealed with the program's key: it outlives an erasure.
const OF_THE_PRIVACY_DESK: &[&str] = &[
    "audit_review_endings",
    "audit_review_participants",
    "audit_reviews",
    "complaint_answers",
    "complaint_findings",
    "complaint_origins",
    "complaints",
    "contract_channels",
    "contract_destructions",
    "contract_endings",
    "contracts",
    "counsel_advice",
    "counsel_tasks",
    "demand_clearances",
    "demand_closings",
    "incident_affected",
    "incident_affected_removals",
    "incident_assessments",
    "incident_closings",
    "incident_notices",
    "incidents",
    "legal_demands",
    "legal_hold_releases",
    "legal_holds",
    "notice_acknowledgments",
    "notice_bounces",
    "notice_deliveries",
    "notice_versions",
    "order_readings",
    "retaliation_checks",
];
/// Holds nothing anybody said.
const OF_THE_HOUSE: &[&str] = &[
    "audit_entries",
    "break_glass_tries",
    "audit_nodes",
    "ceremonies",
    "factor_removals",
    "factors",
    "data_keys",
    "deidentified_exports",
    "group_meetings",
    "import_undoings",
    "imports",
    "invitation_uses",
    "invitations",
    "key_marks",
    "migrations",
    "organization_identities",
    "passphrases",
    "part2_changes",
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
    let known: BTreeSet<String> =
        [OF_PARTICIPANTS, OF_FAMILIES, OF_SUPPORTERS, OF_THE_PRIVACY_DESK, OF_THE_HOUSE]
            .concat()
            .into_iter()
            .map(str::to_string)
            .collect();
    let unknown: Vec<_> = tables.symmetric_difference(&known).collect();
    assert!(unknown.is_empty(), "say whose data these tables hold, or take them off the list: {unknown:?}");
}
