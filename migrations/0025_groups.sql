-- Groups as they are lived: who facilitates from when to when, who belongs and who waits, ground rules, topics,
-- head-counts where nobody is written down.

-- open: whoever comes is welcome. closed: members come.
ALTER TABLE support_groups ADD COLUMN admission TEXT NOT NULL DEFAULT 'open';
-- drop_in, curriculum: with topics in their order.
ALTER TABLE support_groups ADD COLUMN course TEXT NOT NULL DEFAULT 'drop_in';
-- by_name; head_count: a public group, of which a number is kept and nothing else.
ALTER TABLE support_groups ADD COLUMN counted TEXT NOT NULL DEFAULT 'by_name';
-- Whether people here find it on their own page without belonging to it.
ALTER TABLE support_groups ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;

-- Beside the leader, from when to when.
CREATE TABLE group_co_leaders (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES support_groups (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    since INTEGER NOT NULL,
    named_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX group_co_leaders_group ON group_co_leaders (group_id);
CREATE INDEX group_co_leaders_person ON group_co_leaders (person_id);
CREATE TABLE group_co_leader_endings (
    co_leader_id TEXT PRIMARY KEY REFERENCES group_co_leaders (id),
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
INSERT INTO group_co_leaders (id, group_id, person_id, since, named_by)
SELECT id, id, co_leader_id, begun_at, begun_by FROM support_groups WHERE co_leader_id IS NOT NULL;
ALTER TABLE support_groups DROP COLUMN co_leader_id;
-- The leader changed; the group has the one who leads now.
CREATE TABLE group_leader_changes (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES support_groups (id),
    from_id TEXT NOT NULL REFERENCES people (id),
    to_id TEXT NOT NULL REFERENCES people (id),
    changed_at INTEGER NOT NULL,
    changed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX group_leader_changes_group ON group_leader_changes (group_id);
CREATE TABLE group_endings (
    group_id TEXT PRIMARY KEY REFERENCES support_groups (id),
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- The topics of a curriculum in their order. A topic that was taken out keeps the meetings that had it.
CREATE TABLE group_topics (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES support_groups (id),
    place INTEGER NOT NULL,
    title TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    added_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX group_topics_group ON group_topics (group_id, place);
CREATE TABLE group_topic_removals (
    topic_id TEXT PRIMARY KEY REFERENCES group_topics (id),
    removed_at INTEGER NOT NULL,
    removed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
ALTER TABLE group_meetings ADD COLUMN topic_id TEXT REFERENCES group_topics (id);

-- Ground rules, as they hang on the wall; every wording is kept.
CREATE TABLE group_rules (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES support_groups (id),
    version INTEGER NOT NULL,
    wording TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    written_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (group_id, version)
) STRICT;
CREATE TABLE group_rule_acceptances (
    rules_id TEXT NOT NULL REFERENCES group_rules (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    -- own_page, paper
    way TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (rules_id, person_id)
) STRICT;
CREATE INDEX group_rule_acceptances_person ON group_rule_acceptances (person_id);

CREATE TABLE group_memberships (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES support_groups (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    joined_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX group_memberships_group ON group_memberships (group_id);
CREATE INDEX group_memberships_person ON group_memberships (person_id);
CREATE TABLE group_leavings (
    membership_id TEXT PRIMARY KEY REFERENCES group_memberships (id),
    -- own_wish, finished, group_ended, other
    reason TEXT NOT NULL,
    left_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- Waiting for a place, and the places that were offered.
CREATE TABLE group_waits (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES support_groups (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    since INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX group_waits_group ON group_waits (group_id, since);
CREATE INDEX group_waits_person ON group_waits (person_id);
CREATE TABLE group_wait_endings (
    wait_id TEXT PRIMARY KEY REFERENCES group_waits (id),
    -- joined, left, group_ended
    reason TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE group_place_offers (
    id TEXT PRIMARY KEY,
    wait_id TEXT NOT NULL REFERENCES group_waits (id),
    offered_at INTEGER NOT NULL,
    offered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX group_place_offers_wait ON group_place_offers (wait_id, offered_at);
CREATE TABLE group_place_answers (
    offer_id TEXT PRIMARY KEY REFERENCES group_place_offers (id),
    -- accepted, not_now
    answer TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- Who led a meeting, where it was not the leader and the co-leaders of that day: 1 was there, 0 was not.
CREATE TABLE meeting_facilitators (
    meeting_id TEXT NOT NULL REFERENCES group_meetings (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    was_there INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (meeting_id, person_id)
) STRICT;
-- How many came to a public group. Counted again, the newest number holds.
CREATE TABLE head_counts (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES group_meetings (id),
    heads INTEGER NOT NULL,
    counted_at INTEGER NOT NULL,
    counted_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX head_counts_meeting ON head_counts (meeting_id, counted_at);

-- How somebody was written down (host, phone, kiosk), and when they came where that is known.
ALTER TABLE attendances ADD COLUMN source TEXT NOT NULL DEFAULT 'host';
ALTER TABLE attendances ADD COLUMN arrived_at INTEGER;
-- Every wrong code of a meeting that somebody typed: tries are few.
CREATE TABLE meeting_code_tries (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    tried_at INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_code_tries_person ON meeting_code_tries (person_id, tried_at);

-- One note for a meeting: a shared part about what was done, and a personal part for each who was there.
CREATE TABLE group_notes (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL UNIQUE REFERENCES group_meetings (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    -- Who reads the shared part: supervised, team, record.
    tier TEXT NOT NULL,
    begun_at INTEGER NOT NULL
) STRICT;
-- Every saving is a version; the newest counts. Nothing is overwritten.
CREATE TABLE group_note_versions (
    id TEXT PRIMARY KEY,
    note_id TEXT NOT NULL REFERENCES group_notes (id),
    version INTEGER NOT NULL,
    shared TEXT NOT NULL,
    -- public, families, ratio; empty: it is billed
    not_billed TEXT,
    unit_rule TEXT NOT NULL,
    amendment_reason TEXT,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (note_id, version)
) STRICT;
CREATE TABLE group_note_parts (
    id TEXT PRIMARY KEY,
    version_id TEXT NOT NULL REFERENCES group_note_versions (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    tier TEXT NOT NULL,
    words TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    units INTEGER NOT NULL,
    UNIQUE (version_id, person_id)
) STRICT;
CREATE INDEX group_note_parts_person ON group_note_parts (person_id);
CREATE TABLE group_note_submissions (
    id TEXT PRIMARY KEY,
    note_id TEXT NOT NULL REFERENCES group_notes (id),
    version INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    submitted_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX group_note_submissions_note ON group_note_submissions (note_id);
CREATE TABLE group_note_returns (
    id TEXT PRIMARY KEY,
    submission_id TEXT NOT NULL UNIQUE REFERENCES group_note_submissions (id),
    comment TEXT NOT NULL,
    returned_at INTEGER NOT NULL,
    returned_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Approval locks. A clinician's note is approved by their own signature when it is sent.
CREATE TABLE group_note_approvals (
    id TEXT PRIMARY KEY,
    submission_id TEXT NOT NULL UNIQUE REFERENCES group_note_submissions (id),
    approved_at INTEGER NOT NULL,
    approved_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
