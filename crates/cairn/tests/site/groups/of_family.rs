//! What a group's note says about a family member stands in their own record, and in nobody else's.

use axum::http::StatusCode;

use super::{id, noted, noted_of_family};
use crate::cast::Stage;
use crate::families::support::relative;

#[tokio::test]
async fn a_family_members_part_is_theirs_to_read_and_to_narrow() {
    let mut stage = Stage::set().await;
    let (member, part) = noted_of_family(&stage).await;
    let (lake, _) = crate::families::family(&stage).await;
    let ned = relative(&mut stage, "ned", "Ned Ruiz", lake).await;
    let here = format!("/family-members/{member}/group-notes");
    let (mut mia, mut his) = (stage.visit_as("mia").await, stage.visit_as("ned").await);
    let page = mia.page(&here).await;
    assert!(page.contains("Curlewwords.") && page.contains("Heard each other out."), "{page}");
    assert!(page.contains("60 min"), "{page}");
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM group_note_parts WHERE tier = 'team' AND units = 0").await,
        1,
        "words for families are no record that leaves, and are billed to nobody"
    );
    let (mut cora, mut sam) = (stage.visit_as("cora").await, stage.visit_as("sam").await);
    assert!(
        cora.page(&here).await.contains("Curlewwords.") && sam.page(&here).await.contains("Curlewwords.")
    );
    assert_eq!(his.get(&here).await.status, StatusCode::NOT_FOUND);
    assert!(!his.page(&format!("/family-members/{ned}/group-notes")).await.contains("Heard"));
    assert_eq!(stage.visit_as("tess").await.get(&here).await.status, StatusCode::NOT_FOUND);

    // Narrowed by her alone, and never wider behind her back.
    let tier = format!("{here}/{part}/tier");
    assert_eq!(sam.post(&tier, &[("tier", "supervised")]).await.status, StatusCode::NOT_FOUND);
    let through_another = format!("/family-members/{ned}/group-notes/{part}/tier");
    assert_eq!(his.post(&through_another, &[("tier", "supervised")]).await.status, StatusCode::NOT_FOUND);
    mia.submit(&tier, &[("tier", "supervised")]).await;
    assert!(mia.page(&here).await.contains("Curlewwords."));
    for reader in [&mut cora, &mut sam] {
        let page = reader.page(&here).await;
        assert!(!page.contains("Curlewwords.") && page.contains("Heard each other out."), "{page}");
    }
    assert_eq!(mia.post(&tier, &[("tier", "team")]).await.status, StatusCode::CONFLICT);
    let read =
        "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'group_note' AND action = 'opened'
        AND acting_as = 'coordinator'";
    assert_eq!(stage.count(read).await, 2, "each reading is written down");
}

#[tokio::test]
async fn whoever_is_both_finds_each_part_in_one_record_alone() {
    let stage = Stage::set().await;
    noted(&stage).await;
    noted_of_family(&stage).await;
    // Ana comes to a family group as somebody's sister: what is said there is no part of her record as a participant.
    let moved =
        "UPDATE group_note_parts SET person_id = (SELECT person_id FROM participants ORDER BY id LIMIT 1)
        WHERE person_id IN (SELECT person_id FROM family_members)";
    let done: Result<u64, cairn_db::Error> = stage.app.db.write(move |tx| tx.execute(moved, &[])).await;
    assert_eq!(done.unwrap(), 1);
    let page = stage.visit_as("ana").await.page(&format!("/participants/{}/group-notes", stage.ana)).await;
    assert!(page.contains("Talked about rest.") && !page.contains("Heard each other out."), "{page}");
    assert_eq!(
        id(&stage, "SELECT p.id FROM participants p ORDER BY p.id LIMIT 1").await,
        stage.ana.to_string()
    );
}
