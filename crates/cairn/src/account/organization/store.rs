//! Every statement on who somebody is at the organization.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::ids::{PersonId, RowId};
use crate::people;

/// The member of staff that an issuer's subject is; the first time found by their verified address, and kept. None for
/// everybody else.
pub fn person(
    tx: &mut Tx<'_>,
    id: RowId,
    (issuer, subject): (&str, &str),
    email: Option<&str>,
    now: Timestamp,
) -> Result<Option<PersonId>, Error> {
    let linked = tx.maybe(
        "SELECT person_id FROM organization_identities WHERE issuer = $1 AND subject = $2",
        params![issuer, subject],
        |row| row.get::<PersonId>("person_id"),
    )?;
    if let Some(person) = linked {
        let staff = people::store::roles(tx, person)?.iter().any(|role| role.is_staff());
        return Ok(Some(person).filter(|_| staff));
    }
    let Some(email) = email else { return Ok(None) };
    let found = people::store::by_email(tx, email)?;
    let Some(person) = found.filter(|person| person.roles.iter().any(|role| role.is_staff())) else {
        return Ok(None);
    };
    // Somebody who is linked to another subject already is not linked twice: an address may be given on.
    let other = tx.count(
        "SELECT COUNT(*) AS n FROM organization_identities WHERE person_id = $1 AND issuer = $2",
        params![person.id, issuer],
    )?;
    if other > 0 {
        return Ok(None);
    }
    tx.execute(
        "INSERT INTO organization_identities (id, person_id, issuer, subject, linked_at) VALUES ($1, $2, $3, $4, $5)",
        params![id, person.id, issuer, subject, now],
    )?;
    Ok(Some(person.id))
}
