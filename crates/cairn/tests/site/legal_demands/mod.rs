//! Legal demands: none opens a record by itself.

use axum::http::StatusCode;
use cairn_db::Error;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

/// A paper about Ana; its address.
pub async fn demand(stage: &Stage, pia: &mut Visitor, kind: &str) -> String {
    let ana = stage.ana.to_string();
    let told = [
        ("kind", kind),
        ("issuer", "Office of J. Marsh, attorney"),
        ("reference", "Folder 12"),
        ("received_on", "2026-03-01"),
        ("respond_by", "2026-03-20"),
        ("participant", ana.as_str()),
    ];
    pia.submit("/legal-demands", &told).await
}

async fn first_id(stage: &Stage, sql: &'static str) -> String {
    let id: Result<String, Error> = stage.app.db.read(move |tx| tx.one(sql, &[], |row| row.get("id"))).await;
    id.unwrap()
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let mut pia = stage.visit_as("pia").await;
    let page = demand(stage, &mut pia, "court_order").await;
    pia.submit(&format!("{page}/counsel-tasks"), &[("what", "May we?"), ("due_on", "2026-03-10")]).await;
    pia.submit(&format!("{page}/holds"), &[("hold_reason", "The paper names her")]).await;
    let task = first_id(stage, "SELECT id FROM counsel_tasks").await;
    let hold = first_id(stage, "SELECT id FROM legal_holds").await;
    let only = &["pia"];
    vec![
        case("GET", "/legal-demands", "/legal-demands", only),
        case("GET", "/legal-demands/new", "/legal-demands/new", only),
        case("POST", "/legal-demands", "/legal-demands", only),
        case("GET", "/legal-demands/{id}", page.clone(), only),
        case("GET", "/legal-demands/{id}/letter", format!("{page}/letter"), only),
        case("POST", "/legal-demands/{id}/readings", format!("{page}/readings"), only),
        case("POST", "/legal-demands/{id}/counsel-tasks", format!("{page}/counsel-tasks"), only),
        case("POST", "/counsel-tasks/{id}/advice", format!("/counsel-tasks/{task}/advice"), only),
        case("POST", "/legal-demands/{id}/holds", format!("{page}/holds"), only),
        case("POST", "/legal-holds/{id}/release", format!("/legal-holds/{hold}/release"), only),
        case("POST", "/legal-demands/{id}/disclosure", format!("{page}/disclosure"), only),
        case("POST", "/legal-demands/{id}/closing", format!("{page}/closing"), only),
    ]
}

/// A reading of an order that has everything, but for the mandate.
fn whole() -> Vec<(&'static str, &'static str)> {
    vec![
        ("order_kind", "noncriminal"),
        ("court", "County court"),
        ("issued_on", "2026-03-01"),
        ("expires_on", "2026-03-31"),
        ("findings", "no_other_way"),
        ("findings", "public_interest"),
        ("limits", "essential_parts"),
        ("limits", "needed_persons"),
        ("limits", "protection"),
        ("notice_given", "yes"),
        ("fictitious_name", "yes"),
        ("in_chambers", "yes"),
        ("categories", "attendance"),
    ]
}

