//! Who reads which words: each side its own, who walks with a side what its tiers let, and nobody anything else.

use cairn::ids::{FamilyId, MatchId};
use cairn_db::{Error, params};

use super::*;

/// Tess walks with Mia's family, Sam does not.
async fn with_tess(stage: &Stage, member: FamilyMemberId) {
    let (tess, cora, now, app) = (stage.tess, stage.person("cora"), stage.app.clock.now(), stage.app.clone());
    let made: Result<(), Error> = stage
        .app
        .db
        .write(move |tx| {
            let family: FamilyId =
                tx.one("SELECT family_id FROM family_members WHERE id = $1", params![member], |row| {
                    row.get("family_id")
                })?;
            tx.execute("DELETE FROM family_meetings WHERE family_id = $1", params![family])?;
            let id: MatchId = app.chance.id(now);
            tx.execute(
                "INSERT INTO family_matches (id, family_id, model, supporter_id, matched_at, matched_by)
                 VALUES ($1, $2, 'one_to_family', $3, $4, $5)",
                params![id, family, tess, now, cora],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
}

/// Everything that somebody can say in a part.
async fn say(visitor: &mut Visitor, part: &str, (bird, tier): (&str, &str)) -> String {
    let word = |what: &str| format!("{bird}-{tier}-{what}");
    let words = word("look");
    let mut fields: Vec<(&str, &str)> = SAFE[..4].to_vec();
    fields.extend([("words", words.as_str()), ("tier", tier)]);
    step(visitor, part, "safety", &fields).await;
    ready(visitor, part, (&word("hope"), &word("live-with")), tier).await;
    step(visitor, part, "account", &[("words", &word("account")), ("tier", tier)]).await;
    step(visitor, part, "amends", &[("words", &word("amends")), ("tier", tier)]).await;
    step(visitor, part, "goings", &[("words", &word("going")), ("tier", tier)]).await;
    step(visitor, part, "letters", &[("words", &word("letter"))]).await
}

#[tokio::test]
async fn words_are_read_by_whom_they_are_for() {
    let mut stage = Stage::set().await;
    let two = held(&stage).await;
    with_tess(&stage, two.member).await;
    let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
    // What is for the helpers comes last: the newest version is the one that they may read.
    let mut letters = Vec::new();
    for tier in ["mine", "ours"] {
        letters.push(say(&mut ana, &two.ana, ("heron", tier)).await);
        letters.push(say(&mut mia, &two.mia, ("egret", tier)).await);
    }
    let family: FamilyId =
        crate::groups::id(&stage, "SELECT family_id AS id FROM family_members").await.parse().unwrap();
    let ned = crate::families::support::relative(&mut stage, "ned", "Ned Ruiz", family).await;
    let mut from = vec![
        format!("/participants/{}/relationships", stage.ana),
        format!("/family-members/{}/relationships", two.member),
        format!("/family-members/{ned}/relationships"),
        format!("/participants/{}/privacy", stage.ana),
    ];
    for part in [&two.ana, &two.mia] {
        from.push(part.clone());
        for step in
            ["safety", "readiness", "account", "amends", "letters", "permission", "first-contact", "ledger"]
        {
            from.push(format!("{part}/{step}"));
        }
    }
    from.extend(letters);
    // Who reads which birds: their own, and of a side with which they walk what is for two.
    for (name, reads) in [
        ("ana", vec!["heron-"]),
        ("mia", vec!["egret-"]),
        ("sam", vec!["heron-ours-"]),
        ("tess", vec!["egret-ours-"]),
        ("sol", vec![]),
        ("cora", vec![]),
        ("bo", vec![]),
        ("ned", vec![]),
        ("vale", vec![]),
        ("pia", vec![]),
    ] {
        let mut visitor = stage.visit_as(name).await;
        let mut found = std::collections::BTreeSet::new();
        for path in &from {
            let body = visitor.get(path).await.body;
            for bird in ["heron-mine-", "heron-ours-", "egret-mine-", "egret-ours-"] {
                if body.contains(bird) {
                    found.insert(bird);
                    let may = reads.iter().any(|own| bird.starts_with(own));
                    assert!(may, "{name} reads {bird} at {path}");
                    assert!(!body.contains(&format!("{bird}letter")) || ["ana", "mia"].contains(&name));
                }
            }
        }
        let missed: Vec<_> =
            reads.iter().filter(|own| !found.iter().any(|bird| bird.starts_with(**own))).collect();
        assert!(missed.is_empty(), "{name} finds nothing of {missed:?}");
    }
}

#[tokio::test]
async fn a_letter_that_was_let_go_is_gone_and_copies_hold_ones_own_side() {
    let stage = Stage::set().await;
    let two = held(&stage).await;
    let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
    let letter = say(&mut ana, &two.ana, ("heron", "ours")).await;
    say(&mut mia, &two.mia, ("egret", "ours")).await;
    assert!(ana.page(&letter).await.contains("heron-ours-letter"));
    let copies = [
        (&mut ana, format!("/participants/{}/copy", stage.ana), "heron-", "egret-"),
        (&mut mia, format!("/family-members/{}/copy", two.member), "egret-", "heron-"),
    ];
    for (visitor, copy, own, other) in copies {
        for path in [copy.clone(), format!("{copy}/record.json")] {
            let body = visitor.get(&path).await.body;
            for what in ["look", "hope", "account", "amends", "going", "letter"] {
                assert!(body.contains(&format!("{own}ours-{what}")), "{path}: {what}");
            }
            assert!(!body.contains(other), "{path} tells of the other side");
        }
    }
    let unsure = ana.post(&format!("{letter}/letting-go"), &[]).await;
    assert!(unsure.status == 422 && unsure.body.contains("heron-ours-letter"), "asked once more");
    ana.submit(&format!("{letter}/letting-go"), &[("sure", "yes")]).await;
    assert!(!ana.page(&letter).await.contains("heron-ours-letter"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM repair_letters WHERE words IS NULL").await, 1);
    let again = ana.post(&letter, &[("words", "back")]).await;
    assert_eq!(again.status, 404, "nothing brings it back");
}
