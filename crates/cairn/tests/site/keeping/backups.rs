//! A backup, taken while the program runs, is enough to start again somewhere else.

use std::sync::Arc;

use cairn::audit::verify::{KnownHead, verify};
use cairn::backup::{self, Failure};
use cairn::config::Config;
use cairn_db::{Db, Error, Options, dialect};

use crate::cast::{Stage, database};

fn quiet() -> backup::Progress {
    Arc::new(|_| {})
}

/// Rows of every table, sealed as they are.
async fn rows(db: &Db) -> Vec<(String, Vec<String>)> {
    let read: Result<_, Error> = db
        .read(|tx| {
            let tables: Vec<String> = tx.all(dialect::tables(tx.dialect()), &[], |row| row.get("name"))?;
            let mut all = Vec::new();
            // The second one is empty, and goes when the program that was restored starts.
            let passing = ["migrations", "audit_entries_before_tree"];
            for table in tables.into_iter().filter(|table| !passing.contains(&table.as_str())) {
                let mut rows = tx.all(&format!("SELECT * FROM {table}"), &[], |row| {
                    Ok(format!("{:?}", row.all_stored()?))
                })?;
                rows.sort();
                all.push((table, rows));
            }
            Ok(all)
        })
        .await;
    read.unwrap()
}

async fn restore(file: &std::path::Path, identity: &std::path::Path, config: &Config) -> Result<Db, Failure> {
    let opened = backup::open(config, file, Some(identity))?;
    opened.place_keys(config)?;
    let keyring = cairn::keys::read(&config.keys).unwrap().unwrap();
    let db = Db::open(&Options { url: config.database_url.clone(), readers: 1, keyring })?;
    let erased = cairn::keeping::journal::read(&cairn::keeping::journal::path(config))?;
    let now = crate::cast::START.parse().unwrap();
    backup::restore(&db, opened, erased, (now, quiet())).await?;
    Ok(db)
}

#[tokio::test]
async fn row_34_one_file_and_its_identity_bring_everything_back_into_an_empty_place() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let goal = [("words", "wagtail-secret"), ("tier", "record")];
    cora.submit(&format!("/participants/{}/goals", stage.ana), &goal).await;
    let identity = backup::identity(&stage.app.config).unwrap();
    let file = stage.app.config.data.join("all.backup");
    let written = backup::write(&stage.app, &file, &identity, quiet()).await.unwrap();
    assert!(written.rows > 50, "{written:?}");

    let bytes = std::fs::read(&file).unwrap();
    for words in ["wagtail-secret", "Ana Ruiz", "people", "AGE-SECRET-KEY"] {
        assert!(
            !bytes.windows(words.len()).any(|part| part == words.as_bytes()),
            "{words} stands in the backup"
        );
    }

    let (config, _folder) = database().await;
    let db = restore(&file, &identity.path, &config).await.unwrap();
    for (restored, kept) in rows(&db).await.into_iter().zip(rows(&stage.app.db).await) {
        assert_eq!(restored, kept);
    }
    let words: Result<String, Error> =
        db.read(|tx| tx.one("SELECT words FROM goals", &[], |row| row.get("words"))).await;
    assert_eq!(words.unwrap(), "wagtail-secret", "the keys came along");
    let key = cairn::audit::verifier(&config).unwrap().unwrap();
    let head = cairn_proof::SignedHead::open(&written.head.unwrap(), &key).unwrap().head;
    let heads = vec![KnownHead { head, place: "the backup".to_string() }];
    let found: Result<_, Error> = db.read(move |tx| verify(tx, heads, |_, _| {})).await;
    assert_eq!(found.unwrap().unwrap().heads, 1, "the audit log verifies against the head in the backup");
    let again = restore(&file, &identity.path, &config).await;
    assert!(matches!(again, Err(Failure::NotEmpty)), "a place that holds a program stays as it is");
}

#[tokio::test]
async fn row_34_a_backup_that_was_changed_or_cut_is_refused_and_leaves_nothing() {
    let stage = Stage::set().await;
    let identity = backup::identity(&stage.app.config).unwrap();
    let file = stage.app.config.data.join("all.backup");
    backup::write(&stage.app, &file, &identity, quiet()).await.unwrap();
    let good = std::fs::read(&file).unwrap();
    let middle = good.len() / 2;
    let mut flipped = good.clone();
    flipped[middle] ^= 1;
    let damaged: [(&str, Vec<u8>); 5] = [
        ("cut in half", good[..middle].to_vec()),
        ("without its end", good[..good.len() - 1].to_vec()),
        ("one bit flipped", flipped),
        ("empty", Vec::new()),
        ("something else", b"PK\x03\x04 this is no backup".to_vec()),
    ];
    for (what, bytes) in damaged {
        std::fs::write(&file, bytes).unwrap();
        let (config, _folder) = database().await;
        let refused = restore(&file, &identity.path, &config).await.err();
        assert!(matches!(refused, Some(Failure::Damaged(_))), "{what}: {refused:?}");
    }
    std::fs::write(&file, &good).unwrap();
    let (config, _folder) = database().await;
    let stranger = backup::identity(&config).unwrap();
    let refused = restore(&file, &stranger.path, &config).await.err();
    assert!(matches!(refused, Some(Failure::WrongIdentity)), "{refused:?}");
}

#[tokio::test]
async fn row_28_what_was_erased_after_a_backup_stays_erased_when_it_is_restored() {
    let stage = Stage::set().await;
    let identity = backup::identity(&stage.app.config).unwrap();
    let file = stage.app.config.data.join("before.backup");
    backup::write(&stage.app, &file, &identity, quiet()).await.unwrap();
    let (config, _folder) = database().await;
    let line = format!("{} 2026-03-03T00:00:00Z\n", stage.person("bo"));
    std::fs::write(cairn::keeping::journal::path(&config), line).unwrap();
    let db = restore(&file, &identity.path, &config).await.unwrap();
    let names: Result<Vec<String>, Error> =
        db.read(|tx| tx.all("SELECT name FROM people ORDER BY id", &[], |row| row.get("name"))).await;
    let names = names.unwrap();
    assert!(names.contains(&"Ana Ruiz".to_string()) && !names.contains(&"Bo Chen".to_string()), "{names:?}");
}
