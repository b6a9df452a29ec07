//! Moving, late notice, walk-ins, and a weekly time.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{id_of, note, planned_at};
use crate::cast::Stage;
use crate::visitor::Visitor;

/// Sam says when there is time: Tuesdays and Wednesdays in the afternoon.
async fn free_times(stage: &Stage) {
    let sam = stage.person("sam");
    let set: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            for weekday in [1_i64, 2] {
                tx.execute(
                    "INSERT INTO free_times (person_id, weekday, part) VALUES ($1, $2, 'afternoon')",
                    cairn_db::params![sam, weekday],
                )?;
            }
            Ok(0)
        })
        .await;
    set.unwrap();
}

#[tokio::test]
async fn a_participant_moves_a_session_to_a_free_time_and_both_can_follow_it() {
    let stage = Stage::set().await;
    free_times(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let old = planned_at(&stage, &mut ana, "2026-03-04", "13:00").await;
    let mut cora = stage.visit_as("cora").await;
    planned_at(&stage, &mut cora, "2026-03-03", "14:00").await;
    let page = ana.page(&format!("/sessions/{old}/moves/new")).await;
    for (slot, there) in [
        ("2026-03-03T13:00:00", true),
        ("2026-03-03T14:00:00", false),
        ("2026-03-05T13:00:00", false),
        ("2026-03-11T16:00:00", true),
    ] {
        assert_eq!(page.contains(&format!("value=\"{slot}\"")), there, "{slot}");
    }
    let new = ana.submit(&format!("/sessions/{old}/moves"), &[("slot", "2026-03-03T13:00:00")]).await;
    assert!(ana.page(&new).await.contains(&format!("href=\"/sessions/{old}\"")), "from which it was moved");
    assert!(ana.page(&format!("/sessions/{old}")).await.contains(&format!("href=\"{new}\"")), "to which");
    let today = stage.visit_as("sam").await.page("/today").await;
    assert!(today.contains("Moved") && today.contains(&format!("href=\"{new}\"")), "the supporter sees it");
    let late = "SELECT COUNT(*) AS n FROM cancellations WHERE kind = 'rescheduled' AND late = 0";
    assert_eq!(stage.count(late).await, 1, "two days before is in time");
    let again = ana.post(&format!("/sessions/{old}/moves"), &[("slot", "2026-03-03T15:00:00")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_proposed_time_that_is_taken_says_so_without_saying_by_what() {
    let stage = Stage::set().await;
    let (group, _) = crate::groups::group(&stage, "support_group", "sam", None).await;
    let mut sam = stage.visit_as("sam").await;
    sam.submit(
        &format!("/groups/{group}/meetings"),
        &[("date", "2026-03-05"), ("time", "10:00"), ("minutes", "60")],
    )
    .await;
    let mut ana = stage.visit_as("ana").await;
    let old = planned_at(&stage, &mut ana, "2026-03-04", "13:00").await;
    let moved = [("date", "2026-03-05"), ("time", "10:30")];
    let reply = ana.post(&format!("/sessions/{old}/moves"), &moved).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains("Sam Okafor has something else at that time"), "{}", reply.words());
    assert!(!reply.body.contains("Morning group") && !reply.body.contains("a group at that time"));
    let past =
        ana.post(&format!("/sessions/{old}/moves"), &[("date", "2026-03-01"), ("time", "10:00")]).await;
    assert!(past.body.contains("a time to come"), "{}", past.words());
    let fine =
        ana.submit(&format!("/sessions/{old}/moves"), &[("date", "2026-03-05"), ("time", "11:00")]).await;
    assert!(ana.page(&fine).await.contains("Thu, Mar 5, 2026, 11:00 AM"));
}

async fn late_ones(stage: &Stage) -> i64 {
    stage.count("SELECT COUNT(*) AS n FROM cancellations WHERE late = 1").await
}

#[tokio::test]
async fn late_is_worked_out_and_who_coordinates_chooses() {
    let stage = Stage::set().await;
    let (mut ana, mut sam, mut cora) =
        (stage.visit_as("ana").await, stage.visit_as("sam").await, stage.visit_as("cora").await);
    let plan = async |who: &mut Visitor, time: &str| planned_at(&stage, who, "2026-03-03", time).await;
    let (soon, later) = (plan(&mut sam, "08:00").await, plan(&mut sam, "16:00").await);
    let off = |id: &str| format!("/sessions/{id}/cancellation");
    ana.submit(&off(&later), &[]).await;
    assert_eq!(late_ones(&stage).await, 0, "30 hours before");
    ana.submit(&off(&soon), &[]).await;
    assert_eq!(late_ones(&stage).await, 1, "22 hours before");
    assert!(ana.page(&format!("/sessions/{soon}")).await.contains("Called off late"));
    let nine = plan(&mut sam, "09:00").await;
    let page = sam.page(&format!("/sessions/{nine}")).await;
    assert!(
        !page.contains("value=\"late_cancelled\""),
        "a supporter says what happened, the rest is worked out"
    );
    let nine = plan(&mut cora, "10:00").await;
    assert!(cora.page(&format!("/sessions/{nine}")).await.contains("value=\"late_cancelled\""));
    cora.submit(&off(&nine), &[("kind", "cancelled")]).await;
    assert_eq!(late_ones(&stage).await, 1, "chosen");
    // Another program asks for two hours.
    let set = |tx: &mut cairn_db::Tx<'_>| {
        tx.execute("UPDATE programs SET settings = '{\"calendar\":{\"late_hours\":2}}'", &[])
    };
    stage.app.db.write(set).await.unwrap();
    let eleven = plan(&mut sam, "11:00").await;
    sam.submit(&off(&eleven), &[("kind", "cancelled")]).await;
    assert_eq!(late_ones(&stage).await, 1);
    stage.advance(SignedDuration::from_hours(24));
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let noon = plan(&mut sam, "12:00").await;
    ana.submit(
        &format!("/sessions/{noon}/moves"),
        &[("date", "2026-03-05"), ("time", "12:00"), ("anyway", "yes")],
    )
    .await;
    assert_eq!(late_ones(&stage).await, 1, "two hours before");
}

#[tokio::test]
async fn a_session_that_nobody_planned_is_a_walk_in() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let fields = note(&[("now", "1"), ("start", "09:00"), ("end", "09:30")]);
    let location = sam.submit(&format!("/participants/{}/sessions", stage.ana), &fields).await;
    let id = location.split('/').nth(2).unwrap();
    assert!(sam.page(&format!("/sessions/{id}")).await.contains("Walk-in"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM walk_ins WHERE session_id IS NOT NULL").await, 1);
    let planned = planned_at(&stage, &mut sam, "2026-03-03", "13:00").await;
    assert!(!sam.page(&format!("/sessions/{planned}")).await.contains("Walk-in"));
}

#[tokio::test]
async fn a_weekly_time_is_a_series_of_sessions_that_ends_with_the_match() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/participants/{}/sessions", stage.ana);
    let fields = [
        ("date", "2026-03-04"),
        ("time", "13:00"),
        ("minutes", "45"),
        ("mode", "in_person"),
        ("setting", "home"),
        ("place", "the porch"),
        ("repeat", "weekly"),
    ];
    let series = sam.submit(&path, &fields).await;
    assert!(sam.page(&series).await.contains("Ana Ruiz"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM sessions WHERE series_id IS NOT NULL").await, 53);
    let mut ana = stage.visit_as("ana").await;
    let own = ana.page(&series).await;
    assert!(
        own.contains("Sam Okafor") && own.contains("Wed, Mar 11, 2026, 1:00 PM"),
        "clocks changed between"
    );
    assert!(ana.page("/calendar?view=week&on=2026-03-11").await.contains("1:00 PM to 1:45 PM"));
    let clash = sam.post(&path, &fields).await;
    assert!(clash.body.contains("And 48 more."), "{}", clash.words());
    let stranger = stage.visit_as("tess").await.get(&series).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);

    // One is moved, and stays what it is when the series ends.
    let first = super::super::calendar::link(&ana.page(&series).await, "/sessions/");
    ana.submit(&format!("{first}/moves"), &[("date", "2026-03-05"), ("time", "13:00")]).await;
    ana.submit(&format!("{series}/ending"), &[("until", "2026-03-11")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM sessions WHERE series_id IS NOT NULL").await, 2);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM sessions WHERE moved_from_id IS NOT NULL").await, 1);

    let open = [&fields[..], &[("anyway", "yes")]].concat();
    let next = sam.submit(&path, &open).await;
    assert_ne!(id_of(&next), id_of(&series));
    let of_series = "SELECT COUNT(*) AS n FROM sessions WHERE series_id IS NOT NULL";
    assert_eq!(stage.count(of_series).await, 2 + 53);
    let page = ana.page(&format!("/participants/{}/supporter", stage.ana)).await;
    let ending = page.split("action=\"").find(|part| part.starts_with("/matches/")).unwrap();
    ana.submit(ending.split('"').next().unwrap(), &[]).await;
    assert_eq!(stage.count(of_series).await, 2, "nobody's time is taken by who is not matched any more");
    stage.advance(SignedDuration::from_hours(24 * 30));
    assert_eq!(cairn::calendar::extend(&stage.app).await.unwrap(), 0);
}

#[tokio::test]
async fn settings_of_earlier_versions_are_understood() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/participants/{}/sessions", stage.ana);
    for (time, sent, kept) in [
        ("08:00", "center", "recovery_center"),
        ("10:00", "online", "video"),
        ("12:00", "emergency_department", "emergency_department"),
    ] {
        let fields = [
            ("date", "2026-03-04"),
            ("time", time),
            ("minutes", "30"),
            ("mode", "in_person"),
            ("setting", sent),
        ];
        let id = id_of(&sam.submit(&path, &fields).await);
        let sql: &'static str = Box::leak(
            format!("SELECT COUNT(*) AS n FROM sessions WHERE id = '{id}' AND setting = '{kept}'")
                .into_boxed_str(),
        );
        assert_eq!(stage.count(sql).await, 1, "{sent}");
    }
    let fields = [
        ("date", "2026-03-04"),
        ("time", "15:00"),
        ("minutes", "30"),
        ("mode", "in_person"),
        ("setting", "moon"),
    ];
    assert_eq!(sam.post(&path, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
