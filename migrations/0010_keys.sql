-- Keys at rest. What people say is sealed with a data key of the person (or first call, or family) it belongs to; here
-- are the data keys, wrapped with a program key that is not in the database.

CREATE TABLE data_keys (
    subject_id TEXT PRIMARY KEY,
    -- Empty after the key was destroyed: then nothing that was sealed with it can be read again.
    wrapped TEXT,
    -- The id of the program key that opens it.
    program_key TEXT NOT NULL,
    destroyed_at INTEGER
) STRICT;
CREATE INDEX data_keys_program_key ON data_keys (program_key);
-- No data key may be wrapped with these any more.
CREATE TABLE retired_program_keys (
    id TEXT PRIMARY KEY,
    retired_at INTEGER NOT NULL
) STRICT;
-- A mark that only the right index key gives: look-ups with a wrong one would find nobody, and say nothing.
CREATE TABLE key_marks (
    name TEXT PRIMARY KEY,
    mark TEXT NOT NULL
) STRICT;
