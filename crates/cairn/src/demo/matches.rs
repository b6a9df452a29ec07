//! Offers, answers, matches and their endings. Who is offered, and why, comes from the matching crate itself.

use cairn_db::Error;
use cairn_matching::{Card, Reason, cards, rank};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use super::cast::CASEY;
use super::house::House;
use super::lives::{Episode, Life, Match};
use super::rows;
use super::seekers::{Seeker, ask, meant};
use super::world::{World, later, plus};
use crate::ids::{MatchId, OfferId};

/// An offer as it was made: the supporter's place in the list, the offer, and the supporter's id in matching.
type Made = (usize, OfferId, String);

pub fn write(w: &mut World<'_, '_>, house: &mut House, lives: &mut [Life]) -> Result<(), Error> {
    let mut seekers = Vec::new();
    for life in lives.iter() {
        seekers.push(ask(w, house, life)?);
    }
    // In the order of enrollments, so that each sees the caseloads of that day.
    let mut order: Vec<(Date, usize, usize)> = Vec::new();
    for (at, life) in lives.iter().enumerate() {
        order.extend(life.episodes.iter().enumerate().map(|(which, episode)| (episode.enrolled, at, which)));
    }
    order.sort();
    for (_, at, which) in order {
        if let (Some(life), Some(seeker)) = (lives.get_mut(at), seekers.get_mut(at)) {
            seek(w, house, life, seeker, which)?;
        }
    }
    conflicts(w, house, lives)
}

fn seek(
    w: &mut World<'_, '_>,
    house: &mut House,
    life: &mut Life,
    seeker: &mut Seeker,
    which: usize,
) -> Result<(), Error> {
    let Some(Episode { enrolled, ended }) = life.episodes.get(which) else {
        return Ok(());
    };
    let (until, goes_on) = (ended.map_or(w.today, |(day, _)| day), ended.is_none());
    let mut day = if life.is(CASEY) { w.ago(2) } else { plus(*enrolled, w.dice.between(1, 5)) };
    for _ in 0..6 {
        if day >= until {
            return Ok(());
        }
        let Some((supporter, offer, answered_at)) = offer(w, house, life, seeker, day)? else {
            day = plus(day, w.dice.between(3, 8));
            continue;
        };
        let matched_at = w.after(answered_at, 120, 1800);
        let from = matched_at.to_zoned_datetime(w.zone.clone()).date();
        if from >= until {
            return Ok(());
        }
        let short = !life.is_persona() && w.dice.chance(0.15);
        let last = plus(from, w.dice.between(14, 80));
        let to = if short && last < until { Some(last) } else { Some(until).filter(|_| !goes_on) };
        let wished_by = match to {
            Some(to) if to == until => "program",
            _ => w.dice.weighted(&[(6, "participant"), (3, "supporter"), (1, "program")]),
        };
        join(w, house, life, (supporter, offer, matched_at), (from, to, wished_by))?;
        match to.filter(|to| *to < until) {
            None => return Ok(()),
            Some(last) => {
                if let Some(past) = house.supporters.get(supporter) {
                    seeker.as_matching.past_supporters.insert(past.profile.id.clone());
                }
                day = plus(last, w.dice.between(2, 9));
            }
        }
    }
    Ok(())
}

/// A round of offers; the supporter and offer that both sides said yes to, and when.
fn offer(
    w: &mut World<'_, '_>,
    house: &House,
    life: &Life,
    seeker: &mut Seeker,
    day: Date,
) -> Result<Option<(usize, OfferId, Timestamp)>, Error> {
    let here: Vec<_> = house.supporters.iter().filter(|one| one.since < day).map(|one| one.on(day)).collect();
    let mut ranked = rank(&seeker.as_matching, &here, &w.settings.matching, here.len());
    let meant = meant(life).and_then(|at| house.supporters.get(at)).map(|one| one.profile.id.clone());
    ranked.sort_by_key(|offer| Some(&offer.supporter_id) != meant.as_ref());
    ranked.truncate(3);
    if ranked.is_empty() {
        return Ok(None);
    }
    seeker.rounds += 1;
    let made_at = w.workday(day);
    let mut made: Vec<Made> = Vec::new();
    for (place, card) in cards(ranked.clone()).into_iter().enumerate() {
        let Some(at) = house.supporters.iter().position(|one| one.profile.id == card.supporter_id) else {
            continue;
        };
        let score = ranked
            .iter()
            .find(|offer| offer.supporter_id == card.supporter_id)
            .map_or(0, |offer| offer.score);
        let id = put_offer(w, house, life, (seeker.rounds, place as i64 + 1, score), (at, &card, made_at))?;
        made.push((at, id, card.supporter_id));
    }
    let answered_at = later(made_at, 60 * w.dice.between(3, 80));
    if life.is(CASEY) || answered_at > later(w.now, -120) {
        return Ok(None);
    }
    answer(w, house, life, (seeker, made, meant), answered_at)
}

