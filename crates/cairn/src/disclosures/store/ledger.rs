//! The ledger.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::{codes, list};
use crate::access::Record;
use crate::disclosures::{Entry, NewEntry};
use crate::ids::{AuditEntryId, DisclosureId, ParticipantId, PersonId};
use crate::web::PageRequest;

/// Whose disclosure it is: not proof, only where to ask for it.
pub fn participant_of(tx: &mut Tx<'_>, id: DisclosureId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM disclosures WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

pub fn append(tx: &mut Tx<'_>, new: &NewEntry) -> Result<(), Error> {
    let name = tx.seal(new.subject, &new.recipient_name)?;
    let address = tx.seal_some(new.subject, new.recipient_address.as_deref())?;
    let description = tx.seal(new.subject, &new.description)?;
    let scope = tx.seal_some(new.subject, new.scope.as_deref())?;
    let decision = tx.seal(new.subject, &new.decision)?;
    tx.execute(
        "INSERT INTO disclosures (id, participant_id, disclosed_at, recipient_id, recipient_name,
            recipient_address, description, purpose, categories, basis, basis_id, consent_id, scope,
            notice_version, labels, through_ehr, path, link_id, decision, disclosed_by, acting_as)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        params![
            new.id,
            new.participant,
            new.at,
            new.recipient,
            name,
            address,
            description,
            &new.purpose,
            list(&new.categories),
            new.basis,
            new.basis_id.clone(),
            new.consent.clone(),
            scope,
            &new.notice_version,
            list(&new.labels),
            new.through_ehr,
            new.path,
            new.link,
            decision,
            new.by,
            new.acting_as
        ],
    )?;
    Ok(())
}

macro_rules! entries {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.participant_id, d.disclosed_at, d.recipient_name, d.recipient_address, d.description,
                d.purpose, d.categories, d.basis, d.basis_id, d.consent_id, d.scope, d.notice_version, d.labels,
                d.through_ehr, d.path, d.acting_as, p.name AS by_name
             FROM disclosures d JOIN people p ON p.id = d.disclosed_by ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Entry, Error> {
    Ok(Entry {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        at: row.get("disclosed_at")?,
        recipient_name: row.get("recipient_name")?,
        recipient_address: row.get("recipient_address")?,
        description: row.get("description")?,
        purpose: row.get("purpose")?,
        categories: codes(row, "categories")?,
        basis: row.get("basis")?,
        basis_id: row.get("basis_id")?,
        consent: row.get("consent_id")?,
        scope: row.get("scope")?,
        notice_version: row.get("notice_version")?,
        labels: codes(row, "labels")?,
        through_ehr: row.get("through_ehr")?,
        path: row.get("path")?,
        by: row.get("by_name")?,
        acting_as: row.get("acting_as")?,
    })
}

pub fn one(tx: &mut Tx<'_>, record: &Record, id: DisclosureId) -> Result<Option<Entry>, Error> {
    tx.maybe(entries!("WHERE d.id = $1 AND d.participant_id = $2"), params![id, record.participant()], read)
}

/// What left since an instant, newest first, a page at a time.
pub fn page(
    tx: &mut Tx<'_>,
    record: &Record,
    since: Timestamp,
    page: PageRequest,
) -> Result<Vec<Entry>, Error> {
    tx.all(
        entries!("WHERE d.participant_id = $1 AND d.disclosed_at >= $2 ORDER BY d.disclosed_at DESC, d.id DESC LIMIT $3 OFFSET $4"),
        params![record.participant(), since, page.limit(), page.offset()],
        read,
    )
}

/// All that left since an instant, oldest first.
pub fn since(tx: &mut Tx<'_>, record: &Record, since: Timestamp) -> Result<Vec<Entry>, Error> {
    tx.all(
        entries!("WHERE d.participant_id = $1 AND d.disclosed_at >= $2 ORDER BY d.disclosed_at, d.id"),
        params![record.participant(), since],
        read,
    )
}

/// Where a form led that this person sent before.
pub fn receipt(
    tx: &mut Tx<'_>,
    key: uuid::Uuid,
    path: &str,
    person: PersonId,
) -> Result<Option<String>, Error> {
    tx.maybe(
        "SELECT location FROM receipts WHERE form_key = $1 AND path = $2 AND person_id = $3",
        params![key, path, person],
        |row| row.get("location"),
    )
}

/// What has no page to lead to (a file, a link shown once) keeps its receipt here rather than in `Visit::submit`.
pub fn keep_receipt(
    tx: &mut Tx<'_>,
    (key, path): (uuid::Uuid, &str),
    location: &str,
    (person, at): (PersonId, Timestamp),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO receipts (form_key, path, person_id, location, received_at) VALUES ($1, $2, $3, $4, $5)",
        params![key, path, person, location, at],
    )?;
    Ok(())
}

/// The audit entries of what left since an instant.
pub fn audited(tx: &mut Tx<'_>, record: &Record, since: Timestamp) -> Result<Vec<AuditEntryId>, Error> {
    tx.all(
        "SELECT id FROM audit_entries
         WHERE participant_id = $1 AND object_kind = 'disclosure' AND at >= $2 ORDER BY seq",
        params![record.participant(), since],
        |row| row.get("id"),
    )
}
