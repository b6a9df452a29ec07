//! Participants as the list and the overview show them.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::{Record, Seat, Tier, coordinated_since, led_since};
use crate::ids::{ParticipantId, SessionId};
use crate::people::names::{Search, sort_by_name};
use crate::web::PageRequest;

pub struct Line {
    pub id: ParticipantId,
    pub name: String,
    pub supporter: Option<String>,
    pub enrolled_on: Option<Date>,
    pub last_session: Option<Timestamp>,
    pub active: bool,
}

/// What the list is asked for.
pub struct Wanted {
    pub search: String,
    /// active, discharged; anything else means both.
    pub state: String,
    pub page: PageRequest,
    pub now: Timestamp,
}

/// Participants by name, those whose record the seat reaches: a coordinator who is enrolled, waits or left within a year,
/// a supporter their own, a supervisor those of the supporters they supervise, a clinician those who lately came to a
/// therapy group they lead. The same reach as `access::Desk::open_record`.
pub fn within_reach(tx: &mut Tx<'_>, seat: &Seat, wanted: &Wanted) -> Result<Vec<Line>, Error> {
    let search = Search::new(&wanted.search);
    let mut found = reached(tx, seat, wanted)?;
    found.retain(|person| search.finds(&person.full_name) || search.finds(&person.name));
    sort_by_name(&mut found, |person| (&person.name, person.id));
    wanted.page.cut(found).into_iter().map(|person| line(tx, person)).collect()
}

struct Reached {
    id: ParticipantId,
    /// What the person goes by.
    name: String,
    full_name: String,
    active: bool,
}

/// Everybody in reach, in no order: names can be compared only once they are open.
fn reached(tx: &mut Tx<'_>, seat: &Seat, wanted: &Wanted) -> Result<Vec<Reached>, Error> {
    tx.all(
        "SELECT y.id, y.name, y.full_name, y.active FROM (
            SELECT a.id, COALESCE(p.goes_by, p.name) AS name, p.name AS full_name,
                CASE WHEN EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
                    WHERE e.participant_id = a.id AND d.enrollment_id IS NULL) THEN 1 ELSE 0 END AS active
            FROM participants a JOIN people p ON p.id = a.person_id
            WHERE (CAST($1 AS TEXT) = 'coordinator' AND (
                    NOT EXISTS (SELECT 1 FROM enrollments e WHERE e.participant_id = a.id)
                    OR EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
                        WHERE e.participant_id = a.id AND (d.enrollment_id IS NULL OR d.discharged_at >= $4))))
                OR a.id IN (SELECT m.participant_id FROM matches m
                    JOIN peer_supporters s ON s.id = m.supporter_id
                    LEFT JOIN endings e ON e.match_id = m.id
                    WHERE e.match_id IS NULL AND (
                        (CAST($1 AS TEXT) = 'peer_supporter' AND s.person_id = $2)
                        OR (CAST($1 AS TEXT) = 'supervisor' AND s.supervisor_id = $2)))
                OR (CAST($1 AS TEXT) = 'clinician' AND a.person_id IN (SELECT t.person_id FROM attendances t
                    JOIN group_meetings g ON g.id = t.meeting_id
                    JOIN support_groups s ON s.id = g.group_id AND s.model = 'group_therapy'
                    WHERE s.leader_id = $2 AND t.minutes > 0 AND g.starts_at >= $5))
         ) y
         WHERE CAST($3 AS TEXT) NOT IN ('active', 'discharged')
            OR (CAST($3 AS TEXT) = 'active' AND y.active = 1) OR (CAST($3 AS TEXT) = 'discharged' AND y.active = 0)",
        params![seat.role(), seat.person(), &wanted.state, coordinated_since(wanted.now), led_since(wanted.now)],
        |row| {
            Ok(Reached {
                id: row.get("id")?,
                name: row.get("name")?,
                full_name: row.get("full_name")?,
                active: row.get("active")?,
            })
        },
    )
}

