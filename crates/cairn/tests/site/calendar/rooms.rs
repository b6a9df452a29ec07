//! Rooms, how many they hold, and what stands in the way.

use axum::http::StatusCode;

use super::{event, link, room};
use crate::cast::Stage;
use crate::groups::group;

#[tokio::test]
async fn rooms_are_opened_and_closed_beside_their_site() {
    let stage = Stage::set().await;
    let mut ada = stage.visit_as("ada").await;
    let path = format!("/program/sites/{}/rooms", stage.site);
    let nameless = ada.post(&path, &[("room_capacity", "8")]).await;
    assert!(nameless.body.contains("give the room a name"), "{}", nameless.words());
    ada.submit(&path, &[("room_name", "Garden room"), ("room_capacity", "8")]).await;
    let page = ada.page("/program").await;
    assert!(page.contains("Garden room, for 8 people"));
    let mut cora = stage.visit_as("cora").await;
    assert!(cora.page("/calendar/events/new").await.contains("Main Street: Garden room"));
    let closing = page.split("action=\"").find(|part| part.starts_with("/program/rooms/")).unwrap();
    ada.submit(closing.split('"').next().unwrap(), &[]).await;
    assert!(!ada.page("/program").await.contains("Garden room"));
    assert!(!cora.page("/calendar/events/new").await.contains("Garden room"));
}

#[tokio::test]
async fn a_room_holds_no_more_than_fit() {
    let stage = Stage::set().await;
    let room = room(&stage, "Blue room", 1).await.to_string();
    let mut cora = stage.visit_as("cora").await;
    let vale = stage.person("vale").to_string();
    let over = cora.post("/calendar/events", &event(&vale, &[("room", &room), ("capacity", "2")])).await;
    assert!(over.body.contains("holds fewer people"), "{}", over.words());

    let (group, _) = group(&stage, "support_group", "sam", None).await;
    let mut sam = stage.visit_as("sam").await;
    let series = [
        ("date", "2026-03-02"),
        ("time", "09:00"),
        ("minutes", "60"),
        ("repeat", "weekly"),
        ("room", room.as_str()),
    ];
    let series = sam.submit(&format!("/groups/{group}/series"), &series).await;
    assert!(sam.page(&series).await.contains("Blue room"));
    let day = sam.page("/calendar?view=day&on=2026-03-02").await;
    let meeting = link(&day, "/calendar/meetings/")
        .replace("/calendar/meetings/", &format!("/groups/{group}/meetings/"));
    let (ana, bo) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    sam.submit(&meeting, &[("present", &ana), ("minutes", "60")]).await;
    assert!(!sam.page(&meeting).await.contains("than the room holds"));
    sam.submit(&meeting, &[("present", &ana), ("present", &bo), ("minutes", "60")]).await;
    assert!(sam.page(&meeting).await.contains("More people were there than the room holds (1)"));
}

#[tokio::test]
async fn what_stands_in_the_way_is_listed_and_may_be_planned_anyway() {
    let stage = Stage::set().await;
    let room = room(&stage, "Blue room", 12).await.to_string();
    let mut cora = stage.visit_as("cora").await;
    let (vale, sol) = (stage.person("vale").to_string(), stage.person("sol").to_string());
    cora.submit("/calendar/events", &event(&vale, &[("room", &room), ("title", "Secret title")])).await;

    // The same room, another leader; the same leader, no room; touching is no clash.
    let taken = cora.post("/calendar/events", &event(&sol, &[("room", &room), ("time", "10:30")])).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("Blue room is taken: Tue, Mar 3, 2026, 10:00 AM"), "{}", taken.words());
    assert!(!taken.body.contains("Secret title"), "what it is stays with who may know");
    let busy = cora.post("/calendar/events", &event(&vale, &[("time", "10:59")])).await;
    assert!(busy.body.contains("Dr. Vale has an event at that time"), "{}", busy.words());
    cora.submit("/calendar/events", &event(&vale, &[("time", "11:00")])).await;
    cora.submit("/calendar/events", &event(&sol, &[("room", &room), ("time", "10:30"), ("anyway", "yes")]))
        .await;

    // A series lists the first days and counts the rest.
    let weekly = [("repeat", "weekly"), ("kind", "drop_in"), ("time", "08:00"), ("ends_after", "9")];
    cora.submit("/calendar/events", &event(&vale, &weekly)).await;
    let again = cora.post("/calendar/events", &event(&vale, &weekly)).await;
    assert!(
        again.body.contains("Tue, Mar 31, 2026, 8:00 AM") && again.body.contains("And 4 more."),
        "{}",
        again.words()
    );
    // What is called off takes nobody's time.
    let day = cora.page("/calendar?view=day&on=2026-03-03").await;
    let first = link(&day, "/calendar/events/");
    assert!(day.contains("8:00 AM"));
    let first = if first.ends_with("new?on=2026-03-03") {
        day.split("href=\"")
            .filter(|part| part.starts_with("/calendar/events/"))
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_string()
    } else {
        first
    };
    cora.submit(&format!("{first}/calling-off"), &[]).await;
    let once = [("kind", "drop_in"), ("time", "08:00")];
    cora.submit("/calendar/events", &event(&vale, &once)).await;
}

#[tokio::test]
async fn a_single_meeting_of_a_group_has_a_room_and_minds_who_leads_it() {
    let stage = Stage::set().await;
    let room = room(&stage, "Blue room", 12).await.to_string();
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    let mut sam = stage.visit_as("sam").await;
    crate::sessions::planned_at(&stage, &mut sam, "2026-03-05", "13:00").await;
    let once = [
        ("date", "2026-03-05"),
        ("time", "13:30"),
        ("minutes", "60"),
        ("repeat", "once"),
        ("room", room.as_str()),
    ];
    for path in [format!("/groups/{group}/series"), format!("/groups/{group}/meetings")] {
        let busy = sam.post(&path, &once).await;
        assert!(busy.body.contains("Sam Okafor has another session at that time"), "{}", busy.words());
        assert!(busy.body.contains("name=\"anyway\"") && !busy.body.contains("Ana"), "{path}");
    }
    let anyway = [&once[..], &[("anyway", "yes")]].concat();
    let one = sam.submit(&format!("/groups/{group}/series"), &anyway).await;
    let page = sam.page(&one).await;
    assert!(page.contains("Blue room") && page.contains("Thu, Mar 5, 2026, 1:30 PM"));
    let twice = sam.post(&format!("/groups/{group}/series"), &anyway).await;
    assert!(twice.body.contains("meets at that time already"), "{}", twice.words());
}
