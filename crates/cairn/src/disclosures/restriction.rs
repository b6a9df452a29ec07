//! What a person asked to hold back, and until when it is (§2.26).

use jiff::Timestamp;

use crate::ids::{ParticipantId, RecipientId, RowId, SessionId};

/// How a restriction ends: the person asks in writing; they agree orally, which is written down; the program gives notice.
pub const ENDINGS: [&str; 3] = ["written", "oral", "notice"];

pub struct NewHeld {
    pub id: RowId,
    /// asked, paid_in_full
    pub kind: &'static str,
    pub words: Option<String>,
    pub recipient: Option<RecipientId>,
    pub class: Option<String>,
    pub purposes: Vec<String>,
    pub categories: Vec<String>,
    pub session: Option<SessionId>,
}

/// A restriction as it stands.
#[derive(Debug, Clone)]
pub struct Held {
    pub id: RowId,
    pub participant: ParticipantId,
    pub kind: String,
    pub words: Option<String>,
    pub recipient: Option<RecipientId>,
    pub recipient_name: Option<String>,
    pub class: Option<String>,
    pub purposes: Vec<String>,
    pub categories: Vec<String>,
    pub session: Option<SessionId>,
    pub session_at: Option<Timestamp>,
    pub asked_at: Timestamp,
    pub answer: Option<String>,
    pub reason: Option<String>,
    pub answered_at: Option<Timestamp>,
    pub ending: Option<String>,
    pub ending_words: Option<String>,
    pub ended_at: Option<Timestamp>,
}

impl Held {
    pub fn waits(&self) -> bool {
        self.answer.is_none() && self.ended_at.is_none()
    }

    pub fn was_accepted(&self) -> bool {
        self.answer.as_deref() == Some("accepted")
    }

    /// Accepted and not ended.
    pub fn holds(&self) -> bool {
        self.was_accepted() && self.ended_at.is_none()
    }

    /// Ended by the program's notice: what was recorded until then stays held back.
    pub fn holds_for_the_past(&self) -> bool {
        self.was_accepted() && self.ending.as_deref() == Some("notice")
    }

    /// The stem of its state's key, and the badge's kind.
    pub fn state(&self) -> (&'static str, &'static str) {
        match (&self.ended_at, self.answer.as_deref()) {
            (Some(_), _) if self.holds_for_the_past() => ("restriction-state-past", "slate"),
            (Some(_), _) => ("restriction-state-ended", "slate"),
            (None, Some("accepted")) => ("restriction-state-holds", "moss"),
            (None, Some(_)) => ("restriction-state-declined", "clay"),
            (None, None) => ("restriction-state-waits", "amber"),
        }
    }

    pub fn is_paid_in_full(&self) -> bool {
        self.kind == "paid_in_full"
    }
}
