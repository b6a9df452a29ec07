//! One test a hat, with rows of the day.

use cairn_db::params;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::outcomes::{Seeder, seed, words};

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// A note on a session, sent so many days ago; returns the submission.
fn submitted(s: &mut Seeder<'_, '_>, session: &str, author: cairn::ids::PersonId, days_ago: i64) -> String {
    let (note, version, submission) = (s.id(), s.id(), s.id());
    let at = s.day(days_ago);
    s.tx.execute(
        "INSERT INTO notes (id, session_id, participant_id, author_id, begun_at)
         SELECT $1, id, participant_id, $3, $4 FROM sessions WHERE id = $2",
        params![&note, session, author, at],
    )
    .unwrap();
    s.tx.execute(
        "INSERT INTO note_versions (id, note_id, version, started_at, ended_at, mode, setting, what_i_did, did, response,
            next_step, written_together, billable, units, unit_rule, saved_at, saved_by)
         VALUES ($1, $2, 1, $3, $3, 'in_person', 'center', '[]', 'd', 'r', 'n', 0, 1, 3, '15 more_than_half', $3, $4)",
        params![version, &note, at, author],
    )
    .unwrap();
    s.tx.execute(
        "INSERT INTO submissions (id, note_id, version, submitted_at, submitted_by) VALUES ($1, $2, 1, $3, $4)",
        params![&submission, &note, at, author],
    )
    .unwrap();
    submission
}

#[tokio::test]
async fn the_supporter_sees_people_first_then_the_writing() {
    let stage = Stage::set().await;
    let (ana, bo, sam, author) = (stage.ana, stage.bo, stage.sam, stage.person("sam"));
    seed(&stage, move |s| {
        let today = s.day(0) + hours(3);
        s.session(ana, sam, today);
        s.held(ana, sam, 2);
        let returned = s.held(ana, sam, 5);
        let submission = submitted(s, &returned, author, 4);
        let (id, at, by) = (s.id(), s.day(3), s.by);
        s.tx.execute(
            "INSERT INTO returns (id, submission_id, comment, returned_at, returned_by)
             VALUES ($1, $2, 'Please add the next step', $3, $4)",
            params![id, submission, at, by],
        )
        .unwrap();
        let offer = s.id();
        s.tx.execute(
            "INSERT INTO offers (id, participant_id, supporter_id, round, place, score, reasons, made_at, made_by)
             VALUES ($1, $2, $3, 1, 1, 50, '[]', $4, $5)",
            params![&offer, bo, sam, at, by],
        )
        .unwrap();
        s.tx.execute(
            "INSERT INTO offer_answers (offer_id, answer, answered_at, answered_by) VALUES ($1, 'chosen', $2, $3)",
            params![offer, at, by],
        )
        .unwrap();
    })
    .await;
    let body = stage.visit_as("sam").await.page("/today").await;
    let page = words(&body);
    let places: Vec<_> = [
        "Today's sessions",
        "Notes that came back",
        "Notes to write",
        "Somebody chose you",
        "Your own wellbeing",
    ]
    .iter()
    .map(|heading| page.find(heading).unwrap_or_else(|| panic!("{heading} is missing: {page}")))
    .collect();
    assert!(places.is_sorted(), "{page}");
    assert!(page.contains("1:00 PM 50 min Ana Ruiz In person: Room 2"), "{page}");
    assert!(page.contains("Please add the next step") && page.contains("Bo Chen chose you"), "{page}");
    assert!(body.contains(&format!("href=\"/participants/{ana}\"")), "one tap to the open record");
    assert!(
        page.contains("How you have been: five questions"),
        "intake check-ups of Ana and of Sam are open"
    );
    let other = words(&stage.visit_as("tess").await.page("/today").await);
    assert!(!other.contains("Ana Ruiz") && other.contains("No sessions today."), "{other}");
}

#[tokio::test]
async fn the_participant_sees_the_next_session_and_help() {
    let stage = Stage::set().await;
    let (ana, bo, sam, tess) = (stage.ana, stage.bo, stage.sam, stage.tess);
    seed(&stage, move |s| {
        let soon = s.day(0) + hours(26);
        s.session(ana, sam, soon);
        s.held(ana, sam, 1);
        let (id, at, by) = (s.id(), s.day(1), s.by);
        s.tx.execute(
            "INSERT INTO offers (id, participant_id, supporter_id, round, place, score, reasons, made_at, made_by)
             VALUES ($1, $2, $3, 1, 1, 50, '[]', $4, $5)",
            params![id, bo, tess, at, by],
        )
        .unwrap();
        let (goal, step) = (s.id(), s.id());
        s.tx.execute(
            "INSERT INTO goals (id, participant_id, words, set_at, set_by) VALUES ($1, $2, 'Sleep better', $3, $4)",
            params![&goal, ana, at, by],
        )
        .unwrap();
        s.tx.execute(
            "INSERT INTO steps (id, goal_id, words, by_on, set_at, set_by)
             VALUES ($1, $2, 'Walk before dinner', '2026-03-01', $3, $4)",
            params![step, goal, at, by],
        )
        .unwrap();
    })
    .await;
    let page = words(&stage.visit_as("ana").await.page("/today").await);
    for text in [
        "You and Sam Okafor In person: Room 2",
        "How was your time with Sam Okafor?",
        "Gave a lot",
        "How you have been: five questions",
        "Walk before dinner",
        "Call or text 988, day and night",
    ] {
        assert!(page.contains(text), "{text} is missing: {page}");
    }
    assert!(!page.contains("would like to support you"), "{page}");
    let waiting = words(&stage.visit_as("bo").await.page("/today").await);
    assert!(
        waiting.contains("One person would like to support you")
            && waiting.contains("No session is planned yet")
    );
}

