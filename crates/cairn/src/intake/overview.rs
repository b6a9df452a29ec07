//! The first page of a participant's record: how to reach them, what they hope for, and what comes next.

use askama::Template;
use axum::extract::Path;

use super::RecordHead;
use super::agreement::{GIVEN_HOW, KINDS};
use super::store::agreements::{self, Agreement};
use super::store::enrollments::{self, Enrollment};
use super::store::participants::{self, Contact, Planned};
use super::store::tellings;
use super::telling::Answers;
use crate::access::{Desk, Record, Role};
use crate::account::{self, LinkKind};
use crate::app::App;
use crate::audit::Act;
use crate::crises::{self, Crisis};
use crate::ids::ParticipantId;
use crate::people;
use crate::reminders;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "intake/overview.html")]
struct OverviewPage {
    t: Text,
    shell: Shell,
    found: Overview,
    agreed: Vec<Agreed>,
    given_how: Vec<Choice>,
    actions: Vec<(&'static str, String)>,
    may: May,
    /// For the return of somebody who was discharged.
    return_form: Form,
    /// Shown once, right after it was made.
    link: Option<String>,
}

/// What the viewer may do on this page.
#[derive(Default)]
struct May {
    /// Write down what the participant says: intake, agreements.
    write: bool,
    invite: bool,
    /// Take their second factors away, after a lost phone.
    reset: bool,
    discharge: bool,
}

/// A kind of agreement and how it stands; its form has a key of its own.
struct Agreed {
    kind: &'static str,
    newest: Option<Agreement>,
    form: Form,
}

impl Agreed {
    fn stands(&self) -> bool {
        self.newest.as_ref().is_some_and(|newest| newest.withdrawn_at.is_none())
    }
}

struct Overview {
    head: RecordHead,
    role: Role,
    coordinates: bool,
    contact: Contact,
    answers: Answers,
    told: Option<(jiff::Timestamp, bool)>,
    supporters: Vec<(String, jiff::Timestamp)>,
    agreements: Vec<Agreement>,
    enrollments: Vec<Enrollment>,
    planned: Vec<Planned>,
    open_goals: i64,
    reminders: bool,
    crises: Vec<Crisis>,
}

impl Overview {
    fn load(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Overview, Problem> {
        Ok(Overview {
            head: RecordHead::load(desk.tx, record)?,
            role: record.acting_as(),
            coordinates: desk.viewer.is(Role::Coordinator),
            contact: participants::contact(desk.tx, record)?,
            answers: tellings::newest(desk.tx, record)?,
            told: tellings::last(desk.tx, record)?,
            supporters: participants::supporters(desk.tx, record)?,
            agreements: agreements::newest(desk.tx, record)?,
            enrollments: enrollments::of_participant(desk.tx, record)?,
            planned: participants::planned(desk.tx, record, desk.now)?,
            open_goals: participants::open_goals(desk.tx, record)?,
            reminders: reminders::store::choices::are_on(desk.tx, record)?,
            crises: crises::of_record(desk, record)?,
        })
    }

    fn here(&self) -> String {
        format!("/participants/{}", self.head.id)
    }

    /// Who leads a therapy group, or reads in an emergency, sees that sessions and a supporter are there, no more.
    fn sees_parts(&self) -> bool {
        self.role != Role::Clinician
    }

    fn enrolled(&self) -> bool {
        self.enrollments.first().is_some_and(|newest| newest.discharge.is_none())
    }

    fn may(&self) -> May {
        let staff = matches!(self.role, Role::PeerSupporter | Role::Coordinator);
        May {
            write: staff || self.role == Role::Participant,
            invite: staff,
            reset: self.role == Role::Coordinator,
            discharge: self.coordinates && self.role != Role::Participant,
        }
    }

    /// What this viewer is likely to do next: key of the words, and where.
    fn actions(&self) -> Vec<(&'static str, String)> {
        let here = self.here();
        let pages: &[(&str, &str)] = match self.role {
            Role::Participant => &[
                ("overview-own-plan", "/plan"),
                ("overview-own-supporter", "/supporter"),
                ("overview-own-story", "/intake"),
            ],
            Role::PeerSupporter => &[
                ("overview-plan-session", "/sessions/new"),
                ("overview-to-plan", "/plan"),
                ("overview-check-up", "/assessments"),
                ("overview-intake", "/intake"),
            ],
            Role::Coordinator => &[
                ("overview-to-supporter", "/supporter"),
                ("overview-intake", "/intake"),
                ("overview-to-policies", "/policies"),
            ],
            _ => &[("overview-to-sessions", "/sessions"), ("overview-to-plan", "/plan")],
        };
        pages.iter().map(|(key, page)| (*key, format!("{here}{page}"))).collect()
    }
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    draw(visit, id, |_, _| Ok(None)).await
}

/// Draws the page after `first` did what was asked; what it returns is shown as a link, once.
async fn draw(
    visit: Visit,
    id: ParticipantId,
    first: impl FnOnce(&mut Desk<'_, '_>, &Record) -> Result<Option<String>, Problem> + Send + 'static,
) -> Answer {
    let forms = KINDS.map(|kind| (kind, visit.new_form()));
    let return_form = visit.new_form();
    let (visitor, (link, found)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            Ok((first(desk, &record)?, Overview::load(desk, &record)?))
        })
        .await?;
    let newest = |kind: &str| found.agreements.iter().find(|known| known.kind == kind).cloned();
    let agreed = forms.into_iter().map(|(kind, form)| Agreed { kind, newest: newest(kind), form }).collect();
    let (t, shell) = visitor.shell("overview-title");
    visitor.show(OverviewPage {
        given_how: Choice::codes(&t, "agreement-how", &GIVEN_HOW),
        actions: found.actions(),
        may: found.may(),
        agreed,
        found,
        return_form,
        link,
        t,
        shell,
    })
}

/// Makes a link with which the participant comes in. Whoever works here gets theirs from the administrator: a
/// supporter must not be able to open the account of a colleague.
pub async fn invite(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let app = visit.app.clone();
    draw(visit, id, move |desk, record| {
        if !matches!(record.acting_as(), Role::PeerSupporter | Role::Coordinator) {
            return Err(Problem::NotFound);
        }
        if people::store::roles(desk.tx, record.person())?.iter().any(|role| role.is_staff()) {
            return Err(Refusal { field: "", key: "invitation-staff" }.into());
        }
        desk.enter(record, Act::Created, "invitation", None)?;
        let by = Some(desk.viewer.person);
        let token = account::invite(desk.tx, &app, LinkKind::Join, Some(record.person()), by)?;
        Ok(Some(format!("{}/join/{token}", base(&app))))
    })
    .await
}

fn base(app: &App) -> String {
    let server = &app.config.server;
    server.public_url.clone().unwrap_or_else(|| format!("http://{}", server.listen))
}
