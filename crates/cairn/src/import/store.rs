//! Every statement on imports, and on what they bring.

mod removal;

use std::collections::HashMap;

use cairn_db::{Error, Tx, params};
use cairn_matching::Showing;
use cairn_sheet::normal;
use jiff::{Timestamp, civil::Date};

use super::incoming::{Supporter, Told};
use crate::access::Role;
use crate::ids::{
    Chance, EnrollmentId, FamilyId, FamilyMemberId, ImportId, IntakeId, ParticipantId, PersonId, RowId,
    SupporterId,
};
use crate::people::NewPerson;
use crate::sealing;

pub use removal::{participants, remove, undone};

/// An import as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportLine {
    pub id: ImportId,
    pub imported_at: Timestamp,
    pub rows_read: i64,
    pub people_added: i64,
    pub undone_at: Option<Timestamp>,
}

const IMPORT: &str = "SELECT i.id, i.imported_at, i.rows_read, i.people_added, u.undone_at FROM imports i
    LEFT JOIN import_undoings u ON u.import_id = i.id ORDER BY i.imported_at DESC, i.id DESC";

pub fn imports(tx: &mut Tx<'_>) -> Result<Vec<ImportLine>, Error> {
    tx.all(IMPORT, &[], |row| {
        Ok(ImportLine {
            id: row.get("id")?,
            imported_at: row.get("imported_at")?,
            rows_read: row.get("rows_read")?,
            people_added: row.get("people_added")?,
            undone_at: row.get("undone_at")?,
        })
    })
}

/// The import that took in a file with this hash and was not taken out again.
pub fn earlier(tx: &mut Tx<'_>, hash: &str) -> Result<Option<(ImportId, Timestamp)>, Error> {
    tx.maybe(
        "SELECT i.id, i.imported_at FROM imports i LEFT JOIN import_undoings u ON u.import_id = i.id
         WHERE i.file_hash = $1 AND u.import_id IS NULL ORDER BY i.imported_at DESC LIMIT 1",
        params![hash],
        |row| Ok((row.get("id")?, row.get("imported_at")?)),
    )
}

pub fn is_email_taken(tx: &mut Tx<'_>, email: &str) -> Result<bool, Error> {
    let mark = sealing::email_key(tx, email);
    Ok(tx.count("SELECT COUNT(*) AS n FROM people WHERE email_key = $1", &[mark])? > 0)
}

/// Whether somebody of this name and birth date, or of this name and e-mail address, is in the program, other than
/// by `import` itself.
pub fn is_known(tx: &mut Tx<'_>, import: Option<ImportId>, person: &NewPerson) -> Result<bool, Error> {
    let name = normal(&person.name);
    let import = import.map(|id| id.to_string()).unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    if let Some(born_on) = person.born_on {
        found = tx.all(
            "SELECT p.name FROM people p LEFT JOIN imported_people ip ON ip.person_id = p.id
             WHERE p.born_key = $1 AND (ip.import_id IS NULL OR ip.import_id <> $2)",
            params![sealing::born_key(tx, born_on), &import],
            |row| row.get("name"),
        )?;
    }
    if let Some(email) = &person.email {
        found.extend(tx.maybe(
            "SELECT p.name FROM people p LEFT JOIN imported_people ip ON ip.person_id = p.id
             WHERE p.email_key = $1 AND (ip.import_id IS NULL OR ip.import_id <> $2)",
            params![sealing::email_key(tx, email), &import],
            |row| row.get::<String>("name"),
        )?);
    }
    Ok(found.iter().any(|known| normal(known) == name))
}

/// Supervisors by lower-case e-mail address.
pub fn supervisors(tx: &mut Tx<'_>) -> Result<HashMap<String, PersonId>, Error> {
    let found = tx.all(
        "SELECT p.email, p.id FROM people p JOIN roles r ON r.person_id = p.id AND r.role = $1
         LEFT JOIN role_endings e ON e.role_id = r.id WHERE e.role_id IS NULL AND p.email_key IS NOT NULL",
        params![Role::Supervisor],
        |row| Ok((row.get::<String>("email")?.to_lowercase(), row.get("id")?)),
    )?;
    Ok(found.into_iter().collect())
}

/// The administrator of longest standing.
pub fn first_administrator(tx: &mut Tx<'_>) -> Result<Option<PersonId>, Error> {
    tx.maybe(
        "SELECT r.person_id FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
         WHERE r.role = $1 AND e.role_id IS NULL ORDER BY r.granted_at, r.id LIMIT 1",
        params![Role::Administrator],
        |row| row.get("person_id"),
    )
}

