//! Emergencies and reports: only what the rule permits, and everything that it asks to be written down.

use axum::http::StatusCode;

use super::asked;
use crate::cast::Stage;

const FIELDS: [(&str, &str); 5] = [
    ("personnel", "Dr. Ito"),
    ("facility", "County Hospital"),
    ("discloser", "Sam Okafor"),
    ("nature", "Did not wake up"),
    ("told", "What was taken and when"),
];

#[tokio::test]
async fn row_21_each_field_is_needed_and_the_time_is_kept_by_itself() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/participants/{}/emergencies", stage.ana);
    for (missing, _) in FIELDS {
        let fields: Vec<_> = FIELDS.into_iter().filter(|(name, _)| *name != missing).collect();
        let reply = sam.post(&path, &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "without {missing}");
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM disclosures").await, 0);
    assert!(
        sam.page(&format!("/participants/{}/emergency/new", stage.ana)).await.contains("not to use or share")
    );
    sam.submit(&path, &FIELDS).await;
    let mut ana = stage.visit_as("ana").await;
    let chart = ana.page(&format!("/participants/{}/disclosures", stage.ana)).await;
    for words in ["Dr. Ito", "County Hospital", "Did not wake up", "Waits for a supervisor"] {
        assert!(chart.contains(words), "{words}");
    }
    let kept = stage
        .count(
            "SELECT COUNT(*) AS n FROM emergency_disclosures e JOIN disclosures d ON d.id = e.disclosure_id
             WHERE e.told_at = d.disclosed_at AND d.basis = 'emergency'",
        )
        .await;
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn row_21_a_restriction_does_not_stand_in_the_way_and_a_supervisor_looks() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let held = asked(&stage, &mut ana, &[("whom", "everybody")]).await;
    stage
        .visit_as("cora")
        .await
        .submit(&format!("/restrictions/{held}/answer"), &[("answer", "accepted")])
        .await;
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&format!("/participants/{}/emergencies", stage.ana), &FIELDS).await;
    let mut sol = stage.visit_as("sol").await;
    let queue = sol.page("/emergencies").await;
    assert!(queue.contains("Dr. Ito"));
    let id: cairn::ids::DisclosureId =
        super::newest(&stage, "SELECT disclosure_id AS id FROM emergency_disclosures").await;
    sol.submit(&format!("/emergencies/{id}/review"), &[("words", "Rightly done")]).await;
    let after = sol.page("/emergencies").await;
    assert!(after.contains("Sol Haddad") && !after.contains(&format!("/emergencies/{id}/review")));
}

#[tokio::test]
async fn row_22_a_report_takes_the_permitted_facts_and_nothing_else() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/reports", stage.ana);
    let fields = [
        ("kind", "crime_on_premises"),
        ("authority", "Police of Ashford"),
        ("circumstances", "A window was broken on purpose"),
        ("name", "Ana Ruiz"),
        ("whereabouts", "Main Street"),
        ("justification", "It happened on our premises today"),
        // Nobody can slip these in.
        ("session_notes", "quetzal-said"),
        ("categories", "session_notes"),
        ("content", "quetzal-said"),
    ];
    assert_eq!(stage.visit_as("sam").await.post(&path, &fields).await.status, StatusCode::NOT_FOUND);
    let mut cora = stage.visit_as("cora").await;
    let hollow: Vec<_> = fields.into_iter().filter(|(name, _)| *name != "justification").collect();
    assert_eq!(cora.post(&path, &hollow).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    cora.submit(&path, &fields).await;
    let rows: Result<Vec<(String, String)>, cairn_db::Error> = stage
        .app
        .db
        .read(|tx| {
            tx.all(
                "SELECT r.facts, d.categories FROM permitted_reports r JOIN disclosures d ON d.id = r.disclosure_id",
                &[],
                |row| Ok((row.get("facts")?, row.get("categories")?)),
            )
        })
        .await;
    let (facts, categories) = rows.unwrap().remove(0);
    assert!(!facts.contains("quetzal"), "{facts}");
    let facts: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&facts).unwrap();
    const ALLOWED: [&str; 5] = ["circumstances", "participant_here", "name", "address", "whereabouts"];
    assert!(facts.keys().all(|key| ALLOWED.contains(&key.as_str())), "{facts:?}");
    assert!(!categories.contains("session_notes"), "{categories}");
}
