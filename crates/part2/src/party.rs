//! Who discloses and who receives.

use serde::{Deserialize, Serialize};

use crate::set::values;

values! {
    /// What a recipient is in the eyes of the law. Only what the program has on file counts, never what a recipient
    /// says of itself.
    RecipientKind,
    /// A set of [`RecipientKind`].
    RecipientKinds {
        /// A provider or clearinghouse under HIPAA.
        CoveredEntity => "covered_entity",
        HealthPlan => "health_plan",
        /// Pays for care and is no health plan.
        ThirdPartyPayer => "third_party_payer",
        BusinessAssociate => "business_associate",
        Part2Program => "part2_program",
        /// A provider of care outside HIPAA.
        Provider => "provider",
        /// Whoever treats an emergency (§2.51).
        MedicalPersonnel => "medical_personnel",
        /// Passes records on to its members (§2.11, §2.24).
        Intermediary => "intermediary",
        /// A qualified service organization (§2.11).
        Qso => "qso",
        /// Works for a lawful holder under contract (§2.33(c)).
        Contractor => "contractor",
        LawEnforcement => "law_enforcement",
        /// Monitors somebody for a court, parole or probation (§2.35).
        CriminalJustice => "criminal_justice",
        Court => "court",
        ChildProtection => "child_protection",
        PublicHealthAuthority => "public_health_authority",
        /// Keeps vital statistics (§2.15(b)(1)).
        VitalStatistics => "vital_statistics",
        Researcher => "researcher",
        Auditor => "auditor",
        Registry => "registry",
        PrescriptionMonitoring => "prescription_monitoring",
        /// The person whom the records are about.
        Individual => "individual",
        /// Acts for the person by law (§2.15).
        PersonalRepresentative => "personal_representative",
        /// Family, friends, informal caregivers.
        Family => "family",
        /// Somebody who works for the program itself.
        Workforce => "workforce",
        Other => "other",
    }
}

impl RecipientKinds {
    /// To whom a record received for treatment, payment or operations may go on as HIPAA permits.
    pub const HIPAA: RecipientKinds = RecipientKinds::of(&[
        RecipientKind::CoveredEntity,
        RecipientKind::HealthPlan,
        RecipientKind::BusinessAssociate,
    ]);
    /// Those who pay.
    pub const PAYERS: RecipientKinds =
        RecipientKinds::of(&[RecipientKind::HealthPlan, RecipientKind::ThirdPartyPayer]);
    /// Those who may be somebody's treating provider.
    pub const PROVIDERS: RecipientKinds = RecipientKinds::of(&[
        RecipientKind::CoveredEntity,
        RecipientKind::Part2Program,
        RecipientKind::Provider,
        RecipientKind::MedicalPersonnel,
    ]);
    /// Those who work for the program without being part of it.
    pub const HELPERS: RecipientKinds = RecipientKinds::of(&[
        RecipientKind::Qso,
        RecipientKind::BusinessAssociate,
        RecipientKind::Contractor,
    ]);
}

values! {
    /// The classes that one consent for all treatment, payment and operations may name (§2.31(a)(4)(i)): "my treating
    /// providers, health plans, third-party payers, and people helping to operate this program".
    RecipientClass,
    /// A set of [`RecipientClass`].
    RecipientClasses {
        TreatingProviders => "treating_providers",
        HealthPlans => "health_plans",
        ThirdPartyPayers => "third_party_payers",
        ProgramHelpers => "program_helpers",
    }
}

/// A person or organization, known by its id. Names are for reading; two parties may share one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Empty: nobody, and it never matches.
    pub id: String,
    #[serde(default)]
    pub name: String,
    /// What it is in law. A consent needs it to know whether the statement of §2.31(a)(4)(iii) belongs in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RecipientKind>,
}

/// Who would receive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    pub id: String,
    #[serde(default)]
    pub name: String,
    /// For whom they act. A consent that names the organization covers those who act for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Party>,
    pub kind: RecipientKind,
    /// How the program knows them to stand to this person, for example as a treating provider.
    #[serde(default)]
    pub classes: RecipientClasses,
    /// Other classes they belong to, in the words that consents use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_classes: Vec<String>,
    /// The intermediary through which they receive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// The document that gives a personal representative authority (§2.15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
}

/// As what a discloser holds the records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolderKind {
    /// A Part 2 program that is no covered entity.
    #[default]
    Part2Program,
    /// A Part 2 program that is a covered entity too.
    Part2CoveredEntity,
    /// A covered entity or business associate that received records.
    CoveredEntity,
    /// Received them for research (§2.52).
    Researcher,
    /// Received them for audit or evaluation (§2.53).
    Auditor,
    /// Any other lawful holder.
    LawfulHolder,
}

impl HolderKind {
    /// Whether §2.33(b)(1) lets it pass on, as HIPAA permits, what it received for treatment, payment or operations.
    pub const fn is_covered_entity(self) -> bool {
        matches!(self, HolderKind::Part2CoveredEntity | HolderKind::CoveredEntity)
    }
}

/// Who discloses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discloser {
    pub id: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub kind: HolderKind,
    /// Classes it belongs to, in the words that consents use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
}
