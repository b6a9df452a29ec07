//! What a disclosure is for.

use crate::set::values;

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
}
