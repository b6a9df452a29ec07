//! A family that asks for support of its own.

use axum::http::StatusCode;

use super::family;
use crate::cast::Stage;

#[tokio::test]
async fn a_family_is_added_met_and_brought_together_with_another() {
    let stage = Stage::set().await;
    let (lake, _) = family(&stage).await;
    let mut cora = stage.visit_as("cora").await;
    let page = cora.submit("/families", &[("name", "Hill family")]).await;
    let member =
        [("name", "Jo Hill"), ("relation", "partner"), ("email", "jo@example.org"), ("language", "en")];
    cora.submit(&format!("{page}/members"), &member).await;
    assert!(cora.page(&page).await.contains("Jo Hill"));
    let again = cora.post(&format!("{page}/members"), &member).await;
    assert!(again.body.contains("has this e-mail address already"), "{}", again.words());

    let when = [("date", "2026-03-01"), ("time", "15:00"), ("minutes", "45"), ("mode", "in_person")];
    let mut alone = vec![("model", "one_to_family")];
    alone.extend(when);
    let refused = cora.post(&format!("{page}/meetings"), &alone).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("choose the supporter"));
    let tess = stage.tess.to_string();
    alone.push(("supporter", &tess));
    cora.submit(&format!("{page}/meetings"), &alone).await;
    let lake_text = lake.to_string();
    let mut together = vec![("model", "family_to_family"), ("other_family", lake_text.as_str())];
    together.extend(when);
    cora.submit(&format!("{page}/meetings"), &together).await;

    let mut met = stage.visit_as("tess").await;
    assert!(met.page(&page).await.contains("Jo Hill"));
    assert_eq!(met.get(&format!("/families/{lake}")).await.status, StatusCode::NOT_FOUND);
    let mut mia = stage.visit_as("mia").await;
    let own = mia.page("/family").await;
    assert!(own.contains("With another family") && own.contains("With Sam Okafor"));
    assert!(!own.contains("Hill"), "another family's name is theirs");
}

#[tokio::test]
async fn mia_s_pages_never_hold_a_participant() {
    let stage = Stage::set().await;
    family(&stage).await;
    let mut mia = stage.visit_as("mia").await;
    for path in ["/today", "/family", "/help-now", "/devices"] {
        let body = mia.page(path).await;
        let (ana, bo) = (stage.ana.to_string(), stage.bo.to_string());
        let people = [stage.person("ana").to_string(), stage.person("bo").to_string()];
        for trace in
            ["Ana Ruiz", "Ana", "Bo Chen", "Chen", &ana, &bo, &people[0], &people[1], "/participants"]
        {
            assert!(!body.contains(trace), "{path} holds {trace}");
        }
    }
    assert!(mia.page("/family").await.contains("555-0100"), "whom to call");
    // The page is the same whether or not anybody she cares about is here.
    let before = mia.page("/family").await;
    let moved: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(|tx| {
            tx.execute(
                "INSERT INTO endings (match_id, wished_by, ended_at, ended_by)
            SELECT id, 'program', matched_at, matched_by FROM matches",
                &[],
            )
        })
        .await;
    assert_eq!(moved.unwrap(), 1);
    assert_eq!(before, mia.page("/family").await);
}
