//! Statements on what a supporter learned. A supervisor reads only what they were asked to confirm.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::entry::{Confirmation, Entry, Typed};
use crate::access::{Seat, Tier};
use crate::ids::{PersonId, RowId};
use crate::wellbeing::Own;

/// Every entry of the viewer, the newest day first; those that were replaced or taken back too.
pub fn all(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<Entry>, Error> {
    tx.all(
        "SELECT e.id, e.on_day, e.minutes, e.domain, e.kind, e.words, e.tier, q.asked_at, c.confirmed_at,
            COALESCE(p.goes_by, p.name) AS confirmed_by_name, w.withdrawn_at, n.id AS replaced_by
         FROM learning_entries e
         LEFT JOIN learning_requests q ON q.entry_id = e.id
         LEFT JOIN learning_confirmations c ON c.entry_id = e.id
         LEFT JOIN people p ON p.id = c.confirmed_by
         LEFT JOIN learning_withdrawals w ON w.entry_id = e.id
         LEFT JOIN learning_entries n ON n.replaces_id = e.id
         WHERE e.person_id = $1 ORDER BY e.on_day DESC, e.id DESC",
        params![own.person()],
        |row| {
            let confirmed_at: Option<Timestamp> = row.get("confirmed_at")?;
            let by: Option<String> = row.get("confirmed_by_name")?;
            let replaced: Option<RowId> = row.get("replaced_by")?;
            let withdrawn: Option<Timestamp> = row.get("withdrawn_at")?;
            Ok(Entry {
                id: row.get("id")?,
                on_day: row.get("on_day")?,
                minutes: row.get("minutes")?,
                domain: row.get("domain")?,
                kind: row.get("kind")?,
                words: row.get("words")?,
                tier: row.get("tier")?,
                asked_at: row.get("asked_at")?,
                confirmation: confirmed_at.map(|at| Confirmation { at, by: by.unwrap_or_default() }),
                is_gone: replaced.is_some() || withdrawn.is_some(),
            })
        },
    )
}

/// Keeps an entry; `replaces` is the one it corrects.
pub fn add(
    tx: &mut Tx<'_>,
    own: &Own,
    (id, replaces): (RowId, Option<RowId>),
    typed: &Typed,
    now: Timestamp,
) -> Result<(), Error> {
    let person = own.person();
    tx.execute(
        "INSERT INTO learning_entries (id, person_id, on_day, minutes, domain, kind, words, tier, replaces_id,
            entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            id,
            person,
            typed.on_day,
            typed.minutes,
            &typed.domain,
            &typed.kind,
            tx.seal_some(person, typed.words.as_deref())?,
            typed.tier,
            replaces,
            now
        ],
    )?;
    Ok(())
}

/// Asks the supervisor to confirm an entry of the viewer's. Asked twice, the newest supervisor is the one.
pub fn ask(
    tx: &mut Tx<'_>,
    _own: &Own,
    entry: RowId,
    supervisor: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO learning_requests (entry_id, supervisor_id, asked_at) VALUES ($1, $2, $3)
         ON CONFLICT (entry_id) DO UPDATE SET supervisor_id = excluded.supervisor_id, asked_at = excluded.asked_at",
        params![entry, supervisor, now],
    )?;
    Ok(())
}

pub fn withdraw(tx: &mut Tx<'_>, _own: &Own, entry: &Entry, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO learning_withdrawals (entry_id, withdrawn_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![entry.id, now],
    )?;
    Ok(())
}

/// What a supervisor was asked to confirm.
#[derive(Debug, Clone)]
pub struct Asked {
    pub id: RowId,
    pub name: String,
    pub on_day: Date,
    pub minutes: i64,
    pub domain: String,
    pub kind: String,
    /// Only where the supporter chose that their supervisor reads them.
    pub words: Option<String>,
}

/// Entries that wait for this supervisor's confirmation, the longest waiting first.
pub fn asked_of(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Asked>, Error> {
    tx.all(
        "SELECT e.id, COALESCE(p.goes_by, p.name) AS name, e.on_day, e.minutes, e.domain, e.kind, e.words, e.tier
         FROM learning_requests q JOIN learning_entries e ON e.id = q.entry_id JOIN people p ON p.id = e.person_id
         LEFT JOIN learning_confirmations c ON c.entry_id = e.id
         LEFT JOIN learning_withdrawals w ON w.entry_id = e.id
         LEFT JOIN learning_entries n ON n.replaces_id = e.id
         WHERE q.supervisor_id = $1 AND c.entry_id IS NULL AND w.entry_id IS NULL AND n.id IS NULL
         ORDER BY q.asked_at, e.id",
        params![seat.person()],
        |row| {
            let tier: Tier = row.get("tier")?;
            let words: Option<String> = row.get("words")?;
            Ok(Asked {
                id: row.get("id")?,
                name: row.get("name")?,
                on_day: row.get("on_day")?,
                minutes: row.get("minutes")?,
                domain: row.get("domain")?,
                kind: row.get("kind")?,
                words: words.filter(|_| tier == Tier::Supervised),
            })
        },
    )
}

pub fn confirm(tx: &mut Tx<'_>, seat: &Seat, asked: &Asked, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO learning_confirmations (entry_id, confirmed_at, confirmed_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![asked.id, now, seat.person()],
    )?;
    Ok(())
}