pub struct NewImport<'a> {
    pub id: ImportId,
    pub hash: &'a str,
    pub rows_read: u64,
    pub people_added: u64,
    pub now: Timestamp,
    pub by: Option<PersonId>,
}

pub fn add_import(tx: &mut Tx<'_>, new: &NewImport<'_>) -> Result<(), Error> {
    let (rows, people) = (new.rows_read as i64, new.people_added as i64);
    tx.execute(
        "INSERT INTO imports (id, kind, file_hash, rows_read, people_added, imported_at, imported_by)
         VALUES ($1, 'people', $2, $3, $4, $5, $6)",
        params![new.id, new.hash, rows, people, new.now, new.by],
    )?;
    Ok(())
}

pub fn add_line(tx: &mut Tx<'_>, import: ImportId, person: PersonId, line: u64) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO imported_people (person_id, import_id, line) VALUES ($1, $2, $3)",
        params![person, import, line as i64],
    )?;
    Ok(())
}

/// Whose rows are written, when, and who answers for them.
pub struct Hand<'a> {
    pub chance: &'a Chance,
    pub now: Timestamp,
    pub author: PersonId,
}

impl Hand<'_> {
    pub fn enroll(&self, tx: &mut Tx<'_>, participant: ParticipantId, on: Date) -> Result<(), Error> {
        let id: EnrollmentId = self.chance.id(self.now);
        tx.execute(
            "INSERT INTO enrollments (id, participant_id, enrolled_on, enrolled_at, enrolled_by)
             VALUES ($1, $2, $3, $4, $5)",
            params![id, participant, on, self.now, self.author],
        )?;
        Ok(())
    }

    /// `contact`: how the person is best reached.
    pub fn add_intake(
        &self,
        tx: &mut Tx<'_>,
        participant: ParticipantId,
        told: &Told,
        contact: &str,
    ) -> Result<(), Error> {
        let id: IntakeId = self.chance.id(self.now);
        let subject = sealing::PARTICIPANT.subject(tx, participant)?;
        tx.execute(
            "INSERT INTO intakes (id, participant_id, extent, hopes, strengths, pathway, preferred_contact,
                taken_at, taken_by)
             VALUES ($1, $2, 'brief', $3, $4, $5, $6, $7, $8)",
            params![
                id,
                participant,
                tx.seal_some(subject, told.hopes.as_deref())?,
                tx.seal_some(subject, told.strengths.as_deref())?,
                tx.seal_data(subject, told.pathway.clone())?,
                contact,
                self.now,
                self.author
            ],
        )?;
        Ok(())
    }

    pub fn add_profile(&self, tx: &mut Tx<'_>, id: SupporterId, supporter: &Supporter) -> Result<(), Error> {
        for language in &supporter.languages {
            tx.execute(
                "INSERT INTO supporter_languages (supporter_id, language) VALUES ($1, $2)",
                params![id, *language],
            )?;
        }
        let subject = sealing::SUPPORTER.subject(tx, id)?;
        for (kind, value) in &supporter.shares {
            let row: RowId = self.chance.id(self.now);
            tx.execute(
                "INSERT INTO shared_experiences (id, supporter_id, kind, value, showing, told_at)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                params![
                    row,
                    id,
                    kind.code(),
                    tx.seal_data(subject, value)?,
                    Showing::MatchingOnly.code(),
                    self.now
                ],
            )?;
        }
        Ok(())
    }

    /// Joins the family of this name that the same import brought, or begins it.
    pub fn join_family(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        (name, relation): (&str, &str),
    ) -> Result<(), Error> {
        let known = tx.maybe(
            "SELECT id FROM families WHERE name_key = $1 AND registered_at = $2",
            params![sealing::family_key(tx, name), self.now],
            |row| row.get("id"),
        )?;
        let family: FamilyId = match known {
            Some(family) => family,
            None => {
                let family = self.chance.id(self.now);
                tx.execute(
                    "INSERT INTO families (id, name, name_key, registered_at, registered_by)
                     VALUES ($1, $2, $3, $4, $5)",
                    params![
                        family,
                        tx.seal(family, name)?,
                        sealing::family_key(tx, name),
                        self.now,
                        self.author
                    ],
                )?;
                family
            }
        };
        let id: FamilyMemberId = self.chance.id(self.now);
        tx.execute(
            "INSERT INTO family_members (id, family_id, person_id, relation, registered_at, registered_by)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![id, family, person, relation, self.now, self.author],
        )?;
        Ok(())
    }
}
