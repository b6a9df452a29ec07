//! The directory of recipients.

use askama::Template;
use axum::extract::Path;

use super::recipient::{KINDS, Recipient, STANDINGS};
use super::store::recipients;
use crate::access::Role;
use crate::audit::Act;
use crate::ids::RecipientId;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Shell, Text, Visit};

const KEEPERS: [Role; 4] = [Role::Coordinator, Role::Clinician, Role::Supervisor, Role::PrivacyOfficer];

#[derive(Template)]
#[template(path = "disclosures/recipients.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    recipients: Page<Recipient>,
}

#[derive(Template)]
#[template(path = "disclosures/recipient_new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    kinds: Vec<Choice>,
    standings: Vec<Choice>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    let (visitor, recipients) = visit
        .read(move |desk| {
            desk.seat(&KEEPERS)?;
            // Names are sealed: they are sorted here, and the page is cut out of them.
            let all = recipients::all(desk.tx)?;
            let (skip, take) = (page.offset() as usize, page.limit() as usize);
            Ok(page.page(all.into_iter().skip(skip).take(take).collect()))
        })
        .await?;
    let (t, shell) = visitor.shell("recipients-page-title");
    visitor.show(IndexPage { t, shell, f: form, recipients })
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, _) = visit.read(|desk| desk.seat(&KEEPERS)).await?;
    let (t, shell) = visitor.shell("recipients-page-title");
    let page = NewPage {
        kinds: Choice::codes(&t, "recipient-kind", &KINDS),
        standings: Choice::codes(&t, "recipient-standing", &STANDINGS.map(|standing| standing.name())),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let standings = STANDINGS.map(|standing| standing.name());
    let kind = form.required_choice("kind", &KINDS);
    let name = form.required_text("name", 200);
    let (address, phone) = (form.text("address", 400), form.phone("phone"));
    let standing = form.required_choice("standing", &standings);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = desk.seat(&KEEPERS)?;
                let new = Recipient { id: desk.id(), kind, name, address, phone, standing };
                recipients::add(desk.tx, &new, desk.now, desk.viewer.person)?;
                desk.enter_seated(&seat, Act::Created, "recipient", new.id.to_string())?;
                Ok("/recipients".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form).await
}

pub async fn close(visit: Visit, Path(id): Path<RecipientId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&KEEPERS)?;
            recipients::close(desk.tx, &seat, id, desk.now)?;
            desk.enter_seated(&seat, Act::Ended, "recipient", id.to_string())?;
            Ok("/recipients".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
