//! Openings in an emergency, asides, counseling notes, changes of tier.

use cairn_db::Value;
use jiff::{Timestamp, civil::Date};

use crate::ids::*;

rows! {
    BreakGlassOpening in break_glass_openings {
        id: RowId, participant_id: ParticipantId, opened_by: PersonId, acting_as: &'static str, reason: &'static str,
        words: Value, opened_at: Timestamp, expires_at: Timestamp, review_due_at: Timestamp,
    }
    BreakGlassReview in break_glass_reviews {
        opening_id: RowId, verdict: &'static str, words: Value, reviewed_at: Timestamp,
        reviewed_by: PersonId,
    }
    Aside in asides {
        id: RowId, session_id: SessionId, participant_id: ParticipantId, author_id: PersonId, tier: &'static str,
        words: Value, written_at: Timestamp,
    }
    CounselingNote in counseling_notes {
        id: RowId, participant_id: ParticipantId, author_id: PersonId, held_on: Date, words: Value,
        written_at: Timestamp,
    }
    TierChange in tier_changes {
        id: RowId, participant_id: ParticipantId, kind: &'static str, object_id: String, from_tier: &'static str,
        to_tier: &'static str, changed_at: Timestamp, changed_by: PersonId,
    }
}
