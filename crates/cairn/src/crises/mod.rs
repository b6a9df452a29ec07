//! Crises: somebody was in danger, and somebody stood by. What was done and who was told, who takes over the other
//! appointments, the call afterwards, and looking after whoever stood by.
//!
//! A crisis is read by who may open the record of the person it is about; about a family member or a caller, by whoever
//! wrote it down, who stood by, their supervisor, and the coordinator, who can say later whom a caller's was about. Its
//! time line only grows. It may never blame the person, end anything of theirs, or leave the house: telling medical
//! personnel (42 CFR 2.51) has a room of its own.

mod call;
mod closing;
mod cover;
mod crisis;
pub(crate) mod debrief;
pub(crate) mod debrief_store;
mod entry;
mod index;
mod new;
mod show;
pub mod store;
mod tie;
mod tie_store;

use crate::access::{Desk, Record, Role, Seat};
use crate::ids::RowId;
use crate::web::{Problem, Refusal, Routes};

pub use crisis::{ABOUT, Crisis, ENTRIES, KINDS, OUTCOMES};
pub use index::known;
pub use tie::{of_member, of_record};

pub fn routes() -> Routes {
    Routes::new()
        .get("/crises", index::index)
        .get("/crises/new", new::new)
        .post("/crises", new::create)
        .get("/crises/{id}", show::show)
        .post("/crises/{id}/entries", entry::create)
        .post("/crises/{id}/covers", cover::create)
        .post("/crises/{id}/calls", call::create)
        .post("/crises/{id}/debriefs", debrief::create)
        .post("/crises/{id}/closings", closing::create)
        .post("/crises/{id}/reopenings", closing::reopen)
        .get("/crises/{id}/ties/new", tie::new)
        .post("/crises/{id}/ties", tie::create)
        .get("/debriefs/{id}", debrief::show)
        .post("/debriefs/{id}/holding", debrief::hold)
}

/// The hats of those who stand by.
pub const HATS: [Role; 4] = [Role::Coordinator, Role::PeerSupporter, Role::Supervisor, Role::Clinician];

/// An opened crisis: with the record of the participant it is about, if it is about one.
pub struct Opened {
    pub seat: Seat,
    pub crisis: Crisis,
    pub record: Option<Record>,
}

/// A crisis that the viewer may open; otherwise there is nothing here. Opening one about a participant opens their record,
/// which is written down where they can read it.
fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Opened, Problem> {
    let seat = desk.seat(&HATS)?;
    let crisis = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    let record = match crisis.participant {
        Some(participant) => {
            let record = desk.open_record(participant)?;
            if record.is_own() {
                return Err(Problem::NotFound);
            }
            Some(record)
        }
        None if store::stands_near(desk.tx, &seat, &crisis)? => None,
        None => return Err(Problem::NotFound),
    };
    Ok(Opened { seat, crisis, record })
}

/// For changes that make sense only while it is open.
fn open_live(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Opened, Problem> {
    let opened = open(desk, id)?;
    if opened.crisis.closing.is_some() {
        return Err(Refusal { field: "", key: "crisis-is-closed" }.into());
    }
    Ok(opened)
}

impl Opened {
    /// Writes down what was done, about the participant if it is about one.
    fn enter(&self, desk: &mut Desk<'_, '_>, act: crate::audit::Act) -> Result<(), Problem> {
        let id = self.crisis.id.to_string();
        match &self.record {
            Some(record) => desk.enter(record, act, "crisis", Some(id)),
            None => desk.enter_seated(&self.seat, act, "crisis", id),
        }
    }
}

fn path(id: RowId) -> String {
    format!("/crises/{id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn every_code_has_a_word_in_every_language() {
        let codes: [(&str, &[&str]); 4] = [
            ("crisis-about", &ABOUT),
            ("crisis-kind", &KINDS),
            ("crisis-entry", &ENTRIES),
            ("crisis-outcome", &OUTCOMES),
        ];
        for language in Language::ALL {
            let t = Text::new(language, jiff::tz::TimeZone::UTC);
            for (kind, codes) in codes {
                for code in codes {
                    let key = format!("{kind}-{}", code.replace('_', "-"));
                    assert!(t.has(&key), "{key} in {language:?}");
                }
            }
        }
    }
}
