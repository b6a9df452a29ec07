//! The list of what may refer to an imported person, held against the schema.

use std::collections::BTreeSet;

use cairn::import::references::{OWN, PARTS, REFERENCES};
use cairn_db::{Dialect, Error, params};

use super::*;

/// Child table, its column and the table it refers to, as the database has them.
async fn foreign_keys(stage: &Stage) -> Vec<(String, String, String)> {
    let found: Result<_, Error> = stage
        .app
        .db
        .read(|tx| {
            let sql = match tx.dialect() {
                Dialect::Sqlite => {
                    "SELECT m.name AS child, f.\"from\" AS field, f.\"table\" AS parent
                     FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
                }
                Dialect::Postgres => {
                    "SELECT CAST(c.conrelid::regclass AS TEXT) AS child, CAST(a.attname AS TEXT) AS field,
                        CAST(c.confrelid::regclass AS TEXT) AS parent
                     FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                     WHERE c.contype = 'f'"
                }
            };
            tx.all(sql, &[], |row| Ok((row.get("child")?, row.get("field")?, row.get("parent")?)))
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn every_foreign_key_to_what_an_import_brings_is_in_the_list() {
    let stage = Stage::set().await;
    let keys = foreign_keys(&stage).await;
    assert!(keys.len() > 100, "the schema was read: {}", keys.len());
    let brought: Vec<&str> = PARTS.iter().map(|part| part.table).collect();
    let needed: BTreeSet<(&str, &str)> = keys
        .iter()
        .filter(|(_, _, parent)| brought.contains(&parent.as_str()))
        .map(|(child, field, _)| (child.as_str(), field.as_str()))
        .collect();
    let listed: BTreeSet<(&str, &str)> = REFERENCES
        .iter()
        .map(|reference| (reference.table, reference.column))
        .filter(|(table, _)| *table != "audit_entries")
        .chain(OWN)
        .collect();
    let forgotten: Vec<_> = needed.difference(&listed).collect();
    assert!(forgotten.is_empty(), "add these to REFERENCES in import/references.rs: {forgotten:?}");
    let gone: Vec<_> = listed.difference(&needed).collect();
    assert!(gone.is_empty(), "these are no foreign keys any more: {gone:?}");
}

#[tokio::test]
async fn every_statement_of_the_lists_can_be_run() {
    let stage = Stage::set().await;
    let unknown: ImportId = stage.app.chance.id(stage.app.clock.now());
    let done: Result<(), Error> = stage
        .app
        .db
        .write(move |tx| {
            for reference in REFERENCES {
                let found = tx.all(reference.since, params![unknown], |row| row.get::<i64>("line"))?;
                assert!(found.is_empty(), "{} {}", reference.table, reference.column);
            }
            for part in PARTS {
                assert_eq!(tx.execute(part.removal, params![unknown])?, 0, "{}", part.table);
            }
            Ok(())
        })
        .await;
    done.unwrap();
}
