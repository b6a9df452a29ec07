//! Families, who are people of their own here: their members, and the support they get from a supporter or from
//! another family. Nothing leads from a family to a participant's record.

use cairn_db::Error;
use jiff::civil::Date;

use super::cast::{self, LINDA};
use super::house::House;
use super::names::{Name, Names};
use super::world::{HISTORY, World, later, plus};
use super::{rows, words};
use crate::access::Role;
use crate::ids::{FamilyId, PersonId};

struct Family {
    id: FamilyId,
    since: Date,
    until: Date,
}

/// Eighteen families for sixty participants; the first is the persona's. Returns every member and since when.
pub fn write(
    w: &mut World<'_, '_>,
    house: &House,
    names: &mut Names,
    participants: u32,
) -> Result<Vec<(PersonId, Date)>, Error> {
    let mut members = Vec::new();
    let mut families: Vec<Family> = Vec::new();
    for at in 0..(participants * 18 / 60).max(4) {
        let days = if at == 0 { 330 } else { w.dice.between(20, HISTORY - 20) };
        let since = w.ago(days);
        let registered_at = w.workday(since);
        let id = w.id(registered_at);
        let words = words::FAMILY_NAMES;
        let name = words.get(at as usize % words.len()).copied().unwrap_or_default().to_string();
        let name = if (at as usize) < words.len() {
            name
        } else {
            format!("{name} {}", at as usize / words.len() + 1)
        };
        let registered_by = house.staff.coordinator;
        rows::Family {
            id,
            name_key: crate::sealing::family_key(w.tx, &name),
            name,
            registered_at,
            registered_by,
        }
        .put(w.tx)?;
        for place in 0..w.dice.between(1, 3) {
            let person = member(w, house, names, (id, since), at == 0 && place == 0)?;
            members.push((person, since));
        }
        let stays = if at == 0 { 400 } else { w.dice.between(60, 420) };
        families.push(Family { id, since, until: plus(since, stays).min(w.today) });
    }
    for (at, family) in families.iter().enumerate() {
        meet(w, house, family, families.get((at + 5) % families.len()).map(|other| other.id))?;
    }
    Ok(members)
}

fn member(
    w: &mut World<'_, '_>,
    house: &House,
    names: &mut Names,
    (family_id, since): (FamilyId, Date),
    persona: bool,
) -> Result<PersonId, Error> {
    let registered_at = w.workday(since);
    let registered_by = house.staff.coordinator;
    let spanish = !persona && w.dice.chance(0.15);
    let name = if persona {
        Name { first: "Linda".to_string(), full: LINDA.to_string(), gender: Some("woman") }
    } else {
        names.next(&mut w.dice, spanish)
    };
    let language = if spanish { "es" } else { "en" };
    let person_id =
        cast::welcome(w, &name, (Role::FamilyMember, language, (20, 75)), registered_by, registered_at)?;
    let relation = match (persona, name.gender) {
        (true, _) => "parent",
        (_, Some("woman" | "man")) => w.dice.weighted(&[
            (6, "parent"),
            (4, "partner"),
            (4, "sibling"),
            (2, "grandparent"),
            (1, "child"),
        ]),
        _ => w.dice.word(&["friend", "sibling", "other"]),
    };
    let id = w.id(registered_at);
    rows::FamilyMember { id, family_id, person_id, relation, registered_at, registered_by }.put(w.tx)?;
    Ok(person_id)
}

/// With a supporter about every three weeks; now and then with another family.
fn meet(w: &mut World<'_, '_>, house: &House, family: &Family, other: Option<FamilyId>) -> Result<(), Error> {
    let supporter = w.dice.between(0, house.supporters.len() as i64 - 1) as usize;
    let Some(supporter) = house.supporters.get(supporter) else {
        return Ok(());
    };
    let mut day = plus(family.since, w.dice.between(3, 12)).max(plus(supporter.since, 7));
    while day < family.until {
        let together = w.dice.chance(0.25) && other.is_some_and(|other| other != family.id);
        let minute = w.dice.between(20, 37) * 30;
        let starts_at = w.at(day, minute);
        let recorded_at = w.past(later(starts_at, 80));
        rows::FamilyMeeting {
            id: w.id(recorded_at),
            family_id: family.id,
            model: if together { "family_to_family" } else { "one_to_family" },
            supporter_id: Some(supporter.id).filter(|_| !together),
            other_family_id: other.filter(|_| together),
            starts_at,
            minutes: w.dice.pick(&[45, 60, 60, 90]).unwrap_or(60),
            mode: w.dice.weighted(&[(4, "in_person"), (3, "video"), (2, "phone")]),
            words: Some(w.dice.word(words::FAMILY_WORDS)).filter(|_| w.dice.chance(0.8)),
            recorded_at,
            recorded_by: if together { house.staff.coordinator } else { supporter.person },
            room_id: None,
        }
        .put(w.tx)?;
        day = plus(day, w.dice.between(12, 30));
    }
    Ok(())
}
