//! The feed for one's own calendar: times and one word for who holds the address, nothing for anybody else.

use axum::http::StatusCode;
use calcard::icalendar::{ICalendar, ICalendarProperty};

use crate::cast::{CAST, Stage};
use crate::guards::permissions::{Case, case};
use crate::sessions::planned_at;
use crate::visitor::{Reply, Visitor};

const OWNERS: &[&str] = &["ana", "bo", "mia", "sam", "tess", "vale"];

pub async fn permissions(_stage: &Stage) -> Vec<Case> {
    vec![
        // An address that leads nowhere, whoever asks.
        case("GET", "/feeds/{file}", "/feeds/wrong.ics", &[]),
        case("POST", "/feeds", "/feeds", OWNERS),
        case("POST", "/feeds/ending", "/feeds/ending", OWNERS),
    ]
}

/// Makes a feed; its path.
async fn make(visitor: &mut Visitor, word: &str) -> String {
    visitor.submit("/feeds", &[("what", "make"), ("feed_understood", "yes"), ("word", word)]).await;
    path(visitor).await
}

async fn path(visitor: &mut Visitor) -> String {
    let page = visitor.page("/reminders").await;
    let rest = page.split("/feeds/").find(|rest| rest.contains(".ics\"")).expect("an address");
    format!("/feeds/{}.ics", rest.split(".ics").next().unwrap())
}

async fn fetch(stage: &Stage, path: &str) -> Reply {
    stage.stranger().get(path).await
}

fn entries(text: &str) -> Vec<(String, String, String)> {
    let parsed = ICalendar::parse(text).unwrap_or_else(|_| panic!("another reader does not take {text}"));
    let value = |component: &calcard::icalendar::ICalendarComponent, property| {
        let found = component.property(&property).and_then(|entry| entry.values.first());
        found.and_then(|value| value.as_text()).unwrap_or_default().to_string()
    };
    let events = parsed.components.iter().filter(|one| one.property(&ICalendarProperty::Uid).is_some());
    events
        .map(|event| {
            let status = event.property(&ICalendarProperty::Status).map(|one| format!("{:?}", one.values));
            (
                value(event, ICalendarProperty::Uid),
                value(event, ICalendarProperty::Summary),
                status.unwrap_or_default(),
            )
        })
        .collect()
}

#[tokio::test]
async fn a_feed_has_times_and_a_word_and_nothing_else() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let session = planned_at(&stage, &mut sam, "2026-03-04", "14:00").await;
    let mut ana = stage.visit_as("ana").await;
    let path = make(&mut ana, "").await;
    let reply = fetch(&stage, &path).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.headers["content-type"], "text/calendar; charset=utf-8");
    let text = reply.body.clone();
    assert!(
        text.contains("DTSTART:20260304T190000Z\r\n") && text.contains("DTEND:20260304T200000Z\r\n"),
        "{text}"
    );
    assert!(text.contains("SUMMARY:Appointment\r\n") && text.contains("CLASS:PRIVATE\r\n"));
    for (_, name, _) in CAST {
        assert!(name.split(' ').all(|part| !text.contains(part)), "{name} stands in {text}");
    }
    let ids =
        [session.clone(), stage.ana.to_string(), stage.person("ana").to_string(), stage.sam.to_string()];
    for word in
        ids.iter().map(String::as_str).chain(["Main Street", "room 2", "Stillwater", "LOCATION", "in_person"])
    {
        assert!(!text.contains(word), "{word} stands in {text}");
    }
    assert_eq!(cairn::reminders::telling(&text), None);
    assert_eq!(entries(&text).len(), 1);
    // The two who meet have two names for it, and each always the same.
    let other = make(&mut stage.visit_as("sam").await, "Coffee").await;
    let theirs = entries(&fetch(&stage, &other).await.body);
    assert_eq!(theirs[0].1, "Coffee");
    assert_ne!(theirs[0].0, entries(&text)[0].0);
    let mut ana = stage.visit_as("ana").await;
    ana.submit("/feeds", &[("what", "renew"), ("word", "Dentist")]).await;
    let renewed = entries(&fetch(&stage, &self::path(&mut ana).await).await.body);
    assert_eq!((renewed[0].0.as_str(), renewed[0].1.as_str()), (entries(&text)[0].0.as_str(), "Dentist"));
}

#[tokio::test]
async fn a_calendar_that_has_it_already_is_told_so() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let session = planned_at(&stage, &mut sam, "2026-03-04", "14:00").await;
    let path = make(&mut stage.visit_as("ana").await, "").await;
    let first = fetch(&stage, &path).await;
    let tag = first.headers["etag"].to_str().unwrap().to_string();
    let again = stage.stranger().asking_for(&path, "if-none-match", &tag).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    stage.advance(jiff::SignedDuration::from_mins(5));
    assert_eq!(fetch(&stage, &path).await.headers["etag"], tag.as_str(), "time alone changes nothing");
    let off = [("kind", "cancelled")];
    sam.submit(&format!("/sessions/{session}/cancellation"), &off).await;
    let changed = stage.stranger().asking_for(&path, "if-none-match", &tag).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert!(changed.body.contains("STATUS:CANCELLED\r\n") && changed.body.contains("SEQUENCE:1\r\n"));
    let names = |text: &str| entries(text).into_iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(names(&changed.body), names(&first.body));
}

