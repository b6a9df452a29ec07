//! What people told at intake: rows that only grow, and the newest of each answer.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::Record;
use crate::ids::{IntakeId, PersonId};
use crate::intake::telling::Answers;

pub struct NewTelling {
    pub id: IntakeId,
    pub extent: &'static str,
    pub answers: Answers,
}

pub fn add(
    tx: &mut Tx<'_>,
    record: &Record,
    new: &NewTelling,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    let told = &new.answers;
    let person = record.person();
    let words = |words: &Option<String>| tx.seal_some(person, words.as_deref());
    let values = params![
        new.id,
        record.participant(),
        new.extent,
        words(&told.hopes)?,
        words(&told.strengths)?,
        tx.seal_data(person, told.pathway.clone())?,
        tx.seal_data(person, told.life_stage.clone())?,
        words(&told.access_needs)?,
        told.preferred_contact.clone(),
        words(&told.safe_times)?,
        words(&told.living_situation)?,
        words(&told.work_situation)?,
        words(&told.family_situation)?,
        words(&told.other_help)?,
        now,
        by
    ];
    tx.execute(
        "INSERT INTO intakes (id, participant_id, extent, hopes, strengths, pathway, life_stage, access_needs,
            preferred_contact, safe_times, living_situation, work_situation, family_situation, other_help,
            taken_at, taken_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        values,
    )?;
    Ok(())
}

/// The newest of each answer; answers that were taken back are none.
pub fn newest(tx: &mut Tx<'_>, record: &Record) -> Result<Answers, Error> {
    let mut newest = Answers::default();
    tx.each(
        "SELECT hopes, strengths, pathway, life_stage, access_needs, preferred_contact, safe_times,
            living_situation, work_situation, family_situation, other_help
         FROM intakes WHERE participant_id = $1 ORDER BY id DESC",
        params![record.participant()],
        |row| {
            newest.fill_from(Answers {
                hopes: row.get("hopes")?,
                strengths: row.get("strengths")?,
                pathway: row.get("pathway")?,
                life_stage: row.get("life_stage")?,
                access_needs: row.get("access_needs")?,
                preferred_contact: row.get("preferred_contact")?,
                safe_times: row.get("safe_times")?,
                living_situation: row.get("living_situation")?,
                work_situation: row.get("work_situation")?,
                family_situation: row.get("family_situation")?,
                other_help: row.get("other_help")?,
            });
            Ok(())
        },
    )?;
    Ok(newest.without_taken_back())
}

/// When something was last told, and whether all of it was asked.
pub fn last(tx: &mut Tx<'_>, record: &Record) -> Result<Option<(Timestamp, bool)>, Error> {
    tx.maybe(
        "SELECT taken_at, CASE WHEN EXISTS (SELECT 1 FROM intakes f
             WHERE f.participant_id = $1 AND f.extent = 'full') THEN 1 ELSE 0 END AS full_taken
         FROM intakes WHERE participant_id = $1 ORDER BY id DESC LIMIT 1",
        params![record.participant()],
        |row| Ok((row.get("taken_at")?, row.get("full_taken")?)),
    )
}
