//! Every statement on incidents. The people they touched are counted from rows that no erasure reaches.

use cairn_db::{Error, Row, Tx, params};
use jiff::civil::Date;

use super::deadline::Reach;
use super::incident::{Affected, Assessment, Closing, Factor, Given, Incident};
use crate::access::Seat;
use crate::ids::{ParticipantId, RowId};
use crate::privacy_desk::Stamp;
use crate::web::PageRequest;

const COLUMNS: &str = "SELECT i.id, i.kind, i.discovered_on, i.what, i.safeguard FROM incidents i";

fn read(row: &Row<'_>) -> Result<Incident, Error> {
    Ok(Incident {
        id: row.get("id")?,
        kind: row.get("kind")?,
        discovered_on: row.get("discovered_on")?,
        what: row.get("what")?,
        safeguard: row.get("safeguard")?,
        assessments: Vec::new(),
        reach: Reach::default(),
        given: Vec::new(),
        closing: None,
    })
}

/// Newest discovery first, with everything that says where each stands.
pub fn list(tx: &mut Tx<'_>, seat: &Seat, page: PageRequest) -> Result<Vec<Incident>, Error> {
    let sql = [COLUMNS, " ORDER BY i.discovered_on DESC, i.id DESC LIMIT $1 OFFSET $2"].concat();
    let found = tx.all(&sql, params![page.limit(), page.offset()], read)?;
    found.into_iter().map(|incident| fill(tx, seat, incident)).collect()
}

