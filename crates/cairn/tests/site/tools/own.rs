//! A supporter's own tools, and a family member's.

use axum::http::StatusCode;

use crate::cast::Stage;
use crate::families::family;

#[tokio::test]
async fn what_is_about_oneself_stays_with_oneself() {
    let stage = Stage::set().await;
    let (_, member) = family(&stage).await;
    let mut sam = stage.visit_as("sam").await;
    let sheet = sam.submit("/my-tools/story_with_a_purpose", &[("a.part_of_story", "curlew-own")]).await;
    assert!(sam.page(&sheet).await.contains("curlew-own"));
    let library = sam.page("/my-tools").await;
    assert!(library.contains("href=\"/my-tools/story_with_a_purpose/worksheets\""), "to read again");
    for name in ["tess", "sol", "cora", "ada", "ana"] {
        let mut visitor = stage.visit_as(name).await;
        for path in [sheet.clone(), format!("{sheet}/print"), format!("{sheet}/edit")] {
            assert_eq!(visitor.get(&path).await.status, StatusCode::NOT_FOUND, "{name}: {path}");
        }
    }
    // A tool is for whom it is for.
    for path in ["/my-tools/inviting_to_treatment", "/my-tools/safety_plan", "/my-tools/nothing"] {
        assert_eq!(sam.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let here = format!("/family-members/{member}/tools/family_own_support");
    let mut mia = stage.visit_as("mia").await;
    let own = mia
        .submit(
            &here,
            &[
                ("a.rest", "curlew-rest"),
                ("a.my_people.0.name", "Nell"),
                ("a.my_people.0.standing", "supportive"),
                ("tier", "mine"),
            ],
        )
        .await;
    let page = mia.page(&own).await;
    assert!(
        page.contains("curlew-rest") && page.contains("class=\"map\"") && page.contains("Supportive: 1.")
    );
    assert_eq!(sam.get(&own).await.status, StatusCode::NOT_FOUND);
    mia.submit(&own, &[("a.rest", "curlew-rest"), ("tier", "ours")]).await;
    assert!(sam.page(&own).await.contains("curlew-rest"));
    for name in ["sol", "cora", "ana"] {
        let reply = stage.visit_as(name).await.get(&own).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name}");
    }
    let copy = mia.get(&format!("/family-members/{member}/copy/record.json")).await;
    assert!(copy.body.contains("curlew-rest"), "{}", copy.words());
}
