//! Every statement on ratings of sessions. There is none that shows a single answer to anybody but the one who gave it.

mod sums;
mod waiting;

use cairn_db::{Error, Row, Tx, Value, params};
use jiff::Timestamp;

use super::rated::{Of, Rated};
use super::rating::Answers;
use crate::access::{FamilyRecord, Record, RecordOf};
use crate::families::met_member;
use crate::ids::{FamilyMeetingId, GroupId, MeetingId, RowId, SessionId};

pub use sums::{Line, Model, models, sessions, supporters};
pub use waiting::{unrated, unrated_of_family};

/// Whether a group's meeting is for family members: not proof of anything, only where to ask for it.
pub fn is_for_families(tx: &mut Tx<'_>, id: MeetingId) -> Result<Option<bool>, Error> {
    tx.maybe(
        "SELECT CASE WHEN g.model = 'family_group' THEN 1 ELSE 0 END AS families
         FROM group_meetings m JOIN support_groups g ON g.id = m.group_id WHERE m.id = $1",
        params![id],
        |row| row.get("families"),
    )
}

/// Something that took place while the person of an opened record was there; none for everything else.
pub fn rated(tx: &mut Tx<'_>, record: &RecordOf, of: Of, now: Timestamp) -> Result<Option<Rated>, Error> {
    match (of, record) {
        (Of::Session(id), RecordOf::Participant(record)) => session(tx, record, id),
        (Of::Group(id), _) => group_meeting(tx, record, (id, now)),
        (Of::Family(id), RecordOf::FamilyMember(record)) => family_meeting(tx, record, (id, now)),
        (Of::Shared(id), _) => shared_session(tx, id),
        _ => Ok(None),
    }
}

fn read(row: &Row<'_>, page: String) -> Result<Rated, Error> {
    Ok(Rated {
        started_at: row.get("started_at")?,
        next_at: row.get("next_at")?,
        name: row.get("name")?,
        page,
    })
}

fn session(tx: &mut Tx<'_>, record: &Record, id: SessionId) -> Result<Option<Rated>, Error> {
    tx.maybe(
        "SELECT h.started_at, COALESCE(w.goes_by, w.name) AS name,
            (SELECT MIN(g.started_at) FROM holdings g JOIN sessions n ON n.id = g.session_id
                WHERE n.participant_id = s.participant_id AND n.supporter_id = s.supporter_id
                AND g.started_at > h.started_at) AS next_at
         FROM sessions s JOIN holdings h ON h.session_id = s.id
         JOIN peer_supporters k ON k.id = s.supporter_id JOIN people w ON w.id = k.person_id
         WHERE s.id = $1 AND s.participant_id = $2",
        params![id, record.participant()],
        |row| read(row, format!("/sessions/{id}")),
    )
}

/// A meeting of a group at which the person was; the next one is the next of the group to which they came.
fn group_meeting(
    tx: &mut Tx<'_>,
    record: &RecordOf,
    (id, now): (MeetingId, Timestamp),
) -> Result<Option<Rated>, Error> {
    tx.maybe(
        "SELECT m.group_id, m.starts_at AS started_at, g.name,
            (SELECT MIN(n.starts_at) FROM attendances b JOIN group_meetings n ON n.id = b.meeting_id
                WHERE b.person_id = a.person_id AND b.minutes > 0 AND n.group_id = m.group_id
                AND n.starts_at > m.starts_at) AS next_at
         FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id JOIN support_groups g ON g.id = m.group_id
         WHERE m.id = $1 AND a.person_id = $2 AND a.minutes > 0 AND m.starts_at <= $3",
        params![id, record.person(), now],
        |row| read(row, format!("/my-groups/{}", row.get::<GroupId>("group_id")?)),
    )
}

