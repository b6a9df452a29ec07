//! One first call: what was told, what happened since, and what is next.

use askama::Template;
use axum::extract::Path;

use super::first_call::{CLOSING_REASONS, OUTCOMES, hours_between, owners, suggest_step};
use super::store::calls::{self, Call, Event, OpenStep};
use crate::access::Role;
use crate::ids::FirstCallId;
use crate::outreach::{SAID_HOW, WISHES};
use crate::people;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "intake/call_show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    call: Call,
    /// None while the call is closed.
    step: Option<OpenStep>,
    events: Vec<Event>,
    now: jiff::Timestamp,
    forms: Forms,
    owners: Vec<Choice>,
    outcomes: Vec<Choice>,
    reasons: Vec<Choice>,
    wishes: Vec<Choice>,
    said_how: Vec<Choice>,
    crisis_line: String,
    on_call: Option<String>,
}

impl ShowPage {
    fn waiting(&self) -> String {
        self.t.with("first-call-waiting", "hours", hours_between(&self.call.received_at, &self.now))
    }

    fn step_line(&self, step: &OpenStep) -> String {
        let (owner, due) = (step.owner.as_str(), self.t.instant(&step.due_at));
        self.t.args("first-call-step-who", [("owner", owner.into()), ("due", due.into())])
    }
}

/// The forms of the page, each with a key of its own: sent twice each is done once, and none stands for another.
pub(super) struct Forms {
    pub crisis: Form,
    pub step: Form,
    pub closing: Form,
    /// Whether they want to hear from the program.
    pub wish: Form,
    /// Whether the step is to be suggested: not when somebody typed one.
    fresh_step: bool,
}

impl Forms {
    pub fn new(visit: &Visit) -> Forms {
        Forms {
            crisis: visit.new_form(),
            step: visit.new_form(),
            closing: visit.new_form(),
            wish: visit.new_form(),
            fresh_step: true,
        }
    }

    pub fn with_crisis(visit: &Visit, crisis: Form) -> Forms {
        Forms { crisis, ..Forms::new(visit) }
    }

    pub fn with_step(visit: &Visit, step: Form) -> Forms {
        Forms { step, fresh_step: false, ..Forms::new(visit) }
    }

    pub fn with_closing(visit: &Visit, closing: Form) -> Forms {
        Forms { closing, ..Forms::new(visit) }
    }

    /// The form that has something to mend, or any.
    fn sent(&self) -> &Form {
        [&self.crisis, &self.closing].into_iter().find(|form| !form.is_valid()).unwrap_or(&self.step)
    }
}

pub async fn show(visit: Visit, Path(id): Path<FirstCallId>) -> Answer {
    let forms = Forms::new(&visit);
    draw(visit, id, forms).await
}

pub(super) async fn draw(visit: Visit, id: FirstCallId, mut forms: Forms) -> Answer {
    let (visitor, (found, holders, me, now)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let call = calls::call(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            let step = calls::open_step(desk.tx, &seat, id)?;
            let events = calls::events(desk.tx, &seat, id)?;
            let holders = people::store::holders(desk.tx, &seat, Role::Coordinator)?;
            Ok(((call, step, events), holders, seat.person(), desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-first-calls");
    let program = visitor.program.as_ref();
    let (call, step, events) = found;
    if forms.fresh_step {
        let hours = program.map_or(8, |program| program.settings.calls.answer_hours);
        suggest_step(&mut forms.step, &t, me, now, hours);
    }
    let sent = forms.sent().clone();
    let page = ShowPage {
        outcomes: Choice::codes(&t, "first-call-outcome", &OUTCOMES),
        reasons: Choice::codes(&t, "first-call-closing", &CLOSING_REASONS),
        owners: owners(holders),
        wishes: Choice::codes(&t, "contact-wish", &WISHES),
        said_how: Choice::codes(&t, "contact-said", &SAID_HOW),
        crisis_line: visitor.crisis_line(),
        on_call: program.and_then(|p| p.on_call_phone.clone()),
        call,
        step,
        events,
        now,
        forms,
        t,
        shell,
    };
    visitor.show_form(&sent, page)
}
