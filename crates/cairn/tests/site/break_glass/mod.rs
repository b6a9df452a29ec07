//! Records opened in an emergency: who may, what follows, and that it ends.

use axum::http::StatusCode;
use cairn_db::params;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

const WHY: [(&str, &str); 2] = [("reason", "danger"), ("words", "Found unwell at the front door.")];

/// Tess, who has no relation to Ana, opens Ana's record; where the opening stands.
async fn opened(stage: &Stage, tess: &mut Visitor) -> String {
    tess.submit(&format!("/participants/{}/break-glass", stage.ana), &WHY).await;
    let page = tess.page(&format!("/participants/{}", stage.ana)).await;
    let rest = page.split("action=\"/break-glass/").nth(1).expect("a way to close it");
    format!("/break-glass/{}", rest.split('/').next().unwrap())
}

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    const STAFF: &[&str] = &["sam", "tess", "sol", "cora", "vale"];
    // Sam's own people are Ana alone: what he opens here is Bo's record.
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&format!("/participants/{}/break-glass", stage.bo), &WHY).await;
    let page = sam.page(&format!("/participants/{}", stage.bo)).await;
    let rest = page.split("action=\"/break-glass/").nth(1).unwrap();
    let opening = format!("/break-glass/{}", rest.split('/').next().unwrap());
    sam.submit(&format!("{opening}/ending"), &[]).await;
    let ana = format!("/participants/{}/break-glass", stage.ana);
    vec![
        case("GET", "/break-glass", "/break-glass", &["pia"]),
        case("GET", "/break-glass/new", "/break-glass/new", STAFF),
        case("POST", "/break-glass", "/break-glass", STAFF),
        case("GET", "/break-glass/{id}", opening.clone(), &["sam", "pia"]),
        case("POST", "/break-glass/{id}/ending", format!("{opening}/ending"), &["sam"]),
        case("POST", "/break-glass/{id}/review", format!("{opening}/review"), &["pia"]),
        case("GET", "/participants/{id}/break-glass", ana.clone(), STAFF),
        case("POST", "/participants/{id}/break-glass", ana, STAFF),
    ]
}

#[tokio::test]
async fn row_19_another_supporter_finds_nothing_and_an_opening_is_told_and_ends() {
    let stage = Stage::set().await;
    let record = format!("/participants/{}", stage.ana);
    let mut tess = stage.visit_as("tess").await;
    assert_eq!(tess.get(&record).await.status, StatusCode::NOT_FOUND, "404, not 403");

    let ask = tess.get(&format!("{record}/break-glass")).await;
    assert_eq!(ask.status, StatusCode::OK);
    assert!(!ask.body.contains("Ana"), "the question does not say whose record it is");
    let without = tess.post(&format!("{record}/break-glass"), &[("reason", "danger")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "no opening without words");
    assert_eq!(tess.get(&record).await.status, StatusCode::NOT_FOUND);

    let opening = opened(&stage, &mut tess).await;
    let page = tess.get(&record).await;
    assert!(page.body.contains("Ana Ruiz") && page.body.contains("Open in an emergency until"));
    assert_eq!(
        tess.get(&format!("/participants/{}", stage.bo)).await.status,
        StatusCode::NOT_FOUND,
        "only this"
    );

    // At once: the participant and the privacy officer.
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.get("/today").await.words().contains("Tess Malone opened your record"));
    let log = ana.get(&format!("{record}/openings")).await.words();
    assert!(log.contains("Opened in an urgent need") && log.contains("Peer supporter"), "{log}");
    let mut pia = stage.visit_as("pia").await;
    assert!(pia.get("/today").await.words().contains("Tess Malone opened the record of Ana Ruiz"));
    let review = pia.get(&opening).await.words();
    assert!(review.contains("Found unwell at the front door") && review.contains("record"), "{review}");
    let told = pia.get("/audit").await.words();
    assert!(told.contains("opening in an emergency"), "{told}");

    // It ends by itself, and going on takes a new reason.
    stage.advance(SignedDuration::from_mins(59));
    let mut tess = stage.visit_as("tess").await;
    assert_eq!(tess.get(&record).await.status, StatusCode::OK);
    stage.advance(SignedDuration::from_mins(1));
    assert_eq!(tess.get(&record).await.status, StatusCode::NOT_FOUND, "an hour is over");
    let renewed = tess.post(&format!("{record}/break-glass"), &[]).await;
    assert_eq!(renewed.status, StatusCode::UNPROCESSABLE_ENTITY, "no renewal without a reason");
}

