//! What must hold in any program, and what a program of this size looks like.

use cairn::demo::Order;

use super::{Made, NOW, made};

/// Things that never happen in a program, each with the number of rows in which they did.
const NEVER: [(&str, &str); 20] = [
    (
        "a call without exactly one open next step",
        "SELECT COUNT(*) AS n FROM first_calls f LEFT JOIN call_closings c ON c.first_call_id = f.id WHERE c.first_call_id IS NULL AND 1 <> (SELECT COUNT(*) FROM next_steps s LEFT JOIN next_step_outcomes o ON o.next_step_id = s.id WHERE s.first_call_id = f.id AND o.next_step_id IS NULL)",
    ),
    (
        "a closed call with an open next step",
        "SELECT COUNT(*) AS n FROM call_closings c JOIN next_steps s ON s.first_call_id = c.first_call_id LEFT JOIN next_step_outcomes o ON o.next_step_id = s.id WHERE o.next_step_id IS NULL",
    ),
    (
        "immediate risk without an answer",
        "SELECT COUNT(*) AS n FROM first_calls f LEFT JOIN crisis_responses c ON c.first_call_id = f.id WHERE f.immediate_risk = 'yes' AND c.id IS NULL",
    ),
    (
        "two supporters at a time",
        "SELECT COUNT(*) AS n FROM (SELECT m.participant_id FROM matches m LEFT JOIN endings e ON e.match_id = m.id WHERE e.match_id IS NULL GROUP BY m.participant_id HAVING COUNT(*) > 1) AS two",
    ),
    (
        "two open enrollments",
        "SELECT COUNT(*) AS n FROM (SELECT m.participant_id FROM enrollments m LEFT JOIN discharges e ON e.enrollment_id = m.id WHERE e.enrollment_id IS NULL GROUP BY m.participant_id HAVING COUNT(*) > 1) AS two",
    ),
    (
        "a match of somebody discharged",
        "SELECT COUNT(*) AS n FROM matches m LEFT JOIN endings e ON e.match_id = m.id WHERE e.match_id IS NULL AND NOT EXISTS (SELECT 1 FROM enrollments r LEFT JOIN discharges d ON d.enrollment_id = r.id WHERE r.participant_id = m.participant_id AND d.enrollment_id IS NULL)",
    ),
    (
        "a caseload above the limit",
        "SELECT COUNT(*) AS n FROM (SELECT m.supporter_id FROM matches m LEFT JOIN endings e ON e.match_id = m.id WHERE e.match_id IS NULL GROUP BY m.supporter_id HAVING COUNT(*) > 15) AS many",
    ),
    (
        "an ending before its match",
        "SELECT COUNT(*) AS n FROM endings e JOIN matches m ON m.id = e.match_id WHERE e.ended_at < m.matched_at",
    ),
    (
        "a match of an offer not accepted",
        "SELECT COUNT(*) AS n FROM matches m LEFT JOIN acceptances a ON a.offer_id = m.offer_id WHERE a.answer IS NULL OR a.answer <> 'accepted'",
    ),
    (
        "a session both held and cancelled",
        "SELECT COUNT(*) AS n FROM holdings h JOIN cancellations c ON c.session_id = h.session_id",
    ),
    (
        "a session of two who were not matched",
        "SELECT COUNT(*) AS n FROM sessions s WHERE NOT EXISTS (SELECT 1 FROM matches m LEFT JOIN endings e ON e.match_id = m.id WHERE m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id AND m.matched_at <= s.starts_at AND (e.match_id IS NULL OR e.ended_at >= s.starts_at - 86400000))",
    ),
    (
        "two sessions of a supporter at once",
        "SELECT COUNT(*) AS n FROM (SELECT supporter_id FROM sessions GROUP BY supporter_id, starts_at HAVING COUNT(*) > 1) AS two",
    ),
    (
        "a holding that ends before it starts",
        "SELECT COUNT(*) AS n FROM holdings WHERE ended_at <= started_at OR recorded_at < ended_at",
    ),
    (
        "a note on a session not held",
        "SELECT COUNT(*) AS n FROM notes o LEFT JOIN holdings h ON h.session_id = o.session_id WHERE h.session_id IS NULL",
    ),
    (
        "a note approved before it was sent",
        "SELECT COUNT(*) AS n FROM approvals a JOIN submissions s ON s.id = a.submission_id WHERE a.approved_at < s.submitted_at",
    ),
    (
        "a note both returned and approved",
        "SELECT COUNT(*) AS n FROM approvals a JOIN returns r ON r.submission_id = a.submission_id",
    ),
    (
        "a version sent that was never saved",
        "SELECT COUNT(*) AS n FROM submissions s LEFT JOIN note_versions v ON v.note_id = s.note_id AND v.version = s.version WHERE v.id IS NULL OR v.saved_at > s.submitted_at",
    ),
    (
        "somebody else's goal cited, or one not open",
        "SELECT COUNT(*) AS n FROM cited_goals c JOIN note_versions v ON v.id = c.note_version_id JOIN notes o ON o.id = v.note_id JOIN goals g ON g.id = c.goal_id LEFT JOIN goal_closings x ON x.goal_id = g.id WHERE g.participant_id <> o.participant_id OR g.set_at > v.saved_at OR (v.amendment_reason IS NULL AND x.closed_at < v.started_at)",
    ),
    (
        "billed without units",
        "SELECT COUNT(*) AS n FROM note_versions WHERE (billable = 1 AND (units = 0 OR non_billable_reason IS NOT NULL)) OR (billable = 0 AND non_billable_reason IS NULL)",
    ),
    (
        "a group larger than its limit",
        "SELECT COUNT(*) AS n FROM (SELECT a.meeting_id FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id JOIN support_groups g ON g.id = m.group_id GROUP BY a.meeting_id, g.size_limit HAVING COUNT(*) > g.size_limit) AS full_house",
    ),
];

