-- The supporter's side: their own plan, check-ins, taps, talks about load, and what they learn. Every row bears the
-- person it belongs to, and every statement asks for that person: there is no way to these rows from anywhere else.

-- Goals in a supporter's own words. Read by their author alone, so that they carry no tier.
CREATE TABLE own_goals (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    words TEXT NOT NULL,
    why TEXT,
    set_at INTEGER NOT NULL
) STRICT;
CREATE INDEX own_goals_person ON own_goals (person_id);
-- The newest words count and the others stay.
CREATE TABLE own_goal_rewordings (
    id TEXT PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES own_goals (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    words TEXT NOT NULL,
    why TEXT,
    reworded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX own_goal_rewordings_person ON own_goal_rewordings (person_id);
-- Their own numbers, 0 to 10. Sealed, as those of a check-in.
CREATE TABLE own_goal_ratings (
    id TEXT PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES own_goals (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    importance TEXT,
    confidence TEXT,
    rated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX own_goal_ratings_person ON own_goal_ratings (person_id);
CREATE TABLE own_goal_closings (
    id TEXT PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES own_goals (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    -- reached, changed, set_aside
    reason TEXT NOT NULL,
    closed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX own_goal_closings_person ON own_goal_closings (person_id);
CREATE TABLE own_goal_reopenings (
    closing_id TEXT PRIMARY KEY REFERENCES own_goal_closings (id),
    reopened_at INTEGER NOT NULL
) STRICT;
CREATE TABLE own_steps (
    id TEXT PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES own_goals (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    words TEXT NOT NULL,
    who TEXT,
    by_on TEXT,
    set_at INTEGER NOT NULL
) STRICT;
CREATE INDEX own_steps_person ON own_steps (person_id);
CREATE TABLE own_step_endings (
    id TEXT PRIMARY KEY,
    step_id TEXT NOT NULL REFERENCES own_steps (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    -- done, dropped
    ending TEXT NOT NULL,
    ended_at INTEGER NOT NULL
) STRICT;
CREATE INDEX own_step_endings_person ON own_step_endings (person_id);
CREATE TABLE own_step_reopenings (
    ending_id TEXT PRIMARY KEY REFERENCES own_step_endings (id),
    reopened_at INTEGER NOT NULL
) STRICT;
CREATE TABLE own_plan_reviews (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    words TEXT,
    next_review_on TEXT NOT NULL,
    reviewed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX own_plan_reviews_person ON own_plan_reviews (person_id);

-- How a week was, once a week. The numbers are sealed as those of a participant's check-in are, so that the columns are
-- TEXT; opened they are whole numbers: mood 0 (very hard) to 10 (very good), sleep_hours hours a night on the average.
CREATE TABLE own_check_ins (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    on_day TEXT NOT NULL,
    mood TEXT,
    sleep_hours TEXT,
    words TEXT,
    kept_at INTEGER NOT NULL
) STRICT;
CREATE INDEX own_check_ins_person ON own_check_ins (person_id, on_day);

-- The tap after what is not a session between two: -2 took from me to +2 gave me, as in taps.
CREATE TABLE own_taps (
    person_id TEXT NOT NULL REFERENCES people (id),
    -- group_meeting, telephone_call, family_meeting
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    value INTEGER NOT NULL,
    tapped_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, kind, object_id)
) STRICT;

-- "I would like to talk about my load": said by a supporter, read by the supervisor they have then. Nothing of why.
CREATE TABLE load_talks (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    supervisor_id TEXT NOT NULL REFERENCES people (id),
    asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX load_talks_person ON load_talks (person_id);
CREATE INDEX load_talks_supervisor ON load_talks (supervisor_id);
CREATE TABLE load_talk_withdrawals (
    talk_id TEXT PRIMARY KEY REFERENCES load_talks (id),
    withdrawn_at INTEGER NOT NULL
) STRICT;
-- It took place.
CREATE TABLE load_talk_holdings (
    talk_id TEXT PRIMARY KEY REFERENCES load_talks (id),
    held_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- What was learned, in minutes of a domain. A correction is a row of its own that names the one it replaces.
CREATE TABLE learning_entries (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    on_day TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    -- advocacy, ethical_responsibility, mentoring_education, recovery_wellness
    domain TEXT NOT NULL,
    -- reflection, training, supervision, shadowing, tool_practice
    kind TEXT NOT NULL,
    words TEXT,
    -- mine, supervised: who reads the words.
    tier TEXT NOT NULL,
    replaces_id TEXT UNIQUE REFERENCES learning_entries (id),
    entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX learning_entries_person ON learning_entries (person_id, on_day);
CREATE TABLE learning_withdrawals (
    entry_id TEXT PRIMARY KEY REFERENCES learning_entries (id),
    withdrawn_at INTEGER NOT NULL
) STRICT;
-- The supervisor is asked to confirm an entry: from then on they see its date, minutes, domain and kind.
CREATE TABLE learning_requests (
    entry_id TEXT PRIMARY KEY REFERENCES learning_entries (id),
    supervisor_id TEXT NOT NULL REFERENCES people (id),
    asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX learning_requests_supervisor ON learning_requests (supervisor_id);
CREATE TABLE learning_confirmations (
    entry_id TEXT PRIMARY KEY REFERENCES learning_entries (id),
    confirmed_at INTEGER NOT NULL,
    confirmed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