#[tokio::test]
async fn row_19_what_is_open_in_an_emergency_is_read_and_not_changed() {
    let stage = Stage::set().await;
    let record = format!("/participants/{}", stage.ana);
    let (mut sam, mut tess) = (stage.visit_as("sam").await, stage.visit_as("tess").await);
    let session = crate::sessions::planned(&stage, &mut sam).await;
    sam.submit(&format!("/sessions/{session}/note"), &crate::sessions::note(&[])).await;
    let opening = opened(&stage, &mut tess).await;
    for path in [record.clone(), format!("{record}/plan"), format!("{record}/progress")] {
        let page = tess.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.body.contains("old friend"), "{path}");
    }
    for path in [
        format!("/sessions/{session}"),
        format!("/sessions/{session}/note"),
        format!("{record}/policies"),
        format!("{record}/openings"),
        format!("{record}/supporter"),
        format!("{record}/goals/new"),
    ] {
        assert_eq!(tess.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let goal = [("words", "Be well"), ("next_review_on", "2026-04-01")];
    for path in [format!("{record}/goals"), format!("{record}/intake"), format!("{record}/sessions")] {
        let status = tess.post(&path, &goal).await.status;
        assert!(status.is_client_error(), "{path} answered {status}");
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM goals").await, 0);
    tess.submit(&format!("{opening}/ending"), &[]).await;
    assert_eq!(tess.get(&record).await.status, StatusCode::NOT_FOUND, "closed before its time");
}

#[tokio::test]
async fn row_19_asking_by_name_tells_nothing_and_has_few_tries() {
    let stage = Stage::set().await;
    let phone: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write({
            let ana = stage.person("ana");
            move |tx| tx.execute("UPDATE people SET born_on = '1990-05-04' WHERE id = $1", params![ana])
        })
        .await;
    phone.unwrap();
    let mut tess = stage.visit_as("tess").await;
    let ask = |name: &'static str, born_on: &'static str| {
        vec![("name", name), ("born_on", born_on), WHY[0], WHY[1]]
    };
    let mut bodies = Vec::new();
    for (name, born_on) in
        [("Ana Ruiz", "1990-05-05"), ("Zoe Nobody", "1990-05-04"), ("Ana Ruiz", "1980-01-01")]
    {
        let reply = tess.post("/break-glass", &ask(name, born_on)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let key = reply
            .body
            .split("name=\"form_key\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_string();
        bodies.push(reply.body.replace(name, "NAME").replace(born_on, "DAY").replace(&key, "KEY"));
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "somebody known and nobody answer alike");
    let only_name = tess.post("/break-glass", &[("name", "Ana Ruiz"), WHY[0], WHY[1]]).await;
    assert_eq!(only_name.status, StatusCode::UNPROCESSABLE_ENTITY, "a name alone opens nothing");
    let found = tess.submit("/break-glass", &ask(" ana  RUIZ", "1990-05-04")).await;
    assert_eq!(found, format!("/participants/{}", stage.ana));
    let unknown = "/participants/00000000-0000-7000-8000-000000000009/break-glass";
    assert_eq!(tess.get(unknown).await.status, StatusCode::OK, "there may be such a record, or not");
    assert_eq!(tess.post(unknown, &WHY).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        tess.post("/break-glass", &ask("Zoe Nobody", "1990-05-04")).await;
    }
    let many = tess.post("/break-glass", &ask("Zoe Nobody", "1990-05-04")).await;
    assert_eq!(many.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        stage.count("SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'break_glass_try'").await
            >= 4
    );
    stage.advance(SignedDuration::from_hours(25));
    let mut tess = stage.visit_as("tess").await;
    assert_eq!(
        tess.post("/break-glass", &ask("Zoe Nobody", "1990-05-04")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_review_is_asked_for_within_three_days_and_never_of_oneself() {
    let stage = Stage::set().await;
    let mut tess = stage.visit_as("tess").await;
    let opening = opened(&stage, &mut tess).await;
    stage.advance(SignedDuration::from_hours(73));
    let mut pia = stage.visit_as("pia").await;
    assert!(pia.page("/break-glass").await.contains("Review overdue"));
    assert!(pia.get("/today").await.words().contains("The review was due"));
    let path = format!("{opening}/review");
    let silent = pia.post(&path, &[("verdict", "not_justified")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "not needed: say what was found");
    pia.submit(&path, &[("verdict", "not_justified"), ("words", "The supporter could be reached.")]).await;
    let again = pia.post(&path, &[("verdict", "justified")]).await;
    assert!(again.body.contains("reviewed already"), "{}", again.words());
    assert!(pia.page("/break-glass").await.contains("Not needed"));
    assert!(!pia.get("/today").await.words().contains("The review was due"));

    // Pia is made a supervisor too, and opens a record herself.
    grant(&stage, "pia", cairn::access::Role::Supervisor).await;
    pia.submit(&format!("/participants/{}/break-glass", stage.bo), &WHY).await;
    let page = pia.page(&format!("/participants/{}", stage.bo)).await;
    let own = page.split("action=\"/break-glass/").nth(1).unwrap().split('/').next().unwrap().to_string();
    let refused = pia.post(&format!("/break-glass/{own}/review"), &[("verdict", "justified")]).await;
    assert!(refused.body.contains("opened this record yourself"), "{}", refused.words());
}

#[tokio::test]
async fn an_opening_that_was_not_needed_leads_to_an_incident_without_a_name_in_it() {
    let stage = Stage::set().await;
    let mut tess = stage.visit_as("tess").await;
    let opening = opened(&stage, &mut tess).await;
    let mut pia = stage.visit_as("pia").await;
    let new = format!("/incidents/new?opening={}", opening.rsplit('/').next().unwrap());
    assert_eq!(pia.get(&new).await.status, StatusCode::NOT_FOUND, "not reviewed yet");
    assert!(!pia.page(&opening).await.contains(&new));
    let found = [("verdict", "not_justified"), ("words", "The supporter could be reached.")];
    pia.submit(&format!("{opening}/review"), &found).await;
    assert!(pia.page(&opening).await.contains(&new));
    let form = pia.page(&new).await;
    assert!(form.contains("Tess Malone opened a record in an emergency"), "who and when are there");
    assert!(!form.contains("Ana Ruiz"), "an incident outlives an erasure");
    assert_eq!(stage.visit_as("ada").await.get(&new).await.status, StatusCode::NOT_FOUND);
}

async fn grant(stage: &Stage, name: &str, role: cairn::access::Role) {
    let (app, person) = (stage.app.clone(), stage.person(name));
    let granted: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let now = app.clock.now();
            let grant = cairn::people::store::Grant { id: app.chance.id(now), person, role, by: None };
            cairn::people::store::grant(tx, &grant, now)
        })
        .await;
    granted.unwrap();
}

#[tokio::test]
async fn whoever_bills_evaluates_or_administers_reads_no_record() {
    let stage = Stage::set().await;
    for name in ["ada", "eva", "bill", "pia", "mia", "bo"] {
        let mut visitor = stage.visit_as(name).await;
        for page in
            ["", "/plan", "/sessions", "/progress", "/assessments", "/intake", "/openings", "/break-glass"]
        {
            let reply = visitor.get(&format!("/participants/{}{page}", stage.ana)).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name} {page}");
        }
        let tried = visitor.post(&format!("/participants/{}/break-glass", stage.ana), &WHY).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn need_to_know_ends_with_time() {
    let stage = Stage::set().await;
    let (mut vale, record) = (stage.visit_as("vale").await, format!("/participants/{}", stage.bo));
    assert_eq!(vale.get(&record).await.status, StatusCode::NOT_FOUND);
    let (_, meeting) = crate::groups::group(&stage, "group_therapy", "vale", None).await;
    let (bo, by, now) = (stage.person("bo"), stage.person("vale"), stage.app.clock.now());
    let came: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
                 VALUES ($1, $2, 60, $3, $4)",
                params![meeting, bo, now, by],
            )
        })
        .await;
    came.unwrap();
    assert_eq!(vale.get(&record).await.status, StatusCode::OK);
    assert!(vale.page("/participants").await.contains("Bo Chen"));
    let mut cora = stage.visit_as("cora").await;
    let left = [("reason", "moved"), ("discharged_on", "2026-03-02")];
    cora.post(&format!("{record}/discharge"), &left).await;
    stage.advance(SignedDuration::from_hours(24 * 91));
    let mut vale = stage.visit_as("vale").await;
    assert_eq!(vale.get(&record).await.status, StatusCode::NOT_FOUND, "came last three months ago");
    assert!(!vale.page("/participants").await.contains("Bo Chen"));
}
