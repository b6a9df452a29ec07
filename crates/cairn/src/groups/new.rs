//! Beginning a group.

use askama::Template;

use super::group::{self, MODELS, NewGroup};
use super::store;
use crate::access::{Desk, Role};
use crate::audit::Act;
use crate::ids::{PersonId, SiteId};
use crate::people;
use crate::program;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    models: Vec<Choice>,
    sites: Vec<Choice>,
    leaders: Vec<Choice>,
}

pub async fn new(visit: Visit) -> Answer {
    let mut form = visit.new_form();
    form.set("size_limit", 12);
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, (sites, leaders)) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let mut leaders = people::store::holders(desk.tx, &seat, Role::Clinician)?;
            leaders.extend(people::store::holders(desk.tx, &seat, Role::PeerSupporter)?);
            leaders.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
            leaders.dedup();
            Ok((program::sites(desk.tx)?, leaders))
        })
        .await?;
    let (t, shell) = visitor.shell("groups-new");
    let page = NewPage {
        models: Choice::codes(&t, "groups-model", &MODELS),
        sites: sites.into_iter().map(|site| Choice::new(site.id.to_string(), site.name)).collect(),
        leaders: leaders.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let told = Told {
        name: form.required_text("name", 80),
        model: form.required_choice("model", &MODELS),
        site: form.id("site"),
        leader: form.id("leader"),
        co_leader: form.id("co_leader"),
        rhythm: form.required_text("rhythm", 120),
        size_limit: form.required_integer("size_limit", 2..=100),
    };
    if told.leader.is_none() && form.error("leader").is_none() {
        form.wrong("leader", "form-choose");
    }
    let valid = form.is_valid();
    let outcome = visit.submit(&form, move |desk| told.save(desk, valid)).await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, form).await
}

/// Like [`Form::settle`]; a form that was wrong before it was sent keeps its own sentences.
pub(super) fn settle(form: &mut Form, outcome: Result<String, Problem>) -> Result<Option<String>, Problem> {
    match outcome {
        Err(Problem::BadRequest) if !form.is_valid() => Ok(None),
        other => form.settle(other),
    }
}

/// What was typed.
struct Told {
    name: String,
    model: String,
    site: Option<SiteId>,
    leader: Option<PersonId>,
    co_leader: Option<PersonId>,
    rhythm: String,
    size_limit: i64,
}

impl Told {
    fn save(self, desk: &mut Desk<'_, '_>, valid: bool) -> Result<String, Problem> {
        let seat = desk.seat(&[Role::Coordinator])?;
        let leader = self.leader.filter(|_| valid).ok_or(Problem::BadRequest)?;
        group::may_lead(&self.model, &people::store::roles(desk.tx, leader)?)?;
        if let Some(co_leader) = self.co_leader {
            let fits = group::may_lead("support_group", &people::store::roles(desk.tx, co_leader)?).is_ok();
            if !fits || co_leader == leader {
                return Err(Refusal { field: "co_leader", key: "groups-co-leader-other" }.into());
            }
        }
        let open = program::sites(desk.tx)?;
        if self.site.is_some_and(|site| open.iter().all(|known| known.id != site)) {
            return Err(Refusal { field: "site", key: "form-choose-listed" }.into());
        }
        let new = NewGroup {
            id: desk.id(),
            name: self.name,
            model: self.model,
            site: self.site,
            leader,
            co_leader: self.co_leader,
            rhythm: self.rhythm,
            size_limit: self.size_limit,
        };
        store::add(desk.tx, &seat, &new, desk.now)?;
        desk.enter_seated(&seat, Act::Created, "group", new.id.to_string())?;
        Ok(format!("/groups/{}", new.id))
    }
}
