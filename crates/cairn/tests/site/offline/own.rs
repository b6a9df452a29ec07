//! What a family member and a supporter take along of their own, and that it is nobody else's.

use axum::http::StatusCode;
use cairn_toolkit::Owner;
use serde_json::Value;

use super::{device, take};
use crate::cast::Stage;
use crate::families::family;
use crate::families::support::relative;
use crate::visitor::Visitor;

const FAMILY: &str = "family_member";
const SUPPORTER: &str = "peer_supporter";
const OWN_TAKINGS: &str = "SELECT COUNT(*) AS n FROM offline_own_takings";
const TAKINGS: &str = "SELECT COUNT(*) AS n FROM offline_takings";
const WORKSHEETS: &str = "SELECT COUNT(*) AS n FROM worksheets";

async fn pack(visitor: &mut Visitor, along: &[String]) -> Value {
    let reply = take(visitor, along).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.words());
    serde_json::from_str(&reply.body).unwrap()
}

/// How long the device shows one part of a pack.
fn hours(stage: &Stage, part: &Value) -> i64 {
    let until: jiff::Timestamp = part["until"].as_str().unwrap().parse().unwrap();
    until.duration_since(stage.app.clock.now()).as_hours()
}

fn forms(part: &Value) -> Vec<&str> {
    part["forms"].as_array().unwrap().iter().map(|form| form["html"].as_str().unwrap()).collect()
}

