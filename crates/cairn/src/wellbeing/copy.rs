//! Everything this room keeps about the viewer, for the viewer, in one file that other programs read. No participant is in
//! it: of sessions it has the tap and its time.

use axum::response::IntoResponse;
use cairn_db::Value;
use serde_json::{Map, Value as Json, json};

use super::Own;
use crate::audit::Act;
use crate::disclosures::{Egress, Shape};
use crate::ids::RowId;
use crate::web::{Answer, Problem, Visit};

/// Table and statement; `$1` is the person. Of what points at a participant the pointer is left out.
const PARTS: [(&str, &str); 16] = [
    ("own_goals", "SELECT id, words, why, set_at FROM own_goals WHERE person_id = $1 ORDER BY id"),
    (
        "own_goal_rewordings",
        "SELECT goal_id, words, why, reworded_at FROM own_goal_rewordings WHERE person_id = $1 ORDER BY id",
    ),
    (
        "own_goal_ratings",
        "SELECT goal_id, importance, confidence, rated_at FROM own_goal_ratings WHERE person_id = $1 ORDER BY id",
    ),
    (
        "own_goal_closings",
        "SELECT c.goal_id, c.reason, c.closed_at, r.reopened_at FROM own_goal_closings c
         LEFT JOIN own_goal_reopenings r ON r.closing_id = c.id WHERE c.person_id = $1 ORDER BY c.id",
    ),
    ("own_steps", "SELECT id, goal_id, words, who, by_on, set_at FROM own_steps WHERE person_id = $1 ORDER BY id"),
    (
        "own_step_endings",
        "SELECT e.step_id, e.ending, e.ended_at, r.reopened_at FROM own_step_endings e
         LEFT JOIN own_step_reopenings r ON r.ending_id = e.id WHERE e.person_id = $1 ORDER BY e.id",
    ),
    (
        "own_plan_reviews",
        "SELECT words, next_review_on, reviewed_at FROM own_plan_reviews WHERE person_id = $1 ORDER BY id",
    ),
    (
        "own_check_ins",
        "SELECT on_day, mood, sleep_hours, words, kept_at FROM own_check_ins WHERE person_id = $1 ORDER BY id",
    ),
    (
        "assessments",
        "SELECT instrument, version, due_window, status, answers, total, answered_on, recorded_at FROM assessments
         WHERE person_id = $1 AND side = 'supporter' ORDER BY answered_on, id",
    ),
    (
        "taps",
        "SELECT t.value, t.tapped_at FROM taps t JOIN sessions s ON s.id = t.session_id
         JOIN peer_supporters p ON p.id = s.supporter_id
         WHERE p.person_id = $1 AND t.side = 'supporter' ORDER BY t.tapped_at, t.session_id",
    ),
    (
        "supporter_figure_choices",
        "SELECT joins, chosen_at FROM supporter_figure_choices WHERE person_id = $1 ORDER BY id",
    ),
    ("own_taps", "SELECT kind, value, tapped_at FROM own_taps WHERE person_id = $1 ORDER BY tapped_at, object_id"),
    (
        "load_talks",
        "SELECT k.asked_at, w.withdrawn_at, h.held_at FROM load_talks k
         LEFT JOIN load_talk_withdrawals w ON w.talk_id = k.id LEFT JOIN load_talk_holdings h ON h.talk_id = k.id
         WHERE k.person_id = $1 ORDER BY k.id",
    ),
    (
        "learning_entries",
        "SELECT id, on_day, minutes, domain, kind, words, tier, replaces_id, entered_at FROM learning_entries
         WHERE person_id = $1 ORDER BY id",
    ),
    (
        "learning_confirmations",
        "SELECT e.id AS entry_id, q.asked_at, c.confirmed_at, w.withdrawn_at FROM learning_entries e
         LEFT JOIN learning_requests q ON q.entry_id = e.id LEFT JOIN learning_confirmations c ON c.entry_id = e.id
         LEFT JOIN learning_withdrawals w ON w.entry_id = e.id WHERE e.person_id = $1 ORDER BY e.id",
    ),
    (
        "debriefs",
        "SELECT d.due_at, h.held_at, h.words FROM debriefs d LEFT JOIN debrief_holdings h ON h.debrief_id = d.id
         WHERE d.person_id = $1 ORDER BY d.id",
    ),
];

pub async fn json(visit: Visit) -> Answer {
    let (_, egress) = visit
        .write(|desk| {
            let own = Own::open(desk)?;
            desk.require_step_up()?;
            let mut tables = Map::new();
            for (table, sql) in PARTS {
                let rows = desk.tx.all(sql, &[own.person().into()], |row| row.values())?;
                tables.insert(table.to_string(), Json::Array(rows.into_iter().map(told).collect()));
            }
            let copy: RowId = desk.id();
            own.enter(desk, Act::Exported, "own_copy", copy.into())?;
            let whole = json!({
                "about": "What you keep about yourself as a supporter. Instants (…_at) are milliseconds since \
                          1970-01-01T00:00Z, dates year-month-day.",
                "program": &desk.program.name,
                "made_at": desk.now,
                "own": tables,
            });
            let body = serde_json::to_vec_pretty(&whole)
                .map_err(|_| Problem::Defect("a copy could not be written"))?;
            Ok(Egress::to_supporter(&own, Shape::Json, body))
        })
        .await?;
    Ok(egress.into_response())
}

fn told(row: Vec<(String, Value)>) -> Json {
    Json::Object(row.into_iter().map(|(name, value)| (name, cell(value))).collect())
}

fn cell(value: Value) -> Json {
    match value {
        Value::Integer(number) => json!(number),
        Value::Real(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Null | Value::Blob(_) => Json::Null,
    }
}
