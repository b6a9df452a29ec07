//! What the supporter's own people and notes ask for.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::Seat;
use crate::ids::{OfferId, ParticipantId, PersonId, SessionId};
use crate::people::names::sort_by_name;
use crate::today::line::FETCH;

pub struct SessionLine {
    pub id: SessionId,
    pub participant: ParticipantId,
    pub name: String,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    pub place: Option<String>,
    pub video_link: Option<String>,
}

/// The supporter's sessions from one instant to before another, without those that were called off.
pub fn sessions(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<SessionLine>, Error> {
    tx.all(
        "SELECT s.id, s.participant_id, COALESCE(w.goes_by, w.name) AS name, s.starts_at, s.planned_minutes, s.mode,
                s.place, COALESCE(s.video_link, ps.video_link) AS video_link
         FROM sessions s
         JOIN peer_supporters ps ON ps.id = s.supporter_id
         JOIN participants p ON p.id = s.participant_id
         JOIN people w ON w.id = p.person_id
         LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE ps.person_id = $1 AND s.starts_at >= $2 AND s.starts_at < $3 AND c.session_id IS NULL
         ORDER BY s.starts_at, s.id LIMIT $4",
        params![seat.person(), from, to, FETCH],
        |row| {
            Ok(SessionLine {
                id: row.get("id")?,
                participant: row.get("participant_id")?,
                name: row.get("name")?,
                starts_at: row.get("starts_at")?,
                minutes: row.get("planned_minutes")?,
                mode: row.get("mode")?,
                place: row.get("place")?,
                video_link: row.get("video_link")?,
            })
        },
    )
}

pub struct MovedSession {
    pub id: SessionId,
    pub name: String,
    pub starts_at: Timestamp,
    /// When it was before.
    pub before: Timestamp,
}

/// Sessions of the supporter to come that their participants moved since an instant.
pub fn moved(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (since, now): (Timestamp, Timestamp),
) -> Result<Vec<MovedSession>, Error> {
    tx.all(
        "SELECT s.id, COALESCE(w.goes_by, w.name) AS name, s.starts_at, o.starts_at AS before_at
         FROM sessions s
         JOIN sessions o ON o.id = s.moved_from_id
         JOIN peer_supporters ps ON ps.id = s.supporter_id
         JOIN participants p ON p.id = s.participant_id
         JOIN people w ON w.id = p.person_id
         LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE ps.person_id = $1 AND s.scheduled_by = p.person_id AND s.scheduled_at >= $2 AND s.starts_at > $3
           AND c.session_id IS NULL
           AND EXISTS (SELECT 1 FROM matches m LEFT JOIN endings e ON e.match_id = m.id
                WHERE m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id AND e.match_id IS NULL)
         ORDER BY s.starts_at, s.id LIMIT $4",
        params![seat.person(), since, now, FETCH],
        |row| {
            Ok(MovedSession {
                id: row.get("id")?,
                name: row.get("name")?,
                starts_at: row.get("starts_at")?,
                before: row.get("before_at")?,
            })
        },
    )
}

pub struct UnsentNote {
    pub id: SessionId,
    pub name: String,
    pub starts_at: Timestamp,
    pub begun: bool,
}

/// Sessions that are over, took place or should have, and whose note was never sent; the oldest first.
pub fn unsent_notes(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp) -> Result<Vec<UnsentNote>, Error> {
    tx.all(
        "SELECT s.id, COALESCE(w.goes_by, w.name) AS name, s.starts_at,
                CASE WHEN n.id IS NULL THEN 0 ELSE 1 END AS begun
         FROM sessions s
         JOIN peer_supporters ps ON ps.id = s.supporter_id
         JOIN participants p ON p.id = s.participant_id
         JOIN people w ON w.id = p.person_id
         LEFT JOIN cancellations c ON c.session_id = s.id
         LEFT JOIN notes n ON n.session_id = s.id
         WHERE ps.person_id = $1 AND s.starts_at + s.planned_minutes * 60000 <= $2 AND c.session_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM submissions b WHERE b.note_id = n.id)
         ORDER BY s.starts_at, s.id LIMIT $3",
        params![seat.person(), now, FETCH],
        |row| {
            Ok(UnsentNote {
                id: row.get("id")?,
                name: row.get("name")?,
                starts_at: row.get("starts_at")?,
                begun: row.get("begun")?,
            })
        },
    )
}

