-- Support groups, group therapy, and families as people of their own.

CREATE TABLE support_groups (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- support_group, group_therapy, family_group
    model TEXT NOT NULL,
    site_id TEXT REFERENCES sites (id),
    leader_id TEXT NOT NULL REFERENCES people (id),
    co_leader_id TEXT REFERENCES people (id),
    rhythm TEXT NOT NULL,
    size_limit INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE group_meetings (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES support_groups (id),
    starts_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    topic TEXT,
    scheduled_at INTEGER NOT NULL,
    scheduled_by TEXT NOT NULL REFERENCES people (id),
    UNIQUE (group_id, starts_at)
) STRICT;
CREATE TABLE attendances (
    meeting_id TEXT NOT NULL REFERENCES group_meetings (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    minutes INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (meeting_id, person_id)
) STRICT;
CREATE INDEX attendances_person ON attendances (person_id);

CREATE TABLE families (
    id TEXT PRIMARY KEY,
    -- What staff call this family; not necessarily anyone's surname.
    name TEXT NOT NULL,
    registered_at INTEGER NOT NULL,
    registered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE TABLE family_members (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES families (id),
    person_id TEXT NOT NULL UNIQUE REFERENCES people (id),
    -- parent, partner, sibling, child, grandparent, friend, other: to the person they care about
    relation TEXT NOT NULL,
    registered_at INTEGER NOT NULL,
    registered_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_members_family ON family_members (family_id);
-- Support held with a family: by a supporter, or by another family.
CREATE TABLE family_meetings (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES families (id),
    -- one_to_family, family_to_family
    model TEXT NOT NULL,
    supporter_id TEXT REFERENCES peer_supporters (id),
    other_family_id TEXT REFERENCES families (id),
    starts_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    mode TEXT NOT NULL,
    words TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX family_meetings_family ON family_meetings (family_id, starts_at);
