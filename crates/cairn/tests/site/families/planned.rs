//! Meetings with families that are planned ahead: rooms, clashes, called off, moved, and what counts.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::family_met;
use super::support::relative;
use crate::calendar::room;
use crate::cast::Stage;
use crate::sessions::planned_at;
use crate::visitor::Visitor;

/// The fields of a meeting of Sam's on a day to come.
fn ahead<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("model", "one_to_family"),
        ("date", "2026-03-04"),
        ("time", "14:30"),
        ("minutes", "60"),
        ("mode", "in_person"),
    ];
    fields.retain(|(name, _)| more.iter().all(|(changed, _)| changed != name));
    fields.extend(more);
    fields
}

/// The address of the latest meeting on a family's page.
async fn latest(who: &mut Visitor, family: &str) -> String {
    crate::calendar::link(&who.page(family).await, "/family-meetings/")
}

#[tokio::test]
async fn a_meeting_minds_the_room_the_supporter_and_the_family() {
    let stage = Stage::set().await;
    let (family, ..) = family_met(&stage).await;
    let room = room(&stage, "Blue room", 12).await.to_string();
    let page = format!("/families/{family}");
    let path = format!("{page}/meetings");
    let mut sam = stage.visit_as("sam").await;
    planned_at(&stage, &mut sam, "2026-03-04", "14:00").await;

    let busy = sam.post(&path, &ahead(&[("room", &room)])).await;
    assert_eq!(busy.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(busy.body.contains("Sam Okafor has another session at that time"), "{}", busy.words());
    assert!(busy.body.contains("name=\"anyway\""));
    sam.submit(&path, &ahead(&[("room", &room), ("anyway", "yes")])).await;
    let meeting = latest(&mut sam, &page).await;
    assert!(sam.page(&meeting).await.contains("Blue room"));

    // Somebody else in the room, and somebody else with the family.
    let tess = stage.tess.to_string();
    let mut cora = stage.visit_as("cora").await;
    let taken = cora.post(&path, &ahead(&[("supporter", &tess), ("time", "15:00"), ("room", &room)])).await;
    assert!(taken.body.contains("Blue room is taken: Wed, Mar 4, 2026, 2:30 PM"), "{}", taken.words());
    let with = cora.post(&path, &ahead(&[("supporter", &tess), ("time", "15:00")])).await;
    assert!(with.body.contains("The family has another meeting"), "{}", with.words());
    let closed = cora.post(&path, &ahead(&[("supporter", &tess), ("room", &tess)])).await;
    assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY, "no such room");
    // What lies behind takes nobody's time.
    sam.submit(&path, &ahead(&[("date", "2026-03-01")])).await;
    sam.submit(&path, &ahead(&[("date", "2026-03-01")])).await;
}

#[tokio::test]
async fn it_stands_in_the_calendar_of_whose_it_is() {
    let mut stage = Stage::set().await;
    let (family, member, _) = family_met(&stage).await;
    relative(&mut stage, "ned", "Ned Ruiz", family).await;
    let room = room(&stage, "Blue room", 12).await.to_string();
    let (member, page) = (member.to_string(), format!("/families/{family}"));
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&format!("{page}/meetings"), &ahead(&[("room", &room), ("there", &member)])).await;
    let day = "/calendar?view=day&on=2026-03-04";
    for (name, words) in [("sam", "Lake family"), ("cora", "Lake family"), ("mia", "With Sam Okafor")] {
        let mut visitor = stage.visit_as(name).await;
        let seen = visitor.page(day).await;
        assert!(seen.contains(words) && seen.contains("2:30 PM to 3:30 PM"), "{name}: {seen}");
        assert!(seen.contains("Blue room"), "{name}");
        let meeting = crate::calendar::link(&seen, "/family-meetings/");
        assert!(visitor.page(&meeting).await.contains("Blue room"), "{name}");
    }
    for name in ["ned", "ana", "tess", "vale"] {
        let seen = stage.visit_as(name).await.page(day).await;
        assert!(!seen.contains("2:30 PM to 3:30 PM"), "{name}: it is not theirs");
    }
    let mut cora = stage.visit_as("cora").await;
    assert!(cora.page(&format!("{day}&room={room}")).await.contains("Lake family"));

    // Who is to be there may change it; another of the family does not find it.
    let meeting = latest(&mut sam, &page).await;
    let off = format!("{meeting}/cancellation");
    for name in ["ned", "sol", "tess"] {
        let reply = stage.visit_as(name).await.post(&off, &[("kind", "cancelled")]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name}");
    }
    let mut mia = stage.visit_as("mia").await;
    assert!(mia.page(&meeting).await.contains("Call it off"));
    mia.submit(&off, &[("off_words", "A cold")]).await;
    for name in ["sam", "cora", "mia"] {
        let mut visitor = stage.visit_as(name).await;
        assert!(visitor.page(day).await.contains("Called off"), "{name}");
        let seen = visitor.page(&meeting).await;
        assert!(seen.contains("A cold") && !seen.contains("Call it off"), "{name}");
    }
    assert!(mia.page("/family").await.contains("Called off"));
    let twice = mia.post(&off, &[]).await;
    assert!(twice.body.contains("called off already"), "{}", twice.words());
    // The room and the supporter are free again.
    sam.submit(&format!("{page}/meetings"), &ahead(&[("room", &room)])).await;
}

