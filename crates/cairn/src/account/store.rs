//! Every statement on passphrases, links, sign-ins and failed tries.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::{LinkKind, browser};
use crate::access::{Means, Role, Strength, Viewer};
use crate::audit::{self, Act};
use crate::ids::{Chance, InvitationId, PersonId, RowId, SignInId};
use crate::sealing::email_key;
use crate::web::{Language, PageRequest, Text};

pub struct NewInvitation {
    pub id: InvitationId,
    pub kind: LinkKind,
    pub person: Option<PersonId>,
    pub by: Option<PersonId>,
    pub now: Timestamp,
}

pub fn add_invitation(tx: &mut Tx<'_>, new: &NewInvitation, token_hash: &str) -> Result<(), Error> {
    let person = new.person.map(|p| p.to_string()).unwrap_or_default();
    tx.execute(
        "INSERT INTO invitation_uses (invitation_id, used_at)
         SELECT id, $3 FROM invitations WHERE kind = $1 AND COALESCE(person_id, '') = $2
         ON CONFLICT DO NOTHING",
        params![new.kind.code(), person, new.now],
    )?;
    tx.execute(
        "INSERT INTO invitations (id, person_id, kind, token_hash, made_at, made_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, new.person, new.kind.code(), token_hash, new.now, new.by, new.now + new.kind.lasts()],
    )?;
    Ok(())
}

/// An unused, unexpired link: its id, and whose it is.
pub fn invitation(
    tx: &mut Tx<'_>,
    kind: LinkKind,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<(InvitationId, Option<PersonId>)>, Error> {
    tx.maybe(
        "SELECT i.id, i.person_id FROM invitations i LEFT JOIN invitation_uses u ON u.invitation_id = i.id
         WHERE i.token_hash = $1 AND i.kind = $2 AND i.expires_at > $3 AND u.invitation_id IS NULL",
        params![token_hash, kind.code(), now],
        |row| Ok((row.get("id")?, row.get("person_id")?)),
    )
}

/// Uses a link up; whether this call was the one that did.
pub fn use_invitation(tx: &mut Tx<'_>, id: InvitationId, now: Timestamp) -> Result<bool, Error> {
    let used = tx.execute(
        "INSERT INTO invitation_uses (invitation_id, used_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![id, now],
    )?;
    Ok(used > 0)
}

/// Name, e-mail and language of the person a link is for.
pub fn invited(tx: &mut Tx<'_>, person: PersonId) -> Result<(String, Option<String>), Error> {
    tx.one("SELECT name, email FROM people WHERE id = $1", params![person], |row| {
        Ok((row.get("name")?, row.get("email")?))
    })
}

pub fn set_passphrase(tx: &mut Tx<'_>, person: PersonId, hash: &str, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO passphrases (person_id, hash, set_at) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at",
        params![person, hash, now],
    )?;
    Ok(())
}

/// Person and hash for an e-mail address.
pub fn passphrase_of(tx: &mut Tx<'_>, email: &str) -> Result<Option<(PersonId, String)>, Error> {
    tx.maybe(
        "SELECT p.id, s.hash FROM people p JOIN passphrases s ON s.person_id = p.id WHERE p.email_key = $1",
        &[email_key(tx, email)],
        |row| Ok((row.get("id")?, row.get("hash")?)),
    )
}

pub fn own_hash(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<String>, Error> {
    tx.maybe("SELECT hash FROM passphrases WHERE person_id = $1", params![person], |row| row.get("hash"))
}

/// Failed tries since an instant: for this account from this place, and from this place for any account.
pub fn failures(tx: &mut Tx<'_>, account: &str, place: &str, since: Timestamp) -> Result<(i64, i64), Error> {
    let both = tx.count(
        "SELECT COUNT(*) AS n FROM sign_in_failures
         WHERE account_hash = $1 AND origin_hash = $2 AND failed_at > $3",
        params![account, place, since],
    )?;
    let origin = tx.count(
        "SELECT COUNT(*) AS n FROM sign_in_failures WHERE origin_hash = $1 AND failed_at > $2",
        params![place, since],
    )?;
    Ok((both, origin))
}

/// Failed tries for an account since an instant, from anywhere.
pub fn failures_anywhere(tx: &mut Tx<'_>, account: &str, since: Timestamp) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM sign_in_failures WHERE account_hash = $1 AND failed_at > $2",
        params![account, since],
    )
}

pub fn add_failure(
    tx: &mut Tx<'_>,
    chance: &Chance,
    account: &str,
    place: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let id: RowId = chance.id(now);
    tx.execute(
        "INSERT INTO sign_in_failures (id, account_hash, origin_hash, failed_at) VALUES ($1, $2, $3, $4)",
        params![id, account, place, now],
    )?;
    // Older than a day tells nothing any more.
    let yesterday = now - jiff::SignedDuration::from_hours(24);
    tx.execute("DELETE FROM sign_in_failures WHERE failed_at < $1", params![yesterday])?;
    Ok(())
}

