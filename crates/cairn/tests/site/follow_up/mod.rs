//! Finding people again: who is due, how they want to be found, and why they are silent.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

const AUNT: [(&str, &str); 6] = [
    ("kind", "through_person"),
    ("reach", "555-0151"),
    ("whom", "Aunt Sandpiper"),
    ("message", "neutral"),
    ("safe_times", "Mornings"),
    ("tier", "ours"),
];

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// The id in the first form of a page that goes to `/{what}/ID/…`.
fn id_in(page: &str, what: &str) -> String {
    let rest = page.split(&format!("action=\"/{what}/")).nth(1).expect("a form for it");
    rest.split('/').next().unwrap().to_string()
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    const STAFF: &[&str] = &["sam", "cora"];
    const ALL: &[&str] = &["ana", "sam", "cora"];
    let ana = format!("/participants/{}", stage.ana);
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("{ana}/silences"), &[("reason", "hospital"), ("since_on", "2026-03-01")]).await;
    let silence = id_in(&cora.page(&format!("{ana}/follow-up")).await, "silences");
    let team: Vec<(&str, &str)> =
        AUNT.iter().map(|(n, v)| if *n == "tier" { (*n, "team") } else { (*n, *v) }).collect();
    cora.submit(&format!("{ana}/locators"), &team).await;
    let locator = id_in(&cora.page(&format!("{ana}/locators")).await, "locators");
    vec![
        case("GET", "/follow-up", "/follow-up", &["sam", "tess", "cora"]),
        case("GET", "/follow-up/rates", "/follow-up/rates", &["cora", "eva"]),
        case("GET", "/participants/{id}/follow-up", format!("{ana}/follow-up"), STAFF),
        case("POST", "/participants/{id}/silences", format!("{ana}/silences"), STAFF),
        case("POST", "/silences/{id}/ending", format!("/silences/{silence}/ending"), STAFF),
        case("POST", "/participants/{id}/suprt-records", format!("{ana}/suprt-records"), STAFF),
        case("GET", "/participants/{id}/tiny-check-in", format!("{ana}/tiny-check-in"), ALL),
        case("POST", "/participants/{id}/tiny-check-in", format!("{ana}/tiny-check-in"), ALL),
        case("GET", "/participants/{id}/locators", format!("{ana}/locators"), ALL),
        case("POST", "/participants/{id}/locators", format!("{ana}/locators"), ALL),
        case("POST", "/locators/{id}/withdrawal", format!("/locators/{locator}/withdrawal"), ALL),
    ]
}