#[tokio::test]
async fn notice_counts_as_with_sessions() {
    let stage = Stage::set().await;
    let (family, ..) = family_met(&stage).await;
    let page = format!("/families/{family}");
    let mut sam = stage.visit_as("sam").await;
    let late = "SELECT COUNT(*) AS n FROM family_cancellations WHERE kind = 'late_cancelled' AND late = 1";
    let in_time = "SELECT COUNT(*) AS n FROM family_cancellations WHERE kind = 'cancelled' AND late = 0";
    for (date, sql) in [("2026-03-05", in_time), ("2026-03-03", late)] {
        sam.submit(&format!("{page}/meetings"), &ahead(&[("date", date), ("time", "09:00")])).await;
        let day = sam.page(&format!("/calendar?view=day&on={date}")).await;
        let meeting = crate::calendar::link(&day, "/family-meetings/");
        let early = sam.post(&format!("{meeting}/cancellation"), &[("kind", "no_show")]).await;
        assert!(early.body.contains("has not begun yet"), "{}", early.words());
        let unsaid = sam.post(&format!("{meeting}/cancellation"), &[]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "what happened?");
        sam.submit(&format!("{meeting}/cancellation"), &[("kind", "cancelled")]).await;
        assert_eq!(stage.count(sql).await, 1, "{date}");
    }
}

#[tokio::test]
async fn only_what_took_place_counts() {
    let stage = Stage::set().await;
    let (family, member, met) = family_met(&stage).await;
    let page = format!("/families/{family}");
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&format!("{page}/meetings"), &ahead(&[])).await;
    let meeting = latest(&mut sam, &page).await;
    let support = format!("/family-members/{member}/support");
    let counted = async |words: &str| stage.visit_as("mia").await.page(&support).await.contains(words);
    assert!(counted("45 minutes").await && !counted("105 minutes").await, "planned is not yet received");
    stage.advance(SignedDuration::from_hours(24 * 3));
    assert!(counted("105 minutes").await);
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&format!("{meeting}/cancellation"), &[("kind", "no_show")]).await;
    assert!(!counted("105 minutes").await && counted("45 minutes").await);
    assert!(counted("Did not take place").await);
    // One that was written down afterwards took place.
    let over = sam.post(&format!("/family-meetings/{met}/cancellation"), &[("kind", "no_show")]).await;
    assert!(over.body.contains("took place or was called off already"), "{}", over.words());
}

