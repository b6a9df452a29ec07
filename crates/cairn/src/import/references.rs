//! What an import consists of, and everything else that may refer to it.
//!
//! A test holds both lists against the foreign keys of the schema, so that a new table cannot be forgotten: an
//! import whose people have a row in it must not be taken out.

/// A table with rows that an import writes, in the order in which they can be removed.
pub struct Part {
    pub table: &'static str,
    /// Removes the rows of import `$1`.
    pub removal: &'static str,
}

/// A column that may refer to a person of an import, or to something of theirs.
pub struct Reference {
    pub table: &'static str,
    pub column: &'static str,
    /// Line and person of each row that import `$1` did not write itself.
    pub since: &'static str,
    /// Makes an index of the column, and drops it.
    pub index: [&'static str; 2],
}

/// Columns of the import's own rows that need no looking at: the rows have no date, and changing them leaves an
/// entry in the audit log, which is looked at.
pub const OWN: [(&str, &str); 1] = [("supporter_languages", "supporter_id")];

macro_rules! parts {
    ($($table:literal: $which:literal;)*) => {
        &[$(Part { table: $table, removal: concat!("DELETE FROM ", $table, " WHERE ", $which) },)*]
    };
}

pub const PARTS: &[Part] = parts! {
    "shared_experiences": "supporter_id IN (SELECT s.id FROM peer_supporters s
        JOIN imported_people ip ON ip.person_id = s.person_id WHERE ip.import_id = $1)";
    "supporter_languages": "supporter_id IN (SELECT s.id FROM peer_supporters s
        JOIN imported_people ip ON ip.person_id = s.person_id WHERE ip.import_id = $1)";
    "peer_supporters": "person_id IN (SELECT person_id FROM imported_people WHERE import_id = $1)";
    "intakes": "participant_id IN (SELECT a.id FROM participants a
        JOIN imported_people ip ON ip.person_id = a.person_id WHERE ip.import_id = $1)";
    "enrollments": "participant_id IN (SELECT a.id FROM participants a
        JOIN imported_people ip ON ip.person_id = a.person_id WHERE ip.import_id = $1)";
    "participants": "person_id IN (SELECT person_id FROM imported_people WHERE import_id = $1)";
    "family_members": "person_id IN (SELECT person_id FROM imported_people WHERE import_id = $1)";
    // The keys with which families and people were sealed go with them.
    "data_keys": "subject_id IN (SELECT f.id FROM families f
        WHERE f.registered_at = (SELECT imported_at FROM imports WHERE id = $1)
            AND NOT EXISTS (SELECT 1 FROM family_members m WHERE m.family_id = f.id))";
    "families": "registered_at = (SELECT imported_at FROM imports WHERE id = $1)
        AND NOT EXISTS (SELECT 1 FROM family_members m WHERE m.family_id = families.id)";
    "roles": "person_id IN (SELECT person_id FROM imported_people WHERE import_id = $1)";
    "data_keys": "subject_id IN (SELECT person_id FROM imported_people WHERE import_id = $1)";
    "people": "id IN (SELECT person_id FROM imported_people WHERE import_id = $1)";
};

/// `table column;` or, where the import writes such rows too, `table column since instant;`: its own rows bear the
/// import's instant.
macro_rules! references {
    ($($way:tt: { $($table:literal $column:tt $(since $at:literal)?;)* })*) => {
        &[$($(Reference {
            table: $table,
            column: $column,
            index: [
                concat!("CREATE INDEX undo_", $table, "_", $column, " ON ", $table, " (", $column, ")"),
                concat!("DROP INDEX undo_", $table, "_", $column),
            ],
            since: concat!(
                "SELECT DISTINCT ip.line, ip.person_id FROM ", $table, " x ",
                references!(@way $way $column),
                " JOIN imports i ON i.id = ip.import_id WHERE ip.import_id = $1",
                $(" AND x.", $at, " <> i.imported_at",)?
                " ORDER BY ip.line, ip.person_id LIMIT 20"
            ),
        },)*)*]
    };
    (@way "person" $column:tt) => {
        concat!("JOIN imported_people ip ON ip.person_id = x.", $column)
    };
    (@way "participant" $column:tt) => {
        concat!("JOIN participants a ON a.id = x.", $column,
            " JOIN imported_people ip ON ip.person_id = a.person_id")
    };
    (@way "supporter" $column:tt) => {
        concat!("JOIN peer_supporters a ON a.id = x.", $column,
            " JOIN imported_people ip ON ip.person_id = a.person_id")
    };
    (@way "family" $column:tt) => {
        concat!("JOIN family_members a ON a.family_id = x.", $column,
            " JOIN imported_people ip ON ip.person_id = a.person_id")
    };
    (@way "member" $column:tt) => {
        concat!("JOIN family_members a ON a.id = x.", $column,
            " JOIN imported_people ip ON ip.person_id = a.person_id")
    };
    (@way "role" $column:tt) => {
        concat!("JOIN roles a ON a.id = x.", $column, " JOIN imported_people ip ON ip.person_id = a.person_id")
    };
    (@way "enrollment" $column:tt) => {
        concat!("JOIN enrollments n ON n.id = x.", $column,
            " JOIN participants a ON a.id = n.participant_id JOIN imported_people ip ON ip.person_id = a.person_id")
    };
    // Entries of the audit log name people without a foreign key; opening a record adds nothing to it.
    (@way "entry" "participant_id") => {
        "JOIN participants a ON a.id = x.participant_id AND x.action NOT IN ('opened', 'imported')
         JOIN imported_people ip ON ip.person_id = a.person_id"
    };
    (@way "entry" "object_id") => {
        "JOIN (SELECT p.person_id AS object_id, p.person_id FROM imported_people p
               UNION ALL SELECT s.id, s.person_id FROM peer_supporters s
               UNION ALL SELECT m.family_id, m.person_id FROM family_members m) a ON a.object_id = x.object_id
         JOIN imported_people ip ON ip.person_id = a.person_id"
    };
}

