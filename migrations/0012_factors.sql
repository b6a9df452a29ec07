-- Second factors: what a person shows beside their passphrase, and how sure a sign-in is of who it is.

-- What the person came in with: passphrase, passkey, demo_link, organization.
ALTER TABLE sign_ins ADD COLUMN means TEXT NOT NULL DEFAULT 'passphrase';

-- Each time somebody showed more than the sign-in itself: app, passkey, recovery_code, organization, demo_link; or
-- passphrase, typed again by a person who has no second factor and needs none.
CREATE TABLE second_steps (
    id TEXT PRIMARY KEY,
    sign_in_id TEXT NOT NULL REFERENCES sign_ins (id),
    factor TEXT NOT NULL,
    stepped_at INTEGER NOT NULL
) STRICT;
CREATE INDEX second_steps_sign_in ON second_steps (sign_in_id, stepped_at);

CREATE TABLE factors (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    -- app or passkey.
    kind TEXT NOT NULL,
    -- What the person calls it. Sealed.
    name TEXT NOT NULL,
    -- Of an app: the secret both sides know, in base 32. Sealed.
    secret TEXT,
    -- Of an app: the time step of the last code that was taken. A code is good once.
    last_step INTEGER,
    -- Of a passkey: the id its authenticator gave it, and its public key with counters as JSON. Neither is a secret.
    credential_id TEXT UNIQUE,
    credential TEXT,
    added_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX factors_person ON factors (person_id);
CREATE TABLE factor_removals (
    factor_id TEXT PRIMARY KEY REFERENCES factors (id),
    removed_at INTEGER NOT NULL,
    -- None: the command on the server.
    removed_by TEXT REFERENCES people (id)
) STRICT;

-- Ten at a time, each good once. The newest set of a person counts.
CREATE TABLE recovery_code_sets (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    salt TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX recovery_code_sets_person ON recovery_code_sets (person_id, made_at);
CREATE TABLE recovery_codes (
    id TEXT PRIMARY KEY,
    set_id TEXT NOT NULL REFERENCES recovery_code_sets (id),
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX recovery_codes_set ON recovery_codes (set_id);
CREATE TABLE recovery_code_uses (
    code_id TEXT PRIMARY KEY REFERENCES recovery_codes (id),
    used_at INTEGER NOT NULL
) STRICT;
CREATE TABLE recovery_code_withdrawals (
    set_id TEXT PRIMARY KEY REFERENCES recovery_code_sets (id),
    withdrawn_at INTEGER NOT NULL
) STRICT;

-- A passkey or an organization is being asked: what the answer must fit. Bound to the browser by a cookie whose hash
-- this is; gone with the answer, and after ten minutes in any case.
CREATE TABLE ceremonies (
    token_hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    person_id TEXT REFERENCES people (id),
    state TEXT NOT NULL,
    begun_at INTEGER NOT NULL
) STRICT;

-- Who a person is at the organization's own sign-in, by the two names that never change.
CREATE TABLE organization_identities (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    linked_at INTEGER NOT NULL,
    UNIQUE (issuer, subject)
) STRICT;
CREATE INDEX organization_identities_person ON organization_identities (person_id);
