//! Where a note stands, worked out from its rows and nothing else, and what may be done with it there.
//!
//! A note is saved as versions, a version is sent to the supervisor, and a sending is answered once: sent back with
//! a comment, or approved. Approval locks. After it there are only amendments: versions with a reason, which are
//! sent and approved in their turn while the approved text stays readable.

use jiff::Timestamp;

use crate::ids::{PersonId, SubmissionId};
use crate::web::Refusal;

/// A saved version, as far as the state of the note goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub number: i64,
    pub amends: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Returned { comment: String },
    Approved,
}

/// A version that was sent to the supervisor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    pub id: SubmissionId,
    pub version: i64,
    pub submitted_at: Timestamp,
    pub verdict: Option<Verdict>,
}

/// All that happened to a note: versions by number, sendings by time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trail {
    pub author: PersonId,
    pub versions: Vec<Version>,
    pub submissions: Vec<Submission>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteStatus {
    /// Saved, never sent, never approved.
    Draft,
    /// With the supervisor.
    Sent,
    /// Sent back with a comment.
    Returned,
    Approved,
    /// An amendment of an approved note is saved but not sent yet.
    Amending,
    /// Approved again after an amendment.
    Amended,
}

impl NoteStatus {
    pub const ALL: [NoteStatus; 6] = [
        NoteStatus::Draft,
        NoteStatus::Sent,
        NoteStatus::Returned,
        NoteStatus::Approved,
        NoteStatus::Amending,
        NoteStatus::Amended,
    ];

    pub fn code(self) -> &'static str {
        match self {
            NoteStatus::Draft => "draft",
            NoteStatus::Sent => "sent",
            NoteStatus::Returned => "returned",
            NoteStatus::Approved => "approved",
            NoteStatus::Amending => "amending",
            NoteStatus::Amended => "amended",
        }
    }

    /// The hue of its badge.
    pub fn kind(self) -> &'static str {
        match self {
            NoteStatus::Draft | NoteStatus::Returned | NoteStatus::Amending => "amber",
            NoteStatus::Sent => "slate",
            NoteStatus::Approved | NoteStatus::Amended => "moss",
        }
    }

    pub fn is_approved(self) -> bool {
        matches!(self, NoteStatus::Approved | NoteStatus::Amended)
    }
}

impl Trail {
    /// A note of which nothing is saved yet.
    pub fn begin(author: PersonId) -> Trail {
        Trail { author, versions: Vec::new(), submissions: Vec::new() }
    }

    pub fn status(&self) -> NoteStatus {
        let newest = self.newest();
        let approvals = self.submissions.iter().filter(|s| s.verdict == Some(Verdict::Approved)).count();
        match self.submissions.last().map(|last| (last.version >= newest, &last.verdict)) {
            Some((true, None)) => NoteStatus::Sent,
            Some((true, Some(Verdict::Approved))) if approvals > 1 => NoteStatus::Amended,
            Some((true, Some(Verdict::Approved))) => NoteStatus::Approved,
            // Mending after a return saves versions; it stays "sent back" until it is sent again.
            Some((_, Some(Verdict::Returned { .. }))) => NoteStatus::Returned,
            _ if approvals > 0 => NoteStatus::Amending,
            _ => NoteStatus::Draft,
        }
    }

    /// The number of the newest version, 0 when there is none.
    pub fn newest(&self) -> i64 {
        self.versions.iter().map(|version| version.number).max().unwrap_or(0)
    }

    /// The version that was approved last.
    pub fn approved(&self) -> Option<i64> {
        let approved = self.submissions.iter().filter(|s| s.verdict == Some(Verdict::Approved));
        approved.map(|submission| submission.version).max()
    }

    /// Whether this version was approved: it stays readable as it was, whatever comes after.
    pub fn was_approved(&self, version: &i64) -> bool {
        self.submissions.iter().any(|s| s.version == *version && s.verdict == Some(Verdict::Approved))
    }

    /// Whether a version saved now is an amendment and has to say why.
    pub fn needs_reason(&self) -> bool {
        self.approved().is_some()
    }

    /// What the supervisor wrote, while the note is sent back.
    pub fn comment(&self) -> Option<&str> {
        match &self.submissions.last()?.verdict {
            Some(Verdict::Returned { comment }) => Some(comment),
            _ => None,
        }
    }

    /// The sending that waits for the supervisor.
    pub fn waiting(&self) -> Option<&Submission> {
        self.submissions.last().filter(|submission| submission.verdict.is_none())
    }

    /// The number of the version that `who` may save now.
    pub fn next_version(&self, who: PersonId, reason: Option<&str>) -> Result<i64, Refusal> {
        if who != self.author {
            return Err(Refusal { field: "", key: "note-only-author" });
        }
        if self.status() == NoteStatus::Sent {
            return Err(Refusal { field: "", key: "note-is-sent" });
        }
        if self.needs_reason() && reason.is_none_or(|words| words.trim().is_empty()) {
            return Err(Refusal { field: "amendment_reason", key: "note-needs-reason" });
        }
        Ok(self.newest() + 1)
    }