pub struct NewSignIn<'a> {
    pub id: SignInId,
    pub person: PersonId,
    pub token_hash: &'a str,
    pub device: &'a str,
    pub now: Timestamp,
}

pub fn add_sign_in(tx: &mut Tx<'_>, new: &NewSignIn<'_>, means: Means, chance: &Chance) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO sign_ins (id, person_id, token_hash, device, signed_in_at, seen_at, means)
         VALUES ($1, $2, $3, $4, $5, $5, $6)",
        params![new.id, new.person, new.token_hash, tx.seal(new.person, new.device)?, new.now, means],
    )?;
    enter(tx, chance, new.person, Act::SignedIn, new.now)
}

/// Somebody showed more than the sign-in itself.
pub fn add_second_step(
    tx: &mut Tx<'_>,
    id: RowId,
    sign_in: SignInId,
    factor: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO second_steps (id, sign_in_id, factor, stepped_at) VALUES ($1, $2, $3, $4)",
        params![id, sign_in, factor, now],
    )?;
    Ok(())
}

/// Gives a sign-in another token: the one that was good before a second step is good no more.
pub fn renew_token(tx: &mut Tx<'_>, sign_in: SignInId, token_hash: &str) -> Result<(), Error> {
    tx.execute("UPDATE sign_ins SET token_hash = $2 WHERE id = $1", params![sign_in, token_hash])?;
    Ok(())
}

fn enter(tx: &mut Tx<'_>, chance: &Chance, person: PersonId, act: Act, now: Timestamp) -> Result<(), Error> {
    let acting_as = roles(tx, person)?.first().copied().unwrap_or(Role::FamilyMember);
    let stamp = audit::Stamp { id: chance.id(now), at: now, actor: Some(person) };
    audit::write(tx, stamp, audit::Entry { act, kind: "sign_in", id: None, participant: None, acting_as })
}

pub fn roles(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Role>, Error> {
    tx.all(
        "SELECT DISTINCT r.role FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
         WHERE r.person_id = $1 AND e.role_id IS NULL ORDER BY r.role",
        params![person],
        |row| row.get("role"),
    )
}

pub fn viewer(
    tx: &mut Tx<'_>,
    token_hash: &str,
    seen_after: Timestamp,
    begun_after: Timestamp,
) -> Result<Option<(Viewer, Timestamp)>, Error> {
    let found = tx.maybe(
        "SELECT s.id, s.seen_at, p.id AS person_id, p.name, p.language, a.id AS participant_id,
            u.id AS supporter_id, f.id AS family_member_id, s.means, s.signed_in_at,
            (SELECT MAX(x.stepped_at) FROM second_steps x
             WHERE x.sign_in_id = s.id AND x.factor <> 'passphrase') AS stepped_at,
            (SELECT MAX(x.stepped_at) FROM second_steps x WHERE x.sign_in_id = s.id) AS confirmed_at,
            CASE WHEN EXISTS (
                SELECT 1 FROM factors f LEFT JOIN factor_removals m ON m.factor_id = f.id
                WHERE f.person_id = p.id AND m.factor_id IS NULL) THEN 1 ELSE 0 END AS has_factor
         FROM sign_ins s
         JOIN people p ON p.id = s.person_id
         LEFT JOIN sign_outs o ON o.sign_in_id = s.id
         LEFT JOIN participants a ON a.person_id = p.id
         LEFT JOIN peer_supporters u ON u.person_id = p.id
         LEFT JOIN family_members f ON f.person_id = p.id
         WHERE s.token_hash = $1 AND s.seen_at > $2 AND s.signed_in_at > $3 AND o.sign_in_id IS NULL",
        params![token_hash, seen_after, begun_after],
        |row| {
            let language: String = row.get("language")?;
            let viewer = Viewer {
                person: row.get("person_id")?,
                name: row.get("name")?,
                language: Language::from_code(&language).unwrap_or(Language::English),
                roles: Vec::new(),
                participant: row.get("participant_id")?,
                supporter: row.get("supporter_id")?,
                family_member: row.get("family_member_id")?,
                sign_in: row.get("id")?,
                strength: Strength {
                    means: row.get("means")?,
                    signed_in_at: row.get("signed_in_at")?,
                    stepped_at: row.get("stepped_at")?,
                    confirmed_at: row.get("confirmed_at")?,
                    has_factor: row.get("has_factor")?,
                },
            };
            Ok((viewer, row.get::<Timestamp>("seen_at")?))
        },
    )?;
    let Some((mut viewer, seen_at)) = found else {
        return Ok(None);
    };
    viewer.roles = roles(tx, viewer.person)?;
    viewer.participant = viewer.participant.filter(|_| viewer.roles.contains(&Role::Participant));
    viewer.supporter = viewer.supporter.filter(|_| viewer.roles.contains(&Role::PeerSupporter));
    viewer.family_member = viewer.family_member.filter(|_| viewer.roles.contains(&Role::FamilyMember));
    Ok(Some((viewer, seen_at)))
}

pub fn seen(tx: &mut Tx<'_>, id: SignInId, now: Timestamp) -> Result<(), Error> {
    tx.execute("UPDATE sign_ins SET seen_at = $2 WHERE id = $1 AND seen_at < $2", params![id, now])?;
    Ok(())
}

pub fn sign_out(tx: &mut Tx<'_>, token_hash: &str, now: Timestamp, chance: &Chance) -> Result<(), Error> {
    let person = tx.maybe(
        "SELECT s.person_id FROM sign_ins s LEFT JOIN sign_outs o ON o.sign_in_id = s.id
         WHERE s.token_hash = $1 AND o.sign_in_id IS NULL",
        params![token_hash],
        |row| row.get::<PersonId>("person_id"),
    )?;
    let Some(person) = person else { return Ok(()) };
    tx.execute(
        "INSERT INTO sign_outs (sign_in_id, signed_out_at, reason)
         SELECT id, $2, 'asked' FROM sign_ins WHERE token_hash = $1 ON CONFLICT DO NOTHING",
        params![token_hash, now],
    )?;
    enter(tx, chance, person, Act::SignedOut, now)
}

/// Ends every sign-in of a person, but perhaps the one they are using.
pub fn sign_out_everywhere(
    tx: &mut Tx<'_>,
    person: PersonId,
    except: Option<SignInId>,
    now: Timestamp,
) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO sign_outs (sign_in_id, signed_out_at, reason)
         SELECT id, $2, 'everywhere' FROM sign_ins WHERE person_id = $1 AND id <> $3 ON CONFLICT DO NOTHING",
        params![person, now, except.map(|id| id.to_string()).unwrap_or_default()],
    )
}

