//! A cohort small enough to count by hand.

use super::{seed, words};
use crate::cast::Stage;

/// With Ana and Bo of the cast (enrolled today without a call; Ana is matched), by hand:
///
/// asked 40 = 7 declined + 5 not reached + 28 enrolled; a duplicate does not count.
/// enrolled 28 = Ana, Bo, 5 more who wait, 5 matched and discharged (moved), 6 met and gone, 10 met and here.
async fn hand_counted(stage: &Stage) {
    let sam = stage.sam;
    seed(stage, move |s| {
        (0..7).for_each(|_| drop(s.call(100, Some("declined"))));
        (0..5).for_each(|_| drop(s.call(100, Some("could_not_reach"))));
        s.call(100, Some("duplicate"));
        for _ in 0..5 {
            let call = s.call(10, Some("enrolled"));
            s.enroll(10, Some(&call));
        }
        for _ in 0..5 {
            let (participant, enrollment) = s.enroll(200, None);
            s.matched(participant, sam, 199);
            s.discharge(&enrollment, 190, "moved");
        }
        for _ in 0..6 {
            let (participant, _) = s.enroll(200, None);
            s.matched(participant, sam, 199);
            s.held(participant, sam, 130);
        }
        for _ in 0..10 {
            let (participant, _) = s.enroll(200, None);
            s.matched(participant, sam, 199);
            s.held(participant, sam, 150);
            s.held(participant, sam, 3);
        }
    })
    .await;
}

#[tokio::test]
async fn every_step_and_every_loss_is_counted_by_hand() {
    let stage = Stage::set().await;
    hand_counted(&stage).await;
    let page = words(&stage.visit_as("eva").await.page("/outcomes").await);
    // 28 of 40 enrolled; 22 of 28 matched (all but Bo and the 5 who wait); 16 of 22 met; 10 of 16 here.
    for step in
        ["Asked for help 40", "Enrolled 28", "Had a supporter 22", "First session 16", "Still here today 10"]
    {
        assert!(page.contains(step), "{step} is missing: {page}");
    }
    assert!(page.contains("70 % (55 to 82 %)"), "Wilson interval of 28 of 40: {page}");
    for loss in [
        "did not enroll: 12 Did not want to go on 7 Could not be reached 5",
        "had no supporter: 6 Still waiting 6",
        "had a supporter and no session: 6",
        "Had sessions and left: 6 No contact for more than 30 days, not discharged 6",
    ] {
        assert!(page.to_lowercase().contains(&loss.to_lowercase()), "{loss} is missing: {page}");
    }
    assert!(
        !page.contains("Moved") || !page.contains("moved 5"),
        "five of six would give the sixth away: {page}"
    );
}

#[tokio::test]
async fn who_enrolled_too_recently_is_neither_here_nor_gone() {
    let stage = Stage::set().await;
    hand_counted(&stage).await;
    let page = words(&stage.visit_as("sol").await.page("/outcomes").await);
    // Enrolled 28. Five left on day 1 (moved, never met): 28 at risk, S = 23/28. Ana and Bo are seen to day 0 and the
    // five who wait to day 10, so two of the 28 are gone before day 1: 26 at risk, S = 21/26 = 0.808. At day 30: 16 at
    // risk, nobody else left: 81 %. Six left on day 71 of 16 at risk: 0.808 x 10/16 = 0.505 at 90 and 180 days.
    assert!(page.contains("30 days 81 % ("), "{page}");
    assert!(page.contains("90 days 50 % ("), "{page}");
    assert!(page.contains("180 days 50 % ("), "{page}");
    assert!(page.contains("16 others enrolled too recently to know"), "{page}");
    assert!(page.contains("10 others enrolled too recently to know"), "{page}");
}

#[tokio::test]
async fn a_period_cuts_the_cohort_and_small_numbers_stay_hidden() {
    let stage = Stage::set().await;
    hand_counted(&stage).await;
    let mut eva = stage.visit_as("eva").await;
    // From ten days ago: the five who wait, Ana and Bo. Seven asked and enrolled; one matched and six not.
    let page = words(&eva.page("/outcomes?from=2026-02-19&to=2026-03-02").await);
    assert!(page.contains("Asked for help 7") && page.contains("too few to show"), "{page}");
    assert!(!page.contains("Had a supporter 1 "), "one person is never a figure: {page}");
    let wrong = eva.get("/outcomes?from=2026-03-02&to=2026-02-01").await;
    assert!(wrong.body.contains("cannot be before the first"), "{}", wrong.words());
    for name in ["Ana Ruiz", "Bo Chen", "Sam Okafor"] {
        assert!(!page.contains(name), "{name} stands on a page of counts");
    }
}
