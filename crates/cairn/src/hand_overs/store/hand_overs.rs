//! Statements on hand-overs: begun, talked about, done.

use std::collections::BTreeSet;

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;
use uuid::Uuid;

use super::super::hand_over::{Between, Done, Planned, Running};
use crate::access::{Record, Role, Seat};
use crate::ids::{MatchId, ParticipantId, PersonId, RowId, SessionId, SupporterId};

/// Whose hand-over this is: not proof, only where to ask for it.
pub fn participant_of(tx: &mut Tx<'_>, id: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM hand_overs WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

/// The hand-over under way: begun, neither done nor taken back, its match still on.
pub fn running(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Option<Running>, Error> {
    tx.maybe(
        "SELECT h.id, h.participant_id, h.match_id, h.why, h.joint_at, h.joint_place, h.begun_at, m.supporter_id,
            k.person_id, COALESCE(w.goes_by, w.name) AS name
         FROM hand_overs h JOIN matches m ON m.id = h.match_id
         JOIN peer_supporters k ON k.id = m.supporter_id JOIN people w ON w.id = k.person_id
         LEFT JOIN hand_over_endings e ON e.hand_over_id = h.id LEFT JOIN endings x ON x.match_id = m.id
         WHERE h.participant_id = $1 AND e.hand_over_id IS NULL AND x.match_id IS NULL ORDER BY h.id DESC LIMIT 1",
        params![participant],
        |row| {
            Ok(Running {
                id: row.get("id")?,
                participant: row.get("participant_id")?,
                old_match: row.get("match_id")?,
                from: row.get("supporter_id")?,
                from_person: row.get("person_id")?,
                from_name: row.get("name")?,
                why: row.get("why")?,
                joint_at: row.get("joint_at")?,
                joint_place: row.get("joint_place")?,
                begun_at: row.get("begun_at")?,
            })
        },
    )
}

/// Hand-overs that came to their end, the latest first.
pub fn done(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Done>, Error> {
    tx.all(
        "SELECT h.id, e.ended_at, COALESCE(a.goes_by, a.name) AS from_name, COALESCE(b.goes_by, b.name) AS to_name
         FROM hand_overs h JOIN hand_over_endings e ON e.hand_over_id = h.id
         JOIN matches m ON m.id = h.match_id JOIN peer_supporters k ON k.id = m.supporter_id
         JOIN people a ON a.id = k.person_id
         JOIN matches n ON n.id = e.match_id JOIN peer_supporters l ON l.id = n.supporter_id
         JOIN people b ON b.id = l.person_id
         WHERE h.participant_id = $1 ORDER BY h.id DESC LIMIT 10",
        params![record.participant()],
        |row| {
            Ok(Done {
                id: row.get("id")?,
                from_name: row.get("from_name")?,
                to_name: row.get("to_name")?,
                at: row.get("ended_at")?,
            })
        },
    )
}

pub struct NewHandOver {
    pub id: RowId,
    pub old_match: MatchId,
    pub why: String,
    pub joint_at: Option<Timestamp>,
    pub joint_place: Option<String>,
}

pub fn begin(
    tx: &mut Tx<'_>,
    record: &Record,
    new: &NewHandOver,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO hand_overs (id, participant_id, match_id, why, joint_at, joint_place, begun_at, begun_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            record.participant(),
            new.old_match,
            &new.why,
            new.joint_at,
            tx.seal_some(record.person(), new.joint_place.as_deref())?,
            now,
            by
        ],
    )?;
    Ok(())
}

/// What the next supporter should know, in its newest words.
pub fn message(tx: &mut Tx<'_>, _record: &Record, id: RowId) -> Result<Option<String>, Error> {
    let newest = tx.maybe(
        "SELECT message FROM hand_over_messages WHERE hand_over_id = $1 ORDER BY id DESC LIMIT 1",
        params![id],
        |row| row.get("message"),
    )?;
    Ok(newest.flatten())
}

pub fn say(
    tx: &mut Tx<'_>,
    record: &Record,
    (id, hand_over): (RowId, RowId),
    message: Option<&str>,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO hand_over_messages (id, hand_over_id, message, written_at, written_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, hand_over, tx.seal_some(record.person(), message)?, now, by],
    )?;
    Ok(())
}

fn between(row: &Row<'_>) -> Result<Between, Error> {
    Ok(Between {
        kind: row.get("kind")?,
        id: row.get("id")?,
        words: row.get("words")?,
        at: row.get("at")?,
        passed: row.get::<Option<bool>>("passed")?.unwrap_or(false),
    })
}

/// Everything that stays between the two, for the participant alone to decide about; the latest first.
pub fn all_between(tx: &mut Tx<'_>, record: &Record, id: RowId) -> Result<Vec<Between>, Error> {
    tx.all(
        "SELECT x.kind, x.id, x.words, x.at, p.passed FROM (
            SELECT 'goal' AS kind, g.id, COALESCE((SELECT w.words FROM goal_rewordings w WHERE w.goal_id = g.id
                ORDER BY w.reworded_at DESC, w.id DESC LIMIT 1), g.words) AS words, g.set_at AS at
            FROM goals g WHERE g.participant_id = $1 AND g.tier = 'ours'
            UNION ALL
            SELECT 'aside', a.id, a.words, a.written_at FROM asides a WHERE a.participant_id = $1 AND a.tier = 'ours'
            UNION ALL
            SELECT 'assessment', s.id, s.instrument, s.recorded_at FROM assessments s
            WHERE s.person_id = $2 AND s.side = 'participant' AND s.tier = 'ours') x
         LEFT JOIN hand_over_passings p ON p.hand_over_id = $3 AND p.object_id = x.id
         ORDER BY x.at DESC, x.id DESC LIMIT 100",
        params![record.participant(), record.person(), id],
        between,
    )
}

