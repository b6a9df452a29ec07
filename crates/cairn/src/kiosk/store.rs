//! Every statement on kiosks, codes and arrivals.

use cairn_db::{Error, Row, Tx, params};
use jiff::{SignedDuration, Timestamp};

use super::arrival::{Arrival, Expected};
use super::tablet::{Kiosk, MISSES_WITHIN};
use crate::access::{Role, Seat};
use crate::ids::{MeetingId, ParticipantId, PersonId, RowId, SessionId, SiteId};
use crate::web::PageRequest;

macro_rules! kiosks {
    ($rest:literal) => {
        concat!(
            "SELECT k.id, k.site_id, s.name AS site_name, k.name, k.link_expires_at, o.opened_at, r.revoked_at
             FROM kiosks k JOIN sites s ON s.id = k.site_id LEFT JOIN kiosk_openings o ON o.kiosk_id = k.id
             LEFT JOIN kiosk_revocations r ON r.kiosk_id = k.id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Kiosk, Error> {
    Ok(Kiosk {
        id: row.get("id")?,
        site: row.get("site_id")?,
        site_name: row.get("site_name")?,
        name: row.get("name")?,
        opened_at: row.get("opened_at")?,
        revoked_at: row.get("revoked_at")?,
        link_expires_at: row.get("link_expires_at")?,
    })
}

/// Every kiosk, those that work first.
pub(super) fn list(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<Kiosk>, Error> {
    tx.all(
        kiosks!(
            "ORDER BY CASE WHEN r.kiosk_id IS NULL THEN 0 ELSE 1 END, s.name, k.name, k.id LIMIT $1 OFFSET $2"
        ),
        params![page.limit(), page.offset()],
        read,
    )
}

pub(super) fn find(tx: &mut Tx<'_>, id: RowId) -> Result<Option<Kiosk>, Error> {
    tx.maybe(kiosks!("WHERE k.id = $1"), params![id], read)
}

/// The kiosk that a tablet is, unless it was revoked.
pub(super) fn by_token(tx: &mut Tx<'_>, token_hash: &str) -> Result<Option<Kiosk>, Error> {
    tx.maybe(kiosks!("WHERE o.token_hash = $1 AND r.kiosk_id IS NULL"), params![token_hash], read)
}

/// The kiosk that a link still makes.
pub(super) fn by_link(tx: &mut Tx<'_>, token_hash: &str, now: Timestamp) -> Result<Option<Kiosk>, Error> {
    tx.maybe(
        kiosks!(
            "WHERE k.token_hash = $1 AND k.link_expires_at > $2 AND o.kiosk_id IS NULL AND r.kiosk_id IS NULL"
        ),
        params![token_hash, now],
        read,
    )
}

pub(super) struct NewKiosk {
    pub id: RowId,
    pub site: SiteId,
    pub name: String,
    pub token_hash: String,
    pub link_expires_at: Timestamp,
}

pub(super) fn add(tx: &mut Tx<'_>, seat: &Seat, new: &NewKiosk, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO kiosks (id, site_id, name, token_hash, link_expires_at, made_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, new.site, &new.name, &new.token_hash, new.link_expires_at, now, seat.person()],
    )?;
    Ok(())
}

/// Makes a tablet the kiosk; whether it was the first.
pub(super) fn open(tx: &mut Tx<'_>, id: RowId, token_hash: &str, now: Timestamp) -> Result<bool, Error> {
    let opened = tx.execute(
        "INSERT INTO kiosk_openings (kiosk_id, token_hash, opened_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![id, token_hash, now],
    )?;
    Ok(opened > 0)
}

pub(super) fn revoke(tx: &mut Tx<'_>, seat: &Seat, id: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO kiosk_revocations (kiosk_id, revoked_at, revoked_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![id, now, seat.person()],
    )?;
    Ok(())
}

pub(super) fn miss(tx: &mut Tx<'_>, kiosk: RowId, id: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO kiosk_misses (id, kiosk_id, missed_at) VALUES ($1, $2, $3)",
        params![id, kiosk, now],
    )?;
    Ok(())
}

pub(super) fn misses(tx: &mut Tx<'_>, kiosk: RowId, now: Timestamp) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM kiosk_misses WHERE kiosk_id = $1 AND missed_at > $2",
        params![kiosk, now - MISSES_WITHIN],
    )
}

/// Somebody's newest code.
pub(super) fn code(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<String>, Error> {
    tx.maybe(
        "SELECT code FROM arrival_codes WHERE person_id = $1 ORDER BY issued_at DESC, id DESC LIMIT 1",
        params![person],
        |row| row.get("code"),
    )
}

/// Gives somebody a code, unless it is or was anybody's.
pub(super) fn add_code(
    tx: &mut Tx<'_>,
    person: PersonId,
    (id, code): (RowId, &str),
    now: Timestamp,
) -> Result<bool, Error> {
    let mark = tx.blind("arrival_codes.code", code);
    let sealed = tx.seal(person, code)?;
    let added = tx.execute(
        "INSERT INTO arrival_codes (id, person_id, code, mark, issued_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (mark) DO NOTHING",
        params![id, person, sealed, mark, now],
    )?;
    Ok(added > 0)
}

/// Whose code it is now: a code that was replaced is nobody's.
pub(super) fn person_of_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<PersonId>, Error> {
    let mark = tx.blind("arrival_codes.code", code);
    tx.maybe(
        "SELECT a.person_id FROM arrival_codes a WHERE a.mark = $1
         AND NOT EXISTS (SELECT 1 FROM arrival_codes b WHERE b.person_id = a.person_id
             AND (b.issued_at > a.issued_at OR (b.issued_at = a.issued_at AND b.id > a.id)))",
        params![mark],
        |row| row.get("person_id"),
    )
}

pub(super) fn participant_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT id FROM participants WHERE person_id = $1", params![person], |row| row.get("id"))
}

