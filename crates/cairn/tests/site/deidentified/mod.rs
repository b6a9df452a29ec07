//! Files without names: what must not be in them, and who is too few to be.

use axum::http::StatusCode;
use cairn::ids::PersonId;
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::outcomes::{Seeder, seed};
use crate::visitor::Visitor;

pub async fn permissions(_stage: &Stage) -> Vec<Case> {
    vec![
        case("GET", "/deidentified-exports", "/deidentified-exports", &["eva", "pia"]),
        case("GET", "/deidentified-exports/new", "/deidentified-exports/new", &["eva"]),
        case("POST", "/deidentified-exports/preview", "/deidentified-exports/preview", &["eva"]),
        case("POST", "/deidentified-exports", "/deidentified-exports", &["eva"]),
    ]
}

const ASKED: [(&str, &str); 4] =
    [("from_year", "2025"), ("to_year", "2025"), ("smallest", "5"), ("purpose", "Retention of 2025")];
/// One of each identifier of 45 CFR 164.514(b)(2)(i) that a record here can hold, and words besides.
const CANARIES: [&str; 9] = [
    "Quillfeather",
    "quill@example.org",
    "555-0142",
    "Q-MEMBER-77",
    "1931-05-06",
    "12 Quill Lane",
    "Heronwater",
    "2025-08-14",
    "203.0.113.77",
];

/// Somebody who enrolled 200 days ago, on August 14, 2025, with everything that may not leave.
fn enrolled(s: &mut Seeder<'_, '_>, (born, gender): (&'static str, &'static str)) -> String {
    let (participant, enrollment) = s.enroll(200, None);
    let person: PersonId =
        s.tx.one("SELECT person_id FROM participants WHERE id = $1", params![participant], |row| {
            row.get("person_id")
        })
        .unwrap();
    let (name, email, phone, day) = (
        s.tx.seal(person, "Zed Quillfeather").unwrap(),
        s.tx.seal(person, "quill@example.org").unwrap(),
        s.tx.seal(person, "555-0142").unwrap(),
        s.tx.seal_data(person, born).unwrap(),
    );
    let gender = s.tx.seal_data(person, gender).unwrap();
    s.tx.execute(
        "UPDATE people SET name = $2, email = $3, phone = $4, born_on = $5, gender = $6 WHERE id = $1",
        params![person, name, email, phone, day, gender],
    )
    .unwrap();
    let (policy, goal) = (s.id(), s.id());
    let member = s.tx.seal(person, "Q-MEMBER-77").unwrap();
    let (at, by) = (s.day(190), s.by);
    s.tx.execute(
        "INSERT INTO insurance_policies (id, participant_id, payer, plan_type, member_id, subscriber_relation, network,
            recorded_at, recorded_by) VALUES ($1, $2, 'Quill Mutual', 'PPO', $3, 'self', 'in', $4, $5)",
        params![policy, participant, member, at, by],
    )
    .unwrap();
    let words = s.tx.seal(person, "Walk to Heronwater, 12 Quill Lane").unwrap();
    s.tx.execute(
        "INSERT INTO goals (id, participant_id, words, set_at, set_by) VALUES ($1, $2, $3, $4, $5)",
        params![goal, participant, words, at, by],
    )
    .unwrap();
    s.answer(&person.to_string(), "participant", (195, 41.0));
    enrollment
}

async fn many(stage: &Stage, n: usize, who: (&'static str, &'static str)) {
    seed(stage, move |s| (0..n).for_each(|_| drop(enrolled(s, who)))).await;
}

async fn file(eva: &mut Visitor) -> String {
    let reply = eva.post("/deidentified-exports", &ASKED).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.words());
    assert!(reply.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    reply.body
}

#[tokio::test]
async fn row_24_no_identifier_is_in_the_file_and_two_files_do_not_join() {
    let stage = Stage::set().await;
    many(&stage, 6, ("1990-01-02", "woman")).await;
    many(&stage, 5, ("1931-05-06", "woman")).await;
    let mut eva = stage.visit_as("eva").await;
    let (one, other) = (file(&mut eva).await, file(&mut eva).await);
    assert_eq!(one.lines().count(), 12, "{one}");
    for canary in CANARIES {
        assert!(!one.contains(canary), "{canary}");
    }
    let ids: Vec<String> = ids_of_the_database(&stage).await;
    assert!(ids.len() > 20);
    for id in ids {
        assert!(!one.contains(&id) && !one.contains(&id.replace('-', "")), "{id}");
    }
    // No day in any way of writing it, and the oldest are one band.
    assert!(
        !one.lines().any(|line| line.split(',').any(|cell| cell.contains('-') && cell.len() == 10)),
        "{one}"
    );
    assert_eq!(one.matches(",90+,").count(), 5, "{one}");
    let drawn = |file: &str| -> Vec<String> {
        file.lines().skip(1).map(|line| line.split(',').next().unwrap().to_string()).collect()
    };
    let (first, second) = (drawn(&one), drawn(&other));
    assert!(first.iter().all(|id| !second.contains(id)), "an id of one file is in the other");
    assert!(first.is_sorted() && second.is_sorted(), "the order is that of chance");
}

