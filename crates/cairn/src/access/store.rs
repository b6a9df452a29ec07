//! How a viewer stands to a participant.

use cairn_db::{Error, Tx, params};

use super::{Role, Viewer};
use crate::ids::{ParticipantId, PersonId, SessionId};

/// The participant as a person and the hat under which the viewer may open the record; none if they may not.
pub fn relation(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    id: ParticipantId,
) -> Result<Option<(PersonId, Role)>, Error> {
    let person = tx.maybe("SELECT person_id FROM participants WHERE id = $1", params![id], |row| {
        row.get::<PersonId>("person_id")
    })?;
    let Some(person) = person else { return Ok(None) };
    if person == viewer.person {
        return Ok(Some((person, Role::Participant)));
    }
    for role in [Role::PeerSupporter, Role::Supervisor, Role::Clinician, Role::Coordinator] {
        if viewer.is(role) && reaches(tx, viewer.person, role, id)? {
            return Ok(Some((person, role)));
        }
    }
    Ok(None)
}

/// Whose session it is, the participant as a person, and the hat under which the viewer may open it; none if they
/// may not. Narrower than [`relation`]: the supporter of this session and their supervisor, not every supporter of
/// this participant. After the match has ended, they reach a session only until its note is approved.
pub fn session_relation(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    id: SessionId,
) -> Result<Option<(ParticipantId, PersonId, Role)>, Error> {
    let found = tx.maybe(
        "SELECT s.participant_id, p.person_id, k.person_id AS supporter, k.supervisor_id,
            CASE WHEN c.session_id IS NULL AND NOT EXISTS (
                SELECT 1 FROM notes n JOIN submissions u ON u.note_id = n.id JOIN approvals a ON a.submission_id = u.id
                WHERE n.session_id = s.id)
                AND s.starts_at <= COALESCE((
                    SELECT MAX(e.ended_at) FROM matches m JOIN endings e ON e.match_id = m.id
                    WHERE m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id), s.starts_at)
            THEN 1 ELSE 0 END AS unfinished
         FROM sessions s
         JOIN participants p ON p.id = s.participant_id
         JOIN peer_supporters k ON k.id = s.supporter_id
         LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE s.id = $1",
        params![id],
        |row| {
            let sides = (row.get::<PersonId>("supporter")?, row.get::<Option<PersonId>>("supervisor_id")?);
            Ok((row.get("participant_id")?, row.get("person_id")?, sides, row.get::<bool>("unfinished")?))
        },
    )?;
    let Some((participant, person, (supporter, supervisor), unfinished)) = found else { return Ok(None) };
    if person == viewer.person {
        return Ok(Some((participant, person, Role::Participant)));
    }
    let sides = [
        (Role::PeerSupporter, supporter == viewer.person),
        (Role::Supervisor, supervisor == Some(viewer.person)),
    ];
    for (role, theirs) in sides {
        if theirs && viewer.is(role) && (unfinished || reaches(tx, viewer.person, role, participant)?) {
            return Ok(Some((participant, person, role)));
        }
    }
    Ok(viewer.is(Role::Coordinator).then_some((participant, person, Role::Coordinator)))
}

fn reaches(tx: &mut Tx<'_>, viewer: PersonId, role: Role, id: ParticipantId) -> Result<bool, Error> {
    let sql = match role {
        Role::Coordinator => return Ok(true),
        Role::PeerSupporter => {
            "SELECT COUNT(*) AS n FROM matches m
             JOIN peer_supporters s ON s.id = m.supporter_id
             LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.participant_id = $1 AND s.person_id = $2 AND e.match_id IS NULL"
        }
        Role::Supervisor => {
            "SELECT COUNT(*) AS n FROM matches m
             JOIN peer_supporters s ON s.id = m.supporter_id
             LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.participant_id = $1 AND s.supervisor_id = $2 AND e.match_id IS NULL"
        }
        Role::Clinician => {
            "SELECT COUNT(*) AS n FROM attendances a
             JOIN group_meetings g ON g.id = a.meeting_id
             JOIN support_groups s ON s.id = g.group_id AND s.model = 'group_therapy'
             JOIN participants p ON p.person_id = a.person_id
             WHERE p.id = $1 AND s.leader_id = $2 AND a.minutes > 0"
        }
        _ => return Ok(false),
    };
    Ok(tx.count(sql, params![id, viewer])? > 0)
}

pub fn participant_exists(tx: &mut Tx<'_>, id: ParticipantId) -> Result<bool, Error> {
    Ok(tx.count("SELECT COUNT(*) AS n FROM participants WHERE id = $1", params![id])? > 0)
}

pub fn person_of(tx: &mut Tx<'_>, id: ParticipantId) -> Result<Option<PersonId>, Error> {
    tx.maybe("SELECT person_id FROM participants WHERE id = $1", params![id], |row| row.get("person_id"))
}
