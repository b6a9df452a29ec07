//! 42 CFR Part 2, the federal rule on the confidentiality of substance use disorder records, as one pure function:
//! [`decide`] says whether something may leave, to whom, for what, and what must travel with it.
//!
//! It knows no database, no network, no clock and no chance. It is total (every request has an answer, none panics),
//! deterministic (the order of papers means nothing), and denies by default. Nothing here is legal advice.
//!
//! # The question and the answer
//!
//! A [`Request`] names the person, who discloses, who would receive, the [`Purpose`], the [`Categories`] of
//! information, labels of single records, and by which way they would leave. [`OnFile`] holds the papers: [`Consent`]s
//! with their revocations (§2.31, §2.35), [`Restriction`]s (§2.26), court [`Order`]s (§§2.61-2.67), and [`Agreement`]s
//! (§2.11, §2.52, §2.53). The answer is a [`Decision`]: a [`Permit`] with a basis, the papers that decided, what may
//! leave, and [`Obligation`]s without which it is no permit; or a [`Denial`] with every [`Reason`] as a code.
//!
//! Ask at every use: also when a link issued long ago is opened, a queued message is sent, a feed is fetched.
//!
//! ```
//! use cairn_part2::{Category, OnFile, Purpose, decide, read_question};
//!
//! let question = read_question(r#"{
//!     "now": "2026-03-01T12:00:00Z",
//!     "request": {
//!         "subject": "rosa", "discloser": {"id": "cairn"}, "purpose": "family_involvement",
//!         "categories": ["attendance", "session_notes"], "actor": {"id": "ana", "kind": "family"}
//!     },
//!     "consents": [{
//!         "id": "c1", "kind": "general", "subject": "rosa", "subject_name": "Rosa Ortiz",
//!         "disclosers": [{"kind": "named", "party": {"id": "cairn", "name": "Cairn"}}],
//!         "categories": ["attendance"], "description": "Whether I come",
//!         "recipients": [{"kind": "named", "party": {"id": "ana", "name": "Ana Ortiz", "kind": "family"}}],
//!         "purposes": ["family_involvement"], "expiry": {"kind": "date", "at": "2027-01-01T05:00:00Z"},
//!         "statements": ["right_to_revoke", "how_to_revoke"],
//!         "signatures": [{"signer": "person", "name": "Rosa Ortiz", "at": "2026-01-05T15:00:00Z"}]
//!     }]
//! }"#)?;
//! let decision = question.decide();
//! let permit = decision.permit().expect("Ana may know whether Rosa comes");
//! assert_eq!(permit.categories, Category::Attendance.into());
//! assert_eq!(permit.decided_by[0].id, "c1");
//!
//! // Without the consent nothing leaves.
//! assert!(!decide(&question.request, &OnFile::default(), question.now).is_permit());
//! # Ok::<(), cairn_part2::Unreadable>(())
//! ```
//!
//! # How it decides
//!
//! Each rule adds grants or reasons. What may leave is the union of the grants, less what restrictions and labels take
//! away. So it cannot matter which consent is the newest, a narrow permit does not cancel a denial, and three laws hold
//! for every question (they are tests): **a revocation never permits more, a restriction never permits more, and
//! narrowing a complete consent never permits more.**
//!
//! | matter | rule here |
//! | --- | --- |
//! | recipient | by id, of the recipient or the organization they act for; a class by what the program has on file about them. "People helping to operate this program" are those with an agreement in force |
//! | purpose | itself and no other. Anything marked for a proceeding is for a proceeding, whatever else it is for |
//! | category | a broad one covers its narrower ones ([`Category::includes`]); never more than the purpose needs ([`Purpose::most`]); what is not covered is redacted |
//! | period | from the last needed signature (and `from`) until, not including, the instant of expiry |
//! | revocation | at once; whole or for one recipient; under §2.35 no earlier than agreed |
//! | elements | a consent that lacks one ([`missing_elements`]) authorizes nothing |
//! | counseling notes | only by a consent of their own, by who wrote them, by an order that names them with a ground of §2.63, in an audit that names them |
//! | proceedings | only by a consent of their own, or an order in order **and** a mandate |
//! | restrictions | over consents, agreements and redisclosure; not over emergencies, own access, courts and reports |
//! | received records | §2.33: as HIPAA permits between covered entities; else only by a consent that names the recipient and what was received; what came for research or audit goes back and nowhere else |
//!
//! Where a question is not precise, the answer is the careful one: a category asked about as a whole counts as holding
//! the restricted record, a record without a date as older than the notice that ended a restriction, a party of
//! unknown kind as a covered entity that needs its statement.
//!
//! # As text
//!
//! [`read_question`] and [`decide_json`] speak the JSON of `cairn part2 decide`, documented with an example of every
//! kind in `docs/operating/part2.md`.

mod agreement;
mod category;
mod consent;
mod decision;
mod elements;
mod file;
mod json;
mod missing;
mod notice;
mod order;
mod party;
mod purpose;
mod reason;
mod request;
mod restriction;
mod rules;
mod set;
mod signing;

pub use agreement::{Agreement, AgreementKind, Term, Terms};
pub use category::{Categories, Category};
pub use consent::{
    Consent, ConsentKind, ConsentKinds, Event, Expiry, Members, MonitoringTerms, Recipient, RevocableFrom,
    Revocation, Source, Statement, Statements,
};
pub use decision::{
    Basis, DecidedBy, Decision, Denial, LedgerField, LedgerFields, Obligation, Permit, SecurityLabel,
};
pub use elements::{Element, ElementRule, Elements, ElementsVersion, elements};
pub use file::{OnFile, Question};
pub use json::{Unreadable, decide_json, read_question};
pub use missing::missing_elements;
pub use notice::{Notice, NoticeStatement, NoticeVersion, notice};
pub use order::{
    ConfidentialGround, CourtFinding, CourtFindings, Mandate, MandateKind, Order, OrderKind, OrderLimit,
    OrderLimits,
};
pub use party::{
    Actor, Discloser, HolderKind, Party, RecipientClass, RecipientClasses, RecipientKind, RecipientKinds,
};
pub use purpose::{Purpose, Purposes};
pub use reason::{Paper, Reason, ReasonCode, ReasonCodes};
pub use request::{
    DirectorFinding, Egress, EmergencyFacts, Need, NeedToKnow, NoConsentBecause, Received, ReceivedUnder,
    RecordLabel, Report, ReportOf, Request,
};
pub use restriction::{Restriction, RestrictionKind, Termination, TerminationKind};
pub use rules::decide;
pub use signing::{Capacity, Means, MinorRule, Signature, Signer, WhoSigns, who_signs};
