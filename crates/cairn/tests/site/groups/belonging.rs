//! Who belongs to a group and who waits; ground rules; topics; heads; who leads.

use axum::http::StatusCode;

use super::group;
use crate::cast::Stage;

async fn set(stage: &Stage, sql: &'static str) {
    let done: Result<u64, cairn_db::Error> = stage.app.db.write(move |tx| tx.execute(sql, &[])).await;
    done.unwrap();
}

#[tokio::test]
async fn a_place_that_frees_is_offered_to_whoever_waits_and_nobody_sees_the_others() {
    let stage = Stage::set().await;
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    set(&stage, "UPDATE support_groups SET admission = 'closed', size_limit = 1, listed = 1").await;
    let (members, own) = (format!("/groups/{group}/members"), format!("/my-groups/{group}"));
    let (ana_id, bo_id) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&members, &[("person", &ana_id), ("action", "join")]).await;
    let full = sam.post(&members, &[("person", &bo_id), ("action", "join")]).await;
    assert!(full.body.contains("No place is free"), "{}", full.words());

    // Bo asks on his own page, and sees his place and nothing of Ana.
    let mut bo = stage.visit_as("bo").await;
    assert!(bo.page("/my-groups").await.contains("Morning group"), "it is listed");
    bo.submit(&format!("{own}/joining"), &[]).await;
    let page = bo.page(&own).await;
    assert!(page.contains("number 1") && !page.contains("Ana"), "{page}");
    assert!(sam.page(&members).await.contains("Bo Chen"));
    let early = bo.post(&format!("{own}/place"), &[("answer", "accepted")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing was offered yet");

    // Ana leaves; the place is Bo's to take, and he says "not now", then waits on.
    let mut ana = stage.visit_as("ana").await;
    ana.submit(&format!("{own}/leaving"), &[]).await;
    assert!(bo.page(&own).await.contains("A place is free for you"));
    bo.submit(&format!("{own}/place"), &[("answer", "not_now")]).await;
    assert!(bo.page(&own).await.contains("number 1"), "not now keeps the place on the list");
    assert!(sam.page(&members).await.contains("not now"));
    sam.submit(&format!("/groups/{group}/places"), &[]).await;
    assert!(!bo.page(&own).await.contains("A place is free for you"), "nobody is asked twice in a week");
    stage.advance(jiff::SignedDuration::from_hours(24 * 7));
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&format!("/groups/{group}/places"), &[]).await;
    let mut bo = stage.visit_as("bo").await;
    bo.submit(&format!("{own}/place"), &[("answer", "accepted")]).await;
    assert!(bo.page(&own).await.contains("You belong to this group"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM group_memberships").await, 2);
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM group_leavings").await,
        1,
        "and it is kept that Ana left"
    );
}

#[tokio::test]
async fn into_a_closed_group_come_its_members() {
    let stage = Stage::set().await;
    let (group, meeting) = group(&stage, "support_group", "sam", None).await;
    set(&stage, "UPDATE support_groups SET admission = 'closed'").await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let ana = stage.person("ana").to_string();
    let mut sam = stage.visit_as("sam").await;
    let stranger = sam.post(&path, &[("present", &ana), ("minutes", "60")]).await;
    assert!(stranger.body.contains("This is a closed group"), "{}", stranger.words());
    sam.submit(&format!("/groups/{group}/members"), &[("person", &ana), ("action", "join")]).await;
    let own = format!("minutes-{ana}");
    sam.submit(&path, &[("present", &ana), ("minutes", "60"), (&own, "35")]).await;
    assert_eq!(
        stage.count("SELECT minutes AS n FROM attendances").await,
        35,
        "each has minutes of their own"
    );
    // Saving the list again with the usual minutes changes nobody's own.
    sam.submit(&path, &[("shown", &ana), ("present", &ana), ("minutes", "60"), (&own, "35")]).await;
    assert_eq!(stage.count("SELECT minutes AS n FROM attendances").await, 35);
}

#[tokio::test]
async fn ground_rules_are_kept_word_for_word_and_accepted_by_each() {
    let stage = Stage::set().await;
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    let (rules, own) = (format!("/groups/{group}/rules"), format!("/my-groups/{group}"));
    let (ana_id, bo_id) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    let mut sam = stage.visit_as("sam").await;
    for person in [&ana_id, &bo_id] {
        sam.submit(&format!("/groups/{group}/members"), &[("person", person), ("action", "join")]).await;
    }
    sam.submit(&rules, &[("wording", "One speaks at a time."), ("version", "0")]).await;
    let page = sam.page(&rules).await;
    assert!(page.contains("Ana Ruiz") && page.contains("Bo Chen"), "both are still to accept");
    sam.submit(&format!("{rules}/acceptances"), &[("person", &bo_id)]).await;
    let mut ana = stage.visit_as("ana").await;
    let first = super::id(&stage, "SELECT id FROM group_rules WHERE version = 1").await;
    ana.submit(&format!("{own}/acceptance"), &[("rules", &first)]).await;
    assert!(!sam.page(&rules).await.contains("Not accepted yet"));

    sam.submit(&rules, &[("wording", "Nobody has to speak."), ("version", "1")]).await;
    let stale = sam.post(&rules, &[("wording", "Lost?"), ("version", "1")]).await;
    assert!(
        stale.body.contains("changed in another window") && stale.body.contains("Lost?"),
        "{}",
        stale.words()
    );
    let old = ana.post(&format!("{own}/acceptance"), &[("rules", &first)]).await;
    assert!(old.body.contains("The rules have changed"), "{}", old.words());
    assert!(sam.page(&rules).await.contains("Ana Ruiz"), "a new wording is accepted anew");
    let kept =
        "SELECT COUNT(*) AS n FROM group_rules WHERE version = 1 AND wording = 'One speaks at a time.'";
    assert_eq!(stage.count(kept).await, 1);
    let ways = "SELECT COUNT(*) AS n FROM group_rule_acceptances WHERE way IN ('paper', 'own_page')";
    assert_eq!(stage.count(ways).await, 2);
}

#[tokio::test]
async fn a_course_shows_who_has_had_which_topic() {
    let stage = Stage::set().await;
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    set(&stage, "UPDATE support_groups SET course = 'curriculum'").await;
    let page = format!("/groups/{group}");
    let mut sam = stage.visit_as("sam").await;
    for title in ["Waking", "Sleeping"] {
        sam.submit(&format!("{page}/topics"), &[("title", title)]).await;
    }
    let topic = super::id(&stage, "SELECT id FROM group_topics WHERE title = 'Waking'").await;
    let plan = [("date", "2026-03-02"), ("time", "08:30"), ("minutes", "60"), ("topic_id", topic.as_str())];
    sam.submit(&format!("{page}/meetings"), &plan).await;
    let meeting = super::id(&stage, "SELECT id FROM group_meetings WHERE topic_id IS NOT NULL").await;
    let (ana, bo) = (stage.person("ana").to_string(), stage.person("bo").to_string());
    sam.submit(&format!("{page}/members"), &[("person", &bo), ("action", "join")]).await;
    sam.submit(&format!("{page}/meetings/{meeting}"), &[("present", &ana), ("minutes", "60")]).await;
    let topics = sam.page(&format!("{page}/topics")).await;
    let waking = topics.split("1. Waking").nth(1).and_then(|rest| rest.split("2. Sleeping").next()).unwrap();
    let (had, not_yet) = waking.split_once("Not yet").unwrap();
    assert!(had.contains("Ana Ruiz") && not_yet.contains("Bo Chen"), "{waking}");
    sam.submit(&format!("{page}/topics/{topic}/removal"), &[]).await;
    assert!(!sam.page(&format!("{page}/topics")).await.contains("Waking"));
    assert!(sam.page(&format!("{page}/meetings/{meeting}")).await.contains("Waking"), "the meeting keeps it");
}

#[tokio::test]
async fn of_a_public_group_a_number_is_kept_and_counts_for_nobody() {
    let stage = Stage::set().await;
    let (group, meeting) = group(&stage, "support_group", "sam", None).await;
    set(&stage, "UPDATE support_groups SET counted = 'head_count', listed = 1").await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let ana = stage.person("ana").to_string();
    let mut sam = stage.visit_as("sam").await;
    let page = sam.page(&format!("{path}?search=ana+ruiz")).await;
    assert!(!page.contains("Ana Ruiz") && page.contains("billed to nobody"), "{page}");
    let named = sam.post(&path, &[("present", &ana), ("minutes", "60")]).await;
    assert!(named.body.contains("no names are written down"), "{}", named.words());
    sam.submit(&format!("{path}/head-count"), &[("heads", "14")]).await;
    sam.submit(&format!("{path}/head-count"), &[("heads", "15")]).await;
    assert!(sam.page(&path).await.contains("15 people were there"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM head_counts").await, 2, "both counts are kept");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM attendances").await, 0);
    let dose = stage.visit_as("cora").await.page("/outcomes/dose").await;
    assert!(dose.contains("15 times somebody came") && dose.contains("900 minutes"), "{dose}");
    let joins = stage.visit_as("ana").await.post(&format!("/my-groups/{group}/joining"), &[]).await;
    assert_eq!(joins.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody belongs to a public group");
}

#[tokio::test]
async fn too_many_for_one_facilitator_are_billed_to_nobody_until_another_is_named() {
    let stage = Stage::set().await;
    set(&stage, "UPDATE programs SET settings = '{\"groups\":{\"participants_per_facilitator\":1}}'").await;
    let (group, meeting) = group(&stage, "support_group", "sam", None).await;
    let path = format!("/groups/{group}/meetings/{meeting}");
    let (ana, bo, tess) =
        (stage.person("ana").to_string(), stage.person("bo").to_string(), stage.person("tess").to_string());
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&path, &[("present", &ana), ("present", &bo), ("minutes", "60")]).await;
    assert!(sam.page(&path).await.contains("More than 1 people to each facilitator"));
    sam.submit(&format!("{path}/note"), &[("shared", "We met."), ("action", "draft")]).await;
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM group_note_versions WHERE not_billed = 'ratio'").await,
        1
    );
    sam.submit(&format!("{path}/facilitators"), &[("another", &tess)]).await;
    assert!(!sam.page(&path).await.contains("to each facilitator"));
    sam.submit(&format!("{path}/note"), &[("shared", "We met."), ("action", "draft")]).await;
    let units =
        "SELECT COUNT(*) AS n FROM group_note_parts p JOIN group_note_versions v ON v.id = p.version_id
        WHERE v.version = 2 AND v.not_billed IS NULL AND p.units = 4";
    assert_eq!(stage.count(units).await, 2);
    let sam_id = stage.person("sam").to_string();
    sam.submit(&format!("{path}/facilitators"), &[("listed", &sam_id)]).await;
    assert!(sam.page(&path).await.contains("to each facilitator"), "Sam was not there after all");
    let nobody = sam.post(&format!("{path}/facilitators"), &[("another", &ana)]).await;
    assert_eq!(nobody.status, StatusCode::CONFLICT, "a participant leads no group");
}

