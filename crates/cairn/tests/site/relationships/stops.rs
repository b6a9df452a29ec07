//! The stop rule, and stopping: the other side is told nothing but that it has been stopped, and before a yes not even that.

use super::*;

#[tokio::test]
async fn whoever_says_it_is_not_safe_goes_other_ways_and_the_other_is_not_told() {
    let stage = Stage::set().await;
    let two = agreed(&stage).await;
    let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
    let afraid = [
        ("violence", "unsure"),
        ("order", "no"),
        ("children", "no"),
        ("pressure", "yes"),
        ("words", "egret-afraid"),
        ("tier", "mine"),
    ];
    // Each in turn: the one who looks, and the one who is not told.
    safe(&mut ana, &two.ana).await;
    // Looked at once, so that no page says "saved" any more.
    ana.page(&two.ana).await;
    let pages = |visitor: &str| {
        [visitor.to_string(), format!("{visitor}/first-contact"), format!("{visitor}/account")]
    };
    let mut before = Vec::new();
    for page in pages(&two.ana) {
        before.push(without_key(&ana.page(&page).await));
    }
    step(&mut mia, &two.mia, "safety", &afraid).await;
    let own = mia.page(&two.mia).await;
    assert!(own.contains("tel:1-800-799-7233") && own.contains("Other paths for now"), "{own}");
    let mut after = Vec::new();
    for page in pages(&two.ana) {
        after.push(without_key(&ana.page(&page).await));
    }
    assert_eq!(before, after, "her no looks like not having come to it");
    // Nor is who walks with her told what follows from a look that she keeps to herself.
    let helped = stage.visit_as("sam").await.page(&two.mia).await;
    assert!(helped.contains("Kept to themselves") && !helped.contains("Other paths"), "{helped}");
    for (visitor, part) in [(&mut ana, &two.ana), (&mut mia, &two.mia)] {
        let refused = visitor.post(&format!("{part}/contact"), &[("held_on", "2026-03-02")]).await;
        assert_eq!(refused.status, 422, "{}", refused.words());
    }
    let refused = mia.post(&format!("{}/plans", two.mia), &PLAN).await;
    assert!(refused.body.contains("Safety comes first"), "{}", refused.words());
    // Things change, and now it is Ana who says so.
    safe(&mut mia, &two.mia).await;
    let before = without_key(&mia.page(&two.mia).await);
    assert!(before.contains("You can meet"), "{before}");
    step(&mut ana, &two.ana, "safety", &afraid).await;
    let told = mia.page(&two.mia).await;
    assert!(told.contains("Waiting for the other") && !told.contains("egret-afraid"), "{told}");
    let refused = mia.post(&format!("{}/contact", two.mia), &[("held_on", "2026-03-02")]).await;
    assert_eq!(refused.status, 422, "{}", refused.words());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM repair_contacts").await, 0);
}

#[tokio::test]
async fn either_stops_and_the_other_sees_only_that() {
    for by_ana in [true, false] {
        let stage = Stage::set().await;
        let two = held(&stage).await;
        let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
        step(&mut ana, &two.ana, "promises", &[("promise", "call on Sunday")]).await;
        step(&mut ana, &two.ana, "account", &[("words", "heron-account"), ("tier", "ours")]).await;
        let page = ana.page(&format!("{}/account", two.ana)).await;
        let object = id_after(&page, "name=\"object\" value=\"");
        step(&mut ana, &two.ana, "releases", &[("kind", "account"), ("object", &object)]).await;
        let (one, other, theirs, own) = if by_ana {
            (&mut ana, &mut mia, &two.mia, &two.ana)
        } else {
            (&mut mia, &mut ana, &two.ana, &two.mia)
        };
        step(one, own, "stop", &[]).await;
        assert!(one.page(own).await.contains("You stopped this"));
        let told = other.page(theirs).await;
        assert!(
            told.contains("This has been stopped") && told.contains("Be kind to yourself today"),
            "{told}"
        );
        assert!(told.contains("/help-now"), "with support of their own");
        // The ledger stays to be read and nothing is added; what was handed over and not read is gone.
        for (visitor, part) in [(&mut *one, own), (&mut *other, theirs)] {
            assert!(visitor.page(&format!("{part}/ledger")).await.contains("call on Sunday"));
            let refused = visitor.post(&format!("{part}/promises"), &[("promise", "more")]).await;
            assert_eq!(refused.status, 422, "{}", refused.words());
        }
        assert!(!mia.page(&format!("{}/account", two.mia)).await.contains("something for you"));
        assert!(ana.page(&format!("{}/account", two.ana)).await.contains("heron-account"), "her own stays");
        let record = format!("/participants/{}", stage.ana);
        let anew = begin(&mut ana, &record, "My mother", "ours").await;
        assert!(ana.page(&anew).await.contains("Safety first"));
    }
}

#[tokio::test]
async fn before_a_yes_neither_is_told_what_the_other_does() {
    let stage = Stage::set().await;
    let (_, member) = family(&stage).await;
    let mut mia = stage.visit_as("mia").await;
    // Her own asking is kept, and says nothing of anybody.
    let record = format!("/family-members/{member}");
    let own = begin(&mut mia, &record, "Ana", "ours").await;
    safe(&mut mia, &own).await;
    ready(&mut mia, &own, ("egret-hope", "egret-live-with"), "ours").await;
    step(&mut mia, &own, "askings", &[]).await;
    let pages =
        [own.clone(), format!("{own}/permission"), format!("{record}/relationships"), "/today".to_string()];
    mia.page(&own).await;
    let mut alone = Vec::new();
    for page in &pages {
        alone.push(without_key(&mia.page(page).await));
    }
    let mut ana = stage.visit_as("ana").await;
    let (part, consent) = asked(&stage, &mut ana).await;
    let mut here = Vec::new();
    for page in &pages {
        here.push(without_key(&mia.page(page).await));
    }
    assert_eq!(alone, here, "nothing tells that Ana is here and asks too");
    ana.page(&part).await;
    let waiting = without_key(&ana.page(&part).await);
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("{part}/bridge"), &[("member", &member.to_string())]).await;
    assert_eq!(waiting, without_key(&ana.page(&part).await), "whether it was carried is not told");
    // She looks at it with the part that she has, is afraid, and leaves it: Ana is told nothing.
    let page = mia.page(&format!("{record}/relationships")).await;
    let id = own.trim_start_matches("/relationships/");
    assert_eq!(mia.submit(&format!("{}/joining", request(&page)), &[("part", id)]).await, own);
    let mut afraid = SAFE;
    afraid[0] = ("violence", "yes");
    step(&mut mia, &own, "safety", &afraid).await;
    let yes = mia.post(&format!("{}/answer", request(&page)), &[("answer", "yes")]).await;
    assert_ne!(yes.status, 303, "no yes while it is not safe");
    step(&mut mia, &own, "stop", &[]).await;
    assert_eq!(waiting, without_key(&ana.page(&part).await), "she is told nothing");
    // The consent taken back: the request is gone as if it had never been there.
    stage.advance(SignedDuration::from_mins(5));
    ana.submit(&format!("{consent}/revocations"), &[("whom", "all")]).await;
    assert_eq!(mia.post(&format!("{}/answer", request(&page)), &[("answer", "no")]).await.status, 404);
    assert!(ana.page(&part).await.contains("The consent has ended"));
}
