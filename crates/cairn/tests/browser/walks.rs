//! The walks: each is a story in a browser of its own.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use fantoccini::{Client, Locator};
use serde_json::json;

use crate::driver::{House, words};

const ROLES: [&str; 12] = [
    "participant",
    "peer supporter",
    "family member",
    "clinician",
    "supervisor",
    "coordinator",
    "biller",
    "evaluator",
    "privacy officer",
    "administrator",
    "auditor",
    "volunteer",
];

pub async fn all(house: &House) {
    every_menu_of_every_role_fits_a_phone_and_is_accessible(house).await;
    a_supporter_writes_a_note_with_hints_while_typing(house).await;
    a_participant_understands_a_consent_and_takes_it_back(house).await;
    a_participant_reads_in_spanish_and_sets_a_goal(house).await;
    crate::passkey::a_passkey_is_made_and_signs_in(house).await;
    crate::outbox::words_written_without_a_network_arrive_once(house).await;
    crate::phone::a_participant_s_phone_works_without_a_network(house).await;
    crate::kept::the_own_safety_plan_opens_without_a_network(house).await;
    crate::nearby::the_last_meetings_open_without_a_network(house).await;
    crate::paper::every_tool_prints_on_one_page(house).await;
    // These two leave, which ends the sign-in of their persona: they come last.
    everything_essential_works_without_scripts(house).await;
    leaving_hides_the_page_and_going_back_shows_nothing(house).await;
}

async fn wait_for_words(browser: &Client, css: &str) -> String {
    for _ in 0..100 {
        let text = browser.find(Locator::Css(css)).await.unwrap().text().await.unwrap();
        if !text.trim().is_empty() {
            return text;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{css} stayed empty");
}

/// Presses a link or button as a keyboard does (the bar at the thumb may lie over it until it has the focus), and waits
/// until the page it leads to has taken the place of this one.
async fn press(browser: &Client, css: &str) {
    let here = browser.find(Locator::Css("html")).await.unwrap();
    browser.find(Locator::Css(css)).await.unwrap().send_keys("\u{E007}").await.unwrap();
    for _ in 0..200 {
        if here.attr("lang").await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{css} leads nowhere");
}

async fn open_first_note(browser: &Client, house: &House) {
    browser.goto(&format!("{}/sessions", house.base)).await.unwrap();
    let link = browser.find(Locator::Css("a[href*='/note']")).await.expect("a note to write");
    let href = link.attr("href").await.unwrap().unwrap();
    browser.goto(&format!("{}{href}", house.base)).await.unwrap();
}

async fn a_supporter_writes_a_note_with_hints_while_typing(house: &House) {
    let browser = house.browser(true, true).await;
    house.enter(&browser, "peer supporter").await;
    open_first_note(&browser, house).await;
    house.accessible(&browser, "the note").await;
    let did = browser.find(Locator::Css("textarea#did")).await.unwrap();
    did.clear().await.unwrap();
    did.send_keys("We talked about his time as a former addict.").await.unwrap();
    let hint = wait_for_words(&browser, "#did-language").await;
    assert!(hint.contains("person in recovery"), "{hint}");
    did.clear().await.unwrap();
    did.send_keys("We walked by the lake and made a plan for Friday.").await.unwrap();
    press(&browser, "button[value=draft]").await;
    let page = browser.source().await.unwrap();
    assert!(page.contains("We walked by the lake and made a plan for Friday."), "{}", words(&browser).await);
    browser.close().await.unwrap();
}

async fn leaving_hides_the_page_and_going_back_shows_nothing(house: &House) {
    let browser = house.browser(true, true).await;
    house.enter(&browser, "participant").await;
    let heading = browser.find(Locator::Css("h1")).await.unwrap().text().await.unwrap();
    press(&browser, "[data-exit]").await;
    assert!(!browser.current_url().await.unwrap().as_str().starts_with(&house.base));
    browser.back().await.unwrap();
    let page = browser.source().await.unwrap();
    assert!(!page.contains(&format!(">{heading}<")), "going back shows the page again");
    browser.goto(&format!("{}/today", house.base)).await.unwrap();
    assert!(
        browser.current_url().await.unwrap().path().starts_with("/sign-in"),
        "the sign-in must have ended"
    );
    browser.close().await.unwrap();
}

async fn a_participant_reads_in_spanish_and_sets_a_goal(house: &House) {
    let browser = house.browser(true, true).await;
    house.enter(&browser, "participant").await;
    press(&browser, "button[name=language][value=es]").await;
    let html = browser.find(Locator::Css("html")).await.unwrap();
    assert_eq!(html.attr("lang").await.unwrap().as_deref(), Some("es"));
    let plan = browser
        .find(Locator::Css("nav a[href$='/plan']"))
        .await
        .unwrap()
        .attr("href")
        .await
        .unwrap()
        .unwrap();
    browser.goto(&format!("{}{plan}", house.base)).await.unwrap();
    house.accessible(&browser, "the plan in Spanish").await;
    let new = browser
        .find(Locator::Css("a[href$='/goals/new']"))
        .await
        .unwrap()
        .attr("href")
        .await
        .unwrap()
        .unwrap();
    browser.goto(&format!("{}{new}", house.base)).await.unwrap();
    let goal = "Cenar los domingos con mi hermana";
    browser.find(Locator::Css("textarea#words, input#words")).await.unwrap().send_keys(goal).await.unwrap();
    press(&browser, "main form button.button").await;
    assert!(words(&browser).await.contains(goal), "{}", words(&browser).await);
    browser.close().await.unwrap();
}

async fn everything_essential_works_without_scripts(house: &House) {
    let browser = house.browser(true, false).await;
    house.enter(&browser, "peer supporter").await;
    open_first_note(&browser, house).await;
    let did = browser.find(Locator::Css("textarea#did")).await.unwrap();
    did.clear().await.unwrap();
    did.send_keys("Written without any script at all.").await.unwrap();
    press(&browser, "button[value=draft]").await;
    assert!(browser.source().await.unwrap().contains("Written without any script at all."));
    press(&browser, "[data-exit]").await;
    assert!(!browser.current_url().await.unwrap().as_str().starts_with(&house.base));
    browser.close().await.unwrap();
}

/// Addresses on the page, without those that are files or leave the house.
pub async fn links(browser: &Client, css: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0])].map(a => a.getAttribute('href'))";
    let found = browser.execute(script, vec![json!(css)]).await.unwrap();
    let mut all: Vec<String> = serde_json::from_value(found).unwrap();
    all.retain(|href| {
        href.starts_with('/')
            && href != "/leave"
            && !href.ends_with("/file")
            && !href.contains(".json")
            && href != "/audit/head"
    });
    all
}

