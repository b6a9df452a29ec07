-- Consents under 42 CFR Part 2: who may be told what, why and until when, in the participant's name.

CREATE TABLE consents (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- general, tpo, counseling_notes, proceedings, criminal_justice, intermediary, research, fundraising
    kind TEXT NOT NULL,
    -- Which list of required elements it is held against, and which wording of the sentences it is drawn with.
    elements_version TEXT NOT NULL,
    wording_version TEXT NOT NULL,
    -- Sealed JSON: the computable form. Written anew while it is a draft, never once somebody has signed.
    terms TEXT NOT NULL,
    -- page, import
    origin TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL REFERENCES people (id),
    changed_at INTEGER NOT NULL,
    changed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX consents_participant ON consents (participant_id);

-- A draft that nobody wants any more. It stays readable.
CREATE TABLE consent_discardings (
    consent_id TEXT PRIMARY KEY REFERENCES consents (id),
    discarded_at INTEGER NOT NULL,
    discarded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- What was agreed to, word for word, and by whom. One row a signature: where state law asks a minor and a parent, two.
CREATE TABLE consent_signatures (
    id TEXT PRIMARY KEY,
    consent_id TEXT NOT NULL REFERENCES consents (id),
    -- participant, minor, guardian, representative
    signer TEXT NOT NULL,
    -- Who had to sign on that day: adult, minor_alone, minor_both, died
    capacity TEXT NOT NULL,
    -- Sealed: the name as typed or as it stands on paper.
    signed_name TEXT NOT NULL,
    -- in_person, online, paper
    signed_how TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    -- For somebody who signs for the participant: what gives them the right (parent, guardian, court_order,
    -- power_of_attorney, executor, spouse, family_member), and sealed, which document shows it.
    authority TEXT,
    authority_document TEXT,
    language TEXT NOT NULL,
    -- Sealed: the document. Its hash is of the words themselves, so that a printed copy can be held against it.
    document TEXT NOT NULL,
    document_sha256 TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX consent_signatures_consent ON consent_signatures (consent_id);

-- Taken back: as a whole, or for one recipient while the rest stays.
CREATE TABLE consent_revocations (
    id TEXT PRIMARY KEY,
    consent_id TEXT NOT NULL REFERENCES consents (id),
    -- The recipient's id in the terms; empty for the whole consent.
    recipient_id TEXT,
    -- online, in_person, paper: all of them in writing (section 2.31(a)(6))
    revoked_how TEXT NOT NULL,
    -- Sealed: what the person wrote, if anything; and what had been done in reliance on the consent before.
    words TEXT,
    relied_on TEXT,
    revoked_at INTEGER NOT NULL,
    revoked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX consent_revocations_consent ON consent_revocations (consent_id);

-- Something a consent waits for has happened: the event that ends it, or the one from which it can be taken back.
CREATE TABLE consent_events (
    id TEXT PRIMARY KEY,
    consent_id TEXT NOT NULL REFERENCES consents (id),
    -- expiry, revocable
    event TEXT NOT NULL,
    words TEXT,
    happened_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX consent_events_consent ON consent_events (consent_id);

-- Somebody found that a consent is materially false (section 2.31(c)(4)): nothing leaves on it from then on.
CREATE TABLE consent_doubts (
    id TEXT PRIMARY KEY,
    consent_id TEXT NOT NULL REFERENCES consents (id),
    -- Sealed.
    words TEXT NOT NULL,
    doubted_at INTEGER NOT NULL,
    doubted_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX consent_doubts_consent ON consent_doubts (consent_id);