/// The words between two that were let pass and have no page of their own any more: for the next supporter to read.
pub fn passed_asides(tx: &mut Tx<'_>, record: &Record, id: RowId) -> Result<Vec<Between>, Error> {
    tx.all(
        "SELECT 'aside' AS kind, a.id, a.words, a.written_at AS at, p.passed FROM asides a
         JOIN hand_over_passings p ON p.object_id = a.id AND p.hand_over_id = $2 AND p.passed = 1
         WHERE a.participant_id = $1 AND a.tier = 'ours' ORDER BY a.written_at, a.id LIMIT 100",
        params![record.participant(), id],
        between,
    )
}

/// Decides about one thing between the two; deciding again changes it.
pub fn decide(
    tx: &mut Tx<'_>,
    _record: &Record,
    hand_over: RowId,
    thing: &Between,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO hand_over_passings (hand_over_id, kind, object_id, passed, decided_at, decided_by)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (hand_over_id, object_id) DO UPDATE SET passed = excluded.passed, decided_at = excluded.decided_at,
            decided_by = excluded.decided_by",
        params![hand_over, &thing.kind, thing.id, thing.passed, now, by],
    )?;
    Ok(())
}

/// What the participant's supporter of now may not read, although they support them: words from before the hand-over that stayed
/// between the participant and the supporter of then. Nothing for anybody else.
pub fn left_behind(tx: &mut Tx<'_>, record: &Record) -> Result<BTreeSet<Uuid>, Error> {
    if record.acting_as() != Role::PeerSupporter {
        return Ok(BTreeSet::new());
    }
    let ids = tx.all(
        "SELECT x.id FROM (
            SELECT g.id, g.set_at AS at FROM goals g WHERE g.participant_id = $1 AND g.tier = 'ours'
            UNION ALL
            SELECT s.id, s.recorded_at FROM assessments s
            WHERE s.person_id = $2 AND s.side = 'participant' AND s.tier = 'ours') x
         JOIN hand_overs h ON h.participant_id = $1
         JOIN hand_over_endings e ON e.hand_over_id = h.id AND e.match_id IS NOT NULL
         JOIN matches m ON m.id = e.match_id LEFT JOIN endings n ON n.match_id = m.id
         LEFT JOIN hand_over_passings p ON p.hand_over_id = h.id AND p.object_id = x.id AND p.passed = 1
         WHERE n.match_id IS NULL AND x.at < e.ended_at AND p.object_id IS NULL",
        params![record.participant(), record.person()],
        |row| row.get("id"),
    )?;
    Ok(ids.into_iter().collect())
}

/// Sessions that are still to come with the supporter of before, the next first.
pub fn planned(tx: &mut Tx<'_>, running: &Running, now: Timestamp) -> Result<Vec<Planned>, Error> {
    tx.all(
        "SELECT s.id, s.starts_at, s.planned_minutes, COALESCE(c.choice, 'move') AS choice FROM sessions s
         LEFT JOIN cancellations x ON x.session_id = s.id LEFT JOIN holdings o ON o.session_id = s.id
         LEFT JOIN hand_over_sessions c ON c.session_id = s.id AND c.hand_over_id = $3
         WHERE s.participant_id = $1 AND s.supporter_id = $2 AND s.starts_at > $4
         AND x.session_id IS NULL AND o.session_id IS NULL ORDER BY s.starts_at, s.id",
        params![running.participant, running.from, running.id, now],
        |row| {
            Ok(Planned {
                id: row.get("id")?,
                starts_at: row.get("starts_at")?,
                minutes: row.get("planned_minutes")?,
                choice: row.get("choice")?,
            })
        },
    )
}

