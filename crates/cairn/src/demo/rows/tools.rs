//! Worksheets, uses, and a tool of the program's own.

use jiff::{Timestamp, civil::Date};

use crate::ids::*;

rows! {
    ToolDefinition in tool_definitions {
        id: RowId, tool: String, version: i64, hash: String, definition: String, added_at: Timestamp,
        added_by: PersonId,
    }
    Worksheet in worksheets {
        id: RowId, person_id: PersonId, participant_id: Option<ParticipantId>, member_id: Option<FamilyMemberId>,
        tool: String, tier: &'static str, begun_at: Timestamp, begun_by: PersonId,
    }
    WorksheetVersion in worksheet_versions {
        id: RowId, worksheet_id: RowId, version: i64, definition_version: i64, definition_hash: String,
        answers: String, saved_at: Timestamp, saved_by: PersonId,
    }
    ToolUse in tool_uses {
        id: RowId, person_id: PersonId, participant_id: Option<ParticipantId>, member_id: Option<FamilyMemberId>,
        tool: String, worksheet_id: Option<RowId>, tier: &'static str, session_id: Option<SessionId>,
        company: &'static str, used_on: Date, recorded_at: Timestamp, recorded_by: PersonId,
    }
    ToolUseRating in tool_use_ratings {
        id: RowId, use_id: RowId, helpful: i64, rated_at: Timestamp, rated_by: PersonId,
    }
}
