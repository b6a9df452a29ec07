//! First calls, their steps, crisis responses, closings and reopenings.
//!
//! A call is open while it has a next step without an outcome. The primary key of `next_step_outcomes` keeps it to
//! one: of two who record the same step at once, one is refused, and only the other sets the step after it.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{FirstCallId, NextStepId, ParticipantId, PersonId, RowId};
use crate::intake::first_call::Told;
use crate::sealing;
use crate::web::PageRequest;

pub fn add(tx: &mut Tx<'_>, seat: &Seat, id: FirstCallId, told: &Told, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO first_calls (id, received_at, taken_by, site_id, caller_kind, caller_name, caller_phone,
            caller_email, relation, about_name, language, safe_to_call, safe_to_leave_message, best_times, needs,
            immediate_risk, heard_from, insurance, payer_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        params![
            id,
            now,
            seat.person(),
            told.site,
            &told.caller_kind,
            tx.seal_some(id, told.caller_name.as_deref())?,
            tx.seal_some(id, told.caller_phone.as_deref())?,
            tx.seal_some(id, told.caller_email.as_deref())?,
            tx.seal_some(id, told.relation.as_deref())?,
            tx.seal_some(id, told.about_name.as_deref())?,
            &told.language,
            &told.safe_to_call,
            &told.safe_to_leave_message,
            tx.seal_some(id, told.best_times.as_deref())?,
            tx.seal(id, &told.needs)?,
            &told.immediate_risk,
            told.heard_from.clone(),
            &told.insurance,
            tx.seal_some(id, told.payer_name.as_deref())?
        ],
    )?;
    Ok(())
}

/// A call as its page shows it.
pub struct Call {
    pub id: FirstCallId,
    pub received_at: Timestamp,
    pub taken_by: String,
    pub site: Option<String>,
    pub told: Told,
    /// Immediate risk, and nobody wrote down yet who was told.
    pub urgent: bool,
    /// Who was enrolled from this call.
    pub participant: Option<ParticipantId>,
}

pub fn call(tx: &mut Tx<'_>, _seat: &Seat, id: FirstCallId) -> Result<Option<Call>, Error> {
    tx.maybe(
        "SELECT f.*, p.name AS taken_by_name, s.name AS site_name,
            (SELECT MIN(e.participant_id) FROM enrollments e WHERE e.first_call_id = f.id) AS enrolled_id,
            CASE WHEN f.immediate_risk <> 'none'
                AND NOT EXISTS (SELECT 1 FROM crisis_responses c WHERE c.first_call_id = f.id)
                THEN 1 ELSE 0 END AS urgent
         FROM first_calls f JOIN people p ON p.id = f.taken_by LEFT JOIN sites s ON s.id = f.site_id
         WHERE f.id = $1",
        params![id],
        |row| {
            Ok(Call {
                id,
                received_at: row.get("received_at")?,
                taken_by: row.get("taken_by_name")?,
                site: row.get("site_name")?,
                told: told(row)?,
                urgent: row.get("urgent")?,
                participant: row.get("enrolled_id")?,
            })
        },
    )
}

fn told(row: &Row<'_>) -> Result<Told, Error> {
    Ok(Told {
        site: row.get("site_id")?,
        caller_kind: row.get("caller_kind")?,
        caller_name: row.get("caller_name")?,
        caller_phone: row.get("caller_phone")?,
        caller_email: row.get("caller_email")?,
        relation: row.get("relation")?,
        about_name: row.get("about_name")?,
        language: row.get("language")?,
        safe_to_call: row.get("safe_to_call")?,
        safe_to_leave_message: row.get("safe_to_leave_message")?,
        best_times: row.get("best_times")?,
        needs: row.get("needs")?,
        immediate_risk: row.get("immediate_risk")?,
        heard_from: row.get("heard_from")?,
        insurance: row.get("insurance")?,
        payer_name: row.get("payer_name")?,
    })
}

/// An open call in the queue.
pub struct OpenCall {
    pub id: FirstCallId,
    pub received_at: Timestamp,
    pub caller_kind: String,
    pub caller_name: Option<String>,
    pub about_name: Option<String>,
    pub needs: String,
    pub caller_phone: Option<String>,
    pub safe_to_call: String,
    pub safe_to_leave_message: String,
    pub best_times: Option<String>,
    pub urgent: bool,
    pub what: String,
    pub owner: String,
    pub due_at: Timestamp,
}