pub fn choose(
    tx: &mut Tx<'_>,
    hand_over: RowId,
    session: SessionId,
    choice: &str,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO hand_over_sessions (hand_over_id, session_id, choice, chosen_at, chosen_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (hand_over_id, session_id) DO UPDATE SET choice = excluded.choice, chosen_at = excluded.chosen_at,
            chosen_by = excluded.chosen_by",
        params![hand_over, session, choice, now, by],
    )?;
    Ok(())
}

/// Ends a hand-over: done, with the new match, or taken back.
pub fn end(
    tx: &mut Tx<'_>,
    id: RowId,
    (new_match, joint): (Option<MatchId>, Option<SessionId>),
    now: Timestamp,
    by: PersonId,
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO hand_over_endings (hand_over_id, match_id, joint_session_id, ended_at, ended_by)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hand_over_id) DO NOTHING",
        params![id, new_match, joint, now, by],
    )?;
    Ok(ended > 0)
}

/// Ends the match of before, as the program's doing: it is nobody's fault.
pub fn end_match(tx: &mut Tx<'_>, seat: &Seat, running: &Running, now: Timestamp) -> Result<(), Error> {
    let wished_by = if running.why == "participant_wish" { "participant" } else { "program" };
    tx.execute(
        "INSERT INTO endings (match_id, wished_by, ended_at, ended_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (match_id) DO NOTHING",
        params![running.old_match, wished_by, now, seat.person()],
    )?;
    Ok(())
}

/// The person of a supporter.
pub fn person_of(tx: &mut Tx<'_>, supporter: SupporterId) -> Result<PersonId, Error> {
    tx.one("SELECT person_id FROM peer_supporters WHERE id = $1", params![supporter], |row| {
        row.get("person_id")
    })
}

/// Everything under way, for coordinators: whom it is about, from whom, since when; the longest first.
pub fn all_running(
    tx: &mut Tx<'_>,
    _seat: &Seat,
) -> Result<Vec<(ParticipantId, String, String, Timestamp)>, Error> {
    tx.all(
        "SELECT h.participant_id, h.begun_at, COALESCE(w.goes_by, w.name) AS name, COALESCE(v.goes_by, v.name) AS supporter
         FROM hand_overs h JOIN participants p ON p.id = h.participant_id JOIN people w ON w.id = p.person_id
         JOIN matches m ON m.id = h.match_id JOIN peer_supporters k ON k.id = m.supporter_id
         JOIN people v ON v.id = k.person_id
         LEFT JOIN hand_over_endings e ON e.hand_over_id = h.id LEFT JOIN endings x ON x.match_id = m.id
         WHERE e.hand_over_id IS NULL AND x.match_id IS NULL ORDER BY h.begun_at, h.id LIMIT 8",
        &[],
        |row| {
            Ok((row.get("participant_id")?, row.get("name")?, row.get("supporter")?, row.get("begun_at")?))
        },
    )
}

/// Sessions to come in which a supporter is a guest: the first one of a participant they handed over.
pub fn joint(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<(Timestamp, String, String)>, Error> {
    tx.all(
        "SELECT s.starts_at, COALESCE(w.goes_by, w.name) AS name, COALESCE(v.goes_by, v.name) AS supporter
         FROM hand_over_endings e JOIN hand_overs h ON h.id = e.hand_over_id
         JOIN sessions s ON s.id = e.joint_session_id
         LEFT JOIN cancellations c ON c.session_id = s.id
         JOIN matches m ON m.id = h.match_id JOIN peer_supporters k ON k.id = m.supporter_id
         JOIN participants p ON p.id = h.participant_id JOIN people w ON w.id = p.person_id
         JOIN peer_supporters n ON n.id = s.supporter_id JOIN people v ON v.id = n.person_id
         WHERE k.person_id = $1 AND c.session_id IS NULL AND s.starts_at >= $2 AND s.starts_at < $3
         ORDER BY s.starts_at, s.id LIMIT 8",
        params![seat.person(), from, to],
        |row| Ok((row.get("starts_at")?, row.get("name")?, row.get("supporter")?)),
    )
}
