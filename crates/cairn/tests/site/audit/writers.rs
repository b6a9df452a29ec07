//! Many who write at once: numbers without gaps, nobody waits for ever, and a failure leaves no hole.

use cairn_db::{Error, params};
use cairn_proof::SignedHead;

use super::{enter, enter_one, verified};
use crate::cast::Stage;

/// Half of the writers touch two rows in one order, half in the other, and each enters something between: with a lock
/// that is taken in the middle of the work, circles of waiting would form.
#[tokio::test]
async fn writers_at_once_leave_no_gaps_and_no_circle() {
    let stage = Stage::set().await;
    let before = verified(&stage, vec![]).await.unwrap().entries;
    let one_site = "UPDATE sites SET address = 'x' WHERE id = $1";
    let mut tasks = Vec::new();
    for number in 0..60 {
        let (app, site, person) = (stage.app.clone(), stage.site, stage.person("sam"));
        tasks.push(tokio::spawn(async move {
            let shared = app.clone();
            let done: Result<(), Error> = app
                .db
                .write(move |tx| {
                    enter_one(tx, &shared)?;
                    tx.execute(one_site, params![site])?;
                    enter_one(tx, &shared)?;
                    if number % 3 == 0 {
                        return Err(Error::NoRow);
                    }
                    tx.count("SELECT COUNT(*) AS n FROM people WHERE id = $1", params![person]).map(drop)
                })
                .await;
            done.is_ok()
        }));
    }
    let mut kept = 0;
    for task in tasks {
        kept += i64::from(task.await.unwrap());
    }
    assert_eq!(kept, 40, "those that did not fail on purpose");
    let whole = verified(&stage, vec![]).await.unwrap();
    assert_eq!(whole.entries, before + 2 * kept);
}

#[tokio::test]
async fn an_act_that_fails_leaves_neither_an_entry_nor_a_gap() {
    let stage = Stage::set().await;
    enter(&stage, 3).await;
    let app = stage.app.clone();
    let failed: Result<(), Error> = stage
        .app
        .db
        .write(move |tx| {
            enter_one(tx, &app)?;
            Err(Error::NoRow)
        })
        .await;
    assert!(failed.is_err());
    enter(&stage, 2).await;
    assert_eq!(verified(&stage, vec![]).await.unwrap().entries, 5);
}

/// Entries of a program that ran before there was a tree get their places in it, in their order.
#[tokio::test]
async fn entries_from_before_the_tree_are_taken_into_it() {
    let (config, _folder) = crate::cast::database().await;
    let now = crate::cast::START.parse().unwrap();
    let db = cairn::keys::open(&config, 1, now).unwrap();
    let early: Vec<_> = cairn::app::migrations().into_iter().filter(|m| m.number <= 10).collect();
    let done: Result<(), Error> = db
        .write(move |tx| {
            cairn_db::migrate(tx, &early, now)?;
            for id in ["b", "a", "c"] {
                tx.execute(
                    "INSERT INTO audit_entries (id, at, acting_as, action, object_kind) VALUES ($1, 5, 'administrator',
                     'created', 'site')",
                    params![id],
                )?;
            }
            Ok(())
        })
        .await;
    done.unwrap();
    drop(db);
    let clock = cairn::clock::Clock::set_at(now);
    let app = cairn::app::App::open(config, clock, cairn::ids::Chance::from_seed(1)).await.unwrap();
    let shared = app.clone();
    let found: Result<(Vec<String>, SignedHead), Error> = app
        .db
        .read(move |tx| {
            let ids = tx.all("SELECT id FROM audit_entries ORDER BY seq", &[], |row| row.get("id"))?;
            assert!(cairn::audit::verify::verify(tx, vec![], |_, _| {})?.is_ok());
            Ok((ids, cairn::audit::head(tx, &shared)?))
        })
        .await;
    let (ids, head) = found.unwrap();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(head.head.size, 3);
}
