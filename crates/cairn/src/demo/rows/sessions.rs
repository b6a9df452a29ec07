//! Sessions, notes, taps.

use jiff::Timestamp;

use crate::ids::*;

rows! {
    Session in sessions {
        id: SessionId, participant_id: ParticipantId, supporter_id: SupporterId, starts_at: Timestamp,
        planned_minutes: i64, mode: &'static str, setting: &'static str, place: Option<&'static str>,
        video_link: Option<String>, scheduled_at: Timestamp, scheduled_by: PersonId, moved_from_id: Option<SessionId>,
    }
    Cancellation in cancellations {
        session_id: SessionId, kind: &'static str, words: Option<&'static str>, cancelled_at: Timestamp,
        cancelled_by: PersonId, late: bool,
    }
    WalkIn in walk_ins {
        id: RowId, session_id: SessionId, person_id: PersonId, arrived_at: Timestamp, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    Holding in holdings {
        session_id: SessionId, started_at: Timestamp, ended_at: Timestamp, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    Note in notes {
        id: NoteId, session_id: SessionId, participant_id: ParticipantId, author_id: PersonId,
        begun_at: Timestamp,
    }
    NoteVersion in note_versions {
        id: NoteVersionId, note_id: NoteId, version: i64, started_at: Timestamp, ended_at: Timestamp,
        mode: &'static str, setting: &'static str, what_i_did: String, did: String, response: String,
        next_step: String, written_together: bool, billable: bool, non_billable_reason: Option<&'static str>,
        units: i64, unit_rule: String, amendment_reason: Option<&'static str>, saved_at: Timestamp,
        saved_by: PersonId,
    }
    CitedGoal in cited_goals { note_version_id: NoteVersionId, goal_id: GoalId }
    Submission in submissions {
        id: SubmissionId, note_id: NoteId, version: i64, submitted_at: Timestamp, submitted_by: PersonId,
    }
    Return in returns {
        id: RowId, submission_id: SubmissionId, comment: &'static str, returned_at: Timestamp,
        returned_by: PersonId,
    }
    Approval in approvals {
        id: RowId, submission_id: SubmissionId, approved_at: Timestamp, approved_by: PersonId,
    }
    Tap in taps { session_id: SessionId, side: &'static str, value: i64, tapped_at: Timestamp }
}
