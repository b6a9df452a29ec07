-- Meetings between a participant and a supporter, and the notes about them.

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    starts_at INTEGER NOT NULL,
    planned_minutes INTEGER NOT NULL,
    -- in_person, phone, video
    mode TEXT NOT NULL,
    -- center, community, home, street, hospital, jail, court, residence, phone, online, other
    setting TEXT NOT NULL,
    place TEXT,
    video_link TEXT,
    scheduled_at INTEGER NOT NULL,
    scheduled_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX sessions_participant ON sessions (participant_id, starts_at);
CREATE INDEX sessions_supporter ON sessions (supporter_id, starts_at);
CREATE TABLE cancellations (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id),
    -- cancelled, late_cancelled, no_show, rescheduled
    kind TEXT NOT NULL,
    words TEXT,
    cancelled_at INTEGER NOT NULL,
    cancelled_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- The session took place, from when to when.
CREATE TABLE holdings (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id),
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL UNIQUE REFERENCES sessions (id),
    participant_id TEXT NOT NULL REFERENCES participants (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    begun_at INTEGER NOT NULL
) STRICT;
CREATE INDEX notes_participant ON notes (participant_id);
-- Every saving is a version; the newest counts. Nothing is overwritten.
CREATE TABLE note_versions (
    id TEXT PRIMARY KEY,
    note_id TEXT NOT NULL REFERENCES notes (id),
    version INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    mode TEXT NOT NULL,
    setting TEXT NOT NULL,
    -- JSON list of codes: listening, sharing_story, skills_practice, link, accompany, advocate, plan_review, crisis
    what_i_did TEXT NOT NULL,
    did TEXT NOT NULL,
    response TEXT NOT NULL,
    next_step TEXT NOT NULL,
    written_together INTEGER NOT NULL,
    billable INTEGER NOT NULL,
    non_billable_reason TEXT,
    units INTEGER NOT NULL,
    unit_rule TEXT NOT NULL,
    -- Why an approved note was amended; empty before approval.
    amendment_reason TEXT,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (note_id, version)
) STRICT;
CREATE TABLE submissions (
    id TEXT PRIMARY KEY,
    note_id TEXT NOT NULL REFERENCES notes (id),
    version INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    submitted_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX submissions_note ON submissions (note_id);
CREATE TABLE returns (
    id TEXT PRIMARY KEY,
    submission_id TEXT NOT NULL UNIQUE REFERENCES submissions (id),
    comment TEXT NOT NULL,
    returned_at INTEGER NOT NULL,
    returned_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Approval locks: from here on only amendments, which are versions with a reason and need approval again.
CREATE TABLE approvals (
    id TEXT PRIMARY KEY,
    submission_id TEXT NOT NULL UNIQUE REFERENCES submissions (id),
    approved_at INTEGER NOT NULL,
    approved_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- One tap on each side after a session: -2 took from me … +2 gave me. Private to the one who tapped.
CREATE TABLE taps (
    session_id TEXT NOT NULL REFERENCES sessions (id),
    -- participant, supporter
    side TEXT NOT NULL,
    value INTEGER NOT NULL,
    tapped_at INTEGER NOT NULL,
    PRIMARY KEY (session_id, side)
) STRICT;
