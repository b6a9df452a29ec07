//! Statements on the plan of a meeting and its rounds.

use cairn_db::{Error, Row, Tx, params};
use cairn_exchange::{Odd, Shape};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{GroupId, MeetingId, RowId};

/// How a meeting is planned.
#[derive(Debug, Clone)]
pub struct Plan {
    pub opening: Option<String>,
    pub closing: Option<String>,
    pub shape: Shape,
    pub odd: Odd,
    pub rounds: Vec<Round>,
}

/// One round of exchanges.
#[derive(Debug, Clone)]
pub struct Round {
    pub id: RowId,
    pub number: i64,
    pub prompt: String,
    pub minutes: i64,
    pub started_at: Option<Timestamp>,
}

impl Round {
    /// When it is over, once it has begun.
    pub fn ends_at(&self) -> Option<Timestamp> {
        self.started_at.map(|at| at + jiff::SignedDuration::from_mins(self.minutes))
    }
}

pub fn shape_of(code: &str) -> Shape {
    if code == "triads" { Shape::Triads } else { Shape::Pairs }
}

pub fn odd_of(code: &str) -> Odd {
    if code == "watch" { Odd::Watch } else { Odd::OtherSize }
}

fn shape_code(shape: Shape) -> &'static str {
    match shape {
        Shape::Pairs => "pairs",
        Shape::Triads => "triads",
    }
}

fn odd_code(odd: Odd) -> &'static str {
    match odd {
        Odd::OtherSize => "other_size",
        Odd::Watch => "watch",
    }
}

impl Plan {
    pub fn shape_code(&self) -> &'static str {
        shape_code(self.shape)
    }

    pub fn odd_code(&self) -> &'static str {
        odd_code(self.odd)
    }

    /// As the form has it.
    pub fn new(
        (opening, closing): (Option<String>, Option<String>),
        (shape, odd): (&str, &str),
        rounds: Vec<Round>,
    ) -> Plan {
        Plan { opening, closing, shape: shape_of(shape), odd: odd_of(odd), rounds }
    }
}

/// The plan of a meeting; none when there is none yet.
pub fn plan_of(tx: &mut Tx<'_>, meeting: MeetingId) -> Result<Option<Plan>, Error> {
    let found = tx.maybe(
        "SELECT opening, closing, shape, odd FROM meeting_plans WHERE meeting_id = $1",
        params![meeting],
        |row: &Row<'_>| {
            let (shape, odd): (String, String) = (row.get("shape")?, row.get("odd")?);
            let ends = (row.get("opening")?, row.get("closing")?);
            Ok(Plan::new(ends, (&shape, &odd), Vec::new()))
        },
    )?;
    let Some(mut plan) = found else { return Ok(None) };
    plan.rounds = tx.all(
        "SELECT r.id, r.number, r.prompt, r.minutes,
            (SELECT MAX(s.started_at) FROM exchange_round_starts s WHERE s.round_id = r.id) AS started_at
         FROM exchange_rounds r WHERE r.meeting_id = $1 ORDER BY r.number",
        params![meeting],
        |row| {
            Ok(Round {
                id: row.get("id")?,
                number: row.get("number")?,
                prompt: row.get("prompt")?,
                minutes: row.get("minutes")?,
                started_at: row.get("started_at")?,
            })
        },
    )?;
    Ok(Some(plan))
}

/// The meeting of the group with the latest plan before this one.
pub fn plan_before(
    tx: &mut Tx<'_>,
    group: GroupId,
    starts_at: Timestamp,
) -> Result<Option<MeetingId>, Error> {
    tx.maybe(
        "SELECT m.id FROM group_meetings m JOIN meeting_plans p ON p.meeting_id = m.id
         WHERE m.group_id = $1 AND m.starts_at < $2 ORDER BY m.starts_at DESC, m.id LIMIT 1",
        params![group, starts_at],
        |row| row.get("id"),
    )
}

/// Keeps the plan. Rounds that are there already keep their row, so that one that began goes on.
pub fn save_plan(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (group, meeting): (GroupId, MeetingId),
    plan: &Plan,
    now: Timestamp,
) -> Result<(), Error> {
    let (opening, closing) =
        (tx.seal_some(group, plan.opening.as_deref())?, tx.seal_some(group, plan.closing.as_deref())?);
    tx.execute(
        "INSERT INTO meeting_plans (meeting_id, opening, closing, shape, odd, planned_at, planned_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (meeting_id) DO UPDATE SET opening = excluded.opening, closing = excluded.closing,
            shape = excluded.shape, odd = excluded.odd, planned_at = excluded.planned_at,
            planned_by = excluded.planned_by",
        params![meeting, opening, closing, plan.shape_code(), plan.odd_code(), now, seat.person()],
    )?;
    for round in &plan.rounds {
        let prompt = tx.seal(group, &round.prompt)?;
        tx.execute(
            "INSERT INTO exchange_rounds (id, meeting_id, number, prompt, minutes) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (meeting_id, number) DO UPDATE SET prompt = excluded.prompt, minutes = excluded.minutes",
            params![round.id, meeting, round.number, prompt, round.minutes],
        )?;
    }
    // A round that never began and is in the plan no more was only a thought.
    let kept = i64::try_from(plan.rounds.len()).unwrap_or(i64::MAX);
    tx.execute(
        "DELETE FROM exchange_rounds WHERE meeting_id = $1 AND number > $2
            AND NOT EXISTS (SELECT 1 FROM exchange_round_starts s WHERE s.round_id = exchange_rounds.id)",
        params![meeting, kept],
    )?;
    Ok(())
}

pub fn start_round(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, round): (RowId, RowId),
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO exchange_round_starts (id, round_id, started_at, started_by) VALUES ($1, $2, $3, $4)",
        params![id, round, now, seat.person()],
    )?;
    Ok(())
}
