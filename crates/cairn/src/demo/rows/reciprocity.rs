//! What supporters keep about themselves.

use jiff::{Timestamp, civil::Date};

use crate::ids::*;

rows! {
    OwnGoal in own_goals {
        id: GoalId, person_id: PersonId, words: &'static str, why: Option<&'static str>, set_at: Timestamp,
    }
    OwnGoalRewording in own_goal_rewordings {
        id: RowId, goal_id: GoalId, person_id: PersonId, words: &'static str, why: Option<&'static str>,
        reworded_at: Timestamp,
    }
    OwnGoalRating in own_goal_ratings {
        id: RowId, goal_id: GoalId, person_id: PersonId, importance: Option<i64>, confidence: Option<i64>,
        rated_at: Timestamp,
    }
    OwnGoalClosing in own_goal_closings {
        id: RowId, goal_id: GoalId, person_id: PersonId, reason: &'static str, closed_at: Timestamp,
    }
    OwnStep in own_steps {
        id: StepId, goal_id: GoalId, person_id: PersonId, words: &'static str, who: Option<&'static str>,
        by_on: Option<Date>, set_at: Timestamp,
    }
    OwnStepEnding in own_step_endings {
        id: RowId, step_id: StepId, person_id: PersonId, ending: &'static str, ended_at: Timestamp,
    }
    OwnPlanReview in own_plan_reviews {
        id: RowId, person_id: PersonId, words: Option<&'static str>, next_review_on: Date, reviewed_at: Timestamp,
    }
    OwnCheckIn in own_check_ins {
        id: RowId, person_id: PersonId, on_day: Date, mood: Option<i64>, sleep_hours: Option<i64>,
        words: Option<&'static str>, kept_at: Timestamp,
    }
    OwnTap in own_taps {
        person_id: PersonId, kind: &'static str, object_id: RowId, value: i64, tapped_at: Timestamp,
    }
    LoadTalk in load_talks { id: RowId, person_id: PersonId, supervisor_id: PersonId, asked_at: Timestamp }
    LoadTalkHolding in load_talk_holdings { talk_id: RowId, held_at: Timestamp, recorded_by: PersonId }
    LearningEntry in learning_entries {
        id: RowId, person_id: PersonId, on_day: Date, minutes: i64, domain: &'static str, kind: &'static str,
        words: Option<&'static str>, tier: &'static str, replaces_id: Option<RowId>, entered_at: Timestamp,
    }
    LearningRequest in learning_requests { entry_id: RowId, supervisor_id: PersonId, asked_at: Timestamp }
    LearningConfirmation in learning_confirmations {
        entry_id: RowId, confirmed_at: Timestamp, confirmed_by: PersonId,
    }
}
