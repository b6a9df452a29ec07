//! What is sent, when, to whom, and how often: once.

use cairn::reminders::{Sum, telling};
use cairn_db::params;

use super::{reach, turn_on};
use crate::sessions::planned_at;

const SENT: Sum = Sum { sent: 1, later: 0, not_sent: 0 };
const NOTHING: Sum = Sum { sent: 0, later: 0, not_sent: 0 };

#[tokio::test]
async fn each_reminder_is_sent_once_at_its_time() {
    let reach = reach().await;
    turn_on(&reach, "ana", "sms", "(540) 555-0177").await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    let before = reach.web.bodies().len();
    assert_eq!(reach.round().await, NOTHING, "two days before");
    reach.go_to("2026-03-03T14:00:10");
    assert_eq!(reach.round().await, SENT);
    assert_eq!(reach.round().await, NOTHING, "once");
    reach.go_to("2026-03-04T11:59:00");
    assert_eq!(reach.round().await, NOTHING);
    reach.go_to("2026-03-04T12:00:10");
    assert_eq!(reach.round().await, SENT);
    let sent = reach.web.bodies()[before..].to_vec();
    assert_eq!(sent.len(), 2);
    let message: serde_json::Value = serde_json::from_str(&sent[0]).unwrap();
    assert_eq!(message["to"], "+15405550177");
    assert_eq!(message["text"], "Reminder: you have an appointment on Wed, Mar 4, 2026 at 2:00 PM.");
    assert_eq!(reach.web.taken().pop().unwrap().0["x-cost-center"], "7");
}

#[tokio::test]
async fn row_15_messages_tell_a_stranger_nothing() {
    let reach = reach().await;
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    turn_on(&reach, "sam", "mail", "sam@example.org").await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    reach.go_to("2026-03-03T14:00:10");
    assert_eq!(reach.round().await.sent, 2);
    let all = reach.everything();
    assert_eq!(telling(&all), None, "{all}");
    for word in ["Ana", "Ruiz", "Okafor", "Stillwater Peer", "Main Street", "room 2", "http", "session"] {
        assert!(!all.contains(word), "{word} stands in {all}");
    }
    let letter = reach.mail.messages().pop().unwrap();
    for line in [
        "Subject: Appointment reminder",
        "From: Stillwater <office@valley.example>",
        "Auto-Submitted: auto-generated",
    ] {
        assert!(letter.contains(line), "{line}: {letter}");
    }
}

#[tokio::test]
async fn the_words_are_in_the_language_of_the_person() {
    let reach = reach().await;
    let ana = reach.stage.person("ana");
    let set: Result<u64, cairn_db::Error> = reach
        .stage
        .app
        .db
        .write(move |tx| tx.execute("UPDATE people SET language = 'es' WHERE id = $1", params![ana]))
        .await;
    set.unwrap();
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    reach.go_to("2026-03-03T14:00:10");
    reach.round().await;
    assert!(reach.web.bodies().pop().unwrap().contains("tiene una cita el mié 4 mar 2026 a las 14:00"));
}

#[tokio::test]
async fn row_20_the_channel_is_asked_for_at_sending_too() {
    let reach = reach().await;
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-07-02", "14:00").await;
    let before = reach.web.bodies().len();
    // The agreement runs until June 30.
    reach.go_to("2026-07-01T14:00:10");
    assert_eq!(reach.round().await, NOTHING);
    assert_eq!(reach.web.bodies().len(), before);
    let shut = reach.stage.visit_as("ana").await.page("/reminders").await;
    assert!(shut.contains("does not send reminders yet"));
}

#[tokio::test]
async fn row_03_nothing_is_sent_to_who_turned_it_off_or_has_left() {
    let reach = reach().await;
    for (turn, how) in
        ["off", "paused", "removed", "withdrawn", "asked_not_to", "discharged"].into_iter().enumerate()
    {
        let reach = if turn == 0 { &reach } else { &super::reach().await };
        turn_on(reach, "ana", "sms", "540-555-0177").await;
        planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
        let record = format!("/participants/{}", reach.stage.ana);
        let mut ana = reach.stage.visit_as("ana").await;
        let mut cora = reach.stage.visit_as("cora").await;
        match how {
            "off" => drop(ana.submit("/reminders", &[]).await),
            "paused" => {
                let fields = [("ways", "sms"), ("leads", "day"), ("paused", "yes")];
                ana.submit("/reminders", &fields).await;
            }
            "removed" => {
                let page = ana.page("/reminders").await;
                let (before, _) = page.split_once("/removal\"").unwrap();
                let contact = before.rsplit_once("action=\"").unwrap().1.to_string();
                ana.submit(&format!("{contact}/removal"), &[]).await;
            }
            "withdrawn" => {
                let given = [("kind", "contact_text"), ("given_how", "phone")];
                cora.submit(&format!("{record}/agreements"), &given).await;
                cora.submit(&format!("{record}/agreement-withdrawals"), &[("kind", "contact_text")]).await;
            }
            "asked_not_to" => {
                ana.submit(&format!("{record}/contact-wishes"), &[("wish", "no_contact")]).await;
            }
            _ => {
                let left = [("reason", "moved"), ("last_contact_on", "2026-03-01"), ("alumni_calls", "no")];
                cora.submit(&format!("{record}/discharge"), &left).await;
            }
        }
        reach.go_to("2026-03-03T14:00:10");
        assert_eq!(reach.round().await, NOTHING, "{how}");
    }
}

