//! A participant proposes to talk with somebody whom a consent of theirs names. Whether that person is known here is not
//! said: the page is the same either way.

use askama::Template;
use axum::extract::Path;

use super::agreement::{Said, TIERS};
use super::consented::named_by;
use super::store::{self, NewSession};
use super::{Side, index};
use crate::access::{Desk, Record, Role, Tier};
use crate::audit::Act;
use crate::families::MODES;
use crate::ids::{ParticipantId, PersonId};
use crate::intake::RecordHead;
use crate::people;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "shared_sessions/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    recipients: Vec<Choice>,
    hosts: Vec<Choice>,
    modes: Vec<Choice>,
    tiers: Vec<Choice>,
}

/// Who could sit with them: supporters and clinicians.
fn hosts(desk: &mut Desk<'_, '_>) -> Result<Vec<(PersonId, String)>, Problem> {
    let seat = desk.seat(&[Role::Participant])?;
    let mut all = people::store::holders(desk.tx, &seat, Role::PeerSupporter)?;
    all.extend(people::store::holders(desk.tx, &seat, Role::Clinician)?);
    all.retain(|(person, _)| *person != seat.person());
    Ok(all)
}

fn open(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    if record.is_own() { Ok(record) } else { Err(Problem::NotFound) }
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let mut form = visit.new_form();
    form.set("minutes", 60);
    form.set("tier", Tier::Ours.code());
    draw(visit, form, id).await
}

async fn draw(visit: Visit, form: Form, id: ParticipantId) -> Answer {
    let (visitor, (head, recipients, hosts)) = visit
        .write(move |desk| {
            let record = open(desk, id)?;
            Ok((RecordHead::load(desk.tx, &record)?, named_by(desk, &record)?, hosts(desk)?))
        })
        .await?;
    let (t, shell) = visitor.shell("shared-talks-title");
    let page = NewPage {
        recipients: recipients.iter().map(|one| Choice::new(one.code(), one.name.clone())).collect(),
        hosts: hosts.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        modes: Choice::codes(&t, "today-mode", &MODES),
        tiers: index::tier_choices(&t, &TIERS),
        head,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let said = Said::read(&mut form);
    let recipient = form.required_text("recipient", 80);
    let host = form.id::<PersonId>("host");
    if host.is_none() && form.error("host").is_none() {
        form.wrong("host", "form-choose");
    }
    let minutes = form.required_integer("minutes", 15..=240);
    let mode = form.required_choice("mode", &MODES);
    let place = form.text("place", 200);
    form.required_date("date");
    if form.time("time").is_none() && form.error("time").is_none() {
        form.wrong("time", "form-required");
    }
    let (valid, mut typed) = (form.is_valid(), form.clone());
    let outcome = visit
        .submit(&form, move |desk| {
            let record = open(desk, id)?;
            let host = host.filter(|_| valid).ok_or(Problem::BadRequest)?;
            let to = named_by(desk, &record)?.into_iter().find(|one| one.code() == recipient);
            let to = to.ok_or(Refusal { field: "recipient", key: "shared-needs-consent" })?;
            if hosts(desk)?.iter().all(|(known, _)| *known != host) {
                return Err(Refusal { field: "host", key: "form-choose-listed" }.into());
            }
            let starts_at = typed.required_instant("date", "time", &desk.program.zone);
            if starts_at < desk.now {
                return Err(Refusal { field: "date", key: "shared-in-the-past" }.into());
            }
            let new = NewSession {
                id: desk.id(),
                consent: to.consent,
                recipient: to.recipient,
                host,
                starts_at,
                minutes,
                mode,
                place,
            };
            let stamp = (desk.now, desk.viewer.person);
            store::add(desk.tx, &record, &new, stamp)?;
            store::agree(desk.tx, new.id, &said.by(Side::Participant, desk.id(), stamp))?;
            desk.enter(&record, Act::Created, "shared_session", Some(new.id.to_string()))?;
            Ok(format!("/participants/{id}/shared-sessions"))
        })
        .await;
    match crate::families::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "shared-proposed"),
        None => draw(visit, form, id).await,
    }
}
