//! One person: their windows, the ways they chose, what was tried, and why they are silent.

use askama::Template;
use axum::extract::Path;

use super::list::{self, Line};
use super::locator::Locator;
use super::locators;
use super::silence::{self, REASONS};
use super::store::facts::{self, Scope, Shown};
use super::store::locators as ways;
use super::store::written::{self, Silence, Suprt};
use super::suprt::STATUSES;
use super::window::SUPRT;
use crate::access::{Desk, Record, Seat};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::outreach;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

/// Lines of a page: those that are open, next or closed lately.
const MOST: usize = 12;

#[derive(Template)]
#[template(path = "follow_up/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    found: Found,
    reasons: Vec<Choice>,
    suprt_kinds: Vec<Choice>,
    statuses: Vec<Choice>,
    sentence: String,
}

struct Found {
    lines: Vec<Line>,
    ways: Vec<Locator>,
    silences: Vec<Silence>,
    suprt: Vec<Suprt>,
    shown: Shown,
    /// They asked not to be contacted.
    held: bool,
    /// First names: of whoever would call, and of the participant.
    names: (Option<String>, String),
}

impl Found {
    fn load(desk: &mut Desk<'_, '_>, seat: &Seat, record: &Record) -> Result<Found, Problem> {
        let id = record.participant();
        let people = list::people(desk, seat, Scope::One(id))?;
        let today = desk.today();
        let mut lines: Vec<Line> =
            people.iter().flat_map(|(id, known)| list::of_person(*id, known, today)).collect();
        lines.sort_by_key(|line| (line.window.closes, line.window.kind));
        let older = lines.len().saturating_sub(MOST);
        let subject = outreach::Subject::Participant(id);
        let wish = outreach::store::wish(desk.tx, subject)?;
        Ok(Found {
            lines: lines.split_off(older),
            ways: ways::of_participant(desk.tx, record)?,
            silences: written::silences(desk.tx, record)?,
            suprt: written::suprt(desk.tx, record)?,
            shown: facts::shown(desk.tx, seat, id)?.ok_or(Problem::NotFound)?,
            held: wish.is_some_and(|wish| wish.wish == "no_contact"),
            names: locators::names(desk, record)?,
        })
    }
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

pub(super) async fn draw(visit: Visit, id: ParticipantId, form: Form) -> Answer {
    let (visitor, (head, found)) = visit
        .write(move |desk| {
            let (seat, record) = silence::open(desk, id)?;
            let found = Found::load(desk, &seat, &record)?;
            Ok((RecordHead::load(desk.tx, &record)?, found))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-follow-up");
    let caller = found.names.0.clone().unwrap_or_default();
    let page = ShowPage {
        reasons: Choice::codes(&t, "silence", &REASONS),
        suprt_kinds: Choice::codes(&t, "follow-up-window", &SUPRT),
        statuses: Choice::codes(&t, "suprt-status", &STATUSES),
        sentence: locators::neutral(&t, &caller, &found.names.1),
        f: form.clone(),
        head,
        found,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
