-- Reminders of appointments, and the feed that a person's own calendar reads.
--
-- Nothing here holds what a message says: it is made when it is sent, from what is true then.

-- Where a person is reached. Good for use once verified, until removed or replaced.
CREATE TABLE reminder_contacts (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    -- mail, sms, push
    channel TEXT NOT NULL,
    -- An e-mail address, a phone number, or what a browser gave for push messages (JSON). Sealed.
    address TEXT NOT NULL,
    -- Which text about what a message reveals was shown before.
    text_version TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reminder_contacts_person ON reminder_contacts (person_id);
CREATE TABLE reminder_verifications (
    contact_id TEXT PRIMARY KEY REFERENCES reminder_contacts (id),
    verified_at INTEGER NOT NULL
) STRICT;
CREATE TABLE reminder_removals (
    contact_id TEXT PRIMARY KEY REFERENCES reminder_contacts (id),
    removed_at INTEGER NOT NULL
) STRICT;
-- Codes that were sent to verify a contact; the newest counts.
CREATE TABLE reminder_codes (
    id TEXT PRIMARY KEY,
    contact_id TEXT NOT NULL REFERENCES reminder_contacts (id),
    mark TEXT NOT NULL,
    tries INTEGER NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reminder_codes_contact ON reminder_codes (contact_id);

-- What a person chose; the newest row counts. Booleans are 0 and 1.
CREATE TABLE reminder_choices (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    mail INTEGER NOT NULL,
    sms INTEGER NOT NULL,
    push INTEGER NOT NULL,
    day_before INTEGER NOT NULL,
    hours_before INTEGER NOT NULL,
    paused INTEGER NOT NULL,
    chosen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reminder_choices_person ON reminder_choices (person_id);

-- One row for each reminder that was due, written before it is sent. The key is what makes a second one impossible: an
-- appointment that was moved has another start, and so another reminder.
CREATE TABLE reminders (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    -- session, group_meeting, family_meeting, shared_session, event
    kind TEXT NOT NULL,
    occurrence_id TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    channel TEXT NOT NULL,
    lead_minutes INTEGER NOT NULL,
    -- sending, waiting (tried, and will be again), sent, unknown (sending was interrupted), failed, dropped
    state TEXT NOT NULL,
    -- A code of why, when it is not sent.
    reason TEXT,
    tries INTEGER NOT NULL,
    -- Until when whoever is sending has it; afterwards sending counts as interrupted.
    leased_until INTEGER NOT NULL,
    next_try_at INTEGER,
    made_at INTEGER NOT NULL,
    ended_at INTEGER,
    UNIQUE (person_id, kind, occurrence_id, starts_at, channel, lead_minutes)
) STRICT;
CREATE INDEX reminders_state ON reminders (state, next_try_at);
CREATE INDEX reminders_start ON reminders (starts_at);

-- An address that nobody can guess, for a person's own calendar.
CREATE TABLE feeds (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    -- Sealed, so that the person can copy the address again.
    token TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    -- What every entry is called; none for "Appointment". Sealed.
    word TEXT,
    language TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX feeds_person ON feeds (person_id);
CREATE TABLE feed_endings (
    feed_id TEXT PRIMARY KEY REFERENCES feeds (id),
    ended_at INTEGER NOT NULL
) STRICT;
-- When a calendar last read it: noted once a day.
CREATE TABLE feed_readings (
    feed_id TEXT PRIMARY KEY REFERENCES feeds (id),
    read_at INTEGER NOT NULL
) STRICT;
