//! The supporter's own room: their weeks, their plan, their load, what they learn, and that it is theirs alone.

mod learning;

use axum::http::StatusCode;
use cairn::ids::RowId;
use cairn_db::params;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::disclosures::newest;
use crate::guards::permissions::{Case, case};

const SUPPORTERS: &[&str] = &["sam", "tess"];
const SAM: &[&str] = &["sam"];

/// Sam's plan has one goal with one step; where the goal's forms go.
async fn goal(stage: &Stage) -> String {
    let mut sam = stage.visit_as("sam").await;
    let words = [("words", "kingfisher-goal"), ("why", "kingfisher-why")];
    let edit = sam.submit("/wellbeing/goals", &words).await;
    let goal = edit.trim_end_matches("/edit").to_string();
    sam.submit(&format!("{goal}/steps"), &[("step", "kingfisher-step"), ("by_on", "2026-03-09")]).await;
    goal
}

/// A talk about load that Sam asked Sol for.
async fn talk(stage: &Stage) -> RowId {
    let (sam, sol, now) = (stage.person("sam"), stage.person("sol"), stage.app.clock.now());
    let id: RowId = stage.app.chance.id(now);
    let asked: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO load_talks (id, person_id, supervisor_id, asked_at) VALUES ($1, $2, $3, $4)",
                params![id, sam, sol, now],
            )
        })
        .await;
    asked.unwrap();
    id
}

/// Sam led a group to which Ana and Bo came; the meeting.
async fn group_met(stage: &Stage) -> String {
    let (group, meeting) = crate::groups::group(stage, "support_group", "sam", None).await;
    let (ana, bo) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    let there = [("present", ana.as_str()), ("present", bo.as_str()), ("minutes", "60")];
    stage.visit_as("sam").await.submit(&format!("/groups/{group}/meetings/{meeting}"), &there).await;
    meeting.to_string()
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let goal = goal(stage).await;
    let step: RowId = newest(stage, "SELECT id FROM own_steps").await;
    let meeting = group_met(stage).await;
    let (held, withdrawn) = (talk(stage).await, talk(stage).await);
    let on = |path: &str| format!("{goal}/{path}");
    let mut cases = vec![
        case("GET", "/wellbeing/check-ins", "/wellbeing/check-ins", SUPPORTERS),
        case("POST", "/wellbeing/check-ins", "/wellbeing/check-ins", SUPPORTERS),
        case("POST", "/wellbeing/taps/{kind}/{id}", format!("/wellbeing/taps/group_meeting/{meeting}"), SAM),
        case("GET", "/wellbeing/copy.json", "/wellbeing/copy.json", SUPPORTERS),
        case("GET", "/wellbeing/plan", "/wellbeing/plan", SUPPORTERS),
        case("POST", "/wellbeing/plan-reviews", "/wellbeing/plan-reviews", SUPPORTERS),
        case("GET", "/wellbeing/goals/new", "/wellbeing/goals/new", SUPPORTERS),
        case("POST", "/wellbeing/goals", "/wellbeing/goals", SUPPORTERS),
        case("GET", "/wellbeing/goals/{id}/edit", on("edit"), SAM),
        case("POST", "/wellbeing/goals/{id}", goal.clone(), SAM),
        case("POST", "/wellbeing/goals/{id}/ratings", on("ratings"), SAM),
        case("POST", "/wellbeing/goals/{id}/closing", on("closing"), SAM),
        case("POST", "/wellbeing/goals/{id}/reopening", on("reopening"), SAM),
        case("POST", "/wellbeing/goals/{id}/steps", on("steps"), SAM),
        case("POST", "/wellbeing/steps/{id}/ending", format!("/wellbeing/steps/{step}/ending"), SAM),
        case("POST", "/wellbeing/steps/{id}/reopening", format!("/wellbeing/steps/{step}/reopening"), SAM),
        case("GET", "/wellbeing/load", "/wellbeing/load", SUPPORTERS),
        case("POST", "/wellbeing/load-talks", "/wellbeing/load-talks", SUPPORTERS),
        case("POST", "/load-talks/{id}/withdrawal", format!("/load-talks/{withdrawn}/withdrawal"), SAM),
        case("POST", "/load-talks/{id}/holding", format!("/load-talks/{held}/holding"), &["sol"]),
    ];
    cases.extend(learning::permissions(stage).await);
    cases
}

