//! Every statement on people and their roles.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::names::{Search, sort_by_name};
use crate::access::{Role, Seat};
use crate::ids::{ParticipantId, PersonId, RoleId, SiteId, SupporterId};
use crate::sealing::{born_key, email_key};
use crate::web::PageRequest;

/// A person as they are first written down.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    pub name: String,
    pub goes_by: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub born_on: Option<Date>,
    pub gender: Option<String>,
    /// Language code.
    pub language: String,
}

/// Adds a person. [`Error::violates`]`("people", "email_key")` tells that the address is taken.
pub fn add(
    tx: &mut Tx<'_>,
    id: PersonId,
    new: &NewPerson,
    now: Timestamp,
    by: Option<PersonId>,
) -> Result<PersonId, Error> {
    tx.execute(
        "INSERT INTO people (id, name, goes_by, email, email_key, phone, born_on, born_key, gender, language,
            registered_at, registered_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            id,
            tx.seal(id, &new.name)?,
            tx.seal_some(id, new.goes_by.as_deref())?,
            tx.seal_some(id, new.email.as_deref())?,
            new.email.as_deref().map(|email| email_key(tx, email)),
            tx.seal_some(id, new.phone.as_deref())?,
            tx.seal_data(id, new.born_on)?,
            new.born_on.map(|day| born_key(tx, day)),
            tx.seal_data(id, new.gender.clone())?,
            &new.language,
            now,
            by
        ],
    )?;
    Ok(id)
}

/// Makes a person a participant: their record begins here.
pub fn add_participant(
    tx: &mut Tx<'_>,
    id: ParticipantId,
    person: PersonId,
    site: Option<SiteId>,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO participants (id, person_id, site_id, registered_at) VALUES ($1, $2, $3, $4)",
        params![id, person, site, now],
    )?;
    Ok(())
}

/// A supporter as they are first written down.
#[derive(Debug, Clone)]
pub struct NewSupporter {
    pub id: SupporterId,
    pub person: PersonId,
    pub site: Option<SiteId>,
    pub supervisor: Option<PersonId>,
    pub capacity: Option<u32>,
}

pub fn add_supporter(tx: &mut Tx<'_>, new: &NewSupporter, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO peer_supporters (id, person_id, site_id, supervisor_id, capacity, registered_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, new.person, new.site, new.supervisor, new.capacity, now],
    )?;
    Ok(())
}

/// A hat put on a person; without an author, the program itself did it.
pub struct Grant {
    pub id: RoleId,
    pub person: PersonId,
    pub role: Role,
    pub by: Option<PersonId>,
}

pub fn grant(tx: &mut Tx<'_>, grant: &Grant, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO roles (id, person_id, role, granted_at, granted_by) VALUES ($1, $2, $3, $4, $5)",
        params![grant.id, grant.person, grant.role, now, grant.by],
    )?;
    Ok(())
}

/// Takes a hat off; whether it was worn.
pub fn end_role(
    tx: &mut Tx<'_>,
    person: PersonId,
    role: Role,
    now: Timestamp,
    by: PersonId,
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO role_endings (role_id, ended_at, ended_by)
         SELECT r.id, $3, $4 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
         WHERE r.person_id = $1 AND r.role = $2 AND e.role_id IS NULL",
        params![person, role, now, by],
    )?;
    Ok(ended > 0)
}

/// A line of the list of people.
pub struct PersonLine {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub roles: Vec<Role>,
    pub can_sign_in: bool,
}

/// Staff by name, a page at a time. Participants and family members are left out: who they are is not the
/// administrator's business.
pub fn staff(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    search: &str,
    page: PageRequest,
) -> Result<Vec<PersonLine>, Error> {
    let (search, everybody) = (Search::new(search), staff_by_name(tx)?);
    let mut people = page.cut(everybody.into_iter().filter(|person| search.finds(&person.name)));
    for person in &mut people {
        person.roles = roles(tx, person.id)?;
    }
    Ok(people)
}

