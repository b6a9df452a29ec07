//! The plan and the measures.

use jiff::{Timestamp, civil::Date};

use crate::ids::*;

rows! {
    Goal in goals {
        id: GoalId, participant_id: ParticipantId, words: &'static str, why: Option<&'static str>,
        set_at: Timestamp, set_by: PersonId,
    }
    GoalRewording in goal_rewordings {
        id: RowId, goal_id: GoalId, words: String, why: Option<&'static str>, reworded_at: Timestamp,
        reworded_by: PersonId,
    }
    GoalRating in goal_ratings {
        id: RowId, goal_id: GoalId, importance: Option<i64>, confidence: Option<i64>, closeness: Option<i64>,
        rated_at: Timestamp, rated_by: PersonId,
    }
    GoalClosing in goal_closings {
        id: RowId, goal_id: GoalId, reason: &'static str, closed_at: Timestamp, closed_by: PersonId,
    }
    Step in steps {
        id: StepId, goal_id: GoalId, words: &'static str, who: Option<&'static str>, by_on: Option<Date>,
        set_at: Timestamp, set_by: PersonId,
    }
    StepEnding in step_endings {
        id: RowId, step_id: StepId, ending: &'static str, ended_at: Timestamp, ended_by: PersonId,
    }
    PlanReview in plan_reviews {
        id: RowId, participant_id: ParticipantId, words: Option<&'static str>, next_review_on: Date,
        reviewed_at: Timestamp, reviewed_by: PersonId,
    }
    Assessment in assessments {
        id: AssessmentId, person_id: PersonId, side: &'static str, instrument: String, version: String,
        definition_hash: String, due_window: String, status: &'static str, answers: Option<String>,
        total: Option<f64>, answered_on: Date, recorded_at: Timestamp, recorded_by: PersonId,
        mode: Option<&'static str>, reason: Option<&'static str>, reason_words: Option<&'static str>,
    }
    AssessmentLook in assessment_looks {
        id: RowId, assessment_id: AssessmentId, done: &'static str, looked_at: Timestamp, looked_by: PersonId,
    }
    InstrumentChoice in instrument_choices {
        id: RowId, side: &'static str, instrument: &'static str, version: String, asked: bool, begins: &'static str,
        days: Option<&'static str>, every_days: Option<i64>, opens_before: i64, closes_after: i64,
        chosen_at: Timestamp, chosen_by: PersonId,
    }
}
