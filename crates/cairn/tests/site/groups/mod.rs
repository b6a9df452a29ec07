//! Groups: who sees them, who leads, who was there.

use cairn::ids::{FamilyMemberId, GroupId, MeetingId};
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

mod arrivals;
mod belonging;
mod notes;
mod of_family;
mod secrecy;
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
                "INSERT INTO support_groups (id, name, model, site_id, leader_id, rhythm, size_limit, begun_at, begun_by)
                 VALUES ($1, 'Morning group', $2, $3, $4, 'Mondays', 2, $5, $4)",
                params![group, model, site, leader, now],
            )?;
            if let Some(co_leader) = co_leader {
                tx.execute(
                    "INSERT INTO group_co_leaders (id, group_id, person_id, since, named_by) VALUES ($1, $1, $2, $3, $4)",
                    params![group, co_leader, now, leader],
                )?;
            }
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

/// The first id that a query finds.
pub async fn id(stage: &Stage, sql: &'static str) -> String {
    let found: Result<String, cairn_db::Error> =
        stage.app.db.read(move |tx| tx.one(sql, &[], |row| row.get("id"))).await;
    found.unwrap()
}

/// Sam leads a group to which Ana came, and wrote and sent the note about it.
pub async fn noted(stage: &Stage) -> (GroupId, MeetingId) {
    let (group, meeting) = group(stage, "support_group", "sam", None).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let ana = stage.person("ana").to_string();
    let mut sam = stage.visit_as("sam").await;
    sam.page(&format!("{path}?search=ana+ruiz")).await;
    sam.submit(&path, &[("present", &ana), ("minutes", "52")]).await;
    let part = format!("part-{ana}");
    let note = [
        ("shared", "Talked about rest."),
        ("person", ana.as_str()),
        (part.as_str(), "Slept well."),
        ("action", "send"),
    ];
    sam.submit(&format!("{path}/note"), &note).await;
    (group, meeting)
}

/// Sam leads a family group to which Mia came, and wrote and sent the note: the member, and the part about her.
pub async fn noted_of_family(stage: &Stage) -> (FamilyMemberId, String) {
    let (_, member) = crate::families::family(stage).await;
    let (group, meeting) = group(stage, "family_group", "sam", None).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let mia = stage.person("mia").to_string();
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&path, &[("present", &mia), ("minutes", "60")]).await;
    let (part, tier) = (format!("part-{mia}"), format!("tier-{mia}"));
    let note = [
        ("shared", "Heard each other out."),
        ("tier", "team"),
        ("person", mia.as_str()),
        (part.as_str(), "Curlewwords."),
        (tier.as_str(), "record"),
        ("action", "send"),
    ];
    sam.submit(&format!("{path}/note"), &note).await;
    let found = "SELECT x.id FROM group_note_parts x JOIN family_members f ON f.person_id = x.person_id";
    (member, id(stage, found).await)
}

/// The routes of one group and its meeting.
fn of_group(page: &str, meeting: &str, [membership, wait, topic, co_leader]: [&str; 4]) -> Vec<Case> {
    const LEAD: &[&str] = &["cora", "vale", "sam"];
    let at = |rest: &str| format!("{page}{rest}");
    vec![
        case("GET", "/groups/{id}", page, LEAD),
        case("GET", "/groups/{id}/edit", at("/edit"), &["cora"]),
        case("POST", "/groups/{id}", page, &["cora"]),
        case("POST", "/groups/{id}/co-leaders", at("/co-leaders"), &["cora"]),
        case("GET", "/groups/{id}/members", at("/members"), LEAD),
        case("POST", "/groups/{id}/members", at("/members"), LEAD),
        case(
            "POST",
            "/groups/{id}/members/{membership}/leaving",
            at(&format!("/members/{membership}/leaving")),
            LEAD,
        ),
        case("POST", "/groups/{id}/waits/{wait}/ending", at(&format!("/waits/{wait}/ending")), LEAD),
        case("POST", "/groups/{id}/places", at("/places"), LEAD),
        case("GET", "/groups/{id}/rules", at("/rules"), LEAD),
        case("POST", "/groups/{id}/rules", at("/rules"), LEAD),
        case("POST", "/groups/{id}/rules/acceptances", at("/rules/acceptances"), LEAD),
        case("GET", "/groups/{id}/topics", at("/topics"), LEAD),
        case("POST", "/groups/{id}/topics", at("/topics"), LEAD),
        case("POST", "/groups/{id}/topics/{topic}/removal", at(&format!("/topics/{topic}/removal")), LEAD),
        case("POST", "/groups/{id}/meetings", at("/meetings"), LEAD),
        case("GET", "/groups/{id}/meetings/{meeting}", meeting, LEAD),
        case("POST", "/groups/{id}/meetings/{meeting}", meeting, LEAD),
        case("POST", "/groups/{id}/meetings/{meeting}/head-count", format!("{meeting}/head-count"), LEAD),
        case("POST", "/groups/{id}/meetings/{meeting}/facilitators", format!("{meeting}/facilitators"), LEAD),
        case("GET", "/groups/{id}/meetings/{meeting}/note", format!("{meeting}/note"), &["vale", "sam"]),
        case("POST", "/groups/{id}/meetings/{meeting}/note", format!("{meeting}/note"), &["vale", "sam"]),
        case(
            "GET",
            "/groups/{id}/meetings/{meeting}/note/versions",
            format!("{meeting}/note/versions"),
            &["vale", "sam"],
        ),
        case(
            "POST",
            "/groups/{id}/co-leaders/{person}/ending",
            at(&format!("/co-leaders/{co_leader}/ending")),
            &["cora"],
        ),
        case("POST", "/groups/{id}/ending", at("/ending"), &["cora"]),
    ]
}

