//! Every statement on passkeys and ceremonies.

use cairn_db::{Error, Tx, params};
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use webauthn_rs::prelude::Passkey;

use crate::ids::{FactorId, PersonId};

pub struct NewCeremony<'a> {
    pub token_hash: &'a str,
    pub kind: &'static str,
    pub person: Option<PersonId>,
    pub state: &'a str,
    pub now: Timestamp,
}

pub fn add_ceremony(tx: &mut Tx<'_>, new: &NewCeremony<'_>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO ceremonies (token_hash, kind, person_id, state, begun_at) VALUES ($1, $2, $3, $4, $5)",
        params![new.token_hash, new.kind, new.person, new.state, new.now],
    )?;
    Ok(())
}

pub fn forget_ceremonies(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), Error> {
    tx.execute("DELETE FROM ceremonies WHERE begun_at < $1", params![before])?;
    Ok(())
}

/// Takes a ceremony out: whose it is, and its state. A second call finds nothing.
pub fn take_ceremony(
    tx: &mut Tx<'_>,
    token_hash: &str,
    kind: &str,
    since: Timestamp,
) -> Result<Option<(Option<PersonId>, String)>, Error> {
    let found = tx.maybe(
        "SELECT person_id, state FROM ceremonies WHERE token_hash = $1 AND kind = $2 AND begun_at > $3",
        params![token_hash, kind, since],
        |row| Ok((row.get("person_id")?, row.get("state")?)),
    )?;
    let taken = tx.execute("DELETE FROM ceremonies WHERE token_hash = $1", params![token_hash])?;
    Ok(found.filter(|_| taken > 0))
}

pub struct NewPasskey<'a> {
    pub id: FactorId,
    pub person: PersonId,
    pub name: &'a str,
    pub passkey: &'a Passkey,
    pub now: Timestamp,
}

/// Adds a passkey. [`Error::violates`]`("factors", "credential_id")` tells that it is somebody's already.
pub fn add(tx: &mut Tx<'_>, new: &NewPasskey<'_>) -> Result<(), Error> {
    let name = tx.seal(new.person, new.name)?;
    tx.execute(
        "INSERT INTO factors (id, person_id, kind, name, credential_id, credential, added_at)
         VALUES ($1, $2, 'passkey', $3, $4, $5, $6)",
        params![new.id, new.person, name, key_id(new.passkey.cred_id()), written(new.passkey), new.now],
    )?;
    Ok(())
}

fn key_id(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

fn written(passkey: &Passkey) -> String {
    serde_json::to_string(passkey).unwrap_or_default()
}

/// The passkeys that a person has now. One that cannot be read is left out: its holder uses another factor.
pub fn all(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(FactorId, Passkey)>, Error> {
    let found = tx.all(
        "SELECT f.id, f.credential FROM factors f LEFT JOIN factor_removals m ON m.factor_id = f.id
         WHERE f.person_id = $1 AND f.kind = 'passkey' AND m.factor_id IS NULL ORDER BY f.id",
        params![person],
        |row| Ok((row.get("id")?, row.get::<String>("credential")?)),
    )?;
    Ok(found.into_iter().filter_map(|(id, text)| Some((id, serde_json::from_str(&text).ok()?))).collect())
}

/// Writes down that a passkey was used, with its counter as it is now.
pub fn used(tx: &mut Tx<'_>, id: FactorId, passkey: &Passkey, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE factors SET credential = $2, used_at = $3 WHERE id = $1",
        params![id, written(passkey), now],
    )?;
    Ok(())
}
