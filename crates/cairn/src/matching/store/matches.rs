//! Matches, their endings, and who waits for one.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::{Record, Seat};
use crate::ids::{MatchId, OfferId, ParticipantId, PersonId, SupporterId};
use crate::matching::reason::{self, Told};
use crate::program::Caseload;
use crate::web::PageRequest;

/// The supporter a participant has now.
pub struct Current {
    pub id: MatchId,
    pub supporter: SupporterId,
    pub name: String,
    pub video_link: Option<String>,
    pub since: Timestamp,
    /// What spoke for the two when the offer was made.
    pub reasons: Vec<Told>,
}

pub fn current(tx: &mut Tx<'_>, record: &Record) -> Result<Option<Current>, Error> {
    tx.maybe(
        "SELECT m.id, m.supporter_id, COALESCE(p.goes_by, p.name) AS name, s.video_link, m.matched_at, o.reasons
         FROM matches m LEFT JOIN endings e ON e.match_id = m.id
         JOIN peer_supporters s ON s.id = m.supporter_id JOIN people p ON p.id = s.person_id
         LEFT JOIN offers o ON o.id = m.offer_id
         WHERE m.participant_id = $1 AND e.match_id IS NULL ORDER BY m.matched_at DESC, m.id DESC",
        params![record.participant()],
        |row| {
            Ok(Current {
                id: row.get("id")?,
                supporter: row.get("supporter_id")?,
                name: row.get("name")?,
                video_link: row.get("video_link")?,
                since: row.get("matched_at")?,
                reasons: row.get::<Option<String>>("reasons")?.map(|text| reason::from_json(&text)).unwrap_or_default(),
            })
        },
    )
}

/// Whether this participant has a supporter now.
pub fn is_matched(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<bool, Error> {
    let open = "SELECT COUNT(*) AS n FROM matches m LEFT JOIN endings e ON e.match_id = m.id
         WHERE m.participant_id = $1 AND e.match_id IS NULL";
    Ok(tx.count(open, params![participant])? > 0)
}

/// Whether a participant is enrolled and not discharged.
pub fn is_enrolled(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<bool, Error> {
    let open = "SELECT COUNT(*) AS n FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE e.participant_id = $1 AND d.enrollment_id IS NULL";
    Ok(tx.count(open, params![participant])? > 0)
}

/// Whether a supporter may take one participant more. Counts matches, not offers: the offer that is being accepted
/// is one of those.
pub fn has_room(tx: &mut Tx<'_>, supporter: SupporterId, caseload: &Caseload) -> Result<bool, Error> {
    let own = tx.one("SELECT capacity FROM peer_supporters WHERE id = $1", params![supporter], |row| {
        row.get("capacity")
    })?;
    let open = "SELECT (SELECT COUNT(*) FROM matches m LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.supporter_id = $1 AND e.match_id IS NULL)
         + (SELECT COUNT(*) FROM family_matches m LEFT JOIN family_match_endings e ON e.match_id = m.id
             WHERE m.supporter_id = $1 AND e.match_id IS NULL) AS n";
    Ok(tx.count(open, params![supporter])? < i64::from(super::supporters::capacity(own, caseload)))
}

pub struct NewMatch {
    pub id: MatchId,
    pub participant: ParticipantId,
    pub supporter: SupporterId,
    pub offer: OfferId,
}

pub fn add(tx: &mut Tx<'_>, new: &NewMatch, now: Timestamp, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO matches (id, participant_id, supporter_id, offer_id, matched_at, matched_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, new.participant, new.supporter, new.offer, now, by],
    )?;
    Ok(())
}

pub fn participant_of(tx: &mut Tx<'_>, id: MatchId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM matches WHERE id = $1", params![id], |row| row.get("participant_id"))
}

/// Ends a match; false when it had ended already.
pub fn end(
    tx: &mut Tx<'_>,
    record: &Record,
    id: MatchId,
    (wished_by, by): (&str, PersonId),
    now: Timestamp,
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO endings (match_id, wished_by, ended_at, ended_by) SELECT m.id, $3, $4, $5 FROM matches m
         LEFT JOIN endings e ON e.match_id = m.id WHERE m.id = $1 AND m.participant_id = $2 AND e.match_id IS NULL",
        params![id, record.participant(), wished_by, now, by],
    )?;
    Ok(ended > 0)
}

/// How far a participant on the waiting list has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    NoOffers,
    OffersOut,
    AskedForOthers,
    ForSupporter,
}

