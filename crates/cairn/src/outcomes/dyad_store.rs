//! Every statement of the dyad view: who was matched, and what both sides said, to be put together and never shown apart.

use std::collections::{BTreeMap, BTreeSet};

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::pairs::{Matched, Said};
use crate::access::Seat;
use crate::ids::PersonId;

fn day(at: Timestamp, zone: &TimeZone) -> Date {
    at.to_zoned_datetime(zone.clone()).date()
}

pub fn matches(tx: &mut Tx<'_>, _seat: &Seat, zone: &TimeZone) -> Result<Vec<Matched>, Error> {
    tx.all(
        "SELECT p.person_id AS participant, s.person_id AS supporter, m.matched_at, e.ended_at
         FROM matches m JOIN participants p ON p.id = m.participant_id
         JOIN peer_supporters s ON s.id = m.supporter_id LEFT JOIN endings e ON e.match_id = m.id ORDER BY m.id",
        &[],
        |row| {
            let ended: Option<Timestamp> = row.get("ended_at")?;
            Ok(Matched {
                participant: row.get("participant")?,
                supporter: row.get("supporter")?,
                from: day(row.get("matched_at")?, zone),
                to: ended.map(|at| day(at, zone)),
            })
        },
    )
}

/// Moods of check-ins that participants made themselves and let the team or the record have, 0 to 10.
pub fn of_participants(tx: &mut Tx<'_>, _seat: &Seat, zone: &TimeZone) -> Result<Said, Error> {
    let mut said = Said::new();
    tx.each(
        "SELECT p.person_id, c.mood, c.made_at FROM check_ins c JOIN participants p ON p.id = c.participant_id
         WHERE c.made_by = p.person_id AND c.mood IS NOT NULL AND c.tier IN ('team', 'record')
         ORDER BY c.made_at, c.id",
        &[],
        |row| {
            // None: the person's key was destroyed.
            let mood: Option<String> = row.get("mood")?;
            if let Some(mood) = mood.and_then(|text| text.parse().ok()) {
                let on = day(row.get("made_at")?, zone);
                said.entry(row.get("person_id")?).or_default().push((on, mood));
            }
            Ok(())
        },
    )?;
    Ok(said)
}

/// Days of check-ins that participants made themselves and let fewer people read: they are in no figure.
pub fn held_back(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    zone: &TimeZone,
) -> Result<BTreeMap<PersonId, Vec<Date>>, Error> {
    let mut days: BTreeMap<PersonId, Vec<Date>> = BTreeMap::new();
    tx.each(
        "SELECT p.person_id, c.made_at FROM check_ins c JOIN participants p ON p.id = c.participant_id
         WHERE c.made_by = p.person_id AND c.mood IS NOT NULL AND c.tier NOT IN ('team', 'record')",
        &[],
        |row| {
            days.entry(row.get("person_id")?).or_default().push(day(row.get("made_at")?, zone));
            Ok(())
        },
    )?;
    Ok(days)
}

/// How supporters who `joined` said their weeks were, 0 to 10. Their own room promises that it is seen only in figures about
/// enough of them together: nothing of this may leave this folder but as such.
pub fn of_supporters(tx: &mut Tx<'_>, _seat: &Seat, joined: &BTreeSet<PersonId>) -> Result<Said, Error> {
    let mut said = Said::new();
    tx.each(
        "SELECT person_id, mood, on_day FROM own_check_ins WHERE mood IS NOT NULL ORDER BY on_day, id",
        &[],
        |row| {
            let person: PersonId = row.get("person_id")?;
            // Nobody else's is opened.
            if !joined.contains(&person) {
                return Ok(());
            }
            let mood: Option<i64> = row.get("mood")?;
            if let Some(mood) = mood {
                said.entry(person).or_default().push((row.get("on_day")?, mood as f64));
            }
            Ok(())
        },
    )?;
    Ok(said)
}

/// Totals of one instrument on one side, the oldest first; of participants those that the team or the record may have.
pub fn totals(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (side, instrument): (&'static str, &'static str),
) -> Result<Said, Error> {
    let mut said = Said::new();
    tx.each(
        "SELECT person_id, answered_on, total FROM assessments
         WHERE side = $1 AND instrument = $2 AND status = 'answered' AND total IS NOT NULL
            AND (side <> 'participant' OR tier IN ('team', 'record'))
         ORDER BY answered_on, id",
        params![side, instrument],
        |row| {
            if let Some(total) = row.get("total")? {
                said.entry(row.get("person_id")?).or_default().push((row.get("answered_on")?, total));
            }
            Ok(())
        },
    )?;
    Ok(said)
}