#[tokio::test]
async fn it_is_moved_and_stays_the_same_meeting() {
    let stage = Stage::set().await;
    let (family, ..) = family_met(&stage).await;
    let page = format!("/families/{family}");
    let mut sam = stage.visit_as("sam").await;
    planned_at(&stage, &mut sam, "2026-03-06", "10:00").await;
    sam.submit(&format!("{page}/meetings"), &ahead(&[])).await;
    let meeting = latest(&mut sam, &page).await;
    let moves = format!("{meeting}/moves");
    let past = sam.post(&moves, &[("date", "2026-03-01"), ("time", "10:00")]).await;
    assert!(past.body.contains("a time to come"), "{}", past.words());

    let mut mia = stage.visit_as("mia").await;
    assert!(mia.page(&format!("{moves}/new")).await.contains("Move it to another time"));
    let busy = mia.post(&moves, &[("date", "2026-03-06"), ("time", "10:30")]).await;
    assert!(busy.body.contains("Sam Okafor has something else at that time"), "{}", busy.words());
    assert!(!busy.body.contains("session at that time"), "what it is stays with Sam");
    mia.submit(&moves, &[("date", "2026-03-05"), ("time", "10:00")]).await;
    let seen = sam.page(&meeting).await;
    assert!(seen.contains("Thu, Mar 5, 2026, 10:00 AM") && seen.contains("Wed, Mar 4, 2026, 2:30 PM"));
    assert!(!sam.page("/calendar?view=day&on=2026-03-04").await.contains("Lake family"));
    assert!(sam.page("/calendar?view=day&on=2026-03-05").await.contains("Lake family"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM family_moves WHERE late = 0").await, 1);
    let entries =
        "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'family_meeting' AND action = 'changed'";
    assert_eq!(stage.count(entries).await, 1);
    // Its own time is no clash with itself.
    sam.submit(&moves, &[("date", "2026-03-05"), ("time", "10:30")]).await;
    stage.advance(SignedDuration::from_hours(60));
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&moves, &[("date", "2026-03-09"), ("time", "10:30")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM family_moves WHERE late = 1").await, 1);
}

#[tokio::test]
async fn meetings_repeat_until_support_ends() {
    let stage = Stage::set().await;
    let (family, ..) = family_met(&stage).await;
    let page = format!("/families/{family}");
    let path = format!("{page}/series");
    let (room, sam_id) = (room(&stage, "Blue room", 12).await.to_string(), stage.sam.to_string());
    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page(&format!("{path}/new")).await.contains("Plan meetings that repeat"));
    let weekly = [
        ("supporter", sam_id.as_str()),
        ("date", "2026-03-04"),
        ("time", "18:00"),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("room", room.as_str()),
        ("repeat", "weekly"),
    ];
    let mut past = weekly;
    past[1].1 = "2026-02-25";
    let refused = sam.post(&path, &past).await;
    assert!(refused.body.contains("a time to come"), "{}", refused.words());
    let series = sam.submit(&path, &weekly).await;
    let of_series = "SELECT COUNT(*) AS n FROM family_meetings WHERE series_id IS NOT NULL";
    assert_eq!(stage.count(of_series).await, 53);
    let head = sam.page(&series).await;
    assert!(head.contains("Lake family") && head.contains("Every week on Wed, 6:00 PM"), "{head}");
    let clash = sam.post(&path, &weekly).await;
    assert!(clash.body.contains("Sam Okafor has a family meeting at that time"), "{}", clash.words());
    for name in ["mia", "tess", "sol"] {
        let reply = stage.visit_as(name).await.get(&series).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name}");
    }
    let mut mia = stage.visit_as("mia").await;
    let day = "/calendar?view=day&on=2026-03-11";
    assert!(mia.page(day).await.contains("6:00 PM to 7:00 PM"));

    // This and all that follow; then one of them is called off, and support ends.
    let later = [
        ("date", "2026-03-11"),
        ("time", "18:30"),
        ("minutes", "60"),
        ("room", room.as_str()),
        ("repeat", "weekly"),
    ];
    let next = sam.submit(&format!("{series}/changes"), &later).await;
    let seen = mia.page(day).await;
    assert!(seen.contains("6:30 PM to 7:30 PM") && !seen.contains("6:00 PM to 7:00 PM"));
    let one = crate::calendar::link(&sam.page(&next).await, "/family-meetings/");
    assert!(sam.page(&one).await.contains("See the whole series"));
    sam.submit(&format!("{one}/cancellation"), &[("kind", "cancelled")]).await;
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("{page}/ending"), &[("reason", "enough")]).await;
    assert_eq!(stage.count(of_series).await, 2, "what was before the change, and what was called off");
    let ended = cora.post(&path, &weekly).await;
    assert!(ended.body.contains("Support of this family has ended"), "{}", ended.words());
    stage.advance(SignedDuration::from_hours(24 * 30));
    assert_eq!(cairn::calendar::extend(&stage.app).await.unwrap(), 0);
}
