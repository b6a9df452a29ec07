//! Passkeys (WebAuthn): a key in the phone, the computer or on a ring of keys, unlocked with a finger, a face or a PIN.
//!
//! Both factors at once, so a passkey signs in by itself, and it is a second step after a passphrase. Nobody types an
//! address for it: the device finds the key, and the page says the same to everybody. The public keys kept here are no
//! secret. A passkey belongs to a name (the host of `CAIRN_PUBLIC_URL`), never to a number: on an address like 127.0.0.1
//! there are none, and the pages say so.

mod add;
pub(super) mod ceremony;
mod sign_in;
mod step;
mod store;

pub(super) use add::{create, new};
pub(super) use sign_in::{create as sign_in, new as sign_in_page};
pub(super) use step::{ask, shown, take};

use serde::Serialize;
use serde_json::Value;
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

use crate::web::{Problem, Visit};

/// What a page needs to ask the browser for a passkey.
pub(super) struct Asking {
    /// The options of the ceremony as JSON, for the script.
    pub options: String,
    /// Names the ceremony when the answer comes back.
    pub ceremony: String,
}

/// The name that passkeys of this program belong to; none where it is reached by a number.
fn party(visit: &Visit) -> Option<Webauthn> {
    let own = visit.host.as_str();
    let address = match &visit.app.config.server.public_url {
        Some(address) => address.clone(),
        // The header is the visitor's to write, so without a public address only this machine's own name is believed.
        None if own == "localhost" || own.starts_with("localhost:") => ["http://", own].concat(),
        None => return None,
    };
    let address = Url::parse(&address).ok()?;
    let name = address.domain()?.to_string();
    WebauthnBuilder::new(&name, &address).ok()?.rp_name(&name).build().ok()
}

pub(super) fn possible(visit: &Visit) -> bool {
    party(visit).is_some()
}

/// The options as the browser takes them: `publicKey` alone, the rest is for other ways of asking.
fn options(challenge: &impl Serialize, discoverable: bool) -> Result<String, Problem> {
    let defect = |_| Problem::Defect("a passkey ceremony could not be written down");
    let mut whole = serde_json::to_value(challenge).map_err(defect)?;
    if discoverable
        && let Some(wishes) =
            whole.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut)
    {
        // A key that the device finds by itself signs in without an address being typed.
        wishes.insert("residentKey".to_string(), Value::from("preferred"));
    }
    let asked = whole.pointer("/publicKey").cloned().unwrap_or_default();
    serde_json::to_string(&asked).map_err(defect)
}
