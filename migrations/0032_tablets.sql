-- Check-ins; devices that work without a network; lobby tablets and arrivals.

CREATE TABLE check_ins (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- Sealed: 0 to 10, or not said.
    mood TEXT,
    craving TEXT,
    -- Sealed: codes with spaces between them: hungry, angry, lonely, tired.
    halt TEXT,
    words TEXT,
    tier TEXT NOT NULL,
    -- When it was made, which may be long before it was kept: without a network it waits on a device.
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES people (id),
    kept_at INTEGER NOT NULL
) STRICT;
CREATE INDEX check_ins_participant ON check_ins (participant_id, made_at);

-- A phone or tablet on which somebody works without a network. The token is in a cookie of that device alone.
CREATE TABLE offline_devices (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    set_up_at INTEGER NOT NULL
) STRICT;
CREATE INDEX offline_devices_person ON offline_devices (person_id);
-- What was taken along: whose records, and until when the device keeps them.
CREATE TABLE offline_takings (
    id TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES offline_devices (id),
    participant_id TEXT NOT NULL REFERENCES participants (id),
    taken_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL
) STRICT;
CREATE INDEX offline_takings_device ON offline_takings (device_id, taken_at);
CREATE INDEX offline_takings_participant ON offline_takings (participant_id);
-- A lost or returned device: what it keeps is wiped when it next reaches the program, and nothing is taken from it.
CREATE TABLE offline_revocations (
    device_id TEXT PRIMARY KEY REFERENCES offline_devices (id),
    revoked_at INTEGER NOT NULL,
    revoked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE offline_wipings (
    device_id TEXT PRIMARY KEY REFERENCES offline_devices (id),
    wiped_at INTEGER NOT NULL
) STRICT;

-- A tablet in a lobby, where people sign in by a code of their own.
CREATE TABLE kiosks (
    id TEXT PRIMARY KEY,
    site_id TEXT NOT NULL REFERENCES sites (id),
    name TEXT NOT NULL,
    -- Of the link that makes a tablet this kiosk, once; and then of the tablet's own token.
    token_hash TEXT NOT NULL UNIQUE,
    link_expires_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE kiosk_openings (
    kiosk_id TEXT PRIMARY KEY REFERENCES kiosks (id),
    token_hash TEXT NOT NULL UNIQUE,
    opened_at INTEGER NOT NULL
) STRICT;
CREATE TABLE kiosk_revocations (
    kiosk_id TEXT PRIMARY KEY REFERENCES kiosks (id),
    revoked_at INTEGER NOT NULL,
    revoked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Codes that were typed and are nobody's: too many, and the tablet rests.
CREATE TABLE kiosk_misses (
    id TEXT PRIMARY KEY,
    kiosk_id TEXT NOT NULL REFERENCES kiosks (id),
    missed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX kiosk_misses_kiosk ON kiosk_misses (kiosk_id, missed_at);
-- The code by which somebody is known in a lobby. The newest counts.
CREATE TABLE arrival_codes (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    code TEXT NOT NULL,
    -- Blind: a copy of the database does not tell whose code it is.
    mark TEXT NOT NULL UNIQUE,
    issued_at INTEGER NOT NULL
) STRICT;
CREATE INDEX arrival_codes_person ON arrival_codes (person_id, issued_at);
CREATE TABLE arrivals (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    kiosk_id TEXT NOT NULL REFERENCES kiosks (id),
    meeting_id TEXT REFERENCES group_meetings (id),
    session_id TEXT REFERENCES sessions (id),
    arrived_at INTEGER NOT NULL
) STRICT;
CREATE INDEX arrivals_person ON arrivals (person_id, arrived_at);
CREATE INDEX arrivals_when ON arrivals (arrived_at);
