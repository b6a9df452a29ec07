//! A month with a session, a group meeting and a meeting of a family.

use crate::cast::Stage;
use crate::outcomes::words;
use crate::sessions::{note, sent, submission};

/// Sam wrote a note of 52 minutes with Ana, led a group where she was for 50, and spent 45 with her mother's family.
async fn month(stage: &Stage) -> (String, String) {
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    let (session, submission) = sent(stage, &mut sam, &mut sol).await;
    let (group, meeting) = crate::groups::group(stage, "support_group", "sam", None).await;
    let ana = stage.person("ana").to_string();
    let attendance = format!("/groups/{group}/meetings/{meeting}");
    sam.submit(&attendance, &[("present", &ana), ("minutes", "50")]).await;
    crate::families::family(stage).await;
    (session, submission)
}

fn own(stage: &Stage) -> String {
    format!("/participants/{}/dose", stage.ana)
}

#[tokio::test]
async fn minutes_agree_with_the_note_and_the_list_of_who_was_there() {
    let stage = Stage::set().await;
    let (session, _) = month(&stage).await;
    for name in ["ana", "sam", "sol", "cora"] {
        let mut reader = stage.visit_as(name).await;
        assert!(reader.page(&format!("/sessions/{session}")).await.contains("52 minutes"), "{name}");
        let page = words(&reader.page(&own(&stage)).await);
        for sum in [
            "In all: 2 contacts, 102 minutes.",
            "One to one 1 52 51 %",
            "Support group 1 50 49 %",
            "Group therapy 0 0 0 %",
            "All together 2 102 100 %",
            "In person 1 52 51 %",
            "Recovery community center 1 52 51 %",
            "Not written down 1 50 49 %",
            "Mar 2026 2 102",
            "Feb 2026 0 0",
            "Since Mon, Mar 2, 2026 0 days 0 days 0 0",
        ] {
            assert!(page.contains(sum), "{name}: {sum} is missing: {page}");
        }
        for hidden in ["Morning group", "Lake family", "Sleep", "family 1", "147"] {
            assert!(!page.contains(hidden), "{name}: {hidden} stands on the page: {page}");
        }
    }
    let mut cora = stage.visit_as("cora").await;
    let page = words(&cora.page("/outcomes/dose").await);
    for sum in [
        "One to one 1 1 52 35 %",
        "Support group 1 1 50 34 %",
        "A supporter with a family 1 1 45 31 %",
        "Family with family 0 0 0 0 %",
        "All together 3 147 100 %",
        "In person: Recovery community center 1 1 52 100 %",
        "0 to 2 days 1",
        "No contact yet 1",
        "All who enrolled 2",
    ] {
        assert!(page.contains(sum), "{sum} is missing: {page}");
    }
    for name in ["Morning group", "Lake family", "Ana Ruiz", "Sam Okafor"] {
        assert!(!page.contains(name), "{name} stands on a page of sums");
    }
}

#[tokio::test]
async fn dose_follows_an_amended_note_and_a_mended_list() {
    let stage = Stage::set().await;
    let (session, first) = month(&stage).await;
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    sol.submit(&format!("{first}/approval"), &[]).await;
    let change = [
        ("end", "09:45"),
        ("mode", "phone"),
        ("setting", "phone"),
        ("amendment_reason", "we spoke by phone"),
        ("action", "send"),
    ];
    sam.submit(&format!("/sessions/{session}/note"), &note(&change)).await;
    let second = submission(&mut sol, &session).await;
    sol.submit(&format!("{second}/approval"), &[]).await;
    assert!(sam.page(&format!("/sessions/{session}")).await.contains("45 minutes"));
    let page = words(&sam.page(&own(&stage)).await);
    assert!(page.contains("In all: 2 contacts, 95 minutes."), "{page}");
    assert!(page.contains("Phone 1 45 47 %") && !page.contains("Recovery community center"), "{page}");

    // Ana was written down by mistake: who was not there had no contact.
    let none: Result<u64, cairn_db::Error> =
        stage.app.db.write(|tx| tx.execute("UPDATE attendances SET minutes = 0", &[])).await;
    assert_eq!(none.unwrap(), 1);
    let page = words(&sam.page(&own(&stage)).await);
    assert!(page.contains("In all: 1 contact, 45 minutes."), "{page}");
}

#[tokio::test]
async fn without_a_contact_nothing_is_a_zero_and_the_page_is_found_from_progress() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page(&format!("/participants/{}/progress", stage.ana)).await.contains(&own(&stage)));
    stage.advance(jiff::SignedDuration::from_hours(24 * 40));
    let mut ana = stage.visit_as("ana").await;
    let body = ana.page(&own(&stage)).await;
    let page = words(&body);
    assert!(page.contains("No contact written down yet"), "{page}");
    let unknown = "no contact written down no contact written down no contact written down no contact";
    assert!(page.contains(unknown), "{page}");
    assert!(page.contains("This is not a score"), "said in plain words: {page}");
    assert!(body.contains("table--stack"));
}

#[tokio::test]
async fn a_leader_of_a_therapy_group_sees_dose_and_no_name_of_another_group() {
    let stage = Stage::set().await;
    month(&stage).await;
    let (group, meeting) = crate::groups::group(&stage, "group_therapy", "vale", None).await;
    let mut vale = stage.visit_as("vale").await;
    assert_eq!(vale.get(&own(&stage)).await.status, axum::http::StatusCode::NOT_FOUND);
    let ana = stage.person("ana").to_string();
    stage
        .visit_as("cora")
        .await
        .submit(&format!("/groups/{group}/meetings/{meeting}"), &[("present", &ana), ("minutes", "75")])
        .await;
    let page = words(&vale.page(&own(&stage)).await);
    assert!(page.contains("Group therapy 1 75 42 %") && !page.contains("Morning group"), "{page}");
}
