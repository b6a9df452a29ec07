-- Which questionnaires the program asks, packs that it brought itself, how each was asked, and why one was not.

-- What the program asks of whom and when; the newest row of a side and an instrument counts. Without a row the usual ones
-- are asked.
CREATE TABLE instrument_choices (
    id TEXT PRIMARY KEY,
    -- participant, supporter, family_member
    side TEXT NOT NULL,
    instrument TEXT NOT NULL,
    version TEXT NOT NULL,
    -- 0: not asked any more
    asked INTEGER NOT NULL,
    -- start: of the stay, or of serving here; first_answer: of whoever answered it once
    begins TEXT NOT NULL,
    -- Days after the beginning, such as 0,30,90; none where it is asked at a steady rhythm.
    days TEXT,
    every_days INTEGER,
    opens_before INTEGER NOT NULL,
    closes_after INTEGER NOT NULL,
    chosen_at INTEGER NOT NULL,
    chosen_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX instrument_choices_side ON instrument_choices (side, instrument);

-- A questionnaire that the program brought, as it came (a FHIR Questionnaire). Never changed: a newer version stands beside.
CREATE TABLE instrument_packs (
    id TEXT PRIMARY KEY,
    instrument TEXT NOT NULL,
    version TEXT NOT NULL,
    definition_hash TEXT NOT NULL,
    source TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    added_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (instrument, version)
) STRICT;

-- How it was asked: self, staff_read, phone. Not known for what staff wrote down before this was kept.
ALTER TABLE assessments ADD COLUMN mode TEXT;
UPDATE assessments SET mode = 'self' WHERE status = 'answered' AND recorded_by = person_id;
-- Why there is no answer: a code, and words about it. The words are sealed.
ALTER TABLE assessments ADD COLUMN reason TEXT;
ALTER TABLE assessments ADD COLUMN reason_words TEXT;

-- What is of the last days, for whoever looks after answers that a person must see the same day.
CREATE INDEX assessments_recorded ON assessments (recorded_at);

-- Somebody looked after an answer that a person must see the same day.
CREATE TABLE assessment_looks (
    id TEXT PRIMARY KEY,
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    -- talked, crisis_opened, told_supervisor, could_not_reach
    done TEXT NOT NULL,
    looked_at INTEGER NOT NULL,
    looked_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX assessment_looks_assessment ON assessment_looks (assessment_id);

-- Whether somebody also wants to be told when check-ups open and close.
ALTER TABLE reminder_choices ADD COLUMN check_ups INTEGER NOT NULL DEFAULT 0;
