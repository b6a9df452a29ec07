//! Writing down a policy, for a participant or for the person a first call is about.

use askama::Template;
use axum::extract::Path;

use super::open;
use super::policy::{NETWORKS, NewPolicy, Owner, PLAN_TYPES, RELATIONS};
use super::store::{self, Stamp};
use crate::audit::Act;
use crate::ids::{FirstCallId, ParticipantId, PolicyId};
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "benefits/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// Where the form goes, and where its owner is.
    action: String,
    back: String,
    plan_types: Vec<Choice>,
    relations: Vec<Choice>,
    networks: Vec<Choice>,
}

pub async fn for_participant(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, Owner::Participant(id), form).await
}

pub async fn for_call(visit: Visit, Path(id): Path<FirstCallId>) -> Answer {
    let form = visit.new_form();
    draw(visit, Owner::FirstCall(id), form).await
}

pub async fn create_for_participant(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    create(visit, Owner::Participant(id), form).await
}

pub async fn create_for_call(visit: Visit, Path(id): Path<FirstCallId>, form: Form) -> Answer {
    create(visit, Owner::FirstCall(id), form).await
}

async fn draw(visit: Visit, owner: Owner, form: Form) -> Answer {
    let (visitor, _) = visit.write(move |desk| open::owner(desk, owner)).await?;
    let (t, shell) = visitor.shell("policy-new");
    let action = match owner {
        Owner::Participant(_) => owner.path(),
        Owner::FirstCall(_) => format!("{}/policies", owner.path()),
    };
    let page = NewPage {
        plan_types: Choice::codes(&t, "plan-type", &PLAN_TYPES),
        relations: Choice::codes(&t, "subscriber", &RELATIONS),
        networks: Choice::codes(&t, "network", &NETWORKS),
        back: owner.path(),
        action,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

async fn create(visit: Visit, owner: Owner, mut form: Form) -> Answer {
    let new = NewPolicy::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = open::owner(desk, owner)?;
                let (id, stamp) = (desk.id::<PolicyId>(), Stamp { at: desk.now, by: seat.person() });
                store::add(desk.tx, id, owner, &new, &stamp)?;
                open::enter(desk, &seat, owner, Act::Created, ("policy", id.to_string()))?;
                Ok(format!("/policies/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, owner, form).await
}