/// Who may come to this room's pages: the coordinator, and whoever leads this group; the people in it to their own.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (therapy, meeting) = group(stage, "group_therapy", "vale", Some("sam")).await;
    let (page, meeting) = (format!("/groups/{therapy}"), format!("/groups/{therapy}/meetings/{meeting}"));
    let (bo, ana) = (stage.person("bo").to_string(), stage.person("ana").to_string());
    let mut vale = stage.visit_as("vale").await;
    vale.submit(&format!("{page}/members"), &[("person", &bo), ("action", "join")]).await;
    vale.submit(&format!("{page}/members"), &[("person", &ana), ("action", "wait")]).await;
    vale.submit(&format!("{page}/rules"), &[("wording", "One speaks at a time."), ("version", "0")]).await;
    vale.submit(&format!("{page}/topics"), &[("title", "Sleep")]).await;
    vale.submit(&format!("{meeting}/note"), &[("shared", "Spoke of sleep."), ("action", "draft")]).await;
    let membership = id(stage, "SELECT id FROM group_memberships").await;
    let wait = id(stage, "SELECT id FROM group_waits").await;
    let topic = id(stage, "SELECT id FROM group_topics").await;
    let (own, _) = noted(stage).await;
    let rules = [("wording", "One speaks at a time."), ("version", "0")];
    stage.visit_as("sam").await.submit(&format!("/groups/{own}/rules"), &rules).await;
    let own = format!("/my-groups/{own}");
    let note = id(stage, "SELECT note_id AS id FROM group_note_submissions").await;
    let submission = id(stage, "SELECT id FROM group_note_submissions").await;
    let part = id(stage, "SELECT id FROM group_note_parts").await;
    let record = format!("/participants/{}/group-notes", stage.ana);
    let (member, hers) = noted_of_family(stage).await;
    let of_mia = format!("/family-members/{member}/group-notes");
    let mut cases = vec![
        case("GET", "/family-members/{id}/group-notes", of_mia.clone(), &["mia", "sam", "sol", "cora"]),
        case(
            "POST",
            "/family-members/{id}/group-notes/{part}/tier",
            format!("{of_mia}/{hers}/tier"),
            &["mia"],
        ),
        case("GET", "/groups", "/groups", &["cora", "vale", "sam", "tess"]),
        case("GET", "/groups/new", "/groups/new", &["cora"]),
        case("POST", "/groups", "/groups", &["cora"]),
        case("GET", "/attend", "/attend", &["ana", "bo", "mia"]),
        case("POST", "/attend", "/attend", &["ana", "bo", "mia"]),
        case("GET", "/my-groups", "/my-groups", &["ana", "bo", "mia"]),
        case("GET", "/my-groups/{id}", own.clone(), &["ana"]),
        case("POST", "/my-groups/{id}/acceptance", format!("{own}/acceptance"), &["ana"]),
        case("POST", "/my-groups/{id}/joining", format!("{own}/joining"), &["ana"]),
        case("POST", "/my-groups/{id}/place", format!("{own}/place"), &["ana"]),
        case("POST", "/my-groups/{id}/leaving", format!("{own}/leaving"), &["ana"]),
        case("GET", "/group-notes", "/group-notes", &["sol"]),
        case("GET", "/group-notes/{note}", format!("/group-notes/{note}"), &["sol"]),
        case(
            "POST",
            "/group-submissions/{id}/return",
            format!("/group-submissions/{submission}/return"),
            &["sol"],
        ),
        case(
            "POST",
            "/group-submissions/{id}/approval",
            format!("/group-submissions/{submission}/approval"),
            &["sol"],
        ),
        case("GET", "/participants/{id}/group-notes", record.clone(), &["ana", "sam", "sol", "cora"]),
        case("POST", "/participants/{id}/group-notes/{part}/tier", format!("{record}/{part}/tier"), &["ana"]),
    ];
    cases.extend(of_group(&page, &meeting, [&membership, &wait, &topic, &stage.person("sam").to_string()]));
    cases
}
