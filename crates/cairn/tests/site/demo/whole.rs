//! Determinism, integrity, and the doors.

use std::collections::BTreeMap;

use cairn::account::{self, LinkKind};
use cairn::demo::{self, Order, PERSONAS};
use cairn_db::dialect;

use super::{Made, NOW, made};
use crate::visitor::Visitor;

/// Number of rows and a digest of each table's content, whatever order the database keeps it in.
async fn digests(made: &Made) -> BTreeMap<String, (usize, u64)> {
    let read: Result<_, cairn_db::Error> = made
        .app
        .db
        .read(|tx| {
            let tables: Vec<String> = tx.all(dialect::tables(tx.dialect()), &[], |row| row.get("name"))?;
            let mut digests = BTreeMap::new();
            // Keys are never made from a seed; what they seal is read, and so compared, in clear.
            for table in tables.into_iter().filter(|table| table != "data_keys") {
                let mut rows =
                    tx.all(&format!("SELECT * FROM {table}"), &[], |row| Ok(format!("{:?}", row.values()?)))?;
                rows.sort();
                // FNV-1a, as the standard library's hash may change between its versions.
                let text = rows.join("\n");
                let digest = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
                    (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
                });
                digests.insert(table, (rows.len(), digest));
            }
            Ok(digests)
        })
        .await;
    read.unwrap()
}

#[tokio::test]
async fn the_same_seed_on_the_same_day_makes_the_same_rows_and_another_seed_does_not() {
    let order = Order { seed: 7, participants: 24 };
    let (one, two) = (digests(&made(order, NOW).await).await, digests(&made(order, NOW).await).await);
    assert!(one.len() > 60, "{} tables", one.len());
    assert_eq!(one, two);
    let other = digests(&made(Order { seed: 8, ..order }, NOW).await).await;
    for table in ["people", "sessions", "assessments", "note_versions", "offers"] {
        assert_ne!(one[table], other[table], "{table}");
    }
}

#[tokio::test]
async fn the_stored_data_is_whole() {
    for (seed, participants) in [(7, 60), (1, 20)] {
        let made = made(Order { seed, participants }, NOW).await;
        let whole: Result<i64, cairn_db::Error> =
            made.app.db.read(|tx| tx.count(dialect::integrity(tx.dialect()), &[])).await;
        assert_eq!(whole.unwrap(), 1);
    }
}

#[tokio::test]
async fn every_persona_comes_in_by_a_link_and_sees_today() {
    let made = made(Order { seed: 7, participants: 20 }, NOW).await;
    let personas: Result<_, cairn_db::Error> = made.app.db.read(demo::personas).await;
    let personas = personas.unwrap().expect("a demo has personas");
    assert_eq!(personas.len(), PERSONAS.len());
    for role in cairn::access::Role::ALL {
        assert!(personas.iter().any(|persona| persona.role == role), "{role:?}");
    }
    let router = cairn::web::router(&made.app);
    for persona in personas {
        let (app, person) = (made.app.clone(), persona.person);
        let invited =
            made.app.db.write(move |tx| account::invite(tx, &app, LinkKind::Demo, Some(person), None));
        let token = invited.await.unwrap();
        let mut visitor = Visitor::new(router.clone());
        let reply = visitor.get(&format!("/enter/{token}")).await;
        assert_eq!(reply.location, "/today", "{}: {}", persona.name, reply.words());
        visitor.page("/today").await;
    }
}

#[tokio::test]
async fn a_program_that_is_not_a_demo_has_no_personas() {
    let stage = crate::cast::Stage::set().await;
    let personas: Result<_, cairn_db::Error> = stage.app.db.read(demo::personas).await;
    assert!(personas.unwrap().is_none());
}

#[tokio::test]
async fn no_stored_word_is_a_label_for_a_person() {
    let made = made(Order { seed: 7, participants: 60 }, NOW).await;
    let columns = [
        "SELECT DISTINCT did AS words FROM note_versions",
        "SELECT DISTINCT response AS words FROM note_versions",
        "SELECT DISTINCT next_step AS words FROM note_versions",
        "SELECT DISTINCT needs AS words FROM first_calls",
        "SELECT DISTINCT words FROM goals",
        "SELECT DISTINCT words FROM plan_reviews WHERE words IS NOT NULL",
        "SELECT DISTINCT comment AS words FROM returns",
        "SELECT DISTINCT words FROM discharges WHERE words IS NOT NULL",
        "SELECT DISTINCT words FROM family_meetings WHERE words IS NOT NULL",
    ];
    for sql in columns {
        let texts: Result<Vec<String>, cairn_db::Error> =
            made.app.db.read(move |tx| tx.all(sql, &[], |row| row.get("words"))).await;
        let texts = texts.unwrap();
        assert!(texts.len() > 4, "{sql}: {texts:?}");
        for text in texts {
            let hints = cairn_language::Hints::bundled().find(&text, cairn_language::Voice::Staff);
            let label = hints.iter().find(|hint| hint.severity == cairn_language::Severity::Label);
            assert!(label.is_none(), "{text}: {label:?}");
            assert!(!text.contains('{'), "a place was not filled: {text}");
        }
    }
}
