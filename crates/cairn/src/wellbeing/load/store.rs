//! Statements on what a supporter's days ask of them, and on talks about it.

use cairn_db::{Error, Tx, params};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::rules::{Load, Stretch};
use super::talk::Talk;
use crate::access::Seat;
use crate::ids::{PersonId, RowId};
use crate::people::names::sort_by_name;
use crate::wellbeing::{Own, check_in, work};

const DAY: i64 = 24;

/// The viewer's own figures as of now.
pub fn load(tx: &mut Tx<'_>, own: &Own, now: Timestamp, zone: &TimeZone) -> Result<Load, Error> {
    let today = now.to_zoned_datetime(zone.clone()).date();
    let ago = |days: i64| now.saturating_sub(SignedDuration::from_hours(DAY * days)).unwrap_or(now);
    // A day more than the 28: days are counted by the program's clock.
    let stretches: Vec<Stretch> = work::of(tx, own, (ago(29), now))?
        .into_iter()
        .map(|one| Stretch { day: one.began.to_zoned_datetime(zone.clone()).date(), minutes: one.minutes })
        .collect();
    Ok(Load {
        heavy_taps: heavy_taps(tx, own, ago(7))?,
        crises: crises(tx, own, ago(28))?,
        open_debriefs: open_debriefs(tx, own)?,
        sleep_hours: sleep(tx, own, today)?,
        ..Load::of_work(&stretches, today)
    })
}

/// How many of the taps since then were -1 or -2; none when nothing was tapped.
fn heavy_taps(tx: &mut Tx<'_>, own: &Own, since: Timestamp) -> Result<Option<i64>, Error> {
    let taps = crate::wellbeing::store::taps(tx, own, since)?;
    if taps.is_empty() {
        return Ok(None);
    }
    Ok(Some(taps.iter().filter(|(value, _)| *value < 0).map(|(_, count)| i64::from(*count)).sum()))
}

/// Crises since then in which the viewer stood by.
fn crises(tx: &mut Tx<'_>, own: &Own, since: Timestamp) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM debriefs WHERE person_id = $1 AND set_at >= $2",
        params![own.person(), since],
    )
}

/// Talks after a crisis that have not taken place.
fn open_debriefs(tx: &mut Tx<'_>, own: &Own) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM debriefs d LEFT JOIN debrief_holdings h ON h.debrief_id = d.id
         WHERE d.person_id = $1 AND h.debrief_id IS NULL",
        params![own.person()],
    )
}

fn sleep(tx: &mut Tx<'_>, own: &Own, today: Date) -> Result<Option<i64>, Error> {
    let since = today.saturating_sub(14.days());
    let mut told = check_in::all(tx, own)?.into_iter().filter(|one| one.on_day > since);
    Ok(told.find_map(|one| one.sleep_hours))
}

/// The viewer's talk that is still to take place.
pub fn open_talk(tx: &mut Tx<'_>, own: &Own) -> Result<Option<Talk>, Error> {
    tx.maybe(
        "SELECT k.id, COALESCE(p.goes_by, p.name) AS name, k.asked_at FROM load_talks k
         JOIN people p ON p.id = k.supervisor_id
         LEFT JOIN load_talk_withdrawals w ON w.talk_id = k.id LEFT JOIN load_talk_holdings h ON h.talk_id = k.id
         WHERE k.person_id = $1 AND w.talk_id IS NULL AND h.talk_id IS NULL ORDER BY k.id DESC LIMIT 1",
        params![own.person()],
        |row| Ok(Talk { id: row.get("id")?, name: row.get("name")?, asked_at: row.get("asked_at")? }),
    )
}

/// The viewer's supervisor, with the name they go by.
pub fn supervisor(tx: &mut Tx<'_>, own: &Own) -> Result<Option<(PersonId, String)>, Error> {
    tx.maybe(
        "SELECT p.id, COALESCE(p.goes_by, p.name) AS name FROM peer_supporters s JOIN people p ON p.id = s.supervisor_id
         WHERE s.id = $1",
        params![own.supporter()],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )
}

pub fn ask(tx: &mut Tx<'_>, own: &Own, id: RowId, supervisor: PersonId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO load_talks (id, person_id, supervisor_id, asked_at) VALUES ($1, $2, $3, $4)",
        params![id, own.person(), supervisor, now],
    )?;
    Ok(())
}

pub fn withdraw(tx: &mut Tx<'_>, _own: &Own, talk: &Talk, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO load_talk_withdrawals (talk_id, withdrawn_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![talk.id, now],
    )?;
    Ok(())
}

/// Talks that supporters asked this supervisor for and that are still to take place, by name. That they were asked for is
/// all there is.
pub fn asked_of(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Talk>, Error> {
    let mut talks = tx.all(
        "SELECT k.id, COALESCE(p.goes_by, p.name) AS name, k.asked_at FROM load_talks k
         JOIN people p ON p.id = k.person_id
         LEFT JOIN load_talk_withdrawals w ON w.talk_id = k.id LEFT JOIN load_talk_holdings h ON h.talk_id = k.id
         WHERE k.supervisor_id = $1 AND w.talk_id IS NULL AND h.talk_id IS NULL",
        params![seat.person()],
        |row| Ok(Talk { id: row.get("id")?, name: row.get("name")?, asked_at: row.get("asked_at")? }),
    )?;
    sort_by_name(&mut talks, |talk| (&talk.name, talk.id));
    Ok(talks)
}

/// It took place.
pub fn hold(tx: &mut Tx<'_>, seat: &Seat, talk: &Talk, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO load_talk_holdings (talk_id, held_at, recorded_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![talk.id, now, seat.person()],
    )?;
    Ok(())
}
