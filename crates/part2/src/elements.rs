//! The elements that a written consent must have (§2.31(a)), as versioned data.

use serde::{Deserialize, Serialize};

use crate::set::values;
use crate::{ConsentKind, ConsentKinds};

/// A version of the list of elements. A consent is measured by the list it was written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ElementsVersion {
    /// 89 FR 12472 (16 February 2024).
    #[default]
    #[serde(rename = "2024")]
    V2024,
}

values! {
    /// Something that a consent must have, or must not be.
    Element,
    /// A set of [`Element`].
    Elements {
        /// The person's name: (a)(1).
        PatientName => "patient_name",
        /// Who may disclose, by name or class: (a)(2).
        Discloser => "discloser",
        /// Which kinds of information: (a)(3).
        Categories => "categories",
        /// The description "in a specific and meaningful fashion": (a)(3).
        Description => "description",
        /// To whom, by name or class: (a)(4)(i).
        Recipients => "recipients",
        /// The intermediary's name: (a)(4)(ii).
        Intermediary => "intermediary",
        /// The intermediary's members, by name or as treating providers: (a)(4)(ii).
        IntermediaryMembers => "intermediary_members",
        /// The statement on redisclosure under HIPAA, where a recipient is a covered entity or business associate for
        /// treatment, payment or operations: (a)(4)(iii).
        HipaaStatement => "hipaa_statement",
        /// Each purpose: (a)(5).
        Purposes => "purposes",
        /// The chance to opt out of fundraising: (a)(5)(iii).
        FundraisingOptOut => "fundraising_opt_out",
        /// The right to revoke in writing: (a)(6).
        RightToRevoke => "right_to_revoke",
        /// How to revoke: (a)(6).
        HowToRevoke => "how_to_revoke",
        /// A date or an event: (a)(7).
        Expiry => "expiry",
        /// The kind of expiry is one that this consent may have: "none" and "end of the treatment" only for treatment,
        /// payment and operations, "end of the study" only for research: (a)(7).
        ExpiryFits => "expiry_fits",
        /// The signature of the person, or of who signs for them: (a)(8).
        Signature => "signature",
        /// The parent's or guardian's signature beside the minor's: (a)(8), §2.14(c).
        ParentSignature => "parent_signature",
        /// The document that gives a representative authority: (a)(8), §2.15.
        Authority => "authority",
        /// The date of each signature: (a)(9).
        DateSigned => "date_signed",
        /// That redisclosed records may lose protection: (a)(10)(i).
        LossOfProtection => "loss_of_protection",
        /// What follows from refusing to sign: (a)(10)(ii).
        ConsequencesOfRefusal => "consequences_of_refusal",
        /// Counseling notes stand alone, and only in their own kind of consent: (b).
        CounselingNotesAlone => "counseling_notes_alone",
        /// Use in a proceeding stands alone, and only in its own kind of consent: (d).
        ProceedingsAlone => "proceedings_alone",
        /// The purposes are those that this kind of consent is for.
        PurposesFit => "purposes_fit",
        /// The recipients are those that this kind of consent may have; for §2.35 those who monitor the person.
        RecipientsFit => "recipients_fit",
        /// For how long a criminal justice consent is in force: §2.35(b).
        MonitoringPeriod => "monitoring_period",
        /// From when a criminal justice consent may be revoked: §2.35(c).
        RevocableFrom => "revocable_from",
    }
}

/// One line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ElementRule {
    pub element: Element,
    /// Where the rule says so.
    pub source: &'static str,
    /// The kinds of consent that must have it. Some only under a condition that the element's description names.
    pub kinds: ConsentKinds,
}

const ALL: ConsentKinds = ConsentKinds::all();
const REVOCABLE: ConsentKinds = ALL.without(ConsentKinds::of(&[ConsentKind::CriminalJustice]));
const INTERMEDIARY: ConsentKinds = ConsentKinds::of(&[ConsentKind::Intermediary]);
const CRIMINAL_JUSTICE: ConsentKinds = ConsentKinds::of(&[ConsentKind::CriminalJustice]);
/// The kinds that may be for treatment, payment or operations; the condition is the purpose.
const HEALTH_CARE: ConsentKinds = ConsentKinds::of(&[
    ConsentKind::General,
    ConsentKind::Tpo,
    ConsentKind::CounselingNotes,
    ConsentKind::Intermediary,
]);
/// The kinds that may be for fundraising; the condition is the purpose.
const FUNDRAISING: ConsentKinds = ConsentKinds::of(&[ConsentKind::General, ConsentKind::Fundraising]);

const fn rule(element: Element, source: &'static str, kinds: ConsentKinds) -> ElementRule {
    ElementRule { element, source, kinds }
}

const ELEMENTS_2024: &[ElementRule] = &[
    rule(Element::PatientName, "2.31(a)(1)", ALL),
    rule(Element::Discloser, "2.31(a)(2)", ALL),
    rule(Element::Categories, "2.31(a)(3)", ALL),
    rule(Element::Description, "2.31(a)(3)", ALL),
    rule(Element::Recipients, "2.31(a)(4)(i)", ALL),
    rule(Element::Intermediary, "2.31(a)(4)(ii)", INTERMEDIARY),
    rule(Element::IntermediaryMembers, "2.31(a)(4)(ii)", INTERMEDIARY),
    rule(Element::HipaaStatement, "2.31(a)(4)(iii)", HEALTH_CARE),
    rule(Element::Purposes, "2.31(a)(5)", ALL),
    rule(Element::FundraisingOptOut, "2.31(a)(5)(iii)", FUNDRAISING),
    rule(Element::RightToRevoke, "2.31(a)(6)", REVOCABLE),
    rule(Element::HowToRevoke, "2.31(a)(6)", REVOCABLE),
    rule(Element::Expiry, "2.31(a)(7)", ALL),
    rule(Element::ExpiryFits, "2.31(a)(7)", ALL),
    rule(Element::Signature, "2.31(a)(8)", ALL),
    rule(Element::ParentSignature, "2.31(a)(8), 2.14", ALL),
    rule(Element::Authority, "2.31(a)(8), 2.15", ALL),
    rule(Element::DateSigned, "2.31(a)(9)", ALL),
    rule(Element::LossOfProtection, "2.31(a)(10)(i)", HEALTH_CARE),
    rule(Element::ConsequencesOfRefusal, "2.31(a)(10)(ii)", HEALTH_CARE),
    rule(Element::CounselingNotesAlone, "2.31(b)", ALL),
    rule(Element::ProceedingsAlone, "2.31(d)", ALL),
    rule(Element::PurposesFit, "2.31(a)(5)", ALL),
    rule(Element::RecipientsFit, "2.31(a)(4), 2.35(a)", ALL),
    rule(Element::MonitoringPeriod, "2.35(b)", CRIMINAL_JUSTICE),
    rule(Element::RevocableFrom, "2.35(c)", CRIMINAL_JUSTICE),
];

/// The list of elements of a version. A rule whose description names a condition applies only under that condition.
pub const fn elements(version: ElementsVersion) -> &'static [ElementRule] {
    match version {
        ElementsVersion::V2024 => ELEMENTS_2024,
    }
}
