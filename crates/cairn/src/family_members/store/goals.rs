//! The plan of a family member. Goals are read into the same noun as those of a recovery plan.

use cairn_db::{Error, Tx, params};
use jiff::civil::Date;

use crate::access::{FamilyRecord, Tier};
use crate::ids::{FamilyMemberId, GoalId, RowId, StepId};
use crate::recovery::{Closing, Goal, NewStep, Stamp, Step, StepEnding, Wording};
use crate::sealing;

/// Whose plan a goal is in: not proof, only where to ask for it.
pub fn member_of_goal(tx: &mut Tx<'_>, id: GoalId) -> Result<Option<FamilyMemberId>, Error> {
    tx.maybe("SELECT member_id FROM family_goals WHERE id = $1", params![id], |row| row.get("member_id"))
}

pub fn goal_of_step(tx: &mut Tx<'_>, id: StepId) -> Result<Option<GoalId>, Error> {
    tx.maybe("SELECT family_goal_id FROM family_steps WHERE id = $1", params![id], |row| {
        row.get("family_goal_id")
    })
}

/// Every goal that is for the viewer, open and closed, in the order they were set.
pub fn all(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Vec<Goal>, Error> {
    let mut goals = tx.all(
        "SELECT id, words, why, set_at, set_by, tier FROM family_goals WHERE member_id = $1 ORDER BY id",
        params![record.member()],
        |row| {
            let set_at = row.get("set_at")?;
            Ok(Goal {
                id: row.get("id")?,
                set_at,
                set_by: row.get("set_by")?,
                tier: row.get("tier")?,
                wordings: vec![Wording { words: row.get("words")?, why: row.get("why")?, since: set_at }],
                ratings: Vec::new(),
                closing: None,
                steps: Vec::new(),
            })
        },
    )?;
    goals.retain(|goal| record.reads(goal.tier, goal.set_by));
    for goal in &mut goals {
        goal.wordings.extend(rewordings(tx, goal.id)?);
        goal.closing = closing(tx, goal.id)?;
        goal.steps = steps(tx, goal.id)?;
    }
    Ok(goals)
}

fn rewordings(tx: &mut Tx<'_>, goal: GoalId) -> Result<Vec<Wording>, Error> {
    tx.all(
        "SELECT words, why, reworded_at FROM family_goal_rewordings WHERE family_goal_id = $1 ORDER BY id",
        params![goal],
        |row| Ok(Wording { words: row.get("words")?, why: row.get("why")?, since: row.get("reworded_at")? }),
    )
}

fn closing(tx: &mut Tx<'_>, goal: GoalId) -> Result<Option<Closing>, Error> {
    tx.maybe(
        "SELECT c.id, c.reason, c.closed_at FROM family_goal_closings c
         LEFT JOIN family_goal_reopenings r ON r.closing_id = c.id
         WHERE c.family_goal_id = $1 AND r.closing_id IS NULL ORDER BY c.id DESC LIMIT 1",
        params![goal],
        |row| {
            Ok(Closing { id: row.get("id")?, reason: row.get("reason")?, closed_at: row.get("closed_at")? })
        },
    )
}

fn steps(tx: &mut Tx<'_>, goal: GoalId) -> Result<Vec<Step>, Error> {
    tx.all(
        "SELECT s.id, s.words, s.who, s.by_on, e.id AS ending_id, e.ending, e.ended_at FROM family_steps s
         LEFT JOIN family_step_endings e ON e.step_id = s.id
             AND NOT EXISTS (SELECT 1 FROM family_step_reopenings r WHERE r.ending_id = e.id)
         WHERE s.family_goal_id = $1 ORDER BY s.id",
        params![goal],
        |row| {
            let ending = match row.get::<Option<RowId>>("ending_id")? {
                Some(id) => {
                    Some(StepEnding { id, ending: row.get("ending")?, ended_at: row.get("ended_at")? })
                }
                None => None,
            };
            Ok(Step {
                id: row.get("id")?,
                words: row.get("words")?,
                who: row.get("who")?,
                by_on: row.get("by_on")?,
                ending,
            })
        },
    )
}

/// Steps of open goals that are due by a day, the oldest first.
pub fn steps_due(tx: &mut Tx<'_>, record: &FamilyRecord, by: Date) -> Result<Vec<(String, Date)>, Error> {
    let goals = all(tx, record)?;
    let steps = goals.into_iter().filter(|goal| goal.closing.is_none()).flat_map(|goal| goal.steps);
    let ahead = steps.filter(|step| step.ending.is_none());
    let mut due: Vec<_> =
        ahead.filter_map(|step| Some((step.words, step.by_on.filter(|on| *on <= by)?))).collect();
    due.sort_by_key(|(_, on)| *on);
    Ok(due)
}

pub fn add(
    tx: &mut Tx<'_>,
    record: &FamilyRecord,
    stamp: Stamp<GoalId>,
    (words, why): (&str, Option<String>),
    tier: Tier,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_goals (id, member_id, words, why, tier, set_at, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            stamp.id,
            record.member(),
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
    tx.execute("UPDATE family_goals SET tier = $2 WHERE id = $1", params![goal.id, tier])?;
    Ok(())
}

pub fn reword(
    tx: &mut Tx<'_>,
    goal: &Goal,
    stamp: Stamp<RowId>,
    words: &str,
    why: Option<String>,
) -> Result<(), Error> {
    let subject = sealing::FAMILY_GOAL.subject(tx, goal.id)?;
    tx.execute(
        "INSERT INTO family_goal_rewordings (id, family_goal_id, words, why, reworded_at, reworded_by)
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

pub fn close(tx: &mut Tx<'_>, goal: &Goal, stamp: Stamp<RowId>, reason: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_goal_closings (id, family_goal_id, reason, closed_at, closed_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![stamp.id, goal.id, reason, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// The stamp's id is the closing that is taken back.
pub fn reopen(tx: &mut Tx<'_>, stamp: Stamp<RowId>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_goal_reopenings (closing_id, reopened_at, reopened_by) VALUES ($1, $2, $3)",
        params![stamp.id, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn add_step(tx: &mut Tx<'_>, goal: &Goal, stamp: Stamp<StepId>, new: &NewStep) -> Result<(), Error> {
    let subject = sealing::FAMILY_GOAL.subject(tx, goal.id)?;
    tx.execute(
        "INSERT INTO family_steps (id, family_goal_id, words, who, by_on, set_at, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
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
        "INSERT INTO family_step_endings (id, step_id, ending, ended_at, ended_by) VALUES ($1, $2, $3, $4, $5)",
        params![stamp.id, step.id, ending, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// The stamp's id is the ending that is taken back.
pub fn reopen_step(tx: &mut Tx<'_>, stamp: Stamp<RowId>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_step_reopenings (ending_id, reopened_at, reopened_by) VALUES ($1, $2, $3)",
        params![stamp.id, stamp.at, stamp.by],
    )?;
    Ok(())
}
