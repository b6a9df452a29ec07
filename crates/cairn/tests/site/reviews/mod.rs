//! The auditor's portal (42 CFR 2.53): a sample under codes, read-only, no copy unless the contract says so.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::disclosures::option;
use crate::guards::permissions::{Case, case};

const PARTS: &[&str] = &["attendance", "progress"];

/// An audit contract of the state office, with or without copies; its address.
async fn contract(stage: &Stage, copies: bool, categories: &[&str]) -> String {
    let office = crate::disclosures::recipient(stage, "State audit office", "auditor").await;
    let mut fields = vec![
        ("kind", "audit"),
        ("party", "State audit office"),
        ("recipient", office.as_str()),
        ("reference", "Drawer 4"),
        ("scope", "Reviews attendance"),
        ("from_on", "2026-01-01"),
        ("until_on", "2026-06-30"),
        ("terms", "audit_limits"),
    ];
    if copies {
        fields.extend([("terms", "copies"), ("destroy_by", "2026-05-01")]);
    }
    fields.extend(categories.iter().map(|category| ("categories", *category)));
    stage.visit_as("pia").await.submit("/contracts", &fields).await
}

/// A review of Ana alone under a contract, for Otto, until the end of April; its address.
async fn review(stage: &Stage, contract: &str, categories: &[&str]) -> String {
    let mut pia = stage.visit_as("pia").await;
    let auditor = option(&pia.page(&format!("{contract}/reviews/new")).await, "Otto Brandt");
    let mut fields = vec![
        ("auditor", auditor.as_str()),
        ("from_on", "2026-03-02"),
        ("until_on", "2026-04-30"),
        ("sampling", "named"),
        ("names", "Ana Ruiz"),
    ];
    fields.extend(categories.iter().map(|category| ("categories", *category)));
    pia.submit(&format!("{contract}/reviews"), &fields).await
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let paper = contract(stage, true, PARTS).await;
    let page = review(stage, &paper, PARTS).await;
    let both = &["pia", "otto"];
    vec![
        case("GET", "/reviews", "/reviews", both),
        case("GET", "/reviews/{id}", page.clone(), both),
        case("POST", "/reviews/{id}/ending", format!("{page}/ending"), &["pia"]),
        case("GET", "/reviews/{id}/participants/{number}", format!("{page}/participants/1"), &["otto"]),
        case(
            "POST",
            "/reviews/{id}/participants/{number}/copies",
            format!("{page}/participants/1/copies"),
            &["otto"],
        ),
        case("GET", "/contracts/{id}/reviews/new", format!("{paper}/reviews/new"), &["pia"]),
        case("POST", "/contracts/{id}/reviews", format!("{paper}/reviews"), &["pia"]),
    ]
}

async fn ledger(stage: &Stage) -> i64 {
    stage.count("SELECT COUNT(*) AS n FROM disclosures").await
}

/// A goal of Ana's that is part of the record.
async fn goal(stage: &Stage) {
    let mut sam = stage.visit_as("sam").await;
    let words = [("words", "Walk by the river"), ("tier", "record")];
    sam.submit(&format!("/participants/{}/goals", stage.ana), &words).await;
}

#[tokio::test]
async fn row_23_an_auditor_sees_the_sample_under_a_code_and_each_look_is_told() {
    let stage = Stage::set().await;
    goal(&stage).await;
    let paper = contract(&stage, false, &["plan"]).await;
    let page = review(&stage, &paper, &["plan"]).await;
    let mut otto = stage.visit_as("otto").await;
    assert!(otto.page("/today").await.contains("State audit office"));
    let sample = otto.page(&page).await;
    assert!(sample.contains("P-01") && !sample.contains("P-02") && !sample.contains("Ana"), "{sample}");
    assert_eq!(ledger(&stage).await, 0, "a list of codes tells nothing");
    let look = otto.page(&format!("{page}/participants/1")).await;
    assert!(look.contains("Walk by the river"), "{look}");
    assert!(look.contains("protected by Federal confidentiality rules"), "the notice of 2.32");
    assert!(!look.contains("Ana") && !look.contains("Ruiz"), "no name without the kind: {look}");
    assert!(!look.contains(&stage.ana.to_string()), "and no id of the record");
    assert!(!look.contains("/copies"), "no copy to be had");
    assert_eq!(ledger(&stage).await, 1);
    assert_eq!(otto.get(&format!("{page}/participants/2")).await.status, StatusCode::NOT_FOUND);
    let mut ana = stage.visit_as("ana").await;
    let openings = ana.page(&format!("/participants/{}/openings", stage.ana)).await;
    assert!(openings.contains("Otto Brandt") && openings.contains("Auditor"), "{openings}");
    let told = ana.page(&format!("/participants/{}/disclosures", stage.ana)).await;
    assert!(told.contains("State audit office"), "{told}");
}

