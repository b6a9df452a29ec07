//! A participant's own phone: it can be installed, a check-in and a tool are filled in without a network, and each arrives once.

use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::driver::{House, words};
use crate::network::Network;
use crate::outbox::{
    PASSPHRASE, found, nothing_is_readable, send, type_into, unlock, wait_until, worker_is_ready,
};

const WORDS: &str = "written on the night bus";

pub async fn a_participant_s_phone_works_without_a_network(house: &House) {
    let network = Network::to(&house.base).await;
    let browser = house.browser(true, true).await;
    house.enter_at(&browser, "participant", &network.base).await;
    the_manifest_can_be_installed(&browser).await;
    the_five_places_hide_nothing(&browser).await;
    take_own_along(house, &browser, &network).await;
    worker_is_ready(&browser).await;
    network.away();
    browser.goto(&format!("{}/offline/open", network.base)).await.unwrap();
    nothing_is_readable(&browser).await;
    unlock(&browser).await;
    assert!(words(&browser).await.contains("988"), "whom to call stands there: {}", words(&browser).await);
    check_in(&browser).await;
    house.accessible(&browser, "a check-in that waits").await;
    a_tool(house, &browser).await;
    network.good();
    for _ in 0..2 {
        send(&browser).await;
        wait_until(&browser, "document.querySelector('[data-offline]').dataset.count === '0'").await;
    }
    assert_eq!(found(&browser, WORDS).await, 1, "once");
    browser.close().await.unwrap();
}

/// What a browser asks for before it offers to install (W3C Web Application Manifest): a name, a start within the scope, a
/// window of its own, and icons that are what they say.
async fn the_manifest_can_be_installed(browser: &Client) {
    let script = "const done = arguments[arguments.length - 1];
        (async () => {
            const href = document.querySelector('link[rel=manifest]').href;
            const answer = await fetch(href, { credentials: 'omit' }), manifest = await answer.json();
            const icons = [];
            for (const icon of manifest.icons) {
                const picture = await createImageBitmap(await (await fetch(icon.src)).blob());
                icons.push([icon.sizes, picture.width + 'x' + picture.height]);
            }
            const start = new URL(manifest.start_url, href), scope = new URL(manifest.scope, href);
            return { kind: answer.headers.get('content-type'), display: manifest.display, name: manifest.name, icons,
                within: start.href.startsWith(scope.href), id: new URL(manifest.id, start).pathname };
        })().then(done, (error) => done(String(error)));";
    let found: Value = browser.execute_async(script, vec![]).await.unwrap();
    assert_eq!(found["kind"], "application/manifest+json", "{found}");
    assert_eq!(found["display"], "standalone", "{found}");
    assert_eq!(found["within"], json!(true), "{found}");
    assert_eq!(found["id"], "/today", "{found}");
    assert!(found["name"].as_str().is_some_and(|name| !name.is_empty()), "{found}");
    let icons = found["icons"].as_array().unwrap();
    assert!(icons.iter().all(|icon| icon[0] == icon[1]) && icons.len() >= 3, "{found}");
}

/// The last line of a page can be scrolled out from behind the bar, and each place is as large as a thumb.
async fn the_five_places_hide_nothing(browser: &Client) {
    let script = "window.scrollTo(0, document.documentElement.scrollHeight);
        const bar = document.querySelector('nav.places').getBoundingClientRect();
        const foot = document.querySelector('.foot__in').getBoundingClientRect();
        const small = [...document.querySelectorAll('nav.places a')].filter((place) => {
            const box = place.getBoundingClientRect();
            return box.width < 44 || box.height < 44;
        });
        return [foot.bottom <= bar.top, small.length];";
    assert_eq!(browser.execute(script, vec![]).await.unwrap(), json!([true, 0]));
}

async fn take_own_along(house: &House, browser: &Client, network: &Network) {
    browser.goto(&format!("{}/offline", network.base)).await.unwrap();
    house.accessible(browser, "taking own things along").await;
    type_into(browser, "#name", "My phone").await;
    type_into(browser, "#device_passphrase", PASSPHRASE).await;
    type_into(browser, "#again", PASSPHRASE).await;
    press(browser, "form[data-take] button").await;
    wait_until(browser, "location.pathname === '/offline/open'").await;
    unlock(browser).await;
}

/// The first choice. After a strong urge the crisis line stands on the page; nothing is sent by that.
async fn check_in(browser: &Client) {
    press(browser, "[data-people] .card .buttons button").await;
    wait_until(browser, "document.querySelector('[data-view=writing]:not([hidden]) form') !== null").await;
    let taps = "for (const id of ['mood-4', 'craving-8', 'halt-tired', 'tier-mine']) document.getElementById(id).click();";
    browser.execute(taps, vec![]).await.unwrap();
    type_into(browser, "[data-form] #words", WORDS).await;
    press(browser, "[data-form] form .buttons button").await;
    wait_until(browser, "document.querySelector('[data-offline]').dataset.count === '1'").await;
    wait_until(browser, "document.querySelector('[data-help]:not([hidden])') !== null").await;
}

/// The second choice is a tool: everything in it is answered.
async fn a_tool(house: &House, browser: &Client) {
    let choose = "document.querySelectorAll('[data-people] .card:first-child .buttons button')[1].click();";
    browser.execute(choose, vec![]).await.unwrap();
    wait_until(browser, "document.querySelector('[data-view=writing]:not([hidden]) form') !== null").await;
    house.accessible(browser, "a tool without a network").await;
    let fill = "const form = document.querySelector('[data-form] form'), seen = new Set();
        for (const field of form.elements) {
            if (field.type === 'radio' && !seen.has(field.name) && !form.querySelector(`[name=\"${field.name}\"]:checked`)) {
                seen.add(field.name);
                field.click();
            } else if (field.tagName === 'TEXTAREA' || field.type === 'text') {
                field.value = 'A bench by the water';
            } else if (field.type === 'number') {
                field.value = field.min || '1';
            } else if (field.tagName === 'SELECT') {
                field.selectedIndex = Math.min(1, field.options.length - 1);
            }
        }
        form.requestSubmit(form.querySelector('.buttons button'));";
    browser.execute(fill, vec![]).await.unwrap();
    wait_until(browser, "document.querySelector('[data-offline]').dataset.count === '2'").await;
}

async fn press(browser: &Client, css: &str) {
    browser.find(Locator::Css(css)).await.unwrap().send_keys("\u{E007}").await.unwrap();
}
