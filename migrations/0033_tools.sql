-- Tools: what a program adds to its library, the worksheets that people fill, and each use.

-- A tool of the program's own, in one version. Never changed: what was written stays readable against what was asked.
CREATE TABLE tool_definitions (
    id TEXT PRIMARY KEY,
    tool TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- SHA-256 over what is asked, as cairn-toolkit counts it.
    hash TEXT NOT NULL,
    -- The definition as JSON.
    definition TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    added_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (tool, version)
) STRICT;
-- A tool is put away, shipped or own; what was written with it stays.
CREATE TABLE tool_retirements (
    id TEXT PRIMARY KEY,
    tool TEXT NOT NULL,
    retired_at INTEGER NOT NULL,
    retired_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE tool_returns (
    retirement_id TEXT PRIMARY KEY REFERENCES tool_retirements (id),
    returned_at INTEGER NOT NULL,
    returned_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- About the person, in their record as a participant or as a family member; in neither: a supporter's own.
CREATE TABLE worksheets (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    participant_id TEXT REFERENCES participants (id),
    member_id TEXT REFERENCES family_members (id),
    tool TEXT NOT NULL,
    tier TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX worksheets_person ON worksheets (person_id, tool);
CREATE INDEX worksheets_participant ON worksheets (participant_id);
CREATE INDEX worksheets_member ON worksheets (member_id);
CREATE TABLE worksheet_versions (
    id TEXT PRIMARY KEY,
    worksheet_id TEXT NOT NULL REFERENCES worksheets (id),
    version INTEGER NOT NULL,
    definition_version INTEGER NOT NULL,
    definition_hash TEXT NOT NULL,
    -- Sealed: JSON, by the code of the field.
    answers TEXT,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (worksheet_id, version)
) STRICT;

CREATE TABLE tool_uses (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    participant_id TEXT REFERENCES participants (id),
    member_id TEXT REFERENCES family_members (id),
    tool TEXT NOT NULL,
    -- What was written, when something was: then the use has the readers of the worksheet.
    worksheet_id TEXT REFERENCES worksheets (id),
    tier TEXT NOT NULL,
    session_id TEXT REFERENCES sessions (id),
    -- alone, supporter, family, group
    company TEXT NOT NULL,
    used_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX tool_uses_person ON tool_uses (person_id, tool);
CREATE INDEX tool_uses_participant ON tool_uses (participant_id, used_on);
CREATE INDEX tool_uses_member ON tool_uses (member_id);
CREATE INDEX tool_uses_session ON tool_uses (session_id);
CREATE INDEX tool_uses_worksheet ON tool_uses (worksheet_id);
-- How much a use helped, 0 to 10, said at once or later. The newest counts.
CREATE TABLE tool_use_ratings (
    id TEXT PRIMARY KEY,
    use_id TEXT NOT NULL REFERENCES tool_uses (id),
    helpful INTEGER NOT NULL,
    rated_at INTEGER NOT NULL,
    rated_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX tool_use_ratings_use ON tool_use_ratings (use_id);
