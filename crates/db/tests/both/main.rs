//! The promises of the seam, on SQLite and, with `CAIRN_TEST_POSTGRES` set, on PostgreSQL too.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod sealing;

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use cairn_db::{Db, Error, Migration, Options, dialect, migrate, migration_states, params};
use cairn_seal::Keyring;
use jiff::Timestamp;

static NEXT: AtomicU32 = AtomicU32::new(0);

struct Place {
    db: Db,
    url: String,
    folder: Option<std::path::PathBuf>,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

fn keyring() -> Keyring {
    Keyring::new([1; 32], ("one".to_string(), [2; 32]))
}

/// An empty database of each kind that is at hand, with one table.
fn places() -> Vec<Place> {
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let name = format!("seam_{}_{number}", std::process::id());
    let folder = std::env::temp_dir().join(&name);
    std::fs::create_dir_all(&folder).unwrap();
    let open = |url: String| Db::open(&Options { url, readers: 2, keyring: keyring() }).unwrap();
    let url = format!("sqlite:{}/x.db", folder.display());
    let mut places = vec![Place { db: open(url.clone()), url, folder: Some(folder) }];
    match std::env::var("CAIRN_TEST_POSTGRES") {
        Ok(server) => {
            let made = std::process::Command::new("psql")
                .args([&format!("{server}/postgres"), "-qc", &format!("CREATE DATABASE {name}")])
                .status();
            assert!(made.unwrap().success());
            let url = format!("{server}/{name}");
            places.push(Place { db: open(url.clone()), url, folder: None });
        }
        Err(_) => {
            let _ = writeln!(std::io::stderr(), "left out: PostgreSQL (script/test starts one)");
        }
    }
    places
}

const TABLE: &str = "CREATE TABLE things (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    weight REAL,
    stuff BLOB,
    CHECK (id >= 0)
) STRICT;";

async fn with_table(place: &Place) {
    let dialect = place.db.dialect();
    let made: Result<(), Error> = place.db.write(move |tx| tx.script(&dialect::schema(dialect, TABLE))).await;
    made.unwrap();
}

async fn add(db: &Db, id: i64, name: &str) -> Result<u64, Error> {
    let name = name.to_string();
    db.write(move |tx| tx.execute("INSERT INTO things (id, name) VALUES ($1, $2)", params![id, name])).await
}

async fn count(db: &Db) -> i64 {
    let n: Result<i64, Error> = db.read(|tx| tx.count("SELECT COUNT(*) AS n FROM things", &[])).await;
    n.unwrap()
}

#[tokio::test]
async fn values_come_back_as_they_went_in() {
    for place in places() {
        with_table(&place).await;
        let weight = Some(0.1_f64);
        let stuff = vec![0_u8, 255, 7];
        let row: Result<_, Error> = place
            .db
            .write(move |tx| {
                tx.execute(
                    "INSERT INTO things (weight, stuff, id, name) VALUES ($3, $4, $1, $2)",
                    params![i64::MAX, "Zoë 'quoted' $1", weight, stuff],
                )?;
                tx.one("SELECT name, id, weight, stuff FROM things WHERE id = $1", params![i64::MAX], |row| {
                    Ok((
                        row.get::<i64>("id")?,
                        row.get::<String>("name")?,
                        row.get::<Option<f64>>("weight")?,
                        row.get::<Vec<u8>>("stuff")?,
                    ))
                })
            })
            .await;
        assert_eq!(row.unwrap(), (i64::MAX, "Zoë 'quoted' $1".to_string(), Some(0.1), vec![0, 255, 7]));
    }
}

#[tokio::test]
async fn a_refused_write_does_not_undo_its_neighbors() {
    for place in places() {
        with_table(&place).await;
        let db = Arc::new(place.db.clone());
        let tasks: Vec<_> = (0..60)
            .map(|id| {
                let db = db.clone();
                // Every third one repeats a name and must fail alone.
                let name = if id % 3 == 2 { "same".to_string() } else { format!("thing {id}") };
                tokio::spawn(async move { add(&db, id, &name).await })
            })
            .collect();
        let mut refused = 0;
        for task in tasks {
            if let Err(error) = task.await.unwrap() {
                assert!(error.violates("things", "name"), "{error}");
                refused += 1;
            }
        }
        assert_eq!((refused, count(&place.db).await), (19, 41));
    }
}

#[tokio::test]
async fn an_error_or_a_panic_in_the_work_rolls_it_back() {
    for place in places() {
        with_table(&place).await;
        let failed: Result<(), Error> = place
            .db
            .write(|tx| {
                tx.execute("INSERT INTO things (id, name) VALUES ($1, $2)", params![1_i64, "one"])?;
                Err(Error::NoRow)
            })
            .await;
        assert!(matches!(failed, Err(Error::NoRow)));
        let panicked: Result<(), Error> = place
            .db
            .write(|tx| {
                tx.execute("INSERT INTO things (id, name) VALUES ($1, $2)", params![2_i64, "two"])?;
                panic!("on purpose")
            })
            .await;
        assert!(matches!(panicked, Err(Error::Panicked)));
        assert_eq!(count(&place.db).await, 0);
        // The thread lives on.
        assert_eq!(add(&place.db, 3, "three").await.unwrap(), 1);
    }
}

