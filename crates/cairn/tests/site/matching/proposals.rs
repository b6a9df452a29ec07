//! A proposal for the whole waiting list, decisions about pairs, and sending it out.

use axum::http::StatusCode;

use super::{add_participant, names, offers_on, profile};
use crate::cast::Stage;

/// Bo and Cy wait; Sam (room for one more) suits both, Tess (room for one) suits Cy a little.
async fn ready() -> (Stage, String) {
    let mut stage = Stage::set().await;
    let cy = add_participant(&mut stage, "cy", "Cy Moss").await;
    let mut sam = stage.visit_as("sam").await;
    profile(&mut sam, stage.sam, &[("languages", "en"), ("capacity", "2"), ("work-farm", "may_be_shown")])
        .await;
    let mut tess = stage.visit_as("tess").await;
    profile(
        &mut tess,
        stage.tess,
        &[("languages", "en"), ("capacity", "1"), ("faith-jewish", "may_be_shown")],
    )
    .await;
    let mut bo = stage.visit_as("bo").await;
    bo.submit(&format!("/participants/{}/wishes", stage.bo), &[("language", "en"), ("work-farm", "3")]).await;
    let mut other = stage.visit_as("cy").await;
    let wishes = [("language", "en"), ("work-farm", "2"), ("faith-jewish", "1")];
    other.submit(&format!("/participants/{cy}/wishes"), &wishes).await;
    (stage, cy.to_string())
}

fn facts(page: &str) -> String {
    page.split("<tbody>").nth(1).unwrap_or_default().split("</tbody>").next().unwrap_or_default().to_string()
}

#[tokio::test]
#[allow(clippy::too_many_lines, reason = "one story from beginning to end")]
async fn the_best_for_all_is_proposed_decided_about_and_sent_out() {
    let (stage, cy) = ready().await;
    let mut cora = stage.visit_as("cora").await;
    let path = cora.submit("/proposals", &[]).await;
    let page = cora.page(&path).await;
    let pairs = facts(&page);
    let row = |name: &str| pairs.split("<tr>").find(|row| row.contains(name)).unwrap().to_string();
    assert!(row("Bo Chen").contains("Sam Okafor") && row("Cy Moss").contains("Tess Malone"), "{pairs}");
    assert!(row("Bo Chen").contains("In common: Working on a farm"));

    let (bo, sam, tess) = (stage.bo.to_string(), stage.sam.to_string(), stage.tess.to_string());
    let overrides = format!("{path}/overrides");
    cora.submit(&overrides, &[("kind", "pin"), ("participant", &cy), ("supporter", &sam)]).await;
    let page = cora.page(&path).await;
    assert!(facts(&page).split("<tr>").any(|row| row.contains("Cy Moss") && row.contains("Sam Okafor")));
    assert!(page.contains("Cy Moss with Sam Okafor") && page.contains("Change of the total: -"), "{page}");
    assert!(page.contains("Changes for: Bo Chen, Cy Moss") || page.contains("Changes for: Cy Moss, Bo Chen"));
    for (fields, told) in [
        (
            [("kind", "pin"), ("participant", bo.as_str()), ("supporter", sam.as_str())],
            "already fill this supporter",
        ),
        (
            [("kind", "forbid"), ("participant", cy.as_str()), ("supporter", sam.as_str())],
            "repeats or contradicts",
        ),
        (
            [("kind", "pin"), ("participant", tess.as_str()), ("supporter", tess.as_str())],
            "not part of the proposal",
        ),
        (
            [("kind", "marry"), ("participant", bo.as_str()), ("supporter", tess.as_str())],
            "choose one from the list",
        ),
    ] {
        let refused = cora.post(&overrides, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(told), "{told}: {}", refused.words());
    }

    assert_eq!(
        cora.post(&format!("{path}/decision"), &[("decision", "burn")]).await.status,
        StatusCode::BAD_REQUEST
    );
    cora.submit(&format!("{path}/decision"), &[("decision", "sent")]).await;
    let page = stage.visit_as("cy").await.page(&format!("/participants/{cy}/supporter")).await;
    assert_eq!(names(&offers_on(&page)), ["Sam Okafor"], "Tess's one place is taken by the offer to Bo");
    let page = stage.visit_as("bo").await.page(&format!("/participants/{bo}/supporter")).await;
    assert_eq!(names(&offers_on(&page)), ["Tess Malone"]);
    let again = cora.post(&format!("{path}/decision"), &[("decision", "set_aside")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "it is decided once");
    // Everyone who waits is choosing now.
    assert_eq!(cora.post("/proposals", &[]).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_cannot_be_placed_is_named_with_why() {
    let (stage, cy) = ready().await;
    let mut other = stage.visit_as("cy").await;
    other.submit(&format!("/participants/{cy}/wishes"), &[("language", "ht")]).await;
    let mut cora = stage.visit_as("cora").await;
    let path = cora.submit("/proposals", &[]).await;
    let page = cora.page(&path).await;
    assert!(page.contains("Cy Moss") && page.contains("Do not speak the language: 2"), "{page}");
    cora.submit(&format!("{path}/decision"), &[("decision", "set_aside")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM offers").await, 0);
    assert!(cora.page(&path).await.contains("Set aside."));
}
