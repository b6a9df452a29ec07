//! Enrollments, discharges, and what a discharge ends.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::{Record, Seat};
use crate::ids::{EnrollmentId, FirstCallId, ParticipantId};
use crate::sealing;

pub struct NewEnrollment {
    pub id: EnrollmentId,
    pub participant: ParticipantId,
    pub call: Option<FirstCallId>,
    pub on: Date,
}

pub fn enroll(tx: &mut Tx<'_>, seat: &Seat, new: &NewEnrollment, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO enrollments (id, participant_id, first_call_id, enrolled_on, enrolled_at, enrolled_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, new.participant, new.call, new.on, now, seat.person()],
    )?;
    Ok(())
}

/// An enrollment with its discharge, if it has ended.
pub struct Enrollment {
    pub id: EnrollmentId,
    pub enrolled_on: Date,
    pub call: Option<FirstCallId>,
    pub discharge: Option<Discharge>,
}

pub struct Discharge {
    pub reason: String,
    pub words: Option<String>,
    pub on: Date,
    pub last_contact_on: Option<Date>,
    pub alumni_calls: bool,
}

/// Every enrollment of a participant, the newest first. People come back; few come back often.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Enrollment>, Error> {
    tx.all(
        "SELECT e.id, e.enrolled_on, e.first_call_id, d.reason, d.words, d.discharged_on, d.last_contact_on,
            d.alumni_calls
         FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE e.participant_id = $1 ORDER BY e.id DESC",
        params![record.participant()],
        |row| {
            let discharged_on: Option<Date> = row.get("discharged_on")?;
            let discharge = match discharged_on {
                None => None,
                Some(on) => Some(Discharge {
                    reason: row.get("reason")?,
                    words: row.get("words")?,
                    on,
                    last_contact_on: row.get("last_contact_on")?,
                    alumni_calls: row.get("alumni_calls")?,
                }),
            };
            Ok(Enrollment {
                id: row.get("id")?,
                enrolled_on: row.get("enrolled_on")?,
                call: row.get("first_call_id")?,
                discharge,
            })
        },
    )
}

pub fn discharge(
    tx: &mut Tx<'_>,
    seat: &Seat,
    enrollment: EnrollmentId,
    discharge: &Discharge,
    now: Timestamp,
) -> Result<(), Error> {
    let subject = sealing::ENROLLMENT.subject(tx, enrollment)?;
    tx.execute(
        "INSERT INTO discharges (enrollment_id, reason, words, last_contact_on, alumni_calls, discharged_on,
            discharged_at, discharged_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            enrollment,
            &discharge.reason,
            tx.seal_some(subject, discharge.words.as_deref())?,
            discharge.last_contact_on,
            discharge.alumni_calls,
            discharge.on,
            now,
            seat.person()
        ],
    )?;
    Ok(())
}

/// Ends every open match of a discharged participant, as the program's doing; how many.
pub fn end_matches(tx: &mut Tx<'_>, seat: &Seat, record: &Record, now: Timestamp) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO endings (match_id, wished_by, ended_at, ended_by)
         SELECT m.id, 'program', $2, $3 FROM matches m LEFT JOIN endings e ON e.match_id = m.id
         WHERE m.participant_id = $1 AND e.match_id IS NULL",
        params![record.participant(), now, seat.person()],
    )
}

/// The policies a caller told of become the participant's, so that nobody asks for them twice.
pub fn take_policies_along(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    call: FirstCallId,
    participant: ParticipantId,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE insurance_policies SET participant_id = $2 WHERE first_call_id = $1 AND participant_id IS NULL",
        params![call, participant],
    )?;
    Ok(())
}
