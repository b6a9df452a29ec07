//! What sums are made of: everything that was held in a span of time, with what was said of it and by whom.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::answers;
use crate::access::{Role, Seat};
use crate::families::met_member;
use crate::ids::SupporterId;
use crate::session_ratings::rating::Answers;
use crate::session_ratings::sums::Held;

/// Whose sessions a supervisor sees in sums: those of each of their supporters.
pub fn supporters(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<(SupporterId, String)>, Error> {
    let mut found = tx.all(
        "SELECT k.id, COALESCE(w.goes_by, w.name) AS name FROM peer_supporters k JOIN people w ON w.id = k.person_id
         WHERE k.supervisor_id = $1",
        params![seat.person()],
        |row| Ok((row.get("id")?, row.get::<String>("name")?)),
    )?;
    crate::people::names::sort_by_name(&mut found, |(id, name)| (name.as_str(), *id));
    Ok(found)
}

/// Somebody was there, and when it began.
#[derive(Debug, Clone)]
pub struct Line {
    pub started_at: Timestamp,
    pub held: Held,
}

fn line(row: &Row<'_>) -> Result<Line, Error> {
    let (said, given): (bool, Answers) = (row.get("said")?, answers(row)?);
    let spoken = given.iter().any(Option::is_some);
    let (person, started_at) = (row.get("person_id")?, row.get("started_at")?);
    Ok(Line { started_at, held: Held { person, answers: spoken.then_some(given), erased: said && !spoken } })
}

/// The answers `r`, and whether there are any: also after their key is gone.
macro_rules! said {
    () => {
        "r.heard, r.wanted, r.honest,
            CASE WHEN COALESCE(r.heard, r.wanted, r.honest) IS NULL THEN 0 ELSE 1 END AS said"
    };
}

type Span = (Timestamp, Timestamp);

/// Sessions, with whom they were, as far as the seat may sum them: a supervisor those of their supporters, the evaluator
/// all.
pub fn sessions(tx: &mut Tx<'_>, seat: &Seat, (from, to): Span) -> Result<Vec<(SupporterId, Line)>, Error> {
    let supervisor = (seat.role() != Role::Evaluator).then_some(seat.person());
    tx.all(
        concat!(
            "SELECT s.supporter_id, p.person_id, COALESCE(r.began_at, h.started_at) AS started_at, ",
            said!(),
            " FROM holdings h JOIN sessions s ON s.id = h.session_id JOIN participants p ON p.id = s.participant_id
             JOIN peer_supporters k ON k.id = s.supporter_id
             LEFT JOIN session_ratings r ON r.session_id = s.id
             WHERE COALESCE(r.began_at, h.started_at) >= $1 AND COALESCE(r.began_at, h.started_at) < $2
               AND (CAST($3 AS TEXT) IS NULL OR k.supervisor_id = CAST($3 AS TEXT))"
        ),
        params![from, to, supervisor],
        |row| Ok((row.get("supporter_id")?, line(row)?)),
    )
}

/// Models besides one-on-one. Each is summed over the whole program: a meeting has more than one who leads it, and sums by
/// leader would overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    SupportGroup,
    GroupTherapy,
    /// Meetings with families, family groups, and both sides of shared sessions.
    Family,
}

impl Model {
    pub const ALL: [Model; 3] = [Model::SupportGroup, Model::GroupTherapy, Model::Family];

    pub fn code(self) -> &'static str {
        match self {
            Model::SupportGroup => "support_group",
            Model::GroupTherapy => "group_therapy",
            Model::Family => "family",
        }
    }

    fn of_group(code: &str) -> Model {
        match code {
            "group_therapy" => Model::GroupTherapy,
            "family_group" => Model::Family,
            _ => Model::SupportGroup,
        }
    }
}

/// Everything but one-on-one sessions, once for each who was there. What was said stays in the sums when somebody turns out
/// not to have been there, or a meeting is called off or moved afterwards: a mean that was shown does not change.
pub fn models(tx: &mut Tx<'_>, _seat: &Seat, (from, to): Span) -> Result<Vec<(Model, Line)>, Error> {
    let mut found: Vec<(Model, Line)> = tx.all(
        concat!(
            "SELECT g.model, a.person_id, COALESCE(r.began_at, m.starts_at) AS started_at, ",
            said!(),
            " FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
             JOIN support_groups g ON g.id = m.group_id
             LEFT JOIN session_ratings r ON r.meeting_id = m.id AND r.person_id = a.person_id
             WHERE COALESCE(r.began_at, m.starts_at) >= $1 AND COALESCE(r.began_at, m.starts_at) < $2
               AND (a.minutes > 0 OR r.id IS NOT NULL)"
        ),
        params![from, to],
        |row| Ok((Model::of_group(&row.get::<String>("model")?), line(row)?)),
    )?;
    let families = tx.all(
        concat!(
            "SELECT f.person_id, COALESCE(r.began_at, m.starts_at) AS started_at, ",
            said!(),
            " FROM family_meetings m JOIN family_members f ON (m.family_id = f.family_id OR m.other_family_id = f.family_id)
             LEFT JOIN session_ratings r ON r.family_meeting_id = m.id AND r.person_id = f.person_id
             LEFT JOIN family_cancellations c ON c.meeting_id = m.id
             WHERE COALESCE(r.began_at, m.starts_at) >= $1 AND COALESCE(r.began_at, m.starts_at) < $2
               AND (r.id IS NOT NULL OR (c.meeting_id IS NULL AND ",
            met_member!(),
            "))"
        ),
        params![from, to],
        line,
    )?;
    let shared = tx.all(
        concat!(
            "SELECT w.person_id, w.started_at, ",
            said!(),
            " FROM (SELECT h.session_id, h.started_at, p.person_id FROM shared_holdings h
                    JOIN shared_sessions x ON x.id = h.session_id JOIN participants p ON p.id = x.participant_id
                    UNION ALL
                    SELECT h.session_id, h.started_at, f.person_id FROM shared_holdings h
                    JOIN shared_invitations i ON i.session_id = h.session_id
                    JOIN family_members f ON f.id = i.member_id) w
             LEFT JOIN session_ratings r ON r.shared_session_id = w.session_id AND r.person_id = w.person_id
             WHERE w.started_at >= $1 AND w.started_at < $2"
        ),
        params![from, to],
        line,
    )?;
    found.extend(families.into_iter().chain(shared).map(|line| (Model::Family, line)));
    Ok(found)
}
