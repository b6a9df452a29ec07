//! A group from its first day.

use axum::http::StatusCode;

use super::group;
use crate::cast::Stage;

#[tokio::test]
async fn a_group_begins_meets_and_keeps_who_was_there() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (sam, vale) = (stage.person("sam").to_string(), stage.person("vale").to_string());
    let told = |leader: &str| -> Vec<(&str, String)> {
        vec![
            ("name", "Evening circle".to_string()),
            ("model", "group_therapy".to_string()),
            ("leader", leader.to_string()),
            ("rhythm", "Tuesdays at 6".to_string()),
            ("size_limit", "2".to_string()),
        ]
    };
    let by_sam = told(&sam);
    let borrowed: Vec<(&str, &str)> = by_sam.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = cora.post("/groups", &borrowed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("needs a clinician"), "{}", refused.words());
    let by_vale = told(&vale);
    let borrowed: Vec<(&str, &str)> = by_vale.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = cora.submit("/groups", &borrowed).await;

    let mut leader = stage.visit_as("vale").await;
    assert!(leader.page("/groups").await.contains("Evening circle"));
    let meeting = [("date", "2026-03-02"), ("time", "09:30"), ("minutes", "60"), ("topic", "Rest")];
    leader.submit(&format!("{page}/meetings"), &meeting).await;
    let again = leader.post(&format!("{page}/meetings"), &meeting).await;
    assert!(again.body.contains("meets at that time already"), "{}", again.words());

    let body = leader.page(&page).await;
    let link = body.split("href=\"").find(|part| part.starts_with(&format!("{page}/meetings/"))).unwrap();
    let meeting = link.split('"').next().unwrap().to_string();
    let (ana, bo) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    assert!(!leader.page(&meeting).await.contains("Ana Ruiz"), "nobody is listed before a search");
    assert!(
        !leader.page(&format!("{meeting}?search=rui")).await.contains("Ana Ruiz"),
        "not by a part of the name"
    );
    assert!(leader.page(&format!("{meeting}?search=ana+ruiz")).await.contains("Ana Ruiz"), "as she says it");
    assert!(
        cora.page(&format!("{meeting}?search=rui")).await.contains("Ana Ruiz"),
        "a coordinator knows everybody"
    );
    leader.submit(&meeting, &[("present", &ana), ("present", &bo), ("minutes", "50")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM attendances WHERE minutes = 50").await, 2);

    // A mistake is taken back: shown, and not checked any more.
    leader.submit(&meeting, &[("shown", &ana), ("shown", &bo), ("present", &ana), ("minutes", "50")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM attendances WHERE minutes > 0").await, 1);
    let entries = "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'attendance'";
    assert_eq!(stage.count(entries).await, 3, "two came, one was taken back; each is in their own log");
    let stranger = leader.post(&meeting, &[("present", &sam), ("minutes", "50")]).await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY, "staff do not attend as participants");
}

#[tokio::test]
async fn attendance_waits_for_the_day_and_a_full_room_is_said() {
    let stage = Stage::set().await;
    let (group, meeting) = group(&stage, "support_group", "sam", None).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let mut sam = stage.visit_as("sam").await;
    let (ana, bo) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    sam.submit(&path, &[("present", &ana), ("present", &bo), ("minutes", "60")]).await;
    assert!(!sam.page(&path).await.contains("which is the limit"));
    let limit: Result<u64, cairn_db::Error> =
        stage.app.db.write(|tx| tx.execute("UPDATE support_groups SET size_limit = 1", &[])).await;
    limit.unwrap();
    assert!(sam.page(&path).await.contains("More than 1 people"));

    sam.submit(
        &format!("/groups/{group}/meetings"),
        &[("date", "2026-03-09"), ("time", "10:00"), ("minutes", "60")],
    )
    .await;
    let body = sam.page(&format!("/groups/{group}")).await;
    let link =
        body.split("href=\"").find(|part| part.starts_with(&format!("/groups/{group}/meetings/"))).unwrap();
    let ahead = link.split('"').next().unwrap().to_string();
    let early = sam.post(&ahead, &[("present", &ana), ("minutes", "60")]).await;
    assert!(early.body.contains("on a day to come"), "{}", early.words());
}

#[tokio::test]
async fn a_family_group_lists_families_and_never_participants() {
    let stage = Stage::set().await;
    crate::families::family(&stage).await;
    let (group, meeting) = group(&stage, "family_group", "sam", None).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let mut sam = stage.visit_as("sam").await;
    let found = sam.page(&format!("{path}?search=mia+ruiz")).await;
    assert!(found.contains("Mia Ruiz") && !found.contains("Ana Ruiz"));
    let wrong = sam.post(&path, &[("present", &stage.person("ana").to_string()), ("minutes", "60")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    sam.submit(&path, &[("present", &stage.person("mia").to_string()), ("minutes", "60")]).await;
}
