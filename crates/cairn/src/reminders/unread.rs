//! Notices that something new is waiting: a message that nobody has seen for a while, outside of quiet hours, once for each
//! conversation until it was opened.

use std::collections::HashMap;

use cairn_db::{Error, Tx};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::store::sent::Key;
use super::{CHANNELS, Choice};
use crate::ids::PersonId;
use crate::messages::quiet_of;
use crate::messages::store::{self, Waiting};
use crate::program::{self, Program};

/// What a reminder of this kind is about, as its row says.
pub const KIND: &str = "message";

/// What waits for longer than this is no news any more.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Every notice that is due now and was never begun.
pub(super) fn due(
    tx: &mut Tx<'_>,
    choices: &HashMap<PersonId, Choice>,
    now: Timestamp,
) -> Result<Vec<Key>, Error> {
    let Some(program) = program::current(tx)? else { return Ok(Vec::new()) };
    let mut due = Vec::new();
    for waiting in store::waiting(tx, now - LONGEST)? {
        let Some(choice) = choices.get(&waiting.reader) else { continue };
        if !is_due(tx, &program, (&waiting, choice), now)? {
            continue;
        }
        let told = store::told(tx, &waiting)?;
        let ways = CHANNELS.into_iter().filter(|channel| choice.wants(*channel));
        let untold = ways.filter(|channel| told.iter().all(|way| way != channel.code()));
        due.extend(untold.map(|channel| Key {
            person: waiting.reader,
            kind: KIND.to_string(),
            occurrence: waiting.message.into(),
            starts_at: waiting.sent_at,
            channel: channel.code(),
            lead_minutes: 0,
        }));
    }
    Ok(due)
}

/// Whether a notice that was begun is still to be sent: the message is unseen, and its reader wants to be told.
pub(super) fn stands(
    tx: &mut Tx<'_>,
    program: &Program,
    (key, choice): (&Key, &Choice),
    now: Timestamp,
) -> Result<bool, Error> {
    let all = store::waiting(tx, now - LONGEST)?;
    let found =
        all.into_iter().find(|one| one.reader == key.person && key.occurrence == Uuid::from(one.message));
    match found {
        Some(waiting) => is_due(tx, program, (&waiting, choice), now),
        None => Ok(false),
    }
}

fn is_due(
    tx: &mut Tx<'_>,
    program: &Program,
    (waiting, choice): (&Waiting, &Choice),
    now: Timestamp,
) -> Result<bool, Error> {
    let asked = choice.is_on() && choice.messages && choice.chosen_at <= waiting.sent_at;
    let ripe = waiting.sent_at + SignedDuration::from_mins(program.settings.messages.notice_minutes);
    if !asked || now < ripe {
        return Ok(false);
    }
    let quiet = quiet_of(program, &store::own_hours(tx, waiting.reader)?);
    Ok(!quiet.is_quiet(now, &program.zone))
}
