//! Tools on the page of a session: those that were used in it, and those that the two can fill there together.

use cairn_toolkit::{Owner, Tool};

use super::library::Library;
use super::store;
use super::worksheet::Use;
use crate::access::{Desk, Record, RecordId, Role};
use crate::ids::SessionId;
use crate::web::{Problem, Text};

pub struct InSession {
    library: Library,
    pub uses: Vec<Use>,
    /// Where the library of the participant is; none for who does not open it.
    base: Option<String>,
    session: SessionId,
    fills: bool,
}

impl InSession {
    /// `open`: it was not called off.
    pub fn load(
        desk: &mut Desk<'_, '_>,
        record: &Record,
        session: SessionId,
        open: bool,
    ) -> Result<InSession, Problem> {
        let participant = record.participant();
        let uses = store::in_session(desk.tx, record, session)?;
        // Whose match has ended still reads the session, but opens no record.
        let reaches = desk.reaches(participant)?;
        let side = matches!(record.acting_as(), Role::Participant | Role::PeerSupporter);
        Ok(InSession {
            library: Library::load(desk.tx)?,
            base: reaches.then(|| format!("{}/tools", RecordId::Participant(participant).path())),
            fills: open && side && reaches,
            uses,
            session,
        })
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.uses.is_empty() && !self.fills
    }

    /// What a tool is called.
    pub fn name(&self, t: &Text, tool: &str) -> String {
        let newest = self.library.newest(tool);
        newest.map_or_else(|| tool.to_string(), |tool| tool.name.say(t.language.code()).to_string())
    }

    /// Where what was written is read.
    pub fn sheet(&self, used: &Use) -> Option<String> {
        let (base, sheet) = (self.base.as_ref()?, used.worksheet?);
        Some(format!("{base}/{}/worksheets/{sheet}", used.tool))
    }

    /// Name and address of each tool that can be filled in this session.
    pub fn choices(&self, t: &Text) -> Vec<(String, String)> {
        let Some(base) = self.base.as_ref().filter(|_| self.fills) else { return Vec::new() };
        let tools = self.library.offered(Owner::Participant).into_iter();
        let choice = |tool: &Tool| {
            let href = format!("{base}/{}?session={}", tool.id, self.session);
            (tool.name.say(t.language.code()).to_string(), href)
        };
        tools.filter(|tool| tool.place.is_none()).map(choice).collect()
    }
}
