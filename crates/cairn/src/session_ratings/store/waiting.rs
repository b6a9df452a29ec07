//! What somebody was at in the last days and has not rated, for their own first page.

use std::collections::BTreeSet;

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::families::met_member;
use crate::ids::{FamilyMeetingId, MeetingId, RowId, SessionId};
use crate::session_ratings::rated::Of;

/// What is not rated yet, with the name of the group.
type Waiting = (Of, Option<String>);

/// Meetings `m` of groups to which the person came and which are over, the newest first; none that another one followed.
macro_rules! meetings {
    ($model:literal) => {
        concat!(
            "SELECT m.id, g.name FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
             JOIN support_groups g ON g.id = m.group_id
             LEFT JOIN session_ratings r ON r.meeting_id = m.id AND r.person_id = a.person_id
             WHERE a.person_id = $1 AND a.minutes > 0 AND m.starts_at >= $2
               AND m.starts_at + m.minutes * 60000 <= $3 AND r.id IS NULL AND g.model ",
            $model,
            " AND NOT EXISTS (SELECT 1 FROM attendances b JOIN group_meetings n ON n.id = b.meeting_id
                WHERE b.person_id = a.person_id AND b.minutes > 0 AND n.group_id = m.group_id
                AND n.starts_at > m.starts_at AND n.starts_at <= $3)
             ORDER BY m.starts_at DESC, m.id LIMIT 1"
        )
    };
}

fn meeting(row: &Row<'_>) -> Result<Waiting, Error> {
    Ok((Of::from(row.get::<MeetingId>("id")?), Some(row.get("name")?)))
}

fn shared(row: &Row<'_>) -> Result<Waiting, Error> {
    Ok((Of::from(row.get::<RowId>("session_id")?), None))
}

/// The newest of each kind that a participant has not rated.
pub fn unrated(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (since, now): (Timestamp, Timestamp),
) -> Result<Vec<Waiting>, Error> {
    let mut found = tx.all(
        "SELECT s.id FROM holdings h JOIN sessions s ON s.id = h.session_id
         JOIN participants p ON p.id = s.participant_id LEFT JOIN session_ratings r ON r.session_id = s.id
         WHERE p.person_id = $1 AND h.started_at >= $2 AND r.id IS NULL
           AND NOT EXISTS (SELECT 1 FROM holdings g JOIN sessions n ON n.id = g.session_id
                WHERE n.participant_id = s.participant_id AND n.supporter_id = s.supporter_id
                AND g.started_at > h.started_at)
         ORDER BY h.started_at DESC, s.id LIMIT 1",
        params![seat.person(), since],
        |row| Ok((Of::from(row.get::<SessionId>("id")?), None)),
    )?;
    found.extend(tx.all(meetings!("<> 'family_group'"), params![seat.person(), since, now], meeting)?);
    found.extend(tx.all(
        "SELECT h.session_id FROM shared_holdings h JOIN shared_sessions x ON x.id = h.session_id
         JOIN participants p ON p.id = x.participant_id
         LEFT JOIN session_ratings r ON r.shared_session_id = x.id AND r.person_id = p.person_id
         WHERE p.person_id = $1 AND h.started_at >= $2 AND r.id IS NULL
         ORDER BY h.started_at DESC, h.session_id LIMIT 1",
        params![seat.person(), since],
        shared,
    )?);
    Ok(found)
}

/// The newest of each kind that a family member has not rated.
pub fn unrated_of_family(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (since, now): (Timestamp, Timestamp),
) -> Result<Vec<Waiting>, Error> {
    let mut found = tx.all(meetings!("= 'family_group'"), params![seat.person(), since, now], meeting)?;
    found.extend(family_meetings(tx, seat, (since, now))?);
    found.extend(tx.all(
        "SELECT h.session_id FROM shared_holdings h JOIN shared_invitations i ON i.session_id = h.session_id
         JOIN family_members f ON f.id = i.member_id
         LEFT JOIN session_ratings r ON r.shared_session_id = h.session_id AND r.person_id = f.person_id
         WHERE f.person_id = $1 AND h.started_at >= $2 AND r.id IS NULL
         ORDER BY h.started_at DESC, h.session_id LIMIT 1",
        params![seat.person(), since],
        shared,
    )?);
    Ok(found)
}

/// Of each model the newest meeting with the family at which the member was, where they have not rated it.
fn family_meetings(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (since, now): (Timestamp, Timestamp),
) -> Result<Vec<Waiting>, Error> {
    let met: Vec<(FamilyMeetingId, String, bool)> = tx.all(
        concat!(
            "SELECT m.id, m.model, CASE WHEN r.id IS NULL THEN 0 ELSE 1 END AS is_rated
             FROM family_members f JOIN family_meetings m ON ",
            met_member!(),
            " LEFT JOIN family_cancellations c ON c.meeting_id = m.id
             LEFT JOIN session_ratings r ON r.family_meeting_id = m.id AND r.person_id = f.person_id
             WHERE f.person_id = $1 AND m.starts_at >= $2 AND m.starts_at + m.minutes * 60000 <= $3
               AND c.meeting_id IS NULL ORDER BY m.starts_at DESC, m.id"
        ),
        params![seat.person(), since, now],
        |row| Ok((row.get("id")?, row.get("model")?, row.get("is_rated")?)),
    )?;
    let mut seen = BTreeSet::new();
    let newest = met.into_iter().filter(|(_, model, _)| seen.insert(model.clone()));
    Ok(newest.filter(|(.., is_rated)| !is_rated).map(|(id, ..)| (Of::from(id), None)).collect())
}
