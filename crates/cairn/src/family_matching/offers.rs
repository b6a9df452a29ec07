//! A round of up to three offers: made once and kept, so that nobody finds out by asking again what somebody keeps back.

use std::collections::BTreeMap;

use axum::extract::Path;
use cairn_matching::{Family, Supporter, cards, rank, rank_families};

use super::reason::to_json;
use super::store::families::{self, Known};
use super::store::offers::{self, NewOffer};
use super::store::supporters as helpers_of_families;
use super::{MODELS, request, show};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{FamilyId, SupporterId};
use crate::matching::Told;
use crate::matching::store::{one_at_a_time, supporters};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// Offers in a round: a choice, and few enough to read.
const SIZE: usize = 3;

/// The coordinator makes a round. When nobody fits, the page says so.
pub async fn create(visit: Visit, Path(id): Path<FamilyId>, mut form: Form) -> Answer {
    let model = form.required_choice("model", &MODELS);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            desk.seat(&[Role::Coordinator])?;
            let seat = super::open(desk, id)?;
            if seat.role() != Role::Coordinator {
                return Err(Problem::NotFound);
            }
            if !valid {
                return Err(Problem::BadRequest);
            }
            one_at_a_time(desk.tx)?;
            make(desk, &seat, id, &model)?;
            Ok(super::path(id))
        })
        .await;
    match crate::families::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "offers-made"),
        None => show::draw(visit, id, form).await,
    }
}

/// Ranks everyone once and keeps the best three; earlier offers without an answer are withdrawn.
pub fn make(desk: &mut Desk<'_, '_>, seat: &Seat, id: FamilyId, model: &str) -> Result<(), Problem> {
    let known = families::all(desk.tx, seat)?;
    let Some(family) = known.get(&id) else {
        return Err(Refusal { field: "model", key: "family-offers-ended" }.into());
    };
    if model == "one_to_family" && family.has_supporter {
        return Err(Refusal { field: "model", key: "family-offers-has-supporter" }.into());
    }
    offers::answer_open(desk.tx, (id, model), "withdrawn", desk.now, seat.person())?;
    let made = if model == "one_to_family" {
        of_supporters(desk, seat, (id, family))?
    } else {
        of_families(desk, seat, (id, family), &known)?
    };
    if made == 0 {
        return Err(Refusal { field: "model", key: "family-offers-nobody" }.into());
    }
    desk.enter_seated(seat, Act::Created, "family_offer", id.to_string())
}

/// Supporters with family experience, by the same rule as for participants. Families count into their caseload.
fn of_supporters(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    (id, family): (FamilyId, &Known),
) -> Result<usize, Problem> {
    let walking = helpers_of_families::with_families(desk.tx, seat)?;
    let peers = supporters::peers(desk.tx, seat, &desk.program.settings.caseload)?;
    let open = peers.into_iter().filter(|peer| !family.people.contains(&peer.person));
    let open: Vec<Supporter> = open
        .filter_map(|peer| {
            let families = walking.get(&peer.id)?;
            let caseload = peer.profile.caseload.saturating_add(*families);
            Some(Supporter { caseload, ..peer.profile })
        })
        .collect();
    let ranked = rank(&request::as_participant(family), &open, &desk.program.settings.matching, SIZE);
    let scores: BTreeMap<String, u32> =
        ranked.iter().map(|offer| (offer.supporter_id.clone(), offer.score)).collect();
    let round = offers::next_round(desk.tx, id)?;
    let mut made = 0;
    for (place, card) in (1_i64..).zip(cards(ranked)) {
        let supporter: SupporterId =
            card.supporter_id.parse().map_err(|_| Problem::Defect("an offer without a supporter"))?;
        let told: Vec<Told> = card.reasons.into_iter().map(Told::from).collect();
        let new = NewOffer {
            id: desk.id(),
            family: id,
            supporter: Some(supporter),
            other: None,
            round,
            place,
            score: scores.get(&card.supporter_id).copied().unwrap_or_default(),
            reasons: to_json(&told),
            back: None,
        };
        offers::add(desk.tx, seat, &new, desk.now)?;
        made += 1;
    }
    Ok(made)
}

/// Other families, explained to both sides.
fn of_families(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    (id, family): (FamilyId, &Known),
    known: &BTreeMap<FamilyId, Known>,
) -> Result<usize, Problem> {
    let others: Vec<Family> = known.values().map(|one| one.profile.clone()).collect();
    let ranked = rank_families(&family.profile, &others, SIZE);
    let round = offers::next_round(desk.tx, id)?;
    let made = ranked.len();
    for (place, offer) in (1_i64..).zip(ranked) {
        let other: FamilyId =
            offer.family_id.parse().map_err(|_| Problem::Defect("an offer without a family"))?;
        let new = NewOffer {
            id: desk.id(),
            family: id,
            supporter: None,
            other: Some(other),
            round,
            place,
            score: offer.score,
            reasons: to_json(&offer.reasons),
            back: Some(to_json(&offer.back)),
        };
        offers::add(desk.tx, seat, &new, desk.now)?;
    }
    Ok(made)
}
