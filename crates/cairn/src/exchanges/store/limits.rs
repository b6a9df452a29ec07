//! Statements on limits: who is never with whom, and what somebody does not want to be asked. There is no reason to read.

use cairn_db::{Error, Row, Tx, params};
use cairn_exchange::{Limits, Pair, Stance};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{GroupId, PersonId, RowId};
use crate::people::names::sort_by_name;

/// A limit as it is said.
pub struct NewLimit {
    pub id: RowId,
    pub group: GroupId,
    pub person: PersonId,
    pub other: Option<PersonId>,
    /// not_with, not_giver, not_receiver, listens_only, takes_no_part
    pub kind: String,
}

/// A limit as a page shows it.
#[derive(Debug, Clone)]
pub struct LimitLine {
    pub id: RowId,
    pub name: String,
    pub other: Option<String>,
    pub kind: String,
    /// The viewer said it.
    pub own: bool,
}

pub fn add_limit(tx: &mut Tx<'_>, seat: &Seat, new: &NewLimit, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO exchange_limits (id, group_id, person_id, other_id, kind, said_at, said_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, new.group, new.person, new.other, &new.kind, now, seat.person()],
    )?;
    Ok(())
}

/// Takes back what the viewer said; whether it was theirs and stood.
pub fn end_limit(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (group, limit): (GroupId, RowId),
    now: Timestamp,
) -> Result<bool, Error> {
    let own = tx.count(
        "SELECT COUNT(*) AS n FROM exchange_limits WHERE id = $1 AND group_id = $2 AND said_by = $3",
        params![limit, group, seat.person()],
    )?;
    if own == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO exchange_limit_endings (limit_id, ended_at, ended_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![limit, now, seat.person()],
    )?;
    Ok(true)
}

macro_rules! standing {
    ($rest:literal) => {
        concat!(
            "SELECT x.id, x.person_id, x.other_id, x.kind, x.said_by, COALESCE(w.goes_by, w.name) AS name,
                COALESCE(o.goes_by, o.name) AS other_name
             FROM exchange_limits x JOIN people w ON w.id = x.person_id LEFT JOIN people o ON o.id = x.other_id
             LEFT JOIN exchange_limit_endings z ON z.limit_id = x.id
             WHERE z.limit_id IS NULL AND x.group_id = $1 ",
            $rest
        )
    };
}

/// What holds in a group when exchanges are formed.
pub fn limits(tx: &mut Tx<'_>, group: GroupId) -> Result<Limits, Error> {
    let rows = tx.all(standing!("ORDER BY x.said_at, x.id"), params![group], |row| {
        let other: Option<String> = row.get("other_id")?;
        Ok((row.get::<String>("person_id")?, other, row.get::<String>("kind")?))
    })?;
    let mut limits = Limits::default();
    for (person, other, kind) in rows {
        let stance = match (kind.as_str(), other) {
            ("not_with", Some(other)) => {
                limits.never.insert(Pair::of(person, other));
                continue;
            }
            ("not_giver", _) => Stance::NotGiver,
            ("not_receiver", _) => Stance::NotReceiver,
            ("listens_only", _) => Stance::ListensOnly,
            ("takes_no_part", _) => Stance::TakesNoPart,
            _ => continue,
        };
        // Said twice, the stronger holds; neither to give nor to receive is to listen.
        let both = [limits.stance(&person), stance];
        let joined = if both.contains(&Stance::NotGiver) && both.contains(&Stance::NotReceiver) {
            Stance::ListensOnly
        } else {
            both.into_iter().max().unwrap_or_default()
        };
        limits.stances.insert(person, joined);
    }
    Ok(limits)
}

fn line(row: &Row<'_>, viewer: PersonId) -> Result<LimitLine, Error> {
    Ok(LimitLine {
        id: row.get("id")?,
        name: row.get("name")?,
        other: row.get("other_name")?,
        kind: row.get("kind")?,
        own: row.get::<PersonId>("said_by")? == viewer,
    })
}

/// Every limit of a group, for those who lead it: that it is there, not who asked for it.
pub fn lines(tx: &mut Tx<'_>, seat: &Seat, group: GroupId) -> Result<Vec<LimitLine>, Error> {
    let viewer = seat.person();
    let mut lines = tx.all(standing!("ORDER BY x.id"), params![group], |row| line(row, viewer))?;
    for line in &mut lines {
        // In the order of the alphabet, so that the order does not tell whose wish it was.
        if let Some(other) = line.other.take() {
            let (first, second) = if line.name.to_lowercase() <= other.to_lowercase() {
                (line.name.clone(), other)
            } else {
                (other, line.name.clone())
            };
            line.name = first;
            line.other = Some(second);
        }
    }
    sort_by_name(&mut lines, |line| (&line.name, line.id));
    Ok(lines)
}

/// What the viewer said in a group about themself.
pub fn own_lines(tx: &mut Tx<'_>, seat: &Seat, group: GroupId) -> Result<Vec<LimitLine>, Error> {
    let viewer = seat.person();
    tx.all(
        standing!("AND x.person_id = $2 AND x.said_by = $2 ORDER BY x.said_at, x.id"),
        params![group, viewer],
        |row| line(row, viewer),
    )
}

/// People whom the viewer has met in this group, at a meeting both were at, by what they go by.
pub fn met(tx: &mut Tx<'_>, seat: &Seat, group: GroupId) -> Result<Vec<(PersonId, String)>, Error> {
    let mut people: Vec<(PersonId, String)> = tx.all(
        "SELECT DISTINCT w.id, COALESCE(w.goes_by, w.name) AS name FROM attendances a
         JOIN group_meetings m ON m.id = a.meeting_id
         JOIN attendances b ON b.meeting_id = m.id AND b.person_id <> a.person_id AND b.minutes > 0
         JOIN people w ON w.id = b.person_id
         WHERE m.group_id = $1 AND a.person_id = $2 AND a.minutes > 0",
        params![group, seat.person()],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut people, |(id, name)| (name, *id));
    Ok(people)
}
