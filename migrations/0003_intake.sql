-- From the first call to enrollment, and how an enrollment ends.

CREATE TABLE first_calls (
    id TEXT PRIMARY KEY,
    received_at INTEGER NOT NULL,
    taken_by TEXT NOT NULL REFERENCES people (id),
    site_id TEXT REFERENCES sites (id),
    -- self, family, friend, professional, court, hospital, alumni, other
    caller_kind TEXT NOT NULL,
    -- Everything about the caller may stay empty: a no-name call is a call.
    caller_name TEXT,
    caller_phone TEXT,
    caller_email TEXT,
    relation TEXT,
    about_name TEXT,
    language TEXT NOT NULL,
    -- yes, no, unknown
    safe_to_call TEXT NOT NULL,
    safe_to_leave_message TEXT NOT NULL,
    best_times TEXT,
    needs TEXT NOT NULL,
    -- none, unsure, yes
    immediate_risk TEXT NOT NULL,
    heard_from TEXT,
    -- named, none, not_asked
    insurance TEXT NOT NULL,
    payer_name TEXT
) STRICT;
CREATE INDEX first_calls_received ON first_calls (received_at);

-- What happened about immediate risk: who was told and what was done.
CREATE TABLE crisis_responses (
    id TEXT PRIMARY KEY,
    first_call_id TEXT NOT NULL REFERENCES first_calls (id),
    told TEXT NOT NULL,
    done TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- Who does what next, by when. An open call always has exactly one open next step: nobody falls out.
CREATE TABLE next_steps (
    id TEXT PRIMARY KEY,
    first_call_id TEXT NOT NULL REFERENCES first_calls (id),
    what TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES people (id),
    due_at INTEGER NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX next_steps_call ON next_steps (first_call_id);
CREATE TABLE next_step_outcomes (
    next_step_id TEXT PRIMARY KEY REFERENCES next_steps (id),
    -- reached, message_left, no_answer, done, replaced, closed
    outcome TEXT NOT NULL,
    words TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- A call is closed while it has a closing that was not undone; it may be closed more than once.
CREATE TABLE call_closings (
    id TEXT PRIMARY KEY,
    first_call_id TEXT NOT NULL REFERENCES first_calls (id),
    -- enrolled, referred_elsewhere, declined, could_not_reach, information_only, duplicate
    reason TEXT NOT NULL,
    words TEXT,
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX call_closings_call ON call_closings (first_call_id);
CREATE TABLE call_reopenings (
    closing_id TEXT PRIMARY KEY REFERENCES call_closings (id),
    reopened_at INTEGER NOT NULL,
    reopened_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

CREATE TABLE enrollments (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    first_call_id TEXT REFERENCES first_calls (id),
    enrolled_on TEXT NOT NULL,
    enrolled_at INTEGER NOT NULL,
    enrolled_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX enrollments_participant ON enrollments (participant_id);
CREATE INDEX enrollments_call ON enrollments (first_call_id);

-- What the person told at intake: brief now (the first block), full later. A later telling is a new row; of each
-- answer the newest that is not null counts, and an empty text means that the answer was taken back.
CREATE TABLE intakes (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- brief, full
    extent TEXT NOT NULL,
    hopes TEXT,
    strengths TEXT,
    pathway TEXT,
    life_stage TEXT,
    access_needs TEXT,
    preferred_contact TEXT NOT NULL,
    safe_times TEXT,
    living_situation TEXT,
    work_situation TEXT,
    family_situation TEXT,
    other_help TEXT,
    taken_at INTEGER NOT NULL,
    taken_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX intakes_participant ON intakes (participant_id, taken_at);

-- Agreement to enroll and to be contacted. The legal consents of 42 CFR Part 2 have a room of their own.
CREATE TABLE agreements (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- enroll, contact_phone, contact_text, contact_email
    kind TEXT NOT NULL,
    -- in_person, phone, online
    given_how TEXT NOT NULL,
    text_version TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX agreements_participant ON agreements (participant_id);
CREATE TABLE agreement_withdrawals (
    agreement_id TEXT PRIMARY KEY REFERENCES agreements (id),
    withdrawn_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

CREATE TABLE discharges (
    enrollment_id TEXT PRIMARY KEY REFERENCES enrollments (id),
    -- goals_met, moved, lost_contact, transferred, asked_to_end, died, other
    reason TEXT NOT NULL,
    words TEXT,
    last_contact_on TEXT,
    alumni_calls INTEGER NOT NULL,
    discharged_on TEXT NOT NULL,
    discharged_at INTEGER NOT NULL,
    discharged_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
