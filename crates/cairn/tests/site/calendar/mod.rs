//! The calendar: who sees what of it, series and their exceptions, clashes, rooms.

mod rooms;
mod series;
mod views;

use cairn::ids::*;
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{Case, SIGNED_IN, case};
use crate::visitor::Visitor;

/// Everybody but who reviews from outside.
const INSIDE: &[&str] =
    &["ana", "bo", "sam", "tess", "sol", "cora", "vale", "mia", "bill", "eva", "pia", "ada", "gus"];

/// A room of the stage's site.
pub async fn room(stage: &Stage, name: &'static str, capacity: i64) -> RoomId {
    let (now, site, by) = (stage.app.clock.now(), stage.site, stage.person("ada"));
    let id: RoomId = stage.app.chance.id(now);
    let made: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO rooms (id, site_id, name, capacity, opened_at, opened_by) VALUES ($1, $2, $3, $4, $5, $6)",
                params![id, site, name, capacity, now, by],
            )
        })
        .await;
    made.unwrap();
    id
}

/// The fields of an event on a day to come.
pub fn event<'a>(leader: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("kind", "class"),
        ("title", "Resume workshop"),
        ("leader", leader),
        ("date", "2026-03-03"),
        ("time", "10:00"),
        ("minutes", "60"),
        ("repeat", "once"),
    ];
    fields.retain(|(name, _)| more.iter().all(|(changed, _)| changed != name));
    fields.extend(more);
    fields
}

/// Plans meetings of a group every week from a day on; the address of the series.
pub async fn weekly(who: &mut Visitor, group: GroupId, date: &str, time: &str) -> String {
    let fields = [("date", date), ("time", time), ("minutes", "60"), ("repeat", "weekly"), ("anyway", "yes")];
    who.submit(&format!("/groups/{group}/series"), &fields).await
}

/// The first link of a page that begins with this path.
pub fn link(page: &str, path: &str) -> String {
    let rest = page.split("href=\"").find(|part| part.starts_with(path));
    rest.unwrap_or_else(|| panic!("no link to {path}")).split('"').next().unwrap().to_string()
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    const LEAD: &[&str] = &["cora", "vale", "sam"];
    const PLAN: &[&str] = &["cora", "sol", "vale"];
    let room = room(stage, "Blue room", 12).await;
    let (group, meeting) = crate::groups::group(stage, "group_therapy", "vale", Some("sam")).await;
    let mut cora = stage.visit_as("cora").await;
    let series = weekly(&mut cora, group, "2026-03-03", "18:00").await;
    let vale = stage.person("vale").to_string();
    let event = cora.submit("/calendar/events", &event(&vale, &[])).await;
    let meeting = format!("/calendar/meetings/{meeting}");
    vec![
        case("POST", "/program/sites/{id}/rooms", format!("/program/sites/{}/rooms", stage.site), &["ada"]),
        case("POST", "/program/rooms/{id}/closing", format!("/program/rooms/{room}/closing"), &["ada"]),
        case("GET", "/calendar", "/calendar", INSIDE),
        case("GET", "/calendar/events/new", "/calendar/events/new", PLAN),
        case("POST", "/calendar/events", "/calendar/events", PLAN),
        case("GET", "/calendar/events/{id}", event.clone(), INSIDE),
        case("POST", "/calendar/events/{id}/calling-off", format!("{event}/calling-off"), &["cora", "vale"]),
        case(
            "POST",
            "/calendar/events/{id}/calling-off/withdrawal",
            format!("{event}/calling-off/withdrawal"),
            &["cora", "vale"],
        ),
        case("POST", "/calendar/events/{id}/moves", format!("{event}/moves"), &["cora", "vale"]),
        case("GET", "/calendar/meetings/{id}", meeting.clone(), LEAD),
        case("POST", "/calendar/meetings/{id}/calling-off", format!("{meeting}/calling-off"), LEAD),
        case(
            "POST",
            "/calendar/meetings/{id}/calling-off/withdrawal",
            format!("{meeting}/calling-off/withdrawal"),
            LEAD,
        ),
        case("POST", "/calendar/meetings/{id}/moves", format!("{meeting}/moves"), LEAD),
        case("GET", "/calendar/series/{id}", series.clone(), LEAD),
        case("POST", "/calendar/series/{id}/ending", format!("{series}/ending"), LEAD),
        case("GET", "/calendar/series/{id}/changes/new", format!("{series}/changes/new"), LEAD),
        case("POST", "/calendar/series/{id}/changes", format!("{series}/changes"), LEAD),
        case("GET", "/groups/{id}/series/new", format!("/groups/{group}/series/new"), LEAD),
        case("POST", "/groups/{id}/series", format!("/groups/{group}/series"), LEAD),
    ]
}

#[test]
fn everybody_inside_is_signed_in() {
    assert_eq!(INSIDE.len() + 1, SIGNED_IN.len(), "all but who reviews from outside");
}