#[tokio::test]
async fn a_way_is_used_by_whom_its_person_lets_and_is_taken_back() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/locators", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page(&path).await.contains("Could you please ask Ana to call me back"));
    let told: Vec<(&str, &str)> = AUNT
        .iter()
        .map(|(n, v)| if *n == "message" { (*n, "own") } else { (*n, *v) })
        .chain([("may_say", "From the program")])
        .collect();
    let refused = ana.post(&path, &told).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("hears the neutral sentence only") && refused.body.contains("Aunt Sandpiper")
    );
    ana.submit(&path, &AUNT).await;

    let mut sam = stage.visit_as("sam").await;
    let follow_up = format!("/participants/{}/follow-up", stage.ana);
    for page in [&path, &follow_up] {
        let page = sam.page(page).await;
        assert!(
            page.contains("Aunt Sandpiper") && page.contains("this is Sam. Could you please ask Ana"),
            "{page}"
        );
        let sentence = page.split("<q>").nth(1).unwrap().split("</q>").next().unwrap();
        assert!(!sentence.contains("Stillwater"), "the program is not named: {sentence}");
    }
    let mut cora = stage.visit_as("cora").await;
    for page in [&path, &follow_up] {
        assert!(!cora.page(page).await.contains("Sandpiper"), "between the two");
    }
    for name in ["tess", "mia", "sol", "vale"] {
        assert_eq!(stage.visit_as(name).await.get(&path).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    let id = id_in(&ana.page(&path).await, "locators");
    let taken = cora.post(&format!("/locators/{id}/withdrawal"), &[]).await;
    assert_eq!(taken.status, StatusCode::NOT_FOUND, "who may not read it cannot take it back");
    ana.submit(&format!("/locators/{id}/withdrawal"), &[]).await;
    assert!(!sam.page(&path).await.contains("Sandpiper"));
    assert!(ana.page(&path).await.contains("Taken back on"));
}

#[tokio::test]
async fn who_is_due_is_asked_one_question_and_done() {
    let stage = Stage::set().await;
    stage.advance(days(20));
    let (mut sam, mut cora) = (stage.visit_as("sam").await, stage.visit_as("cora").await);
    let list = sam.page("/follow-up").await;
    assert!(
        list.contains("Ana Ruiz")
            && list.contains("30 days after enrollment")
            && list.contains("24 days left")
    );
    assert!(
        !list.contains("Bo Chen") && !list.contains("SUPRT baseline"),
        "nobody else's, and no grant's form yet"
    );
    assert!(sam.page("/today").await.contains("1 person to follow up"));
    assert!(!stage.visit_as("tess").await.page("/follow-up").await.contains("Ana Ruiz"));
    assert!(cora.page("/follow-up").await.contains("Bo Chen"));

    let ana = format!("/participants/{}/tiny-check-in", stage.ana);
    assert!(stage.visit_as("ana").await.page("/today").await.contains(&ana));
    let said =
        [("how", "7"), ("own_word", "yes"), ("needs", "A curlew ride"), ("mode", "phone"), ("tier", "ours")];
    sam.submit(&ana, &said).await;
    let checked = format!("/participants/{}/check-ins", stage.ana);
    assert!(stage.visit_as("ana").await.page(&checked).await.contains("A curlew ride"));
    assert!(!cora.page(&checked).await.contains("curlew"), "between the two");
    assert!(!sam.page("/follow-up").await.contains("Ana Ruiz"));
    assert!(sam.page("/follow-up?show=done").await.contains("Ana Ruiz"));
    assert!(!sam.page("/today").await.contains("to follow up"));

    // A word of theirs stops everything at once, and is kept where every queue looks.
    let bo = format!("/participants/{}", stage.bo);
    cora.submit(&format!("{bo}/silences"), &[("reason", "asked_not_to_be_contacted")]).await;
    assert!(!cora.page("/follow-up").await.contains("Bo Chen"));
    assert!(cora.page("/follow-up?show=held").await.contains("Bo Chen"));
    assert!(cora.page(&format!("{bo}/contact")).await.contains("Please do not contact me"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM silences").await, 0);
}

#[tokio::test]
async fn a_questionnaire_that_could_not_be_asked_keeps_its_own_reason() {
    let stage = Stage::set().await;
    stage.advance(days(30));
    let who5 = format!("/participants/{}/assessments/who5", stage.ana);
    let why = [("status", "not_offered"), ("reason", "hard_day"), ("reason_words", "curlew court")];
    stage.visit_as("sam").await.submit(&who5, &why).await;
    stage.advance(days(20));
    let mut sam = stage.visit_as("sam").await;
    for path in ["/follow-up?show=lost&kind=follow_up", &format!("/participants/{}/follow-up", stage.ana)] {
        let page = sam.page(path).await;
        assert!(page.contains("Ana Ruiz") && page.contains("It was not the day for it"), "{page}");
        assert!(!page.contains("Was not asked") && !page.contains("curlew"), "{page}");
    }
    sam.set_cookie("language", "es");
    assert!(sam.page("/follow-up?show=lost&kind=follow_up").await.contains("No era el día"));
}

#[tokio::test]
async fn what_was_missed_has_its_reason_and_rates_have_no_names() {
    let stage = Stage::set().await;
    stage.advance(days(30));
    let mut cora = stage.visit_as("cora").await;
    let bo = format!("/participants/{}", stage.bo);
    let ahead =
        cora.post(&format!("{bo}/silences"), &[("reason", "in_custody"), ("since_on", "2026-05-01")]).await;
    assert_eq!(ahead.status, StatusCode::UNPROCESSABLE_ENTITY);
    cora.submit(&format!("{bo}/silences"), &[("reason", "in_custody"), ("since_on", "2026-03-20")]).await;
    let form = [("suprt", "baseline"), ("status", "completed"), ("done_on", "2026-03-20")];
    cora.submit(&format!("{bo}/suprt-records"), &form).await;
    let outside = [("suprt", "reassessment"), ("status", "completed"), ("done_on", "2026-03-20")];
    let refused = cora.post(&format!("{bo}/suprt-records"), &outside).await;
    assert!(refused.body.contains("outside the time"), "{}", refused.words());
    stage.advance(days(20));
    let mut cora = stage.visit_as("cora").await;
    let lost = cora.page("/follow-up?show=lost&kind=follow_up").await;
    assert!(lost.contains("Bo Chen") && lost.contains("In custody"), "{lost}");
    assert!(cora.page("/follow-up?show=done&kind=suprt").await.contains("SUPRT baseline"));
    // Heard from again: the reason of what had closed stays.
    let silence = id_in(&cora.page(&format!("{bo}/follow-up")).await, "silences");
    cora.submit(&format!("/silences/{silence}/ending"), &[]).await;
    assert!(cora.page("/follow-up?show=lost").await.contains("In custody"));
    for name in ["cora", "eva"] {
        let rates = stage.visit_as(name).await.page("/follow-up/rates").await;
        assert!(rates.contains("Too few people to say") && rates.contains("80 %"), "{name}");
        assert!(!rates.contains("Bo Chen") && !rates.contains("Ana Ruiz"), "{name}");
    }
}
