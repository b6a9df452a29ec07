//! Parts: one person's own side of a repair.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::access::{RecordId, RecordOf, Seat, Tier};
use crate::ids::{PersonId, RowId};
use crate::shared_sessions::Side;

/// Somebody's own side: not proof of anything, only where to ask for it.
#[derive(Debug, Clone)]
pub struct Part {
    pub id: RowId,
    pub of: RecordId,
    /// Whose it is, and whose key seals what they say.
    pub person: PersonId,
    /// With whom, in their own words.
    pub named: String,
    pub tier: Tier,
    pub begun_at: Timestamp,
}

impl Part {
    pub fn side(&self) -> Side {
        match self.of {
            RecordId::Participant(_) => Side::Participant,
            RecordId::FamilyMember(_) => Side::Family,
        }
    }
}

macro_rules! rows {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.participant_id, r.member_id, COALESCE(p.person_id, m.person_id) AS person_id, r.named, r.tier,
                r.begun_at
             FROM repair_parts r LEFT JOIN participants p ON p.id = r.participant_id
             LEFT JOIN family_members m ON m.id = r.member_id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Part, Error> {
    let of = RecordId::of(row.get("participant_id")?, row.get("member_id")?);
    Ok(Part {
        id: row.get("id")?,
        of: of.ok_or_else(|| Error::Column {
            column: "participant_id".to_string(),
            reason: "a part is nobody's".to_string(),
        })?,
        person: row.get("person_id")?,
        named: row.get("named")?,
        tier: row.get("tier")?,
        begun_at: row.get("begun_at")?,
    })
}

pub fn find(tx: &mut Tx<'_>, id: RowId) -> Result<Option<Part>, Error> {
    tx.maybe(rows!("WHERE r.id = $1"), params![id], read)
}

/// Everything that somebody began, the newest first.
pub fn of(tx: &mut Tx<'_>, record: &RecordOf) -> Result<Vec<Part>, Error> {
    match record {
        RecordOf::Participant(record) => tx.all(
            rows!("WHERE r.participant_id = $1 ORDER BY r.id DESC LIMIT 100"),
            params![record.participant()],
            read,
        ),
        RecordOf::FamilyMember(record) => tx.all(
            rows!("WHERE r.member_id = $1 ORDER BY r.id DESC LIMIT 100"),
            params![record.member()],
            read,
        ),
    }
}

/// The viewer's own, on either side, the newest first.
pub fn all(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Part>, Error> {
    tx.all(
        rows!("WHERE COALESCE(p.person_id, m.person_id) = $1 ORDER BY r.id DESC LIMIT 20"),
        params![seat.person()],
        read,
    )
}

/// Parts of others with a first contact between two days, which whoever walks with somebody may look at. Who may is the
/// caller's to ask.
pub fn in_their_second_weeks(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (from, until): (Date, Date),
) -> Result<Vec<Part>, Error> {
    tx.all(
        rows!(
            "WHERE COALESCE(p.person_id, m.person_id) <> $1 AND r.tier <> 'mine'
               AND NOT EXISTS (SELECT 1 FROM repair_stops z WHERE z.part_id = r.id)
               AND r.id IN (
                 SELECT b.part_id FROM repair_contacts c JOIN repair_bridges b ON b.id = c.bridge_id
                 WHERE c.held_on BETWEEN $2 AND $3
                 UNION SELECT j.part_id FROM repair_contacts c JOIN repair_joinings j ON j.bridge_id = c.bridge_id
                 WHERE c.held_on BETWEEN $2 AND $3)
             ORDER BY r.id LIMIT 200"
        ),
        params![seat.person(), from, until],
        read,
    )
}

pub fn add(tx: &mut Tx<'_>, part: &Part, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_parts (id, participant_id, member_id, named, tier, begun_at, begun_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            part.id,
            part.of.participant(),
            part.of.member(),
            tx.seal(part.person, &part.named)?,
            part.tier,
            part.begun_at,
            by
        ],
    )?;
    Ok(())
}

pub fn stop(tx: &mut Tx<'_>, part: &Part, (now, by): (Timestamp, PersonId)) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_stops (part_id, stopped_at, stopped_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![part.id, now, by],
    )?;
    Ok(())
}

/// What the person of a part goes by, for somebody who may know it.
pub fn name_of(tx: &mut Tx<'_>, person: PersonId) -> Result<String, Error> {
    tx.one("SELECT COALESCE(goes_by, name) AS name FROM people WHERE id = $1", params![person], |row| {
        row.get("name")
    })
}
