//! Participants as matching sees them: what they wish for, what they will not do without, when they have time.

use std::collections::BTreeSet;

use cairn_db::Error;
use cairn_matching::{Kind, Musts, Participant, Slot};

use super::cast::{JORDAN, ROSA};
use super::house::House;
use super::lives::Life;
use super::world::{World, later};
use super::{rows, supporters};

/// A participant as matching sees them, and how many rounds of offers they have had.
pub struct Seeker {
    pub as_matching: Participant,
    pub rounds: i64,
}

/// What the person wishes for, what they will not do without, and when they have time.
pub fn ask(w: &mut World<'_, '_>, house: &House, life: &Life) -> Result<Seeker, Error> {
    let told_at = w.past(later(life.registered_at, 30));
    let shares =
        vec![(Kind::LifeStage, life.life_stage.to_string()), (Kind::Pathway, life.pathway.to_string())];
    let wishes = wishes(w, life, told_at)?;
    let language = life.language().to_string();
    let woman = life.name.gender == Some("woman") && !life.is_persona() && w.dice.chance(0.25);
    let gender = woman.then(|| "woman".to_string());
    rows::MatchLimit {
        participant_id: life.participant,
        language: language.clone(),
        supporter_gender: gender.clone(),
        told_at,
    }
    .put(w.tx)?;
    let availability = times(w, house, life);
    supporters::write_times(w, life.person, &availability)?;
    Ok(Seeker {
        as_matching: Participant {
            id: life.participant.to_string(),
            languages: [language.clone()].into(),
            wishes,
            shares,
            must: Musts { language, gender, experiences: Vec::new() },
            availability,
            conflicts: Vec::new(),
            past_supporters: BTreeSet::new(),
            declined: BTreeSet::new(),
        },
        rounds: 0,
    })
}

fn wishes(
    w: &mut World<'_, '_>,
    life: &Life,
    told_at: jiff::Timestamp,
) -> Result<Vec<cairn_matching::Wish>, Error> {
    let mut wishes = Vec::new();
    let kinds = [
        Kind::LifeStage,
        Kind::Pathway,
        Kind::Parenting,
        Kind::Family,
        Kind::Work,
        Kind::Faith,
        Kind::Health,
    ];
    let many = w.dice.between(1, 4) as usize;
    for kind in w.dice.some(&kinds, many) {
        let value = match kind {
            Kind::LifeStage => life.life_stage.to_string(),
            Kind::Pathway => life.pathway.to_string(),
            kind => w.dice.word(kind.values()).to_string(),
        };
        let weight = w.dice.between(1, 3);
        let (id, participant_id) = (w.id(told_at), life.participant);
        rows::Wish { id, participant_id, kind: kind.code(), value: value.clone(), weight, told_at }
            .put(w.tx)?;
        wishes.push(cairn_matching::Wish { kind, value, weight: weight as u8 });
    }
    Ok(wishes)
}

/// The supporter that a persona has to be matched with, so that their pages belong together.
pub fn meant(life: &Life) -> Option<usize> {
    if life.is(JORDAN) {
        Some(0)
    } else if life.is(ROSA) {
        Some(1)
    } else {
        None
    }
}

fn times(w: &mut World<'_, '_>, house: &House, life: &Life) -> BTreeSet<Slot> {
    match meant(life).and_then(|at| house.supporters.get(at)) {
        Some(supporter) => supporter.profile.availability.iter().copied().take(5).collect(),
        None => supporters::times(&mut w.dice, 6),
    }
}
