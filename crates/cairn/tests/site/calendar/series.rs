//! Series from their first day to their end, and what happens to single occurrences.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use cairn::calendar;
use cairn::calendar::store::series::TOUCHES;
use cairn_db::Dialect;
use jiff::SignedDuration;

use super::{event, link, weekly};
use crate::cast::Stage;
use crate::groups::group;

const OF_SERIES: &str = "SELECT COUNT(*) AS n FROM group_meetings WHERE series_id IS NOT NULL";

#[tokio::test]
async fn a_series_writes_a_year_and_goes_on_without_writing_twice() {
    let stage = Stage::set().await;
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    let mut sam = stage.visit_as("sam").await;
    let series = weekly(&mut sam, group, "2026-03-03", "18:30").await;
    let page = sam.page(&series).await;
    assert!(page.contains("Every week on Tue, 6:30 PM"), "{page}");
    // The clocks change on March 8th, and it is still half past six.
    assert!(page.contains("Tue, Mar 3, 2026, 6:30 PM") && page.contains("Tue, Mar 10, 2026, 6:30 PM"));
    assert_eq!(stage.count(OF_SERIES).await, 53);

    assert_eq!(calendar::extend(&stage.app).await.unwrap(), 0, "nothing is due");
    stage.advance(SignedDuration::from_hours(24 * 15));
    let (one, other) = tokio::join!(calendar::extend(&stage.app), calendar::extend(&stage.app));
    assert_eq!(one.unwrap() + other.unwrap(), 2, "two weeks later two more, whoever is first");
    assert_eq!(stage.count(OF_SERIES).await, 55);
    let apart =
        "SELECT COUNT(*) AS n FROM group_meetings m JOIN group_meetings o ON o.series_id = m.series_id
        AND o.starts_at - m.starts_at = 604800000";
    assert_eq!(
        stage.count(apart).await,
        54 - 3,
        "each a week after the other, but where clocks change: {apart}"
    );
}

#[tokio::test]
async fn one_is_called_off_put_back_and_moved() {
    let stage = Stage::set().await;
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    let mut sam = stage.visit_as("sam").await;
    let series = weekly(&mut sam, group, "2026-03-03", "18:30").await;
    let one = link(&sam.page(&series).await, "/calendar/meetings/");

    sam.submit(&format!("{one}/calling-off"), &[]).await;
    assert!(sam.page(&one).await.contains("Called off"));
    assert!(sam.page("/calendar?view=day&on=2026-03-03").await.contains("Called off"));
    let twice = sam.post(&format!("{one}/calling-off"), &[]).await;
    assert!(twice.body.contains("called off already"), "{}", twice.words());
    let attendance = one.replace("/calendar/meetings/", &format!("/groups/{group}/meetings/"));
    stage.advance(SignedDuration::from_hours(36));
    let mut sam = stage.visit_as("sam").await;
    let ana = stage.person("ana").to_string();
    let off = sam.post(&attendance, &[("present", &ana), ("minutes", "60")]).await;
    assert!(off.body.contains("Put it back on"), "{}", off.words());
    sam.submit(&format!("{one}/calling-off/withdrawal"), &[]).await;
    assert!(!sam.page(&one).await.contains("badge--amber\">Called off"));

    let past = sam.post(&format!("{one}/moves"), &[("date", "2026-03-01"), ("time", "10:00")]).await;
    assert!(past.body.contains("a time to come"), "{}", past.words());
    sam.submit(&format!("{one}/moves"), &[("date", "2026-03-05"), ("time", "10:00")]).await;
    let page = sam.page(&one).await;
    assert!(page.contains("Thu, Mar 5, 2026, 10:00 AM") && page.contains("Tue, Mar 3, 2026, 6:30 PM"));
    assert_eq!(stage.count(OF_SERIES).await, 53, "moved, not written again");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM moves").await, 1);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM callings_off WHERE withdrawn_by IS NOT NULL").await, 1);
}

