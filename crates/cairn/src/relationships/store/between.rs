//! Between the two: the request, how it is carried and answered, and how all of it stands.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::{Part, plans};
use crate::access::{FamilyRecord, Record, Seat};
use crate::ids::{ConsentId, DisclosureId, FamilyMemberId, ParticipantId, PersonId, RowId};
use crate::relationships::{Look, PartStanding, Reply, Standing, look};

/// That a person asked, and with which consent if they are a participant.
pub struct Asking {
    pub named: Option<(ConsentId, RowId)>,
    pub at: Timestamp,
}

pub fn asking(tx: &mut Tx<'_>, part: &Part) -> Result<Option<Asking>, Error> {
    tx.maybe(
        "SELECT consent_id, recipient_id, asked_at FROM repair_askings WHERE part_id = $1",
        params![part.id],
        |row| {
            let consent: Option<ConsentId> = row.get("consent_id")?;
            let recipient: Option<RowId> = row.get("recipient_id")?;
            Ok(Asking { named: consent.zip(recipient), at: row.get("asked_at")? })
        },
    )
}

pub fn ask(
    tx: &mut Tx<'_>,
    part: &Part,
    named: Option<(ConsentId, RowId)>,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_askings (part_id, consent_id, recipient_id, asked_at, asked_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        params![part.id, named.map(|one| one.0), named.map(|one| one.1), now, by],
    )?;
    Ok(())
}

/// A request that was carried.
#[derive(Debug, Clone, Copy)]
pub struct Bridge {
    pub id: RowId,
    pub participant: ParticipantId,
    pub participant_part: RowId,
    pub member: FamilyMemberId,
    pub family_part: Option<RowId>,
    pub consent: ConsentId,
    pub recipient: RowId,
}

