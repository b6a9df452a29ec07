//! Both sides of a yes: the participant answers an offer, the chosen supporter answers the participant.

use axum::extract::Path;

use super::standing::{Own, only};
use super::store::{self, matches::NewMatch, offers::Standing};
use super::{round, show};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::hand_overs;
use crate::ids::OfferId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// The participant chooses or declines, or the coordinator writes down what they said. A no has no reason.
pub async fn answer(visit: Visit, Path(id): Path<OfferId>, mut form: Form) -> Answer {
    let answer = form.choice("answer", &["chosen", "declined"]).filter(|_| form.is_valid());
    let outcome = visit.submit(&form, move |desk| save_answer(desk, id, answer.as_deref())).await;
    settled(visit, id, form, outcome).await
}

/// A refusal is told on the participant's own page, where the other offers stand.
async fn settled(visit: Visit, id: OfferId, mut form: Form, outcome: Result<String, Problem>) -> Answer {
    if let Some(location) = form.settle(outcome)? {
        return visit.redirect(&location, "saved");
    }
    let (_, participant) = visit
        .clone()
        .write(move |desk| {
            let participant = store::offers::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            desk.open_record(participant)?;
            Ok(participant)
        })
        .await?;
    show::draw(visit, participant, form).await
}

fn save_answer(desk: &mut Desk<'_, '_>, id: OfferId, answer: Option<&str>) -> Result<String, Problem> {
    let participant = store::offers::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let record = desk.open_record(participant)?;
    only(&record, &[Role::Participant, Role::Coordinator])?;
    let answer = answer.ok_or(Problem::BadRequest)?;
    store::one_at_a_time(desk.tx)?;
    let offer = store::offers::standing(desk.tx, id)?.ok_or(Problem::NotFound)?;
    if offer.answer.is_some() {
        return Err(Refusal { field: "offers", key: "matching-offer-answered" }.into());
    }
    let by = desk.viewer.person;
    if answer == "chosen" {
        round::check_open(desk, participant)?;
    }
    store::offers::answer(desk.tx, id, answer, desk.now, by)?;
    if answer == "chosen" {
        store::offers::answer_open(desk.tx, participant, "not_chosen", desk.now, by)?;
    }
    desk.enter(&record, Act::Answered, "offer", Some(id.to_string()))?;
    Ok(format!("/participants/{participant}/supporter"))
}

/// The supporter accepts or declines, or the coordinator writes down what they said.
pub async fn accept(visit: Visit, Path(id): Path<OfferId>, mut form: Form) -> Answer {
    let answer = form.choice("answer", &["accepted", "declined"]).filter(|_| form.is_valid());
    let location = visit.submit(&form, move |desk| save_acceptance(desk, id, answer.as_deref())).await?;
    visit.redirect(&location, "saved")
}

fn save_acceptance(desk: &mut Desk<'_, '_>, id: OfferId, answer: Option<&str>) -> Result<String, Problem> {
    store::one_at_a_time(desk.tx)?;
    let offer = store::offers::standing(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let own = Own::of(desk, offer.supporter).ok();
    let seat = own.map_or_else(|| desk.seat(&[Role::Coordinator]), |own| Ok(*own.seat()))?;
    // A supporter hears of an offer only once they were chosen.
    if offer.answer.as_deref() != Some("chosen") {
        return Err(Problem::NotFound);
    }
    let answer = answer.ok_or(Problem::BadRequest)?;
    if offer.acceptance.is_some() {
        return refused("matching-offer-answered");
    }
    if answer == "accepted" {
        begin(desk, &seat, id, &offer)?;
    }
    store::offers::accept(desk.tx, id, answer, desk.now, seat.person())?;
    desk.enter_about(&seat, offer.participant, Act::Answered, "acceptance")?;
    if answer == "declined" {
        round::bring_back(desk, &seat, &offer)?;
    }
    Ok(match own {
        Some(own) if answer == "declined" => format!("/peer-supporters/{}", own.supporter()),
        _ => format!("/participants/{}/supporter", offer.participant),
    })
}

fn refused<T>(key: &'static str) -> Result<T, Problem> {
    Err(Refusal { field: "answer", key }.into())
}

/// The match begins, unless something came between since the offer was made.
fn begin(desk: &mut Desk<'_, '_>, seat: &Seat, id: OfferId, offer: &Standing) -> Result<(), Problem> {
    if !store::matches::is_enrolled(desk.tx, offer.participant)? {
        return refused("matching-not-enrolled");
    }
    let handing_over = hand_overs::store::running(desk.tx, offer.participant)?;
    if store::matches::is_matched(desk.tx, offer.participant)? && handing_over.is_none() {
        return refused("matching-has-supporter");
    }
    if store::requests::has_conflict(desk.tx, offer.participant, offer.supporter)? {
        return refused("matching-conflict-known");
    }
    if !store::matches::has_room(desk.tx, offer.supporter, &desk.program.settings.caseload)? {
        return refused("matching-full");
    }
    let new =
        NewMatch { id: desk.id(), participant: offer.participant, supporter: offer.supporter, offer: id };
    store::matches::add(desk.tx, &new, desk.now, seat.person())?;
    store::offers::answer_open(desk.tx, offer.participant, "withdrawn", desk.now, seat.person())?;
    desk.enter_about(seat, offer.participant, Act::Created, "match")?;
    match handing_over {
        Some(running) => hand_overs::complete(desk, seat, &running, (new.id, offer.supporter)),
        None => Ok(()),
    }
}
