//! Ways of sending and keeping that somebody else runs. Each is shut until a service agreement that covers it is on file
//! and in force (42 CFR 2.12(c)(4)).

use cairn_db::Tx;
use jiff::civil::Date;

use super::store;
use crate::web::{Problem, Refusal};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    Sms,
    Mail,
    Push,
    Video,
    Backup,
    /// Sign-in run by somebody else (OpenID Connect).
    SignIn,
    Hosting,
}

impl Channel {
    pub const ALL: [Channel; 7] = [
        Channel::Sms,
        Channel::Mail,
        Channel::Push,
        Channel::Video,
        Channel::Backup,
        Channel::SignIn,
        Channel::Hosting,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Channel::Sms => "sms",
            Channel::Mail => "mail",
            Channel::Push => "push",
            Channel::Video => "video",
            Channel::Backup => "backup",
            Channel::SignIn => "sign_in",
            Channel::Hosting => "hosting",
        }
    }

    pub fn from_code(code: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

/// Proof that a channel may be used today. What sends takes it as an argument.
#[derive(Debug, Clone, Copy)]
pub struct OpenChannel {
    channel: Channel,
}

impl OpenChannel {
    pub fn channel(self) -> Channel {
        self.channel
    }
}

/// Asked before each use, never once and for all: the day after the agreement ends, the answer is no.
pub fn channel_open(tx: &mut Tx<'_>, channel: Channel, today: Date) -> Result<OpenChannel, Problem> {
    let covered = store::all(tx)?.into_iter().any(|contract| {
        contract.is_service() && contract.channels.contains(&channel) && contract.is_in_force(today)
    });
    if covered {
        Ok(OpenChannel { channel })
    } else {
        Err(Refusal { field: "", key: "channel-is-shut" }.into())
    }
}
