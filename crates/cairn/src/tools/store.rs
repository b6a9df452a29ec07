//! Every statement on worksheets and uses. What somebody may not read is left out here, before a page sees it.

use cairn_db::{Error, Row, Tx, Value, params};
use cairn_toolkit::Answers;
use jiff::Timestamp;

use super::whose::Opened;
use super::worksheet::{NewUse, Use, Version, Worksheet};
use crate::access::{Record, RecordId, Tier};
use crate::ids::{FamilyMemberId, ParticipantId, PersonId, RowId, SessionId};

pub type Stamp = (Timestamp, PersonId);

/// The record that rows stand in, or the person where they stand in none: of a person who is here twice, rows of the one
/// are never rows of the other.
fn place(opened: &Opened) -> Value {
    opened.record().map_or_else(|| opened.person().into(), Value::from)
}

fn participant(opened: &Opened) -> Option<ParticipantId> {
    opened.record().and_then(RecordId::participant)
}

fn member(opened: &Opened) -> Option<FamilyMemberId> {
    opened.record().and_then(RecordId::member)
}

/// The worksheets that the viewer may read, the latest saved first.
pub fn worksheets(tx: &mut Tx<'_>, opened: &Opened) -> Result<Vec<Worksheet>, Error> {
    let mut all = tx.all(
        "SELECT w.id, w.tool, w.tier, v.version, v.saved_at FROM worksheets w
         JOIN worksheet_versions v ON v.worksheet_id = w.id
         WHERE w.person_id = $1 AND COALESCE(w.participant_id, w.member_id, w.person_id) = $2
           AND v.version = (SELECT MAX(x.version) FROM worksheet_versions x WHERE x.worksheet_id = w.id)
         ORDER BY v.saved_at DESC, w.id DESC",
        params![opened.person(), place(opened)],
        |row| {
            Ok(Worksheet {
                id: row.get("id")?,
                tool: row.get("tool")?,
                tier: row.get("tier")?,
                version: row.get("version")?,
                saved_at: row.get("saved_at")?,
            })
        },
    )?;
    all.retain(|sheet| opened.reads(sheet.tier));
    Ok(all)
}

/// Every version of a worksheet that the viewer may read, the newest first.
pub fn versions(tx: &mut Tx<'_>, sheet: &Worksheet) -> Result<Vec<Version>, Error> {
    tx.all(
        "SELECT v.version, v.definition_version, v.answers, v.saved_at, COALESCE(p.goes_by, p.name) AS name
         FROM worksheet_versions v JOIN people p ON p.id = v.saved_by
         WHERE v.worksheet_id = $1 ORDER BY v.version DESC",
        params![sheet.id],
        |row| {
            // A destroyed key leaves nothing.
            let answers = row.get::<Option<String>>("answers")?.unwrap_or_default();
            Ok(Version {
                number: row.get("version")?,
                definition: u32::try_from(row.get::<i64>("definition_version")?).unwrap_or_default(),
                answers: Answers::from_json(&answers).unwrap_or_default(),
                saved_at: row.get("saved_at")?,
                saved_by: row.get("name")?,
            })
        },
    )
}

/// The newest version.
pub fn newest(tx: &mut Tx<'_>, sheet: &Worksheet) -> Result<Option<Version>, Error> {
    Ok(versions(tx, sheet)?.into_iter().next())
}

pub fn begin(
    tx: &mut Tx<'_>,
    opened: &Opened,
    (id, tool, tier): (RowId, &str, Tier),
    (at, by): Stamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO worksheets (id, person_id, participant_id, member_id, tool, tier, begun_at, begun_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![id, opened.person(), participant(opened), member(opened), tool, tier, at, by],
    )?;
    Ok(())
}

/// A saving: of which worksheet, its own id and number, what asked and what was answered.
pub struct Saving<'a> {
    pub id: RowId,
    pub worksheet: RowId,
    pub number: i64,
    pub tool: &'a cairn_toolkit::Tool,
    pub answers: &'a Answers,
}

