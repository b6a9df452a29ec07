//! Statements on whom a crisis is about, as it was found out later. Its words go over to that person's key, so that they are erased
//! with the person; the crisis's own key is destroyed with theirs (`keeping`), for what older copies of the database hold.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::crisis::Crisis;
use super::tie::Tie;
use crate::access::{FamilyRecord, Record, Seat};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::sealing;

/// The sealed columns of a crisis: table, column with its id, columns.
const SEALED: [(&str, &str, &[&str]); 4] = [
    ("crises", "id", &["caller", "caller_phone", "words"]),
    ("crisis_entries", "crisis_id", &["words"]),
    ("crisis_calls", "crisis_id", &["words"]),
    ("crisis_closings", "crisis_id", &["helps", "words"]),
];

pub struct NewTie {
    pub id: RowId,
    pub about: String,
    pub participant: Option<ParticipantId>,
    pub person: Option<PersonId>,
    pub reason: String,
}

/// Words of a crisis, open: table, column, row, words.
type Words = (&'static str, &'static str, RowId, String);

fn words_of(tx: &mut Tx<'_>, crisis: RowId) -> Result<Vec<Words>, Error> {
    let mut all: Vec<Words> = Vec::new();
    for (table, key, columns) in SEALED {
        for &column in columns {
            let from = [" AS words FROM ", table, " WHERE ", key, " = $1 AND ", column].concat();
            let sql = ["SELECT id, ", column, &from, " IS NOT NULL"].concat();
            let found: Vec<Words> =
                tx.all(&sql, params![crisis], |row| Ok((table, column, row.get("id")?, row.get("words")?)))?;
            all.extend(found);
        }
    }
    Ok(all)
}

/// The crisis is about this person from now on, and its words are sealed with their key.
pub fn tie(tx: &mut Tx<'_>, seat: &Seat, crisis: &Crisis, new: &NewTie, now: Timestamp) -> Result<(), Error> {
    let words = words_of(tx, crisis.id)?;
    tx.execute(
        "UPDATE crises SET about = $2, participant_id = $3, person_id = $4 WHERE id = $1",
        params![crisis.id, &new.about, new.participant, new.person],
    )?;
    let subject = sealing::CRISIS.subject(tx, crisis.id)?;
    for (table, column, row, words) in words {
        let sql = ["UPDATE ", table, " SET ", column, " = $2 WHERE id = $1"].concat();
        let sealed = tx.seal(subject, &words)?;
        tx.execute(&sql, params![row, sealed])?;
    }
    let reason = tx.seal(subject, &new.reason)?;
    tx.execute(
        "INSERT INTO crisis_ties (id, crisis_id, participant_id, person_id, reason, tied_at, tied_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, crisis.id, new.participant, new.person, reason, now, seat.person()],
    )?;
    Ok(())
}

/// The newest word on whom it is about. Earlier ones may name somebody else, and are nobody's to read here.
pub fn newest(tx: &mut Tx<'_>, crisis: &Crisis) -> Result<Option<Tie>, Error> {
    tx.maybe(
        "SELECT t.reason, t.tied_at, COALESCE(p.goes_by, p.name) AS by_name, c.caller, c.caller_phone
         FROM crisis_ties t JOIN crises c ON c.id = t.crisis_id JOIN people p ON p.id = t.tied_by
         WHERE t.crisis_id = $1 ORDER BY t.id DESC LIMIT 1",
        params![crisis.id],
        |row| {
            Ok(Tie {
                reason: row.get("reason")?,
                tied_at: row.get("tied_at")?,
                by: row.get("by_name")?,
                caller: row.get("caller")?,
                caller_phone: row.get("caller_phone")?,
            })
        },
    )
}

/// Crises about the participant of an opened record, the latest first.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<RowId>, Error> {
    tx.all(
        "SELECT id FROM crises WHERE participant_id = $1 ORDER BY happened_at DESC, id DESC",
        params![record.participant()],
        |row| row.get("id"),
    )
}

/// Crises about a family member, the latest first.
pub fn of_member(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Vec<RowId>, Error> {
    tx.all(
        "SELECT id FROM crises WHERE person_id = $1 ORDER BY happened_at DESC, id DESC",
        params![record.person()],
        |row| row.get("id"),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_sealed_column_of_a_crisis_goes_over() {
        let of_a_crisis = |table: &&sealing::SealedTable| {
            let columns: Vec<&str> = table.ways.iter().map(|way| way.column).collect();
            table.name == "crises" || columns == ["crisis_id"]
        };
        let known: BTreeSet<(&str, &str)> = sealing::TABLES
            .iter()
            .filter(of_a_crisis)
            .flat_map(|table| table.words.iter().chain(table.data).map(move |column| (table.name, *column)))
            .collect();
        let moved: BTreeSet<(&str, &str)> = SEALED
            .iter()
            .flat_map(|(table, _, columns)| columns.iter().map(move |column| (*table, *column)))
            .collect();
        assert_eq!(moved, known);
    }
}
