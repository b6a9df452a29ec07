//! The privacy officer's first page.

use crate::cast::Stage;
use crate::disclosures::gate;
use crate::guards::permissions::{Case, case};

pub async fn permissions(_stage: &Stage) -> Vec<Case> {
    vec![
        case("GET", "/privacy-desk", "/privacy-desk", &["pia"]),
        case("GET", "/part-2-mode", "/part-2-mode", &["pia"]),
        case("POST", "/part-2-mode", "/part-2-mode", &["pia"]),
    ]
}

#[tokio::test]
async fn what_waits_is_in_the_order_of_its_days_and_late_things_say_so() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    assert!(pia.page("/privacy-desk").await.contains("Nothing waits"));
    crate::incidents::incident(&mut pia, "2026-02-20").await;
    crate::complaints::complain(&mut stage.stranger(), "They spoke too loudly.").await;
    let page = pia.page("/privacy-desk").await;
    let (complaint, incident) = (page.find("Answer a complaint"), page.find("Assess an incident"));
    assert!(
        complaint.is_some() && complaint < incident,
        "the complaint is due on April 1, the incident on April 21"
    );
    assert!(!page.contains("Overdue"));
    assert!(pia.page("/today").await.contains("Assess an incident"));
    stage.advance(jiff::SignedDuration::from_hours(24 * 35));
    let mut pia = stage.visit_as("pia").await;
    assert_eq!(pia.page("/privacy-desk").await.matches("Overdue").count(), 1);
    assert!(!stage.visit_as("ada").await.page("/today").await.contains("Assess an incident"));
}

const OFF: [(&str, &str); 2] = [("mode", "off"), ("reason", "We only hold meetings, says counsel.")];
const BANNER: &str = "Part 2 mode is off.";

#[tokio::test]
async fn part_2_mode_goes_off_with_a_reason_an_officer_an_entry_and_a_banner() {
    let stage = Stage::set().await;
    let rows = "SELECT COUNT(*) AS n FROM part2_changes";
    let mut pia = stage.visit_as("pia").await;
    assert!(!pia.page("/privacy-desk").await.contains(BANNER), "it is on from the first day");
    let silent = pia.post("/part-2-mode", &[("mode", "off"), ("reason", " ")]).await;
    assert_eq!(silent.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
    stage.advance(jiff::SignedDuration::from_mins(11));
    pia.post("/part-2-mode", &OFF).await;
    assert_eq!(stage.count(rows).await, 0, "the second step was too long ago");
    pia.step_up().await;
    pia.submit("/part-2-mode", &OFF).await;
    assert_eq!(stage.count(rows).await, 1);
    let entries =
        "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'part2_mode' AND action = 'changed'";
    assert_eq!(stage.count(entries).await, 1);
    let page = pia.page("/part-2-mode").await;
    assert!(page.contains("We only hold meetings, says counsel.") && page.contains("Switch Part 2 mode on"));
    for name in ["pia", "sam", "cora", "sol", "ada"] {
        assert!(stage.visit_as(name).await.page("/today").await.contains(BANNER), "{name}");
    }
    assert!(!stage.visit_as("ana").await.page("/today").await.contains(BANNER));

    // Nothing leaves more easily: without a consent not at all, with one under the notice.
    let other = crate::disclosures::recipient(&stage, "Other Clinic", "covered_entity").await;
    let (_, agreed) = gate::consent(&stage, "2026-12-31").await;
    let mut cora = stage.visit_as("cora").await;
    let wish = |to| gate::Wish { to, purpose: "treatment", category: "attendance", way: "page" };
    assert!(!gate::left(&gate::send(&stage, &mut cora, &wish(&other)).await));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM disclosures").await, 0);
    let sent = gate::send(&stage, &mut cora, &wish(&agreed)).await;
    assert!(gate::left(&sent) && sent.body.contains(gate::STATEMENT), "{}", sent.words());

    let again = pia.post("/part-2-mode", &OFF).await;
    assert!(again.body.contains("It is so already"), "{}", again.words());
    pia.submit("/part-2-mode", &[("mode", "on"), ("reason", "We began to refer to treatment.")]).await;
    assert!(!stage.visit_as("sam").await.page("/today").await.contains(BANNER));
}

#[tokio::test]
async fn row_12_requests_emergencies_and_openings_wait_at_the_desk_the_most_urgent_first() {
    let stage = Stage::set().await;
    let record = format!("/participants/{}", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    ana.submit(&format!("{record}/accounting-requests"), &[("kind", "accounting")]).await;
    ana.submit(&format!("{record}/accounting-requests"), &[("kind", "intermediary")]).await;
    let why = [("reason", "danger"), ("words", "Found unwell at the front door.")];
    stage.visit_as("tess").await.submit(&format!("{record}/break-glass"), &why).await;
    crate::disclosures::emergency(&stage).await;
    let mut pia = stage.visit_as("pia").await;
    let page = pia.page("/privacy-desk").await;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not on the desk"));
    let order = [
        at("Review an opening in an emergency"),
        at("an intermediary"),
        at("See that an accounting is given"),
        at("See that a supervisor looks at"),
    ];
    assert!(order.is_sorted(), "three days, thirty, sixty, no day: {order:?}");
    let register = pia.get("/accounting-requests").await.words();
    assert!(
        register.contains("Ana Ruiz") && register.contains("Apr 1, 2026") && register.contains("May 1, 2026")
    );
    assert!(
        !pia.page("/accounting-requests").await.contains("/accounting#requests"),
        "a coordinator answers"
    );
    assert!(stage.visit_as("cora").await.page("/accounting-requests").await.contains("/accounting#requests"));
}

#[tokio::test]
async fn the_officers_rooms_are_one_entry_of_the_menu_and_all_on_the_desk() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let page = pia.page("/incidents").await;
    let nav = page.split("<nav class=\"nav\"").nth(1).unwrap().split("</nav>").next().unwrap();
    assert_eq!(nav.matches("<a ").count(), 3, "today, the calendar and the desk: {nav}");
    assert!(nav.contains("href=\"/privacy-desk\" aria-current"), "a room of the desk is the desk: {nav}");
    let desk = pia.page("/privacy-desk").await;
    let rooms = desk.split("rooms__list").nth(1).unwrap().split("</ul>").next().unwrap().to_string();
    let links: Vec<&str> =
        rooms.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.len() >= 12);
    for link in links {
        pia.page(link).await;
    }
}
