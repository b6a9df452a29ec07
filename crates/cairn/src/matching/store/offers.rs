//! Offers, what participants answered, and what supporters answered.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::{Record, Seat};
use crate::ids::{OfferId, ParticipantId, PersonId, RowId, SupporterId};
use crate::matching::reason::{self, Told};
use crate::sealing;

/// An offer as the participant's page shows it. There is no score in it, on purpose.
pub struct OfferCard {
    pub id: OfferId,
    pub supporter: SupporterId,
    pub name: String,
    pub languages: Vec<String>,
    pub reasons: Vec<Told>,
    pub made_at: Timestamp,
}

/// The offers that nobody has answered yet, in the order of the cards.
pub fn open(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<OfferCard>, Error> {
    let mut cards = tx.all(
        "SELECT o.id, o.supporter_id, o.reasons, o.made_at, COALESCE(p.goes_by, p.name) AS name FROM offers o
         JOIN peer_supporters s ON s.id = o.supporter_id JOIN people p ON p.id = s.person_id
         LEFT JOIN offer_answers a ON a.offer_id = o.id
         WHERE o.participant_id = $1 AND a.offer_id IS NULL ORDER BY o.round DESC, o.place, o.id",
        params![record.participant()],
        read_card,
    )?;
    for card in &mut cards {
        card.languages = spoken(tx, card.supporter)?;
    }
    Ok(cards)
}

/// The offer that the participant chose and the supporter has not answered.
pub fn chosen(tx: &mut Tx<'_>, record: &Record) -> Result<Option<OfferCard>, Error> {
    tx.maybe(
        "SELECT o.id, o.supporter_id, o.reasons, o.made_at, COALESCE(p.goes_by, p.name) AS name FROM offers o
         JOIN peer_supporters s ON s.id = o.supporter_id JOIN people p ON p.id = s.person_id
         JOIN offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         LEFT JOIN acceptances c ON c.offer_id = o.id
         WHERE o.participant_id = $1 AND c.offer_id IS NULL ORDER BY o.id DESC",
        params![record.participant()],
        read_card,
    )
}

fn read_card(row: &Row<'_>) -> Result<OfferCard, Error> {
    Ok(OfferCard {
        id: row.get("id")?,
        supporter: row.get("supporter_id")?,
        name: row.get("name")?,
        languages: Vec::new(),
        reasons: reason::from_json(&row.get::<Option<String>>("reasons")?.unwrap_or_default()),
        made_at: row.get("made_at")?,
    })
}

fn spoken(tx: &mut Tx<'_>, supporter: SupporterId) -> Result<Vec<String>, Error> {
    tx.all(
        "SELECT language FROM supporter_languages WHERE supporter_id = $1 ORDER BY language",
        params![supporter],
        |row| row.get("language"),
    )
}

pub fn participant_of(tx: &mut Tx<'_>, id: OfferId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM offers WHERE id = $1", params![id], |row| row.get("participant_id"))
}

/// Whom an offer brings together, and how far it has come.
pub struct Standing {
    pub participant: ParticipantId,
    pub supporter: SupporterId,
    pub round: i64,
    /// chosen, declined, not_chosen, withdrawn
    pub answer: Option<String>,
    /// accepted, declined
    pub acceptance: Option<String>,
}

pub fn standing(tx: &mut Tx<'_>, id: OfferId) -> Result<Option<Standing>, Error> {
    tx.maybe(
        "SELECT o.participant_id, o.supporter_id, o.round, a.answer, c.answer AS acceptance FROM offers o
         LEFT JOIN offer_answers a ON a.offer_id = o.id LEFT JOIN acceptances c ON c.offer_id = o.id WHERE o.id = $1",
        params![id],
        |row| {
            Ok(Standing {
                participant: row.get("participant_id")?,
                supporter: row.get("supporter_id")?,
                round: row.get("round")?,
                answer: row.get("answer")?,
                acceptance: row.get("acceptance")?,
            })
        },
    )
}

/// Whether a chosen supporter has yet to answer this participant.
pub fn is_waiting(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<bool, Error> {
    let waiting =
        "SELECT COUNT(*) AS n FROM offers o JOIN offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         LEFT JOIN acceptances c ON c.offer_id = o.id WHERE o.participant_id = $1 AND c.offer_id IS NULL";
    Ok(tx.count(waiting, params![participant])? > 0)
}

/// Whether this supporter was chosen by this participant and may say that the two know each other.
pub fn is_asked(tx: &mut Tx<'_>, participant: ParticipantId, supporter: SupporterId) -> Result<bool, Error> {
    let asked =
        "SELECT COUNT(*) AS n FROM offers o JOIN offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         LEFT JOIN acceptances c ON c.offer_id = o.id
         WHERE o.participant_id = $1 AND o.supporter_id = $2 AND c.offer_id IS NULL";
    Ok(tx.count(asked, params![participant, supporter])? > 0)
}

pub fn next_round(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<i64, Error> {
    tx.count(
        "SELECT COALESCE(MAX(round), 0) + 1 AS n FROM offers WHERE participant_id = $1",
        params![participant],
    )
}

pub struct NewOffer {
    pub id: OfferId,
    pub participant: ParticipantId,
    pub supporter: SupporterId,
    pub round: i64,
    /// From 1, in the order of the cards.
    pub place: i64,
    /// 0 to 1000, for staff: see `cairn_matching::score`.
    pub score: u32,
    pub reasons: Vec<Told>,
}

pub fn add(tx: &mut Tx<'_>, new: &NewOffer, now: Timestamp, by: PersonId) -> Result<(), Error> {
    let subject = sealing::PARTICIPANT.subject(tx, new.participant)?;
    tx.execute(
        "INSERT INTO offers (id, participant_id, supporter_id, round, place, score, reasons, made_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.id,
            new.participant,
            new.supporter,
            new.round,
            new.place,
            new.score,
            tx.seal_data(subject, reason::to_json(&new.reasons))?,
            now,
            by
        ],
    )?;
    Ok(())
}

/// What became of an offer: chosen, declined, not_chosen, withdrawn.
pub fn answer(tx: &mut Tx<'_>, id: OfferId, answer: &str, now: Timestamp, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO offer_answers (offer_id, answer, answered_at, answered_by) VALUES ($1, $2, $3, $4)",
        params![id, answer, now, by],
    )?;
    Ok(())
}

/// Gives every offer that this participant has not answered the same answer; how many there were.
pub fn answer_open(
    tx: &mut Tx<'_>,
    participant: ParticipantId,
    answer: &str,
    now: Timestamp,
    by: PersonId,
) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO offer_answers (offer_id, answer, answered_at, answered_by)
         SELECT o.id, $2, $3, $4 FROM offers o LEFT JOIN offer_answers a ON a.offer_id = o.id
         WHERE o.participant_id = $1 AND a.offer_id IS NULL",
        params![participant, answer, now, by],
    )
}

