//! The question: may this go to them, for that?

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Actor, Categories, Category, Discloser, Party, Purpose};

/// By which way it would leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Egress {
    #[default]
    Page,
    Print,
    Pdf,
    Csv,
    Json,
    /// A link that opens later: ask again when it is opened.
    Link,
    Fhir,
    X12,
    Email,
    Sms,
    Push,
    Calendar,
    /// A line in a list of search results.
    Search,
    /// A number.
    Count,
    /// Told by voice, on the telephone or in a room.
    Spoken,
}

impl Egress {
    /// Whether the recipient keeps a copy.
    pub const fn leaves_a_copy(self) -> bool {
        !matches!(self, Egress::Page | Egress::Search | Egress::Count | Egress::Spoken)
    }

    /// Whether there is room for one short sentence only.
    pub const fn is_short(self) -> bool {
        matches!(
            self,
            Egress::X12 | Egress::Sms | Egress::Push | Egress::Calendar | Egress::Search | Egress::Count
        )
    }
}

/// Under what a record came here from somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceivedUnder {
    /// A consent for treatment, payment and operations.
    Tpo,
    /// Any other consent.
    Consent,
    Emergency,
    Research,
    Audit,
    Order,
    /// Nobody wrote it down.
    Unknown,
}

/// Where a record came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    pub from: Party,
    pub under: ReceivedUnder,
}

/// The label of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordLabel {
    pub id: String,
    pub category: Category,
    /// Without it the record counts as older than the end of any restriction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Received>,
    /// Paid in full by or for the person, who asked that their health plan not hear of it (§2.26(a)(4)).
    #[serde(default)]
    pub paid_in_full: bool,
}

/// Why a member of the workforce needs to know (§2.12(c)(3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    Caseload,
    Supervision,
    GroupLeading,
    Coordination,
    Billing,
    Privacy,
    /// Opened with a reason, looked at afterwards.
    BreakGlass,
}

/// A need to know, as the program has established it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedToKnow {
    pub need: Need,
    /// The first instant at which it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Whether they wrote the counseling notes asked for (§2.31(b): the originator's own use).
    #[serde(default)]
    pub wrote_counseling_notes: bool,
}

/// Why there is no consent in an emergency (§2.51(a)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoConsentBecause {
    /// It cannot be obtained.
    Unobtainable,
    /// The program is closed in a declared disaster.
    Disaster,
}

/// What has to be written down at once about a medical emergency (§2.51(c)). Blank text counts as missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EmergencyFacts {
    pub no_consent_because: Option<NoConsentBecause>,
    pub medical_personnel: String,
    pub facility: String,
    pub disclosed_by: String,
    pub at: Option<Timestamp>,
    pub nature: String,
}

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportOf {
    CrimeOnPremises,
    CrimeAgainstPersonnel,
    ThreatOfCrime,
    ChildAbuse,
}

/// The ground of a report (§2.12(c)(5), (6)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub of: ReportOf,
    /// Why it falls under the rule. Blank: no report.
    #[serde(default)]
    pub justification: String,
}

/// The program director's finding about a minor who applies (§2.14(c)). All of it is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DirectorFinding {
    pub director: String,
    pub at: Option<Timestamp>,
    /// The minor lacks capacity for a rational choice about telling a parent.
    pub lacks_capacity: bool,
    /// There is a substantial threat to life or well-being of the minor or somebody else …
    pub substantial_threat: bool,
    /// … which telling may lessen.
    pub telling_may_lessen: bool,
}

/// The question that [`crate::decide`] answers. It is asked for every use, also of a link issued long ago.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Id of the person whom the records are about.
    pub subject: String,
    pub discloser: Discloser,
    pub actor: Actor,
    pub purpose: Purpose,
    /// What would leave. Ask for the least that the purpose needs (§2.13(a)).
    pub categories: Categories,
    /// The labels of what would leave, record by record. A category with any record here has all of them here; a
    /// category without any is asked about as a whole, and counts as made here, before now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordLabel>,
    #[serde(default)]
    pub path: Egress,
    /// Whether it leaves through an electronic health record (§2.25).
    #[serde(default)]
    pub through_ehr: bool,
    /// Whether it is for use in any civil, criminal, administrative or legislative proceeding, whatever else it is
    /// for.
    #[serde(default)]
    pub is_proceeding: bool,
    /// De-identified under 45 CFR 164.514(b).
    #[serde(default)]
    pub de_identified: bool,
    /// Whether the person has died.
    #[serde(default)]
    pub has_died: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need_to_know: Option<NeedToKnow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<EmergencyFacts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<DirectorFinding>,
}

impl Request {
    /// The plainest question: these categories, for this purpose, on a page.
    pub fn new(
        subject: impl Into<String>,
        discloser: Discloser,
        actor: Actor,
        purpose: Purpose,
        categories: impl Into<Categories>,
    ) -> Request {
        Request {
            subject: subject.into(),
            discloser,
            actor,
            purpose,
            categories: categories.into(),
            records: Vec::new(),
            path: Egress::Page,
            through_ehr: false,
            is_proceeding: false,
            de_identified: false,
            has_died: false,
            need_to_know: None,
            emergency: None,
            report: None,
            finding: None,
        }
    }
}