fn put_offer(
    w: &mut World<'_, '_>,
    house: &House,
    life: &Life,
    (round, place, score): (i64, i64, u32),
    (at, card, made_at): (usize, &Card, Timestamp),
) -> Result<OfferId, Error> {
    let id = w.id(made_at);
    let Some(supporter) = house.supporters.get(at) else {
        return Ok(id);
    };
    rows::Offer {
        id,
        participant_id: life.participant,
        supporter_id: supporter.id,
        round,
        place,
        score: i64::from(score),
        reasons: stored(card),
        made_at,
        made_by: house.staff.coordinator,
    }
    .put(w.tx)?;
    Ok(id)
}

/// Reasons as the matching room keeps them.
fn stored(card: &Card) -> String {
    let told = card.reasons.iter().map(|reason| match reason {
        Reason::SharedExperience { kind, value, wished } => {
            json!({ "reason": "shared_experience", "kind": kind, "value": value, "wished": wished })
        }
        Reason::SharedLanguage { language } => json!({ "reason": "shared_language", "language": language }),
        Reason::AvailableAt { day, part } => json!({ "reason": "available_at", "day": day, "part": part }),
        Reason::HasRoom => json!({ "reason": "has_room" }),
    });
    serde_json::Value::Array(told.collect()).to_string()
}

/// The participant chooses one, declines all and asks for others, and the supporter agrees or does not.
fn answer(
    w: &mut World<'_, '_>,
    house: &House,
    life: &Life,
    (seeker, made, meant): (&mut Seeker, Vec<Made>, Option<String>),
    answered_at: Timestamp,
) -> Result<Option<(usize, OfferId, Timestamp)>, Error> {
    let answered_by = life.person;
    let none_suits = meant.is_none() && w.dice.chance(0.08);
    // The personas' supporters are asked for a little more often, so that their weeks are full.
    let favored = made.iter().position(|(at, _, _)| *at < 2).filter(|_| w.dice.chance(0.7));
    let meant = made.iter().position(|(_, _, id)| Some(id) == meant.as_ref());
    let chosen = meant.or(favored).unwrap_or(w.dice.between(0, made.len() as i64 - 1) as usize);
    let mut result = None;
    for (place, (at, offer_id, supporter)) in made.into_iter().enumerate() {
        let chosen = place == chosen && !none_suits;
        let answer = if chosen {
            "chosen"
        } else if none_suits {
            "declined"
        } else {
            "not_chosen"
        };
        rows::OfferAnswer { offer_id, answer, answered_at, answered_by }.put(w.tx)?;
        if !chosen {
            if none_suits {
                seeker.as_matching.declined.insert(supporter);
            }
            continue;
        }
        let willing = life.is_persona() || w.dice.chance(0.96);
        let replied_at = w.after(answered_at, 20, 600);
        let answer = if willing { "accepted" } else { "declined" };
        let by = house.supporters.get(at).map_or(house.staff.coordinator, |one| one.person);
        rows::Acceptance { offer_id, answer, answered_at: replied_at, answered_by: by }.put(w.tx)?;
        result = Some((at, offer_id, replied_at)).filter(|_| willing);
    }
    if none_suits {
        let (id, participant_id) = (w.id(answered_at), life.participant);
        rows::OtherOfferRequest { id, participant_id, asked_at: answered_at, asked_by: answered_by }
            .put(w.tx)?;
    }
    Ok(result)
}

fn join(
    w: &mut World<'_, '_>,
    house: &mut House,
    life: &mut Life,
    (at, offer, matched_at): (usize, OfferId, Timestamp),
    (from, to, wished_by): (Date, Option<Date>, &'static str),
) -> Result<(), Error> {
    let coordinator = house.staff.coordinator;
    let Some(supporter) = house.supporters.get_mut(at) else {
        return Ok(());
    };
    let id: MatchId = w.id(matched_at);
    rows::Match {
        id,
        participant_id: life.participant,
        supporter_id: supporter.id,
        offer_id: Some(offer),
        matched_at,
        matched_by: coordinator,
    }
    .put(w.tx)?;
    if let Some(to) = to {
        let ended_by = match wished_by {
            "participant" => life.person,
            "supporter" => supporter.person,
            _ => coordinator,
        };
        let ended_at = w.workday(to).max(matched_at);
        rows::Ending { match_id: id, wished_by, words: None, ended_at, ended_by }.put(w.tx)?;
    }
    supporter.matches.push((from, to));
    life.matches.push(Match { supporter: at, from, to });
    Ok(())
}

/// A few pairs who should not work together.
fn conflicts(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    for (at, kind) in [(4_usize, "relative"), (7, "former_clinician"), (9, "other")] {
        let (Some(life), Some(last)) = (lives.get(at), house.supporters.len().checked_sub(1)) else {
            continue;
        };
        let Some(supporter) =
            (0..=last).rev().find(|place| life.matches.iter().all(|m| m.supporter != *place))
        else {
            continue;
        };
        let Some(supporter) = house.supporters.get(supporter) else {
            continue;
        };
        let recorded_at = w.past(later(life.registered_at, 45));
        rows::ConflictOfInterest {
            id: w.id(recorded_at),
            participant_id: life.participant,
            supporter_id: supporter.id,
            kind,
            recorded_at,
            recorded_by: house.staff.coordinator,
        }
        .put(w.tx)?;
    }
    Ok(())
}
