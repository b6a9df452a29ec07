//! A goal, its wordings, its ratings, its steps and how it was closed.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::access::Tier;
use crate::ids::{GoalId, PersonId, RowId, StepId};

/// Why a goal was closed. None of them is a failure.
pub const CLOSING_REASONS: [&str; 3] = ["reached", "changed", "set_aside"];
/// How a step can end.
pub const STEP_ENDINGS: [&str; 2] = ["done", "dropped"];

#[derive(Debug, Clone)]
pub struct Goal {
    pub id: GoalId,
    pub set_at: Timestamp,
    pub set_by: PersonId,
    /// Who reads it, with its steps and ratings.
    pub tier: Tier,
    /// Oldest first; the newest counts and the others stay readable.
    pub wordings: Vec<Wording>,
    /// Oldest first.
    pub ratings: Vec<Rating>,
    /// None while the goal is open.
    pub closing: Option<Closing>,
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    pub words: String,
    pub why: Option<String>,
    /// Since when these were the words.
    pub since: Timestamp,
}

/// The person's own numbers, 0 to 10; none where they gave no answer, which is never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    pub importance: Option<i64>,
    pub confidence: Option<i64>,
    pub closeness: Option<i64>,
    pub rated_at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Closing {
    pub id: RowId,
    pub reason: String,
    pub closed_at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Step {
    pub id: StepId,
    pub words: String,
    /// Who does it, as the person says it: "me", "my sister".
    pub who: Option<String>,
    pub by_on: Option<Date>,
    /// None while the step is ahead.
    pub ending: Option<StepEnding>,
}

#[derive(Debug, Clone)]
pub struct StepEnding {
    pub id: RowId,
    pub ending: String,
    pub ended_at: Timestamp,
}

impl Goal {
    pub fn words(&self) -> &str {
        self.wordings.last().map_or("", |wording| &wording.words)
    }

    pub fn why(&self) -> Option<&str> {
        self.wordings.last().and_then(|wording| wording.why.as_deref())
    }

    /// Words that were replaced, oldest first.
    pub fn earlier(&self) -> &[Wording] {
        self.wordings.split_last().map_or(&[], |(_, earlier)| earlier)
    }

    pub fn latest_rating(&self) -> Option<&Rating> {
        self.ratings.last()
    }
}

/// A look at the whole plan together, and when the next one is.
#[derive(Debug, Clone)]
pub struct PlanReview {
    pub words: Option<String>,
    pub next_review_on: Date,
    pub reviewed_at: Timestamp,
}

/// When the plan is to be looked at again: the day the last review named, or `plan_days` after the first goal was
/// set. None for a plan without goals: there is nothing to look at yet.
pub fn review_due_on(
    goals: &[Goal],
    last: Option<&PlanReview>,
    plan_days: i64,
    zone: &TimeZone,
) -> Option<Date> {
    let first = goals.iter().map(|goal| goal.set_at).min()?;
    let from_first =
        || first.to_zoned_datetime(zone.clone()).date().saturating_add(plan_days.clamp(0, 3650).days());
    Some(last.map_or_else(from_first, |review| review.next_review_on))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Chance;

    fn goal(words: &[&str]) -> Goal {
        let since: Timestamp = "2026-03-02T03:00:00Z".parse().unwrap();
        Goal {
            id: Chance::from_seed(1).id(since),
            set_at: since,
            set_by: Chance::from_seed(2).id(since),
            tier: Tier::Record,
            wordings: words
                .iter()
                .map(|words| Wording { words: (*words).to_string(), why: None, since })
                .collect(),
            ratings: vec![],
            closing: None,
            steps: vec![],
        }
    }

    #[test]
    fn the_newest_words_count_and_the_others_stay() {
        let goal = goal(&["Find work", "Find work with animals"]);
        assert_eq!(goal.words(), "Find work with animals");
        assert_eq!(goal.earlier().len(), 1);
        assert_eq!(goal.earlier()[0].words, "Find work");
    }

    #[test]
    fn a_plan_is_looked_at_after_its_days_or_on_the_day_that_was_agreed() {
        let zone = TimeZone::get("America/New_York").unwrap();
        assert_eq!(review_due_on(&[], None, 90, &zone), None);
        // 03:00 UTC on March 2 is still March 1 in New York.
        let goals = [goal(&["Sleep"])];
        assert_eq!(review_due_on(&goals, None, 90, &zone), Some("2026-05-30".parse().unwrap()));
        let agreed: Date = "2026-04-01".parse().unwrap();
        let review = PlanReview { words: None, next_review_on: agreed, reviewed_at: goals[0].set_at };
        assert_eq!(review_due_on(&goals, Some(&review), 90, &zone), Some(agreed));
    }
}
