//! Every statement on legal demands and holds.

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::demand::{Asked, Closing, Hold, LegalDemand};
use super::order::Reading;
use crate::access::Seat;
use crate::ids::{ParticipantId, RowId};
use crate::privacy_desk::Stamp;
use crate::web::PageRequest;

const COLUMNS: &str = "SELECT d.id, d.kind, d.issuer, d.reference, d.words, d.participant_id, p.name, d.received_on,
       d.respond_by, k.cleared_at, c.outcome, c.words AS closing_words, c.closed_at
    FROM legal_demands d LEFT JOIN participants pa ON pa.id = d.participant_id LEFT JOIN people p ON p.id = pa.person_id
    LEFT JOIN demand_clearances k ON k.demand_id = d.id LEFT JOIN demand_closings c ON c.demand_id = d.id";

fn read(row: &Row<'_>) -> Result<LegalDemand, Error> {
    let closing = match row.get::<Option<Timestamp>>("closed_at")? {
        Some(closed_at) => {
            Some(Closing { outcome: row.get("outcome")?, words: row.get("closing_words")?, closed_at })
        }
        None => None,
    };
    Ok(LegalDemand {
        id: row.get("id")?,
        kind: row.get("kind")?,
        issuer: row.get("issuer")?,
        reference: row.get("reference")?,
        words: row.get("words")?,
        participant: row.get("participant_id")?,
        name: row.get("name")?,
        received_on: row.get("received_on")?,
        respond_by: row.get("respond_by")?,
        reading: None,
        asked: Vec::new(),
        holds: Vec::new(),
        cleared_at: row.get("cleared_at")?,
        closing,
    })
}

