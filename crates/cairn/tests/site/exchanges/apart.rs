//! Exchanges stay where they are: in no counseling note, in nothing that leaves, in no figure.

use std::path::Path;

use super::planned;
use crate::cast::Stage;

/// Rooms through which something leaves, is counted, or is kept apart.
const ROOMS: [&str; 8] =
    ["counseling", "disclosures", "consents", "reviews", "deidentified", "outcomes", "dose", "backup"];

fn sources(folder: &Path, each: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, each);
        } else {
            each(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn no_room_that_lets_out_or_counts_knows_of_exchanges() {
    let mut found = Vec::new();
    for room in ROOMS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
        sources(&folder, &mut |path, text| {
            for table in ["exchange_notes", "peer_exchanges", "exchange_limits", "exchanges::"] {
                if text.contains(table) {
                    found.push(format!("{} names {table}", path.display()));
                }
            }
        });
    }
    assert!(found.is_empty(), "{found:#?}");
    let copied = cairn::keeping::COPIED.iter().any(|(table, ..)| table.starts_with("exchange_"));
    assert!(!copied, "no export has them");
}

#[tokio::test]
async fn words_of_an_exchange_stand_in_no_counseling_note_no_copy_and_no_log() {
    let stage = Stage::set().await;
    let (_, meeting) = planned(&stage).await;
    let mut bo = stage.visit_as("bo").await;
    let words = [("gave", "Avocetgift"), ("took", "Godwitthing"), ("tier", "team")];
    bo.submit(&format!("/my-exchanges/{meeting}"), &words).await;
    let mut vale = stage.visit_as("vale").await;
    let notes = format!("/participants/{}/counseling-notes", stage.bo);
    vale.submit(&notes, &[("held_on", "2026-03-02"), ("words", "What Bo told.")]).await;
    assert!(!vale.page(&notes).await.contains("Avocetgift"));
    assert!(!vale.page(&format!("/participants/{}/exchanges", stage.bo)).await.contains("What Bo told"));
    let copy = bo.get(&format!("/participants/{}/copy", stage.bo)).await;
    assert!(!copy.body.contains("Avocetgift") && !copy.body.contains("Godwitthing"));
    let log = "SELECT COUNT(*) AS n FROM audit_entries WHERE reason LIKE '%Avocet%'";
    assert_eq!(stage.count(log).await, 0);
}
