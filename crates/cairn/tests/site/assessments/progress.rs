//! How things move, with and without a spread of the program's own.

use cairn::ids::{AssessmentId, EnrollmentId, ParticipantId, PersonId, SessionId};
use cairn::people::{self, NewPerson};
use cairn_db::params;
use jiff::SignedDuration;

use super::answers;
use crate::cast::Stage;

/// So many other participants who answered the BARC-10 at intake with these totals.
async fn others(stage: &Stage, totals: &'static [f64]) {
    let (app, by, site) = (stage.app.clone(), stage.person("cora"), stage.site);
    let work = move |tx: &mut cairn_db::Tx<'_>| {
        let now = app.clock.now();
        let definition = cairn_instruments::find("barc10", None).unwrap();
        for (place, total) in totals.iter().enumerate() {
            let new = NewPerson {
                name: format!("Other {place}"),
                language: "en".to_string(),
                ..NewPerson::default()
            };
            let person: PersonId = people::store::add(tx, app.chance.id(now), &new, now, None)?;
            let participant: ParticipantId = app.chance.id(now);
            people::store::add_participant(tx, participant, person, Some(site), now)?;
            tx.execute(
                "INSERT INTO enrollments (id, participant_id, enrolled_on, enrolled_at, enrolled_by)
                 VALUES ($1, $2, '2026-03-01', $3, $4)",
                params![app.chance.id::<EnrollmentId>(now), participant, now, by],
            )?;
            tx.execute(
                "INSERT INTO assessments (id, person_id, side, instrument, version, definition_hash, due_window,
                    status, answers, total, answered_on, recorded_at, recorded_by)
                 VALUES ($1, $2, 'participant', 'barc10', $3, $4, 'intake', 'answered', '[]', $5, '2026-03-02', $6, $7)",
                params![
                    app.chance.id::<AssessmentId>(now),
                    person,
                    &definition.version,
                    definition.hash(),
                    tx.seal_data(person, *total)?,
                    now,
                    by
                ],
            )?;
        }
        Ok::<_, cairn_db::Error>(())
    };
    stage.app.db.write(work).await.unwrap();
}

fn path(stage: &Stage, page: &str) -> String {
    format!("/participants/{}/{page}", stage.ana)
}

/// Ana answers 40 at intake and `second` thirty days later.
async fn answer_twice(stage: &Stage, second: &[&'static str]) {
    let barc10 = path(stage, "assessments/barc10");
    stage.visit_as("ana").await.submit(&barc10, &answers(&["4"; 10])).await;
    stage.advance(SignedDuration::from_hours(24 * 30));
    stage.visit_as("ana").await.submit(&barc10, &answers(second)).await;
}

#[tokio::test]
async fn with_four_first_answers_no_band_is_drawn_and_the_page_says_why() {
    let stage = Stage::set().await;
    others(&stage, &[30.0, 35.0, 45.0]).await;
    answer_twice(&stage, &["5"; 10]).await;
    let mut ana = stage.visit_as("ana").await;
    let page = ana.get(&path(&stage, "progress")).await;
    assert!(!page.body.contains("band-1"));
    let words = page.words();
    assert!(words.contains("10 points apart. We cannot say yet"), "{words}");
    assert!(words.contains("first answers from at least 5 people"), "{words}");
    assert!(words.contains("First answers in this program 4; it takes 1 more"), "{words}");
    assert!(words.contains("0.9 (Vilsaint et al. 2017"), "the published figure and its source: {words}");
    assert!(page.body.contains("class=\"line-1\"") && page.body.contains("role=\"img\""));
    assert!(words.contains("Mon, Mar 2, 2026 At the start 40"), "the table says the same: {words}");
}

#[tokio::test]
async fn with_five_first_answers_the_band_is_the_program_s_own() {
    // With Ana's own 40 these have a sample standard deviation of 7.9057; times 0.8765 that is 6.9 points.
    for (second, words) in [
        (
            ["5", "4", "4", "4", "4", "4", "4", "4", "4", "4"],
            "about the same as the first. Differences this small (1 points)",
        ),
        (["5"; 10], "more than the first, by 10 points"),
        (["3"; 10], "less than the first, by 10 points"),
    ] {
        let stage = Stage::set().await;
        others(&stage, &[30.0, 35.0, 45.0, 50.0]).await;
        answer_twice(&stage, &second).await;
        let page = stage.visit_as("sol").await.get(&path(&stage, "progress")).await;
        assert!(page.body.contains("band-1"));
        assert!(page.words().contains(words), "{}", page.words());
        let words = page.words();
        assert!(words.contains("differences of up to 6.9 points can be chance"), "{words}");
        // 1.96 x sqrt(2) x 7.9057 x sqrt(0.1) = 6.93, around the first total of 40.
        for figure in ["1.96 × √2 × SD × √(1 − alpha)", "are 7.91", "6.93 points", "33.07 to 46.93"]
        {
            assert!(words.contains(figure), "{figure}: {words}");
        }
    }
}

#[tokio::test]
async fn a_first_answer_outside_its_window_is_not_in_the_spread() {
    let stage = Stage::set().await;
    others(&stage, &[30.0, 35.0, 45.0, 50.0]).await;
    let late = |tx: &mut cairn_db::Tx<'_>| {
        tx.execute("UPDATE enrollments SET enrolled_on = '2026-01-01' WHERE enrolled_on = '2026-03-01'", &[])
    };
    stage.app.db.write(late).await.unwrap();
    answer_twice(&stage, &["5"; 10]).await;
    let page = stage.visit_as("ana").await.get(&path(&stage, "progress")).await;
    assert!(!page.body.contains("band-1"), "{}", page.words());
}

