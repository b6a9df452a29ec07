//! Signing in with e-mail and passphrase, staying, and signing out.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use data_encoding::BASE64URL_NOPAD;

use super::guard::Guard;
use super::{passphrase, resume, store};
use crate::access::Means;
use crate::ids::PersonId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit, Visitor};

#[derive(Template)]
#[template(path = "account/sign_in.html")]
pub(super) struct SignInPage {
    pub t: Text,
    pub shell: Shell,
    pub f: Form,
    pub is_set_up: bool,
    /// What the organization's own sign-in is called, if there is one.
    pub organization: Option<String>,
}

pub async fn new(visit: Visit, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set("next", super::safe_path(query.value("next")));
    draw(visit, form).await
}

pub(super) async fn draw(visit: Visit, form: Form) -> Answer {
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("sign-in-title");
    let is_set_up = visitor.program.is_some();
    let organization = organization_named(&visitor, &t);
    visitor.show_form(&form, SignInPage { t, shell, f: form.clone(), is_set_up, organization })
}

/// What people call the organization's own sign-in; none when there is none.
pub(super) fn organization_named(visitor: &Visitor, t: &Text) -> Option<String> {
    let organization = visitor.app.config.organization.as_ref()?;
    Some(if organization.label.is_empty() { t.get("organization-plain") } else { organization.label.clone() })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let email = form.required_text("email", 254).to_lowercase();
    let typed = form.value("passphrase").to_string();
    if typed.is_empty() {
        form.wrong("passphrase", "form-required");
    }
    if !form.is_valid() {
        return draw(visit, form).await;
    }
    let guard = Guard::of_address(&visit, &email);
    guard.may_try(&visit).await?;
    let key = email.clone();
    let found = visit.app.db.read(move |tx| store::passphrase_of(tx, &key)).await.map_err(Problem::from)?;
    let (person, hash) = found.unzip();
    // One character more than allowed is cut, so that a giant passphrase costs no more than a long one.
    let typed: String = typed.chars().take(passphrase::LONGEST + 1).collect();
    let fits = passphrase::fits(&visit.app, typed, hash).await?;
    match person.filter(|_| fits) {
        Some(person) => {
            let to = super::safe_path(form.value("next"));
            let unsent = resume::unsent(&visit, &form, person).await?;
            let entered = begin(&visit, Entry::by_passphrase(person), &to).await?;
            resume::show(visit, entered, unsent).await
        }
        None => {
            guard.failed(&visit).await?;
            form.wrong("email", "sign-in-does-not-fit");
            draw(visit, form).await
        }
    }
}

/// Who comes in, and with what.
pub(super) struct Entry {
    pub person: PersonId,
    pub means: Means,
    /// Whether what they showed is a second factor at the same time.
    pub both_factors: bool,
}

impl Entry {
    pub fn by_passphrase(person: PersonId) -> Entry {
        Entry { person, means: Means::Passphrase, both_factors: false }
    }
}

/// From proof of identity to a sign-in: a new token each time, the old one of this browser ended. The only way in.
pub(super) async fn begin(visit: &Visit, entry: Entry, to: &str) -> Answer {
    super::sign_out_now(visit).await?;
    let token = BASE64URL_NOPAD.encode(&visit.app.chance.secret());
    let token_hash = super::token_hash(&token);
    let (app, device) = (visit.app.clone(), visit.device.clone());
    let language = visit
        .app
        .db
        .write(move |tx| {
            let now = app.clock.now();
            let id = app.chance.id(now);
            let person = entry.person;
            let new = store::NewSignIn { id, person, token_hash: &token_hash, device: &device, now };
            store::add_sign_in(tx, &new, entry.means, &app.chance)?;
            if entry.both_factors {
                store::add_second_step(tx, app.chance.id(now), id, entry.means.code(), now)?;
            }
            store::language_of(tx, person)
        })
        .await
        .map_err(Problem::from)?;
    let mut response = Redirect::to(to).into_response();
    super::set_cookie(&visit.app, &mut response, &token);
    // A person reads their own language on a device where nobody chose another.
    if !visit.chose_language {
        crate::web::keep_language(&mut response, language, false);
    }
    Ok(response)
}

/// "Stay signed in": any request keeps a sign-in alive, this one does nothing else.
pub async fn keep(visit: Visit) -> Result<Response, Problem> {
    let (app, sign_in) =
        (visit.app.clone(), visit.before_second_step().read(|desk| Ok(desk.viewer.sign_in)).await?.1);
    let now = app.clock.now();
    app.db.write(move |tx| store::seen(tx, sign_in, now)).await.map_err(Problem::from)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub async fn destroy(visit: Visit) -> Answer {
    super::sign_out_now(&visit).await?;
    let mut response = visit.redirect("/sign-in", "signed-out")?;
    super::forget_cookie(&visit.app, &mut response);
    visit.clear_browser(&mut response);
    Ok(response)
}
