-- Three short questions after a session, ways to find somebody again, why somebody is silent, and whether follow-ups were done.

-- What a participant said about a session. Only the participant reads it; everybody else sees means of a closed quarter.
CREATE TABLE session_ratings (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id),
    -- Sealed: 1 not at all … 5 fully, each on its own or not said.
    heard TEXT,
    wanted TEXT,
    honest TEXT,
    rated_at INTEGER NOT NULL
) STRICT;

-- A way to find somebody again, as they chose it. Never changed: another one is another row.
CREATE TABLE locators (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- phone, text, email, through_person, place, online
    kind TEXT NOT NULL,
    -- Sealed: the number, address, place or name of an account; for a person, how to reach that person.
    reach TEXT NOT NULL,
    -- Sealed: who that person is, and what they are to each other.
    whom TEXT,
    -- none, neutral, own: whether something may be left, and whether in the neutral sentence or in their own words
    message TEXT NOT NULL,
    may_say TEXT,
    safe_times TEXT,
    -- ours, team: who reads it, and so who may use it
    tier TEXT NOT NULL,
    told_at INTEGER NOT NULL,
    told_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX locators_participant ON locators (participant_id);
CREATE TABLE locator_withdrawals (
    locator_id TEXT PRIMARY KEY REFERENCES locators (id),
    withdrawn_at INTEGER NOT NULL,
    withdrawn_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- Why somebody does not answer, from when on.
CREATE TABLE silences (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- no_contact, moved, in_custody, hospital, new_number, asked_not_to_be_contacted, chose_to_leave, died, other
    reason TEXT NOT NULL,
    since_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX silences_participant ON silences (participant_id, since_on);
CREATE TABLE silence_endings (
    silence_id TEXT PRIMARY KEY REFERENCES silences (id),
    ended_on TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- One question instead of a long form. How they are and what they need stand in the check-in; this is what is asked besides.
CREATE TABLE tiny_check_ins (
    check_in_id TEXT PRIMARY KEY REFERENCES check_ins (id),
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- self, phone, in_person
    mode TEXT NOT NULL,
    -- Sealed: in recovery by their own word: yes, no, not_said
    own_word TEXT,
    asked_on TEXT NOT NULL
) STRICT;
CREATE INDEX tiny_check_ins_participant ON tiny_check_ins (participant_id, asked_on);

-- That a grant's form was gone through, or why not. The answers are kept where the grant wants them.
CREATE TABLE suprt_records (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    enrollment_id TEXT NOT NULL REFERENCES enrollments (id),
    -- baseline, reassessment, annual, closeout
    kind TEXT NOT NULL,
    -- completed, declined, not_offered
    status TEXT NOT NULL,
    done_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX suprt_records_participant ON suprt_records (participant_id, done_on);
