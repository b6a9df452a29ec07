//! Tools: worksheets of participants, family members and supporters, uses, and what a program adds.

mod own;
mod program;

use axum::http::StatusCode;

use crate::cast::Stage;
use crate::families::family;
use crate::guards::permissions::{Case, case};

const READERS: &[&str] = &["ana", "sam", "sol", "cora"];
const FILLERS: &[&str] = &["ana", "sam"];
const OF_FAMILY: &[&str] = &["mia", "sam", "sol", "cora"];
const FAMILY_FILLERS: &[&str] = &["mia", "sam"];
const SUPPORTERS: &[&str] = &["sam", "tess"];
const PROGRAM: &[&str] = &["cora", "ada"];

/// Cases of one kind of owner: who reads, who fills, who reads the sheet.
macro_rules! cases {
    ($base:literal, $here:expr, $ids:expr, ($readers:expr, $fillers:expr, $sheet:expr, $writes:expr)) => {{
        let (here, (sheet, used)): (String, (String, String)) = ($here, $ids);
        vec![
            case("GET", $base, here.clone(), $readers),
            case("GET", concat!($base, "/{tool}"), format!("{here}/halt"), $fillers),
            case("POST", concat!($base, "/{tool}"), format!("{here}/halt"), $fillers),
            case("GET", concat!($base, "/{tool}/print"), format!("{here}/halt/print"), $readers),
            case("POST", concat!($base, "/{tool}/uses"), format!("{here}/halt/uses"), $fillers),
            case(
                "POST",
                concat!($base, "/{tool}/uses/{used}/rating"),
                format!("{here}/halt/uses/{used}/rating"),
                $writes,
            ),
            case("GET", concat!($base, "/{tool}/worksheets"), format!("{here}/halt/worksheets"), $readers),
            case("GET", concat!($base, "/{tool}/worksheets/{sheet}"), sheet.clone(), $sheet),
            case("GET", concat!($base, "/{tool}/worksheets/{sheet}/edit"), format!("{sheet}/edit"), $writes),
            case("POST", concat!($base, "/{tool}/worksheets/{sheet}"), sheet.clone(), $writes),
            case("GET", concat!($base, "/{tool}/worksheets/{sheet}/print"), format!("{sheet}/print"), $sheet),
        ]
    }};
}

/// A HALT check of theirs and its use: the address of the one, the id of the other.
async fn kept(stage: &Stage, name: &str, here: &str, tier: &str) -> (String, String) {
    let mut visitor = stage.visit_as(name).await;
    let fields = [("a.note", "Long day"), ("tier", tier)];
    let sheet = visitor.submit(&format!("{here}/halt"), &fields).await;
    let page = visitor.page(&sheet).await;
    let used = page.split("/uses/").nth(1).unwrap().split('/').next().unwrap();
    (sheet, used.to_string())
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (_, member) = family(stage).await;
    let (of_ana, of_mia) =
        (format!("/participants/{}/tools", stage.ana), format!("/family-members/{member}/tools"));
    let ana = kept(stage, "ana", &of_ana, "team").await;
    let mia = kept(stage, "mia", &of_mia, "team").await;
    let sam = kept(stage, "sam", "/my-tools", "mine").await;
    let mut all = cases!("/participants/{id}/tools", of_ana, ana, (READERS, FILLERS, READERS, FILLERS));
    all.extend(cases!(
        "/family-members/{id}/tools",
        of_mia,
        mia,
        (OF_FAMILY, FAMILY_FILLERS, OF_FAMILY, FAMILY_FILLERS)
    ));
    all.extend(cases!(
        "/my-tools",
        "/my-tools".to_string(),
        sam,
        (SUPPORTERS, SUPPORTERS, &["sam"], &["sam"])
    ));
    all.extend(program::permissions());
    all
}

