//! A family member's copy of their own record, and its end.

use axum::http::StatusCode;
use cairn::ids::{FamilyMemberId, ParticipantId};
use cairn_db::params;

use crate::cast::Stage;
use crate::families::support::relative;
use crate::families::{family, family_met};
use crate::visitor::{Reply, Visitor};

/// Every value of a column of words, as it can be read now.
async fn words_of(stage: &Stage, sql: &'static str) -> Vec<String> {
    let found: Result<Vec<String>, cairn_db::Error> =
        stage.app.db.read(move |tx| tx.all(sql, &[], |row| row.get("words"))).await;
    found.unwrap()
}

/// Sam meets one member of the family and keeps a note about it.
async fn met(stage: &Stage, there: FamilyMemberId, (words, tier): (&str, &str)) {
    let (lake, _) = family(stage).await;
    let there = there.to_string();
    let meeting = [
        ("model", "one_to_family"),
        ("date", "2026-03-01"),
        ("time", "15:00"),
        ("minutes", "40"),
        ("mode", "phone"),
        ("there", there.as_str()),
        ("tier", tier),
        ("words", words),
    ];
    stage.visit_as("sam").await.submit(&format!("/families/{lake}/meetings"), &meeting).await;
}

#[tokio::test]
async fn mia_reads_what_is_hers_and_nothing_of_anybody_else() {
    let mut stage = Stage::set().await;
    let (lake, member, _) = family_met(&stage).await;
    let ned = relative(&mut stage, "ned", "Ned Ruiz", lake).await;
    let (mut mia, mut his) = (stage.visit_as("mia").await, stage.visit_as("ned").await);
    let record = format!("/family-members/{member}");
    mia.submit(&format!("{record}/goals"), &[("words", "Sleep through"), ("tier", "mine")]).await;
    let check_in = [("value", "4"), ("words", "A quiet day"), ("tier", "ours")];
    mia.submit(&format!("{record}/check-ins"), &check_in).await;
    his.submit(&format!("/family-members/{ned}/goals"), &[("words", "Run again"), ("tier", "team")]).await;
    met(&stage, member, ("She slept", "ours")).await;
    met(&stage, member, ("Only for Sam", "mine")).await;
    met(&stage, ned, ("He ran", "team")).await;

    assert!(mia.page(&format!("{record}/privacy")).await.contains(&format!("{record}/copy")));
    let page = mia.page(&format!("{record}/copy")).await;
    for words in
        ["Mia Ruiz", "Sleep through", "A quiet day", "She slept", "A supporter with the family", "Parent"]
    {
        assert!(page.contains(words), "{words} is missing: {page}");
    }
    let reply = mia.get(&format!("{record}/copy/record.json")).await;
    assert!(reply.headers["content-type"].to_str().unwrap().starts_with("application/json"));
    let copy: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(copy["family_member"], member.to_string());
    assert_eq!(copy["record"]["family_goals"][0]["words"], "Sleep through");
    assert_eq!(copy["record"]["family_check_ins"][0]["value"], 4);
    // The meeting with the family as a whole and the two with her; not the one with him.
    assert_eq!(copy["record"]["family_meetings"].as_array().unwrap().len(), 3);
    for (hidden, why) in [
        ("Only for Sam", "its author's alone"),
        ("He ran", "another's meeting"),
        ("Run again", "another's plan"),
        ("Ned Ruiz", "another of the family"),
        ("Ana Ruiz", "a participant"),
        ("Lake family", "what staff call the family"),
    ] {
        assert!(!page.contains(hidden) && !reply.body.contains(hidden), "{why}");
    }
    assert!(!reply.body.contains(&ned.to_string()) && !reply.body.contains(&stage.ana.to_string()));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM record_copies WHERE member_id IS NOT NULL").await, 2);

    for name in ["ned", "sam", "sol", "cora", "pia", "ana"] {
        for path in ["copy", "copy/record.json"] {
            let reply = stage.visit_as(name).await.get(&format!("{record}/{path}")).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name} at {path}");
        }
    }
    // Whoever sat there ten minutes takes nothing along before showing who they are.
    stage.advance(jiff::SignedDuration::from_mins(11));
    let reply = mia.get(&format!("{record}/copy/record.json")).await;
    assert!(reply.location.starts_with("/second-step"), "{}", reply.words());
}

async fn erase(pia: &mut Visitor, member: FamilyMemberId, basis: &str) -> Reply {
    let id = member.to_string();
    let fields = [("member", id.as_str()), ("basis", basis), ("confirm", "ERASE")];
    pia.post("/erasures", &fields).await
}

