-- Whether the program holds itself bound by 42 CFR Part 2. On until somebody says otherwise; the newest row counts, and no row
-- is ever changed.
CREATE TABLE part2_changes (
    id TEXT PRIMARY KEY,
    -- on, off
    mode TEXT NOT NULL,
    -- Sealed with the program's key.
    reason TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
