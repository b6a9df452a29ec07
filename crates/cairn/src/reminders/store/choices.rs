//! What people chose. The newest row of a person counts.

use std::collections::HashMap;

use cairn_db::{Error, Row, Tx, params};

use crate::access::{Record, Seat};
use crate::ids::{PersonId, RowId};
use crate::reminders::Choice;

const NEWEST: &str =
    "SELECT c.person_id, c.mail, c.sms, c.push, c.day_before, c.hours_before, c.messages, c.paused, c.check_ups,
        c.chosen_at
    FROM reminder_choices c
    WHERE NOT EXISTS (SELECT 1 FROM reminder_choices d WHERE d.person_id = c.person_id AND d.id > c.id)";

/// Whoever asked not to be contacted gets no reminder either, until a newer word of theirs.
const HEARD_FROM: &str =
    " AND NOT EXISTS (SELECT 1 FROM participants p JOIN contact_wishes w ON w.participant_id = p.id
        WHERE p.person_id = c.person_id AND w.wish = 'no_contact'
            AND NOT EXISTS (SELECT 1 FROM contact_wishes v WHERE v.participant_id = p.id AND v.id > w.id))";

fn read(row: &Row<'_>) -> Result<Choice, Error> {
    Ok(Choice {
        mail: row.get("mail")?,
        sms: row.get("sms")?,
        push: row.get("push")?,
        day_before: row.get("day_before")?,
        hours_before: row.get("hours_before")?,
        messages: row.get("messages")?,
        paused: row.get("paused")?,
        check_ups: row.get("check_ups")?,
        chosen_at: row.get("chosen_at")?,
    })
}

fn of(tx: &mut Tx<'_>, person: PersonId) -> Result<Choice, Error> {
    let sql = [NEWEST, " AND c.person_id = $1"].concat();
    Ok(tx.maybe(&sql, params![person], read)?.unwrap_or_default())
}

/// The viewer's own.
pub fn own(tx: &mut Tx<'_>, seat: &Seat) -> Result<Choice, Error> {
    of(tx, seat.person())
}

/// For the sending alone.
pub(in crate::reminders) fn at_sending(tx: &mut Tx<'_>, person: PersonId) -> Result<Choice, Error> {
    let sql = [NEWEST, HEARD_FROM, " AND c.person_id = $1"].concat();
    Ok(tx.maybe(&sql, params![person], read)?.unwrap_or_default())
}

/// Everybody who has reminders on, for the sending alone.
pub(in crate::reminders) fn all_on(tx: &mut Tx<'_>) -> Result<HashMap<PersonId, Choice>, Error> {
    let all = tx.all(&[NEWEST, HEARD_FROM].concat(), &[], |row| Ok((row.get("person_id")?, read(row)?)))?;
    Ok(all.into_iter().filter(|(_, choice): &(PersonId, Choice)| choice.is_on()).collect())
}

/// Whether reminders are on: all that staff see.
pub fn are_on(tx: &mut Tx<'_>, record: &Record) -> Result<bool, Error> {
    Ok(of(tx, record.person())?.is_on())
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, id: RowId, choice: &Choice) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO reminder_choices (id, person_id, mail, sms, push, day_before, hours_before, messages, paused,
            check_ups, chosen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            id,
            seat.person(),
            choice.mail,
            choice.sms,
            choice.push,
            choice.day_before,
            choice.hours_before,
            choice.messages,
            choice.paused,
            choice.check_ups,
            choice.chosen_at
        ],
    )?;
    Ok(())
}
