//! What a family member's copy holds: their own rows, as far as their own pages tell them. What belongs to the family as a
//! whole is in it without whoever of the family said it; of another member, another family and a participant nothing is.

use super::copied::By;
use crate::families::met_member;

use By::{Member, Person, Talk};

/// Goals of the member that are theirs to read.
macro_rules! goals {
    () => {
        "(SELECT id FROM family_goals WHERE member_id = $1 AND (tier <> 'mine'
            OR set_by = (SELECT person_id FROM family_members WHERE id = $1)))"
    };
}

/// Meetings at which the member was.
macro_rules! met {
    () => {
        concat!(
            "(SELECT m.id FROM family_meetings m JOIN family_members f ON ",
            met_member!(),
            " WHERE f.id = $1)"
        )
    };
}

/// Meetings of family groups: a person who comes to others as a participant finds those in that record.
macro_rules! group_meetings {
    () => {
        "(SELECT m.id FROM group_meetings m JOIN support_groups g ON g.id = m.group_id WHERE g.model = 'family_group')"
    };
}

macro_rules! groups {
    () => {
        "(SELECT id FROM support_groups WHERE model = 'family_group')"
    };
}

/// Versions of notes about family groups that were sent and not sent back.
macro_rules! sent {
    () => {
        concat!(
            "(SELECT v.id FROM group_note_versions v JOIN group_notes n ON n.id = v.note_id
              JOIN group_note_submissions u ON u.note_id = n.id AND u.version = v.version
              LEFT JOIN group_note_returns r ON r.submission_id = u.id
              WHERE r.submission_id IS NULL AND n.meeting_id IN ",
            group_meetings!(),
            ")"
        )
    };
}

