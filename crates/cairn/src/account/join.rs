//! Coming in by a one-time link: choosing a passphrase, or straight into the demo.

use askama::Template;
use axum::extract::Path;

use super::sign_in::{self, Entry};
use super::{LinkKind, passphrase, store};
use crate::access::Means;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "account/join.html")]
struct JoinPage {
    t: Text,
    shell: Shell,
    f: Form,
    token: String,
    name: String,
    email: Option<String>,
}

pub async fn new(visit: Visit, Path(token): Path<String>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, token).await
}

async fn draw(visit: Visit, form: Form, token: String) -> Answer {
    let (hash, now) = (super::token_hash(&token), visit.app.clock.now());
    let (name, email) = visit
        .app
        .db
        .read(move |tx| {
            let found = store::invitation(tx, LinkKind::Join, &hash, now)?;
            let (_, person) = found.ok_or(Problem::NotFound)?;
            Ok::<_, Problem>(store::invited(tx, person.ok_or(Problem::NotFound)?)?)
        })
        .await?;
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("join-title");
    visitor.show_form(&form, JoinPage { t, shell, f: form.clone(), token, name, email })
}

pub async fn create(visit: Visit, Path(token): Path<String>, mut form: Form) -> Answer {
    let (hash, now) = (super::token_hash(&token), visit.app.clock.now());
    let (invitation, person, about) = visit
        .app
        .db
        .read(move |tx| {
            let found = store::invitation(tx, LinkKind::Join, &hash, now)?.ok_or(Problem::NotFound)?;
            let person = found.1.ok_or(Problem::NotFound)?;
            Ok::<_, Problem>((found.0, person, store::invited(tx, person)?))
        })
        .await?;
    let typed = form.value("passphrase").to_string();
    let about = [about.0, about.1.unwrap_or_default()];
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    if let Err(refusal) = passphrase::check(&typed, &about) {
        form.wrong(refusal.field, refusal.key);
        return draw(visit, form, token).await;
    }
    let hash = passphrase::hash(&visit.app, typed).await?;
    visit
        .app
        .db
        .write(move |tx| {
            if !store::use_invitation(tx, invitation, now)? {
                return Err(Problem::NotFound);
            }
            store::set_passphrase(tx, person, &hash, now)?;
            // A new passphrase ends what an old one began.
            store::sign_out_everywhere(tx, person, None, now)?;
            Ok(())
        })
        .await?;
    sign_in::begin(&visit, Entry::by_passphrase(person), "/today").await
}

/// The demo's links sign in at once, and count as both factors: nobody in a demo exists, and only who holds the machine
/// can make one. Real people get a link that asks for a passphrase first.
pub async fn enter(visit: Visit, Path(token): Path<String>) -> Answer {
    let (hash, now) = (super::token_hash(&token), visit.app.clock.now());
    let person = visit
        .app
        .db
        .write(move |tx| {
            let found = store::invitation(tx, LinkKind::Demo, &hash, now)?.ok_or(Problem::NotFound)?;
            store::use_invitation(tx, found.0, now)?;
            found.1.ok_or(Problem::NotFound)
        })
        .await?;
    let entry = Entry { person, means: Means::DemoLink, both_factors: true };
    sign_in::begin(&visit, entry, "/today").await
}
