-- Mutual-help meetings nearby: lists that others publish, and what this program publishes of its own groups. All of it is public and
-- tells of no participant.

CREATE TABLE mutual_help_feeds (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- meeting_guide, bmlt, own
    kind TEXT NOT NULL,
    -- Where the list is fetched; none for a list that is only ever uploaded, or the program's own.
    url TEXT,
    -- BMLT: where its formats are fetched.
    formats_url TEXT,
    -- Hours after which it is fetched again by itself; none: only when somebody asks.
    refresh_hours INTEGER,
    added_at INTEGER NOT NULL,
    added_by TEXT REFERENCES people (id)
) STRICT;
CREATE TABLE mutual_help_feed_removals (
    feed_id TEXT PRIMARY KEY REFERENCES mutual_help_feeds (id),
    removed_at INTEGER NOT NULL,
    removed_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- Every time a list was taken in, or could not be: then the last good one stays.
CREATE TABLE mutual_help_fetches (
    id TEXT PRIMARY KEY,
    feed_id TEXT NOT NULL REFERENCES mutual_help_feeds (id),
    -- taken, failed, unchanged: still the list that is here
    outcome TEXT NOT NULL,
    meetings INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    -- Why it could not be taken.
    reason TEXT,
    -- What the server of the list calls it as it was taken (RFC 9110, 8.8).
    etag TEXT,
    last_modified TEXT,
    fetched_at INTEGER NOT NULL,
    fetched_by TEXT REFERENCES people (id)
) STRICT;
CREATE INDEX mutual_help_fetches_feed ON mutual_help_fetches (feed_id);
-- Entries that were left out, the first of each fetch, in the words of crates/meeting_guide.
CREATE TABLE mutual_help_skips (
    fetch_id TEXT NOT NULL REFERENCES mutual_help_fetches (id),
    entry INTEGER NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (fetch_id, entry)
) STRICT;
-- The last good list of each feed; replaced as a whole.
CREATE TABLE mutual_help_meetings (
    id TEXT PRIMARY KEY,
    feed_id TEXT NOT NULL REFERENCES mutual_help_feeds (id),
    name TEXT NOT NULL,
    -- HH:MM; none by appointment.
    begins TEXT,
    ends TEXT,
    location TEXT,
    address TEXT,
    latitude REAL,
    longitude REAL,
    online INTEGER NOT NULL,
    in_person INTEGER NOT NULL,
    -- Codes between commas, with a comma on both ends.
    types TEXT NOT NULL,
    -- The whole entry as Meeting Guide JSON.
    entry TEXT NOT NULL
) STRICT;
CREATE INDEX mutual_help_meetings_feed ON mutual_help_meetings (feed_id);
CREATE INDEX mutual_help_meetings_latitude ON mutual_help_meetings (latitude);
CREATE TABLE mutual_help_days (
    meeting_id TEXT NOT NULL REFERENCES mutual_help_meetings (id),
    -- 0 is Sunday.
    day INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, day)
) STRICT;
CREATE INDEX mutual_help_days_day ON mutual_help_days (day);
-- Where a site is, for "near".
CREATE TABLE mutual_help_site_places (
    site_id TEXT PRIMARY KEY REFERENCES sites (id),
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    set_at INTEGER NOT NULL,
    set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
-- A support group of the program that anybody may come to, told to directories until it is withdrawn.
CREATE TABLE mutual_help_publications (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES support_groups (id),
    day INTEGER NOT NULL,
    begins TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    types TEXT NOT NULL,
    conference_url TEXT,
    notes TEXT,
    published_at INTEGER NOT NULL,
    published_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE mutual_help_withdrawals (
    publication_id TEXT PRIMARY KEY REFERENCES mutual_help_publications (id),
    withdrawn_at INTEGER NOT NULL,
    withdrawn_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
