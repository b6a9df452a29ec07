//! Matches of a family with a supporter or with another family.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{FamilyId, FamilyMeetingId, MatchId, OfferId, SupporterId};

/// A running match, from one family's side.
pub struct Match {
    pub id: MatchId,
    pub model: String,
    pub supporter: Option<String>,
    /// What the other family wants to be called, if they said.
    pub called: Option<String>,
    /// The other family's name, for staff alone.
    pub other: Option<String>,
    pub since: Timestamp,
}

/// A family's running matches, from its own side.
pub fn running(tx: &mut Tx<'_>, _seat: &Seat, family: FamilyId) -> Result<Vec<Match>, Error> {
    tx.all(
        "SELECT m.id, m.model, m.matched_at, COALESCE(p.goes_by, p.name) AS supporter, f.name AS other, q.called
         FROM family_matches m LEFT JOIN family_match_endings e ON e.match_id = m.id
         LEFT JOIN peer_supporters s ON s.id = m.supporter_id LEFT JOIN people p ON p.id = s.person_id
         LEFT JOIN families f ON m.other_family_id IS NOT NULL
            AND f.id = CASE WHEN m.family_id = $1 THEN m.other_family_id ELSE m.family_id END
         LEFT JOIN family_profiles q ON q.family_id = f.id
         WHERE e.match_id IS NULL AND (m.family_id = $1 OR m.other_family_id = $1)
         ORDER BY m.model DESC, m.matched_at, m.id",
        params![family],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Match, Error> {
    Ok(Match {
        id: row.get("id")?,
        model: row.get("model")?,
        supporter: row.get("supporter")?,
        called: row.get("called")?,
        other: row.get("other")?,
        since: row.get("matched_at")?,
    })
}

/// Both sides of a match: not proof of anything, only where to ask for it.
pub struct Sides {
    pub family: FamilyId,
    pub supporter: Option<SupporterId>,
    pub other: Option<FamilyId>,
    pub ended: bool,
}

pub fn sides(tx: &mut Tx<'_>, id: MatchId) -> Result<Option<Sides>, Error> {
    tx.maybe(
        "SELECT m.family_id, m.supporter_id, m.other_family_id,
            CASE WHEN e.match_id IS NULL THEN 0 ELSE 1 END AS has_ended FROM family_matches m
         LEFT JOIN family_match_endings e ON e.match_id = m.id WHERE m.id = $1",
        params![id],
        |row| {
            Ok(Sides {
                family: row.get("family_id")?,
                supporter: row.get("supporter_id")?,
                other: row.get("other_family_id")?,
                ended: row.get("has_ended")?,
            })
        },
    )
}

pub struct NewMatch {
    pub id: MatchId,
    pub family: FamilyId,
    pub supporter: Option<SupporterId>,
    pub other: Option<FamilyId>,
    pub offer: OfferId,
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, new: &NewMatch, now: Timestamp) -> Result<(), Error> {
    let model = if new.supporter.is_some() { "one_to_family" } else { "family_to_family" };
    tx.execute(
        "INSERT INTO family_matches (id, family_id, model, supporter_id, other_family_id, offer_id, matched_at, matched_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![new.id, new.family, model, new.supporter, new.other, new.offer, now, seat.person()],
    )?;
    Ok(())
}

/// Ends a match; whether it was running.
pub fn end(
    tx: &mut Tx<'_>,
    seat: &Seat,
    id: MatchId,
    wished_by: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO family_match_endings (match_id, wished_by, ended_at, ended_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![id, wished_by, now, seat.person()],
    )?;
    Ok(ended > 0)
}

/// Ends every match of a family whose support ends, and withdraws what is open.
pub fn end_all(tx: &mut Tx<'_>, seat: &Seat, family: FamilyId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_match_endings (match_id, wished_by, ended_at, ended_by)
         SELECT m.id, 'program', $2, $3 FROM family_matches m LEFT JOIN family_match_endings e ON e.match_id = m.id
         WHERE (m.family_id = $1 OR m.other_family_id = $1) AND e.match_id IS NULL",
        params![family, now, seat.person()],
    )?;
    tx.execute(
        "INSERT INTO family_offer_answers (offer_id, answer, answered_at, answered_by)
         SELECT o.id, 'withdrawn', $2, $3 FROM family_offers o LEFT JOIN family_offer_answers a ON a.offer_id = o.id
         WHERE (o.family_id = $1 OR o.other_family_id = $1) AND a.offer_id IS NULL",
        params![family, now, seat.person()],
    )?;
    Ok(())
}

/// Nobody is left to wait for: what a family chose, and what was asked of it, is not to be.
pub fn decline_waiting(tx: &mut Tx<'_>, seat: &Seat, family: FamilyId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_acceptances (offer_id, answer, answered_at, answered_by)
         SELECT o.id, 'declined', $2, $3 FROM family_offers o
         JOIN family_offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         LEFT JOIN family_acceptances c ON c.offer_id = o.id
         WHERE (o.family_id = $1 OR o.other_family_id = $1) AND c.offer_id IS NULL",
        params![family, now, seat.person()],
    )?;
    Ok(())
}

/// A meeting of two matched families, written down by one of them.
pub struct Met {
    pub id: FamilyMeetingId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
}

pub fn add_met(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (family, other): (FamilyId, FamilyId),
    new: &Met,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_meetings (id, family_id, model, other_family_id, starts_at, minutes, mode, recorded_at,
            recorded_by)
         VALUES ($1, $2, 'family_to_family', $3, $4, $5, $6, $7, $8)",
        params![new.id, family, other, new.starts_at, new.minutes, &new.mode, now, seat.person()],
    )?;
    Ok(())
}
