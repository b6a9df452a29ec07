//! The rules.

use jiff::Timestamp;

use crate::{Decision, Denial, OnFile, Reason, ReasonCode, Request};

/// Answers the request. Total, deterministic, and independent of the order in which papers are given.
pub fn decide(_request: &Request, _on_file: &OnFile<'_>, _now: Timestamp) -> Decision {
    Decision::Deny(Denial { reasons: vec![Reason::of_request(ReasonCode::NoBasis)] })
}
