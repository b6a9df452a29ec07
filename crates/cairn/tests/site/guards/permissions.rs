//! Every route has a permission case: who of the cast may come here, and that everyone else finds nothing.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use crate::cast::{CAST, Stage};

/// One route on one stage.
pub struct Case {
    pub method: &'static str,
    /// The pattern, as the room's `routes()` has it.
    pub route: &'static str,
    /// The pattern with this stage's ids in it.
    pub path: String,
    /// Who of the cast may; everybody else gets "not found". `ANYONE` for pages that are open to all.
    pub may: &'static [&'static str],
}

pub const ANYONE: &[&str] = &["*"];
/// Everybody who is signed in.
pub const SIGNED_IN: &[&str] =
    &["ana", "bo", "sam", "tess", "sol", "cora", "vale", "mia", "bill", "eva", "pia", "ada", "otto", "gus"];

pub fn case(
    method: &'static str,
    route: &'static str,
    path: impl Into<String>,
    may: &'static [&'static str],
) -> Case {
    Case { method, route, path: path.into(), may }
}

fn house(stage: &Stage) -> Vec<Case> {
    let staff = format!("/people/{}", stage.person("sam"));
    vec![
        case("GET", "/", "/", ANYONE),
        case("GET", "/help-now", "/help-now", ANYONE),
        case("GET", "/leave", "/leave", ANYONE),
        case("POST", "/language", "/language", ANYONE),
        case("GET", "/healthz", "/healthz", ANYONE),
        case("GET", "/readyz", "/readyz", ANYONE),
        case("GET", "/metrics", "/metrics", ANYONE),
        case("GET", "/assets/{name}", "/assets/mark.svg", ANYONE),
        case("GET", "/sign-in", "/sign-in", ANYONE),
        case("POST", "/sign-in", "/sign-in", ANYONE),
        case("POST", "/sign-in/keep", "/sign-in/keep", SIGNED_IN),
        case("POST", "/sign-out", "/sign-out", ANYONE),
        case("GET", "/devices", "/devices", SIGNED_IN),
        case("POST", "/devices/sign-out", "/devices/sign-out", SIGNED_IN),
        case("GET", "/passphrase", "/passphrase", SIGNED_IN),
        case("POST", "/passphrase", "/passphrase", SIGNED_IN),
        // One-time links: a wrong one leads nowhere, whoever holds it.
        case("GET", "/set-up/{token}", "/set-up/wrong", &[]),
        case("POST", "/set-up/{token}", "/set-up/wrong", &[]),
        case("GET", "/join/{token}", "/join/wrong", &[]),
        case("POST", "/join/{token}", "/join/wrong", &[]),
        case("GET", "/enter/{token}", "/enter/wrong", &[]),
        case("GET", "/program", "/program", &["ada"]),
        case("POST", "/program", "/program", &["ada"]),
        case("POST", "/program/sites", "/program/sites", &["ada"]),
        case(
            "POST",
            "/program/sites/{id}/closing",
            format!("/program/sites/{}/closing", stage.site),
            &["ada"],
        ),
        case("GET", "/people", "/people", &["ada"]),
        case("GET", "/people/new", "/people/new", &["ada"]),
        case("POST", "/people", "/people", &["ada"]),
        case("GET", "/people/{id}", staff.clone(), &["ada"]),
        case("POST", "/people/{id}/roles", format!("{staff}/roles"), &["ada"]),
        case("POST", "/people/{id}/role-endings", format!("{staff}/role-endings"), &["ada"]),
        case("POST", "/people/{id}/invitation", format!("{staff}/invitation"), &["ada"]),
    ]
}