#[tokio::test]
async fn row_23_my_privacy_names_who_may_look_while_they_may() {
    let stage = Stage::set().await;
    let (mut ana, mut bo) = (stage.visit_as("ana").await, stage.visit_as("bo").await);
    let mine = format!("/participants/{}/privacy", stage.ana);
    assert!(!ana.page(&mine).await.contains("Otto Brandt"));
    let paper = contract(&stage, false, PARTS).await;
    let page = review(&stage, &paper, PARTS).await;
    assert!(ana.page(&mine).await.contains("Otto Brandt (State audit office)"));
    let others = format!("/participants/{}/privacy", stage.bo);
    assert!(!bo.page(&others).await.contains("Otto Brandt"), "Bo is not in the sample");
    stage.visit_as("pia").await.submit(&format!("{page}/ending"), &[("reason", "Seen enough")]).await;
    assert!(!ana.page(&mine).await.contains("Otto Brandt"));
}

#[tokio::test]
async fn row_23_a_name_shows_only_where_the_contract_has_it() {
    let stage = Stage::set().await;
    goal(&stage).await;
    let paper = contract(&stage, false, &["plan", "name"]).await;
    let page = review(&stage, &paper, &["plan", "name"]).await;
    let look = stage.visit_as("otto").await.page(&format!("{page}/participants/1")).await;
    assert!(look.contains("Ana Ruiz") && look.contains("Walk by the river"), "{look}");
}

