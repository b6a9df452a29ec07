-- Meetings of groups and families and shared sessions are rated as sessions are: by each who was there, for themselves.

CREATE TABLE session_ratings_of_all (
    id TEXT PRIMARY KEY,
    -- Who says it. Nobody else reads it.
    person_id TEXT NOT NULL REFERENCES people (id),
    -- What they were at: one of the four.
    session_id TEXT REFERENCES sessions (id),
    meeting_id TEXT REFERENCES group_meetings (id),
    family_meeting_id TEXT REFERENCES family_meetings (id),
    shared_session_id TEXT REFERENCES shared_sessions (id),
    -- Sealed: 1 not at all … 5 fully, each on its own or not said.
    heard TEXT,
    wanted TEXT,
    honest TEXT,
    -- When it began, as the answers were given: a meeting that is moved afterwards takes them nowhere.
    began_at INTEGER NOT NULL,
    rated_at INTEGER NOT NULL,
    UNIQUE (session_id, person_id),
    UNIQUE (meeting_id, person_id),
    UNIQUE (family_meeting_id, person_id),
    UNIQUE (shared_session_id, person_id)
) STRICT;
INSERT INTO session_ratings_of_all (id, person_id, session_id, heard, wanted, honest, began_at, rated_at)
SELECT s.id, p.person_id, s.id, r.heard, r.wanted, r.honest, COALESCE(h.started_at, r.rated_at), r.rated_at
FROM session_ratings r JOIN sessions s ON s.id = r.session_id JOIN participants p ON p.id = s.participant_id
LEFT JOIN holdings h ON h.session_id = s.id;
DROP TABLE session_ratings;
ALTER TABLE session_ratings_of_all RENAME TO session_ratings;
CREATE INDEX session_ratings_person ON session_ratings (person_id);