    /// Whether `who` may answer this sending now.
    pub fn may_review(&self, submission: SubmissionId, who: PersonId) -> Result<(), Refusal> {
        if who == self.author {
            return Err(Refusal { field: "", key: "note-own-approval" });
        }
        match self.waiting() {
            Some(waiting) if waiting.id == submission => Ok(()),
            _ => Err(Refusal { field: "", key: "note-reviewed-already" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn author() -> PersonId {
        PersonId::from(Uuid::from_u128(1))
    }

    fn supervisor() -> PersonId {
        PersonId::from(Uuid::from_u128(2))
    }

    #[derive(Debug, Clone)]
    enum Deed {
        Save { reason: Option<&'static str>, send: bool },
        Review { approve: bool, by_author: bool },
    }

    fn deed() -> impl Strategy<Value = Deed> {
        let reason = prop_oneof![Just(None), Just(Some(" ")), Just(Some("a wrong date"))];
        prop_oneof![
            (reason, any::<bool>()).prop_map(|(reason, send)| Deed::Save { reason, send }),
            (any::<bool>(), prop::bool::weighted(0.2))
                .prop_map(|(approve, by_author)| Deed::Review { approve, by_author }),
        ]
    }

    /// Does what the rules let through, as the handlers do.
    fn act(trail: &mut Trail, deed: &Deed) -> bool {
        match deed {
            Deed::Save { reason, send } => {
                let Ok(number) = trail.next_version(author(), *reason) else {
                    return false;
                };
                trail.versions.push(Version { number, amends: trail.needs_reason() });
                if *send {
                    let id = SubmissionId::from(Uuid::from_u128(100 + trail.submissions.len() as u128));
                    let submitted_at = Timestamp::UNIX_EPOCH;
                    trail.submissions.push(Submission { id, version: number, submitted_at, verdict: None });
                }
                true
            }
            Deed::Review { approve, by_author } => {
                let Some(last) = trail.submissions.last() else {
                    return false;
                };
                let who = if *by_author { author() } else { supervisor() };
                if trail.may_review(last.id, who).is_err() {
                    return false;
                }
                let returned = Verdict::Returned { comment: "what did you do?".to_string() };
                let verdict = if *approve { Verdict::Approved } else { returned };
                trail.submissions.last_mut().unwrap().verdict = Some(verdict);
                true
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_tried_the_rules_hold(deeds in prop::collection::vec(deed(), 0..40)) {
            let mut trail = Trail::begin(author());
            for deed in deeds {
                let before = (trail.newest(), trail.status(), trail.approved(), trail.submissions.len());
                let done = act(&mut trail, &deed);
                match deed {
                    Deed::Save { reason, send } if done => {
                        prop_assert_eq!(trail.newest(), before.0 + 1, "versions rise by one");
                        prop_assert_ne!(before.1, NoteStatus::Sent);
                        let amends = reason.is_some_and(|words| !words.trim().is_empty());
                        prop_assert!(before.2.is_none() || amends, "approved, and changed without a reason");
                        prop_assert!(!trail.status().is_approved(), "a change is never approved unread");
                        prop_assert_eq!(trail.status() == NoteStatus::Sent, send);
                    }
                    Deed::Review { by_author, approve } if done => {
                        prop_assert!(!by_author, "the author reviewed their own note");
                        prop_assert_eq!(before.1, NoteStatus::Sent);
                        prop_assert_eq!(trail.status().is_approved(), approve);
                        prop_assert!(trail.waiting().is_none(), "answered twice");
                    }
                    _ => prop_assert_eq!(before, (trail.newest(), trail.status(), trail.approved(), trail.submissions.len())),
                }
                prop_assert!(trail.approved() >= before.2, "what was approved stays approved");
                let rising = trail.versions.windows(2).all(|pair| pair[0].number < pair[1].number);
                prop_assert!(rising);
                let open = trail.submissions.iter().filter(|s| s.verdict.is_none()).count();
                prop_assert!(open <= 1);
            }
        }
    }

    #[test]
    fn a_note_s_way_through_every_state() {
        let mut trail = Trail::begin(author());
        let save = |reason, send| Deed::Save { reason, send };
        let review = |approve| Deed::Review { approve, by_author: false };
        let way = [
            (save(None, false), NoteStatus::Draft),
            (save(None, true), NoteStatus::Sent),
            (review(false), NoteStatus::Returned),
            (save(None, false), NoteStatus::Returned),
            (save(None, true), NoteStatus::Sent),
            (review(true), NoteStatus::Approved),
            (save(Some("a wrong date"), false), NoteStatus::Amending),
            (save(Some("a wrong date"), true), NoteStatus::Sent),
            (review(true), NoteStatus::Amended),
        ];
        for (deed, status) in way {
            assert!(act(&mut trail, &deed), "{deed:?}");
            assert_eq!(trail.status(), status, "after {deed:?}");
        }
        assert!(!act(&mut trail, &save(None, true)), "an approved note was changed without a reason");
    }
}
