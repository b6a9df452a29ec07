-- The house: the program, its sites, its people, what they may do, how they sign in, and who did what.
-- Instants (…_at) are milliseconds since 1970-01-01T00:00Z; dates (…_on) ISO text; ids UUIDv7 text; money cents.
-- A change of state is a row with a date and an author, so a table of things has a table of their endings.

CREATE TABLE programs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- What a stranger may read on a phone, a page title or an e-mail: never what the program is for.
    discreet_name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    language TEXT NOT NULL,
    crisis_line TEXT NOT NULL,
    on_call_phone TEXT,
    exit_url TEXT NOT NULL,
    -- JSON: unit rule, caseload limits, matching weights, due windows (see the `program` room).
    settings TEXT NOT NULL,
    set_up_at INTEGER NOT NULL
) STRICT;

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    goes_by TEXT,
    email TEXT,
    -- Lower-cased e-mail: one account an address.
    email_key TEXT UNIQUE,
    phone TEXT,
    born_on TEXT,
    gender TEXT,
    language TEXT NOT NULL,
    registered_at INTEGER NOT NULL,
    registered_by TEXT REFERENCES people (id)
) STRICT;
CREATE INDEX people_name ON people (name);

CREATE TABLE sites (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT,
    opened_at INTEGER NOT NULL,
    opened_by TEXT REFERENCES people (id)
) STRICT;
CREATE TABLE site_closings (
    site_id TEXT PRIMARY KEY REFERENCES sites (id),
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

CREATE TABLE roles (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    granted_by TEXT REFERENCES people (id)
) STRICT;
CREATE INDEX roles_person ON roles (person_id);
CREATE TABLE role_endings (
    role_id TEXT PRIMARY KEY REFERENCES roles (id),
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

CREATE TABLE passphrases (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    hash TEXT NOT NULL,
    set_at INTEGER NOT NULL
) STRICT;

-- A one-time link: to set the program up, to join, to choose a new passphrase, or into the demo.
CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    person_id TEXT REFERENCES people (id),
    kind TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    made_at INTEGER NOT NULL,
    made_by TEXT REFERENCES people (id),
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invitations_person ON invitations (person_id);
CREATE TABLE invitation_uses (
    invitation_id TEXT PRIMARY KEY REFERENCES invitations (id),
    used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_ins (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    token_hash TEXT NOT NULL UNIQUE,
    -- What the browser calls itself, shortened, so that a person recognizes their own devices.
    device TEXT NOT NULL,
    signed_in_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_ins_person ON sign_ins (person_id);
CREATE TABLE sign_outs (
    sign_in_id TEXT PRIMARY KEY REFERENCES sign_ins (id),
    signed_out_at INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;
-- Failed tries, by a keyed hash of what was typed and of where from: enough to slow guessing, not to know who.
CREATE TABLE sign_in_failures (
    id TEXT PRIMARY KEY,
    account_hash TEXT NOT NULL,
    origin_hash TEXT NOT NULL,
    failed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_failures_account ON sign_in_failures (account_hash, failed_at);
CREATE INDEX sign_in_failures_origin ON sign_in_failures (origin_hash, failed_at);

CREATE TABLE participants (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL UNIQUE REFERENCES people (id),
    site_id TEXT REFERENCES sites (id),
    registered_at INTEGER NOT NULL
) STRICT;

CREATE TABLE peer_supporters (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL UNIQUE REFERENCES people (id),
    site_id TEXT REFERENCES sites (id),
    supervisor_id TEXT REFERENCES people (id),
    -- The most participants at a time; the program's default when empty.
    capacity INTEGER,
    video_link TEXT,
    registered_at INTEGER NOT NULL
) STRICT;
-- A supporter who takes no new participants for now.
CREATE TABLE supporter_pauses (
    id TEXT PRIMARY KEY,
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    paused_at INTEGER NOT NULL,
    paused_by TEXT NOT NULL REFERENCES people (id),
    resumed_at INTEGER
) STRICT;

-- Who did what to what, when and as whom. Written in the same transaction as the act; never changed or removed.
CREATE TABLE audit_entries (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id TEXT,
    acting_as TEXT NOT NULL,
    action TEXT NOT NULL,
    participant_id TEXT,
    object_kind TEXT NOT NULL,
    object_id TEXT,
    reason TEXT
) STRICT;
CREATE INDEX audit_entries_participant ON audit_entries (participant_id, id);
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, id);

-- A form sent twice is done once: the key is in the page (whose forms share it), the answer is where it led.
CREATE TABLE receipts (
    form_key TEXT NOT NULL,
    path TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    location TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (form_key, path)
) STRICT;
