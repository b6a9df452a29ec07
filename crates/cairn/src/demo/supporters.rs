//! Peer supporters: what they share, when they have time, and whom they support at a given day.

use std::collections::BTreeSet;

use cairn_db::Error;
use cairn_matching::{Kind, Part, Shared, Showing, Slot};
use jiff::{Timestamp, civil::Date};

use super::cast::{self, LUCIA, MARCUS, Staff};
use super::dice::Dice;
use super::names::{self, Name, Names};
use super::rows;
use super::world::{HISTORY, World};
use crate::access::Role;
use crate::ids::{PersonId, SupporterId};

pub struct Supporter {
    pub id: SupporterId,
    pub person: PersonId,
    pub supervisor: PersonId,
    pub since: Date,
    pub video_link: String,
    /// As matching sees them, without the caseload, which depends on the day.
    pub profile: cairn_matching::Supporter,
    /// First and last day of each match; no last day while it goes on.
    pub matches: Vec<(Date, Option<Date>)>,
    /// When sessions already start.
    pub calendar: BTreeSet<Timestamp>,
}

impl Supporter {
    pub fn caseload_on(&self, day: Date) -> u32 {
        let on = self.matches.iter().filter(|(from, to)| *from <= day && to.is_none_or(|to| to >= day));
        on.count() as u32
    }

    pub fn on(&self, day: Date) -> cairn_matching::Supporter {
        cairn_matching::Supporter { caseload: self.caseload_on(day), ..self.profile.clone() }
    }
}

/// Marcus and Lucía first; one supporter for about four participants, at least fourteen.
pub fn join(
    w: &mut World<'_, '_>,
    staff: &Staff,
    names: &mut Names,
    participants: u32,
) -> Result<Vec<Supporter>, Error> {
    let many = i64::from(participants * 14 / 60).max(14);
    let mut all = Vec::new();
    for at in 0..many {
        let spanish = at == 1 || at % 5 == 4;
        let name = match at {
            0 => Name::of(MARCUS, Some("man")),
            1 => Name::of(LUCIA, Some("woman")),
            _ => names.next(&mut w.dice, spanish),
        };
        // Ten were here from the start; the others came one by one.
        let days_ago = if at < 10 { HISTORY - 3 } else { w.dice.between(150, HISTORY - 30) };
        let since = w.ago(days_ago);
        all.push(one(w, (staff, at), &name, spanish, since)?);
    }
    pause(w, &all)?;
    Ok(all)
}

fn one(
    w: &mut World<'_, '_>,
    (staff, at): (&Staff, i64),
    name: &Name,
    spanish: bool,
    since: Date,
) -> Result<Supporter, Error> {
    let now = w.workday(since);
    let language = if at == 1 { "es" } else { "en" };
    let person = cast::welcome(w, name, (Role::PeerSupporter, language, (27, 67)), staff.coordinator, now)?;
    // The personas' supervisor is Denise.
    let seat = if at < 2 { 0 } else { at as usize };
    let supervisor = *staff.supervisors.get(seat % 2).unwrap_or(&staff.coordinator);
    let id: SupporterId = w.id(now);
    let caseload = w.settings.caseload.clone();
    let mut languages: BTreeSet<String> = ["en".to_string()].into();
    if spanish {
        languages.insert("es".to_string());
    }
    let video_link =
        ["https://meet.example.org/", names::email(&name.full).trim_end_matches("@example.org")].concat();
    let row = rows::PeerSupporter {
        id,
        person_id: person,
        site_id: w.dice.pick(&staff.sites),
        supervisor_id: Some(supervisor),
        capacity: Some(10).filter(|_| at > 1 && w.dice.chance(0.3)),
        video_link: Some(video_link.clone()),
        registered_at: now,
    };
    let capacity = row.capacity.map_or(caseload.usual, |most| most as u32);
    row.put(w.tx)?;
    let profile = cairn_matching::Supporter {
        id: id.to_string(),
        languages,
        shares: shares(&mut w.dice, name, spanish),
        gender: name.gender.map(str::to_string),
        availability: times(&mut w.dice, if at < 2 { 15 } else { 8 }),
        caseload: 0,
        capacity,
        warn_at: caseload.warn_at,
        paused: false,
    };
    write_profile(w, id, person, &profile, now)?;
    let (matches, calendar) = (Vec::new(), BTreeSet::new());
    Ok(Supporter { id, person, supervisor, since, video_link, profile, matches, calendar })
}

