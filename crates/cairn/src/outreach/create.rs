//! Beginning an effort: for a participant, or for whoever a first call was about.

use askama::Template;
use axum::extract::Path;
use jiff::{ToSpan, civil::Date};

use super::plan::{Plan, WHYS};
use super::reach::Subject;
use super::store::{self, NewReach};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{FirstCallId, ParticipantId, PersonId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "outreach/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// Where the form goes, and where "cancel" leads.
    action: String,
    back: String,
    whys: Vec<Choice>,
    owners: Vec<Choice>,
}

pub async fn new_for_participant(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, Subject::Participant(id), form, true).await
}

pub async fn new_for_call(visit: Visit, Path(id): Path<FirstCallId>) -> Answer {
    let form = visit.new_form();
    draw(visit, Subject::Call(id), form, true).await
}

pub async fn create_for_participant(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    save(visit, Subject::Participant(id), form).await
}

pub async fn create_for_call(visit: Visit, Path(id): Path<FirstCallId>, form: Form) -> Answer {
    save(visit, Subject::Call(id), form).await
}

/// Coordinators begin an effort for anybody they may know of; a supporter for their own participant.
fn seat_for(desk: &mut Desk<'_, '_>, subject: Subject) -> Result<Seat, Problem> {
    match subject {
        Subject::Call(_) => {
            let seat = desk.seat(&[Role::Coordinator])?;
            if store::call_is_open(desk.tx, &seat, subject)? { Ok(seat) } else { Err(Problem::NotFound) }
        }
        Subject::Participant(id) => {
            let record = desk.open_record(id)?;
            match record.acting_as() {
                role @ (Role::PeerSupporter | Role::Coordinator) => desk.seat(&[role]),
                _ => Err(Problem::NotFound),
            }
        }
    }
}

async fn draw(visit: Visit, subject: Subject, mut form: Form, fill: bool) -> Answer {
    let (visitor, (owners, me, today, plan)) = visit
        .write(move |desk| {
            let seat = seat_for(desk, subject)?;
            if let Subject::Call(id) = subject {
                desk.enter_seated(&seat, Act::Opened, "first_call", id.to_string())?;
            }
            let plan = desk.program.settings.outreach.clone();
            Ok((store::owners(desk.tx, &seat)?, seat.person(), desk.today(), plan))
        })
        .await?;
    if fill {
        form.set("first_on", today);
        form.set("every_days", plan.every_days);
        form.set("until_on", today.saturating_add(plan.days.days()));
        form.set("owner", me);
        form.set("why", if subject.call().is_some() { "first_call" } else { "stopped_coming" });
    }
    let (t, shell) = visitor.shell("outreach-new-title");
    let page = NewPage {
        action: [subject.path().as_str(), "/outreach"].concat(),
        back: subject.path(),
        whys: Choice::codes(&t, "outreach-why", &WHYS),
        owners: owners.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

struct Asked {
    why: String,
    place: Option<String>,
    plan: Plan,
    first_on: Date,
    owner: Option<PersonId>,
}

impl Asked {
    fn read(form: &mut Form) -> Asked {
        let asked = Asked {
            why: form.required_choice("why", &WHYS),
            place: form.text("place", 200),
            first_on: form.required_date("first_on"),
            plan: Plan {
                every_days: form.required_integer("every_days", 1..=60),
                until_on: form.required_date("until_on"),
            },
            owner: form.id("owner"),
        };
        if form.value("owner").is_empty() {
            form.wrong("owner", "form-choose");
        }
        if form.is_valid() && asked.plan.until_on < asked.first_on {
            form.wrong("until_on", "outreach-until-before-first");
        }
        asked
    }

    fn keep(self, desk: &mut Desk<'_, '_>, subject: Subject) -> Result<String, Problem> {
        let seat = seat_for(desk, subject)?;
        let today = desk.today();
        let last = today.saturating_add(366.days());
        if self.first_on < today || self.plan.until_on > last {
            return Err(Refusal { field: "first_on", key: "outreach-plan-range" }.into());
        }
        let known = store::owners(desk.tx, &seat)?;
        let owner = self.owner.filter(|owner| known.iter().any(|(id, _)| id == owner));
        let owner = owner.ok_or(Refusal { field: "owner", key: "form-choose-listed" })?;
        if store::wish(desk.tx, subject)?.is_some_and(|newest| newest.wish == "no_contact") {
            return Err(Refusal { field: "why", key: "outreach-no-contact" }.into());
        }
        if store::running(desk.tx, &seat, subject)?.is_some() {
            return Err(Refusal { field: "why", key: "outreach-runs-already" }.into());
        }
        let new = NewReach {
            id: desk.id(),
            subject,
            why: self.why,
            place: self.place,
            plan: self.plan,
            first_on: self.first_on,
            owner: (desk.id(), owner),
        };
        store::add(desk.tx, &seat, &new, desk.now)?;
        match subject {
            Subject::Participant(id) => desk.enter_about(&seat, id, Act::Created, "outreach")?,
            Subject::Call(_) => desk.enter_seated(&seat, Act::Created, "outreach", new.id.to_string())?,
        }
        Ok(["/outreach/", &new.id.to_string()].concat())
    }
}

async fn save(visit: Visit, subject: Subject, mut form: Form) -> Answer {
    let asked = Asked::read(&mut form);
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| asked.keep(desk, subject)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, subject, form, false).await
}
