//! Answering, leaving out, declining.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::answers;
use crate::cast::Stage;
use crate::visitor::Visitor;

fn page_of(stage: &Stage) -> String {
    format!("/participants/{}/assessments", stage.ana)
}

#[tokio::test]
async fn two_questions_left_out_make_no_total() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let path = format!("{}/barc10", page_of(&stage));
    assert!(ana.page(&path).await.contains("I am proud of the community I live in and feel part of it."));
    let fields = answers(&["6", "6", "", "6", "6", "6", "", "6", "6", "6"]);
    assert_eq!(ana.submit(&path, &fields).await, page_of(&stage));
    let page = ana.get(&page_of(&stage)).await.words();
    assert!(page.contains("8 of 10 answered. There is no total"), "{page}");
    assert!(page.contains("Answered in part"), "{page}");
    let stored = "SELECT COUNT(*) AS n FROM assessments WHERE total IS NULL AND status = 'answered'
        AND due_window = 'intake'";
    assert_eq!(stage.count(stored).await, 1);
    let sql = "SELECT answers FROM assessments";
    let answers: Result<String, cairn_db::Error> =
        stage.app.db.read(move |tx| tx.one(sql, &[], |row| row.get("answers"))).await;
    assert_eq!(answers.unwrap(), "[6,6,null,6,6,6,null,6,6,6]");
}

#[tokio::test]
async fn ten_answers_make_their_sum_and_the_page_says_what_it_is() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let path = format!("{}/barc10", page_of(&stage));
    let values = ["1", "2", "3", "4", "5", "6", "5", "4", "3", "2"];
    ana.submit(&path, &answers(&values)).await;
    let page = ana.get(&page_of(&stage)).await.words();
    // By hand: 1+2+3+4+5+6+5+4+3+2 = 35.
    assert!(page.contains("35 on a scale from 10 to 60"), "{page}");
    assert!(page.contains("not a grade"), "{page}");
    assert!(page.contains("At the start Mon, Mar 2, 2026 Answered"), "{page}");
    let hash = cairn_instruments::find("barc10", None).unwrap().hash();
    assert_eq!(hash.len(), 64);
    let stored: String = stage
        .app
        .db
        .read(|tx| {
            tx.one("SELECT definition_hash, version, total FROM assessments", &[], |row| {
                assert_eq!(row.get::<f64>("total")?, 35.0);
                Ok(format!("{} {}", row.get::<String>("definition_hash")?, row.get::<String>("version")?))
            })
        })
        .await
        .map_err(|error: cairn_db::Error| error)
        .unwrap();
    assert_eq!(stored, format!("{hash} 2017.1"));
    // The window is taken: the next one is an extra.
    ana.submit(&path, &answers(&values)).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM assessments WHERE due_window = 'extra'").await, 1);
}

#[tokio::test]
async fn an_answer_off_the_scale_is_refused_by_its_number() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let path = format!("{}/barc10", page_of(&stage));
    for wrong in ["0", "7", "x", "-1", "1.5"] {
        let reply = ana.post(&path, &answers(&["6", "6", "6", wrong])).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            reply.words().contains("Question 4: please choose one of the answers shown"),
            "{}",
            reply.words()
        );
        assert!(
            reply.body.contains("id=\"item-3-6\" name=\"item-3\" value=\"6\" checked"),
            "what was given stays"
        );
    }
    assert!(ana.post(&path, &[]).await.words().contains("at least one question"));
    assert_eq!(ana.get(&format!("{}/mood-test", page_of(&stage))).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM assessments").await, 0);
}

