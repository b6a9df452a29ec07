-- Spreadsheets taken in, all or nothing, and what each brought, so that it can be taken out again.

CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- SHA-256 of the file, so that the same file is not taken in twice by mistake.
    file_hash TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    people_added INTEGER NOT NULL,
    imported_at INTEGER NOT NULL,
    imported_by TEXT
) STRICT;
-- The line stays when the person is taken out again, hence no reference to people.
CREATE TABLE imported_people (
    person_id TEXT PRIMARY KEY,
    import_id TEXT NOT NULL REFERENCES imports (id),
    line INTEGER NOT NULL
) STRICT;
CREATE INDEX imported_people_import ON imported_people (import_id);
CREATE TABLE import_undoings (
    import_id TEXT PRIMARY KEY REFERENCES imports (id),
    undone_at INTEGER NOT NULL,
    people_removed INTEGER NOT NULL
) STRICT;

-- A sheet that may bring people a second time is compared with people of the same birth date, and gathers its
-- families by name.
CREATE INDEX people_born_on ON people (born_on);
CREATE INDEX families_name ON families (name);
