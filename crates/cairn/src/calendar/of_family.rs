//! Meetings with a family that repeat: of one supporter, with the family as a whole.

use askama::Template;
use axum::extract::Path;
use jiff::ToSpan;

use super::clash::{self, Found, Wanted};
use super::of_group::words;
use super::planned::{self, Lists, Planned};
use super::series::{self, Of, OfFamily};
use super::store;
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::families::{self, Family, MODES};
use crate::ids::{FamilyId, SupporterId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "calendar/of_family.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    family: Family,
    lists: Lists,
    modes: Vec<Choice>,
    supporters: Vec<Choice>,
    /// The series that go on: each in words, with its address.
    running: Vec<(String, String)>,
    clashes: Vec<String>,
}

pub async fn new(visit: Visit, Path(id): Path<FamilyId>) -> Answer {
    let mut form = visit.new_form();
    form.set("minutes", 60);
    form.set("mode", "in_person");
    form.set("repeat", "weekly");
    draw(visit, id, form, (Found::default(), true)).await
}

async fn draw(visit: Visit, id: FamilyId, mut form: Form, (found, fill): (Found, bool)) -> Answer {
    let (visitor, (family, running, supporters, lists, today)) = visit
        .write(move |desk| {
            let (seat, family) = families::open_to_write(desk, id)?;
            let running = store::series::of_family(desk.tx, id)?;
            let supporters = supporters(desk, &seat)?;
            Ok((family, running, supporters, Lists::load(desk)?, desk.today()))
        })
        .await?;
    if fill {
        form.set("date", today.saturating_add(1.day()));
        form.set("time", "18:00");
        form.set_some("supporter", supporters.first().filter(|_| supporters.len() == 1).map(|(id, _)| *id));
    }
    let (t, shell) = visitor.shell("families-series");
    let running = running
        .iter()
        .map(|series| (["/calendar/series/", &series.id.to_string()].concat(), words(&t, series)));
    let page = NewPage {
        running: running.collect(),
        lists: lists.in_words(&t),
        modes: Choice::codes(&t, "today-mode", &MODES),
        supporters: supporters.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        clashes: found.sentences(&t),
        f: form.clone(),
        family,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// A coordinator plans for everybody who meets families; a supporter for themselves.
fn supporters(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Vec<(SupporterId, String)>, Problem> {
    let (coordinates, own) = (seat.role() == Role::Coordinator, desk.viewer.supporter);
    let mut listed = families::supporters(desk.tx, seat)?;
    listed.retain(|(id, _)| coordinates || Some(*id) == own);
    Ok(listed)
}

pub async fn create(visit: Visit, Path(id): Path<FamilyId>, mut form: Form) -> Answer {
    let told = Told {
        supporter: form.id("supporter"),
        mode: form.required_choice("mode", &MODES),
        planned: Planned::read(&mut form),
    };
    let found = Found::default();
    if form.is_valid() {
        let shared = found.clone();
        let outcome = visit.submit(&form, move |desk| told.save(desk, id, &shared)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form, (found, false)).await
}

struct Told {
    supporter: Option<SupporterId>,
    mode: String,
    planned: Planned,
}

impl Told {
    fn save(self, desk: &mut Desk<'_, '_>, id: FamilyId, found: &Found) -> Result<String, Problem> {
        let (seat, _) = families::open_to_write(desk, id)?;
        if families::has_ended(desk.tx, id)? {
            return Err(Refusal { field: "date", key: "family-offers-ended" }.into());
        }
        let listed = supporters(desk, &seat)?;
        let supporter = self.supporter.filter(|chosen| listed.iter().any(|(known, _)| known == chosen));
        let supporter = supporter.ok_or(Refusal { field: "supporter", key: "families-needs-supporter" })?;
        self.planned.check_date(desk)?;
        self.planned.check_ahead(desk)?;
        let of = Of::Family(OfFamily { family: id, supporter, mode: self.mode });
        let series = self.planned.series(desk, of, None)?;
        let series = series.ok_or(Refusal { field: "repeat", key: "form-choose" })?;
        let people = vec![store::lines::supporter(desk.tx, supporter)?];
        let wanted = Wanted { families: vec![(id, None)], ..planned::wanted(&series, people, desk.now) };
        found.unless(self.planned.anyway, clash::find(desk.tx, &wanted)?)?;
        series::begin(desk.tx, desk.chance, &series, desk.stamp())?;
        desk.enter_seated(&seat, Act::Created, "series", series.id.to_string())?;
        Ok(format!("/calendar/series/{}", series.id))
    }
}
