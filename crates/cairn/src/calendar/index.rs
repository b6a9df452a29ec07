//! The calendar of whoever looks: a day, a week, or what comes next.

use askama::Template;
use jiff::civil::Date;

use super::entry::{Asked, Entry, KINDS};
use super::eye::Eye;
use super::store::entries::{self, Window};
use super::view::{self, MOST, View};
use crate::access::{Desk, Role};
use crate::people;
use crate::program;
use crate::reminders;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Problem, Shell, Text, Visit};

/// A day and its lines.
pub struct Day {
    pub date: Date,
    pub entries: Vec<Entry>,
    /// Where the rest of the day is.
    pub more: bool,
}

/// What the filters offer.
struct Offered {
    sites: Vec<(String, String)>,
    rooms: Vec<(String, String)>,
    people: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "calendar/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    view: View,
    on: Date,
    today: Date,
    before: Date,
    after: Date,
    heading: String,
    days: Vec<Day>,
    /// The pages of a single day.
    pages: Option<Page<()>>,
    /// `&site=…`: what the links between days keep.
    kept: String,
    filters: Option<Filters>,
    filtered: bool,
    may_add: bool,
    /// May see how reminders go out.
    sees_sending: bool,
}

impl IndexPage {
    /// Nothing on any of the days.
    fn days_are_free(&self) -> bool {
        self.days.iter().all(|day| day.entries.is_empty())
    }
}

struct Filters {
    sites: Vec<Choice>,
    rooms: Vec<Choice>,
    kinds: Vec<Choice>,
    people: Vec<Choice>,
}

pub async fn index(visit: Visit, page: PageRequest, query: Form) -> Answer {
    let view = View::from_code(query.value("view"));
    let asked_on: Option<Date> =
        query.value("on").parse().ok().filter(|on: &Date| (1950..2200).contains(&on.year()));
    let sent = query.clone();
    let (visitor, (on, today, days, next, offered, (may_add, sees_sending))) = visit
        .read(move |desk| {
            let eye = Eye::of(desk)?;
            let asked = Asked::read(&sent, eye.sees_all());
            let today = desk.today();
            let on = asked_on.unwrap_or(today);
            let (days, next) = days(desk, &eye, (&asked, view, on), page)?;
            let offered = if eye.works_here() { Some(offered(desk, &eye)?) } else { None };
            Ok((on, today, days, next, offered, (may_add(desk), sees_sending(desk))))
        })
        .await?;
    let (t, shell) = visitor.shell("calendar-title");
    let (before, after) = view.neighbors(on);
    let kept: Vec<String> = ["site", "room", "kind", "person"]
        .into_iter()
        .map(|name| query.query(name))
        .filter(|q| !q.is_empty())
        .collect();
    let kept: String = kept.iter().map(|one| ["&", one].concat()).collect();
    let page_query = ["view=day&on=", &on.to_string(), &kept].concat();
    visitor.show(IndexPage {
        heading: view.heading(&t, on),
        pages: next.map(|items| page.page(items).with_query(&page_query)),
        filters: offered.map(|offered| filters(&t, offered)),
        filtered: !kept.is_empty(),
        f: query,
        view,
        on,
        today,
        before,
        after,
        days,
        kept,
        may_add,
        sees_sending,
        t,
        shell,
    })
}

/// Who may plan events of the house.
pub(super) fn may_add(desk: &Desk<'_, '_>) -> bool {
    super::event::PLANNERS.iter().any(|role| desk.viewer.is(*role))
}

/// Who may see how reminders of all this go out.
fn sees_sending(desk: &Desk<'_, '_>) -> bool {
    reminders::HEALTH_READERS.iter().any(|role| desk.viewer.is(*role))
}

/// The days with their lines; for a single day also as many units as it has rows, one more when there is a next page.
type Shown = (Vec<Day>, Option<Vec<()>>);

fn days(
    desk: &mut Desk<'_, '_>,
    eye: &Eye,
    (asked, view, on): (&Asked, View, Date),
    page: PageRequest,
) -> Result<Shown, Problem> {
    let mut shown = Vec::new();
    let mut pages = None;
    for date in view.days(on) {
        let (from, to) = view::bounds(date, &desk.program.zone);
        let single = view == View::Day;
        let (offset, limit) = if single { (page.offset(), page.limit()) } else { (0, MOST + 1) };
        let window = Window { from, to, offset, limit };
        let mut entries = entries::list(desk.tx, eye, asked, window, desk.now)?;
        let more = entries.len() as i64 == limit;
        if single {
            pages = Some(vec![(); entries.len()]);
        }
        if more {
            entries.pop();
        }
        shown.push(Day { date, entries, more: more && !single });
    }
    Ok((shown, pages))
}

fn offered(desk: &mut Desk<'_, '_>, eye: &Eye) -> Result<Offered, Problem> {
    let sites = program::sites(desk.tx)?;
    let rooms = program::rooms(desk.tx)?;
    let mut staff = Vec::new();
    if eye.sees_all() {
        for role in [Role::PeerSupporter, Role::Clinician, Role::Supervisor] {
            staff.extend(people::store::holders(desk.tx, eye.seat(), role)?);
        }
        staff.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
        staff.dedup();
    }
    Ok(Offered {
        sites: sites.into_iter().map(|site| (site.id.to_string(), site.name)).collect(),
        rooms: rooms.into_iter().map(|room| (room.id.to_string(), room.label())).collect(),
        people: staff.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
    })
}

fn filters(t: &Text, offered: Offered) -> Filters {
    let choices = |rows: Vec<(String, String)>| {
        rows.into_iter().map(|(value, label)| Choice::new(value, label)).collect::<Vec<_>>()
    };
    Filters {
        sites: choices(offered.sites),
        rooms: choices(offered.rooms),
        kinds: Choice::codes(t, "calendar-kind", &KINDS),
        people: choices(offered.people),
    }
}