#[tokio::test]
async fn a_group_changes_its_leaders_and_ends_and_all_of_it_has_a_day() {
    let stage = Stage::set().await;
    let (group, _) = group(&stage, "support_group", "sam", None).await;
    let page = format!("/groups/{group}");
    let mut cora = stage.visit_as("cora").await;
    let (sam_id, tess_id, ana) =
        (stage.person("sam").to_string(), stage.person("tess").to_string(), stage.person("ana").to_string());
    let mut tess = stage.visit_as("tess").await;
    assert_eq!(tess.get(&page).await.status, StatusCode::NOT_FOUND);
    cora.submit(&format!("{page}/co-leaders"), &[("co_leader", &tess_id)]).await;
    assert!(tess.page(&page).await.contains("Morning group"));
    cora.submit(&format!("{page}/co-leaders/{tess_id}/ending"), &[]).await;
    assert_eq!(tess.get(&page).await.status, StatusCode::NOT_FOUND, "from the very next request");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM group_co_leader_endings").await, 1);

    let told =
        [("name", "Evening group"), ("leader", tess_id.as_str()), ("rhythm", "Fridays"), ("size_limit", "9")];
    cora.submit(&page, &told).await;
    assert!(tess.page(&page).await.contains("Evening group"));
    assert_eq!(stage.visit_as("sam").await.get(&page).await.status, StatusCode::NOT_FOUND);
    let changes = "SELECT COUNT(*) AS n FROM group_leader_changes";
    assert_eq!(stage.count(changes).await, 1);
    let wrong = cora
        .post(&page, &[("name", ""), ("leader", &sam_id), ("rhythm", "Kept words"), ("size_limit", "9")])
        .await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("Kept words"));

    tess.submit(&format!("{page}/members"), &[("person", &ana), ("action", "join")]).await;
    let unsure = cora.post(&format!("{page}/ending"), &[]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY, "it asks first");
    cora.submit(&format!("{page}/ending"), &[("sure", "yes")]).await;
    assert!(cora.page(&page).await.contains("This group has ended"));
    assert!(!cora.page("/groups").await.contains("Evening group"));
    assert!(cora.page("/groups?state=ended").await.contains("Evening group"));
    let again = tess
        .post(&format!("{page}/meetings"), &[("date", "2026-03-09"), ("time", "10:00"), ("minutes", "60")])
        .await;
    assert!(again.body.contains("This group has ended"), "{}", again.words());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM group_leavings WHERE reason = 'group_ended'").await, 1);
}
