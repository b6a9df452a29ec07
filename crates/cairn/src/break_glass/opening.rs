//! A record opened in an emergency, and its rules.

use jiff::{SignedDuration, Timestamp};

use crate::access::Role;
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::web::Text;

/// How long the record stays open. It cannot be made longer: going on takes a new reason.
pub const MINUTES: i64 = 60;
/// Within which the privacy officer says whether it was justified.
pub const REVIEW_HOURS: i64 = 72;
/// Tries of one person within a day, whether they found somebody or not.
pub const MOST_TRIES: i64 = 5;

pub const REASONS: [&str; 5] = ["danger", "health", "cover", "coming_back", "other"];
pub const VERDICTS: [&str; 2] = ["justified", "not_justified"];

#[derive(Debug, Clone)]
pub struct Opening {
    pub id: RowId,
    pub participant: ParticipantId,
    pub participant_name: String,
    pub by: PersonId,
    pub by_name: String,
    pub acting_as: Role,
    pub reason: String,
    pub words: String,
    pub opened_at: Timestamp,
    pub expires_at: Timestamp,
    pub review_due_at: Timestamp,
    /// Closed by the one who opened it, before its time.
    pub ended_at: Option<Timestamp>,
    pub review: Option<Review>,
}

#[derive(Debug, Clone)]
pub struct Review {
    pub verdict: String,
    pub words: Option<String>,
    pub at: Timestamp,
    pub by: String,
}

impl Opening {
    /// The record can be read through it.
    pub fn is_open(&self, now: &Timestamp) -> bool {
        self.ended_at.is_none() && *now < self.expires_at
    }

    /// The review should have been there by now.
    pub fn is_overdue(&self, now: &Timestamp) -> bool {
        self.review.is_none() && self.review_due_at < *now
    }

    /// When reading ended, or will end.
    pub fn until(&self) -> &Timestamp {
        self.ended_at.as_ref().unwrap_or(&self.expires_at)
    }

    /// Who opened whose record.
    pub fn line(&self, t: &Text) -> String {
        let who = [("by", self.by_name.as_str().into()), ("name", self.participant_name.as_str().into())];
        t.args("break-glass-line", who)
    }
}

/// When an opening that begins now ends by itself, and by when it is reviewed.
pub fn times(now: Timestamp) -> (Timestamp, Timestamp) {
    (now + SignedDuration::from_mins(MINUTES), now + SignedDuration::from_hours(REVIEW_HOURS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Chance;

    #[test]
    fn it_ends_after_an_hour_or_earlier_and_is_overdue_after_three_days() {
        let now: Timestamp = "2026-03-02T15:00:00Z".parse().unwrap();
        let (expires_at, review_due_at) = times(now);
        let chance = Chance::from_seed(1);
        let mut opening = Opening {
            id: chance.id(now),
            participant: chance.id(now),
            participant_name: String::new(),
            by: chance.id(now),
            by_name: String::new(),
            acting_as: Role::PeerSupporter,
            reason: "danger".to_string(),
            words: String::new(),
            opened_at: now,
            expires_at,
            review_due_at,
            ended_at: None,
            review: None,
        };
        let after = |minutes: i64| now + SignedDuration::from_mins(minutes);
        assert!(opening.is_open(&after(59)) && !opening.is_open(&after(60)));
        assert!(!opening.is_overdue(&after(72 * 60)) && opening.is_overdue(&after(72 * 60 + 1)));
        opening.ended_at = Some(after(5));
        assert!(!opening.is_open(&after(6)));
    }
}
