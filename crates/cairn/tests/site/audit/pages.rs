//! What people read of the log.

use crate::cast::Stage;

#[tokio::test]
async fn a_participant_reads_who_opened_the_record_and_why() {
    let stage = Stage::set().await;
    let (mut sam, mut cora) = (stage.visit_as("sam").await, stage.visit_as("cora").await);
    let (mut sol, mut ana) = (stage.visit_as("sol").await, stage.visit_as("ana").await);
    let plan = format!("/participants/{}/plan", stage.ana);
    for visitor in [&mut sam, &mut cora, &mut sol] {
        visitor.page(&plan).await;
    }
    let page = ana.page(&format!("/participants/{}/openings", stage.ana)).await;
    for words in [
        "Sam Okafor",
        "Their work with you",
        "Cora Lindqvist",
        "To plan and arrange things for you",
        "Sol Haddad",
        "To look after your supporter&#39;s work",
    ] {
        assert!(page.contains(words), "{words} is missing");
    }
    assert!(!page.contains("Their own pages"), "her own visits are not listed");
}

#[tokio::test]
async fn a_reason_is_sealed_in_the_log_and_read_by_the_participant() {
    use cairn::access::Role;
    use cairn::audit::{Act, Because, Entry, Stamp, Why, write_why};

    let stage = Stage::set().await;
    let (app, ana, person, sam) = (stage.app.clone(), stage.ana, stage.person("ana"), stage.person("tess"));
    let done: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let now = app.clock.now();
            let entry = Entry {
                act: Act::Opened,
                kind: "record",
                id: None,
                participant: Some(ana),
                acting_as: Role::PeerSupporter,
            };
            let reason = tx.seal(person, "Sam is out and the phone rang")?;
            let stamp = Stamp { id: app.chance.id(now), at: now, actor: Some(sam) };
            write_why(tx, stamp, entry, Because { why: Why::BreakGlass, reason })
        })
        .await;
    done.unwrap();
    let kept = "SELECT COUNT(*) AS n FROM audit_entries WHERE reason LIKE '%phone rang%'";
    assert_eq!(stage.count(kept).await, 0, "the reason is sealed");
    let page = stage.visit_as("ana").await.page(&format!("/participants/{}/openings", stage.ana)).await;
    assert!(page.contains("Opened in an urgent need") && page.contains("Sam is out and the phone rang"));
    assert!(super::verified(&stage, vec![]).await.is_ok(), "the hash is of what is stored");
}

#[tokio::test]
async fn the_privacy_officer_filters_and_pages() {
    let stage = Stage::set().await;
    let (mut sam, mut cora, mut pia) =
        (stage.visit_as("sam").await, stage.visit_as("cora").await, stage.visit_as("pia").await);
    for _ in 0..30 {
        sam.page(&format!("/participants/{}/plan", stage.ana)).await;
    }
    cora.page(&format!("/participants/{}/plan", stage.bo)).await;
    let rows = |page: &str| page.matches("<td data-label=\"Number\"").count();
    let first = pia.page(&format!("/audit?person={}&act=opened", stage.person("sam"))).await;
    assert_eq!(rows(&first), 25);
    let next = format!("?page=2&amp;person={}&amp;act=opened", stage.person("sam"));
    assert!(first.contains(&next) || first.contains(&next.replace("&amp;", "&#38;")), "the filter stays");
    let second = pia.page(&format!("/audit?page=2&person={}&act=opened", stage.person("sam"))).await;
    assert_eq!(rows(&second), 5);
    assert_eq!(rows(&pia.page(&format!("/audit?participant={}", stage.bo)).await), 1);
    assert_eq!(
        rows(&pia.page("/audit?kind=sign_in&act=signed_in&from=2026-03-02&until=2026-03-02").await),
        3
    );
    assert_eq!(rows(&pia.page("/audit?until=2026-03-01").await), 0);
    assert_eq!(rows(&pia.page("/audit?kind=goal").await), 0);
    assert_eq!(pia.get("/audit?participant=nobody").await.status, 400);
    // Reading the log of one record is itself an entry that its owner can read.
    let bo = stage.visit_as("bo").await.page(&format!("/participants/{}/openings", stage.bo)).await;
    assert!(bo.contains("Pia Moreau") && bo.contains("To look after privacy"));
}

#[tokio::test]
async fn the_head_is_shown_and_can_be_taken_away() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let page = pia.page("/audit").await;
    assert!(page.contains("time 2026-03-02T15:00:00Z") && page.contains("\u{2014} cairn-audit/"));
    let file = pia.get("/audit/head").await;
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("head-000000000002.txt"));
    let key = cairn::audit::verifier(&stage.app.config).unwrap().unwrap();
    let signed = cairn_proof::SignedHead::open(&file.body, &key).unwrap();
    assert_eq!(signed.head.size, 2, "her sign-in, and her look at the log");
    assert!(page.contains(key.name()), "the key to check it with");
    // A head that the log does not hold is said out loud.
    let folder = stage.app.config.data.join("heads");
    std::fs::create_dir_all(&folder).unwrap();
    let beyond = file.body.replacen("\n2\n", "\n900\n", 1);
    std::fs::write(folder.join("000000000900-x.txt"), beyond).unwrap();
    assert!(pia.page("/audit").await.contains("does not hold what was signed earlier"));
}
