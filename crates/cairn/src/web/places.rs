//! Pages of the house itself: the way in, help now, the way out, the choice of language, health.

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::problem::Trouble;
use super::server::LARGEST_BODY;
use super::{Answer, Form, Language, Problem, Routes, Shell, Text, Visit, language};
use crate::account;
use crate::app::App;
use crate::on_call::{self, OnCall};
use crate::program::Program;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/", home)
        .get("/help-now", help_now)
        .get("/leave", leave)
        .post("/language", choose_language)
        .get("/healthz", healthz)
        .get("/readyz", readyz)
        .get("/metrics", super::metrics::show)
        .get("/assets/{name}", super::assets::show)
}

async fn home(visit: Visit) -> Answer {
    let to = if visit.token.is_some() { "/today" } else { "/sign-in" };
    Ok(Redirect::to(to).into_response())
}

#[derive(Template)]
#[template(path = "web/help_now.html")]
struct HelpPage {
    t: Text,
    shell: Shell,
    crisis_line: String,
    on_call: Option<OnCall>,
    /// The viewer's own safety plan, when a participant is signed in.
    plan: Option<String>,
}

/// Crisis help, for anyone, in one tap from every page.
async fn help_now(visit: Visit) -> Answer {
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("help-title");
    let crisis_line = visitor.crisis_line();
    let on_call = match visitor.program.clone() {
        Some(program) => answering(&visitor.app, program).await,
        None => None,
    };
    let plan = visitor.viewer.as_ref().and_then(|viewer| viewer.participant);
    let plan = plan.map(|id| format!("/participants/{id}/safety-plan"));
    visitor.show(HelpPage { t, shell, crisis_line, on_call, plan })
}

/// Who answers now. A database that does not answer must not take the program's own phone from the page.
async fn answering(app: &App, program: Program) -> Option<OnCall> {
    let (now, own) = (app.clock.now(), program.on_call_phone.clone());
    let found: Result<_, cairn_db::Error> = app.db.read(move |tx| on_call::now(tx, &program, now)).await;
    found.unwrap_or_else(|_| own.map(|phone| OnCall { phone, name: None }))
}

/// "Leave now": ends the sign-in and goes to a neutral site. A plain link, so that it works without scripts.
async fn leave(visit: Visit) -> Answer {
    let app = visit.app.clone();
    let target = visit
        .clone()
        .anyone()
        .await
        .program
        .map_or_else(|| crate::program::DEFAULT_EXIT_URL.to_string(), |program| program.exit_url);
    account::sign_out_now(&visit).await?;
    let mut response = Redirect::to(&target).into_response();
    account::forget_cookie(&app, &mut response);
    visit.clear_browser(&mut response);
    Ok(response)
}

async fn choose_language(visit: Visit, form: Form) -> Answer {
    let language = Language::from_code(form.value("language")).unwrap_or(visit.language);
    let to = account::safe_path(form.value("to"));
    let mut response = visit.redirect(&to, "")?;
    language::keep(&mut response, language, true);
    Ok(response)
}

/// The process answers.
async fn healthz() -> &'static str {
    "ok\n"
}

/// The process can serve: the database answers.
async fn readyz(State(app): State<App>) -> Response {
    match app.db.read(|tx| tx.count("SELECT COUNT(*) AS n FROM programs", &[])).await {
        Ok(_) => "ready\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
    }
}

pub(super) async fn nothing_here() -> Problem {
    Problem::NotFound
}

#[derive(Template)]
#[template(path = "web/problem.html")]
struct ProblemPage {
    t: Text,
    shell: Shell,
    key: &'static str,
}

/// Draws the page for an answer that has none: a problem of ours, or a bare status of the framework. What a form
/// carried is held until the answer is known: when the sign-in had run out, it is kept on the page that asks to
/// sign in again, so that nothing typed is lost.
pub(super) async fn draw_problems(visit: Visit, request: Request, next: Next) -> Response {
    let asks_for_page = request.method() == axum::http::Method::GET;
    // A file is read piece by piece by its handler; it is not sent again after signing in.
    let uploads = is_upload(request.uri().path());
    let (request, sent) = if asks_for_page || uploads {
        (request, Bytes::new())
    } else {
        match hold(request).await {
            Ok(held) => held,
            Err(status) => return status.into_response(),
        }
    };
    let response = next.run(request).await;
    let trouble = response.extensions().get::<Trouble>().copied();
    let Some(key) = trouble.map(|t| t.key).or_else(|| bare(&response)) else {
        return response;
    };
    if key == "problem-sign-in" {
        return if asks_for_page {
            Redirect::to(&format!("/sign-in?next={}", visit.path)).into_response()
        } else {
            account::sign_in_again(visit, &sent).await.unwrap_or(response)
        };
    }
    if key == "problem-second-step" {
        return if asks_for_page {
            Redirect::to(&format!("/second-step?next={}", visit.path)).into_response()
        } else {
            account::second_step_first(visit, &sent).await.unwrap_or(response)
        };
    }
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("problem-page-title");
    let drawn = visitor.respond(response.status(), ProblemPage { t, shell, key });
    let Ok(mut page) = drawn else { return response };
    if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
        page.headers_mut().insert(header::RETRY_AFTER, wait.clone());
    }
    page
}

fn is_upload(path: &str) -> bool {
    path.starts_with("/mutual-help/feeds/") && path.ends_with("/upload")
}

async fn hold(request: Request) -> Result<(Request, Bytes), StatusCode> {
    let (parts, body) = request.into_parts();
    let sent = axum::body::to_bytes(body, LARGEST_BODY).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    Ok((Request::from_parts(parts, Body::from(sent.clone())), sent))
}

fn bare(response: &Response) -> Option<&'static str> {
    let is_html =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    match response.status() {
        _ if is_html => None,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some("problem-not-found"),
        StatusCode::FORBIDDEN => Some("problem-elsewhere"),
        StatusCode::PAYLOAD_TOO_LARGE => Some("problem-too-large"),
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Some("problem-unavailable"),
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => Some("problem-bad-request"),
        StatusCode::INTERNAL_SERVER_ERROR => Some("problem-defect"),
        _ => None,
    }
}