#[tokio::test]
async fn row_23_a_download_is_denied_unless_copies_were_approved() {
    let stage = Stage::set().await;
    goal(&stage).await;
    let paper = contract(&stage, false, &["plan"]).await;
    let page = review(&stage, &paper, &["plan"]).await;
    let mut otto = stage.visit_as("otto").await;
    let refused = otto.post(&format!("{page}/participants/1/copies"), &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert!(!refused.body.contains("river"));
    assert_eq!(ledger(&stage).await, 0, "nothing left");
    let other = Stage::set().await;
    goal(&other).await;
    let paper = contract(&other, true, &["plan"]).await;
    let page = review(&other, &paper, &["plan"]).await;
    let mut otto = other.visit_as("otto").await;
    let look = otto.page(&format!("{page}/participants/1")).await;
    assert!(look.contains(&format!("{page}/participants/1/copies")), "{look}");
    other.advance(SignedDuration::from_mins(11));
    let stale = otto.post(&format!("{page}/participants/1/copies"), &[]).await;
    assert!(!stale.body.contains("river"), "the second step is old");
    otto.step_up().await;
    let copy = otto.post(&format!("{page}/participants/1/copies"), &[]).await;
    assert!(copy.body.contains("Walk by the river") && copy.body.contains("P-01"), "{}", copy.body);
    assert!(!copy.body.contains("Ana"), "{}", copy.body);
    assert_eq!(ledger(&other).await, 2);
}

#[tokio::test]
async fn row_23_a_contract_that_ends_stops_a_review_and_so_does_its_own_end() {
    for what in ["contract", "review", "role", "days", "destroy_by"] {
        let stage = Stage::set().await;
        let paper = contract(&stage, what == "destroy_by", PARTS).await;
        let page = review(&stage, &paper, PARTS).await;
        let look = format!("{page}/participants/1");
        let mut otto = stage.visit_as("otto").await;
        otto.page(&look).await;
        let ending = [("ended_on", "2026-03-02"), ("reason", "Done")];
        match what {
            "contract" => drop(stage.visit_as("pia").await.submit(&format!("{paper}/ending"), &ending).await),
            "review" => {
                drop(stage.visit_as("pia").await.submit(&format!("{page}/ending"), &ending[1..]).await);
            }
            "role" => {
                let ended = format!("/people/{}/role-endings", stage.person("otto"));
                stage.visit_as("ada").await.submit(&ended, &[("role", "auditor")]).await;
            }
            _ => stage.advance(SignedDuration::from_hours(24 * 61)),
        }
        if matches!(what, "days" | "destroy_by") {
            otto = stage.visit_as("otto").await;
        }
        for path in [&page, &look] {
            assert_eq!(otto.get(path).await.status, StatusCode::NOT_FOUND, "{what}: {path}");
        }
        assert_eq!(ledger(&stage).await, 1, "{what}");
    }
}

#[tokio::test]
async fn row_23_a_destroy_by_day_that_passed_stands_on_the_privacy_desk() {
    let stage = Stage::set().await;
    let paper = contract(&stage, true, PARTS).await;
    review(&stage, &paper, PARTS).await;
    let desk = stage.visit_as("pia").await.page("/privacy-desk").await;
    assert!(desk.contains("Reviews that run") && desk.contains("Otto Brandt"), "{desk}");
    assert!(!desk.contains("Ask whether copies were destroyed"));
    stage.advance(SignedDuration::from_hours(24 * 61));
    let desk = stage.visit_as("pia").await.page("/privacy-desk").await;
    assert!(desk.contains("Ask whether copies were destroyed") && desk.contains("Overdue"), "{desk}");
    assert!(!desk.contains("Reviews that run"), "and no review runs on");
}

#[tokio::test]
async fn row_23_no_word_of_a_restriction_shows() {
    let stage = Stage::set().await;
    goal(&stage).await;
    let paper = contract(&stage, false, &["plan"]).await;
    let page = review(&stage, &paper, &["plan"]).await;
    let mut ana = stage.visit_as("ana").await;
    let record = format!("/participants/{}", stage.ana);
    let asked = [("words", "Not my plan, please"), ("whom", "everybody"), ("categories", "plan")];
    ana.submit(&format!("{record}/restrictions"), &asked).await;
    let mut cora = stage.visit_as("cora").await;
    let queue = cora.page("/restrictions").await;
    let answer = queue.split("action=\"/restrictions/").nth(1).unwrap().split('"').next().unwrap();
    cora.submit(&format!("/restrictions/{answer}"), &[("answer", "accepted")]).await;
    let look = stage.visit_as("otto").await.page(&format!("{page}/participants/1")).await;
    assert!(!look.contains("Not my plan"), "{look}");
}

#[tokio::test]
async fn row_23_a_review_stays_within_its_contract_and_an_auditor_has_no_other_role() {
    let stage = Stage::set().await;
    let paper = contract(&stage, false, &["attendance"]).await;
    let mut pia = stage.visit_as("pia").await;
    let auditor = option(&pia.page(&format!("{paper}/reviews/new")).await, "Otto Brandt");
    let ask = |until: &'static str, category: &'static str| {
        vec![
            ("from_on", "2026-03-02"),
            ("until_on", until),
            ("categories", category),
            ("sampling", "drawn"),
            ("size", "1"),
            ("enrolled_from", "2026-03-01"),
            ("enrolled_until", "2026-03-31"),
        ]
    };
    for (until, category) in [("2026-07-01", "attendance"), ("2026-04-30", "name"), ("2026-04-30", "plan")] {
        let mut fields = ask(until, category);
        fields.push(("auditor", &auditor));
        let reply = pia.post(&format!("{paper}/reviews"), &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{until} {category}");
    }
    let mut fields = ask("2026-04-30", "attendance");
    fields.push(("auditor", &auditor));
    let page = pia.submit(&format!("{paper}/reviews"), &fields).await;
    let sample = pia.page(&page).await;
    assert!(sample.contains("P-01") && !sample.contains("P-02"), "one of two was drawn: {sample}");
    let roles = format!("/people/{}/roles", stage.person("otto"));
    stage.visit_as("ada").await.post(&roles, &[("role", "coordinator")]).await;
    assert_eq!(
        stage
            .count("SELECT COUNT(*) AS n FROM roles r JOIN audit_reviews v ON v.auditor_id = r.person_id")
            .await,
        1
    );
}
