//! The queue: nobody falls out of it.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{MOTHER, take_call, with};
use crate::cast::Stage;

const OPEN_STEPS: &str =
    "SELECT COUNT(*) AS n FROM next_steps s LEFT JOIN next_step_outcomes o ON o.next_step_id = s.id
    WHERE o.next_step_id IS NULL";

#[tokio::test]
async fn a_mother_without_a_name_is_called_back_and_her_daughter_enrolls() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let owner = stage.person("cora").to_string();
    let call = take_call(&stage, &mut cora, &[]).await;

    let queue = cora.get("/first-calls").await.words();
    assert!(queue.contains("No name given") && queue.contains("about Lena"), "{queue}");
    assert!(queue.contains("Do not call") && queue.contains("Leave no message"), "{queue}");
    assert!(queue.contains("Call back: Cora Lindqvist"), "{queue}");
    assert!(queue.contains("waiting less than an hour") && !queue.contains("Overdue"), "{queue}");

    let next = [("outcome", "no_answer"), ("words", "Rang twice."), ("due_date", "2026-03-03")];
    cora.submit(&format!("{call}/next-steps"), &with(MOTHER, &owner, &next)).await;
    let page = cora.get(&call).await.words();
    assert!(page.contains("Call back: No answer") && page.contains("Rang twice."), "{page}");
    assert_eq!(stage.count(OPEN_STEPS).await, 1);

    let enrollment = cora.page(&format!("{call}/enrollment")).await;
    assert!(enrollment.contains(r#"value="Lena""#), "the name is filled in from the call");
    assert!(!enrollment.contains("555-0177"), "the mother's phone is not Lena's");
    let fields = super::enrollment::brief(&[("name", "Lena"), ("hopes", "Finish school.")]);
    let lena = cora.submit(&format!("{call}/enrollment"), &fields).await;

    let overview = cora.page(&lena).await;
    assert!(overview.contains("Lena") && overview.contains("Finish school.") && overview.contains(&call));
    assert_eq!(stage.count(OPEN_STEPS).await, 0, "enrolling closed the call");
    let closed = cora.get("/first-calls?state=closed").await.words();
    assert!(closed.contains("about Lena") && closed.contains("Enrolled"), "{closed}");
    assert!(cora.get("/first-calls").await.words().contains("Nobody is waiting"));
    let again = cora.get(&format!("{call}/enrollment")).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.words().contains("This call is closed"), "{}", again.words());
}