#[tokio::test]
async fn a_worksheet_goes_on_in_versions_and_is_read_by_whom_its_person_lets() {
    let stage = Stage::set().await;
    let here = format!("/participants/{}/tools", stage.ana);
    let plan = format!("{here}/wellness_plan");
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let sheet = ana.submit(&plan, &[("a.well_like", "pelican-alone"), ("tier", "mine")]).await;
    assert!(ana.page(&plan).await.contains("pelican-alone"), "a plan opens with what was saved last");
    // Told nobody: no word, no sign that there is one.
    assert_eq!(sam.get(&sheet).await.status, StatusCode::NOT_FOUND);
    for path in [here.clone(), format!("{plan}/worksheets"), plan.clone()] {
        let page = sam.page(&path).await;
        assert!(!page.contains("pelican") && !page.contains("Used once"), "{path}");
    }
    stage.advance(jiff::SignedDuration::from_hours(2));
    (ana, sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let again = ana.submit(&sheet, &[("a.well_like", "pelican-two"), ("tier", "ours")]).await;
    assert_eq!(again, sheet, "the same worksheet");
    let read = sam.page(&sheet).await;
    assert!(read.contains("pelican-two") && !read.contains("pelican-alone"), "what was alone stays alone");
    assert_eq!(stage.visit_as("sol").await.get(&sheet).await.status, StatusCode::NOT_FOUND);
    // Together with the supporter: another version, and nobody's words are lost.
    let together =
        [("a.well_like", "pelican-three"), ("a.daily", "Tea"), ("tier", "ours"), ("company", "supporter")];
    sam.submit(&sheet, &together).await;
    let own = ana.page(&sheet).await;
    assert!(own.contains("pelican-alone") && own.contains("pelican-three") && own.contains("Sam Okafor"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM worksheet_versions").await, 3);
    // Wider only by the person.
    let wider = [("a.well_like", "pelican-four"), ("tier", "team")];
    assert_eq!(sam.post(&sheet, &wider).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mine = [("a.well_like", "pelican-five"), ("tier", "mine")];
    assert_eq!(sam.post(&sheet, &mine).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What is wrong is named, and nothing typed is lost.
    let typed =
        [("a.well_like", "heron"), ("tier", "ours"), ("a.trigger_list.0.nothing", "x"), ("helpful", "11")];
    let wrong = ana.post(&sheet, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("heron"));
    let paper = ana.page(&format!("{sheet}/print")).await;
    assert!(paper.contains("class=\"paper\"") && paper.contains("pelican-three"));
}

#[tokio::test]
async fn one_tap_is_a_use_and_how_much_it_helped_can_be_said_later() {
    let stage = Stage::set().await;
    let here = format!("/participants/{}/tools", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    let library = ana.page(&here).await;
    assert!(library.contains("name=\"a.hungry\" value=\"yes\""), "{library}");
    let tap = [("a.hungry", "yes"), ("tier", "ours"), ("then", "edit")];
    let edit = ana.submit(&format!("{here}/halt"), &tap).await;
    assert!(edit.ends_with("/edit"), "{edit}");
    let sheet = edit.trim_end_matches("/edit").to_string();
    let form = ana.page(&edit).await;
    assert!(form.contains("id=\"a.hungry-yes\" name=\"a.hungry\" value=\"yes\" checked"));
    // What was tapped is taken back.
    for name in ["a.hungry", "helpful"] {
        let none = format!("id=\"{name}-skip\" name=\"{name}\" value=\"\"");
        assert!(form.contains(&none) && form.contains("No answer"), "{name}: {form}");
    }
    let cleared = [("a.hungry", ""), ("a.note", "only thirsty"), ("helpful", ""), ("tier", "ours")];
    ana.submit(&sheet, &cleared).await;
    let form = ana.page(&edit).await;
    assert!(form.contains("only thirsty") && !form.contains("name=\"a.hungry\" value=\"yes\" checked"));
    let action = [("a.hungry", "yes"), ("a.hungry_do", "eat"), ("tier", "ours")];
    ana.submit(&sheet, &action).await;
    let uses = "SELECT COUNT(*) AS n FROM tool_uses";
    assert_eq!(stage.count(uses).await, 1, "the same moment, the same use");
    let page = ana.page(&sheet).await;
    let used = page.split("/uses/").nth(1).unwrap().split('/').next().unwrap().to_string();
    ana.submit(&format!("{here}/halt/uses/{used}/rating"), &[("helpful", "7")]).await;
    stage.advance(jiff::SignedDuration::from_hours(3));
    ana = stage.visit_as("ana").await;
    ana.submit(&format!("{here}/halt"), &[("a.tired", "yes"), ("tier", "ours")]).await;
    ana.submit(&format!("{here}/halt/uses"), &[("company", "group"), ("tier", "ours")]).await;
    assert_eq!(stage.count(uses).await, 3);
    let history = ana.page(&format!("{here}/halt/worksheets")).await;
    assert!(history.contains("Helped: 7 of 10") && history.contains("In a group"), "{history}");
    let dose = ana.page(&format!("/participants/{}/dose", stage.ana)).await;
    assert!(dose.contains("<th scope=\"row\">HALT check</th>") && dose.contains(">3</td>"));
    // A curve is drawn and said in words.
    let wave = [
        ("a.urge.0.minute", "0"),
        ("a.urge.0.rating", "8"),
        ("a.urge.1.minute", "20"),
        ("a.urge.1.rating", "3"),
        ("a.urge.2.minute", "25"),
        ("tier", "ours"),
    ];
    let sheet = ana.submit(&format!("{here}/urge_surfing"), &wave).await;
    let page = ana.page(&sheet).await;
    assert!(
        page.contains("<svg") && page.contains("began at 8, was 8 at most and ended at 3 after 20 minutes")
    );
}

#[tokio::test]
async fn a_plan_is_gone_on_with_once_and_a_moment_is_over_when_it_is_kept() {
    let stage = Stage::set().await;
    let here = format!("/participants/{}/tools", stage.ana);
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    for tool in ["halt", "halt", "wellness_plan"] {
        let field = if tool == "halt" { "a.note" } else { "a.well_like" };
        ana.submit(&format!("{here}/{tool}"), &[(field, "plover"), ("tier", "mine")]).await;
    }
    stage.advance(jiff::SignedDuration::from_mins(5));
    // He does not see hers, so his is another one.
    let both =
        sam.submit(&format!("{here}/wellness_plan"), &[("a.well_like", "avocet"), ("tier", "ours")]).await;
    let library = ana.page(&here).await;
    assert!(library.contains(&format!("href=\"{both}\"")), "{library}");
    assert_eq!(library.matches("/wellness_plan/worksheets/").count(), 1, "{library}");
    assert!(!library.contains("/halt/worksheets/"), "{library}");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM worksheets").await, 4);
}

#[tokio::test]
async fn a_tool_filled_in_a_session_stands_on_its_page() {
    let stage = Stage::set().await;
    let here = format!("/participants/{}/tools", stage.ana);
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let id = crate::sessions::planned(&stage, &mut sam).await;
    let session = format!("/sessions/{id}");
    let page = sam.page(&session).await;
    assert!(page.contains(&format!("{here}/problem_solving?session={id}")), "{page}");
    let form = sam.page(&format!("{here}/problem_solving?session={id}")).await;
    assert!(form.contains(&format!("name=\"session\" value=\"{id}\"")));
    let fields = [("a.problem", "ibis-rent"), ("tier", "ours"), ("session", id.as_str()), ("helpful", "9")];
    let sheet = sam.submit(&format!("{here}/problem_solving"), &fields).await;
    for visitor in [&mut ana, &mut sam] {
        let page = visitor.page(&session).await;
        assert!(page.contains(&sheet) && page.contains("Helped: 9 of 10"));
        assert!(visitor.page(&sheet).await.contains("ibis-rent"));
    }
    // Who may not read what was written does not see that the tool was used.
    let planner = stage.visit_as("cora").await.page(&session).await;
    assert!(!planner.contains("Problem solving") && !planner.contains("Helped"), "{planner}");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM tool_uses WHERE company = 'supporter'").await, 1);
    // Somebody else's session is none.
    let nobody = "01900000-0000-7000-8000-000000000000";
    let wrong = [("a.problem", "x"), ("tier", "ours"), ("session", nobody)];
    let reply = sam.post(&format!("{here}/problem_solving"), &wrong).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    // What waited on a device counts on the day on which it was written.
    let late = [("a.note", "bus"), ("tier", "ours"), ("made_at", "2026-02-20T15:00:00Z")];
    sam.submit(&format!("{here}/halt"), &late).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM tool_uses WHERE used_on = '2026-02-20'").await, 1);
    // The forms go along where there is no network.
    let id = stage.ana.to_string();
    let taken = sam.post("/offline/takings", &[("name", "Street phone"), ("people", id.as_str())]).await;
    assert!(taken.body.contains("/tools/urge_surfing") && !taken.body.contains("/tools/safety_plan"));
}
