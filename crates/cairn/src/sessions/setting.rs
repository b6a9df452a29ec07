//! Where a session takes place.

use crate::web::Form;

/// The settings of the field, as they are offered.
pub const SETTINGS: [&str; 15] = [
    "recovery_center",
    "treatment_center",
    "residence",
    "hospital",
    "emergency_department",
    "jail",
    "court",
    "home",
    "street",
    "school",
    "workplace",
    "community",
    "phone",
    "video",
    "other",
];

/// Codes of earlier versions, and what they are called now. Approved notes keep theirs; forms and files may still say
/// them.
const EARLIER: [(&str, &str); 2] = [("center", "recovery_center"), ("online", "video")];

/// What a code is called now.
pub fn current(code: &str) -> &str {
    EARLIER.iter().find(|(old, _)| *old == code).map_or(code, |(_, now)| now)
}

/// The field `setting`, which must be given.
pub fn read(form: &mut Form) -> String {
    let sent = form.value("setting").to_string();
    if EARLIER.iter().any(|(old, _)| *old == sent) {
        return current(&sent).to_string();
    }
    form.required_choice("setting", &SETTINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_codes_lead_to_ones_that_are_offered() {
        for (old, now) in EARLIER {
            assert!(!SETTINGS.contains(&old) && SETTINGS.contains(&now));
            assert_eq!(current(old), now);
        }
        assert_eq!(current("court"), "court");
    }

    #[test]
    fn every_setting_of_the_field_is_there() {
        for setting in [
            "treatment_center",
            "recovery_center",
            "residence",
            "hospital",
            "emergency_department",
            "jail",
            "court",
            "home",
            "street",
            "school",
            "workplace",
            "phone",
            "video",
        ] {
            assert!(SETTINGS.contains(&setting), "{setting}");
        }
    }
}
