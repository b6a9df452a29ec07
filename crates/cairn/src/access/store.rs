//! How a viewer stands to a participant.

use cairn_db::{Error, Tx, params};
use jiff::{SignedDuration, Timestamp, civil::Date};
use uuid::Uuid;

use super::{FamilyRecord, Glass, Record, Reviewed, Role, Therapy, Tier, Viewer};
use crate::ids::{FamilyId, FamilyMemberId, ParticipantId, PersonId, RowId, SessionId};

/// Days after a discharge during which a coordinator still reaches the record: follow-up is asked for up to a year, and
/// whoever the figures of the last year count is reached.
const COORDINATED_DAYS: i64 = 367;
/// Days after somebody last came to a therapy group during which its leader reaches the record.
const LED_DAYS: i64 = 90;

/// Days after a meeting with a family during which the supporter who held it reaches the family.
const FAMILY_DAYS: i64 = 90;

/// Families and the supporters who walk with them, as a table `walk` (`$1` is [`met_since`]): those who are matched; and,
/// where there never was a match between the two, those who lately met.
pub const WALKS: &str = "(SELECT x.family_id, x.supporter_id FROM family_matches x
        LEFT JOIN family_match_endings y ON y.match_id = x.id WHERE x.supporter_id IS NOT NULL AND y.match_id IS NULL
    UNION SELECT m.family_id, m.supporter_id FROM family_meetings m
        WHERE m.supporter_id IS NOT NULL AND m.starts_at >= $1 AND NOT EXISTS (SELECT 1 FROM family_matches x
            WHERE x.family_id = m.family_id AND x.supporter_id = m.supporter_id)
    UNION SELECT m.other_family_id AS family_id, m.supporter_id FROM family_meetings m
        WHERE m.supporter_id IS NOT NULL AND m.other_family_id IS NOT NULL AND m.starts_at >= $1
            AND NOT EXISTS (SELECT 1 FROM family_matches x
                WHERE x.family_id = m.other_family_id AND x.supporter_id = m.supporter_id)) AS walk";

/// A supporter reaches families that they met since then.
pub fn met_since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(24 * FAMILY_DAYS)
}

/// A coordinator reaches who was discharged since then, and everybody who was not.
pub fn coordinated_since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(24 * COORDINATED_DAYS)
}

/// The leader of a therapy group reaches who came to it since then.
pub fn led_since(now: Timestamp) -> Timestamp {
    now - SignedDuration::from_hours(24 * LED_DAYS)
}

/// Proof of how the viewer stands to the participant: a relation of their own, or an opening in an emergency that has
/// not run out; none for everybody else.
pub fn relation(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    id: ParticipantId,
    now: Timestamp,
) -> Result<Option<Record>, Error> {
    let person = tx.maybe("SELECT person_id FROM participants WHERE id = $1", params![id], |row| {
        row.get::<PersonId>("person_id")
    })?;
    let Some(person) = person else { return Ok(None) };
    let by = |acting_as| Record { participant: id, person, acting_as, glass: None };
    if person == viewer.person {
        return Ok(Some(by(Role::Participant)));
    }
    for role in [Role::PeerSupporter, Role::Supervisor, Role::Clinician, Role::Coordinator] {
        if viewer.is(role) && reaches(tx, viewer.person, role, id, now)? {
            return Ok(Some(by(role)));
        }
    }
    let glass = glass(tx, viewer, id, now)?;
    Ok(glass.map(|glass| Record { glass: Some(glass), ..by(Role::Clinician) }))
}

/// The viewer's opening of this record in an emergency, while it lasts and while they hold the role it was made in.
fn glass(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    id: ParticipantId,
    now: Timestamp,
) -> Result<Option<Glass>, Error> {
    let found = tx.maybe(
        "SELECT o.id, o.expires_at, o.acting_as FROM break_glass_openings o
         LEFT JOIN break_glass_endings e ON e.opening_id = o.id
         WHERE o.opened_by = $1 AND o.participant_id = $2 AND o.expires_at > $3 AND e.opening_id IS NULL
         ORDER BY o.expires_at DESC LIMIT 1",
        params![viewer.person, id, now],
        |row| {
            Ok(Glass { opening: row.get("id")?, until: row.get("expires_at")?, hat: row.get("acting_as")? })
        },
    )?;
    Ok(found.filter(|glass| viewer.is(glass.hat)))
}