/// Where each form goes.
fn addresses(part: &Value) -> Vec<String> {
    let action =
        |html: &&str| html.split(" action=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    forms(part).iter().map(action).collect()
}

/// Where the form of each tool goes: one that goes on, to the worksheet that there is.
fn expected(tools: &str, owner: Owner, sheet: &str) -> Vec<String> {
    let own = cairn_toolkit::library().filter(|tool| tool.is_for(owner) && tool.place.is_none());
    let address = |tool: &cairn_toolkit::Tool| {
        let path = format!("{tools}/{}", tool.id);
        if sheet.starts_with(&format!("{path}/")) { sheet.to_string() } else { path }
    };
    own.map(address).collect()
}

#[tokio::test]
async fn a_family_member_takes_what_is_theirs_along_and_nothing_of_a_participant() {
    let mut stage = Stage::set().await;
    let (lake, member) = family(&stage).await;
    let ned = relative(&mut stage, "ned", "Ned Ruiz", lake).await;
    let goal = [("words", "egret-ned"), ("tier", "team")];
    stage.visit_as("ned").await.submit(&format!("/family-members/{ned}/goals"), &goal).await;
    let (mut ana, of_ana) = (stage.visit_as("ana").await, format!("/participants/{}", stage.ana));
    ana.submit(&format!("{of_ana}/check-ins"), &[("words", "heron-check-in"), ("tier", "team")]).await;
    ana.submit(&format!("{of_ana}/goals"), &[("words", "heron-goal"), ("tier", "record")]).await;

    let mut mia = stage.visit_as("mia").await;
    let here = format!("/family-members/{member}");
    let goals = format!("{here}/goals");
    let edit = mia.submit(&goals, &[("words", "plover-goal"), ("tier", "mine")]).await;
    let goal = edit.trim_end_matches("/edit").to_string();
    mia.submit(&format!("{goal}/steps"), &[("step", "plover-step")]).await;
    let edit = mia.submit(&goals, &[("words", "plover-closed"), ("tier", "team")]).await;
    let closing = format!("{}/closing", edit.trim_end_matches("/edit"));
    mia.submit(&closing, &[("reason", "set_aside")]).await;
    let tool = format!("{here}/tools/family_own_support");
    let sheet = mia.submit(&tool, &[("a.rest", "plover-rest"), ("tier", "mine")]).await;

    assert!(mia.page("/family").await.contains("href=\"/offline\""), "it stands in the menu");
    assert!(mia.page(&format!("{here}/privacy")).await.contains("href=\"/offline\""));
    let page = mia.page("/offline").await;
    assert!(page.contains("Take your own things along") && page.contains("value=\"family_member\" checked"));
    assert!(!page.contains("Ana Ruiz") && !page.contains("value=\"peer_supporter\""));

    let pack = pack(&mut mia, &[FAMILY.to_string()]).await;
    let own = &pack["people"][0];
    assert_eq!(hours(&stage, own), 30 * 24);
    let shown = own["html"].as_str().unwrap();
    for part in ["plover-goal", "plover-step", "tel:988", "tel:18006624357"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("plover-closed"));
    assert_eq!(addresses(own), expected(&format!("{here}/tools"), Owner::FamilyMember, &sheet));
    assert!(forms(own).iter().all(|form| form.contains("name=\"form_key\"")));
    assert!(forms(own).iter().any(|form| form.contains("plover-rest")), "it goes on where it was left");
    let whole = pack.to_string();
    for word in ["Ana Ruiz", "heron-", "Bo Chen", "Ned Ruiz", "egret-", "Spoke of", "/participants/"] {
        assert!(!whole.contains(word), "{word}");
    }

    assert_eq!((stage.count(OWN_TAKINGS).await, stage.count(TAKINGS).await), (1, 0));
    let entered =
        "SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'exported' AND participant_id IS NULL
                   AND object_kind = 'offline_device' AND acting_as = 'family_member'";
    assert_eq!(stage.count(entered).await, 1);
    let copy = mia.page(&format!("{here}/copy")).await;
    assert!(copy.contains("When your own things went along on a device"));
}

#[tokio::test]
async fn what_a_family_member_wrote_without_a_network_arrives_until_the_device_is_revoked() {
    let stage = Stage::set().await;
    let (_, member) = family(&stage).await;
    let mut mia = stage.visit_as("mia").await;
    let pack = pack(&mut mia, &[FAMILY.to_string()]).await;
    let ends = |address: &String| address.ends_with("/halt");
    let halt = addresses(&pack["people"][0]).into_iter().find(ends).expect("a form for this tool");
    let written = [("a.note", "plover-bus"), ("tier", "mine"), ("made_at", "2026-02-20T15:00:00Z")];
    let sheet = mia.submit(&halt, &written).await;
    assert!(sheet.starts_with(&format!("/family-members/{member}/tools/halt/worksheets/")));
    assert!(mia.page(&sheet).await.contains("plover-bus"));
    let late = "SELECT COUNT(*) AS n FROM tool_uses WHERE used_on = '2026-02-20' AND member_id IS NOT NULL";
    assert_eq!(stage.count(late).await, 1, "it counts on the day on which it was written");
    assert!(mia.page("/offline").await.contains("last taken along"));

    let id = device(&mut mia).await;
    mia.submit(&format!("/offline/devices/{id}/revocation"), &[]).await;
    assert_eq!(mia.post(&halt, &written).await.status, StatusCode::GONE);
    assert_eq!(stage.count(WORKSHEETS).await, 1);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM offline_wipings").await, 1);
}

#[tokio::test]
async fn nobody_takes_what_is_somebody_elses_or_of_a_hat_they_do_not_wear() {
    let mut stage = Stage::set().await;
    let mut mia = stage.visit_as("mia").await;
    assert!(mia.page("/offline").await.contains("Your page is not ready yet"));
    assert_eq!(take(&mut mia, &[FAMILY.to_string()]).await.status, StatusCode::NOT_FOUND);
    let (lake, member) = family(&stage).await;
    let ned = relative(&mut stage, "ned", "Ned Ruiz", lake).await;
    let ana = stage.ana.to_string();
    for (who, along) in [
        ("mia", vec![ana.clone()]),
        ("mia", vec![FAMILY.to_string(), ana]),
        ("mia", vec![member.to_string()]),
        ("mia", vec![ned.to_string()]),
        ("mia", vec![SUPPORTER.to_string()]),
        ("ana", vec![FAMILY.to_string()]),
        ("ana", vec![SUPPORTER.to_string()]),
        // Sam walks with the family and may open the record: it goes along with its person alone.
        ("sam", vec![FAMILY.to_string()]),
        ("sam", vec![member.to_string()]),
        ("cora", vec![FAMILY.to_string()]),
        ("sol", vec![SUPPORTER.to_string()]),
        ("gus", vec![SUPPORTER.to_string()]),
    ] {
        let reply = take(&mut stage.visit_as(who).await, &along).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{who} took {along:?}");
    }
    let nothing = take(&mut stage.visit_as("mia").await, &["volunteer".to_string()]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((stage.count(OWN_TAKINGS).await, stage.count(TAKINGS).await), (0, 0));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM offline_devices").await, 0);
}

#[tokio::test]
async fn a_supporter_takes_their_own_plan_and_tools_along_beside_the_people() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    sam.submit("/wellbeing/goals", &[("words", "curlew-goal")]).await;
    let sheet = sam.submit("/my-tools/wellness_plan", &[("a.well_like", "curlew-own")]).await;
    let page = sam.page("/offline").await;
    assert!(page.contains("value=\"peer_supporter\"") && !page.contains("value=\"peer_supporter\" checked"));

    let along = [SUPPORTER.to_string(), stage.ana.to_string()];
    let both = pack(&mut sam, &along).await;
    let (own, ana) = (&both["people"][0], &both["people"][1]);
    assert_eq!((hours(&stage, own), hours(&stage, ana)), (30 * 24, 24));
    assert_eq!(addresses(own), expected("/my-tools", Owner::PeerSupporter, &sheet));
    assert!(own["html"].as_str().unwrap().contains("curlew-goal") && own.to_string().contains("curlew-own"));
    assert!(!own.to_string().contains("Ana Ruiz") && !own.to_string().contains("/participants/"));
    assert!(forms(own).iter().all(|form| !form.contains("name=\"tier\"")), "nobody else reads it");
    assert_eq!(ana["name"], "Ana Ruiz");
    assert!(!ana.to_string().contains("curlew") && !ana.to_string().contains("/my-tools"));
    let mut tess = stage.visit_as("tess").await;
    assert!(!pack(&mut tess, &[SUPPORTER.to_string()]).await.to_string().contains("curlew"));
    assert_eq!((stage.count(OWN_TAKINGS).await, stage.count(TAKINGS).await), (2, 1));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM offline_own_takings WHERE member_id IS NULL").await, 2);
    // The participant reads that their page went along, and the log of nobody else's record has what is Sam's own.
    let entered = "SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'exported'
                   AND object_kind = 'offline_device' AND participant_id IS NOT NULL";
    assert_eq!(stage.count(entered).await, 1);

    sam.submit("/my-tools/halt", &[("a.note", "curlew-bus"), ("made_at", "2026-03-01T15:00:00Z")]).await;
    assert_eq!(stage.count(WORKSHEETS).await, 2);
    let id = device(&mut sam).await;
    stage.visit_as("ada").await.submit(&format!("/offline/devices/{id}/revocation"), &[]).await;
    assert_eq!(sam.post("/my-tools/halt", &[("a.note", "late")]).await.status, StatusCode::GONE);
    assert_eq!(stage.count(WORKSHEETS).await, 2);
}
