//! A crisis on one page: what happened, what was done, who takes over, the call afterwards, who stood by.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::crisis::{Cover, ENTRIES, Entry, OUTCOMES, Other};
use super::debrief::Debrief;
use super::tie::{Tie, may_tie};
use super::{Crisis, Opened, debrief_store, open, store, tie_store};
use crate::access::{Desk, Role};
use crate::ids::RowId;
use crate::outcomes::start_of;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "crises/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    crisis: Crisis,
    entries: Vec<Entry>,
    others: Vec<Other>,
    covers: Vec<Cover>,
    debriefs: Vec<Debrief>,
    whats: Vec<Choice>,
    outcomes: Vec<Choice>,
    substitutes: Vec<Choice>,
    bystanders: Vec<Choice>,
    call_due_at: Option<Timestamp>,
    now: Timestamp,
    /// May arrange cover: see the other appointments.
    arranges: bool,
    /// It came in as a caller's, and this is who said whom it is about.
    tie: Option<Tie>,
    may_tie: bool,
    viewer: crate::ids::PersonId,
}

impl ShowPage {
    fn naloxone(&self) -> bool {
        self.entries.iter().any(|entry| entry.what == "naloxone")
    }

    /// Whose talk is the viewer's to open.
    fn looks_after(&self, debrief: &Debrief) -> bool {
        debrief.person == self.viewer || debrief.supervisor == Some(self.viewer)
    }

    fn tied(&self, tie: &Tie) -> String {
        let key = if self.crisis.about == "caller" { "crisis-tie-undone" } else { "crisis-tie-done" };
        let when = self.t.instant(&tie.tied_at);
        self.t.args(key, [("by", tie.by.as_str().into()), ("when", when.into())])
    }

    /// The form of this appointment is the one that came back.
    fn is_sent(&self, other: &Other) -> bool {
        self.f.has("session", &other.session.to_string())
    }
}

struct Found {
    crisis: Crisis,
    entries: Vec<Entry>,
    others: Vec<Other>,
    covers: Vec<Cover>,
    debriefs: Vec<Debrief>,
    substitutes: Vec<Choice>,
    bystanders: Vec<Choice>,
    hours: i64,
    now: Timestamp,
    arranges: bool,
    tie: Option<Tie>,
    may_tie: bool,
    viewer: crate::ids::PersonId,
}

/// From now to the end of the day on the program's clocks.
pub fn rest_of_day(desk: &Desk<'_, '_>) -> (Timestamp, Timestamp) {
    let tomorrow = desk.today().tomorrow().unwrap_or(desk.today());
    (desk.now, start_of(tomorrow, &desk.program.zone))
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

/// After a form of the page: on, or the page again with what was typed.
pub(super) async fn after(
    visit: Visit,
    id: RowId,
    mut form: Form,
    outcome: Result<String, Problem>,
) -> Answer {
    match outcome {
        Err(Problem::BadRequest) if !form.is_valid() => draw(visit, id, form).await,
        outcome => match form.settle(outcome)? {
            Some(location) => visit.redirect(&location, "saved"),
            None => draw(visit, id, form).await,
        },
    }
}

/// Those who stood by, their supervisors and the coordinator see whom else they were to meet today; others do not.
fn arranges(opened: &Opened, debriefs: &[Debrief], viewer: crate::ids::PersonId) -> bool {
    opened.seat.role() == Role::Coordinator
        || debriefs.iter().any(|one| one.person == viewer || one.supervisor == Some(viewer))
}

fn load(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Found, Problem> {
    let opened = open(desk, id)?;
    if opened.record.is_none() {
        opened.enter(desk, crate::audit::Act::Opened)?;
    }
    let debriefs = debrief_store::of_crisis(desk.tx, &opened.crisis)?;
    let arranges = arranges(&opened, &debriefs, desk.viewer.person) && opened.crisis.is_open();
    let day = rest_of_day(desk);
    let mut others = if arranges { store::others(desk.tx, &opened.crisis, day)? } else { Vec::new() };
    if opened.seat.role() != Role::Coordinator {
        // Somebody else's supporter who stood by too: their appointments are their own supervisor's to see to.
        let mut kept = Vec::new();
        for other in others {
            if store::is_planned_by(desk.tx, &opened.seat, other.session)? {
                kept.push(other);
            }
        }
        others = kept;
    }
    let substitutes = store::substitutes(desk.tx, &opened.crisis)?;
    let bystanders = debrief_store::bystanders(desk.tx, &opened.seat)?;
    let tie = tie_store::newest(desk.tx, &opened.crisis)?;
    Ok(Found {
        entries: store::entries(desk.tx, &opened.crisis)?,
        covers: store::covers(desk.tx, &opened.crisis)?,
        substitutes: substitutes.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        bystanders: bystanders.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        hours: desk.program.settings.crises.call_hours,
        now: desk.now,
        viewer: desk.viewer.person,
        may_tie: may_tie(&opened, tie.as_ref()),
        crisis: opened.crisis,
        tie,
        others,
        debriefs,
        arranges,
    })
}

pub(super) async fn draw(visit: Visit, id: RowId, form: Form) -> Answer {
    let (visitor, found) = visit.write(move |desk| load(desk, id)).await?;
    let (t, shell) = visitor.shell("crises-tab");
    let page = ShowPage {
        whats: Choice::codes(&t, "crisis-entry", &ENTRIES),
        outcomes: Choice::codes(&t, "crisis-outcome", &OUTCOMES),
        call_due_at: found.crisis.call_due_at(found.hours),
        crisis: found.crisis,
        entries: found.entries,
        others: found.others,
        covers: found.covers,
        debriefs: found.debriefs,
        substitutes: found.substitutes,
        bystanders: found.bystanders,
        now: found.now,
        arranges: found.arranges,
        tie: found.tie,
        may_tie: found.may_tie,
        viewer: found.viewer,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
