//! The page of a hand-over: how far it is, what goes along, and what was handed over before.

use askama::Template;
use axum::extract::Path;

use super::hand_over::{Between, CHOICES, Done, Planned, Running, WHYS};
use super::store;
use crate::access::{Desk, Record, Role};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::matching;
use crate::recovery;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "hand_overs/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    found: Found,
    whys: Vec<Choice>,
    choices: Vec<Choice>,
}

/// Something handed over, as the next supporter and the participant read it.
struct Handed {
    done: Done,
    message: Option<String>,
    asides: Vec<Between>,
}

struct Found {
    hat: Role,
    /// The supporter of now; none while nobody is matched.
    current: Option<String>,
    running: Option<Running>,
    message: Option<String>,
    between: Vec<Between>,
    planned: Vec<Planned>,
    /// Open goals and open steps that go along because their readers include the next supporter.
    goals: i64,
    steps: i64,
    /// Somebody was chosen and is asked.
    asked: bool,
    handed: Vec<Handed>,
}

impl Found {
    fn load(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Found, Problem> {
        let id = record.participant();
        let reads = matches!(record.acting_as(), Role::Participant | Role::PeerSupporter);
        let running = store::running(desk.tx, id)?;
        let mut found = Found {
            hat: record.acting_as(),
            current: matching::store::matches::current(desk.tx, record)?.map(|current| current.name),
            message: None,
            between: Vec::new(),
            planned: Vec::new(),
            goals: 0,
            steps: 0,
            asked: matching::store::offers::chosen(desk.tx, record)?.is_some(),
            handed: Vec::new(),
            running,
        };
        if let Some(running) = &found.running {
            found.message = store::message(desk.tx, record, running.id)?;
            found.planned = store::planned(desk.tx, running, desk.now)?;
            if record.is_own() {
                found.between = store::all_between(desk.tx, record, running.id)?;
            }
            let goals = recovery::store::goals(desk.tx, record)?;
            let open: Vec<_> = goals.iter().filter(|goal| goal.closing.is_none()).collect();
            found.goals = open.len() as i64;
            let steps = open.iter().flat_map(|goal| &goal.steps).filter(|step| step.ending.is_none()).count();
            found.steps = steps as i64;
        }
        for done in store::done(desk.tx, record)? {
            let message = if reads { store::message(desk.tx, record, done.id)? } else { None };
            let asides = if reads { store::passed_asides(desk.tx, record, done.id)? } else { Vec::new() };
            found.handed.push(Handed { done, message, asides });
        }
        Ok(found)
    }

    fn takes_part(&self) -> bool {
        matches!(self.hat, Role::Participant | Role::PeerSupporter | Role::Coordinator)
    }
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

pub(super) async fn draw(visit: Visit, id: ParticipantId, form: Form) -> Answer {
    let posted = !form.is_valid();
    let (visitor, (head, found)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            if record.acting_as() == Role::Clinician {
                return Err(Problem::NotFound);
            }
            let found = Found::load(desk, &record)?;
            if posted && !found.takes_part() {
                return Err(Problem::NotFound);
            }
            Ok((RecordHead::load(desk.tx, &record)?, found))
        })
        .await?;
    let (t, shell) = visitor.shell("hand-over-title");
    let page = ShowPage {
        whys: Choice::codes(&t, "hand-over-why", &WHYS),
        choices: Choice::codes(&t, "hand-over-choice", &CHOICES),
        f: form.clone(),
        head,
        found,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
