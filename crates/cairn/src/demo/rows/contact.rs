//! Reaching out, calls, going along, handing over.

use jiff::{Timestamp, civil::Date};

use crate::access::Tier;
use crate::ids::*;

rows! {
    Outreach in outreaches {
        id: RowId, participant_id: Option<ParticipantId>, first_call_id: Option<FirstCallId>, why: &'static str,
        place: Option<&'static str>, every_days: i64, first_on: Date, until_on: Date, begun_at: Timestamp,
        begun_by: PersonId,
    }
    OutreachAssignment in outreach_assignments {
        id: RowId, outreach_id: RowId, owner_id: PersonId, assigned_at: Timestamp, assigned_by: PersonId,
    }
    OutreachAttempt in outreach_attempts {
        id: RowId, outreach_id: RowId, way: &'static str, outcome: &'static str, remark: Option<&'static str>,
        attempted_at: Timestamp, attempted_by: PersonId, next_on: Option<Date>,
    }
    ContactWish in contact_wishes {
        id: RowId, participant_id: Option<ParticipantId>, first_call_id: Option<FirstCallId>, wish: &'static str,
        said_how: &'static str, said_at: Timestamp, recorded_by: PersonId,
    }
    TelephoneSupport in telephone_supports {
        id: RowId, participant_id: ParticipantId, first_on: Date, agreed_how: &'static str, begun_at: Timestamp,
        begun_by: PersonId,
    }
    TelephoneSchedule in telephone_schedules {
        id: RowId, support_id: RowId, every_days: i64, calls: i64, times: Option<&'static str>,
        language: &'static str, message_safe: &'static str, set_at: Timestamp, set_by: PersonId,
    }
    TelephoneAssignment in telephone_assignments {
        id: RowId, support_id: RowId, caller_id: Option<PersonId>, assigned_at: Timestamp, assigned_by: PersonId,
    }
    TelephoneCall in telephone_calls {
        id: RowId, support_id: RowId, round: i64, attempt: i64, outcome: &'static str, minutes: i64, tier: Tier,
        words: Option<&'static str>, answers: String, follow_up: bool, called_at: Timestamp, called_by: PersonId,
        next_round: i64, next_attempt: i64, next_on: Option<Date>,
    }
    TelephoneEnding in telephone_endings {
        support_id: RowId, reason: &'static str, ended_at: Timestamp, ended_by: PersonId,
    }
    Accompaniment in accompaniments {
        id: RowId, session_id: SessionId, kind: &'static str, part: &'static str, what_for: Option<&'static str>,
        agreed_at: Timestamp, agreed_by: PersonId,
    }
    AccompanimentOutcome in accompaniment_outcomes {
        id: RowId, session_id: SessionId, travel_minutes: i64, outcome: Option<&'static str>, next_on: Option<Date>,
        recorded_at: Timestamp, recorded_by: PersonId,
    }
    HandOver in hand_overs {
        id: RowId, participant_id: ParticipantId, match_id: MatchId, why: &'static str, joint_at: Option<Timestamp>,
        joint_place: Option<&'static str>, begun_at: Timestamp, begun_by: PersonId,
    }
    HandOverMessage in hand_over_messages {
        id: RowId, hand_over_id: RowId, message: Option<&'static str>, written_at: Timestamp, written_by: PersonId,
    }
    HandOverEnding in hand_over_endings {
        hand_over_id: RowId, match_id: Option<MatchId>, joint_session_id: Option<SessionId>, ended_at: Timestamp,
        ended_by: PersonId,
    }
}
