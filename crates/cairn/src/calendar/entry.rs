//! One line of the calendar, and what somebody looks for.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::ids::{PersonId, RoomId, SiteId};
use crate::web::{Form, Text};

pub const KINDS: [&str; 4] = ["session", "group", "family", "event"];

/// What a line is called, as far as this viewer may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    Title(String),
    /// The other side of a session.
    With(String),
    /// Participant and supporter, for who plans.
    Both(String, String),
    None,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// One of [`KINDS`].
    pub kind: &'static str,
    pub id: Uuid,
    /// The mode of a session, the model of a meeting, the kind of an event.
    pub what: String,
    pub names: Names,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub room: Option<String>,
    /// Called off.
    pub off: bool,
    pub href: Option<String>,
}

impl Entry {
    pub fn title(&self, t: &Text) -> String {
        match &self.names {
            Names::Title(title) => title.clone(),
            Names::With(name) => t.with("calendar-with", "name", name.as_str()),
            Names::Both(one, other) => {
                t.args("calendar-both", [("one", one.as_str().into()), ("other", other.as_str().into())])
            }
            Names::None => self.kind(t),
        }
    }

    /// What kind of thing it is, in a few words.
    pub fn kind(&self, t: &Text) -> String {
        match self.kind {
            "session" => t.code("calendar-session", &self.what),
            "event" => t.code("event-kind", &self.what),
            "family" => t.get("calendar-kind-family"),
            _ => t.code("calendar-group", &self.what),
        }
    }

    /// From when to when, on the clock.
    pub fn hours(&self, t: &Text) -> String {
        let end = self.starts_at.checked_add(SignedDuration::from_mins(self.minutes));
        let end = end.unwrap_or(self.starts_at);
        t.args(
            "calendar-hours",
            [("from", t.at_time(&self.starts_at).into()), ("to", t.at_time(&end).into())],
        )
    }
}

/// What is looked for; each empty when it does not matter.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub site: Option<SiteId>,
    pub room: Option<RoomId>,
    pub kind: Option<String>,
    pub person: Option<PersonId>,
}

impl Asked {
    /// What makes no sense is not asked. Only who sees everything can ask for a person.
    pub fn read(query: &Form, all: bool) -> Asked {
        let kind = KINDS.into_iter().find(|kind| *kind == query.value("kind"));
        Asked {
            site: query.value("site").parse().ok(),
            room: query.value("room").parse().ok(),
            kind: kind.map(str::to_string),
            person: query.value("person").parse().ok().filter(|_| all),
        }
    }

    pub fn wants(&self, kind: &str) -> bool {
        self.kind.as_deref().is_none_or(|wanted| wanted == kind)
    }
}
