//! Enrolling somebody: the brief intake, ten minutes, from a call or without one. The full intake comes later.

use askama::Template;
use axum::extract::Path;

use super::agreement::{CONTACT_KINDS, GIVEN_HOW, TEXT_VERSION};
use super::call_acts::shut;
use super::first_call::LANGUAGES;
use super::store::agreements::{self, NewAgreement};
use super::store::calls::{self, Call, NewClosing};
use super::store::enrollments::{self, NewEnrollment};
use super::store::tellings::{self, NewTelling};
use super::telling::{Answers, pathways, ways_of_contact};
use crate::access::{Desk, Record, Role, Seat};
use crate::audit::Act;
use crate::ids::{EnrollmentId, FirstCallId, ParticipantId, PersonId, SiteId};
use crate::outreach::{self, Subject};
use crate::people::{self, NewPerson};
use crate::program;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "intake/enrollment.html")]
struct EnrollmentPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// Where the form goes and where "cancel" leads.
    action: String,
    back: String,
    from_call: bool,
    languages: Vec<Choice>,
    pathways: Vec<Choice>,
    ways: Vec<Choice>,
    given_how: Vec<Choice>,
    sites: Vec<Choice>,
}

pub async fn new(visit: Visit) -> Answer {
    let mut form = visit.new_form();
    form.set("language", visit.language.code());
    draw(visit, form, None, false).await
}

pub async fn new_from_call(visit: Visit, Path(id): Path<FirstCallId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, Some(id), true).await
}

pub async fn create(visit: Visit, form: Form) -> Answer {
    save(visit, form, None).await
}

pub async fn create_from_call(visit: Visit, Path(id): Path<FirstCallId>, form: Form) -> Answer {
    save(visit, form, Some(id)).await
}

async fn draw(visit: Visit, mut form: Form, call: Option<FirstCallId>, fresh: bool) -> Answer {
    let (visitor, (sites, found)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let found = match call {
                Some(id) => Some(open_call(desk, &seat, id)?),
                None => None,
            };
            Ok((program::sites(desk.tx)?, found))
        })
        .await?;
    if let Some(call) = found.filter(|_| fresh) {
        prefill(&mut form, &call);
    }
    let (t, shell) = visitor.shell("enrollment-title");
    let page = EnrollmentPage {
        action: call.map_or("/participants".to_string(), |id| format!("/first-calls/{id}/enrollment")),
        back: call.map_or("/participants".to_string(), |id| format!("/first-calls/{id}")),
        from_call: call.is_some(),
        languages: Choice::codes(&t, "language", &LANGUAGES),
        pathways: pathways(&t),
        ways: ways_of_contact(&t),
        given_how: Choice::codes(&t, "agreement-how", &GIVEN_HOW),
        sites: sites.into_iter().map(|site| Choice::new(site.id.to_string(), site.name)).collect(),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

async fn save(visit: Visit, mut form: Form, call: Option<FirstCallId>) -> Answer {
    let brief = Brief::read(&mut form);
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| brief.save(desk, call)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, call, false).await
}

fn open_call(desk: &mut Desk<'_, '_>, seat: &Seat, id: FirstCallId) -> Result<Call, Problem> {
    let call = calls::call(desk.tx, seat, id)?.ok_or(Problem::NotFound)?;
    if calls::open_step(desk.tx, seat, id)?.is_none() {
        return Err(Refusal { field: "", key: "enrollment-call-closed" }.into());
    }
    Ok(call)
}

/// What the call told about the person it was about. A caller's own phone and e-mail are theirs alone.
fn prefill(form: &mut Form, call: &Call) {
    form.set_some("name", call.told.about());
    form.set("language", &call.told.language);
    form.set_some("site", call.told.site);
    if call.told.caller_kind == "self" {
        form.set_some("phone", call.told.caller_phone.as_deref());
        form.set_some("email", call.told.caller_email.as_deref());
        form.set_some("safe_times", call.told.best_times.as_deref());
    }
}

