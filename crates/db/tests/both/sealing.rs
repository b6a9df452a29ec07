//! Sealing through the seam: what goes in sealed comes out open, and nowhere else.

use cairn_db::{DESTROYED, Db, Error, Options, Tx, Value, dialect, params};
use cairn_seal::{Keyring, sealed};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{Place, keyring, places};

const KEYS: &str = include_str!("../../../../migrations/0010_keys.sql");

/// The tables of the keys alone: what follows changes tables of the application.
fn keys() -> &'static str {
    KEYS.split("DROP INDEX").next().unwrap_or(KEYS)
}
const TABLE: &str = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, born TEXT, score TEXT) STRICT;";
const ANA: Uuid = Uuid::from_u128(7);
const BO: Uuid = Uuid::from_u128(8);

async fn write<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    db.write(work).await
}

async fn sealed_places() -> Vec<Place> {
    let places = places();
    for place in &places {
        write(&place.db, |tx| {
            for text in [keys(), TABLE] {
                tx.script(&dialect::schema(tx.dialect(), text))?;
            }
            tx.remember_keyring()
        })
        .await
        .unwrap();
    }
    places
}

fn put(tx: &mut Tx<'_>, id: i64, subject: Uuid, name: &str) -> Result<(), Error> {
    let born: Date = "1980-02-29".parse().unwrap();
    tx.execute(
        "INSERT INTO people (id, name, born, score) VALUES ($1, $2, $3, $4)",
        params![id, tx.seal(subject, name)?, tx.seal_data(subject, born)?, tx.seal_data(subject, 2.5)?],
    )
    .map(drop)
}

async fn name(db: &Db, id: i64) -> Result<String, Error> {
    db.read(move |tx| tx.one("SELECT name FROM people WHERE id = $1", params![id], |row| row.get("name")))
        .await
}

/// What stands in the column itself.
async fn is_sealed(db: &Db, id: i64) -> bool {
    let sql = "SELECT COUNT(*) AS n FROM people
        WHERE id = $1 AND SUBSTR(name, 1, 4) = $2 AND SUBSTR(born, 1, 4) = $2 AND SUBSTR(score, 1, 4) = $2";
    let found: Result<i64, Error> = db.read(move |tx| tx.count(sql, params![id, sealed::MARK])).await;
    found.unwrap() == 1
}

#[tokio::test]
async fn values_come_back_as_what_they_were() {
    for place in sealed_places().await {
        write(&place.db, |tx| put(tx, 1, ANA, "Ana Ruiz")).await.unwrap();
        assert!(is_sealed(&place.db, 1).await);
        let read: Result<(String, Date, f64), Error> = place
            .db
            .read(|tx| {
                let sql = "SELECT name, born, score FROM people";
                tx.one(sql, &[], |row| Ok((row.get("name")?, row.get("born")?, row.get("score")?)))
            })
            .await;
        assert_eq!(read.unwrap(), ("Ana Ruiz".to_string(), "1980-02-29".parse().unwrap(), 2.5));
    }
}

#[tokio::test]
async fn a_key_is_there_in_its_own_transaction_and_after_the_next_start() {
    for place in sealed_places().await {
        let seen: Result<String, Error> = write(&place.db, |tx| {
            put(tx, 1, ANA, "Ana Ruiz")?;
            put(tx, 2, ANA, "Ana again")?;
            tx.one("SELECT name FROM people WHERE id = 2", &[], |row| row.get("name"))
        })
        .await;
        assert_eq!(seen.unwrap(), "Ana again");
        let other = Db::open(&Options { url: place.url.clone(), readers: 1, keyring: keyring() }).unwrap();
        assert_eq!(name(&other, 1).await.unwrap(), "Ana Ruiz");
        // A key that another node made after this one was opened.
        write(&place.db, |tx| put(tx, 3, BO, "Bo Chen")).await.unwrap();
        assert_eq!(name(&other, 3).await.unwrap(), "Bo Chen");
    }
}

