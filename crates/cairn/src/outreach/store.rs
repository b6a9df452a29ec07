//! Every statement on efforts to reach somebody, attempts, and wishes about contact.

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::plan::Plan;
use super::reach::{Facts, Reach, Safety, Subject};
use crate::access::{Record, Seat};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::sealing;
use crate::web::PageRequest;

/// An effort with its names, its owner, its last attempt and its end; `held` by the newest wish about contact.
macro_rules! reaches {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.participant_id, o.first_call_id, o.why, o.place, o.every_days, o.until_on,
                COALESCE(l.next_on, o.first_on) AS due_on, p.person_id, f.caller_kind,
                COALESCE(w.goes_by, w.name, f.about_name, f.caller_name) AS name,
                a.owner_id, COALESCE(ow.goes_by, ow.name) AS owner_name,
                (SELECT COUNT(*) FROM outreach_attempts t WHERE t.outreach_id = o.id) AS tries,
                l.attempted_at, l.way, l.outcome, e.reason AS ended,
                CASE WHEN cw.wish = 'no_contact' THEN 1 ELSE 0 END AS held
             FROM outreaches o
             LEFT JOIN participants p ON p.id = o.participant_id LEFT JOIN people w ON w.id = p.person_id
             LEFT JOIN first_calls f ON f.id = o.first_call_id
             JOIN outreach_assignments a ON a.outreach_id = o.id
                AND a.id = (SELECT MAX(b.id) FROM outreach_assignments b WHERE b.outreach_id = o.id)
             JOIN people ow ON ow.id = a.owner_id
             LEFT JOIN outreach_attempts l ON l.outreach_id = o.id
                AND l.id = (SELECT MAX(m.id) FROM outreach_attempts m WHERE m.outreach_id = o.id)
             LEFT JOIN outreach_endings e ON e.outreach_id = o.id
             LEFT JOIN contact_wishes cw ON cw.id = (SELECT MAX(v.id) FROM contact_wishes v
                WHERE v.participant_id = o.participant_id OR v.first_call_id = o.first_call_id) ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Reach, Error> {
    let participant: Option<ParticipantId> = row.get("participant_id")?;
    let subject = match participant {
        Some(id) => Subject::Participant(id),
        None => Subject::Call(row.get("first_call_id")?),
    };
    let at: Option<Timestamp> = row.get("attempted_at")?;
    let last = match at {
        Some(at) => Some((at, row.get("way")?, row.get("outcome")?)),
        None => None,
    };
    Ok(Reach {
        id: row.get("id")?,
        subject,
        person: row.get("person_id")?,
        name: row.get("name")?,
        caller_kind: row.get("caller_kind")?,
        why: row.get("why")?,
        place: row.get("place")?,
        plan: Plan { every_days: row.get("every_days")?, until_on: row.get("until_on")? },
        due_on: row.get("due_on")?,
        owner: row.get("owner_id")?,
        owner_name: row.get("owner_name")?,
        tries: row.get("tries")?,
        last,
        ended: row.get("ended")?,
        held: row.get("held")?,
    })
}

pub fn one(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Option<Reach>, Error> {
    tx.maybe(reaches!("WHERE o.id = $1"), params![id], read)
}

/// Which efforts a list shows. With an owner, theirs alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// To be tried up to this day.
    Due(Date),
    Open,
    Held,
    Ended,
}

/// Efforts, the longest due first; ended ones, the latest first.
pub fn list(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (which, owner): (Which, Option<PersonId>),
    page: PageRequest,
) -> Result<Vec<Reach>, Error> {
    let (limit, offset) = (page.limit(), page.offset());
    match which {
        Which::Due(day) => tx.all(
            reaches!(
                "WHERE e.outreach_id IS NULL AND COALESCE(cw.wish, 'contact') <> 'no_contact'
                 AND COALESCE(l.next_on, o.first_on) <= $1 AND a.owner_id = COALESCE(CAST($2 AS TEXT), a.owner_id)
                 ORDER BY COALESCE(l.next_on, o.first_on), o.id LIMIT $3 OFFSET $4"
            ),
            params![day, owner, limit, offset],
            read,
        ),
        Which::Open => tx.all(
            reaches!(
                "WHERE e.outreach_id IS NULL AND COALESCE(cw.wish, 'contact') <> 'no_contact'
                 AND a.owner_id = COALESCE(CAST($1 AS TEXT), a.owner_id)
                 ORDER BY COALESCE(l.next_on, o.first_on), o.id LIMIT $2 OFFSET $3"
            ),
            params![owner, limit, offset],
            read,
        ),
        Which::Held => tx.all(
            reaches!(
                "WHERE e.outreach_id IS NULL AND cw.wish = 'no_contact'
                 AND a.owner_id = COALESCE(CAST($1 AS TEXT), a.owner_id) ORDER BY o.id DESC LIMIT $2 OFFSET $3"
            ),
            params![owner, limit, offset],
            read,
        ),
        Which::Ended => tx.all(
            reaches!(
                "WHERE e.outreach_id IS NOT NULL AND a.owner_id = COALESCE(CAST($1 AS TEXT), a.owner_id)
                 ORDER BY e.ended_at DESC, o.id DESC LIMIT $2 OFFSET $3"
            ),
            params![owner, limit, offset],
            read,
        ),
    }
}

/// Every effort about a participant, the latest first. Few have more than one.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Reach>, Error> {
    tx.all(
        reaches!("WHERE o.participant_id = $1 ORDER BY o.id DESC LIMIT 20"),
        params![record.participant()],
        read,
    )
}

