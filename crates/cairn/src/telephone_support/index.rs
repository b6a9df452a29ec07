//! The queue of calls. Callers see their own by name, and that a call waits for anybody; who leads sees all of them.

use askama::Template;
use axum::extract::Path;
use jiff::{Timestamp, civil::Date};

use super::store::{self, Waiting};
use super::support::{CALLERS, Support};
use crate::access::{Desk, Role, Seat};
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Shell, Text, Visit};

pub const SHOWN: [&str; 3] = ["due", "all", "unassigned"];
/// Follow-ups on the page; the next come up as these are done.
const FOLLOW_UPS: i64 = 20;

#[derive(Template)]
#[template(path = "telephone_support/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    shown: Vec<Choice>,
    list: Page<Support>,
    waiting: Vec<Waiting>,
    done: Vec<Choice>,
    /// Due today, late, without a caller; for who leads.
    standing: Option<(i64, i64, i64)>,
    me: PersonId,
    today: Date,
    now: Timestamp,
}

impl IndexPage {
    /// A caller reads a name once the call is theirs.
    fn named(&self, support: &Support) -> bool {
        self.standing.is_some() || support.is_of(&self.me) || support.claimed_by(&self.now) == Some(self.me)
    }

    fn is_busy(&self, support: &Support) -> bool {
        support.is_busy(&self.me, &self.now)
    }
}

struct Loaded {
    list: Vec<Support>,
    waiting: Vec<Waiting>,
    standing: Option<(i64, i64, i64)>,
    me: PersonId,
    today: Date,
    now: Timestamp,
}

pub async fn index(visit: Visit, page: PageRequest, query: Form) -> Answer {
    draw(visit, page, query).await
}

fn load(desk: &mut Desk<'_, '_>, show: &str, page: PageRequest) -> Result<Loaded, Problem> {
    let seat = desk.seat(&CALLERS)?;
    let today = desk.today();
    let leads = seat.role() == Role::Coordinator;
    let list = match (leads, show) {
        (true, "all") => store::running(desk.tx, &seat, page)?,
        (true, "unassigned") => store::unassigned(desk.tx, &seat, page)?,
        (true, _) => store::due(desk.tx, &seat, (today, None), page)?,
        (false, _) => store::due(desk.tx, &seat, (today, Some(seat.person())), page)?,
    };
    Ok(Loaded {
        list,
        waiting: follow_ups(desk, &seat)?,
        standing: if leads { Some(store::standing(desk.tx, &seat, today)?) } else { None },
        me: seat.person(),
        today,
        now: desk.now,
    })
}

/// What callers left to be done, for this seat.
pub(super) fn follow_ups(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Vec<Waiting>, Problem> {
    let only = match seat.role() {
        Role::Coordinator => None,
        Role::PeerSupporter => Some(seat.person()),
        _ => return Ok(Vec::new()),
    };
    Ok(store::waiting(desk.tx, seat, (only, FOLLOW_UPS), &desk.program.zone)?)
}

pub(super) async fn draw(visit: Visit, page: PageRequest, mut query: Form) -> Answer {
    let show = query.value("show").to_string();
    let filter = if SHOWN.contains(&show.as_str()) { query.query("show") } else { String::new() };
    if filter.is_empty() {
        query.set("show", "due");
    }
    let (visitor, loaded) = visit.read(move |desk| load(desk, &show, page)).await?;
    let (t, shell) = visitor.shell("nav-telephone");
    let Loaded { list, waiting, standing, me, today, now } = loaded;
    let page = IndexPage {
        shown: Choice::codes(&t, "telephone-shown", &SHOWN),
        done: Choice::codes(&t, "telephone-done", &super::follow_up::DONE),
        list: page.page(list).with_query(&filter),
        f: query.clone(),
        waiting,
        standing,
        me,
        today,
        now,
        t,
        shell,
    };
    visitor.show_form(&query, page)
}

/// The queue again, with what stood in the way of taking a call.
pub(super) async fn refuse(visit: Visit, Path(_): Path<RowId>, form: Form) -> Answer {
    draw(visit, PageRequest::first(), form).await
}
