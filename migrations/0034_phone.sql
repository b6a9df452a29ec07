-- A participant's own counts of days: from which day, returns to use, and what they want to see. Two numbers that stand
-- apart: a return takes nothing away from the days since the start.

-- From which day somebody counts. The newest that was not undone counts.
CREATE TABLE day_count_starts (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- Sealed: a date.
    began_on TEXT NOT NULL,
    tier TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX day_count_starts_participant ON day_count_starts (participant_id);
CREATE TABLE day_count_start_undoings (
    start_id TEXT PRIMARY KEY REFERENCES day_count_starts (id),
    undone_at INTEGER NOT NULL,
    undone_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- A return to use, as its person tells it.
CREATE TABLE day_count_returns (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- Sealed: the last day of it.
    returned_on TEXT NOT NULL,
    tier TEXT NOT NULL,
    noted_at INTEGER NOT NULL,
    noted_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX day_count_returns_participant ON day_count_returns (participant_id);
CREATE TABLE day_count_return_undoings (
    return_id TEXT PRIMARY KEY REFERENCES day_count_returns (id),
    undone_at INTEGER NOT NULL,
    undone_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- What stands on the person's first page, which only they see. The newest counts; without one nothing does.
CREATE TABLE day_count_showings (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- none, total, since, both
    shown TEXT NOT NULL,
    -- Sealed: how they call their days.
    called TEXT,
    chosen_at INTEGER NOT NULL,
    chosen_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX day_count_showings_participant ON day_count_showings (participant_id);

-- Whom somebody let read their latest check-in is what the next one begins with.
CREATE INDEX check_ins_made_by ON check_ins (made_by, made_at);
