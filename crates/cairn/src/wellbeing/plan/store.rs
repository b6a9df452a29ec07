//! The plan of a supporter about themselves. Goals are read into the noun of a recovery plan; every statement asks for the
//! person who is at their own.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::Own;
use crate::access::Tier;
use crate::ids::{GoalId, RowId, StepId};
use crate::recovery::{Closing, Goal, NewStep, PlanReview, Rating, Step, StepEnding, Wording};

/// Every goal, open and closed, in the order they were set.
pub fn goals(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<Goal>, Error> {
    let person = own.person();
    let mut goals = tx.all(
        "SELECT id, words, why, set_at FROM own_goals WHERE person_id = $1 ORDER BY id",
        params![person],
        |row| {
            let set_at = row.get("set_at")?;
            Ok(Goal {
                id: row.get("id")?,
                set_at,
                set_by: person,
                tier: Tier::Mine,
                wordings: vec![Wording { words: row.get("words")?, why: row.get("why")?, since: set_at }],
                ratings: Vec::new(),
                closing: None,
                steps: Vec::new(),
            })
        },
    )?;
    let mut find = |id: GoalId, change: &mut dyn FnMut(&mut Goal)| {
        goals.iter_mut().filter(|goal| goal.id == id).for_each(change)
    };
    for (id, wording) in rewordings(tx, own)? {
        find(id, &mut |goal| goal.wordings.push(wording.clone()));
    }
    for (id, rating) in ratings(tx, own)? {
        find(id, &mut |goal| goal.ratings.push(rating.clone()));
    }
    for (id, closing) in closings(tx, own)? {
        find(id, &mut |goal| goal.closing = Some(closing.clone()));
    }
    for (id, step) in steps(tx, own)? {
        find(id, &mut |goal| goal.steps.push(step.clone()));
    }
    Ok(goals)
}

fn rewordings(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<(GoalId, Wording)>, Error> {
    tx.all(
        "SELECT goal_id, words, why, reworded_at FROM own_goal_rewordings WHERE person_id = $1 ORDER BY id",
        params![own.person()],
        |row| {
            let wording =
                Wording { words: row.get("words")?, why: row.get("why")?, since: row.get("reworded_at")? };
            Ok((row.get("goal_id")?, wording))
        },
    )
}

fn ratings(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<(GoalId, Rating)>, Error> {
    tx.all(
        "SELECT goal_id, importance, confidence, rated_at FROM own_goal_ratings WHERE person_id = $1 ORDER BY id",
        params![own.person()],
        |row| {
            let rating = Rating {
                importance: row.get("importance")?,
                confidence: row.get("confidence")?,
                closeness: None,
                rated_at: row.get("rated_at")?,
            };
            Ok((row.get("goal_id")?, rating))
        },
    )
}

fn closings(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<(GoalId, Closing)>, Error> {
    tx.all(
        "SELECT c.id, c.goal_id, c.reason, c.closed_at FROM own_goal_closings c
         LEFT JOIN own_goal_reopenings r ON r.closing_id = c.id
         WHERE c.person_id = $1 AND r.closing_id IS NULL ORDER BY c.id",
        params![own.person()],
        |row| {
            let closing =
                Closing { id: row.get("id")?, reason: row.get("reason")?, closed_at: row.get("closed_at")? };
            Ok((row.get("goal_id")?, closing))
        },
    )
}

fn steps(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<(GoalId, Step)>, Error> {
    tx.all(
        "SELECT s.id, s.goal_id, s.words, s.who, s.by_on, e.id AS ending_id, e.ending, e.ended_at FROM own_steps s
         LEFT JOIN own_step_endings e ON e.step_id = s.id
             AND NOT EXISTS (SELECT 1 FROM own_step_reopenings r WHERE r.ending_id = e.id)
         WHERE s.person_id = $1 ORDER BY s.id",
        params![own.person()],
        |row| {
            let ending = match row.get::<Option<RowId>>("ending_id")? {
                Some(id) => {
                    Some(StepEnding { id, ending: row.get("ending")?, ended_at: row.get("ended_at")? })
                }
                None => None,
            };
            let step = Step {
                id: row.get("id")?,
                words: row.get("words")?,
                who: row.get("who")?,
                by_on: row.get("by_on")?,
                ending,
            };
            Ok((row.get("goal_id")?, step))
        },
    )
}

pub fn add(
    tx: &mut Tx<'_>,
    own: &Own,
    id: GoalId,
    (words, why): (&str, Option<&str>),
    now: Timestamp,
) -> Result<(), Error> {
    let person = own.person();
    tx.execute(
        "INSERT INTO own_goals (id, person_id, words, why, set_at) VALUES ($1, $2, $3, $4, $5)",
        params![id, person, tx.seal(person, words)?, tx.seal_some(person, why)?, now],
    )?;
    Ok(())
}

pub fn reword(
    tx: &mut Tx<'_>,
    own: &Own,
    (id, goal): (RowId, GoalId),
    (words, why): (&str, Option<&str>),
    now: Timestamp,
) -> Result<(), Error> {
    let person = own.person();
    tx.execute(
        "INSERT INTO own_goal_rewordings (id, goal_id, person_id, words, why, reworded_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, goal, person, tx.seal(person, words)?, tx.seal_some(person, why)?, now],
    )?;
    Ok(())
}

pub fn rate(tx: &mut Tx<'_>, own: &Own, (id, goal): (RowId, GoalId), rating: &Rating) -> Result<(), Error> {
    let person = own.person();
    tx.execute(
        "INSERT INTO own_goal_ratings (id, goal_id, person_id, importance, confidence, rated_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            id,
            goal,
            person,
            tx.seal_data(person, rating.importance)?,
            tx.seal_data(person, rating.confidence)?,
            rating.rated_at
        ],
    )?;
    Ok(())
}

pub fn close(
    tx: &mut Tx<'_>,
    own: &Own,
    (id, goal): (RowId, GoalId),
    reason: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO own_goal_closings (id, goal_id, person_id, reason, closed_at) VALUES ($1, $2, $3, $4, $5)",
        params![id, goal, own.person(), reason, now],
    )?;
    Ok(())
}

pub fn reopen(tx: &mut Tx<'_>, _own: &Own, closing: &Closing, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO own_goal_reopenings (closing_id, reopened_at) VALUES ($1, $2)",
        params![closing.id, now],
    )?;
    Ok(())
}

pub fn add_step(
    tx: &mut Tx<'_>,
    own: &Own,
    (id, goal): (StepId, GoalId),
    new: &NewStep,
    now: Timestamp,
) -> Result<(), Error> {
    let person = own.person();
    tx.execute(
        "INSERT INTO own_steps (id, goal_id, person_id, words, who, by_on, set_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id,
            goal,
            person,
            tx.seal(person, &new.words)?,
            tx.seal_some(person, new.who.as_deref())?,
            new.by_on,
            now
        ],
    )?;
    Ok(())
}

pub fn end_step(
    tx: &mut Tx<'_>,
    own: &Own,
    (id, step): (RowId, StepId),
    ending: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO own_step_endings (id, step_id, person_id, ending, ended_at) VALUES ($1, $2, $3, $4, $5)",
        params![id, step, own.person(), ending, now],
    )?;
    Ok(())
}

