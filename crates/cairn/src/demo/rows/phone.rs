//! Counts of days.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::ids::*;

rows! {
    DayCountStart in day_count_starts {
        id: RowId, participant_id: ParticipantId, began_on: Date, tier: &'static str, set_at: Timestamp, set_by: PersonId,
    }
    DayCountReturn in day_count_returns {
        id: RowId, participant_id: ParticipantId, returned_on: Date, tier: &'static str, noted_at: Timestamp,
        noted_by: PersonId,
    }
    DayCountShowing in day_count_showings {
        id: RowId, participant_id: ParticipantId, shown: &'static str, called: Option<&'static str>,
        chosen_at: Timestamp, chosen_by: PersonId,
    }
}