/// Meetings with the family of the member `$1`, or of two, at which the member was, that were not called off.
macro_rules! met {
    () => {
        concat!(
            "(SELECT m.id, m.model, m.starts_at, m.minutes FROM family_members f JOIN family_meetings m ON ",
            met_member!(),
            " LEFT JOIN family_cancellations c ON c.meeting_id = m.id WHERE f.id = $1 AND c.meeting_id IS NULL)"
        )
    };
}

fn family_meeting(
    tx: &mut Tx<'_>,
    record: &FamilyRecord,
    (id, now): (FamilyMeetingId, Timestamp),
) -> Result<Option<Rated>, Error> {
    tx.maybe(
        concat!(
            "SELECT x.starts_at AS started_at, CAST(NULL AS TEXT) AS name,
                (SELECT MIN(n.starts_at) FROM ",
            met!(),
            " n WHERE n.model = x.model AND n.starts_at > x.starts_at) AS next_at
             FROM ",
            met!(),
            " x WHERE x.id = $2 AND x.starts_at <= $3"
        ),
        params![record.member(), id, now],
        |row| read(row, format!("/family-meetings/{id}")),
    )
}

/// A shared session that took place; that the viewer is one of the two is known from how it was opened.
fn shared_session(tx: &mut Tx<'_>, id: RowId) -> Result<Option<Rated>, Error> {
    tx.maybe(
        "SELECT h.started_at, CAST(NULL AS TEXT) AS name, CAST(NULL AS BIGINT) AS next_at
         FROM shared_holdings h WHERE h.session_id = $1",
        params![id],
        |row| read(row, format!("/shared-sessions/{id}")),
    )
}

/// The column that says what is rated, and its value.
fn place(of: Of) -> (&'static str, Value) {
    match of {
        Of::Session(id) => ("session_id", id.into()),
        Of::Group(id) => ("meeting_id", id.into()),
        Of::Family(id) => ("family_meeting_id", id.into()),
        Of::Shared(id) => ("shared_session_id", id.into()),
    }
}

fn answers(row: &Row<'_>) -> Result<Answers, Error> {
    let number = |sealed: Option<String>| sealed.and_then(|text| text.parse().ok());
    Ok([number(row.get("heard")?), number(row.get("wanted")?), number(row.get("honest")?)])
}

/// The viewer's own answers; none where the record is somebody else's.
pub fn own(tx: &mut Tx<'_>, record: &RecordOf, of: Of) -> Result<Option<Answers>, Error> {
    if !record.is_own() {
        return Ok(None);
    }
    let (column, id) = place(of);
    let sql =
        ["SELECT heard, wanted, honest FROM session_ratings WHERE person_id = $1 AND ", column, " = $2"];
    tx.maybe(&sql.concat(), &[record.person().into(), id], answers)
}

/// When it began as the person rated it first, if they did.
pub fn began(tx: &mut Tx<'_>, record: &RecordOf, of: Of) -> Result<Option<Timestamp>, Error> {
    let (column, id) = place(of);
    let sql = ["SELECT began_at FROM session_ratings WHERE person_id = $1 AND ", column, " = $2"];
    tx.maybe(&sql.concat(), &[record.person().into(), id], |row| row.get("began_at"))
}

/// Keeps the answers; sending again corrects them.
pub fn rate(
    tx: &mut Tx<'_>,
    record: &RecordOf,
    (row, of): (RowId, Of),
    given: Answers,
    (began, now): (Timestamp, Timestamp),
) -> Result<(), Error> {
    let (column, id) = place(of);
    let mut values = vec![row.into(), record.person().into(), id];
    for answer in given {
        values.push(tx.seal_data(record.person(), answer.map(|value| value.to_string()))?);
    }
    values.push(began.into());
    values.push(now.into());
    let sql = [
        "INSERT INTO session_ratings (id, person_id, ",
        column,
        ", heard, wanted, honest, began_at, rated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (",
        column,
        ", person_id) DO UPDATE SET heard = excluded.heard, wanted = excluded.wanted, honest = excluded.honest,
            rated_at = excluded.rated_at",
    ];
    tx.execute(&sql.concat(), &values)?;
    Ok(())
}
