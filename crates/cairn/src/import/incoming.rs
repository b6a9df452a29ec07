//! A person as a row of a sheet describes them, ready to be written down.

use cairn_matching::Kind as SharedKind;
use jiff::civil::Date;

use super::words;
use crate::ids::{PersonId, SiteId};
use crate::people::NewPerson;

/// What a person of a sheet is to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonKind {
    Participant,
    Supporter,
    Family,
}

impl PersonKind {
    pub const ALL: [PersonKind; 3] = [PersonKind::Participant, PersonKind::Supporter, PersonKind::Family];

    pub fn code(self) -> &'static str {
        match self {
            PersonKind::Participant => "participant",
            PersonKind::Supporter => "supporter",
            PersonKind::Family => "family",
        }
    }

    /// By the code or one of the words that sheets use.
    pub fn from_words(text: &str) -> Option<PersonKind> {
        let code = words::code(words::KINDS, text)?;
        PersonKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct Incoming {
    /// Line of the file, from 1.
    pub line: u64,
    pub person: NewPerson,
    pub part: Part,
}

/// What comes with the kind.
#[derive(Debug, Clone)]
pub enum Part {
    Participant { site: Option<SiteId>, enrolled_on: Date, told: Option<Told> },
    Supporter(Supporter),
    Family { family: String, relation: &'static str },
}

impl Part {
    pub fn kind(&self) -> PersonKind {
        match self {
            Part::Participant { .. } => PersonKind::Participant,
            Part::Supporter(_) => PersonKind::Supporter,
            Part::Family { .. } => PersonKind::Family,
        }
    }
}

/// What a participant told at their intake.
#[derive(Debug, Clone)]
pub struct Told {
    pub hopes: Option<String>,
    pub strengths: Option<String>,
    pub pathway: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Supporter {
    pub site: Option<SiteId>,
    pub supervisor: Option<PersonId>,
    pub capacity: Option<u32>,
    pub languages: Vec<&'static str>,
    /// Never shown to anybody unless the supporter says so themselves later.
    pub shares: Vec<(SharedKind, String)>,
}

/// How many people of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub participants: u64,
    pub supporters: u64,
    pub family_members: u64,
}

impl Counts {
    pub fn add(&mut self, kind: PersonKind) {
        match kind {
            PersonKind::Participant => self.participants += 1,
            PersonKind::Supporter => self.supporters += 1,
            PersonKind::Family => self.family_members += 1,
        }
    }

    pub fn people(&self) -> u64 {
        self.participants + self.supporters + self.family_members
    }
}