/// Table, whose id is `$1`, the columns, and the condition.
pub const COPIED_OF_FAMILY: &[(&str, By, &str, &str)] = &[
    ("people", Person, "*", "id = $1"),
    ("family_members", Member, "id, relation, registered_at", "id = $1"),
    ("family_contacts", Member, "safe_to_leave_message, words, told_at", "member_id = $1"),
    (
        "family_profiles",
        Member,
        "called, meets_families, told_at",
        "family_id = (SELECT family_id FROM family_members WHERE id = $1)",
    ),
    (
        "family_traits",
        Member,
        "id, kind, value, showing, told_at",
        "family_id = (SELECT family_id FROM family_members WHERE id = $1)",
    ),
    ("family_goals", Member, "*", concat!("id IN ", goals!())),
    ("family_goal_rewordings", Member, "*", concat!("family_goal_id IN ", goals!())),
    ("family_goal_closings", Member, "*", concat!("family_goal_id IN ", goals!())),
    ("family_steps", Member, "*", concat!("family_goal_id IN ", goals!())),
    (
        "family_step_endings",
        Member,
        "*",
        concat!("step_id IN (SELECT s.id FROM family_steps s WHERE s.family_goal_id IN ", goals!(), ")"),
    ),
    ("assessments", Person, "*", "person_id = $1 AND side = 'family_member'"),
    ("family_check_ins", Member, "*", "member_id = $1"),
    ("worksheets", Member, "id, tool, tier, begun_at", "member_id = $1"),
    (
        "worksheet_versions",
        Member,
        "id, worksheet_id, version, answers, saved_at",
        "worksheet_id IN (SELECT id FROM worksheets WHERE member_id = $1)",
    ),
    ("offline_own_takings", Member, "taken_at, until_at", "member_id = $1"),
    ("tool_uses", Member, "id, tool, worksheet_id, company, used_on", "member_id = $1"),
    (
        "tool_use_ratings",
        Member,
        "id, use_id, helpful, rated_at",
        "use_id IN (SELECT id FROM tool_uses WHERE member_id = $1)",
    ),
    (
        "family_meetings",
        Member,
        "id, model, supporter_id, starts_at, minutes, mode",
        concat!("id IN ", met!()),
    ),
    (
        "family_cancellations",
        Member,
        "meeting_id, kind, late, cancelled_at",
        concat!("meeting_id IN ", met!()),
    ),
    (
        "family_moves",
        Member,
        "id, meeting_id, from_at, to_at, late, moved_at",
        concat!("meeting_id IN ", met!()),
    ),
    ("family_attendances", Member, "meeting_id, recorded_at", "member_id = $1"),
    (
        "family_notes",
        Member,
        "id, meeting_id, author_id, tier, words, written_at",
        concat!(
            "tier <> 'mine' AND meeting_id IN ",
            met!(),
            " AND meeting_id IN (SELECT x.id FROM family_meetings x
              JOIN family_members y ON y.family_id = x.family_id WHERE y.id = $1)"
        ),
    ),
    (
        "family_matches",
        Member,
        "id, model, supporter_id, matched_at",
        "family_id = (SELECT family_id FROM family_members WHERE id = $1)
            OR other_family_id = (SELECT family_id FROM family_members WHERE id = $1)",
    ),
    (
        "family_match_endings",
        Member,
        "match_id, ended_at",
        "match_id IN (SELECT x.id FROM family_matches x JOIN family_members y
            ON y.family_id = x.family_id OR y.family_id = x.other_family_id WHERE y.id = $1)",
    ),
    ("attendances", Person, "*", concat!("person_id = $1 AND meeting_id IN ", group_meetings!())),
    ("walk_ins", Person, "*", concat!("person_id = $1 AND meeting_id IN ", group_meetings!())),
    (
        "arrivals",
        Person,
        "id, meeting_id, arrived_at",
        concat!("person_id = $1 AND meeting_id IN ", group_meetings!()),
    ),
    ("group_memberships", Person, "*", concat!("person_id = $1 AND group_id IN ", groups!())),
    (
        "group_leavings",
        Person,
        "*",
        concat!(
            "membership_id IN (SELECT id FROM group_memberships WHERE person_id = $1 AND group_id IN ",
            groups!(),
            ")"
        ),
    ),
    ("group_waits", Person, "*", concat!("person_id = $1 AND group_id IN ", groups!())),
    (
        "group_rule_acceptances",
        Person,
        "*",
        concat!(
            "person_id = $1 AND rules_id IN (SELECT id FROM group_rules WHERE group_id IN ",
            groups!(),
            ")"
        ),
    ),
    ("group_note_parts", Person, "*", concat!("person_id = $1 AND version_id IN ", sent!())),
    (
        "group_note_versions",
        Person,
        "id, version, shared, saved_at",
        concat!("id IN (SELECT version_id FROM group_note_parts WHERE person_id = $1) AND id IN ", sent!()),
    ),
    (
        "session_ratings",
        Person,
        "id, heard, wanted, honest, began_at, rated_at",
        concat!(
            "person_id = $1 AND (family_meeting_id IS NOT NULL OR meeting_id IN ",
            group_meetings!(),
            " OR shared_session_id IN (SELECT i.session_id FROM shared_invitations i
              JOIN family_members f ON f.id = i.member_id WHERE f.person_id = $1))"
        ),
    ),
    ("shared_wishes", Member, "*", "member_id = $1"),
    (
        "shared_wish_withdrawals",
        Member,
        "*",
        "wish_id IN (SELECT id FROM shared_wishes WHERE member_id = $1)",
    ),
    ("shared_sessions", Talk, "id, starts_at, planned_minutes, mode", "id = $1"),
    (
        "shared_agreements",
        Talk,
        "id, session_id, topics, not_topics, there, keeps, tier, agreed_at",
        "session_id = $1 AND side = 'family'",
    ),
    ("shared_withdrawals", Talk, "session_id, withdrawn_at", "session_id = $1 AND side = 'family'"),
    ("shared_holdings", Talk, "session_id, started_at, ended_at", "session_id = $1"),
    ("repair_parts", Member, "id, named, tier, begun_at", "member_id = $1"),
    (
        "repair_screens",
        Member,
        "id, answers, words, tier, answered_at",
        "part_id IN (SELECT id FROM repair_parts WHERE member_id = $1)",
    ),
    (
        "repair_readiness",
        Member,
        "id, importance, confidence, hope, live_with, tier, rated_at",
        "part_id IN (SELECT id FROM repair_parts WHERE member_id = $1)",
    ),
    (
        "repair_accounts",
        Member,
        "id, words, tier, written_at",
        "part_id IN (SELECT id FROM repair_parts WHERE member_id = $1)",
    ),
    (
        "repair_amends",
        Member,
        "id, words, by_on, tier, set_at",
        "part_id IN (SELECT id FROM repair_parts WHERE member_id = $1)",
    ),
    (
        "repair_letters",
        Member,
        "id, words, begun_at, saved_at",
        "part_id IN (SELECT id FROM repair_parts WHERE member_id = $1)",
    ),
    ("repair_askings", Member, "asked_at", "part_id IN (SELECT id FROM repair_parts WHERE member_id = $1)"),
    (
        "repair_goings",
        Member,
        "id, words, tier, written_at",
        "part_id IN (SELECT id FROM repair_parts WHERE member_id = $1)",
    ),
    (
        "repair_follow_ups",
        Member,
        "id, due, closeness, safety, hope, words, tier, answered_at",
        "part_id IN (SELECT id FROM repair_parts WHERE member_id = $1)",
    ),
    ("repair_stops", Member, "stopped_at", "part_id IN (SELECT id FROM repair_parts WHERE member_id = $1)"),
    (
        "repair_amend_endings",
        Member,
        "amend_id, ending, ended_at",
        "amend_id IN (SELECT a.id FROM repair_amends a JOIN repair_parts r ON r.id = a.part_id WHERE r.member_id = $1)",
    ),
    (
        "repair_letter_lettings",
        Member,
        "letter_id, let_go_at",
        "letter_id IN (SELECT l.id FROM repair_letters l JOIN repair_parts r ON r.id = l.part_id WHERE r.member_id = $1)",
    ),
    (
        "repair_plans",
        Member,
        "id, starts_at, minutes, mode, place, topics, not_topics, there, stop_word, proposed_at",
        "side = 'family' AND bridge_id IN (SELECT j.bridge_id FROM repair_joinings j
            JOIN repair_parts r ON r.id = j.part_id WHERE r.member_id = $1)",
    ),
    (
        "repair_promises",
        Member,
        "id, promise, by_on, made_at",
        "side = 'family' AND bridge_id IN (SELECT j.bridge_id FROM repair_joinings j
            JOIN repair_parts r ON r.id = j.part_id WHERE r.member_id = $1)",
    ),
    ("reminder_choices", Person, "*", "person_id = $1"),
    ("reminder_contacts", Person, "*", "person_id = $1"),
    ("erasure_requests", Member, "asked_at", "member_id = $1"),
    ("record_copies", Member, "form, made_at", "member_id = $1"),
];

