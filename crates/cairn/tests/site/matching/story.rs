//! The story of Bo, who waits for a supporter, and of Ana, who would like another one.

use axum::http::StatusCode;
use cairn_db::params;

use super::{add_participant, add_supporter, execute, names, offer_of, offers_on, profile};
use crate::cast::Stage;
use crate::visitor::Visitor;

/// Three supporters with something to say, and Bo's wishes.
async fn ready() -> (Stage, Visitor) {
    let mut stage = Stage::set().await;
    let rae = add_supporter(&mut stage, "rae", "Rae Brandt").await;
    let mut sam = stage.visit_as("sam").await;
    let shared = [
        ("languages", "en"),
        ("languages", "es"),
        ("times", "0-morning"),
        ("life_stage-midlife", "may_be_shown"),
    ];
    profile(&mut sam, stage.sam, &[&shared[..], &[("health-hiv", "matching_only")]].concat()).await;
    let mut tess = stage.visit_as("tess").await;
    profile(
        &mut tess,
        stage.tess,
        &[("languages", "en"), ("times", "0-morning"), ("work-farm", "may_be_shown")],
    )
    .await;
    let mut other = stage.visit_as("rae").await;
    profile(&mut other, rae, &[("languages", "en"), ("times", "0-morning"), ("times", "5-evening")]).await;
    let mut bo = stage.visit_as("bo").await;
    let wishes =
        [("language", "en"), ("life_stage-midlife", "3"), ("health-hiv", "2"), ("times", "0-morning")];
    let led_to = bo.submit(&format!("/participants/{}/wishes", stage.bo), &wishes).await;
    assert_eq!(led_to, format!("/participants/{}/supporter", stage.bo));
    (stage, bo)
}

async fn make_offers(stage: &Stage) {
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("/participants/{}/offers", stage.bo), &[]).await;
}

async fn answer(visitor: &mut Visitor, offer: &str, answer: &str) {
    visitor.submit(&format!("/offers/{offer}/answer"), &[("answer", answer)]).await;
}