pub fn list(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<LegalDemand>, Error> {
    let sql = [COLUMNS, " ORDER BY d.received_on DESC, d.id DESC LIMIT $1 OFFSET $2"].concat();
    let found = tx.all(&sql, params![page.limit(), page.offset()], read)?;
    found.into_iter().map(|demand| fill(tx, demand)).collect()
}

pub fn open_demands(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<LegalDemand>, Error> {
    let found = tx.all(&[COLUMNS, " WHERE c.demand_id IS NULL ORDER BY d.id"].concat(), &[], read)?;
    found.into_iter().map(|demand| fill(tx, demand)).collect()
}

pub fn find(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Option<LegalDemand>, Error> {
    let found = tx.maybe(&[COLUMNS, " WHERE d.id = $1"].concat(), params![id], read)?;
    found.map(|demand| fill(tx, demand)).transpose()
}

/// Orders about somebody that the officer cleared: what the gate may weigh.
pub fn cleared(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<LegalDemand>, Error> {
    let of = " WHERE d.participant_id = $1 AND k.demand_id IS NOT NULL AND c.demand_id IS NULL ORDER BY d.id";
    let found = tx.all(&[COLUMNS, of].concat(), params![participant], read)?;
    found.into_iter().map(|demand| fill(tx, demand)).collect()
}

fn fill(tx: &mut Tx<'_>, mut demand: LegalDemand) -> Result<LegalDemand, Error> {
    demand.reading = reading(tx, demand.id)?;
    demand.asked = tx.all(
        "SELECT t.id, t.what, t.due_on, a.words FROM counsel_tasks t LEFT JOIN counsel_advice a ON a.task_id = t.id
         WHERE t.demand_id = $1 ORDER BY t.id",
        params![demand.id],
        |row| {
            Ok(Asked {
                id: row.get("id")?,
                what: row.get("what")?,
                due_on: row.get("due_on")?,
                advice: row.get("words")?,
            })
        },
    )?;
    demand.holds = tx.all(
        "SELECT h.id, h.reason, h.placed_at, r.released_at FROM legal_holds h
         LEFT JOIN legal_hold_releases r ON r.hold_id = h.id WHERE h.demand_id = $1 ORDER BY h.id",
        params![demand.id],
        |row| {
            Ok(Hold {
                id: row.get("id")?,
                reason: row.get("reason")?,
                placed_at: row.get("placed_at")?,
                released_at: row.get("released_at")?,
            })
        },
    )?;
    Ok(demand)
}

fn reading(tx: &mut Tx<'_>, id: RowId) -> Result<Option<Reading>, Error> {
    tx.maybe(
        "SELECT r.reading, r.court, r.recipient_id, r.issued_on, r.expires_on, r.mandate_id, m.kind, m.received_on
         FROM order_readings r LEFT JOIN legal_demands m ON m.id = r.mandate_id
         WHERE r.demand_id = $1 ORDER BY r.id DESC LIMIT 1",
        params![id],
        |row| {
            let text = serde_json::from_str(&row.get::<String>("reading")?)
                .map_err(|error| Error::Column { column: "reading".to_string(), reason: error.to_string() })?;
            let mandate = match row.get::<Option<RowId>>("mandate_id")? {
                Some(mandate) => Some((mandate, row.get("kind")?, row.get("received_on")?)),
                None => None,
            };
            Ok(Reading {
                text,
                court: row.get("court")?,
                recipient: row.get("recipient_id")?,
                issued_on: row.get("issued_on")?,
                expires_on: row.get("expires_on")?,
                mandate,
            })
        },
    )
}

/// Mandates about the same person that are not closed: id, issuer and day.
pub fn mandates(tx: &mut Tx<'_>, demand: &LegalDemand) -> Result<Vec<(RowId, String, Date)>, Error> {
    tx.all(
        "SELECT d.id, d.issuer, d.received_on FROM legal_demands d LEFT JOIN demand_closings c ON c.demand_id = d.id
         WHERE d.participant_id = $1 AND d.kind <> 'court_order' AND c.demand_id IS NULL ORDER BY d.id",
        params![demand.participant],
        |row| Ok((row.get("id")?, row.get("issuer")?, row.get("received_on")?)),
    )
}

pub struct NewDemand {
    pub kind: String,
    pub issuer: String,
    pub reference: String,
    pub words: Option<String>,
    pub participant: Option<ParticipantId>,
    pub received_on: Date,
    pub respond_by: Option<Date>,
}

pub fn add(tx: &mut Tx<'_>, _seat: &Seat, stamp: Stamp, new: &NewDemand) -> Result<(), Error> {
    let issuer = tx.seal(stamp.program, &new.issuer)?;
    let reference = tx.seal(stamp.program, &new.reference)?;
    let words = tx.seal_some(stamp.program, new.words.as_deref())?;
    tx.execute(
        "INSERT INTO legal_demands (id, kind, issuer, reference, words, participant_id, received_on, respond_by,
            recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            stamp.id,
            &new.kind,
            issuer,
            reference,
            words,
            new.participant,
            new.received_on,
            new.respond_by,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

pub fn add_reading(tx: &mut Tx<'_>, demand: &LegalDemand, stamp: Stamp, new: &Reading) -> Result<(), Error> {
    let text = serde_json::to_string(&new.text)
        .map_err(|error| Error::Column { column: "reading".to_string(), reason: error.to_string() })?;
    let court = tx.seal(stamp.program, &new.court)?;
    tx.execute(
        "INSERT INTO order_readings (id, demand_id, reading, court, recipient_id, issued_on, expires_on, mandate_id,
            read_at, read_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            stamp.id,
            demand.id,
            text,
            court,
            new.recipient,
            new.issued_on,
            new.expires_on,
            new.mandate.as_ref().map(|(id, ..)| *id),
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

pub fn ask_counsel(
    tx: &mut Tx<'_>,
    demand: &LegalDemand,
    stamp: Stamp,
    (what, due_on): (&str, Date),
) -> Result<(), Error> {
    let what = tx.seal(stamp.program, what)?;
    tx.execute(
        "INSERT INTO counsel_tasks (id, demand_id, what, due_on, set_at, set_by) VALUES ($1, $2, $3, $4, $5, $6)",
        params![stamp.id, demand.id, what, due_on, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// The demand that a question to counsel is about.
pub fn demand_of_task(tx: &mut Tx<'_>, _seat: &Seat, task: RowId) -> Result<Option<RowId>, Error> {
    tx.maybe("SELECT demand_id FROM counsel_tasks WHERE id = $1", params![task], |row| row.get("demand_id"))
}

/// Advice that was given already stays as it is.
pub fn advise(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    stamp: Stamp,
    (task, words): (RowId, &str),
) -> Result<(), Error> {
    let words = tx.seal(stamp.program, words)?;
    tx.execute(
        "INSERT INTO counsel_advice (task_id, words, given_at, recorded_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![task, words, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn hold(tx: &mut Tx<'_>, demand: &LegalDemand, stamp: Stamp, reason: &str) -> Result<(), Error> {
    let reason = tx.seal(stamp.program, reason)?;
    tx.execute(
        "INSERT INTO legal_holds (id, participant_id, demand_id, reason, placed_at, placed_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![stamp.id, demand.participant, demand.id, reason, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn demand_of_hold(tx: &mut Tx<'_>, _seat: &Seat, hold: RowId) -> Result<Option<RowId>, Error> {
    tx.maybe("SELECT demand_id FROM legal_holds WHERE id = $1", params![hold], |row| row.get("demand_id"))
}

pub fn release(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    stamp: Stamp,
    (hold, reason): (RowId, &str),
) -> Result<(), Error> {
    let reason = tx.seal(stamp.program, reason)?;
    tx.execute(
        "INSERT INTO legal_hold_releases (hold_id, reason, released_at, released_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![hold, reason, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// Whether anything about this participant must be kept whatever the retention rules say: a hold on them, or one on
/// everybody. Erasing and purging ask this first.
pub fn is_held(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<bool, Error> {
    let standing = tx.count(
        "SELECT COUNT(*) AS n FROM legal_holds h LEFT JOIN legal_hold_releases r ON r.hold_id = h.id
         WHERE r.hold_id IS NULL AND (h.participant_id = $1 OR h.participant_id IS NULL)",
        params![participant],
    )?;
    Ok(standing > 0)
}

pub fn clear(tx: &mut Tx<'_>, demand: &LegalDemand, stamp: Stamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO demand_clearances (demand_id, cleared_at, cleared_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![demand.id, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn close(
    tx: &mut Tx<'_>,
    demand: &LegalDemand,
    stamp: Stamp,
    closing: (&str, &str),
) -> Result<(), Error> {
    let words = tx.seal(stamp.program, closing.1)?;
    tx.execute(
        "INSERT INTO demand_closings (demand_id, outcome, words, closed_at, closed_by) VALUES ($1, $2, $3, $4, $5)",
        params![demand.id, closing.0, words, stamp.at, stamp.by],
    )?;
    Ok(())
}
