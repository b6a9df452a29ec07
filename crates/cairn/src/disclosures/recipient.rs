//! Who receives: written down once, with what they are in law.

use cairn_part2::{Actor, Party, Purpose, RecipientClass, RecipientClasses, RecipientKind, RecipientKinds};

use crate::ids::RecipientId;

pub const KINDS: [&str; 2] = ["organization", "person"];

/// What a recipient can be written down as. Those inside the program, and the participant, are no recipients.
pub const STANDINGS: [RecipientKind; 17] = [
    RecipientKind::CoveredEntity,
    RecipientKind::HealthPlan,
    RecipientKind::ThirdPartyPayer,
    RecipientKind::Part2Program,
    RecipientKind::Provider,
    RecipientKind::BusinessAssociate,
    RecipientKind::Qso,
    RecipientKind::Contractor,
    RecipientKind::Intermediary,
    RecipientKind::Family,
    RecipientKind::CriminalJustice,
    RecipientKind::Court,
    RecipientKind::LawEnforcement,
    RecipientKind::ChildProtection,
    RecipientKind::Researcher,
    RecipientKind::Auditor,
    RecipientKind::Other,
];

/// How a recipient can stand to one person.
pub const CLASSES: [RecipientClass; 3] =
    [RecipientClass::TreatingProviders, RecipientClass::HealthPlans, RecipientClass::ThirdPartyPayers];

#[derive(Debug, Clone)]
pub struct Recipient {
    pub id: RecipientId,
    /// One of [`KINDS`].
    pub kind: String,
    pub name: String,
    pub address: Option<String>,
    pub phone: Option<String>,
    /// The name of one of [`STANDINGS`].
    pub standing: String,
}

impl Recipient {
    pub fn standing(&self) -> RecipientKind {
        RecipientKind::parse(&self.standing).unwrap_or(RecipientKind::Other)
    }

    pub fn party(&self) -> Party {
        Party { id: self.id.to_string(), name: self.name.clone(), kind: Some(self.standing()) }
    }

    /// As the gate sees them: the classes are those noted for this person, and for whoever helps to run the program
    /// the kind of agreement itself.
    pub fn actor(&self, noted: &[String]) -> Actor {
        let mut classes: RecipientClasses =
            noted.iter().filter_map(|code| RecipientClass::parse(code)).collect();
        if RecipientKinds::HELPERS.contains(self.standing()) {
            classes.insert(RecipientClass::ProgramHelpers);
        }
        Actor {
            id: self.id.to_string(),
            name: self.name.clone(),
            organization: None,
            kind: self.standing(),
            classes,
            other_classes: Vec::new(),
            via: None,
            authority: None,
        }
    }
}

/// What the form lets one choose. Emergencies and reports have pages of their own; what stays inside the program is no
/// disclosure; research and audits go through their approvals.
pub const PURPOSES: [Purpose; 10] = [
    Purpose::Treatment,
    Purpose::Payment,
    Purpose::Operations,
    Purpose::AtRequest,
    Purpose::FamilyInvolvement,
    Purpose::SocialServices,
    Purpose::CriminalJustice,
    Purpose::Proceeding,
    Purpose::Audit,
    Purpose::Services,
];
