//! What was sent and what was not. A row is written before anything is sent, so that nothing is sent twice.

use std::collections::HashSet;

use cairn_db::{Error, Row, Tx, params};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::access::Seat;
use crate::contracts::Channel;
use crate::ids::{PersonId, RowId};
use crate::reminders::choice::pause_after;
use crate::reminders::{Appointment, Lead, unread};

/// What one reminder is about: one for each, ever.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    pub person: PersonId,
    pub kind: String,
    pub occurrence: Uuid,
    pub starts_at: Timestamp,
    pub channel: &'static str,
    pub lead_minutes: i64,
}

impl Key {
    pub fn new(appointment: &Appointment, channel: Channel, lead: Lead) -> Key {
        Key {
            person: appointment.person,
            kind: appointment.kind.clone(),
            occurrence: appointment.id,
            starts_at: appointment.starts_at,
            channel: channel.code(),
            lead_minutes: lead.minutes(),
        }
    }

    pub fn is_of(&self, appointment: &Appointment) -> bool {
        (self.person, self.occurrence, self.starts_at)
            == (appointment.person, appointment.id, appointment.starts_at)
            && self.kind == appointment.kind
    }
}

/// A reminder that was tried and is to be tried again.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub id: RowId,
    pub key: Key,
    pub tries: i64,
}

fn read_key(row: &Row<'_>) -> Result<Option<Key>, Error> {
    let Some(channel) = Channel::from_code(&row.get::<String>("channel")?) else { return Ok(None) };
    Ok(Some(Key {
        person: row.get("person_id")?,
        kind: row.get("kind")?,
        occurrence: row.get("occurrence_id")?,
        starts_at: row.get("starts_at")?,
        channel: channel.code(),
        lead_minutes: row.get("lead_minutes")?,
    }))
}

const KEY: &str =
    "SELECT id, person_id, kind, occurrence_id, starts_at, channel, lead_minutes, tries FROM reminders";

/// Every reminder of what is still to come.
pub fn known(tx: &mut Tx<'_>, now: Timestamp) -> Result<HashSet<Key>, Error> {
    let sql = [KEY, " WHERE starts_at >= $1"].concat();
    Ok(tx.all(&sql, params![now], read_key)?.into_iter().flatten().collect())
}

/// Reminders whose next try is now.
pub fn waiting(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<Waiting>, Error> {
    let sql = [KEY, " WHERE state = 'waiting' AND next_try_at <= $1 ORDER BY starts_at, id"].concat();
    let all = tx.all(&sql, params![now], |row| {
        let (id, tries) = (row.get("id")?, row.get("tries")?);
        Ok(read_key(row)?.map(|key| Waiting { id, key, tries }))
    })?;
    Ok(all.into_iter().flatten().collect())
}

/// How long a sending may take before it counts as interrupted.
const LEASE: SignedDuration = SignedDuration::from_mins(3);

/// Takes a reminder for this process, before it is sent; whether nobody else had it.
pub fn begin(tx: &mut Tx<'_>, id: RowId, key: &Key, now: Timestamp) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO reminders (id, person_id, kind, occurrence_id, starts_at, channel, lead_minutes, state, tries,
            leased_until, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'sending', 1, $8, $9)
         ON CONFLICT (person_id, kind, occurrence_id, starts_at, channel, lead_minutes) DO NOTHING",
        params![
            id,
            key.person,
            &key.kind,
            key.occurrence,
            key.starts_at,
            key.channel,
            key.lead_minutes,
            now + LEASE,
            now
        ],
    )?;
    Ok(added > 0)
}

/// Takes one that waits for its next try.
pub fn begin_again(tx: &mut Tx<'_>, waiting: &Waiting, now: Timestamp) -> Result<bool, Error> {
    let taken = tx.execute(
        "UPDATE reminders SET state = 'sending', tries = tries + 1, leased_until = $2
         WHERE id = $1 AND state = 'waiting' AND tries = $3",
        params![waiting.id, now + LEASE, waiting.tries],
    )?;
    Ok(taken > 0)
}

