//! Before and after, counted by hand.

use cairn_db::params;

use super::{Seeder, seed, words};
use crate::cast::Stage;

fn person_of(s: &mut Seeder<'_, '_>, participant: cairn::ids::ParticipantId) -> String {
    s.tx.one("SELECT person_id FROM participants WHERE id = $1", params![participant], |row| {
        row.get("person_id")
    })
    .unwrap()
}

/// People who enrolled 200 days ago, with an answer at intake and one at 90 days.
async fn pairs(stage: &Stage, pairs: Vec<(f64, f64)>, silent: usize) {
    seed(stage, move |s| {
        for (before, after) in pairs {
            let (participant, _) = s.enroll(200, None);
            let person = person_of(s, participant);
            s.answer(&person, "participant", (200, before));
            s.answer(&person, "participant", (110, after));
        }
        (0..silent).for_each(|_| drop(s.enroll(200, None)));
    })
    .await;
}

#[tokio::test]
async fn six_people_and_two_who_did_not_answer() {
    let stage = Stage::set().await;
    let before = [30.0, 32.0, 34.0, 36.0, 38.0, 40.0];
    let change = [2.0, 4.0, 6.0, 8.0, 4.0, 6.0];
    pairs(&stage, before.iter().zip(change).map(|(b, c)| (*b, b + c)).collect(), 2).await;
    let page = words(&stage.visit_as("eva").await.page("/outcomes/before-after").await);
    // Mean 5, sd sqrt(22/5), t(0.975, 5) = 2.5706: 2.8 to 7.2. 6 of 8 is 75 %. Unchanged: 30/8 = 3.75; worsened by 3.28
    // points each: (30 - 6.56)/8 = 2.93. The cast enrolled today: their window is not over.
    for figure in [
        "The 6 people who answered both times changed by +5.0 points on average (95 % interval +2.8 to +7.2).",
        "6 of 8 who could have answered both times 75 %",
        "Below the line of 80 %",
        "Average before 35.0",
        "Average after 40.0",
        "If nobody who is missing changed at all +3.8",
        "got worse by as much as can be told from chance +2.9",
        "That the program caused it.",
    ] {
        assert!(page.contains(figure), "{figure} is missing: {page}");
    }
    let other = words(&stage.visit_as("eva").await.page("/outcomes/before-after?window=180").await);
    assert!(!other.contains("changed by"), "nobody answered at 180 days: {other}");
}

#[tokio::test]
async fn four_people_show_no_figure() {
    let stage = Stage::set().await;
    pairs(&stage, vec![(30.0, 40.0); 4], 0).await;
    let page = words(&stage.visit_as("cora").await.page("/outcomes/before-after").await);
    assert!(page.contains("Fewer than 5 people answered both times."), "{page}");
    assert!(!page.contains("changed by") && !page.contains("40.0") && !page.contains("4 of 4"), "{page}");
}

#[tokio::test]
async fn supporters_gain_is_measured_like_participants_and_taps_only_in_sums() {
    let stage = Stage::set().await;
    let sam = stage.sam;
    seed(&stage, move |s| {
        for place in 0..5 {
            let person = s.person("Supporter");
            let id = s.id();
            let registered = s.day(200);
            s.tx.execute(
                "INSERT INTO peer_supporters (id, person_id, registered_at) VALUES ($1, $2, $3)",
                params![&id, &person, registered],
            )
            .unwrap();
            s.answer(&person, "supporter", (200, 40.0));
            s.answer(&person, "supporter", (20, 41.0 + f64::from(place)));
            let (participant, _) = s.enroll(200, None);
            let session = s.held(participant, if place < 4 { sam } else { id.parse().unwrap() }, 5);
            for (side, value) in [("participant", 2 - i64::from(place)), ("supporter", 1)] {
                let at = s.day(5);
                s.tx.execute(
                    "INSERT INTO taps (session_id, side, value, tapped_at) VALUES ($1, $2, $3, $4)",
                    params![&session, side, value, at],
                )
                .unwrap();
            }
        }
    })
    .await;
    let page = words(&stage.visit_as("eva").await.page("/outcomes/before-after").await);
    assert!(page.contains("The 5 people who answered both times changed by +3.0 points"), "{page}");
    // Five participants tapped 2, 1, 0, -1, -2. Two supporters tapped: too few to sum.
    assert!(page.contains("Gave something 40 % Neither gave nor took 20 % Took something 40 %"), "{page}");
    assert_eq!(page.matches("Gave something").count(), 1, "{page}");
}
