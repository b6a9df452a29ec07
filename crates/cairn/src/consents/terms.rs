//! What a consent says, in a form that can be computed with: kept as JSON, sealed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{ProgramId, RowId};

/// The terms of one consent. Codes are those of `cairn_part2`; whatever is empty is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Terms {
    /// Whose record: the name as it stood when the consent was written (§2.31(a)(1)).
    pub patient_name: Option<String>,
    /// Who may tell (§2.31(a)(2)).
    pub discloser: Option<Discloser>,
    /// What may be told (§2.31(a)(3)).
    pub categories: Vec<String>,
    /// Limits in the person's own words.
    pub limits: Option<String>,
    /// Why everything is needed, when everything was chosen.
    pub everything_reason: Option<String>,
    /// Who may be told (§2.31(a)(4)).
    pub recipients: Vec<Recipient>,
    /// Why (§2.31(a)(5)).
    pub purposes: Vec<String>,
    /// Which case, which study, or what else.
    pub purpose_words: Option<String>,
    /// From which day; from the signature when empty.
    pub from_on: Option<Date>,
    pub expiry: Option<Expiry>,
    /// §2.35(b): for how long, in words, by the length of the case or of the treatment.
    pub period: Option<String>,
    /// §2.35(c): from when it can be taken back.
    pub revocable: Option<Revocable>,
    /// Codes of the statements that the text makes: `right_to_revoke`, `loss_of_protection`, …
    pub statements: Vec<String>,
}

/// Who may tell: this program, or somebody else, on whose behalf nothing leaves here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discloser {
    pub name: String,
    #[serde(default)]
    pub program: Option<ProgramId>,
}

/// A person, an office or a class of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipient {
    /// The same for the same person or office in every consent of a participant.
    pub id: RowId,
    pub name: String,
    pub kind: String,
    pub address: Option<String>,
    /// Not one person or office but a class of them, in these words.
    pub class: bool,
    /// Of an intermediary: its participants by name.
    pub members: Vec<String>,
    /// Of an intermediary: everyone in it who treats the patient.
    pub treating_members: bool,
    /// The class that the single consent for treatment, payment and operations may name (§2.31(a)(4)(i)).
    pub tpo_class: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expiry {
    /// The last day on which it counts.
    On(Date),
    /// Until this happens.
    Event(String),
    /// Only for treatment, payment and operations.
    EndOfTreatment,
    /// Only for research.
    EndOfStudy,
    /// "None": only for treatment, payment and operations.
    None,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Revocable {
    From(Date),
    After(String),
}

impl Default for Recipient {
    fn default() -> Recipient {
        Recipient {
            id: RowId::from(uuid::Uuid::nil()),
            name: String::new(),
            kind: String::new(),
            address: None,
            class: false,
            members: Vec::new(),
            treating_members: false,
            tpo_class: false,
        }
    }
}

impl Recipient {
    /// The class in the words of §2.31(a)(4)(i).
    pub fn tpo_class(id: RowId) -> Recipient {
        let name = "my treating providers, health plans, third-party payers, and people helping to operate this program";
        Recipient {
            id,
            name: name.to_string(),
            kind: "covered_entity".to_string(),
            tpo_class: true,
            ..Recipient::default()
        }
    }
}

impl Terms {
    pub fn has_category(&self, code: &str) -> bool {
        self.categories.iter().any(|known| known == code)
    }

    pub fn has_purpose(&self, code: &str) -> bool {
        self.purposes.iter().any(|known| known == code)
    }

    pub fn states(&self, code: &str) -> bool {
        self.statements.iter().any(|known| known == code)
    }

    /// Whether all there is was chosen, by one box or by every box.
    pub fn is_everything(&self) -> bool {
        let every = super::Kind::General.categories();
        self.has_category("record")
            || every.iter().filter(|code| **code != "record").all(|code| self.has_category(code))
    }

    pub fn recipient(&self, id: RowId) -> Option<&Recipient> {
        self.recipients.iter().find(|recipient| recipient.id == id)
    }

    /// Whether a purpose is treatment, payment or health care operations.
    pub fn is_for_care(&self) -> bool {
        ["treatment", "payment", "operations"].into_iter().any(|code| self.has_purpose(code))
    }

    /// Whether a recipient may share again as HIPAA permits; the members of an intermediary may.
    pub fn names_hipaa_recipient(&self) -> bool {
        const HIPAA: [&str; 4] = ["covered_entity", "health_plan", "business_associate", "intermediary"];
        self.recipients
            .iter()
            .any(|recipient| recipient.tpo_class || HIPAA.contains(&recipient.kind.as_str()))
    }

    /// Whether it ends with something that somebody has to write down.
    pub fn ends_by_event(&self) -> bool {
        matches!(self.expiry, Some(Expiry::Event(_) | Expiry::EndOfTreatment | Expiry::EndOfStudy))
    }

    pub fn revocable_event(&self) -> Option<&str> {
        match &self.revocable {
            Some(Revocable::After(words)) => Some(words),
            _ => None,
        }
    }
}
