//! What a record says: the kinds of information, and which of them another one includes.

use crate::set::values;

values! {
    /// A kind of information about a person. Some are broader than others: see [`Category::includes`].
    Category,
    /// A set of [`Category`].
    Categories {
        /// Everything in the record but counseling notes, which only their own consent names (§2.31(b)).
        Record => "record",
        /// That the person is or was here (§2.13(c)).
        Presence => "presence",
        /// The person's name: by whatever is told, the recipient knows of whom.
        Name => "name",
        /// Date of birth, gender, languages.
        Demographics => "demographics",
        /// How to reach the person: telephone, e-mail, address.
        Contact => "contact",
        /// Where the person lives.
        Address => "address",
        /// Where the person was last known to be.
        Whereabouts => "whereabouts",
        /// Whether, when and how long the person came.
        Attendance => "attendance",
        /// Appointments to come.
        Schedule => "schedule",
        /// The recovery plan: goals and steps.
        Plan => "plan",
        /// A summary of how it goes, without what was said.
        Progress => "progress",
        /// What a peer supporter wrote about a session.
        SessionNotes => "session_notes",
        /// Check-ins.
        CheckIns => "check_ins",
        /// Messages between participant and supporter.
        Messages => "messages",
        /// Worksheets and other tools as filled in.
        Worksheets => "worksheets",
        /// Relapse, crisis and safety plans.
        SafetyPlan => "safety_plan",
        /// Questionnaires and measures with their scores.
        Assessments => "assessments",
        /// Diagnoses.
        Diagnoses => "diagnoses",
        /// Medications.
        Medications => "medications",
        /// Test results.
        TestResults => "test_results",
        /// Referrals and recommendations.
        Referrals => "referrals",
        /// Family, relationships, other people.
        Family => "family",
        /// What a claim needs at least: dates, codes, units, and the policy.
        Billing => "billing",
        /// The insurance policy and whether it covers.
        Coverage => "coverage",
        /// The circumstances of a crime, a threat or a suspected abuse (§2.12(c)(5), (6)).
        Incident => "incident",
        /// Records that came from somebody else (§2.33).
        Received => "received",
        /// SUD counseling notes of a professional, kept apart (§2.11, §2.31(b)).
        CounselingNotes => "counseling_notes",
    }
}

/// What tells no more than that this person is meant: every other category implies it.
const WHO: Categories = Categories::of(&[Category::Presence, Category::Name]);

impl Category {
    /// This category and every narrower one that it includes. Whatever is told about somebody tells who is meant and
    /// that they are here, so each includes presence and name.
    pub const fn includes(self) -> Categories {
        match self {
            Category::Record => Categories::all().without(Categories::of(&[Category::CounselingNotes])),
            Category::Presence | Category::Name => WHO,
            Category::Contact => WHO.with(Category::Contact).with(Category::Address),
            Category::Attendance => WHO.with(Category::Attendance).with(Category::Schedule),
            Category::Plan => WHO.with(Category::Plan).with(Category::Progress),
            Category::Billing => WHO.with(Category::Billing).with(Category::Coverage),
            other => WHO.with(other),
        }
    }
}

impl Categories {
    /// What the person said or wrote in confidence; §2.63 asks for more before a court may open it.
    pub const CONFIDENTIAL_COMMUNICATIONS: Categories = Categories::of(&[
        Category::SessionNotes,
        Category::CheckIns,
        Category::Messages,
        Category::Worksheets,
        Category::SafetyPlan,
        Category::Assessments,
        Category::CounselingNotes,
    ]);

    /// All that a report of a crime or of suspected child abuse may hold (§2.12(c)(5), (6)).
    pub const REPORTABLE: Categories = Categories::of(&[
        Category::Incident,
        Category::Presence,
        Category::Name,
        Category::Address,
        Category::Whereabouts,
    ]);

    /// These categories with every narrower one that they include.
    pub fn widened(self) -> Categories {
        self.iter().fold(Categories::NONE, |all, category| all.union(category.includes()))
    }
}
