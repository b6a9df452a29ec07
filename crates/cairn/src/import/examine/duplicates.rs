//! The same person twice: in the sheet, or in the program already.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use cairn_db::{Error, Tx};
use cairn_sheet::normal;

use super::super::cells::Cells;
use super::super::incoming::Incoming;
use super::super::store;
use crate::ids::ImportId;
use crate::people::NewPerson;

/// What was seen of the sheet so far: 16 bytes a person, the line and a hash. Two of 100,000 addresses have the
/// same hash of 64 bits once in some billion sheets.
pub struct Duplicates {
    skip_known: bool,
    emails: HashMap<u64, u64>,
    births: HashMap<u64, u64>,
}

impl Duplicates {
    pub fn new(skip_known: bool) -> Duplicates {
        Duplicates { skip_known, emails: HashMap::new(), births: HashMap::new() }
    }

    /// Whether the person seems to be in the program already and is to be left out for it.
    /// People whom the running `import` has added do not count.
    pub fn is_left_out(
        &self,
        tx: &mut Tx<'_>,
        import: Option<ImportId>,
        person: &NewPerson,
    ) -> Result<bool, Error> {
        Ok(self.skip_known && store::is_known(tx, import, person)?)
    }

    /// Whether the person can be added. An address that is taken is a problem; the same name and birth date are a
    /// warning, for there are namesakes born on the same day.
    pub fn is_new(
        &mut self,
        tx: &mut Tx<'_>,
        incoming: &Incoming,
        cells: &mut Cells<'_>,
    ) -> Result<bool, Error> {
        let (line, person) = (incoming.line, &incoming.person);
        if let Some(email) = &person.email {
            let key = email.to_lowercase();
            if let Some(first) = self.emails.insert(hash(&key), line) {
                let text = format!(
                    "line {first} has the same address. Give everybody their own, or leave one empty."
                );
                cells.wrong("email", text);
                return Ok(false);
            }
            if store::is_email_taken(tx, &key)? {
                let text = "somebody in the program has this address. Take the row out, leave the address empty, or say --skip-known to leave out people who are in the program already.";
                cells.wrong("email", text.to_string());
                return Ok(false);
            }
        }
        let Some(born_on) = person.born_on else {
            return Ok(true);
        };
        if let Some(first) = self.births.insert(hash(&(normal(&person.name), born_on)), line) {
            cells.doubt(
                "born_on",
                format!("line {first} has the same name and birth date. Look whether it is the same person."),
            );
        }
        if store::is_known(tx, None, person)? {
            let text = "somebody in the program has the same name and birth date. If it is the same person, take the row out or say --skip-known.";
            cells.doubt("born_on", text.to_string());
        }
        Ok(true)
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
