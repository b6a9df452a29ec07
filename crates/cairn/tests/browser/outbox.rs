//! A supporter works without a network: takes somebody along, writes, is killed, goes on, and everything arrives once.

use std::path::Path;
use std::time::Duration;

use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::driver::{House, words};
use crate::network::Network;

pub const PASSPHRASE: &str = "a stone on a stone on a stone";
/// Forms that wait; half of them are sent before the browser is killed.
const WRITES: usize = 1000;

pub async fn words_written_without_a_network_arrive_once(house: &House) {
    let network = Network::to(&house.base).await;
    let profile = std::env::temp_dir().join(format!("cairn-browser-{}", std::process::id()));
    let browser = house.browser_in(&profile).await;
    house.enter_at(&browser, "peer supporter", &network.base).await;
    take_along(house, &browser, &network).await;
    without_a_network(house, &browser, &network).await;
    many_writes(house, browser, &network, &profile).await;
    let _ = std::fs::remove_dir_all(profile);
}

async fn take_along(house: &House, browser: &Client, network: &Network) {
    browser.goto(&format!("{}/offline", network.base)).await.unwrap();
    house.accessible(browser, "taking along").await;
    browser
        .execute(
            "document.querySelectorAll('[name=people]').forEach((box, n) => { box.checked = n === 0; });",
            vec![],
        )
        .await
        .unwrap();
    type_into(browser, "#name", "Street phone").await;
    type_into(browser, "#device_passphrase", PASSPHRASE).await;
    type_into(browser, "#again", PASSPHRASE).await;
    browser.find(Locator::Css("form[data-take] button")).await.unwrap().send_keys("\u{E007}").await.unwrap();
    wait_until(browser, "location.pathname === '/offline/open'").await;
    unlock(browser).await;
    house.accessible(browser, "what is on the device").await;
}

pub async fn unlock(browser: &Client) {
    wait_until(browser, "document.querySelector('[data-view=locked]:not([hidden])') !== null").await;
    type_into(browser, "#device_passphrase", PASSPHRASE).await;
    browser
        .find(Locator::Css("form[data-unlock] button"))
        .await
        .unwrap()
        .send_keys("\u{E007}")
        .await
        .unwrap();
    wait_until(browser, "document.querySelector('[data-view=open]:not([hidden])') !== null").await;
}

/// The worker has what it needs to draw pages without a network.
pub async fn worker_is_ready(browser: &Client) {
    wait_until(browser, "navigator.serviceWorker.controller !== null").await;
}

async fn without_a_network(house: &House, browser: &Client, network: &Network) {
    worker_is_ready(browser).await;
    network.away();
    browser.goto(&format!("{}/today", network.base)).await.unwrap();
    assert!(words(browser).await.contains("There is no network"), "{}", words(browser).await);
    house.accessible(browser, "no network").await;
    browser.goto(&format!("{}/help-now", network.base)).await.unwrap();
    assert!(words(browser).await.contains("988"), "help opens without a network");
    browser.goto(&format!("{}/offline/open", network.base)).await.unwrap();
    nothing_is_readable(browser).await;
    unlock(browser).await;
    // The first choice of the first person is a check-in.
    let choose = "[data-people] .card .buttons button";
    browser.find(Locator::Css(choose)).await.unwrap().send_keys("\u{E007}").await.unwrap();
    wait_until(browser, "document.querySelector('[data-view=writing]:not([hidden]) form') !== null").await;
    house.accessible(browser, "writing without a network").await;
    type_into(browser, "[data-form] #words", "written under the bridge").await;
    let keep = "[data-form] form button";
    browser.find(Locator::Css(keep)).await.unwrap().send_keys("\u{E007}").await.unwrap();
    wait_until(browser, "document.querySelector('[data-offline]').dataset.count === '1'").await;
    assert!(words(browser).await.contains("Not sent yet"), "{}", words(browser).await);
    // Beside what was written stand the words of the form, no name of a field.
    let asked = "return [...document.querySelectorAll('[data-waiting] dt')].map((one) => one.textContent);";
    let asked = browser.execute(asked, vec![]).await.unwrap();
    assert_eq!(asked, json!(["One line of your own", "Who may read this"]));
    house.accessible(browser, "what waits").await;
    note_without_a_network(browser).await;
    network.good();
    send(browser).await;
    wait_until(browser, "document.querySelector('[data-offline]').dataset.count === '0'").await;
    assert_eq!(found(browser, "written under the bridge").await, 1);
}

/// The last choice of the first person is the note of a session that nobody planned.
async fn note_without_a_network(browser: &Client) {
    let choose = "[data-people] .card:first-child .buttons button:nth-child(2)";
    browser.find(Locator::Css(choose)).await.unwrap().send_keys("\u{E007}").await.unwrap();
    wait_until(browser, "document.querySelector('[data-view=writing]:not([hidden]) #did') !== null").await;
    type_into(browser, "[data-form] #did", "We walked to the clinic.").await;
    let times = "document.querySelector('[data-form] #start').value = '00:10';
        document.querySelector('[data-form] #end').value = '00:40';";
    browser.execute(times, vec![]).await.unwrap();
    let keep = "[data-form] form button[value=draft]";
    browser.find(Locator::Css(keep)).await.unwrap().send_keys("\u{E007}").await.unwrap();
    wait_until(browser, "document.querySelector('[data-offline]').dataset.count === '2'").await;
}