/// What a program of sixty participants and two years has, from and to.
const SIZES: [(&str, i64, i64, &str); 16] = [
    ("participants", 60, 60, "SELECT COUNT(*) AS n FROM participants"),
    (
        "enrolled now",
        25,
        52,
        "SELECT COUNT(*) AS n FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id WHERE d.enrollment_id IS NULL",
    ),
    ("who came back", 1, 15, "SELECT COUNT(*) - 60 AS n FROM enrollments"),
    ("supporters", 14, 14, "SELECT COUNT(*) AS n FROM peer_supporters"),
    ("families", 18, 18, "SELECT COUNT(*) AS n FROM families"),
    ("first calls", 120, 180, "SELECT COUNT(*) AS n FROM first_calls"),
    (
        "calls waiting",
        4,
        10,
        "SELECT COUNT(*) AS n FROM first_calls f LEFT JOIN call_closings c ON c.first_call_id = f.id WHERE c.first_call_id IS NULL",
    ),
    ("no-name calls", 10, 80, "SELECT COUNT(*) AS n FROM first_calls WHERE caller_name IS NULL"),
    ("sessions", 2200, 4200, "SELECT COUNT(*) AS n FROM sessions"),
    ("percent held", 70, 90, "SELECT 100 * COUNT(*) / (SELECT COUNT(*) FROM sessions) AS n FROM holdings"),
    (
        "notes waiting for approval",
        3,
        60,
        "SELECT COUNT(*) AS n FROM submissions s LEFT JOIN returns r ON r.submission_id = s.id LEFT JOIN approvals a ON a.submission_id = s.id WHERE r.id IS NULL AND a.id IS NULL",
    ),
    ("amendments", 1, 40, "SELECT COUNT(*) AS n FROM note_versions WHERE amendment_reason IS NOT NULL"),
    ("attendances", 1500, 5500, "SELECT COUNT(*) AS n FROM attendances"),
    (
        "percent of windows answered",
        62,
        86,
        "SELECT 100 * COUNT(*) / (SELECT COUNT(*) FROM assessments WHERE side = 'participant') AS n FROM assessments WHERE side = 'participant' AND status = 'answered'",
    ),
    ("windows lost", 10, 120, "SELECT COUNT(*) AS n FROM assessments WHERE status = 'lost_contact'"),
    (
        "rematches",
        3,
        40,
        "SELECT COUNT(*) - (SELECT COUNT(DISTINCT participant_id) FROM matches) AS n FROM matches",
    ),
];

