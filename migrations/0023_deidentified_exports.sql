-- Files without identifiers that left the program: who took which years, for what, and the file's own hash.
CREATE TABLE deidentified_exports (
    id TEXT PRIMARY KEY,
    from_year INTEGER NOT NULL,
    to_year INTEGER NOT NULL,
    -- No combination of year, age, gender and language is about fewer people than this.
    smallest INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    -- Lines in the file, those of them with something taken out, and those left out altogether.
    kept INTEGER NOT NULL,
    blanked INTEGER NOT NULL,
    dropped INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    exported_at INTEGER NOT NULL,
    exported_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX deidentified_exports_time ON deidentified_exports (exported_at, id);
