-- What supporters share, what participants wish for, and how a match comes about and ends.

CREATE TABLE shared_experiences (
    id TEXT PRIMARY KEY,
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    -- matching_only, may_be_shown
    showing TEXT NOT NULL,
    told_at INTEGER NOT NULL,
    UNIQUE (supporter_id, kind, value)
) STRICT;
CREATE TABLE supporter_languages (
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    language TEXT NOT NULL,
    PRIMARY KEY (supporter_id, language)
) STRICT;
-- Free times of a person: weekday 0 (Monday) to 6, part morning, afternoon or evening.
CREATE TABLE free_times (
    person_id TEXT NOT NULL REFERENCES people (id),
    weekday INTEGER NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (person_id, weekday, part)
) STRICT;

CREATE TABLE wishes (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    -- 1 nice, 2 matters, 3 matters a lot
    weight INTEGER NOT NULL,
    told_at INTEGER NOT NULL,
    UNIQUE (participant_id, kind, value)
) STRICT;
-- The limits that hold whatever the score: one row a participant, replaced when told anew.
CREATE TABLE match_limits (
    participant_id TEXT PRIMARY KEY REFERENCES participants (id),
    language TEXT NOT NULL,
    supporter_gender TEXT,
    told_at INTEGER NOT NULL
) STRICT;
CREATE TABLE conflicts_of_interest (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    -- relative, partner, household, residence, former_clinician, friend, used_together, home_group, sponsorship, work,
    -- legal_case, other
    kind TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (participant_id, supporter_id)
) STRICT;

-- Up to three offers make a round. Reasons are JSON codes that the page puts into words.
CREATE TABLE offers (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    round INTEGER NOT NULL,
    place INTEGER NOT NULL,
    score INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX offers_participant ON offers (participant_id, round);
CREATE INDEX offers_supporter ON offers (supporter_id);
CREATE TABLE offer_answers (
    offer_id TEXT PRIMARY KEY REFERENCES offers (id),
    -- chosen, declined, not_chosen, withdrawn
    answer TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE acceptances (
    offer_id TEXT PRIMARY KEY REFERENCES offers (id),
    -- accepted, declined: the supporter's side
    answer TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- The participant asks for other offers, without a reason.
CREATE TABLE other_offer_requests (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    asked_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

CREATE TABLE matches (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    offer_id TEXT REFERENCES offers (id),
    matched_at INTEGER NOT NULL,
    matched_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX matches_participant ON matches (participant_id);
CREATE INDEX matches_supporter ON matches (supporter_id);
CREATE TABLE endings (
    match_id TEXT PRIMARY KEY REFERENCES matches (id),
    -- participant, supporter, program: whose wish it was; no reason is asked
    wished_by TEXT NOT NULL,
    words TEXT,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- An assignment of a whole waiting list, proposed to the coordinator. Content is JSON of the matching crate.
CREATE TABLE proposals (
    id TEXT PRIMARY KEY,
    proposed_at INTEGER NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES people (id),
    content TEXT NOT NULL
) STRICT;
CREATE TABLE proposal_overrides (
    id TEXT PRIMARY KEY,
    proposal_id TEXT NOT NULL REFERENCES proposals (id),
    -- pin, forbid
    kind TEXT NOT NULL,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- The coordinator sends the proposal out as offers, or sets it aside.
CREATE TABLE proposal_decisions (
    proposal_id TEXT PRIMARY KEY REFERENCES proposals (id),
    -- sent, set_aside
    decision TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    decided_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
