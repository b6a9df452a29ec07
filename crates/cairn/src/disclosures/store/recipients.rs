//! The directory of recipients.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::{Record, Seat};
use crate::disclosures::Recipient;
use crate::ids::{ParticipantId, PersonId, RecipientId, RowId};

fn read(row: &Row<'_>) -> Result<Recipient, Error> {
    Ok(Recipient {
        id: row.get("id")?,
        kind: row.get("kind")?,
        name: row.get("name")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        standing: row.get("standing")?,
    })
}

/// Everybody in the directory by name. Names are sealed, so they are sorted here.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Recipient>, Error> {
    let mut found = tx.all(
        "SELECT r.id, r.kind, r.name, r.address, r.phone, r.standing FROM recipients r
         LEFT JOIN recipient_closings c ON c.recipient_id = r.id WHERE c.recipient_id IS NULL ORDER BY r.id",
        &[],
        read,
    )?;
    found.sort_by_cached_key(|recipient| (recipient.name.to_lowercase(), recipient.id));
    Ok(found)
}

pub fn one(tx: &mut Tx<'_>, id: RecipientId) -> Result<Option<Recipient>, Error> {
    tx.maybe(
        "SELECT r.id, r.kind, r.name, r.address, r.phone, r.standing FROM recipients r
         LEFT JOIN recipient_closings c ON c.recipient_id = r.id WHERE r.id = $1 AND c.recipient_id IS NULL",
        params![id],
        read,
    )
}

pub fn add(tx: &mut Tx<'_>, new: &Recipient, at: Timestamp, by: PersonId) -> Result<(), Error> {
    let name = tx.seal(new.id, &new.name)?;
    let address = tx.seal_some(new.id, new.address.as_deref())?;
    let phone = tx.seal_some(new.id, new.phone.as_deref())?;
    tx.execute(
        "INSERT INTO recipients (id, kind, name, address, phone, standing, added_at, added_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![new.id, &new.kind, name, address, phone, &new.standing, at, by],
    )?;
    Ok(())
}

/// Takes a recipient out of the list; whether they stood there.
pub fn close(tx: &mut Tx<'_>, seat: &Seat, id: RecipientId, at: Timestamp) -> Result<bool, Error> {
    let closed = tx.execute(
        "INSERT INTO recipient_closings (recipient_id, closed_at, closed_by)
         SELECT id, $2, $3 FROM recipients WHERE id = $1 ON CONFLICT DO NOTHING",
        params![id, at, seat.person()],
    )?;
    Ok(closed > 0)
}

/// How a recipient stands to a person.
pub struct Involvement {
    pub id: RowId,
    pub recipient: RecipientId,
    pub name: String,
    pub class: String,
    pub noted_at: Timestamp,
}

/// Who has a part in a person's care or its payment now.
pub(in crate::disclosures) fn involved(
    tx: &mut Tx<'_>,
    participant: ParticipantId,
) -> Result<Vec<Involvement>, Error> {
    tx.all(
        "SELECT i.id, i.recipient_id, r.name, i.class, i.noted_at FROM involvements i
         JOIN recipients r ON r.id = i.recipient_id LEFT JOIN involvement_endings e ON e.involvement_id = i.id
         WHERE i.participant_id = $1 AND e.involvement_id IS NULL ORDER BY i.id",
        params![participant],
        |row| {
            Ok(Involvement {
                id: row.get("id")?,
                recipient: row.get("recipient_id")?,
                name: row.get("name")?,
                class: row.get("class")?,
                noted_at: row.get("noted_at")?,
            })
        },
    )
}

pub fn involve(
    tx: &mut Tx<'_>,
    record: &Record,
    (id, recipient, class): (RowId, RecipientId, &str),
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO involvements (id, participant_id, recipient_id, class, noted_at, noted_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, record.participant(), recipient, class, at, by],
    )?;
    Ok(())
}

/// Whose involvement it is: not proof, only where to ask for it.
pub fn participant_of(tx: &mut Tx<'_>, id: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM involvements WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

pub fn end_involvement(
    tx: &mut Tx<'_>,
    record: &Record,
    id: RowId,
    (at, by): (Timestamp, PersonId),
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO involvement_endings (involvement_id, ended_at, ended_by)
         SELECT id, $3, $4 FROM involvements WHERE id = $1 AND participant_id = $2 ON CONFLICT DO NOTHING",
        params![id, record.participant(), at, by],
    )?;
    Ok(ended > 0)
}
