//! Part of the truth is what was not written down: two hundred acts through pages leave exactly their entries.

use std::collections::BTreeMap;

use cairn_db::{Error, params};

use crate::cast::Stage;

type Tally = BTreeMap<(String, String), i64>;

async fn entries(stage: &Stage) -> Tally {
    let sql = "SELECT action, object_kind, COUNT(*) AS n FROM audit_entries GROUP BY action, object_kind";
    let rows: Result<Vec<_>, Error> = stage
        .app
        .db
        .read(move |tx| {
            tx.all(sql, &[], |row| Ok(((row.get("action")?, row.get("object_kind")?), row.get("n")?)))
        })
        .await;
    rows.unwrap().into_iter().collect()
}

/// A biller reaches the insurance part of who has insurance.
async fn insured(stage: &Stage) {
    let (app, ana, cora) = (stage.app.clone(), stage.ana, stage.person("cora"));
    let (now, person) = (app.clock.now(), stage.person("ana"));
    let id: cairn::ids::PolicyId = app.chance.id(now);
    let made: Result<u64, Error> = app
        .db
        .write(move |tx| {
            let number = tx.seal(person, "X1")?;
            tx.execute(
                "INSERT INTO insurance_policies (id, participant_id, payer, plan_type, member_id, subscriber_relation,
                    network, recorded_at, recorded_by)
                 VALUES ($1, $2, 'Blue Plan', 'PPO', $3, 'self', 'out', $4, $5)",
                params![id, ana, number, now, cora],
            )
        })
        .await;
    made.unwrap();
}

#[tokio::test]
async fn two_hundred_acts_leave_exactly_their_entries() {
    let stage = Stage::set().await;
    insured(&stage).await;
    let (mut ana, mut bo) = (stage.visit_as("ana").await, stage.visit_as("bo").await);
    let (mut sam, mut cora) = (stage.visit_as("sam").await, stage.visit_as("cora").await);
    let (mut bill, mut pia) = (stage.visit_as("bill").await, stage.visit_as("pia").await);
    let record = format!("/participants/{}", stage.ana);
    let (plan, goals) = (format!("{record}/plan"), format!("{record}/goals"));
    for round in 0..20 {
        // Reads.
        sam.page(&plan).await;
        ana.page(&plan).await;
        cora.page(&record).await;
        bill.page(&format!("{record}/policies")).await;
        pia.page("/audit").await;
        ana.page(&format!("{record}/openings")).await;
        // Writes: the record is opened for them too.
        let words = format!("Walk {round} times");
        sam.submit(&goals, &[("words", words.as_str())]).await;
        // A form with something to mend is drawn on the open record.
        assert_eq!(ana.post(&goals, &[("words", "")]).await.status, 422);
        // What is refused, and what shows no record, leaves none.
        assert_eq!(bo.get(&plan).await.status, 404);
        cora.page("/first-calls").await;
    }
    let expected: Tally = [
        ("signed_in", "sign_in", 6),
        ("opened", "record", 20 * 6),
        ("opened", "coverage", 20),
        ("opened", "audit_log", 20),
        ("created", "goal", 20),
    ]
    .into_iter()
    .map(|(act, kind, n)| ((act.to_string(), kind.to_string()), n))
    .collect();
    assert_eq!(entries(&stage).await, expected);
    assert!(super::verified(&stage, vec![]).await.is_ok());
}