/// Open calls: immediate risk without a response first, then by due time, which puts overdue ones before the rest.
pub fn open_calls(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<OpenCall>, Error> {
    tx.all(
        "SELECT f.id, f.received_at, f.caller_kind, f.caller_name, f.about_name, f.needs, f.caller_phone,
            f.safe_to_call, f.safe_to_leave_message, f.best_times, s.what, s.due_at, p.name AS owner,
            CASE WHEN f.immediate_risk <> 'none'
                AND NOT EXISTS (SELECT 1 FROM crisis_responses c WHERE c.first_call_id = f.id)
                THEN 1 ELSE 0 END AS urgent
         FROM next_steps s
         LEFT JOIN next_step_outcomes o ON o.next_step_id = s.id
         JOIN first_calls f ON f.id = s.first_call_id
         JOIN people p ON p.id = s.owner_id
         WHERE o.next_step_id IS NULL
         ORDER BY urgent DESC, s.due_at, f.id LIMIT $1 OFFSET $2",
        params![page.limit(), page.offset()],
        |row| {
            Ok(OpenCall {
                id: row.get("id")?,
                received_at: row.get("received_at")?,
                caller_kind: row.get("caller_kind")?,
                caller_name: row.get("caller_name")?,
                about_name: row.get("about_name")?,
                needs: row.get("needs")?,
                caller_phone: row.get("caller_phone")?,
                safe_to_call: row.get("safe_to_call")?,
                safe_to_leave_message: row.get("safe_to_leave_message")?,
                best_times: row.get("best_times")?,
                urgent: row.get("urgent")?,
                what: row.get("what")?,
                owner: row.get("owner")?,
                due_at: row.get("due_at")?,
            })
        },
    )
}

pub struct ClosedCall {
    pub id: FirstCallId,
    pub received_at: Timestamp,
    pub caller_kind: String,
    pub caller_name: Option<String>,
    pub about_name: Option<String>,
    pub reason: String,
    pub closed_at: Timestamp,
}

/// Closed calls, the last closed first.
pub fn closed_calls(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<ClosedCall>, Error> {
    tx.all(
        "SELECT f.id, f.received_at, f.caller_kind, f.caller_name, f.about_name, c.reason, c.closed_at
         FROM call_closings c JOIN first_calls f ON f.id = c.first_call_id
         LEFT JOIN call_reopenings r ON r.closing_id = c.id
         WHERE r.closing_id IS NULL ORDER BY c.closed_at DESC, f.id LIMIT $1 OFFSET $2",
        params![page.limit(), page.offset()],
        |row| {
            Ok(ClosedCall {
                id: row.get("id")?,
                received_at: row.get("received_at")?,
                caller_kind: row.get("caller_kind")?,
                caller_name: row.get("caller_name")?,
                about_name: row.get("about_name")?,
                reason: row.get("reason")?,
                closed_at: row.get("closed_at")?,
            })
        },
    )
}

pub struct NewStep {
    pub id: NextStepId,
    pub call: FirstCallId,
    pub what: String,
    pub owner: PersonId,
    pub due_at: Timestamp,
}

pub fn add_step(tx: &mut Tx<'_>, seat: &Seat, new: &NewStep, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO next_steps (id, first_call_id, what, owner_id, due_at, set_at, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, new.call, tx.seal(new.call, &new.what)?, new.owner, new.due_at, now, seat.person()],
    )?;
    Ok(())
}

/// The step that is to be done next.
pub struct OpenStep {
    pub id: NextStepId,
    pub what: String,
    pub owner: String,
    pub due_at: Timestamp,
}

pub fn open_step(tx: &mut Tx<'_>, _seat: &Seat, call: FirstCallId) -> Result<Option<OpenStep>, Error> {
    tx.maybe(
        "SELECT s.id, s.what, s.due_at, p.name FROM next_steps s
         LEFT JOIN next_step_outcomes o ON o.next_step_id = s.id JOIN people p ON p.id = s.owner_id
         WHERE s.first_call_id = $1 AND o.next_step_id IS NULL",
        params![call],
        |row| {
            let (what, owner) = (row.get("what")?, row.get("name")?);
            Ok(OpenStep { id: row.get("id")?, what, owner, due_at: row.get("due_at")? })
        },
    )
}

/// What came of a step: a code and, where there is more to say, words.
pub struct Outcome<'a> {
    pub code: &'a str,
    pub words: Option<&'a str>,
}

