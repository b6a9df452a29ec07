//! How an enrollment ends, and how it begins again. A discharge leads to alumni calls, not to an end: a person may
//! come back, on any day, without explaining themselves.

use askama::Template;
use axum::extract::Path;

use super::RecordHead;
use super::store::enrollments::{self, Discharge, Enrollment, NewEnrollment};
use super::store::participants::{self, Planned};
use crate::access::{Desk, Record, Role, Seat};
use crate::audit::Act;
use crate::calendar::series;
use crate::ids::ParticipantId;
use crate::outreach;
use crate::telephone_support;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

pub const REASONS: [&str; 7] =
    ["goals_met", "moved", "lost_contact", "transferred", "asked_to_end", "died", "other"];

#[derive(Template)]
#[template(path = "intake/discharge.html")]
struct DischargePage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    reasons: Vec<Choice>,
    yes_no: Vec<Choice>,
    supporters: Vec<(String, jiff::Timestamp)>,
    planned: Vec<Planned>,
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: ParticipantId, form: Form) -> Answer {
    let (visitor, (head, supporters, planned)) = visit
        .write(move |desk| {
            let (_, record) = opened(desk, id)?;
            current(desk, &record)?;
            let supporters = participants::supporters(desk.tx, &record)?;
            let planned = participants::planned(desk.tx, &record, desk.now)?;
            Ok((RecordHead::load(desk.tx, &record)?, supporters, planned))
        })
        .await?;
    let (t, shell) = visitor.shell("discharge-title");
    let page = DischargePage {
        reasons: Choice::codes(&t, "discharge-reason", &REASONS),
        yes_no: Choice::codes(&t, "form", &["yes", "no"]),
        f: form.clone(),
        head,
        supporters,
        planned,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let reason = form.required_choice("reason", &REASONS);
    let words = form.text("words", 4000);
    let last_contact_on = form.date("last_contact_on");
    // Nobody is asked to agree to calls on behalf of somebody who died.
    let alumni_calls = match reason.as_str() {
        "died" => false,
        _ => form.required_choice("alumni_calls", &["yes", "no"]) == "yes",
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, record) = opened(desk, id)?;
                let enrollment = current(desk, &record)?;
                let on = desk.today();
                if last_contact_on.is_some_and(|day| day > on) {
                    return Err(Refusal { field: "last_contact_on", key: "discharge-contact-future" }.into());
                }
                let discharge = Discharge { reason, words, on, last_contact_on, alumni_calls };
                enrollments::discharge(desk.tx, &seat, enrollment.id, &discharge, desk.now)?;
                desk.enter(&record, Act::Ended, "enrollment", Some(enrollment.id.to_string()))?;
                if enrollments::end_matches(desk.tx, &seat, &record, desk.now)? > 0 {
                    series::end_orphans(desk.tx, desk.now)?;
                    desk.enter(&record, Act::Ended, "match", None)?;
                }
                if discharge.reason == "died" {
                    stop_reaching(desk, &seat, &record)?;
                }
                Ok(format!("/participants/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form).await
}

/// A person comes back: a new enrollment, dated today, and nothing of the old one is asked about.
pub async fn come_back(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let record = desk.open_to_return(id)?;
            if record.is_own() {
                return Err(Problem::NotFound);
            }
            let past = enrollments::of_participant(desk.tx, &record)?;
            if past.first().is_some_and(|newest| newest.discharge.is_none()) {
                return Err(Refusal { field: "", key: "return-enrolled-already" }.into());
            }
            let new = NewEnrollment { id: desk.id(), participant: id, call: None, on: desk.today() };
            enrollments::enroll(desk.tx, &seat, &new, desk.now)?;
            desk.enter(&record, Act::Created, "enrollment", Some(new.id.to_string()))?;
            Ok(format!("/participants/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Nobody calls, or looks for, somebody who died.
fn stop_reaching(desk: &mut Desk<'_, '_>, seat: &Seat, record: &Record) -> Result<(), Problem> {
    let subject = outreach::Subject::Participant(record.participant());
    outreach::store::end_all(desk.tx, seat, subject, "died", desk.now)?;
    for support in telephone_support::store::of_participant(desk.tx, record)? {
        if support.ended.is_none() {
            telephone_support::store::end(desk.tx, support.id, "died", desk.now, seat.person())?;
        }
    }
    Ok(())
}

/// Discharges and returns are the coordinators' to write down.
fn opened(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<(Seat, Record), Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    let record = desk.open_record(id)?;
    if record.is_own() { Err(Problem::NotFound) } else { Ok((seat, record)) }
}

/// The enrollment that is running.
fn current(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Enrollment, Problem> {
    let newest = enrollments::of_participant(desk.tx, record)?.into_iter().next();
    let running = newest.filter(|newest| newest.discharge.is_none());
    running.ok_or_else(|| Refusal { field: "reason", key: "discharge-not-enrolled" }.into())
}
