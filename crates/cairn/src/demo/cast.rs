//! Who works in the program, and the personas that a visitor can sign in as.

use cairn_db::{Error, Tx};

use super::names::{self, Name, Names};
use super::world::{HISTORY, World, plus};
use crate::access::Role;
use crate::ids::{PersonId, SiteId};
use crate::people::{self, NewPerson};
use crate::program::{self, Program, Site};
use crate::sealing;

/// One for each role; a second participant who waits with offers out, a second supporter, and a participant who
/// speaks Spanish. In the order in which their links are printed.
pub const PERSONAS: [(&str, Role); 15] = [
    (JORDAN, Role::Participant),
    (MARCUS, Role::PeerSupporter),
    (LINDA, Role::FamilyMember),
    ("Helen Okonjo", Role::Clinician),
    ("Denise Whitaker", Role::Supervisor),
    ("Marisol Vega", Role::Coordinator),
    ("Grace Lindholm", Role::Biller),
    ("Tomas Reyes", Role::Evaluator),
    ("Priya Nair", Role::PrivacyOfficer),
    ("Ruth Abernathy", Role::Administrator),
    ("Walter Quist", Role::Auditor),
    (CASEY, Role::Participant),
    (LUCIA, Role::PeerSupporter),
    (ROSA, Role::Participant),
    (NADIA, Role::Volunteer),
];

pub const JORDAN: &str = "Jordan Ellis";
pub const CASEY: &str = "Casey Thornton";
pub const ROSA: &str = "Rosa Delgado";
pub const MARCUS: &str = "Marcus Bell";
pub const LUCIA: &str = "Lucía Herrera";
pub const LINDA: &str = "Linda Ellis";
pub const NADIA: &str = "Nadia Fox";

pub struct Persona {
    pub person: PersonId,
    pub name: &'static str,
    pub role: Role,
}

/// The personas of a demo program; none when the program is not a demo.
pub fn personas(tx: &mut Tx<'_>) -> Result<Option<Vec<Persona>>, Error> {
    let mut found = Vec::new();
    for (name, role) in PERSONAS {
        let found_by = sealing::email_key(tx, &names::email(name));
        let sql = "SELECT id, name FROM people WHERE email_key = $1";
        let person = tx.maybe(sql, &[found_by], |row| Ok((row.get("id")?, row.get::<String>("name")?)))?;
        let Some((person, _)) = person.filter(|(_, known)| known == name) else { return Ok(None) };
        found.push(Persona { person, name, role });
    }
    Ok(Some(found))
}

pub struct Staff {
    pub administrator: PersonId,
    pub auditor: PersonId,
    pub evaluator: PersonId,
    pub coordinator: PersonId,
    pub clinician: PersonId,
    pub biller: PersonId,
    pub privacy_officer: PersonId,
    pub supervisors: Vec<PersonId>,
    pub sites: Vec<SiteId>,
}

/// What the program calls itself, with every setting at its default.
pub fn open_program(w: &mut World<'_, '_>) -> Result<Program, Error> {
    let opened = w.at(w.ago(HISTORY), 9 * 60);
    let program = Program {
        id: w.id(opened),
        name: "Cairn Valley Recovery Community".to_string(),
        discreet_name: "Valley".to_string(),
        zone_name: super::ZONE.to_string(),
        zone: w.zone.clone(),
        language: "en".to_string(),
        crisis_line: "988".to_string(),
        on_call_phone: Some("(540) 555-0100".to_string()),
        exit_url: program::DEFAULT_EXIT_URL.to_string(),
        settings: w.settings.clone(),
        part2_off: false,
    };
    program::add(w.tx, &program, opened)?;
    Ok(program)
}

/// Sites, and everybody who works here but supporters.
pub fn hire(w: &mut World<'_, '_>, names: &mut Names) -> Result<Staff, Error> {
    for (name, _) in PERSONAS {
        names.reserve(name);
    }
    let opened = w.at(w.ago(HISTORY), 9 * 60);
    let administrator = employ(w, "Ruth Abernathy", Role::Administrator, None)?;
    let mut sites = Vec::new();
    for (name, address) in [
        ("Main Street Center", "14 Main Street"),
        ("Ashford House", "220 Mill Road, Ashford"),
        ("River Clinic", "3 River Path"),
    ] {
        let site = Site { id: w.id(opened), name: name.to_string(), address: Some(address.to_string()) };
        program::add_site(w.tx, &site, opened, Some(administrator))?;
        sites.push(site.id);
    }
    let by = Some(administrator);
    let mut one = |name, role| employ(w, name, role, by);
    let evaluator = one("Tomas Reyes", Role::Evaluator)?;
    let auditor = one("Walter Quist", Role::Auditor)?;
    Ok(Staff {
        administrator,
        auditor,
        evaluator,
        privacy_officer: one("Priya Nair", Role::PrivacyOfficer)?,
        coordinator: one("Marisol Vega", Role::Coordinator)?,
        clinician: one("Helen Okonjo", Role::Clinician)?,
        biller: one("Grace Lindholm", Role::Biller)?,
        supervisors: vec![one("Denise Whitaker", Role::Supervisor)?, one("Samuel Ortiz", Role::Supervisor)?],
        sites,
    })
}

pub(super) fn employ(
    w: &mut World<'_, '_>,
    name: &str,
    role: Role,
    by: Option<PersonId>,
) -> Result<PersonId, Error> {
    let at = w.at(plus(w.ago(HISTORY), i64::from(by.is_some())), 10 * 60);
    let phone = names::phone(&mut w.dice);
    let new = NewPerson {
        name: name.to_string(),
        email: Some(names::email(name)),
        phone: Some(phone),
        language: "en".to_string(),
        ..NewPerson::default()
    };
    let person = people::store::add(w.tx, w.chance.id(at), &new, at, by)?;
    people::store::grant(w.tx, &people::store::Grant { id: w.chance.id(at), person, role, by }, at)?;
    Ok(person)
}

/// A participant, a supporter or a family member as a person with that hat, of an age between two numbers of years.
pub fn welcome(
    w: &mut World<'_, '_>,
    name: &Name,
    (role, language, ages): (Role, &str, (i64, i64)),
    by: PersonId,
    at: jiff::Timestamp,
) -> Result<PersonId, Error> {
    let age = w.dice.between(ages.0 * 366, ages.1 * 365);
    let new = NewPerson {
        name: name.full.clone(),
        goes_by: Some(name.first.clone()).filter(|_| w.dice.chance(0.2)),
        // Every worker and every persona signs in; of the others most do.
        email: Some(names::email(&name.full)).filter(|_| {
            role == Role::PeerSupporter
                || PERSONAS.iter().any(|(known, _)| *known == name.full)
                || w.dice.chance(0.65)
        }),
        phone: Some(names::phone(&mut w.dice)),
        born_on: Some(w.ago(age)).filter(|_| role != Role::FamilyMember),
        gender: name.gender.map(str::to_string),
        language: language.to_string(),
    };
    let person = people::store::add(w.tx, w.chance.id(at), &new, at, Some(by))?;
    people::store::grant(
        w.tx,
        &people::store::Grant { id: w.chance.id(at), person, role, by: Some(by) },
        at,
    )?;
    Ok(person)
}