/// Withdraws the choice that a supporter has not answered: the two it was to bring together hear no more of it.
pub fn withdraw_chosen(
    tx: &mut Tx<'_>,
    participant: ParticipantId,
    now: Timestamp,
    by: PersonId,
) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO acceptances (offer_id, answer, answered_at, answered_by)
         SELECT o.id, 'declined', $2, $3 FROM offers o JOIN offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         LEFT JOIN acceptances c ON c.offer_id = o.id WHERE o.participant_id = $1 AND c.offer_id IS NULL",
        params![participant, now, by],
    )
}

/// The supporter's side: accepted, declined.
pub fn accept(tx: &mut Tx<'_>, id: OfferId, answer: &str, now: Timestamp, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO acceptances (offer_id, answer, answered_at, answered_by) VALUES ($1, $2, $3, $4)",
        params![id, answer, now, by],
    )?;
    Ok(())
}

pub fn ask_for_others(
    tx: &mut Tx<'_>,
    record: &Record,
    id: RowId,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO other_offer_requests (id, participant_id, asked_at, asked_by) VALUES ($1, $2, $3, $4)",
        params![id, record.participant(), now, by],
    )?;
    Ok(())
}

/// Whether the participant asked for other offers and none were made since.
pub fn asked_for_others(tx: &mut Tx<'_>, record: &Record) -> Result<bool, Error> {
    let asked = "SELECT COUNT(*) AS n FROM other_offer_requests r WHERE r.participant_id = $1 AND NOT EXISTS (
             SELECT 1 FROM offers o WHERE o.participant_id = r.participant_id AND o.made_at > r.asked_at)
         AND NOT EXISTS (SELECT 1 FROM matches m WHERE m.participant_id = r.participant_id AND m.matched_at > r.asked_at)";
    Ok(tx.count(asked, params![record.participant()])? > 0)
}

/// An offer that was put aside when another was chosen.
pub struct PutAside {
    pub supporter: SupporterId,
    pub score: u32,
    pub reasons: Vec<Told>,
}

/// The offers of a round that the participant did not choose and did not decline, in the order of the cards.
pub fn put_aside(tx: &mut Tx<'_>, _seat: &Seat, of: &Standing) -> Result<Vec<PutAside>, Error> {
    tx.all(
        "SELECT o.supporter_id, o.score, o.reasons FROM offers o
         JOIN offer_answers a ON a.offer_id = o.id AND a.answer = 'not_chosen'
         WHERE o.participant_id = $1 AND o.round = $2 ORDER BY o.place, o.id",
        params![of.participant, of.round],
        |row| {
            Ok(PutAside {
                supporter: row.get("supporter_id")?,
                score: row.get("score")?,
                reasons: reason::from_json(&row.get::<Option<String>>("reasons")?.unwrap_or_default()),
            })
        },
    )
}
