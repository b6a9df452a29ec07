-- Messages between a participant and a supporter who walks with them, and the hours in which nobody is disturbed.
--
-- Nothing here says whether words in a message made a page offer help: that is found out anew when a page is drawn, and
-- kept nowhere.

-- A conversation is a participant and a supporter; it goes on when the same two are matched again.
CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    participant_id TEXT NOT NULL REFERENCES participants (id),
    supporter_id TEXT NOT NULL REFERENCES peer_supporters (id),
    -- Sealed with the participant's key, whichever of the two wrote it.
    words TEXT NOT NULL,
    -- ours, supervised, team
    tier TEXT NOT NULL,
    -- Earlier than sent_at where it waited for a network.
    written_at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    sent_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX messages_conversation ON messages (participant_id, supporter_id, sent_at);
CREATE INDEX messages_supporter ON messages (supporter_id);
CREATE INDEX messages_sent ON messages (sent_at);

-- The other side of the conversation opened it. Nobody else's looking is a sighting.
CREATE TABLE message_sightings (
    message_id TEXT PRIMARY KEY REFERENCES messages (id),
    seen_at INTEGER NOT NULL,
    seen_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- Taken back by its author before the other saw it.
CREATE TABLE message_withdrawals (
    message_id TEXT PRIMARY KEY REFERENCES messages (id),
    withdrawn_at INTEGER NOT NULL,
    withdrawn_by TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- A supporter's own quiet hours and days away; the newest row counts. Minutes after midnight on the program's clocks, empty
-- for none of their own.
CREATE TABLE message_hours (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    quiet_from INTEGER,
    quiet_until INTEGER,
    -- First and last day away.
    away_from TEXT,
    away_until TEXT,
    chosen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX message_hours_person ON message_hours (person_id);

-- Whether somebody is told that something new is waiting. 0 and 1.
ALTER TABLE reminder_choices ADD COLUMN messages INTEGER NOT NULL DEFAULT 0;
