//! Every statement on plans, goals and steps.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::goal::{Closing, Goal, PlanReview, Rating, Step, StepEnding, Wording};
use crate::access::{Record, Tier};
use crate::hand_overs;
use crate::ids::{GoalId, ParticipantId, PersonId, RowId, StepId};
use crate::sealing;

/// Id, time and author of a row.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<I> {
    pub id: I,
    pub at: Timestamp,
    pub by: PersonId,
}

/// Whose plan a goal is in: not proof, only where to ask for it.
pub fn participant_of_goal(tx: &mut Tx<'_>, id: GoalId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM goals WHERE id = $1", params![id], |row| row.get("participant_id"))
}

pub fn goal_of_step(tx: &mut Tx<'_>, id: StepId) -> Result<Option<GoalId>, Error> {
    tx.maybe("SELECT goal_id FROM steps WHERE id = $1", params![id], |row| row.get("goal_id"))
}

/// Every goal of a record that the one who opened it may read, open and closed, in the order they were set.
pub fn goals(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Goal>, Error> {
    let mut goals = tx.all(
        "SELECT id, words, why, set_at, set_by, tier FROM goals WHERE participant_id = $1 ORDER BY id",
        params![record.participant()],
        |row| {
            let set_at = row.get("set_at")?;
            let first = Wording { words: row.get("words")?, why: row.get("why")?, since: set_at };
            Ok(Goal {
                id: row.get("id")?,
                set_at,
                set_by: row.get("set_by")?,
                tier: row.get("tier")?,
                wordings: vec![first],
                ratings: Vec::new(),
                closing: None,
                steps: Vec::new(),
            })
        },
    )?;
    let behind = hand_overs::store::left_behind(tx, record)?;
    goals.retain(|goal| {
        goal.tier.is_read_by(record.acting_as()) && !behind.contains(&uuid::Uuid::from(goal.id))
    });
    let mut find = |id: GoalId, change: &mut dyn FnMut(&mut Goal)| {
        goals.iter_mut().filter(|g| g.id == id).for_each(change)
    };
    for (id, wording) in rewordings(tx, record)? {
        find(id, &mut |goal| goal.wordings.push(wording.clone()));
    }
    for (id, rating) in ratings(tx, record)? {
        find(id, &mut |goal| goal.ratings.push(rating.clone()));
    }
    for (id, closing) in closings(tx, record)? {
        find(id, &mut |goal| goal.closing = Some(closing.clone()));
    }
    for (id, step) in steps(tx, record)? {
        find(id, &mut |goal| goal.steps.push(step.clone()));
    }
    Ok(goals)
}

/// Id and newest words of each open goal: what a note can cite.
pub fn open_goals(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<(GoalId, String)>, Error> {
    let goals = goals(tx, record)?;
    let open = goals.iter().filter(|goal| goal.closing.is_none());
    Ok(open.map(|goal| (goal.id, goal.words().to_string())).collect())
}

fn rewordings(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<(GoalId, Wording)>, Error> {
    tx.all(
        "SELECT w.goal_id, w.words, w.why, w.reworded_at FROM goal_rewordings w
         JOIN goals g ON g.id = w.goal_id WHERE g.participant_id = $1 ORDER BY w.id",
        params![record.participant()],
        |row| {
            let wording =
                Wording { words: row.get("words")?, why: row.get("why")?, since: row.get("reworded_at")? };
            Ok((row.get("goal_id")?, wording))
        },
    )
}

fn ratings(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<(GoalId, Rating)>, Error> {
    tx.all(
        "SELECT r.goal_id, r.importance, r.confidence, r.closeness, r.rated_at FROM goal_ratings r
         JOIN goals g ON g.id = r.goal_id WHERE g.participant_id = $1 ORDER BY r.rated_at, r.id",
        params![record.participant()],
        |row| {
            let rating = Rating {
                importance: row.get("importance")?,
                confidence: row.get("confidence")?,
                closeness: row.get("closeness")?,
                rated_at: row.get("rated_at")?,
            };
            Ok((row.get("goal_id")?, rating))
        },
    )
}

fn closings(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<(GoalId, Closing)>, Error> {
    tx.all(
        "SELECT c.id, c.goal_id, c.reason, c.closed_at FROM goal_closings c
         JOIN goals g ON g.id = c.goal_id
         LEFT JOIN goal_reopenings r ON r.closing_id = c.id
         WHERE g.participant_id = $1 AND r.closing_id IS NULL ORDER BY c.id",
        params![record.participant()],
        |row| {
            let closing =
                Closing { id: row.get("id")?, reason: row.get("reason")?, closed_at: row.get("closed_at")? };
            Ok((row.get("goal_id")?, closing))
        },
    )
}

fn steps(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<(GoalId, Step)>, Error> {
    tx.all(
        "SELECT s.id, s.goal_id, s.words, s.who, s.by_on, e.id AS ending_id, e.ending, e.ended_at
         FROM steps s
         JOIN goals g ON g.id = s.goal_id
         LEFT JOIN step_endings e ON e.step_id = s.id
             AND NOT EXISTS (SELECT 1 FROM step_reopenings r WHERE r.ending_id = e.id)
         WHERE g.participant_id = $1 ORDER BY s.id",
        params![record.participant()],
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

pub fn add_goal(
    tx: &mut Tx<'_>,
    record: &Record,
    stamp: Stamp<GoalId>,
    (words, why): (&str, Option<String>),
    tier: Tier,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO goals (id, participant_id, words, why, tier, set_at, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            stamp.id,
            record.participant(),
            tx.seal(record.person(), words)?,
            tx.seal_some(record.person(), why.as_deref())?,
            tier,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

// The functions below write to a goal or step that was read with proof: see `open_goal`.

pub fn set_tier(tx: &mut Tx<'_>, goal: &Goal, tier: Tier) -> Result<(), Error> {
    tx.execute("UPDATE goals SET tier = $2 WHERE id = $1", params![goal.id, tier])?;
    Ok(())
}

pub fn reword(
    tx: &mut Tx<'_>,
    goal: &Goal,
    stamp: Stamp<RowId>,
    words: &str,
    why: Option<String>,
) -> Result<(), Error> {
    let subject = sealing::GOAL.subject(tx, goal.id)?;
    tx.execute(
        "INSERT INTO goal_rewordings (id, goal_id, words, why, reworded_at, reworded_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            stamp.id,
            goal.id,
            tx.seal(subject, words)?,
            tx.seal_some(subject, why.as_deref())?,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

pub fn rate(tx: &mut Tx<'_>, goal: &Goal, stamp: Stamp<RowId>, rating: &Rating) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO goal_ratings (id, goal_id, importance, confidence, closeness, rated_at, rated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            stamp.id,
            goal.id,
            rating.importance,
            rating.confidence,
            rating.closeness,
            rating.rated_at,
            stamp.by
        ],
    )?;
    Ok(())
}

pub fn close(tx: &mut Tx<'_>, goal: &Goal, stamp: Stamp<RowId>, reason: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO goal_closings (id, goal_id, reason, closed_at, closed_by) VALUES ($1, $2, $3, $4, $5)",
        params![stamp.id, goal.id, reason, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// The stamp's id is the closing that is taken back.
pub fn reopen(tx: &mut Tx<'_>, stamp: Stamp<RowId>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO goal_reopenings (closing_id, reopened_at, reopened_by) VALUES ($1, $2, $3)",
        params![stamp.id, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// A step as it is first written down.
pub struct NewStep {
    pub words: String,
    pub who: Option<String>,
    pub by_on: Option<Date>,
}

pub fn add_step(tx: &mut Tx<'_>, goal: &Goal, stamp: Stamp<StepId>, new: &NewStep) -> Result<(), Error> {
    let subject = sealing::GOAL.subject(tx, goal.id)?;
    tx.execute(
        "INSERT INTO steps (id, goal_id, words, who, by_on, set_at, set_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            stamp.id,
            goal.id,
            tx.seal(subject, &new.words)?,
            tx.seal_some(subject, new.who.as_deref())?,
            new.by_on,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

pub fn end_step(tx: &mut Tx<'_>, step: &Step, stamp: Stamp<RowId>, ending: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO step_endings (id, step_id, ending, ended_at, ended_by) VALUES ($1, $2, $3, $4, $5)",
        params![stamp.id, step.id, ending, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// The stamp's id is the ending that is taken back.
pub fn reopen_step(tx: &mut Tx<'_>, stamp: Stamp<RowId>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO step_reopenings (ending_id, reopened_at, reopened_by) VALUES ($1, $2, $3)",
        params![stamp.id, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// Reviews of the plan, newest first.
pub fn reviews(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<PlanReview>, Error> {
    tx.all(
        "SELECT words, next_review_on, reviewed_at FROM plan_reviews WHERE participant_id = $1
         ORDER BY reviewed_at DESC, id DESC",
        params![record.participant()],
        |row| {
            Ok(PlanReview {
                words: row.get("words")?,
                next_review_on: row.get("next_review_on")?,
                reviewed_at: row.get("reviewed_at")?,
            })
        },
    )
}

pub fn add_review(
    tx: &mut Tx<'_>,
    record: &Record,
    id: RowId,
    by: PersonId,
    review: &PlanReview,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO plan_reviews (id, participant_id, words, next_review_on, reviewed_at, reviewed_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            id,
            record.participant(),
            tx.seal_some(record.person(), review.words.as_deref())?,
            review.next_review_on,
            review.reviewed_at,
            by
        ],
    )?;
    Ok(())
}
