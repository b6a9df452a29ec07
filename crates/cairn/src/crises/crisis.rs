//! A crisis, and what is due about it.

use jiff::{SignedDuration, Timestamp};

use crate::ids::{ParticipantId, PersonId, RowId, SessionId};

pub const ABOUT: [&str; 3] = ["participant", "family_member", "caller"];
pub const KINDS: [&str; 6] = ["overdose", "self_harm", "violence", "withdrawal", "return_to_use", "other"];
/// What stands in the time line: what was done, and who was told.
pub const ENTRIES: [&str; 12] = [
    "noted",
    "called_911",
    "called_988",
    "naloxone",
    "told_supervisor",
    "told_on_call",
    "told_family",
    "told_other",
    "used_plan",
    "stayed",
    "help_came",
    "safe",
];
pub const OUTCOMES: [&str; 4] = ["reached", "message_left", "no_answer", "not_wanted"];

#[derive(Debug, Clone)]
pub struct Crisis {
    pub id: RowId,
    pub about: String,
    pub participant: Option<ParticipantId>,
    /// A family member, as a person.
    pub person: Option<PersonId>,
    /// What the person goes by; for a caller what they called themselves.
    pub name: Option<String>,
    pub phone: Option<String>,
    pub kind: String,
    pub words: Option<String>,
    pub happened_at: Timestamp,
    pub opened_at: Timestamp,
    pub opened_by: PersonId,
    pub opener: String,
    pub closing: Option<Closing>,
    /// Tries of the call afterwards, the newest first.
    pub calls: Vec<Call>,
}

#[derive(Debug, Clone)]
pub struct Entry {
    pub what: String,
    pub words: Option<String>,
    pub happened_at: Timestamp,
    pub noted_at: Timestamp,
    pub by: String,
}

#[derive(Debug, Clone)]
pub struct Call {
    pub outcome: String,
    pub words: Option<String>,
    pub next_due_at: Option<Timestamp>,
    pub tried_at: Timestamp,
    pub by: String,
}

#[derive(Debug, Clone)]
pub struct Closing {
    pub id: RowId,
    pub helps: Option<String>,
    pub words: Option<String>,
    pub closed_at: Timestamp,
    pub by: String,
}

/// An appointment of whoever stood by, and what became of it.
#[derive(Debug, Clone)]
pub struct Other {
    pub session: SessionId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub with: String,
}

#[derive(Debug, Clone)]
pub struct Cover {
    pub starts_at: Timestamp,
    pub of: String,
    /// Who takes over; none when it was called off.
    pub by: Option<String>,
}

impl Crisis {
    /// When the call afterwards is due; none when the person was reached, or does not want it.
    pub fn call_due_at(&self, hours: i64) -> Option<Timestamp> {
        match self.calls.first() {
            None => Some(self.opened_at + SignedDuration::from_hours(hours)),
            Some(call) if ["reached", "not_wanted"].contains(&call.outcome.as_str()) => None,
            Some(call) => Some(call.next_due_at.unwrap_or(call.tried_at + SignedDuration::from_hours(hours))),
        }
    }

    /// What has to be done first: the call, while it is due; none when all is done or it is closed.
    pub fn is_late(&self, hours: i64, now: &Timestamp) -> bool {
        self.closing.is_none() && self.call_due_at(hours).is_some_and(|due| due < *now)
    }

    pub fn is_open(&self) -> bool {
        self.closing.is_none()
    }
}

/// Open ones first, of these the late ones, each the earliest due first; then the closed ones, the latest first.
pub fn in_order(crises: &mut [Crisis], hours: i64, now: Timestamp) {
    crises.sort_by_key(|crisis| {
        let open = crisis.is_open();
        let due = crisis.call_due_at(hours).unwrap_or(Timestamp::MAX);
        let latest_first = -crisis.opened_at.as_millisecond();
        (!open, open && !crisis.is_late(hours, &now), if open { due } else { Timestamp::MAX }, latest_first)
    });
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn hour(n: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + n * 3600).unwrap()
    }

    fn crisis(opened: i64, calls: Vec<Call>) -> Crisis {
        Crisis {
            id: Uuid::from_u128(opened as u128).into(),
            about: "caller".to_string(),
            participant: None,
            person: None,
            name: None,
            phone: None,
            kind: "other".to_string(),
            words: None,
            happened_at: hour(opened),
            opened_at: hour(opened),
            opened_by: Uuid::nil().into(),
            opener: String::new(),
            closing: None,
            calls,
        }
    }

    fn call(outcome: &str, at: i64, next: Option<i64>) -> Call {
        let (outcome, tried_at) = (outcome.to_string(), hour(at));
        Call { outcome, words: None, next_due_at: next.map(hour), tried_at, by: String::new() }
    }

    #[test]
    fn the_call_is_due_a_day_later_and_again_until_somebody_answers() {
        assert_eq!(crisis(0, vec![]).call_due_at(24), Some(hour(24)));
        assert_eq!(crisis(0, vec![call("no_answer", 20, Some(30))]).call_due_at(24), Some(hour(30)));
        assert_eq!(crisis(0, vec![call("message_left", 20, None)]).call_due_at(24), Some(hour(44)));
        for end in ["reached", "not_wanted"] {
            assert_eq!(crisis(0, vec![call(end, 20, None)]).call_due_at(24), None);
        }
    }

    #[test]
    fn late_ones_come_first_and_closed_ones_last() {
        let mut closed = crisis(3, vec![]);
        closed.closing = Some(Closing {
            id: Uuid::nil().into(),
            helps: None,
            words: None,
            closed_at: hour(4),
            by: String::new(),
        });
        let mut all =
            vec![closed, crisis(90, vec![]), crisis(5, vec![]), crisis(1, vec![call("reached", 2, None)])];
        in_order(&mut all, 24, hour(100));
        let opened: Vec<i64> =
            all.iter().map(|one| (one.opened_at.as_second() - 1_800_000_000) / 3600).collect();
        assert_eq!(opened, [5, 90, 1, 3]);
    }
}