/// When things were recorded: none of it later than now.
const RECORDED: [(&str, &str); 14] = [
    ("holdings", "recorded_at"),
    ("cancellations", "cancelled_at"),
    ("note_versions", "saved_at"),
    ("approvals", "approved_at"),
    ("taps", "tapped_at"),
    ("assessments", "recorded_at"),
    ("enrollments", "enrolled_at"),
    ("matches", "matched_at"),
    ("endings", "ended_at"),
    ("goals", "set_at"),
    ("goal_ratings", "rated_at"),
    ("first_calls", "received_at"),
    ("attendances", "recorded_at"),
    ("sessions", "scheduled_at"),
];

async fn check_never(made: &Made) {
    for (what, sql) in NEVER {
        assert_eq!(made.count(sql).await, 0, "{what}");
    }
    let now = made.app.clock.now().as_millisecond();
    for (table, column) in RECORDED {
        let newest: Result<i64, cairn_db::Error> = made
            .app
            .db
            .read(move |tx| tx.count(&format!("SELECT MAX({column}) AS n FROM {table}"), &[]))
            .await;
        assert!(newest.unwrap() <= now, "{table}.{column} lies ahead of now");
    }
}

#[tokio::test]
async fn nothing_happens_that_cannot_happen_at_any_hour() {
    // Eleven on a Monday; before dawn on a Sunday; the day the clocks change; a leap day; New Year's Eve.
    for (seed, now) in [
        (7, NOW),
        (2, "2026-08-16T08:10:00Z"),
        (3, "2026-03-08T12:00:00Z"),
        (4, "2028-02-29T23:00:00Z"),
        (5, "2027-01-01T03:30:00Z"),
    ] {
        let made = made(Order { seed, participants: 30 }, now).await;
        check_never(&made).await;
        lively(&made).await;
    }
}

