mod neutral;
mod organization;
mod passkeys;
mod reset;
mod second_step;
mod sign_in;

use jiff::Timestamp;
use totp_rs::{Builder, Secret};

use crate::cast::Stage;
use crate::guards::permissions::{ANYONE, Case, SIGNED_IN, case};
use crate::visitor::Visitor;

pub const PASSPHRASE: &str = "quiet otters mend seven kettles";
/// An id of nothing.
const NOTHING: &str = "00000000-0000-7000-8000-000000000000";

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let staff = format!("/people/{}/factor-reset", stage.person("sam"));
    vec![
        case("GET", "/sign-in/passkey", "/sign-in/passkey", ANYONE),
        case("POST", "/sign-in/passkey", "/sign-in/passkey", ANYONE),
        // No organization is configured for the cast.
        case("GET", "/sign-in/organization", "/sign-in/organization", &[]),
        case("GET", "/sign-in/organization/return", "/sign-in/organization/return", &[]),
        case("GET", "/devices/passkey/new", "/devices/passkey/new", SIGNED_IN),
        case("POST", "/devices/passkey", "/devices/passkey", SIGNED_IN),
        case("POST", "/people/{id}/factor-reset", staff, &["ada"]),
        case(
            "POST",
            "/participants/{id}/factor-reset",
            format!("/participants/{}/factor-reset", stage.bo),
            &["cora"],
        ),
        case("GET", "/second-step", "/second-step", SIGNED_IN),
        case("POST", "/second-step", "/second-step", SIGNED_IN),
        case("GET", "/devices/app/new", "/devices/app/new", SIGNED_IN),
        case("POST", "/devices/app", "/devices/app", SIGNED_IN),
        // Of one's own only, and the cast has none.
        case("POST", "/devices/{id}/sign-out", format!("/devices/{NOTHING}/sign-out"), &[]),
        case("GET", "/devices/recovery-codes", "/devices/recovery-codes", &[]),
        case("POST", "/devices/recovery-codes", "/devices/recovery-codes", &[]),
        case("POST", "/devices/factors/{id}/name", format!("/devices/factors/{NOTHING}/name"), &[]),
        case("POST", "/devices/factors/{id}/removal", format!("/devices/factors/{NOTHING}/removal"), &[]),
    ]
}

/// Gives a person a passphrase through a one-time link; returns them signed in with it and nothing else.
pub async fn with_passphrase(stage: &Stage, name: &str) -> Visitor {
    let (app, person) = (stage.app.clone(), stage.person(name));
    let invite = move |tx: &mut cairn_db::Tx<'_>| {
        cairn::account::invite(tx, &app, cairn::account::LinkKind::Join, Some(person), None)
    };
    let token = stage.app.db.write(invite).await.unwrap();
    let mut visitor = stage.stranger();
    visitor.submit(&format!("/join/{token}"), &[("passphrase", PASSPHRASE)]).await;
    visitor
}

/// The same, with an authenticator app set up; returns the app's secret too.
pub async fn with_app(stage: &Stage, name: &str) -> (Visitor, String) {
    let mut visitor = with_passphrase(stage, name).await;
    let page = visitor.page("/devices/app/new").await;
    let secret = hidden(&page, "secret");
    let fields = [("secret", secret.as_str()), ("code", &code(stage, &secret)), ("name", "My phone")];
    assert_eq!(visitor.submit("/devices/app", &fields).await, "/devices/recovery-codes");
    // The code that proved it is used up: the next one comes half a minute later.
    stage.advance(jiff::SignedDuration::from_secs(30));
    (visitor, secret)
}

/// Somebody at a new browser, after the passphrase.
pub async fn after_passphrase(stage: &Stage, name: &str) -> Visitor {
    let mut visitor = stage.stranger();
    let email = format!("{name}@example.org");
    visitor.submit("/sign-in", &[("email", &email), ("passphrase", PASSPHRASE)]).await;
    visitor
}

/// What the authenticator app shows now.
pub fn code(stage: &Stage, secret: &str) -> String {
    code_at(stage.app.clock.now(), secret)
}

pub fn code_at(now: Timestamp, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let app = Builder::new().with_secret(secret).build().unwrap();
    app.generate(now.as_second() as u64).to_string()
}

/// The value of a hidden field on a page, as a browser would send it.
pub fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = page.split_once(&start).unwrap_or_else(|| panic!("no field {name} on the page")).1;
    let value = rest.split('"').next().unwrap();
    value.replace("&#38;", "&").replace("&#43;", "+").replace("&amp;", "&")
}
