//! Counseling notes: kept apart, read by their author alone.

use axum::http::StatusCode;
use cairn::access::Role;
use cairn_db::params;

use crate::cast::{CAST, Stage};
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

const NOTE: [(&str, &str); 2] =
    [("held_on", "2026-03-02"), ("words", "Marshlight: what Bo told in the group.")];

/// Bo comes to a therapy group that Dr. Vale leads.
pub async fn therapy(stage: &Stage) {
    let (_, meeting) = crate::groups::group(stage, "group_therapy", "vale", None).await;
    let (bo, by, now) = (stage.person("bo"), stage.person("vale"), stage.app.clock.now());
    let came: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
                 VALUES ($1, $2, 60, $3, $4)",
                params![meeting, bo, now, by],
            )
        })
        .await;
    came.unwrap();
}

/// Dr. Vale writes a note about Bo; where it stands.
async fn written(stage: &Stage, vale: &mut Visitor) -> String {
    vale.submit(&format!("/participants/{}/counseling-notes", stage.bo), &NOTE).await
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    therapy(stage).await;
    let mut vale = stage.visit_as("vale").await;
    let note = written(stage, &mut vale).await;
    let notes = format!("/participants/{}/counseling-notes", stage.bo);
    vec![
        case("GET", "/participants/{id}/counseling-notes", notes.clone(), &["vale"]),
        case("GET", "/participants/{id}/counseling-notes/new", format!("{notes}/new"), &["vale"]),
        case("POST", "/participants/{id}/counseling-notes", notes, &["vale"]),
        case("GET", "/participants/{id}/counseling-notes/{note}", note, &["vale"]),
    ]
}

#[tokio::test]
async fn row_04_a_counseling_note_has_one_author_and_one_reader() {
    let stage = Stage::set().await;
    therapy(&stage).await;
    let notes = format!("/participants/{}/counseling-notes", stage.bo);
    let mut vale = stage.visit_as("vale").await;
    let note = written(&stage, &mut vale).await;
    assert!(vale.page(&note).await.contains("Marshlight"));
    assert!(!vale.page(&notes).await.contains("Marshlight"), "the list has days, no words");

    // Nobody without a credential creates one, and no other clinician finds it, nor that it is there.
    for (name, ..) in CAST.iter().filter(|(name, ..)| *name != "vale") {
        let mut other = stage.visit_as(name).await;
        for path in [&notes, &note, &format!("{notes}/new")] {
            assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{name} {path}");
        }
        assert_eq!(other.post(&notes, &NOTE).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    colleague(&stage).await;
    let mut tess = stage.visit_as("tess").await;
    assert_eq!(tess.get(&format!("/participants/{}", stage.bo)).await.status, StatusCode::OK);
    let list = tess.get(&notes).await;
    assert!(
        list.status == StatusCode::OK && !list.body.contains("Counseling of"),
        "a second clinician's own list"
    );
    assert_eq!(tess.get(&note).await.status, StatusCode::NOT_FOUND);
    let search = tess.page("/participants?search=Marshlight").await;
    assert!(!search.contains("Bo Chen"), "words of a note find nobody");

    // The one it is about reads in the log that such notes are kept; a coordinator does not.
    let log = format!("/participants/{}/openings", stage.bo);
    let mut bo = stage.visit_as("bo").await;
    assert!(bo.page(&log).await.contains("counseling notes"));
    let mut cora = stage.visit_as("cora").await;
    assert!(!cora.page(&log).await.contains("counseling notes"));
    let about_another = vale.get(&format!("/participants/{}/counseling-notes", stage.ana)).await;
    assert_eq!(about_another.status, StatusCode::NOT_FOUND, "Ana is in no group of Dr. Vale's");
}

/// Tess becomes a clinician, too, and leads a group to which Bo comes.
async fn colleague(stage: &Stage) {
    let (_, meeting) = crate::groups::group(stage, "group_therapy", "tess", None).await;
    let (app, tess, bo) = (stage.app.clone(), stage.person("tess"), stage.person("bo"));
    let done: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let now = app.clock.now();
            let grant = cairn::people::store::Grant {
                id: app.chance.id(now),
                person: tess,
                role: Role::Clinician,
                by: None,
            };
            cairn::people::store::grant(tx, &grant, now)?;
            tx.execute(
                "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
                 VALUES ($1, $2, 60, $3, $4)",
                params![meeting, bo, now, tess],
            )?;
            Ok(())
        })
        .await;
    done.unwrap();
}
