//! What a participant does not want to be asked, and with whom not: told in private, without a reason. They choose among
//! people they have met in this very group, by
//! first name and initial.

use askama::Template;
use axum::extract::Path;

use super::open_group;
use super::store::{self, LimitLine, NewLimit};
use crate::audit::Act;
use crate::groups::Group;
use crate::ids::{GroupId, PersonId, RowId};
use crate::people::names::in_a_group;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

const KINDS: [&str; 5] = ["not_giver", "not_receiver", "listens_only", "takes_no_part", "not_with"];

#[derive(Template)]
#[template(path = "exchanges/own/limits.html")]
struct LimitsPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    limits: Vec<LimitLine>,
    kinds: Vec<Choice>,
    met: Vec<Choice>,
}

pub async fn index(visit: Visit, Path(id): Path<GroupId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: GroupId, form: Form) -> Answer {
    let (visitor, (group, limits, met)) = visit
        .read(move |desk| {
            let (seat, group) = open_group(desk, id)?;
            let mut limits = store::own_lines(desk.tx, &seat, id)?;
            for limit in &mut limits {
                limit.other = limit.other.as_deref().map(in_a_group);
            }
            Ok((group, limits, store::met(desk.tx, &seat, id)?))
        })
        .await?;
    let (t, shell) = visitor.shell("exchanges-own-limits");
    let page = LimitsPage {
        kinds: Choice::codes(&t, "exchanges-own-kind", &KINDS),
        met: met.into_iter().map(|(id, name)| Choice::new(id.to_string(), in_a_group(&name))).collect(),
        f: form.clone(),
        group,
        limits,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let kind = form.required_choice("kind", &KINDS);
    let other: Option<PersonId> = form.id("other");
    if kind == "not_with" && other.is_none() && form.is_valid() {
        form.wrong("other", "form-choose");
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, _) = open_group(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let other = other.filter(|_| kind == "not_with");
            if let Some(other) = other {
                let met = store::met(desk.tx, &seat, id)?;
                if met.iter().all(|(known, _)| *known != other) {
                    return Err(Refusal { field: "other", key: "form-choose-listed" }.into());
                }
            }
            let new = NewLimit { id: desk.id(), group: id, person: seat.person(), other, kind };
            store::add_limit(desk.tx, &seat, &new, desk.now)?;
            desk.enter_own(Act::Created, "exchange_limit")?;
            Ok(format!("/my-groups/{id}/exchange-limits"))
        })
        .await;
    match outcome {
        Err(Problem::BadRequest) if !valid => draw(visit, id, form).await,
        other => match form.settle(other)? {
            Some(location) => visit.redirect(&location, "saved"),
            None => draw(visit, id, form).await,
        },
    }
}

pub async fn end(visit: Visit, Path((id, limit)): Path<(GroupId, RowId)>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, _) = open_group(desk, id)?;
            if !store::end_limit(desk.tx, &seat, (id, limit), desk.now)? {
                return Err(Problem::NotFound);
            }
            desk.enter_own(Act::Ended, "exchange_limit")?;
            Ok(format!("/my-groups/{id}/exchange-limits"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
