//! What happened to a consent after it was signed: taken back, an event, a doubt. Rows are only added, to a consent of
//! this person that was read with proof.

use cairn_db::{Error, Tx, params};

use super::Stamp;
use crate::consents::{Doubt, Event, Revocation};
use crate::ids::{ConsentId, PersonId, RowId};

pub fn add_revocation(
    tx: &mut Tx<'_>,
    (person, consent): (PersonId, ConsentId),
    (id, new): (RowId, &Revocation),
    stamp: Stamp,
) -> Result<(), Error> {
    let words = tx.seal_some(person, new.words.as_deref())?;
    let relied_on = tx.seal_some(person, new.relied_on.as_deref())?;
    tx.execute(
        "INSERT INTO consent_revocations (id, consent_id, recipient_id, revoked_how, words, relied_on, revoked_at,
            revoked_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![id, consent, new.recipient, &new.how, words, relied_on, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub(super) fn revocations(tx: &mut Tx<'_>, consent: ConsentId) -> Result<Vec<Revocation>, Error> {
    tx.all(
        "SELECT recipient_id, revoked_how, words, relied_on, revoked_at FROM consent_revocations
         WHERE consent_id = $1 ORDER BY revoked_at, id",
        params![consent],
        |row| {
            Ok(Revocation {
                recipient: row.get("recipient_id")?,
                how: row.get("revoked_how")?,
                words: row.get("words")?,
                relied_on: row.get("relied_on")?,
                at: row.get("revoked_at")?,
            })
        },
    )
}

pub fn add_event(
    tx: &mut Tx<'_>,
    (person, consent): (PersonId, ConsentId),
    (id, new): (RowId, &Event),
    stamp: Stamp,
) -> Result<(), Error> {
    let words = tx.seal_some(person, new.words.as_deref())?;
    tx.execute(
        "INSERT INTO consent_events (id, consent_id, event, words, happened_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, consent, &new.event, words, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub(super) fn events(tx: &mut Tx<'_>, consent: ConsentId) -> Result<Vec<Event>, Error> {
    tx.all(
        "SELECT event, words, happened_at FROM consent_events WHERE consent_id = $1 ORDER BY happened_at, id",
        params![consent],
        |row| Ok(Event { event: row.get("event")?, words: row.get("words")?, at: row.get("happened_at")? }),
    )
}

pub fn add_doubt(
    tx: &mut Tx<'_>,
    (person, consent): (PersonId, ConsentId),
    (id, words): (RowId, &str),
    stamp: Stamp,
) -> Result<(), Error> {
    let words = tx.seal(person, words)?;
    tx.execute(
        "INSERT INTO consent_doubts (id, consent_id, words, doubted_at, doubted_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, consent, words, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub(super) fn doubts(tx: &mut Tx<'_>, consent: ConsentId) -> Result<Vec<Doubt>, Error> {
    tx.all(
        "SELECT words, doubted_at FROM consent_doubts WHERE consent_id = $1 ORDER BY doubted_at, id",
        params![consent],
        |row| Ok(Doubt { words: row.get("words")?, at: row.get("doubted_at")? }),
    )
}