/// The brief intake as a form says it.
struct Brief {
    person: NewPerson,
    site: Option<SiteId>,
    answers: Answers,
    /// Kinds of agreement that were given.
    agreed: Vec<String>,
    given_how: String,
}

impl Brief {
    fn read(form: &mut Form) -> Brief {
        let person = NewPerson {
            name: form.required_text("name", 120),
            phone: form.phone("phone"),
            email: form.email("email"),
            language: form.required_choice("language", &LANGUAGES),
            ..NewPerson::default()
        };
        let mut agreed = form.choices("agree_contact", &CONTACT_KINDS);
        if agreed.iter().any(|kind| kind != "contact_email") && person.phone.is_none() {
            form.wrong("phone", "enrollment-phone-missing");
        }
        if agreed.iter().any(|kind| kind == "contact_email") && person.email.is_none() {
            form.wrong("email", "enrollment-email-missing");
        }
        if form.checked("agree_enroll") {
            agreed.insert(0, "enroll".to_string());
        } else {
            form.wrong("agree_enroll", "enrollment-agreement-missing");
        }
        Brief {
            site: form.id("site"),
            answers: Answers::read_brief(form),
            given_how: form.required_choice("given_how", &GIVEN_HOW),
            person,
            agreed,
        }
    }

    fn save(self, desk: &mut Desk<'_, '_>, call: Option<FirstCallId>) -> Result<String, Problem> {
        let seat = desk.seat(&[Role::Coordinator])?;
        let (person, participant) = (desk.id::<PersonId>(), desk.id::<ParticipantId>());
        if let Some(id) = call {
            close_call(desk, &seat, id)?;
        }
        people::store::add(desk.tx, person, &self.person, desk.now, Some(seat.person())).map_err(
            |error| match error {
                taken if taken.violates("people", "email_key") => {
                    Problem::Refused(Refusal { field: "email", key: "people-email-taken" })
                }
                other => Problem::from(other),
            },
        )?;
        let role_id = desk.id();
        people::store::grant(
            desk.tx,
            &people::store::Grant { id: role_id, person, role: Role::Participant, by: Some(seat.person()) },
            desk.now,
        )?;
        people::store::add_participant(desk.tx, participant, person, self.site, desk.now)?;
        let new = NewEnrollment { id: desk.id::<EnrollmentId>(), participant, call, on: desk.today() };
        enrollments::enroll(desk.tx, &seat, &new, desk.now)?;
        let record = desk.open_record(participant)?;
        desk.enter(&record, Act::Created, "enrollment", Some(new.id.to_string()))?;
        self.keep_words(desk, &record)?;
        if let Some(id) = call {
            enrollments::take_policies_along(desk.tx, &seat, id, participant)?;
            outreach::store::end_all(desk.tx, &seat, Subject::Call(id), "connected", desk.now)?;
        }
        Ok(format!("/participants/{participant}"))
    }

    /// What was told and agreed.
    fn keep_words(self, desk: &mut Desk<'_, '_>, record: &Record) -> Result<(), Problem> {
        let telling = NewTelling { id: desk.id(), extent: "brief", answers: self.answers };
        tellings::add(desk.tx, record, &telling, desk.now, desk.viewer.person)?;
        for kind in self.agreed {
            let given_how = self.given_how.clone();
            let new = NewAgreement { id: desk.id(), kind, given_how, text_version: TEXT_VERSION };
            agreements::give(desk.tx, record, &new, desk.now, desk.viewer.person)?;
            desk.enter(record, Act::Created, "agreement", Some(new.id.to_string()))?;
        }
        Ok(())
    }
}

fn close_call(desk: &mut Desk<'_, '_>, seat: &Seat, id: FirstCallId) -> Result<(), Problem> {
    open_call(desk, seat, id)?;
    let step = calls::open_step(desk.tx, seat, id)?.ok_or(Problem::NotFound)?;
    let closing = NewClosing { id: desk.id(), reason: "enrolled".to_string(), words: None };
    shut(desk, seat, id, step.id, &closing)?;
    desk.enter_seated(seat, Act::Ended, "first_call", id.to_string())
}
