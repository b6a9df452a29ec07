//! The organization's own sign-in, against a provider made for the test: its tokens are signed with ES256.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use data_encoding::BASE64URL_NOPAD as B64;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::cast::Stage;
use crate::visitor::{Reply, Visitor};

#[derive(Clone)]
struct Provider {
    base: String,
    /// What the next token says, and the challenge that its code was asked for with.
    next: Arc<Mutex<(Value, String)>>,
}

fn key() -> SigningKey {
    SigningKey::from_slice(&[21; 32]).unwrap()
}

fn as_json(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

impl Provider {
    async fn open() -> Provider {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let provider = Provider { base: base.clone(), next: Arc::default() };
        let about = json!({
            "issuer": base, "authorization_endpoint": format!("{base}/authorize"),
            "token_endpoint": format!("{base}/token"), "jwks_uri": format!("{base}/keys"),
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        });
        let point = key().verifying_key().to_sec1_point(false);
        let (x, y) = (B64.encode(&point.as_bytes()[1..33]), B64.encode(&point.as_bytes()[33..65]));
        let keys = json!({"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "one", "x": x, "y": y}]});
        let tokens = provider.clone();
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(move || async move { as_json(&about) }))
            .route("/keys", get(move || async move { as_json(&keys) }))
            .route("/token", post(move |body: String| async move { tokens.token(&body) }));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        provider
    }

    fn token(&self, body: &str) -> Response {
        let sent: HashMap<String, String> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
        let (claims, challenge) = self.next.lock().unwrap().clone();
        let proven = B64.encode(&Sha256::digest(sent["code_verifier"].as_bytes()));
        if proven != challenge || sent["code"] != "good" {
            return (StatusCode::BAD_REQUEST, as_json(&json!({"error": "invalid_grant"}))).into_response();
        }
        let part = |value: &Value| B64.encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(&json!({"alg": "ES256", "kid": "one"})), part(&claims));
        let signature: Signature = key().sign(signed.as_bytes());
        let token = format!("{signed}.{}", B64.encode(&signature.to_bytes()));
        as_json(&json!({"access_token": "a", "token_type": "Bearer", "id_token": token}))
    }
}

async fn stage(provider: &Provider) -> Stage {
    let issuer = provider.base.clone();
    Stage::with(move |name| match name {
        "CAIRN_OIDC_ISSUER" => Some(issuer.clone()),
        "CAIRN_OIDC_CLIENT_ID" => Some("cairn".to_string()),
        "CAIRN_OIDC_LABEL" => Some("Harbor Health".to_string()),
        "CAIRN_OIDC_MFA_AMR" => Some("mfa".to_string()),
        _ => None,
    })
    .await
}

/// Goes to the provider and comes back with a token that says `told` beside what is usual. `nonce` and `state` in it
/// take the place of the right ones.
async fn go(stage: &Stage, provider: &Provider, visitor: &mut Visitor, told: Value) -> Reply {
    let asked = visitor.get("/sign-in/organization?next=/devices").await;
    assert!(asked.location.starts_with(&format!("{}/authorize?", provider.base)), "{}", asked.words());
    let query = asked.location.split_once('?').unwrap().1;
    let query: HashMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let now = stage.app.clock.now().as_second();
    let mut claims = json!({
        "iss": provider.base, "aud": "cairn", "sub": "subject-1", "iat": now, "exp": now + 300,
        "nonce": query["nonce"], "email": "cora@example.org", "email_verified": true,
    });
    for (name, value) in told.as_object().unwrap() {
        claims[name] = value.clone();
    }
    *provider.next.lock().unwrap() = (claims, query["code_challenge"].clone());
    let state = told["state"].as_str().unwrap_or(&query["state"]).to_string();
    visitor.get(&format!("/sign-in/organization/return?code=good&state={state}")).await
}

#[tokio::test]
async fn row_32_staff_come_in_through_the_organization_and_a_second_step_follows_unless_it_was_shown_there() {
    let provider = Provider::open().await;
    let stage = stage(&provider).await;
    assert!(stage.stranger().page("/sign-in").await.contains("Harbor Health"));
    let mut cora = stage.stranger();
    assert_eq!(go(&stage, &provider, &mut cora, json!({})).await.location, "/devices");
    assert!(cora.get("/devices").await.location.starts_with("/second-step"));
    let mut cora = stage.stranger();
    let told = json!({"amr": ["pwd", "mfa"], "email": "another@example.org", "email_verified": false});
    assert_eq!(go(&stage, &provider, &mut cora, told).await.location, "/devices");
    assert!(cora.page("/devices").await.contains("through the organization"), "found by the names that stay");
}

#[tokio::test]
async fn row_15_whatever_is_wrong_at_the_organization_the_answer_is_the_same() {
    let provider = Provider::open().await;
    let stage = stage(&provider).await;
    let past = stage.app.clock.now().as_second() - 60;
    let wrong = [
        json!({"nonce": "another"}),
        json!({"state": "another"}),
        json!({"exp": past}),
        json!({"aud": "somebody-else"}),
        json!({"email_verified": false}),
        json!({"email": "nobody@example.org"}),
        // Participants do not come in this way, known as they are.
        json!({"email": "ana@example.org"}),
    ];
    let mut pages = Vec::new();
    for told in wrong {
        let mut visitor = stage.stranger();
        let reply = go(&stage, &provider, &mut visitor, told.clone()).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}: {}", reply.words());
        assert!(visitor.cookie("visit").is_none(), "{told}");
        pages.push(reply.body);
    }
    assert!(pages.iter().all(|page| page == &pages[0]));
}

#[tokio::test]
async fn a_return_without_the_browser_that_asked_and_a_second_return_lead_nowhere() {
    let provider = Provider::open().await;
    let stage = stage(&provider).await;
    let mut cora = stage.stranger();
    go(&stage, &provider, &mut cora, json!({})).await;
    let replayed = cora.get("/sign-in/organization/return?code=good&state=any").await;
    assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = stage.stranger().get("/sign-in/organization/return?code=good&state=").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn without_a_provider_there_is_no_such_page() {
    let stage = Stage::set().await;
    assert_eq!(stage.stranger().get("/sign-in/organization").await.status, StatusCode::NOT_FOUND);
    assert!(!stage.stranger().page("/sign-in").await.contains("/sign-in/organization"));
}
