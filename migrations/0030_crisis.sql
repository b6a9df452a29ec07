-- Crises: who is on call, a person's own plan for hard hours, what happened and what was done, and looking after those
-- who stood by.

CREATE TABLE on_call_shifts (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    -- The phone that is answered in this time. Sealed.
    phone TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX on_call_shifts_end ON on_call_shifts (ends_at);
CREATE TABLE on_call_removals (
    shift_id TEXT PRIMARY KEY REFERENCES on_call_shifts (id),
    removed_at INTEGER NOT NULL,
    removed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Whether somebody lets what they go by stand beside the phone. The newest row counts; without one it does not.
CREATE TABLE on_call_names (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    shown INTEGER NOT NULL,
    chosen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX on_call_names_person ON on_call_names (person_id);

-- Every saving is a version; the newest counts.
CREATE TABLE safety_plans (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    tier TEXT NOT NULL,
    signs TEXT,
    alone TEXT,
    around TEXT,
    ask TEXT,
    professionals TEXT,
    safer TEXT,
    matters TEXT,
    saved_at INTEGER NOT NULL,
    saved_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX safety_plans_participant ON safety_plans (participant_id);

CREATE TABLE crises (
    id TEXT PRIMARY KEY,
    -- participant, family_member, caller
    about TEXT NOT NULL,
    participant_id TEXT REFERENCES participants (id),
    -- A family member, as a person.
    person_id TEXT REFERENCES people (id),
    -- Somebody whom nobody here knows: what they call themselves, and how to call back.
    caller TEXT,
    caller_phone TEXT,
    -- overdose, self_harm, violence, withdrawal, return_to_use, other
    kind TEXT NOT NULL,
    words TEXT,
    happened_at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX crises_participant ON crises (participant_id);
CREATE INDEX crises_person ON crises (person_id);
-- The time line: it only grows.
CREATE TABLE crisis_entries (
    id TEXT PRIMARY KEY,
    crisis_id TEXT NOT NULL REFERENCES crises (id),
    what TEXT NOT NULL,
    words TEXT,
    happened_at INTEGER NOT NULL,
    noted_at INTEGER NOT NULL,
    noted_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX crisis_entries_crisis ON crisis_entries (crisis_id);
-- Other appointments of whoever stayed with the person: handed to somebody else, or called off.
CREATE TABLE crisis_covers (
    id TEXT PRIMARY KEY,
    crisis_id TEXT NOT NULL REFERENCES crises (id),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    -- The session that takes its place, when it was handed over.
    new_session_id TEXT REFERENCES sessions (id),
    arranged_at INTEGER NOT NULL,
    arranged_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX crisis_covers_crisis ON crisis_covers (crisis_id);
-- The call afterwards: each try, and when the next one is due.
CREATE TABLE crisis_calls (
    id TEXT PRIMARY KEY,
    crisis_id TEXT NOT NULL REFERENCES crises (id),
    -- reached, message_left, no_answer, not_wanted
    outcome TEXT NOT NULL,
    words TEXT,
    next_due_at INTEGER,
    tried_at INTEGER NOT NULL,
    tried_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX crisis_calls_crisis ON crisis_calls (crisis_id);
CREATE TABLE crisis_closings (
    id TEXT PRIMARY KEY,
    crisis_id TEXT NOT NULL REFERENCES crises (id),
    -- What would help, in the person's words.
    helps TEXT,
    words TEXT,
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX crisis_closings_crisis ON crisis_closings (crisis_id);
CREATE TABLE crisis_reopenings (
    closing_id TEXT PRIMARY KEY REFERENCES crisis_closings (id),
    reopened_at INTEGER NOT NULL,
    reopened_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- A crisis that came in as a caller's: whom it is about, as a coordinator found out. Every word on it stays; the newest counts, and the
-- crisis itself says the same. Neither participant nor person: it is not known after all.
CREATE TABLE crisis_ties (
    id TEXT PRIMARY KEY,
    crisis_id TEXT NOT NULL REFERENCES crises (id),
    participant_id TEXT REFERENCES participants (id),
    -- A family member, as a person.
    person_id TEXT REFERENCES people (id),
    -- How it is known. Sealed.
    reason TEXT NOT NULL,
    tied_at INTEGER NOT NULL,
    tied_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX crisis_ties_crisis ON crisis_ties (crisis_id);
CREATE INDEX crisis_ties_participant ON crisis_ties (participant_id);

-- Whoever stood by is looked after.
CREATE TABLE debriefs (
    id TEXT PRIMARY KEY,
    crisis_id TEXT NOT NULL REFERENCES crises (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    due_at INTEGER NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (crisis_id, person_id)
) STRICT;
CREATE INDEX debriefs_person ON debriefs (person_id);
-- It took place. The words stay between the two.
CREATE TABLE debrief_holdings (
    debrief_id TEXT PRIMARY KEY REFERENCES debriefs (id),
    words TEXT,
    held_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