async fn ids_of_the_database(stage: &Stage) -> Vec<String> {
    let found: Result<Vec<String>, cairn_db::Error> = stage
        .app
        .db
        .read(|tx| {
            tx.all(
                "SELECT id FROM people UNION SELECT id FROM participants UNION SELECT id FROM enrollments",
                &[],
                |row| row.get("id"),
            )
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn row_24_four_lose_what_sets_them_apart_and_five_do_not() {
    let stage = Stage::set().await;
    many(&stage, 5, ("1990-01-02", "woman")).await;
    many(&stage, 4, ("1990-01-02", "man")).await;
    many(&stage, 1, ("1990-01-02", "nonbinary")).await;
    let mut eva = stage.visit_as("eva").await;
    let text = file(&mut eva).await;
    assert_eq!(text.matches(",woman,").count(), 5, "{text}");
    assert!(!text.contains(",man,") && !text.contains("nonbinary"), "{text}");
    assert_eq!(text.lines().count(), 11, "five without gender are enough together: {text}");
    // Two more of another age cannot be made like anybody: they are left out, and their number is not told.
    many(&stage, 2, ("1950-01-02", "man")).await;
    let look = eva.post("/deidentified-exports/preview", &ASKED).await.words();
    assert!(look.contains("What would leave"), "{look}");
    let text = file(&mut eva).await;
    assert!(!text.contains("75-89"), "{text}");
    let page = eva.page("/deidentified-exports").await;
    assert!(page.contains("Retention of 2025") && page.contains("fewer than 5"), "{page}");
}

#[tokio::test]
async fn row_24_rare_endings_are_pooled_and_kept_answers_stay_out() {
    let stage = Stage::set().await;
    seed(&stage, |s| {
        for at in 0..12 {
            let enrollment = enrolled(s, ("1990-01-02", "woman"));
            match at {
                0..2 => s.discharge(&enrollment, 100, "died"),
                2..8 => s.discharge(&enrollment, 100, "moved"),
                _ => {}
            }
        }
        s.tx.execute("UPDATE assessments SET tier = 'ours', due_window = 'intake'", &[]).unwrap();
    })
    .await;
    let mut eva = stage.visit_as("eva").await;
    let text = file(&mut eva).await;
    assert!(!text.contains("died") && text.matches(",moved,").count() == 6, "{text}");
    assert!(!text.contains(",41,"), "what is between two is in no file: {text}");
    let opened = |s: &mut Seeder<'_, '_>| {
        s.tx.execute("UPDATE assessments SET tier = 'team'", &[]).unwrap();
    };
    seed(&stage, opened).await;
    assert_eq!(file(&mut eva).await.matches(",41,").count(), 12);
}

#[tokio::test]
async fn row_24_nothing_leaves_without_showing_again_that_it_is_them() {
    let stage = Stage::set().await;
    many(&stage, 6, ("1990-01-02", "woman")).await;
    let mut eva = stage.visit_as("eva").await;
    stage.advance(jiff::SignedDuration::from_mins(11));
    let reply = eva.post("/deidentified-exports", &ASKED).await;
    assert!(
        !reply.body.contains("woman") && reply.status != StatusCode::OK || reply.body.contains("<form"),
        "{}",
        reply.body
    );
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM deidentified_exports").await, 0);
    eva.step_up().await;
    assert!(file(&mut eva).await.contains("woman"));
    assert_eq!(
        stage
            .count("SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'deidentified_export'")
            .await,
        1
    );
}

#[tokio::test]
async fn row_23_a_year_that_goes_on_a_smaller_group_and_turned_years_are_refused() {
    let stage = Stage::set().await;
    many(&stage, 6, ("1990-01-02", "woman")).await;
    let mut eva = stage.visit_as("eva").await;
    for (field, value) in [("to_year", "2026"), ("smallest", "4"), ("from_year", "x"), ("purpose", "")] {
        let fields: Vec<_> =
            ASKED.iter().map(|(name, old)| (*name, if *name == field { value } else { *old })).collect();
        let reply = eva.post("/deidentified-exports", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(field == "purpose" || reply.body.contains("Retention of 2025"), "what was typed stays");
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM deidentified_exports").await, 0);
}