/// The effort that runs for a participant or a call.
pub fn running(tx: &mut Tx<'_>, _seat: &Seat, subject: Subject) -> Result<Option<RowId>, Error> {
    tx.maybe(
        "SELECT o.id FROM outreaches o LEFT JOIN outreach_endings e ON e.outreach_id = o.id
         WHERE e.outreach_id IS NULL AND (o.participant_id = $1 OR o.first_call_id = $2) ORDER BY o.id DESC LIMIT 1",
        params![subject.participant(), subject.call()],
        |row| row.get("id"),
    )
}

pub struct NewReach {
    pub id: RowId,
    pub subject: Subject,
    pub why: String,
    pub place: Option<String>,
    pub plan: Plan,
    pub first_on: Date,
    /// Id of the assignment, and who tries.
    pub owner: (RowId, PersonId),
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, new: &NewReach, now: Timestamp) -> Result<(), Error> {
    let key = match new.subject {
        Subject::Participant(id) => sealing::PARTICIPANT.subject(tx, id)?,
        Subject::Call(id) => id.into(),
    };
    tx.execute(
        "INSERT INTO outreaches (id, participant_id, first_call_id, why, place, every_days, first_on, until_on,
            begun_at, begun_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            new.id,
            new.subject.participant(),
            new.subject.call(),
            &new.why,
            tx.seal_some(key, new.place.as_deref())?,
            new.plan.every_days,
            new.first_on,
            new.plan.until_on,
            now,
            seat.person()
        ],
    )?;
    assign(tx, seat, new.id, new.owner, now)
}

/// Gives an effort to somebody.
pub fn assign(
    tx: &mut Tx<'_>,
    seat: &Seat,
    id: RowId,
    (assignment, owner): (RowId, PersonId),
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO outreach_assignments (id, outreach_id, owner_id, assigned_at, assigned_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![assignment, id, owner, now, seat.person()],
    )?;
    Ok(())
}

/// An attempt, as it is written down and shown.
pub struct Attempt {
    pub way: String,
    pub outcome: String,
    pub remark: Option<String>,
    pub at: Timestamp,
    pub by: String,
    pub next_on: Option<Date>,
}

pub fn attempts(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Vec<Attempt>, Error> {
    tx.all(
        "SELECT t.way, t.outcome, t.remark, t.attempted_at, t.next_on, COALESCE(w.goes_by, w.name) AS name
         FROM outreach_attempts t JOIN people w ON w.id = t.attempted_by
         WHERE t.outreach_id = $1 ORDER BY t.id DESC LIMIT 200",
        params![id],
        |row| {
            Ok(Attempt {
                way: row.get("way")?,
                outcome: row.get("outcome")?,
                remark: row.get("remark")?,
                at: row.get("attempted_at")?,
                by: row.get("name")?,
                next_on: row.get("next_on")?,
            })
        },
    )
}

pub struct NewAttempt {
    pub id: RowId,
    pub way: String,
    pub outcome: String,
    pub remark: Option<String>,
    pub next_on: Option<Date>,
}

pub fn attempt(
    tx: &mut Tx<'_>,
    seat: &Seat,
    reach: &Reach,
    new: &NewAttempt,
    now: Timestamp,
) -> Result<(), Error> {
    let key = sealing::OUTREACH.subject(tx, reach.id)?;
    tx.execute(
        "INSERT INTO outreach_attempts (id, outreach_id, way, outcome, remark, attempted_at, attempted_by, next_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            reach.id,
            &new.way,
            &new.outcome,
            tx.seal_some(key, new.remark.as_deref())?,
            now,
            seat.person(),
            new.next_on
        ],
    )?;
    Ok(())
}

/// Ends an effort; false when it had ended.
pub fn end(tx: &mut Tx<'_>, seat: &Seat, id: RowId, reason: &str, now: Timestamp) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO outreach_endings (outreach_id, reason, ended_at, ended_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (outreach_id) DO NOTHING",
        params![id, reason, now, seat.person()],
    )?;
    Ok(ended > 0)
}

/// Ends whatever runs about somebody: they enrolled, or died.
pub fn end_all(
    tx: &mut Tx<'_>,
    seat: &Seat,
    subject: Subject,
    reason: &str,
    now: Timestamp,
) -> Result<u64, Error> {
    tx.execute(
        "INSERT INTO outreach_endings (outreach_id, reason, ended_at, ended_by)
         SELECT o.id, $3, $4, $5 FROM outreaches o LEFT JOIN outreach_endings e ON e.outreach_id = o.id
         WHERE e.outreach_id IS NULL AND (o.participant_id = $1 OR o.first_call_id = $2)",
        params![subject.participant(), subject.call(), reason, now, seat.person()],
    )
}

