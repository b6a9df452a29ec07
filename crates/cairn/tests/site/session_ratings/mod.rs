//! Three questions after a session or a meeting: for whoever was there alone, and shown in sums of five people at least.

use axum::http::StatusCode;
use cairn::ids::{FamilyMeetingId, MeetingId, ParticipantId, PersonId, RowId, SessionId};
use cairn_db::params;
use jiff::{SignedDuration, Timestamp};

use crate::cast::Stage;
use crate::families::{family, support};
use crate::groups::group;
use crate::guards::permissions::{Case, case};
use crate::sessions::{note, planned_at};
use crate::shared_sessions;
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
    let (_, meeting) = group(stage, "support_group", "sam", None).await;
    came(stage, meeting, stage.person("ana")).await;
    let group = format!("/group-meetings/{meeting}/rating");
    let family = format!("/family-meetings/{}/rating", met(stage).await);
    let shared = format!("/shared-sessions/{}/rating", shared_sessions::held(stage).await);
    vec![
        case("GET", "/group-meetings/{id}/rating", group.clone(), &["ana"]),
        case("POST", "/group-meetings/{id}/rating", group, &["ana"]),
        case("GET", "/family-meetings/{id}/rating", family.clone(), &["mia"]),
        case("POST", "/family-meetings/{id}/rating", family, &["mia"]),
        case("GET", "/shared-sessions/{id}/rating", shared.clone(), &["ana", "mia"]),
        case("POST", "/shared-sessions/{id}/rating", shared, &["ana", "mia"]),
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

/// What no page does: how many rows it changed.
async fn set(stage: &Stage, sql: &'static str) -> u64 {
    let done: Result<u64, cairn_db::Error> = stage.app.db.write(move |tx| tx.execute(sql, &[])).await;
    done.unwrap()
}

/// Somebody was at a meeting of a group.
async fn came(stage: &Stage, meeting: MeetingId, person: PersonId) {
    let (now, sam) = (stage.app.clock.now(), stage.person("sam"));
    let done: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
                 VALUES ($1, $2, 55, $3, $4)",
                params![meeting, person, now, sam],
            )
        })
        .await;
    assert_eq!(done.unwrap(), 1);
}

/// Mia met Sam just now, and nobody else of her family did.
async fn met(stage: &Stage) -> FamilyMeetingId {
    let (family, member) = family(stage).await;
    let (now, cora, sam) = (stage.app.clock.now(), stage.person("cora"), stage.sam);
    let id: FamilyMeetingId = stage.app.chance.id(now);
    let made: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO family_meetings (id, family_id, model, supporter_id, starts_at, minutes, mode, recorded_at,
                    recorded_by) VALUES ($1, $2, 'one_to_family', $3, $4, 45, 'phone', $4, $5)",
                params![id, family, sam, now, cora],
            )?;
            tx.execute(
                "INSERT INTO family_attendances (meeting_id, member_id, recorded_at, recorded_by)
                 VALUES ($1, $2, $3, $4)",
                params![id, member, now, cora],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
    id
}

