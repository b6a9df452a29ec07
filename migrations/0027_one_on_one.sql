-- One-on-one beside planned sessions: reaching out, calls over weeks, going along to an appointment, and handing over to
-- another supporter.

-- An effort to reach somebody: a participant, or whoever a first call was about. One of the two ids is set.
CREATE TABLE outreaches (
    id TEXT PRIMARY KEY,
    participant_id TEXT REFERENCES participants (id),
    first_call_id TEXT REFERENCES first_calls (id),
    -- first_call, warm_hand_off, stopped_coming, after_discharge, other
    why TEXT NOT NULL,
    -- Where they are now, if they said so: a bed, a corner, a unit.
    place TEXT,
    every_days INTEGER NOT NULL,
    first_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX outreaches_participant ON outreaches (participant_id);
CREATE INDEX outreaches_call ON outreaches (first_call_id);
-- Who tries; the newest counts.
CREATE TABLE outreach_assignments (
    id TEXT PRIMARY KEY,
    outreach_id TEXT NOT NULL REFERENCES outreaches (id),
    owner_id TEXT NOT NULL REFERENCES people (id),
    assigned_at INTEGER NOT NULL,
    assigned_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX outreach_assignments_outreach ON outreach_assignments (outreach_id);
CREATE TABLE outreach_attempts (
    id TEXT PRIMARY KEY,
    outreach_id TEXT NOT NULL REFERENCES outreaches (id),
    -- phone, text, visit, street, letter
    way TEXT NOT NULL,
    -- reached, message_left, sent, no_answer, not_there, wrong_number, declined, asked_not_to, moved, died
    outcome TEXT NOT NULL,
    -- Said by whoever tried, read by coordinators and whoever tries next.
    remark TEXT,
    attempted_at INTEGER NOT NULL,
    attempted_by TEXT NOT NULL REFERENCES people (id),
    -- When to try again; empty when the effort ended with this attempt.
    next_on TEXT
) STRICT;
CREATE INDEX outreach_attempts_outreach ON outreach_attempts (outreach_id);
CREATE TABLE outreach_endings (
    outreach_id TEXT PRIMARY KEY REFERENCES outreaches (id),
    -- connected, declined, moved, died, plan_over, not_needed
    reason TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Whether somebody wants to hear from the program. The newest counts; a "no" stops every queue at once, and only a newer
-- "yes" undoes it.
CREATE TABLE contact_wishes (
    id TEXT PRIMARY KEY,
    participant_id TEXT REFERENCES participants (id),
    first_call_id TEXT REFERENCES first_calls (id),
    -- no_contact, contact
    wish TEXT NOT NULL,
    -- in_person, phone, text, letter, online
    said_how TEXT NOT NULL,
    said_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX contact_wishes_participant ON contact_wishes (participant_id);
CREATE INDEX contact_wishes_call ON contact_wishes (first_call_id);

-- Telephone recovery support: calls over weeks, to participants and to people who were discharged and agreed.
CREATE TABLE telephone_supports (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    first_on TEXT NOT NULL,
    -- How they agreed to be called: in_person, phone, online
    agreed_how TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX telephone_supports_participant ON telephone_supports (participant_id);
-- How often, how many calls, when, in which language; the newest counts.
CREATE TABLE telephone_schedules (
    id TEXT PRIMARY KEY,
    support_id TEXT NOT NULL REFERENCES telephone_supports (id),
    every_days INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    times TEXT,
    language TEXT NOT NULL,
    -- yes, no, unknown
    message_safe TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX telephone_schedules_support ON telephone_schedules (support_id);
-- Who calls; the newest counts, and nobody means that any caller may take the next call.
CREATE TABLE telephone_assignments (
    id TEXT PRIMARY KEY,
    support_id TEXT NOT NULL REFERENCES telephone_supports (id),
    caller_id TEXT REFERENCES people (id),
    assigned_at INTEGER NOT NULL,
    assigned_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX telephone_assignments_support ON telephone_assignments (support_id);
-- Who is calling right now: nobody else calls the same person until then.
CREATE TABLE telephone_claims (
    support_id TEXT PRIMARY KEY REFERENCES telephone_supports (id),
    caller_id TEXT NOT NULL REFERENCES people (id),
    until_at INTEGER NOT NULL
) STRICT;
CREATE TABLE telephone_calls (
    id TEXT PRIMARY KEY,
    support_id TEXT NOT NULL REFERENCES telephone_supports (id),
    -- Which of the planned calls, and which attempt at it.
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    -- talked, later, no_answer, message_left, wrong_number, asked_to_stop, moved, died
    outcome TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    tier TEXT NOT NULL,
    -- How they are, in their own words.
    words TEXT,
    -- JSON: how they are 1 to 5, whether they spoke of a return to use, what they would like.
    answers TEXT,
    -- They would like something, today or soon.
    follow_up INTEGER NOT NULL,
    called_at INTEGER NOT NULL,
    called_by TEXT NOT NULL REFERENCES people (id),
    -- What comes next; no date when the calls ended with this one.
    next_round INTEGER NOT NULL,
    next_attempt INTEGER NOT NULL,
    next_on TEXT
) STRICT;
CREATE INDEX telephone_calls_support ON telephone_calls (support_id);
CREATE TABLE telephone_follow_ups (
    call_id TEXT PRIMARY KEY REFERENCES telephone_calls (id),
    -- talked, session_planned, meeting_found, not_needed
    done TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    done_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE telephone_endings (
    support_id TEXT PRIMARY KEY REFERENCES telephone_supports (id),
    -- asked_to_stop, completed, moved, died; a return to use is none of them
    reason TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- A session in which the supporter goes along to an appointment; the newest counts. Read by whoever may read the note.
CREATE TABLE accompaniments (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    -- court, clinic, hospital, agency, housing, work_or_school, meeting, other
    kind TEXT NOT NULL,
    -- What the two agreed that the supporter does there: silent, when_asked, speaks, waits_outside
    part TEXT NOT NULL,
    what_for TEXT,
    agreed_at INTEGER NOT NULL,
    agreed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX accompaniments_session ON accompaniments (session_id);
-- How it went; the newest counts. Travel is the supporter's time and never billed.
CREATE TABLE accompaniment_outcomes (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    travel_minutes INTEGER NOT NULL,
    outcome TEXT,
    next_on TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX accompaniment_outcomes_session ON accompaniment_outcomes (session_id);

-- A participant goes on with another supporter, and nothing is lost on the way.
CREATE TABLE hand_overs (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    match_id TEXT NOT NULL REFERENCES matches (id),
    -- leave, times, caseload, site, language, participant_wish, leaving, other; nobody's fault
    why TEXT NOT NULL,
    joint_at INTEGER,
    joint_place TEXT,
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX hand_overs_participant ON hand_overs (participant_id);
-- What the participant would like the next supporter to know; the newest counts, and may be empty.
CREATE TABLE hand_over_messages (
    id TEXT PRIMARY KEY,
    hand_over_id TEXT NOT NULL REFERENCES hand_overs (id),
    message TEXT,
    written_at INTEGER NOT NULL,
    written_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX hand_over_messages_hand_over ON hand_over_messages (hand_over_id);
-- Of what stays between the two (tier ours), what the participant lets pass. What is not here stays behind.
CREATE TABLE hand_over_passings (
    hand_over_id TEXT NOT NULL REFERENCES hand_overs (id),
    -- goal, aside
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    passed INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    decided_by TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (hand_over_id, object_id)
) STRICT;
-- What becomes of each planned session.
CREATE TABLE hand_over_sessions (
    hand_over_id TEXT NOT NULL REFERENCES hand_overs (id),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    -- move, call_off
    choice TEXT NOT NULL,
    chosen_at INTEGER NOT NULL,
    chosen_by TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (hand_over_id, session_id)
) STRICT;
-- Done, with the match that began; or taken back, without one.
CREATE TABLE hand_over_endings (
    hand_over_id TEXT PRIMARY KEY REFERENCES hand_overs (id),
    match_id TEXT REFERENCES matches (id),
    joint_session_id TEXT REFERENCES sessions (id),
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
