-- The audit log becomes a Merkle tree (RFC 9162): entries have numbers without gaps, and the nodes of the tree are kept
-- in the order in which they are made. Both tables only grow; the database itself refuses anything else.
-- Entries from before are put into the new tables by the program at the end of the migration (audit/earlier.rs).
DROP TRIGGER audit_entries_no_update;
DROP TRIGGER audit_entries_no_delete;
DROP INDEX audit_entries_participant;
DROP INDEX audit_entries_actor;
ALTER TABLE audit_entries RENAME TO audit_entries_before_tree;

CREATE TABLE audit_entries (
    -- 1, 2, 3 …: the entry's place in the tree.
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor_id TEXT,
    acting_as TEXT NOT NULL,
    action TEXT NOT NULL,
    participant_id TEXT,
    object_kind TEXT NOT NULL,
    object_id TEXT,
    -- For which work: a code (audit/why.rs). Empty in entries from before the tree.
    why TEXT,
    -- In words, where somebody had to give them; sealed. The tree has it as it is stored.
    reason TEXT
) STRICT;
CREATE INDEX audit_entries_id ON audit_entries (id);
CREATE INDEX audit_entries_participant ON audit_entries (participant_id, seq);
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, seq);

-- Nodes by place: the order in which a growing tree makes them (crates/proof/src/tree.rs).
CREATE TABLE audit_nodes (
    place INTEGER PRIMARY KEY,
    hash BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit entries are never removed'); END;
-- INSERT OR REPLACE would pass the two above by.
CREATE TRIGGER audit_entries_no_gap BEFORE INSERT ON audit_entries
WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_entries)
BEGIN SELECT RAISE(ABORT, 'audit entries are appended, without gaps'); END;
CREATE TRIGGER audit_nodes_no_update BEFORE UPDATE ON audit_nodes
BEGIN SELECT RAISE(ABORT, 'audit nodes are never changed'); END;
CREATE TRIGGER audit_nodes_no_delete BEFORE DELETE ON audit_nodes
BEGIN SELECT RAISE(ABORT, 'audit nodes are never removed'); END;
CREATE TRIGGER audit_nodes_no_gap BEFORE INSERT ON audit_nodes
WHEN NEW.place <> (SELECT COALESCE(MAX(place), -1) + 1 FROM audit_nodes)
BEGIN SELECT RAISE(ABORT, 'audit nodes are appended, without gaps'); END;
