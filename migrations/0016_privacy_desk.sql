-- The privacy officer's rooms: incidents, complaints, legal demands and holds, contracts, privacy notices.
--
-- Words, names and addresses are sealed with the program's key. Where a row must outlive the person it is about
-- (an incident still counts them, a hold still binds), it keeps the participant's id without a reference.

-- 45 CFR 164.400-414 through 42 CFR 2.16(b).
CREATE TABLE incidents (
    id TEXT PRIMARY KEY,
    -- lost_device, misdirected, snooping, intrusion, paper, other
    kind TEXT NOT NULL,
    -- The first day on which it was known, or would have been with reasonable diligence.
    discovered_on TEXT NOT NULL,
    what TEXT NOT NULL,
    -- unsecured, or encrypted with the keys kept elsewhere
    safeguard TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX incidents_discovered ON incidents (discovered_on);
-- The newest counts; earlier ones stay readable. Ratings: low, medium, high.
CREATE TABLE incident_assessments (
    id TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    nature_rating TEXT NOT NULL,
    nature_words TEXT NOT NULL,
    recipient_rating TEXT NOT NULL,
    recipient_words TEXT NOT NULL,
    viewed_rating TEXT NOT NULL,
    viewed_words TEXT NOT NULL,
    mitigation_rating TEXT NOT NULL,
    mitigation_words TEXT NOT NULL,
    -- breach, low_probability
    conclusion TEXT NOT NULL,
    reason TEXT NOT NULL,
    assessed_at INTEGER NOT NULL,
    assessed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX incident_assessments_incident ON incident_assessments (incident_id);
-- Somebody the incident touched, or a number of people of one state known from elsewhere (an old list).
CREATE TABLE incident_affected (
    id TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    participant_id TEXT,
    people INTEGER NOT NULL CHECK (people > 0),
    -- Where they live: two letters of the postal service.
    state TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    added_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX incident_affected_incident ON incident_affected (incident_id);
CREATE TABLE incident_affected_removals (
    affected_id TEXT PRIMARY KEY REFERENCES incident_affected (id),
    removed_at INTEGER NOT NULL,
    removed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE incident_notices (
    id TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    -- individuals, hhs, media
    kind TEXT NOT NULL,
    -- For the media only.
    state TEXT,
    given_on TEXT NOT NULL,
    how TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX incident_notices_incident ON incident_notices (incident_id);
CREATE TABLE incident_closings (
    incident_id TEXT PRIMARY KEY REFERENCES incidents (id),
    learned TEXT NOT NULL,
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- 42 CFR 2.4. No complaint refers to a record: an anonymous one could not, a named one need not.
CREATE TABLE complaints (
    id TEXT PRIMARY KEY,
    -- page, paper, phone, in_person
    came_by TEXT NOT NULL,
    about TEXT NOT NULL,
    anonymous INTEGER NOT NULL,
    name TEXT,
    contact TEXT,
    words TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    -- None when it came through the public page.
    recorded_by TEXT REFERENCES people (id),
    CHECK (anonymous = 0 OR (name IS NULL AND contact IS NULL))
) STRICT;
CREATE TABLE complaint_findings (
    id TEXT PRIMARY KEY,
    complaint_id TEXT NOT NULL REFERENCES complaints (id),
    words TEXT NOT NULL,
    found_at INTEGER NOT NULL,
    found_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX complaint_findings_complaint ON complaint_findings (complaint_id);
CREATE TABLE complaint_answers (
    complaint_id TEXT PRIMARY KEY REFERENCES complaints (id),
    -- substantiated, not_substantiated, partly
    outcome TEXT NOT NULL,
    words TEXT NOT NULL,
    answered_at INTEGER NOT NULL,
    answered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Ninety days on: has anybody suffered for complaining?
CREATE TABLE retaliation_checks (
    id TEXT PRIMARY KEY,
    complaint_id TEXT NOT NULL REFERENCES complaints (id),
    -- none_found, found, cannot_ask
    found TEXT NOT NULL,
    words TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    checked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX retaliation_checks_complaint ON retaliation_checks (complaint_id);
-- A keyed hash of where a complaint came from, for a day: slows floods, leads to no complaint and to nobody.
CREATE TABLE complaint_origins (
    id TEXT PRIMARY KEY,
    origin_hash TEXT NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT;
CREATE INDEX complaint_origins_origin ON complaint_origins (origin_hash, sent_at);

-- 42 CFR 2.61-2.67: a paper from a court, a lawyer or an authority that asks for a record.
CREATE TABLE legal_demands (
    id TEXT PRIMARY KEY,
    -- subpoena, court_order, warrant, investigative_demand
    kind TEXT NOT NULL,
    issuer TEXT NOT NULL,
    -- Where the paper itself is kept.
    reference TEXT NOT NULL,
    words TEXT,
    participant_id TEXT,
    received_on TEXT NOT NULL,
    respond_by TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX legal_demands_participant ON legal_demands (participant_id);
-- What a court order says, read by the officer; the newest reading counts.
CREATE TABLE order_readings (
    id TEXT PRIMARY KEY,
    demand_id TEXT NOT NULL REFERENCES legal_demands (id),
    -- JSON: kind of order, findings, limits, what it opens (codes of crates/part2).
    reading TEXT NOT NULL,
    court TEXT NOT NULL,
    -- To whom the order lets the record go, in the directory of recipients.
    recipient_id TEXT,
    issued_on TEXT,
    expires_on TEXT,
    -- The subpoena or other process that compels what the order allows.
    mandate_id TEXT REFERENCES legal_demands (id),
    read_at INTEGER NOT NULL,
    read_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX order_readings_demand ON order_readings (demand_id);
CREATE TABLE counsel_tasks (
    id TEXT PRIMARY KEY,
    demand_id TEXT NOT NULL REFERENCES legal_demands (id),
    what TEXT NOT NULL,
    due_on TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX counsel_tasks_demand ON counsel_tasks (demand_id);
CREATE TABLE counsel_advice (
    task_id TEXT PRIMARY KEY REFERENCES counsel_tasks (id),
    words TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- The officer lets the gate see the order; the gate decides again at each disclosure.
CREATE TABLE demand_clearances (
    demand_id TEXT PRIMARY KEY REFERENCES legal_demands (id),
    cleared_at INTEGER NOT NULL,
    cleared_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE demand_closings (
    demand_id TEXT PRIMARY KEY REFERENCES legal_demands (id),
    -- answered_without_confirming, quashed, withdrawn, disclosed
    outcome TEXT NOT NULL,
    words TEXT NOT NULL,
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Nothing about this participant (or, without one, about anybody) is destroyed while a hold stands.
CREATE TABLE legal_holds (
    id TEXT PRIMARY KEY,
    participant_id TEXT,
    demand_id TEXT REFERENCES legal_demands (id),
    reason TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    placed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX legal_holds_participant ON legal_holds (participant_id);
CREATE TABLE legal_hold_releases (
    hold_id TEXT PRIMARY KEY REFERENCES legal_holds (id),
    reason TEXT NOT NULL,
    released_at INTEGER NOT NULL,
    released_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- What is on file with others: without it they get nothing.
CREATE TABLE contracts (
    id TEXT PRIMARY KEY,
    -- qsoa, business_associate, contract, research, audit
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    -- The same in the directory of recipients, when something may leave to them.
    recipient_id TEXT,
    contact TEXT,
    -- Where the signed paper is kept.
    reference TEXT NOT NULL,
    -- What they do, or what the research, audit or evaluation is about.
    scope TEXT NOT NULL,
    -- Who approved it: an IRB, an agency.
    approved_by TEXT,
    from_on TEXT NOT NULL,
    until_on TEXT,
    -- JSON: what is agreed in it, and the categories of a record that it covers (codes of crates/part2).
    terms TEXT NOT NULL,
    categories TEXT NOT NULL,
    destroy_by TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- The ways of sending and keeping that a service agreement covers: sms, mail, video, backup, sign_in, hosting.
CREATE TABLE contract_channels (
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    channel TEXT NOT NULL,
    PRIMARY KEY (contract_id, channel)
) STRICT;
CREATE TABLE contract_endings (
    contract_id TEXT PRIMARY KEY REFERENCES contracts (id),
    reason TEXT NOT NULL,
    -- The first day without it.
    ended_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- The other side says that what it held is destroyed or returned.
CREATE TABLE contract_destructions (
    contract_id TEXT PRIMARY KEY REFERENCES contracts (id),
    words TEXT NOT NULL,
    destroyed_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- 42 CFR 2.22. Version 1 is the text that comes with Cairn; a program publishes its own from 2 on.
CREATE TABLE notice_versions (
    number INTEGER PRIMARY KEY,
    effective_on TEXT NOT NULL,
    text_en TEXT NOT NULL,
    text_es TEXT NOT NULL,
    -- SHA-256 over both texts.
    hash TEXT NOT NULL,
    -- A material change is due to everybody again.
    material INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    published_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE notice_deliveries (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    language TEXT NOT NULL,
    -- page, paper, email
    way TEXT NOT NULL,
    delivered_at INTEGER NOT NULL,
    delivered_by TEXT REFERENCES people (id)
) STRICT;
CREATE INDEX notice_deliveries_participant ON notice_deliveries (participant_id);
CREATE TABLE notice_acknowledgments (
    delivery_id TEXT PRIMARY KEY REFERENCES notice_deliveries (id),
    acknowledged_at INTEGER NOT NULL
) STRICT;
-- An e-mailed notice that came back: paper is due.
CREATE TABLE notice_bounces (
    delivery_id TEXT PRIMARY KEY REFERENCES notice_deliveries (id),
    bounced_at INTEGER NOT NULL
) STRICT;