pub const REFERENCES: &[Reference] = references! {
    "person": {
        "people" "registered_by"; "consents" "begun_by"; "consents" "changed_by";
        "consent_discardings" "discarded_by"; "consent_signatures" "recorded_by";
        "consent_revocations" "revoked_by"; "consent_events" "recorded_by"; "consent_doubts" "doubted_by";
        "sites" "opened_by"; "site_closings" "closed_by"; "roles" "person_id" since "granted_at";
        "roles" "granted_by"; "role_endings" "ended_by"; "passphrases" "person_id";
        "invitations" "person_id"; "invitations" "made_by"; "factors" "person_id";
        "factor_removals" "removed_by"; "recovery_code_sets" "person_id";
        "organization_identities" "person_id"; "sign_ins" "person_id";
        "participants" "person_id" since "registered_at";
        "peer_supporters" "person_id" since "registered_at"; "peer_supporters" "supervisor_id";
        "supporter_pauses" "paused_by"; "receipts" "person_id"; "first_calls" "taken_by";
        "crisis_responses" "recorded_by"; "next_steps" "owner_id"; "next_steps" "set_by";
        "next_step_outcomes" "recorded_by"; "call_closings" "closed_by"; "call_reopenings" "reopened_by";
        "enrollments" "enrolled_by"; "intakes" "taken_by"; "agreements" "recorded_by";
        "agreement_withdrawals" "recorded_by"; "discharges" "discharged_by";
        "insurance_policies" "recorded_by"; "policy_terminations" "recorded_by";
        "verifications" "recorded_by"; "free_times" "person_id"; "conflicts_of_interest" "recorded_by";
        "offers" "made_by"; "offer_answers" "answered_by"; "acceptances" "answered_by";
        "other_offer_requests" "asked_by"; "matches" "matched_by"; "endings" "ended_by";
        "proposals" "proposed_by"; "proposal_overrides" "set_by"; "proposal_decisions" "decided_by";
        "rooms" "opened_by"; "room_closings" "closed_by"; "series" "leader_id"; "series" "with_id";
        "series" "begun_by"; "series_endings" "ended_by"; "events" "leader_id"; "events" "with_id";
        "events" "scheduled_by"; "callings_off" "called_off_by"; "callings_off" "withdrawn_by";
        "moves" "moved_by"; "walk_ins" "person_id"; "walk_ins" "recorded_by"; "sessions" "scheduled_by";
        "cancellations" "cancelled_by"; "holdings" "recorded_by"; "notes" "author_id";
        "note_versions" "saved_by"; "submissions" "submitted_by"; "returns" "returned_by";
        "approvals" "approved_by"; "goals" "set_by"; "goal_rewordings" "reworded_by";
        "goal_ratings" "rated_by"; "goal_closings" "closed_by"; "goal_reopenings" "reopened_by";
        "steps" "set_by"; "step_endings" "ended_by"; "step_reopenings" "reopened_by";
        "plan_reviews" "reviewed_by"; "assessments" "person_id"; "assessments" "recorded_by"; "assessment_looks" "looked_by";
        "instrument_choices" "chosen_by"; "instrument_packs" "added_by";
        "support_groups" "leader_id"; "group_co_leaders" "person_id"; "group_co_leaders" "named_by";
        "group_co_leader_endings" "ended_by"; "group_leader_changes" "from_id";
        "group_leader_changes" "to_id"; "group_leader_changes" "changed_by"; "group_endings" "ended_by";
        "group_topics" "added_by"; "group_topic_removals" "removed_by"; "group_rules" "written_by";
        "group_rule_acceptances" "person_id"; "group_rule_acceptances" "recorded_by";
        "group_memberships" "person_id"; "group_memberships" "recorded_by"; "group_leavings" "recorded_by";
        "group_waits" "person_id"; "group_waits" "recorded_by"; "group_wait_endings" "ended_by";
        "group_place_offers" "offered_by"; "group_place_answers" "answered_by";
        "meeting_facilitators" "person_id"; "meeting_facilitators" "recorded_by";
        "head_counts" "counted_by"; "meeting_code_tries" "person_id"; "meeting_plans" "planned_by";
        "exchange_round_starts" "started_by"; "exchange_formings" "formed_by";
        "exchange_confirmations" "confirmed_by"; "peer_exchanges" "giver_id";
        "peer_exchanges" "receiver_id"; "peer_exchanges" "listener_id"; "exchange_watchers" "person_id";
        "exchange_limits" "person_id"; "exchange_limits" "other_id"; "exchange_limits" "said_by";
        "exchange_limit_endings" "ended_by"; "exchange_notes" "person_id"; "group_notes" "author_id";
        "group_note_versions" "saved_by"; "group_note_parts" "person_id";
        "group_note_submissions" "submitted_by"; "group_note_returns" "returned_by";
        "group_note_approvals" "approved_by"; "support_groups" "begun_by"; "group_meetings" "scheduled_by";
        "attendances" "person_id"; "attendances" "recorded_by"; "ceremonies" "person_id";
        "break_glass_tries" "tried_by"; "break_glass_openings" "opened_by";
        "break_glass_endings" "ended_by"; "break_glass_reviews" "reviewed_by";
        "counseling_notes" "author_id"; "asides" "author_id"; "arrival_codes" "person_id";
        "arrivals" "person_id"; "supporter_figure_choices" "person_id"; "check_ins" "made_by"; "kiosks" "made_by"; "kiosk_revocations" "revoked_by";
        "day_count_starts" "set_by"; "day_count_start_undoings" "undone_by"; "day_count_returns" "noted_by";
        "day_count_return_undoings" "undone_by"; "day_count_showings" "chosen_by";
        "offline_devices" "person_id"; "offline_revocations" "revoked_by"; "tier_changes" "changed_by";
        "outreaches" "begun_by"; "outreach_assignments" "owner_id"; "outreach_assignments" "assigned_by";
        "outreach_attempts" "attempted_by"; "outreach_endings" "ended_by"; "contact_wishes" "recorded_by";
        "telephone_supports" "begun_by"; "telephone_schedules" "set_by";
        "telephone_assignments" "caller_id"; "telephone_assignments" "assigned_by";
        "telephone_claims" "caller_id"; "telephone_calls" "called_by"; "telephone_follow_ups" "done_by";
        "telephone_endings" "ended_by"; "accompaniments" "agreed_by";
        "accompaniment_outcomes" "recorded_by"; "hand_overs" "begun_by"; "hand_over_messages" "written_by";
        "hand_over_passings" "decided_by"; "hand_over_sessions" "chosen_by"; "hand_over_endings" "ended_by";
        "mutual_help_feeds" "added_by"; "mutual_help_feed_removals" "removed_by";
        "mutual_help_fetches" "fetched_by"; "mutual_help_site_places" "set_by";
        "mutual_help_publications" "published_by"; "mutual_help_withdrawals" "withdrawn_by";
        "families" "registered_by"; "family_members" "person_id" since "registered_at";
        "family_members" "registered_by"; "family_meetings" "recorded_by"; "shared_agreements" "agreed_by";
        "shared_holdings" "recorded_by"; "shared_invitations" "invited_by"; "shared_notes" "author_id";
        "shared_readings" "read_by"; "shared_sessions" "host_id"; "shared_sessions" "proposed_by";
        "shared_wish_withdrawals" "withdrawn_by"; "shared_withdrawals" "withdrawn_by";
        "repair_parts" "begun_by"; "repair_screens" "answered_by"; "repair_readiness" "rated_by";
        "repair_accounts" "written_by"; "repair_amends" "set_by"; "repair_amend_endings" "ended_by";
        "repair_letters" "saved_by"; "repair_letter_lettings" "let_go_by"; "repair_askings" "asked_by";
        "repair_bridges" "carried_by"; "repair_joinings" "joined_by"; "repair_answers" "answered_by";
        "repair_releases" "released_by"; "repair_release_readings" "read_by";
        "repair_release_withdrawals" "withdrawn_by"; "repair_plans" "proposed_by";
        "repair_plan_agreements" "agreed_by"; "repair_contacts" "recorded_by"; "repair_goings" "written_by";
        "repair_promises" "made_by"; "repair_promise_marks" "marked_by"; "repair_follow_ups" "answered_by";
        "repair_stops" "stopped_by";
        "family_acceptances" "answered_by"; "family_attendances" "recorded_by";
        "family_cancellations" "cancelled_by"; "family_moves" "moved_by";
        "family_conflicts" "recorded_by"; "family_contacts" "told_by"; "family_endings" "ended_by";
        "family_goal_closings" "closed_by"; "family_goal_reopenings" "reopened_by";
        "family_goal_rewordings" "reworded_by"; "family_goals" "set_by"; "family_match_endings" "ended_by";
        "family_matches" "matched_by"; "family_notes" "author_id"; "family_offer_answers" "answered_by";
        "family_offers" "made_by"; "family_profiles" "told_by"; "family_returns" "returned_by";
        "family_step_endings" "ended_by"; "family_step_reopenings" "reopened_by"; "family_steps" "set_by";
        "family_supporters" "begun_by"; "family_supporters" "ended_by"; "family_traits" "told_by";
        "accounting_answers" "answered_by"; "accounting_extensions" "extended_by";
        "accounting_requests" "asked_by"; "disclosures" "disclosed_by";
        "emergency_disclosures" "recorded_by"; "emergency_reviews" "reviewed_by";
        "involvement_endings" "ended_by"; "involvements" "noted_by"; "permitted_reports" "reported_by";
        "received_records" "recorded_by"; "recipient_closings" "closed_by"; "recipients" "added_by";
        "restriction_answers" "answered_by"; "restriction_endings" "ended_by"; "restrictions" "asked_by";
        "shared_link_endings" "ended_by"; "shared_links" "made_by"; "complaint_answers" "answered_by";
        "complaint_findings" "found_by"; "complaints" "recorded_by"; "contract_destructions" "recorded_by";
        "contract_endings" "recorded_by"; "audit_review_endings" "ended_by";
        "audit_review_participants" "participant_id"; "audit_reviews" "auditor_id";
        "audit_reviews" "opened_by"; "contracts" "recorded_by"; "deidentified_exports" "exported_by";
        "counsel_advice" "recorded_by"; "counsel_tasks" "set_by"; "demand_clearances" "cleared_by";
        "demand_closings" "closed_by"; "erasure_request_endings" "ended_by"; "erasure_requests" "asked_by";
        "erasures" "erased_by"; "incident_affected" "added_by"; "incident_affected_removals" "removed_by";
        "incident_assessments" "assessed_by"; "incident_closings" "closed_by";
        "incident_notices" "recorded_by"; "incidents" "recorded_by"; "legal_demands" "recorded_by";
        "legal_hold_releases" "released_by"; "legal_holds" "placed_by"; "part2_changes" "changed_by";
        "notice_deliveries" "delivered_by"; "notice_versions" "published_by"; "order_readings" "read_by";
        "feeds" "person_id"; "reminder_choices" "person_id"; "reminder_contacts" "person_id";
        "reminders" "person_id"; "on_call_shifts" "person_id"; "on_call_shifts" "set_by";
        "on_call_removals" "removed_by"; "on_call_names" "person_id"; "safety_plans" "saved_by"; "messages" "sent_by";
        "message_sightings" "seen_by"; "message_withdrawals" "withdrawn_by"; "message_hours" "person_id";
        "tool_definitions" "added_by"; "tool_retirements" "retired_by"; "tool_returns" "returned_by";
        "worksheets" "person_id"; "worksheets" "begun_by"; "worksheet_versions" "saved_by";
        "tool_uses" "person_id"; "tool_uses" "recorded_by"; "tool_use_ratings" "rated_by";
        "session_ratings" "person_id";
        "locators" "told_by"; "locator_withdrawals" "withdrawn_by"; "silences" "recorded_by";
        "silence_endings" "ended_by"; "suprt_records" "recorded_by";
        "crises" "person_id"; "crises" "opened_by"; "crisis_entries" "noted_by";
        "crisis_covers" "arranged_by"; "crisis_calls" "tried_by"; "crisis_closings" "closed_by";
        "crisis_reopenings" "reopened_by"; "crisis_ties" "person_id"; "crisis_ties" "tied_by";
        "debriefs" "person_id"; "debriefs" "set_by";
        "debrief_holdings" "recorded_by"; "record_copies" "made_by"; "retaliation_checks" "checked_by";
        "own_goals" "person_id"; "own_goal_rewordings" "person_id"; "own_goal_ratings" "person_id";
        "own_goal_closings" "person_id"; "own_steps" "person_id"; "own_step_endings" "person_id";
        "own_plan_reviews" "person_id"; "own_check_ins" "person_id"; "own_taps" "person_id";
        "load_talks" "person_id"; "load_talks" "supervisor_id"; "load_talk_holdings" "recorded_by";
        "learning_entries" "person_id"; "learning_requests" "supervisor_id";
        "learning_confirmations" "confirmed_by";
    }
    "participant": {
        "consents" "participant_id"; "enrollments" "participant_id" since "enrolled_at";
        "intakes" "participant_id" since "taken_at"; "agreements" "participant_id";
        "insurance_policies" "participant_id"; "wishes" "participant_id"; "match_limits" "participant_id";
        "conflicts_of_interest" "participant_id"; "offers" "participant_id";
        "other_offer_requests" "participant_id"; "matches" "participant_id";
        "proposal_overrides" "participant_id"; "outreaches" "participant_id";
        "contact_wishes" "participant_id"; "telephone_supports" "participant_id";
        "hand_overs" "participant_id"; "sessions" "participant_id"; "series" "participant_id";
        "notes" "participant_id"; "goals" "participant_id"; "plan_reviews" "participant_id";
        "break_glass_openings" "participant_id"; "counseling_notes" "participant_id";
        "asides" "participant_id"; "check_ins" "participant_id"; "offline_takings" "participant_id";
        "day_count_starts" "participant_id"; "day_count_returns" "participant_id";
        "day_count_showings" "participant_id";
        "tier_changes" "participant_id"; "accounting_requests" "participant_id";
        "disclosures" "participant_id"; "emergency_disclosures" "participant_id";
        "involvements" "participant_id"; "permitted_reports" "participant_id";
        "received_records" "participant_id"; "restrictions" "participant_id";
        "shared_links" "participant_id"; "erasure_requests" "participant_id";
        "record_copies" "participant_id"; "safety_plans" "participant_id"; "crises" "participant_id";
        "crisis_ties" "participant_id"; "messages" "participant_id"; "worksheets" "participant_id";
        "tool_uses" "participant_id"; "shared_sessions" "participant_id"; "repair_parts" "participant_id";
        "locators" "participant_id"; "silences" "participant_id"; "tiny_check_ins" "participant_id";
        "suprt_records" "participant_id";
    }
    "supporter": {
        "supporter_pauses" "supporter_id"; "shared_experiences" "supporter_id" since "told_at";
        "conflicts_of_interest" "supporter_id"; "offers" "supporter_id"; "matches" "supporter_id";
        "proposal_overrides" "supporter_id"; "sessions" "supporter_id"; "series" "supporter_id"; "messages" "supporter_id";
        "family_meetings" "supporter_id"; "family_conflicts" "supporter_id";
        "family_matches" "supporter_id"; "family_offers" "supporter_id"; "family_supporters" "supporter_id";
    }
    "family": {
        "family_members" "family_id" since "registered_at"; "family_meetings" "family_id";
        "family_meetings" "other_family_id"; "family_conflicts" "family_id";
        "family_conflicts" "other_family_id"; "family_endings" "family_id"; "family_matches" "family_id";
        "family_matches" "other_family_id"; "family_offers" "family_id"; "family_offers" "other_family_id";
        "family_profiles" "family_id"; "family_traits" "family_id"; "series" "family_id";
    }
    "member": {
        "family_attendances" "member_id"; "family_check_ins" "member_id"; "family_contacts" "member_id";
        "family_goals" "member_id"; "shared_invitations" "member_id"; "shared_wishes" "member_id";
        "erasure_requests" "member_id"; "record_copies" "member_id"; "worksheets" "member_id"; "tool_uses" "member_id";
        "repair_parts" "member_id"; "repair_bridges" "member_id"; "offline_own_takings" "member_id";
    }
    "role": {
        "role_endings" "role_id";
    }
    "enrollment": {
        "discharges" "enrollment_id"; "suprt_records" "enrollment_id";
    }
    "entry": {
        "audit_entries" "participant_id" since "at"; "audit_entries" "object_id" since "at";
    }
};
