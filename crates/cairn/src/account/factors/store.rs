//! Every statement on factors and recovery codes.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::{Factor, FactorKind};
use crate::ids::{FactorId, PersonId, RowId};

/// The factors that a person has now, the oldest first.
pub fn all(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Factor>, Error> {
    tx.all(
        "SELECT f.id, f.kind, f.name, f.added_at, f.used_at FROM factors f
         LEFT JOIN factor_removals m ON m.factor_id = f.id
         WHERE f.person_id = $1 AND m.factor_id IS NULL ORDER BY f.added_at, f.id",
        params![person],
        |row| {
            let kind: String = row.get("kind")?;
            Ok(Factor {
                id: row.get("id")?,
                kind: if kind == "app" { FactorKind::App } else { FactorKind::Passkey },
                name: row.get("name")?,
                added_at: row.get("added_at")?,
                used_at: row.get("used_at")?,
            })
        },
    )
}

/// An authenticator app as it is first written down. `step` is the time step of the code that proved it: it is used up.
pub struct NewApp<'a> {
    pub id: FactorId,
    pub person: PersonId,
    pub name: &'a str,
    pub secret: &'a str,
    pub step: i64,
    pub now: Timestamp,
}

pub fn add_app(tx: &mut Tx<'_>, new: &NewApp<'_>) -> Result<(), Error> {
    let (name, secret) = (tx.seal(new.person, new.name)?, tx.seal_data(new.person, new.secret)?);
    tx.execute(
        "INSERT INTO factors (id, person_id, kind, name, secret, last_step, added_at, used_at)
         VALUES ($1, $2, 'app', $3, $4, $5, $6, $6)",
        params![new.id, new.person, name, secret, new.step, new.now],
    )?;
    Ok(())
}

/// Id and secret of each app of a person.
pub fn secrets(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(FactorId, String)>, Error> {
    let secrets = tx.all(
        "SELECT f.id, f.secret FROM factors f LEFT JOIN factor_removals m ON m.factor_id = f.id
         WHERE f.person_id = $1 AND f.kind = 'app' AND m.factor_id IS NULL ORDER BY f.id",
        params![person],
        |row| Ok((row.get("id")?, row.get::<Option<String>>("secret")?)),
    )?;
    Ok(secrets.into_iter().filter_map(|(id, secret)| Some((id, secret?))).collect())
}

/// Takes the code of a time step; false when this step's code, or a later one's, was taken before.
pub fn take_step(tx: &mut Tx<'_>, id: FactorId, step: i64, now: Timestamp) -> Result<bool, Error> {
    let taken = tx.execute(
        "UPDATE factors SET last_step = $2, used_at = $3 WHERE id = $1 AND COALESCE(last_step, -1) < $2",
        params![id, step, now],
    )?;
    Ok(taken > 0)
}

pub fn rename(tx: &mut Tx<'_>, person: PersonId, id: FactorId, name: &str) -> Result<(), Error> {
    let name = tx.seal(person, name)?;
    tx.execute("UPDATE factors SET name = $3 WHERE id = $1 AND person_id = $2", params![id, person, name])?;
    Ok(())
}

pub fn remove(tx: &mut Tx<'_>, id: FactorId, now: Timestamp, by: Option<PersonId>) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO factor_removals (factor_id, removed_at, removed_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![id, now, by],
    )?;
    Ok(())
}

/// The set of recovery codes that counts: its id, its salt, when it was made.
pub fn code_set(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<(RowId, String, Timestamp)>, Error> {
    tx.maybe(
        "SELECT s.id, s.salt, s.made_at FROM recovery_code_sets s
         LEFT JOIN recovery_code_withdrawals w ON w.set_id = s.id
         WHERE s.person_id = $1 AND w.set_id IS NULL ORDER BY s.made_at DESC, s.id DESC LIMIT 1",
        params![person],
        |row| Ok((row.get("id")?, row.get("salt")?, row.get("made_at")?)),
    )
}

/// Codes of a set that were not used yet.
pub fn codes_left(tx: &mut Tx<'_>, set: RowId) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM recovery_codes c LEFT JOIN recovery_code_uses u ON u.code_id = c.id
         WHERE c.set_id = $1 AND u.code_id IS NULL",
        params![set],
    )
}

pub fn withdraw_codes(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO recovery_code_withdrawals (set_id, withdrawn_at)
         SELECT id, $2 FROM recovery_code_sets WHERE person_id = $1 ON CONFLICT DO NOTHING",
        params![person, now],
    )?;
    Ok(())
}

pub fn add_code_set(
    tx: &mut Tx<'_>,
    id: RowId,
    person: PersonId,
    salt: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO recovery_code_sets (id, person_id, salt, made_at) VALUES ($1, $2, $3, $4)",
        params![id, person, salt, now],
    )?;
    Ok(())
}

pub fn add_code(tx: &mut Tx<'_>, id: RowId, set: RowId, hash: &str) -> Result<(), Error> {
    tx.execute("INSERT INTO recovery_codes (id, set_id, hash) VALUES ($1, $2, $3)", params![id, set, hash])?;
    Ok(())
}

/// Uses a code up; false when there is none with this hash, or it was used before.
pub fn take_code(tx: &mut Tx<'_>, set: RowId, hash: &str, now: Timestamp) -> Result<bool, Error> {
    let used = tx.execute(
        "INSERT INTO recovery_code_uses (code_id, used_at)
         SELECT id, $3 FROM recovery_codes WHERE set_id = $1 AND hash = $2 ON CONFLICT DO NOTHING",
        params![set, hash, now],
    )?;
    Ok(used > 0)
}
