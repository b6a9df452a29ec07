//! The plan of a meeting: how it opens, rounds with a prompt and minutes, how it closes. Last time's can be taken over.

use askama::Template;
use axum::extract::Path;

use super::open;
use super::store::{self, Plan, Round};
use crate::audit::Act;
use crate::groups::Group;
use crate::groups::store::Meeting;
use crate::ids::{GroupId, MeetingId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

pub const SHAPES: [&str; 2] = ["pairs", "triads"];
pub const ODDS: [&str; 2] = ["other_size", "watch"];
/// Rounds of one meeting.
const MOST_ROUNDS: i64 = 4;

#[derive(Template)]
#[template(path = "exchanges/plan.html")]
struct PlanPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    meeting: Meeting,
    shapes: Vec<Choice>,
    odds: Vec<Choice>,
    numbers: Vec<i64>,
    /// An earlier meeting has a plan to take over.
    earlier: bool,
}

impl PlanPage {
    fn here(&self) -> String {
        format!("/groups/{}/meetings/{}", self.group.id, self.meeting.id)
    }

    fn prompt(&self, number: &i64) -> String {
        format!("prompt-{number}")
    }

    fn minutes(&self, number: &i64) -> String {
        format!("minutes-{number}")
    }
}

pub async fn edit(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>) -> Answer {
    let form = visit.new_form();
    draw(visit, ids, form, true).await
}

async fn draw(visit: Visit, ids: (GroupId, MeetingId), mut form: Form, fill: bool) -> Answer {
    let (visitor, (group, meeting, plan, earlier)) = visit
        .read(move |desk| {
            let (_, group, meeting) = open(desk, ids)?;
            let plan = store::plan_of(desk.tx, meeting.id)?;
            let earlier = store::plan_before(desk.tx, group.id, meeting.starts_at)?.is_some();
            Ok((group, meeting, plan, earlier))
        })
        .await?;
    let earlier = earlier && plan.is_none();
    if fill {
        match &plan {
            Some(plan) => fill_in(&mut form, plan),
            None => {
                form.set("shape", "pairs");
                form.set("odd", "other_size");
                form.set("minutes-1", 10);
            }
        }
    }
    let (t, shell) = visitor.shell("exchanges-plan");
    let page = PlanPage {
        shapes: Choice::codes(&t, "exchanges-shape", &SHAPES),
        odds: Choice::codes(&t, "exchanges-odd", &ODDS),
        numbers: (1..=MOST_ROUNDS).collect(),
        f: form.clone(),
        group,
        meeting,
        earlier,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn fill_in(form: &mut Form, plan: &Plan) {
    form.set_some("opening", plan.opening.as_ref());
    form.set_some("closing", plan.closing.as_ref());
    form.set("shape", plan.shape_code());
    form.set("odd", plan.odd_code());
    for round in &plan.rounds {
        form.set(&format!("prompt-{}", round.number), &round.prompt);
        form.set(&format!("minutes-{}", round.number), round.minutes);
    }
}

/// Prompt and minutes of each round that was filled in.
fn rounds(form: &mut Form) -> Vec<(String, i64)> {
    let mut rounds = Vec::new();
    for number in 1..=MOST_ROUNDS {
        let Some(prompt) = form.text(&format!("prompt-{number}"), 400) else { continue };
        let field = format!("minutes-{number}");
        rounds.push((prompt, form.integer(&field, 1..=120).unwrap_or(10)));
    }
    if rounds.is_empty() {
        form.wrong("prompt-1", "exchanges-prompt-missing");
    }
    rounds
}

pub async fn update(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>, mut form: Form) -> Answer {
    let (opening, closing) = (form.text("opening", 2000), form.text("closing", 2000));
    let (shape, odd) = (form.required_choice("shape", &SHAPES), form.required_choice("odd", &ODDS));
    let rounds = rounds(&mut form);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group, meeting) = open(desk, ids)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let numbered = (1..).zip(rounds);
            let rounds = numbered
                .map(|(number, (prompt, minutes))| Round {
                    id: desk.id(),
                    number,
                    prompt,
                    minutes,
                    started_at: None,
                })
                .collect();
            let plan = Plan::new((opening, closing), (&shape, &odd), rounds);
            store::save_plan(desk.tx, &seat, (group.id, meeting.id), &plan, desk.now)?;
            desk.enter_seated(&seat, Act::Changed, "exchange_plan", meeting.id.to_string())?;
            Ok(format!("/groups/{}/meetings/{}/exchanges", group.id, meeting.id))
        })
        .await;
    match outcome {
        Err(Problem::BadRequest) if !valid => draw(visit, ids, form, false).await,
        other => match form.settle(other)? {
            Some(location) => visit.redirect(&location, "saved"),
            None => draw(visit, ids, form, false).await,
        },
    }
}

/// Takes over the plan of the last meeting that had one.
pub async fn copy(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>, mut form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group, meeting) = open(desk, ids)?;
            let nothing = Refusal { field: "", key: "exchanges-no-earlier" };
            let earlier = store::plan_before(desk.tx, group.id, meeting.starts_at)?.ok_or(nothing)?;
            let mut plan = store::plan_of(desk.tx, earlier)?.ok_or(nothing)?;
            for round in &mut plan.rounds {
                round.id = desk.id();
            }
            store::save_plan(desk.tx, &seat, (group.id, meeting.id), &plan, desk.now)?;
            desk.enter_seated(&seat, Act::Created, "exchange_plan", meeting.id.to_string())?;
            Ok(format!("/groups/{}/meetings/{}/plan", group.id, meeting.id))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, ids, form, true).await,
    }
}
