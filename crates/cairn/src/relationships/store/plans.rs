//! The first contact: what both agree to, and that it took place.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Bridge;
use crate::ids::{PersonId, RowId};
use crate::relationships::PlanStanding;
use crate::shared_sessions::Side;

pub(super) fn side(row: &Row<'_>) -> Result<Side, Error> {
    Side::from_code(&row.get::<String>("side")?)
        .ok_or_else(|| Error::Column { column: "side".to_string(), reason: "not a side".to_string() })
}

/// The first contact as somebody proposed it.
#[derive(Debug, Clone)]
pub struct Plan {
    pub id: RowId,
    pub side: Side,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    pub place: Option<String>,
    pub topics: Option<String>,
    pub not_topics: Option<String>,
    pub there: Option<String>,
    pub stop_word: Option<String>,
    pub proposed_at: Timestamp,
}

/// The text that counts.
pub fn newest(tx: &mut Tx<'_>, bridge: &Bridge) -> Result<Option<Plan>, Error> {
    tx.maybe(
        "SELECT id, side, starts_at, minutes, mode, place, topics, not_topics, there, stop_word, proposed_at
         FROM repair_plans WHERE bridge_id = $1 ORDER BY id DESC LIMIT 1",
        params![bridge.id],
        |row| {
            Ok(Plan {
                id: row.get("id")?,
                side: side(row)?,
                starts_at: row.get("starts_at")?,
                minutes: row.get("minutes")?,
                mode: row.get("mode")?,
                place: row.get("place")?,
                topics: row.get("topics")?,
                not_topics: row.get("not_topics")?,
                there: row.get("there")?,
                stop_word: row.get("stop_word")?,
                proposed_at: row.get("proposed_at")?,
            })
        },
    )
}

/// Keeps a proposal, sealed with the key of whoever makes it; they agree to it with that.
pub fn add_plan(
    tx: &mut Tx<'_>,
    bridge: &Bridge,
    (new, agreement): (&Plan, RowId),
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_plans (id, bridge_id, side, starts_at, minutes, mode, place, topics, not_topics, there,
            stop_word, proposed_at, proposed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            new.id,
            bridge.id,
            new.side.code(),
            new.starts_at,
            new.minutes,
            &new.mode,
            tx.seal_some(by, new.place.as_deref())?,
            tx.seal_some(by, new.topics.as_deref())?,
            tx.seal_some(by, new.not_topics.as_deref())?,
            tx.seal_some(by, new.there.as_deref())?,
            tx.seal_some(by, new.stop_word.as_deref())?,
            new.proposed_at,
            by
        ],
    )?;
    agree(tx, (agreement, new.id), new.side, (new.proposed_at, by))
}

pub fn agree(
    tx: &mut Tx<'_>,
    (id, plan): (RowId, RowId),
    side: Side,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_plan_agreements (id, plan_id, side, agreed_at, agreed_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        params![id, plan, side.code(), now, by],
    )?;
    Ok(())
}

pub(super) fn standings(tx: &mut Tx<'_>, bridge: RowId) -> Result<Vec<PlanStanding>, Error> {
    let mut plans =
        tx.all("SELECT id FROM repair_plans WHERE bridge_id = $1 ORDER BY id", params![bridge], |row| {
            Ok(PlanStanding { id: row.get("id")?, agreed: Vec::new() })
        })?;
    let agreed: Vec<(RowId, Side, RowId)> = tx.all(
        "SELECT a.id, a.plan_id, a.side FROM repair_plan_agreements a JOIN repair_plans p ON p.id = a.plan_id
         WHERE p.bridge_id = $1 ORDER BY a.id",
        params![bridge],
        |row| Ok((row.get("plan_id")?, side(row)?, row.get("id")?)),
    )?;
    for (plan, side, id) in agreed {
        if let Some(plan) = plans.iter_mut().find(|one| one.id == plan) {
            plan.agreed.push((side, id));
        }
    }
    Ok(plans)
}

pub(super) fn held_on(tx: &mut Tx<'_>, bridge: RowId) -> Result<Option<Date>, Error> {
    tx.maybe("SELECT held_on FROM repair_contacts WHERE bridge_id = $1", params![bridge], |row| {
        row.get("held_on")
    })
}

/// It took place.
pub fn add_contact(
    tx: &mut Tx<'_>,
    bridge: &Bridge,
    (plan, held_on): (RowId, Date),
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_contacts (bridge_id, plan_id, held_on, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        params![bridge.id, plan, held_on, now, by],
    )?;
    Ok(())
}