#[tokio::test]
async fn this_and_all_that_follow_change_and_what_was_touched_stays() {
    let stage = Stage::set().await;
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    let mut sam = stage.visit_as("sam").await;
    let series = weekly(&mut sam, group, "2026-03-03", "18:30").await;
    // March 24th is called off: it was touched.
    let day = sam.page("/calendar?view=day&on=2026-03-24").await;
    let touched = link(&day, "/calendar/meetings/");
    sam.submit(&format!("{touched}/calling-off"), &[]).await;

    let form = sam.page(&format!("{series}/changes/new?from=2026-03-17")).await;
    assert!(
        form.contains("value=\"2026-03-17\"")
            && form.contains("value=\"18:30\"")
            && form.contains("FREQ=WEEKLY")
    );
    let change = [
        ("date", "2026-03-17"),
        ("time", "19:00"),
        ("minutes", "90"),
        ("repeat", "weekly"),
        ("anyway", "yes"),
    ];
    let next = sam.submit(&format!("{series}/changes"), &change).await;
    assert_ne!(next, series);
    let old = sam.page(&series).await;
    assert!(old.contains("Mon, Mar 16, 2026"), "its last day");
    assert!(sam.page(&next).await.contains("7:00 PM"));
    let at = |hour: i64| format!("{hour}:00 PM");
    let seventeenth = sam.page("/calendar?view=day&on=2026-03-17").await;
    assert!(seventeenth.contains(&at(7)) && !seventeenth.contains("6:30 PM to"), "the old one went");
    let twenty_fourth = sam.page("/calendar?view=day&on=2026-03-24").await;
    assert!(twenty_fourth.contains("6:30 PM") && twenty_fourth.contains(&at(7)), "called off stays as it is");
    let again = sam.post(&format!("{series}/changes"), &change).await;
    assert!(again.body.contains("ended already"), "{}", again.words());

    let entries =
        "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'series' AND action <> 'opened'";
    assert_eq!(stage.count(entries).await, 2, "begun, changed");
    sam.submit(&format!("{next}/ending"), &[("until", "2026-03-20")]).await;
    let left =
        "SELECT COUNT(*) AS n FROM group_meetings WHERE series_id IS NOT NULL AND starts_at > 1774000000000";
    assert_eq!(stage.count(left).await, 1, "only what was called off is left after March 20th");
    stage.advance(SignedDuration::from_hours(24 * 30));
    assert_eq!(calendar::extend(&stage.app).await.unwrap(), 0, "ended is ended");
}

#[tokio::test]
async fn moving_all_that_follow_asks_for_both_sides() {
    let stage = Stage::set().await;
    let (group, meeting) = group(&stage, "support_group", "tess", None).await;
    let mut tess = stage.visit_as("tess").await;
    let (ana_id, sam_id) = (stage.person("ana").to_string(), stage.person("sam").to_string());
    let came = [("present", ana_id.as_str()), ("minutes", "60")];
    tess.submit(&format!("/groups/{group}/meetings/{meeting}"), &came).await;
    weekly(&mut tess, group, "2026-03-05", "18:00").await;
    let mut sam = stage.visit_as("sam").await;
    let planned = [
        ("date", "2026-03-05"),
        ("time", "13:00"),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("setting", "recovery_center"),
        ("repeat", "weekly"),
    ];
    let series = sam.submit(&format!("/participants/{}/sessions", stage.ana), &planned).await;
    let mut cora = stage.visit_as("cora").await;
    let mut ana = stage.visit_as("ana").await;
    cora.submit("/calendar/events", &event(&sam_id, &[("date", "2026-03-12"), ("time", "10:00")])).await;

    let to = |date: &'static str, time: &'static str| {
        [("date", date), ("time", time), ("minutes", "60"), ("repeat", "weekly")]
    };
    let changes = format!("{series}/changes");
    for who in [&mut cora, &mut ana] {
        let told = who.post(&changes, &to("2026-03-12", "18:00")).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.body.contains("There is a group for the same person"), "{}", told.words());
        assert!(told.body.contains("name=\"anyway\""));
    }
    // A participant does not learn what their supporter does.
    let told = ana.post(&changes, &to("2026-03-12", "10:00")).await;
    assert!(told.body.contains("Sam Okafor has something else at that time"), "{}", told.words());
    let told = sam.post(&changes, &to("2026-03-12", "10:00")).await;
    assert!(told.body.contains("Sam Okafor has an event at that time"), "{}", told.words());
    // Who supports does not learn which groups somebody comes to.
    let next = sam.submit(&changes, &to("2026-03-12", "18:00")).await;
    let anyway = [&to("2026-03-19", "18:30")[..], &[("anyway", "yes")]].concat();
    let told = cora.post(&format!("{next}/changes"), &anyway[..4]).await;
    assert!(told.body.contains("There is a group for the same person"), "{}", told.words());
    assert_ne!(cora.submit(&format!("{next}/changes"), &anyway).await, next);
}

