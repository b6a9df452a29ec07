//! The code by which somebody is known in a lobby: shown to them, and to those who may hand it to them on paper.

use askama::Template;
use axum::extract::Path;

use super::store;
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::{ParticipantId, PersonId};
use crate::intake::RecordHead;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "kiosk/code.html")]
struct CodePage {
    t: Text,
    shell: Shell,
    f: Form,
    action: String,
    /// Whose it is, when it is not the viewer's.
    name: Option<String>,
    /// In two groups of three.
    code: Option<String>,
}

/// Draws until one is free: of a million codes few are taken.
const DRAWS: usize = 50;

fn renew_for(desk: &mut Desk<'_, '_>, person: PersonId) -> Result<(), Problem> {
    for _ in 0..DRAWS {
        let number =
            desk.chance.secret().iter().fold(0_u64, |sum, byte| (sum * 256 + u64::from(*byte)) % 1_000_000);
        let id = desk.id();
        if store::add_code(desk.tx, person, (id, &format!("{number:06}")), desk.now)? {
            return Ok(());
        }
    }
    Err(Problem::Defect("no free arrival code was found"))
}

fn spaced(code: &str) -> String {
    let (first, last) = code.split_at(code.len() / 2);
    [first, " ", last].concat()
}

/// Those who come to a lobby for themselves.
fn comes(desk: &Desk<'_, '_>) -> Result<PersonId, Problem> {
    let comes = desk.viewer.is(Role::Participant) || desk.viewer.is(Role::FamilyMember);
    if comes { Ok(desk.viewer.person) } else { Err(Problem::NotFound) }
}

pub async fn own(visit: Visit) -> Answer {
    let form = visit.new_form();
    let (visitor, code) = visit
        .read(|desk| {
            let person = comes(desk)?;
            Ok(store::code(desk.tx, person)?)
        })
        .await?;
    let (t, shell) = visitor.shell("arrival-code-title");
    let action = "/arrival-code".to_string();
    visitor.show(CodePage { t, shell, f: form, action, name: None, code: code.as_deref().map(spaced) })
}

pub async fn renew_own(visit: Visit, form: Form) -> Answer {
    let location = visit
        .submit(&form, |desk| {
            let person = comes(desk)?;
            renew_for(desk, person)?;
            desk.enter_own(Act::Created, "arrival_code")?;
            Ok("/arrival-code".to_string())
        })
        .await?;
    visit.redirect(&location, "arrival-code-new")
}

/// Opens the record for those who hand a code to somebody without a phone.
fn open(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    let may = matches!(record.acting_as(), Role::Participant | Role::PeerSupporter | Role::Coordinator);
    if may { Ok(record) } else { Err(Problem::NotFound) }
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    let (visitor, (name, code)) = visit
        .write(move |desk| {
            let record = open(desk, id)?;
            let head = RecordHead::load(desk.tx, &record)?;
            Ok(((!head.own).then_some(head.name), store::code(desk.tx, record.person())?))
        })
        .await?;
    let (t, shell) = visitor.shell("arrival-code-title");
    let action = format!("/participants/{id}/arrival-code");
    visitor.show(CodePage { t, shell, f: form, action, name, code: code.as_deref().map(spaced) })
}

pub async fn renew(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let record = open(desk, id)?;
            renew_for(desk, record.person())?;
            desk.enter(&record, Act::Created, "arrival_code", None)?;
            Ok(format!("/participants/{id}/arrival-code"))
        })
        .await?;
    visit.redirect(&location, "arrival-code-new")
}
