-- The calendar: rooms of sites, series that repeat, events of the house, and what became of single occurrences.

CREATE TABLE rooms (
    id TEXT PRIMARY KEY,
    site_id TEXT NOT NULL REFERENCES sites (id),
    name TEXT NOT NULL,
    -- The most people at a time.
    capacity INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX rooms_site ON rooms (site_id);
CREATE TABLE room_closings (
    room_id TEXT PRIMARY KEY REFERENCES rooms (id),
    closed_at INTEGER NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- Something that repeats by an RFC 5545 rule. Its occurrences are rows of the room they belong to, each with the series and
-- the local time the rule gave it, written a year ahead.
CREATE TABLE series (
    id TEXT PRIMARY KEY,
    -- group_meeting, session, family_meeting, event
    kind TEXT NOT NULL,
    group_id TEXT REFERENCES support_groups (id),
    family_id TEXT REFERENCES families (id),
    participant_id TEXT REFERENCES participants (id),
    supporter_id TEXT REFERENCES peer_supporters (id),
    -- The value of an RRULE, without a start: times are those of a clock on the wall.
    rule TEXT NOT NULL,
    -- The first day and time, as 2026-03-02T18:30:00, in this zone.
    first_at TEXT NOT NULL,
    zone TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    site_id TEXT REFERENCES sites (id),
    room_id TEXT REFERENCES rooms (id),
    capacity INTEGER,
    -- Of a session or a meeting with a family: as these have them.
    mode TEXT,
    setting TEXT,
    place TEXT,
    video_link TEXT,
    -- Of an event: as events have them.
    event_kind TEXT,
    title TEXT,
    leader_id TEXT REFERENCES people (id),
    with_id TEXT REFERENCES people (id),
    -- The series that went before, when this one is how it goes on.
    previous_id TEXT REFERENCES series (id),
    -- Occurrences that begin before this instant are written.
    written_until INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX series_written ON series (written_until);
CREATE INDEX series_group ON series (group_id);
CREATE INDEX series_family ON series (family_id);
CREATE INDEX series_participant ON series (participant_id);
CREATE TABLE series_endings (
    series_id TEXT PRIMARY KEY REFERENCES series (id),
    -- The last day on which it still takes place.
    until_on TEXT NOT NULL,
    ended_at INTEGER NOT NULL,
    ended_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- What the house holds: open hours, classes, meetings of staff, supervision.
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    series_id TEXT REFERENCES series (id),
    series_at TEXT,
    -- drop_in, class, staff_meeting, supervision, other
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    leader_id TEXT NOT NULL REFERENCES people (id),
    -- Whom a supervision is with.
    with_id TEXT REFERENCES people (id),
    site_id TEXT REFERENCES sites (id),
    room_id TEXT REFERENCES rooms (id),
    capacity INTEGER,
    starts_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    scheduled_at INTEGER NOT NULL,
    scheduled_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE UNIQUE INDEX events_series ON events (series_id, series_at);
CREATE INDEX events_time ON events (starts_at, id);
CREATE INDEX events_room ON events (room_id, starts_at);

ALTER TABLE group_meetings ADD COLUMN series_id TEXT REFERENCES series (id);
ALTER TABLE group_meetings ADD COLUMN series_at TEXT;
ALTER TABLE group_meetings ADD COLUMN room_id TEXT REFERENCES rooms (id);
ALTER TABLE group_meetings ADD COLUMN capacity INTEGER;
CREATE UNIQUE INDEX group_meetings_series ON group_meetings (series_id, series_at);
CREATE INDEX group_meetings_time ON group_meetings (starts_at, id);
CREATE INDEX group_meetings_room ON group_meetings (room_id, starts_at);
ALTER TABLE family_meetings ADD COLUMN series_id TEXT REFERENCES series (id);
ALTER TABLE family_meetings ADD COLUMN series_at TEXT;
CREATE UNIQUE INDEX family_meetings_series ON family_meetings (series_id, series_at);
CREATE INDEX family_meetings_time ON family_meetings (starts_at, id);

ALTER TABLE sessions ADD COLUMN series_id TEXT REFERENCES series (id);
ALTER TABLE sessions ADD COLUMN series_at TEXT;
ALTER TABLE sessions ADD COLUMN room_id TEXT REFERENCES rooms (id);
-- The session that was moved to this one.
ALTER TABLE sessions ADD COLUMN moved_from_id TEXT REFERENCES sessions (id);
CREATE UNIQUE INDEX sessions_series ON sessions (series_id, series_at);
CREATE INDEX sessions_time ON sessions (starts_at, id);
CREATE INDEX sessions_room ON sessions (room_id, starts_at);
CREATE INDEX sessions_moved ON sessions (moved_from_id);
-- The program's hours of notice were not left: counted, never held against anybody.
ALTER TABLE cancellations ADD COLUMN late INTEGER NOT NULL DEFAULT 0;
UPDATE cancellations SET late = 1 WHERE kind = 'late_cancelled';

-- One meeting or event does not take place; put back on when `withdrawn_at` is set.
CREATE TABLE callings_off (
    id TEXT PRIMARY KEY,
    meeting_id TEXT REFERENCES group_meetings (id),
    event_id TEXT REFERENCES events (id),
    called_off_at INTEGER NOT NULL,
    called_off_by TEXT NOT NULL REFERENCES people (id),
    withdrawn_at INTEGER,
    withdrawn_by TEXT REFERENCES people (id)
) STRICT;
CREATE INDEX callings_off_meeting ON callings_off (meeting_id);
CREATE INDEX callings_off_event ON callings_off (event_id);
-- One meeting or event takes place at another time than was planned.
CREATE TABLE moves (
    id TEXT PRIMARY KEY,
    meeting_id TEXT REFERENCES group_meetings (id),
    event_id TEXT REFERENCES events (id),
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    moved_at INTEGER NOT NULL,
    moved_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX moves_meeting ON moves (meeting_id);
CREATE INDEX moves_event ON moves (event_id);

-- Somebody came whom nobody expected: to a session that was not planned, or to a group for the first time.
CREATE TABLE walk_ins (
    id TEXT PRIMARY KEY,
    session_id TEXT REFERENCES sessions (id),
    meeting_id TEXT REFERENCES group_meetings (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    arrived_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE UNIQUE INDEX walk_ins_session ON walk_ins (session_id);
CREATE UNIQUE INDEX walk_ins_meeting ON walk_ins (meeting_id, person_id);
CREATE INDEX walk_ins_person ON walk_ins (person_id);

-- Settings got names of their own. What notes say stays as it was written and approved.
UPDATE sessions SET setting = 'video' WHERE setting = 'online';
UPDATE sessions SET setting = 'recovery_center' WHERE setting = 'center';
