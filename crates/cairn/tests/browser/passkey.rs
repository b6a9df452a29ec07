//! A passkey in a real browser, with ChromeDriver's virtual authenticator: made under "My devices", then used to sign in.

use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::json;
use webauthn_rs::prelude::Url;

use crate::driver::{House, words};

/// A phone that unlocks for whoever holds it.
#[derive(Debug)]
struct AddAuthenticator;

impl WebDriverCompatibleCommand for AddAuthenticator {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/webauthn/authenticator", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let phone = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserConsenting": true, "isUserVerified": true,
        });
        (Method::POST, Some(phone.to_string()))
    }
}

async fn wait_until_at(browser: &Client, path: &str) {
    for _ in 0..200 {
        if browser.current_url().await.unwrap().path() == path {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("not at {path} but at {}: {}", browser.current_url().await.unwrap(), words(browser).await);
}

pub async fn a_passkey_is_made_and_signs_in(house: &House) {
    let browser = house.browser(false, true).await;
    browser.issue_cmd(AddAuthenticator).await.expect("a virtual authenticator");
    // Passkeys belong to a name: the demo answers to this machine's own.
    let base = house.base.replace("127.0.0.1", "localhost");
    house.enter_at(&browser, "evaluator", &base).await;
    browser.goto(&format!("{base}/devices/passkey/new")).await.unwrap();
    house.accessible(&browser, "adding a passkey").await;
    browser.find(Locator::Css("form[data-passkey] button")).await.unwrap().click().await.unwrap();
    wait_until_at(&browser, "/devices").await;
    assert!(words(&browser).await.contains("Passkey"));
    house.accessible(&browser, "my devices").await;
    browser.delete_all_cookies().await.unwrap();
    browser.goto(&format!("{base}/sign-in/passkey")).await.unwrap();
    house.accessible(&browser, "signing in with a passkey").await;
    browser.find(Locator::Css("form[data-passkey] button")).await.unwrap().click().await.unwrap();
    wait_until_at(&browser, "/today").await;
    browser.close().await.unwrap();
}
