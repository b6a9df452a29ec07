-- Peer exchanges in professionally led group therapy: the plan of a meeting, who is with whom, limits, and what each side
-- keeps for themself.

-- The plan of a meeting: how it opens and closes; its rounds are below.
CREATE TABLE meeting_plans (
    meeting_id TEXT PRIMARY KEY REFERENCES group_meetings (id),
    opening TEXT,
    closing TEXT,
    -- pairs, triads
    shape TEXT NOT NULL,
    -- other_size, watch: what happens when the numbers do not come out even
    odd TEXT NOT NULL,
    planned_at INTEGER NOT NULL,
    planned_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE exchange_rounds (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES group_meetings (id),
    number INTEGER NOT NULL,
    prompt TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    UNIQUE (meeting_id, number)
) STRICT;
-- A round began; begun again, the latest counts.
CREATE TABLE exchange_round_starts (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES exchange_rounds (id),
    started_at INTEGER NOT NULL,
    started_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX exchange_round_starts_round ON exchange_round_starts (round_id);

-- Who is with whom, as proposed or changed: the latest counts, and it took place once it is confirmed.
CREATE TABLE exchange_formings (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES group_meetings (id),
    -- formed, swapped, late
    how TEXT NOT NULL,
    formed_at INTEGER NOT NULL,
    formed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX exchange_formings_meeting ON exchange_formings (meeting_id, formed_at);
CREATE TABLE exchange_confirmations (
    forming_id TEXT PRIMARY KEY REFERENCES exchange_formings (id),
    confirmed_at INTEGER NOT NULL,
    confirmed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE peer_exchanges (
    id TEXT PRIMARY KEY,
    forming_id TEXT NOT NULL REFERENCES exchange_formings (id),
    giver_id TEXT NOT NULL REFERENCES people (id),
    receiver_id TEXT NOT NULL REFERENCES people (id),
    listener_id TEXT REFERENCES people (id)
) STRICT;
CREATE INDEX peer_exchanges_forming ON peer_exchanges (forming_id);
CREATE TABLE exchange_watchers (
    forming_id TEXT NOT NULL REFERENCES exchange_formings (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    -- takes_no_part, too_few, odd_number, limits, no_place
    reason TEXT NOT NULL,
    PRIMARY KEY (forming_id, person_id)
) STRICT;

-- Two who are never together, or what somebody does not want to be asked. Without a reason.
CREATE TABLE exchange_limits (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES support_groups (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    -- The other of two who are never together.
    other_id TEXT REFERENCES people (id),
    -- not_with, not_giver, not_receiver, listens_only, takes_no_part
    kind TEXT NOT NULL,
    said_at INTEGER NOT NULL,
    said_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX exchange_limits_group ON exchange_limits (group_id);
CREATE TABLE exchange_limit_endings (
    limit_id TEXT PRIMARY KEY REFERENCES exchange_limits (id),
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- What somebody gave and took in a meeting, in their own words and for themself unless they let others read it. Saved
-- again, the newest counts.
CREATE TABLE exchange_notes (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES group_meetings (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    -- mine, ours, team
    tier TEXT NOT NULL,
    gave TEXT,
    took TEXT,
    written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX exchange_notes_person ON exchange_notes (person_id, meeting_id);
