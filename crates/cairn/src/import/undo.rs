//! Taking an import out again: all of its people or none, and none once somebody has worked with one of them.

use super::{Failure, store};
use crate::access::Role;
use crate::app::App;
use crate::audit::{self, Act};
use crate::ids::{ImportId, ParticipantId, PersonId};

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Line of the imported file.
    pub line: i64,
    pub person: PersonId,
    /// The table that has rows about the person.
    pub what: &'static str,
}

/// Takes out everybody whom the import brought; how many they were.
pub async fn undo(app: &App, import: ImportId) -> Result<u64, Failure> {
    let (now, chance) = (app.clock.now(), app.chance.clone());
    app.db
        .write(move |tx| {
            match store::undone(tx, import)? {
                None => return Err(Failure::Unknown(import)),
                Some(true) => return Err(Failure::AlreadyUndone(import)),
                Some(false) => {}
            }
            let participants = store::participants(tx, import)?;
            let people = store::remove(tx, import, now)?.map_err(Failure::InUse)?;
            let mut enter = |kind, id: Option<String>, participant: Option<ParticipantId>| {
                let stamp = audit::Stamp { id: chance.id(now), at: now, actor: None };
                let acting_as = Role::Administrator;
                audit::write(tx, stamp, audit::Entry { act: Act::Removed, kind, id, participant, acting_as })
            };
            for participant in participants {
                enter("record", None, Some(participant))?;
            }
            enter("import", Some(import.to_string()), None)?;
            Ok(people)
        })
        .await
}
