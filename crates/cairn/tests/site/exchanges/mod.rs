//! Peer exchanges: who sees what, and that nothing of them is anywhere else.

use cairn::ids::{GroupId, MeetingId};

use crate::cast::Stage;
use crate::groups::id;
use crate::guards::permissions::{Case, case};

mod apart;
mod story;

/// Dr. Vale's group with Sam beside, to which Ana and Bo came, with a plan.
pub async fn planned(stage: &Stage) -> (GroupId, MeetingId) {
    planned_for(stage, &["ana", "bo"]).await
}

async fn planned_for(stage: &Stage, came: &[&str]) -> (GroupId, MeetingId) {
    let (group, meeting) = crate::groups::group(stage, "group_therapy", "vale", Some("sam")).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let people: Vec<String> = came.iter().map(|name| stage.person(name).to_string()).collect();
    let mut fields: Vec<(&str, &str)> = people.iter().map(|person| ("present", person.as_str())).collect();
    fields.push(("minutes", "60"));
    let mut vale = stage.visit_as("vale").await;
    vale.submit(&path, &fields).await;
    let plan = [("shape", "pairs"), ("odd", "other_size"), ("prompt-1", "What helped?"), ("minutes-1", "8")];
    vale.submit(&format!("{path}/plan"), &plan).await;
    (group, meeting)
}

/// Bo alone came: in Ana's record Dr. Vale is nobody, as the other rooms' cases have it.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (group, meeting) = planned_for(stage, &["bo"]).await;
    let (page, own) = (format!("/groups/{group}"), format!("/my-groups/{group}/exchange-limits"));
    let path = format!("{page}/meetings/{meeting}");
    let round = id(stage, "SELECT id FROM exchange_rounds").await;
    stage.visit_as("bo").await.submit(&own, &[("kind", "not_giver")]).await;
    let theirs = id(stage, "SELECT id FROM exchange_limits WHERE kind = 'not_giver'").await;
    let mine = format!("/my-exchanges/{meeting}");
    const LEAD: &[&str] = &["vale", "sam"];
    const THERE: &[&str] = &["bo"];
    let of = |method, route, path: String, may| case(method, route, path, may);
    vec![
        of("GET", "/groups/{id}/meetings/{meeting}/exchanges", format!("{path}/exchanges"), LEAD),
        of("GET", "/groups/{id}/meetings/{meeting}/plan", format!("{path}/plan"), LEAD),
        of("POST", "/groups/{id}/meetings/{meeting}/plan", format!("{path}/plan"), LEAD),
        of("POST", "/groups/{id}/meetings/{meeting}/plan/copy", format!("{path}/plan/copy"), LEAD),
        of("POST", "/groups/{id}/meetings/{meeting}/exchanges", format!("{path}/exchanges"), LEAD),
        of("POST", "/groups/{id}/meetings/{meeting}/exchanges/swap", format!("{path}/exchanges/swap"), LEAD),
        of(
            "POST",
            "/groups/{id}/meetings/{meeting}/exchanges/confirmation",
            format!("{path}/exchanges/confirmation"),
            LEAD,
        ),
        of(
            "POST",
            "/groups/{id}/meetings/{meeting}/rounds/{round}/start",
            format!("{path}/rounds/{round}/start"),
            LEAD,
        ),
        of("GET", "/groups/{id}/exchange-limits", format!("{page}/exchange-limits"), LEAD),
        of("POST", "/groups/{id}/exchange-limits", format!("{page}/exchange-limits"), LEAD),
        // Only who said it takes it back.
        of(
            "POST",
            "/groups/{id}/exchange-limits/{limit}/ending",
            format!("{page}/exchange-limits/{theirs}/ending"),
            &[],
        ),
        of("GET", "/my-groups/{id}/exchange-limits", own.clone(), THERE),
        of("POST", "/my-groups/{id}/exchange-limits", own.clone(), THERE),
        of("POST", "/my-groups/{id}/exchange-limits/{limit}/ending", format!("{own}/{theirs}/ending"), THERE),
        of("GET", "/my-exchanges/{meeting}", mine.clone(), THERE),
        of("POST", "/my-exchanges/{meeting}", mine, THERE),
        of(
            "GET",
            "/participants/{id}/exchanges",
            format!("/participants/{}/exchanges", stage.bo),
            &["bo", "cora", "vale"],
        ),
    ]
}
