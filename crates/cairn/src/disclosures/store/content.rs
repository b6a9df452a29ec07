//! What a record says, read for the gate alone: nothing of it is seen before it stands in a permit.

use cairn_db::{Error, Row, Tx, params};
use cairn_part2::Category;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::access::Tier;
use crate::disclosures::content::{Leaf, Said};
use crate::ids::ParticipantId;

/// Name, birthday, and how to reach the person.
pub fn person(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Leaf>, Error> {
    tx.one(
        "SELECT p.id, p.name, p.born_on, p.gender, p.language, p.phone, p.email FROM people p
         JOIN participants q ON q.person_id = p.id WHERE q.id = $1",
        params![participant],
        |row| {
            let mut contact = Vec::new();
            for (key, column) in [("pages-phone", "phone"), ("pages-email", "email")] {
                if let Some(value) = row.get::<Option<String>>(column)? {
                    contact.push((key, Said::Words(value)));
                }
            }
            let mut about = Vec::new();
            if let Some(day) = row.get::<Option<Date>>("born_on")? {
                about.push(("pages-born-on", Said::Words(day.to_string())));
            }
            if let Some(gender) = row.get::<Option<String>>("gender")? {
                about.push(("pages-gender", Said::Words(gender)));
            }
            about.push(("pages-language", Said::Code("language", row.get("language")?)));
            let id: String = row.get::<crate::ids::PersonId>("id")?.to_string();
            let leaf = |category, lines| Leaf { id: id.clone(), category, at: None, labels: None, lines };
            Ok(vec![
                leaf(Category::Presence, vec![("pages-presence", Said::Key("pages-presence-yes"))]),
                leaf(Category::Name, vec![("pages-name", Said::Words(row.get("name")?))]),
                leaf(Category::Demographics, about),
                leaf(Category::Contact, contact),
            ])
        },
    )
}

fn minutes(row: &Row<'_>) -> Result<i64, Error> {
    let (from, to): (Timestamp, Timestamp) = (row.get("started_at")?, row.get("ended_at")?);
    Ok(to.duration_since(from).as_secs() / 60)
}

/// Sessions that took place: that they did, what a claim needs of them, and the approved words about them where these are
/// part of the record. What was made to stay here stays here.
pub fn sessions(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Leaf>, Error> {
    let held = tx.all(
        "SELECT s.id, v.started_at, v.ended_at, v.mode, v.did, v.response, v.next_step, v.units, v.billable, n.tier
         FROM sessions s JOIN notes n ON n.session_id = s.id JOIN note_versions v ON v.note_id = n.id
         WHERE s.participant_id = $1 AND v.version = (
             SELECT MAX(u.version) FROM submissions u JOIN approvals a ON a.submission_id = u.id
             WHERE u.note_id = n.id)
         ORDER BY v.started_at DESC, s.id DESC",
        params![participant],
        |row| {
            let id: String = row.get::<crate::ids::SessionId>("id")?.to_string();
            let at: Timestamp = row.get("started_at")?;
            let length = ("pages-minutes", Said::Words(minutes(row)?.to_string()));
            let mode = ("pages-mode", Said::Code("mode", row.get("mode")?));
            let leaf = |category, lines| Leaf { id: id.clone(), category, at: Some(at), labels: None, lines };
            let words = |key, column| Ok::<_, Error>((key, Said::Words(row.get::<String>(column)?)));
            let mut leaves = vec![leaf(Category::Attendance, vec![length.clone(), mode.clone()])];
            if row.get::<bool>("billable")? {
                let units = ("pages-units", Said::Words(row.get::<i64>("units")?.to_string()));
                leaves.push(leaf(Category::Billing, vec![length, mode, units]));
            }
            let said = vec![
                words("pages-did", "did")?,
                words("pages-response", "response")?,
                words("pages-next-step", "next_step")?,
            ];
            if row.get::<Tier>("tier")?.may_leave(false) {
                leaves.push(leaf(Category::SessionNotes, said));
            }
            Ok(leaves)
        },
    )?;
    Ok(held.into_iter().flatten().collect())
}

/// Sessions to come.
pub fn schedule(tx: &mut Tx<'_>, participant: ParticipantId, now: Timestamp) -> Result<Vec<Leaf>, Error> {
    tx.all(
        "SELECT s.id, s.starts_at, s.scheduled_at, s.planned_minutes, s.mode FROM sessions s
         LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE s.participant_id = $1 AND s.starts_at > $2 AND c.session_id IS NULL ORDER BY s.starts_at, s.id",
        params![participant, now],
        |row| {
            let lines = vec![
                ("pages-minutes", Said::Words(row.get::<i64>("planned_minutes")?.to_string())),
                ("pages-mode", Said::Code("mode", row.get("mode")?)),
            ];
            let id = row.get::<crate::ids::SessionId>("id")?.to_string();
            Ok(Leaf { id, category: Category::Schedule, at: Some(row.get("starts_at")?), labels: None, lines })
        },
    )
}

/// Goals in the person's newest words, those that are part of the record.
pub fn plan(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Leaf>, Error> {
    let goals = tx.all(
        "SELECT g.id, g.set_at, g.tier, COALESCE((SELECT w.words FROM goal_rewordings w WHERE w.goal_id = g.id
                ORDER BY w.id DESC LIMIT 1), g.words) AS words
         FROM goals g WHERE g.participant_id = $1 ORDER BY g.id",
        params![participant],
        |row| {
            let id = row.get::<crate::ids::GoalId>("id")?.to_string();
            let lines = vec![("pages-goal", Said::Words(row.get("words")?))];
            let goal = Leaf { id, category: Category::Plan, at: Some(row.get("set_at")?), labels: None, lines };
            Ok(row.get::<Tier>("tier")?.may_leave(false).then_some(goal))
        },
    )?;
    Ok(goals.into_iter().flatten().collect())
}

/// Since when, how many sessions and goals: how it goes, without a word of what was said.
pub fn progress(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Leaf>, Error> {
    let since: Option<Date> = tx
        .maybe(
            "SELECT MAX(enrolled_on) AS since FROM enrollments WHERE participant_id = $1",
            params![participant],
            |row| row.get::<Option<Date>>("since"),
        )?
        .flatten();
    let held = tx.count(
        "SELECT COUNT(*) AS n FROM holdings h JOIN sessions s ON s.id = h.session_id WHERE s.participant_id = $1",
        params![participant],
    )?;
    // A number of goals is about those goals, too.
    let goals = tx.count(
        "SELECT COUNT(*) AS n FROM goals WHERE participant_id = $1 AND tier = 'record'",
        params![participant],
    )?;
    let reached = tx.count(
        "SELECT COUNT(*) AS n FROM goal_closings c JOIN goals g ON g.id = c.goal_id
         LEFT JOIN goal_reopenings r ON r.closing_id = c.id
         WHERE g.participant_id = $1 AND g.tier = 'record' AND c.reason = 'reached' AND r.closing_id IS NULL",
        params![participant],
    )?;
    let mut lines = Vec::new();
    if let Some(day) = since {
        lines.push(("pages-enrolled-on", Said::Words(day.to_string())));
    }
    for (key, many) in [("pages-sessions", held), ("pages-goals", goals), ("pages-goals-reached", reached)] {
        lines.push((key, Said::Words(many.to_string())));
    }
    let id = participant.to_string();
    Ok(vec![Leaf { id, category: Category::Progress, at: None, labels: None, lines }])
}

/// Measures with their totals; single answers stay here.
pub fn assessments(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Leaf>, Error> {
    tx.all(
        "SELECT a.id, a.instrument, a.total, a.recorded_at, a.answered_on FROM assessments a
         JOIN participants q ON q.person_id = a.person_id
         WHERE q.id = $1 AND a.side = 'participant' AND a.status = 'answered' AND a.tier = 'record'
         ORDER BY a.answered_on DESC, a.id DESC",
        params![participant],
        |row| {
            let mut lines = vec![
                ("pages-instrument", Said::Words(row.get("instrument")?)),
                ("pages-answered-on", Said::Words(row.get::<Date>("answered_on")?.to_string())),
            ];
            if let Some(total) = row.get::<Option<f64>>("total")? {
                lines.push(("pages-total", Said::Words(total.to_string())));
            }
            let id = row.get::<crate::ids::AssessmentId>("id")?.to_string();
            Ok(Leaf {
                id,
                category: Category::Assessments,
                at: Some(row.get("recorded_at")?),
                labels: None,
                lines,
            })
        },
    )
}

/// Insurance policies.
pub fn coverage(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Leaf>, Error> {
    tx.all(
        "SELECT id, payer, plan_name, member_id, recorded_at FROM insurance_policies WHERE participant_id = $1 ORDER BY id",
        params![participant],
        |row| {
            let mut lines = vec![
                ("pages-payer", Said::Words(row.get("payer")?)),
                ("pages-member-id", Said::Words(row.get("member_id")?)),
            ];
            if let Some(plan) = row.get::<Option<String>>("plan_name")? {
                lines.push(("pages-plan-name", Said::Words(plan)));
            }
            let id = row.get::<crate::ids::PolicyId>("id")?.to_string();
            Ok(Leaf { id, category: Category::Coverage, at: Some(row.get("recorded_at")?), labels: None, lines })
        },
    )
}

/// The person's name, for the head of what leaves.
pub fn name(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<String, Error> {
    tx.one(
        "SELECT p.name FROM people p JOIN participants q ON q.person_id = p.id WHERE q.id = $1",
        params![participant],
        |row| row.get("name"),
    )
}
