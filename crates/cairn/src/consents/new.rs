//! Beginning a consent: what is it for?

use askama::Template;
use axum::extract::Path;

use super::store::{self, NewConsent, Stamp};
use super::terms::{Discloser, Recipient};
use super::{ELEMENTS_VERSION, Head, Kind, WORDING_VERSION};
use crate::access::{ConsentFile, Desk};
use crate::audit::Act;
use crate::ids::{ConsentId, ParticipantId};
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "consents/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    id: ParticipantId,
    head: Head,
    kinds: Vec<Choice>,
}

fn opened(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<ConsentFile, Problem> {
    let file = desk.open_consents(id)?;
    if file.record().is_some() { Ok(file) } else { Err(Problem::NotFound) }
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

async fn draw(visit: Visit, form: Form, id: ParticipantId) -> Answer {
    let (visitor, head) = visit
        .write(move |desk| {
            let file = opened(desk, id)?;
            Head::load(desk, &file)
        })
        .await?;
    let (t, shell) = visitor.shell("consents-title");
    let kinds = Kind::ALL.map(|kind| {
        let code = kind.code();
        let hint = t.code("consent-kind", &format!("{code}-hint"));
        Choice { hint, ..Choice::new(code, t.code("consent-kind", code)) }
    });
    let page = NewPage { t, shell, f: form.clone(), id, head, kinds: kinds.to_vec() };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let codes = Kind::ALL.map(Kind::code);
    let kind = form.required_choice("kind", &codes);
    if let Some(kind) = Kind::from_code(&kind).filter(|_| form.is_valid()) {
        let outcome = visit
            .submit(&form, move |desk| {
                let file = opened(desk, id)?;
                let consent = begin(desk, &file, kind)?;
                desk.enter_consents(&file, Act::Created, "consent", Some(consent.to_string()))?;
                Ok(format!("/consents/{consent}/steps/whom"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "");
        }
    }
    draw(visit, form, id).await
}

fn begin(desk: &mut Desk<'_, '_>, file: &ConsentFile, kind: Kind) -> Result<ConsentId, Problem> {
    let mut terms = kind.first_terms();
    terms.patient_name = Some(store::name_and_language(desk.tx, file)?.0);
    terms.discloser = Some(Discloser { name: desk.program.name.clone(), program: Some(desk.program.id) });
    if kind == Kind::Tpo {
        terms.recipients.push(Recipient::tpo_class(desk.id()));
    }
    terms.statements = kind.statements(&terms).into_iter().map(str::to_string).collect();
    let new = NewConsent {
        id: desk.id(),
        kind,
        elements_version: ELEMENTS_VERSION,
        wording_version: WORDING_VERSION,
        terms: &terms,
        origin: "page",
    };
    let stamp = Stamp { at: desk.now, by: desk.viewer.person };
    store::add(desk.tx, (file.participant(), file.person()), &new, stamp)?;
    Ok(new.id)
}
