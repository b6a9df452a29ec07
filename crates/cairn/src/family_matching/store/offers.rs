//! Offers to families, and both sides' answers.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{FamilyId, OfferId, PersonId, SupporterId};

/// Whom an offer brings together, and how far it has come.
pub struct Standing {
    pub id: OfferId,
    pub family: FamilyId,
    pub supporter: Option<SupporterId>,
    pub other: Option<FamilyId>,
    pub round: i64,
    /// chosen, declined, not_chosen, withdrawn
    pub answer: Option<String>,
    /// accepted, declined
    pub acceptance: Option<String>,
}

impl Standing {
    pub fn model(&self) -> &'static str {
        if self.supporter.is_some() { "one_to_family" } else { "family_to_family" }
    }
}

/// How an offer stands: not proof of anything, only where to ask for it.
pub fn standing(tx: &mut Tx<'_>, id: OfferId) -> Result<Option<Standing>, Error> {
    tx.maybe(
        "SELECT o.id, o.family_id, o.supporter_id, o.other_family_id, o.round, a.answer, c.answer AS acceptance
         FROM family_offers o LEFT JOIN family_offer_answers a ON a.offer_id = o.id
         LEFT JOIN family_acceptances c ON c.offer_id = o.id WHERE o.id = $1",
        params![id],
        |row| {
            Ok(Standing {
                id: row.get("id")?,
                family: row.get("family_id")?,
                supporter: row.get("supporter_id")?,
                other: row.get("other_family_id")?,
                round: row.get("round")?,
                answer: row.get("answer")?,
                acceptance: row.get("acceptance")?,
            })
        },
    )
}

/// An offer as a card is made of it. The name is a supporter's; of another family there is none.
pub struct Card {
    pub id: OfferId,
    pub model: String,
    pub supporter: Option<String>,
    /// For staff alone.
    pub other: Option<String>,
    /// As kept: see `reason`.
    pub reasons: String,
    /// None while the family has not answered.
    pub answer: Option<String>,
}

/// Offers that the family has not answered, and those it chose that wait for the other side.
pub fn open(tx: &mut Tx<'_>, _seat: &Seat, family: FamilyId) -> Result<Vec<Card>, Error> {
    tx.all(
        "SELECT o.id, o.model, COALESCE(p.goes_by, p.name) AS supporter, f.name AS other, o.reasons, a.answer
         FROM family_offers o
         LEFT JOIN peer_supporters s ON s.id = o.supporter_id LEFT JOIN people p ON p.id = s.person_id
         LEFT JOIN families f ON f.id = o.other_family_id
         LEFT JOIN family_offer_answers a ON a.offer_id = o.id
         LEFT JOIN family_acceptances c ON c.offer_id = o.id
         WHERE o.family_id = $1 AND c.offer_id IS NULL AND (a.answer IS NULL OR a.answer = 'chosen')
         ORDER BY o.model DESC, o.round DESC, o.place, o.id",
        params![family],
        read_card,
    )
}

fn read_card(row: &Row<'_>) -> Result<Card, Error> {
    Ok(Card {
        id: row.get("id")?,
        model: row.get("model")?,
        supporter: row.get("supporter")?,
        other: row.get("other")?,
        reasons: row.get::<Option<String>>("reasons")?.unwrap_or_default(),
        answer: row.get("answer")?,
    })
}

/// Families that chose this one and wait for its answer. The reasons are those for this side.
pub fn asking_family(tx: &mut Tx<'_>, _seat: &Seat, family: FamilyId) -> Result<Vec<Card>, Error> {
    tx.all(
        "SELECT o.id, o.model, CAST(NULL AS TEXT) AS supporter, f.name AS other, o.back_reasons AS reasons, a.answer
         FROM family_offers o JOIN family_offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         JOIN families f ON f.id = o.family_id
         LEFT JOIN family_acceptances c ON c.offer_id = o.id
         WHERE o.other_family_id = $1 AND c.offer_id IS NULL ORDER BY a.answered_at, o.id",
        params![family],
        read_card,
    )
}

