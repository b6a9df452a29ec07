//! Statements on what changes hands: planned sessions, calls, efforts.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::super::hand_over::Running;
use crate::access::Seat;
use crate::ids::{ParticipantId, PersonId, RowId, SessionId, SupporterId};
use crate::sealing;

/// Calls a planned session off with the supporter of before.
pub fn call_off(
    tx: &mut Tx<'_>,
    seat: &Seat,
    session: SessionId,
    kind: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO cancellations (session_id, kind, cancelled_at, cancelled_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (session_id) DO NOTHING",
        params![session, kind, now, seat.person()],
    )?;
    Ok(())
}

/// The same session with the new supporter, and where the two go if they go anywhere. The place is not sealed anew: it is the
/// same participant's.
pub fn move_session(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (old, new): (SessionId, SessionId),
    to: SupporterId,
    (now, agreement): (Timestamp, RowId),
) -> Result<(), Error> {
    let found = tx.one(
        "SELECT s.participant_id, p.person_id, s.starts_at, s.planned_minutes, s.mode, s.setting, s.place
         FROM sessions s JOIN participants p ON p.id = s.participant_id WHERE s.id = $1",
        params![old],
        |row| {
            let place: Option<String> = row.get("place")?;
            let whose: (ParticipantId, PersonId) = (row.get("participant_id")?, row.get("person_id")?);
            let when: (Timestamp, i64) = (row.get("starts_at")?, row.get("planned_minutes")?);
            let how: (String, String) = (row.get("mode")?, row.get("setting")?);
            Ok((whose, when, how, place))
        },
    )?;
    let ((participant, person), (starts_at, minutes), (mode, setting), place) = found;
    tx.execute(
        "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting, place,
            scheduled_at, scheduled_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            new,
            participant,
            to,
            starts_at,
            minutes,
            mode,
            setting,
            tx.seal_some(person, place.as_deref())?,
            now,
            seat.person()
        ],
    )?;
    tx.execute(
        "INSERT INTO accompaniments (id, session_id, kind, part, what_for, agreed_at, agreed_by)
         SELECT $1, $2, a.kind, a.part, a.what_for, a.agreed_at, a.agreed_by FROM accompaniments a
         WHERE a.session_id = $3 AND a.id = (SELECT MAX(b.id) FROM accompaniments b WHERE b.session_id = $3)",
        params![agreement, new, old],
    )?;
    Ok(())
}

/// The first session with the new supporter, at which the one of before is a guest.
pub fn plan_joint(
    tx: &mut Tx<'_>,
    seat: &Seat,
    running: &Running,
    (id, to): (SessionId, SupporterId),
    when: (Timestamp, i64, Option<&str>),
) -> Result<(), Error> {
    let (at, minutes, place) = when;
    let subject = sealing::PARTICIPANT.subject(tx, running.participant)?;
    tx.execute(
        "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting, place,
            scheduled_at, scheduled_by)
         SELECT $1, $2, $3, $4, $5, 'in_person', 'recovery_center', $6, h.begun_at, $7 FROM hand_overs h WHERE h.id = $8",
        params![
            id,
            running.participant,
            to,
            at,
            minutes,
            tx.seal_some(subject, place)?,
            seat.person(),
            running.id
        ],
    )?;
    Ok(())
}

/// Running calls to the participant that the supporter of before makes.
pub fn calls_of(tx: &mut Tx<'_>, running: &Running) -> Result<Vec<RowId>, Error> {
    tx.all(
        "SELECT s.id FROM telephone_supports s JOIN telephone_assignments a ON a.id =
            (SELECT MAX(b.id) FROM telephone_assignments b WHERE b.support_id = s.id)
         LEFT JOIN telephone_endings e ON e.support_id = s.id
         WHERE s.participant_id = $1 AND a.caller_id = $2 AND e.support_id IS NULL",
        params![running.participant, running.from_person],
        |row| row.get("id"),
    )
}

/// Running efforts to reach the participant that the supporter of before makes.
pub fn reaches_of(tx: &mut Tx<'_>, running: &Running) -> Result<Vec<RowId>, Error> {
    tx.all(
        "SELECT o.id FROM outreaches o JOIN outreach_assignments a ON a.id =
            (SELECT MAX(b.id) FROM outreach_assignments b WHERE b.outreach_id = o.id)
         LEFT JOIN outreach_endings e ON e.outreach_id = o.id
         WHERE o.participant_id = $1 AND a.owner_id = $2 AND e.outreach_id IS NULL",
        params![running.participant, running.from_person],
        |row| row.get("id"),
    )
}
