//! A medical emergency (§2.51): what is told to medical personnel without consent, and what must be written down at once.

use cairn_part2::{EmergencyFacts, NoConsentBecause};
use jiff::Timestamp;

use crate::web::Form;

/// The five documented fields; the sixth, the time, is taken from the clock.
#[derive(Debug, Clone)]
pub struct Emergency {
    pub personnel: String,
    pub facility: String,
    pub discloser: String,
    pub nature: String,
    /// What they were told, in a sentence.
    pub told: String,
}

impl Emergency {
    pub fn read(form: &mut Form) -> Emergency {
        Emergency {
            personnel: form.required_text("personnel", 200),
            facility: form.required_text("facility", 200),
            discloser: form.required_text("discloser", 200),
            nature: form.required_text("nature", 2000),
            told: form.required_text("told", 2000),
        }
    }

    pub fn facts(&self, at: Timestamp) -> EmergencyFacts {
        EmergencyFacts {
            no_consent_because: Some(NoConsentBecause::Unobtainable),
            medical_personnel: self.personnel.clone(),
            facility: self.facility.clone(),
            disclosed_by: self.discloser.clone(),
            at: Some(at),
            nature: self.nature.clone(),
        }
    }
}
