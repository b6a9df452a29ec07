-- Families as people of their own: how to reach them, their plan, their measures, notes of meetings, the end of support
-- and the way back; offers and matches. Nothing here refers to a participant, except the shared sessions, where a
-- participant and a family member meet with the consent of both, and what is kept alike of both at the end: copies of a
-- record and requests to be erased.

-- How a family member can be reached safely. One row a member, replaced when told anew.
CREATE TABLE family_contacts (
    member_id TEXT PRIMARY KEY REFERENCES family_members (id),
    -- yes, no, unknown
    safe_to_leave_message TEXT NOT NULL,
    words TEXT,
    told_at INTEGER NOT NULL,
    told_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- What a family says of itself for matching, item by item, and how far each may go.
CREATE TABLE family_traits (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES families (id),
    -- relation, stage, situation, helped
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    -- matching_only, may_be_shown
    showing TEXT NOT NULL,
    told_at INTEGER NOT NULL,
    told_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_traits_family ON family_traits (family_id);
-- How a family wants to be called by another one, and whether it wants to meet others. Replaced when told anew.
CREATE TABLE family_profiles (
    family_id TEXT PRIMARY KEY REFERENCES families (id),
    called TEXT,
    meets_families INTEGER NOT NULL,
    told_at INTEGER NOT NULL,
    told_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- The plan of a family member. The nouns are those of a recovery plan.
CREATE TABLE family_goals (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES family_members (id),
    words TEXT NOT NULL,
    why TEXT,
    tier TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_goals_member ON family_goals (member_id);
CREATE TABLE family_goal_rewordings (
    id TEXT PRIMARY KEY,
    family_goal_id TEXT NOT NULL REFERENCES family_goals (id),
    words TEXT NOT NULL,
    why TEXT,
    reworded_at INTEGER NOT NULL,
    reworded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_goal_rewordings_goal ON family_goal_rewordings (family_goal_id);
-- A goal is closed while it has a closing that no reopening took back.
CREATE TABLE family_goal_closings (
    id TEXT PRIMARY KEY,
    family_goal_id TEXT NOT NULL REFERENCES family_goals (id),
    -- reached, changed, set_aside
    reason TEXT NOT NULL,
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_goal_closings_goal ON family_goal_closings (family_goal_id);
CREATE TABLE family_goal_reopenings (
    closing_id TEXT PRIMARY KEY REFERENCES family_goal_closings (id),
    reopened_at INTEGER NOT NULL,
    reopened_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE family_steps (
    id TEXT PRIMARY KEY,
    family_goal_id TEXT NOT NULL REFERENCES family_goals (id),
    words TEXT NOT NULL,
    who TEXT,
    by_on TEXT,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_steps_goal ON family_steps (family_goal_id);
CREATE TABLE family_step_endings (
    id TEXT PRIMARY KEY,
    step_id TEXT NOT NULL REFERENCES family_steps (id),
    -- done, dropped
    ending TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_step_endings_step ON family_step_endings (step_id);
CREATE TABLE family_step_reopenings (
    ending_id TEXT PRIMARY KEY REFERENCES family_step_endings (id),
    reopened_at INTEGER NOT NULL,
    reopened_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- How a family member is doing, in their own number from 0 to 10 and their own words.
CREATE TABLE family_check_ins (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES family_members (id),
    value INTEGER NOT NULL,
    words TEXT,
    tier TEXT NOT NULL,
    checked_in_at INTEGER NOT NULL
) STRICT;
CREATE INDEX family_check_ins_member ON family_check_ins (member_id, checked_in_at);

-- Who of the family was at a meeting. A meeting without rows was with the family as a whole.
CREATE TABLE family_attendances (
    meeting_id TEXT NOT NULL REFERENCES family_meetings (id),
    member_id TEXT NOT NULL REFERENCES family_members (id),
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (meeting_id, member_id)
) STRICT;
CREATE INDEX family_attendances_member ON family_attendances (member_id);
-- A meeting that is planned ahead may have a room, be called off, or be moved to another time.
ALTER TABLE family_meetings ADD COLUMN room_id TEXT REFERENCES rooms (id);
CREATE INDEX family_meetings_room ON family_meetings (room_id, starts_at);
CREATE TABLE family_cancellations (
    meeting_id TEXT PRIMARY KEY REFERENCES family_meetings (id),
    -- cancelled, late_cancelled, no_show
    kind TEXT NOT NULL,
    words TEXT,
    -- The program's hours of notice were not left: counted, never held against anybody.
    late INTEGER NOT NULL,
    cancelled_at INTEGER NOT NULL,
    cancelled_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE family_moves (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES family_meetings (id),
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    late INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    moved_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_moves_meeting ON family_moves (meeting_id);
-- What an author keeps of a meeting. Saving again adds a row; the newest of each author counts, the others stay readable.
CREATE TABLE family_notes (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES family_meetings (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    tier TEXT NOT NULL,
    words TEXT NOT NULL,
    written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX family_notes_meeting ON family_notes (meeting_id);

-- Support of a family ends, with a reason that blames nobody, and begins again whenever the family wants.
CREATE TABLE family_endings (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES families (id),
    -- enough, wished, moved, out_of_reach, other_help, other
    reason TEXT NOT NULL,
    words TEXT,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_endings_family ON family_endings (family_id);
CREATE TABLE family_returns (
    ending_id TEXT PRIMARY KEY REFERENCES family_endings (id),
    returned_at INTEGER NOT NULL,
    returned_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- Supporters who have lived it as family and walk with families, until they stop.
CREATE TABLE family_supporters (
    id TEXT PRIMARY KEY,
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL REFERENCES people (id),
    ended_at INTEGER,
    ended_by TEXT REFERENCES people (id)
) STRICT;
CREATE INDEX family_supporters_supporter ON family_supporters (supporter_id);
-- A family that must not be offered to a supporter, or to another family. Written down by people, never worked out.
CREATE TABLE family_conflicts (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES families (id),
    supporter_id TEXT REFERENCES peer_supporters (id),
    other_family_id TEXT REFERENCES families (id),
    -- household, same_person, relative, friend, work, other
    kind TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_conflicts_family ON family_conflicts (family_id);
-- Up to three offers of a model make a round. Reasons are JSON codes that the page puts into words: those for the family
-- that is asked first, and those for the other family once it was chosen.
CREATE TABLE family_offers (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES families (id),
    -- one_to_family, family_to_family
    model TEXT NOT NULL,
    supporter_id TEXT REFERENCES peer_supporters (id),
    other_family_id TEXT REFERENCES families (id),
    round INTEGER NOT NULL,
    place INTEGER NOT NULL,
    score INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    back_reasons TEXT,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_offers_family ON family_offers (family_id, round);
CREATE INDEX family_offers_supporter ON family_offers (supporter_id);
CREATE INDEX family_offers_other ON family_offers (other_family_id);
CREATE TABLE family_offer_answers (
    offer_id TEXT PRIMARY KEY REFERENCES family_offers (id),
    -- chosen, declined, not_chosen, withdrawn
    answer TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE family_acceptances (
    offer_id TEXT PRIMARY KEY REFERENCES family_offers (id),
    -- accepted, declined: the supporter's side, or the other family's
    answer TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE family_matches (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES families (id),
    model TEXT NOT NULL,
    supporter_id TEXT REFERENCES peer_supporters (id),
    other_family_id TEXT REFERENCES families (id),
    offer_id TEXT REFERENCES family_offers (id),
    matched_at INTEGER NOT NULL,
    matched_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_matches_family ON family_matches (family_id);
CREATE INDEX family_matches_supporter ON family_matches (supporter_id);
CREATE INDEX family_matches_other ON family_matches (other_family_id);
CREATE TABLE family_match_endings (
    match_id TEXT PRIMARY KEY REFERENCES family_matches (id),
    -- family, supporter, program: whose wish it was; no reason is asked
    wished_by TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- A family member's own wish to talk with somebody they care about. It is kept, and answered alike whoever is here.
CREATE TABLE shared_wishes (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES family_members (id),
    named TEXT NOT NULL,
    words TEXT,
    wished_at INTEGER NOT NULL
) STRICT;
CREATE INDEX shared_wishes_member ON shared_wishes (member_id);
CREATE TABLE shared_wish_withdrawals (
    wish_id TEXT PRIMARY KEY REFERENCES shared_wishes (id),
    withdrawn_at INTEGER NOT NULL,
    withdrawn_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- A session that a participant proposes to somebody whom a consent of theirs names. Whether that person is known here
-- is in none of these columns.
CREATE TABLE shared_sessions (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    consent_id TEXT NOT NULL REFERENCES consents (id),
    -- Which of the consent's recipients.
    recipient_id TEXT NOT NULL,
    host_id TEXT NOT NULL REFERENCES people (id),
    starts_at INTEGER NOT NULL,
    planned_minutes INTEGER NOT NULL,
    -- in_person, phone, video
    mode TEXT NOT NULL,
    place TEXT,
    proposed_at INTEGER NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX shared_sessions_participant ON shared_sessions (participant_id);
CREATE INDEX shared_sessions_host ON shared_sessions (host_id, starts_at);
-- Carried to the family member, which is a disclosure and stands in its ledger.
CREATE TABLE shared_invitations (
    session_id TEXT PRIMARY KEY REFERENCES shared_sessions (id),
    member_id TEXT NOT NULL REFERENCES family_members (id),
    disclosure_id TEXT NOT NULL REFERENCES disclosures (id),
    invited_at INTEGER NOT NULL,
    invited_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX shared_invitations_member ON shared_invitations (member_id);
-- What one side agrees to. The newest of each side counts.
CREATE TABLE shared_agreements (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES shared_sessions (id),
    -- participant, family
    side TEXT NOT NULL,
    topics TEXT,
    not_topics TEXT,
    there TEXT,
    -- Whether anything may be written down, and who may read it at most.
    keeps INTEGER NOT NULL,
    tier TEXT NOT NULL,
    agreed_at INTEGER NOT NULL,
    agreed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX shared_agreements_session ON shared_agreements (session_id);
-- One side has read what the other agreed to.
CREATE TABLE shared_readings (
    agreement_id TEXT PRIMARY KEY REFERENCES shared_agreements (id),
    read_at INTEGER NOT NULL,
    read_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Either side takes it back, before or during, without a reason.
CREATE TABLE shared_withdrawals (
    session_id TEXT NOT NULL REFERENCES shared_sessions (id),
    side TEXT NOT NULL,
    withdrawn_at INTEGER NOT NULL,
    withdrawn_by TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (session_id, side)
) STRICT;
CREATE TABLE shared_holdings (
    session_id TEXT PRIMARY KEY REFERENCES shared_sessions (id),
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE shared_notes (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES shared_sessions (id),
    author_id TEXT NOT NULL REFERENCES people (id),
    tier TEXT NOT NULL,
    words TEXT NOT NULL,
    written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX shared_notes_session ON shared_notes (session_id);

-- A family member too takes a copy of their own record and may ask to be erased. A row has one of the two.
CREATE TABLE record_copies_of_both (
    id TEXT PRIMARY KEY,
    participant_id TEXT REFERENCES participants (id),
    member_id TEXT REFERENCES family_members (id),
    -- page, json
    form TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
INSERT INTO record_copies_of_both (id, participant_id, form, made_at, made_by)
SELECT id, participant_id, form, made_at, made_by FROM record_copies;
DROP TABLE record_copies;
ALTER TABLE record_copies_of_both RENAME TO record_copies;
CREATE INDEX record_copies_participant ON record_copies (participant_id);
CREATE INDEX record_copies_member ON record_copies (member_id);
CREATE TABLE erasure_requests_of_both (
    id TEXT PRIMARY KEY,
    participant_id TEXT REFERENCES participants (id),
    member_id TEXT REFERENCES family_members (id),
    asked_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE erasure_request_endings_of_both (
    request_id TEXT PRIMARY KEY REFERENCES erasure_requests_of_both (id),
    -- taken_back, kept_by_law, held, enrolled, one_key
    reason TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
INSERT INTO erasure_requests_of_both (id, participant_id, asked_at, asked_by)
SELECT id, participant_id, asked_at, asked_by FROM erasure_requests;
INSERT INTO erasure_request_endings_of_both (request_id, reason, ended_at, ended_by)
SELECT request_id, reason, ended_at, ended_by FROM erasure_request_endings;
DROP TABLE erasure_request_endings;
DROP TABLE erasure_requests;
ALTER TABLE erasure_requests_of_both RENAME TO erasure_requests;
ALTER TABLE erasure_request_endings_of_both RENAME TO erasure_request_endings;
CREATE INDEX erasure_requests_participant ON erasure_requests (participant_id);
CREATE INDEX erasure_requests_member ON erasure_requests (member_id);
-- Whose record was erased: a participant's, or a family member's. No reference, as before.
ALTER TABLE erasures RENAME COLUMN participant_id TO record_id;
-- participant, family_member
ALTER TABLE erasures ADD COLUMN kind TEXT NOT NULL DEFAULT 'participant';
