//! Statements on who is with whom.

use std::collections::BTreeMap;

use cairn_db::{Error, Tx, params};
use cairn_exchange::{Exchange, History, LeftOut, LeftOutBecause, Meeting};
use jiff::Timestamp;

use super::super::forming::Current;
use crate::access::Seat;
use crate::ids::{GroupId, MeetingId, PersonId, RowId};

/// The latest proposal for a meeting, and whether it was confirmed.
#[derive(Debug, Clone)]
pub struct Forming {
    pub id: RowId,
    pub current: Current,
    pub formed_at: Timestamp,
    pub confirmed_at: Option<Timestamp>,
}

fn reason_code(reason: LeftOutBecause) -> &'static str {
    match reason {
        LeftOutBecause::TakesNoPart => "takes_no_part",
        LeftOutBecause::TooFew => "too_few",
        LeftOutBecause::OddNumber => "odd_number",
        LeftOutBecause::Limits => "limits",
        LeftOutBecause::NoPlace => "no_place",
    }
}

fn reason_of(code: &str) -> LeftOutBecause {
    match code {
        "takes_no_part" => LeftOutBecause::TakesNoPart,
        "too_few" => LeftOutBecause::TooFew,
        "odd_number" => LeftOutBecause::OddNumber,
        "limits" => LeftOutBecause::Limits,
        _ => LeftOutBecause::NoPlace,
    }
}

/// Keeps a proposal.
pub fn add_forming(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, meeting, how): (RowId, MeetingId, &str),
    (current, ids): (&Current, &[RowId]),
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO exchange_formings (id, meeting_id, how, formed_at, formed_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, meeting, how, now, seat.person()],
    )?;
    for (exchange, row) in current.exchanges.iter().zip(ids) {
        tx.execute(
            "INSERT INTO peer_exchanges (id, forming_id, giver_id, receiver_id, listener_id)
             VALUES ($1, $2, $3, $4, $5)",
            params![*row, id, &exchange.giver, &exchange.receiver, exchange.listener.clone()],
        )?;
    }
    for left in &current.watching {
        tx.execute(
            "INSERT INTO exchange_watchers (forming_id, person_id, reason) VALUES ($1, $2, $3)",
            params![id, &left.id, reason_code(left.reason)],
        )?;
    }
    Ok(())
}

pub fn confirm(tx: &mut Tx<'_>, seat: &Seat, forming: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO exchange_confirmations (forming_id, confirmed_at, confirmed_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![forming, now, seat.person()],
    )?;
    Ok(())
}

/// The latest proposal for a meeting.
pub fn newest(tx: &mut Tx<'_>, meeting: MeetingId) -> Result<Option<Forming>, Error> {
    let found = tx.maybe(
        "SELECT f.id, f.formed_at, c.confirmed_at FROM exchange_formings f
         LEFT JOIN exchange_confirmations c ON c.forming_id = f.id
         WHERE f.meeting_id = $1 ORDER BY f.formed_at DESC, f.id DESC LIMIT 1",
        params![meeting],
        |row| {
            Ok(Forming {
                id: row.get("id")?,
                current: Current::default(),
                formed_at: row.get("formed_at")?,
                confirmed_at: row.get("confirmed_at")?,
            })
        },
    )?;
    let Some(mut forming) = found else { return Ok(None) };
    forming.current = current(tx, forming.id)?;
    Ok(Some(forming))
}

fn current(tx: &mut Tx<'_>, forming: RowId) -> Result<Current, Error> {
    let exchanges = tx.all(
        "SELECT giver_id, receiver_id, listener_id FROM peer_exchanges WHERE forming_id = $1 ORDER BY id",
        params![forming],
        |row| {
            Ok(Exchange {
                giver: row.get("giver_id")?,
                receiver: row.get("receiver_id")?,
                listener: row.get("listener_id")?,
            })
        },
    )?;
    let watching = tx.all(
        "SELECT person_id, reason FROM exchange_watchers WHERE forming_id = $1 ORDER BY person_id",
        params![forming],
        |row| Ok(LeftOut { id: row.get("person_id")?, reason: reason_of(&row.get::<String>("reason")?) }),
    )?;
    Ok(Current { exchanges, watching })
}

/// What took place in the group before an instant: of each meeting the latest confirmed forming, oldest first.
pub fn history(tx: &mut Tx<'_>, group: GroupId, before: Timestamp) -> Result<History, Error> {
    let formings: Vec<RowId> = tx.all(
        "SELECT f.id FROM exchange_formings f JOIN exchange_confirmations c ON c.forming_id = f.id
         JOIN group_meetings m ON m.id = f.meeting_id
         WHERE m.group_id = $1 AND m.starts_at < $2 AND NOT EXISTS (
             SELECT 1 FROM exchange_formings l JOIN exchange_confirmations k ON k.forming_id = l.id
             WHERE l.meeting_id = f.meeting_id AND (l.formed_at > f.formed_at
                OR (l.formed_at = f.formed_at AND l.id > f.id)))
         ORDER BY m.starts_at, m.id",
        params![group, before],
        |row| row.get("id"),
    )?;
    let mut history = History::default();
    for forming in formings {
        let Current { exchanges, watching } = current(tx, forming)?;
        let watched = watching.into_iter().filter(|left| left.reason != LeftOutBecause::TakesNoPart);
        history.meetings.push(Meeting { exchanges, watched: watched.map(|left| left.id).collect() });
    }
    Ok(history)
}

/// Who is at a meeting now, as ids.
pub fn here(tx: &mut Tx<'_>, meeting: MeetingId) -> Result<Vec<String>, Error> {
    tx.all(
        "SELECT person_id FROM attendances WHERE meeting_id = $1 AND minutes > 0 ORDER BY person_id",
        params![meeting],
        |row| row.get("person_id"),
    )
}

/// What everybody who ever came to the group, or belongs to it, goes by, by id. For those who lead it.
pub fn names(
    tx: &mut Tx<'_>,
    seat: &Seat,
    group: &crate::groups::Group,
) -> Result<BTreeMap<String, String>, Error> {
    let people = crate::groups::store::people_here(tx, seat, group)?;
    Ok(people.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}

/// The part that somebody has in a meeting's confirmed exchanges: giver, receiver, listener, watcher; none when they have
/// none. Tells nothing of anybody else.
pub fn role_of(tx: &mut Tx<'_>, meeting: MeetingId, person: PersonId) -> Result<Option<&'static str>, Error> {
    let Some(forming) = newest(tx, meeting)? else { return Ok(None) };
    if forming.confirmed_at.is_none() {
        return Ok(None);
    }
    let id = person.to_string();
    for exchange in &forming.current.exchanges {
        for (part, who) in [
            ("giver", Some(&exchange.giver)),
            ("receiver", Some(&exchange.receiver)),
            ("listener", exchange.listener.as_ref()),
        ] {
            if who == Some(&id) {
                return Ok(Some(part));
            }
        }
    }
    let watches = forming.current.watching.iter().any(|left| left.id == id);
    Ok(watches.then_some("watcher"))
}