#[tokio::test]
async fn what_is_rolled_back_takes_its_key_along() {
    for place in sealed_places().await {
        let refused = write(&place.db, |tx| {
            put(tx, 1, ANA, "Ana Ruiz")?;
            Err::<(), _>(Error::NoRow)
        });
        refused.await.unwrap_err();
        // With the key of the transaction that never was, this could not be opened by anybody else.
        write(&place.db, |tx| put(tx, 1, ANA, "Ana Ruiz")).await.unwrap();
        let other = Db::open(&Options { url: place.url.clone(), readers: 1, keyring: keyring() }).unwrap();
        assert_eq!(name(&other, 1).await.unwrap(), "Ana Ruiz");
    }
}

#[tokio::test]
async fn writes_that_share_a_commit_keep_their_keys_apart() {
    for place in sealed_places().await {
        let mut writes = Vec::new();
        for id in 0..60_i64 {
            let db = place.db.clone();
            // Every third is refused; all of a subject seal with one key, whoever was first.
            writes.push(tokio::spawn(async move {
                write(&db, move |tx| {
                    put(tx, id, Uuid::from_u128((id % 6) as u128), "somebody")?;
                    if id % 3 == 0 { Err(Error::NoRow) } else { Ok(()) }
                })
                .await
                .is_ok()
            }));
        }
        let mut kept = Vec::new();
        for (id, done) in writes.into_iter().enumerate() {
            if done.await.unwrap() {
                kept.push(id as i64);
            }
        }
        assert_eq!(kept.len(), 40);
        let other = Db::open(&Options { url: place.url.clone(), readers: 1, keyring: keyring() }).unwrap();
        for id in kept {
            assert_eq!(name(&other, id).await.unwrap(), "somebody", "{id}");
        }
    }
}

#[tokio::test]
async fn a_destroyed_key_leaves_a_dash_and_refuses_new_words() {
    for place in sealed_places().await {
        write(&place.db, |tx| put(tx, 1, ANA, "Ana Ruiz")).await.unwrap();
        let at: Timestamp = "2026-03-02T15:00:00Z".parse().unwrap();
        assert!(write(&place.db, move |tx| tx.destroy_key(ANA, at)).await.unwrap());
        assert!(!write(&place.db, move |tx| tx.destroy_key(ANA, at)).await.unwrap());
        let other = Db::open(&Options { url: place.url.clone(), readers: 1, keyring: keyring() }).unwrap();
        for db in [&place.db, &other] {
            assert_eq!(name(db, 1).await.unwrap(), DESTROYED);
            let born: Result<Option<Date>, Error> =
                db.read(|tx| tx.one("SELECT born FROM people", &[], |row| row.get("born"))).await;
            assert_eq!(born.unwrap(), None);
            let refused = write(db, |tx| put(tx, 2, ANA, "Ana again")).await.unwrap_err();
            assert!(matches!(refused, Error::Sealing(_)), "{refused}");
        }
    }
}

#[tokio::test]
async fn a_changed_value_is_an_error_that_names_the_column_alone() {
    for place in sealed_places().await {
        write(&place.db, |tx| {
            put(tx, 1, ANA, "Ana Ruiz")?;
            tx.execute("UPDATE people SET name = born", &[])
        })
        .await
        .unwrap();
        let Value::Text(sealed) = write(&place.db, |tx| tx.seal(ANA, "Ana Ruiz")).await.unwrap() else {
            panic!("text")
        };
        let shorter = sealed[..sealed.len() - 1].to_string();
        // Every last letter but its own: some decode to other bytes, others do not decode at all.
        let others = data_encoding::BASE64URL_NOPAD.specification().symbols;
        let changed = others.chars().map(|end| format!("{shorter}{end}")).filter(|text| *text != sealed);
        for changed in changed.chain([shorter.clone(), "\u{1}s1.".to_string()]) {
            let put = changed.clone();
            write(&place.db, move |tx| tx.execute("UPDATE people SET score = $1", params![put]))
                .await
                .unwrap();
            let read: Result<Value, Error> =
                place.db.read(|tx| tx.one("SELECT score FROM people", &[], |row| row.get("score"))).await;
            let words = read.expect_err(&changed).to_string();
            assert!(words.contains("score") && !words.contains("Ana"), "{words}");
        }
    }
}