#[tokio::test]
async fn a_meeting_of_a_group_is_rated_by_who_was_there_and_the_others_learn_nothing() {
    let stage = Stage::set().await;
    let (group_id, meeting) = group(&stage, "support_group", "sam", None).await;
    came(&stage, meeting, stage.person("ana")).await;
    let path = format!("/group-meetings/{meeting}/rating");
    assert!(!stage.visit_as("ana").await.page("/today").await.contains(&path), "it is not over yet");
    stage.advance(SignedDuration::from_mins(60));
    let (mut ana, mut bo) = (stage.visit_as("ana").await, stage.visit_as("bo").await);
    assert_eq!(bo.get(&path).await.status, StatusCode::NOT_FOUND, "he was not there");
    assert_eq!(bo.post(&path, &[("heard", "5")]).await.status, StatusCode::NOT_FOUND);
    assert!(ana.page("/today").await.contains(&path));
    assert!(ana.page(&format!("/my-groups/{group_id}")).await.contains(&path));
    assert!(ana.page(&path).await.contains("the others in the group never see your answers"));
    ana.submit(&path, &[("heard", "2"), ("honest", "3")]).await;
    ana.submit(&path, &[("heard", "4"), ("honest", "3")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM session_ratings").await, 1, "once, and corrected");
    assert!(ana.page(&path).await.contains(" checked"), "she finds what she said");
    assert!(!ana.page("/today").await.contains(&path), "asked once");

    came(&stage, meeting, stage.person("bo")).await;
    let own = bo.page(&path).await;
    assert!(!own.contains(" checked") && !own.contains("Ana"), "{own}");
    for name in ["sam", "sol", "cora", "vale", "eva", "pia", "mia"] {
        assert_eq!(stage.visit_as(name).await.get(&path).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    let copy = ana.page(&format!("/participants/{}/copy", stage.ana)).await;
    assert!(copy.contains("I felt heard, from 1 to 5"), "{copy}");

    // Another meeting of the group closes the first for whoever came to it; two weeks close it for everybody.
    stage.advance(SignedDuration::from_hours(15 * 24));
    let late = stage.visit_as("bo").await.post(&path, &[("heard", "1")]).await;
    assert!(late.status == StatusCode::UNPROCESSABLE_ENTITY && late.body.contains("That time is over"));
    // Whom the host takes off the list was not there.
    assert_eq!(set(&stage, "UPDATE attendances SET minutes = 0").await, 2);
    assert_eq!(stage.visit_as("ana").await.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_next_meeting_of_the_group_closes_the_one_before() {
    let stage = Stage::set().await;
    let (_, meeting) = group(&stage, "support_group", "sam", None).await;
    let next: MeetingId = stage.app.chance.id(stage.app.clock.now());
    let later = stage.app.clock.now() + SignedDuration::from_hours(48);
    let made: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO group_meetings (id, group_id, starts_at, minutes, scheduled_at, scheduled_by)
                 SELECT CAST($1 AS TEXT), group_id, CAST($2 AS BIGINT), minutes, scheduled_at, scheduled_by
                 FROM group_meetings WHERE id = $3",
                params![next, later, meeting],
            )
        })
        .await;
    assert_eq!(made.unwrap(), 1);
    for (of, name) in [(meeting, "ana"), (meeting, "bo"), (next, "ana")] {
        came(&stage, of, stage.person(name)).await;
    }
    stage.advance(SignedDuration::from_hours(50));
    let path = format!("/group-meetings/{meeting}/rating");
    let late = stage.visit_as("ana").await.post(&path, &[("heard", "1")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "she came to the next");
    stage.visit_as("bo").await.submit(&path, &[("heard", "1")]).await;
    let page = stage.visit_as("ana").await.page("/today").await;
    assert!(page.contains(&format!("/group-meetings/{next}/rating")) && !page.contains(&path));
}

#[tokio::test]
async fn a_meeting_with_a_family_is_rated_by_the_member_who_was_there() {
    let mut stage = Stage::set().await;
    let meeting = met(&stage).await;
    let (family, member) = family(&stage).await;
    support::relative(&mut stage, "ned", "Ned Ruiz", family).await;
    let path = format!("/family-meetings/{meeting}/rating");
    stage.advance(SignedDuration::from_mins(60));
    let mut mia = stage.visit_as("mia").await;
    assert!(mia.page("/today").await.contains("/family-meetings/"), "asked on the first page");
    assert!(mia.page(&format!("/family-meetings/{meeting}")).await.contains(&path));
    mia.submit(&path, &[("wanted", "4")]).await;
    assert!(mia.page(&path).await.contains(" checked"));
    for name in ["ned", "ana", "sam", "sol", "cora", "eva"] {
        assert_eq!(stage.visit_as(name).await.get(&path).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    let copy = mia.page(&format!("/family-members/{member}/copy")).await;
    assert!(copy.contains("We worked on what I wanted, from 1 to 5"), "{copy}");
}

#[tokio::test]
async fn each_side_of_a_talk_together_says_how_it_was_for_itself() {
    let stage = Stage::set().await;
    let id = shared_sessions::held(&stage).await;
    let path = format!("/shared-sessions/{id}/rating");
    let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
    for side in [&mut ana, &mut mia] {
        assert!(side.page("/today").await.contains(&path));
        assert!(side.page(&format!("/shared-sessions/{id}")).await.contains(&path));
    }
    ana.submit(&path, &[("heard", "1"), ("honest", "2")]).await;
    assert!(!mia.page(&path).await.contains(" checked"), "nothing of the other side");
    mia.submit(&path, &[("heard", "5")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM session_ratings").await, 2);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM session_ratings WHERE honest IS NULL").await, 1);
    let mut sam = stage.visit_as("sam").await;
    assert_eq!(sam.get(&path).await.status, StatusCode::NOT_FOUND, "not for who sits with them");
    assert!(!sam.page(&format!("/shared-sessions/{id}")).await.contains(&path));
    assert_eq!(stage.visit_as("cora").await.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// One more person who came to a meeting of a group and said one number to each question.
async fn said(stage: &Stage, (number, meeting): (i64, MeetingId), value: &'static str) {
    let (app, by, now) = (stage.app.clone(), stage.person("cora"), stage.app.clock.now());
    let person: PersonId = app.chance.id(now);
    let written: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let named = cairn::people::NewPerson {
                name: format!("Dunlin {number}"),
                language: "en".to_string(),
                ..cairn::people::NewPerson::default()
            };
            cairn::people::store::add(tx, person, &named, now, Some(by))?;
            cairn::people::store::add_participant(tx, app.chance.id(now), person, None, now)?;
            let row: RowId = app.chance.id(now);
            let said = tx.seal_data(person, value.to_string())?;
            tx.execute(
                "INSERT INTO session_ratings (id, person_id, meeting_id, heard, wanted, honest, began_at, rated_at)
                 SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), m.id, CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT),
                    m.starts_at, CAST($7 AS BIGINT) FROM group_meetings m WHERE m.id = $3",
                &[row.into(), person.into(), meeting.into(), said.clone(), said.clone(), said, now.into()],
            )?;
            Ok(())
        })
        .await;
    written.unwrap();
    came(stage, meeting, person).await;
}

/// What the page of the sums says of one model.
fn part<'a>(page: &'a str, caption: &str) -> &'a str {
    page.split(caption).nth(1).and_then(|rest| rest.split("</table>").next()).unwrap()
}

#[tokio::test]
async fn groups_therapy_and_sessions_are_summed_apart_from_five_people_on() {
    let stage = Stage::set().await;
    let (_, meeting) = group(&stage, "support_group", "sam", None).await;
    let (_, therapy) = group(&stage, "group_therapy", "vale", None).await;
    for number in 0..4 {
        said(&stage, (number, meeting), "2").await;
        rated(&stage, number).await;
    }
    said(&stage, (10, therapy), "2").await;
    stage.advance(SignedDuration::from_hours(24 * 50));
    let captions = [
        "Support groups, the whole program",
        "Professional-led group therapy, the whole program",
        "Families, the whole program",
    ];
    for name in ["sol", "eva"] {
        let page = stage.visit_as(name).await.page("/session-ratings").await;
        assert!(!page.contains("2.0") && !page.contains("4.0"), "nine people, but five of nothing: {page}");
        for caption in captions {
            assert!(part(&page, caption).contains("Too few people to say"), "{caption} for {name}");
        }
    }
    said(&stage, (5, meeting), "2").await;
    for name in ["sol", "eva"] {
        let page = stage.visit_as(name).await.page("/session-ratings").await;
        let [groups, therapy, families] = captions.map(|caption| part(&page, caption));
        assert!(groups.contains("2.0") && groups.contains("100 %"), "{groups}");
        assert!(!therapy.contains("2.0") && !families.contains("2.0") && !page.contains("4.0"));
        assert!(!page.contains("Dunlin") && !page.contains("Morning group"), "no name, no group");
    }
}

#[tokio::test]
async fn a_mean_stays_when_somebody_is_taken_off_the_list() {
    let stage = Stage::set().await;
    let (_, meeting) = group(&stage, "support_group", "sam", None).await;
    for (number, value) in (0_i64..).zip(["2", "2", "2", "3", "4", "4"]) {
        said(&stage, (number, meeting), value).await;
    }
    stage.advance(SignedDuration::from_hours(24 * 50));
    let mut sol = stage.visit_as("sol").await;
    let before = sol.page("/session-ratings").await;
    let off = "UPDATE attendances SET minutes = 0 WHERE person_id = (SELECT MAX(person_id) FROM attendances)";
    assert_eq!(set(&stage, off).await, 1);
    let caption = "Support groups, the whole program";
    let after = sol.page("/session-ratings").await;
    assert!(part(&before, caption).contains("2.8"), "{before}");
    assert_eq!(part(&before, caption), part(&after, caption), "the difference would be one person's answers");
    // Nor when the meeting is moved into another quarter.
    assert_eq!(set(&stage, "UPDATE group_meetings SET starts_at = starts_at + 8640000000").await, 1);
    let after = sol.page("/session-ratings").await;
    assert_eq!(part(&before, caption), part(&after, caption));
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
                "INSERT INTO session_ratings (id, person_id, session_id, heard, wanted, honest, began_at, rated_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
                &[
                    app.chance.id::<RowId>(now).into(),
                    person.into(),
                    session.into(),
                    four.clone(),
                    four,
                    three,
                    starts.into(),
                ],
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