#[tokio::test]
async fn a_plan_about_oneself_is_read_by_oneself() {
    let stage = Stage::set().await;
    let goal = goal(&stage).await;
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&format!("{goal}/ratings"), &[("importance", "9"), ("confidence", "4")]).await;
    sam.submit(&goal, &[("words", "kingfisher-reworded")]).await;
    let step: RowId = newest(&stage, "SELECT id FROM own_steps").await;
    sam.submit(&format!("/wellbeing/steps/{step}/ending"), &[("ending", "done")]).await;
    let review = [("review_words", "kingfisher-review"), ("next_review_on", "2026-05-01")];
    sam.submit("/wellbeing/plan-reviews", &review).await;
    let page = sam.get("/wellbeing/plan").await.words();
    for shown in ["kingfisher-reworded", "kingfisher-goal", "kingfisher-step", "kingfisher-review", "9 of 10"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(page.contains("Next look at the plan: Fri, May 1, 2026"), "{page}");
    // Nothing to say is told, and nothing is lost.
    let empty = sam.post(&format!("{goal}/ratings"), &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    sam.submit(&format!("{goal}/closing"), &[("reason", "set_aside")]).await;
    let refused = sam.post(&format!("{goal}/steps"), &[("step", "one more")]).await;
    assert!(refused.words().contains("Open it again first"), "{}", refused.words());
    sam.submit(&format!("{goal}/reopening"), &[]).await;
    // Nobody else has a way there, whatever their hat, and no page that they reach says a word of it.
    let from = ["/today".to_string(), format!("/peer-supporters/{}", stage.sam)];
    for name in ["tess", "sol", "cora", "ada", "eva", "pia"] {
        let mut visitor = stage.visit_as(name).await;
        assert_eq!(visitor.get(&format!("{goal}/edit")).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    for page in stage.visit_as("sol").await.reached(&from).await {
        assert!(!page.reply.body.contains("kingfisher"), "Sol at {}", page.path);
    }
    // The log says that something was kept.
    let kept = "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'own_plan'";
    assert!(stage.count(kept).await >= 8);
}

#[tokio::test]
async fn a_hard_month_leads_to_suggestions_and_to_a_talk_only_by_a_button() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let page = sam.get("/wellbeing/load").await.words();
    // Nothing was written down: that is not fine, it is not known.
    assert!(page.contains("this is no all-clear") && page.contains("Not known"), "{page}");
    assert!(sam.page("/today").await.contains("How was this week for you?"));
    // One tap on the first page of the day is a whole check-in.
    assert_eq!(sam.submit("/wellbeing/check-ins", &[("mood", "3")]).await, "/wellbeing");
    assert!(!sam.page("/today").await.contains("How was this week for you?"));
    stage.advance(SignedDuration::from_hours(24 * 7));
    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page("/today").await.contains("How was this week for you?"));
    let week = [("mood", "2"), ("sleep_hours", "5"), ("words", "plover-week")];
    sam.submit("/wellbeing/check-ins", &week).await;
    assert_eq!(sam.post("/wellbeing/check-ins", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = sam.get("/wellbeing/load").await.words();
    assert!(page.contains("Plan a day off") && page.contains("Let somebody cover for you"), "{page}");
    assert!(sam.page("/wellbeing/check-ins").await.contains("plover-week"));
    // Sol learns of it when Sam says so, and then that alone.
    let asks = "would like to talk about their load";
    assert!(!stage.visit_as("sol").await.page("/today").await.contains(asks));
    sam.submit("/wellbeing/load-talks", &[]).await;
    sam.submit("/wellbeing/load-talks", &[]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM load_talks").await, 1, "asked twice, it is one talk");
    let today = stage.visit_as("sol").await.page("/today").await;
    assert!(today.contains(&format!("Sam Okafor {asks}")), "{today}");
    assert!(!today.contains("plover") && !today.contains("sleep"), "{today}");
    for name in ["cora", "ada", "tess"] {
        assert!(!stage.visit_as(name).await.page("/today").await.contains(asks), "{name}");
    }
    let id: RowId = newest(&stage, "SELECT id FROM load_talks").await;
    sam.submit(&format!("/load-talks/{id}/withdrawal"), &[]).await;
    assert!(!stage.visit_as("sol").await.page("/today").await.contains(asks));
    sam.submit("/wellbeing/load-talks", &[]).await;
    let open = "SELECT k.id AS id FROM load_talks k LEFT JOIN load_talk_withdrawals w ON w.talk_id = k.id
        WHERE w.talk_id IS NULL";
    let id: RowId = newest(&stage, open).await;
    stage.visit_as("sol").await.submit(&format!("/load-talks/{id}/holding"), &[("held", "yes")]).await;
    assert!(sam.page("/wellbeing/load").await.contains("I would like to talk"));
    // Tess has nobody to ask, and is told so.
    let alone = stage.visit_as("tess").await.post("/wellbeing/load-talks", &[]).await;
    assert!(alone.words().contains("Nobody is named as your supervisor"), "{}", alone.words());
}

#[tokio::test]
async fn a_group_is_tapped_like_a_session_and_counts_as_work() {
    let stage = Stage::set().await;
    let meeting = group_met(&stage).await;
    let mut sam = stage.visit_as("sam").await;
    let tap = format!("/wellbeing/taps/group_meeting/{meeting}");
    assert!(sam.page("/today").await.contains(&tap) && sam.page("/wellbeing").await.contains(&tap));
    assert_eq!(sam.submit(&tap, &[("value", "-2")]).await, "/wellbeing");
    let words = sam.get("/wellbeing").await.words();
    assert!(words.contains("It took a lot from me 1"), "{words}");
    assert!(!sam.page("/today").await.contains(&tap), "once is enough");
    sam.submit(&tap, &[("value", "1")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM own_taps WHERE value = 1").await, 1, "corrected");
    let words = sam.get("/wellbeing/load").await.words();
    assert!(words.contains("Days off, 7 days 6"), "{words}");
    let words = sam.get("/wellbeing/learning").await.words();
    assert!(words.contains("Groups you led 1 h 0 min"), "{words}");
    assert_eq!(
        stage.visit_as("tess").await.post(&tap, &[("value", "1")]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn half_a_year_of_work_is_asked_about_and_the_own_copy_names_nobody() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page("/today").await.contains("/wellbeing/proqol5"));
    let form = sam.get("/wellbeing/proqol5").await.words();
    assert!(form.contains("Stamm") && form.contains("not sold"), "credited, unchanged, not sold: {form}");
    let fields: Vec<(String, &str)> = (1..=30).map(|item| (format!("item-{item}"), "3")).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    sam.submit("/wellbeing/proqol5", &fields).await;
    let page = sam.get("/wellbeing").await.words();
    assert!(page.contains("Burnout 30 on a scale from 10 to 50"), "{page}");
    assert!(page.contains("They are never added up"), "{page}");
    // 182 days after March 2.
    assert!(page.contains("The next time is Mon, Aug 31, 2026"), "{page}");
    assert!(!sam.page("/today").await.contains("/wellbeing/proqol5"));
    goal(&stage).await;
    group_met(&stage).await;
    sam.step_up().await;
    let copy = sam.get("/wellbeing/copy.json").await;
    assert_eq!(copy.status, StatusCode::OK);
    for kept in ["kingfisher-goal", "kingfisher-step", "proqol5"] {
        assert!(copy.body.contains(kept), "{kept}");
    }
    for other in ["Ana", "Bo Chen", &stage.ana.to_string(), &stage.person("ana").to_string()] {
        assert!(!copy.body.contains(other), "{other} stands in Sam's copy");
    }
}
