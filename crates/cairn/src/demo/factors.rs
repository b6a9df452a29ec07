//! What the personas show beside a passphrase, and where they are signed in: what "My devices" lists.

use cairn_db::{Error, params};
use data_encoding::{BASE32, HEXLOWER};

use super::cast;
use super::world::{World, later};
use crate::ids::{FactorId, RowId, SignInId};

const PHONE: &str = "Mozilla/5.0 (Linux; Android 16) Mobile";

pub fn write(w: &mut World<'_, '_>) -> Result<(), Error> {
    for persona in cast::personas(w.tx)?.into_iter().flatten() {
        if !persona.role.is_staff() && persona.name != cast::JORDAN {
            continue;
        }
        let (added, used) = (w.dice.between(60, 400), w.dice.between(1, 9));
        let (added_at, used_at) = (w.workday(w.ago(added)), w.workday(w.ago(used)));
        let (app, passkey): (FactorId, FactorId) = (w.id(added_at), w.id(used_at));
        // From the seed, and good for nothing: a persona comes in by a link, and has no passphrase that it could follow.
        let secret = BASE32.encode(w.chance.secret().get(..20).unwrap_or_default());
        let (name, secret) =
            (w.tx.seal(persona.person, "My phone")?, w.tx.seal_data(persona.person, secret)?);
        w.tx.execute(
            "INSERT INTO factors (id, person_id, kind, name, secret, last_step, added_at, used_at)
             VALUES ($1, $2, 'app', $3, $4, 0, $5, $6)",
            params![app, persona.person, name, secret, added_at, used_at],
        )?;
        let (name, key) =
            (w.tx.seal(persona.person, "Office computer")?, HEXLOWER.encode(&w.chance.secret()));
        w.tx.execute(
            "INSERT INTO factors (id, person_id, kind, name, credential_id, credential, added_at)
             VALUES ($1, $2, 'passkey', $3, $4, '{}', $5)",
            params![passkey, persona.person, name, key, used_at],
        )?;
        let set: RowId = w.id(added_at);
        w.tx.execute(
            "INSERT INTO recovery_code_sets (id, person_id, salt, made_at) VALUES ($1, $2, $3, $4)",
            params![set, persona.person, HEXLOWER.encode(&w.chance.secret()), added_at],
        )?;
        for _ in 0..w.dice.between(6, 10) {
            let (id, hash): (RowId, _) = (w.id(added_at), HEXLOWER.encode(&w.chance.secret()));
            w.tx.execute(
                "INSERT INTO recovery_codes (id, set_id, hash) VALUES ($1, $2, $3)",
                params![id, set, hash],
            )?;
        }
        let (began, seen) = (later(w.now, -95), later(w.now, -12));
        let (sign_in, step): (SignInId, RowId) = (w.id(began), w.id(began));
        w.tx.execute(
            "INSERT INTO sign_ins (id, person_id, token_hash, device, signed_in_at, seen_at, means)
             VALUES ($1, $2, $3, $4, $5, $6, 'passphrase')",
            params![sign_in, persona.person, HEXLOWER.encode(&w.chance.secret()), PHONE, began, seen],
        )?;
        w.tx.execute(
            "INSERT INTO second_steps (id, sign_in_id, factor, stepped_at) VALUES ($1, $2, 'app', $3)",
            params![step, sign_in, began],
        )?;
    }
    Ok(())
}
