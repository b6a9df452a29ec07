//! What a person typed survives a sign-in that ran out: the form travels on the sign-in page, and back.
//!
//! The server keeps nothing. The form is given back only to the person whose sign-in had run out in this browser,
//! so that somebody else who signs in there does not find it.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::Response;

use super::sign_in::{SignInPage, organization_named};
use super::store;
use crate::ids::PersonId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

/// The sign-in page for a form that arrived without a good sign-in.
pub async fn sign_in_again(visit: Visit, sent: &[u8]) -> Answer {
    let mut form = visit.new_form();
    form.set("next", super::safe_path("/today"));
    form.set("unsent_path", super::safe_path(&visit.path));
    form.set("unsent", String::from_utf8_lossy(sent));
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("sign-in-title");
    let mut page = visitor.show(SignInPage {
        is_set_up: visitor.program.is_some(),
        organization: organization_named(&visitor, &t),
        f: form,
        t,
        shell,
    })?;
    *page.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(page)
}

/// The page of the second step for a form that arrived before it, or too long after it.
pub async fn second_step_first(visit: Visit, sent: &[u8]) -> Answer {
    let mut form = visit.new_form();
    form.set("next", super::safe_path("/today"));
    form.set("unsent_path", super::safe_path(&visit.path));
    form.set("unsent", String::from_utf8_lossy(sent));
    let mut page = super::second_step::draw(visit, form).await?;
    *page.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(page)
}

/// A form on its way back to its sender.
pub(super) struct Unsent {
    path: String,
    fields: Vec<(String, String)>,
}

/// The unsent form of a sign-in, if the person is the one who typed it.
pub(super) async fn unsent(visit: &Visit, form: &Form, person: PersonId) -> Result<Option<Unsent>, Problem> {
    let path = form.value("unsent_path");
    let Some(token) = visit.token.clone().filter(|_| !path.is_empty()) else {
        return Ok(None);
    };
    let hash = super::token_hash(&token);
    let holder: Result<_, cairn_db::Error> = visit.app.db.read(move |tx| store::holder(tx, &hash)).await;
    if holder? != Some(person) {
        return Ok(None);
    }
    let fields = form_urlencoded::parse(form.value("unsent").as_bytes()).into_owned().collect();
    Ok(Some(Unsent { path: super::safe_path(path), fields }))
}

#[derive(Template)]
#[template(path = "account/resume.html")]
struct ResumePage {
    t: Text,
    shell: Shell,
    path: String,
    fields: Vec<(String, String)>,
}

/// Shows the unsent form with a button, or goes where the sign-in leads.
pub(super) async fn show(visit: Visit, entered: Response, unsent: Option<Unsent>) -> Answer {
    let Some(unsent) = unsent else { return Ok(entered) };
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("resume-title");
    let mut page = visitor.show(ResumePage { t, shell, path: unsent.path, fields: unsent.fields })?;
    for cookie in entered.headers().get_all(header::SET_COOKIE) {
        page.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    Ok(page)
}
