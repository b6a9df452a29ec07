//! Signatures with the documents that were signed. There is no statement that changes or removes one.

use cairn_db::{Error, Row, Tx, params};
use jiff::civil::Date;

use super::Stamp;
use crate::access::ConsentFile;
use crate::consents::{Capacity, Consent, Signature, Signer};
use crate::ids::{ConsentId, PersonId, SignatureId};

pub struct NewSignature {
    pub id: SignatureId,
    pub signer: Signer,
    pub capacity: Capacity,
    pub name: String,
    pub how: String,
    pub on: Date,
    pub authority: Option<String>,
    pub authority_document: Option<String>,
    pub language: String,
    pub document: String,
    pub sha256: String,
}

/// Adds a signature to a consent of this person.
pub fn sign(
    tx: &mut Tx<'_>,
    person: PersonId,
    consent: ConsentId,
    new: &NewSignature,
    stamp: Stamp,
) -> Result<(), Error> {
    let name = tx.seal(person, &new.name)?;
    let paper = tx.seal_some(person, new.authority_document.as_deref())?;
    let document = tx.seal(person, &new.document)?;
    tx.execute(
        "INSERT INTO consent_signatures (id, consent_id, signer, capacity, signed_name, signed_how, signed_on, authority,
            authority_document, language, document, document_sha256, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        params![
            new.id,
            consent,
            new.signer.code(),
            new.capacity.code(),
            name,
            &new.how,
            new.on,
            new.authority.clone(),
            paper,
            &new.language,
            document,
            &new.sha256,
            stamp.at,
            stamp.by
        ],
    )?;
    Ok(())
}

fn wrong(column: &str) -> Error {
    Error::Column { column: column.to_string(), reason: "not a known code".to_string() }
}

pub(super) fn of_consent(tx: &mut Tx<'_>, consent: ConsentId) -> Result<Vec<Signature>, Error> {
    tx.all(
        "SELECT id, signer, capacity, signed_name, signed_how, signed_on, authority, authority_document, language,
            document_sha256, recorded_at
         FROM consent_signatures WHERE consent_id = $1 ORDER BY recorded_at, id",
        params![consent],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Signature, Error> {
    Ok(Signature {
        id: row.get("id")?,
        signer: Signer::from_code(&row.get::<String>("signer")?).ok_or_else(|| wrong("signer"))?,
        capacity: Capacity::from_code(&row.get::<String>("capacity")?).ok_or_else(|| wrong("capacity"))?,
        name: row.get("signed_name")?,
        how: row.get("signed_how")?,
        on: row.get("signed_on")?,
        authority: row.get("authority")?,
        authority_document: row.get("authority_document")?,
        language: row.get("language")?,
        sha256: row.get("document_sha256")?,
        recorded_at: row.get("recorded_at")?,
    })
}

/// The document that was signed, and the hash that was kept with it.
pub struct Signed {
    pub document: String,
    pub sha256: String,
}

pub fn document(
    tx: &mut Tx<'_>,
    _file: &ConsentFile,
    consent: &Consent,
    id: SignatureId,
) -> Result<Option<Signed>, Error> {
    tx.maybe(
        "SELECT document, document_sha256 FROM consent_signatures WHERE id = $1 AND consent_id = $2",
        params![id, consent.id],
        |row| Ok(Signed { document: row.get("document")?, sha256: row.get("document_sha256")? }),
    )
}
