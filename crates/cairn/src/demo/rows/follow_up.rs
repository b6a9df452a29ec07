//! Ratings of sessions, ways to reach somebody, silences, follow-ups.

use jiff::{Timestamp, civil::Date};

use crate::access::Tier;
use crate::ids::*;

rows! {
    SessionRating in session_ratings {
        id: RowId, person_id: PersonId, session_id: Option<SessionId>, meeting_id: Option<MeetingId>,
        heard: Option<String>, wanted: Option<String>, honest: Option<String>, began_at: Timestamp,
        rated_at: Timestamp,
    }
    Locator in locators {
        id: RowId, participant_id: ParticipantId, kind: &'static str, reach: &'static str, whom: Option<&'static str>,
        message: &'static str, may_say: Option<&'static str>, safe_times: Option<&'static str>, tier: Tier,
        told_at: Timestamp, told_by: PersonId,
    }
    LocatorWithdrawal in locator_withdrawals { locator_id: RowId, withdrawn_at: Timestamp, withdrawn_by: PersonId }
    Silence in silences {
        id: RowId, participant_id: ParticipantId, reason: &'static str, since_on: Date, recorded_at: Timestamp,
        recorded_by: PersonId,
    }
    SilenceEnding in silence_endings {
        silence_id: RowId, ended_on: Date, ended_at: Timestamp, ended_by: PersonId,
    }
    TinyCheckIn in tiny_check_ins {
        check_in_id: RowId, participant_id: ParticipantId, mode: &'static str, own_word: Option<String>,
        asked_on: Date,
    }
    SuprtRecord in suprt_records {
        id: RowId, participant_id: ParticipantId, enrollment_id: EnrollmentId, kind: &'static str,
        status: &'static str, done_on: Date, recorded_at: Timestamp, recorded_by: PersonId,
    }
}
