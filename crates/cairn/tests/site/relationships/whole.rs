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
    for page in [two.mia.as_str(), "/today"] {
        assert!(mia.page(page).await.contains("Something to read"), "{page}");
    }
    let page = mia.page(&format!("{}/account", two.mia)).await;
    assert!(page.contains("There is something for you") && !page.contains("heron-account"), "{page}");
    let release = id_after(&page, "/releases/");
    let led = step(&mut mia, &two.mia, &format!("releases/{release}/reading"), &[]).await;
    assert!(led.ends_with("/account#received"), "{led}");
    for page in [two.mia.as_str(), "/today"] {
        assert!(!mia.page(page).await.contains("Something to read"), "{page}");
    }
    assert!(mia.page(&format!("{}/account", two.mia)).await.contains("heron-account"));
    assert!(ana.page("/today").await.contains("Plan a first contact"), "both want it, and nobody proposed");
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
    assert!(ana.page("/today").await.contains("First contact: you and My mother"));
    step(&mut mia, &two.mia, "contact", &[("held_on", "2026-03-02")]).await;
    let page = ana.page(&format!("{}/follow-up", two.ana)).await;
    assert!(page.contains("The next questions come on Mon, Mar 16, 2026"), "{page}");
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
    at_two_and_six_weeks(&stage, &two).await;
}

/// Asked of both, and open for who walks with them until both said something.
async fn at_two_and_six_weeks(stage: &Stage, two: &Two) {
    for (days, closeness) in [(14, "4"), (28, "7")] {
        let (mut ana, mut mia) = days_later(stage, days).await;
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

#[tokio::test]
async fn helpers_read_about_somebody_and_not_as_if_it_were_they() {
    let stage = Stage::set().await;
    let (_, member) = family(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let (part, _) = asked_with(&stage, &mut ana, "ours").await;
    let mut cora = stage.visit_as("cora").await;
    assert!(cora.page("/today").await.contains("Ana Ruiz would like somebody to be asked"));
    assert!(cora.page("/relationships").await.contains("Ana Ruiz and My mother"));
    let hers = joined(&stage, &part, member).await;
    assert!(!cora.page("/today").await.contains("would like somebody to be asked"));
    let mut mia = stage.visit_as("mia").await;
    safe(&mut mia, &hers).await;
    ready(&mut mia, &hers, ("egret-hope", "egret-live-with"), "ours").await;
    let page = mia.page(&format!("{hers}/permission")).await;
    // An answer reads as given to the one, and as got to the other.
    mia.submit(&format!("{}/answer", request(&page)), &[("answer", "not_now")]).await;
    let page = mia.page(&hers).await;
    assert!(page.contains("You said not now") && !page.contains("The answer is not now"), "{page}");
    assert!(ana.page(&part).await.contains("The answer is not now"));
    let page = mia.page(&format!("{hers}/permission")).await;
    mia.submit(&format!("{}/answer", request(&page)), &[("answer", "yes")]).await;
    // The agreed text is for whoever reads the part; carrying a request is no reason to.
    step(&mut ana, &part, "plans", &PLAN).await;
    agree(&mut mia, &hers).await;
    let plan = format!("{part}/first-contact");
    assert!(!cora.page(&plan).await.contains("The bench"));
    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page(&plan).await.contains("The bench"));
    step(&mut ana, &part, "stop", &[]).await;
    let helped = sam.page(&part).await;
    assert!(helped.contains("They stopped this") && !helped.contains("You stopped this"), "{helped}");
    let told = mia.page(&hers).await;
    assert!(!told.contains(&format!("{hers}/stop")), "nothing is left to stop");
}

/// What a field says is left to write is what is taken.
#[tokio::test]
async fn long_words_are_taken_as_long_as_the_page_says() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let part = begin(&mut ana, &format!("/participants/{}", stage.ana), "My mother", "ours").await;
    let page = ana.page(&format!("{part}/safety")).await;
    let longest: usize =
        page.split("maxlength=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap();
    let words = "a".repeat(longest);
    let mut fields: Vec<(&str, &str)> = SAFE.to_vec();
    fields.push(("words", words.as_str()));
    assert_eq!(step(&mut ana, &part, "safety", &fields).await, part);
}