#[tokio::test]
async fn a_program_of_sixty_has_the_size_of_one() {
    let made = made(Order { seed: 7, participants: 60 }, NOW).await;
    check_never(&made).await;
    let mut wrong = Vec::new();
    for (what, from, to, sql) in SIZES {
        let found = made.count(sql).await;
        if !(from..=to).contains(&found) {
            wrong.push(format!("{what}: {found} is not from {from} to {to}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Today's pages have something to show to everyone.
async fn lively(made: &Made) {
    let day = 86_400_000;
    let now = made.app.clock.now().as_millisecond();
    for (name, sql, least) in [
        (
            "sessions of Marcus this week",
            "SELECT COUNT(*) AS n FROM sessions s JOIN peer_supporters u ON u.id = s.supporter_id JOIN people p ON p.id = u.person_id WHERE p.name = 'Marcus Bell' AND s.starts_at BETWEEN $1 AND $2",
            2,
        ),
        (
            "sessions of Lucía this week",
            "SELECT COUNT(*) AS n FROM sessions s JOIN peer_supporters u ON u.id = s.supporter_id JOIN people p ON p.id = u.person_id WHERE p.name = 'Lucía Herrera' AND s.starts_at BETWEEN $1 AND $2",
            2,
        ),
        (
            "next sessions of Jordan",
            "SELECT COUNT(*) AS n FROM sessions s JOIN participants a ON a.id = s.participant_id JOIN people p ON p.id = a.person_id WHERE p.name = 'Jordan Ellis' AND s.starts_at BETWEEN $1 AND $2",
            1,
        ),
    ] {
        let found: Result<i64, cairn_db::Error> = made
            .app
            .db
            .read(move |tx| {
                let sql = crate::names::with_ids(tx, sql)?;
                tx.count(&sql, &[cairn_db::Value::from(now - day / 2), (now + 8 * day).into()])
            })
            .await;
        assert!(found.unwrap() >= least, "{name}");
    }
    for (what, least, sql) in [
        (
            "a supporter for Rosa who speaks Spanish",
            1,
            "SELECT COUNT(*) AS n FROM matches m JOIN participants a ON a.id = m.participant_id JOIN people p ON p.id = a.person_id JOIN supporter_languages l ON l.supporter_id = m.supporter_id AND l.language = 'es' LEFT JOIN endings e ON e.match_id = m.id WHERE p.name = 'Rosa Delgado' AND p.language = 'es' AND e.match_id IS NULL",
        ),
        (
            "offers that wait for Casey's answer",
            2,
            "SELECT COUNT(*) AS n FROM offers o JOIN participants a ON a.id = o.participant_id JOIN people p ON p.id = a.person_id LEFT JOIN offer_answers w ON w.offer_id = o.id WHERE p.name = 'Casey Thornton' AND w.offer_id IS NULL",
        ),
        (
            "Jordan's open goals with ratings and steps",
            1,
            "SELECT COUNT(*) AS n FROM goals g JOIN participants a ON a.id = g.participant_id JOIN people p ON p.id = a.person_id LEFT JOIN goal_closings c ON c.goal_id = g.id WHERE p.name = 'Jordan Ellis' AND c.goal_id IS NULL AND EXISTS (SELECT 1 FROM steps s WHERE s.goal_id = g.id) AND EXISTS (SELECT 1 FROM goal_ratings r WHERE r.goal_id = g.id)",
        ),
        (
            "Jordan's answers for the charts",
            8,
            "SELECT COUNT(*) AS n FROM assessments a JOIN people p ON p.id = a.person_id WHERE p.name = 'Jordan Ellis' AND a.status = 'answered' AND a.due_window <> 'day_365'",
        ),
        (
            "who saw Jordan's record",
            5,
            "SELECT COUNT(*) AS n FROM audit_entries e JOIN participants a ON a.id = e.participant_id JOIN people p ON p.id = a.person_id WHERE p.name = 'Jordan Ellis'",
        ),
    ] {
        let found = made.count(sql).await;
        assert!(found >= least, "{what}: {found}");
    }
    let due = made.count("SELECT COUNT(*) AS n FROM assessments a JOIN people p ON p.id = a.person_id WHERE p.name = 'Jordan Ellis' AND a.due_window = 'day_365'").await;
    assert_eq!(due, 0, "Jordan's one-year assessment is due, not done");
}

#[tokio::test]
async fn every_stored_total_is_what_its_answers_score_to() {
    let made = made(Order { seed: 7, participants: 20 }, NOW).await;
    type Row = (String, String, String, String, Option<f64>);
    let rows: Result<Vec<Row>, cairn_db::Error> = made
        .app
        .db
        .read(|tx| {
            tx.all(
                "SELECT instrument, version, definition_hash, answers, total FROM assessments WHERE status = 'answered'",
                &[],
                |row| {
                    Ok((row.get("instrument")?, row.get("version")?, row.get("definition_hash")?, row.get("answers")?, row.get("total")?))
                },
            )
        })
        .await;
    let rows = rows.unwrap();
    assert!(rows.iter().any(|row| row.4.is_none()), "some left an answer out");
    for (instrument, version, hash, answers, total) in rows {
        let definition = cairn_instruments::find(&instrument, Some(&version)).unwrap();
        let answers: Vec<Option<i64>> = serde_json::from_str(&answers).unwrap();
        let scored = cairn_instruments::score(definition, &answers).unwrap();
        assert_eq!((scored.hash, scored.total.map(|total| total as f64)), (hash, total));
    }
}
