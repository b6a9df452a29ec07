-- The recovery plan in the person's own words, and what is measured on both sides.

CREATE TABLE goals (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    words TEXT NOT NULL,
    why TEXT,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX goals_participant ON goals (participant_id);
-- New words for a goal; the newest counts.
CREATE TABLE goal_rewordings (
    id TEXT PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES goals (id),
    words TEXT NOT NULL,
    why TEXT,
    reworded_at INTEGER NOT NULL,
    reworded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX goal_rewordings_goal ON goal_rewordings (goal_id);
-- Own ratings 0-10. Empty: not answered.
CREATE TABLE goal_ratings (
    id TEXT PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES goals (id),
    importance INTEGER,
    confidence INTEGER,
    closeness INTEGER,
    rated_at INTEGER NOT NULL,
    rated_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX goal_ratings_goal ON goal_ratings (goal_id);
-- A goal is closed while it has a closing that no reopening took back; it may be closed and reopened again.
CREATE TABLE goal_closings (
    id TEXT PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES goals (id),
    -- reached, changed, set_aside
    reason TEXT NOT NULL,
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX goal_closings_goal ON goal_closings (goal_id);
CREATE TABLE goal_reopenings (
    closing_id TEXT PRIMARY KEY REFERENCES goal_closings (id),
    reopened_at INTEGER NOT NULL,
    reopened_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE steps (
    id TEXT PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES goals (id),
    words TEXT NOT NULL,
    who TEXT,
    by_on TEXT,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX steps_goal ON steps (goal_id);
-- A step is over while it has an ending that no reopening took back.
CREATE TABLE step_endings (
    id TEXT PRIMARY KEY,
    step_id TEXT NOT NULL REFERENCES steps (id),
    -- done, dropped
    ending TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX step_endings_step ON step_endings (step_id);
CREATE TABLE step_reopenings (
    ending_id TEXT PRIMARY KEY REFERENCES step_endings (id),
    reopened_at INTEGER NOT NULL,
    reopened_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE plan_reviews (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    words TEXT,
    next_review_on TEXT NOT NULL,
    reviewed_at INTEGER NOT NULL,
    reviewed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX plan_reviews_participant ON plan_reviews (participant_id);

-- Which goals a version of a note cites.
CREATE TABLE cited_goals (
    note_version_id TEXT NOT NULL REFERENCES note_versions (id),
    goal_id TEXT NOT NULL REFERENCES goals (id),
    PRIMARY KEY (note_version_id, goal_id)
) STRICT;

-- An instrument answered, declined, not offered or lost. The definition's hash tells which text was asked.
CREATE TABLE assessments (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    -- participant, supporter, family_member: the side on which the person answers
    side TEXT NOT NULL,
    instrument TEXT NOT NULL,
    version TEXT NOT NULL,
    definition_hash TEXT NOT NULL,
    -- intake, day_30, day_90, …, or of a supporter intake, quarter_1, …; extra outside every window
    due_window TEXT NOT NULL,
    -- answered, declined, not_offered, lost_contact
    status TEXT NOT NULL,
    -- JSON list; null where the person gave no answer, which is never zero.
    answers TEXT,
    total REAL,
    answered_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX assessments_person ON assessments (person_id, instrument, answered_on);
