//! Who sees what: each their own, and nobody learns of another.

use super::{event, weekly};
use crate::cast::Stage;
use crate::groups::group;
use crate::sessions::planned_at;

#[tokio::test]
async fn everybody_sees_what_is_theirs() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    planned_at(&stage, &mut sam, "2026-03-03", "13:00").await;
    let (group, meeting) = group(&stage, "support_group", "tess", None).await;
    let mut tess = stage.visit_as("tess").await;
    tess.submit(
        &format!("/groups/{group}/meetings/{meeting}"),
        &[("present", &stage.person("bo").to_string()), ("minutes", "60")],
    )
    .await;
    weekly(&mut tess, group, "2026-03-03", "18:00").await;
    let mut cora = stage.visit_as("cora").await;
    let vale = stage.person("vale").to_string();
    cora.submit(
        "/calendar/events",
        &event(&vale, &[("title", "Open door"), ("kind", "drop_in"), ("time", "15:00")]),
    )
    .await;
    cora.submit(
        "/calendar/events",
        &event(&vale, &[("title", "Huddle"), ("kind", "staff_meeting"), ("time", "16:30")]),
    )
    .await;

    let day = "/calendar?view=day&on=2026-03-03";
    let sees = |page: &str, words: &[(&str, bool)], who: &str| {
        for (word, there) in words {
            assert_eq!(page.contains(word), *there, "{who}: {word}");
        }
    };
    let session = "1:00 PM to 2:00 PM";
    let page = stage.visit_as("ana").await.page(day).await;
    sees(
        &page,
        &[
            (session, true),
            ("With Sam Okafor", true),
            ("Morning group", false),
            ("Open door", true),
            ("Huddle", false),
        ],
        "ana",
    );
    let page = stage.visit_as("bo").await.page(day).await;
    sees(
        &page,
        &[(session, false), ("Sam", false), ("Morning group", true), ("Ana", false), ("Huddle", false)],
        "bo",
    );
    let page = sam.page(day).await;
    sees(
        &page,
        &[(session, true), ("With Ana Ruiz", true), ("Morning group", false), ("Huddle", true)],
        "sam",
    );
    let page = tess.page(day).await;
    sees(
        &page,
        &[(session, false), ("Ana", false), ("Morning group", true), ("Bo Chen", false), ("Huddle", true)],
        "tess",
    );
    let page = cora.page(day).await;
    sees(
        &page,
        &[(session, true), ("Ana Ruiz with Sam Okafor", true), ("Morning group", true), ("Huddle", true)],
        "cora",
    );
    let page = stage.visit_as("mia").await.page(day).await;
    sees(
        &page,
        &[(session, false), ("Ana", false), ("Morning group", false), ("Open door", true), ("Huddle", false)],
        "mia",
    );
    assert!(page.contains("<title>Calendar</title>"), "neutral");
}

#[tokio::test]
async fn a_day_a_week_and_what_comes_next() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    weekly(&mut sam, group, "2026-03-05", "18:00").await;
    let week = sam.page("/calendar?view=week&on=2026-03-08").await;
    assert_eq!(week.matches("<li class=\"day").count(), 7);
    assert!(week.contains("Mon, Mar 2, 2026 to Sun, Mar 8, 2026"));
    assert!(week.contains("on=2026-03-01") && week.contains("on=2026-03-15"), "before and after");
    assert_eq!(week.matches("6:00 PM to 7:00 PM").count(), 1);
    let agenda = sam.page("/calendar").await;
    assert_eq!(agenda.matches("6:00 PM to 7:00 PM").count(), 2, "two weeks ahead");
    // What cannot be read means today, and no filter.
    let odd = sam.page("/calendar?view=year&on=soon&site=x&kind=all&page=0").await;
    assert!(odd.contains("6:00 PM to 7:00 PM"));
    let sessions = sam.page("/calendar?kind=session").await;
    assert!(!sessions.contains("6:00 PM to 7:00 PM"));
}

#[tokio::test]
async fn a_full_day_says_that_there_is_more_and_pages() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let vale = stage.person("vale").to_string();
    for minute in 0..30 {
        let (time, title) =
            (format!("{:02}:{:02}", 8 + minute / 2, minute % 2 * 30), format!("Class {minute:02}"));
        let fields =
            [("time", time.as_str()), ("minutes", "30"), ("title", title.as_str()), ("anyway", "yes")];
        cora.submit("/calendar/events", &event(&vale, &fields)).await;
    }
    let week = cora.page("/calendar?view=week&on=2026-03-03").await;
    assert!(week.contains("Class 07") && !week.contains("Class 08") && week.contains("More on this day"));
    let day = cora.page("/calendar?view=day&on=2026-03-03").await;
    assert!(day.contains("Class 24") && !day.contains("Class 25") && day.contains("page=2"));
    let rest = cora.page("/calendar?page=2&view=day&on=2026-03-03").await;
    assert!(rest.contains("Class 25") && rest.contains("Class 29") && !rest.contains("Class 24"));
}

#[tokio::test]
async fn who_coordinates_filters_by_person_place_and_kind() {
    let stage = Stage::set().await;
    let room = super::room(&stage, "Blue room", 12).await.to_string();
    let mut cora = stage.visit_as("cora").await;
    let (vale, sol) = (stage.person("vale").to_string(), stage.person("sol").to_string());
    cora.submit("/calendar/events", &event(&vale, &[("title", "One"), ("room", &room)])).await;
    cora.submit("/calendar/events", &event(&sol, &[("title", "Two")])).await;
    let day = "/calendar?view=day&on=2026-03-03";
    let both = cora.page(day).await;
    assert!(both.contains(">One<") && both.contains(">Two<"));
    let by_room = cora.page(&format!("{day}&room={room}")).await;
    assert!(by_room.contains(">One<") && !by_room.contains(">Two<"));
    let by_site = cora.page(&format!("{day}&site={}", stage.site)).await;
    assert!(by_site.contains(">One<") && !by_site.contains(">Two<"), "a room says its site");
    let by_person = cora.page(&format!("{day}&person={sol}")).await;
    assert!(!by_person.contains(">One<") && by_person.contains(">Two<"));
    let by_kind = cora.page(&format!("{day}&kind=session")).await;
    assert!(!by_kind.contains(">One<"));
}
