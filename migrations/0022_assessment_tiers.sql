-- Who reads what was answered. That a questionnaire was answered, and when, everybody who opens the record sees.
ALTER TABLE assessments ADD COLUMN tier TEXT NOT NULL DEFAULT 'record';
-- What supporters answer about themselves is theirs alone.
UPDATE assessments SET tier = 'mine' WHERE side = 'supporter';
