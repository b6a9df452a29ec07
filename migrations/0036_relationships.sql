-- Repair of a relationship: two sides, each with a part of their own. A part belongs to one person and refers to nobody
-- else; what the two share hangs on a bridge, which begins when a participant's request is carried to the family member
-- whom a consent names.

-- One person's own side of a repair. A row has one of the two.
CREATE TABLE repair_parts (
    id TEXT PRIMARY KEY,
    participant_id TEXT REFERENCES participants (id),
    member_id TEXT REFERENCES family_members (id),
    -- With whom, in the person's own words. Nobody is looked up.
    named TEXT NOT NULL,
    tier TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_parts_participant ON repair_parts (participant_id);
CREATE INDEX repair_parts_member ON repair_parts (member_id);

-- The look at safety, as often as it is answered; the newest counts. What stops is worked out from the answers.
CREATE TABLE repair_screens (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES repair_parts (id),
    answers TEXT,
    words TEXT,
    tier TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_screens_part ON repair_screens (part_id);

CREATE TABLE repair_readiness (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES repair_parts (id),
    importance INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    hope TEXT,
    live_with TEXT,
    tier TEXT NOT NULL,
    rated_at INTEGER NOT NULL,
    rated_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_readiness_part ON repair_readiness (part_id);

-- What happened, from this side. Saving again adds a row.
CREATE TABLE repair_accounts (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES repair_parts (id),
    words TEXT NOT NULL,
    tier TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    written_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_accounts_part ON repair_accounts (part_id);

CREATE TABLE repair_amends (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES repair_parts (id),
    words TEXT NOT NULL,
    by_on TEXT,
    tier TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_amends_part ON repair_amends (part_id);
-- Said by the person themself; the newest counts.
CREATE TABLE repair_amend_endings (
    id TEXT PRIMARY KEY,
    amend_id TEXT NOT NULL REFERENCES repair_amends (id),
    -- kept, not_kept, let_be
    ending TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_amend_endings_amend ON repair_amend_endings (amend_id);

-- A letter that is never sent. Only its author reads it (tier mine, always); letting it go destroys its words.
CREATE TABLE repair_letters (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES repair_parts (id),
    words TEXT,
    tier TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_letters_part ON repair_letters (part_id);
CREATE TABLE repair_letter_lettings (
    letter_id TEXT PRIMARY KEY REFERENCES repair_letters (id),
    let_go_at INTEGER NOT NULL,
    let_go_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- Asks that the other be asked. A participant's names the consent and which of its recipients; a family member's waits.
CREATE TABLE repair_askings (
    part_id TEXT PRIMARY KEY REFERENCES repair_parts (id),
    consent_id TEXT REFERENCES consents (id),
    recipient_id TEXT,
    asked_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- A participant's request carried to a family member, which is a disclosure and stands in its ledger.
CREATE TABLE repair_bridges (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL UNIQUE REFERENCES repair_parts (id),
    member_id TEXT NOT NULL REFERENCES family_members (id),
    disclosure_id TEXT NOT NULL REFERENCES disclosures (id),
    carried_at INTEGER NOT NULL,
    carried_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_bridges_member ON repair_bridges (member_id);
-- The part with which the family member looks at it.
CREATE TABLE repair_joinings (
    bridge_id TEXT PRIMARY KEY REFERENCES repair_bridges (id),
    part_id TEXT NOT NULL UNIQUE REFERENCES repair_parts (id),
    joined_at INTEGER NOT NULL,
    joined_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- No reason is asked; the newest counts.
CREATE TABLE repair_answers (
    id TEXT PRIMARY KEY,
    bridge_id TEXT NOT NULL REFERENCES repair_bridges (id),
    -- yes, not_now, no
    answer TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_answers_bridge ON repair_answers (bridge_id);

-- Words of one side handed to the other: exactly that version. Read when the other asks to read it; taken back until then.
CREATE TABLE repair_releases (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES repair_parts (id),
    -- account, going, follow_up
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    released_at INTEGER NOT NULL,
    released_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_releases_part ON repair_releases (part_id);
CREATE TABLE repair_release_readings (
    release_id TEXT PRIMARY KEY REFERENCES repair_releases (id),
    read_at INTEGER NOT NULL,
    read_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE repair_release_withdrawals (
    release_id TEXT PRIMARY KEY REFERENCES repair_releases (id),
    withdrawn_at INTEGER NOT NULL,
    withdrawn_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- The first contact as one side proposes it. The newest counts, and both agree to that very text.
CREATE TABLE repair_plans (
    id TEXT PRIMARY KEY,
    bridge_id TEXT NOT NULL REFERENCES repair_bridges (id),
    -- participant, family
    side TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    -- in_person, phone, video
    mode TEXT NOT NULL,
    place TEXT,
    topics TEXT,
    not_topics TEXT,
    there TEXT,
    stop_word TEXT,
    proposed_at INTEGER NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_plans_bridge ON repair_plans (bridge_id);
CREATE TABLE repair_plan_agreements (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES repair_plans (id),
    side TEXT NOT NULL,
    agreed_at INTEGER NOT NULL,
    agreed_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (plan_id, side)
) STRICT;
-- It took place. Written down by either of the two.
CREATE TABLE repair_contacts (
    bridge_id TEXT PRIMARY KEY REFERENCES repair_bridges (id),
    plan_id TEXT NOT NULL REFERENCES repair_plans (id),
    held_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- How it went, for this side.
CREATE TABLE repair_goings (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES repair_parts (id),
    words TEXT NOT NULL,
    tier TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    written_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_goings_part ON repair_goings (part_id);

-- The trust ledger: small promises in the words of whoever makes them, the same for both.
CREATE TABLE repair_promises (
    id TEXT PRIMARY KEY,
    bridge_id TEXT NOT NULL REFERENCES repair_bridges (id),
    side TEXT NOT NULL,
    promise TEXT NOT NULL,
    by_on TEXT,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_promises_bridge ON repair_promises (bridge_id);
-- Said by the one it was made to; the newest counts, all stay.
CREATE TABLE repair_promise_marks (
    id TEXT PRIMARY KEY,
    promise_id TEXT NOT NULL REFERENCES repair_promises (id),
    -- kept, partly, not_yet
    mark TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    marked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_promise_marks_promise ON repair_promise_marks (promise_id);

-- Two and six weeks after the first contact.
CREATE TABLE repair_follow_ups (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES repair_parts (id),
    -- two_weeks, six_weeks
    due TEXT NOT NULL,
    closeness INTEGER NOT NULL,
    safety INTEGER NOT NULL,
    hope INTEGER NOT NULL,
    words TEXT,
    tier TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX repair_follow_ups_part ON repair_follow_ups (part_id);

-- Either side stops, at any time, without a reason. It begins anew with another part.
CREATE TABLE repair_stops (
    part_id TEXT PRIMARY KEY REFERENCES repair_parts (id),
    stopped_at INTEGER NOT NULL,
    stopped_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
