//! Enrollments with what the person told, what they agreed to, and how it ended.

use std::collections::BTreeMap;

use cairn_db::Error;
use jiff::Timestamp;

use super::house::House;
use super::lives::{Episode, Life};
use super::world::{World, later, plus};
use super::{rows, words};
use crate::ids::{EnrollmentId, FirstCallId, ParticipantId, PersonId};

pub fn write(
    w: &mut World<'_, '_>,
    house: &House,
    lives: &[Life],
    calls: &BTreeMap<ParticipantId, FirstCallId>,
) -> Result<(), Error> {
    for life in lives {
        for (at, episode) in life.episodes.iter().enumerate() {
            let enrolled_at =
                if at == 0 { later(life.registered_at, 1) } else { w.workday(episode.enrolled) };
            let id = w.id(enrolled_at);
            rows::Enrollment {
                id,
                participant_id: life.participant,
                first_call_id: calls.get(&life.participant).copied().filter(|_| at == 0),
                enrolled_on: episode.enrolled,
                enrolled_at,
                enrolled_by: house.staff.coordinator,
            }
            .put(w.tx)?;
            intakes(w, house, life, (episode, enrolled_at))?;
            agreements(w, house.staff.coordinator, life, enrolled_at)?;
            discharge(w, house, id, episode)?;
        }
    }
    Ok(())
}

/// A brief telling on the day, a full one within three weeks for most.
fn intakes(
    w: &mut World<'_, '_>,
    house: &House,
    life: &Life,
    (episode, enrolled_at): (&Episode, Timestamp),
) -> Result<(), Error> {
    let (hopes, strengths) =
        if life.spanish { (words::ESPERANZAS, words::FORTALEZAS) } else { (words::HOPES, words::STRENGTHS) };
    let (hopes, strengths) = (Some(w.dice.word(hopes)), Some(w.dice.word(strengths)));
    let preferred_contact = w.dice.weighted(&[(5, "phone"), (6, "text"), (2, "email")]);
    let safe_times = Some(w.dice.word(words::SAFE_TIMES));
    let full_on = plus(episode.enrolled, w.dice.between(4, 21));
    let until = episode.ended.map_or(w.today, |(day, _)| day);
    let full = (full_on < until && w.dice.chance(0.85)).then_some(full_on);
    for (extent, taken_at) in [("brief", Some(enrolled_at)), ("full", full.map(|day| w.workday(day)))] {
        let Some(taken_at) = taken_at else { continue };
        let mut told = |from: &[&'static str], often: f64| {
            Some(w.dice.word(from)).filter(|_| extent == "full" && w.dice.chance(often))
        };
        let (access_needs, living_situation) = (told(words::ACCESS_NEEDS, 0.2), told(words::LIVING, 0.95));
        let (work_situation, family_situation) = (told(words::WORKING, 0.9), told(words::FAMILY, 0.85));
        let other_help = told(words::OTHER_HELP, 0.7);
        rows::Intake {
            id: w.id(taken_at),
            participant_id: life.participant,
            extent,
            hopes,
            strengths,
            pathway: Some(life.pathway.to_string()),
            life_stage: Some(life.life_stage.to_string()),
            access_needs,
            preferred_contact,
            safe_times,
            living_situation,
            work_situation,
            family_situation,
            other_help,
            taken_at,
            taken_by: house.staff.coordinator,
        }
        .put(w.tx)?;
    }
    Ok(())
}

fn agreements(
    w: &mut World<'_, '_>,
    recorded_by: PersonId,
    life: &Life,
    given_at: Timestamp,
) -> Result<(), Error> {
    let given_how = w.dice.weighted(&[(6, "in_person"), (2, "phone"), (1, "online")]);
    for (kind, often) in
        [("enroll", 1.0), ("contact_phone", 0.85), ("contact_text", 0.7), ("contact_email", 0.35)]
    {
        if !w.dice.chance(often) {
            continue;
        }
        let (id, participant_id) = (w.id(given_at), life.participant);
        rows::Agreement {
            id,
            participant_id,
            kind,
            given_how,
            text_version: "2026-11",
            given_at,
            recorded_by,
        }
        .put(w.tx)?;
        let withdrawn_at = later(given_at, w.dice.between(20, 200) * 24 * 60);
        if kind != "enroll" && withdrawn_at < w.now && w.dice.chance(0.06) {
            rows::AgreementWithdrawal { agreement_id: id, withdrawn_at, recorded_by }.put(w.tx)?;
        }
    }
    Ok(())
}

fn discharge(w: &mut World<'_, '_>, house: &House, id: EnrollmentId, episode: &Episode) -> Result<(), Error> {
    let Some((discharged_on, reason)) = episode.ended else {
        return Ok(());
    };
    let choices =
        words::DISCHARGES.iter().find(|(code, _)| *code == reason).map_or(&[][..], |(_, words)| words);
    let silent = if reason == "lost_contact" { w.dice.between(28, 50) } else { w.dice.between(0, 9) };
    rows::Discharge {
        enrollment_id: id,
        reason,
        words: Some(w.dice.word(choices)),
        last_contact_on: Some(plus(discharged_on, -silent).max(episode.enrolled)),
        alumni_calls: w.dice.chance(if reason == "goals_met" { 0.8 } else { 0.25 }),
        discharged_on,
        discharged_at: w.workday(discharged_on),
        discharged_by: house.staff.coordinator,
    }
    .put(w.tx)
}
