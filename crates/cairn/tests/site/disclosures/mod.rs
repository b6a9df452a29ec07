mod accounting;
pub mod gate;
mod restrictions;
mod tiers;
mod wizards;

use cairn::access::Role;
use cairn::disclosures::{Emergency, NewEntry, store};
use cairn::ids::{DisclosureId, RecipientId, RowId};

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

const MAKERS: &[&str] = &["sol", "cora"];
const READERS: &[&str] = &["ana", "sol", "cora"];
const WITNESSES: &[&str] = &["sam", "sol", "cora"];
const KEEPERS: &[&str] = &["sol", "cora", "vale", "pia"];
const ANSWERERS: &[&str] = &["cora", "pia"];

/// Adds a recipient to the directory; their id.
pub async fn recipient(stage: &Stage, name: &str, standing: &str) -> String {
    let mut cora = stage.visit_as("cora").await;
    let fields =
        [("kind", "organization"), ("name", name), ("address", "1 Elm Street"), ("standing", standing)];
    cora.submit("/recipients", &fields).await;
    let page = cora.page(&format!("/participants/{}/disclosures/new", stage.ana)).await;
    option(&page, name)
}

/// The value of the option with these words.
pub fn option(page: &str, words: &str) -> String {
    let before = page.split(&format!(">{words}</option>")).next().unwrap();
    let value = before.rsplit("value=\"").next().unwrap();
    value.split('"').next().unwrap().to_string()
}

/// A row of the ledger for Ana, as if it had left at that time.
pub async fn written(stage: &Stage, to: &'static str, at: jiff::Timestamp) -> DisclosureId {
    let (id, participant) = (stage.app.chance.id::<DisclosureId>(at), stage.ana);
    let (subject, by) = (stage.person("ana"), stage.person("cora"));
    let entry = NewEntry {
        id,
        participant,
        subject,
        at,
        recipient: None,
        recipient_name: to.to_string(),
        recipient_address: Some("1 Elm Street".to_string()),
        description: "Dates of visits".to_string(),
        purpose: "treatment".to_string(),
        categories: vec!["attendance".to_string()],
        basis: "consent",
        basis_id: None,
        consent: None,
        scope: Some("Scope".to_string()),
        notice_version: "2024".to_string(),
        labels: ["R", "42CFRPart2", "SUD", "NORDSCLCD"].map(str::to_string).to_vec(),
        through_ehr: true,
        path: "csv",
        link: None,
        decision: "{}".to_string(),
        by,
        acting_as: Role::Coordinator,
    };
    let outcome: Result<(), cairn_db::Error> =
        stage.app.db.write(move |tx| store::ledger::append(tx, &entry)).await;
    outcome.unwrap();
    id
}

/// Asks to hold something back, as Ana; the restriction's id.
pub async fn asked(stage: &Stage, ana: &mut Visitor, fields: &[(&str, &str)]) -> RowId {
    let path = format!("/participants/{}/restrictions", stage.ana);
    ana.submit(&path, fields).await;
    newest(stage, "SELECT id FROM restrictions ORDER BY id DESC LIMIT 1").await
}

pub async fn newest<T: cairn_db::FromValue + Send + 'static>(stage: &Stage, sql: &'static str) -> T {
    let found: Result<T, cairn_db::Error> =
        stage.app.db.read(move |tx| tx.one(sql, &[], |row| row.get("id"))).await;
    found.unwrap()
}