/// How a sending ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Sent,
    /// The other side took it or did not: nobody knows, and it is not tried again.
    Unknown(&'static str),
    /// It was refused, for now.
    Later(&'static str),
    /// It was refused for good, or there is no time left.
    Failed(&'static str),
    /// Nothing is to be sent any more: called off, moved, turned off, discharged, the channel shut.
    Dropped(&'static str),
}

/// Keeps how it ended. `Later` becomes the next try, or the end when that would be too late.
pub fn end(tx: &mut Tx<'_>, waiting: &Waiting, end: End, now: Timestamp) -> Result<(), Error> {
    let next = now + pause_after(waiting.tries);
    let starts_at = waiting.key.starts_at;
    let until = match Lead::from_minutes(waiting.key.lead_minutes) {
        Some(lead) => lead.until(starts_at),
        None => starts_at + unread::LONGEST,
    };
    let (state, reason, next_try_at) = match end {
        End::Sent => ("sent", None, None),
        End::Unknown(reason) => ("unknown", Some(reason), None),
        End::Later(reason) if next < until => ("waiting", Some(reason), Some(next)),
        End::Later(reason) | End::Failed(reason) => ("failed", Some(reason), None),
        End::Dropped(reason) => ("dropped", Some(reason), None),
    };
    let ended_at = next_try_at.is_none().then_some(now);
    tx.execute(
        "UPDATE reminders SET state = $2, reason = $3, next_try_at = $4, ended_at = $5
         WHERE id = $1 AND state IN ('sending', 'waiting')",
        params![waiting.id, state, reason, next_try_at, ended_at],
    )?;
    Ok(())
}

/// A process that died while it sent left these: whether they arrived is not known, and they are not sent again.
pub fn settle_interrupted(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "UPDATE reminders SET state = 'unknown', reason = 'interrupted', ended_at = $1
         WHERE state = 'sending' AND leased_until < $1",
        params![now],
    )
}

/// Figures of one channel, without anybody in them.
#[derive(Debug, Clone)]
pub struct Health {
    pub channel: Channel,
    /// State and how many, of the last seven days.
    pub counts: Vec<(String, i64)>,
    /// When, and the code of why.
    pub last_trouble: Option<(Timestamp, String)>,
    pub last_sent_at: Option<Timestamp>,
}

pub fn health(tx: &mut Tx<'_>, _seat: &Seat, channel: Channel, now: Timestamp) -> Result<Health, Error> {
    let since = now - SignedDuration::from_hours(24 * 7);
    let counts = tx.all(
        "SELECT state, COUNT(*) AS n FROM reminders WHERE channel = $1 AND made_at >= $2
         GROUP BY state ORDER BY state",
        params![channel.code(), since],
        |row| Ok((row.get("state")?, row.get("n")?)),
    )?;
    let last_trouble = tx.maybe(
        "SELECT COALESCE(ended_at, next_try_at, made_at) AS at, reason FROM reminders
         WHERE channel = $1 AND state IN ('failed', 'unknown', 'waiting') AND reason IS NOT NULL
         ORDER BY COALESCE(ended_at, next_try_at, made_at) DESC LIMIT 1",
        params![channel.code()],
        |row| Ok((row.get("at")?, row.get("reason")?)),
    )?;
    let last_sent_at = tx.one(
        "SELECT MAX(ended_at) AS at FROM reminders WHERE channel = $1 AND state = 'sent'",
        params![channel.code()],
        |row| row.get("at"),
    )?;
    Ok(Health { channel, counts, last_trouble, last_sent_at })
}

/// Where a test message goes: the administrator's own e-mail and phone as they are on file.
pub fn own_addresses(tx: &mut Tx<'_>, seat: &Seat) -> Result<(Option<String>, Option<String>), Error> {
    tx.one("SELECT email, phone FROM people WHERE id = $1", params![seat.person()], |row| {
        Ok((row.get("email")?, row.get("phone")?))
    })
}
