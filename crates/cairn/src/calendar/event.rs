//! Events of the house: open hours, classes, meetings of staff, supervision. Planned once or as a series.

use askama::Template;
use jiff::ToSpan;

use super::clash::{self, Found, Wanted};
use super::planned::{self, Lists, Planned};
use super::series::{self, Of, OfEvent};
use super::store;
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{EventId, PersonId};
use crate::people;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// Open hours and classes are for everybody; a meeting of staff and other events for who works here; a supervision for the
/// two whom it is about, and for who coordinates.
pub const KINDS: [&str; 5] = ["drop_in", "class", "staff_meeting", "supervision", "other"];
/// Who plans events.
pub const PLANNERS: [Role; 3] = [Role::Coordinator, Role::Supervisor, Role::Clinician];
/// Who may lead one.
const LEADERS: [Role; 4] = [Role::PeerSupporter, Role::Clinician, Role::Supervisor, Role::Coordinator];

#[derive(Template)]
#[template(path = "calendar/event_new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    kinds: Vec<Choice>,
    leaders: Vec<Choice>,
    supporters: Vec<Choice>,
    lists: Lists,
    clashes: Vec<String>,
}

pub async fn new(visit: Visit, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set_some("date", query.value("on").parse::<jiff::civil::Date>().ok());
    form.set("minutes", 60);
    form.set("repeat", "once");
    draw(visit, form, Found::default(), true).await
}

async fn draw(visit: Visit, mut form: Form, found: Found, fill: bool) -> Answer {
    let (visitor, (lists, leaders, supporters, now)) = visit
        .read(|desk| {
            let seat = desk.seat(&PLANNERS)?;
            let leaders = leaders(desk, &seat)?;
            let supporters = people::store::holders(desk.tx, &seat, Role::PeerSupporter)?;
            let now = desk.now.to_zoned_datetime(desk.program.zone.clone()).datetime();
            Ok((Lists::load(desk)?, leaders, supporters, now))
        })
        .await?;
    if fill {
        let next = now.checked_add(1.hour()).unwrap_or(now);
        if form.value("date").is_empty() {
            form.set("date", next.date());
        }
        form.set("time", next.strftime("%H:00"));
    }
    let (t, shell) = visitor.shell("event-new");
    let choices = |people: Vec<(PersonId, String)>| {
        people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>()
    };
    let page = NewPage {
        kinds: Choice::codes(&t, "event-kind", &KINDS),
        leaders: choices(leaders),
        supporters: choices(supporters),
        lists: lists.in_words(&t),
        clashes: found.sentences(&t),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// A coordinator plans for everybody who works with people here; the others for themselves.
fn leaders(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Vec<(PersonId, String)>, Problem> {
    if seat.role() != Role::Coordinator {
        return Ok(vec![(desk.viewer.person, desk.viewer.name.clone())]);
    }
    let mut leaders = Vec::new();
    for role in LEADERS {
        leaders.extend(people::store::holders(desk.tx, seat, role)?);
    }
    leaders.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    leaders.dedup();
    Ok(leaders)
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let told = Told {
        kind: form.required_choice("kind", &KINDS),
        title: form.required_text("title", 120),
        leader: form.id("leader"),
        with: form.id("with"),
        planned: Planned::read(&mut form),
    };
    if told.leader.is_none() && form.error("leader").is_none() {
        form.wrong("leader", "form-choose");
    }
    if told.kind == "supervision" && told.with.is_none() && form.error("with").is_none() {
        form.wrong("with", "event-with-whom");
    }
    let found = Found::default();
    if form.is_valid() {
        let shared = found.clone();
        let outcome = visit.submit(&form, move |desk| told.save(desk, &shared)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, found, false).await
}

struct Told {
    kind: String,
    title: String,
    leader: Option<PersonId>,
    with: Option<PersonId>,
    planned: Planned,
}

impl Told {
    fn save(self, desk: &mut Desk<'_, '_>, found: &Found) -> Result<String, Problem> {
        let seat = desk.seat(&PLANNERS)?;
        let listed = leaders(desk, &seat)?;
        let leader = self.leader.filter(|leader| listed.iter().any(|(id, _)| id == leader));
        let leader = leader.ok_or(Refusal { field: "leader", key: "form-choose-listed" })?;
        let with = self.with.filter(|_| self.kind == "supervision");
        let supporters = people::store::holders(desk.tx, &seat, Role::PeerSupporter)?;
        if with.is_some_and(|with| with == leader || supporters.iter().all(|(id, _)| *id != with)) {
            return Err(Refusal { field: "with", key: "form-choose-listed" }.into());
        }
        self.planned.check_date(desk)?;
        let of = OfEvent { kind: self.kind, title: self.title, leader, with };
        let people: Vec<PersonId> = [Some(leader), with].into_iter().flatten().collect();
        if let Some(series) = self.planned.series(desk, Of::Event(of.clone()), None)? {
            let wanted = planned::wanted(&series, people, desk.now);
            found.unless(self.planned.anyway, clash::find(desk.tx, &wanted)?)?;
            series::begin(desk.tx, desk.chance, &series, desk.stamp())?;
            desk.enter_seated(&seat, Act::Created, "series", series.id.to_string())?;
            return Ok(format!("/calendar/series/{}", series.id));
        }
        let (starts_at, minutes, spot) =
            (self.planned.instant(desk)?, self.planned.minutes, self.planned.spot(desk)?);
        let wanted = Wanted { people, room: spot.room, ..Wanted::at([starts_at], minutes) };
        found.unless(self.planned.anyway, clash::find(desk.tx, &wanted)?)?;
        let id: EventId = desk.id();
        store::events::add(desk.tx, id, &of, (starts_at, minutes, spot), desk.stamp())?;
        desk.enter_seated(&seat, Act::Created, "event", id.to_string())?;
        Ok(format!("/calendar/events/{id}"))
    }
}
