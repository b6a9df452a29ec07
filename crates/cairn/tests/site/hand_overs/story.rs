//! Ana goes on with Tess, and nothing is lost.

use axum::http::StatusCode;
use cairn::ids::{OfferId, RowId};
use cairn_db::params;
use jiff::SignedDuration;

use super::begun;
use crate::cast::Stage;
use crate::visitor::Visitor;

/// Tess says a little about herself, so that she can be offered.
async fn profiles(stage: &Stage) {
    let mut tess = stage.visit_as("tess").await;
    let fields = [("languages", "en"), ("slots", "0-morning")];
    tess.submit(&format!("/peer-supporters/{}/profile", stage.tess), &fields).await;
    let mut ana = stage.visit_as("ana").await;
    ana.submit(&format!("/participants/{}/wishes", stage.ana), &[("language", "en")]).await;
}

/// An offer of Tess, chosen by Ana; what the offers rank is another room's to test.
async fn chosen(stage: &Stage) -> OfferId {
    let (ana, tess, by, person) = (stage.ana, stage.tess, stage.person("cora"), stage.person("ana"));
    let now = stage.app.clock.now();
    let id: OfferId = stage.app.chance.id(now);
    let made: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let reasons = tx.seal_data(person, "[]")?;
            tx.execute(
                "INSERT INTO offers (id, participant_id, supporter_id, round, place, score, reasons, made_at, made_by)
                 VALUES ($1, $2, $3, 1, 1, 500, $4, $5, $6)",
                params![id, ana, tess, reasons, now, by],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
    stage.visit_as("ana").await.submit(&format!("/offers/{id}/answer"), &[("answer", "chosen")]).await;
    id
}

async fn session(stage: &Stage, who: &mut Visitor, date: &str) -> String {
    crate::sessions::planned_at(stage, who, date, "11:00").await
}

/// Everything that is open and still points to a supporter, by kind.
async fn open_with(stage: &Stage, supporter: &str) -> Vec<(&'static str, i64)> {
    let person = stage.person(supporter);
    let now = stage.app.clock.now();
    let found: Result<Vec<(&'static str, i64)>, cairn_db::Error> = stage
        .app
        .db
        .read(move |tx| {
            let kinds = [
                (
                    "matches",
                    "SELECT COUNT(*) AS n FROM matches m JOIN peer_supporters k ON k.id = m.supporter_id
                     LEFT JOIN endings e ON e.match_id = m.id
                     WHERE k.person_id = $1 AND e.match_id IS NULL AND CAST($2 AS BIGINT) > 0",
                ),
                (
                    "sessions",
                    "SELECT COUNT(*) AS n FROM sessions s JOIN peer_supporters k ON k.id = s.supporter_id
                     LEFT JOIN cancellations c ON c.session_id = s.id LEFT JOIN holdings h ON h.session_id = s.id
                     WHERE k.person_id = $1 AND s.starts_at > $2 AND c.session_id IS NULL AND h.session_id IS NULL",
                ),
                (
                    "offers",
                    "SELECT COUNT(*) AS n FROM offers o JOIN peer_supporters k ON k.id = o.supporter_id
                     LEFT JOIN offer_answers a ON a.offer_id = o.id LEFT JOIN acceptances c ON c.offer_id = o.id
                     WHERE k.person_id = $1 AND CAST($2 AS BIGINT) > 0 AND (a.offer_id IS NULL
                        OR (a.answer = 'chosen' AND c.offer_id IS NULL))",
                ),
                (
                    "calls",
                    "SELECT COUNT(*) AS n FROM telephone_supports s JOIN telephone_assignments a ON a.id =
                        (SELECT MAX(b.id) FROM telephone_assignments b WHERE b.support_id = s.id)
                     LEFT JOIN telephone_endings e ON e.support_id = s.id
                     WHERE a.caller_id = $1 AND e.support_id IS NULL AND CAST($2 AS BIGINT) > 0",
                ),
                (
                    "outreach",
                    "SELECT COUNT(*) AS n FROM outreaches o JOIN outreach_assignments a ON a.id =
                        (SELECT MAX(b.id) FROM outreach_assignments b WHERE b.outreach_id = o.id)
                     LEFT JOIN outreach_endings e ON e.outreach_id = o.id
                     WHERE a.owner_id = $1 AND e.outreach_id IS NULL AND CAST($2 AS BIGINT) > 0",
                ),
                (
                    "hand-overs",
                    "SELECT COUNT(*) AS n FROM hand_overs h JOIN matches m ON m.id = h.match_id
                     JOIN peer_supporters k ON k.id = m.supporter_id
                     LEFT JOIN hand_over_endings e ON e.hand_over_id = h.id
                     WHERE k.person_id = $1 AND e.hand_over_id IS NULL AND CAST($2 AS BIGINT) > 0",
                ),
            ];
            let mut found = Vec::new();
            for (kind, sql) in kinds {
                found.push((kind, tx.count(sql, params![person, now])?));
            }
            Ok(found)
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn after_a_hand_over_nothing_open_points_to_the_supporter_of_before() {
    let stage = Stage::set().await;
    let (mut sam, mut cora) = (stage.visit_as("sam").await, stage.visit_as("cora").await);
    let ana = format!("/participants/{}", stage.ana);
    let (moved, off, busy) = (
        session(&stage, &mut sam, "2026-03-10").await,
        session(&stage, &mut sam, "2026-03-12").await,
        session(&stage, &mut sam, "2026-03-17").await,
    );
    sam.submit(&format!("/sessions/{moved}/accompaniment"), &[("kind", "court"), ("part", "silent")]).await;
    crate::telephone_support::begun(&stage, &mut cora, &ana, Some("sam")).await;
    crate::outreach::begun(&stage, &mut cora, &ana, "sam").await;
    let joint = [
        ("joint", "yes"),
        ("joint_date", "2026-03-09"),
        ("joint_time", "15:00"),
        ("joint_place", "The yard"),
    ];
    let hand_over = begun(&stage, &mut sam, &joint).await;
    sam.submit(
        &format!("/hand-overs/{hand_over}/sessions"),
        &[(off.as_str(), "call_off"), (moved.as_str(), "move")],
    )
    .await;
    let before: i64 = open_with(&stage, "sam").await.into_iter().map(|(_, count)| count).sum();
    assert_eq!(
        before,
        1 + 3 + 1 + 1 + 1,
        "the test has something to find: {:?}",
        open_with(&stage, "sam").await
    );

    profiles(&stage).await;
    let offer = chosen(&stage).await;
    assert!(sam.page(&format!("{ana}/plan")).await.contains("Ana"), "until Tess has said yes, all stays");
    busy_then(&stage).await;
    let mut tess = stage.visit_as("tess").await;
    tess.submit(&format!("/offers/{offer}/acceptance"), &[("answer", "accepted")]).await;

    let left: Vec<_> = open_with(&stage, "sam").await.into_iter().filter(|(_, count)| *count > 0).collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(sam.get(&ana).await.status, StatusCode::NOT_FOUND, "the record closed");
    let list = tess.page(&format!("{ana}/sessions")).await;
    for (session, word) in [(&moved, "Moved"), (&off, "Called off"), (&busy, "Called off")] {
        let page = cora.page(&format!("/sessions/{session}")).await;
        assert!(page.contains(word), "{word}: {page}");
    }
    assert!(list.contains("Tess Malone") && list.contains("Court"), "moved with where the two go: {list}");
    assert!(tess.page("/telephone-support").await.contains("Ana Ruiz"));
    assert!(tess.page("/outreach").await.contains("Ana Ruiz"));
    // The supporter of before comes along once more, and sees no more than that.
    let today = stage.visit_as("sam").await.page("/today").await;
    assert!(today.contains("With Ana Ruiz and Tess Malone"), "{today}");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM endings WHERE wished_by = 'program'").await, 1);
}

/// Tess has another session at one of the times.
async fn busy_then(stage: &Stage) {
    let (bo, tess, by) = (stage.bo, stage.tess, stage.person("cora"));
    let now = stage.app.clock.now();
    let id: RowId = stage.app.chance.id(now);
    let at: jiff::Timestamp = "2026-03-17T15:30:00Z".parse().unwrap();
    let made: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting,
                    scheduled_at, scheduled_by) VALUES ($1, $2, $3, $4, 60, 'phone', 'phone', $5, $6)",
                params![id, bo, tess, at, now, by],
            )
        })
        .await;
    made.unwrap();
}

#[tokio::test]
async fn words_between_two_pass_only_with_the_participant_s_yes() {
    let stage = Stage::set().await;
    let (mut sam, mut ana) = (stage.visit_as("sam").await, stage.visit_as("ana").await);
    let path = format!("/participants/{}", stage.ana);
    for (words, tier) in [("Ours that passes", "ours"), ("Ours that stays", "ours"), ("For the team", "team")]
    {
        let edit =
            ana.submit(&format!("{path}/goals"), &[("words", words), ("why", "-"), ("tier", tier)]).await;
        assert!(edit.contains("/goals/"), "{edit}");
    }
    let id = crate::sessions::planned(&stage, &mut sam).await;
    for words in ["Aside that passes", "Aside that stays"] {
        sam.submit(&format!("/sessions/{id}/asides"), &[("words", words), ("tier", "ours")]).await;
    }
    let hand_over = begun(&stage, &mut sam, &[]).await;
    sam.submit(&format!("/hand-overs/{hand_over}/message"), &[("message", "I like to walk.")]).await;
    let page = ana.page(&format!("{path}/hand-over")).await;
    assert!(!sam.page(&format!("{path}/hand-over")).await.contains("Aside that passes"), "Ana decides alone");
    let passed: Vec<(&str, String)> = page
        .split("name=\"passed\" value=\"")
        .skip(1)
        .filter(|rest| rest.split("</label>").next().unwrap().contains("that passes"))
        .map(|rest| ("passed", rest.split('"').next().unwrap().to_string()))
        .collect();
    assert_eq!(passed.len(), 2, "{page}");
    let fields: Vec<(&str, &str)> = passed.iter().map(|(name, id)| (*name, id.as_str())).collect();
    ana.submit(&format!("/hand-overs/{hand_over}/passings"), &fields).await;
    stage.advance(SignedDuration::from_mins(5));
    let offer = chosen(&stage).await;
    let mut tess = stage.visit_as("tess").await;
    tess.submit(&format!("/offers/{offer}/acceptance"), &[("answer", "accepted")]).await;

    let plan = tess.page(&format!("{path}/plan")).await;
    assert!(plan.contains("Ours that passes") && plan.contains("For the team"));
    assert!(!plan.contains("Ours that stays"), "it stayed between Ana and Sam");
    let handed = tess.page(&format!("{path}/hand-over")).await;
    assert!(handed.contains("Aside that passes") && handed.contains("I like to walk."));
    assert!(!handed.contains("Aside that stays"));
    assert!(ana.page(&format!("{path}/plan")).await.contains("Ours that stays"), "Ana has them all");
}

#[tokio::test]
async fn a_hand_over_can_be_taken_back_and_the_participant_may_ask_for_other_offers() {
    let stage = Stage::set().await;
    let (mut sam, mut ana, mut cora) =
        (stage.visit_as("sam").await, stage.visit_as("ana").await, stage.visit_as("cora").await);
    profiles(&stage).await;
    let path = format!("/participants/{}", stage.ana);
    let none = cora.post(&format!("{path}/offers"), &[]).await;
    assert!(none.status.is_client_error(), "matched, and no hand-over: {}", none.words());
    let hand_over = begun(&stage, &mut sam, &[]).await;
    let again = ana.post(&format!("{path}/hand-overs"), &[("why", "other")]).await;
    assert!(again.body.contains("under way already"), "{}", again.words());
    cora.submit(&format!("{path}/offers"), &[]).await;
    let page = ana.page(&format!("{path}/supporter")).await;
    assert!(
        page.contains("Tess Malone") && page.contains("Sam Okafor"),
        "offers beside the supporter of now"
    );
    assert!(
        !sam.page(&format!("{path}/supporter")).await.contains("Tess Malone"),
        "whom Ana looks at is hers"
    );
    ana.submit(&format!("{path}/other-offers"), &[]).await;
    chosen(&stage).await;
    ana.submit(&format!("/hand-overs/{hand_over}/ending"), &[]).await;
    assert!(ana.page(&format!("{path}/supporter")).await.contains("Sam Okafor"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM endings").await, 0, "the two go on together");
    let left: Vec<_> = open_with(&stage, "tess").await.into_iter().filter(|(_, count)| *count > 0).collect();
    assert!(left.is_empty(), "{left:?}");
}
