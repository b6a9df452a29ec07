//! Whom a caller's crisis was about is found out later.

use axum::http::StatusCode;
use cairn::ids::RowId;

use super::caller;
use crate::cast::Stage;
use crate::families::family;

#[tokio::test]
async fn a_callers_crisis_goes_over_to_the_participant_it_was_about() {
    let stage = Stage::set().await;
    let (mut tess, mut cora) = (stage.visit_as("tess").await, stage.visit_as("cora").await);
    let page = caller(&mut tess).await;
    let stayed = [("what", "stayed"), ("entry_words", "On the phone for an hour")];
    tess.submit(&format!("{page}/entries"), &stayed).await;
    tess.submit(&format!("{page}/calls"), &[("outcome", "reached"), ("call_words", "Slept at last")]).await;
    tess.submit(&format!("{page}/closings"), &[("helps", "A call on Sundays")]).await;
    let here = format!("/participants/{}", stage.ana);
    assert!(!stage.visit_as("sam").await.page(&here).await.contains(&page));

    // How they know is asked for, and what was chosen stays.
    let ties = format!("{page}/ties");
    let ana = stage.ana.to_string();
    let chosen = [("about", "participant"), ("participant", ana.as_str())];
    let without = cora.post(&ties, &chosen).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.body.contains(&format!("value=\"{ana}\" selected")), "{}", without.words());
    let told = [chosen[0], chosen[1], ("reason", "She told us on Monday")];
    assert_eq!(cora.submit(&ties, &told).await, page);

    // Its own key opens nothing any more: every word is sealed with hers.
    let (crisis, at) = (page.rsplit('/').next().unwrap().parse::<RowId>().unwrap(), stage.app.clock.now());
    let had: Result<bool, cairn_db::Error> = stage.app.db.write(move |tx| tx.destroy_key(crisis, at)).await;
    assert!(had.unwrap(), "it had a key of its own");
    let words = [
        "Called from the bridge.",
        "On the phone for an hour",
        "Slept at last",
        "A call on Sundays",
        "She told us on Monday",
        "It came in as: Robin",
        "540-555-0166",
    ];
    for name in ["sam", "sol", "cora"] {
        let mut visitor = stage.visit_as(name).await;
        let shown = visitor.page(&page).await;
        for words in words {
            assert!(shown.contains(words), "{name}: {words}: {shown}");
        }
        assert!(visitor.page(&here).await.contains(&format!("href=\"{page}\"")), "{name}: on her record");
    }
    // Whoever stood by and may not open her record reads it no more; their own talk stays.
    assert_eq!(tess.get(&page).await.status, StatusCode::NOT_FOUND);
    assert!(!tess.page("/crises").await.contains(&page));
    assert!(tess.page("/today").await.contains("A talk for you, after a crisis"));

    let mut ana = stage.visit_as("ana").await;
    assert!(!ana.page(&here).await.contains(&page), "her own page says nothing of it; her copy does");
    let copy = ana.page(&format!("{here}/copy")).await;
    assert!(copy.contains("Called from the bridge.") && copy.contains("A call on Sundays"));
    let of_hers =
        "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'crisis' AND action = 'changed'
        AND participant_id IS NOT NULL";
    assert_eq!(stage.count(of_hers).await, 1, "it is in her log");
}

#[tokio::test]
async fn a_wrong_word_is_taken_back_and_leaves_nothing_with_the_wrong_person() {
    let stage = Stage::set().await;
    let (_, mia) = family(&stage).await;
    let (mut tess, mut cora) = (stage.visit_as("tess").await, stage.visit_as("cora").await);
    let page = caller(&mut tess).await;
    let ties = format!("{page}/ties");
    let (ana, mia) = (stage.ana.to_string(), mia.to_string());
    let of_ana = [("about", "participant"), ("participant", ana.as_str()), ("reason", "The same voice")];
    cora.submit(&ties, &of_ana).await;
    let again = cora.post(&ties, &of_ana).await;
    assert!(again.body.contains("what it says already"), "{}", again.words());

    let of_mia = [("about", "family_member"), ("member", mia.as_str()), ("reason", "It was her mother")];
    cora.submit(&ties, &of_mia).await;
    let mut sam = stage.visit_as("sam").await;
    let here = format!("/participants/{}", stage.ana);
    assert!(!sam.page(&here).await.contains(&page));
    assert_eq!(sam.get(&page).await.status, StatusCode::NOT_FOUND);
    assert!(!stage.visit_as("ana").await.page(&format!("{here}/copy")).await.contains("from the bridge"));
    let shown = tess.page(&page).await;
    assert!(shown.contains("Mia Ruiz") && shown.contains("It was her mother"), "{shown}");
    assert!(!shown.contains("The same voice"), "whom it was thought to be about before is nobody's to read");
    let support = format!("/family-members/{mia}/support");
    assert!(cora.page(&support).await.contains(&page));
    for name in ["mia", "sam"] {
        assert!(!stage.visit_as(name).await.page(&support).await.contains(&page), "{name}");
    }

    let of_nobody = [("about", "caller"), ("reason", "Neither of them")];
    cora.submit(&ties, &of_nobody).await;
    let shown = tess.page(&page).await;
    assert!(shown.contains("took back whom this was about") && shown.contains("Called from the bridge."));
    assert!(!shown.contains("Mia Ruiz") && !cora.page(&support).await.contains(&page));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM crisis_ties").await, 3);
}

#[tokio::test]
async fn only_a_coordinator_says_it_and_only_of_a_caller() {
    let stage = Stage::set().await;
    let (mut tess, mut sam) = (stage.visit_as("tess").await, stage.visit_as("sam").await);
    let page = caller(&mut tess).await;
    let ana = stage.ana.to_string();
    let told = [("about", "participant"), ("participant", ana.as_str()), ("reason", "I know her")];
    assert!(!tess.page(&page).await.contains("/ties/new"));
    assert_eq!(tess.post(&format!("{page}/ties"), &told).await.status, StatusCode::NOT_FOUND);
    let of_ana = super::crisis(&stage, &mut sam).await;
    let mut cora = stage.visit_as("cora").await;
    assert!(!cora.page(&of_ana).await.contains("/ties/new"));
    let bo = stage.bo.to_string();
    let moved = [("about", "participant"), ("participant", bo.as_str()), ("reason", "Not hers")];
    assert_eq!(cora.post(&format!("{of_ana}/ties"), &moved).await.status, StatusCode::NOT_FOUND);
    assert!(cora.page(&page).await.contains("/ties/new"));
}
