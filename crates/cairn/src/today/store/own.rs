//! What is the viewer's own: their next session, offers, steps, and sessions not tapped yet.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::Seat;
use crate::ids::{FamilyId, FamilyMemberId, SessionId};
use crate::today::line::FETCH;

pub struct NextSession {
    pub id: SessionId,
    pub starts_at: Timestamp,
    pub mode: String,
    pub place: Option<String>,
    pub video_link: Option<String>,
    /// The supporter's name.
    pub with: String,
}

/// The participant's next session, or the one that is going on.
pub fn next_session(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp) -> Result<Option<NextSession>, Error> {
    tx.maybe(
        "SELECT s.id, s.starts_at, s.mode, s.place, COALESCE(s.video_link, ps.video_link) AS video_link,
                COALESCE(w.goes_by, w.name) AS with_name
         FROM sessions s
         JOIN participants p ON p.id = s.participant_id
         JOIN peer_supporters ps ON ps.id = s.supporter_id
         JOIN people w ON w.id = ps.person_id
         LEFT JOIN cancellations c ON c.session_id = s.id
         LEFT JOIN holdings h ON h.session_id = s.id
         WHERE p.person_id = $1 AND s.starts_at + s.planned_minutes * 60000 > $2
           AND c.session_id IS NULL AND h.session_id IS NULL
         ORDER BY s.starts_at LIMIT 1",
        params![seat.person(), now],
        |row| {
            Ok(NextSession {
                id: row.get("id")?,
                starts_at: row.get("starts_at")?,
                mode: row.get("mode")?,
                place: row.get("place")?,
                video_link: row.get("video_link")?,
                with: row.get("with_name")?,
            })
        },
    )
}

/// How many offers wait for the participant's choice.
pub fn open_offers(tx: &mut Tx<'_>, seat: &Seat) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM offers o JOIN participants p ON p.id = o.participant_id
         LEFT JOIN offer_answers a ON a.offer_id = o.id
         WHERE p.person_id = $1 AND a.offer_id IS NULL
           AND o.round = (SELECT MAX(l.round) FROM offers l WHERE l.participant_id = o.participant_id)",
        params![seat.person()],
    )
}

/// The day from which the participant's check-ups are counted.
pub fn enrolled_on(tx: &mut Tx<'_>, seat: &Seat) -> Result<Option<Date>, Error> {
    tx.one(
        "SELECT MAX(e.enrolled_on) AS enrolled_on FROM enrollments e
         JOIN participants p ON p.id = e.participant_id
         LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE p.person_id = $1 AND d.enrollment_id IS NULL",
        params![seat.person()],
        |row| row.get("enrolled_on"),
    )
}

/// Steps of open goals that are due, the oldest first.
pub fn steps_due(tx: &mut Tx<'_>, seat: &Seat, today: Date) -> Result<Vec<(String, Date)>, Error> {
    tx.all(
        "SELECT s.words, s.by_on FROM steps s
         JOIN goals g ON g.id = s.goal_id
         JOIN participants p ON p.id = g.participant_id
         WHERE p.person_id = $1 AND s.by_on <= $2
           AND NOT EXISTS (SELECT 1 FROM step_endings e LEFT JOIN step_reopenings o ON o.ending_id = e.id
                           WHERE e.step_id = s.id AND o.ending_id IS NULL)
           AND NOT EXISTS (SELECT 1 FROM goal_closings c LEFT JOIN goal_reopenings r ON r.closing_id = c.id
                           WHERE c.goal_id = g.id AND r.closing_id IS NULL)
         ORDER BY s.by_on, s.id LIMIT $3",
        params![seat.person(), today, FETCH],
        |row| Ok((row.get("words")?, row.get("by_on")?)),
    )
}

pub struct HeldSession {
    pub id: SessionId,
    pub started_at: Timestamp,
    /// The other person's name.
    pub with: String,
}

