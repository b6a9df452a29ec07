//! Messages, and who is not disturbed when.

use jiff::{Timestamp, civil::Date};

use crate::ids::*;

rows! {
    Message in messages {
        id: RowId, participant_id: ParticipantId, supporter_id: SupporterId, words: &'static str, tier: &'static str,
        written_at: Timestamp, sent_at: Timestamp, sent_by: PersonId,
    }
    MessageSighting in message_sightings { message_id: RowId, seen_at: Timestamp, seen_by: PersonId }
    MessageWithdrawal in message_withdrawals {
        message_id: RowId, withdrawn_at: Timestamp, withdrawn_by: PersonId,
    }
    MessageHours in message_hours {
        id: RowId, person_id: PersonId, quiet_from: Option<i64>, quiet_until: Option<i64>, away_from: Option<Date>,
        away_until: Option<Date>, chosen_at: Timestamp,
    }
}
