//! Records that came from others.

use cairn_db::{Error, Row, Tx, params};

use super::{codes, list};
use crate::access::Record;
use crate::disclosures::Received;
use crate::ids::{ParticipantId, PersonId};

fn read(row: &Row<'_>) -> Result<Received, Error> {
    Ok(Received {
        id: row.get("id")?,
        sender_name: row.get("sender_name")?,
        sender_address: row.get("sender_address")?,
        received_on: row.get("received_on")?,
        held_as: row.get("held_as")?,
        description: row.get("description")?,
        content: row.get("content")?,
        categories: codes(row, "categories")?,
        labels: codes(row, "labels")?,
        notice: row.get("notice")?,
        scope: row.get("scope")?,
        recorded_at: row.get("recorded_at")?,
    })
}

/// Everything that came, newest first. Takes the id: the gate asks before there is a permit, and nothing of it is shown
/// without one or without the record.
pub(in crate::disclosures) fn all(
    tx: &mut Tx<'_>,
    participant: ParticipantId,
) -> Result<Vec<Received>, Error> {
    tx.all(
        "SELECT id, sender_name, sender_address, received_on, held_as, description, content, categories, labels,
            notice, scope, recorded_at FROM received_records WHERE participant_id = $1 ORDER BY received_on DESC, id DESC",
        params![participant],
        read,
    )
}

pub fn add(tx: &mut Tx<'_>, record: &Record, new: &Received, by: PersonId) -> Result<(), Error> {
    let subject = record.person();
    let sender = tx.seal(subject, &new.sender_name)?;
    let address = tx.seal_some(subject, new.sender_address.as_deref())?;
    let description = tx.seal(subject, &new.description)?;
    let content = tx.seal_some(subject, new.content.as_deref())?;
    let notice = tx.seal_some(subject, new.notice.as_deref())?;
    let scope = tx.seal_some(subject, new.scope.as_deref())?;
    tx.execute(
        "INSERT INTO received_records (id, participant_id, sender_name, sender_address, received_on, held_as,
            description, content, categories, labels, notice, scope, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        params![
            new.id,
            record.participant(),
            sender,
            address,
            new.received_on,
            &new.held_as,
            description,
            content,
            list(&new.categories),
            list(&new.labels),
            notice,
            scope,
            new.recorded_at,
            by
        ],
    )?;
    Ok(())
}
