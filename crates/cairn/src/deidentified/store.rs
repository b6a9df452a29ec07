//! Every statement on the exports, and what a file is made of: days and codes of many people, never a name.

use std::collections::{BTreeMap, BTreeSet};

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::Stay;
use crate::access::Seat;
use crate::ids::{ParticipantId, PersonId, ProgramId, RowId};

/// A file that left.
#[derive(Debug, Clone)]
pub struct Export {
    pub id: RowId,
    pub from_year: i64,
    pub to_year: i64,
    pub smallest: i64,
    pub purpose: String,
    pub kept: i64,
    pub blanked: i64,
    pub dropped: i64,
    pub sha256: String,
    pub at: Timestamp,
    pub by: PersonId,
    pub by_name: String,
}

impl Export {
    /// `2024–2025`, or one year alone.
    pub fn years(&self) -> String {
        if self.from_year == self.to_year {
            self.from_year.to_string()
        } else {
            format!("{}–{}", self.from_year, self.to_year)
        }
    }
}

pub fn add(tx: &mut Tx<'_>, program: ProgramId, new: &Export) -> Result<(), Error> {
    let purpose = tx.seal(program, &new.purpose)?;
    tx.execute(
        "INSERT INTO deidentified_exports (id, from_year, to_year, smallest, purpose, kept, blanked, dropped, sha256,
            exported_at, exported_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            new.id,
            new.from_year,
            new.to_year,
            new.smallest,
            purpose,
            new.kept,
            new.blanked,
            new.dropped,
            &new.sha256,
            new.at,
            new.by
        ],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Export, Error> {
    Ok(Export {
        id: row.get("id")?,
        from_year: row.get("from_year")?,
        to_year: row.get("to_year")?,
        smallest: row.get("smallest")?,
        purpose: row.get("purpose")?,
        kept: row.get("kept")?,
        blanked: row.get("blanked")?,
        dropped: row.get("dropped")?,
        sha256: row.get("sha256")?,
        at: row.get("exported_at")?,
        by: row.get("exported_by")?,
        by_name: row.get("name")?,
    })
}

/// The newest first.
pub fn list(tx: &mut Tx<'_>, _seat: &Seat, limit: i64, offset: i64) -> Result<Vec<Export>, Error> {
    tx.all(
        "SELECT x.*, p.name FROM deidentified_exports x JOIN people p ON p.id = x.exported_by
         ORDER BY x.exported_at DESC, x.id DESC LIMIT $1 OFFSET $2",
        params![limit, offset],
        read,
    )
}

/// The year of the first enrollment.
pub fn first_year(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Option<i64>, Error> {
    let first =
        tx.maybe("SELECT enrolled_on FROM enrollments ORDER BY enrolled_on, id LIMIT 1", &[], |row| {
            row.get::<Date>("enrolled_on")
        })?;
    Ok(first.map(|day| i64::from(day.year())))
}

/// Everybody who enrolled in these years; without those whose record was erased.
pub fn stays(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (from, to): (i64, i64),
    zone: &TimeZone,
) -> Result<Vec<Stay>, Error> {
    let (held, totals) = (held(tx, zone)?, totals(tx)?);
    let erased: BTreeSet<String> = tx
        .all("SELECT subject_id FROM erased_subjects", &[], |row| row.get("subject_id"))?
        .into_iter()
        .collect();
    let found = tx.all(
        "SELECT e.participant_id, e.enrolled_on, p.person_id, w.born_on, w.gender, w.language, x.reason,
            x.discharged_on
         FROM enrollments e JOIN participants p ON p.id = e.participant_id JOIN people w ON w.id = p.person_id
         LEFT JOIN discharges x ON x.enrollment_id = e.id
         WHERE e.enrolled_on >= $1 AND e.enrolled_on < $2 ORDER BY e.id",
        params![format!("{from:04}-01-01"), format!("{:04}-01-01", to + 1)],
        |row| {
            let (participant, person): (ParticipantId, PersonId) =
                (row.get("participant_id")?, row.get("person_id")?);
            let reason: Option<String> = row.get("reason")?;
            let last: Option<Date> = row.get("discharged_on")?;
            let stay = Stay {
                enrolled_on: row.get("enrolled_on")?,
                born_on: row.get("born_on")?,
                gender: row.get("gender")?,
                language: row.get("language")?,
                held: Vec::new(),
                ending: reason.zip(last),
                totals: Vec::new(),
            };
            Ok((participant, person, stay))
        },
    )?;
    let kept = found.into_iter().filter(|(participant, person, _)| {
        !erased.contains(&participant.to_string()) && !erased.contains(&person.to_string())
    });
    let stays = kept.map(|(participant, person, mut stay)| {
        let last = stay.ending.as_ref().map_or(Date::MAX, |(_, on)| *on);
        let during = |day: &Date| (stay.enrolled_on..=last).contains(day);
        stay.held = held.get(&participant).into_iter().flatten().copied().filter(during).collect();
        let answered = totals.get(&person).into_iter().flatten().filter(|(on, ..)| during(on));
        stay.totals = answered.map(|(_, of, window, total)| (of.clone(), window.clone(), *total)).collect();
        stay
    });
    Ok(stays.collect())
}

/// Days on which sessions took place.
fn held(tx: &mut Tx<'_>, zone: &TimeZone) -> Result<BTreeMap<ParticipantId, Vec<Date>>, Error> {
    let mut days: BTreeMap<ParticipantId, Vec<Date>> = BTreeMap::new();
    tx.each(
        "SELECT s.participant_id, h.started_at FROM sessions s JOIN holdings h ON h.session_id = s.id",
        &[],
        |row| {
            let at: Timestamp = row.get("started_at")?;
            let day = at.to_zoned_datetime(zone.clone()).date();
            days.entry(row.get("participant_id")?).or_default().push(day);
            Ok(())
        },
    )?;
    Ok(days)
}

type Totals = BTreeMap<PersonId, Vec<(Date, String, String, f64)>>;

/// Day, instrument, window and total of what was answered and is not kept among few.
fn totals(tx: &mut Tx<'_>) -> Result<Totals, Error> {
    let mut totals = Totals::new();
    tx.each(
        "SELECT person_id, answered_on, instrument, due_window, total FROM assessments
         WHERE side = 'participant' AND status = 'answered' AND total IS NOT NULL AND tier IN ('team', 'record')
         ORDER BY answered_on, id",
        &[],
        |row| {
            // None: the person's key was destroyed.
            if let Some(total) = row.get("total")? {
                let line = (row.get("answered_on")?, row.get("instrument")?, row.get("due_window")?, total);
                totals.entry(row.get("person_id")?).or_default().push(line);
            }
            Ok(())
        },
    )?;
    Ok(totals)
}
