-- Need to know: records opened by break-glass and what became of it, tiers that changed, what stays between two
-- people, and counseling notes.

-- Every try to open a record by break-glass, whether it found one or not: tries are few.
CREATE TABLE break_glass_tries (
    id TEXT PRIMARY KEY,
    tried_by TEXT NOT NULL REFERENCES people (id),
    tried_at INTEGER NOT NULL
) STRICT;
CREATE INDEX break_glass_tries_by ON break_glass_tries (tried_by, tried_at);

-- A record opened without a relation to the participant, for a stated reason and a short time.
CREATE TABLE break_glass_openings (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    opened_by TEXT NOT NULL REFERENCES people (id),
    acting_as TEXT NOT NULL,
    -- danger, health, cover, coming_back, other
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    review_due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX break_glass_openings_by ON break_glass_openings (opened_by, participant_id, expires_at);
CREATE INDEX break_glass_openings_participant ON break_glass_openings (participant_id, opened_at);
CREATE TABLE break_glass_endings (
    opening_id TEXT PRIMARY KEY REFERENCES break_glass_openings (id),
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE break_glass_reviews (
    opening_id TEXT PRIMARY KEY REFERENCES break_glass_openings (id),
    -- justified, not_justified
    verdict TEXT NOT NULL,
    words TEXT,
    reviewed_at INTEGER NOT NULL,
    reviewed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- What the author alone reads (42 CFR 2.11, SUD counseling notes): apart from the record, each sealed with a key of its
-- own, whose subject is the note.
CREATE TABLE counseling_notes (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    held_on TEXT NOT NULL,
    words TEXT NOT NULL,
    written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX counseling_notes_author ON counseling_notes (participant_id, author_id);

-- Words beside a session that participant and supporter share with each other, or keep for themselves.
CREATE TABLE asides (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    participant_id TEXT NOT NULL REFERENCES participants (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    -- mine, ours: never more
    tier TEXT NOT NULL,
    words TEXT NOT NULL,
    written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX asides_session ON asides (session_id);

-- Who reads something was changed: by whom, from what, to what. The thing itself has the tier that counts now.
CREATE TABLE tier_changes (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- aside, note, goal
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    from_tier TEXT NOT NULL,
    to_tier TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX tier_changes_object ON tier_changes (object_id);

-- What a note about a session says: supervised stays here, record may leave with a consent.
ALTER TABLE notes ADD COLUMN tier TEXT NOT NULL DEFAULT 'record';
ALTER TABLE goals ADD COLUMN tier TEXT NOT NULL DEFAULT 'record';
