//! A call: the number first, then what to write down, then what was said before.

use askama::Template;
use axum::extract::Path;
use jiff::{Timestamp, civil::Date};

use super::said::{TIERS, USES, WANTS};
use super::schedule::OUTCOMES;
use super::store::{self, Call};
use super::support::{Support, open, reaches, reaches_record};
use crate::access::Role;
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "telephone_support/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    support: Support,
    calls: Vec<Call>,
    me: PersonId,
    today: Date,
    now: Timestamp,
    /// The viewer may know of this person beside the calls.
    near: bool,
    leads: bool,
    outcomes: Vec<Choice>,
    wants: Vec<Choice>,
    uses: Vec<Choice>,
    tiers: Vec<Choice>,
    yes_no: Vec<Choice>,
    callers: Vec<Choice>,
    crisis_line: String,
    on_call: Option<String>,
}

impl ShowPage {
    /// What was just said asks for support today.
    fn offers_support(&self) -> bool {
        let newest = self.calls.first().filter(|call| call.waits);
        newest.is_some_and(|call| {
            call.answers.has_returned() || call.answers.wants.iter().any(|w| w == "support_today")
        })
    }

    fn is_mine(&self) -> bool {
        self.support.claimed_by(&self.now) == Some(self.me)
    }

    fn is_busy(&self) -> bool {
        self.support.is_busy(&self.me, &self.now)
    }
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let mut form = visit.new_form();
    form.set("tier", "team");
    draw(visit, id, form).await
}

pub(super) async fn draw(visit: Visit, id: RowId, form: Form) -> Answer {
    let (visitor, (support, calls, near, leads, callers, me, today, now)) = visit
        .write(move |desk| {
            let (seat, support) = open(desk, id)?;
            let near = reaches_record(desk, &seat, &support)?;
            let leads = seat.role() == Role::Coordinator && reaches(desk, &seat, &support)?;
            let callers = if leads { store::callers(desk.tx, &seat)? } else { Vec::new() };
            let calls = store::calls(desk.tx, &seat, id)?;
            Ok((support, calls, near, leads, callers, seat.person(), desk.today(), desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("telephone-title");
    let program = visitor.program.as_ref();
    let outcomes: Vec<&str> =
        OUTCOMES.into_iter().filter(|code| *code != "message_left" || support.may_leave_message()).collect();
    let page = ShowPage {
        outcomes: Choice::codes(&t, "telephone-outcome", &outcomes),
        wants: Choice::codes(&t, "telephone-want", &WANTS),
        uses: Choice::codes(&t, "telephone-use", &USES),
        tiers: Choice::codes(&t, "telephone-tier", &TIERS),
        yes_no: Choice::codes(&t, "form", &["yes", "no"]),
        callers: callers.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        crisis_line: visitor.crisis_line(),
        on_call: program.and_then(|program| program.on_call_phone.clone()),
        f: form.clone(),
        support,
        calls,
        me,
        today,
        now,
        near,
        leads,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
