//! Who came, who was lost and why, and who is still here.

use askama::Template;
use cairn_evidence::{Cell, Design};

use super::funnel::{self, Step};
use super::period::Asked;
use super::retention::{self, Day};
use super::{cohort, figures, smallest_group, store};
use crate::access::Role;
use crate::web::{Answer, Form, Shell, Text, Visit};

/// Who may read the outcomes.
pub const READERS: [Role; 3] = [Role::Coordinator, Role::Supervisor, Role::Evaluator];

/// A step as the page draws it.
struct StepRow {
    name: String,
    meaning: String,
    count: String,
    of_previous: String,
    of_first: String,
    /// Length of the bar, 0 to 100; none when hidden.
    bar: Option<i64>,
    lost_heading: String,
    reasons: Vec<(String, String)>,
    lost_hidden: bool,
}

/// A follow-up day as the page draws it.
struct DayRow {
    name: String,
    share: String,
    bar: Option<i64>,
    followed: String,
    too_recent: bool,
}

#[derive(Template)]
#[template(path = "outcomes/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    tabs: Vec<(&'static str, &'static str)>,
    steps: Vec<StepRow>,
    days: Vec<DayRow>,
    quiet_days: i64,
    smallest: i64,
    may: Vec<String>,
    cannot: Vec<String>,
}

pub async fn index(visit: Visit, mut form: Form) -> Answer {
    let asked = Asked::read(&mut form);
    let (visitor, (period, steps, days, smallest)) = visit
        .read(move |desk| {
            let seat = desk.seat(&READERS)?;
            let period = asked.period(desk.today());
            let arrivals = store::arrivals(desk, &seat, period)?;
            let smallest = smallest_group(desk, &seat, period);
            let today = desk.today();
            let steps = funnel::funnel(&arrivals, today, smallest);
            Ok((period, steps, retention::still_here(&arrivals, today, smallest), smallest))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-outcomes");
    asked.fill(&mut form, period);
    let first = steps.first().map_or(Cell::Suppressed, |step| step.count);
    let page = IndexPage {
        tabs: super::tabs(&visitor),
        steps: steps.iter().map(|step| step_row(&t, step, first)).collect(),
        days: days.iter().map(|day| day_row(&t, day)).collect(),
        quiet_days: cohort::QUIET_DAYS,
        smallest: i64::try_from(smallest).unwrap_or(i64::MAX),
        may: claims(&t, Design::SingleGroupRetention.may_claim()),
        cannot: claims(&t, Design::SingleGroupRetention.cannot_claim()),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// What a design may or cannot be said to show, in sentences.
pub(super) fn claims(t: &Text, claims: &[cairn_evidence::Claim]) -> Vec<String> {
    claims.iter().map(|claim| t.code("outcomes-claim", claim.code())).collect()
}

fn step_row(t: &Text, step: &Step, first: Cell) -> StepRow {
    let code = step.stage.code();
    let share = |found: Option<(f64, cairn_evidence::Interval)>| {
        figures::share(t, found.map(|(share, _)| share), found.map(|(_, interval)| interval))
    };
    let bar = match (step.count, first) {
        (Cell::Shown(count), Cell::Shown(all)) if all > 0 => {
            Some(figures::percent(count as f64 / all as f64))
        }
        _ => None,
    };
    StepRow {
        name: t.code("outcomes-step", code),
        meaning: t.get(&format!("outcomes-step-{code}-text")),
        count: figures::cell(t, step.count),
        of_previous: share(step.of_previous),
        of_first: share(step.of_first),
        bar,
        lost_heading: t.with(&format!("outcomes-lost-{code}"), "n", figures::cell(t, step.lost)),
        reasons: step
            .reasons
            .iter()
            .map(|(reason, count)| (t.code("outcomes-loss", reason), figures::cell(t, *count)))
            .collect(),
        lost_hidden: step.lost == Cell::Suppressed,
    }
}

fn day_row(t: &Text, day: &Day) -> DayRow {
    let name = t.with("outcomes-day", "n", day.day);
    match &day.figure {
        Some(figure) => DayRow {
            name,
            share: figures::share(t, Some(figure.share), figure.interval95),
            bar: Some(figures::percent(figure.share)),
            followed: figure.followed.to_string(),
            too_recent: figure.too_recent,
        },
        None => DayRow {
            name,
            share: t.get("outcomes-too-few"),
            bar: None,
            followed: String::new(),
            too_recent: false,
        },
    }
}