pub fn open_incidents(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Incident>, Error> {
    let open =
        " LEFT JOIN incident_closings c ON c.incident_id = i.id WHERE c.incident_id IS NULL ORDER BY i.id";
    let found = tx.all(&[COLUMNS, open].concat(), &[], read)?;
    found.into_iter().map(|incident| fill(tx, seat, incident)).collect()
}

pub fn find(tx: &mut Tx<'_>, seat: &Seat, id: RowId) -> Result<Option<Incident>, Error> {
    let found = tx.maybe(&[COLUMNS, " WHERE i.id = $1"].concat(), params![id], read)?;
    found.map(|incident| fill(tx, seat, incident)).transpose()
}

fn fill(tx: &mut Tx<'_>, seat: &Seat, mut incident: Incident) -> Result<Incident, Error> {
    incident.assessments = assessments(tx, incident.id)?;
    for affected in affected(tx, seat, incident.id)? {
        incident.reach.add(&affected.state, affected.people);
    }
    incident.given = tx.all(
        "SELECT kind, state, given_on, how FROM incident_notices WHERE incident_id = $1 ORDER BY given_on, id",
        params![incident.id],
        |row| {
            Ok(Given {
                kind: row.get("kind")?,
                state: row.get("state")?,
                given_on: row.get("given_on")?,
                how: row.get("how")?,
            })
        },
    )?;
    incident.closing = tx.maybe(
        "SELECT learned, closed_at FROM incident_closings WHERE incident_id = $1",
        params![incident.id],
        |row| Ok(Closing { learned: row.get("learned")?, closed_at: row.get("closed_at")? }),
    )?;
    Ok(incident)
}

fn assessments(tx: &mut Tx<'_>, id: RowId) -> Result<Vec<Assessment>, Error> {
    tx.all(
        "SELECT nature_rating, nature_words, recipient_rating, recipient_words, viewed_rating, viewed_words,
            mitigation_rating, mitigation_words, conclusion, reason, assessed_at
         FROM incident_assessments WHERE incident_id = $1 ORDER BY id DESC",
        params![id],
        |row| {
            let factor = |rating: &str, words: &str| {
                Ok::<_, Error>(Factor { rating: row.get(rating)?, words: row.get(words)? })
            };
            Ok(Assessment {
                nature: factor("nature_rating", "nature_words")?,
                recipient: factor("recipient_rating", "recipient_words")?,
                viewed: factor("viewed_rating", "viewed_words")?,
                mitigation: factor("mitigation_rating", "mitigation_words")?,
                conclusion: row.get("conclusion")?,
                reason: row.get("reason")?,
                assessed_at: row.get("assessed_at")?,
            })
        },
    )
}

/// Everybody on the list; a name only while the person is here.
pub fn affected(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Vec<Affected>, Error> {
    tx.all(
        "SELECT a.id, a.participant_id, p.name, a.people, a.state FROM incident_affected a
         LEFT JOIN incident_affected_removals r ON r.affected_id = a.id
         LEFT JOIN participants pa ON pa.id = a.participant_id LEFT JOIN people p ON p.id = pa.person_id
         WHERE a.incident_id = $1 AND r.affected_id IS NULL ORDER BY a.id",
        params![id],
        |row| {
            Ok(Affected {
                id: row.get("id")?,
                participant: row.get("participant_id")?,
                name: row.get("name")?,
                people: row.get("people")?,
                state: row.get("state")?,
            })
        },
    )
}

pub struct NewIncident {
    pub kind: String,
    pub discovered_on: Date,
    pub what: String,
    pub safeguard: String,
}

pub fn add(tx: &mut Tx<'_>, _seat: &Seat, stamp: Stamp, new: &NewIncident) -> Result<(), Error> {
    let what = tx.seal(stamp.program, &new.what)?;
    tx.execute(
        "INSERT INTO incidents (id, kind, discovered_on, what, safeguard, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![stamp.id, &new.kind, new.discovered_on, what, &new.safeguard, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn assess(tx: &mut Tx<'_>, incident: &Incident, stamp: Stamp, new: &Assessment) -> Result<(), Error> {
    let mut words = Vec::new();
    for (_, factor) in new.factors() {
        words.push(tx.seal(stamp.program, &factor.words)?);
    }
    let mut words = words.into_iter();
    let mut next = || words.next().unwrap_or(cairn_db::Value::Null);
    let (nature, recipient, viewed, mitigation) = (next(), next(), next(), next());
    let reason = tx.seal(stamp.program, &new.reason)?;
    tx.execute(
        "INSERT INTO incident_assessments (id, incident_id, nature_rating, nature_words, recipient_rating,
            recipient_words, viewed_rating, viewed_words, mitigation_rating, mitigation_words, conclusion, reason,
            assessed_at, assessed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        params![
            stamp.id,
            incident.id,
            &new.nature.rating,
            nature,
            &new.recipient.rating,
            recipient,
            &new.viewed.rating,
            viewed,
            &new.mitigation.rating,
            mitigation,
            &new.conclusion,
            reason,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

pub struct NewAffected {
    pub participant: Option<ParticipantId>,
    pub people: i64,
    pub state: String,
}

pub fn add_affected(
    tx: &mut Tx<'_>,
    incident: &Incident,
    stamp: Stamp,
    new: &NewAffected,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO incident_affected (id, incident_id, participant_id, people, state, added_at, added_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![stamp.id, incident.id, new.participant, new.people, &new.state, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// Takes somebody off the list who was put there by mistake.
pub fn remove_affected(tx: &mut Tx<'_>, incident: &Incident, stamp: Stamp, id: RowId) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO incident_affected_removals (affected_id, removed_at, removed_by)
         SELECT id, $3, $4 FROM incident_affected WHERE id = $1 AND incident_id = $2 ON CONFLICT DO NOTHING",
        params![id, incident.id, stamp.at, stamp.by],
    )
}

pub fn give_notice(tx: &mut Tx<'_>, incident: &Incident, stamp: Stamp, given: &Given) -> Result<(), Error> {
    let how = tx.seal(stamp.program, &given.how)?;
    tx.execute(
        "INSERT INTO incident_notices (id, incident_id, kind, state, given_on, how, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            stamp.id,
            incident.id,
            &given.kind,
            given.state.clone(),
            given.given_on,
            how,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

pub fn close(tx: &mut Tx<'_>, incident: &Incident, stamp: Stamp, learned: &str) -> Result<(), Error> {
    let learned = tx.seal(stamp.program, learned)?;
    tx.execute(
        "INSERT INTO incident_closings (incident_id, learned, closed_at, closed_by) VALUES ($1, $2, $3, $4)",
        params![incident.id, learned, stamp.at, stamp.by],
    )?;
    Ok(())
}
