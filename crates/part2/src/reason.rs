//! Why not: one code a reason, one English sentence a code. An application translates the codes.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Elements;
use crate::set::values;

values! {
    /// Why something is not permitted.
    ReasonCode,
    /// A set of [`ReasonCode`].
    ReasonCodes {
        /// Nothing was asked for.
        NothingAsked => "nothing_asked",
        /// Default deny: nothing on file permits it.
        NoBasis => "no_basis",
        /// The consent or order is about somebody else.
        OtherPerson => "other_person",
        OtherDiscloser => "other_discloser",
        OtherRecipient => "other_recipient",
        OtherPurpose => "other_purpose",
        OtherCategories => "other_categories",
        /// The purpose does not need as much (§2.13(a)).
        MoreThanNeeded => "more_than_needed",
        NotYetInForce => "not_yet_in_force",
        NotSigned => "not_signed",
        Expired => "expired",
        /// The event that ends it has occurred.
        EventOccurred => "event_occurred",
        Revoked => "revoked",
        RevokedForRecipient => "revoked_for_recipient",
        KnownFalse => "known_false",
        /// An element is missing: [`Reason::missing`] names it.
        Deficient => "deficient",
        Restricted => "restricted",
        PaidInFull => "paid_in_full",
        CounselingNotesNeedOwnConsent => "counseling_notes_need_own_consent",
        ProceedingNeedsConsentOrOrder => "proceeding_needs_consent_or_order",
        OrderMissing => "order_missing",
        MandateMissing => "mandate_missing",
        MandateExpired => "mandate_expired",
        FindingsMissing => "findings_missing",
        LimitsMissing => "limits_missing",
        NoticeMissing => "notice_missing",
        Vacated => "vacated",
        /// §2.63.
        ConfidentialCommunications => "confidential_communications",
        /// §2.62: who holds records for research or audit cannot be ordered to give them against the person.
        HeldForResearchOrAudit => "held_for_research_or_audit",
        /// §2.67 opens no record.
        UndercoverOpensNothing => "undercover_opens_nothing",
        RecipientKindNotAllowed => "recipient_kind_not_allowed",
        AgreementMissing => "agreement_missing",
        AgreementExpired => "agreement_expired",
        AgreementTermsMissing => "agreement_terms_missing",
        CopiesNotAllowed => "copies_not_allowed",
        DestroyByPassed => "destroy_by_passed",
        EmergencyReasonMissing => "emergency_reason_missing",
        EmergencyPersonnelMissing => "emergency_personnel_missing",
        EmergencyFacilityMissing => "emergency_facility_missing",
        EmergencyDiscloserMissing => "emergency_discloser_missing",
        EmergencyTimeMissing => "emergency_time_missing",
        EmergencyNatureMissing => "emergency_nature_missing",
        JustificationMissing => "justification_missing",
        /// A report may hold only the permitted facts.
        NotReportable => "not_reportable",
        FindingMissing => "finding_missing",
        NotTheirOwn => "not_their_own",
        AuthorityMissing => "authority_missing",
        NoNeedToKnow => "no_need_to_know",
        NeedToKnowOver => "need_to_know_over",
        NotInThisProgram => "not_in_this_program",
        NotDeIdentified => "not_de_identified",
        PersonIsAlive => "person_is_alive",
        /// A record that came from somebody else may not go on to this recipient (§2.33).
        Redisclosure => "redisclosure",
    }
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

impl ReasonCode {
    /// The reason in one English sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            ReasonCode::NothingAsked => "Nothing was asked for.",
            ReasonCode::NoBasis => "Nothing on file permits it.",
            ReasonCode::OtherPerson => "It is about somebody else.",
            ReasonCode::OtherDiscloser => "It names another discloser.",
            ReasonCode::OtherRecipient => "It does not name this recipient or a class they belong to.",
            ReasonCode::OtherPurpose => "It is for another purpose.",
            ReasonCode::OtherCategories => "It does not cover this kind of information.",
            ReasonCode::MoreThanNeeded => "The purpose does not need this kind of information.",
            ReasonCode::NotYetInForce => "It is not in force yet.",
            ReasonCode::NotSigned => "It was not signed by then.",
            ReasonCode::Expired => "It has expired.",
            ReasonCode::EventOccurred => "The event that ends it has occurred.",
            ReasonCode::Revoked => "It was revoked.",
            ReasonCode::RevokedForRecipient => "It was revoked for this recipient.",
            ReasonCode::KnownFalse => "It is known to be materially false.",
            ReasonCode::Deficient => "It lacks something that it must have.",
            ReasonCode::Restricted => "A restriction forbids it.",
            ReasonCode::PaidInFull => "It was paid in full, and payers are not to hear of it.",
            ReasonCode::CounselingNotesNeedOwnConsent => "Counseling notes need a consent of their own.",
            ReasonCode::ProceedingNeedsConsentOrOrder => {
                "Use in a proceeding needs a consent of its own, or a court order together with a subpoena."
            }
            ReasonCode::OrderMissing => "A subpoena alone is not enough: there is no court order.",
            ReasonCode::MandateMissing => "An order authorizes and does not compel: there is no subpoena.",
            ReasonCode::MandateExpired => "The subpoena has expired or is not in force yet.",
            ReasonCode::FindingsMissing => "The order lacks findings that it must have.",
            ReasonCode::LimitsMissing => "The order lacks limits that it must have.",
            ReasonCode::NoticeMissing => "Those whom the order affects were not given notice.",
            ReasonCode::Vacated => "The order was stayed or vacated.",
            ReasonCode::ConfidentialCommunications => {
                "What was said in confidence may be opened only on the grounds of section 2.63."
            }
            ReasonCode::HeldForResearchOrAudit => {
                "Records held for research or audit cannot be ordered to be used against the person."
            }
            ReasonCode::UndercoverOpensNothing => "An order on undercover agents opens no record.",
            ReasonCode::RecipientKindNotAllowed => "This purpose does not allow this kind of recipient.",
            ReasonCode::AgreementMissing => "There is no agreement or approval on file.",
            ReasonCode::AgreementExpired => "The agreement or approval is not in force.",
            ReasonCode::AgreementTermsMissing => "The agreement or approval lacks terms that it must have.",
            ReasonCode::CopiesNotAllowed => "Copies may not be taken away.",
            ReasonCode::DestroyByPassed => "The day by which copies were to be destroyed has passed.",
            ReasonCode::EmergencyReasonMissing => "Write down why consent cannot be obtained.",
            ReasonCode::EmergencyPersonnelMissing => "Write down the name of the medical personnel.",
            ReasonCode::EmergencyFacilityMissing => "Write down their facility.",
            ReasonCode::EmergencyDiscloserMissing => "Write down who discloses.",
            ReasonCode::EmergencyTimeMissing => "Write down the date and time.",
            ReasonCode::EmergencyNatureMissing => "Write down the nature of the emergency.",
            ReasonCode::JustificationMissing => "Write down why the report falls under the rule.",
            ReasonCode::NotReportable => "A report may hold only the facts that the rule permits.",
            ReasonCode::FindingMissing => "The program director's finding is missing or incomplete.",
            ReasonCode::NotTheirOwn => "It is not their own record.",
            ReasonCode::AuthorityMissing => "There is no document that gives authority.",
            ReasonCode::NoNeedToKnow => "No need to know has been established.",
            ReasonCode::NeedToKnowOver => "The need to know is over.",
            ReasonCode::NotInThisProgram => "They do not work for this program.",
            ReasonCode::NotDeIdentified => "It has not been de-identified.",
            ReasonCode::PersonIsAlive => "It is for after the person has died.",
            ReasonCode::Redisclosure => "It came from somebody else, and may not go on to this recipient.",
        }
    }
}

/// The kind of paper that a reason is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    Consent,
    Restriction,
    Order,
    Agreement,
    Record,
}

/// A reason, and the paper it is about. Without a paper it is about the request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reason {
    pub code: ReasonCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Paper>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The elements that are missing, for [`ReasonCode::Deficient`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Elements>,
}

impl Reason {
    pub fn of_request(code: ReasonCode) -> Reason {
        Reason { code, paper: None, id: None, missing: None }
    }

    pub fn of(paper: Paper, id: &str, code: ReasonCode) -> Reason {
        Reason { code, paper: Some(paper), id: Some(id.to_owned()), missing: None }
    }
}
