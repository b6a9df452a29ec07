//! What is on file, and a whole question in one piece.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Agreement, Consent, Decision, Order, Request, Restriction, decide};

/// What is on file about the person, and the program's agreements. The order of the lists does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnFile<'a> {
    pub consents: &'a [Consent],
    pub restrictions: &'a [Restriction],
    pub orders: &'a [Order],
    pub agreements: &'a [Agreement],
}

/// A request with all that is on file and the instant: what it takes to replay a decision. The form of
/// `cairn part2 decide`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub request: Request,
    #[serde(default)]
    pub consents: Vec<Consent>,
    #[serde(default)]
    pub restrictions: Vec<Restriction>,
    #[serde(default)]
    pub orders: Vec<Order>,
    #[serde(default)]
    pub agreements: Vec<Agreement>,
    pub now: Timestamp,
}

impl Question {
    pub fn on_file(&self) -> OnFile<'_> {
        OnFile {
            consents: &self.consents,
            restrictions: &self.restrictions,
            orders: &self.orders,
            agreements: &self.agreements,
        }
    }

    pub fn decide(&self) -> Decision {
        decide(&self.request, &self.on_file(), self.now)
    }
}
