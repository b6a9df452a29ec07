//! What people said is sealed in every column that can hold it: the list of sealed columns is complete, and held
//! against real rows.

use std::collections::BTreeSet;

use cairn::sealing::TABLES;
use cairn_db::{Db, Dialect, Error, Tx, params};
use cairn_seal::sealed::MARK;

use super::plain_columns::{BY_THEIR_ROOMS, CODES, OF_THE_HOUSE};
use crate::cast::Stage;
use crate::demo;

fn is_listed(list: &[(&str, &str)], table: &str, column: &str) -> bool {
    list.iter().any(|(name, columns)| *name == table && columns.split_whitespace().any(|one| one == column))
}

/// By its name, unless it is on a list.
fn is_id(table: &str, column: &str) -> bool {
    let named = column == "id" || column.ends_with("_id") || column.ends_with("_by");
    let listed = [CODES, OF_THE_HOUSE].iter().any(|list| is_listed(list, table, column));
    named && !listed && !is_sealed(table, column)
}

fn is_sealed(table: &str, column: &str) -> bool {
    let sealed = TABLES.iter().find(|sealed| sealed.name == table);
    is_listed(BY_THEIR_ROOMS, table, column)
        || sealed.is_some_and(|sealed| sealed.words.contains(&column) || sealed.data.contains(&column))
}

/// Every text column of the schema: table and column.
fn text_columns(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, Error> {
    let sql = match tx.dialect() {
        Dialect::Sqlite => {
            "SELECT m.name AS place, c.name AS field FROM sqlite_schema m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT' ORDER BY m.name, c.cid"
        }
        Dialect::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS place, CAST(column_name AS TEXT) AS field
             FROM information_schema.columns
             WHERE table_schema = current_schema() AND data_type = 'text' ORDER BY table_name, ordinal_position"
        }
    };
    tx.all(sql, &[], |row| Ok((row.get("place")?, row.get("field")?)))
}

#[tokio::test]
async fn every_text_column_is_sealed_or_known_to_hold_nobodys_words() {
    let stage = Stage::set().await;
    let columns: Vec<(String, String)> = stage.app.db.read(text_columns).await.unwrap();
    let mut wrong = Vec::new();
    for (table, column) in &columns {
        let kinds = [
            is_sealed(table, column),
            is_id(table, column),
            is_listed(CODES, table, column),
            is_listed(OF_THE_HOUSE, table, column),
        ];
        match kinds.iter().filter(|kind| **kind).count() {
            1 => {}
            0 => wrong.push(format!("{table}.{column}: seal it (src/sealing.rs), or say here what it holds")),
            _ => wrong.push(format!("{table}.{column}: listed twice")),
        }
    }
    let known: BTreeSet<(&str, &str)> =
        columns.iter().map(|(table, column)| (table.as_str(), column.as_str())).collect();
    let listed = CODES.iter().chain(OF_THE_HOUSE).chain(BY_THEIR_ROOMS);
    let listed =
        listed.flat_map(|(table, columns)| columns.split_whitespace().map(move |column| (*table, column)));
    let sealed = TABLES
        .iter()
        .flat_map(|sealed| sealed.words.iter().chain(sealed.data).map(move |column| (sealed.name, *column)));
    for (table, column) in listed.chain(sealed).filter(|one| !known.contains(one)) {
        wrong.push(format!("{table}.{column}: is listed and is no text column any more"));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What stands in the columns of a database that holds something: sealed where it must be, and in the clear only what
/// looks like an id or a code. Answers the sealed columns in which anything stands.
pub async fn check_columns(db: &Db) -> BTreeSet<(String, String)> {
    let found: Result<_, Error> = db
        .read(|tx| {
            let (mut filled, mut wrong) = (BTreeSet::new(), Vec::new());
            for (table, column) in text_columns(tx)? {
                let count = |tx: &mut Tx<'_>, condition: &str| {
                    let sql = format!(
                        "SELECT COUNT(*) AS n FROM {table} WHERE {column} IS NOT NULL AND (SUBSTR({column}, 1, 4) {condition})"
                    );
                    tx.count(&sql, params![MARK])
                };
                let (sealed, clear) = (count(tx, "= $1")?, count(tx, "<> $1")?);
                if is_sealed(&table, &column) {
                    if clear > 0 {
                        wrong.push(format!("{table}.{column}: {clear} values in the clear"));
                    }
                    if sealed > 0 {
                        filled.insert((table, column));
                    }
                    continue;
                }
                if sealed > 0 {
                    wrong.push(format!("{table}.{column}: is not on the list of sealed columns"));
                }
                let odd = if is_id(&table, &column) {
                    count(tx, &format!("<> $1 AND LENGTH({column}) <> 36"))?
                } else if is_listed(CODES, &table, &column) {
                    count(tx, &format!("<> $1 AND {column} LIKE '% %'"))?
                } else {
                    0
                };
                if odd > 0 {
                    wrong.push(format!("{table}.{column}: {odd} values that are no ids or codes"));
                }
            }
            assert!(wrong.is_empty(), "{wrong:#?}");
            Ok(filled)
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn the_demo_holds_every_sealed_column_and_no_word_in_the_clear() {
    let made = demo::usual().await;
    let filled = check_columns(&made.app.db).await;
    let all = TABLES.iter().flat_map(|sealed| {
        sealed
            .words
            .iter()
            .chain(sealed.data)
            .map(move |column| (sealed.name.to_string(), column.to_string()))
    });
    let unused = [
        "audit_entries.reason",
        "insurance_policies.subscriber_born_on",
        "sign_ins.device",
        "factors.name",
        "factors.secret",
        "proposals.content",
        "endings.words",
    ];
    let empty: Vec<String> = all
        .filter(|one| !filled.contains(one))
        .map(|(table, column)| format!("{table}.{column}"))
        .filter(|one| !unused.contains(&one.as_str()))
        .collect();
    assert!(empty.is_empty(), "the demo shows nothing of these: {empty:?}");
}
