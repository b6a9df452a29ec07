//! How a family member can be reached, and what is safe: said by them, or written down for them.

use askama::Template;
use axum::extract::Path;

use super::head::FamilyHead;
use super::store::person::{self, Contact};
use crate::access::Desk;
use crate::audit::Act;
use crate::families::RELATIONS;
use crate::ids::FamilyMemberId;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_members/contact.html")]
struct ContactPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: FamilyHead,
    relations: Vec<Choice>,
    languages: Vec<Choice>,
}

pub async fn edit(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id, true).await
}

/// `fill`: with what is known, for a form that was not sent yet.
async fn draw(visit: Visit, mut form: Form, id: FamilyMemberId, fill: bool) -> Answer {
    let (visitor, (head, known)) = visit
        .write(move |desk| {
            let record = super::open_to_write(desk, id)?;
            Ok((FamilyHead::load(desk, &record)?, person::contact(desk.tx, &record)?))
        })
        .await?;
    if fill {
        form.set("name", known.name);
        form.set_some("goes_by", known.goes_by);
        form.set_some("email", known.email);
        form.set_some("phone", known.phone);
        form.set("language", known.language);
        form.set("relation", known.relation);
        form.set("safe_to_leave_message", known.safe_to_leave_message);
        form.set_some("words", known.words);
    }
    let (t, shell) = visitor.shell("family-contact");
    let relations = Choice::codes(&t, "families-relation", &RELATIONS);
    let languages = Choice::codes(&t, "language", &["en", "es"]);
    visitor.show_form(&form, ContactPage { t, shell, f: form.clone(), head, relations, languages })
}

pub async fn update(visit: Visit, Path(id): Path<FamilyMemberId>, mut form: Form) -> Answer {
    let new = Contact {
        name: form.required_text("name", 120),
        goes_by: form.text("goes_by", 60),
        email: form.email("email"),
        phone: form.phone("phone"),
        language: form.required_choice("language", &["en", "es"]),
        relation: form.required_choice("relation", &RELATIONS),
        safe_to_leave_message: form.required_choice("safe_to_leave_message", &["yes", "no", "unknown"]),
        words: form.text("words", 1000),
    };
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| save(desk, id, &new)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, id, false).await
}

fn save(desk: &mut Desk<'_, '_>, id: FamilyMemberId, new: &Contact) -> Result<String, Problem> {
    let record = super::open_to_write(desk, id)?;
    let stamp = (desk.now, desk.viewer.person);
    person::set_contact(desk.tx, &record, new, stamp).map_err(|error| match error {
        taken if taken.violates("people", "email_key") => {
            Problem::Refused(Refusal { field: "email", key: "people-email-taken" })
        }
        other => Problem::from(other),
    })?;
    desk.enter_family(&record, Act::Changed, "family_member", id.to_string())?;
    Ok(if record.is_own() { "/family".to_string() } else { format!("/family-members/{id}") })
}