pub fn reopen_step(tx: &mut Tx<'_>, _own: &Own, ending: &StepEnding, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO own_step_reopenings (ending_id, reopened_at) VALUES ($1, $2)",
        params![ending.id, now],
    )?;
    Ok(())
}

/// Looks at the whole plan, the newest first.
pub fn reviews(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<PlanReview>, Error> {
    tx.all(
        "SELECT words, next_review_on, reviewed_at FROM own_plan_reviews WHERE person_id = $1
         ORDER BY reviewed_at DESC, id DESC",
        params![own.person()],
        |row| {
            Ok(PlanReview {
                words: row.get("words")?,
                next_review_on: row.get("next_review_on")?,
                reviewed_at: row.get("reviewed_at")?,
            })
        },
    )
}

pub fn add_review(tx: &mut Tx<'_>, own: &Own, id: RowId, review: &PlanReview) -> Result<(), Error> {
    let person = own.person();
    tx.execute(
        "INSERT INTO own_plan_reviews (id, person_id, words, next_review_on, reviewed_at)
         VALUES ($1, $2, $3, $4, $5)",
        params![
            id,
            person,
            tx.seal_some(person, review.words.as_deref())?,
            review.next_review_on,
            review.reviewed_at
        ],
    )?;
    Ok(())
}
