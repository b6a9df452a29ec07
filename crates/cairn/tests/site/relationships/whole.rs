//! A repair from the first look at safety to six weeks after, by the pages of both.

use super::*;

/// The ledger as a page shows it, without the buttons beside its rows.
fn ledger(page: &str) -> String {
    let list = page.split("id=\"ledger\">").nth(1).unwrap().split("</ol>").next().unwrap();
    let mut text = String::new();
    for part in list.split("<form") {
        text.push_str(part.split_once("</form>").map_or(part, |(_, rest)| rest));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_repair_goes_from_safety_to_six_weeks_after() {
    let stage = Stage::set().await;
    let two = both(&stage).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM disclosures WHERE path = 'electronic'").await, 1);
    let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
    // What happened: only what was handed over, and only once it was asked for.
    step(&mut ana, &two.ana, "account", &[("words", "heron-account"), ("tier", "mine")]).await;
    let page = ana.page(&format!("{}/account", two.ana)).await;
    let object = id_after(&page, "name=\"object\" value=\"");
    step(&mut ana, &two.ana, "releases", &[("kind", "account"), ("object", &object)]).await;
    let page = mia.page(&format!("{}/account", two.mia)).await;
    assert!(page.contains("There is something for you") && !page.contains("heron-account"), "{page}");
    let release = id_after(&page, "/releases/");
    step(&mut mia, &two.mia, &format!("releases/{release}/reading"), &[]).await;
    assert!(mia.page(&format!("{}/account", two.mia)).await.contains("heron-account"));
    let late = ana.post(&format!("{}/releases/{release}/withdrawal", two.ana), &[]).await;
    assert!(late.body.contains("It was read already"), "{}", late.words());
    // One text; another one is agreed to anew.
    step(&mut ana, &two.ana, "plans", &PLAN).await;
    let mut other = PLAN;
    other[5] = ("topics", "The dog");
    step(&mut mia, &two.mia, "plans", &other).await;
    let page = ana.page(&format!("{}/first-contact", two.ana)).await;
    assert!(page.contains("The dog") && page.contains("Umbrella"), "{page}");
    let early = ana.post(&format!("{}/contact", two.ana), &[("held_on", "2026-03-02")]).await;
    assert!(early.status == 422 && early.body.contains("Both of you agree to the same plan first"));
    agree(&mut ana, &two.ana).await;
    // Safety once more on both sides.
    for (visitor, part) in [(&mut ana, &two.ana), (&mut mia, &two.mia)] {
        let early = visitor.post(&format!("{part}/contact"), &[("held_on", "2026-03-02")]).await;
        assert_eq!(early.status, 422, "{}", early.words());
        assert!(visitor.page("/today").await.contains("Safety once more"));
        safe(visitor, part).await;
    }
    step(&mut mia, &two.mia, "contact", &[("held_on", "2026-03-02")]).await;
    step(&mut ana, &two.ana, "goings", &[("words", "heron-going"), ("tier", "ours")]).await;
    // The same ledger for both; a promise is marked by the one it was made to.
    step(&mut ana, &two.ana, "promises", &[("promise", "call on Sunday"), ("by_on", "2026-03-08")]).await;
    step(&mut mia, &two.mia, "promises", &[("promise", "ask before I come")]).await;
    let page = mia.page(&format!("{}/ledger", two.mia)).await;
    let promise = id_after(&page, "/promises/");
    for mark in ["not_yet", "kept"] {
        step(&mut mia, &two.mia, &format!("promises/{promise}/marks"), &[("mark", mark)]).await;
    }
    let own = ana.post(&format!("{}/promises/{promise}/marks", two.ana), &[("mark", "kept")]).await;
    assert_eq!(own.status, 404, "nobody marks their own promise");
    let hers = ledger(&mia.page(&format!("{}/ledger", two.mia)).await);
    assert_eq!(ledger(&ana.page(&format!("{}/ledger", two.ana)).await), hers);
    assert!(
        hers.contains("Not yet") && hers.contains("Kept") && hers.find("Sunday") < hers.find("ask before")
    );
    // Two weeks and six weeks later, for both and for who walks with them.
    for (days, closeness) in [(14, "4"), (28, "7")] {
        let (mut ana, mut mia) = days_later(&stage, days).await;
        assert!(stage.visit_as("sam").await.page("/today").await.contains("a question is open"));
        for (visitor, part) in [(&mut ana, &two.ana), (&mut mia, &two.mia)] {
            assert!(visitor.page("/today").await.contains("How is it now between you"), "{part}");
            let said = [
                ("closeness", closeness),
                ("safety", "8"),
                ("hope", "6"),
                ("words", "slow"),
                ("tier", "mine"),
            ];
            assert_eq!(step(visitor, part, "follow-up", &said).await, *part);
            assert!(!visitor.page("/today").await.contains("How is it now between you"));
        }
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM repair_follow_ups").await, 4);
}
