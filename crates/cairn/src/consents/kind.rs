//! The kinds of consent, and what each may hold.

use super::terms::Terms;
use crate::web::Refusal;

/// What a consent is for. The kind decides which elements 42 CFR 2.31 asks for and what may stand beside what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Named persons or offices, for what the participant asks.
    General,
    /// One consent for all future treatment, payment and health care operations (§2.31(a)(4)(i), §2.33).
    Tpo,
    /// Counseling notes: combined with nothing else (§2.31(b)).
    CounselingNotes,
    /// Use in a civil, criminal, administrative or legislative proceeding: combined with nothing else (§2.31(d)).
    Proceedings,
    /// Monitoring by a court, probation or parole (§2.35).
    CriminalJustice,
    /// Through somebody who passes records on (§2.31(a)(4)(ii)).
    Intermediary,
    Research,
    /// Gifts: only with the chance to say no (§2.31(a)(5)(iii)).
    Fundraising,
}

/// What the pages offer to choose from. `record` is everything but counseling notes, and needs a reason.
const OFFERED: [&str; 10] = [
    "presence",
    "attendance",
    "progress",
    "contact",
    "plan",
    "session_notes",
    "worksheets",
    "assessments",
    "coverage",
    "billing",
];

impl Kind {
    pub const ALL: [Kind; 8] = [
        Kind::General,
        Kind::Tpo,
        Kind::CounselingNotes,
        Kind::Proceedings,
        Kind::CriminalJustice,
        Kind::Intermediary,
        Kind::Research,
        Kind::Fundraising,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Kind::General => "general",
            Kind::Tpo => "tpo",
            Kind::CounselingNotes => "counseling_notes",
            Kind::Proceedings => "proceedings",
            Kind::CriminalJustice => "criminal_justice",
            Kind::Intermediary => "intermediary",
            Kind::Research => "research",
            Kind::Fundraising => "fundraising",
        }
    }

    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Codes of `cairn_part2::Category` that the pages offer, the least telling first.
    pub fn categories(self) -> Vec<&'static str> {
        match self {
            Kind::CounselingNotes => vec!["counseling_notes"],
            _ => OFFERED.into_iter().chain(["record"]).collect(),
        }
    }

    /// Codes of `cairn_part2::Purpose` that fit.
    pub fn purposes(self) -> &'static [&'static str] {
        match self {
            Kind::General => {
                &["at_request", "treatment", "payment", "operations", "family_involvement", "social_services"]
            }
            Kind::Tpo => &["treatment", "payment", "operations"],
            Kind::CounselingNotes => &["at_request", "treatment"],
            Kind::Proceedings => &["proceeding"],
            Kind::CriminalJustice => &["criminal_justice"],
            Kind::Intermediary => &["treatment", "payment", "operations"],
            Kind::Research => &["research"],
            Kind::Fundraising => &["fundraising"],
        }
    }

    /// Codes of `cairn_part2::RecipientKind` that a recipient of this kind of consent can have.
    pub fn recipients(self) -> &'static [&'static str] {
        match self {
            Kind::General => &[
                "family",
                "covered_entity",
                "part2_program",
                "health_plan",
                "third_party_payer",
                "business_associate",
                "other",
            ],
            Kind::Tpo => {
                &["covered_entity", "part2_program", "health_plan", "third_party_payer", "business_associate"]
            }
            Kind::CounselingNotes => &["covered_entity", "other"],
            Kind::Proceedings => &["court", "criminal_justice", "law_enforcement", "other"],
            Kind::CriminalJustice => &["criminal_justice", "court"],
            Kind::Intermediary => &["intermediary"],
            Kind::Research => &["researcher"],
            Kind::Fundraising => &["business_associate", "other"],
        }
    }

    /// Codes of `cairn_part2::Statement` that the text of such a consent makes. The statement on HIPAA follows the
    /// recipients (§2.31(a)(4)(iii)).
    pub fn statements(self, terms: &Terms) -> Vec<&'static str> {
        let mut all = vec!["right_to_revoke", "how_to_revoke"];
        if terms.is_for_care() && terms.names_hipaa_recipient() {
            all.push("hipaa_redisclosure");
        }
        if terms.is_for_care() {
            all.extend(["loss_of_protection", "consequences_of_refusal"]);
        }
        if terms.has_purpose("fundraising") {
            all.push("fundraising_opt_out");
        }
        all
    }

    /// Whether the case or the study has to be named for the purpose to mean something.
    pub fn names_its_case(self) -> bool {
        matches!(self, Kind::Proceedings | Kind::CriminalJustice | Kind::Research)
    }

    /// What a draft of this kind begins with: the least, and what is always the same.
    pub fn first_terms(self) -> Terms {
        let list = |codes: &[&str]| codes.iter().map(|code| (*code).to_string()).collect();
        let mut terms = Terms::default();
        match self {
            Kind::General | Kind::Intermediary => {}
            Kind::Tpo => {
                terms.purposes = list(self.purposes());
                terms.categories = list(&["attendance", "billing"]);
            }
            Kind::CounselingNotes => terms.categories = list(&["counseling_notes"]),
            Kind::Proceedings | Kind::Research | Kind::Fundraising => terms.purposes = list(self.purposes()),
            Kind::CriminalJustice => {
                terms.purposes = list(self.purposes());
                terms.categories = list(&["attendance"]);
            }
        }
        terms
    }

    /// Refuses what may not stand together in one consent of this kind. Whatever is merely missing is no reason
    /// here: it keeps the consent a draft.
    pub fn refuse(self, terms: &Terms) -> Result<(), Refusal> {
        let counseling = terms.has_category("counseling_notes");
        if counseling && (self != Kind::CounselingNotes || terms.categories.len() > 1) {
            return Err(Refusal { field: "categories", key: "consent-counseling-alone" });
        }
        let proceeding = terms.purposes.iter().any(|code| code == "proceeding");
        if proceeding && (self != Kind::Proceedings || terms.purposes.len() > 1) {
            return Err(Refusal { field: "purposes", key: "consent-purpose-proceedings-alone" });
        }
        if self == Kind::Proceedings && terms.purposes.iter().any(|code| code != "proceeding") {
            return Err(Refusal { field: "purposes", key: "consent-purpose-proceedings-alone" });
        }
        if self == Kind::CriminalJustice
            && terms.recipients.iter().any(|recipient| !self.recipients().contains(&recipient.kind.as_str()))
        {
            return Err(Refusal { field: "kind", key: "consent-whom-court-only" });
        }
        if terms.is_everything() && terms.everything_reason.is_none() {
            return Err(Refusal { field: "everything_reason", key: "consent-everything-needs-reason" });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_string()).collect()
    }

    #[test]
    fn row_05_a_proceeding_stands_alone() {
        for kind in Kind::ALL {
            let mut terms = kind.first_terms();
            terms.purposes = list(&["proceeding"]);
            assert_eq!(kind.refuse(&terms).is_ok(), kind == Kind::Proceedings, "{kind:?}");
            terms.purposes = list(&["proceeding", "treatment"]);
            assert!(kind.refuse(&terms).is_err(), "{kind:?} mixes a proceeding with care");
        }
        let mut terms = Kind::Proceedings.first_terms();
        terms.purposes = list(&["treatment"]);
        assert!(Kind::Proceedings.refuse(&terms).is_err());
    }

    #[test]
    fn counseling_notes_stand_alone() {
        let mut terms = Kind::CounselingNotes.first_terms();
        assert_eq!(Kind::CounselingNotes.refuse(&terms), Ok(()));
        assert!(Kind::Tpo.refuse(&terms).is_err());
        terms.categories.push("plan".to_string());
        assert!(Kind::CounselingNotes.refuse(&terms).is_err());
    }

    #[test]
    fn everything_needs_a_reason_and_nothing_begins_with_everything() {
        for kind in Kind::ALL {
            assert!(!kind.first_terms().is_everything(), "{kind:?}");
        }
        let mut terms = Kind::General.first_terms();
        terms.categories = list(&["record"]);
        assert!(Kind::General.refuse(&terms).is_err());
        terms.everything_reason = Some("I move and my new program starts where we stopped".to_string());
        assert_eq!(Kind::General.refuse(&terms), Ok(()));
        // Checking every single box is everything too.
        terms.everything_reason = None;
        terms.categories = list(&OFFERED);
        assert!(Kind::General.refuse(&terms).is_err());
    }

    #[test]
    fn row_26_attendance_is_what_a_court_gets_unless_more_is_chosen() {
        assert_eq!(Kind::CriminalJustice.first_terms().categories, ["attendance"]);
    }
}
