//! Beginning a group, and the form that begins and changes one.

use askama::Template;

use super::group::{self, ADMISSIONS, COUNTED, COURSES, Group, MODELS, NewGroup, Terms};
use super::store;
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{GroupId, PersonId, RowId, SiteId};
use crate::people;
use crate::program;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit, Visitor};

#[derive(Template)]
#[template(path = "groups/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    choices: Choices,
}

/// What can be chosen for a group.
pub(super) struct Choices {
    pub models: Vec<Choice>,
    pub sites: Vec<Choice>,
    pub leaders: Vec<Choice>,
    pub admissions: Vec<Choice>,
    pub courses: Vec<Choice>,
    pub counted: Vec<Choice>,
}

impl Choices {
    pub fn new(t: &Text, (sites, leaders): Listed) -> Choices {
        Choices {
            models: Choice::codes(t, "groups-model", &MODELS),
            sites: sites.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
            leaders: leaders.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
            admissions: Choice::codes(t, "groups-admission", &ADMISSIONS),
            courses: Choice::codes(t, "groups-course", &COURSES),
            counted: Choice::codes(t, "groups-counted", &COUNTED),
        }
    }
}

/// Open sites, and who may lead, by name.
pub(super) type Listed = (Vec<(SiteId, String)>, Vec<(PersonId, String)>);

pub(super) fn listed(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Listed, Problem> {
    let sites = program::sites(desk.tx)?.into_iter().map(|site| (site.id, site.name)).collect();
    Ok((sites, leaders(desk, seat)?))
}

/// Clinicians and peer supporters.
pub(super) fn leaders(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Vec<(PersonId, String)>, Problem> {
    let mut leaders = people::store::holders(desk.tx, seat, Role::Clinician)?;
    leaders.extend(people::store::holders(desk.tx, seat, Role::PeerSupporter)?);
    people::names::sort_by_name(&mut leaders, |(id, name)| (name, *id));
    leaders.dedup();
    Ok(leaders)
}

pub async fn new(visit: Visit) -> Answer {
    let mut form = visit.new_form();
    form.set("size_limit", 12);
    form.set("admission", "open");
    form.set("course", "drop_in");
    form.set("counted", "by_name");
    form.set("listed", "yes");
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, found) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            listed(desk, &seat)
        })
        .await?;
    show(&visitor, form, found)
}

fn show(visitor: &Visitor, form: Form, found: Listed) -> Answer {
    let (t, shell) = visitor.shell("groups-new");
    let choices = Choices::new(&t, found);
    visitor.show_form(&form.clone(), NewPage { f: form, choices, t, shell })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let mut told = Told::read(&mut form);
    told.model = form.required_choice("model", &MODELS);
    let co_leader: Option<PersonId> = form.id("co_leader");
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let id: GroupId = desk.id();
            let new = told.group(desk, id, None)?;
            store::add(desk.tx, &seat, &new, desk.now)?;
            if let Some(person) = co_leader {
                may_co_lead(desk, person, new.leader)?;
                let row: RowId = desk.id();
                store::add_co_leader(desk.tx, &seat, (row, id, person), desk.now)?;
            }
            desk.enter_seated(&seat, Act::Created, "group", id.to_string())?;
            Ok(format!("/groups/{id}"))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, form).await
}

/// Whether somebody may lead beside this leader.
pub(super) fn may_co_lead(
    desk: &mut Desk<'_, '_>,
    person: PersonId,
    leader: PersonId,
) -> Result<(), Problem> {
    let fits = group::may_lead("support_group", &people::store::roles(desk.tx, person)?).is_ok();
    if !fits || person == leader {
        return Err(Refusal { field: "co_leader", key: "groups-co-leader-other" }.into());
    }
    Ok(())
}

/// Like [`Form::settle`]; a form that was wrong before it was sent keeps its own sentences.
pub(super) fn settle(form: &mut Form, outcome: Result<String, Problem>) -> Result<Option<String>, Problem> {
    match outcome {
        Err(Problem::BadRequest) if !form.is_valid() => Ok(None),
        other => form.settle(other),
    }
}

/// What was typed.
pub(super) struct Told {
    name: String,
    model: String,
    site: Option<SiteId>,
    leader: Option<PersonId>,
    rhythm: String,
    size_limit: i64,
    terms: Terms,
}

impl Told {
    /// Everything but the model, which is chosen once.
    pub fn read(form: &mut Form) -> Told {
        let told = Told {
            name: form.required_text("name", 80),
            model: String::new(),
            site: form.id("site"),
            leader: form.id("leader"),
            rhythm: form.required_text("rhythm", 120),
            size_limit: form.required_integer("size_limit", 2..=100),
            terms: Terms {
                admission: form.choice("admission", &ADMISSIONS).unwrap_or_else(|| "open".to_string()),
                course: form.choice("course", &COURSES).unwrap_or_else(|| "drop_in".to_string()),
                counted: form.choice("counted", &COUNTED).unwrap_or_else(|| "by_name".to_string()),
                listed: form.checked("listed"),
            },
        };
        if told.leader.is_none() && form.error("leader").is_none() {
            form.wrong("leader", "form-choose");
        }
        told
    }

    /// Fills the form from a group.
    pub fn fill(form: &mut Form, group: &Group) {
        form.set("name", &group.name);
        form.set_some("site", group.site_id);
        form.set("leader", group.leader_id);
        form.set("rhythm", &group.rhythm);
        form.set("size_limit", group.size_limit);
        form.set("admission", &group.terms.admission);
        form.set("course", &group.terms.course);
        form.set("counted", &group.terms.counted);
        if group.terms.listed {
            form.set("listed", "yes");
        }
    }

    /// A group, checked; of one that exists already the model stays, and a site that has closed since.
    pub fn group(
        self,
        desk: &mut Desk<'_, '_>,
        id: GroupId,
        earlier: Option<&Group>,
    ) -> Result<NewGroup, Problem> {
        let model = earlier.map_or(self.model, |group| group.model.clone());
        let leader = self.leader.ok_or(Problem::BadRequest)?;
        group::may_lead(&model, &people::store::roles(desk.tx, leader)?)?;
        group::may_be_counted(&model, &self.terms)?;
        let known = earlier.and_then(|group| group.site_id);
        let open = program::sites(desk.tx)?;
        let fits = |site: SiteId| Some(site) == known || open.iter().any(|open| open.id == site);
        if self.site.is_some_and(|site| !fits(site)) {
            return Err(Refusal { field: "site", key: "form-choose-listed" }.into());
        }
        Ok(NewGroup {
            id,
            name: self.name,
            model,
            site: self.site,
            leader,
            rhythm: self.rhythm,
            size_limit: self.size_limit,
            terms: self.terms,
        })
    }
}