#[tokio::test]
async fn the_coordinator_sees_who_could_fall_out() {
    let stage = Stage::set().await;
    let (ana, sam) = (stage.ana, stage.sam);
    seed(&stage, move |s| {
        for (days_ago, risk, name) in [(3, "none", "Late Lou"), (1, "yes", "Urgent Uma")] {
            let call = s.call(days_ago, None);
            s.tx.execute(
                "UPDATE first_calls SET immediate_risk = $2, caller_name = $3 WHERE id = $1",
                params![&call, risk, name],
            )
            .unwrap();
            let (id, due, by) = (s.id(), s.day(days_ago - 1) - hours(1), s.by);
            s.tx.execute(
                "INSERT INTO next_steps (id, first_call_id, what, owner_id, due_at, set_at, set_by)
                 VALUES ($1, $2, 'call back', $4, $3, $3, $4)",
                params![id, call, due, by],
            )
            .unwrap();
        }
        let (id, at, by) = (s.id(), s.day(40), s.by);
        s.tx.execute(
            "INSERT INTO insurance_policies (id, participant_id, payer, plan_type, member_id, subscriber_relation,
                network, recorded_at, recorded_by)
             VALUES ($1, $2, 'Blue Example', 'PPO', 'X1', 'self', 'out', $3, $4)",
            params![id, ana, at, by],
        )
        .unwrap();
        s.tx.execute("UPDATE matches SET matched_at = $1", params![at]).unwrap();
        s.held(ana, sam, 20);
    })
    .await;
    let page = words(&stage.visit_as("cora").await.page("/today").await);
    assert!(page.find("Urgent Uma").unwrap() < page.find("Late Lou").unwrap(), "danger first: {page}");
    assert!(page.contains("Bo Chen Enrolled today"), "{page}");
    assert!(page.contains("never checked Ana Ruiz Blue Example PPO"), "{page}");
    assert!(page.contains("Ana Ruiz Last session"), "{page}");
    let biller = words(&stage.visit_as("bill").await.page("/today").await);
    assert!(biller.contains("Blue Example PPO") && !biller.contains("Ana Ruiz"), "{biller}");
}

#[tokio::test]
async fn the_supervisor_the_biller_and_the_clinician_see_their_part() {
    let stage = Stage::set().await;
    let (ana, sam, author) = (stage.ana, stage.sam, stage.person("sam"));
    crate::groups::group(&stage, "group_therapy", "vale", None).await;
    seed(&stage, move |s| {
        let waiting = s.held(ana, sam, 6);
        submitted(s, &waiting, author, 5);
        s.held(ana, sam, 4);
        let approved = s.held(ana, sam, 0);
        let submission = submitted(s, &approved, author, 0);
        let (id, at, by) = (s.id(), s.day(0), s.by);
        s.tx.execute(
            "INSERT INTO approvals (id, submission_id, approved_at, approved_by) VALUES ($1, $2, $3, $4)",
            params![id, submission, at, by],
        )
        .unwrap();
        s.tx.execute("UPDATE peer_supporters SET capacity = 1 WHERE id = $1", params![sam]).unwrap();
    })
    .await;
    let sol = words(&stage.visit_as("sol").await.page("/today").await);
    assert!(sol.contains("Sam Okafor Session of") && sol.contains("One session without a note"), "{sol}");
    assert!(sol.contains("1 of 1 people"), "{sol}");
    assert!(words(&stage.visit_as("bill").await.page("/today").await).contains("3 billable units"));
    assert!(words(&stage.visit_as("vale").await.page("/today").await).contains("Morning group"));
}

#[tokio::test]
async fn units_of_group_meetings_count_once_their_note_is_approved() {
    let stage = Stage::set().await;
    crate::groups::noted(&stage).await;
    crate::groups::noted_of_family(&stage).await;
    let mut bill = stage.visit_as("bill").await;
    assert!(words(&bill.page("/today").await).contains("0 billable units"));
    let mut sol = stage.visit_as("sol").await;
    let sent = "SELECT u.id FROM group_note_submissions u JOIN group_notes n ON n.id = u.note_id
        JOIN group_meetings m ON m.id = n.meeting_id JOIN support_groups g ON g.id = m.group_id WHERE g.model ";
    for which in ["<> 'family_group'", "= 'family_group'"] {
        let sql: &'static str = [sent, which].concat().leak();
        let submission = crate::groups::id(&stage, sql).await;
        sol.submit(&format!("/group-submissions/{submission}/approval"), &[]).await;
        // 52 minutes of the support group; the family group is billed to nobody.
        assert!(words(&bill.page("/today").await).contains("3 billable units"), "{which}");
    }
}

#[tokio::test]
async fn the_house_sees_counts_and_accounts() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/openings", stage.ana);
    let mut cora = stage.visit_as("cora").await;
    cora.page(&path).await;
    cora.page(&path).await;
    let pia = words(&stage.visit_as("pia").await.page("/today").await);
    assert!(pia.contains("2 Coordinator"), "{pia}");
    assert!(!pia.contains("Ana Ruiz"), "{pia}");
    let ada = words(&stage.visit_as("ada").await.page("/today").await);
    assert!(ada.contains("Has no passphrase yet") && ada.contains("Main Street"), "{ada}");
    assert!(!ada.contains("Ana Ruiz"), "participants are no staff: {ada}");
    let eva = words(&stage.visit_as("eva").await.page("/today").await);
    assert!(eva.contains("Too few people were followed for 90 days"), "{eva}");
    let mia = words(&stage.visit_as("mia").await.page("/today").await);
    assert!(mia.contains("Support for your family"), "{mia}");
}