#[tokio::test]
async fn writing_in_a_read_is_refused() {
    for place in places() {
        with_table(&place).await;
        let refused: Result<u64, Error> = place
            .db
            .read(|tx| tx.execute("INSERT INTO things (id, name) VALUES ($1, $2)", params![1_i64, "one"]))
            .await;
        assert!(refused.is_err());
        assert_eq!(count(&place.db).await, 0);
    }
}

#[tokio::test]
async fn no_error_quotes_a_value() {
    for place in places() {
        with_table(&place).await;
        add(&place.db, 1, "secret-canary").await.unwrap();
        let unique = add(&place.db, 2, "secret-canary").await.unwrap_err();
        let check = add(&place.db, -5, "secret-canary-two").await.unwrap_err();
        let column: Result<i64, Error> =
            place.db.read(|tx| tx.one("SELECT name FROM things", &[], |row| row.get("name"))).await;
        for error in [unique, check, column.unwrap_err()] {
            assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
        }
    }
}

#[tokio::test]
async fn every_placeholder_needs_a_value_and_every_value_a_placeholder() {
    for place in places() {
        with_table(&place).await;
        let missing: Result<i64, Error> =
            place.db.read(|tx| tx.count("SELECT COUNT(*) AS n FROM things WHERE id = $1", &[])).await;
        assert!(missing.is_err());
        let spare: Result<i64, Error> =
            place.db.read(|tx| tx.count("SELECT COUNT(*) AS n FROM things", params![1_i64])).await;
        assert!(spare.is_err());
    }
}

#[tokio::test]
async fn the_functions_of_the_dialect_work_on_both() {
    for place in places() {
        with_table(&place).await;
        let dialect = place.db.dialect();
        let seen: Result<_, Error> = place
            .db
            .write(move |tx| {
                if let Some(lock) = dialect::one_at_a_time(dialect) {
                    tx.all(lock, params![7_i64], |_| Ok(()))?;
                }
                let tables = tx.all(dialect::tables(dialect), &[], |row| row.get::<String>("name"))?;
                let columns =
                    tx.all(dialect::columns(dialect), params!["things"], |row| row.get::<String>("name"))?;
                let size = tx.count(dialect::size(dialect), &[])?;
                let whole = tx.count(dialect::integrity(dialect), &[])?;
                Ok((tables, columns, size, whole))
            })
            .await;
        let (tables, columns, size, whole) = seen.unwrap();
        assert_eq!(tables, ["things"]);
        assert_eq!(columns, ["id", "name", "weight", "stuff"]);
        assert!(size > 0);
        assert_eq!(whole, 1);
    }
}

fn step(number: u32, text: &str) -> Migration {
    Migration { number, name: format!("step {number}"), sqlite: text.to_string(), postgres: text.to_string() }
}

#[tokio::test]
async fn migrations_are_applied_once_and_all_or_nothing() {
    let now = Timestamp::UNIX_EPOCH;
    for place in places() {
        let good = vec![step(1, "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;")];
        let steps = good.clone();
        let first: Result<Vec<String>, Error> = place.db.write(move |tx| migrate(tx, &steps, now)).await;
        assert_eq!(first.unwrap().len(), 1);
        let mut bad = good.clone();
        bad.push(step(2, "CREATE TABLE b (id INTEGER PRIMARY KEY) STRICT;"));
        bad.push(step(3, "CREATE TABEL c;"));
        let steps = bad.clone();
        let failed: Result<Vec<String>, Error> = place.db.write(move |tx| migrate(tx, &steps, now)).await;
        assert!(failed.is_err());
        let steps = bad.clone();
        let states: Result<_, Error> = place.db.read(move |tx| migration_states(tx, &steps)).await;
        let applied: Vec<bool> = states.unwrap().iter().map(|state| state.applied_at.is_some()).collect();
        assert_eq!(applied, [true, false, false], "step 2 must not stay without step 3");
    }
}

#[tokio::test]
async fn an_edited_migration_and_a_newer_database_are_refused() {
    let now = Timestamp::UNIX_EPOCH;
    for place in places() {
        let steps = vec![
            step(1, "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;"),
            step(2, "CREATE TABLE b (id INTEGER PRIMARY KEY) STRICT;"),
        ];
        let all = steps.clone();
        let done: Result<Vec<String>, Error> = place.db.write(move |tx| migrate(tx, &all, now)).await;
        done.unwrap();
        let older = steps[..1].to_vec();
        let newer: Result<Vec<String>, Error> = place.db.write(move |tx| migrate(tx, &older, now)).await;
        assert!(newer.unwrap_err().to_string().contains("newer version"));
        let edited =
            vec![step(1, "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT) STRICT;"), steps[1].clone()];
        let edited: Result<Vec<String>, Error> = place.db.write(move |tx| migrate(tx, &edited, now)).await;
        assert!(edited.unwrap_err().to_string().contains("changed after"));
    }
}
