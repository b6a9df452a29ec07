//! Somebody looks for meetings, and the last list opens without a network: with the time it is from, without whoever looked.

use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::driver::{House, words};
use crate::network::Network;
use crate::outbox::wait_until;

const SHOWN: &str = "document.querySelector('[data-meetings-kept]:not([hidden])') !== null";
const NOTHING: &str = "document.querySelector('[data-meetings-kept-none]:not([hidden])') !== null";

pub async fn the_last_meetings_open_without_a_network(house: &House) {
    let network = Network::to(&house.base).await;
    let browser = house.browser(true, true).await;
    // A biller comes in no other walk after the menus: this one ends their sign-in.
    house.enter_at(&browser, "biller", &network.base).await;
    let name = text_of(&browser, "#sign-out .action").await;
    assert!(!name.is_empty());
    let meeting = search(&browser, &network).await;

    network.away();
    // Wherever they go on from, and also when they search again.
    for path in ["/meetings-nearby", "/meetings-nearby/kept"] {
        browser.goto(&format!("{}{path}", network.base)).await.unwrap();
        wait_until(&browser, SHOWN).await;
        let page = words(&browser).await;
        assert!(page.contains(&meeting) && page.contains("Found on "), "{path}: {page}");
        let source = browser.source().await.unwrap();
        assert!(!source.contains(&name) && !source.contains("class=\"nav\""), "{path}: nobody's menu");
    }
    house.accessible(&browser, "meetings without a network").await;
    network.good();
    browser.goto(&format!("{}/meetings-nearby", network.base)).await.unwrap();
    network.away();
    ask(&browser).await;
    wait_until(&browser, SHOWN).await;

    network.good();
    browser.goto(&format!("{}/meetings-nearby/kept", network.base)).await.unwrap();
    browser.find(Locator::Css("#sign-out button")).await.unwrap().send_keys("\u{E007}").await.unwrap();
    wait_until(&browser, "document.querySelector('#sign-out') === null").await;
    nothing_is_kept(&browser, &network).await;
    leaving_clears_it(&browser, &network).await;
    browser.close().await.unwrap();
}

/// The first meeting that was found.
async fn search(browser: &Client, network: &Network) -> String {
    browser.goto(&format!("{}/meetings-nearby", network.base)).await.unwrap();
    wait_until(browser, "navigator.serviceWorker.controller !== null").await;
    ask(browser).await;
    wait_until(browser, "document.querySelector('[data-meetings-keep] h3') !== null").await;
    text_of(browser, "[data-meetings-keep] h3").await
}

/// Any day, and the button: until another page has taken the place of this one.
async fn ask(browser: &Client) {
    browser.execute("window.here = true; document.querySelector('#day').value = '';", vec![]).await.unwrap();
    let button = "#meetings-search .buttons button";
    browser.find(Locator::Css(button)).await.unwrap().send_keys("\u{E007}").await.unwrap();
    wait_until(browser, "window.here === undefined && document.readyState === 'complete'").await;
}

pub async fn text_of(browser: &Client, css: &str) -> String {
    let script = "return document.querySelector(arguments[0]).textContent.trim()";
    let text: Value = browser.execute(script, vec![json!(css)]).await.unwrap();
    text.as_str().unwrap_or_default().to_string()
}

async fn nothing_is_kept(browser: &Client, network: &Network) {
    browser.goto(&format!("{}/meetings-nearby/kept", network.base)).await.unwrap();
    wait_until(browser, NOTHING).await;
    let kept = browser.execute("return localStorage.getItem('meetings-nearby')", vec![]).await.unwrap();
    assert_eq!(kept, Value::Null);
}

/// Also for somebody who never signed in.
async fn leaving_clears_it(browser: &Client, network: &Network) {
    search(browser, network).await;
    browser.find(Locator::Css("[data-exit]")).await.unwrap().send_keys("\u{E007}").await.unwrap();
    for _ in 0..200 {
        if !browser.current_url().await.unwrap().as_str().starts_with(&network.base) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    nothing_is_kept(browser, network).await;
}
