//! Where people are reached, and the codes that show that they are.

use cairn_db::{Error, Row, Tx, params};
use jiff::{SignedDuration, Timestamp};

use crate::access::Seat;
use crate::contracts::Channel;
use crate::ids::{PersonId, RowId};
use crate::reminders::Contact;

const OPEN: &str = "SELECT c.id, c.channel, c.address, c.added_at, v.verified_at,
        (SELECT MAX(o.sent_at) FROM reminder_codes o WHERE o.contact_id = c.id) AS code_sent_at
     FROM reminder_contacts c LEFT JOIN reminder_verifications v ON v.contact_id = c.id
     LEFT JOIN reminder_removals r ON r.contact_id = c.id
     WHERE r.contact_id IS NULL AND c.person_id = $1 ORDER BY c.id";

fn read(row: &Row<'_>) -> Result<Option<Contact>, Error> {
    // Who was erased has no address any more.
    let Some(address) = row.get::<Option<String>>("address")? else { return Ok(None) };
    let Some(channel) = Channel::from_code(&row.get::<String>("channel")?) else { return Ok(None) };
    Ok(Some(Contact {
        id: row.get("id")?,
        channel,
        address,
        verified: row.get::<Option<Timestamp>>("verified_at")?.is_some(),
        code_sent_at: row.get("code_sent_at")?,
    }))
}

fn of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Contact>, Error> {
    Ok(tx.all(OPEN, params![person], read)?.into_iter().flatten().collect())
}

/// The viewer's own, verified or not, and not removed.
pub fn own(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Contact>, Error> {
    of(tx, seat.person())
}

/// Where a reminder may go: verified, and not removed. For the sending alone. An agreement to be reached this way that
/// the person took back at the desk counts as much as their own page.
pub(in crate::reminders) fn at_sending(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: Channel,
) -> Result<Vec<Contact>, Error> {
    let kind = match channel {
        Channel::Mail => "contact_email",
        _ => "contact_text",
    };
    let taken_back = channel != Channel::Push
        && tx.count(
            "SELECT COUNT(*) AS n FROM participants p JOIN agreements a ON a.participant_id = p.id AND a.kind = $2
             JOIN agreement_withdrawals w ON w.agreement_id = a.id
             WHERE p.person_id = $1 AND NOT EXISTS (SELECT 1 FROM agreements b
                LEFT JOIN agreement_withdrawals x ON x.agreement_id = b.id
                WHERE b.participant_id = p.id AND b.kind = $2 AND x.agreement_id IS NULL)
             AND NOT EXISTS (SELECT 1 FROM reminder_choices c WHERE c.person_id = $1 AND c.chosen_at > w.withdrawn_at)",
            params![person, kind],
        )? > 0;
    if taken_back {
        return Ok(Vec::new());
    }
    let mut contacts = of(tx, person)?;
    contacts.retain(|contact| contact.verified && contact.channel == channel);
    Ok(contacts)
}

pub fn add(
    tx: &mut Tx<'_>,
    seat: &Seat,
    new: &Contact,
    text_version: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO reminder_contacts (id, person_id, channel, address, text_version, added_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            new.id,
            seat.person(),
            new.channel.code(),
            tx.seal_data(seat.person(), new.address.clone())?,
            text_version,
            now
        ],
    )?;
    Ok(())
}

/// It is theirs. For e-mail and text messages it takes the place of the one before.
pub fn verify(tx: &mut Tx<'_>, seat: &Seat, contact: &Contact, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO reminder_verifications (contact_id, verified_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![contact.id, now],
    )?;
    if contact.channel != Channel::Push {
        tx.execute(
            "INSERT INTO reminder_removals (contact_id, removed_at)
             SELECT c.id, CAST($4 AS BIGINT) FROM reminder_contacts c
             WHERE c.person_id = $1 AND c.channel = $2 AND c.id <> $3 ON CONFLICT DO NOTHING",
            params![seat.person(), contact.channel.code(), contact.id, now],
        )?;
    }
    Ok(())
}

/// Takes a contact out of use; whether it was the person's own and in use.
pub fn remove(tx: &mut Tx<'_>, seat: &Seat, id: RowId, now: Timestamp) -> Result<bool, Error> {
    let removed = tx.execute(
        "INSERT INTO reminder_removals (contact_id, removed_at)
         SELECT c.id, CAST($3 AS BIGINT) FROM reminder_contacts c WHERE c.id = $1 AND c.person_id = $2
         ON CONFLICT DO NOTHING",
        params![id, seat.person(), now],
    )?;
    Ok(removed > 0)
}

/// A push service says that a browser is gone.
pub(in crate::reminders) fn gone(tx: &mut Tx<'_>, id: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO reminder_removals (contact_id, removed_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![id, now],
    )?;
    Ok(())
}

/// Codes sent for this person within the last hour.
pub fn codes_lately(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM reminder_codes o JOIN reminder_contacts c ON c.id = o.contact_id
         WHERE c.person_id = $1 AND o.sent_at > $2",
        params![seat.person(), now - SignedDuration::from_hours(1)],
    )
}

/// A mark that leads from a code to nobody without the program's key.
fn mark(tx: &Tx<'_>, contact: RowId, code: &str) -> cairn_db::Value {
    tx.blind("reminder_codes.mark", &[contact.to_string().as_str(), " ", code].concat())
}

pub fn add_code(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (id, contact): (RowId, RowId),
    code: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let mark = mark(tx, contact, code);
    tx.execute(
        "INSERT INTO reminder_codes (id, contact_id, mark, tries, sent_at) VALUES ($1, $2, $3, 0, $4)",
        params![id, contact, mark, now],
    )?;
    Ok(())
}

/// Counts a try at the newest code of a contact; whether the code fits, is young enough and was not tried too often.
pub fn try_code(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    contact: RowId,
    code: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    const LONGEST: SignedDuration = SignedDuration::from_mins(15);
    const TRIES: i64 = 5;
    let newest = tx.maybe(
        "SELECT id, sent_at FROM reminder_codes WHERE contact_id = $1 ORDER BY id DESC LIMIT 1",
        params![contact],
        |row| Ok((row.get::<RowId>("id")?, row.get::<Timestamp>("sent_at")?)),
    )?;
    let Some((id, sent_at)) = newest else { return Ok(false) };
    let counted = tx.execute(
        "UPDATE reminder_codes SET tries = tries + 1 WHERE id = $1 AND tries < $2",
        params![id, TRIES],
    )?;
    if counted == 0 || now.duration_since(sent_at) > LONGEST {
        return Ok(false);
    }
    let mark = mark(tx, contact, code);
    Ok(tx.count("SELECT COUNT(*) AS n FROM reminder_codes WHERE id = $1 AND mark = $2", params![id, mark])?
        > 0)
}