pub fn end_step(
    tx: &mut Tx<'_>,
    seat: &Seat,
    step: NextStepId,
    outcome: &Outcome<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let call = sealing::NEXT_STEP.subject(tx, step)?;
    tx.execute(
        "INSERT INTO next_step_outcomes (next_step_id, outcome, words, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![step, outcome.code, tx.seal_some(call, outcome.words)?, now, seat.person()],
    )?;
    Ok(())
}

pub struct NewResponse {
    pub id: RowId,
    pub told: String,
    pub done: String,
}

pub fn add_response(
    tx: &mut Tx<'_>,
    seat: &Seat,
    call: FirstCallId,
    new: &NewResponse,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO crisis_responses (id, first_call_id, told, done, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, call, tx.seal(call, &new.told)?, tx.seal(call, &new.done)?, now, seat.person()],
    )?;
    Ok(())
}

pub struct NewClosing {
    pub id: RowId,
    pub reason: String,
    pub words: Option<String>,
}

pub fn close(
    tx: &mut Tx<'_>,
    seat: &Seat,
    call: FirstCallId,
    new: &NewClosing,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO call_closings (id, first_call_id, reason, words, closed_at, closed_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, call, &new.reason, tx.seal_some(call, new.words.as_deref())?, now, seat.person()],
    )?;
    Ok(())
}

/// Undoes the closing that stands; whether there was one.
pub fn reopen(tx: &mut Tx<'_>, seat: &Seat, call: FirstCallId, now: Timestamp) -> Result<bool, Error> {
    let reopened = tx.execute(
        "INSERT INTO call_reopenings (closing_id, reopened_at, reopened_by)
         SELECT c.id, $2, $3 FROM call_closings c LEFT JOIN call_reopenings r ON r.closing_id = c.id
         WHERE c.first_call_id = $1 AND r.closing_id IS NULL",
        params![call, now, seat.person()],
    )?;
    Ok(reopened > 0)
}

/// Something that happened to a call.
pub struct Event {
    pub at: Timestamp,
    pub who: String,
    /// response, outcome, closing, reopening
    pub kind: String,
    /// The code of an outcome or closing; empty otherwise.
    pub code: String,
    pub first: Option<String>,
    pub second: Option<String>,
}

/// What happened to a call, the newest first. A call has few events; the limit is a fence, not a page.
pub fn events(tx: &mut Tx<'_>, _seat: &Seat, call: FirstCallId) -> Result<Vec<Event>, Error> {
    tx.all(
        "SELECT x.at, x.kind, x.code, x.first_words, x.second_words, p.name FROM (
            SELECT recorded_at AS at, 'response' AS kind, '' AS code, told AS first_words, done AS second_words,
                recorded_by AS who, 2 AS place
            FROM crisis_responses WHERE first_call_id = $1
            UNION ALL
            SELECT o.recorded_at, 'outcome', o.outcome, s.what, o.words, o.recorded_by, 1
            FROM next_step_outcomes o JOIN next_steps s ON s.id = o.next_step_id
            WHERE s.first_call_id = $1 AND o.outcome <> 'closed'
            UNION ALL
            SELECT closed_at, 'closing', reason, words, NULL, closed_by, 3
            FROM call_closings WHERE first_call_id = $1
            UNION ALL
            SELECT r.reopened_at, 'reopening', '', NULL, NULL, r.reopened_by, 4
            FROM call_reopenings r JOIN call_closings c ON c.id = r.closing_id WHERE c.first_call_id = $1
         ) x JOIN people p ON p.id = x.who ORDER BY x.at DESC, x.place DESC LIMIT 200",
        params![call],
        |row| {
            Ok(Event {
                at: row.get("at")?,
                who: row.get("name")?,
                kind: row.get("kind")?,
                code: row.get("code")?,
                first: row.get("first_words")?,
                second: row.get("second_words")?,
            })
        },
    )
}
