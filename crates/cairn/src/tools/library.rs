//! What tools there are here: those that come with Cairn and the program's own, each in every version, and which of them are
//! put away.

use std::collections::BTreeSet;

use cairn_db::{Error, Tx, params};
use cairn_toolkit::{Owner, Tool};
use jiff::Timestamp;

use super::store::Stamp;
use crate::access::Seat;
use crate::ids::RowId;

pub struct Library {
    /// The program's own, by id and version.
    own: Vec<Tool>,
    /// Put away: shown to nobody who begins something new.
    away: BTreeSet<String>,
}

/// What a tool helps with, in the order of a library page; the program's own tools stand by themselves.
pub const GROUPS: [&str; 5] = ["now", "plan", "people", "look", "own"];

impl Library {
    pub fn load(tx: &mut Tx<'_>) -> Result<Library, Error> {
        let kept = tx.all(
            "SELECT tool, version, definition FROM tool_definitions ORDER BY tool, version",
            &[],
            |row| {
                let (tool, version): (String, i64) = (row.get("tool")?, row.get("version")?);
                Ok((tool, version, row.get::<String>("definition")?))
            },
        )?;
        let read = |(tool, version, text): (String, i64, String)| match Tool::parse(&text) {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                // A definition is the program's, not a person's.
                tracing::error!(%tool, version, %error, "a kept tool cannot be read any more");
                None
            }
        };
        let away = tx.all(
            "SELECT r.tool FROM tool_retirements r LEFT JOIN tool_returns b ON b.retirement_id = r.id
             WHERE b.retirement_id IS NULL",
            &[],
            |row| row.get("tool"),
        )?;
        Ok(Library { own: kept.into_iter().filter_map(read).collect(), away: away.into_iter().collect() })
    }

    #[cfg(test)]
    pub fn empty() -> Library {
        Library { own: Vec::new(), away: BTreeSet::new() }
    }

    /// Every version of a tool, the newest first. Of two with one id, which adding refuses, the shipped one counts.
    pub fn versions(&self, id: &str) -> Vec<&Tool> {
        let shipped: Vec<&Tool> = cairn_toolkit::all().iter().filter(|tool| tool.id == id).rev().collect();
        if shipped.is_empty() {
            self.own.iter().filter(|tool| tool.id == id).rev().collect()
        } else {
            shipped
        }
    }

    pub fn newest(&self, id: &str) -> Option<&Tool> {
        self.versions(id).into_iter().next()
    }

    /// The version that asked; the newest where that one is not at hand.
    pub fn version(&self, id: &str, version: u32) -> Option<&Tool> {
        let versions = self.versions(id);
        let asked = versions.iter().copied().find(|tool| tool.version == version);
        asked.or(versions.first().copied())
    }

    /// The newest version of every tool: the shipped ones, then the program's own.
    pub fn everything(&self) -> Vec<&Tool> {
        let mut own: Vec<&Tool> = Vec::new();
        for tool in self.own.iter().rev() {
            if own.iter().all(|known| known.id != tool.id) {
                own.push(tool);
            }
        }
        let mut all: Vec<&Tool> = cairn_toolkit::library().collect();
        all.extend(own.into_iter().rev());
        all
    }

    /// What somebody may begin with now.
    pub fn offered(&self, owner: Owner) -> Vec<&Tool> {
        let mut all = self.everything();
        // A tool that is a room stands in a participant's record.
        let has_room = |tool: &Tool| tool.place.is_none() || owner == Owner::Participant;
        all.retain(|tool| tool.is_for(owner) && has_room(tool) && !self.is_away(&tool.id));
        all
    }

    pub fn is_away(&self, id: &str) -> bool {
        self.away.contains(id)
    }

    /// Whether the program added it.
    pub fn is_own(&self, id: &str) -> bool {
        cairn_toolkit::newest(id).is_none() && self.own.iter().any(|tool| tool.id == id)
    }
}

/// One of [`GROUPS`].
pub fn group_of(tool: &Tool) -> &'static str {
    if cairn_toolkit::newest(&tool.id).is_none() {
        return "own";
    }
    match tool.id.as_str() {
        "halt" | "urge_surfing" | "safety_plan" | "overdose_plan" | "family_safety" => "now",
        "goal_setting" | "wellness_plan" | "relapse_prevention" | "problem_solving" => "plan",
        "refusal_practice"
        | "communication_practice"
        | "family_communication"
        | "inviting_to_treatment"
        | "natural_consequences"
        | "story_with_a_purpose" => "people",
        _ => "look",
    }
}

/// Keeps a version of a tool of the program's own; `text` is its JSON.
pub fn add(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (tool, text): (&Tool, &str),
    (id, at): (RowId, Timestamp),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO tool_definitions (id, tool, version, hash, definition, added_at, added_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, &tool.id, i64::from(tool.version), tool.hash(), text, at, seat.person()],
    )?;
    Ok(())
}

/// When a version came, and by whom.
pub struct Added {
    pub version: i64,
    pub hash: String,
    pub at: Timestamp,
    pub by: String,
}

/// The versions of a tool of the program's own, the newest first.
pub fn added(tx: &mut Tx<'_>, _seat: &Seat, tool: &str) -> Result<Vec<Added>, Error> {
    tx.all(
        "SELECT d.version, d.hash, d.added_at, p.name FROM tool_definitions d JOIN people p ON p.id = d.added_by
         WHERE d.tool = $1 ORDER BY d.version DESC",
        params![tool],
        |row| {
            Ok(Added {
                version: row.get("version")?,
                hash: row.get("hash")?,
                at: row.get("added_at")?,
                by: row.get("name")?,
            })
        },
    )
}

/// A tool was put away, and perhaps taken back.
pub struct Retirement {
    pub id: RowId,
    pub at: Timestamp,
    pub by: String,
    pub returned_at: Option<Timestamp>,
}

/// The latest first.
pub fn retirements(tx: &mut Tx<'_>, _seat: &Seat, tool: &str) -> Result<Vec<Retirement>, Error> {
    tx.all(
        "SELECT r.id, r.retired_at, p.name, b.returned_at FROM tool_retirements r JOIN people p ON p.id = r.retired_by
         LEFT JOIN tool_returns b ON b.retirement_id = r.id WHERE r.tool = $1 ORDER BY r.id DESC",
        params![tool],
        |row| {
            Ok(Retirement {
                id: row.get("id")?,
                at: row.get("retired_at")?,
                by: row.get("name")?,
                returned_at: row.get("returned_at")?,
            })
        },
    )
}

pub fn retire(tx: &mut Tx<'_>, tool: &str, id: RowId, (at, by): Stamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO tool_retirements (id, tool, retired_at, retired_by) VALUES ($1, $2, $3, $4)",
        params![id, tool, at, by],
    )?;
    Ok(())
}

pub fn take_back(tx: &mut Tx<'_>, retirement: &Retirement, (at, by): Stamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO tool_returns (retirement_id, returned_at, returned_by) VALUES ($1, $2, $3)",
        params![retirement.id, at, by],
    )?;
    Ok(())
}
