//! Statements on what a series is called, who leads it, and what of it is still to come.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::calendar::eye::Eye;
use crate::calendar::series::{Of, Series};
use crate::calendar::series_page::Head;
use crate::ids::*;
use crate::sealing;
use crate::web::PageRequest;

/// Who leads a group: the leader first, then who leads beside them.
pub fn leaders(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<PersonId>, Error> {
    tx.all(
        "SELECT g.leader_id AS person_id, 0 AS place FROM support_groups g WHERE g.id = $1
         UNION ALL
         SELECT y.person_id, 1 AS place FROM group_co_leaders y
         LEFT JOIN group_co_leader_endings z ON z.co_leader_id = y.id
         WHERE y.group_id = $1 AND z.co_leader_id IS NULL
         ORDER BY 2, 1",
        params![group],
        |row| row.get("person_id"),
    )
}

pub fn leads(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<bool, Error> {
    Ok(leaders(tx, group)?.contains(&person))
}

/// A supporter as a person.
pub fn supporter(tx: &mut Tx<'_>, id: SupporterId) -> Result<PersonId, Error> {
    tx.one("SELECT person_id FROM peer_supporters WHERE id = $1", params![id], |row| row.get("person_id"))
}

fn name_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<String>, Error> {
    tx.maybe("SELECT COALESCE(goes_by, name) AS name FROM people WHERE id = $1", params![person], |row| {
        row.get("name")
    })
}

/// What a series is called, for who opened it; `eye` decides whose name a session goes by.
pub fn head(tx: &mut Tx<'_>, series: &Series, eye: &Eye) -> Result<Head, Error> {
    let (title, leader, home) = match &series.of {
        Of::Group(group) => {
            let name = tx.one("SELECT name FROM support_groups WHERE id = $1", params![*group], |row| {
                row.get("name")
            })?;
            let leader = leaders(tx, *group)?.first().copied();
            (name, leader, ["/groups/", &group.to_string()].concat())
        }
        Of::Family(of) => {
            let name =
                tx.one("SELECT name FROM families WHERE id = $1", params![of.family], |row| row.get("name"))?;
            let supporter = supporter(tx, of.supporter)?;
            (name, Some(supporter), ["/families/", &of.family.to_string()].concat())
        }
        Of::Event(of) => (of.title.clone(), Some(of.leader), "/calendar".to_string()),
        Of::Session(of) => {
            let person = sealing::PARTICIPANT.subject(tx, of.participant)?;
            let supporter = supporter(tx, of.supporter)?;
            let own = eye.person() == PersonId::from(person);
            let shown = if own { supporter } else { PersonId::from(person) };
            let home = ["/participants/", &of.participant.to_string(), "/sessions"].concat();
            (name_of(tx, shown)?.unwrap_or_default(), (!own).then_some(supporter), home)
        }
    };
    let leader = match leader {
        Some(leader) => name_of(tx, leader)?,
        None => None,
    };
    let spot = tx.maybe(
        "SELECT r.name AS room, s.name AS site FROM sites s LEFT JOIN rooms r ON r.site_id = s.id AND r.id = CAST($2 AS TEXT)
         WHERE s.id = COALESCE((SELECT x.site_id FROM rooms x WHERE x.id = CAST($2 AS TEXT)), CAST($1 AS TEXT))",
        params![series.spot.site, series.spot.room],
        |row| Ok((row.get::<Option<String>>("room")?, row.get::<Option<String>>("site")?)),
    )?;
    let (room, site) = spot.unwrap_or_default();
    Ok(Head { title, leader, site, room, home: Some(home) })
}

/// One occurrence of a series.
pub struct Line {
    pub starts_at: Timestamp,
    /// The local time that the series gave it.
    pub series_at: Option<DateTime>,
    pub off: bool,
    pub moved: bool,
    pub href: String,
}

/// The occurrences that are still to come, the next first.
pub fn lines(
    tx: &mut Tx<'_>,
    series: &Series,
    now: Timestamp,
    page: PageRequest,
) -> Result<Vec<Line>, Error> {
    let (sql, path) = match series.of {
        Of::Group(_) => (
            "SELECT m.id, m.starts_at, m.series_at, CASE WHEN o.id IS NULL THEN 0 ELSE 1 END AS off,
                CASE WHEN EXISTS (SELECT 1 FROM moves v WHERE v.meeting_id = m.id) THEN 1 ELSE 0 END AS moved
             FROM group_meetings m LEFT JOIN callings_off o ON o.meeting_id = m.id AND o.withdrawn_at IS NULL
             WHERE m.series_id = $1 AND m.starts_at >= $2 ORDER BY m.starts_at, m.id LIMIT $3 OFFSET $4",
            "/calendar/meetings/",
        ),
        Of::Event(_) => (
            "SELECT m.id, m.starts_at, m.series_at, CASE WHEN o.id IS NULL THEN 0 ELSE 1 END AS off,
                CASE WHEN EXISTS (SELECT 1 FROM moves v WHERE v.event_id = m.id) THEN 1 ELSE 0 END AS moved
             FROM events m LEFT JOIN callings_off o ON o.event_id = m.id AND o.withdrawn_at IS NULL
             WHERE m.series_id = $1 AND m.starts_at >= $2 ORDER BY m.starts_at, m.id LIMIT $3 OFFSET $4",
            "/calendar/events/",
        ),
        Of::Family(_) => (
            "SELECT m.id, m.starts_at, m.series_at, CASE WHEN c.meeting_id IS NULL THEN 0 ELSE 1 END AS off,
                CASE WHEN EXISTS (SELECT 1 FROM family_moves v WHERE v.meeting_id = m.id) THEN 1 ELSE 0 END AS moved
             FROM family_meetings m LEFT JOIN family_cancellations c ON c.meeting_id = m.id
             WHERE m.series_id = $1 AND m.starts_at >= $2 ORDER BY m.starts_at, m.id LIMIT $3 OFFSET $4",
            "/family-meetings/",
        ),
        Of::Session(_) => (
            "SELECT m.id, m.starts_at, m.series_at,
                CASE WHEN c.session_id IS NULL OR c.kind = 'rescheduled' THEN 0 ELSE 1 END AS off,
                CASE WHEN c.kind = 'rescheduled' THEN 1 ELSE 0 END AS moved
             FROM sessions m LEFT JOIN cancellations c ON c.session_id = m.id
             WHERE m.series_id = $1 AND m.starts_at >= $2 ORDER BY m.starts_at, m.id LIMIT $3 OFFSET $4",
            "/sessions/",
        ),
    };
    tx.all(sql, params![series.id, now, page.limit(), page.offset()], |row| {
        let id: RowId = row.get("id")?;
        Ok(Line {
            starts_at: row.get("starts_at")?,
            series_at: row.get::<Option<String>>("series_at")?.and_then(|text| text.parse().ok()),
            off: row.get("off")?,
            moved: row.get("moved")?,
            href: [path, &id.to_string()].concat(),
        })
    })
}
