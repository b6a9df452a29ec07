//! 42 CFR Part 2, the federal rule on the confidentiality of substance use disorder records, as one pure function.

mod agreement;
mod category;
mod consent;
mod decision;
mod elements;
mod file;
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
pub use elements::{Element, ElementRule, Elements, ElementsVersion};
pub use file::{OnFile, Question};
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
