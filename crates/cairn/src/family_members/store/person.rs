//! The family member as a person: name, how to reach them, how they say they are.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::{FamilyRecord, Tier};
use crate::ids::{PersonId, RowId};
use crate::sealing::email_key;

/// What they go by.
pub fn name(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<String, Error> {
    tx.one(
        "SELECT COALESCE(goes_by, name) AS name FROM people WHERE id = $1",
        params![record.person()],
        |row| row.get("name"),
    )
}

/// How a family member can be reached.
pub struct Contact {
    pub name: String,
    pub goes_by: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: String,
    pub relation: String,
    /// yes, no, unknown; unknown until somebody asked.
    pub safe_to_leave_message: String,
    /// How it is safe, in their own words.
    pub words: Option<String>,
}

pub fn contact(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Contact, Error> {
    tx.one(
        "SELECT p.name, p.goes_by, p.email, p.phone, p.language, m.relation, c.safe_to_leave_message, c.words
         FROM family_members m JOIN people p ON p.id = m.person_id
         LEFT JOIN family_contacts c ON c.member_id = m.id WHERE m.id = $1",
        params![record.member()],
        |row| {
            let safe: Option<String> = row.get("safe_to_leave_message")?;
            Ok(Contact {
                name: row.get("name")?,
                goes_by: row.get("goes_by")?,
                email: row.get("email")?,
                phone: row.get("phone")?,
                language: row.get("language")?,
                relation: row.get("relation")?,
                safe_to_leave_message: safe.unwrap_or_else(|| "unknown".to_string()),
                words: row.get("words")?,
            })
        },
    )
}

/// Replaces how they can be reached. [`Error::violates`]`("people", "email_key")` tells that the address is taken.
pub fn set_contact(
    tx: &mut Tx<'_>,
    record: &FamilyRecord,
    new: &Contact,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let person = record.person();
    tx.execute(
        "UPDATE people SET name = $2, goes_by = $3, email = $4, email_key = $5, phone = $6, language = $7
         WHERE id = $1",
        params![
            person,
            tx.seal(person, &new.name)?,
            tx.seal_some(person, new.goes_by.as_deref())?,
            tx.seal_some(person, new.email.as_deref())?,
            new.email.as_deref().map(|email| email_key(tx, email)),
            tx.seal_some(person, new.phone.as_deref())?,
            &new.language
        ],
    )?;
    tx.execute(
        "UPDATE family_members SET relation = $2 WHERE id = $1",
        params![record.member(), &new.relation],
    )?;
    tx.execute(
        "INSERT INTO family_contacts (member_id, safe_to_leave_message, words, told_at, told_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (member_id) DO UPDATE SET safe_to_leave_message = excluded.safe_to_leave_message,
            words = excluded.words, told_at = excluded.told_at, told_by = excluded.told_by",
        params![
            record.member(),
            &new.safe_to_leave_message,
            tx.seal_some(person, new.words.as_deref())?,
            now,
            by
        ],
    )?;
    Ok(())
}

/// Since when they are here.
pub fn registered_at(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Timestamp, Error> {
    tx.one("SELECT registered_at FROM family_members WHERE id = $1", params![record.member()], |row| {
        row.get("registered_at")
    })
}

pub struct CheckIn {
    pub value: i64,
    pub words: Option<String>,
    pub tier: Tier,
    pub at: Timestamp,
}

/// The latest check-ins that are for the viewer, the newest first. Who checks in is the family member alone.
pub fn check_ins(tx: &mut Tx<'_>, record: &FamilyRecord, most: usize) -> Result<Vec<CheckIn>, Error> {
    let found = tx.all(
        "SELECT value, words, tier, checked_in_at FROM family_check_ins WHERE member_id = $1
         ORDER BY checked_in_at DESC, id DESC",
        params![record.member()],
        |row| {
            Ok(CheckIn {
                value: row.get("value")?,
                words: row.get("words")?,
                tier: row.get("tier")?,
                at: row.get("checked_in_at")?,
            })
        },
    )?;
    Ok(found.into_iter().filter(|one| record.reads(one.tier, record.person())).take(most).collect())
}

pub fn check_in(tx: &mut Tx<'_>, record: &FamilyRecord, id: RowId, new: &CheckIn) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_check_ins (id, member_id, value, words, tier, checked_in_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            id,
            record.member(),
            new.value,
            tx.seal_some(record.person(), new.words.as_deref())?,
            new.tier,
            new.at
        ],
    )?;
    Ok(())
}
