//! Families and their members.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::{Role, Seat, WALKS, met_since};
use crate::families::Family;
use crate::ids::{FamilyId, FamilyMemberId, PersonId, RowId, SupporterId};
use crate::people::names::sort_by_name;
use crate::sealing::family_key;
use crate::web::PageRequest;

/// A family in the list, and since when its support has ended, if it has.
pub struct Line {
    pub family: Family,
    pub ended_at: Option<Timestamp>,
    /// Has a supporter now.
    pub supported: bool,
}

/// Families by name: all for the coordinator; for a supporter those they walk with, for a supervisor those of their
/// supporters. Those whose support has ended only when asked for; those whose last member was erased not at all.
pub fn list(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (ended, now): (bool, Timestamp),
    page: PageRequest,
) -> Result<Vec<Line>, Error> {
    let sql = [
        "SELECT f.id, f.name, e.ended_at,
            CASE WHEN EXISTS (SELECT 1 FROM family_matches x LEFT JOIN family_match_endings y ON y.match_id = x.id
                WHERE x.family_id = f.id AND x.supporter_id IS NOT NULL AND y.match_id IS NULL)
            THEN 1 ELSE 0 END AS supported
         FROM families f
         LEFT JOIN family_endings e ON e.family_id = f.id
             AND NOT EXISTS (SELECT 1 FROM family_returns r WHERE r.ending_id = e.id)
         WHERE CAST($2 AS BIGINT) = CASE WHEN e.id IS NULL THEN 0 ELSE 1 END
           AND NOT EXISTS (SELECT 1 FROM data_keys k WHERE k.subject_id = f.id AND k.destroyed_at IS NOT NULL)
           AND (CAST($3 AS BIGINT) = 1 OR EXISTS (SELECT 1 FROM ",
        WALKS,
        " JOIN peer_supporters s ON s.id = walk.supporter_id WHERE walk.family_id = f.id
               AND $4 = CASE WHEN CAST($5 AS BIGINT) = 1 THEN s.person_id ELSE s.supervisor_id END))",
    ];
    let values = params![
        met_since(now),
        i64::from(ended),
        i64::from(seat.role() == Role::Coordinator),
        seat.person(),
        i64::from(seat.role() == Role::PeerSupporter)
    ];
    let mut lines = tx.all(&sql.concat(), values, |row| {
        Ok(Line {
            family: read_family(row)?,
            ended_at: row.get("ended_at")?,
            supported: row.get("supported")?,
        })
    })?;
    sort_by_name(&mut lines, |line| (&line.family.name, line.family.id));
    Ok(page.cut(lines))
}

fn read_family(row: &Row<'_>) -> Result<Family, Error> {
    Ok(Family { id: row.get("id")?, name: row.get("name")? })
}

/// A family that was opened.
pub fn find(tx: &mut Tx<'_>, _seat: &Seat, id: FamilyId) -> Result<Option<Family>, Error> {
    tx.maybe("SELECT f.id, f.name FROM families f WHERE f.id = $1", params![id], read_family)
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

/// The members of a family that was found through the seat; who was erased is no longer among them.
pub fn members(tx: &mut Tx<'_>, _seat: &Seat, family: &Family) -> Result<Vec<Member>, Error> {
    tx.all(
        "SELECT m.id, m.person_id, p.name, m.relation FROM family_members m JOIN people p ON p.id = m.person_id
         LEFT JOIN erasures x ON x.record_id = m.id
         WHERE m.family_id = $1 AND x.id IS NULL ORDER BY m.registered_at, m.id",
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
         WHERE f.id <> $1
           AND NOT EXISTS (SELECT 1 FROM data_keys k WHERE k.subject_id = f.id AND k.destroyed_at IS NOT NULL)
           AND (CAST($2 AS BIGINT) = 1 OR EXISTS (
             SELECT 1 FROM family_meetings m JOIN peer_supporters s ON s.id = m.supporter_id
             WHERE (m.family_id = f.id OR m.other_family_id = f.id) AND s.person_id = $3))",
        params![family.id, i64::from(seat.role() == Role::Coordinator), seat.person()],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut others, |(id, name)| (name, *id));
    Ok(others)
}

/// The end of support that nobody took back.
pub struct Ending {
    pub id: RowId,
    pub reason: String,
    pub words: Option<String>,
    pub ended_at: Timestamp,
}

pub fn ending(tx: &mut Tx<'_>, family: FamilyId) -> Result<Option<Ending>, Error> {
    tx.maybe(
        "SELECT e.id, e.reason, e.words, e.ended_at FROM family_endings e
         LEFT JOIN family_returns r ON r.ending_id = e.id
         WHERE e.family_id = $1 AND r.ending_id IS NULL ORDER BY e.id DESC LIMIT 1",
        params![family],
        |row| {
            Ok(Ending {
                id: row.get("id")?,
                reason: row.get("reason")?,
                words: row.get("words")?,
                ended_at: row.get("ended_at")?,
            })
        },
    )
}

pub fn end(tx: &mut Tx<'_>, seat: &Seat, family: FamilyId, new: &Ending) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_endings (id, family_id, reason, words, ended_at, ended_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            new.id,
            family,
            &new.reason,
            tx.seal_some(family, new.words.as_deref())?,
            new.ended_at,
            seat.person()
        ],
    )?;
    Ok(())
}

/// They are back: the ending no longer holds.
pub fn take_back(tx: &mut Tx<'_>, seat: &Seat, ending: &Ending, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_returns (ending_id, returned_at, returned_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![ending.id, now, seat.person()],
    )?;
    Ok(())
}
