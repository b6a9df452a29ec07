-- What left the program, to whom, on what ground; what a person asked to hold back; what came from others.
-- Names, addresses and words are sealed with the key of the person they are about.

-- Who receives: a person or an organization, once.
CREATE TABLE recipients (
    id TEXT PRIMARY KEY,
    -- person, organization
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT,
    phone TEXT,
    -- What it is in law: a code of cairn_part2's recipient kinds.
    standing TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    added_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE recipient_closings (
    recipient_id TEXT PRIMARY KEY REFERENCES recipients (id),
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- How a recipient stands to one person: their treating provider, their health plan. What "my treating providers" in a
-- consent means is read from here.
CREATE TABLE involvements (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    recipient_id TEXT NOT NULL REFERENCES recipients (id),
    -- treating_providers, health_plans, third_party_payers
    class TEXT NOT NULL,
    noted_at INTEGER NOT NULL,
    noted_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX involvements_participant ON involvements (participant_id);
CREATE TABLE involvement_endings (
    involvement_id TEXT PRIMARY KEY REFERENCES involvements (id),
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- The ledger: one row for each time something left. It only grows (see 0018).
CREATE TABLE disclosures (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    disclosed_at INTEGER NOT NULL,
    -- Empty when the recipient is not in the directory (an emergency, a report).
    recipient_id TEXT REFERENCES recipients (id),
    -- As they were on that day.
    recipient_name TEXT NOT NULL,
    recipient_address TEXT,
    description TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- JSON list of category codes, as they left after redaction.
    categories TEXT NOT NULL,
    -- consent, order, agreement, emergency, report, own_access
    basis TEXT NOT NULL,
    -- The order, agreement, emergency or report it rests on.
    basis_id TEXT,
    -- The consent that decided, and its scope as it was sent along.
    consent_id TEXT,
    scope TEXT,
    notice_version TEXT NOT NULL,
    -- JSON list of security labels that traveled with it.
    labels TEXT NOT NULL,
    -- 1 when made through the electronic health record (§2.25: treatment, payment and operations count then).
    through_ehr INTEGER NOT NULL,
    -- page, csv, json, link_page, link_csv, link_json, spoken, written, …
    path TEXT NOT NULL,
    -- The secure link that was used.
    link_id TEXT,
    -- What was asked of the law and what it answered, as JSON: `cairn part2 decide` gives the same answer again.
    decision TEXT NOT NULL,
    -- The person who disclosed, or who made the link that was used.
    disclosed_by TEXT NOT NULL REFERENCES people (id),
    acting_as TEXT NOT NULL
) STRICT;
CREATE INDEX disclosures_participant ON disclosures (participant_id, disclosed_at);

-- A link for a recipient. What it shows is decided anew at each use.
CREATE TABLE shared_links (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    recipient_id TEXT NOT NULL REFERENCES recipients (id),
    token_hash TEXT NOT NULL UNIQUE,
    -- Of the token and the code together: the table alone opens nothing, and no code can be tried without the link.
    code_hash TEXT NOT NULL,
    purpose TEXT NOT NULL,
    categories TEXT NOT NULL,
    description TEXT NOT NULL,
    -- Why everything leaves, when everything does.
    everything_reason TEXT,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL REFERENCES people (id),
    acting_as TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX shared_links_participant ON shared_links (participant_id);
CREATE TABLE shared_link_endings (
    link_id TEXT PRIMARY KEY REFERENCES shared_links (id),
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Wrong codes; too many and the link stays shut.
CREATE TABLE shared_link_failures (
    id TEXT PRIMARY KEY,
    link_id TEXT NOT NULL REFERENCES shared_links (id),
    failed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX shared_link_failures_link ON shared_link_failures (link_id);

-- What a person asked to hold back (§2.26). A restriction holds while it was accepted and has not ended.
CREATE TABLE restrictions (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- asked; paid_in_full: an item that the person paid in full, kept from health plans (must be accepted)
    kind TEXT NOT NULL,
    words TEXT,
    -- Whom it holds back from: one recipient, one class, or everybody when both are empty.
    recipient_id TEXT REFERENCES recipients (id),
    class TEXT,
    -- JSON lists; empty means all.
    purposes TEXT NOT NULL,
    categories TEXT NOT NULL,
    -- The session that was paid in full.
    session_id TEXT REFERENCES sessions (id),
    asked_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX restrictions_participant ON restrictions (participant_id);
CREATE TABLE restriction_answers (
    restriction_id TEXT PRIMARY KEY REFERENCES restrictions (id),
    -- accepted, declined
    answer TEXT NOT NULL,
    reason TEXT,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- §2.26: the person asks in writing, agrees orally (documented), or the program gives notice. After a notice what was
-- recorded until then stays held back.
CREATE TABLE restriction_endings (
    restriction_id TEXT PRIMARY KEY REFERENCES restrictions (id),
    -- written, oral, notice
    how TEXT NOT NULL,
    words TEXT,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- What came from others, with where it came from and what may be done with it.
CREATE TABLE received_records (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    sender_name TEXT NOT NULL,
    sender_address TEXT,
    received_on TEXT NOT NULL,
    -- tpo: as a recipient for treatment, payment, operations; part2_program; lawful_holder
    held_as TEXT NOT NULL,
    description TEXT NOT NULL,
    -- What it says, as it came.
    content TEXT,
    -- JSON lists: category codes, security labels as they came.
    categories TEXT NOT NULL,
    labels TEXT NOT NULL,
    -- The notice and the scope of the consent that came along.
    notice TEXT,
    scope TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX received_records_participant ON received_records (participant_id);

-- §2.51: what must be written down at once when something was told to medical personnel in an emergency.
CREATE TABLE emergency_disclosures (
    disclosure_id TEXT PRIMARY KEY REFERENCES disclosures (id),
    participant_id TEXT NOT NULL REFERENCES participants (id),
    personnel TEXT NOT NULL,
    facility TEXT NOT NULL,
    -- Who told them, by name.
    discloser TEXT NOT NULL,
    nature TEXT NOT NULL,
    told_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX emergency_disclosures_participant ON emergency_disclosures (participant_id);
CREATE TABLE emergency_reviews (
    disclosure_id TEXT PRIMARY KEY REFERENCES emergency_disclosures (disclosure_id),
    words TEXT,
    reviewed_at INTEGER NOT NULL,
    reviewed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- §2.12(c)(5) and (6): a report to law enforcement or to child protection. There is no place for anything said.
CREATE TABLE permitted_reports (
    disclosure_id TEXT PRIMARY KEY REFERENCES disclosures (id),
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- crime, child_abuse
    kind TEXT NOT NULL,
    authority TEXT NOT NULL,
    -- JSON object of the permitted facts that were reported, sealed.
    facts TEXT NOT NULL,
    justification TEXT NOT NULL,
    reported_at INTEGER NOT NULL,
    reported_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX permitted_reports_participant ON permitted_reports (participant_id);

-- A person asks for their accounting (§2.25: 60 days, one extension of 30), or for the list of an intermediary
-- (§2.24: 30 days).
CREATE TABLE accounting_requests (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    -- accounting, intermediary
    kind TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX accounting_requests_participant ON accounting_requests (participant_id, asked_at);
CREATE TABLE accounting_extensions (
    request_id TEXT PRIMARY KEY REFERENCES accounting_requests (id),
    reason TEXT NOT NULL,
    extended_at INTEGER NOT NULL,
    extended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE accounting_answers (
    request_id TEXT PRIMARY KEY REFERENCES accounting_requests (id),
    fee_cents INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