pub fn save(tx: &mut Tx<'_>, opened: &Opened, new: &Saving<'_>, (at, by): Stamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO worksheet_versions (id, worksheet_id, version, definition_version, definition_hash, answers,
            saved_at, saved_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            new.worksheet,
            new.number,
            i64::from(new.tool.version),
            new.tool.hash(),
            tx.seal_data(opened.person(), new.answers.to_json())?,
            at,
            by
        ],
    )?;
    Ok(())
}

pub fn set_tier(tx: &mut Tx<'_>, _opened: &Opened, sheet: &Worksheet, tier: Tier) -> Result<(), Error> {
    tx.execute("UPDATE worksheets SET tier = $2 WHERE id = $1", params![sheet.id, tier])?;
    Ok(())
}

macro_rules! uses {
    ($which:literal) => {
        concat!(
            "SELECT u.id, u.tool, u.worksheet_id, COALESCE(w.tier, u.tier) AS tier, u.session_id, u.company,
                u.used_on, COALESCE(p.goes_by, p.name) AS name, (SELECT r.helpful FROM tool_use_ratings r
                WHERE r.use_id = u.id ORDER BY r.id DESC LIMIT 1) AS helpful
             FROM tool_uses u LEFT JOIN worksheets w ON w.id = u.worksheet_id JOIN people p ON p.id = u.recorded_by
             WHERE ",
            $which,
            " ORDER BY u.used_on DESC, u.id DESC"
        )
    };
}

fn read_use(row: &Row<'_>) -> Result<Use, Error> {
    Ok(Use {
        id: row.get("id")?,
        tool: row.get("tool")?,
        worksheet: row.get("worksheet_id")?,
        tier: row.get("tier")?,
        session: row.get("session_id")?,
        company: row.get("company")?,
        used_on: row.get("used_on")?,
        helpful: row.get("helpful")?,
        recorded_by: row.get("name")?,
    })
}

/// The uses that the viewer may know of, the latest first.
pub fn uses(tx: &mut Tx<'_>, opened: &Opened) -> Result<Vec<Use>, Error> {
    let mut all = tx.all(
        uses!("u.person_id = $1 AND COALESCE(u.participant_id, u.member_id, u.person_id) = $2"),
        params![opened.person(), place(opened)],
        read_use,
    )?;
    all.retain(|one| opened.reads(one.tier));
    Ok(all)
}

/// The uses in a session of this record that the viewer may know of.
pub fn in_session(tx: &mut Tx<'_>, record: &Record, session: SessionId) -> Result<Vec<Use>, Error> {
    let mut all = tx.all(
        uses!("u.participant_id = $1 AND u.session_id = $2"),
        params![record.participant(), session],
        read_use,
    )?;
    all.retain(|one| record.is_own() || one.tier.is_read_by(record.acting_as()));
    Ok(all)
}

pub fn add_use(tx: &mut Tx<'_>, opened: &Opened, new: &NewUse<'_>, (at, by): Stamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO tool_uses (id, person_id, participant_id, member_id, tool, worksheet_id, tier, session_id, company,
            used_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            new.id,
            opened.person(),
            participant(opened),
            member(opened),
            new.tool,
            new.worksheet,
            new.tier,
            new.session,
            new.company,
            new.used_on,
            at,
            by
        ],
    )?;
    Ok(())
}

/// The latest use of a worksheet that this person wrote down since then, and its session.
pub fn lately_used(
    tx: &mut Tx<'_>,
    _opened: &Opened,
    sheet: RowId,
    (since, by): Stamp,
) -> Result<Option<(RowId, Option<SessionId>)>, Error> {
    tx.maybe(
        "SELECT id, session_id FROM tool_uses WHERE worksheet_id = $1 AND recorded_at >= $2 AND recorded_by = $3
         ORDER BY id DESC LIMIT 1",
        params![sheet, since, by],
        |row| Ok((row.get("id")?, row.get("session_id")?)),
    )
}

/// How much a use helped. What was said before stays beside it.
pub fn rate(
    tx: &mut Tx<'_>,
    _opened: &Opened,
    (id, used, helpful): (RowId, RowId, i64),
    (at, by): Stamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO tool_use_ratings (id, use_id, helpful, rated_at, rated_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, used, helpful, at, by],
    )?;
    Ok(())
}