pub async fn cases(stage: &Stage) -> Vec<Case> {
    let mut cases = house(stage);
    cases.extend(crate::audit::permissions(stage).await);
    cases.extend(crate::account::permissions(stage).await);
    cases.extend(crate::today::permissions(stage).await);
    cases.extend(crate::break_glass::permissions(stage).await);
    cases.extend(crate::intake::permissions(stage).await);
    cases.extend(crate::benefits::permissions(stage).await);
    cases.extend(crate::matching::permissions(stage).await);
    cases.extend(crate::sessions::permissions(stage).await);
    cases.extend(crate::hand_overs::permissions(stage).await);
    cases.extend(crate::outreach::permissions(stage).await);
    cases.extend(crate::telephone_support::permissions(stage).await);
    cases.extend(crate::follow_up::permissions(stage).await);
    cases.extend(crate::recovery::permissions(stage).await);
    cases.extend(crate::day_counts::permissions(stage).await);
    cases.extend(crate::phone::permissions(stage).await);
    cases.extend(crate::assessments::permissions(stage).await);
    cases.extend(crate::consents::permissions(stage).await);
    cases.extend(crate::outcomes::permissions(stage).await);
    cases.extend(crate::dose::permissions(stage).await);
    cases.extend(crate::groups::permissions(stage).await);
    cases.extend(crate::calendar::permissions(stage).await);
    cases.extend(crate::exchanges::permissions(stage).await);
    cases.extend(crate::counseling::permissions(stage).await);
    cases.extend(crate::families::permissions(stage).await);
    cases.extend(crate::shared_sessions::permissions(stage).await);
    cases.extend(crate::session_ratings::permissions(stage).await);
    cases.extend(crate::relationships::permissions(stage).await);
    cases.extend(crate::disclosures::permissions(stage).await);
    cases.extend(crate::keeping::permissions(stage).await);
    cases.extend(crate::privacy_desk::permissions(stage).await);
    cases.extend(crate::incidents::permissions(stage).await);
    cases.extend(crate::complaints::permissions(stage).await);
    cases.extend(crate::contracts::permissions(stage).await);
    cases.extend(crate::reviews::permissions(stage).await);
    cases.extend(crate::deidentified::permissions(stage).await);
    cases.extend(crate::legal_demands::permissions(stage).await);
    cases.extend(crate::notices::permissions(stage).await);
    cases.extend(crate::offline::permissions(stage).await);
    cases.extend(crate::kiosk::permissions(stage).await);
    cases.extend(crate::reminders::permissions(stage).await);
    cases.extend(crate::feeds::permissions(stage).await);
    cases.extend(crate::on_call::permissions(stage).await);
    cases.extend(crate::safety_plans::permissions(stage).await);
    cases.extend(crate::messages::permissions(stage).await);
    cases.extend(crate::tools::permissions(stage).await);
    cases.extend(crate::crises::permissions(stage).await);
    cases.extend(crate::mutual_help::permissions(stage).await);
    cases.extend(crate::wellbeing::permissions(stage).await);
    cases
}

#[tokio::test]
async fn every_route_has_a_case() {
    let stage = Stage::set().await;
    let known: BTreeSet<_> = cases(&stage).await.iter().map(|case| (case.method, case.route)).collect();
    let routes = cairn::web::all_routes();
    let missing: Vec<_> = routes.list().iter().filter(|route| !known.contains(*route)).collect();
    assert!(missing.is_empty(), "no permission case for {missing:#?}");
    let gone: Vec<_> = known.iter().filter(|case| !routes.list().contains(case)).collect();
    assert!(gone.is_empty(), "a case for a route that does not exist: {gone:#?}");
}

#[tokio::test]
async fn everyone_else_finds_nothing() {
    let stage = Stage::set().await;
    let mut wrong = Vec::new();
    let mut cases = cases(&stage).await;
    // Ending a match or closing a site takes away what other cases rely on: they come last.
    cases.sort_by_key(|case| ["/matches/{id}/ending", "/program/sites/{id}/closing"].contains(&case.route));
    for case in cases {
        for (name, ..) in CAST {
            let mut visitor = stage.visit_as(name).await;
            let body = (case.method == "POST").then(String::new);
            let status = visitor.send(case.method, &case.path, body).await.status;
            let may = case.may == ANYONE || case.may.contains(&name);
            let fine = if may {
                status != StatusCode::NOT_FOUND && !status.is_server_error()
            } else {
                status == StatusCode::NOT_FOUND
            };
            if !fine {
                wrong.push(format!("{name}: {} {} answered {status}", case.method, case.path));
            }
        }
        if case.may != ANYONE {
            let body = (case.method == "POST").then(String::new);
            let reply = stage.stranger().send(case.method, &case.path, body).await;
            let shut_out = reply.location.starts_with("/sign-in")
                || reply.status == StatusCode::UNAUTHORIZED
                || reply.status == StatusCode::NOT_FOUND;
            if !shut_out {
                wrong.push(format!("a stranger: {} {} answered {}", case.method, case.path, reply.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
