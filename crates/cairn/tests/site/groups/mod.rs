//! Groups: who sees them, who leads, who was there.

use cairn::ids::{GroupId, MeetingId};
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

mod story;

/// A group led by one of the cast, with a meeting an hour ago.
pub async fn group(
    stage: &Stage,
    model: &'static str,
    leader: &str,
    co_leader: Option<&str>,
) -> (GroupId, MeetingId) {
    let now = stage.app.clock.now();
    let (leader, co_leader) = (stage.person(leader), co_leader.map(|name| stage.person(name)));
    let (group, meeting): (GroupId, MeetingId) = (stage.app.chance.id(now), stage.app.chance.id(now));
    let site = stage.site;
    let made: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO support_groups (id, name, model, site_id, leader_id, co_leader_id, rhythm, size_limit,
                    begun_at, begun_by) VALUES ($1, 'Morning group', $2, $3, $4, $5, 'Mondays', 2, $6, $4)",
                params![group, model, site, leader, co_leader, now],
            )?;
            tx.execute(
                "INSERT INTO group_meetings (id, group_id, starts_at, minutes, topic, scheduled_at, scheduled_by)
                 VALUES ($1, $2, $3, 60, 'Sleep', $3, $4)",
                params![meeting, group, now, leader],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
    (group, meeting)
}

/// Who may come to this room's pages: the coordinator, and whoever leads this group.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (group, meeting) = group(stage, "group_therapy", "vale", Some("sam")).await;
    let page = format!("/groups/{group}");
    vec![
        case("GET", "/groups", "/groups", &["cora", "vale", "sam", "tess"]),
        case("GET", "/groups/new", "/groups/new", &["cora"]),
        case("POST", "/groups", "/groups", &["cora"]),
        case("GET", "/groups/{id}", page.clone(), &["cora", "vale", "sam"]),
        case("POST", "/groups/{id}/meetings", format!("{page}/meetings"), &["cora", "vale", "sam"]),
        case(
            "GET",
            "/groups/{id}/meetings/{meeting}",
            format!("{page}/meetings/{meeting}"),
            &["cora", "vale", "sam"],
        ),
        case(
            "POST",
            "/groups/{id}/meetings/{meeting}",
            format!("{page}/meetings/{meeting}"),
            &["cora", "vale", "sam"],
        ),
    ]
}