#[tokio::test]
async fn a_ring_that_does_not_belong_to_the_database_is_refused() {
    for place in sealed_places().await {
        write(&place.db, |tx| put(tx, 1, ANA, "Ana Ruiz")).await.unwrap();
        for ring in [
            Keyring::new([1; 32], ("two".to_string(), [2; 32])),
            Keyring::new([1; 32], ("one".to_string(), [3; 32])),
            Keyring::new([9; 32], ("one".to_string(), [2; 32])),
        ] {
            let opened = Db::open(&Options { url: place.url.clone(), readers: 1, keyring: ring });
            assert!(matches!(opened.map(drop), Err(Error::Sealing(_))));
        }
    }
}

#[tokio::test]
async fn a_new_program_key_wraps_all_data_keys_and_the_old_one_may_go() {
    for place in sealed_places().await {
        write(&place.db, |tx| {
            (0..25).try_for_each(|id| put(tx, id, Uuid::from_u128(id as u128), "somebody"))
        })
        .await
        .unwrap();
        let both = keyring().with("two".to_string(), [5; 32]).unwrap();
        let new = Db::open(&Options { url: place.url.clone(), readers: 1, keyring: both.clone() }).unwrap();
        assert_eq!(write(&new, |tx| tx.rewrap(10)).await.unwrap(), 10);
        // Stopped half way, both keys are needed, and going on is all there is to do.
        drop(new);
        let new = Db::open(&Options { url: place.url.clone(), readers: 1, keyring: both.clone() }).unwrap();
        while write(&new, |tx| tx.rewrap(10)).await.unwrap() > 0 {}
        let used = write(&new, |tx| tx.program_keys_in_use()).await.unwrap();
        assert_eq!(used, [("two".to_string(), 25)]);
        let at: Timestamp = "2026-03-02T15:00:00Z".parse().unwrap();
        write(&new, move |tx| tx.retire_program_key("one", at)).await.unwrap();
        // The server that still has the old ring may go on with the keys it knows, but makes none with it.
        write(&place.db, |tx| put(tx, 100, Uuid::from_u128(3), "somebody")).await.unwrap();
        let refused =
            write(&place.db, |tx| put(tx, 101, ANA, "Ana Ruiz").and(put(tx, 102, Uuid::from_u128(99), "x")));
        assert!(matches!(refused.await, Err(Error::Sealing(_))));
        let only = both.without("one").unwrap();
        let new = Db::open(&Options { url: place.url.clone(), readers: 1, keyring: only }).unwrap();
        assert_eq!(name(&new, 24).await.unwrap(), "somebody");
        assert_eq!(name(&new, 100).await.unwrap(), "somebody");
    }
}

#[tokio::test]
async fn a_mark_finds_one_row_and_tells_nothing() {
    for place in sealed_places().await {
        let found = write(&place.db, |tx| {
            tx.script("ALTER TABLE people ADD COLUMN email_key TEXT;")?;
            put(tx, 1, ANA, "Ana Ruiz")?;
            let mark = tx.blind("people.email", "ana@example.org");
            assert!(!format!("{mark:?}").contains("ana"));
            tx.execute("UPDATE people SET email_key = $1", std::slice::from_ref(&mark))?;
            tx.count("SELECT COUNT(*) AS n FROM people WHERE email_key = $1", &[mark])
        });
        assert_eq!(found.await.unwrap(), 1);
    }
}
