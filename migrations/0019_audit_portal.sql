-- What a reviewer from outside may look at here (42 CFR 2.53): opened by the privacy officer under an audit contract.
CREATE TABLE audit_reviews (
    id TEXT PRIMARY KEY,
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    auditor_id TEXT NOT NULL REFERENCES people (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    -- JSON list of category codes, within the contract's.
    categories TEXT NOT NULL,
    -- drawn, named
    sampling TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX audit_reviews_auditor ON audit_reviews (auditor_id);
CREATE INDEX audit_reviews_contract ON audit_reviews (contract_id);
-- The sample, fixed when the review is opened. The auditor knows the number and nothing else.
CREATE TABLE audit_review_participants (
    review_id TEXT NOT NULL REFERENCES audit_reviews (id),
    number INTEGER NOT NULL,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    PRIMARY KEY (review_id, number)
) STRICT;
CREATE INDEX audit_review_participants_participant ON audit_review_participants (participant_id);
CREATE TABLE audit_review_endings (
    review_id TEXT PRIMARY KEY REFERENCES audit_reviews (id),
    reason TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