#[tokio::test]
async fn the_usual_next_step_is_due_within_the_program_s_hours() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let page = cora.page("/first-calls/new").await;
    // The call came at 10 in New York; the program answers within eight hours.
    assert!(
        page.contains(r#"value="2026-03-02""#) && page.contains(r#"value="18:00""#),
        "due at 18:00 local time"
    );
    assert!(page.contains(&format!(r#"value="{}" selected"#, stage.person("cora"))));
}

#[tokio::test]
async fn overdue_calls_stand_before_those_due_later_and_say_so() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    take_call(&stage, &mut cora, &[("about_name", "Later"), ("due_date", "2026-03-09")]).await;
    take_call(&stage, &mut cora, &[("about_name", "Sooner")]).await;
    stage.advance(SignedDuration::from_hours(8));
    let mut cora = stage.visit_as("cora").await;
    let on_time = cora.page("/first-calls").await;
    assert!(!on_time.contains("Overdue"), "due now is not yet overdue: {on_time}");
    stage.advance(SignedDuration::from_mins(1));
    let queue = cora.get("/first-calls").await;
    assert!(queue.body.contains("badge--clay\">Overdue"), "{}", queue.words());
    let words = queue.words();
    assert_eq!(words.matches("Overdue").count(), 1);
    assert!(words.find("about Sooner").unwrap() < words.find("about Later").unwrap(), "{words}");
    assert!(words.contains("waiting 8 hours"), "{words}");
}

#[tokio::test]
async fn a_closed_call_can_be_opened_again_and_closed_again() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let owner = stage.person("cora").to_string();
    let call = take_call(&stage, &mut cora, &[]).await;
    let step = with(MOTHER, &owner, &[]);
    let refused = cora.post(&format!("{call}/reopening"), &step).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "an open call cannot be opened");
    for round in 1..=2 {
        let closing = [("reason", "could_not_reach"), ("closing_words", "Five tries.")];
        cora.submit(&format!("{call}/closing"), &closing).await;
        assert_eq!(stage.count(OPEN_STEPS).await, 0, "round {round}");
        let again = cora.post(&format!("{call}/closing"), &closing).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "a closed call cannot be closed");
        let page = cora.get(&call).await.words();
        assert!(page.contains("Could not be reached") && page.contains("Five tries."), "{page}");
        cora.submit(&format!("{call}/reopening"), &step).await;
        assert_eq!(stage.count(OPEN_STEPS).await, 1, "round {round}");
    }
    assert!(cora.get("/first-calls").await.words().contains("about Lena"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM call_closings").await, 2, "history is kept");
}

#[tokio::test]
async fn an_outcome_without_a_next_step_is_refused() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let call = take_call(&stage, &mut cora, &[]).await;
    let reply =
        cora.post(&format!("{call}/next-steps"), &[("outcome", "reached"), ("words", "She was glad.")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains("She was glad."), "what was typed stays");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM next_step_outcomes").await, 0);
    assert_eq!(stage.count(OPEN_STEPS).await, 1);
}

#[tokio::test]
async fn of_two_who_record_the_same_step_the_second_is_told() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let owner = stage.person("cora").to_string();
    let call = take_call(&stage, &mut cora, &[]).await;
    let page = cora.page(&call).await;
    let (_, rest) = page.split_once(r#"name="step" value=""#).unwrap();
    let step = rest.split('"').next().unwrap().to_string();
    let fields = with(MOTHER, &owner, &[("outcome", "message_left"), ("step", &step)]);
    cora.submit(&format!("{call}/next-steps"), &fields).await;
    let late = cora.post(&format!("{call}/next-steps"), &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.words().contains("Somebody has recorded this step already"), "{}", late.words());
    assert_eq!(stage.count(OPEN_STEPS).await, 1);
}

#[tokio::test]
async fn a_wrong_form_keeps_what_was_typed() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let owner = stage.person("cora").to_string();
    let wrong = [
        ("caller_kind", ""),
        ("caller_phone", "call me"),
        ("payer_name", ""),
        ("due_date", "2099-01-01"),
        ("caller_name", "<Mia> & co"),
    ];
    let reply = cora.post("/first-calls", &with(MOTHER, &owner, &wrong)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "My daughter wants to talk",
        "call me",
        "&#60;Mia&#62; &#38; co",
        "2099-01-01",
        "weekdays before noon",
    ] {
        assert!(reply.body.contains(kept), "{kept} is kept");
    }
    for field in ["caller_kind", "caller_phone", "payer_name"] {
        assert!(reply.body.contains(&format!(r##"href="#{field}""##)), "{field} is named");
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM first_calls").await, 0);
    for (day, expected) in [("2099-01-01", "within half a year"), ("2026-03-01", "from now on")] {
        let reply = cora.post("/first-calls", &with(MOTHER, &owner, &[("due_date", day)])).await;
        assert!(reply.words().contains(expected), "{}", reply.words());
    }
    let stranger = stage.person("sam").to_string();
    let reply = cora.post("/first-calls", &with(MOTHER, &stranger, &[])).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "only a coordinator can own a step");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM first_calls").await, 0);
}

#[tokio::test]
async fn the_same_form_sent_twice_makes_one_call() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let key = [("form_key", "01957a00-0000-7000-8000-000000000001")];
    let first = take_call(&stage, &mut cora, &key).await;
    let second = take_call(&stage, &mut cora, &key).await;
    assert_eq!(first, second);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM first_calls").await, 1);
    assert_eq!(stage.count(OPEN_STEPS).await, 1);
}
