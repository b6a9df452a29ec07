-- How long records are kept, and how they end: a person asks to be erased or a period is over, somebody decides, the keys
-- are destroyed, and a certificate says so.

CREATE TABLE erasure_requests (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    asked_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX erasure_requests_participant ON erasure_requests (participant_id);
-- The person took the request back, or the program may not erase yet: in that case the participant reads why.
CREATE TABLE erasure_request_endings (
    request_id TEXT PRIMARY KEY REFERENCES erasure_requests (id),
    -- taken_back, kept_by_law, held, enrolled
    reason TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- The keys of this participant are destroyed. No reference and no name: the certificate has ids and counts alone.
CREATE TABLE erasures (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL UNIQUE,
    -- request, retention
    basis TEXT NOT NULL,
    request_id TEXT,
    -- JSON; its SHA-256 stands beside it.
    certificate TEXT NOT NULL,
    certificate_hash TEXT NOT NULL,
    erased_at INTEGER NOT NULL,
    erased_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Every key that was destroyed, to be destroyed again when an older backup is restored.
CREATE TABLE erased_subjects (
    subject_id TEXT PRIMARY KEY,
    erasure_id TEXT NOT NULL REFERENCES erasures (id)
) STRICT;
-- A copy of the own record was handed out.
CREATE TABLE record_copies (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- page, json
    form TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX record_copies_participant ON record_copies (participant_id);
