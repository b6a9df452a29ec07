//! Statements on ground rules and on who accepted them.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::super::Group;
use crate::access::Seat;
use crate::ids::{GroupId, PersonId, RowId};
use crate::people::names::sort_by_name;
use crate::web::Text;

/// One wording of a group's ground rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub id: RowId,
    pub version: i64,
    pub wording: String,
    pub written_at: Timestamp,
}

impl Rules {
    /// Which wording it is, and since when.
    pub fn signature(&self, t: &Text) -> String {
        let values = [("n", self.version.into()), ("day", t.on_day(&self.written_at).into())];
        t.args("groups-rules-version", values)
    }
}

/// The wording that holds now; none when the group has none.
pub fn newest_rules(tx: &mut Tx<'_>, group: GroupId) -> Result<Option<Rules>, Error> {
    tx.maybe(
        "SELECT id, version, wording, written_at FROM group_rules WHERE group_id = $1
         ORDER BY version DESC LIMIT 1",
        params![group],
        |row| {
            Ok(Rules {
                id: row.get("id")?,
                version: row.get("version")?,
                wording: row.get("wording")?,
                written_at: row.get("written_at")?,
            })
        },
    )
}

/// Keeps a new wording. [`Error::violates`]`("group_rules", "group_id")` tells that another was saved meanwhile.
pub fn write_rules(tx: &mut Tx<'_>, seat: &Seat, group: &Group, new: &Rules) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_rules (id, group_id, version, wording, written_at, written_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, group.id, new.version, &new.wording, new.written_at, seat.person()],
    )?;
    Ok(())
}

pub fn has_accepted(tx: &mut Tx<'_>, rules: RowId, person: PersonId) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) AS n FROM group_rule_acceptances WHERE rules_id = $1 AND person_id = $2";
    Ok(tx.count(sql, params![rules, person])? > 0)
}

/// Keeps that somebody accepted this wording, on their own page or on paper; whether it was the first time.
pub fn accept_rules(
    tx: &mut Tx<'_>,
    (rules, person): (RowId, PersonId),
    way: &'static str,
    now: Timestamp,
    by: PersonId,
) -> Result<bool, Error> {
    let kept = tx.execute(
        "INSERT INTO group_rule_acceptances (rules_id, person_id, way, accepted_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (rules_id, person_id) DO NOTHING",
        params![rules, person, way, now, by],
    )?;
    Ok(kept > 0)
}

/// Members and those who have come, and have not accepted this wording; by name.
pub fn not_accepted(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    rules: RowId,
) -> Result<Vec<(PersonId, String)>, Error> {
    let mut people: Vec<(PersonId, String)> = tx.all(
        "SELECT w.id, COALESCE(w.goes_by, w.name) AS name FROM people w
         WHERE w.id IN (SELECT a.person_id FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
                        WHERE m.group_id = $1 AND a.minutes > 0
                        UNION SELECT b.person_id FROM group_memberships b
                        LEFT JOIN group_leavings v ON v.membership_id = b.id
                        WHERE b.group_id = $1 AND v.membership_id IS NULL)
           AND NOT EXISTS (SELECT 1 FROM group_rule_acceptances y WHERE y.rules_id = $2 AND y.person_id = w.id)",
        params![group.id, rules],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut people, |(id, name)| (name, *id));
    Ok(people)
}
