//! What a person's copy of their record holds: every table about them, or the reason why not. 45 CFR 164.524 and 42 CFR
//! 2.23: people may have what is kept about them.

/// How the rows of a table are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// `$1` is the participant.
    Participant,
    /// `$1` is the person.
    Person,
}

use By::{Participant, Person};

/// Table, whose id is `$1`, and the condition.
pub const COPIED: &[(&str, By, &str)] = &[
    ("people", Person, "id = $1"),
    ("participants", Participant, "id = $1"),
    ("first_calls", Participant, "id IN (SELECT first_call_id FROM enrollments WHERE participant_id = $1)"),
    ("enrollments", Participant, "participant_id = $1"),
    ("discharges", Participant, "enrollment_id IN (SELECT id FROM enrollments WHERE participant_id = $1)"),
    ("intakes", Participant, "participant_id = $1"),
    ("agreements", Participant, "participant_id = $1"),
    (
        "agreement_withdrawals",
        Participant,
        "agreement_id IN (SELECT id FROM agreements WHERE participant_id = $1)",
    ),
    ("insurance_policies", Participant, "participant_id = $1"),
    (
        "policy_terminations",
        Participant,
        "policy_id IN (SELECT id FROM insurance_policies WHERE participant_id = $1)",
    ),
    (
        "verifications",
        Participant,
        "policy_id IN (SELECT id FROM insurance_policies WHERE participant_id = $1)",
    ),
    (
        "benefit_tiers",
        Participant,
        "verification_id IN (SELECT v.id FROM verifications v JOIN insurance_policies p ON p.id = v.policy_id
          WHERE p.participant_id = $1)",
    ),
    ("wishes", Participant, "participant_id = $1"),
    ("match_limits", Participant, "participant_id = $1"),
    ("free_times", Person, "person_id = $1"),
    ("offers", Participant, "participant_id = $1"),
    ("offer_answers", Participant, "offer_id IN (SELECT id FROM offers WHERE participant_id = $1)"),
    ("acceptances", Participant, "offer_id IN (SELECT id FROM offers WHERE participant_id = $1)"),
    ("other_offer_requests", Participant, "participant_id = $1"),
    ("matches", Participant, "participant_id = $1"),
    ("check_ins", Participant, "participant_id = $1 AND tier <> 'mine'"),
    ("arrivals", Person, "person_id = $1"),
    ("offline_takings", Participant, "participant_id = $1"),
    ("endings", Participant, "match_id IN (SELECT id FROM matches WHERE participant_id = $1)"),
    ("sessions", Participant, "participant_id = $1"),
    ("cancellations", Participant, "session_id IN (SELECT id FROM sessions WHERE participant_id = $1)"),
    ("holdings", Participant, "session_id IN (SELECT id FROM sessions WHERE participant_id = $1)"),
    ("notes", Participant, "participant_id = $1"),
    ("note_versions", Participant, "note_id IN (SELECT id FROM notes WHERE participant_id = $1)"),
    (
        "cited_goals",
        Participant,
        "note_version_id IN (SELECT v.id FROM note_versions v JOIN notes n ON n.id = v.note_id
          WHERE n.participant_id = $1)",
    ),
    (
        "taps",
        Participant,
        "side = 'participant' AND session_id IN (SELECT id FROM sessions WHERE participant_id = $1)",
    ),
    ("goals", Participant, "participant_id = $1"),
    ("goal_rewordings", Participant, "goal_id IN (SELECT id FROM goals WHERE participant_id = $1)"),
    ("goal_ratings", Participant, "goal_id IN (SELECT id FROM goals WHERE participant_id = $1)"),
    ("goal_closings", Participant, "goal_id IN (SELECT id FROM goals WHERE participant_id = $1)"),
    ("steps", Participant, "goal_id IN (SELECT id FROM goals WHERE participant_id = $1)"),
    (
        "step_endings",
        Participant,
        "step_id IN (SELECT s.id FROM steps s JOIN goals g ON g.id = s.goal_id WHERE g.participant_id = $1)",
    ),
    ("plan_reviews", Participant, "participant_id = $1"),
    ("assessments", Person, "person_id = $1"),
    ("attendances", Person, "person_id = $1"),
    ("tier_changes", Participant, "participant_id = $1"),
    ("break_glass_openings", Participant, "participant_id = $1"),
    ("consents", Participant, "participant_id = $1"),
    ("consent_signatures", Participant, "consent_id IN (SELECT id FROM consents WHERE participant_id = $1)"),
    ("consent_revocations", Participant, "consent_id IN (SELECT id FROM consents WHERE participant_id = $1)"),
    ("consent_events", Participant, "consent_id IN (SELECT id FROM consents WHERE participant_id = $1)"),
    ("disclosures", Participant, "participant_id = $1"),
    ("restrictions", Participant, "participant_id = $1"),
    (
        "restriction_answers",
        Participant,
        "restriction_id IN (SELECT id FROM restrictions WHERE participant_id = $1)",
    ),
    (
        "restriction_endings",
        Participant,
        "restriction_id IN (SELECT id FROM restrictions WHERE participant_id = $1)",
    ),
    ("received_records", Participant, "participant_id = $1"),
    ("accounting_requests", Participant, "participant_id = $1"),
    ("erasure_requests", Participant, "participant_id = $1"),
    ("record_copies", Participant, "participant_id = $1"),
];

