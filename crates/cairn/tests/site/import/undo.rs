//! What came in can go out again, as long as nobody has worked with it.

use cairn::audit::{self, Act};
use cairn::ids::{ParticipantId, PersonId, RowId};
use cairn_db::{Error, Value, params};

use super::*;

const SHEET: &str = "Kind,Name,Hopes,Languages,Shares,Family\n\
    participant,Lee Park,A quiet year,,,\n\
    participant,Max Roe,,,,\n\
    supporter,Rosa Lim,,en,pathway: medication,\n\
    family,Eva Lim,,,,Lim house\n";

/// Every row of every table but the log and the imports themselves, to compare before and after.
async fn everything(stage: &Stage) -> Vec<(String, i64)> {
    let found: Result<_, Error> = stage
        .app
        .db
        .read(|tx| {
            let tables: Vec<String> =
                tx.all(cairn_db::dialect::tables(tx.dialect()), &[], |row| row.get("name"))?;
            let kept = ["audit_entries", "audit_nodes", "imports", "imported_people", "import_undoings"];
            let mut counts = Vec::new();
            for table in tables.into_iter().filter(|table| !kept.contains(&table.as_str())) {
                let n = tx.count(&format!("SELECT COUNT(*) AS n FROM {table}"), &[])?;
                counts.push((table, n));
            }
            Ok(counts)
        })
        .await;
    found.unwrap()
}

async fn run(stage: &Stage, sql: &'static str, values: Vec<Value>) {
    let done: Result<u64, Error> = stage.app.db.write(move |tx| tx.execute(sql, &values)).await;
    assert_eq!(done.unwrap(), 1);
}

async fn of<T: cairn_db::FromValue + Send + 'static>(stage: &Stage, sql: &'static str) -> T {
    let found: Result<T, Error> = stage
        .app
        .db
        .read(move |tx| {
            let sql = crate::names::with_ids(tx, sql)?;
            tx.one(&sql, &[], |row| row.get("id"))
        })
        .await;
    found.unwrap()
}

const LEE: &str =
    "SELECT a.id FROM participants a JOIN people p ON p.id = a.person_id WHERE p.name = 'Lee Park'";

#[tokio::test]
async fn undoing_removes_what_came_and_nothing_else() {
    let stage = later().await;
    let before = everything(&stage).await;
    let sheet = Sheet::write(SHEET);
    let (import, _) = take_in(&stage, sheet.anybody()).await.unwrap();
    assert_ne!(everything(&stage).await, before);
    stage.advance(jiff::SignedDuration::from_hours(1));
    assert_eq!(import::undo(&stage.app, import).await.unwrap(), 4);
    assert_eq!(everything(&stage).await, before);
    let entries = "SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'removed' AND actor_id IS NULL";
    assert_eq!(stage.count(entries).await, 3, "two records and the import");
    let lines = import::list(&stage.app).await.unwrap();
    assert!(lines[0].undone_at.is_some() && lines[0].people_added == 4, "{lines:?}");
    assert!(matches!(import::undo(&stage.app, import).await, Err(Failure::AlreadyUndone(_))));
    take_in(&stage, sheet.anybody()).await.expect("what was taken out may come in again");
}

#[tokio::test]
async fn an_import_that_never_was() {
    let stage = later().await;
    let unknown: ImportId = stage.app.chance.id(stage.app.clock.now());
    assert!(matches!(import::undo(&stage.app, unknown).await, Err(Failure::Unknown(_))));
}

/// Whether undoing is refused for a row in this table, with everybody still there.
async fn is_held(stage: &Stage, import: ImportId, table: &str) -> bool {
    let before = everything(stage).await;
    let held = match import::undo(&stage.app, import).await {
        Err(Failure::InUse(held)) => held,
        other => panic!("{table}: {other:?}"),
    };
    assert_eq!(everything(stage).await, before);
    held.iter().any(|held| held.what == table && held.line >= 2)
}

#[tokio::test]
async fn a_session_with_somebody_keeps_the_whole_import() {
    let stage = later().await;
    let (import, _) = take_in(&stage, Sheet::write(SHEET).anybody()).await.unwrap();
    stage.advance(jiff::SignedDuration::from_hours(1));
    let (lee, now): (ParticipantId, _) = (of(&stage, LEE).await, stage.app.clock.now());
    let session: RowId = stage.app.chance.id(now);
    run(
        &stage,
        "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting,
            scheduled_at, scheduled_by) VALUES ($1, $2, $3, $4, 60, 'phone', 'phone', $4, $5)",
        params![session, lee, stage.sam, now, stage.person("cora")].to_vec(),
    )
    .await;
    match import::undo(&stage.app, import).await {
        Err(Failure::InUse(held)) => {
            assert_eq!((held[0].line, held[0].what), (2, "sessions"), "{held:?}");
        }
        other => panic!("{other:?}"),
    }
    assert!(is_held(&stage, import, "sessions").await);
}

