//! Ana's plan, from the first goal on.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::visitor::Visitor;

/// A goal of Ana's with one step; their ids.
pub async fn goal_with_step(stage: &Stage) -> (String, String) {
    let mut ana = stage.visit_as("ana").await;
    let goal = set_goal(stage, &mut ana, "Sing in a choir again").await;
    ana.submit(
        &format!("/goals/{goal}/steps"),
        &[("step", "Call the choir"), ("who", "me"), ("by_on", "2026-03-20")],
    )
    .await;
    let page = ana.page(&plan(stage)).await;
    let step = between(&page, "/steps/", "/ending").to_string();
    (goal, step)
}

async fn set_goal(stage: &Stage, visitor: &mut Visitor, words: &str) -> String {
    let goals = format!("/participants/{}/goals", stage.ana);
    let location = visitor
        .submit(&goals, &[("words", words), ("why", "It made me glad.")])
        .await;
    between(&location, "/goals/", "/edit").to_string()
}

fn plan(stage: &Stage) -> String {
    format!("/participants/{}/plan", stage.ana)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text
        .split_once(before)
        .unwrap_or_else(|| panic!("no {before} in {text}"))
        .1;
    rest.split_once(after).unwrap().0
}

#[tokio::test]
async fn ana_sets_a_goal_takes_steps_and_rates_it() {
    let stage = Stage::set().await;
    let (goal, step) = goal_with_step(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let page = ana.page(&plan(&stage)).await;
    for words in [
        "Sing in a choir again",
        "It made me glad.",
        "Call the choir",
        "Who: me.",
        "Mar 20, 2026",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    ana.submit(
        &format!("/goals/{goal}/ratings"),
        &[("importance", "9"), ("closeness", "0")],
    )
    .await;
    let page = ana.get(&plan(&stage)).await.words();
    assert!(
        page.contains("It matters 9 of 10 Sure of it not given How close 0 of 10"),
        "{page}"
    );

    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page(&plan(&stage)).await.contains("What Ana Ruiz wants"));
    sam.submit(&format!("/steps/{step}/ending"), &[("ending", "done")])
        .await;
    assert!(sam.page(&plan(&stage)).await.contains("step--done"));
    sam.submit(&format!("/steps/{step}/reopening"), &[]).await;
    assert!(!sam.page(&plan(&stage)).await.contains("step--done"));
    // Nothing of it is lost.
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM step_endings").await, 1);
    sam.submit(&format!("/steps/{step}/ending"), &[("ending", "dropped")])
        .await;
    assert!(sam.page(&plan(&stage)).await.contains("Let go"));
}

#[tokio::test]
async fn every_rating_is_kept_and_a_wrong_one_is_refused() {
    let stage = Stage::set().await;
    let (goal, _) = goal_with_step(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let path = format!("/goals/{goal}/ratings");
    for (field, value, words) in [
        ("confidence", "11", "a number from 0 to 10"),
        ("closeness", "-1", "a number from 0 to 10"),
        ("importance", "very", "a number from 0 to 10"),
        ("other", "3", "at least one"),
    ] {
        let reply = ana.post(&path, &[(field, value)]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.words().contains(words), "{}", reply.words());
    }
    for closeness in ["2", "5", "4"] {
        ana.submit(&path, &[("closeness", closeness)]).await;
        stage.advance(SignedDuration::from_mins(5));
    }
    assert_eq!(
        stage
            .count("SELECT COUNT(*) AS n FROM goal_ratings WHERE importance IS NULL")
            .await,
        3
    );
    assert!(
        ana.page(&plan(&stage)).await.contains("4 of 10"),
        "the newest counts"
    );
    let progress = ana.get(&format!("/participants/{}/progress", stage.ana)).await;
    assert!(
        progress.words().contains("Sing in a choir again"),
        "{}",
        progress.words()
    );
    assert!(progress.body.contains("class=\"line-3\""));
}

#[tokio::test]
async fn a_form_sent_twice_is_done_once() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let fields = [
        ("words", "Rest"),
        ("form_key", "019cad50-0000-7000-8000-000000000001"),
    ];
    let goals = format!("/participants/{}/goals", stage.ana);
    let (first, second) = (
        ana.submit(&goals, &fields).await,
        ana.submit(&goals, &fields).await,
    );
    assert_eq!(first, second);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM goals").await, 1);
}

#[tokio::test]
async fn new_words_keep_the_old_ones() {
    let stage = Stage::set().await;
    let (goal, _) = goal_with_step(&stage).await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/goals/{goal}");
    let reply = sam.post(&path, &[("words", "  "), ("why", "Because")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains("Because"), "what was typed stays");
    sam.submit(
        &path,
        &[("words", "Sing with others"), ("why", "It made me glad.")],
    )
    .await;
    let page = sam.get(&plan(&stage)).await.words();
    assert!(page.contains("Earlier words Sing in a choir again"), "{page}");
    // The same words again are no change.
    sam.submit(
        &path,
        &[("words", "Sing with others"), ("why", "It made me glad.")],
    )
    .await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM goal_rewordings").await, 1);
}

#[tokio::test]
async fn a_goal_is_closed_reopened_and_closed_again() {
    let stage = Stage::set().await;
    let (goal, _) = goal_with_step(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let closing = format!("/goals/{goal}/closing");
    for wrong in [&[][..], &[("reason", "failed")][..]] {
        assert_eq!(
            ana.post(&closing, wrong).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    ana.submit(&closing, &[("reason", "set_aside")]).await;
    let page = ana.get(&plan(&stage)).await.words();
    assert!(
        page.contains("Closed goals Sing in a choir again Set aside for now"),
        "{page}"
    );
    let refused = ana
        .post(&format!("/goals/{goal}/ratings"), &[("importance", "5")])
        .await;
    assert!(
        refused.words().contains("Open it again first"),
        "{}",
        refused.words()
    );
    ana.submit(&format!("/goals/{goal}/reopening"), &[]).await;
    assert!(!ana.page(&plan(&stage)).await.contains("Closed goals"));
    ana.submit(&closing, &[("reason", "reached")]).await;
    assert!(ana.page(&plan(&stage)).await.contains("Reached"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM goal_closings").await, 2);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM goal_reopenings").await, 1);
}

#[tokio::test]
async fn a_supervisor_reads_and_does_not_write() {
    let stage = Stage::set().await;
    let (goal, step) = goal_with_step(&stage).await;
    let mut sol = stage.visit_as("sol").await;
    let page = sol.page(&plan(&stage)).await;
    assert!(page.contains("Sing in a choir again"));
    assert!(!page.contains("/ending\"") && !page.contains("/edit\"") && !page.contains("plan-reviews"));
    let ana = stage.ana;
    for (path, fields) in [
        (format!("/participants/{ana}/goals"), ("words", "Mine")),
        (format!("/goals/{goal}"), ("words", "Mine")),
        (format!("/goals/{goal}/ratings"), ("closeness", "3")),
        (format!("/goals/{goal}/closing"), ("reason", "reached")),
        (format!("/steps/{step}/ending"), ("ending", "done")),
        (
            format!("/participants/{ana}/plan-reviews"),
            ("next_review_on", "2026-06-01"),
        ),
    ] {
        assert_eq!(
            sol.post(&path, &[fields]).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_plan_is_due_for_a_look_after_ninety_days_and_then_on_the_agreed_day() {
    let stage = Stage::set().await;
    goal_with_step(&stage).await;
    assert!(
        stage
            .visit_as("ana")
            .await
            .page(&plan(&stage))
            .await
            .contains("Next look at the plan: Sun, May 31, 2026")
    );
    stage.advance(SignedDuration::from_hours(24 * 91));
    let mut sam = stage.visit_as("sam").await;
    assert!(
        sam.page(&plan(&stage))
            .await
            .contains("It is time to look at the plan together")
    );
    let reviews = format!("/participants/{}/plan-reviews", stage.ana);
    let past = sam.post(&reviews, &[("next_review_on", "2026-05-01")]).await;
    assert!(past.words().contains("a day after today"), "{}", past.words());
    sam.submit(
        &reviews,
        &[
            ("next_review_on", "2026-07-01"),
            ("review_words", "The choir is still it."),
        ],
    )
    .await;
    let page = sam.page(&plan(&stage)).await;
    assert!(page.contains("Next look at the plan: Wed, Jul 1, 2026"));
    assert!(page.contains("The choir is still it."));
    assert!(!page.contains("It is time to look"));
}

#[tokio::test]
async fn the_plan_speaks_spanish() {
    let stage = Stage::set().await;
    let (goal, _) = goal_with_step(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    ana.post("/language", &[("language", "es"), ("to", "/today")])
        .await;
    assert!(ana.page(&plan(&stage)).await.contains("Este plan es suyo"));
    assert!(
        ana.page(&format!("/goals/{goal}/edit"))
            .await
            .contains("¿Qué tan cerca se siente?")
    );
    let reply = ana
        .post(&format!("/goals/{goal}/steps"), &[("by_on", "mañana")])
        .await;
    assert!(reply.words().contains("Llene este espacio"), "{}", reply.words());
    assert!(reply.words().contains("Escriba la fecha"), "{}", reply.words());
}
