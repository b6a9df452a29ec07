//! Both sides of a yes: the family answers an offer, the chosen supporter or the other family answers the family.

use axum::extract::Path;

use super::show;
use super::store::matches::{self, NewMatch};
use super::store::offers::{self, Standing};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{FamilyId, OfferId};
use crate::matching::store::one_at_a_time;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// A member of the family chooses or declines, or the coordinator writes down what they said. A no has no reason.
pub async fn answer(visit: Visit, Path(id): Path<OfferId>, mut form: Form) -> Answer {
    let answer = form.choice("answer", &["chosen", "declined"]).filter(|_| form.is_valid());
    let outcome = visit.submit(&form, move |desk| save_answer(desk, id, answer.as_deref())).await;
    if let Some(location) = form.settle(outcome)? {
        return visit.redirect(&location, "saved");
    }
    let (_, family) = visit
        .clone()
        .write(move |desk| {
            let offer = offers::standing(desk.tx, id)?.ok_or(Problem::NotFound)?;
            super::open_to_answer(desk, offer.family)?;
            Ok(offer.family)
        })
        .await?;
    show::draw(visit, family, form).await
}

fn save_answer(desk: &mut Desk<'_, '_>, id: OfferId, answer: Option<&str>) -> Result<String, Problem> {
    let offer = offers::standing(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let seat = super::open_to_answer(desk, offer.family)?;
    let answer = answer.ok_or(Problem::BadRequest)?;
    one_at_a_time(desk.tx)?;
    let offer = offers::standing(desk.tx, id)?.ok_or(Problem::NotFound)?;
    if offer.answer.is_some() {
        return Err(Refusal { field: "offers", key: "matching-offer-answered" }.into());
    }
    offers::answer(desk.tx, id, answer, desk.now, seat.person())?;
    if answer == "chosen" {
        let which = (offer.family, offer.model());
        offers::answer_open(desk.tx, which, "not_chosen", desk.now, seat.person())?;
    }
    desk.enter_seated(&seat, Act::Answered, "family_offer", id.to_string())?;
    Ok(super::path(offer.family))
}

/// The other side accepts or declines: the supporter, a member of the other family, or the coordinator for either.
pub async fn accept(visit: Visit, Path(id): Path<OfferId>, mut form: Form) -> Answer {
    let answer = form.choice("answer", &["accepted", "declined"]).filter(|_| form.is_valid());
    let location = visit.submit(&form, move |desk| save_acceptance(desk, id, answer.as_deref())).await?;
    visit.redirect(&location, "saved")
}

/// Who answers for the other side, and where that leads.
fn other_side(desk: &mut Desk<'_, '_>, offer: &Standing) -> Result<(Seat, String), Problem> {
    if let Some(supporter) = offer.supporter {
        if desk.viewer.supporter == Some(supporter) {
            return Ok((desk.seat(&[Role::PeerSupporter])?, "/families-asking".to_string()));
        }
        return Ok((desk.seat(&[Role::Coordinator])?, super::path(offer.family)));
    }
    let other: FamilyId = offer.other.ok_or(Problem::NotFound)?;
    let seat = super::open_to_answer(desk, other)?;
    Ok((seat, super::path(other)))
}

fn save_acceptance(desk: &mut Desk<'_, '_>, id: OfferId, answer: Option<&str>) -> Result<String, Problem> {
    one_at_a_time(desk.tx)?;
    let offer = offers::standing(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let (seat, location) = other_side(desk, &offer)?;
    // The other side hears of an offer only once it was chosen.
    if offer.answer.as_deref() != Some("chosen") {
        return Err(Problem::NotFound);
    }
    let answer = answer.ok_or(Problem::BadRequest)?;
    if offer.acceptance.is_some() {
        return Err(Refusal { field: "answer", key: "matching-offer-answered" }.into());
    }
    offers::accept(desk.tx, id, answer, desk.now, seat.person())?;
    if answer == "accepted" {
        let new = NewMatch {
            id: desk.id(),
            family: offer.family,
            supporter: offer.supporter,
            other: offer.other,
            offer: id,
        };
        matches::add(desk.tx, &seat, &new, desk.now)?;
        desk.enter_seated(&seat, Act::Created, "family_match", new.id.to_string())?;
        // The family's page opens for the supporter now.
        if offer.supporter.is_some() && seat.role() == Role::PeerSupporter {
            return Ok(format!("/families/{}", offer.family));
        }
    } else {
        desk.enter_seated(&seat, Act::Answered, "family_offer", id.to_string())?;
    }
    Ok(location)
}
