//! What a person does about a group: accepts its rules, asks for a place, answers when one is offered, leaves.

use axum::extract::Path;

use super::super::place;
use super::super::store::{self, OwnGroup};
use super::{open, show};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::{GroupId, PersonId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

const ANSWERS: [&str; 2] = ["accepted", "not_now"];

async fn settled(visit: Visit, id: GroupId, mut form: Form, outcome: Result<String, Problem>) -> Answer {
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, id, form).await,
    }
}

/// Accepts the wording that was shown, and no other.
pub async fn accept(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let shown: Option<RowId> = form.id("rules");
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, own) = open(desk, id)?;
            own.group.still_meets()?;
            own.group.is_by_name()?;
            let rules = store::newest_rules(desk.tx, id)?.ok_or(Problem::NotFound)?;
            if shown != Some(rules.id) {
                return Err(Refusal { field: "rules", key: "groups-rules-changed" }.into());
            }
            store::accept_rules(desk.tx, (rules.id, seat.person()), "own_page", desk.now, seat.person())?;
            desk.enter_own(Act::Answered, "group_rules")?;
            Ok(format!("/my-groups/{id}"))
        })
        .await;
    settled(visit, id, form, outcome).await
}

/// Asks for a place: in an open group with room the person belongs at once, otherwise they wait.
pub async fn join(visit: Visit, Path(id): Path<GroupId>, form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, own) = open(desk, id)?;
            own.group.still_meets()?;
            own.group.is_by_name()?;
            let person = seat.person();
            store::candidate(desk.tx, &own.group, None, person)?
                .ok_or(Refusal { field: "", key: "groups-not-enrolled" })?;
            if own.membership.is_some() || store::wait_of(desk.tx, id, person)?.is_some() {
                desk.enter_own(Act::Answered, "group_wait")?;
                return Ok(format!("/my-groups/{id}"));
            }
            let nobody_waits = store::waits(desk.tx, id)?.is_empty();
            if !own.group.is_closed() && nobody_waits && place::free(desk, &own.group)? > 0 {
                place::join(desk, &own.group, person)?;
                desk.enter_own(Act::Created, "group_membership")?;
            } else {
                store::add_wait(desk.tx, (desk.id(), id), person, desk.now, person)?;
                desk.enter_own(Act::Created, "group_wait")?;
            }
            Ok(format!("/my-groups/{id}"))
        })
        .await;
    settled(visit, id, form, outcome).await
}

/// Leaves the group, or the list; the place goes to whoever waits longest.
pub async fn leave(visit: Visit, Path(id): Path<GroupId>, form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, own) = open(desk, id)?;
            let listed = own.group.terms.listed || came(desk, &own, seat.person())?;
            if let Some(membership) = own.membership {
                store::leave(desk.tx, membership, "own_wish", desk.now, seat.person())?;
            }
            if let Some(wait) = store::wait_of(desk.tx, id, seat.person())? {
                store::end_wait(desk.tx, wait.id, "left", desk.now, seat.person())?;
            }
            if !own.group.has_ended() {
                place::offer_free(desk, &own.group)?;
            }
            desk.enter_own(Act::Ended, "group_membership")?;
            // A group that nobody finds is found no more by who left it.
            Ok(if listed { format!("/my-groups/{id}") } else { "/my-groups".to_string() })
        })
        .await;
    settled(visit, id, form, outcome).await
}

fn came(desk: &mut Desk<'_, '_>, own: &OwnGroup, person: PersonId) -> Result<bool, Problem> {
    Ok(store::has_come(desk.tx, own.group.id, person)?)
}

/// Takes the place that was offered, or says "not now".
pub async fn answer(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let answer = form.required_choice("answer", &ANSWERS);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, own) = open(desk, id)?;
            if !valid {
                return Err(Refusal { field: "answer", key: "form-choose" }.into());
            }
            own.group.still_meets()?;
            let wait = store::wait_of(desk.tx, id, seat.person())?;
            let offer = wait.as_ref().and_then(|wait| wait.open_offer(desk.now));
            let offer = offer.ok_or(Refusal { field: "answer", key: "my-groups-offer-over" })?;
            store::answer_place(desk.tx, (offer.id, &answer), desk.now, seat.person())?;
            if answer == "accepted" {
                place::join(desk, &own.group, seat.person())?;
            } else {
                place::offer_free(desk, &own.group)?;
            }
            desk.enter_own(Act::Answered, "group_place")?;
            Ok(format!("/my-groups/{id}"))
        })
        .await;
    settled(visit, id, form, outcome).await
}
