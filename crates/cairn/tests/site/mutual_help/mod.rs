//! Mutual-help meetings: lists taken in, searched by anybody, and what directories are told.

use axum::http::StatusCode;

use crate::cast::Stage;
use crate::guards::permissions::{ANYONE, Case, case};
use crate::visitor::{Reply, Visitor};

mod refresh;
mod story;

pub const FEED: &str = r#"[
    {"name": "Sunrise", "slug": "sunrise", "day": 1, "time": "07:30", "end_time": "08:30", "types": ["O", "D", "XYZ"],
     "location": "Grange Hall", "formatted_address": "14 Main Street, Ashford, VA", "latitude": 38.03, "longitude": -78.48},
    {"name": "Far Away", "slug": "far", "day": 1, "time": "19:00", "types": ["C"], "latitude": 40.71, "longitude": -74.0},
    {"name": "Night Line", "slug": "night", "day": [1, 3], "time": "21:00", "conference_url": "https://video.example/1"},
    {"name": "Broken", "slug": "broken", "day": 9, "time": "10:00"},
    {"name": "By Appointment", "slug": "any", "location": "Ask"}
]"#;

/// Sends a file as a browser does.
pub async fn upload(visitor: &mut Visitor, path: &str, file: &str) -> Reply {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.json\"\r\nContent-Type: application/json\r\n\r\n{file}\r\n--edge--\r\n"
    );
    visitor.send_as("POST", path, Some(body), "multipart/form-data; boundary=edge").await
}

/// A list that Cora looks after: its path below the desk.
pub async fn feed(cora: &mut Visitor) -> String {
    let fields = [("feed_name", "Blue Ridge"), ("kind", "meeting_guide")];
    assert_eq!(cora.submit("/mutual-help/feeds", &fields).await, "/mutual-help");
    let page = cora.page("/mutual-help").await;
    let id =
        page.split("action=\"/mutual-help/feeds/").nth(1).unwrap().split('/').next().unwrap().to_string();
    format!("/mutual-help/feeds/{id}")
}

/// Who may come to this room's pages: anybody searches, administrators and coordinators look after the lists.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    const KEEPERS: &[&str] = &["cora", "ada"];
    let mut cora = stage.visit_as("cora").await;
    let path = feed(&mut cora).await;
    assert_eq!(upload(&mut cora, &format!("{path}/upload"), FEED).await.status, StatusCode::SEE_OTHER);
    let found = cora.post("/meetings-nearby", &[("day", "1"), ("miles", "10")]).await.body;
    let meeting = found.split("href=\"/meetings-nearby/").find(|rest| rest.contains("Sunrise")).unwrap();
    let meeting = meeting.split('"').next().unwrap().to_string();
    vec![
        case("GET", "/meetings-nearby", "/meetings-nearby", ANYONE),
        case("POST", "/meetings-nearby", "/meetings-nearby", ANYONE),
        case("GET", "/meetings-nearby/kept", "/meetings-nearby/kept", ANYONE),
        case("GET", "/meetings-nearby/export", "/meetings-nearby/export", ANYONE),
        case("GET", "/meetings-nearby/{id}", format!("/meetings-nearby/{meeting}"), ANYONE),
        case("GET", "/mutual-help", "/mutual-help", KEEPERS),
        case("POST", "/mutual-help/feeds", "/mutual-help/feeds", KEEPERS),
        case("POST", "/mutual-help/feeds/{id}/fetch", format!("{path}/fetch"), KEEPERS),
        case("POST", "/mutual-help/feeds/{id}/upload", format!("{path}/upload"), KEEPERS),
        case("POST", "/mutual-help/places", "/mutual-help/places", KEEPERS),
        case("POST", "/mutual-help/publications", "/mutual-help/publications", KEEPERS),
        case(
            "POST",
            "/mutual-help/publications/{id}/withdrawal",
            format!("/mutual-help/publications/{}/withdrawal", stage.site),
            &[],
        ),
        // The first of them removes it; then there is none.
        case("POST", "/mutual-help/feeds/{id}/removal", format!("{path}/removal"), &["cora"]),
    ]
}