#[tokio::test]
async fn a_family_member_asks_and_what_they_said_can_never_be_read_again() {
    let mut stage = Stage::set().await;
    let (lake, member) = family(&stage).await;
    let ned = relative(&mut stage, "ned", "Ned Ruiz", lake).await;
    let (mut mia, mut his) = (stage.visit_as("mia").await, stage.visit_as("ned").await);
    let (hers, others) = (format!("/family-members/{member}"), format!("/family-members/{ned}"));
    mia.submit(&format!("{hers}/goals"), &[("words", "bittern-hers"), ("tier", "team")]).await;
    his.submit(&format!("{others}/goals"), &[("words", "bittern-his"), ("tier", "team")]).await;
    met(&stage, member, ("bittern-note", "team")).await;

    let (group, _) = crate::groups::group(&stage, "family_group", "sam", None).await;
    let person = stage.person("mia").to_string();
    let joins = [("person", person.as_str()), ("action", "join")];
    stage.visit_as("sam").await.submit(&format!("/groups/{group}/members"), &joins).await;

    let mut pia = stage.visit_as("pia").await;
    let early = erase(&mut pia, member, "request").await;
    assert!(early.words().contains("Nobody asks for this now"), "{}", early.words());
    let asking = format!("{hers}/erasure-requests");
    assert_eq!(his.post(&asking, &[]).await.status, StatusCode::NOT_FOUND, "she alone asks");
    mia.submit(&asking, &[]).await;
    let page = mia.page(&format!("{hers}/copy")).await;
    let ending =
        page.split("action=\"/erasure-requests/").nth(1).unwrap().split('"').next().unwrap().to_string();
    assert_eq!(his.post(&format!("/erasure-requests/{ending}"), &[]).await.status, StatusCode::NOT_FOUND);
    mia.submit(&format!("/erasure-requests/{ending}"), &[]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM erasure_request_endings").await, 1);
    mia.submit(&asking, &[]).await;

    let list = pia.page("/erasures").await;
    assert!(list.contains(&member.to_string()) && list.contains("a family member"), "{list}");
    assert!(!list.contains("Mia"), "about a record, not about a person");
    let done = erase(&mut pia, member, "request").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    let certificate = pia.page(&done.location).await;
    assert!(certificate.contains("a family member") && certificate.contains("family_goals"));
    assert!(certificate.contains("The certificate is as it was written."));
    let goals = "SELECT words FROM family_goals ORDER BY id";
    assert_eq!(words_of(&stage, goals).await, ["—", "bittern-his"], "hers are gone, his are his");
    assert_eq!(words_of(&stage, "SELECT words FROM family_notes").await, ["bittern-note"], "the family's");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM group_leavings").await, 1, "her place is free");
    assert!(mia.get("/today").await.location.starts_with("/sign-in"));
    assert_eq!(stage.visit_as("sam").await.get(&hers).await.status, StatusCode::NOT_FOUND);
    let family_page = stage.visit_as("cora").await.page(&format!("/families/{lake}")).await;
    assert!(family_page.contains("Ned Ruiz") && !family_page.contains(&member.to_string()));
    let again = erase(&mut pia, member, "request").await;
    assert!(again.words().contains("erased already"), "{}", again.words());
    let journal = std::fs::read_to_string(stage.app.config.data.join("erasures.txt")).unwrap();
    assert!(journal.contains(&stage.person("mia").to_string()));

    // The last one: what is the family's goes too, and nothing is left to walk with.
    his.submit(&format!("{others}/erasure-requests"), &[]).await;
    assert_eq!(erase(&mut pia, ned, "request").await.status, StatusCode::SEE_OTHER);
    assert_eq!(words_of(&stage, "SELECT words FROM family_notes").await, ["—"]);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM family_endings").await, 1);
    let mut cora = stage.visit_as("cora").await;
    for list in ["/families", "/families?show=past"] {
        assert!(!cora.page(list).await.contains(&lake.to_string()), "{list}");
    }
}

#[tokio::test]
async fn one_key_is_not_destroyed_under_another_record() {
    let stage = Stage::set().await;
    let (_, member) = family(&stage).await;
    let mut mia = stage.visit_as("mia").await;
    mia.submit(&format!("/family-members/{member}/erasure-requests"), &[]).await;
    let (person, now) = (stage.person("mia"), stage.app.clock.now());
    let participant: ParticipantId = stage.app.chance.id(now);
    let made: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO participants (id, person_id, registered_at) VALUES ($1, $2, $3)",
                params![participant, person, now],
            )
        })
        .await;
    made.unwrap();
    let mut pia = stage.visit_as("pia").await;
    let refused = erase(&mut pia, member, "request").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("one key seals it all"), "{}", refused.words());
    let list = pia.page("/erasures").await;
    let path =
        list.split("action=\"/erasure-requests/").nth(1).unwrap().split('"').next().unwrap().to_string();
    pia.submit(&format!("/erasure-requests/{path}"), &[("reason", "one_key")]).await;
    assert!(mia.page(&format!("/family-members/{member}/copy")).await.contains("Please talk to us."));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM erasures").await, 0);
}

#[tokio::test]
async fn without_a_request_it_is_due_years_after_support_ended() {
    let stage = Stage::set().await;
    let (lake, member) = family(&stage).await;
    let mut pia = stage.visit_as("pia").await;
    let early = erase(&mut pia, member, "retention").await;
    assert!(early.words().contains("keeps this record longer"), "{}", early.words());
    let ending = [("reason", "enough")];
    stage.visit_as("cora").await.submit(&format!("/families/{lake}/ending"), &ending).await;
    let day = jiff::SignedDuration::from_hours(24);
    stage.advance(day * (7 * 365));
    let mut pia = stage.visit_as("pia").await;
    assert!(!pia.page("/erasures").await.contains(&member.to_string()), "one or two days early");
    stage.advance(day * 3);
    let mut pia = stage.visit_as("pia").await;
    assert!(pia.page("/erasures").await.contains(&member.to_string()));
    let done = erase(&mut pia, member, "retention").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
}
