//! Statements on whom the program calls, and who calls.

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::{Record, Seat};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::people::names::sort_by_name;
use crate::sealing;
use crate::telephone_support::schedule::Due;
use crate::telephone_support::support::{Claim, Schedule, Support};
use crate::web::PageRequest;

/// Calls with the newest schedule, caller, claim and call, and their end; `held` by the newest wish about contact.
macro_rules! supports {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.participant_id, p.person_id, COALESCE(w.goes_by, w.name) AS name, w.phone,
                c.every_days, c.calls, c.times, c.language, c.message_safe,
                a.caller_id, COALESCE(cw.goes_by, cw.name) AS caller_name, k.caller_id AS claimer, k.until_at,
                COALESCE(l.next_on, s.first_on) AS due_on, COALESCE(l.next_round, 1) AS due_round,
                COALESCE(l.next_attempt, 1) AS due_attempt, l.called_at, l.outcome, e.reason AS ended,
                CASE WHEN v.wish = 'no_contact' THEN 1 ELSE 0 END AS held
             FROM telephone_supports s
             JOIN participants p ON p.id = s.participant_id JOIN people w ON w.id = p.person_id
             JOIN telephone_schedules c ON c.support_id = s.id
                AND c.id = (SELECT MAX(d.id) FROM telephone_schedules d WHERE d.support_id = s.id)
             LEFT JOIN telephone_assignments a ON a.support_id = s.id
                AND a.id = (SELECT MAX(b.id) FROM telephone_assignments b WHERE b.support_id = s.id)
             LEFT JOIN people cw ON cw.id = a.caller_id
             LEFT JOIN telephone_claims k ON k.support_id = s.id
             LEFT JOIN telephone_calls l ON l.support_id = s.id
                AND l.id = (SELECT MAX(m.id) FROM telephone_calls m WHERE m.support_id = s.id)
             LEFT JOIN telephone_endings e ON e.support_id = s.id
             LEFT JOIN contact_wishes v ON v.id =
                (SELECT MAX(u.id) FROM contact_wishes u WHERE u.participant_id = s.participant_id) ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Support, Error> {
    let claimer: Option<PersonId> = row.get("claimer")?;
    let until: Option<Timestamp> = row.get("until_at")?;
    let called: Option<Timestamp> = row.get("called_at")?;
    let outcome: Option<String> = row.get("outcome")?;
    Ok(Support {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        person: row.get("person_id")?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        schedule: Schedule {
            every_days: row.get("every_days")?,
            calls: row.get("calls")?,
            times: row.get("times")?,
            language: row.get("language")?,
            message_safe: row.get("message_safe")?,
        },
        due: Due { round: row.get("due_round")?, attempt: row.get("due_attempt")?, on: row.get("due_on")? },
        caller: row.get("caller_id")?,
        caller_name: row.get("caller_name")?,
        claim: claimer.zip(until).map(|(caller, until)| Claim { caller, until }),
        last: called.zip(outcome),
        ended: row.get("ended")?,
        held: row.get("held")?,
    })
}

pub fn one(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Option<Support>, Error> {
    tx.maybe(supports!("WHERE s.id = $1"), params![id], read)
}

/// The calls of a participant, the running ones first, then the latest.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Support>, Error> {
    tx.all(
        supports!(
            "WHERE s.participant_id = $1
             ORDER BY CASE WHEN e.support_id IS NULL THEN 0 ELSE 1 END, s.id DESC LIMIT 20"
        ),
        params![record.participant()],
        read,
    )
}

/// The calls that the viewer gets, while they run and nothing holds them.
pub fn of_person(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Support>, Error> {
    tx.all(
        supports!(
            "WHERE p.person_id = $1 AND e.support_id IS NULL AND COALESCE(v.wish, 'contact') <> 'no_contact'
             ORDER BY s.id DESC LIMIT 1"
        ),
        params![seat.person()],
        read,
    )
}

/// Calls that are due up to this day: of one caller and of nobody, or everybody's. The longest due first.
pub fn due(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (day, caller): (Date, Option<PersonId>),
    page: PageRequest,
) -> Result<Vec<Support>, Error> {
    tx.all(
        supports!(
            "WHERE e.support_id IS NULL AND COALESCE(v.wish, 'contact') <> 'no_contact'
             AND COALESCE(l.next_on, s.first_on) <= $1
             AND (CAST($2 AS TEXT) IS NULL OR (COALESCE(a.caller_id, $2) = $2 AND p.person_id <> $2))
             ORDER BY COALESCE(l.next_on, s.first_on), s.id LIMIT $3 OFFSET $4"
        ),
        params![day, caller, page.limit(), page.offset()],
        read,
    )
}

/// Everybody who is called, for who leads the callers.
pub fn running(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<Support>, Error> {
    tx.all(
        supports!(
            "WHERE e.support_id IS NULL ORDER BY COALESCE(l.next_on, s.first_on), s.id LIMIT $1 OFFSET $2"
        ),
        params![page.limit(), page.offset()],
        read,
    )
}

/// Those of them whom nobody calls yet.
pub fn unassigned(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<Support>, Error> {
    tx.all(
        supports!(
            "WHERE e.support_id IS NULL AND a.caller_id IS NULL
             ORDER BY COALESCE(l.next_on, s.first_on), s.id LIMIT $1 OFFSET $2"
        ),
        params![page.limit(), page.offset()],
        read,
    )
}

/// Due today, late, and without a caller: how many.
pub fn standing(tx: &mut Tx<'_>, _seat: &Seat, today: Date) -> Result<(i64, i64, i64), Error> {
    tx.one(
        "SELECT COALESCE(SUM(CASE WHEN x.next_on = $1 THEN 1 ELSE 0 END), 0) AS due,
            COALESCE(SUM(CASE WHEN x.next_on < $1 THEN 1 ELSE 0 END), 0) AS late,
            COALESCE(SUM(CASE WHEN x.caller_id IS NULL THEN 1 ELSE 0 END), 0) AS unassigned
         FROM (SELECT COALESCE(l.next_on, s.first_on) AS next_on, a.caller_id FROM telephone_supports s
             LEFT JOIN telephone_assignments a ON a.id =
                (SELECT MAX(b.id) FROM telephone_assignments b WHERE b.support_id = s.id)
             LEFT JOIN telephone_calls l ON l.id = (SELECT MAX(m.id) FROM telephone_calls m WHERE m.support_id = s.id)
             LEFT JOIN telephone_endings e ON e.support_id = s.id
             LEFT JOIN contact_wishes v ON v.id =
                (SELECT MAX(u.id) FROM contact_wishes u WHERE u.participant_id = s.participant_id)
             WHERE e.support_id IS NULL AND COALESCE(v.wish, 'contact') <> 'no_contact') x",
        params![today],
        |row| Ok((row.get("due")?, row.get("late")?, row.get("unassigned")?)),
    )
}

/// Whether calls run for this participant, or run for anybody who was discharged or not.
pub fn runs(tx: &mut Tx<'_>, record: &Record) -> Result<bool, Error> {
    let sql =
        "SELECT COUNT(*) AS n FROM telephone_supports s LEFT JOIN telephone_endings e ON e.support_id = s.id
        WHERE s.participant_id = $1 AND e.support_id IS NULL";
    Ok(tx.count(sql, params![record.participant()])? > 0)
}

/// How the newest enrollment stands: none without one, the reason and the agreement to alumni calls after a discharge.
pub fn discharge(tx: &mut Tx<'_>, record: &Record) -> Result<Option<(String, bool)>, Error> {
    let newest = tx.maybe(
        "SELECT d.reason, d.alumni_calls FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE e.participant_id = $1 ORDER BY e.id DESC LIMIT 1",
        params![record.participant()],
        |row| {
            let reason: Option<String> = row.get("reason")?;
            let agreed: Option<bool> = row.get("alumni_calls")?;
            Ok(reason.zip(agreed))
        },
    )?;
    Ok(newest.flatten())
}

pub struct NewSupport {
    pub id: RowId,
    pub first_on: Date,
    pub agreed_how: String,
    pub schedule: (RowId, Schedule),
    /// Id of the assignment and who calls, when it is known already.
    pub caller: Option<(RowId, PersonId)>,
}

pub fn add(
    tx: &mut Tx<'_>,
    record: &Record,
    new: &NewSupport,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO telephone_supports (id, participant_id, first_on, agreed_how, begun_at, begun_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, record.participant(), new.first_on, &new.agreed_how, now, by],
    )?;
    set_schedule(tx, new.id, &new.schedule, now, by)?;
    match new.caller {
        Some((id, caller)) => assign(tx, new.id, (id, Some(caller)), now, by),
        None => Ok(()),
    }
}

pub fn set_schedule(
    tx: &mut Tx<'_>,
    support: RowId,
    (id, schedule): &(RowId, Schedule),
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    let subject = sealing::TELEPHONE_SUPPORT.subject(tx, support)?;
    tx.execute(
        "INSERT INTO telephone_schedules (id, support_id, every_days, calls, times, language, message_safe, set_at, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            *id,
            support,
            schedule.every_days,
            schedule.calls,
            tx.seal_some(subject, schedule.times.as_deref())?,
            &schedule.language,
            &schedule.message_safe,
            now,
            by
        ],
    )?;
    Ok(())
}

/// Gives the calls to a caller, or to nobody.
pub fn assign(
    tx: &mut Tx<'_>,
    support: RowId,
    (id, caller): (RowId, Option<PersonId>),
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO telephone_assignments (id, support_id, caller_id, assigned_at, assigned_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![id, support, caller, now, by],
    )?;
    Ok(())
}

/// Takes the next call: nobody else may until then. False when somebody else has it.
pub fn claim(
    tx: &mut Tx<'_>,
    seat: &Seat,
    support: RowId,
    (now, until): (Timestamp, Timestamp),
) -> Result<bool, Error> {
    let taken = tx.execute(
        "INSERT INTO telephone_claims (support_id, caller_id, until_at) VALUES ($1, $2, $3)
         ON CONFLICT (support_id) DO UPDATE SET caller_id = excluded.caller_id, until_at = excluded.until_at
         WHERE telephone_claims.until_at <= $4 OR telephone_claims.caller_id = excluded.caller_id",
        params![support, seat.person(), until, now],
    )?;
    Ok(taken > 0)
}

/// Gives a taken call back.
pub fn release(tx: &mut Tx<'_>, seat: &Seat, support: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE telephone_claims SET until_at = $3 WHERE support_id = $1 AND caller_id = $2",
        params![support, seat.person(), now],
    )?;
    Ok(())
}

/// Ends the calls; false when they had ended.
pub fn end(
    tx: &mut Tx<'_>,
    support: RowId,
    reason: &str,
    now: Timestamp,
    by: PersonId,
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO telephone_endings (support_id, reason, ended_at, ended_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (support_id) DO NOTHING",
        params![support, reason, now, by],
    )?;
    Ok(ended > 0)
}

/// Whose calls these are.
pub fn participant_of(tx: &mut Tx<'_>, support: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM telephone_supports WHERE id = $1", params![support], |row| {
        row.get("participant_id")
    })
}

/// Everybody who may be given calls.
pub fn callers(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<(PersonId, String)>, Error> {
    let mut people = tx.all(
        "SELECT w.id, COALESCE(w.goes_by, w.name) AS name FROM people w WHERE EXISTS (
            SELECT 1 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
            WHERE r.person_id = w.id AND e.role_id IS NULL
            AND r.role IN ('coordinator', 'peer_supporter', 'volunteer'))",
        &[],
        |row| Ok((row.get("id")?, row.get::<String>("name")?)),
    )?;
    sort_by_name(&mut people, |(id, name)| (name.as_str(), *id));
    Ok(people)
}

/// The language of a participant, and the times that suit them as they last told.
pub fn usual(tx: &mut Tx<'_>, record: &Record) -> Result<(String, Option<String>), Error> {
    tx.one(
        "SELECT w.language, (SELECT i.safe_times FROM intakes i WHERE i.id = (SELECT MAX(j.id) FROM intakes j
            WHERE j.participant_id = p.id AND j.safe_times IS NOT NULL)) AS times
         FROM participants p JOIN people w ON w.id = p.person_id WHERE p.id = $1",
        params![record.participant()],
        |row| Ok((row.get("language")?, row.get("times")?)),
    )
}