/// Whether a review `r` under a contract `c` may be worked in on the day `$1`: opened and not ended, and its contract in
/// force with no copy due for destruction. What the contract's terms must hold is the gate's to say.
pub const RUNNING_REVIEW: &str = "r.from_on <= $1 AND r.until_on >= $1 AND c.from_on <= $1
    AND (c.until_on IS NULL OR c.until_on >= $1) AND (c.destroy_by IS NULL OR c.destroy_by >= $1)
    AND NOT EXISTS (SELECT 1 FROM audit_review_endings re WHERE re.review_id = r.id)
    AND NOT EXISTS (SELECT 1 FROM contract_endings ce WHERE ce.contract_id = c.id AND ce.ended_on <= $1)";

/// Proof that this number of a running review's sample is there for the viewer.
pub fn reviewed(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    (review, number): (RowId, i64),
    today: Date,
) -> Result<Option<Reviewed>, Error> {
    let sql = [
        "SELECT p.id, p.person_id, r.opened_by FROM audit_reviews r JOIN contracts c ON c.id = r.contract_id
         JOIN audit_review_participants s ON s.review_id = r.id JOIN participants p ON p.id = s.participant_id
         LEFT JOIN erasures x ON x.record_id = p.id
         WHERE r.id = $2 AND s.number = $3 AND r.auditor_id = $4 AND x.id IS NULL AND ",
        RUNNING_REVIEW,
    ];
    tx.maybe(&sql.concat(), params![today, review, number, viewer.person], |row| {
        let (participant, person) = (row.get("id")?, row.get("person_id")?);
        Ok(Reviewed { participant, person, review, opened_by: row.get("opened_by")? })
    })
}

/// Proof of how the viewer stands to a session; none if they may not open it. Narrower than [`relation`]: the supporter of this session and their supervisor, not every supporter of
/// this participant. After the match has ended, they reach a session only until its note is approved.
pub fn session_relation(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    id: SessionId,
    now: Timestamp,
) -> Result<Option<Record>, Error> {
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
    let by = |acting_as| Some(Record { participant, person, acting_as, glass: None });
    if person == viewer.person {
        return Ok(by(Role::Participant));
    }
    let sides = [
        (Role::PeerSupporter, supporter == viewer.person),
        (Role::Supervisor, supervisor == Some(viewer.person)),
    ];
    for (role, theirs) in sides {
        if theirs && viewer.is(role) && (unfinished || reaches(tx, viewer.person, role, participant, now)?) {
            return Ok(by(role));
        }
    }
    let coordinates =
        viewer.is(Role::Coordinator) && reaches(tx, viewer.person, Role::Coordinator, participant, now)?;
    Ok(if coordinates { by(Role::Coordinator) } else { None })
}

/// Whether a clinician leads a therapy group that the participant lately attended; with `author`, also whether they
/// wrote counseling notes about them.
pub fn therapy(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    (id, author): (ParticipantId, bool),
    now: Timestamp,
) -> Result<Option<Therapy>, Error> {
    let wrote = "SELECT COUNT(*) AS n FROM counseling_notes WHERE participant_id = $1 AND author_id = $2";
    let may = reaches(tx, viewer.person, Role::Clinician, id, now)?
        || (author && tx.count(wrote, params![id, viewer.person])? > 0);
    if !may {
        return Ok(None);
    }
    tx.maybe(
        "SELECT COALESCE(w.goes_by, w.name) AS name FROM participants p JOIN people w ON w.id = p.person_id
         WHERE p.id = $1 AND w.id <> $2",
        params![id, viewer.person],
        |row| Ok(Therapy { participant: id, clinician: viewer.person, name: row.get("name")? }),
    )
}

fn reaches(
    tx: &mut Tx<'_>,
    viewer: PersonId,
    role: Role,
    id: ParticipantId,
    now: Timestamp,
) -> Result<bool, Error> {
    let found = match role {
        Role::Coordinator => tx.count(
            "SELECT COUNT(*) AS n FROM participants p
             WHERE p.id = $1 AND (NOT EXISTS (SELECT 1 FROM enrollments e WHERE e.participant_id = p.id)
                OR EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
                    WHERE e.participant_id = p.id AND (d.enrollment_id IS NULL OR d.discharged_at >= $2)))",
            params![id, coordinated_since(now)],
        ),
        Role::PeerSupporter => tx.count(
            "SELECT COUNT(*) AS n FROM matches m
             JOIN peer_supporters s ON s.id = m.supporter_id
             LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.participant_id = $1 AND s.person_id = $2 AND e.match_id IS NULL",
            params![id, viewer],
        ),
        Role::Supervisor => tx.count(
            "SELECT COUNT(*) AS n FROM matches m
             JOIN peer_supporters s ON s.id = m.supporter_id
             LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.participant_id = $1 AND s.supervisor_id = $2 AND e.match_id IS NULL",
            params![id, viewer],
        ),
        Role::Clinician => tx.count(
            "SELECT COUNT(*) AS n FROM attendances a
             JOIN group_meetings g ON g.id = a.meeting_id
             JOIN support_groups s ON s.id = g.group_id AND s.model = 'group_therapy'
             JOIN participants p ON p.person_id = a.person_id
             WHERE p.id = $1 AND s.leader_id = $2 AND a.minutes > 0 AND g.starts_at >= $3",
            params![id, viewer, led_since(now)],
        ),
        _ => return Ok(false),
    };
    Ok(found? > 0)
}