#[tokio::test]
async fn a_line_is_not_drawn_across_an_incomplete_answer() {
    let stage = Stage::set().await;
    answer_twice(&stage, &["5", "5", "5"]).await;
    stage.advance(SignedDuration::from_hours(24 * 60));
    let barc10 = path(&stage, "assessments/barc10");
    stage.visit_as("ana").await.submit(&barc10, &answers(&["5"; 10])).await;
    let page = stage.visit_as("ana").await.page(&path(&stage, "progress")).await;
    let drawn = page.split_once("class=\"line-1\" d=\"").unwrap().1.split('"').next().unwrap();
    assert_eq!(drawn.matches('M').count(), 2, "{drawn}");
    assert!(!drawn.contains('L'), "{drawn}");
    assert!(page.contains("Answered in part"));
}

#[tokio::test]
async fn sessions_that_took_place_are_counted_by_month_in_the_reader_s_language() {
    let stage = Stage::set().await;
    let (app, ana, sam, by) = (stage.app.clone(), stage.ana, stage.sam, stage.person("sam"));
    let work = move |tx: &mut cairn_db::Tx<'_>| {
        let now = app.clock.now();
        for held in [true, true, false] {
            let id: SessionId = app.chance.id(now);
            tx.execute(
                "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting,
                    scheduled_at, scheduled_by) VALUES ($1, $2, $3, $4, 60, 'phone', 'phone', $4, $5)",
                params![id, ana, sam, now, by],
            )?;
            if held {
                tx.execute(
                    "INSERT INTO holdings (session_id, started_at, ended_at, recorded_at, recorded_by)
                     VALUES ($1, $2, $2, $2, $3)",
                    params![id, now, by],
                )?;
            }
        }
        Ok::<_, cairn_db::Error>(())
    };
    stage.app.db.write(work).await.unwrap();
    let mut ana = stage.visit_as("ana").await;
    ana.post("/language", &[("language", "es"), ("to", "/today")]).await;
    let words = ana.get(&path(&stage, "progress")).await.words();
    assert!(words.contains("Sesiones de cada mes") && words.contains("mar 2026 2"), "{words}");
    // Nothing answered and nothing held: said in words, without a chart.
    let empty = stage.visit_as("bo").await.get(&format!("/participants/{}/progress", stage.bo)).await;
    assert!(
        empty.words().contains("Nothing to draw yet") && !empty.body.contains("class=\"chart"),
        "{}",
        empty.words()
    );
}
