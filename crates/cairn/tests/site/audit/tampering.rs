//! An attacker who can write the database: every trick of the list is seen, and the first entry it touched is named.

use cairn::audit::verify::{Finding, KnownHead, verify};
use cairn_db::{Dialect, Error, Tx};

use super::{enter, head, verified};
use crate::cast::Stage;

const ENTRIES: i64 = 40;

/// Runs statements as an attacker who has taken the guards of both tables off, verifies, and takes everything back.
async fn after(stage: &Stage, statements: &[String], heads: Vec<KnownHead>) -> Result<(), Finding> {
    struct Undone(Result<(), Finding>);
    impl From<Error> for Undone {
        fn from(error: Error) -> Undone {
            panic!("{error}");
        }
    }
    let statements = statements.to_vec();
    let tried: Result<(), Undone> = stage
        .app
        .db
        .write(move |tx| {
            disarm(tx)?;
            for statement in &statements {
                tx.script(statement)?;
            }
            let found = verify(tx, heads, |_, _| {})?;
            Err(Undone(found.map(|_| ())))
        })
        .await;
    tried.unwrap_err().0
}

fn disarm(tx: &mut Tx<'_>) -> Result<(), Error> {
    tx.script(match tx.dialect() {
        Dialect::Sqlite => {
            "DROP TRIGGER audit_entries_no_update; DROP TRIGGER audit_entries_no_delete;
             DROP TRIGGER audit_entries_no_gap; DROP TRIGGER audit_nodes_no_update;
             DROP TRIGGER audit_nodes_no_delete; DROP TRIGGER audit_nodes_no_gap;"
        }
        Dialect::Postgres => {
            "ALTER TABLE audit_entries DISABLE TRIGGER ALL; ALTER TABLE audit_nodes DISABLE TRIGGER ALL;"
        }
    })
}

/// A stage with a log of forty entries with something in every column.
async fn stage() -> Stage {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let plan = format!("/participants/{}/plan", stage.ana);
    for _ in 0..10 {
        sam.page(&plan).await;
    }
    let now = stage.count("SELECT COUNT(*) AS n FROM audit_entries").await;
    enter(&stage, (ENTRIES - now) as usize).await;
    assert_eq!(verified(&stage, vec![]).await.unwrap().entries, ENTRIES);
    stage
}

#[tokio::test]
async fn row_31_a_changed_column_of_any_row_is_named() {
    let stage = stage().await;
    let text = [
        "id",
        "actor_id",
        "acting_as",
        "action",
        "participant_id",
        "object_kind",
        "object_id",
        "why",
        "reason",
    ];
    for row in [1, 7, 21, ENTRIES] {
        for column in text {
            let sql = format!(
                "UPDATE audit_entries SET {column} = COALESCE({column}, '') || '~' WHERE seq = {row}"
            );
            assert_eq!(after(&stage, &[sql], vec![]).await, Err(Finding::Altered(row)), "{column} of {row}");
        }
        let later = format!("UPDATE audit_entries SET at = at + 1 WHERE seq = {row}");
        assert_eq!(after(&stage, &[later], vec![]).await, Err(Finding::Altered(row)));
        let renumbered = format!("UPDATE audit_entries SET seq = 9000 WHERE seq = {row}");
        assert_eq!(after(&stage, &[renumbered], vec![]).await, Err(Finding::Removed(row)));
    }
    // The clean copy is clean: the attack alone is what is seen.
    assert_eq!(after(&stage, &[], vec![]).await, Ok(()));
}

#[tokio::test]
async fn row_31_a_dropped_swapped_or_copied_row_is_named() {
    let stage = stage().await;
    let columns = "id, at, actor_id, acting_as, action, participant_id, object_kind, object_id, why, reason";
    let swap = [
        "UPDATE audit_entries SET seq = 9000 WHERE seq = 4".to_string(),
        "UPDATE audit_entries SET seq = 4 WHERE seq = 8".to_string(),
        "UPDATE audit_entries SET seq = 8 WHERE seq = 9000".to_string(),
    ];
    let closed_up = [
        "DELETE FROM audit_entries WHERE seq = 20".to_string(),
        "UPDATE audit_entries SET seq = 10000 - seq WHERE seq > 20".to_string(),
        "UPDATE audit_entries SET seq = 9999 - seq WHERE seq > 5000".to_string(),
    ];
    let copied = format!(
        "INSERT INTO audit_entries (seq, {columns}) SELECT {}, {columns} FROM audit_entries WHERE seq = 6",
        ENTRIES + 1
    );
    let slipped_in = format!(
        "INSERT INTO audit_entries (seq, {columns}) SELECT 0, {columns} FROM audit_entries WHERE seq = 6"
    );
    let delete = |which: String| [format!("DELETE FROM audit_entries WHERE seq {which}")].to_vec();
    let cases = [
        ("the middle", delete("= 20".to_string()), Finding::Removed(20)),
        ("the first", delete("= 1".to_string()), Finding::Removed(1)),
        ("the last", delete(format!("= {ENTRIES}")), Finding::Removed(ENTRIES)),
        ("the last ten", delete(format!("> {}", ENTRIES - 10)), Finding::Removed(ENTRIES - 9)),
        ("all", delete("> 0".to_string()), Finding::Removed(1)),
        ("the middle, the rest moved up", closed_up.to_vec(), Finding::Removed(20)),
        ("two swapped", swap.to_vec(), Finding::Moved { from: 4, to: 8 }),
        ("one copied to the end", vec![copied], Finding::Added(ENTRIES + 1)),
        ("one put before the first", vec![slipped_in], Finding::Added(0)),
    ];
    for (what, statements, finding) in cases {
        assert_eq!(after(&stage, &statements, vec![]).await, Err(finding), "{what}");
    }
}