pub async fn emergency(stage: &Stage) -> DisclosureId {
    let mut sam = stage.visit_as("sam").await;
    let fields = [
        ("personnel", "Dr. Ito"),
        ("facility", "County Hospital"),
        ("discloser", "Sam Okafor"),
        ("nature", "Did not wake up"),
        ("told", "What was taken and when"),
    ];
    sam.submit(&format!("/participants/{}/emergencies", stage.ana), &fields).await;
    newest(stage, "SELECT disclosure_id AS id FROM emergency_disclosures LIMIT 1").await
}

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let record = format!("/participants/{}", stage.ana);
    let to: RecipientId = recipient(stage, "Elm Clinic", "covered_entity").await.parse().unwrap();
    let row = written(stage, "Elm Clinic", stage.app.clock.now()).await;
    let mut ana = stage.visit_as("ana").await;
    let held = asked(stage, &mut ana, &[("whom", "everybody")]).await;
    ana.submit(&format!("{record}/accounting-requests"), &[("kind", "accounting")]).await;
    let request: RowId = newest(stage, "SELECT id FROM accounting_requests LIMIT 1").await;
    let mut cora = stage.visit_as("cora").await;
    cora.submit(
        &format!("{record}/involvements"),
        &[("recipient", &to.to_string()), ("class", "treating_providers")],
    )
    .await;
    let involvement: RowId = newest(stage, "SELECT id FROM involvements LIMIT 1").await;
    let told = emergency(stage).await;
    let mut cases = vec![
        case("GET", "/participants/{id}/disclosures", format!("{record}/disclosures"), READERS),
        case("GET", "/participants/{id}/disclosures/new", format!("{record}/disclosures/new"), MAKERS),
        case(
            "POST",
            "/participants/{id}/disclosures/preview",
            format!("{record}/disclosures/preview"),
            MAKERS,
        ),
        case("POST", "/participants/{id}/disclosures", format!("{record}/disclosures"), MAKERS),
        case("GET", "/disclosures/{id}", format!("/disclosures/{row}"), READERS),
        case("POST", "/participants/{id}/involvements", format!("{record}/involvements"), MAKERS),
        // A link that is wrong leads nowhere, whoever holds it.
        case("GET", "/shared/{token}", "/shared/wrong", &[]),
        case("POST", "/shared/{token}", "/shared/wrong", &[]),
        case("POST", "/links/{id}/ending", format!("/links/{involvement}/ending"), &[]),
    ];
    cases.extend(lists(&record, request, held, told));
    // These end what the others look at.
    cases.push(case(
        "POST",
        "/involvements/{id}/ending",
        format!("/involvements/{involvement}/ending"),
        MAKERS,
    ));
    cases.push(case("POST", "/recipients/{id}/closing", format!("/recipients/{to}/closing"), KEEPERS));
    cases
}

fn lists(record: &str, request: RowId, held: RowId, told: DisclosureId) -> Vec<Case> {
    vec![
        case("GET", "/participants/{id}/accounting", format!("{record}/accounting"), READERS),
        case("GET", "/participants/{id}/accounting/all", format!("{record}/accounting/all"), READERS),
        case("GET", "/participants/{id}/accounting/file", format!("{record}/accounting/file"), &["ana"]),
        case(
            "POST",
            "/participants/{id}/accounting-requests",
            format!("{record}/accounting-requests"),
            READERS,
        ),
        case(
            "POST",
            "/accounting-requests/{id}/extension",
            format!("/accounting-requests/{request}/extension"),
            &["cora"],
        ),
        case(
            "POST",
            "/accounting-requests/{id}/answer",
            format!("/accounting-requests/{request}/answer"),
            &["cora"],
        ),
        case("GET", "/accounting-requests", "/accounting-requests", ANSWERERS),
        case("GET", "/participants/{id}/restrictions", format!("{record}/restrictions"), READERS),
        case("POST", "/participants/{id}/restrictions", format!("{record}/restrictions"), READERS),
        case("POST", "/participants/{id}/paid-in-full", format!("{record}/paid-in-full"), READERS),
        case("GET", "/restrictions", "/restrictions", ANSWERERS),
        case("POST", "/restrictions/{id}/answer", format!("/restrictions/{held}/answer"), ANSWERERS),
        case(
            "POST",
            "/restrictions/{id}/ending",
            format!("/restrictions/{held}/ending"),
            &["ana", "cora", "pia"],
        ),
        case("GET", "/participants/{id}/received", format!("{record}/received"), READERS),
        case("GET", "/participants/{id}/received/new", format!("{record}/received/new"), MAKERS),
        case("POST", "/participants/{id}/received", format!("{record}/received"), MAKERS),
        case("GET", "/participants/{id}/emergency/new", format!("{record}/emergency/new"), WITNESSES),
        case("POST", "/participants/{id}/emergencies", format!("{record}/emergencies"), WITNESSES),
        case("GET", "/emergencies", "/emergencies", &["sol", "pia"]),
        case("POST", "/emergencies/{id}/review", format!("/emergencies/{told}/review"), &["sol"]),
        case("GET", "/participants/{id}/reports/new", format!("{record}/reports/new"), MAKERS),
        case("POST", "/participants/{id}/reports", format!("{record}/reports"), MAKERS),
        case("GET", "/recipients", "/recipients", KEEPERS),
        case("GET", "/recipients/new", "/recipients/new", KEEPERS),
        case("POST", "/recipients", "/recipients", KEEPERS),
    ]
}

/// Only so that the test's own type of an emergency stays the room's.
#[test]
fn an_emergency_has_five_fields() {
    let emergency = Emergency {
        personnel: String::new(),
        facility: String::new(),
        discloser: String::new(),
        nature: String::new(),
        told: String::new(),
    };
    assert!(emergency.facts(jiff::Timestamp::UNIX_EPOCH).at.is_some(), "the time is taken by itself");
}