/// Whether a policy is on file, their own or the one told on their first call: without one, somebody who bills need not know that the person is here.
pub fn is_insured(tx: &mut Tx<'_>, id: ParticipantId) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) AS n FROM insurance_policies i WHERE i.participant_id = $1
        OR i.first_call_id IN (SELECT e.first_call_id FROM enrollments e WHERE e.participant_id = $1)";
    Ok(tx.count(sql, params![id])? > 0)
}

pub fn participant_exists(tx: &mut Tx<'_>, id: ParticipantId) -> Result<bool, Error> {
    Ok(tx.count("SELECT COUNT(*) AS n FROM participants WHERE id = $1", params![id])? > 0)
}

/// Keeps that something is read by others than before.
pub fn tier_changed(
    tx: &mut Tx<'_>,
    record: &Record,
    (kind, object): (&'static str, Uuid),
    (from, to): (Tier, Tier),
    stamp: (RowId, Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO tier_changes (id, participant_id, kind, object_id, from_tier, to_tier, changed_at, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![stamp.0, record.participant(), kind, object, from, to, stamp.1, stamp.2],
    )?;
    Ok(())
}

pub fn person_of(tx: &mut Tx<'_>, id: ParticipantId) -> Result<Option<PersonId>, Error> {
    tx.maybe("SELECT person_id FROM participants WHERE id = $1", params![id], |row| row.get("person_id"))
}

/// Under which hat the viewer reaches a family. No table of participants is asked.
pub fn family_hat(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    id: FamilyId,
    now: Timestamp,
) -> Result<Option<Role>, Error> {
    let known = "SELECT COUNT(*) AS n FROM families WHERE id = $1";
    if tx.count(known, params![id])? == 0 {
        return Ok(None);
    }
    for role in [Role::FamilyMember, Role::PeerSupporter, Role::Supervisor, Role::Coordinator] {
        if viewer.is(role) && reaches_family(tx, viewer.person, role, id, now)? {
            return Ok(Some(role));
        }
    }
    Ok(None)
}

fn reaches_family(
    tx: &mut Tx<'_>,
    viewer: PersonId,
    role: Role,
    id: FamilyId,
    now: Timestamp,
) -> Result<bool, Error> {
    let found = match role {
        Role::FamilyMember => tx.count(
            "SELECT COUNT(*) AS n FROM family_members WHERE family_id = $1 AND person_id = $2",
            params![id, viewer],
        ),
        Role::PeerSupporter | Role::Supervisor => {
            let sql = [
                "SELECT COUNT(*) AS n FROM ",
                WALKS,
                " JOIN peer_supporters s ON s.id = walk.supporter_id WHERE walk.family_id = $2
                   AND $3 = CASE WHEN CAST($4 AS BIGINT) = 1 THEN s.person_id ELSE s.supervisor_id END",
            ];
            let own = i64::from(role == Role::PeerSupporter);
            tx.count(&sql.concat(), params![met_since(now), id, viewer, own])
        }
        Role::Coordinator => Ok(1),
        _ => return Ok(false),
    };
    Ok(found? > 0)
}

/// Proof of how the viewer stands to a family member: themself, or somebody who reaches the family by their work. Of an
/// erased record there is nothing to open.
pub fn family_record(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    id: FamilyMemberId,
    now: Timestamp,
) -> Result<Option<FamilyRecord>, Error> {
    let found = tx.maybe(
        "SELECT m.family_id, m.person_id FROM family_members m LEFT JOIN erasures x ON x.record_id = m.id
         WHERE m.id = $1 AND x.id IS NULL",
        params![id],
        |row| Ok((row.get::<FamilyId>("family_id")?, row.get::<PersonId>("person_id")?)),
    )?;
    let Some((family, person)) = found else { return Ok(None) };
    let by = |acting_as| FamilyRecord { member: id, family, person, acting_as, viewer: viewer.person };
    if person == viewer.person && viewer.is(Role::FamilyMember) {
        return Ok(Some(by(Role::FamilyMember)));
    }
    for role in [Role::PeerSupporter, Role::Supervisor, Role::Coordinator] {
        if viewer.is(role) && person != viewer.person && reaches_family(tx, viewer.person, role, family, now)?
        {
            return Ok(Some(by(role)));
        }
    }
    Ok(None)
}
