//! What somebody touched stays: the statements that remove the occurrences of a series that nobody did.

use std::sync::LazyLock;

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::calendar::series::{Of, Series};

/// Every column by which a table refers to an occurrence: a row there means that somebody touched it. A test holds the list
/// against the schema.
pub const TOUCHES: &[(&str, &str, &str)] = &[
    ("group_meetings", "arrivals", "meeting_id"),
    ("group_meetings", "attendances", "meeting_id"),
    ("group_meetings", "callings_off", "meeting_id"),
    ("group_meetings", "exchange_formings", "meeting_id"),
    ("group_meetings", "exchange_notes", "meeting_id"),
    ("group_meetings", "exchange_rounds", "meeting_id"),
    ("group_meetings", "group_notes", "meeting_id"),
    ("group_meetings", "head_counts", "meeting_id"),
    ("group_meetings", "meeting_facilitators", "meeting_id"),
    ("group_meetings", "meeting_plans", "meeting_id"),
    ("group_meetings", "moves", "meeting_id"),
    ("group_meetings", "session_ratings", "meeting_id"),
    ("group_meetings", "walk_ins", "meeting_id"),
    ("sessions", "accompaniment_outcomes", "session_id"),
    ("sessions", "accompaniments", "session_id"),
    ("sessions", "arrivals", "session_id"),
    ("sessions", "asides", "session_id"),
    ("sessions", "cancellations", "session_id"),
    ("sessions", "crisis_covers", "new_session_id"),
    ("sessions", "crisis_covers", "session_id"),
    ("sessions", "hand_over_endings", "joint_session_id"),
    ("sessions", "hand_over_sessions", "session_id"),
    ("sessions", "holdings", "session_id"),
    ("sessions", "notes", "session_id"),
    ("sessions", "restrictions", "session_id"),
    ("sessions", "session_ratings", "session_id"),
    ("sessions", "sessions", "moved_from_id"),
    ("sessions", "taps", "session_id"),
    ("sessions", "tool_uses", "session_id"),
    ("sessions", "walk_ins", "session_id"),
    ("family_meetings", "family_attendances", "meeting_id"),
    ("family_meetings", "family_cancellations", "meeting_id"),
    ("family_meetings", "family_moves", "meeting_id"),
    ("family_meetings", "family_notes", "meeting_id"),
    ("family_meetings", "session_ratings", "family_meeting_id"),
    ("events", "callings_off", "event_id"),
    ("events", "moves", "event_id"),
];

fn removal(occurrences: &str) -> String {
    let mut sql = ["DELETE FROM ", occurrences, " WHERE series_id = $1 AND starts_at >= $2"].concat();
    for (_, table, column) in TOUCHES.iter().filter(|(of, ..)| *of == occurrences) {
        let parts =
            [" AND NOT EXISTS (SELECT 1 FROM ", table, " x WHERE x.", column, " = ", occurrences, ".id)"];
        sql.push_str(&parts.concat());
    }
    sql
}

/// Removes the occurrences from an instant on that nobody touched; how many.
pub fn remove_untouched(tx: &mut Tx<'_>, series: &Series, from: Timestamp) -> Result<u64, Error> {
    static MEETINGS: LazyLock<String> = LazyLock::new(|| removal("group_meetings"));
    static SESSIONS: LazyLock<String> = LazyLock::new(|| removal("sessions"));
    static FAMILIES: LazyLock<String> = LazyLock::new(|| removal("family_meetings"));
    static EVENTS: LazyLock<String> = LazyLock::new(|| removal("events"));
    let sql = match series.of {
        Of::Group(_) => &MEETINGS,
        Of::Session(_) => &SESSIONS,
        Of::Family(_) => &FAMILIES,
        Of::Event(_) => &EVENTS,
    };
    tx.execute(sql, params![series.id, from])
}