impl Waiting {
    pub fn code(self) -> &'static str {
        match self {
            Waiting::NoOffers => "no_offers",
            Waiting::OffersOut => "offers_out",
            Waiting::AskedForOthers => "asked_for_others",
            Waiting::ForSupporter => "for_supporter",
        }
    }

    /// Whether it is the coordinator's turn.
    pub fn needs_offers(self) -> bool {
        matches!(self, Waiting::NoOffers | Waiting::AskedForOthers)
    }

    fn of(row: &Row<'_>) -> Result<Waiting, Error> {
        let asked: Option<Timestamp> = row.get("asked_at")?;
        let offered: Option<Timestamp> = row.get("offered_at")?;
        Ok(if row.get::<i64>("pending")? > 0 {
            Waiting::ForSupporter
        } else if row.get::<i64>("open_offers")? > 0 {
            Waiting::OffersOut
        } else if asked.is_some_and(|asked| offered.is_none_or(|offered| offered <= asked)) {
            Waiting::AskedForOthers
        } else {
            Waiting::NoOffers
        })
    }
}

/// A line of the waiting list.
pub struct WaitingLine {
    pub id: ParticipantId,
    pub name: String,
    /// Since enrollment, or since their last match ended.
    pub since: Timestamp,
    pub state: Waiting,
    pub wishes_told: bool,
}

/// Enrolled, not discharged, without a supporter: the longest waiting first.
pub fn waiting(tx: &mut Tx<'_>, _seat: &Seat, limit: i64, offset: i64) -> Result<Vec<WaitingLine>, Error> {
    tx.all(
        "SELECT pa.id, COALESCE(p.goes_by, p.name) AS name, n.enrolled_at,
            (SELECT MAX(x.ended_at) FROM matches m JOIN endings x ON x.match_id = m.id
             WHERE m.participant_id = pa.id) AS ended_at,
            (SELECT MAX(r.asked_at) FROM other_offer_requests r WHERE r.participant_id = pa.id) AS asked_at,
            (SELECT MAX(o.made_at) FROM offers o WHERE o.participant_id = pa.id) AS offered_at,
            (SELECT COUNT(*) FROM match_limits l WHERE l.participant_id = pa.id) AS told,
            (SELECT COUNT(*) FROM offers o LEFT JOIN offer_answers a ON a.offer_id = o.id
             WHERE o.participant_id = pa.id AND a.offer_id IS NULL) AS open_offers,
            (SELECT COUNT(*) FROM offers o JOIN offer_answers a ON a.offer_id = o.id AND a.answer = 'chosen'
             LEFT JOIN acceptances c ON c.offer_id = o.id
             WHERE o.participant_id = pa.id AND c.offer_id IS NULL) AS pending
         FROM participants pa JOIN people p ON p.id = pa.person_id
         JOIN (SELECT e.participant_id, MAX(e.enrolled_at) AS enrolled_at FROM enrollments e
               LEFT JOIN discharges d ON d.enrollment_id = e.id WHERE d.enrollment_id IS NULL
               GROUP BY e.participant_id) n ON n.participant_id = pa.id
         WHERE NOT EXISTS (SELECT 1 FROM matches m LEFT JOIN endings x ON x.match_id = m.id
             WHERE m.participant_id = pa.id AND x.match_id IS NULL)
         ORDER BY n.enrolled_at, pa.id LIMIT $1 OFFSET $2",
        params![limit, offset],
        |row| {
            let enrolled: Timestamp = row.get("enrolled_at")?;
            let ended: Option<Timestamp> = row.get("ended_at")?;
            Ok(WaitingLine {
                id: row.get("id")?,
                name: row.get("name")?,
                since: ended.map_or(enrolled, |ended| ended.max(enrolled)),
                state: Waiting::of(row)?,
                wishes_told: row.get::<i64>("told")? > 0,
            })
        },
    )
}

/// One page of the waiting list.
pub fn waiting_page(tx: &mut Tx<'_>, seat: &Seat, page: PageRequest) -> Result<Vec<WaitingLine>, Error> {
    waiting(tx, seat, page.limit(), page.offset())
}

/// Names of participants and supporters for pages that hold their ids only.
pub fn participant_name(tx: &mut Tx<'_>, _seat: &Seat, id: ParticipantId) -> Result<Option<String>, Error> {
    tx.maybe(
        "SELECT COALESCE(p.goes_by, p.name) AS name FROM participants pa JOIN people p ON p.id = pa.person_id
         WHERE pa.id = $1",
        params![id],
        |row| row.get("name"),
    )
}

pub fn supporter_name(tx: &mut Tx<'_>, _seat: &Seat, id: SupporterId) -> Result<Option<String>, Error> {
    tx.maybe(
        "SELECT COALESCE(p.goes_by, p.name) AS name FROM peer_supporters s JOIN people p ON p.id = s.person_id
         WHERE s.id = $1",
        params![id],
        |row| row.get("name"),
    )
}