#[tokio::test]
async fn so_do_a_second_hat_a_second_enrollment_and_a_new_member_of_the_family() {
    let stage = later().await;
    let (import, _) = take_in(&stage, Sheet::write(SHEET).anybody()).await.unwrap();
    stage.advance(jiff::SignedDuration::from_hours(1));
    let (now, chance) = (stage.app.clock.now(), stage.app.chance.clone());
    let person: PersonId = of(&stage, "SELECT id FROM people WHERE name = 'Max Roe'").await;
    let role: RowId = chance.id(now);
    let hat = "INSERT INTO roles (id, person_id, role, granted_at) VALUES ($1, $2, 'biller', $3)";
    run(&stage, hat, params![role, person, now].to_vec()).await;
    assert!(is_held(&stage, import, "roles").await);
    run(&stage, "DELETE FROM roles WHERE id = $1", params![role].to_vec()).await;

    let (lee, cora): (ParticipantId, _) = (of(&stage, LEE).await, stage.person("cora"));
    let enrollment: RowId = chance.id(now);
    let again = "INSERT INTO enrollments (id, participant_id, enrolled_on, enrolled_at, enrolled_by)
        VALUES ($1, $2, '2026-03-02', $3, $4)";
    run(&stage, again, params![enrollment, lee, now, cora].to_vec()).await;
    assert!(is_held(&stage, import, "enrollments").await);
    run(&stage, "DELETE FROM enrollments WHERE id = $1", params![enrollment].to_vec()).await;

    let family: PersonId = of(&stage, "SELECT id FROM families WHERE name = 'Lim house'").await;
    let member: RowId = chance.id(now);
    let joining =
        "INSERT INTO family_members (id, family_id, person_id, relation, registered_at, registered_by)
        VALUES ($1, $2, $3, 'friend', $4, $5)";
    run(&stage, joining, params![member, family, stage.person("mia"), now, cora].to_vec()).await;
    assert!(is_held(&stage, import, "family_members").await);
    run(&stage, "DELETE FROM family_members WHERE id = $1", params![member].to_vec()).await;
    assert_eq!(import::undo(&stage.app, import).await.unwrap(), 4);
}

/// An entry in the audit log, of nobody in particular.
async fn enter(
    stage: &Stage,
    (act, kind): (Act, &'static str),
    id: Option<RowId>,
    participant: Option<ParticipantId>,
) {
    let now = stage.app.clock.now();
    let stamp = audit::Stamp { id: stage.app.chance.id(now), at: now, actor: None };
    let id = id.map(|id| id.to_string());
    let entry = audit::Entry { act, kind, id, participant, acting_as: cairn::access::Role::Coordinator };
    let done: Result<(), Error> = stage.app.db.write(move |tx| audit::write(tx, stamp, entry)).await;
    done.unwrap();
}

#[tokio::test]
async fn signing_in_or_a_change_in_the_log_keeps_it_and_opening_a_record_does_not() {
    let stage = later().await;
    let (import, _) = take_in(&stage, Sheet::write(SHEET).anybody()).await.unwrap();
    stage.advance(jiff::SignedDuration::from_hours(1));
    let lee: ParticipantId = of(&stage, LEE).await;
    enter(&stage, (Act::Opened, "record"), None, Some(lee)).await;
    let rosa: RowId = of(
        &stage,
        "SELECT s.id FROM peer_supporters s JOIN people p ON p.id = s.person_id WHERE p.name = 'Rosa Lim'",
    )
    .await;
    let (app, person) =
        (stage.app.clone(), of::<PersonId>(&stage, "SELECT id FROM people WHERE name = 'Eva Lim'").await);
    let invited: Result<String, Error> = stage
        .app
        .db
        .write(move |tx| cairn::account::invite(tx, &app, cairn::account::LinkKind::Join, Some(person), None))
        .await;
    invited.unwrap();
    assert!(is_held(&stage, import, "invitations").await);
    run(&stage, "DELETE FROM invitations WHERE person_id = $1", params![person].to_vec()).await;
    let (second, _) = take_in(&stage, Sheet::write("Name\nLone Row\n").participants()).await.unwrap();
    assert_eq!(import::undo(&stage.app, second).await.unwrap(), 1, "others are not asked");
    enter(&stage, (Act::Changed, "profile"), Some(rosa), None).await;
    assert!(is_held(&stage, import, "audit_entries").await);
}

#[tokio::test]
async fn a_large_import_goes_out_quickly_too() {
    let stage = later().await;
    let rows: String = (0..5_000).map(|row| format!("Person {row}\n")).collect();
    let before = everything(&stage).await;
    let (import, _) = take_in(&stage, Sheet::write(format!("Name\n{rows}")).participants()).await.unwrap();
    stage.advance(jiff::SignedDuration::from_hours(1));
    assert_eq!(import::undo(&stage.app, import).await.unwrap(), 5_000);
    assert_eq!(everything(&stage).await, before);
}
