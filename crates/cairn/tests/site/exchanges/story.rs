//! A meeting with exchanges, from the plan to what people keep.

use axum::http::StatusCode;
use cairn_db::params;
use jiff::SignedDuration;

use super::planned;
use crate::cast::Stage;
use crate::groups::id;

/// Makes somebody of the cast a participant who came to the meeting too.
async fn comes(stage: &Stage, name: &'static str, meeting: cairn::ids::MeetingId) {
    let (person, by, now) = (stage.person(name), stage.person("vale"), stage.app.clock.now());
    let done: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
                 VALUES ($1, $2, 60, $3, $4)",
                params![meeting, person, now, by],
            )
        })
        .await;
    done.unwrap();
}

#[tokio::test]
async fn a_leader_proposes_swaps_confirms_and_takes_in_who_comes_late() {
    let stage = Stage::set().await;
    let (group, meeting) = planned(&stage).await;
    let path = format!("/groups/{group}/meetings/{meeting}/exchanges");
    let (ana, bo) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    let mut vale = stage.visit_as("vale").await;
    let page = vale.page(&path).await;
    assert!(page.contains("2 people are there") && page.contains("What helped?"), "{page}");
    vale.submit(&path, &[]).await;
    assert!(vale.page(&path).await.contains("Proposed"));
    let giver = id(&stage, "SELECT giver_id AS id FROM peer_exchanges").await;
    vale.submit(&format!("{path}/swap"), &[("one", &ana), ("other", &bo)]).await;
    let swapped = "SELECT e.receiver_id AS id FROM peer_exchanges e ORDER BY e.id DESC LIMIT 1";
    assert_eq!(id(&stage, swapped).await, giver, "they changed places");
    let stale = vale.post(&format!("{path}/confirmation"), &[("forming", &ana)]).await;
    assert!(stale.body.contains("changed in another window"), "{}", stale.words());
    let forming = id(&stage, "SELECT id FROM exchange_formings ORDER BY id DESC LIMIT 1").await;
    vale.submit(&format!("{path}/confirmation"), &[("forming", &forming)]).await;
    assert!(vale.page(&path).await.contains("Confirmed"));

    comes(&stage, "tess", meeting).await;
    assert!(vale.page(&path).await.contains("Came since:"));
    vale.submit(&path, &[("how", "late")]).await;
    let triads = "SELECT COUNT(*) AS n FROM peer_exchanges WHERE listener_id IS NOT NULL";
    assert_eq!(stage.count(triads).await, 1, "the pair stays, and somebody listens");
    assert!(vale.page(&path).await.contains("Proposed"), "what changed is confirmed again");
    // The peer beside the clinician sees the same; the coordinator leads nothing and sees nothing.
    assert!(stage.visit_as("sam").await.page(&path).await.contains("Tess Malone"));
    assert_eq!(stage.visit_as("cora").await.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn limits_are_kept_and_nobody_reads_whose_they_are() {
    let stage = Stage::set().await;
    let (group, meeting) = planned(&stage).await;
    let path = format!("/groups/{group}/meetings/{meeting}/exchanges");
    let own = format!("/my-groups/{group}/exchange-limits");
    let (ana_id, bo_id) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page(&own).await.contains(">Bo C.<"), "they met here");
    let sam = stage.person("sam").to_string();
    let unmet = ana.post(&own, &[("kind", "not_with"), ("other", &sam)]).await;
    assert_eq!(unmet.status, StatusCode::UNPROCESSABLE_ENTITY, "only people she met in this group");
    ana.submit(&own, &[("kind", "not_with"), ("other", &bo_id)]).await;
    let mut vale = stage.visit_as("vale").await;
    vale.submit(&path, &[]).await;
    let page = vale.page(&path).await;
    assert!(page.contains("no group keeps every limit") && page.contains("One limit is kept"), "{page}");
    let limits = vale.page(&format!("/groups/{group}/exchange-limits")).await;
    assert!(limits.contains("Ana Ruiz, Bo Chen: never together"));
    assert!(!limits.contains("Take back"), "not the leader's to take back");
    let mut bo = stage.visit_as("bo").await;
    for page in [&own, &format!("/my-exchanges/{meeting}"), &format!("/my-groups/{group}")] {
        assert!(!bo.page(page).await.contains("never together"), "Bo reads nothing of it on {page}");
    }
    assert!(!bo.page(&own).await.contains("Take back"));
    let limit = id(&stage, "SELECT id FROM exchange_limits").await;
    assert_eq!(bo.post(&format!("{own}/{limit}/ending"), &[]).await.status, StatusCode::NOT_FOUND);
    let swap = vale.post(&format!("{path}/swap"), &[("one", &ana_id), ("other", &bo_id)]).await;
    assert!(swap.status == StatusCode::SEE_OTHER || swap.status == StatusCode::UNPROCESSABLE_ENTITY);
    ana.submit(&format!("{own}/{limit}/ending"), &[]).await;
    vale.submit(&path, &[]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM peer_exchanges").await, 1);
}

#[tokio::test]
async fn the_time_of_a_round_goes_on_and_each_side_keeps_its_own_words() {
    let stage = Stage::set().await;
    let (group, meeting) = planned(&stage).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let mut vale = stage.visit_as("vale").await;
    vale.submit(&format!("{path}/exchanges"), &[]).await;
    let mut ana = stage.visit_as("ana").await;
    let mine = format!("/my-exchanges/{meeting}");
    assert!(!ana.page(&mine).await.contains("this time"), "what is only proposed is nobody's part yet");
    let forming = id(&stage, "SELECT id FROM exchange_formings").await;
    vale.submit(&format!("{path}/exchanges/confirmation"), &[("forming", &forming)]).await;
    let round = id(&stage, "SELECT id FROM exchange_rounds").await;
    vale.submit(&format!("{path}/rounds/{round}/start"), &[]).await;
    stage.advance(SignedDuration::from_mins(3));
    let page = ana.page(&mine).await;
    assert!(page.contains("goes on until 10:08 AM") && page.contains("data-timer=\"300\""), "{page}");
    assert!(page.contains("this time") && !page.contains("Bo C"), "her part, and not with whom");

    let empty = ana.post(&mine, &[("gave", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    ana.submit(&mine, &[("gave", "Plovergift"), ("took", "Ternthing")]).await;
    let record = format!("/participants/{}/exchanges", stage.ana);
    assert!(ana.page(&record).await.contains("Plovergift"));
    let mut sam = stage.visit_as("sam").await;
    assert!(!sam.page(&record).await.contains("Plovergift"), "for herself");
    ana.submit(&mine, &[("gave", "Plovergift"), ("took", "Ternthing"), ("tier", "ours")]).await;
    assert!(sam.page(&record).await.contains("Plovergift"), "she let her supporter read it");
    assert!(!stage.visit_as("cora").await.page(&record).await.contains("Plovergift"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM tier_changes WHERE kind = 'exchange_note'").await, 1);
    // The next plan begins as this one was.
    stage.advance(SignedDuration::from_hours(24));
    let mut vale = stage.visit_as("vale").await;
    let next = [("date", "2026-03-03"), ("time", "09:30"), ("minutes", "60")];
    vale.submit(&format!("/groups/{group}/meetings"), &next).await;
    let next = id(&stage, "SELECT id FROM group_meetings ORDER BY starts_at DESC LIMIT 1").await;
    let next = format!("/groups/{group}/meetings/{next}");
    vale.submit(&format!("{next}/plan/copy"), &[]).await;
    assert!(vale.page(&format!("{next}/plan")).await.contains("What helped?"));
    let balance = vale.page(&format!("{next}/exchanges")).await;
    let asked = balance.split("Who has not yet been asked").nth(1).unwrap();
    assert!(
        asked.contains("Ana Ruiz") && asked.contains("Bo Chen"),
        "one has not given, the other not received"
    );
}