pub struct ReturnedNote {
    pub session: SessionId,
    pub name: String,
    pub starts_at: Timestamp,
    pub comment: String,
}

/// Notes that came back and were not sent again.
pub fn returned_notes(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<ReturnedNote>, Error> {
    tx.all(
        "SELECT s.id, COALESCE(w.goes_by, w.name) AS name, s.starts_at, r.comment
         FROM returns r
         JOIN submissions b ON b.id = r.submission_id
         JOIN notes n ON n.id = b.note_id
         JOIN sessions s ON s.id = n.session_id
         JOIN participants p ON p.id = s.participant_id
         JOIN people w ON w.id = p.person_id
         WHERE n.author_id = $1
           AND NOT EXISTS (SELECT 1 FROM submissions l WHERE l.note_id = n.id AND l.id > b.id)
         ORDER BY r.returned_at, s.id LIMIT $2",
        params![seat.person(), FETCH],
        |row| {
            Ok(ReturnedNote {
                session: row.get("id")?,
                name: row.get("name")?,
                starts_at: row.get("starts_at")?,
                comment: row.get("comment")?,
            })
        },
    )
}

pub struct ChosenOffer {
    pub id: OfferId,
    pub name: String,
    pub chosen_at: Timestamp,
}

/// Participants who chose this supporter and wait for the answer.
pub fn chosen_offers(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<ChosenOffer>, Error> {
    tx.all(
        "SELECT o.id, COALESCE(w.goes_by, w.name) AS name, a.answered_at
         FROM offers o
         JOIN peer_supporters ps ON ps.id = o.supporter_id
         JOIN offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         JOIN participants p ON p.id = o.participant_id
         JOIN people w ON w.id = p.person_id
         LEFT JOIN acceptances c ON c.offer_id = o.id
         WHERE ps.person_id = $1 AND c.offer_id IS NULL
         ORDER BY a.answered_at, o.id LIMIT $2",
        params![seat.person(), FETCH],
        |row| {
            Ok(ChosenOffer { id: row.get("id")?, name: row.get("name")?, chosen_at: row.get("answered_at")? })
        },
    )
}

pub struct MatchedPerson {
    pub id: ParticipantId,
    pub person: PersonId,
    pub name: String,
    /// None when nobody wrote an enrollment down.
    pub enrolled_on: Option<Date>,
    pub next_review_on: Option<Date>,
}

/// The participants the supporter is matched with now. A caseload is a dozen people: all of them.
pub fn people(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<MatchedPerson>, Error> {
    let mut people = tx.all(
        "SELECT p.id, p.person_id, COALESCE(w.goes_by, w.name) AS name,
                (SELECT MAX(n.enrolled_on) FROM enrollments n WHERE n.participant_id = p.id) AS enrolled_on,
                (SELECT MAX(r.next_review_on) FROM plan_reviews r WHERE r.participant_id = p.id) AS next_review_on
         FROM matches m
         JOIN peer_supporters ps ON ps.id = m.supporter_id
         JOIN participants p ON p.id = m.participant_id
         JOIN people w ON w.id = p.person_id
         LEFT JOIN endings e ON e.match_id = m.id
         WHERE ps.person_id = $1 AND e.match_id IS NULL",
        params![seat.person()],
        |row| {
            Ok(MatchedPerson {
                id: row.get("id")?,
                person: row.get("person_id")?,
                name: row.get("name")?,
                enrolled_on: row.get("enrolled_on")?,
                next_review_on: row.get("next_review_on")?,
            })
        },
    )?;
    sort_by_name(&mut people, |person| (&person.name, person.id));
    Ok(people)
}

/// The day from which the supporter's own check-ups are counted.
pub fn registered_at(tx: &mut Tx<'_>, seat: &Seat) -> Result<Option<Timestamp>, Error> {
    tx.maybe(
        "SELECT registered_at FROM peer_supporters WHERE person_id = $1",
        params![seat.person()],
        |row| row.get("registered_at"),
    )
}
