//! Messages: between two, seen or not, quiet at night, and nobody is told anything behind anybody's back.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::reminders::{reach, turn_on};
use crate::visitor::Visitor;

/// Where Ana and Sam write to each other.
fn talk(stage: &Stage) -> String {
    format!("/participants/{}/messages/{}", stage.ana, stage.sam)
}

async fn write(visitor: &mut Visitor, talk: &str, words: &str) {
    visitor.submit(talk, &[("words", words), ("tier", "ours")]).await;
}

/// The address of the newest message on a page that may still be changed: `/messages/ID`.
async fn newest(visitor: &mut Visitor, talk: &str) -> String {
    let page = visitor.page(talk).await;
    let (_, rest) = page.rsplit_once("action=\"/messages/").expect("a message that may be changed");
    format!("/messages/{}", rest.split('/').next().unwrap())
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let talk = talk(stage);
    let mut ana = stage.visit_as("ana").await;
    write(&mut ana, &talk, "Is Thursday still at four?").await;
    let message = newest(&mut ana, &talk).await;
    let of_ana = format!("/participants/{}/messages", stage.ana);
    vec![
        case("GET", "/messages", "/messages", &["ana", "bo", "sam", "tess"]),
        case("POST", "/messages/help", "/messages/help", &["ana", "bo", "sam", "tess"]),
        case("GET", "/messages/hours", "/messages/hours", &["sam", "tess"]),
        case("POST", "/messages/hours", "/messages/hours", &["sam", "tess"]),
        case("GET", "/participants/{id}/messages", of_ana, &["ana", "sam", "sol", "cora"]),
        case("GET", "/participants/{id}/messages/{supporter}", talk.clone(), &["ana", "sam"]),
        case("POST", "/participants/{id}/messages/{supporter}", talk, &["ana", "sam"]),
        // Before it is taken back.
        case("POST", "/messages/{id}/tier", format!("{message}/tier"), &["ana", "sam"]),
        case("POST", "/messages/{id}/withdrawal", format!("{message}/withdrawal"), &["ana"]),
    ]
}

