//! The brief intake: ten minutes, and a yes.

use axum::http::StatusCode;

use super::take_call;
use crate::cast::Stage;

/// A filled-in brief intake with some fields changed; an empty value leaves the field out.
pub fn brief<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let base = [
        ("name", "Noor"),
        ("language", "es"),
        ("preferred_contact", "in_person"),
        ("given_how", "phone"),
        ("agree_enroll", "yes"),
    ];
    let mut fields: Vec<_> =
        base.into_iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name)).collect();
    fields.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
    fields
}

#[tokio::test]
async fn somebody_walks_in_and_enrolls() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let fields = brief(&[
        ("phone", "555-0123"),
        ("agree_contact", "contact_phone"),
        ("agree_contact", "contact_text"),
        ("pathway", "medication"),
        ("safe_times", "after six"),
    ]);
    let noor = cora.submit("/participants", &fields).await;
    let page = cora.get(&noor).await.words();
    for told in ["Noor", "555-0123", "after six", "With medication", "Spanish", "In person"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(
        page.matches("text of 2026-11").count(),
        3,
        "each agreement with the version of its text: {page}"
    );
    assert_eq!(page.matches("Not agreed").count(), 1, "e-mail was not agreed to: {page}");
    assert!(cora.get("/participants?search=noo").await.words().contains("Noor"));
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM enrollments WHERE enrolled_on = '2026-03-02'").await,
        3
    );
}

#[tokio::test]
async fn nobody_is_enrolled_without_a_yes() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let fields = brief(&[("agree_enroll", ""), ("hopes", "To sleep again.")]);
    let reply = cora.post("/participants", &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.words().contains("Nobody is enrolled without agreeing"), "{}", reply.words());
    assert!(reply.body.contains("To sleep again."), "what was typed stays");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM participants").await, 2);
}

#[tokio::test]
async fn an_e_mail_that_somebody_has_is_refused_beside_the_field() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let call = take_call(&stage, &mut cora, &[]).await;
    let reply = cora.post(&format!("{call}/enrollment"), &brief(&[("email", "ANA@example.org")])).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains(r#"id="email-error">Somebody has this e-mail address already"#));
    assert!(cora.get("/first-calls").await.words().contains("about Lena"), "the call stays open");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM call_closings").await, 0, "nothing is half done");
}

#[tokio::test]
async fn a_yes_to_calls_needs_a_number_and_a_yes_to_e_mail_an_address() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let fields = brief(&[("agree_contact", "contact_text"), ("agree_contact", "contact_email")]);
    let reply = cora.post("/participants", &fields).await;
    assert!(reply.body.contains(r##"href="#phone""##) && reply.body.contains(r##"href="#email""##));
}

#[tokio::test]
async fn who_calls_for_themselves_keeps_phone_and_safe_times() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let own = [("caller_kind", "self"), ("caller_name", "Ines"), ("about_name", "")];
    let call = take_call(&stage, &mut cora, &own).await;
    let page = cora.page(&format!("{call}/enrollment")).await;
    for kept in ["Ines", "555-0177", "weekdays before noon"] {
        assert!(page.contains(kept), "{kept}");
    }
}

#[tokio::test]
async fn a_policy_told_in_the_call_comes_along() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let call = take_call(&stage, &mut cora, &[]).await;
    let (id, by) = (call.rsplit('/').next().unwrap().to_string(), stage.person("cora"));
    let added: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO insurance_policies (id, first_call_id, payer, plan_type, member_id,
                    subscriber_relation, network, recorded_at, recorded_by)
                 VALUES ('01957a00-0000-7000-8000-000000000009', $1, 'Blue Harbor', 'PPO', 'M1', 'self', 'out', 0, $2)",
                cairn_db::params![id, by],
            )
        })
        .await;
    added.unwrap();
    cora.submit(&format!("{call}/enrollment"), &brief(&[])).await;
    let sql = "SELECT COUNT(*) AS n FROM insurance_policies i JOIN enrollments e ON e.participant_id = i.participant_id
        AND e.first_call_id = i.first_call_id";
    assert_eq!(stage.count(sql).await, 1);
}