pub fn roles(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Role>, Error> {
    tx.all(
        "SELECT DISTINCT r.role FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
         WHERE r.person_id = $1 AND e.role_id IS NULL ORDER BY r.role",
        params![person],
        |row| row.get("role"),
    )
}

/// One member of staff; none for anybody else.
pub fn staff_member(tx: &mut Tx<'_>, _seat: &Seat, id: PersonId) -> Result<Option<PersonLine>, Error> {
    let roles = roles(tx, id)?;
    if !roles.iter().any(|role| role.is_staff()) {
        return Ok(None);
    }
    tx.maybe(
        "SELECT p.name, p.email, s.person_id AS signs_in FROM people p
         LEFT JOIN passphrases s ON s.person_id = p.id WHERE p.id = $1",
        params![id],
        |row| {
            Ok(PersonLine {
                id,
                name: row.get("name")?,
                email: row.get("email")?,
                roles: roles.clone(),
                can_sign_in: row.get::<Option<PersonId>>("signs_in")?.is_some(),
            })
        },
    )
}

/// People who hold one of the roles, by name: for choosing an owner, a supervisor, a leader.
pub fn holders(tx: &mut Tx<'_>, _seat: &Seat, role: Role) -> Result<Vec<(PersonId, String)>, Error> {
    let mut people: Vec<(PersonId, String)> = tx.all(
        "SELECT DISTINCT p.id, p.name FROM people p JOIN roles r ON r.person_id = p.id AND r.role = $1
         LEFT JOIN role_endings e ON e.role_id = r.id WHERE e.role_id IS NULL",
        params![role],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut people, |(id, name)| (name, *id));
    Ok(people)
}

pub fn is_supporter(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, Error> {
    Ok(tx.count("SELECT COUNT(*) AS n FROM peer_supporters WHERE person_id = $1", params![person])? > 0)
}

/// Where a supporter works and who supervises them.
pub fn place_supporter(
    tx: &mut Tx<'_>,
    person: PersonId,
    site: Option<SiteId>,
    supervisor: Option<PersonId>,
) -> Result<(), Error> {
    tx.execute(
        "UPDATE peer_supporters SET site_id = $2, supervisor_id = $3 WHERE person_id = $1",
        params![person, site, supervisor],
    )?;
    Ok(())
}

/// The person with this e-mail address. For the commands, whose user holds the database itself.
pub fn by_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<PersonLine>, Error> {
    let found = tx.maybe(
        "SELECT p.id, p.name, p.email, s.person_id AS signs_in FROM people p
         LEFT JOIN passphrases s ON s.person_id = p.id WHERE p.email_key = $1",
        &[email_key(tx, email)],
        line,
    )?;
    let Some(mut person) = found else { return Ok(None) };
    person.roles = roles(tx, person.id)?;
    Ok(Some(person))
}

/// Everybody who works here, by name. For the commands, whose user holds the database itself.
pub fn all_staff(tx: &mut Tx<'_>) -> Result<Vec<PersonLine>, Error> {
    let mut people = staff_by_name(tx)?;
    for person in &mut people {
        person.roles = roles(tx, person.id)?;
    }
    Ok(people)
}

/// Without their roles.
fn staff_by_name(tx: &mut Tx<'_>) -> Result<Vec<PersonLine>, Error> {
    let mut people = tx.all(
        "SELECT p.id, p.name, p.email, s.person_id AS signs_in FROM people p
         LEFT JOIN passphrases s ON s.person_id = p.id WHERE EXISTS (
             SELECT 1 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
             WHERE r.person_id = p.id AND e.role_id IS NULL AND r.role NOT IN ('participant', 'family_member'))",
        &[],
        line,
    )?;
    sort_by_name(&mut people, |person| (&person.name, person.id));
    Ok(people)
}

fn line(row: &cairn_db::Row<'_>) -> Result<PersonLine, Error> {
    Ok(PersonLine {
        id: row.get("id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        roles: Vec::new(),
        can_sign_in: row.get::<Option<PersonId>>("signs_in")?.is_some(),
    })
}

/// The language a person reads, as its code.
pub fn language(tx: &mut Tx<'_>, person: PersonId) -> Result<String, Error> {
    tx.one("SELECT language FROM people WHERE id = $1", params![person], |row| row.get("language"))
}

/// Under which id somebody is a participant, if they are one.
pub fn participant_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT id FROM participants WHERE person_id = $1", params![person], |row| row.get("id"))
}