/// What somebody may have come for: meetings at this site of groups they belong or come to, and their own sessions, which begin
/// within the hour or have begun and are not over.
pub(super) fn expected(
    tx: &mut Tx<'_>,
    person: PersonId,
    site: SiteId,
    now: Timestamp,
) -> Result<Vec<Expected>, Error> {
    let soon = now + SignedDuration::from_hours(1);
    let mut expected = tx.all(
        "SELECT m.id, g.name, m.starts_at FROM group_meetings m JOIN support_groups g ON g.id = m.group_id
         WHERE (g.site_id = $2 OR g.site_id IS NULL) AND m.starts_at <= $3 AND m.starts_at + m.minutes * 60000 > $4
         AND g.id IN (SELECT n.group_id FROM attendances a JOIN group_meetings n ON n.id = a.meeting_id
                      WHERE a.person_id = $1
                      UNION SELECT b.group_id FROM group_memberships b
                      LEFT JOIN group_leavings v ON v.membership_id = b.id
                      WHERE b.person_id = $1 AND v.membership_id IS NULL)
         AND NOT EXISTS (SELECT 1 FROM callings_off o WHERE o.meeting_id = m.id AND o.withdrawn_at IS NULL)
         ORDER BY m.starts_at, m.id",
        params![person, site, soon, now],
        |row| {
            Ok(Expected::Meeting {
                id: row.get("id")?,
                name: row.get("name")?,
                starts_at: row.get("starts_at")?,
            })
        },
    )?;
    expected.extend(tx.all(
        "SELECT s.id, s.starts_at FROM sessions s JOIN participants p ON p.id = s.participant_id
         LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE p.person_id = $1 AND s.starts_at <= $2 AND s.starts_at + s.planned_minutes * 60000 > $3
         AND c.session_id IS NULL ORDER BY s.starts_at, s.id",
        params![person, soon, now],
        |row| Ok(Expected::Session { id: row.get("id")?, starts_at: row.get("starts_at")? }),
    )?);
    Ok(expected)
}

pub(super) struct NewArrival {
    pub id: RowId,
    pub person: PersonId,
    pub kiosk: RowId,
    pub meeting: Option<MeetingId>,
    pub session: Option<SessionId>,
}

/// How long a code that is typed again means the same arrival.
const SAME: SignedDuration = SignedDuration::from_hours(2);

/// Writes an arrival down; whether it is a new one.
pub(super) fn arrive(tx: &mut Tx<'_>, new: &NewArrival, now: Timestamp) -> Result<bool, Error> {
    let meeting = new.meeting.map(|id| id.to_string()).unwrap_or_default();
    let session = new.session.map(|id| id.to_string()).unwrap_or_default();
    let added = tx.execute(
        "INSERT INTO arrivals (id, person_id, kiosk_id, meeting_id, session_id, arrived_at)
         SELECT $1, $2, $3, $4, $5, $6
         WHERE NOT EXISTS (SELECT 1 FROM arrivals a WHERE a.person_id = $2 AND a.arrived_at > $7
             AND COALESCE(a.meeting_id, '') = $8 AND COALESCE(a.session_id, '') = $9)",
        params![new.id, new.person, new.kiosk, new.meeting, new.session, now, now - SAME, meeting, session],
    )?;
    Ok(added > 0)
}

/// Who came since `since`, the latest first: a coordinator sees everybody; a supporter those they walk with; who leads a
/// group those who came to it.
pub fn todays_arrivals(
    tx: &mut Tx<'_>,
    seat: &Seat,
    since: Timestamp,
    page: PageRequest,
) -> Result<Vec<Arrival>, Error> {
    tx.all(
        "SELECT a.id, COALESCE(w.goes_by, w.name) AS name, a.arrived_at, s.name AS site, g.name AS group_name,
                a.meeting_id, g.id AS group_id, a.session_id
         FROM arrivals a JOIN people w ON w.id = a.person_id
         JOIN kiosks k ON k.id = a.kiosk_id JOIN sites s ON s.id = k.site_id
         LEFT JOIN group_meetings m ON m.id = a.meeting_id LEFT JOIN support_groups g ON g.id = m.group_id
         WHERE a.arrived_at >= $3 AND (CAST($1 AS BIGINT) = 1
             OR g.leader_id = $2 OR EXISTS (SELECT 1 FROM group_co_leaders c
                LEFT JOIN group_co_leader_endings z ON z.co_leader_id = c.id
                WHERE c.group_id = g.id AND c.person_id = $2 AND z.co_leader_id IS NULL)
             OR (a.meeting_id IS NULL AND a.person_id IN (
                 SELECT p.person_id FROM matches x JOIN peer_supporters y ON y.id = x.supporter_id
                 JOIN participants p ON p.id = x.participant_id LEFT JOIN endings e ON e.match_id = x.id
                 WHERE y.person_id = $2 AND e.match_id IS NULL)))
         ORDER BY a.arrived_at DESC, a.id DESC LIMIT $4 OFFSET $5",
        params![
            i64::from(seat.role() == Role::Coordinator),
            seat.person(),
            since,
            page.limit(),
            page.offset()
        ],
        |row| {
            Ok(Arrival {
                id: row.get("id")?,
                name: row.get("name")?,
                arrived_at: row.get("arrived_at")?,
                site: row.get("site")?,
                group: row.get("group_name")?,
                meeting: row.get("meeting_id")?,
                group_id: row.get("group_id")?,
                session: row.get("session_id")?,
            })
        },
    )
}
