//! What can be taken along, as a form names it.

use crate::access::{Desk, Record, RecordId, RecordOf, Role, Viewer};
use crate::ids::ParticipantId;
use crate::tools::{Opened, Whose};
use crate::web::Problem;

/// Things of one's own have no id in a form but a participant's: nobody can name somebody else's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// The viewer themselves, or somebody whom they walk with.
    Participant(ParticipantId),
    /// What the viewer has of their own as a family member.
    Family,
    /// The same as a supporter.
    Supporter,
}

impl Along {
    /// What this viewer has of their own, under each of their hats.
    pub fn own(viewer: &Viewer) -> Vec<Along> {
        let participant = viewer.participant.filter(|_| viewer.is(Role::Participant));
        let family = viewer.family_member.filter(|_| viewer.is(Role::FamilyMember));
        let supporter = viewer.supporter.filter(|_| viewer.is(Role::PeerSupporter));
        let all = [
            participant.map(Along::Participant),
            family.map(|_| Along::Family),
            supporter.map(|_| Along::Supporter),
        ];
        all.into_iter().flatten().collect()
    }

    pub fn code(self) -> String {
        match self {
            Along::Participant(id) => id.to_string(),
            Along::Family => Role::FamilyMember.code().to_string(),
            Along::Supporter => Role::PeerSupporter.code().to_string(),
        }
    }

    pub fn from_code(code: &str) -> Option<Along> {
        match Role::from_code(code) {
            Some(Role::FamilyMember) => Some(Along::Family),
            Some(Role::PeerSupporter) => Some(Along::Supporter),
            _ => code.parse().ok().map(Along::Participant),
        }
    }

    /// What it is called when it is one's own.
    pub fn own_key(self) -> &'static str {
        match self {
            Along::Participant(_) => "offline-own",
            Along::Family => "offline-own-family",
            Along::Supporter => "offline-own-supporter",
        }
    }

    /// Opens it for somebody whose own it is, or who walks with the participant; for everybody else there is nothing here.
    pub fn open(self, desk: &mut Desk<'_, '_>) -> Result<Opened, Problem> {
        let whose = match self {
            Along::Participant(id) => Whose::Record(RecordId::Participant(id)),
            Along::Family => {
                let id = desk.viewer.family_member.ok_or(Problem::NotFound)?;
                Whose::Record(RecordId::FamilyMember(id))
            }
            Along::Supporter => Whose::Own,
        };
        let opened = Opened::open(desk, whose)?;
        let walks = |record: &Record| record.acting_as() == Role::PeerSupporter;
        let with_them = matches!(&opened, Opened::Record(RecordOf::Participant(record)) if walks(record));
        if opened.is_own() || with_them { Ok(opened) } else { Err(Problem::NotFound) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_names_comes_back_and_other_words_are_nothing() {
        let id: ParticipantId = "01900000-0000-7000-8000-000000000000".parse().unwrap();
        for along in [Along::Participant(id), Along::Family, Along::Supporter] {
            assert_eq!(Along::from_code(&along.code()), Some(along));
        }
        for code in ["", "participant", "volunteer", "mine", "01900000"] {
            assert_eq!(Along::from_code(code), None, "{code}");
        }
    }
}
