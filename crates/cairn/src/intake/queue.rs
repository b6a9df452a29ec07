//! The queue of first calls, for coordinators: who waits, for what, since when, and whose turn it is.

use askama::Template;

use super::first_call::hours_between;
use super::store::calls::{self, ClosedCall, OpenCall};
use crate::access::Role;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "intake/queue.html")]
struct QueuePage {
    t: Text,
    shell: Shell,
    f: Form,
    states: Vec<Choice>,
    now: jiff::Timestamp,
    calls: Calls,
}

enum Calls {
    Open(Page<OpenCall>),
    Closed(Page<ClosedCall>),
}

impl QueuePage {
    fn waiting(&self, call: &OpenCall) -> String {
        self.t.with("first-call-waiting", "hours", hours_between(&call.received_at, &self.now))
    }

    fn step_line(&self, call: &OpenCall) -> String {
        let due = self.t.instant(&call.due_at);
        let (what, owner) = (call.what.as_str(), call.owner.as_str());
        self.t.args(
            "first-call-step-line",
            [("what", what.into()), ("owner", owner.into()), ("due", due.into())],
        )
    }
}

pub async fn index(visit: Visit, page: PageRequest, mut query: Form) -> Answer {
    let closed = query.value("state") == "closed";
    if !closed {
        query.set("state", "open");
    }
    let filter = if closed { query.query("state") } else { String::new() };
    let (visitor, (now, calls)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let calls = if closed {
                Calls::Closed(page.page(calls::closed_calls(desk.tx, &seat, page)?).with_query(&filter))
            } else {
                Calls::Open(page.page(calls::open_calls(desk.tx, &seat, page)?))
            };
            Ok((desk.now, calls))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-first-calls");
    let states = Choice::codes(&t, "first-call-state", &["open", "closed"]);
    visitor.show(QueuePage { t, shell, f: query, states, now, calls })
}