/// Families that chose this supporter and wait for the answer, the longest waiting first.
pub fn asking_supporter(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    supporter: SupporterId,
) -> Result<Vec<(OfferId, String, Timestamp)>, Error> {
    tx.all(
        "SELECT o.id, o.reasons, a.answered_at FROM family_offers o
         JOIN family_offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
         LEFT JOIN family_acceptances c ON c.offer_id = o.id
         WHERE o.supporter_id = $1 AND c.offer_id IS NULL ORDER BY a.answered_at, o.id",
        params![supporter],
        |row| {
            let reasons = row.get::<Option<String>>("reasons")?.unwrap_or_default();
            Ok((row.get("id")?, reasons, row.get("answered_at")?))
        },
    )
}

pub fn next_round(tx: &mut Tx<'_>, family: FamilyId) -> Result<i64, Error> {
    tx.count(
        "SELECT COALESCE(MAX(round), 0) + 1 AS n FROM family_offers WHERE family_id = $1",
        params![family],
    )
}

pub struct NewOffer {
    pub id: OfferId,
    pub family: FamilyId,
    pub supporter: Option<SupporterId>,
    pub other: Option<FamilyId>,
    pub round: i64,
    /// From 1, in the order of the cards.
    pub place: i64,
    /// 0 to 1000, for staff.
    pub score: u32,
    pub reasons: String,
    /// What the other family may be told; none for a supporter.
    pub back: Option<String>,
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, new: &NewOffer, now: Timestamp) -> Result<(), Error> {
    let model = if new.supporter.is_some() { "one_to_family" } else { "family_to_family" };
    tx.execute(
        "INSERT INTO family_offers (id, family_id, model, supporter_id, other_family_id, round, place, score, reasons,
            back_reasons, made_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            new.id,
            new.family,
            model,
            new.supporter,
            new.other,
            new.round,
            new.place,
            new.score,
            tx.seal_data(new.family, new.reasons.clone())?,
            tx.seal_data(new.family, new.back.clone())?,
            now,
            seat.person()
        ],
    )?;
    Ok(())
}

/// What became of an offer: chosen, declined, not_chosen, withdrawn.
pub fn answer(tx: &mut Tx<'_>, id: OfferId, answer: &str, now: Timestamp, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_offer_answers (offer_id, answer, answered_at, answered_by) VALUES ($1, $2, $3, $4)",
        params![id, answer, now, by],
    )?;
    Ok(())
}

/// Gives every offer of a model that the family has not answered the same answer.
pub fn answer_open(
    tx: &mut Tx<'_>,
    (family, model): (FamilyId, &str),
    answer: &str,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_offer_answers (offer_id, answer, answered_at, answered_by)
         SELECT o.id, $3, $4, $5 FROM family_offers o LEFT JOIN family_offer_answers a ON a.offer_id = o.id
         WHERE o.family_id = $1 AND o.model = $2 AND a.offer_id IS NULL",
        params![family, model, answer, now, by],
    )?;
    Ok(())
}

/// The other side: accepted, declined.
pub fn accept(tx: &mut Tx<'_>, id: OfferId, answer: &str, now: Timestamp, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_acceptances (offer_id, answer, answered_at, answered_by) VALUES ($1, $2, $3, $4)",
        params![id, answer, now, by],
    )?;
    Ok(())
}

/// How many offers and questions wait for a family's answer.
pub fn waiting(tx: &mut Tx<'_>, family: FamilyId) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM family_offers o LEFT JOIN family_offer_answers a ON a.offer_id = o.id
         LEFT JOIN family_acceptances c ON c.offer_id = o.id
         WHERE (o.family_id = $1 AND a.offer_id IS NULL)
            OR (o.other_family_id = $1 AND a.answer = 'chosen' AND c.offer_id IS NULL)",
        params![family],
    )
}
