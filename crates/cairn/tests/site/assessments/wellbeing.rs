//! Sam's own numbers, which are Sam's.

use std::collections::{BTreeSet, VecDeque};

use axum::http::StatusCode;
use cairn::ids::SessionId;
use cairn_db::params;
use jiff::SignedDuration;

use super::answers;
use crate::cast::{CAST, Stage};
use crate::visitor::Visitor;

/// Sam answers both: 5+4+4+2+2 = 17, times 4 is 68; and 53 of 60.
async fn sam_answers(stage: &Stage) {
    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page("/wellbeing/who5").await.contains("Only you."));
    assert_eq!(sam.submit("/wellbeing/who5", &answers(&["5", "4", "4", "2", "2"])).await, "/wellbeing");
    let values = ["6", "6", "6", "5", "5", "5", "5", "5", "5", "5"];
    sam.submit("/wellbeing/barc10", &answers(&values)).await;
}

#[tokio::test]
async fn sam_sees_their_own_numbers_and_when_the_next_time_is() {
    let stage = Stage::set().await;
    sam_answers(&stage).await;
    let page = stage.visit_as("sam").await.get("/wellbeing").await;
    let words = page.words();
    assert!(words.contains("68 on a scale from 0 to 100"), "{words}");
    assert!(words.contains("53 on a scale from 10 to 60"), "{words}");
    assert!(words.contains("cannot open this page"), "{words}");
    // A quarter is 91 days: March 2 and then June 1.
    assert!(words.contains("The next time is Mon, Jun 1, 2026"), "{words}");
    assert!(page.body.contains("class=\"line-1\""));
    stage.advance(SignedDuration::from_hours(24 * 91));
    stage.visit_as("sam").await.submit("/wellbeing/who5", &answers(&["4", "4", "4", "4", "4"])).await;
    let filed = "SELECT COUNT(*) AS n FROM assessments WHERE side = 'supporter' AND due_window = 'quarter_1'";
    assert_eq!(stage.count(filed).await, 1);
    let refused = stage.visit_as("sam").await.post("/wellbeing/who5", &answers(&["6"])).await;
    assert!(refused.words().contains("Question 1"), "{}", refused.words());
}

#[tokio::test]
async fn a_low_number_shows_help_to_sam_too() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    sam.submit("/wellbeing/who5", &answers(&["1", "1", "1", "1", "1"])).await;
    let page = sam.page("/wellbeing").await;
    assert!(page.contains("carry this alone") && page.contains("tel:988"));
    sam.submit("/wellbeing/barc10", &[("status", "declined")]).await;
    assert_eq!(
        sam.post("/wellbeing/barc10", &[("status", "not_offered")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn taps_are_counted_for_whoever_tapped() {
    let stage = Stage::set().await;
    let (app, ana, sam, by) = (stage.app.clone(), stage.ana, stage.sam, stage.person("sam"));
    let work = move |tx: &mut cairn_db::Tx<'_>| {
        let now = app.clock.now();
        for value in [2_i64, 2, 2, -1] {
            let id: SessionId = app.chance.id(now);
            tx.execute(
                "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting,
                    scheduled_at, scheduled_by) VALUES ($1, $2, $3, $4, 60, 'phone', 'phone', $4, $5)",
                params![id, ana, sam, now, by],
            )?;
            for (side, value) in [("supporter", value), ("participant", 0)] {
                tx.execute(
                    "INSERT INTO taps (session_id, side, value, tapped_at) VALUES ($1, $2, $3, $4)",
                    params![id, side, value, now],
                )?;
            }
        }
        Ok::<_, cairn_db::Error>(())
    };
    stage.app.db.write(work).await.unwrap();
    let words = stage.visit_as("sam").await.get("/wellbeing").await.words();
    let row = "It took something from me 1 Neither 0 It gave me something 0 It gave me a lot 3";
    assert!(words.contains(row), "{words}");
    assert!(stage.visit_as("tess").await.page("/wellbeing").await.contains("After a session you can tap"));
}

/// Every page that `visitor` can reach by links, as words.
async fn every_page(visitor: &mut Visitor, from: Vec<String>) -> Vec<(String, String)> {
    let mut waiting: VecDeque<String> = from.into();
    let (mut seen, mut pages) = (BTreeSet::new(), Vec::new());
    while let Some(path) = waiting.pop_front() {
        let leaves = path.starts_with("/leave") || path.starts_with("/assets") || path.starts_with("/sign-");
        if leaves || seen.len() > 300 || !seen.insert(path.clone()) {
            continue;
        }
        let reply = visitor.get(&path).await;
        if reply.status != StatusCode::OK {
            continue;
        }
        for link in reply.body.split("href=\"/").skip(1) {
            let link = link.split(['"', '#', '?']).next().unwrap_or_default();
            waiting.push_back(format!("/{link}"));
        }
        pages.push((path, reply.words()));
    }
    pages
}

#[tokio::test]
async fn nobody_else_finds_sam_s_numbers_on_any_page() {
    let stage = Stage::set().await;
    sam_answers(&stage).await;
    let tells =
        |words: &str| words.split(|c: char| !c.is_alphanumeric()).any(|word| word == "68" || word == "53");
    for (name, ..) in CAST {
        let mut visitor = stage.visit_as(name).await;
        let own = visitor.get("/wellbeing").await;
        assert_eq!(tells(&own.words()), name == "sam", "{name}: {}", own.words());
        if name == "sam" {
            continue;
        }
        let from = ["/today".to_string(), format!("/peer-supporters/{}", stage.sam), "/outcomes".to_string()];
        let pages = every_page(&mut visitor, from.into()).await;
        // The entries of the audit log are numbered, so that any number may stand there.
        // Forms of the privacy desk cite sections of the law, such as 2.53, and questionnaires the pages of articles.
        let by_number = |path: &str| {
            ["/audit", "/contracts", "/program/instruments"].iter().any(|begin| path.starts_with(begin))
        };
        for (path, words) in pages.into_iter().filter(|(path, _)| !by_number(path)) {
            assert!(!tells(&words), "{name} at {path}: {words}");
        }
    }
}

#[tokio::test]
async fn a_supporter_who_is_also_a_participant_keeps_the_two_apart() {
    let stage = Stage::set().await;
    sam_answers(&stage).await;
    let (app, sam, site) = (stage.app.clone(), stage.person("sam"), stage.site);
    let participant = stage.app.chance.id(stage.app.clock.now());
    let work = move |tx: &mut cairn_db::Tx<'_>| {
        cairn::people::store::add_participant(tx, participant, sam, Some(site), app.clock.now())
    };
    stage.app.db.write(work).await.unwrap();
    let mut cora = stage.visit_as("cora").await;
    for page in ["assessments", "progress"] {
        let words = cora.get(&format!("/participants/{participant}/{page}")).await.words();
        assert!(words.starts_with("200") && !words.contains("68") && !words.contains("53"), "{words}");
    }
}
