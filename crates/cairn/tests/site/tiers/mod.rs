//! Who reads what somebody says: shown before it is written, and kept.

use axum::http::StatusCode;

use crate::cast::{CAST, Stage};
use crate::guards::permissions::cases;
use crate::sessions::{note, planned, submission};

const OURS: &str = "Heronwater";
const MINE: &str = "Saltmeadow";

#[tokio::test]
async fn shame_safe_what_is_between_two_stands_on_no_page_of_anyone_else() {
    let stage = Stage::set().await;
    let all = cases(&stage).await;
    let (mut sam, mut ana) = (stage.visit_as("sam").await, stage.visit_as("ana").await);
    let id = crate::sessions::planned_at(&stage, &mut sam, "2026-03-02", "07:00").await;
    sam.submit(&format!("/sessions/{id}/note"), &note(&[("action", "send")])).await;
    let asides = format!("/sessions/{id}/asides");
    let form = ana.page(&asides).await;
    for words in ["You and Sam Okafor", "Only me", "Danger to a life"] {
        assert!(form.contains(words), "before anything is written: {words}");
    }
    ana.submit(&asides, &[("words", &format!("I used {OURS} again")), ("tier", "ours")]).await;
    ana.submit(&asides, &[("words", &format!("I lied about {MINE}")), ("tier", "mine")]).await;
    let page = sam.page(&asides).await;
    assert!(page.contains(OURS) && !page.contains(MINE));

    let mut wrong = Vec::new();
    for (name, ..) in CAST {
        let mut visitor = stage.visit_as(name).await;
        let mut paths: Vec<String> = all
            .iter()
            .filter(|case| case.method == "GET" && case.path != "/leave")
            .map(|case| case.path.clone())
            .collect();
        paths.extend([
            asides.clone(),
            format!("/sessions/{id}"),
            format!("/sessions/{id}/note"),
            format!("/participants?search={OURS}"),
            format!("/participants/{}/openings", stage.ana),
            "/audit".to_string(),
        ]);
        for path in paths {
            let body = visitor.get(&path).await.body;
            let may = |word: &str| match name {
                // Her own words, and what of them may pass on to another supporter.
                "ana" => path == asides || (path.ends_with("/hand-over") && word == OURS),
                "sam" => path == asides && word == OURS,
                _ => false,
            };
            for word in [OURS, MINE] {
                // A search page repeats what was searched for.
                let echoes = path.contains(word);
                if body.contains(word) && !may(word) && !echoes {
                    wrong.push(format!("{name} reads {word} on {path}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");

    // Nor does the supervisor see that there is something: the page is the same as without.
    let mut sol = stage.visit_as("sol").await;
    assert!(!sol.page(&format!("/sessions/{id}")).await.contains("asides"));
    assert_eq!(sol.get(&asides).await.status, StatusCode::NOT_FOUND);
    submission(&mut sol, &id).await;
    let units = "SELECT CAST(COALESCE(SUM(units), 0) AS BIGINT) AS n FROM note_versions";
    assert!(stage.count(units).await > 0, "what is billed comes from the note alone");
}

#[tokio::test]
async fn an_aside_is_shared_and_taken_back_by_its_author_alone() {
    let stage = Stage::set().await;
    let (mut sam, mut ana) = (stage.visit_as("sam").await, stage.visit_as("ana").await);
    let id = planned(&stage, &mut sam).await;
    let asides = format!("/sessions/{id}/asides");
    ana.submit(&asides, &[("words", OURS), ("tier", "ours")]).await;
    let page = ana.page(&asides).await;
    let change = page.split("action=\"").find(|part| part.contains("/tier\"")).unwrap();
    let change = change.split('"').next().unwrap().to_string();
    assert!(sam.page(&asides).await.contains(OURS));
    let refused = sam.post(&change, &[("tier", "mine")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "Ana's words are Ana's");
    ana.submit(&change, &[("tier", "mine")]).await;
    assert!(!sam.page(&asides).await.contains(OURS));
    assert_eq!(
        sam.post(&change, &[("tier", "ours")]).await.status,
        StatusCode::NOT_FOUND,
        "it is not there for Sam"
    );
    let kept = "SELECT COUNT(*) AS n FROM tier_changes WHERE from_tier = 'ours' AND to_tier = 'mine'";
    assert_eq!(stage.count(kept).await, 1, "who changed it and when is kept");
}

#[tokio::test]
async fn a_note_says_who_reads_it_first_and_is_narrowed_by_either_and_widened_by_its_author() {
    let stage = Stage::set().await;
    let (mut sam, mut ana) = (stage.visit_as("sam").await, stage.visit_as("ana").await);
    let id = planned(&stage, &mut sam).await;
    let form = sam.page(&format!("/sessions/{id}/note")).await;
    for words in ["You, Ana Ruiz and Sol Haddad", "Stays here", "Part of the record", "Danger to a life"] {
        assert!(form.contains(words), "{words}");
    }
    sam.submit(&format!("/sessions/{id}/note"), &note(&[])).await;
    let record = "SELECT COUNT(*) AS n FROM notes WHERE tier = 'record'";
    assert_eq!(stage.count(record).await, 1, "as the program has it, when nobody says otherwise");
    let path = format!("/sessions/{id}/note/tier");
    ana.submit(&path, &[("tier", "supervised")]).await;
    assert_eq!(stage.count(record).await, 0);
    let wider = ana.post(&path, &[("tier", "record")]).await;
    assert_eq!(wider.status, StatusCode::CONFLICT, "{}", wider.words());
    let mut sol = stage.visit_as("sol").await;
    assert_eq!(sol.post(&path, &[("tier", "record")]).await.status, StatusCode::NOT_FOUND);
    sam.submit(&format!("/sessions/{id}/note"), &note(&[("tier", "record")])).await;
    assert_eq!(stage.count(record).await, 1);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM tier_changes WHERE kind = 'note'").await, 2);
}

#[tokio::test]
async fn a_goal_between_two_is_neither_read_nor_counted_nor_cited_elsewhere() {
    let stage = Stage::set().await;
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let here = format!("/participants/{}", stage.ana);
    let form = ana.page(&format!("{here}/goals/new")).await;
    assert!(form.contains("You and Sam Okafor") && form.contains("Danger to a life"), "before it is written");
    ana.submit(&format!("{here}/goals"), &[("words", OURS), ("tier", "ours")]).await;
    ana.submit(&format!("{here}/goals"), &[("words", "Sleep at night"), ("tier", "record")]).await;
    assert!(sam.page(&format!("{here}/plan")).await.contains(OURS));
    for name in ["sol", "cora"] {
        let mut other = stage.visit_as(name).await;
        for page in ["", "/plan", "/progress"] {
            let page = other.page(&format!("{here}{page}")).await;
            assert!(!page.contains(OURS), "{name}");
        }
        assert!(
            other.get(&here).await.words().contains("One open goal"),
            "{name} counts one: {}",
            other.get(&here).await.words()
        );
    }
    let id = planned(&stage, &mut sam).await;
    let note = sam.page(&format!("/sessions/{id}/note")).await;
    assert!(
        note.contains("Sleep at night") && !note.contains(OURS),
        "a note that a supervisor reads cannot cite it"
    );
    let goal = ana.page(&format!("{here}/plan")).await;
    let edit = goal
        .split("href=\"")
        .find(|part| part.starts_with("/goals/"))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_string();
    let tier = edit.replace("/edit", "/tier");
    assert_eq!(sam.post(&tier, &[("tier", "record")]).await.status, StatusCode::CONFLICT, "Ana wrote it");
    ana.submit(&tier, &[("tier", "team")]).await;
    let mut cora = stage.visit_as("cora").await;
    assert!(cora.page(&format!("{here}/plan")).await.contains(OURS));
}
