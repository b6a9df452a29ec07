//! Incidents, their clocks, and the people they touched.

use axum::http::StatusCode;
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

/// An incident that the officer wrote down; its address.
pub async fn incident(pia: &mut Visitor, discovered_on: &str) -> String {
    let told = [
        ("kind", "misdirected"),
        ("discovered_on", discovered_on),
        ("what", "A list went to the wrong fax number."),
        ("safeguard", "unsecured"),
    ];
    pia.submit("/incidents", &told).await
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let mut pia = stage.visit_as("pia").await;
    let page = incident(&mut pia, "2026-02-20").await;
    let only = &["pia"];
    vec![
        case("GET", "/incidents", "/incidents", only),
        case("GET", "/incidents/new", "/incidents/new", only),
        case("POST", "/incidents", "/incidents", only),
        case("GET", "/incidents/{id}", page.clone(), only),
        case("POST", "/incidents/{id}/assessments", format!("{page}/assessments"), only),
        case("POST", "/incidents/{id}/affected", format!("{page}/affected"), only),
        case(
            "POST",
            "/incidents/{id}/affected/{affected}/removal",
            format!("{page}/affected/{}/removal", stage.ana),
            only,
        ),
        case("POST", "/incidents/{id}/notices", format!("{page}/notices"), only),
        case("POST", "/incidents/{id}/closing", format!("{page}/closing"), only),
    ]
}

fn assessment(conclusion: &'static str) -> [(&'static str, &'static str); 10] {
    [
        ("nature_rating", "high"),
        ("nature_words", "Names and dates"),
        ("recipient_rating", "low"),
        ("recipient_words", "A clinic that is bound to keep it private"),
        ("viewed_rating", "medium"),
        ("viewed_words", "The cover page was read"),
        ("mitigation_rating", "low"),
        ("mitigation_words", "Destroyed, and confirmed in writing"),
        ("conclusion", conclusion),
        ("reason", "All four together"),
    ]
}

#[tokio::test]
async fn row_27_an_incident_of_499_500_and_501_people_in_two_states() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let page = incident(&mut pia, "2026-02-20").await;
    assert!(pia.page(&page).await.contains("Add the people it touched"));
    pia.submit(&format!("{page}/affected"), &[("people", "499"), ("state", "VA")]).await;
    let shown = pia.page(&page).await;
    assert!(shown.contains("counts as a breach"), "presumed until assessed");
    assert!(shown.contains("Tue, Apr 21, 2026") && shown.contains("Mon, Mar 1, 2027"));
    assert!(shown.contains("164.408(c)") && !shown.contains("164.406"));
    // The five hundredth person lives elsewhere: the Secretary is told at once, no media.
    let named = [("participant", stage.ana.to_string()), ("state", "WV".to_string())];
    let named: Vec<(&str, &str)> = named.iter().map(|(name, value)| (*name, value.as_str())).collect();
    pia.submit(&format!("{page}/affected"), &named).await;
    let shown = pia.page(&page).await;
    assert!(shown.contains("164.408(b)") && !shown.contains("164.408(c)") && !shown.contains("164.406"));
    assert_eq!(pia.post(&format!("{page}/affected"), &named).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // 501 in Virginia: its media too.
    pia.submit(&format!("{page}/affected"), &[("people", "2"), ("state", "VA")]).await;
    let shown = pia.page(&page).await;
    assert!(shown.contains("164.406") && shown.contains("Media of a state (VA)") && !shown.contains("(WV)"));
}

#[tokio::test]
async fn row_27_an_incident_still_counts_whom_a_purge_removed() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let page = incident(&mut pia, "2026-02-20").await;
    let named = stage.bo.to_string();
    pia.submit(&format!("{page}/affected"), &[("participant", &named), ("state", "VA")]).await;
    pia.submit(&format!("{page}/affected"), &[("people", "2"), ("state", "VA")]).await;
    assert!(pia.page(&page).await.contains("Bo Chen"));
    let (bo, person) = (stage.bo, stage.person("bo"));
    let purged: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute("DELETE FROM enrollments WHERE participant_id = $1", params![bo])?;
            tx.execute("DELETE FROM participants WHERE id = $1", params![bo])?;
            tx.execute("UPDATE people SET name = 'gone' WHERE id = $1", params![person])?;
            Ok(())
        })
        .await;
    purged.unwrap();
    let shown = pia.page(&page).await;
    assert!(shown.contains("VA 3"), "three people, as before: {shown}");
    assert!(shown.contains("erased since") && !shown.contains("Bo Chen"));
}

#[tokio::test]
async fn an_incident_is_assessed_told_and_closed() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let page = incident(&mut pia, "2026-02-20").await;
    let closing = [("learned", "Two people check the number now")];
    let early = pia.post(&format!("{page}/closing"), &closing).await;
    assert!(early.body.contains("assess it first"), "{}", early.words());
    pia.submit(&format!("{page}/assessments"), &assessment("breach")).await;
    let nobody = pia.post(&format!("{page}/closing"), &closing).await;
    assert!(nobody.body.contains("add the people"), "{}", nobody.words());
    pia.submit(&format!("{page}/affected"), &[("people", "3"), ("state", "VA")]).await;
    assert!(pia.page("/privacy-desk").await.contains("Tell the people"));
    for kind in ["individuals", "hhs"] {
        let untold = pia.post(&format!("{page}/closing"), &closing).await;
        assert!(untold.body.contains("has not been told"), "{}", untold.words());
        let given = [("notice", kind), ("given_on", "2026-03-01"), ("how", "By letter")];
        pia.submit(&format!("{page}/notices"), &given).await;
    }
    pia.submit(&format!("{page}/closing"), &closing).await;
    assert!(pia.page("/privacy-desk").await.contains("Nothing waits"));
    let late = pia.post(&format!("{page}/affected"), &[("people", "3"), ("state", "VA")]).await;
    assert!(late.body.contains("is closed"), "{}", late.words());
}

#[tokio::test]
async fn a_low_probability_owes_no_notice_and_earlier_assessments_stay() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let page = incident(&mut pia, "2026-02-20").await;
    pia.submit(&format!("{page}/affected"), &[("people", "3"), ("state", "VA")]).await;
    pia.submit(&format!("{page}/assessments"), &assessment("breach")).await;
    pia.submit(&format!("{page}/assessments"), &assessment("low_probability")).await;
    let shown = pia.page(&page).await;
    assert!(shown.contains("Nobody has to be told by rule") && shown.contains("earlier"));
    let half = pia.post(&format!("{page}/assessments"), &assessment("breach")[2..]).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY, "every factor needs its rating and words");
    let encrypted = [
        ("kind", "lost_device"),
        ("discovered_on", "2026-02-20"),
        ("what", "A laptop was stolen."),
        ("safeguard", "encrypted"),
    ];
    let secured = pia.submit("/incidents", &encrypted).await;
    pia.submit(&format!("{secured}/affected"), &[("people", "600"), ("state", "VA")]).await;
    assert!(pia.page(&secured).await.contains("Nobody has to be told by rule"));
    let ahead =
        [("kind", "paper"), ("discovered_on", "2026-03-05"), ("what", "x"), ("safeguard", "unsecured")];
    assert_eq!(pia.post("/incidents", &ahead).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
