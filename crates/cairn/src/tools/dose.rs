//! How often tools were used: the part of the dose that this room knows.

use cairn_db::{Error, Tx, params};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

use super::library::Library;
use super::store;
use super::whose::Opened;
use crate::access::{Record, RecordOf, Seat};
use crate::ids::PersonId;
use crate::web::Text;

/// How often, and by how many people.
pub struct Used {
    library: Library,
    /// By tool.
    pub tools: BTreeMap<String, (usize, BTreeSet<PersonId>)>,
}

impl Used {
    /// What a tool is called.
    pub fn name(&self, t: &Text, tool: &str) -> String {
        let newest = self.library.newest(tool);
        newest.map_or_else(|| tool.to_string(), |tool| tool.name.say(t.language.code()).to_string())
    }
}

fn counted(library: Library, uses: impl IntoIterator<Item = (String, PersonId)>) -> Used {
    let mut tools: BTreeMap<String, (usize, BTreeSet<PersonId>)> = BTreeMap::new();
    for (tool, person) in uses {
        let (count, people) = tools.entry(tool).or_default();
        *count += 1;
        people.insert(person);
    }
    Used { library, tools }
}

/// Of one participant: the uses that the viewer may know of.
pub fn of_record(tx: &mut Tx<'_>, record: &Record) -> Result<Used, Error> {
    let opened = Opened::Record(RecordOf::Participant(*record));
    let uses = store::uses(tx, &opened)?.into_iter().map(|one| (one.tool, record.person()));
    Ok(counted(Library::load(tx)?, uses))
}

/// Of all participants between two days, both included.
pub fn of_program(tx: &mut Tx<'_>, _seat: &Seat, (from, to): (Date, Date)) -> Result<Used, Error> {
    let uses = tx.all(
        "SELECT tool, person_id FROM tool_uses WHERE participant_id IS NOT NULL AND used_on >= $1 AND used_on <= $2",
        params![from, to],
        |row| Ok((row.get::<String>("tool")?, row.get::<PersonId>("person_id")?)),
    )?;
    Ok(counted(Library::load(tx)?, uses))
}
