//! What differs between the two databases: both texts side by side, each with a test on both.

/// Which database a transaction runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

/// A migration's text in the words of the database. Migrations are written with SQLite's five column types and
/// `STRICT` tables; PostgreSQL has other names for three of the types and is always strict.
pub fn schema(dialect: Dialect, text: &str) -> String {
    match dialect {
        Dialect::Sqlite => text.to_string(),
        Dialect::Postgres => text
            .replace(" INTEGER", " BIGINT")
            .replace(" REAL", " DOUBLE PRECISION")
            .replace(" BLOB", " BYTEA")
            .replace(") STRICT;", ");"),
    }
}

/// The names of all tables of the application.
pub fn tables(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        }
        Dialect::Postgres => {
            "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
        }
    }
}

/// The columns of the table `$1`, in order.
pub fn columns(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "SELECT name FROM pragma_table_info($1) ORDER BY cid",
        Dialect::Postgres => {
            "SELECT CAST(column_name AS TEXT) AS name FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
    }
}

/// The size of the database in bytes, as column `n`.
pub fn size(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()",
        Dialect::Postgres => "SELECT pg_database_size(current_database()) AS n",
    }
}

/// A check of the stored data itself, as column `n`: 1 when nothing is wrong.
pub fn integrity(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => {
            "SELECT CASE WHEN (SELECT integrity_check FROM pragma_integrity_check LIMIT 1) = 'ok'
                          AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_check()) THEN 1 ELSE 0 END AS n"
        }
        Dialect::Postgres => "SELECT CAST(1 AS BIGINT) AS n",
    }
}

/// Holds other writers of the same kind back until the transaction ends: taken before a rule that counts rows
/// ("capacity is 12") is checked. SQLite has one writer anyway.
pub fn one_at_a_time(dialect: Dialect) -> Option<&'static str> {
    match dialect {
        Dialect::Sqlite => None,
        Dialect::Postgres => Some("SELECT 1 AS n FROM (SELECT pg_advisory_xact_lock($1)) AS held"),
    }
}

/// What is run before and after rows are put in whose references may come later: a restored backup.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    pub begin: &'static str,
    pub end: &'static str,
}

/// References are checked at the end of the transaction (SQLite) or by `end` (PostgreSQL) instead of row by row.
pub fn let_references_wait(dialect: Dialect) -> Waiting {
    match dialect {
        Dialect::Sqlite => Waiting { begin: "PRAGMA defer_foreign_keys = ON", end: "" },
        Dialect::Postgres => Waiting {
            begin: "DO $$ DECLARE c record; BEGIN
                FOR c IN SELECT CAST(conrelid AS regclass) AS t, conname FROM pg_constraint
                         WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace) LOOP
                    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', c.t, c.conname);
                END LOOP; END $$;",
            end: "SET CONSTRAINTS ALL IMMEDIATE;
                DO $$ DECLARE c record; BEGIN
                FOR c IN SELECT CAST(conrelid AS regclass) AS t, conname FROM pg_constraint
                         WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace) LOOP
                    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE', c.t, c.conname);
                END LOOP; END $$;",
        },
    }
}
