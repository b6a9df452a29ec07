//! Passkeys, with an authenticator written out by hand: what a phone would answer, byte by byte (WebAuthn Level 2, section 6).

use axum::http::StatusCode;
use data_encoding::BASE64URL_NOPAD as B64;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{after_passphrase, hidden, with_passphrase};
use crate::cast::Stage;
use crate::visitor::Visitor;

const ORIGIN: &str = "http://localhost:8000";

/// One credential on a phone.
struct Phone {
    key: SigningKey,
    id: Vec<u8>,
    user: Vec<u8>,
    verifies: bool,
}

impl Phone {
    fn new(seed: u8) -> Phone {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        Phone { key, id: vec![seed; 20], user: vec![], verifies: true }
    }

    fn client_data(kind: &str, options: &Value) -> String {
        let challenge = options["challenge"].as_str().unwrap();
        json!({"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": false}).to_string()
    }

    fn head(&self, attested: bool) -> Vec<u8> {
        let mut head = Sha256::digest(b"localhost").to_vec();
        head.push(0x01 | if self.verifies { 0x04 } else { 0 } | if attested { 0x40 } else { 0 });
        head.extend([0, 0, 0, 0]);
        head
    }

    fn create(&mut self, options: &Value) -> String {
        self.user = B64.decode(options["user"]["id"].as_str().unwrap().as_bytes()).unwrap();
        let data = Phone::client_data("webauthn.create", options);
        let mut authenticator = self.head(true);
        authenticator.extend([0; 16]);
        authenticator.extend([0, self.id.len() as u8]);
        authenticator.extend(&self.id);
        // COSE key: EC2, ES256, P-256, x, y.
        let point = self.key.verifying_key().to_sec1_point(false);
        authenticator.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        authenticator.extend(&point.as_bytes()[1..33]);
        authenticator.extend([0x22, 0x58, 0x20]);
        authenticator.extend(&point.as_bytes()[33..65]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(authenticator.len() as u8);
        object.extend(authenticator);
        let response =
            json!({"clientDataJSON": B64.encode(data.as_bytes()), "attestationObject": B64.encode(&object)});
        self.answer(response)
    }

    fn get(&self, options: &Value) -> String {
        let data = Phone::client_data("webauthn.get", options);
        let head = self.head(false);
        let mut signed = head.clone();
        signed.extend(Sha256::digest(data.as_bytes()));
        let signature: Signature = self.key.sign(&signed);
        self.answer(json!({
            "clientDataJSON": B64.encode(data.as_bytes()),
            "authenticatorData": B64.encode(&head),
            "signature": B64.encode(signature.to_der().as_bytes()),
            "userHandle": B64.encode(&self.user),
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = B64.encode(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "response": response}).to_string()
    }
}

/// What a page asks the browser for, and the ceremony's name.
fn asked(page: &str) -> (Value, String) {
    let text = page
        .split_once("data-passkey-options=\"")
        .expect("no passkey asked for")
        .1
        .split('"')
        .next()
        .unwrap();
    let text =
        text.replace("&#34;", "\"").replace("&#38;", "&").replace("&quot;", "\"").replace("&amp;", "&");
    (serde_json::from_str(&text).unwrap(), hidden(page, "ceremony"))
}

async fn add(visitor: &mut Visitor, phone: &mut Phone) {
    let (options, ceremony) = asked(&visitor.page("/devices/passkey/new").await);
    let credential = phone.create(&options);
    let fields = [("ceremony", ceremony.as_str()), ("credential", &credential), ("name", "Blue phone")];
    assert_eq!(visitor.submit("/devices/passkey", &fields).await, "/devices");
}

async fn use_alone(visitor: &mut Visitor, phone: &Phone) -> crate::visitor::Reply {
    let (options, ceremony) = asked(&visitor.page("/sign-in/passkey").await);
    assert!(options.get("allowCredentials").is_none_or(|known| known == &json!([])), "names nobody's keys");
    let credential = phone.get(&options);
    visitor.post("/sign-in/passkey", &[("ceremony", &ceremony), ("credential", &credential)]).await
}

#[tokio::test]
async fn row_32_a_passkey_is_set_up_and_signs_in_by_itself_as_both_factors() {
    let stage = Stage::set().await;
    let mut sam = with_passphrase(&stage, "sam").await;
    assert!(sam.get("/today").await.location.starts_with("/second-step"));
    let mut phone = Phone::new(7);
    add(&mut sam, &mut phone).await;
    assert!(sam.page("/devices").await.contains("Blue phone"));
    let mut fresh = stage.stranger();
    assert_eq!(use_alone(&mut fresh, &phone).await.location, "/today");
    fresh.page("/today").await;
}

#[tokio::test]
async fn a_passkey_is_a_second_step_after_the_passphrase_and_an_answer_is_good_once() {
    let stage = Stage::set().await;
    let mut phone = Phone::new(8);
    add(&mut with_passphrase(&stage, "sam").await, &mut phone).await;
    let mut sam = after_passphrase(&stage, "sam").await;
    let (options, ceremony) = asked(&sam.page("/second-step").await);
    let credential = phone.get(&options);
    let fields = [("ceremony", ceremony.as_str()), ("credential", credential.as_str()), ("next", "/devices")];
    assert_eq!(sam.submit("/second-step", &fields).await, "/devices");
    let mut thief = after_passphrase(&stage, "sam").await;
    assert_eq!(thief.post("/second-step", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn row_15_a_strangers_passkey_and_a_removed_one_and_one_not_verified_get_the_same_page() {
    let stage = Stage::set().await;
    let mut phone = Phone::new(9);
    let mut ana = with_passphrase(&stage, "ana").await;
    add(&mut ana, &mut phone).await;
    let mut unknown = Phone::new(10);
    unknown.user = uuid::Uuid::from(stage.person("bo")).as_bytes().to_vec();
    let mut pages = vec![use_alone(&mut stage.stranger(), &unknown).await];
    phone.verifies = false;
    pages.push(use_alone(&mut stage.stranger(), &phone).await);
    phone.verifies = true;
    let page = ana.page("/devices").await;
    let before = page.split("/removal\"").next().unwrap();
    let id = before.rsplit("action=\"/devices/factors/").next().unwrap();
    ana.submit(&format!("/devices/factors/{id}/removal"), &[]).await;
    pages.push(use_alone(&mut stage.stranger(), &phone).await);
    let plain = |reply: &crate::visitor::Reply| {
        let (options, ceremony) = asked(&reply.body);
        let challenge = options["challenge"].as_str().unwrap().to_string();
        reply.body.replace(&ceremony, "CEREMONY").replace(&challenge, "CHALLENGE")
    };
    for page in &pages {
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(plain(page), plain(&pages[0]));
    }
}

#[tokio::test]
async fn on_a_number_there_are_no_passkeys_and_the_page_says_so() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    sam.reached_at("127.0.0.1:8000");
    let page = sam.page("/devices/passkey/new").await;
    assert!(page.contains("Passkeys belong to a name") && !page.contains("data-passkey-options"));
}
