//! Push messages: sealed for one browser, signed by this server, and handed to known push services only.

use data_encoding::BASE64URL_NOPAD as B64;
use web_push_native::p256::SecretKey;
use web_push_native::p256::ecdsa::signature::Verifier;
use web_push_native::p256::ecdsa::{Signature, VerifyingKey};
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint;
use web_push_native::{Auth, decrypt};

use super::reach;
use crate::sessions::planned_at;

fn browser() -> (SecretKey, [u8; 16]) {
    (SecretKey::from_slice(&[7; 32]).unwrap(), [9; 16])
}

fn subscription(endpoint: &str) -> String {
    let (secret, auth) = browser();
    let public = B64.encode(secret.public_key().to_encoded_point(false).as_bytes());
    serde_json::json!({"endpoint": endpoint, "expirationTime": null, "keys": {"p256dh": public, "auth": B64.encode(&auth)}})
        .to_string()
}

#[tokio::test]
async fn the_browser_alone_reads_what_was_sent() {
    let reach = reach().await;
    let mut ana = reach.stage.visit_as("ana").await;
    let given = subscription(&format!("http://{}/push/abc", reach.web.address));
    ana.submit("/reminders/push", &[("subscription", given.as_str())]).await;
    ana.submit("/reminders", &[("ways", "push"), ("leads", "day")]).await;
    let page = ana.page("/reminders").await;
    let key = page.split("data-push-key=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    reach.go_to("2026-03-03T14:00:10");
    assert_eq!(reach.round().await.sent, 1);
    let (headers, body) = reach.web.taken().pop().unwrap();
    assert_eq!(headers["content-encoding"], "aes128gcm");
    assert!(!String::from_utf8_lossy(&body).contains("appointment"));
    let (secret, auth) = browser();
    let opened = decrypt(body.to_vec(), &secret, &Auth::clone_from_slice(&auth)).unwrap();
    let shown: serde_json::Value = serde_json::from_slice(&opened).unwrap();
    assert_eq!(shown["title"], "Appointment reminder");
    assert_eq!(shown["body"], "Reminder: you have an appointment on Wed, Mar 4, 2026 at 2:00 PM.");
    // Signed with the key that the page named, for this service.
    let header = headers["authorization"].to_str().unwrap();
    let token = header.strip_prefix("vapid t=").unwrap().split(',').next().unwrap();
    assert!(header.ends_with(&format!("k={key}")));
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let verifying = VerifyingKey::from_sec1_bytes(&B64.decode(key.as_bytes()).unwrap()).unwrap();
    let signature = Signature::from_slice(&B64.decode(signature.as_bytes()).unwrap()).unwrap();
    verifying.verify(signed.as_bytes(), &signature).unwrap();
    let claims = B64.decode(signed.split('.').nth(1).unwrap().as_bytes()).unwrap();
    let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims["aud"], format!("http://{}", reach.web.address));
}

#[tokio::test]
async fn a_browser_that_is_gone_is_forgotten() {
    let reach = reach().await;
    let mut ana = reach.stage.visit_as("ana").await;
    let given = subscription(&format!("http://{}/push/abc", reach.web.address));
    ana.submit("/reminders/push", &[("subscription", given.as_str())]).await;
    ana.submit("/reminders", &[("ways", "push"), ("leads", "day")]).await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    reach.go_to("2026-03-03T14:00:10");
    reach.web.answer(410);
    assert_eq!(reach.round().await.not_sent, 1);
    assert!(!reach.stage.visit_as("ana").await.page("/reminders").await.contains("A browser of yours"));
}

#[tokio::test]
async fn an_address_inside_is_not_talked_to() {
    let reach = reach().await;
    let mut ana = reach.stage.visit_as("ana").await;
    for endpoint in ["http://127.0.0.1:1/x", "https://169.254.169.254/x", "https://push.example/x"] {
        let refused = ana.post("/reminders/push", &[("subscription", subscription(endpoint).as_str())]).await;
        assert!(refused.body.contains("somewhere that we do not know"), "{endpoint}");
    }
}

#[tokio::test]
async fn the_service_worker_shows_what_it_is_given_and_nothing_else() {
    let reach = reach().await;
    let worker = reach.stage.stranger().get("/sw.js").await;
    assert!(worker.body.contains("showNotification"));
    assert!(worker.headers["content-type"].to_str().unwrap().starts_with("text/javascript"));
}
