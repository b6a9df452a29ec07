//! The program's sums, and those that are about too few people.

use cairn_db::params;

use crate::cast::Stage;
use crate::outcomes::{Seeder, seed, words};

fn attended(
    s: &mut Seeder<'_, '_>,
    meeting: cairn::ids::MeetingId,
    participants: &[cairn::ids::ParticipantId],
) {
    for participant in participants {
        let by = s.by;
        s.tx.execute(
            "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
             SELECT CAST($1 AS TEXT), p.person_id, 60, p.registered_at, CAST($3 AS TEXT) FROM participants p WHERE p.id = $2",
            params![meeting, *participant, by],
        )
        .unwrap();
    }
}

/// Twelve people with one session of 50 minutes ten days after they enrolled; three of them also came to a support group,
/// seven to group therapy. Ana and Bo enrolled today.
async fn hand_counted(stage: &Stage) {
    let sam = stage.sam;
    let (_, support) = crate::groups::group(stage, "support_group", "sam", None).await;
    let (_, therapy) = crate::groups::group(stage, "group_therapy", "vale", None).await;
    seed(stage, move |s| {
        let people: Vec<_> = (0..12).map(|_| s.enroll(40, None).0).collect();
        people.iter().for_each(|participant| drop(s.held(*participant, sam, 30)));
        attended(s, support, &people[..3]);
        attended(s, therapy, &people[3..10]);
    })
    .await;
}

#[tokio::test]
async fn small_sums_are_hidden_with_the_next_larger_one() {
    let stage = Stage::set().await;
    hand_counted(&stage).await;
    for name in ["eva", "sol"] {
        let page = words(&stage.visit_as(name).await.page("/outcomes/dose").await);
        for sum in [
            "One to one 12 12 600 50 %",
            "Support group too few to show too few to show too few to show too few to show",
            "Group therapy too few to show too few to show too few to show too few to show",
            "The hidden ones together 10 600 50 %",
            "All together 22 1200 100 %",
            "In person: Recovery community center 12 12 600 100 %",
            "8 to 14 days too few to show",
            "No contact yet too few to show",
            "All who enrolled 14",
            "Gaps are not shown",
        ] {
            assert!(page.contains(sum), "{name}: {sum} is missing: {page}");
        }
        assert!(!page.contains("Support group 3") && !page.contains("Morning group"), "{name}: {page}");
    }
    // Before the meetings: no group met, and nothing is hidden.
    let mut eva = stage.visit_as("eva").await;
    let page = words(&eva.page("/outcomes/dose?from=2026-01-15&to=2026-02-15").await);
    assert!(
        page.contains("One to one 12 12 600 100 %") && page.contains("Support group 0 0 0 0 %"),
        "{page}"
    );
    // Twelve enrolled and all had a contact on day 10: gaps of 30 days to the meeting today or to today itself.
    for figure in ["8 to 14 days 12", "All who enrolled 12", "15 to 30 days 12"] {
        assert!(page.contains(figure), "{figure} is missing: {page}");
    }
}

#[tokio::test]
async fn a_coordinator_sees_the_whole_and_few_are_no_figure_for_others() {
    let stage = Stage::set().await;
    let before = words(&stage.visit_as("eva").await.page("/outcomes/dose").await);
    assert!(before.contains("Fewer than 5 people had a contact"), "{before}");
    hand_counted(&stage).await;
    let page = words(&stage.visit_as("cora").await.page("/outcomes/dose").await);
    for sum in ["Support group 3 3 180 15 %", "Group therapy 7 7 420 35 %", "No contact yet 2"] {
        assert!(page.contains(sum), "{sum} is missing: {page}");
    }
    let long_ago = words(&stage.visit_as("cora").await.page("/outcomes/dose?from=2020-01-01").await);
    assert!(!long_ago.contains("Support group 3"), "whom she does not reach she does not count: {long_ago}");
    let wrong = stage.visit_as("eva").await.get("/outcomes/dose?from=2026-03-02&to=2026-02-01").await;
    assert!(wrong.body.contains("cannot be before the first"), "{}", wrong.words());
}
