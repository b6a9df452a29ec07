//! Who is reminded, how that went, and a feed that somebody's calendar reads.

use cairn_db::{Error, params};
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::house::House;
use super::lives::Life;
use super::rows;
use super::world::{World, later};
use crate::ids::{PersonId, RowId};

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let begun = w.past(w.at(w.ago(60), 11 * 60));
    for (at, life) in lives.iter().filter(|life| life.is_enrolled()).take(14).enumerate() {
        turn_on(w, life.person, (at, begun))?;
        sent(w, life.person, at)?;
    }
    let supporter = house.supporters.first().map(|one| one.person);
    for (person, word) in [(lives.first().map(|life| life.person), Some("Coffee")), (supporter, None)] {
        if let Some(person) = person {
            feed(w, person, word, begun)?;
        }
    }
    Ok(())
}

fn turn_on(w: &mut World<'_, '_>, person_id: PersonId, (at, begun): (usize, Timestamp)) -> Result<(), Error> {
    let (id, added_at) = (w.id(begun), begun);
    let address = ["+15405550", &(110 + at).to_string()].concat();
    rows::ReminderContact { id, person_id, channel: "sms", address, text_version: "1", added_at }
        .put(w.tx)?;
    rows::ReminderVerification { contact_id: id, verified_at: later(begun, 2) }.put(w.tx)?;
    let id = w.id(begun);
    rows::ReminderChoice {
        id,
        person_id,
        mail: false,
        sms: true,
        push: false,
        day_before: true,
        hours_before: at % 3 != 0,
        messages: at % 2 == 0,
        paused: at == 9,
        chosen_at: later(begun, 3),
    }
    .put(w.tx)
}

/// Reminders of the last week's sessions.
fn sent(w: &mut World<'_, '_>, person_id: PersonId, at: usize) -> Result<(), Error> {
    let from = w.at(w.ago(7), 0);
    let found: Vec<(RowId, Timestamp)> = w.tx.all(
        "SELECT s.id, s.starts_at FROM sessions s JOIN participants p ON p.id = s.participant_id
         WHERE p.person_id = $1 AND s.starts_at >= $2 AND s.starts_at < $3 ORDER BY s.id",
        params![person_id, from, w.now],
        |row| Ok((row.get("id")?, row.get("starts_at")?)),
    )?;
    for (occurrence_id, starts_at) in found {
        let made_at = later(starts_at, -24 * 60);
        let failed = at == 5;
        let id = w.id(made_at);
        rows::Reminder {
            id,
            person_id,
            kind: "session",
            occurrence_id,
            starts_at,
            channel: "sms",
            lead_minutes: 24 * 60,
            state: if failed { "failed" } else { "sent" },
            reason: failed.then_some("refused"),
            tries: 1,
            leased_until: later(made_at, 3),
            made_at,
            ended_at: made_at,
        }
        .put(w.tx)?;
    }
    Ok(())
}

/// Its address opens made-up times only.
fn feed(
    w: &mut World<'_, '_>,
    person_id: PersonId,
    word: Option<&'static str>,
    made_at: Timestamp,
) -> Result<(), Error> {
    let secret = w.chance.secret();
    let token = HEXLOWER.encode(&secret);
    let token_hash = HEXLOWER.encode(&Sha256::digest(token.as_bytes()));
    let id = w.id(made_at);
    rows::Feed { id, person_id, token, token_hash, word, language: "en", made_at }.put(w.tx)
}
