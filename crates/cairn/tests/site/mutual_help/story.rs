//! A list is taken in, searched, broken and kept; an open group is told to directories.

use axum::http::StatusCode;

use super::{FEED, feed, upload};
use crate::cast::Stage;

#[tokio::test]
async fn a_list_is_taken_in_and_found_by_anybody_by_day_distance_type_and_online() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let path = feed(&mut cora).await;
    let mut stranger = stage.stranger();
    assert!(stranger.page("/meetings-nearby").await.contains("No list yet"));
    let reply = upload(&mut cora, &format!("{path}/upload"), FEED).await;
    assert_eq!((reply.status, reply.location.as_str()), (StatusCode::SEE_OTHER, "/mutual-help"));
    let desk = cora.page("/mutual-help").await;
    assert!(desk.contains("One entry left out") && desk.contains("not a day: 0 is Sunday"), "what and why");

    // It is a Monday.
    let today = stranger.page("/meetings-nearby").await;
    assert!(today.contains("Sunrise") && today.contains("Far Away") && !today.contains("By Appointment"));
    let miles = ("miles", "10");
    let find = |more: Vec<(&'static str, &'static str)>| {
        let fields: Vec<_> = [miles].into_iter().chain(more).collect();
        let mut visitor = stage.stranger();
        async move { visitor.post("/meetings-nearby", &fields).await.body }
    };
    let near = find(vec![("point", "38.04, -78.48")]).await;
    assert!(near.contains("Sunrise") && near.contains("0.7 miles") && !near.contains("Far Away"), "{near}");
    let evening = find(vec![("day", "1"), ("part", "evening")]).await;
    assert!(!evening.contains("Sunrise") && evening.contains("Far Away") && evening.contains("Night Line"));
    let online = find(vec![("online", "yes"), ("day", "3")]).await;
    assert!(online.contains("Night Line") && !online.contains("Sunrise"));
    let closed = find(vec![("type", "C")]).await;
    assert!(closed.contains("Far Away") && !closed.contains("Sunrise"));
    let all = find(vec![]).await;
    assert!(all.contains("By Appointment"));
    let wrong = find(vec![("point", "north of here")]).await;
    assert!(wrong.contains("two numbers with a comma"));

    let id = today.split("href=\"/meetings-nearby/").find(|rest| rest.contains("Sunrise")).unwrap();
    let page = stranger.page(&format!("/meetings-nearby/{}", id.split('"').next().unwrap())).await;
    for word in ["Grange Hall", "Open to anybody", "XYZ", "Blue Ridge", "7:30 AM"] {
        assert!(page.contains(word), "{word}: an unknown code is shown as it is");
    }
}

#[tokio::test]
async fn a_list_that_cannot_be_read_leaves_the_last_good_one() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let path = feed(&mut cora).await;
    upload(&mut cora, &format!("{path}/upload"), FEED).await;
    for broken in [r#"[{"name": "A""#, "{}", "[]", r#"[{"slug": "only"}]"#] {
        let reply = upload(&mut cora, &format!("{path}/upload"), broken).await;
        assert_eq!(reply.location, "/mutual-help?failed=yes", "{broken}: {}", reply.words());
        assert!(stage.stranger().page("/meetings-nearby").await.contains("Sunrise"), "{broken}");
    }
    assert!(cora.page("/mutual-help").await.contains("the list before it stays"));
    // The same meeting keeps its address; one that is gone is gone.
    let shorter = r#"[{"name": "Sunrise", "slug": "sunrise", "day": 1, "time": "08:00"}]"#;
    let before = stage.stranger().page("/meetings-nearby").await;
    upload(&mut cora, &format!("{path}/upload"), shorter).await;
    let after = stage.stranger().page("/meetings-nearby").await;
    let address = |page: &str| {
        let rest =
            page.split("href=\"/meetings-nearby/").find(|rest| rest.contains("Sunrise")).unwrap().to_string();
        rest.split('"').next().unwrap().to_string()
    };
    assert_eq!(address(&before), address(&after));
    assert!(after.contains("8:00 AM") && !after.contains("Far Away"));
    let without_file = cora.post(&format!("{path}/upload"), &[]).await;
    assert!(without_file.status.is_client_error());
    cora.submit(&format!("{path}/removal"), &[]).await;
    assert!(!stage.stranger().page("/meetings-nearby").await.contains("Sunrise"));
}