/// An address without its ids, queries and places: pages of one shape are walked once.
fn shape(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let parts = path.split('/').map(|part| if part.len() == 36 { "…" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

async fn every_menu_of_every_role_fits_a_phone_and_is_accessible(house: &House) {
    for phone in [true, false] {
        for role in ROLES {
            let browser = house.browser(phone, true).await;
            house.enter(&browser, role).await;
            let menu = links(&browser, "nav.nav a, nav.tabs a").await;
            assert!(!menu.is_empty(), "{role} has no menu");
            let mut known: BTreeSet<String> = menu.iter().map(|path| shape(path)).collect();
            let mut waiting: VecDeque<(String, bool)> = menu.into_iter().map(|path| (path, true)).collect();
            waiting.push_back(("/help-now".to_string(), false));
            while let Some((path, in_menu)) = waiting.pop_front() {
                browser.goto(&format!("{}{path}", house.base)).await.unwrap();
                let wide =
                    "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
                let over = browser.execute(wide, vec![]).await.unwrap();
                if over != json!(0) {
                    house.wrong.lock().unwrap().push(format!("{role}: {path} is wider than the screen"));
                }
                // What lies below a menu has the same page at both sizes.
                if phone || in_menu {
                    house.accessible(&browser, &format!("{role}: {path}")).await;
                }
                // And one page of each kind that a page of the menu leads to.
                let below = if in_menu { links(&browser, "main a").await } else { Vec::new() };
                waiting.extend(
                    below.into_iter().filter(|path| known.insert(shape(path))).map(|path| (path, false)),
                );
            }
            browser.close().await.unwrap();
        }
    }
}

/// On the phone, in three taps from My privacy: what would they see, and take it back.
async fn a_participant_understands_a_consent_and_takes_it_back(house: &House) {
    let browser = house.browser(true, true).await;
    house.enter(&browser, "participant").await;
    let privacy = browser.find(Locator::Css("nav a[href$='/privacy']")).await.unwrap();
    let href = privacy.attr("href").await.unwrap().unwrap();
    browser.goto(&format!("{}{href}", house.base)).await.unwrap();
    house.accessible(&browser, "my privacy").await;
    let page = words(&browser).await;
    assert!(
        page.contains("Who can see my record now") && page.contains("They see nothing of your record."),
        "{page}"
    );

    let card = "#consents li:has(a[href$='/revocations/new'])";
    let preview = browser.find(Locator::Css(&format!("{card} a[href$='/preview']"))).await.unwrap();
    let href = preview.attr("href").await.unwrap().unwrap();
    let consent = href.trim_end_matches("/preview").to_string();
    press(&browser, &format!("a[href='{href}']")).await;
    house.accessible(&browser, "what would they see").await;
    assert!(words(&browser).await.contains("This is from your real record"));

    browser.back().await.unwrap();
    press(&browser, &format!("a[href='{consent}/revocations/new']")).await;
    house.accessible(&browser, "taking it back").await;
    press(&browser, "main form button.button").await;
    house.accessible(&browser, "the consent that was taken back").await;
    assert!(
        words(&browser).await.contains("Taken back. It counts from now on."),
        "{}",
        words(&browser).await
    );
    browser.close().await.unwrap();
}