pub struct Device {
    pub id: SignInId,
    /// What its browser says it is.
    pub agent: String,
    pub means: Means,
    /// The second factor that was shown last, by its code; empty when none was.
    pub factor: String,
    pub signed_in_at: Timestamp,
    pub seen_at: Timestamp,
}

impl Device {
    /// Browser and system as a person would call them.
    pub fn name(&self, t: &Text) -> String {
        match browser::named(&self.agent) {
            (Some(browser), Some(system)) => {
                t.args("devices-name", [("browser", browser.into()), ("system", system.into())])
            }
            (one, other) => one.or(other).map_or_else(|| t.get("devices-unknown"), str::to_string),
        }
    }
}

/// Sign-ins that are still good, the last seen first.
pub fn devices(
    tx: &mut Tx<'_>,
    person: PersonId,
    (seen_after, begun_after): (Timestamp, Timestamp),
    page: PageRequest,
) -> Result<Vec<Device>, Error> {
    tx.all(
        "SELECT s.id, s.device, s.means, s.signed_in_at, s.seen_at,
            COALESCE((SELECT x.factor FROM second_steps x WHERE x.sign_in_id = s.id AND x.factor <> 'passphrase'
                ORDER BY x.stepped_at DESC, x.id DESC LIMIT 1), '') AS factor
         FROM sign_ins s LEFT JOIN sign_outs o ON o.sign_in_id = s.id
         WHERE s.person_id = $1 AND s.seen_at > $2 AND s.signed_in_at > $3 AND o.sign_in_id IS NULL
         ORDER BY s.seen_at DESC, s.id DESC LIMIT $4 OFFSET $5",
        params![person, seen_after, begun_after, page.limit(), page.offset()],
        |row| {
            Ok(Device {
                id: row.get("id")?,
                agent: row.get("device")?,
                means: row.get("means")?,
                factor: row.get("factor")?,
                signed_in_at: row.get("signed_in_at")?,
                seen_at: row.get("seen_at")?,
            })
        },
    )
}

/// Ends one sign-in of a person; whether there was one to end.
pub fn sign_out_one(tx: &mut Tx<'_>, person: PersonId, id: SignInId, now: Timestamp) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO sign_outs (sign_in_id, signed_out_at, reason)
         SELECT id, $3, 'asked' FROM sign_ins WHERE id = $2 AND person_id = $1 ON CONFLICT DO NOTHING",
        params![person, id, now],
    )?;
    Ok(ended > 0)
}

/// Whose sign-in a token was, ended or not.
pub fn holder(tx: &mut Tx<'_>, token_hash: &str) -> Result<Option<PersonId>, Error> {
    tx.maybe("SELECT person_id FROM sign_ins WHERE token_hash = $1", params![token_hash], |row| {
        row.get("person_id")
    })
}

/// The language a person reads.
pub fn language_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Language, Error> {
    let code: String =
        tx.one("SELECT language FROM people WHERE id = $1", params![person], |row| row.get("language"))?;
    Ok(Language::from_code(&code).unwrap_or(Language::English))
}