#[tokio::test]
async fn an_open_group_is_told_to_directories_as_meeting_guide_and_group_therapy_never() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let sam = stage.person("sam").to_string();
    let vale = stage.person("vale").to_string();
    let site = stage.site.to_string();
    for (name, model, leader) in
        [("Evening circle", "support_group", &sam), ("Inner work", "group_therapy", &vale)]
    {
        let fields = [
            ("name", name),
            ("model", model),
            ("leader", leader.as_str()),
            ("rhythm", "Tuesdays"),
            ("listed", "yes"),
            ("size_limit", "10"),
            ("site", site.as_str()),
        ];
        cora.submit("/groups", &fields).await;
    }
    cora.submit("/mutual-help/places", &[("site", &site), ("point", "38.03, -78.48")]).await;
    let desk = cora.page("/mutual-help").await;
    assert!(desk.contains("Evening circle") && !desk.contains("Inner work"), "therapy cannot even be chosen");
    let option = |name: &str| {
        let before = desk.split(&format!("\">{name}</option>")).next().unwrap();
        before.rsplit("value=\"").next().unwrap().to_string()
    };
    let group = option("Evening circle");
    let fields = [
        ("group", group.as_str()),
        ("publish_day", "2"),
        ("begins", "18:00"),
        ("publish_minutes", "60"),
        ("types", "O"),
        ("notes", "Come as you are."),
    ];
    cora.submit("/mutual-help/publications", &fields).await;
    let reply = stage.stranger().get("/meetings-nearby/export").await;
    assert!(reply.headers.get("content-type").unwrap().to_str().unwrap().starts_with("application/json"));
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    cairn_meeting_guide::read_meeting_guide(reply.body.as_bytes(), |entry| match entry {
        Ok(meeting) => read.push(meeting),
        Err(fault) => faults.push(fault),
    })
    .unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(read.len(), 1);
    assert_eq!((read[0].name.as_str(), read[0].days.as_slice()), ("Evening circle", [2].as_slice()));
    assert_eq!(read[0].end_time.unwrap().to_string(), "19:00:00");
    assert_eq!(read[0].coordinates, Some((38.03, -78.48)));
    for name in ["Sam", "Okafor", "Vale"] {
        assert!(!reply.body.contains(name), "no names: {}", reply.body);
    }
    let near = stage.stranger().post("/meetings-nearby", &[("site", &site), ("miles", "2")]).await.body;
    assert!(near.contains("Evening circle"));
    let page = cora.page("/mutual-help").await;
    let withdrawal = page.split("action=\"/mutual-help/publications/").nth(1).unwrap();
    let withdrawal =
        format!("/mutual-help/publications/{}/withdrawal", withdrawal.split('/').next().unwrap());
    cora.submit(&withdrawal, &[]).await;
    assert_eq!(stage.stranger().get("/meetings-nearby/export").await.body.trim(), "[]");
}

#[tokio::test]
async fn lists_are_fetched_over_tls_only_and_a_failed_fetch_says_why() {
    let stage = Stage::set().await;
    let mut ada = stage.visit_as("ada").await;
    let plain = [("feed_name", "Plain"), ("kind", "bmlt"), ("url", "http://lists.example/list.json")];
    let refused = ada.post("/mutual-help/feeds", &plain).await;
    assert!(refused.body.contains("start the address with https://"), "{}", refused.words());
    // Nobody listens there.
    let dead = [("feed_name", "Dead"), ("kind", "meeting_guide"), ("url", "http://127.0.0.1:9/list.json")];
    ada.submit("/mutual-help/feeds", &dead).await;
    let page = ada.page("/mutual-help").await;
    let id =
        page.split("action=\"/mutual-help/feeds/").nth(1).unwrap().split('/').next().unwrap().to_string();
    ada.submit(&format!("/mutual-help/feeds/{id}/fetch"), &[]).await;
    assert!(ada.page("/mutual-help").await.contains("the address does not answer"));
}

#[tokio::test]
async fn the_last_list_is_shown_in_a_page_about_nobody_that_opens_without_a_network() {
    let stage = Stage::set().await;
    let mut stranger = stage.stranger();
    let worker = stranger.get("/sw.js").await.body;
    assert!(worker.contains("\"/meetings-nearby/kept\""), "the worker keeps it");
    // As the worker fetches it: without cookies.
    let page = stranger.page("/meetings-nearby/kept").await;
    assert!(page.contains("data-meetings-from=\"Found on {when}."), "it says when it is from: {page}");
    assert!(!page.contains("class=\"nav\"") && !page.contains("id=\"sign-out\""), "nobody's menu");
    assert!(stranger.page("/no-network").await.contains("href=\"/meetings-nearby/kept\""));
}

/// Prints time and memory of taking in a long list: `CAIRN_TEST_MEETINGS=50000 cargo test --release … long_list -- --nocapture`.
#[tokio::test]
async fn a_long_list_is_taken_in_and_searched() {
    let many: usize =
        std::env::var("CAIRN_TEST_MEETINGS").ok().and_then(|text| text.parse().ok()).unwrap_or(400);
    let stage = Stage::set().await;
    let mut entries = String::from("[");
    for at in 0..many {
        let comma = if at == 0 { "" } else { "," };
        entries.push_str(&format!(
            r#"{comma}{{"name":"Meeting {at}","slug":"m-{at}","day":{},"time":"{:02}:30","types":["O","D"],
            "formatted_address":"{at} Main Street, Ashford, VA","latitude":{},"longitude":{}}}"#,
            at % 7,
            at % 24,
            36.0 + (at % 500) as f64 / 125.0,
            -80.0 + (at / 500) as f64 / 25.0
        ));
    }
    entries.push(']');
    let file = stage.app.config.data.join("long.json");
    std::fs::write(&file, entries).unwrap();
    let source = cairn::mutual_help::Source::File(file);
    let start = std::time::Instant::now();
    let taken = cairn::mutual_help::take_in(
        &stage.app,
        (source, None),
        cairn::mutual_help::Kind::MeetingGuide,
        "Long".into(),
    );
    let taken = taken.await.unwrap();
    let imported = start.elapsed();
    assert!(
        matches!(taken, cairn::mutual_help::Taken::Replaced { meetings, .. } if meetings == many),
        "{taken:?}"
    );
    let mut visitor = stage.stranger();
    let start = std::time::Instant::now();
    let body = visitor.post("/meetings-nearby", &[("point", "38.0, -79.0"), ("miles", "50")]).await.body;
    println!("{many} meetings in {imported:?}, a search by distance in {:?}", start.elapsed());
    assert!(body.contains("Meeting ") || many < 500, "{body}");
    let all = visitor.post("/meetings-nearby", &[("day", "1"), ("miles", "10"), ("page", "2")]).await.body;
    assert!(all.contains("value=\"3\"") && all.contains("value=\"1\""), "pages go both ways");
}