/// Sessions held since `since` that the viewer has not tapped on their side, newest first.
pub fn untapped(
    tx: &mut Tx<'_>,
    seat: &Seat,
    side: &'static str,
    since: Timestamp,
) -> Result<Vec<HeldSession>, Error> {
    tx.all(
        "SELECT s.id, h.started_at, COALESCE(o.goes_by, o.name) AS with_name
         FROM holdings h
         JOIN sessions s ON s.id = h.session_id
         JOIN participants p ON p.id = s.participant_id
         JOIN peer_supporters ps ON ps.id = s.supporter_id
         JOIN people o ON o.id = CASE WHEN $2 = 'participant' THEN ps.person_id ELSE p.person_id END
         LEFT JOIN taps k ON k.session_id = s.id AND k.side = $2
         WHERE $1 = CASE WHEN $2 = 'participant' THEN p.person_id ELSE ps.person_id END
           AND h.started_at >= $3 AND k.session_id IS NULL
         ORDER BY h.started_at DESC, s.id LIMIT $4",
        params![seat.person(), side, since, FETCH],
        |row| {
            Ok(HeldSession {
                id: row.get("id")?,
                started_at: row.get("started_at")?,
                with: row.get("with_name")?,
            })
        },
    )
}

/// The viewer as a family member.
pub struct OwnFamily {
    pub id: FamilyMemberId,
    pub since: Timestamp,
}

pub fn family_member(tx: &mut Tx<'_>, seat: &Seat) -> Result<Option<OwnFamily>, Error> {
    tx.maybe(
        "SELECT id, registered_at FROM family_members WHERE person_id = $1",
        params![seat.person()],
        |row| Ok(OwnFamily { id: row.get("id")?, since: row.get("registered_at")? }),
    )
}

/// Steps of the viewer's open goals as a family member that are due, the oldest first.
pub fn family_steps_due(tx: &mut Tx<'_>, seat: &Seat, today: Date) -> Result<Vec<(String, Date)>, Error> {
    tx.all(
        "SELECT s.words, s.by_on FROM family_steps s
         JOIN family_goals g ON g.id = s.family_goal_id
         JOIN family_members m ON m.id = g.member_id
         WHERE m.person_id = $1 AND s.by_on <= $2 AND (g.tier <> 'mine' OR g.set_by = $1)
           AND NOT EXISTS (SELECT 1 FROM family_step_endings e
                           LEFT JOIN family_step_reopenings o ON o.ending_id = e.id
                           WHERE e.step_id = s.id AND o.ending_id IS NULL)
           AND NOT EXISTS (SELECT 1 FROM family_goal_closings c
                           LEFT JOIN family_goal_reopenings r ON r.closing_id = c.id
                           WHERE c.family_goal_id = g.id AND r.closing_id IS NULL)
         ORDER BY s.by_on, s.id LIMIT $3",
        params![seat.person(), today, FETCH],
        |row| Ok((row.get("words")?, row.get("by_on")?)),
    )
}

/// The viewer's family, when offers or another family wait for its answer.
pub fn family_answers(tx: &mut Tx<'_>, seat: &Seat) -> Result<Option<FamilyId>, Error> {
    tx.maybe(
        "SELECT m.family_id FROM family_members m WHERE m.person_id = $1 AND EXISTS (
             SELECT 1 FROM family_offers o LEFT JOIN family_offer_answers a ON a.offer_id = o.id
             LEFT JOIN family_acceptances c ON c.offer_id = o.id
             WHERE (o.family_id = m.family_id AND a.offer_id IS NULL)
                OR (o.other_family_id = m.family_id AND a.answer = 'chosen' AND c.offer_id IS NULL))",
        params![seat.person()],
        |row| row.get("family_id"),
    )
}

/// How many families chose the viewer as their supporter and wait for the answer.
pub fn families_asking(tx: &mut Tx<'_>, seat: &Seat) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM family_offers o JOIN peer_supporters s ON s.id = o.supporter_id
         JOIN family_offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         LEFT JOIN family_acceptances c ON c.offer_id = o.id
         WHERE s.person_id = $1 AND c.offer_id IS NULL",
        params![seat.person()],
    )
}