macro_rules! bridges {
    ($rest:literal) => {
        concat!(
            "SELECT b.id, r.participant_id, b.part_id, b.member_id, j.part_id AS family_part, a.consent_id, a.recipient_id
             FROM repair_bridges b JOIN repair_parts r ON r.id = b.part_id
             JOIN repair_askings a ON a.part_id = b.part_id
             LEFT JOIN repair_joinings j ON j.bridge_id = b.id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Bridge, Error> {
    Ok(Bridge {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        participant_part: row.get("part_id")?,
        member: row.get("member_id")?,
        family_part: row.get("family_part")?,
        consent: row.get("consent_id")?,
        recipient: row.get("recipient_id")?,
    })
}

/// What leads from this part to the other side. Not proof, and not yet for anybody to know.
pub fn bridge(tx: &mut Tx<'_>, part: &Part) -> Result<Option<Bridge>, Error> {
    tx.maybe(bridges!("WHERE b.part_id = $1 OR j.part_id = $1"), params![part.id], read)
}

/// A request by its id: not proof, only where to ask for it.
pub fn request(tx: &mut Tx<'_>, id: RowId) -> Result<Option<Bridge>, Error> {
    tx.maybe(bridges!("WHERE b.id = $1"), params![id], read)
}

/// A request as it is on its way to a family member.
pub struct Request {
    pub bridge: Bridge,
    pub person: PersonId,
}

/// Requests that were carried to a family member, the newest first. Whether they may still be told is the caller's to ask.
pub fn requests(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Vec<Request>, Error> {
    let found = tx.all(
        bridges!("WHERE b.member_id = $1 ORDER BY b.id DESC LIMIT 50"),
        params![record.member()],
        read,
    )?;
    with_persons(tx, found)
}

/// The same for the viewer as a family member.
pub fn requests_of_viewer(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Request>, Error> {
    let found = tx.all(
        bridges!(
            "JOIN family_members m ON m.id = b.member_id WHERE m.person_id = $1 ORDER BY b.id DESC LIMIT 20"
        ),
        params![seat.person()],
        read,
    )?;
    with_persons(tx, found)
}

fn with_persons(tx: &mut Tx<'_>, found: Vec<Bridge>) -> Result<Vec<Request>, Error> {
    let mut all = Vec::new();
    for bridge in found {
        let person =
            tx.one("SELECT person_id FROM participants WHERE id = $1", params![bridge.participant], |row| {
                row.get("person_id")
            })?;
        all.push(Request { bridge, person });
    }
    Ok(all)
}

pub fn add_bridge(
    tx: &mut Tx<'_>,
    (record, part): (&Record, &Part),
    (id, member, disclosure): (RowId, FamilyMemberId, DisclosureId),
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_bridges (id, part_id, member_id, disclosure_id, carried_at, carried_by)
         SELECT $1, r.id, $3, $4, $5, $6 FROM repair_parts r WHERE r.id = $2 AND r.participant_id = $7",
        params![id, part.id, member, disclosure, now, by, record.participant()],
    )?;
    Ok(())
}

/// Parts whose request nobody carried yet, the oldest first.
pub fn to_carry(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<RowId>, Error> {
    tx.all(
        "SELECT a.part_id FROM repair_askings a JOIN repair_parts r ON r.id = a.part_id
         LEFT JOIN repair_bridges b ON b.part_id = a.part_id LEFT JOIN repair_stops z ON z.part_id = a.part_id
         WHERE r.participant_id IS NOT NULL AND b.id IS NULL AND z.part_id IS NULL
         ORDER BY a.asked_at, a.part_id LIMIT 100",
        &[],
        |row| row.get("part_id"),
    )
}

pub fn join(
    tx: &mut Tx<'_>,
    bridge: &Bridge,
    part: RowId,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_joinings (bridge_id, part_id, joined_at, joined_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![bridge.id, part, now, by],
    )?;
    Ok(())
}

pub fn answer(
    tx: &mut Tx<'_>,
    bridge: &Bridge,
    (id, reply): (RowId, Reply),
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_answers (id, bridge_id, answer, answered_at, answered_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, bridge.id, reply.code(), now, by],
    )?;
    Ok(())
}

fn part_standing(tx: &mut Tx<'_>, id: RowId) -> Result<PartStanding, Error> {
    let looks = tx.all(
        "SELECT id, answers FROM repair_screens WHERE part_id = $1 ORDER BY id",
        params![id],
        |row| {
            let kept: Option<String> = row.get("answers")?;
            Ok(Look { id: row.get("id")?, stops: look::stops(kept.as_deref()) })
        },
    )?;
    let mut count = |sql: &'static str| tx.count(sql, params![id]).map(|n| n > 0);
    Ok(PartStanding {
        is_ready: count("SELECT COUNT(*) AS n FROM repair_readiness WHERE part_id = $1")?,
        asked: count("SELECT COUNT(*) AS n FROM repair_askings WHERE part_id = $1")?,
        stopped: count("SELECT COUNT(*) AS n FROM repair_stops WHERE part_id = $1")?,
        looks,
    })
}

/// Everything that happened; whether the consent stands is the caller's to say. Without a bridge the part stands alone.
pub fn standing(tx: &mut Tx<'_>, part: RowId, bridge: Option<&Bridge>) -> Result<Standing, Error> {
    let Some(bridge) = bridge else {
        let own = part_standing(tx, part)?;
        // Whose it is, is the caller's to say too: both sides of a lone part are its own.
        return Ok(Standing { participant: own.clone(), family: own, ..Standing::default() });
    };
    let reply: Option<String> = tx.maybe(
        "SELECT answer FROM repair_answers WHERE bridge_id = $1 ORDER BY id DESC LIMIT 1",
        params![bridge.id],
        |row| row.get("answer"),
    )?;
    Ok(Standing {
        participant: part_standing(tx, bridge.participant_part)?,
        family: match bridge.family_part {
            Some(part) => part_standing(tx, part)?,
            None => PartStanding::default(),
        },
        consented: false,
        carried: true,
        reply: reply.as_deref().and_then(Reply::from_code),
        plans: plans::standings(tx, bridge.id)?,
        held_on: plans::held_on(tx, bridge.id)?,
    })
}
