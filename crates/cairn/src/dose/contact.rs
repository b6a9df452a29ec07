//! A contact: somebody received support, on a day, for so many minutes, in one of the program's models.

use jiff::civil::Date;
use uuid::Uuid;

/// Whom a supporter, a group or another family was there for, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Model {
    OneToOne,
    SupportGroup,
    GroupTherapy,
    OneToFamily,
    FamilyToFamily,
    FamilyGroup,
}

impl Model {
    pub const ALL: [Model; 6] = [
        Model::OneToOne,
        Model::SupportGroup,
        Model::GroupTherapy,
        Model::OneToFamily,
        Model::FamilyToFamily,
        Model::FamilyGroup,
    ];
    /// What a participant receives. Support for families is for families, and no participant's page tells of it.
    pub const OF_PARTICIPANTS: [Model; 3] = [Model::OneToOne, Model::SupportGroup, Model::GroupTherapy];
    /// What a family member receives.
    pub const OF_FAMILIES: [Model; 3] = [Model::OneToFamily, Model::FamilyToFamily, Model::FamilyGroup];

    pub fn code(self) -> &'static str {
        match self {
            Model::OneToOne => "one_to_one",
            Model::SupportGroup => "support_group",
            Model::GroupTherapy => "group_therapy",
            Model::OneToFamily => "one_to_family",
            Model::FamilyToFamily => "family_to_family",
            Model::FamilyGroup => "family_group",
        }
    }

    pub fn from_code(code: &str) -> Option<Model> {
        Model::ALL.into_iter().find(|model| model.code() == code)
    }
}

/// The modes of sessions, and going along to an appointment.
pub const WAYS: [&str; 4] = ["in_person", "accompaniment", "phone", "video"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The person who received it; for support of families the family, however many of them were there.
    pub who: Uuid,
    pub model: Model,
    /// One of [`WAYS`]; none where it is not written down, as for group meetings.
    pub mode: Option<String>,
    /// One of `sessions::SETTINGS`; none where it is not written down.
    pub setting: Option<String>,
    /// In the program's time zone.
    pub on: Date,
    pub minutes: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_of_groups_and_families_is_counted() {
        for code in crate::groups::MODELS.iter().chain(crate::families::MODELS.iter()) {
            assert_eq!(Model::from_code(code).map(Model::code), Some(*code));
        }
        assert_eq!(Model::from_code("other"), None);
    }
}
