//! Push messages to browsers: sealed for the browser (RFC 8291), signed with this server's own key (RFC 8292), handed to
//! the push service that the browser named. The service sees that something was sent, when, and how long it is.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use data_encoding::BASE64URL_NOPAD as B64;
use jiff::Timestamp;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use web_push_native::p256::ecdsa::signature::Signer;
use web_push_native::p256::ecdsa::{Signature, SigningKey};
use web_push_native::p256::{PublicKey, SecretKey};
use web_push_native::{Auth, WebPushBuilder};

use super::{Failure, of_status, of_web};
use crate::config::Push;
use crate::reminders::message::Message;

/// What a browser gives when it agrees to push messages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Subscription {
    pub endpoint: String,
    pub keys: Keys,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Keys {
    pub p256dh: String,
    pub auth: String,
}

impl Subscription {
    /// One that can be used; none for anything else.
    pub fn read(text: &str) -> Option<Subscription> {
        let read: Subscription = serde_json::from_str(text).ok()?;
        let fits = read.endpoint.len() < 1000 && read.public().is_some() && read.auth().is_some();
        fits.then_some(read)
    }

    fn public(&self) -> Option<PublicKey> {
        PublicKey::from_sec1_bytes(&B64.decode(self.keys.p256dh.trim_end_matches('=').as_bytes()).ok()?).ok()
    }

    fn auth(&self) -> Option<Auth> {
        let bytes = B64.decode(self.keys.auth.trim_end_matches('=').as_bytes()).ok()?;
        (bytes.len() == 16).then(|| Auth::clone_from_slice(&bytes))
    }
}

/// The services of the large browsers. The address comes from a person's browser: anything else could be a machine inside.
const SERVICES: [&str; 4] =
    ["fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com", "notify.windows.com"];

/// Whether this is the address of a push service that we know, or that the operator named.
pub fn is_known(endpoint: &str, more: &[String]) -> bool {
    let Ok(url) = Url::parse(endpoint) else { return false };
    let Some(host) = url.host_str() else { return false };
    let listed =
        |known: &str| host == known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.'));
    let by_operator = more.iter().any(|known| {
        known.as_str() == host
            || url.port().is_some_and(|port| *known == [host, ":", &port.to_string()].concat())
    });
    let usual = SERVICES.into_iter().any(listed) && url.port().is_none();
    by_operator || (usual && url.scheme() == "https" && url.username().is_empty())
}

/// This server's key for push services, made at first use and kept beside the other keys.
pub struct Vapid(SigningKey);

impl Vapid {
    pub fn kept_beside(keys: &Path) -> Option<Vapid> {
        let path = keys.with_file_name("push.key");
        let read = || {
            let text = std::fs::read_to_string(&path).ok()?;
            let key = SecretKey::from_slice(&B64.decode(text.trim().as_bytes()).ok()?).ok()?;
            Some(Vapid(key.into()))
        };
        if path.exists() {
            return read();
        }
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).ok()?;
        let key = SecretKey::from_slice(&bytes).ok()?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            DirBuilder::new().recursive(true).mode(0o700).create(folder).ok()?;
        }
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        match made {
            Ok(mut file) => {
                file.write_all(B64.encode(&bytes).as_bytes()).and_then(|()| file.sync_all()).ok()?;
                Some(Vapid(key.into()))
            }
            // Another process was first: its key is the key.
            Err(_) => read(),
        }
    }

    /// The public half as browsers take it.
    pub fn public(&self) -> String {
        B64.encode(self.0.verifying_key().to_encoded_point(false).as_bytes())
    }

    /// The header that says who sends: good for this service, for half a day (RFC 8292, 2 and 3).
    fn header(&self, audience: &str, contact: &str, now: Timestamp) -> String {
        let part = |value: serde_json::Value| B64.encode(value.to_string().as_bytes());
        let head = part(serde_json::json!({"typ": "JWT", "alg": "ES256"}));
        let expires = now.as_second() + 12 * 3600;
        let body = part(serde_json::json!({"aud": audience, "exp": expires, "sub": contact}));
        let signed = [head.as_str(), ".", &body].concat();
        let signature: Signature = self.0.sign(signed.as_bytes());
        let token = [signed.as_str(), ".", &B64.encode(&signature.to_bytes())].concat();
        ["vapid t=", &token, ", k=", &self.public()].concat()
    }
}

/// What the browser shows.
fn shown(message: &Message) -> Vec<u8> {
    serde_json::json!({"title": message.subject, "body": message.text}).to_string().into_bytes()
}

pub async fn send(
    push: &Push,
    vapid: &Vapid,
    web: &reqwest::Client,
    address: &str,
    message: &Message,
) -> Result<(), Failure> {
    let subscription = Subscription::read(address).ok_or(Failure::Gone)?;
    if !is_known(&subscription.endpoint, &push.hosts) {
        return Err(Failure::Gone);
    }
    let url = Url::parse(&subscription.endpoint).map_err(|_| Failure::Gone)?;
    let (public, auth) = subscription.public().zip(subscription.auth()).ok_or(Failure::Gone)?;
    let endpoint = subscription.endpoint.parse().map_err(|_| Failure::Gone)?;
    let builder =
        WebPushBuilder::new(endpoint, public, auth).with_valid_duration(std::time::Duration::from_secs(3600));
    let sealed = builder.build(shown(message)).map_err(|_| Failure::Never("not_sealed"))?;
    let audience = url.origin().ascii_serialization();
    // The service compares with its own clock, so this one is the system's.
    let header = vapid.header(&audience, &push.contact, crate::clock::Clock::System.now());
    let (parts, body) = sealed.into_parts();
    let mut request = web.post(url).header("urgency", "high").body(body);
    for (name, value) in &parts.headers {
        if name != reqwest::header::CONTENT_LENGTH {
            request = request.header(name.as_str(), value.as_bytes());
        }
    }
    let answer = request
        .header(reqwest::header::AUTHORIZATION, header)
        .send()
        .await
        .map_err(|error| of_web(&error))?;
    of_status(answer.status())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_push_services_are_talked_to() {
        for (endpoint, known) in [
            ("https://fcm.googleapis.com/fcm/send/abc", true),
            ("https://wns2-by3p.notify.windows.com/w/?token=a", true),
            ("http://fcm.googleapis.com/fcm/send/abc", false),
            ("https://fcm.googleapis.com:8443/x", false),
            ("https://fcm.googleapis.com.evil.example/x", false),
            ("https://evilnotify.windows.com.example/x", false),
            ("https://xnotify.windows.com/x", false),
            ("http://169.254.169.254/latest", false),
            ("https://127.0.0.1/x", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(is_known(endpoint, &[]), known, "{endpoint}");
        }
        assert!(is_known("http://127.0.0.1:4444/x", &["127.0.0.1:4444".to_string()]));
    }
}