/// What the browser keeps has no word of anybody in it.
pub async fn nothing_is_readable(browser: &Client) {
    let script = "const done = arguments[arguments.length - 1];
        const asked = indexedDB.open('offline');
        asked.onsuccess = () => {
            const all = asked.result.transaction('box').objectStore('box').get('pack');
            all.onsuccess = () => done(new TextDecoder('latin1').decode(all.result.box).includes('html'));
        };";
    assert_eq!(browser.execute_async(script, vec![]).await.unwrap(), json!(false));
}

async fn many_writes(house: &House, browser: Client, network: &Network, profile: &Path) {
    let script = "const done = arguments[arguments.length - 1], many = arguments[0];
        (async () => {
            const pack = await kept.get('pack'), holder = document.createElement('div');
            holder.innerHTML = pack.people[0].forms[0].html;
            const path = new URL(holder.querySelector('form').action).pathname;
            for (let n = 0; n < many; n += 1) {
                const key = crypto.randomUUID();
                const body = new URLSearchParams({ form_key: key, tier: 'ours', words: 'piece ' + (10000 + n) + '.' });
                await kept.add({ key, path, body: body.toString(), about: path, person: 'x', label: 'x', at: new Date().toISOString(), state: 'waiting' });
            }
            return (await kept.numbers()).length;
        })().then(done, (error) => done(String(error)));";
    let waiting = browser.execute_async(script, vec![json!(WRITES)]).await.unwrap();
    assert_eq!(waiting, json!(WRITES));
    network.bad();
    send_until(&browser, WRITES / 2).await;
    // Killed as a phone does it when it runs out of memory: at once, in the middle of a sending.
    let killed = std::process::Command::new("pkill")
        .args(["-9", "-f", &format!("user-data-dir={}", profile.display())])
        .status()
        .unwrap();
    assert!(killed.success());
    let _ = browser.close().await;
    for lock in ["SingletonLock", "SingletonSocket", "SingletonCookie"] {
        let _ = std::fs::remove_file(profile.join(lock));
    }
    let browser = house.browser_in(profile).await;
    network.good();
    house.enter_at(&browser, "peer supporter", &network.base).await;
    network.bad();
    for _ in 0..50 {
        if browser.goto(&format!("{}/offline/open", network.base)).await.is_ok() {
            break;
        }
    }
    unlock(&browser).await;
    send_until(&browser, 0).await;
    network.good();
    let pieces = all_pieces(&browser).await;
    let expected: Vec<u64> = (0..WRITES as u64).map(|n| 10_000 + n).collect();
    let mut sorted = pieces.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected, "each arrived exactly once");
    // The list has the latest first, so in order means falling.
    assert!(pieces.is_sorted_by(|a, b| a > b), "in the order in which they were written");
    browser.close().await.unwrap();
}

pub async fn send(browser: &Client) {
    browser.execute("document.querySelector('[data-send]').click();", vec![]).await.unwrap();
}

/// Presses "send now" whenever the network broke off, until so few wait.
async fn send_until(browser: &Client, left: usize) {
    let script = "const done = arguments[arguments.length - 1];
        outbox.sendAll(() => {}).then(() => kept.numbers()).then((all) => done(all.length), () => done(-1));";
    for _ in 0..20_000 {
        let waiting = browser.execute_async(script, vec![]).await.unwrap();
        if waiting.as_i64().is_some_and(|n| n >= 0 && n as usize <= left) {
            return;
        }
    }
    panic!("the forms do not get through");
}

/// How often a page of the first person's check-ins has these words.
pub async fn found(browser: &Client, what: &str) -> u64 {
    let pages = check_ins(browser).await;
    pages.matches(what).count() as u64
}

async fn all_pieces(browser: &Client) -> Vec<u64> {
    let pages = check_ins(browser).await;
    let number = |rest: &str| rest.split('.').next().and_then(|n| n.parse().ok());
    pages.split("piece ").skip(1).filter_map(number).collect()
}

/// Every page of the first person's check-ins, one after the other.
async fn check_ins(browser: &Client) -> String {
    let script = "const done = arguments[arguments.length - 1];
        (async () => {
            const pack = await kept.get('pack'), holder = document.createElement('div');
            holder.innerHTML = pack.people[0].forms[0].html;
            const path = new URL(holder.querySelector('form').action).pathname;
            let all = '';
            for (let page = 1; page < 200; page += 1) {
                const text = await (await fetch(path + '?page=' + page)).text();
                const cards = text.split('<section class=\"card\">').slice(1).join('');
                if (!cards) break;
                all += cards;
            }
            return all;
        })().then(done, (error) => done('failed: ' + error));";
    let pages: Value = browser.execute_async(script, vec![]).await.unwrap();
    pages.as_str().unwrap_or_default().to_string()
}

pub async fn type_into(browser: &Client, css: &str, text: &str) {
    let field = browser.find(Locator::Css(css)).await.unwrap();
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

pub async fn wait_until(browser: &Client, what: &str) {
    for _ in 0..1_200 {
        if browser.execute(&format!("return {what}"), vec![]).await.is_ok_and(|value| value == json!(true)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("not so: {what}: {}", words(browser).await);
}
