//! Handing a message over to whoever carries it. Each way takes the proof that its channel is open today.

pub mod mail;
pub mod push;
pub mod sms;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::message::Message;
use crate::config::{Config, Messages};
use crate::contracts::{Channel, OpenChannel};

/// Longer than any of them takes; nobody waits for a server that hangs.
const LONGEST: Duration = Duration::from_secs(10);

/// Why a message was not, or perhaps not, handed over. The code goes on the page of the channels' health; nothing of the
/// message or its address does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It was certainly not taken; worth another try.
    Later(&'static str),
    /// It was certainly not taken, and will not be.
    Never(&'static str),
    /// The browser or mailbox is not there any more.
    Gone,
    /// It may have been taken.
    Unknown(&'static str),
}

/// The ways that are set up.
#[derive(Clone)]
pub struct Sender(Arc<Parts>);

struct Parts {
    messages: Messages,
    keys: std::path::PathBuf,
    web: OnceLock<Option<reqwest::Client>>,
    vapid: OnceLock<Option<push::Vapid>>,
}

impl Sender {
    pub fn new(config: &Config) -> Sender {
        let (messages, keys) = (config.messages.clone(), config.keys.clone());
        Sender(Arc::new(Parts { messages, keys, web: OnceLock::new(), vapid: OnceLock::new() }))
    }

    pub fn is_set_up(&self, channel: Channel) -> bool {
        match channel {
            Channel::Mail => self.0.messages.mail.is_some(),
            Channel::Sms => self.0.messages.sms.is_some(),
            Channel::Push => self.vapid().is_some(),
            _ => false,
        }
    }

    /// The key that browsers know this server by; none when push is not set up.
    pub fn push_key(&self) -> Option<String> {
        self.vapid().map(push::Vapid::public)
    }

    fn vapid(&self) -> Option<&push::Vapid> {
        self.0.messages.push.as_ref()?;
        self.0.vapid.get_or_init(|| push::Vapid::kept_beside(&self.0.keys)).as_ref()
    }

    /// A client that follows no redirect: it could lead to a machine inside.
    fn web(&self) -> Option<&reqwest::Client> {
        let build = || {
            let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
            builder.timeout(LONGEST).build().ok()
        };
        self.0.web.get_or_init(build).as_ref()
    }

    /// Whether a push service that a browser names is one to talk to.
    pub fn may_push_to(&self, endpoint: &str) -> bool {
        self.0.messages.push.as_ref().is_some_and(|push| push::is_known(endpoint, &push.hosts))
    }

    /// Hands one message over.
    pub async fn send(
        &self,
        open: OpenChannel,
        address: &str,
        message: &Message,
        id: &str,
    ) -> Result<(), Failure> {
        let messages = &self.0.messages;
        let none = Failure::Later("not_set_up");
        match open.channel() {
            Channel::Mail => {
                mail::send(messages.mail.as_ref().ok_or(none)?, address, message, id, LONGEST).await
            }
            Channel::Sms => {
                let web = self.web().ok_or(none)?;
                sms::send(messages.sms.as_ref().ok_or(none)?, web, address, message, id).await
            }
            Channel::Push => {
                let (push, web) = (messages.push.as_ref().ok_or(none)?, self.web().ok_or(none)?);
                push::send(push, self.vapid().ok_or(none)?, web, address, message).await
            }
            _ => Err(Failure::Never("not_a_way_of_sending")),
        }
    }
}

/// Whether a web request was certainly not taken: it never got through.
fn of_web(error: &reqwest::Error) -> Failure {
    if error.is_connect() || error.is_builder() {
        Failure::Later("no_connection")
    } else {
        Failure::Unknown("no_answer")
    }
}

/// What a status means for the message.
fn of_status(status: reqwest::StatusCode) -> Result<(), Failure> {
    match status.as_u16() {
        200..=299 => Ok(()),
        404 | 410 => Err(Failure::Gone),
        408 | 429 | 500..=599 => Err(Failure::Later("refused_for_now")),
        401 | 403 => Err(Failure::Never("not_allowed")),
        _ => Err(Failure::Never("refused")),
    }
}
