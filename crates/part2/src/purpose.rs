//! What a disclosure is for.

use crate::set::values;
use crate::{Categories, Category};

values! {
    /// What a disclosure is for. A purpose matches itself and no other: "treatment" does not stand for "operations".
    Purpose,
    /// A set of [`Purpose`].
    Purposes {
        Treatment => "treatment",
        Payment => "payment",
        /// Health care operations.
        Operations => "operations",
        /// "At the request of the patient", who need not say more (§2.31(a)(5)).
        AtRequest => "at_request",
        /// Family or friends have a part in the person's recovery.
        FamilyInvolvement => "family_involvement",
        /// Housing, work, school, public benefits.
        SocialServices => "social_services",
        Fundraising => "fundraising",
        /// A civil, criminal, administrative or legislative proceeding (§2.12(d)(1), §2.31(d), §§2.61-2.67).
        Proceeding => "proceeding",
        /// Monitoring by those who made participation a condition (§2.35).
        CriminalJustice => "criminal_justice",
        /// Research (§2.52).
        Research => "research",
        /// Audit and evaluation (§2.53).
        Audit => "audit",
        /// A medical emergency (§2.51).
        Emergency => "emergency",
        /// A crime on the premises or against personnel, or a threat of one (§2.12(c)(5)).
        CrimeReport => "crime_report",
        /// Suspected child abuse or neglect, as state law asks (§2.12(c)(6)).
        ChildAbuseReport => "child_abuse_report",
        /// De-identified figures for a public health authority (§2.54).
        PublicHealth => "public_health",
        /// Cause of death under laws on vital statistics (§2.15(b)(1)).
        VitalStatistics => "vital_statistics",
        /// A minor's application told to a parent after the director's finding (§2.14(c)).
        MinorSafety => "minor_safety",
        /// Services to the program by a qualified service organization (§2.12(c)(4)).
        Services => "services",
        /// The person's own access (§2.23).
        OwnAccess => "own_access",
        /// Inside the program, by need to know (§2.12(c)(3)).
        WithinProgram => "within_program",
        /// A central registry against multiple enrollment (§2.34), with consent.
        Registry => "registry",
        /// A prescription drug monitoring program (§2.36), with consent.
        PrescriptionMonitoring => "prescription_monitoring",
    }
}

impl Purposes {
    /// Treatment, payment and health care operations.
    pub const TPO: Purposes = Purposes::of(&[Purpose::Treatment, Purpose::Payment, Purpose::Operations]);

    /// The purposes that a consent can serve. The others rest on something else: a need to know, an agreement, facts
    /// written down.
    pub const BY_CONSENT: Purposes = Purposes::of(&[
        Purpose::Treatment,
        Purpose::Payment,
        Purpose::Operations,
        Purpose::AtRequest,
        Purpose::FamilyInvolvement,
        Purpose::SocialServices,
        Purpose::Fundraising,
        Purpose::Proceeding,
        Purpose::CriminalJustice,
        Purpose::Research,
        Purpose::Audit,
        Purpose::Registry,
        Purpose::PrescriptionMonitoring,
    ]);
}

/// What was said or written between a person and those who support them.
const SAID: Categories = Categories::of(&[
    Category::SessionNotes,
    Category::CheckIns,
    Category::Messages,
    Category::Worksheets,
    Category::CounselingNotes,
]);

impl Purpose {
    /// What this purpose needs as a rule (§2.13(a)): a form begins with this and nothing else ticked.
    pub const fn least(self) -> Categories {
        match self {
            Purpose::Payment => Categories::of(&[Category::Billing, Category::Coverage]),
            Purpose::CriminalJustice => Categories::of(&[Category::Attendance]),
            Purpose::Fundraising => Categories::of(&[Category::Contact]),
            Purpose::CrimeReport | Purpose::ChildAbuseReport => Categories::REPORTABLE,
            Purpose::Registry | Purpose::VitalStatistics | Purpose::MinorSafety => {
                Categories::of(&[Category::Presence, Category::Name])
            }
            Purpose::Treatment => {
                Categories::of(&[Category::Attendance, Category::Plan, Category::Medications])
            }
            Purpose::PrescriptionMonitoring => Categories::of(&[Category::Medications]),
            _ => Categories::of(&[Category::Attendance]),
        }
    }

    /// The most that this purpose opens under any consent (§2.13(a)), but for one on counseling notes. Nobody needs what
    /// was said in a session to pay for it.
    pub const fn most(self) -> Categories {
        let all = Categories::all().without(Categories::of(&[Category::CounselingNotes]));
        match self {
            Purpose::Payment => all.without(SAID).without(Categories::of(&[
                Category::SafetyPlan,
                Category::Assessments,
                Category::Family,
            ])),
            Purpose::Operations => all.without(SAID),
            Purpose::Fundraising => Categories::of(&[
                Category::Presence,
                Category::Name,
                Category::Demographics,
                Category::Contact,
                Category::Address,
                Category::Attendance,
            ]),
            _ => all,
        }
    }
}
