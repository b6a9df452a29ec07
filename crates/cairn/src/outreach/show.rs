//! One effort: how to get hold of them, what was tried, and the next try.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::plan::{ENDINGS, OUTCOMES, WAYS};
use super::reach::{Facts, Reach, open};
use super::store::{self, Attempt, Wish};
use crate::access::Role;
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "outreach/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    reach: Reach,
    facts: Facts,
    attempts: Vec<Attempt>,
    wish: Option<Wish>,
    today: Date,
    /// Where the record or the call is, for who may open it.
    behind: Option<String>,
    ways: Vec<Choice>,
    outcomes: Vec<Choice>,
    reasons: Vec<Choice>,
    owners: Vec<Choice>,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

pub(super) async fn draw(visit: Visit, id: RowId, form: Form) -> Answer {
    let (visitor, (reach, facts, attempts, wish, owners, behind, today)) = visit
        .write(move |desk| {
            let (seat, reach) = open(desk, id)?;
            let facts = store::facts(desk.tx, &seat, reach.subject)?.ok_or(Problem::NotFound)?;
            let attempts = store::attempts(desk.tx, &seat, id)?;
            let wish = store::wish(desk.tx, reach.subject)?;
            let owners = store::owners(desk.tx, &seat)?;
            let may = match reach.subject.participant() {
                Some(participant) => desk.reaches(participant)?,
                None => seat.role() == Role::Coordinator,
            };
            let behind = may.then(|| reach.subject.path());
            Ok((reach, facts, attempts, wish, owners, behind, desk.today()))
        })
        .await?;
    let (t, shell) = visitor.shell("outreach-title");
    let ways: Vec<&str> = WAYS.into_iter().filter(|way| facts.allows(way)).collect();
    let outcomes: Vec<&str> =
        OUTCOMES.into_iter().filter(|code| *code != "message_left" || facts.may_leave_message()).collect();
    let page = ShowPage {
        ways: Choice::codes(&t, "outreach-way", &ways),
        outcomes: Choice::codes(&t, "outreach-outcome", &outcomes),
        reasons: Choice::codes(&t, "outreach-ending", &ENDINGS),
        owners: owners.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        f: form.clone(),
        reach,
        facts,
        attempts,
        wish,
        today,
        behind,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
