//! How a family finds a supporter and another family: offered, explained, chosen, answered, ended.

use cairn::ids::FamilyId;

use super::family;
use crate::cast::Stage;
use crate::visitor::Visitor;

fn ids<'p>(page: &'p str, kind: &str, act: &str) -> Vec<&'p str> {
    let starts = page.split(&format!("action=\"/{kind}/")).skip(1).collect::<Vec<_>>();
    let mut found: Vec<&str> = starts
        .into_iter()
        .filter_map(|rest| rest.split_once('"').and_then(|(path, _)| path.strip_suffix(act)))
        .collect();
    found.dedup();
    found
}

async fn walks_with_families(stage: &Stage, name: &str) -> Visitor {
    let mut supporter = stage.visit_as(name).await;
    let id = if name == "sam" { stage.sam } else { stage.tess };
    supporter.submit(&format!("/peer-supporters/{id}/family-support"), &[("walks", "yes")]).await;
    supporter
}

#[tokio::test]
async fn a_family_chooses_its_supporter() {
    let stage = Stage::set().await;
    let (lake, _) = family(&stage).await;
    let (mut cora, mut mia) = (stage.visit_as("cora").await, stage.visit_as("mia").await);
    let page = format!("/families/{lake}/matching");
    let none = cora.post(&format!("/families/{lake}/offers"), &[("model", "one_to_family")]).await;
    assert!(
        none.status == 422 && none.body.contains("Nobody fits now"),
        "nobody said they walk with families"
    );
    let mut tess = walks_with_families(&stage, "tess").await;
    tess.submit(
        &format!("/peer-supporters/{}/profile", stage.tess),
        &[("languages", "en"), ("family-loved_one_using", "may_be_shown")],
    )
    .await;
    assert_eq!(tess.get(&format!("/families/{lake}")).await.status, 404);
    cora.submit(&format!("/families/{lake}/offers"), &[("model", "one_to_family")]).await;
    let seen = mia.page(&page).await;
    assert!(
        seen.contains("Tess Malone") && seen.contains("You have both lived this: A loved one who is using")
    );
    assert!(!seen.contains("Sam Okafor"), "he never said so");
    assert!(mia.page("/today").await.contains("waits for your answer"));
    // Tess hears of it once she is chosen, without a name.
    assert!(!tess.page("/families-asking").await.contains("I will walk with them"));
    let offer = ids(&seen, "family-offers", "/answer")[0].to_string();
    mia.submit(&format!("/family-offers/{offer}/answer"), &[("answer", "chosen")]).await;
    let asked = tess.page("/families-asking").await;
    assert!(asked.contains("I will walk with them") && !asked.contains("Mia") && !asked.contains("Lake"));
    assert!(tess.page("/today").await.contains("A family chose you"));
    let to = tess.submit(&format!("/family-offers/{offer}/acceptance"), &[("answer", "accepted")]).await;
    assert!(tess.page(&to).await.contains("Mia Ruiz"), "the page opens with the match");
    assert!(mia.page(&page).await.contains("Tess Malone"));
    // Either ends it without a reason; then the page closes.
    let ending = ids(&mia.page(&page).await, "family-matches", "/ending")[0].to_string();
    mia.submit(&format!("/family-matches/{ending}/ending"), &[]).await;
    assert_eq!(tess.get(&to).await.status, 404);
    cora.post(&format!("/families/{lake}/offers"), &[("model", "one_to_family")]).await;
    assert!(!mia.page(&page).await.contains("Tess Malone"), "who parted is not offered again");
}

/// Another family with somebody who can sign in, both wanting to meet others.
async fn hill(stage: &mut Stage, lake: FamilyId) -> (FamilyId, Visitor, Visitor) {
    let mut cora = stage.visit_as("cora").await;
    let page = cora.submit("/families", &[("name", "Hill family")]).await;
    let hill: FamilyId = page.rsplit('/').next().unwrap().parse().unwrap();
    super::support::relative(stage, "jo", "Jo Hill", hill).await;
    let (mut mia, mut jo) = (stage.visit_as("mia").await, stage.visit_as("jo").await);
    let lakes = [
        ("meets_families", "yes"),
        ("called", "The rower"),
        ("relation-parent", "may_be_shown"),
        ("stage-apart", "matching_only"),
        ("helped-rest", "may_be_shown"),
    ];
    mia.submit(&format!("/families/{lake}/profile"), &lakes).await;
    let hills = [
        ("meets_families", "yes"),
        ("called", "Jo from the hill"),
        ("relation-parent", "may_be_shown"),
        ("stage-apart", "may_be_shown"),
        ("situation-money_worries", "matching_only"),
        ("helped-faith", "may_be_shown"),
    ];
    jo.submit(&format!("/families/{hill}/profile"), &hills).await;
    (hill, mia, jo)
}

