//! Writing down a family.

use askama::Template;

use super::{Family, store};
use crate::access::Role;
use crate::audit::Act;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "families/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, _) = visit.read(|desk| desk.seat(&[Role::Coordinator])).await?;
    let (t, shell) = visitor.shell("families-new");
    visitor.show_form(&form.clone(), NewPage { t, shell, f: form })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let name = form.required_text("name", 80);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let family = Family { id: desk.id(), name };
            store::add(desk.tx, &seat, &family, desk.now)?;
            desk.enter_seated(&seat, Act::Created, "family", family.id.to_string())?;
            Ok(format!("/families/{}", family.id))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, form).await
}

/// Like [`Form::settle`]; a form that was wrong before it was sent keeps its own sentences.
pub fn settle(form: &mut Form, outcome: Result<String, Problem>) -> Result<Option<String>, Problem> {
    match outcome {
        Err(Problem::BadRequest) if !form.is_valid() => Ok(None),
        other => form.settle(other),
    }
}