fn write_profile(
    w: &mut World<'_, '_>,
    id: SupporterId,
    person: PersonId,
    profile: &cairn_matching::Supporter,
    told_at: Timestamp,
) -> Result<(), Error> {
    for shared in &profile.shares {
        let (kind, value, showing) = (shared.kind.code(), shared.value.clone(), shared.showing.code());
        rows::SharedExperience { id: w.id(told_at), supporter_id: id, kind, value, showing, told_at }
            .put(w.tx)?;
    }
    for language in &profile.languages {
        rows::SupporterLanguage { supporter_id: id, language: language.clone() }.put(w.tx)?;
    }
    write_times(w, person, &profile.availability)
}

pub fn write_times(w: &mut World<'_, '_>, person: PersonId, times: &BTreeSet<Slot>) -> Result<(), Error> {
    for slot in times {
        let (weekday, part) = (i64::from(slot.day()), slot.part().code());
        rows::FreeTime { person_id: person, weekday, part }.put(w.tx)?;
    }
    Ok(())
}

/// Six to nine experiences; what is more delicate is more often kept for matching only.
fn shares(dice: &mut Dice, name: &Name, spanish: bool) -> Vec<Shared> {
    let mut shares = Vec::new();
    let mut share = |dice: &mut Dice, kind: Kind, value: &str| {
        let delicate = matches!(kind, Kind::Justice | Kind::Health | Kind::Substance | Kind::Housing);
        let shown = dice.chance(if delicate { 0.35 } else { 0.8 });
        let showing = if shown { Showing::MayBeShown } else { Showing::MatchingOnly };
        shares.push(Shared { kind, value: value.to_string(), showing });
    };
    for kind in [Kind::LifeStage, Kind::Pathway, Kind::Substance] {
        let value = dice.word(kind.values());
        share(dice, kind, value);
    }
    if let Some(gender) = name.gender {
        share(dice, Kind::Identity, gender);
    }
    if spanish {
        share(dice, Kind::Culture, "latino");
    }
    let rest = [
        Kind::Parenting,
        Kind::Family,
        Kind::Work,
        Kind::Faith,
        Kind::Health,
        Kind::Housing,
        Kind::Military,
        Kind::Justice,
    ];
    let many = dice.between(3, 4) as usize;
    for kind in dice.some(&rest, many) {
        let value = dice.word(kind.values());
        share(dice, kind, value);
    }
    shares
}

pub fn times(dice: &mut Dice, many: usize) -> BTreeSet<Slot> {
    let week: Vec<Slot> =
        (0..6).flat_map(|day| Part::ALL.into_iter().filter_map(move |part| Slot::new(day, part))).collect();
    dice.some(&week, many).into_iter().collect()
}

/// One supporter takes nobody new at the moment, two did not for a while.
fn pause(w: &mut World<'_, '_>, all: &[Supporter]) -> Result<(), Error> {
    for (at, from, to) in [(3_usize, 400, Some(330)), (6, 210, Some(170)), (8, 20, None)] {
        let Some(supporter) = all.get(at) else { continue };
        let paused_at = w.workday(w.ago(from));
        let resumed_at = to.map(|to| w.workday(w.ago(to)));
        let (supporter_id, paused_by) = (supporter.id, supporter.person);
        rows::Pause { id: w.id(paused_at), supporter_id, paused_at, paused_by, resumed_at }.put(w.tx)?;
    }
    Ok(())
}