/// A wish about contact as somebody said it.
pub struct Wish {
    /// One of `contact_wish::WISHES`.
    pub wish: String,
    pub said_how: String,
    pub said_at: Timestamp,
}

/// The newest wish; none when nobody said anything.
pub fn wish(tx: &mut Tx<'_>, subject: Subject) -> Result<Option<Wish>, Error> {
    tx.maybe(
        "SELECT wish, said_how, said_at FROM contact_wishes
         WHERE participant_id = $1 OR first_call_id = $2 ORDER BY id DESC LIMIT 1",
        params![subject.participant(), subject.call()],
        |row| {
            Ok(Wish { wish: row.get("wish")?, said_how: row.get("said_how")?, said_at: row.get("said_at")? })
        },
    )
}

pub fn add_wish(
    tx: &mut Tx<'_>,
    subject: Subject,
    id: RowId,
    wish: &Wish,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO contact_wishes (id, participant_id, first_call_id, wish, said_how, said_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, subject.participant(), subject.call(), &wish.wish, &wish.said_how, wish.said_at, by],
    )?;
    Ok(())
}

/// How to get hold of somebody: of a participant their own number, their agreement to be called, and what they said on the
/// first call if it was theirs; of a first call what was said there.
pub fn facts(tx: &mut Tx<'_>, _seat: &Seat, subject: Subject) -> Result<Option<Facts>, Error> {
    let no_contact = wish(tx, subject)?.is_some_and(|newest| newest.wish == "no_contact");
    let read = |row: &Row<'_>| {
        let agreed: Option<i64> = row.get("agreed")?;
        let said: Option<String> = row.get("safe_to_call")?;
        let to_call = match agreed {
            Some(0) => "no".to_string(),
            Some(_) => "yes".to_string(),
            None => said.unwrap_or_else(|| "unknown".to_string()),
        };
        let message: Option<String> = row.get("message_safe")?;
        let to_leave_message = message.unwrap_or_else(|| "unknown".to_string());
        Ok(Facts {
            phone: row.get("phone")?,
            times: row.get("times")?,
            language: row.get("language")?,
            safety: Safety { to_call, to_leave_message, no_contact },
        })
    };
    match subject {
        Subject::Participant(id) => tx.maybe(
            "SELECT w.phone, w.language,
                (SELECT i.safe_times FROM intakes i WHERE i.id = (SELECT MAX(j.id) FROM intakes j
                    WHERE j.participant_id = p.id AND j.safe_times IS NOT NULL)) AS times,
                (SELECT CAST(CASE WHEN x.agreement_id IS NULL THEN 1 ELSE 0 END AS BIGINT) FROM agreements g
                    LEFT JOIN agreement_withdrawals x ON x.agreement_id = g.id
                    WHERE g.id = (SELECT MAX(h.id) FROM agreements h
                        WHERE h.participant_id = p.id AND h.kind = 'contact_phone')) AS agreed,
                f.safe_to_call, COALESCE(s.message_safe, f.safe_to_leave_message) AS message_safe
             FROM participants p JOIN people w ON w.id = p.person_id
             LEFT JOIN first_calls f ON f.caller_kind = 'self' AND f.id = (SELECT n.first_call_id FROM enrollments n
                WHERE n.id = (SELECT MAX(m.id) FROM enrollments m WHERE m.participant_id = p.id))
             LEFT JOIN telephone_schedules s ON s.id = (SELECT MAX(r.id) FROM telephone_schedules r
                JOIN telephone_supports q ON q.id = r.support_id WHERE q.participant_id = p.id)
             WHERE p.id = $1",
            params![id],
            read,
        ),
        Subject::Call(id) => tx.maybe(
            "SELECT f.caller_phone AS phone, f.language, f.best_times AS times, CAST(NULL AS BIGINT) AS agreed,
                f.safe_to_call, f.safe_to_leave_message AS message_safe
             FROM first_calls f WHERE f.id = $1",
            params![id],
            read,
        ),
    }
}

/// Supporters and coordinators who may be given an effort.
pub fn owners(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<(PersonId, String)>, Error> {
    let mut people = tx.all(
        "SELECT w.id, COALESCE(w.goes_by, w.name) AS name FROM people w WHERE EXISTS (
            SELECT 1 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
            WHERE r.person_id = w.id AND e.role_id IS NULL AND r.role IN ('coordinator', 'peer_supporter'))",
        &[],
        |row| Ok((row.get("id")?, row.get::<String>("name")?)),
    )?;
    crate::people::names::sort_by_name(&mut people, |(id, name)| (name.as_str(), *id));
    Ok(people)
}

/// Whether the call is there, and not yet enrolled from.
pub fn call_is_open(tx: &mut Tx<'_>, _seat: &Seat, subject: Subject) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) AS n FROM first_calls f WHERE f.id = $1
        AND NOT EXISTS (SELECT 1 FROM enrollments e WHERE e.first_call_id = f.id)";
    Ok(tx.count(sql, params![subject.call()])? > 0)
}
