//! Every statement on families. None of them names a participant's table.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::Family;
use super::family::With;
use crate::access::{Role, Seat};
use crate::ids::{FamilyId, FamilyMeetingId, FamilyMemberId, PersonId, SupporterId};
use crate::people::names::sort_by_name;
use crate::sealing::family_key;
use crate::web::PageRequest;

pub fn list(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<Family>, Error> {
    let mut families = tx.all("SELECT id, name FROM families", &[], read_family)?;
    sort_by_name(&mut families, |family| (&family.name, family.id));
    Ok(page.cut(families))
}

fn read_family(row: &Row<'_>) -> Result<Family, Error> {
    Ok(Family { id: row.get("id")?, name: row.get("name")? })
}

/// A family, for the coordinator and for a supporter who met it.
pub fn find(tx: &mut Tx<'_>, seat: &Seat, id: FamilyId) -> Result<Option<Family>, Error> {
    tx.maybe(
        "SELECT f.id, f.name FROM families f
         WHERE f.id = $1 AND (CAST($2 AS BIGINT) = 1 OR EXISTS (
             SELECT 1 FROM family_meetings m JOIN peer_supporters s ON s.id = m.supporter_id
             WHERE (m.family_id = f.id OR m.other_family_id = f.id) AND s.person_id = $3))",
        params![id, i64::from(seat.role() == Role::Coordinator), seat.person()],
        read_family,
    )
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, family: &Family, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO families (id, name, name_key, registered_at, registered_by) VALUES ($1, $2, $3, $4, $5)",
        params![
            family.id,
            tx.seal(family.id, &family.name)?,
            family_key(tx, &family.name),
            now,
            seat.person()
        ],
    )?;
    Ok(())
}

pub struct Member {
    pub id: FamilyMemberId,
    pub person: PersonId,
    pub name: String,
    pub relation: String,
}

/// The members of a family that was found through the seat.
pub fn members(tx: &mut Tx<'_>, _seat: &Seat, family: &Family) -> Result<Vec<Member>, Error> {
    tx.all(
        "SELECT m.id, m.person_id, p.name, m.relation FROM family_members m JOIN people p ON p.id = m.person_id
         WHERE m.family_id = $1 ORDER BY m.registered_at, m.id",
        params![family.id],
        |row| {
            Ok(Member {
                id: row.get("id")?,
                person: row.get("person_id")?,
                name: row.get("name")?,
                relation: row.get("relation")?,
            })
        },
    )
}

pub struct NewMember {
    pub id: FamilyMemberId,
    pub person: PersonId,
    pub relation: String,
}

pub fn add_member(
    tx: &mut Tx<'_>,
    seat: &Seat,
    family: &Family,
    new: &NewMember,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_members (id, family_id, person_id, relation, registered_at, registered_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, family.id, new.person, &new.relation, now, seat.person()],
    )?;
    Ok(())
}

/// The family that a person belongs to.
pub fn of_person(tx: &mut Tx<'_>, seat: &Seat) -> Result<Option<Family>, Error> {
    tx.maybe(
        "SELECT f.id, f.name FROM families f JOIN family_members m ON m.family_id = f.id WHERE m.person_id = $1",
        params![seat.person()],
        read_family,
    )
}

/// A meeting as a page tells it.
pub struct Meeting {
    pub model: String,
    pub supporter: Option<String>,
    /// The other family's name, for staff only.
    pub other: Option<String>,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    /// For staff only.
    pub words: Option<String>,
}

/// A family's meetings, also those that another family had with it, the latest first.
pub fn meetings(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    family: &Family,
    page: PageRequest,
) -> Result<Vec<Meeting>, Error> {
    tx.all(
        "SELECT m.model, COALESCE(p.goes_by, p.name) AS supporter, o.name AS other, m.starts_at, m.minutes, m.mode,
                CASE WHEN m.family_id = $1 THEN m.words END AS words
         FROM family_meetings m
         LEFT JOIN peer_supporters s ON s.id = m.supporter_id
         LEFT JOIN people p ON p.id = s.person_id
         LEFT JOIN families o ON o.id = CASE WHEN m.family_id = $1 THEN m.other_family_id ELSE m.family_id END
         WHERE m.family_id = $1 OR m.other_family_id = $1
         ORDER BY m.starts_at DESC, m.id LIMIT $2 OFFSET $3",
        params![family.id, page.limit(), page.offset()],
        |row| {
            Ok(Meeting {
                model: row.get("model")?,
                supporter: row.get("supporter")?,
                other: row.get("other")?,
                starts_at: row.get("starts_at")?,
                minutes: row.get("minutes")?,
                mode: row.get("mode")?,
                words: row.get("words")?,
            })
        },
    )
}

pub struct NewMeeting {
    pub id: FamilyMeetingId,
    pub with: With,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    pub words: Option<String>,
}

pub fn add_meeting(
    tx: &mut Tx<'_>,
    seat: &Seat,
    family: &Family,
    new: &NewMeeting,
    now: Timestamp,
) -> Result<(), Error> {
    let (model, supporter, other) = match new.with {
        With::Supporter(supporter) => ("one_to_family", Some(supporter), None),
        With::Family(other, supporter) => ("family_to_family", supporter, Some(other)),
    };
    tx.execute(
        "INSERT INTO family_meetings (id, family_id, model, supporter_id, other_family_id, starts_at, minutes, mode,
            words, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            new.id,
            family.id,
            model,
            supporter,
            other,
            new.starts_at,
            new.minutes,
            &new.mode,
            tx.seal_some(family.id, new.words.as_deref())?,
            now,
            seat.person()
        ],
    )?;
    Ok(())
}

/// Supporters who can meet families, by name.
pub fn supporters(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<(SupporterId, String)>, Error> {
    let mut supporters: Vec<(SupporterId, String)> = tx.all(
        "SELECT DISTINCT s.id, p.name FROM peer_supporters s JOIN people p ON p.id = s.person_id
         JOIN roles r ON r.person_id = p.id AND r.role = 'peer_supporter'
         LEFT JOIN role_endings e ON e.role_id = r.id
         WHERE e.role_id IS NULL",
        &[],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut supporters, |(id, name)| (name, *id));
    Ok(supporters)
}

/// Families that this one can be brought together with: all for the coordinator, those met for a supporter.
pub fn others(tx: &mut Tx<'_>, seat: &Seat, family: &Family) -> Result<Vec<(FamilyId, String)>, Error> {
    let mut others: Vec<(FamilyId, String)> = tx.all(
        "SELECT f.id, f.name FROM families f
         WHERE f.id <> $1 AND (CAST($2 AS BIGINT) = 1 OR EXISTS (
             SELECT 1 FROM family_meetings m JOIN peer_supporters s ON s.id = m.supporter_id
             WHERE (m.family_id = f.id OR m.other_family_id = f.id) AND s.person_id = $3))",
        params![family.id, i64::from(seat.role() == Role::Coordinator), seat.person()],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut others, |(id, name)| (name, *id));
    Ok(others)
}