async fn orders_for_the_gate(stage: &Stage) -> usize {
    let (ana, now) = (stage.ana, stage.app.clock.now());
    let found: Result<usize, Error> = stage
        .app
        .db
        .read(move |tx| {
            let program = cairn::program::current(tx)?.ok_or(Error::NoRow)?;
            Ok(cairn::legal_demands::orders(tx, ana, &program, now)?.len())
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn row_25_a_subpoena_alone_leads_to_no_disclosure() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    for kind in ["subpoena", "warrant", "investigative_demand"] {
        let page = demand(&stage, &mut pia, kind).await;
        let shown = pia.page(&page).await;
        assert!(!shown.contains(&format!("{page}/disclosure")), "{kind}: no button");
        assert!(shown.contains("A subpoena alone is never enough"), "{kind}");
        let refused = pia.post(&format!("{page}/disclosure"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{kind}");
        assert!(refused.body.contains("A subpoena alone is never enough"), "{}", refused.words());
        let read = pia.post(&format!("{page}/readings"), &whole()).await;
        assert_eq!(read.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind} is not an order");
    }
    assert_eq!(orders_for_the_gate(&stage).await, 0);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM demand_clearances").await, 0);
}

#[tokio::test]
async fn row_25_an_order_without_findings_notice_or_mandate_is_recorded_and_not_usable() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let order = demand(&stage, &mut pia, "court_order").await;
    let unread = pia.post(&format!("{order}/disclosure"), &[]).await;
    assert_eq!(unread.status, StatusCode::CONFLICT);
    let without = |left_out: &'static str| -> Vec<_> {
        whole().into_iter().filter(|(name, _)| *name != left_out).collect()
    };
    for (left_out, reason) in [
        ("findings", "findings are not complete"),
        ("limits", "does not limit itself"),
        ("notice_given", "no notice"),
        ("fictitious_name", "papers name the person"),
        ("in_chambers", "not in chambers"),
        ("categories", "does not say what it opens"),
    ] {
        pia.submit(&format!("{order}/readings"), &without(left_out)).await;
        let refused = pia.post(&format!("{order}/disclosure"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{left_out}");
        assert!(refused.body.contains(reason), "{left_out}: {}", refused.words());
    }
    pia.submit(&format!("{order}/readings"), &whole()).await;
    let refused = pia.post(&format!("{order}/disclosure"), &[]).await;
    assert!(refused.body.contains("Nothing compels it"), "{}", refused.words());
    assert_eq!(orders_for_the_gate(&stage).await, 0);
}

#[tokio::test]
async fn row_25_a_qualifying_order_with_its_mandate_is_cleared_and_honored_until_it_expires() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let subpoena = demand(&stage, &mut pia, "subpoena").await;
    let order = demand(&stage, &mut pia, "court_order").await;
    let mandate = subpoena.trim_start_matches("/legal-demands/").to_string();
    let mut reading = whole();
    reading.push(("mandate", mandate.as_str()));
    pia.submit(&format!("{order}/readings"), &reading).await;
    let shown = pia.page(&order).await;
    assert!(shown.contains(&format!("{order}/disclosure")) && shown.contains("Qualifies"));
    assert_eq!(orders_for_the_gate(&stage).await, 0, "the officer has to clear it first");
    pia.submit(&format!("{order}/disclosure"), &[]).await;
    assert_eq!(orders_for_the_gate(&stage).await, 1);
    stage.advance(jiff::SignedDuration::from_hours(24 * 30));
    assert_eq!(orders_for_the_gate(&stage).await, 0, "its last day was March 31");
    let mut pia = stage.visit_as("pia").await;
    let late = pia.post(&format!("{order}/disclosure"), &[]).await;
    assert!(late.body.contains("It has run out"), "{}", late.words());
}

#[tokio::test]
async fn row_25_a_hold_stands_until_it_is_released_and_counsel_is_asked() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let page = demand(&stage, &mut pia, "subpoena").await;
    let held = async || -> bool {
        let ana = stage.ana;
        let held: Result<bool, Error> =
            stage.app.db.read(move |tx| cairn::legal_demands::is_held(tx, ana)).await;
        held.unwrap()
    };
    assert!(!held().await);
    pia.submit(&format!("{page}/holds"), &[("hold_reason", "The paper names her")]).await;
    assert!(held().await);
    let closing = [("outcome", "quashed"), ("closing_words", "Quashed on March 2")];
    let untrue = [("outcome", "disclosed"), ("closing_words", "Sent")];
    assert!(pia.post(&format!("{page}/closing"), &untrue).await.body.contains("Nothing was cleared"));
    let question = [("what", "May we answer at all?"), ("due_on", "2026-03-09")];
    pia.submit(&format!("{page}/counsel-tasks"), &question).await;
    assert!(pia.page("/privacy-desk").await.contains("Hear from counsel"));
    let task = first_id(&stage, "SELECT id FROM counsel_tasks").await;
    pia.submit(&format!("/counsel-tasks/{task}/advice"), &[("advice", "Send the letter only.")]).await;
    assert!(pia.page(&page).await.contains("Send the letter only."));
    pia.submit(&format!("{page}/closing"), &closing).await;
    assert!(held().await, "a hold outlives the demand until somebody releases it");
    let hold = first_id(&stage, "SELECT id FROM legal_holds").await;
    pia.submit(&format!("/legal-holds/{hold}/release"), &[("release_reason", "The case is over")]).await;
    assert!(!held().await);
}

#[tokio::test]
async fn row_25_the_letter_is_the_same_whether_the_person_is_here_or_not() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let here = demand(&stage, &mut pia, "subpoena").await;
    let stranger = [
        ("kind", "subpoena"),
        ("issuer", "Office of J. Marsh, attorney"),
        ("reference", "Folder 13"),
        ("received_on", "2026-03-01"),
    ];
    let not_here = pia.submit("/legal-demands", &stranger).await;
    pia.page(&not_here).await;
    let letter = async |pia: &mut Visitor, page: &str| pia.get(&format!("{page}/letter")).await.words();
    let (one, other) = (letter(&mut pia, &here).await, letter(&mut pia, &not_here).await);
    assert_eq!(one, other);
    assert!(one.contains("neither confirm nor deny") && !one.contains("Ana"));
}

#[tokio::test]
async fn row_25_through_the_gate_only_the_cleared_order_opens_what_it_names() {
    let stage = Stage::set().await;
    let court = crate::disclosures::recipient(&stage, "County court", "court").await;
    let path = format!("/participants/{}/disclosures", stage.ana);
    let fields = [
        ("recipient", court.as_str()),
        ("purpose", "proceeding"),
        ("categories", "attendance"),
        ("description", "Days of attendance, as ordered"),
        ("way", "written"),
        ("days", "7"),
    ];
    let mut pia = stage.visit_as("pia").await;
    let subpoena = demand(&stage, &mut pia, "subpoena").await;
    let order = demand(&stage, &mut pia, "court_order").await;
    let mandate = subpoena.trim_start_matches("/legal-demands/").to_string();
    let mut reading = whole();
    reading.extend([("mandate", mandate.as_str()), ("recipient", court.as_str())]);
    pia.submit(&format!("{order}/readings"), &reading).await;
    let left = async || stage.count("SELECT COUNT(*) AS n FROM disclosures").await;
    let mut cora = stage.visit_as("cora").await;
    cora.post(&path, &fields).await;
    assert_eq!(left().await, 0, "not cleared yet");
    pia.submit(&format!("{order}/disclosure"), &[]).await;
    let mut more = fields;
    more[2] = ("categories", "session_notes");
    cora.post(&path, &more).await;
    assert_eq!(left().await, 0, "the order names attendance alone");
    let sent = cora.post(&path, &fields).await;
    assert_eq!(left().await, 1, "{}", sent.words());
    stage.advance(jiff::SignedDuration::from_hours(24 * 30));
    stage.visit_as("cora").await.post(&path, &fields).await;
    assert_eq!(left().await, 1, "its last day was March 31");
}