fn line(tx: &mut Tx<'_>, person: Reached) -> Result<Line, Error> {
    let supporters: Vec<String> = tx.all(
        "SELECT w.name FROM matches m JOIN peer_supporters s ON s.id = m.supporter_id
         JOIN people w ON w.id = s.person_id LEFT JOIN endings e ON e.match_id = m.id
         WHERE m.participant_id = $1 AND e.match_id IS NULL",
        params![person.id],
        |row| row.get("name"),
    )?;
    let (enrolled_on, last_session) = tx.one(
        "SELECT (SELECT MAX(e.enrolled_on) FROM enrollments e WHERE e.participant_id = $1) AS enrolled_on,
            (SELECT MAX(h.started_at) FROM sessions s JOIN holdings h ON h.session_id = s.id
                WHERE s.participant_id = $1) AS last_session",
        params![person.id],
        |row| Ok((row.get("enrolled_on")?, row.get("last_session")?)),
    )?;
    let supporter = supporters.into_iter().min();
    Ok(Line { id: person.id, name: person.name, supporter, enrolled_on, last_session, active: person.active })
}

/// How to reach a participant.
pub struct Contact {
    pub phone: Option<String>,
    pub email: Option<String>,
    pub language: String,
    pub site: Option<String>,
    pub can_sign_in: bool,
}

pub fn contact(tx: &mut Tx<'_>, record: &Record) -> Result<Contact, Error> {
    tx.one(
        "SELECT p.phone, p.email, p.language, s.name AS site,
            CASE WHEN w.person_id IS NULL THEN 0 ELSE 1 END AS can_sign_in
         FROM participants a JOIN people p ON p.id = a.person_id
         LEFT JOIN sites s ON s.id = a.site_id LEFT JOIN passphrases w ON w.person_id = p.id
         WHERE a.id = $1",
        params![record.participant()],
        |row| {
            Ok(Contact {
                phone: row.get("phone")?,
                email: row.get("email")?,
                language: row.get("language")?,
                site: row.get("site")?,
                can_sign_in: row.get("can_sign_in")?,
            })
        },
    )
}

/// Names of the supporters with whom the participant is matched now, with the day of the match.
pub fn supporters(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<(String, Timestamp)>, Error> {
    tx.all(
        "SELECT p.name, m.matched_at FROM matches m JOIN peer_supporters s ON s.id = m.supporter_id
         JOIN people p ON p.id = s.person_id LEFT JOIN endings e ON e.match_id = m.id
         WHERE m.participant_id = $1 AND e.match_id IS NULL ORDER BY m.matched_at, m.id",
        params![record.participant()],
        |row| Ok((row.get("name")?, row.get("matched_at")?)),
    )
}

/// A planned session.
pub struct Planned {
    pub id: SessionId,
    pub starts_at: Timestamp,
    pub with: String,
}

/// Sessions that are still to come, the next first.
pub fn planned(tx: &mut Tx<'_>, record: &Record, now: Timestamp) -> Result<Vec<Planned>, Error> {
    tx.all(
        "SELECT s.id, s.starts_at, p.name FROM sessions s
         JOIN peer_supporters u ON u.id = s.supporter_id JOIN people p ON p.id = u.person_id
         LEFT JOIN cancellations c ON c.session_id = s.id LEFT JOIN holdings h ON h.session_id = s.id
         WHERE s.participant_id = $1 AND s.starts_at >= $2 AND c.session_id IS NULL AND h.session_id IS NULL
         ORDER BY s.starts_at, s.id LIMIT 25",
        params![record.participant(), now],
        |row| Ok(Planned { id: row.get("id")?, starts_at: row.get("starts_at")?, with: row.get("name")? }),
    )
}

/// Open goals, as far as the one who opened the record reads them.
pub fn open_goals(tx: &mut Tx<'_>, record: &Record) -> Result<i64, Error> {
    let open = tx.all(
        "SELECT g.id, g.tier FROM goals g WHERE g.participant_id = $1 AND NOT EXISTS (
             SELECT 1 FROM goal_closings c LEFT JOIN goal_reopenings r ON r.closing_id = c.id
             WHERE c.goal_id = g.id AND r.closing_id IS NULL)",
        params![record.participant()],
        |row| Ok((row.get::<uuid::Uuid>("id")?, row.get::<Tier>("tier")?)),
    )?;
    let behind = crate::hand_overs::store::left_behind(tx, record)?;
    let read =
        open.into_iter().filter(|(id, tier)| tier.is_read_by(record.acting_as()) && !behind.contains(id));
    Ok(read.count() as i64)
}