/// Tables about participants that the copy leaves out, and why.
pub const NOT_COPIED: &[(&str, &str)] = &[
    ("accounting_answers", "the page of the accounting has them"),
    ("accounting_extensions", "the page of the accounting has them"),
    ("arrival_codes", "a key to the lobby; it is read on its own page"),
    ("approvals", "the supervisor's work on a note; the note itself is copied"),
    ("asides", "stays between two people: no export has it; it is read on the page of its session"),
    ("break_glass_endings", "when an opening in an emergency was closed; the opening is copied"),
    ("break_glass_reviews", "the privacy officer's work on an opening; the opening is copied"),
    ("call_closings", "how staff kept track of a call; the call is copied"),
    ("call_reopenings", "as call_closings"),
    ("consent_discardings", "drafts that were never signed"),
    ("consent_doubts", "what staff have to look into; ask the privacy officer"),
    ("conflicts_of_interest", "tells about somebody else's life too"),
    ("counseling_notes", "45 CFR 164.524(a)(1)(i) leaves psychotherapy notes with their author"),
    ("crisis_responses", "names who was told; ask the privacy officer"),
    ("emergency_disclosures", "the disclosure itself is copied"),
    ("emergency_reviews", "the supervisor's work on an emergency"),
    ("involvement_endings", "which of the program's recipients take part in care; the disclosures name them"),
    ("involvements", "which of the program's recipients take part in care; the disclosures name them"),
    (
        "permitted_reports",
        "reports to the authorities that a report's subject may not be told of (42 CFR 2.12(c)(5), (6))",
    ),
    ("recipient_closings", "the program's directory of recipients"),
    ("recipients", "the program's directory of recipients"),
    ("shared_link_endings", "how a link ended; each use of it is a disclosure, which is copied"),
    ("shared_link_failures", "wrong codes typed at a link"),
    ("shared_links", "each use of a link is a disclosure, which is copied"),
    ("erasures", "there is nobody left to copy for"),
    ("erasure_request_endings", "shown on the page of the copy"),
    ("erased_subjects", "there is nobody left to copy for"),
    ("goal_reopenings", "undoes a closing; the goal shows how it stands"),
    ("imported_people", "line numbers of a spreadsheet"),
    ("next_step_outcomes", "how staff kept track of a call"),
    ("next_steps", "how staff kept track of a call"),
    ("proposal_overrides", "a working paper about many people"),
    ("proposals", "a working paper about many people"),
    ("returns", "between a supervisor and a supporter, about how a note is written"),
    ("step_reopenings", "undoes an ending; the step shows how it stands"),
    ("submissions", "when a note was sent to the supervisor; the note itself is copied"),
];
