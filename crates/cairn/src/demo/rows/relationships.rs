//! The repair of relationships.

use jiff::{Timestamp, civil::Date};

use crate::ids::*;

rows! {
    RepairPart in repair_parts {
        id: RowId, participant_id: Option<ParticipantId>, member_id: Option<FamilyMemberId>, named: &'static str,
        tier: &'static str, begun_at: Timestamp, begun_by: PersonId,
    }
    RepairScreen in repair_screens {
        id: RowId, part_id: RowId, answers: String, words: Option<&'static str>, tier: &'static str,
        answered_at: Timestamp, answered_by: PersonId,
    }
    RepairReadiness in repair_readiness {
        id: RowId, part_id: RowId, importance: i64, confidence: i64, hope: Option<&'static str>,
        live_with: Option<&'static str>, tier: &'static str, rated_at: Timestamp, rated_by: PersonId,
    }
    RepairAccount in repair_accounts {
        id: RowId, part_id: RowId, words: &'static str, tier: &'static str, written_at: Timestamp,
        written_by: PersonId,
    }
    RepairAmend in repair_amends {
        id: RowId, part_id: RowId, words: &'static str, by_on: Option<Date>, tier: &'static str, set_at: Timestamp,
        set_by: PersonId,
    }
    RepairAmendEnding in repair_amend_endings {
        id: RowId, amend_id: RowId, ending: &'static str, ended_at: Timestamp, ended_by: PersonId,
    }
    RepairLetter in repair_letters {
        id: RowId, part_id: RowId, words: Option<&'static str>, tier: &'static str, begun_at: Timestamp,
        saved_at: Timestamp, saved_by: PersonId,
    }
    RepairLetterLetting in repair_letter_lettings { letter_id: RowId, let_go_at: Timestamp, let_go_by: PersonId }
    RepairAsking in repair_askings {
        part_id: RowId, consent_id: Option<ConsentId>, recipient_id: Option<RowId>, asked_at: Timestamp,
        asked_by: PersonId,
    }
    RepairBridge in repair_bridges {
        id: RowId, part_id: RowId, member_id: FamilyMemberId, disclosure_id: DisclosureId, carried_at: Timestamp,
        carried_by: PersonId,
    }
    RepairJoining in repair_joinings {
        bridge_id: RowId, part_id: RowId, joined_at: Timestamp, joined_by: PersonId,
    }
    RepairAnswer in repair_answers {
        id: RowId, bridge_id: RowId, answer: &'static str, answered_at: Timestamp, answered_by: PersonId,
    }
    RepairRelease in repair_releases {
        id: RowId, part_id: RowId, kind: &'static str, object_id: RowId, released_at: Timestamp,
        released_by: PersonId,
    }
    RepairReleaseReading in repair_release_readings { release_id: RowId, read_at: Timestamp, read_by: PersonId }
    RepairPlan in repair_plans {
        id: RowId, bridge_id: RowId, side: &'static str, starts_at: Timestamp, minutes: i64, mode: &'static str,
        place: Option<&'static str>, topics: Option<&'static str>, not_topics: Option<&'static str>,
        there: Option<&'static str>, stop_word: Option<&'static str>, proposed_at: Timestamp, proposed_by: PersonId,
    }
    RepairPlanAgreement in repair_plan_agreements {
        id: RowId, plan_id: RowId, side: &'static str, agreed_at: Timestamp, agreed_by: PersonId,
    }
    RepairContact in repair_contacts {
        bridge_id: RowId, plan_id: RowId, held_on: Date, recorded_at: Timestamp, recorded_by: PersonId,
    }
    RepairGoing in repair_goings {
        id: RowId, part_id: RowId, words: &'static str, tier: &'static str, written_at: Timestamp,
        written_by: PersonId,
    }
    RepairPromise in repair_promises {
        id: RowId, bridge_id: RowId, side: &'static str, promise: &'static str, by_on: Option<Date>,
        made_at: Timestamp, made_by: PersonId,
    }
    RepairPromiseMark in repair_promise_marks {
        id: RowId, promise_id: RowId, mark: &'static str, marked_at: Timestamp, marked_by: PersonId,
    }
    RepairFollowUp in repair_follow_ups {
        id: RowId, part_id: RowId, due: &'static str, closeness: i64, safety: i64, hope: i64,
        words: Option<&'static str>, tier: &'static str, answered_at: Timestamp, answered_by: PersonId,
    }
    RepairStop in repair_stops { part_id: RowId, stopped_at: Timestamp, stopped_by: PersonId }
}
