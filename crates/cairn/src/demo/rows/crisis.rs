//! The rota, safety plans, crises and debriefs.

use jiff::Timestamp;

use crate::ids::*;

rows! {
    OnCallShift in on_call_shifts {
        id: RowId, person_id: PersonId, starts_at: Timestamp, ends_at: Timestamp, phone: &'static str,
        set_at: Timestamp, set_by: PersonId,
    }
    OnCallName in on_call_names { id: RowId, person_id: PersonId, shown: bool, chosen_at: Timestamp }
    SafetyPlan in safety_plans {
        id: RowId, participant_id: ParticipantId, tier: &'static str, signs: &'static str, alone: &'static str,
        around: &'static str, ask: &'static str, professionals: &'static str, safer: &'static str,
        matters: &'static str, saved_at: Timestamp, saved_by: PersonId,
    }
    Crisis in crises {
        id: RowId, about: &'static str, participant_id: Option<ParticipantId>, person_id: Option<PersonId>,
        caller: Option<&'static str>, caller_phone: Option<&'static str>, kind: &'static str, words: &'static str,
        happened_at: Timestamp, opened_at: Timestamp, opened_by: PersonId,
    }
    CrisisEntry in crisis_entries {
        id: RowId, crisis_id: RowId, what: &'static str, words: Option<&'static str>, happened_at: Timestamp,
        noted_at: Timestamp, noted_by: PersonId,
    }
    CrisisCall in crisis_calls {
        id: RowId, crisis_id: RowId, outcome: &'static str, words: Option<&'static str>,
        next_due_at: Option<Timestamp>, tried_at: Timestamp, tried_by: PersonId,
    }
    CrisisClosing in crisis_closings {
        id: RowId, crisis_id: RowId, helps: &'static str, words: &'static str, closed_at: Timestamp,
        closed_by: PersonId,
    }
    CrisisTie in crisis_ties {
        id: RowId, crisis_id: RowId, participant_id: Option<ParticipantId>, person_id: Option<PersonId>,
        reason: &'static str, tied_at: Timestamp, tied_by: PersonId,
    }
    Debrief in debriefs {
        id: RowId, crisis_id: RowId, person_id: PersonId, due_at: Timestamp, set_at: Timestamp, set_by: PersonId,
    }
    DebriefHolding in debrief_holdings {
        debrief_id: RowId, words: &'static str, held_at: Timestamp, recorded_at: Timestamp, recorded_by: PersonId,
    }
}