#[tokio::test]
async fn row_31_the_tree_itself_cannot_be_bent() {
    let stage = stage().await;
    let zero = |place: u64| {
        let hash = match stage.app.db.dialect() {
            Dialect::Sqlite => "zeroblob(32)".to_string(),
            Dialect::Postgres => format!("decode('{}', 'hex')", "00".repeat(32)),
        };
        [format!("UPDATE audit_nodes SET hash = {hash} WHERE place = {place}")]
    };
    // The leaf of entry 3, and the node above entries 3 and 4.
    assert_eq!(after(&stage, &zero(3), vec![]).await, Err(Finding::Altered(3)));
    assert_eq!(after(&stage, &zero(5), vec![]).await, Err(Finding::Nodes { from: 3, to: 4 }));
    let gone = ["DELETE FROM audit_nodes WHERE place = 3".to_string()];
    assert_eq!(after(&stage, &gone, vec![]).await, Err(Finding::Place(3)));
}

/// Who takes entries away together with their nodes, or makes a whole new tree, is seen by whoever kept a head.
#[tokio::test]
async fn row_31_a_cut_end_an_older_copy_and_a_new_tree_are_seen_with_a_head() {
    let stage = stage().await;
    let kept = head(&stage).await;
    let cut = |size: i64| {
        let nodes = cairn_proof::tree::nodes(size as u64);
        [
            format!("DELETE FROM audit_entries WHERE seq > {size}"),
            format!("DELETE FROM audit_nodes WHERE place >= {nodes}"),
        ]
    };
    for size in [ENTRIES - 1, ENTRIES - 10, 20, 0] {
        assert_eq!(after(&stage, &cut(size), vec![]).await, Ok(()), "without a head it cannot be seen");
        match after(&stage, &cut(size), vec![kept.clone()]).await {
            Err(Finding::CutOff { from, to, .. }) => assert_eq!((from, to), (size + 1, ENTRIES)),
            other => panic!("{other:?}"),
        }
    }
    // A log of the same length, grown again after the cut: another history.
    let mut early = head(&stage).await;
    early.head.root = cairn_proof::hash::empty();
    match after(&stage, &[], vec![early]).await {
        Err(Finding::Rewritten { from: 1, to: ENTRIES, .. }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(verified(&stage, vec![kept]).await.unwrap().covered, ENTRIES);
}

/// Nobody has to take the guards off: the database refuses.
#[tokio::test]
async fn row_31_the_database_refuses_to_change_entries_and_nodes() {
    let stage = stage().await;
    let mut tries = vec![
        "UPDATE audit_entries SET action = 'x'",
        "UPDATE audit_nodes SET place = 900 WHERE place = 1",
        "DELETE FROM audit_entries",
        "DELETE FROM audit_nodes WHERE place = 0",
    ];
    tries.extend(match stage.app.db.dialect() {
        Dialect::Sqlite => [
            "INSERT OR REPLACE INTO audit_nodes (place, hash) VALUES (1, x'00')",
            "INSERT OR REPLACE INTO audit_entries (seq, id, at, acting_as, action, object_kind)
             VALUES (1, 'x', 1, 'x', 'x', 'x')",
        ],
        Dialect::Postgres => ["TRUNCATE audit_nodes", "TRUNCATE audit_entries"],
    });
    for statement in tries {
        let outcome: Result<u64, Error> = stage.app.db.write(move |tx| tx.execute(statement, &[])).await;
        assert!(outcome.is_err(), "{statement} must be refused");
    }
    assert_eq!(verified(&stage, vec![]).await.unwrap().entries, ENTRIES);
}

/// What entries hold: ids, codes and instants. Whatever is said on a page stays out of them.
#[tokio::test]
async fn row_31_entries_have_no_words_that_somebody_said() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let goal = [("words", "lapwing goal"), ("why", "lapwing why"), ("first_step", "lapwing step")];
    sam.submit(&format!("/participants/{}/goals", stage.ana), &goal).await;
    let rows: Result<Vec<_>, Error> =
        stage.app.db.read(|tx| tx.all("SELECT * FROM audit_entries", &[], |row| row.values())).await;
    let text = format!("{:?}", rows.unwrap());
    assert!(text.contains("goal"), "the act is there");
    assert!(!text.contains("lapwing"), "the words are not");
}
