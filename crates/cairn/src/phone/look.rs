//! What the site is called and looks like on this phone's home screen.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::access::{Desk, Role};
use crate::disclosures::{Egress, Shape};
use crate::web::{Answer, Choice, Form, LOOK_ICONS, LOOK_NAMES, Look, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "phone/look.html")]
struct LookPage {
    t: Text,
    shell: Shell,
    f: Form,
    names: Vec<Choice>,
    icons: Vec<Choice>,
}

pub async fn edit(visit: Visit) -> Answer {
    let mut form = visit.new_form();
    form.set("name", visit.look.name);
    form.set("icon", visit.look.icon);
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, ()) = visit.read(seated).await?;
    let (t, shell) = visitor.shell("look-title");
    let page = LookPage {
        names: Choice::codes(&t, "look-name", &LOOK_NAMES),
        icons: Choice::codes(&t, "look-icon", &LOOK_ICONS),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn seated(desk: &mut Desk<'_, '_>) -> Result<(), Problem> {
    desk.seat(&[Role::Participant, Role::FamilyMember]).map(drop)
}

/// Keeps the choice in this browser. The database does not hear of it, so there is nothing to write into the log.
pub async fn update(visit: Visit, mut form: Form) -> Answer {
    visit.clone().read(seated).await?;
    let (name, icon) = (form.required_choice("name", &LOOK_NAMES), form.required_choice("icon", &LOOK_ICONS));
    match Look::of(&name, &icon).filter(|_| form.is_valid()) {
        Some(look) => {
            let mut response = visit.redirect("/app", "saved")?;
            look.keep(&mut response);
            Ok(response)
        }
        None => draw(visit, form).await,
    }
}

/// `/app/notes-leaf-en.webmanifest`: the same for everybody who asks, signed in or not.
pub async fn manifest(Path(choice): Path<String>) -> Result<Response, Problem> {
    let code = choice.strip_suffix(".webmanifest").ok_or(Problem::NotFound)?;
    let (look, language) = Look::from_code(code).ok_or(Problem::NotFound)?;
    let body = look.manifest(language).to_string().into_bytes();
    let mut response = Egress::about_nobody(Shape::Manifest, body).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    Ok(response)
}