#[tokio::test]
async fn two_families_find_each_other_by_what_each_lets_be_shown() {
    let mut stage = Stage::set().await;
    let (lake, _) = family(&stage).await;
    let (hill, mut mia, mut jo) = hill(&mut stage, lake).await;
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("/families/{lake}/offers"), &[("model", "family_to_family")]).await;
    let page = format!("/families/{lake}/matching");
    let seen = mia.page(&page).await;
    assert!(seen.contains("Like you: A parent") && seen.contains("Like you: Living without contact"));
    assert!(seen.contains("What has helped them: Faith") && !seen.contains("money"), "kept back");
    assert!(!seen.contains("Hill") && !seen.contains("Jo "), "no name before both said yes");
    let theirs = format!("/families/{hill}/matching");
    assert!(!jo.page(&theirs).await.contains("would like to meet yours"), "asked only once chosen");
    let offer = ids(&seen, "family-offers", "/answer")[0].to_string();
    assert_eq!(jo.post(&format!("/family-offers/{offer}/answer"), &[("answer", "chosen")]).await.status, 404);
    assert_eq!(
        jo.post(&format!("/family-offers/{offer}/acceptance"), &[("answer", "accepted")]).await.status,
        404
    );
    mia.submit(&format!("/family-offers/{offer}/answer"), &[("answer", "chosen")]).await;
    let asked = jo.page(&theirs).await;
    assert!(asked.contains("Like you: A parent") && asked.contains("What has helped them: Time and rest"));
    assert!(!asked.contains("without contact"), "Mia's family keeps that back");
    assert!(!asked.contains("The rower") && !asked.contains("Lake"));
    jo.submit(&format!("/family-offers/{offer}/acceptance"), &[("answer", "accepted")]).await;
    assert!(mia.page(&page).await.contains("Jo from the hill"));
    let now = jo.page(&theirs).await;
    assert!(now.contains("The rower") && !now.contains("Lake") && !now.contains("Mia"));
    // They meet; each has it in their own dose.
    let met = now.split("/family-matches/").nth(1).unwrap().split('/').next().unwrap().to_string();
    let when = [("date", "2026-03-01"), ("time", "11:00"), ("minutes", "70"), ("mode", "in_person")];
    jo.submit(&format!("/family-matches/{met}/meetings"), &when).await;
    for visitor in [&mut mia, &mut jo] {
        let own = visitor.page("/family").await;
        assert!(own.contains("With another family") && own.contains("70"));
    }
    jo.submit(&format!("/family-matches/{met}/ending"), &[]).await;
    assert!(!mia.page(&page).await.contains("Jo from the hill"));
}

#[tokio::test]
async fn who_should_not_meet_is_not_offered() {
    let mut stage = Stage::set().await;
    let (lake, _) = family(&stage).await;
    let (hill, ..) = hill(&mut stage, lake).await;
    let mut cora = stage.visit_as("cora").await;
    let hill_text = hill.to_string();
    let conflict = [("other_family", hill_text.as_str()), ("kind", "same_person")];
    cora.submit(&format!("/families/{lake}/conflicts"), &conflict).await;
    for family in [lake, hill] {
        let reply = cora.post(&format!("/families/{family}/offers"), &[("model", "family_to_family")]).await;
        assert!(reply.body.contains("Nobody fits now"), "{}", reply.words());
    }
    let both = cora.post(&format!("/families/{lake}/conflicts"), &[("kind", "other")]).await;
    assert!(both.status == 422 && both.body.contains("either a supporter or a family"));
}

#[tokio::test]
async fn the_end_of_support_ends_what_runs() {
    let mut stage = Stage::set().await;
    let (lake, _) = family(&stage).await;
    let (hill, mut mia, mut jo) = hill(&mut stage, lake).await;
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("/families/{lake}/offers"), &[("model", "family_to_family")]).await;
    let offer = ids(&mia.page(&format!("/families/{lake}/matching")).await, "family-offers", "/answer")[0]
        .to_string();
    mia.submit(&format!("/family-offers/{offer}/answer"), &[("answer", "chosen")]).await;
    jo.submit(&format!("/family-offers/{offer}/acceptance"), &[("answer", "accepted")]).await;
    cora.submit(&format!("/families/{hill}/ending"), &[("reason", "moved")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM family_match_endings").await, 1);
    assert!(!mia.page(&format!("/families/{lake}/matching")).await.contains("Jo from the hill"));
}
