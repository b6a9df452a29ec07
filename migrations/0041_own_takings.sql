-- What family members and supporters take along of their own, where there is no network.

-- When whose own things went to a device, and until when it keeps them: as a family member; without a member, as the supporter
-- whose device it is. What is taken of a participant stands in offline_takings.
CREATE TABLE offline_own_takings (
    id TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES offline_devices (id),
    member_id TEXT REFERENCES family_members (id),
    taken_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL
) STRICT;
CREATE INDEX offline_own_takings_device ON offline_own_takings (device_id, taken_at);
CREATE INDEX offline_own_takings_member ON offline_own_takings (member_id);