#[tokio::test]
async fn what_was_called_off_or_moved_sends_nothing_stale() {
    let reach = reach().await;
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    let mut sam = reach.stage.visit_as("sam").await;
    let off = planned_at(&reach.stage, &mut sam, "2026-03-04", "14:00").await;
    sam.submit(&format!("/sessions/{off}/cancellation"), &[("kind", "cancelled")]).await;
    let moved = planned_at(&reach.stage, &mut sam, "2026-03-04", "16:00").await;
    let to = [("kind", "rescheduled"), ("date", "2026-03-06"), ("time", "09:00")];
    sam.submit(&format!("/sessions/{moved}/cancellation"), &to).await;
    reach.go_to("2026-03-03T16:05:00");
    assert_eq!(reach.round().await, NOTHING);
    reach.go_to("2026-03-05T09:05:00");
    assert_eq!(reach.round().await, SENT);
    assert!(reach.web.bodies().pop().unwrap().contains("Fri, Mar 6, 2026 at 9:00 AM"));
}

#[tokio::test]
async fn what_is_refused_for_now_is_tried_again_and_given_up_in_time() {
    let reach = reach().await;
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    let before = reach.web.bodies().len();
    reach.web.answer(503);
    reach.go_to("2026-03-03T14:00:10");
    assert_eq!(reach.round().await, Sum { later: 1, ..NOTHING });
    assert_eq!(reach.round().await, NOTHING, "not at once");
    reach.go_to("2026-03-03T14:01:20");
    assert_eq!(reach.round().await, Sum { later: 1, ..NOTHING });
    reach.web.answer(201);
    reach.go_to("2026-03-03T14:03:30");
    assert_eq!(reach.round().await, SENT);
    assert_eq!(reach.web.bodies().len(), before + 1);
    // The last hours: refused until it is too late.
    reach.web.answer(503);
    reach.go_to("2026-03-04T13:44:00");
    assert_eq!(reach.round().await.sent, 0);
    reach.web.answer(201);
    reach.go_to("2026-03-04T13:50:00");
    assert_eq!(reach.round().await, NOTHING, "nobody is reminded on the doorstep");
    let given_up =
        "SELECT COUNT(*) AS n FROM reminders WHERE state = 'failed' AND reason = 'refused_for_now'";
    assert_eq!(reach.stage.count(given_up).await, 1);
}

#[tokio::test]
async fn what_may_have_arrived_is_not_sent_again() {
    let reach = reach().await;
    turn_on(&reach, "sam", "mail", "sam@example.org").await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    let before = reach.mail.messages().len();
    // The other side takes the letter and hangs up before it says so.
    reach.mail.answer(0);
    reach.go_to("2026-03-03T14:00:10");
    assert_eq!(reach.round().await, Sum { not_sent: 1, ..NOTHING });
    reach.mail.answer(250);
    reach.go_to("2026-03-03T15:00:00");
    assert_eq!(reach.round().await, NOTHING);
    assert_eq!(reach.mail.messages().len(), before + 1);
    assert_eq!(reach.stage.count("SELECT COUNT(*) AS n FROM reminders WHERE state = 'unknown'").await, 1);
    // A refusal in words is no doubt: a busy server is asked again.
    reach.mail.answer(451);
    reach.go_to("2026-03-04T12:00:10");
    assert_eq!(reach.round().await, Sum { later: 1, ..NOTHING });
    reach.mail.answer(250);
    reach.go_to("2026-03-04T12:02:00");
    assert_eq!(reach.round().await, SENT);
}

