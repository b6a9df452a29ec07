//! The public page: no sign-in, no name needed.

use askama::Template;
use cairn_db::Tx;

use super::complaint::{ABOUT, LONGEST, without_record_numbers};
use super::origin;
use super::store::{self, Arrival, NewComplaint};
use crate::access::Role;
use crate::audit::{self, Act};
use crate::program;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "complaints/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    about: Vec<Choice>,
    sent: bool,
}

pub async fn new(visit: Visit, query: Form) -> Answer {
    let form = visit.new_form();
    draw(visit, form, query.checked("sent")).await
}

async fn draw(visit: Visit, form: Form, sent: bool) -> Answer {
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("complaint-page-title");
    let about = Choice::codes(&t, "complaint-about", &ABOUT);
    visitor.show_form(&form, NewPage { t, shell, f: form.clone(), about, sent })
}

/// Whoever is signed in is not asked who they are either: only what stands in the form is kept.
pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let new = read(&mut form, "page");
    if !form.is_valid() {
        return draw(visit, form, false).await;
    }
    let (app, place, now) = (visit.app.clone(), origin::hash(&visit), visit.app.clock.now());
    let chance = app.chance.clone();
    let key: crate::ids::RowId = (*form.key()).into();
    visit
        .app
        .db
        .write(move |tx: &mut Tx<'_>| {
            let since = now - jiff::SignedDuration::from_hours(1);
            if store::from_origin(tx, &place, since)? >= origin::MOST_AN_HOUR {
                return Err(Problem::TooMany);
            }
            let program = program::current(tx)?.ok_or(Problem::NotFound)?.id;
            if store::exists(tx, key)? {
                return Ok(());
            }
            store::note_origin(tx, chance.id(now), &place, now)?;
            store::add(tx, Arrival { id: key, at: now, by: None, program }, &new)?;
            let entry = audit::Entry {
                act: Act::Created,
                kind: "complaint",
                id: Some(key.to_string()),
                participant: None,
                acting_as: Role::PrivacyOfficer,
            };
            Ok(audit::write(tx, audit::Stamp { id: chance.id(now), at: now, actor: None }, entry)?)
        })
        .await?;
    visit.redirect("/complaints/new?sent=yes", "")
}

/// A form's complaint; the officer's form has the same fields.
pub(super) fn read(form: &mut Form, came_by: &str) -> NewComplaint {
    let words = form.required_text("words", LONGEST);
    NewComplaint {
        came_by: came_by.to_string(),
        about: form.required_choice("about", &ABOUT),
        name: form.text("name", 120),
        contact: form.text("contact", 200),
        words: without_record_numbers(&words),
    }
}
