//! A participant's part in a meeting: the prompt and its time, and what they gave and took, for themself. With whom they
//! were is not said here.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::super::show::{Clock, clock};
use super::store::{self, NewNote, NoteLine, Round};
use crate::access::{Circle, Desk, Record, Tier};
use crate::audit::Act;
use crate::ids::MeetingId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

/// For the author alone, unless they let others read it.
const TIERS: [Tier; 3] = [Tier::Mine, Tier::Ours, Tier::Team];
const CODES: [&str; 3] = ["mine", "ours", "team"];

#[derive(Template)]
#[template(path = "exchanges/own/note.html")]
struct NotePage {
    t: Text,
    shell: Shell,
    f: Form,
    meeting: MeetingId,
    group: String,
    starts_at: Timestamp,
    role: Option<&'static str>,
    rounds: Vec<Round>,
    tiers: Vec<Choice>,
    now: Timestamp,
    back: String,
}

impl NotePage {
    fn time(&self, round: &Round) -> Option<Clock> {
        clock(&self.t, round, self.now)
    }
}

/// The viewer's own record, and the meeting they were at.
fn open(desk: &mut Desk<'_, '_>, meeting: MeetingId) -> Result<(Record, (String, Timestamp)), Problem> {
    let id = desk.viewer.participant.ok_or(Problem::NotFound)?;
    let found = store::was_there(desk.tx, desk.viewer.person, meeting)?.ok_or(Problem::NotFound)?;
    let record = desk.open_record(id)?;
    Ok((record, found))
}

pub async fn show(visit: Visit, Path(meeting): Path<MeetingId>) -> Answer {
    let form = visit.new_form();
    draw(visit, meeting, form, true).await
}

async fn draw(visit: Visit, meeting: MeetingId, mut form: Form, fill: bool) -> Answer {
    let (visitor, (record, found, role, plan, note, circle, now)) = visit
        .write(move |desk| {
            let (record, found) = open(desk, meeting)?;
            let person = record.person();
            let role = store::role_of(desk.tx, meeting, person)?;
            let plan = store::plan_of(desk.tx, meeting)?;
            let note: Option<NoteLine> = store::newest_note(desk.tx, person, meeting)?;
            let circle = Circle::load(desk.tx, &record)?;
            Ok((record, found, role, plan, note, circle, desk.now))
        })
        .await?;
    if fill {
        form.set("tier", note.as_ref().map_or(Tier::Mine, |note| note.tier).code());
        if let Some(note) = note {
            form.set_some("gave", note.gave);
            form.set_some("took", note.took);
        }
    }
    let (t, shell) = visitor.shell("exchanges-title");
    let mut rounds = plan.map(|plan| plan.rounds).unwrap_or_default();
    rounds.retain(|round| round.started_at.is_some());
    let page = NotePage {
        tiers: circle.choices(&t, &TIERS),
        back: format!("/participants/{}/exchanges", record.participant()),
        group: found.0,
        starts_at: found.1,
        f: form.clone(),
        meeting,
        role,
        rounds,
        now,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(meeting): Path<MeetingId>, mut form: Form) -> Answer {
    let (gave, took) = (form.text("gave", 2000), form.text("took", 2000));
    let tier = form.choice("tier", &CODES).as_deref().and_then(Tier::from_code).unwrap_or(Tier::Mine);
    if gave.is_none() && took.is_none() {
        form.wrong("gave", "exchanges-note-empty");
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (record, _) = open(desk, meeting)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let id = desk.id();
            let before = store::newest_note(desk.tx, record.person(), meeting)?.map(|note| note.tier);
            store::add_note(desk.tx, record.person(), &NewNote { id, meeting, tier, gave, took }, desk.now)?;
            if let Some(from) = before.filter(|from| *from != tier) {
                desk.change_tier(&record, ("exchange_note", id.into()), (from, tier))?;
            }
            desk.enter(&record, Act::Changed, "exchange_note", None)?;
            Ok(format!("/participants/{}/exchanges", record.participant()))
        })
        .await;
    match outcome {
        Err(Problem::BadRequest) if !valid => draw(visit, meeting, form, false).await,
        other => match form.settle(other)? {
            Some(location) => visit.redirect(&location, "saved"),
            None => draw(visit, meeting, form, false).await,
        },
    }
}