#[tokio::test]
async fn a_rule_that_cannot_be_is_named_and_what_was_typed_is_kept() {
    let stage = Stage::set().await;
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/groups/{group}/series");
    let wrong = [
        ("date", "2026-03-03"),
        ("time", "18:30"),
        ("minutes", "60"),
        ("repeat", "rule"),
        ("rule", "FREQ=WEEKLY;BYDAY=XX"),
    ];
    let reply = sam.post(&path, &wrong).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains("This cannot be: XX") && reply.body.contains("FREQ=WEEKLY;BYDAY=XX"));
    let fine = [
        ("date", "2026-03-03"),
        ("time", "18:30"),
        ("minutes", "60"),
        ("repeat", "rule"),
        ("rule", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=4"),
    ];
    let series = sam.submit(&path, &fine).await;
    assert!(sam.page(&series).await.contains("Fri, Mar 27, 2026"));
    assert_eq!(stage.count(OF_SERIES).await, 4);
}

#[tokio::test]
async fn an_event_is_planned_once_or_as_a_series() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (vale, sam) = (stage.person("vale").to_string(), stage.person("sam").to_string());
    let once = cora.submit("/calendar/events", &event(&vale, &[])).await;
    assert!(cora.page(&once).await.contains("Resume workshop"));
    let alone = [("kind", "supervision"), ("time", "12:00")];
    let reply = cora.post("/calendar/events", &event(&vale, &alone)).await;
    assert!(reply.body.contains("whom the supervision is with"), "{}", reply.words());
    let monthly = [
        ("kind", "supervision"),
        ("time", "12:00"),
        ("with", sam.as_str()),
        ("repeat", "monthly"),
        ("ends_after", "5"),
    ];
    let series = cora.submit("/calendar/events", &event(&vale, &monthly)).await;
    assert!(cora.page(&series).await.contains("Every month on the first Tue, 5 times"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM events").await, 6);
    // The other planners plan for themselves.
    let mut sol = stage.visit_as("sol").await;
    let other = sol.post("/calendar/events", &event(&vale, &[])).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn whatever_refers_to_an_occurrence_is_asked_before_one_goes() {
    let stage = Stage::set().await;
    let found: Result<Vec<(String, String, String)>, cairn_db::Error> = stage
        .app
        .db
        .read(|tx| {
            let sql = match tx.dialect() {
                Dialect::Sqlite => {
                    "SELECT m.name AS child, f.\"from\" AS field, f.\"table\" AS parent
                     FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
                }
                Dialect::Postgres => {
                    "SELECT CAST(c.conrelid::regclass AS TEXT) AS child, CAST(a.attname AS TEXT) AS field,
                        CAST(c.confrelid::regclass AS TEXT) AS parent
                     FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                     WHERE c.contype = 'f'"
                }
            };
            tx.all(sql, &[], |row| Ok((row.get("parent")?, row.get("child")?, row.get("field")?)))
        })
        .await;
    let occurrences = ["group_meetings", "sessions", "family_meetings", "events"];
    let needed: BTreeSet<_> =
        found.unwrap().into_iter().filter(|(parent, ..)| occurrences.contains(&parent.as_str())).collect();
    let listed: BTreeSet<_> = TOUCHES
        .iter()
        .map(|(of, table, column)| (of.to_string(), table.to_string(), column.to_string()))
        .collect();
    assert_eq!(needed, listed, "add what is missing to TOUCHES in calendar/store/series.rs");
}