#[tokio::test]
async fn bo_declines_one_chooses_another_and_a_third_says_yes() {
    let (stage, mut bo) = ready().await;
    make_offers(&stage).await;
    let own = format!("/participants/{}/supporter", stage.bo);
    let page = bo.page(&own).await;
    let offers = offers_on(&page);
    assert_eq!(offers.len(), 3);
    assert!(page.contains("You asked for this, and they know it: Being in midlife"), "{page}");
    assert!(page.contains("You both have time: Mon morning"));
    assert!(!page.contains("Living with HIV"), "an item for matching only became a reason");

    answer(&mut bo, &offer_of(&offers, "Rae"), "declined").await;
    let offers = offers_on(&bo.page(&own).await);
    assert_eq!(offers.len(), 2);
    answer(&mut bo, &offer_of(&offers, "Tess"), "chosen").await;
    let page = bo.page(&own).await;
    assert!(page.contains("You chose Tess Malone") && offers_on(&page).is_empty());

    // Tess learns a first name, a language and what they share: nothing more.
    let mut tess = stage.visit_as("tess").await;
    let profile = format!("/peer-supporters/{}", stage.tess);
    let page = tess.page(&profile).await;
    assert!(page.contains("<h3>Bo</h3>") && !page.contains("Chen"));
    assert_eq!(
        tess.get(&own).await.status,
        StatusCode::NOT_FOUND,
        "the record stays closed until both said yes"
    );
    let asked = offer_of(&offers, "Tess");
    tess.submit(&format!("/offers/{asked}/acceptance"), &[("answer", "declined")]).await;
    assert!(!tess.page(&profile).await.contains("<h3>Bo</h3>"));

    // Bo is back with what remains.
    let offers = offers_on(&bo.page(&own).await);
    assert_eq!(names(&offers), ["Sam Okafor"]);
    answer(&mut bo, &offer_of(&offers, "Sam"), "chosen").await;
    let mut sam = stage.visit_as("sam").await;
    let page = sam.page(&format!("/peer-supporters/{}", stage.sam)).await;
    assert!(page.contains("In common: Being in midlife"));
    let led_to = sam
        .submit(&format!("/offers/{}/acceptance", offer_of(&offers, "Sam")), &[("answer", "accepted")])
        .await;
    assert_eq!(led_to, own);
    assert!(sam.page(&own).await.contains("Sam Okafor"), "the record is open to the supporter now");
    assert!(bo.page(&own).await.contains("Together since"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM matches WHERE offer_id IS NOT NULL").await, 1);
    // Who waited waits no more.
    assert!(stage.visit_as("cora").await.page("/matches").await.contains("Nobody waits"));
}

#[tokio::test]
async fn an_answer_sent_twice_is_given_once() {
    let (stage, mut bo) = ready().await;
    make_offers(&stage).await;
    let offers = offers_on(&bo.page(&format!("/participants/{}/supporter", stage.bo)).await);
    let path = format!("/offers/{}/answer", offer_of(&offers, "Tess"));
    answer(&mut bo, &offer_of(&offers, "Tess"), "chosen").await;
    let again = bo.post(&path, &[("answer", "declined")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("This offer was answered already"));
    assert_eq!(bo.post(&path, &[("answer", "maybe")]).await.status, StatusCode::BAD_REQUEST);
    // Nobody else is offered while Tess has the question.
    let refused = stage.visit_as("cora").await.post(&format!("/participants/{}/offers", stage.bo), &[]).await;
    assert!(refused.body.contains("A supporter was chosen and has not answered yet"), "{}", refused.words());
}

#[tokio::test]
async fn asking_for_others_is_the_coordinators_turn_and_the_same_people_do_not_come_again() {
    let (mut stage, mut bo) = ready().await;
    make_offers(&stage).await;
    let own = format!("/participants/{}/supporter", stage.bo);
    bo.submit(&format!("/participants/{}/other-offers", stage.bo), &[]).await;
    assert!(bo.page(&own).await.contains("Looking for others"));
    let twice = bo.post(&format!("/participants/{}/other-offers", stage.bo), &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut cora = stage.visit_as("cora").await;
    assert!(cora.page("/matches").await.contains("Asked for others"));

    // Nobody is left: the coordinator is told what stands in the way, Bo is not.
    stage.advance(jiff::SignedDuration::from_mins(5));
    let refused = cora.post(&format!("/participants/{}/offers", stage.bo), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Nobody fits right now")
            && refused.body.contains("One of the two said no earlier.")
    );
    assert!(!bo.page(&own).await.contains("said no earlier"));

    let lou = add_supporter(&mut stage, "lou", "Lou Adeyemi").await;
    profile(&mut stage.visit_as("lou").await, lou, &[("languages", "en"), ("times", "0-morning")]).await;
    make_offers(&stage).await;
    assert_eq!(names(&offers_on(&bo.page(&own).await)), ["Lou Adeyemi"]);
}

#[tokio::test]
async fn a_new_round_takes_back_what_was_not_answered() {
    let (stage, mut bo) = ready().await;
    make_offers(&stage).await;
    let first = offers_on(&bo.page(&format!("/participants/{}/supporter", stage.bo)).await);
    make_offers(&stage).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM offer_answers WHERE answer = 'withdrawn'").await, 3);
    let late = bo.post(&format!("/offers/{}/answer", offer_of(&first, "Sam")), &[("answer", "chosen")]).await;
    assert!(late.body.contains("answered already"), "{}", late.words());
    // A withdrawn offer is no no: the same people are offered again.
    let second = offers_on(&bo.page(&format!("/participants/{}/supporter", stage.bo)).await);
    assert_eq!(names(&first), names(&second));
}

#[tokio::test]
async fn hard_limits_hold_language_gender_times_conflicts_and_pauses() {
    let (stage, mut bo) = ready().await;
    let own = format!("/participants/{}/supporter", stage.bo);
    let mut cora = stage.visit_as("cora").await;
    let wishes = format!("/participants/{}/wishes", stage.bo);
    bo.submit(&wishes, &[("language", "es")]).await;
    make_offers(&stage).await;
    assert_eq!(names(&offers_on(&bo.page(&own).await)), ["Sam Okafor"], "only Sam speaks Spanish");

    bo.submit(&wishes, &[("language", "en"), ("times", "5-evening")]).await;
    make_offers(&stage).await;
    assert_eq!(names(&offers_on(&bo.page(&own).await)), ["Rae Brandt"], "only Rae is free then");

    bo.submit(&wishes, &[("language", "en"), ("gender", "woman")]).await;
    let refused = cora.post(&format!("/participants/{}/offers", stage.bo), &[]).await;
    assert!(refused.body.contains("Nobody fits"), "no supporter has said to be a woman");

    bo.submit(&wishes, &[("language", "en")]).await;
    let (sam, tess) = (stage.sam.to_string(), stage.tess);
    let conflict = [("supporter", sam.as_str()), ("kind", "home_group")];
    cora.submit(&format!("/participants/{}/conflicts", stage.bo), &conflict).await;
    cora.submit(&format!("/peer-supporters/{tess}/pause"), &[]).await;
    make_offers(&stage).await;
    assert_eq!(names(&offers_on(&bo.page(&own).await)), ["Rae Brandt"]);
    let page = cora.page(&own).await;
    assert!(page.contains("Sam Okafor: The same home group"));
    assert!(!bo.page(&own).await.contains("home group"), "conflicts are listed to coordinators");
    let incomplete = cora.post(&format!("/participants/{}/conflicts", stage.bo), &[("kind", "moon")]).await;
    assert_eq!(incomplete.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_chosen_supporter_says_that_they_know_each_other() {
    let (stage, mut bo) = ready().await;
    make_offers(&stage).await;
    let offers = offers_on(&bo.page(&format!("/participants/{}/supporter", stage.bo)).await);
    answer(&mut bo, &offer_of(&offers, "Tess"), "chosen").await;
    let mut tess = stage.visit_as("tess").await;
    // The supporter speaks for themself, whatever the form says.
    let (path, sam) = (format!("/participants/{}/conflicts", stage.bo), stage.sam.to_string());
    tess.submit(&path, &[("kind", "relative"), ("supporter", &sam)]).await;
    let acceptance = format!("/offers/{}/acceptance", offer_of(&offers, "Tess"));
    let refused = tess.post(&acceptance, &[("answer", "accepted")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("There is a conflict of interest"));
    tess.submit(&acceptance, &[("answer", "declined")]).await;
    assert_eq!(offers_on(&bo.page(&format!("/participants/{}/supporter", stage.bo)).await).len(), 2);
}

#[tokio::test]
async fn ana_changes_her_supporter_without_a_reason_and_asks_again() {
    let (stage, _) = ready().await;
    let mut ana = stage.visit_as("ana").await;
    let own = format!("/participants/{}/supporter", stage.ana);
    let page = ana.page(&own).await;
    assert!(page.contains("Sam Okafor") && page.contains("you do not have to say why"));
    let ending = page.split("action=\"").find(|part| part.starts_with("/matches/")).unwrap();
    let ending = ending.split('"').next().unwrap().to_string();
    let refused =
        stage.visit_as("cora").await.post(&format!("/participants/{}/offers", stage.ana), &[]).await;
    assert!(refused.body.contains("There is a supporter already"));

    ana.submit(&ending, &[]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM endings WHERE wished_by = 'participant'").await, 1);
    assert_eq!(ana.post(&ending, &[]).await.status, StatusCode::CONFLICT, "it ends once");
    assert_eq!(stage.visit_as("sam").await.get(&own).await.status, StatusCode::NOT_FOUND);

    ana.submit(&format!("/participants/{}/other-offers", stage.ana), &[]).await;
    let mut cora = stage.visit_as("cora").await;
    let waiting = cora.page("/matches").await;
    assert!(waiting.contains("Ana Ruiz") && waiting.contains("Asked for others"));
    stage.advance(jiff::SignedDuration::from_mins(5));
    cora.submit(&format!("/participants/{}/offers", stage.ana), &[]).await;
    let offers = offers_on(&ana.page(&own).await);
    assert_eq!(offers.len(), 2, "whose match has ended is not offered again");
    assert!(!names(&offers).contains(&"Sam Okafor"));
}

#[tokio::test]
async fn nobody_is_taken_above_their_capacity() {
    let (mut stage, mut bo) = ready().await;
    make_offers(&stage).await;
    let offers = offers_on(&bo.page(&format!("/participants/{}/supporter", stage.bo)).await);
    answer(&mut bo, &offer_of(&offers, "Tess"), "chosen").await;
    // In the meantime Tess took somebody else, and one is the most she takes.
    let cy = add_participant(&mut stage, "cy", "Cy Moss").await;
    let now = stage.app.clock.now();
    let id: cairn::ids::MatchId = stage.app.chance.id(now);
    let (tess, cora) = (stage.tess, stage.person("cora"));
    execute(
        &stage,
        "INSERT INTO matches (id, participant_id, supporter_id, matched_at, matched_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, cy, tess, now, cora].to_vec(),
    )
    .await;
    let mut visitor = stage.visit_as("tess").await;
    profile(&mut visitor, tess, &[("languages", "en"), ("capacity", "1")]).await;
    let acceptance = format!("/offers/{}/acceptance", offer_of(&offers, "Tess"));
    let refused = visitor.post(&acceptance, &[("answer", "accepted")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("There is no room right now"));
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM acceptances").await,
        0,
        "a refusal leaves nothing behind"
    );
    profile(&mut visitor, tess, &[("languages", "en"), ("capacity", "2")]).await;
    visitor.submit(&acceptance, &[("answer", "accepted")]).await;
}

#[tokio::test]
async fn an_open_offer_takes_room() {
    let (mut stage, _) = ready().await;
    let tess = stage.tess;
    let cy = add_participant(&mut stage, "cy", "Cy Moss").await;
    let mut visitor = stage.visit_as("tess").await;
    profile(&mut visitor, tess, &[("languages", "en"), ("times", "0-morning"), ("capacity", "1")]).await;
    make_offers(&stage).await;
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("/participants/{cy}/offers"), &[]).await;
    let page = stage.visit_as("cy").await.page(&format!("/participants/{cy}/supporter")).await;
    assert!(!page.contains("Tess Malone"), "Tess has room for one, and Bo is thinking about her");
    assert!(cora.page("/peer-supporters").await.contains("and 1 offered"));
}
