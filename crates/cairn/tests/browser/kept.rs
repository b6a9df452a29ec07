//! The own safety plan is kept on the phone at its person's tap: then it opens without a network, and goes when they say so.

use fantoccini::{Client, Locator};

use crate::driver::{House, words};
use crate::nearby::text_of;
use crate::network::Network;
use crate::outbox::wait_until;

const MAY_KEEP: &str = "document.querySelector('[data-keep-add]:not([hidden])') !== null";
const IS_KEPT: &str = "document.querySelector('[data-keep-remove]:not([hidden])') !== null";

pub async fn the_own_safety_plan_opens_without_a_network(house: &House) {
    let network = Network::to(&house.base).await;
    let browser = house.browser(true, true).await;
    house.enter_at(&browser, "participant", &network.base).await;
    let help = format!("{}/help-now", network.base);
    browser.goto(&help).await.unwrap();
    let link = browser.find(Locator::Css(".calls a[href$='/safety-plan']")).await.unwrap();
    let plan = format!("{}{}", network.base, link.attr("href").await.unwrap().unwrap());
    browser.goto(&plan).await.unwrap();
    wait_until(&browser, "navigator.serviceWorker.controller !== null").await;
    let line = text_of(&browser, ".safety-plan li li").await;
    assert!(!line.is_empty());

    // Not before they ask for it.
    wait_until(&browser, MAY_KEEP).await;
    without(&browser, &network, &plan, false, &line).await;
    press(&browser, "[data-keep-add] button").await;
    wait_until(&browser, IS_KEPT).await;
    without(&browser, &network, &plan, true, &line).await;
    network.away();
    browser.goto(&help).await.unwrap();
    let leads = "document.querySelector('[data-kept]').getAttribute('href').endsWith('/safety-plan')";
    wait_until(&browser, leads).await;
    network.good();
    browser.goto(&plan).await.unwrap();
    wait_until(&browser, IS_KEPT).await;
    press(&browser, "[data-keep-remove] button").await;
    wait_until(&browser, MAY_KEEP).await;
    without(&browser, &network, &plan, false, &line).await;
    browser.close().await.unwrap();
}

/// Whether the plan opens while the network is away; then back on the page with a network.
async fn without(browser: &Client, network: &Network, plan: &str, opens: bool, line: &str) {
    network.away();
    browser.goto(plan).await.unwrap();
    let page = words(browser).await;
    assert_eq!(page.contains(line), opens, "{page}");
    assert_eq!(page.contains("There is no network"), !opens, "{page}");
    network.good();
    browser.goto(plan).await.unwrap();
}

async fn press(browser: &Client, css: &str) {
    browser.find(Locator::Css(css)).await.unwrap().send_keys("\u{E007}").await.unwrap();
}