/// RFC 5545, 3.8.7.4: a calendar takes the entry with the higher sequence.
#[tokio::test]
async fn every_change_raises_the_sequence_and_says_when_it_was() {
    let stage = Stage::set().await;
    let (_, meeting) = crate::groups::group(&stage, "support_group", "sam", None).await;
    let mut sam = stage.visit_as("sam").await;
    let path = make(&mut sam, "").await;
    let first = fetch(&stage, &path).await.body;
    assert!(
        first.contains("SEQUENCE:0\r\n") && first.contains("LAST-MODIFIED:20260302T150000Z\r\n"),
        "{first}"
    );
    let meeting = format!("/calendar/meetings/{meeting}");
    let to = [("date", "2026-03-05"), ("time", "10:00")];
    let acts = [
        (
            "moves",
            &to[..],
            ["SEQUENCE:1", "DTSTART:20260305T150000Z", "STATUS:CONFIRMED", "LAST-MODIFIED:20260302T150500Z"],
        ),
        (
            "calling-off",
            &to[..0],
            ["SEQUENCE:2", "STATUS:CANCELLED", "TRANSP:TRANSPARENT", "DTSTAMP:20260302T151000Z"],
        ),
        (
            "calling-off/withdrawal",
            &to[..0],
            ["SEQUENCE:3", "STATUS:CONFIRMED", "LAST-MODIFIED:20260302T151500Z", "DTSTAMP:20260302T151500Z"],
        ),
    ];
    for (act, fields, lines) in acts {
        stage.advance(jiff::SignedDuration::from_mins(5));
        sam.submit(&format!("{meeting}/{act}"), fields).await;
        let text = fetch(&stage, &path).await.body;
        for line in lines {
            assert!(text.contains(&format!("{line}\r\n")), "{act}: {line} is missing in {text}");
        }
        assert_eq!(entries(&text).len(), 1);
        assert_eq!(entries(&text)[0].0, entries(&first)[0].0, "the same entry");
    }
}

#[tokio::test]
async fn a_meeting_with_a_family_is_moved_and_called_off_in_the_feed_too() {
    let stage = Stage::set().await;
    let (family, _, met) = crate::families::family_met(&stage).await;
    let mut sam = stage.visit_as("sam").await;
    let ahead = [
        ("model", "one_to_family"),
        ("date", "2026-03-04"),
        ("time", "14:00"),
        ("minutes", "60"),
        ("mode", "in_person"),
    ];
    sam.submit(&format!("/families/{family}/meetings"), &ahead).await;
    let page = sam.page("/calendar?view=day&on=2026-03-04").await;
    let meeting = crate::calendar::link(&page, "/family-meetings/");
    assert!(!meeting.contains(&met.to_string()));
    let path = make(&mut stage.visit_as("mia").await, "").await;
    let before = fetch(&stage, &path).await.body;
    assert!(before.contains("DTSTART:20260304T190000Z\r\n") && !before.contains("SEQUENCE:1"), "{before}");
    sam.submit(&format!("{meeting}/moves"), &[("date", "2026-03-05"), ("time", "10:00")]).await;
    let moved = fetch(&stage, &path).await.body;
    assert!(moved.contains("DTSTART:20260305T150000Z\r\n") && moved.contains("SEQUENCE:1\r\n"), "{moved}");
    sam.submit(&format!("{meeting}/cancellation"), &[("kind", "cancelled")]).await;
    let off = fetch(&stage, &path).await.body;
    assert!(off.contains("SEQUENCE:2\r\n") && off.contains("STATUS:CANCELLED\r\n"), "{off}");
    let names =
        |text: &str| entries(text).into_iter().map(|one| one.0).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(names(&before), names(&off));
}

#[tokio::test]
async fn row_03_a_feed_that_was_ended_or_whose_person_left_is_an_address_that_leads_nowhere() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let never =
        fetch(&stage, "/feeds/0000000000000000000000000000000000000000000000000000000000000000.ics").await;
    let same = |one: &Reply, path: &str| {
        assert_eq!(one.status, StatusCode::NOT_FOUND);
        assert_eq!(
            one.body.replace(path, "P"),
            never
                .body
                .replace("/feeds/0000000000000000000000000000000000000000000000000000000000000000.ics", "P")
        );
    };
    let first = make(&mut ana, "").await;
    ana.submit("/feeds", &[("what", "renew")]).await;
    same(&fetch(&stage, &first).await, &first);
    let second = path(&mut ana).await;
    assert_eq!(fetch(&stage, &second).await.status, StatusCode::OK);
    ana.submit("/feeds/ending", &[]).await;
    same(&fetch(&stage, &second).await, &second);
    let third = make(&mut ana, "").await;
    assert_eq!(fetch(&stage, &third).await.status, StatusCode::OK);
    let left = [("reason", "moved"), ("last_contact_on", "2026-03-01"), ("alumni_calls", "no")];
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("/participants/{}/discharge", stage.ana), &left).await;
    same(&fetch(&stage, &third).await, &third);
    // Back again, it is theirs again: it was never ended.
    cora.submit(&format!("/participants/{}/return", stage.ana), &[]).await;
    assert_eq!(fetch(&stage, &third).await.status, StatusCode::OK);
}

#[tokio::test]
async fn readings_are_noted_once_a_day_and_shown_to_the_person() {
    let stage = Stage::set().await;
    let path = make(&mut stage.visit_as("ana").await, "").await;
    let noted = "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'feed' AND action = 'exported'";
    for _ in 0..3 {
        fetch(&stage, &path).await;
    }
    assert_eq!(stage.count(noted).await, 1);
    stage.advance(jiff::SignedDuration::from_hours(25));
    fetch(&stage, &path).await;
    assert_eq!(stage.count(noted).await, 2);
    assert!(stage.visit_as("ana").await.page("/reminders").await.contains("A calendar last read it on"));
}

#[tokio::test]
async fn an_address_is_made_only_after_the_warning_was_read() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let unread = ana.post("/feeds", &[("what", "make"), ("word", "Coffee")]).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unread.body.contains("Coffee"), "what was typed is kept");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM feeds").await, 0);
}
