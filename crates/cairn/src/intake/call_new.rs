//! Writing down a first call while the caller speaks.

use askama::Template;

use super::first_call::{
    CALLER_KINDS, HEARD_FROM, INSURANCE, LANGUAGES, NextStep, RISKS, Told, owners, suggest_step,
};
use super::store::calls;
use crate::access::Role;
use crate::audit::Act;
use crate::ids::FirstCallId;
use crate::people;
use crate::program;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "intake/call_new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    caller_kinds: Vec<Choice>,
    languages: Vec<Choice>,
    risks: Vec<Choice>,
    heard_from: Vec<Choice>,
    insurance: Vec<Choice>,
    sites: Vec<Choice>,
    owners: Vec<Choice>,
    crisis_line: String,
    on_call: Option<String>,
}

pub async fn new(visit: Visit) -> Answer {
    let mut form = visit.new_form();
    form.set("language", visit.language.code());
    draw(visit, form, true).await
}

async fn draw(visit: Visit, mut form: Form, fresh: bool) -> Answer {
    let (visitor, (holders, sites, me, now)) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let holders = people::store::holders(desk.tx, &seat, Role::Coordinator)?;
            Ok((holders, program::sites(desk.tx)?, seat.person(), desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("first-call-new");
    let program = visitor.program.as_ref();
    if fresh {
        let hours = program.map_or(8, |program| program.settings.calls.answer_hours);
        suggest_step(&mut form, &t, me, now, hours);
    }
    let page = NewPage {
        caller_kinds: Choice::codes(&t, "first-call-caller", &CALLER_KINDS),
        languages: Choice::codes(&t, "language", &LANGUAGES),
        risks: Choice::codes(&t, "first-call-risk", &RISKS),
        heard_from: Choice::codes(&t, "first-call-heard", &HEARD_FROM),
        insurance: Choice::codes(&t, "first-call-insurance", &INSURANCE),
        sites: sites.into_iter().map(|site| Choice::new(site.id.to_string(), site.name)).collect(),
        owners: owners(holders),
        crisis_line: visitor.crisis_line(),
        on_call: program.and_then(|p| p.on_call_phone.clone()),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let (told, step) = (Told::read(&mut form), NextStep::read(&mut form));
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = desk.seat(&[Role::Coordinator])?;
                let id: FirstCallId = desk.id();
                calls::add(desk.tx, &seat, id, &told, desk.now)?;
                step.save(desk, &seat, id)?;
                desk.enter_seated(&seat, Act::Created, "first_call", id.to_string())?;
                // With immediate risk this page opens with who is to be told.
                Ok(format!("/first-calls/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, false).await
}