#[tokio::test]
async fn two_people_write_and_each_knows_how_far_it_came() {
    let stage = Stage::set().await;
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let talk = talk(&stage);
    assert!(ana.page(&talk).await.contains("Nothing written yet"));
    write(&mut ana, &talk, "plover on the roof").await;
    let unseen = ana.page(&talk).await;
    assert!(unseen.contains("Saved here. Sam Okafor has not opened it yet."));
    assert!(unseen.contains("<summary>Take back, or change who reads it</summary>"), "{unseen}");
    // The list and the first page name the person and no word; reading them is not opening.
    for path in ["/messages", "/today"] {
        let page = sam.page(path).await;
        assert!(page.contains("Ana Ruiz") && page.contains("one new message"), "{path}");
        assert!(!page.contains("plover"), "{path}");
    }
    assert!(ana.page(&talk).await.contains("has not opened it yet"));
    assert!(sam.page(&talk).await.contains("plover on the roof"));
    let seen = ana.page(&talk).await;
    assert!(seen.contains("Seen ") && seen.contains("<summary>Change who reads it</summary>"), "{seen}");
    assert!(!sam.page("/today").await.contains("one new message"));

    // Taken back before it was seen, it is for nobody else; afterwards it stays.
    write(&mut sam, &talk, "wrong words, sorry").await;
    assert!(sam.page(&talk).await.contains("<summary>Take it back</summary>"), "nobody else reads it anyway");
    let message = newest(&mut sam, &talk).await;
    sam.submit(&format!("{message}/withdrawal"), &[]).await;
    assert!(sam.page(&talk).await.contains("Ana Ruiz never saw it."));
    assert!(!ana.page(&talk).await.contains("wrong words"));
    write(&mut sam, &talk, "Better words").await;
    let message = newest(&mut sam, &talk).await;
    assert!(ana.page(&talk).await.contains("Better words"));
    let late = sam.submit(&format!("{message}/withdrawal"), &[]).await;
    assert!(late.ends_with("#seen") && sam.page(&talk).await.contains("It was seen just before"));
    assert!(ana.page(&talk).await.contains("Better words"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM message_withdrawals").await, 1);

    // Nothing that is wrong loses a word, and what is sent twice is there once.
    let long = "x".repeat(2001);
    let refused = ana.post(&talk, &[("words", &long), ("tier", "ours")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(&long));
    let form = [
        ("form_key", "018f3a70-0000-7000-8000-0000000000aa"),
        ("words", "once only"),
        ("tier", "ours"),
        ("made_at", "2026-03-01T15:00:00Z"),
    ];
    ana.submit(&talk, &form).await;
    ana.submit(&talk, &form).await;
    let page = ana.page(&talk).await;
    assert_eq!(page.matches("once only").count(), 1);
    assert!(page.contains("where there was no network"), "it waited on a device since yesterday");
}

#[tokio::test]
async fn it_stays_between_two_unless_the_participant_lets_others_read() {
    let stage = Stage::set().await;
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let talk = talk(&stage);
    write(&mut ana, &talk, "sandpiper letter").await;
    write(&mut sam, &talk, "sandpiper answer").await;
    let overview = format!("/participants/{}/messages", stage.ana);
    for name in ["sol", "cora"] {
        let mut other = stage.visit_as(name).await;
        let page = other.page(&overview).await;
        assert!(page.contains("Nothing to read here") && !page.contains("sandpiper"), "{name}");
        assert_eq!(other.get(&talk).await.status, StatusCode::NOT_FOUND, "{name}");
        let log = other.get(&format!("/participants/{}/openings", stage.ana)).await;
        assert!(!log.body.contains(">message<"), "{name} learns of messages from the log");
    }
    for name in ["bo", "tess", "mia", "pia", "ada", "eva", "bill", "vale", "gus"] {
        let mut other = stage.visit_as(name).await;
        assert_eq!(other.get(&overview).await.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(other.post(&talk, &[("words", "x")]).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    // She lets the supervisor read her own words, and those alone.
    sam.page(&talk).await;
    let page = ana.page(&talk).await;
    let (_, after) = page.split_once("sandpiper letter").unwrap();
    let own = after.split("action=\"/messages/").nth(1).unwrap().split('/').next().unwrap().to_string();
    ana.submit(&format!("/messages/{own}/tier"), &[("tier", "supervised")]).await;
    let page = stage.visit_as("sol").await.page(&talk).await;
    assert!(page.contains("sandpiper letter") && !page.contains("sandpiper answer"));
    assert_eq!(stage.visit_as("cora").await.get(&talk).await.status, StatusCode::NOT_FOUND);
    // A supervisor's look is not the other side's.
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM message_sightings").await, 2);
    // He cannot widen anything, and narrows what she widened.
    let wider = sam.post(&format!("/messages/{own}/tier"), &[("tier", "team")]).await;
    assert_eq!(wider.status, StatusCode::BAD_REQUEST);
    assert!(sam.page(&talk).await.contains("<summary>Let fewer people read it</summary>"));
    sam.submit(&format!("/messages/{own}/tier"), &[("tier", "ours")]).await;
    assert_eq!(stage.visit_as("sol").await.get(&talk).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        sam.post(&talk, &[("words", "for all"), ("tier", "team")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn words_of_danger_offer_help_and_tell_nobody() {
    let stage = Stage::set().await;
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let talk = talk(&stage);
    let words = [("text", "I could kill for a coffee")];
    assert_eq!(ana.post("/messages/help", &words).await.body.trim(), "");
    let hint = ana.post("/messages/help", &[("text", "I do not want to live anymore")]).await.body;
    assert!(hint.contains("Nobody was told.") && hint.contains("href=\"tel:988\""), "{hint}");
    let before = stage.count("SELECT COUNT(*) AS n FROM audit_entries").await;
    write(&mut ana, &talk, "See you Thursday").await;
    assert!(!ana.page(&talk).await.contains("Nobody was told."));
    let plain = stage.count("SELECT COUNT(*) AS n FROM audit_entries").await - before;
    let before = before + plain;
    write(&mut ana, &talk, "I want to die").await;
    let page = ana.page(&talk).await;
    assert!(page.contains("Nobody was told.") && page.contains("href=\"tel:988\""));
    assert!(page.contains("555-0100") && page.contains("/safety-plan\""));
    // Nothing was kept of it: the same entries as after any other message, no crisis, no reminder.
    let heavy = stage.count("SELECT COUNT(*) AS n FROM audit_entries").await - before;
    assert_eq!(heavy, plain);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM crises").await, 0);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM reminders").await, 0);
    // It is for the one who wrote, and for a while.
    assert!(!sam.page(&talk).await.contains("Nobody was told."));
    stage.advance(SignedDuration::from_hours(13));
    assert!(!stage.visit_as("ana").await.page(&talk).await.contains("Nobody was told."));
}

#[tokio::test]
async fn a_notice_waits_until_quiet_hours_are_over_and_comes_once() {
    let reach = reach().await;
    let talk = talk(&reach.stage);
    turn_on(&reach, "sam", "sms", "540-555-0166").await;
    let mut sam = reach.stage.visit_as("sam").await;
    sam.submit("/reminders", &[("ways", "sms"), ("messages", "yes")]).await;
    reach.go_to("2026-03-03T22:30:00");
    let mut ana = reach.stage.visit_as("ana").await;
    let page = ana.page(&talk).await;
    assert!(page.contains("is not disturbed now") && page.contains("Wed, Mar 4, 2026, 8:00 AM"), "{page}");
    assert!(page.contains("If it cannot wait: help now"));
    write(&mut ana, &talk, "curlew at night").await;
    let before = reach.web.bodies().len();
    reach.go_to("2026-03-03T23:30:00");
    assert_eq!(reach.round().await.sent, 0, "at night nobody is disturbed");
    reach.go_to("2026-03-04T08:00:30");
    assert_eq!(reach.round().await.sent, 1);
    write(&mut reach.stage.visit_as("ana").await, &talk, "curlew again").await;
    reach.go_to("2026-03-04T09:00:00");
    assert_eq!(reach.round().await.sent, 0, "once until it was opened");
    let sent = reach.web.bodies()[before..].join("\n");
    assert!(sent.contains("Something new is waiting."), "{sent}");
    for word in ["Ana", "Ruiz", "curlew", "message", "http"] {
        assert!(!sent.contains(word), "{word} stands in {sent}");
    }
    reach.stage.visit_as("sam").await.page(&talk).await;
    write(&mut reach.stage.visit_as("ana").await, &talk, "curlew a third time").await;
    reach.go_to("2026-03-04T09:30:00");
    assert_eq!(reach.round().await.sent, 1);
}

#[tokio::test]
async fn a_supporter_has_hours_of_their_own_and_days_away() {
    let stage = Stage::set().await;
    let talk = talk(&stage);
    let mut sam = stage.visit_as("sam").await;
    let half = sam.post("/messages/hours", &[("quiet_from", "09:00")]).await;
    assert!(half.status == StatusCode::UNPROCESSABLE_ENTITY && half.body.contains("Fill in both times"));
    let never = sam.post("/messages/hours", &[("quiet_from", "08:00"), ("quiet_until", "21:00")]).await;
    assert!(never.body.contains("no time of the day is left"), "{}", never.words());
    sam.submit("/messages/hours", &[("quiet_from", "09:00"), ("quiet_until", "12:30")]).await;
    assert!(stage.visit_as("ana").await.page(&talk).await.contains("Mon, Mar 2, 2026, 12:30 PM"));
    let away = [("away_from", "2026-03-02"), ("away_until", "2026-03-05")];
    sam.submit("/messages/hours", &away).await;
    let page = stage.visit_as("ana").await.page(&talk).await;
    assert!(
        page.contains("Sam Okafor is away until Thu, Mar 5, 2026")
            && page.contains("Fri, Mar 6, 2026, 8:00 AM")
    );
    // What the program sets counts for everybody, and nothing of before is overwritten.
    sam.submit("/messages/hours", &[]).await;
    assert!(!stage.visit_as("ana").await.page(&talk).await.contains("will be seen from"));
    let rules = [
        ("name", "Stillwater Peer Program"),
        ("discreet_name", "Stillwater"),
        ("time_zone", "America/New_York"),
        ("language", "en"),
        ("crisis_line", "988"),
        ("exit_url", "https://example.org"),
        ("unit_minutes", "15"),
        ("rounding", "more_than_half"),
        ("caseload_usual", "12"),
        ("caseload_most", "15"),
        ("minor_rule", "alone"),
        ("quiet_from", "09:30"),
        ("quiet_until", "11:00"),
    ];
    stage.visit_as("ada").await.submit("/program", &rules).await;
    assert!(stage.visit_as("ana").await.page(&talk).await.contains("Mon, Mar 2, 2026, 11:00 AM"));
    assert!(sam.page(&talk).await.contains("Ana Ruiz is not disturbed now"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM message_hours").await, 3);
}

#[tokio::test]
async fn after_a_match_ended_the_words_stay_with_the_participant() {
    let stage = Stage::set().await;
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let talk = talk(&stage);
    write(&mut sam, &talk, "godwit to keep").await;
    ana.page(&talk).await;
    let own = ana.page(&format!("/participants/{}/supporter", stage.ana)).await;
    let ending = own.split("action=\"").find(|part| part.starts_with("/matches/")).unwrap();
    let ending = ending.split('"').next().unwrap().to_string();
    ana.submit(&ending, &[]).await;
    assert_eq!(sam.get(&talk).await.status, StatusCode::NOT_FOUND);
    assert!(!sam.page("/messages").await.contains("Ana Ruiz"));
    let page = ana.page(&talk).await;
    assert!(page.contains("godwit to keep") && page.contains("You can still read what you wrote"));
    assert!(page.contains("555-0100") && !page.contains("name=\"words\""));
    let late = ana.post(&talk, &[("words", "I had more to say"), ("tier", "ours")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("I had more to say"), "nothing typed is lost");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM messages").await, 1);
}