/// Tables about families, and about people who may be family members, that the copy leaves out, and why.
pub const NOT_COPIED_OF_FAMILY: &[(&str, &str)] = &[
    ("arrival_codes", "a key to the lobby; it is read on its own page"),
    ("crises", "what staff saw in a crisis, which may tell of others; ask the privacy officer"),
    ("crisis_ties", "as crises"),
    ("exchange_limits", "as exchange_watchers"),
    ("exchange_notes", "as exchange_watchers"),
    ("exchange_watchers", "group therapy is not for family members"),
    ("families", "what staff call the family; its members do not see it"),
    ("family_acceptances", "as family_offers"),
    ("family_conflicts", "tells of somebody else's life too"),
    (
        "family_endings",
        "of the family as a whole, in the words of staff; where it stands is on the first page",
    ),
    ("family_goal_reopenings", "undoes a closing; the goal shows how it stands"),
    ("family_offer_answers", "as family_offers"),
    ("family_offers", "tell of other families too; they are read on the page of the matching"),
    ("family_returns", "as family_endings"),
    ("family_step_reopenings", "undoes an ending; the step shows how it stands"),
    (
        "feeds",
        "the address of the person's own calendar opens it: it stands on their page of reminders alone",
    ),
    ("free_times", "asked of participants and supporters alone"),
    ("group_place_answers", "the membership or the wait itself is copied"),
    ("group_place_offers", "as group_place_answers"),
    ("group_wait_endings", "as group_place_answers"),
    ("imported_people", "line numbers of a spreadsheet"),
    ("meeting_code_tries", "codes that were typed wrong, kept to slow guessing down"),
    ("participants", "who is a participant too takes another copy, of that record"),
    ("reminders", "how the sending went"),
    ("repair_answers", "what was answered stands on the page of the repair"),
    ("repair_bridges", "how a request was carried is a disclosure of the participant's"),
    ("repair_contacts", "tells of the participant too: both read it on the page of the repair"),
    ("repair_joinings", "as repair_bridges"),
    ("repair_plan_agreements", "as repair_contacts"),
    ("repair_promise_marks", "as repair_contacts: the ledger is the same for both"),
    ("repair_release_readings", "as repair_contacts"),
    ("repair_release_withdrawals", "as repair_contacts"),
    ("repair_releases", "that words were handed over stands beside them on the page of the repair"),
    ("shared_invitations", "how a talk was carried is a disclosure of the participant's"),
    ("shared_notes", "tell of the participant too: both read them on the page of the shared session"),
    ("shared_readings", "as shared_notes"),
];
