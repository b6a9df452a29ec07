//! What a supporter keeps for matching is shown to nobody else: not as a reason, not in an order, on no page.

use cairn_db::params;

use super::{execute, names, offers_on, profile};
use crate::cast::Stage;

#[tokio::test]
async fn an_item_for_matching_only_is_on_no_page_of_anybody_else() {
    let stage = Stage::set().await;
    let now = stage.app.clock.now();
    // A value of its own, so that its label stands in no list of choices.
    for (supporter, showing) in [(stage.sam, "matching_only"), (stage.tess, "may_be_shown")] {
        let id: cairn::ids::RowId = stage.app.chance.id(now);
        let value = if showing == "matching_only" { "zebrakeeper" } else { "heronwatcher" };
        execute(
            &stage,
            "INSERT INTO shared_experiences (id, supporter_id, kind, value, showing, told_at)
             VALUES ($1, $2, 'work', $3, $4, $5)",
            params![id, supporter, value, showing, now].to_vec(),
        )
        .await;
        let wish: cairn::ids::RowId = stage.app.chance.id(now);
        execute(
            &stage,
            "INSERT INTO wishes (id, participant_id, kind, value, weight, told_at) VALUES ($1, $2, 'work', $3, 3, $4)",
            params![wish, stage.bo, value, now].to_vec(),
        )
        .await;
    }
    let mut cora = stage.visit_as("cora").await;
    let proposal = cora.submit("/proposals", &[]).await;
    cora.submit(&format!("/participants/{}/offers", stage.bo), &[]).await;
    for name in ["bo", "ana", "cora", "sol", "tess", "ada", "pia"] {
        let mut visitor = stage.visit_as(name).await;
        let pages = visitor.reached(&["/today".to_string()]).await;
        assert!(pages.len() > 1, "{name} reaches {} pages", pages.len());
        for page in pages {
            // Bo asked for the very same in a wish of his own, and a copy of his record has his wishes.
            let copy = format!("/participants/{}/copy", stage.bo);
            let own = usize::from(page.path == copy || page.path.starts_with(&format!("{copy}/")));
            assert_eq!(page.reply.body.matches("zebra").count(), own, "{name} reads it on {}", page.path);
        }
    }
    assert!(!cora.page(&proposal).await.contains("zebra"));
    let seen = stage.visit_as("bo").await.page(&format!("/participants/{}/supporter", stage.bo)).await;
    assert!(seen.contains("heronwatcher"), "what may be shown is a reason");
}

#[tokio::test]
async fn a_hidden_item_moves_nobody_up_among_the_cards_and_no_score_shows() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    profile(&mut sam, stage.sam, &[("languages", "en"), ("justice-prison", "matching_only")]).await;
    let mut bo = stage.visit_as("bo").await;
    let own = format!("/participants/{}", stage.bo);
    bo.submit(&format!("{own}/wishes"), &[("language", "en"), ("justice-prison", "3")]).await;
    stage.visit_as("cora").await.submit(&format!("{own}/offers"), &[]).await;
    // For staff Sam ranks first by far; among the cards the freer Tess does, since nothing may be told of Sam.
    let score_of_sam = "SELECT score AS n FROM offers WHERE supporter_id = (
         SELECT s.id FROM peer_supporters s JOIN people p ON p.id = s.person_id WHERE p.name = 'Sam Okafor')";
    let score = stage.count(score_of_sam).await;
    assert!(score > 900, "{score}");
    let page = bo.page(&format!("{own}/supporter")).await;
    assert_eq!(names(&offers_on(&page)), ["Tess Malone", "Sam Okafor"]);
    assert!(!page.contains(&score.to_string()) && !page.contains("prison"));
}
