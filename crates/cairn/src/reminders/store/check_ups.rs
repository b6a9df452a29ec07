//! Who asked to be reminded of check-ups, since when their windows are counted, and what they filed. For the sending alone:
//! days and codes, no answer.

use cairn_db::{Error, Row, Tx};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::assessments::Side;
use crate::ids::PersonId;

/// Somebody and the day from which their windows are counted.
pub(in crate::reminders) struct Start {
    pub person: PersonId,
    pub side: Side,
    pub on: Date,
}

/// What was filed: the window, the day, and whether it is an answer.
pub(in crate::reminders) struct Filed {
    pub person: PersonId,
    pub side: String,
    pub instrument: String,
    pub window: String,
    pub on: Date,
    pub answered: bool,
}

/// Everybody whose newest choice has check-ups, on each side on which they are here now.
pub(in crate::reminders) fn starts_of_choosers(
    tx: &mut Tx<'_>,
    zone: &TimeZone,
) -> Result<Vec<Start>, Error> {
    let mut all = tx.all(
        "SELECT p.person_id, MAX(e.enrolled_on) AS began FROM participants p
         JOIN enrollments e ON e.participant_id = p.id LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE d.enrollment_id IS NULL AND p.person_id IN (SELECT c.person_id FROM reminder_choices c WHERE c.check_ups = 1
            AND NOT EXISTS (SELECT 1 FROM reminder_choices n WHERE n.person_id = c.person_id AND n.id > c.id))
         GROUP BY p.person_id ORDER BY p.person_id",
        &[],
        |row| Ok(Start { person: row.get("person_id")?, side: Side::Participant, on: row.get("began")? }),
    )?;
    all.extend(tx.all(
        "SELECT s.person_id, s.registered_at FROM peer_supporters s
         WHERE EXISTS (SELECT 1 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
            WHERE r.person_id = s.person_id AND r.role = 'peer_supporter' AND e.role_id IS NULL)
         AND s.person_id IN (SELECT c.person_id FROM reminder_choices c WHERE c.check_ups = 1
            AND NOT EXISTS (SELECT 1 FROM reminder_choices n WHERE n.person_id = c.person_id AND n.id > c.id))
         ORDER BY s.person_id",
        &[],
        |row| registered(row, Side::Supporter, zone),
    )?);
    all.extend(tx.all(
        "SELECT f.person_id, f.registered_at FROM family_members f
         WHERE EXISTS (SELECT 1 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
            WHERE r.person_id = f.person_id AND r.role = 'family_member' AND e.role_id IS NULL)
         AND f.person_id IN (SELECT c.person_id FROM reminder_choices c WHERE c.check_ups = 1
            AND NOT EXISTS (SELECT 1 FROM reminder_choices n WHERE n.person_id = c.person_id AND n.id > c.id))
         ORDER BY f.person_id",
        &[],
        |row| registered(row, Side::FamilyMember, zone),
    )?);
    Ok(all)
}

fn registered(row: &Row<'_>, side: Side, zone: &TimeZone) -> Result<Start, Error> {
    let at: Timestamp = row.get("registered_at")?;
    let on = at.to_zoned_datetime(zone.clone()).date();
    Ok(Start { person: row.get("person_id")?, side, on })
}

/// What they filed so far.
pub(in crate::reminders) fn filed_of_choosers(tx: &mut Tx<'_>) -> Result<Vec<Filed>, Error> {
    tx.all(
        "SELECT a.person_id, a.side, a.instrument, a.due_window, a.answered_on, a.status FROM assessments a
         WHERE a.person_id IN (SELECT c.person_id FROM reminder_choices c WHERE c.check_ups = 1)
         ORDER BY a.answered_on, a.id",
        &[],
        |row| {
            Ok(Filed {
                person: row.get("person_id")?,
                side: row.get("side")?,
                instrument: row.get("instrument")?,
                window: row.get("due_window")?,
                on: row.get("answered_on")?,
                answered: row.get::<String>("status")? == "answered",
            })
        },
    )
}
