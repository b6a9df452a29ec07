//! Three questions after a session: the participant's alone, and shown in sums of five people at least.

use axum::http::StatusCode;
use cairn::ids::{ParticipantId, PersonId, SessionId};
use cairn_db::params;
use jiff::{SignedDuration, Timestamp};

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::sessions::{note, planned_at};
use crate::visitor::Visitor;

/// A session of Ana and Sam that was held, begun at an hour of a day.
async fn held(stage: &Stage, sam: &mut Visitor, day: &str, hour: &str) -> String {
    let id = planned_at(stage, sam, day, &format!("{hour}:00")).await;
    let (start, end) = (format!("{hour}:00"), format!("{hour}:50"));
    let told = [("date", day), ("start", start.as_str()), ("end", end.as_str()), ("action", "send")];
    sam.submit(&format!("/sessions/{id}/note"), &note(&told)).await;
    id
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let mut sam = stage.visit_as("sam").await;
    let id = held(stage, &mut sam, "2026-03-02", "06").await;
    vec![
        case("GET", "/sessions/{id}/rating", format!("/sessions/{id}/rating"), &["ana"]),
        case("POST", "/sessions/{id}/rating", format!("/sessions/{id}/rating"), &["ana"]),
        case("GET", "/session-ratings", "/session-ratings", &["sol", "eva"]),
    ]
}

#[tokio::test]
async fn a_rating_is_its_participants_alone_until_the_next_session() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = held(&stage, &mut sam, "2026-03-02", "09").await;
    let mut ana = stage.visit_as("ana").await;
    let path = format!("/sessions/{id}/rating");
    assert!(
        ana.page("/today").await.contains(&path)
            && ana.page(&format!("/sessions/{id}")).await.contains(&path)
    );
    let page = ana.page(&path).await;
    assert!(page.contains("not a tested measure") && page.contains("Only you."), "{page}");
    let nothing = ana.post(&path, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ana.post(&path, &[("heard", "6")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // One request; each question may be left out, and an answer may be changed.
    ana.submit(&path, &[("heard", "2"), ("honest", "4")]).await;
    ana.submit(&path, &[("heard", "5"), ("honest", "4")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM session_ratings WHERE wanted IS NULL").await, 1);
    assert!(!ana.page("/today").await.contains(&path), "asked once");
    for name in ["sam", "sol", "cora", "mia", "eva"] {
        assert_eq!(stage.visit_as(name).await.get(&path).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    assert!(!sam.page(&format!("/sessions/{id}")).await.contains(&path));

    stage.advance(SignedDuration::from_hours(7 * 24));
    let mut sam = stage.visit_as("sam").await;
    held(&stage, &mut sam, "2026-03-09", "09").await;
    let mut ana = stage.visit_as("ana").await;
    let late = ana.post(&path, &[("heard", "1")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(ana.page(&path).await.contains("That time is over"));
}

/// One more person whose session with Sam was held in February and rated 4, 4 and 3.
async fn rated(stage: &Stage, number: i64) {
    let (app, sam, by, now) = (stage.app.clone(), stage.sam, stage.person("cora"), stage.app.clock.now());
    let written: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let (person, participant): (PersonId, ParticipantId) = (app.chance.id(now), app.chance.id(now));
            let session: SessionId = app.chance.id(now);
            let named = cairn::people::NewPerson {
                name: format!("Plover {number}"),
                language: "en".to_string(),
                ..cairn::people::NewPerson::default()
            };
            cairn::people::store::add(tx, person, &named, now, Some(by))?;
            cairn::people::store::add_participant(tx, participant, person, None, now)?;
            let starts: Timestamp = "2026-02-10T15:00:00Z".parse().unwrap();
            tx.execute(
                "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting,
                    scheduled_at, scheduled_by) VALUES ($1, $2, $3, $4, 60, 'phone', 'phone', $4, $5)",
                params![session, participant, sam, starts, by],
            )?;
            tx.execute(
                "INSERT INTO holdings (session_id, started_at, ended_at, recorded_at, recorded_by)
                 VALUES ($1, $2, $2, $2, $3)",
                params![session, starts, by],
            )?;
            let (four, three) = (tx.seal_data(person, "4".to_string())?, tx.seal_data(person, "3".to_string())?);
            tx.execute(
                "INSERT INTO session_ratings (session_id, heard, wanted, honest, rated_at) VALUES ($1, $2, $3, $4, $5)",
                &[session.into(), four.clone(), four, three, starts.into()],
            )?;
            Ok(())
        })
        .await;
    written.unwrap();
}

#[tokio::test]
async fn five_people_of_a_closed_quarter_are_summed_and_four_are_not() {
    let stage = Stage::set().await;
    for number in 0..4 {
        rated(&stage, number).await;
    }
    stage.advance(SignedDuration::from_hours(24 * 50));
    let mut sol = stage.visit_as("sol").await;
    let page = sol.page("/session-ratings").await;
    assert!(page.contains("Sam Okafor") && page.contains("Too few people to say") && !page.contains("4.0"));
    assert!(!page.contains("Tess Malone"), "another supervisor's");
    rated(&stage, 4).await;
    let page = sol.page("/session-ratings").await;
    assert!(page.contains("4.0") && page.contains("3.0") && page.contains("100 %"), "{page}");
    assert!(!page.contains("Plover"));
    let program = stage.visit_as("eva").await.page("/session-ratings").await;
    assert!(program.contains("4.0") && !program.contains("Sam Okafor"), "the program as one");
}
