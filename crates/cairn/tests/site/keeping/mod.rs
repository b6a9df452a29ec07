//! Records end with a certificate, people take their own copy, and a backup is enough to start again.

use std::collections::BTreeSet;

use cairn::ids::RowId;
use cairn_db::{dialect, params};

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::guards::whose_tables::{OF_FAMILIES, OF_PARTICIPANTS};

mod backups;
mod copies;
mod erasures;
mod of_family;

/// Bo asked to be erased.
async fn asked(stage: &Stage) -> RowId {
    let (now, bo, person) = (stage.app.clock.now(), stage.bo, stage.person("bo"));
    let id: RowId = stage.app.chance.id(now);
    let made: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO erasure_requests (id, participant_id, asked_at, asked_by) VALUES ($1, $2, $3, $4)",
                params![id, bo, now, person],
            )
        })
        .await;
    made.unwrap();
    id
}

/// A certificate from long ago.
async fn certified(stage: &Stage) -> RowId {
    let (now, pia) = (stage.app.clock.now(), stage.person("pia"));
    let (id, gone): (RowId, RowId) = (stage.app.chance.id(now), stage.app.chance.id(now));
    let text = r#"{"program":"Stillwater Peer Program","participant":"gone","basis":"retention",
        "erased_at":"2026-01-02T03:04:05Z","keys_destroyed":1,"rows":[],"method":"cryptographic erase"}"#;
    let made: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO erasures (id, record_id, basis, certificate, certificate_hash, erased_at, erased_by)
                 VALUES ($1, $2, 'retention', $3, 'unfit', $4, $5)",
                params![id, gone, text, now, pia],
            )
        })
        .await;
    made.unwrap();
    id
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (request, certificate) = (asked(stage).await, certified(stage).await);
    let (ana, bo) = (format!("/participants/{}", stage.ana), format!("/participants/{}", stage.bo));
    let (_, member) = crate::families::family(stage).await;
    let mia = format!("/family-members/{member}");
    vec![
        case("GET", "/family-members/{id}/copy", format!("{mia}/copy"), &["mia"]),
        case("GET", "/family-members/{id}/copy/record.json", format!("{mia}/copy/record.json"), &["mia"]),
        case("POST", "/family-members/{id}/erasure-requests", format!("{mia}/erasure-requests"), &["mia"]),
        case("GET", "/participants/{id}/copy", format!("{ana}/copy"), &["ana"]),
        case("GET", "/participants/{id}/copy/record.json", format!("{ana}/copy/record.json"), &["ana"]),
        case("POST", "/participants/{id}/erasure-requests", format!("{bo}/erasure-requests"), &["bo"]),
        case("GET", "/erasures", "/erasures", &["pia"]),
        case("POST", "/erasures", "/erasures", &["pia"]),
        case("GET", "/erasures/{id}", format!("/erasures/{certificate}"), &["pia"]),
        case(
            "POST",
            "/erasure-requests/{id}/ending",
            format!("/erasure-requests/{request}/ending"),
            &["bo", "pia"],
        ),
    ]
}

#[test]
fn every_table_about_people_is_in_the_copy_or_says_why_not() {
    let copied: BTreeSet<&str> = cairn::keeping::COPIED.iter().map(|(table, ..)| *table).collect();
    let left_out: BTreeSet<&str> = cairn::keeping::NOT_COPIED.iter().map(|(table, _)| *table).collect();
    let known: BTreeSet<&str> = OF_PARTICIPANTS.iter().copied().collect();
    assert!(copied.is_disjoint(&left_out));
    let covered: BTreeSet<&str> = copied.union(&left_out).copied().collect();
    let open: Vec<_> = known.difference(&covered).collect();
    assert!(open.is_empty(), "copy them or say why not: {open:?}");
    let gone: Vec<_> = covered.difference(&known).collect();
    assert!(gone.is_empty(), "no such tables about participants: {gone:?}");
}

/// The same for a family member's: every table about families, what the two sides share, and what has a person's id.
#[tokio::test]
async fn every_table_about_family_members_is_in_their_copy_or_says_why_not() {
    let stage = Stage::set().await;
    let kind = stage.app.db.dialect();
    let personal: Result<Vec<&str>, cairn_db::Error> = stage
        .app
        .db
        .read(move |tx| {
            let mut found = Vec::new();
            for table in OF_PARTICIPANTS {
                let columns: Vec<String> =
                    tx.all(dialect::columns(kind), params![*table], |row| row.get("name"))?;
                if columns.iter().any(|column| column == "person_id") {
                    found.push(*table);
                }
            }
            Ok(found)
        })
        .await;
    let shared = OF_PARTICIPANTS
        .iter()
        .copied()
        .filter(|table| !table.starts_with("shared_link"))
        .filter(|table| table.starts_with("shared_") || table.starts_with("repair_"));
    let asked: BTreeSet<&str> = OF_FAMILIES.iter().copied().chain(personal.unwrap()).chain(shared).collect();
    let copied: BTreeSet<&str> = cairn::keeping::COPIED_OF_FAMILY.iter().map(|(table, ..)| *table).collect();
    let left_out: BTreeSet<&str> =
        cairn::keeping::NOT_COPIED_OF_FAMILY.iter().map(|(table, _)| *table).collect();
    assert!(copied.is_disjoint(&left_out));
    let covered: BTreeSet<&str> = copied.union(&left_out).copied().collect();
    let open: Vec<_> = asked.difference(&covered).collect();
    assert!(open.is_empty(), "copy them or say why not: {open:?}");
    let known: BTreeSet<&str> = OF_FAMILIES.iter().chain(OF_PARTICIPANTS).copied().collect();
    let gone: Vec<_> = covered.difference(&known).collect();
    assert!(gone.is_empty(), "no such tables: {gone:?}");
}

#[tokio::test]
async fn whoever_sat_there_ten_minutes_erases_nothing_and_takes_no_copy_before_showing_who_they_are() {
    let stage = Stage::set().await;
    let (mut pia, mut ana) = (stage.visit_as("pia").await, stage.visit_as("ana").await);
    stage.advance(jiff::SignedDuration::from_mins(11));
    let copies = "SELECT COUNT(*) AS n FROM record_copies";
    let record = format!("/participants/{}", stage.ana);
    for path in [format!("{record}/copy/record.json"), format!("{record}/accounting/file")] {
        let reply = ana.get(&path).await;
        assert!(reply.location.starts_with("/second-step"), "{path} answered {}", reply.words());
    }
    assert_eq!(stage.count(copies).await, 0);
    let id = stage.ana.to_string();
    let fields = [("participant", id.as_str()), ("basis", "request"), ("confirm", "ERASE")];
    let reply = pia.post("/erasures", &fields).await;
    assert!(
        reply.body.contains("/second-step") || reply.location.starts_with("/second-step"),
        "{}",
        reply.words()
    );
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM erasures").await, 0);
}