#[tokio::test]
async fn a_process_that_died_while_it_sent_leaves_no_second_message() {
    let reach = reach().await;
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    reach.go_to("2026-03-03T14:00:10");
    assert_eq!(reach.round().await, SENT);
    // As if it had died between handing over and writing down.
    let died: Result<u64, cairn_db::Error> = reach
        .stage
        .app
        .db
        .write(|tx| tx.execute("UPDATE reminders SET state = 'sending', ended_at = NULL", &[]))
        .await;
    assert_eq!(died.unwrap(), 1);
    let before = reach.web.bodies().len();
    reach.go_to("2026-03-03T14:20:00");
    assert_eq!(reach.round().await, NOTHING);
    assert_eq!(reach.web.bodies().len(), before);
    let settled = "SELECT COUNT(*) AS n FROM reminders WHERE state = 'unknown' AND reason = 'interrupted'";
    assert_eq!(reach.stage.count(settled).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_that_look_at_once_send_one_message() {
    let reach = reach().await;
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    turn_on(&reach, "sam", "sms", "540-555-0178").await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    let before = reach.web.bodies().len();
    reach.go_to("2026-03-03T14:00:10");
    let rounds: Vec<_> = (0..6)
        .map(|_| {
            let app = reach.stage.app.clone();
            tokio::spawn(async move { cairn::reminders::run_once(&app).await.unwrap().sent })
        })
        .collect();
    let mut sent = 0;
    for round in rounds {
        sent += round.await.unwrap();
    }
    assert_eq!((sent, reach.web.bodies().len() - before), (2, 2));
}

#[tokio::test]
async fn group_and_family_meetings_are_reminded_of_for_who_comes_to_them() {
    let reach = reach().await;
    let (group, meeting) = crate::groups::group(&reach.stage, "support_group", "tess", None).await;
    let (ana, bo) = (reach.stage.person("ana"), reach.stage.person("bo"));
    let came: Result<(), cairn_db::Error> = reach
        .stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
                 VALUES ($1, $2, 60, 0, $3)",
                params![meeting, ana, bo],
            )?;
            Ok(())
        })
        .await;
    came.unwrap();
    for (name, number) in [("ana", "540-555-0177"), ("bo", "540-555-0178"), ("tess", "540-555-0179")] {
        turn_on(&reach, name, "sms", number).await;
    }
    let meeting = [("date", "2026-03-05"), ("time", "18:00"), ("minutes", "60"), ("topic", "Sleep")];
    reach.stage.visit_as("tess").await.submit(&format!("/groups/{group}/meetings"), &meeting).await;
    reach.go_to("2026-03-04T18:01:00");
    // Ana comes to it, Tess leads it, Bo was never there.
    assert_eq!(reach.round().await.sent, 2);
    let sent = reach.web.bodies();
    assert!(!sent.iter().any(|body| body.contains("0178") && body.contains("Reminder")));
}

#[tokio::test]
async fn a_meeting_with_a_family_that_was_called_off_reminds_nobody() {
    let reach = reach().await;
    let (family, ..) = crate::families::family_met(&reach.stage).await;
    turn_on(&reach, "mia", "sms", "540-555-0181").await;
    let mut sam = reach.stage.visit_as("sam").await;
    for time in ["16:00", "18:00"] {
        let ahead = [
            ("model", "one_to_family"),
            ("date", "2026-03-05"),
            ("time", time),
            ("minutes", "60"),
            ("mode", "in_person"),
        ];
        sam.submit(&format!("/families/{family}/meetings"), &ahead).await;
    }
    // The latest is the first on the family's page.
    let later = crate::calendar::link(&sam.page(&format!("/families/{family}")).await, "/family-meetings/");
    sam.submit(&format!("{later}/cancellation"), &[("kind", "cancelled")]).await;
    reach.go_to("2026-03-04T16:01:00");
    assert_eq!(reach.round().await.sent, 1);
    reach.go_to("2026-03-04T18:01:00");
    assert_eq!(reach.round().await.sent, 0);
}

#[tokio::test]
async fn a_check_up_is_told_of_when_it_opens_and_before_it_closes_and_only_to_who_asked() {
    let reach = reach().await;
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    turn_on(&reach, "sam", "mail", "sam@example.org").await;
    let asked = [("ways", "sms"), ("leads", "day"), ("check_ups", "yes")];
    reach.stage.visit_as("ana").await.submit("/reminders", &asked).await;
    // Day 30 is April 1: the window opens on March 25 and closes on April 15.
    reach.go_to("2026-03-25T09:59:00");
    assert_eq!(reach.round().await, NOTHING);
    reach.go_to("2026-03-25T10:00:10");
    assert_eq!(reach.round().await, SENT, "one message for two questionnaires, and none to Sam");
    assert_eq!(reach.round().await, NOTHING, "once");
    let sent = reach.web.bodies().pop().unwrap();
    assert!(sent.contains("something is here for you to look at"), "{sent}");
    assert_eq!(telling(&sent), None, "{sent}");
    reach.go_to("2026-04-14T10:00:10");
    assert_eq!(reach.round().await, SENT, "the day before it closes");
    // The next window is answered in time: nothing more is said of it.
    reach.go_to("2026-05-26T11:00:00");
    let assessments = format!("/participants/{}/assessments", reach.stage.ana);
    for instrument in ["barc10", "who5"] {
        let declined = [("status", "declined")];
        reach.stage.visit_as("ana").await.submit(&format!("{assessments}/{instrument}"), &declined).await;
    }
    reach.go_to("2026-06-13T10:00:10");
    assert_eq!(reach.round().await, NOTHING);
}
