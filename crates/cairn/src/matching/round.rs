//! A round of offers: up to three, made once and kept, so that nobody can find out what a supporter keeps to
//! themself by changing a wish and looking again.

use std::collections::BTreeMap;

use cairn_matching::{Offer, Participant, Supporter, cards, exclusions, rank};

use super::reason::Told;
use super::store::{self, offers::NewOffer, offers::Standing, supporters::Peer};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::hand_overs;
use crate::ids::{ParticipantId, PersonId, SupporterId};
use crate::web::{Problem, Refusal};

/// Offers in a round: a choice, and few enough to read.
pub const SIZE: usize = 3;

/// Everyone who could support this person: a supporter who is a participant too does not support themself.
pub fn supporters_for(person: PersonId, peers: &[Peer]) -> Vec<Supporter> {
    peers.iter().filter(|peer| peer.person != person).map(|peer| peer.profile.clone()).collect()
}

/// Whether this participant can be offered anybody now.
pub fn check_open(desk: &mut Desk<'_, '_>, participant: ParticipantId) -> Result<(), Problem> {
    let refused = |key| Err(Refusal { field: "offers", key }.into());
    if !store::matches::is_enrolled(desk.tx, participant)? {
        return refused("matching-not-enrolled");
    }
    let handing_over = hand_overs::store::running(desk.tx, participant)?.is_some();
    if store::matches::is_matched(desk.tx, participant)? && !handing_over {
        return refused("matching-has-supporter");
    }
    if store::offers::is_waiting(desk.tx, participant)? {
        return refused("matching-waits-for-supporter");
    }
    Ok(())
}

/// Ranks everyone once and keeps the best three as offers; earlier offers without an answer are withdrawn.
pub fn make(desk: &mut Desk<'_, '_>, seat: &Seat, participant: ParticipantId) -> Result<(), Problem> {
    store::offers::answer_open(desk.tx, participant, "withdrawn", desk.now, seat.person())?;
    let (person, request) = store::requests::request(desk.tx, seat, participant)?;
    let mut peers = store::supporters::peers(desk.tx, seat, &desk.program.settings.caseload)?;
    without_the_one_before(desk, participant, &mut peers)?;
    let weights = &desk.program.settings.matching;
    let ranked = rank(&request, &supporters_for(person, &peers), weights, SIZE);
    if ranked.is_empty() {
        return Err(Refusal { field: "offers", key: "matching-nobody-fits" }.into());
    }
    keep(desk, seat, participant, ranked)
}

/// Who hands over is not offered again.
fn without_the_one_before(
    desk: &mut Desk<'_, '_>,
    participant: ParticipantId,
    peers: &mut Vec<Peer>,
) -> Result<(), Problem> {
    if let Some(running) = hand_overs::store::running(desk.tx, participant)? {
        peers.retain(|peer| peer.id != running.from);
    }
    Ok(())
}

/// Writes a round down. Place and reasons are those of the cards; the score is for staff.
fn keep(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    participant: ParticipantId,
    ranked: Vec<Offer>,
) -> Result<(), Problem> {
    let scores: BTreeMap<String, u32> =
        ranked.iter().map(|offer| (offer.supporter_id.clone(), offer.score)).collect();
    let round = store::offers::next_round(desk.tx, participant)?;
    for (place, card) in (1_i64..).zip(cards(ranked)) {
        let supporter =
            card.supporter_id.parse().map_err(|_| Problem::Defect("an offer without a supporter"))?;
        let score = scores.get(&card.supporter_id).copied().unwrap_or_default();
        let reasons = card.reasons.into_iter().map(Told::from).collect();
        let new = NewOffer { id: desk.id(), participant, supporter, round, place, score, reasons };
        store::offers::add(desk.tx, &new, desk.now, seat.person())?;
    }
    desk.enter_about(seat, participant, Act::Created, "offer")
}

/// After a supporter said no: the offers of that round that were put aside come back, in the same order and with the
/// same reasons, except for supporters who cannot be offered any more.
pub fn bring_back(desk: &mut Desk<'_, '_>, seat: &Seat, of: &Standing) -> Result<(), Problem> {
    let (person, request) = store::requests::request(desk.tx, seat, of.participant)?;
    let mut peers = store::supporters::peers(desk.tx, seat, &desk.program.settings.caseload)?;
    without_the_one_before(desk, of.participant, &mut peers)?;
    let fits = |supporter: SupporterId| {
        let known = peers.iter().find(|peer| peer.id == supporter && peer.person != person);
        known.is_some_and(|peer| exclusions(&request, &peer.profile).is_empty())
    };
    let aside = store::offers::put_aside(desk.tx, seat, of)?;
    let round = store::offers::next_round(desk.tx, of.participant)?;
    for (place, offer) in (1_i64..).zip(aside.into_iter().filter(|offer| fits(offer.supporter))) {
        let new = NewOffer {
            id: desk.id(),
            participant: of.participant,
            supporter: offer.supporter,
            round,
            place,
            score: offer.score,
            reasons: offer.reasons,
        };
        store::offers::add(desk.tx, &new, desk.now, seat.person())?;
    }
    Ok(())
}

struct Sending {
    participant: ParticipantId,
    person: PersonId,
    request: Participant,
    offers: Vec<Offer>,
}

/// Sends a proposal out: each participant gets the supporter proposed for them and the next two best. The proposed
/// ones are counted into every caseload first, so that nobody's third offer takes the room of another's first. Who
/// found a supporter in the meantime is passed over. Returns how many rounds were made.
pub fn send(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    pairs: &[(ParticipantId, SupporterId)],
) -> Result<usize, Problem> {
    let mut open = Vec::new();
    for (participant, supporter) in pairs {
        match check_open(desk, *participant) {
            Ok(()) => open.push((*participant, *supporter)),
            Err(Problem::Refused(_)) => continue,
            Err(problem) => return Err(problem),
        }
        store::offers::answer_open(desk.tx, *participant, "withdrawn", desk.now, seat.person())?;
    }
    let mut peers = store::supporters::peers(desk.tx, seat, &desk.program.settings.caseload)?;
    let mut sendings = Vec::new();
    for (participant, proposed) in open {
        let (person, request) = store::requests::request(desk.tx, seat, participant)?;
        let only: Vec<Peer> = peers.iter().filter(|peer| peer.id == proposed).cloned().collect();
        let offers = rank(&request, &supporters_for(person, &only), &desk.program.settings.matching, 1);
        count_in(&mut peers, &offers);
        sendings.push(Sending { participant, person, request, offers });
    }
    let mut rounds = 0;
    for mut sending in sendings {
        let mut others = supporters_for(sending.person, &peers);
        others.retain(|other| sending.offers.iter().all(|offer| offer.supporter_id != other.id));
        let more = SIZE - sending.offers.len();
        let next = rank(&sending.request, &others, &desk.program.settings.matching, more);
        count_in(&mut peers, &next);
        sending.offers.extend(next);
        if !sending.offers.is_empty() {
            keep(desk, seat, sending.participant, sending.offers)?;
            rounds += 1;
        }
    }
    Ok(rounds)
}

fn count_in(peers: &mut [Peer], offers: &[Offer]) {
    for peer in peers {
        if offers.iter().any(|offer| offer.supporter_id == peer.profile.id) {
            peer.profile.caseload = peer.profile.caseload.saturating_add(1);
        }
    }
}