#[tokio::test]
async fn rather_not_is_an_answer_and_keeps_none() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let path = format!("{}/who5", page_of(&stage));
    ana.submit(&path, &[("status", "declined"), ("item-1", "5")]).await;
    assert!(ana.get(&page_of(&stage)).await.words().contains("Rather not"));
    let kept = "SELECT COUNT(*) AS n FROM assessments WHERE status = 'declined' AND answers IS NULL AND total IS NULL";
    assert_eq!(stage.count(kept).await, 1);
    // What only staff can say is not the person's to send.
    let reply = ana.post(&path, &[("status", "lost_contact")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn sam_writes_down_what_they_answered_together_and_when() {
    let stage = Stage::set().await;
    stage.advance(SignedDuration::from_hours(24 * 40));
    let mut sam = stage.visit_as("sam").await;
    let path = format!("{}/who5", page_of(&stage));
    let mut fields = answers(&["4", "4", "4", "3", "3"]);
    fields.extend([("status", "answered"), ("answered_on", "2027-01-01")]);
    assert!(sam.post(&path, &fields).await.words().contains("today or an earlier day"));
    fields.pop();
    fields.push(("answered_on", "2026-04-03"));
    sam.submit(&path, &fields).await;
    // 18 x 4 = 72, within the window of day 30 (April 1).
    let page = sam.get(&page_of(&stage)).await.words();
    assert!(page.contains("72 on a scale from 0 to 100"), "{page}");
    assert!(page.contains("After 30 days Fri, Apr 3, 2026 Answered"), "{page}");
    assert!(page.contains("At the start Mon, Mar 2, 2026 Time has passed"), "{page}");
    let barc10 = format!("{}/barc10", page_of(&stage));
    let bare = sam.post(&barc10, &[("status", "not_offered")]).await;
    assert!(bare.words().contains("Please choose why there is no answer"), "{}", bare.words());
    let why = [("status", "not_offered"), ("reason", "hard_day"), ("reason_words", "Court that morning")];
    sam.submit(&barc10, &why).await;
    let page = sam.get(&page_of(&stage)).await.words();
    assert!(page.contains("Not offered It was not the day for it. Court that morning"), "{page}");
}

#[tokio::test]
async fn a_low_number_shows_help_at_once_and_a_higher_one_does_not() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let path = format!("{}/who5", page_of(&stage));
    ana.submit(&path, &answers(&["3", "3", "2", "2", "2"])).await;
    let page = ana.page(&page_of(&stage)).await;
    assert!(page.contains("You do not have to carry this alone") && page.contains("tel:988"));
    let sams = stage.visit_as("sam").await.page(&page_of(&stage)).await;
    assert!(sams.contains("talk with Ana Ruiz today"));
    stage.advance(SignedDuration::from_hours(24));
    ana = stage.visit_as("ana").await;
    ana.submit(&path, &answers(&["3", "3", "3", "2", "2"])).await;
    assert!(!ana.page(&page_of(&stage)).await.contains("carry this alone"));
}

#[tokio::test]
async fn a_supervisor_and_somebody_else_cannot_answer() {
    let stage = Stage::set().await;
    let path = format!("{}/barc10", page_of(&stage));
    for name in ["sol", "tess", "bo"] {
        let mut visitor = stage.visit_as(name).await;
        assert_eq!(visitor.post(&path, &answers(&["6"])).await.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn check_ups_speak_spanish_around_questions_that_have_no_official_translation() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    ana.post("/language", &[("language", "es"), ("to", "/today")]).await;
    let page = ana.page(&format!("{}/barc10", page_of(&stage))).await;
    assert!(
        !page.contains("En general, estoy feliz") && page.contains("no tienen traducción oficial"),
        "{page}"
    );
    let reply = ana.post(&format!("{}/who5", page_of(&stage)), &answers(&["9"])).await;
    assert!(reply.words().contains("Pregunta 1: elija"), "{}", reply.words());
    assert!(ana.page(&page_of(&stage)).await.contains("Para ahora"));
}

/// Ana answers a questionnaire for some readers; the address of what she answered.
async fn answered_for(stage: &Stage, ana: &mut Visitor, tier: &'static str) -> String {
    let mut fields = answers(&["5", "5", "5", "4", "4"]);
    fields.push(("tier", tier));
    let path = format!("{}/who5", page_of(stage));
    for words in ["Danger to a life", "Between the two of us", "You and Sam Okafor"] {
        assert!(ana.page(&path).await.contains(words), "before anything is answered: {words}");
    }
    ana.submit(&path, &fields).await;
    let page = ana.page(&page_of(stage)).await;
    let rest = page.split("href=\"/assessments/").nth(1).unwrap();
    format!("/assessments/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn answers_between_two_are_shown_to_two_and_the_rest_see_only_that_there_are_some() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let at = answered_for(&stage, &mut ana, "ours").await;
    assert!(
        ana.page(&at).await.contains("All of the time") || ana.page(&at).await.contains("Most of the time")
    );
    let progress = format!("/participants/{}/progress", stage.ana);
    for (name, reads) in [("sam", true), ("sol", false), ("cora", false)] {
        let mut visitor = stage.visit_as(name).await;
        let status = visitor.get(&at).await.status;
        assert_eq!(status, if reads { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{name}");
        let (page, chart) = (visitor.get(&page_of(&stage)).await.words(), visitor.page(&progress).await);
        assert_eq!(page.contains("92 on a scale"), reads, "{name}: {page}");
        assert_eq!(page.contains("Kept among few"), !reads, "{name}");
        assert_eq!(chart.contains("92"), reads, "{name}");
        assert!(page.contains("Answered"), "{name} does not ask again");
    }
}

#[tokio::test]
async fn answers_are_narrowed_at_any_time_and_widened_by_the_person_alone() {
    let stage = Stage::set().await;
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let at = answered_for(&stage, &mut ana, "record").await;
    let mut sol = stage.visit_as("sol").await;
    assert!(
        sol.page(&at).await.contains("Part of the record") || sol.get(&at).await.status == StatusCode::OK
    );
    // Not Sam's to change: Ana answered by herself.
    assert_eq!(sam.post(&format!("{at}/tier"), &[("tier", "ours")]).await.status, StatusCode::NOT_FOUND);
    ana.submit(&format!("{at}/tier"), &[("tier", "ours")]).await;
    assert_eq!(sol.get(&at).await.status, StatusCode::NOT_FOUND);
    ana.submit(&format!("{at}/tier"), &[("tier", "supervised")]).await;
    assert_eq!(sol.get(&at).await.status, StatusCode::OK);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM tier_changes WHERE kind = 'assessment'").await, 2);
    assert_eq!(ana.post(&format!("{at}/tier"), &[("tier", "payer")]).await.status, StatusCode::BAD_REQUEST);
}
