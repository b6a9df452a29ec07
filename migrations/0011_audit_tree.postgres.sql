-- The audit log becomes a Merkle tree (RFC 9162): entries have numbers without gaps, and the nodes of the tree are kept
-- in the order in which they are made. Both tables only grow; the database itself refuses anything else.
-- Entries from before are put into the new tables by the program at the end of the migration (audit/earlier.rs).
DROP TRIGGER audit_entries_no_change ON audit_entries;
DROP INDEX audit_entries_participant;
DROP INDEX audit_entries_actor;
ALTER TABLE audit_entries RENAME TO audit_entries_before_tree;
ALTER INDEX audit_entries_pkey RENAME TO audit_entries_before_tree_pkey;

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

CREATE FUNCTION audit_nodes_only_grow() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit nodes are never changed or removed'; END $$;
CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_only_grow();
CREATE TRIGGER audit_nodes_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_nodes
FOR EACH STATEMENT EXECUTE FUNCTION audit_nodes_only_grow();
