//! The page of the counts, and the counts as they stand on their person's first page.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::count::{Days, SHOWN, Shown, count};
use super::store::{self, Dated, Kept};
use super::{TIERS, path};
use crate::access::{Circle, Desk, Role, Tier};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

/// A count in words: the number, and what it is called.
#[derive(Debug, Clone)]
pub struct Counter {
    pub days: String,
    pub called: String,
}

#[derive(Template)]
#[template(path = "day_counts/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    counters: Vec<Counter>,
    start: Option<Dated>,
    returns: Vec<Dated>,
    shown: Vec<Choice>,
    tiers: Vec<Choice>,
}

impl ShowPage {
    fn here(&self) -> String {
        path(self.head.id)
    }
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

/// Goes on after a form, or draws the page again with what needs another look.
pub(super) async fn settle(
    visit: Visit,
    id: ParticipantId,
    mut form: Form,
    outcome: Result<String, Problem>,
) -> Answer {
    if !form.is_valid() && matches!(outcome, Err(Problem::BadRequest)) {
        return draw(visit, id, form).await;
    }
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, id, form).await,
    }
}

async fn draw(visit: Visit, id: ParticipantId, mut form: Form) -> Answer {
    let (visitor, (head, circle, kept, today)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let head = RecordHead::load(desk.tx, &record)?;
            let circle = Circle::load(desk.tx, &record)?;
            Ok((head, circle, store::readable(desk.tx, &record)?, desk.today()))
        })
        .await?;
    let (t, shell) = visitor.shell("days-title");
    for field in ["start_tier", "return_tier"] {
        if form.value(field).is_empty() {
            form.set(field, Tier::Mine.code());
        }
    }
    if form.value("shown").is_empty() {
        form.set("shown", kept.shown.code());
        form.set_some("called", kept.called.as_deref());
    }
    let page = ShowPage {
        // The page itself has both; what stands on the first page is another question.
        counters: counters(&t, &kept, Shown::Both, today),
        shown: Choice::codes(&t, "days-shown", &SHOWN),
        tiers: circle.choices(&t, &TIERS),
        f: form.clone(),
        head,
        start: kept.start,
        returns: kept.returns,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// What the viewer wants to see on their first page.
pub fn own(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Counter>, Problem> {
    let seat = desk.seat(&[Role::Participant])?;
    let kept = store::own(desk.tx, &seat)?;
    Ok(counters(t, &kept, kept.shown, desk.today()))
}

fn counters(t: &Text, kept: &Kept, shown: Shown, today: Date) -> Vec<Counter> {
    let Some(start) = &kept.start else { return Vec::new() };
    let returns: Vec<Date> = kept.returns.iter().map(|one| one.on).collect();
    let Days { total, since } = count(start.on, &returns, today);
    let called = kept.called.clone().unwrap_or_else(|| t.get("days-total"));
    let total = shown.total().then(|| Counter { days: total.to_string(), called });
    let since = since.filter(|_| shown.since());
    let since = since.map(|days| Counter { days: days.to_string(), called: t.get("days-since") });
    total.into_iter().chain(since).collect()
}
