//! A consent as `cairn_part2` decides with it.

use cairn_part2 as part2;
use cairn_part2::{
    Categories, Category, ConsentKind, Purpose, Purposes, RecipientKind, Statement, Statements,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::consent::{Consent, Signature};
use super::kind::Kind;
use super::signer::{Capacity, Signer};
use super::terms::{Expiry, Recipient, Revocable};

/// The list of elements that a new consent is held against.
pub const ELEMENTS_VERSION: &str = "2024";

const TPO_CLASSES: [part2::RecipientClass; 4] = [
    part2::RecipientClass::TreatingProviders,
    part2::RecipientClass::HealthPlans,
    part2::RecipientClass::ThirdPartyPayers,
    part2::RecipientClass::ProgramHelpers,
];

impl Consent {
    /// Elements that 42 CFR 2.31 asks for and that are missing or do not fit, by their codes, in the order of the rule.
    pub fn missing(&self) -> Vec<&'static str> {
        let missing = part2::missing_elements(&self.to_part2(&TimeZone::UTC));
        missing.iter().map(|element| element.name()).collect()
    }

    /// The computable form. Days are those of the program's clocks.
    pub fn to_part2(&self, zone: &TimeZone) -> part2::Consent {
        let terms = &self.terms;
        part2::Consent {
            id: self.id.to_string(),
            kind: kind(self.kind),
            elements: part2::ElementsVersion::V2024,
            subject: self.participant.to_string(),
            subject_name: terms.patient_name.clone().unwrap_or_default(),
            disclosers: self.disclosers(),
            categories: terms
                .categories
                .iter()
                .filter_map(|code| Category::parse(code))
                .collect::<Categories>(),
            description: self.description(),
            recipients: terms.recipients.iter().flat_map(|recipient| self.recipient(recipient)).collect(),
            purposes: terms.purposes.iter().filter_map(|code| Purpose::parse(code)).collect::<Purposes>(),
            from: terms.from_on.and_then(|day| super::consent::begins(day, zone)),
            expiry: self.expiry(zone),
            statements: terms
                .statements
                .iter()
                .filter_map(|code| Statement::parse(code))
                .collect::<Statements>(),
            who_signs: self.who_signs(),
            signatures: self.signatures.iter().map(signature).collect(),
            revocations: self.revocations(),
            known_false_since: self.doubts.first().map(|doubt| doubt.at),
            monitoring: (self.kind == Kind::CriminalJustice).then(|| self.monitoring(zone)),
        }
    }

    fn disclosers(&self) -> Vec<part2::Source> {
        let named = self.terms.discloser.iter().filter(|discloser| !discloser.name.trim().is_empty());
        named
            .map(|discloser| part2::Source::Named {
                party: part2::Party {
                    // Somebody else is never this program, whatever they are called.
                    id: discloser.program.map_or_else(|| "elsewhere".to_string(), |id| id.to_string()),
                    name: discloser.name.clone(),
                    kind: None,
                },
            })
            .collect()
    }

    /// §2.31(a)(3): the kinds of information by their names, and what the person added or left out.
    fn description(&self) -> String {
        let mut parts: Vec<&str> = self.terms.categories.iter().map(String::as_str).collect();
        parts.extend(self.terms.limits.as_deref());
        parts.join(", ").replace('_', " ")
    }

    fn recipient(&self, recipient: &Recipient) -> Vec<part2::Recipient> {
        if recipient.tpo_class {
            // A class has no id that a revocation could name: taken back, it is not there any more.
            let revoked = self.recipient_revoked_at(recipient.id).is_some();
            let classes = TPO_CLASSES.map(|class| part2::Recipient::Class { class });
            return if revoked { Vec::new() } else { classes.to_vec() };
        }
        if recipient.class {
            let revoked = self.recipient_revoked_at(recipient.id).is_some();
            let class = part2::Recipient::OtherClass { class: recipient.name.clone() };
            return if revoked { Vec::new() } else { vec![class] };
        }
        let party = part2::Party {
            id: recipient.id.to_string(),
            name: recipient.name.clone(),
            kind: RecipientKind::parse(&recipient.kind),
        };
        if self.kind != Kind::Intermediary {
            return vec![part2::Recipient::Named { party }];
        }
        let members = if recipient.treating_members {
            part2::Members::TreatingProviders
        } else {
            let member = |name: &String| part2::Party { id: name.clone(), name: name.clone(), kind: None };
            part2::Members::Named { parties: recipient.members.iter().map(member).collect() }
        };
        vec![part2::Recipient::Intermediary { party, members }]
    }

    fn expiry(&self, zone: &TimeZone) -> Option<part2::Expiry> {
        let occurred_at = self.happened("expiry");
        Some(match self.terms.expiry.as_ref()? {
            Expiry::On(_) => part2::Expiry::Date { at: self.expires_at(zone)? },
            Expiry::Event(event) => part2::Expiry::Event(part2::Event { event: event.clone(), occurred_at }),
            Expiry::EndOfTreatment => part2::Expiry::EndOfTreatment { ended_at: occurred_at },
            Expiry::EndOfStudy => part2::Expiry::EndOfStudy { ended_at: occurred_at },
            Expiry::None => part2::Expiry::None,
        })
    }

    fn who_signs(&self) -> part2::WhoSigns {
        let first = self.signatures.first();
        match first.map(|signature| (signature.capacity, signature.signer)) {
            Some((Capacity::MinorBoth, _)) => part2::WhoSigns::MinorAndParent,
            Some((Capacity::Died, _)) => part2::WhoSigns::Survivor,
            Some((Capacity::Adult, Signer::Representative)) => part2::WhoSigns::Representative,
            _ => part2::WhoSigns::Person,
        }
    }

    fn revocations(&self) -> Vec<part2::Revocation> {
        let each = self.revocations.iter().map(|revocation| part2::Revocation {
            at: revocation.at,
            recipient: revocation.recipient.map(|id| id.to_string()),
            also_stops: Purposes::NONE,
            written: true,
        });
        each.collect()
    }

    fn monitoring(&self, zone: &TimeZone) -> part2::MonitoringTerms {
        let revocable_from = self.terms.revocable.as_ref().and_then(|revocable| match revocable {
            Revocable::From(day) => {
                super::consent::begins(*day, zone).map(|at| part2::RevocableFrom::Date { at })
            }
            Revocable::After(event) => Some(part2::RevocableFrom::Event(part2::Event {
                event: event.clone(),
                occurred_at: self.happened("revocable"),
            })),
        });
        part2::MonitoringTerms { period: self.terms.period.clone().unwrap_or_default(), revocable_from }
    }
}

fn kind(kind: Kind) -> ConsentKind {
    match kind {
        Kind::General => ConsentKind::General,
        Kind::Tpo => ConsentKind::Tpo,
        Kind::CounselingNotes => ConsentKind::CounselingNotes,
        Kind::Proceedings => ConsentKind::Proceedings,
        Kind::CriminalJustice => ConsentKind::CriminalJustice,
        Kind::Intermediary => ConsentKind::Intermediary,
        Kind::Research => ConsentKind::Research,
        Kind::Fundraising => ConsentKind::Fundraising,
    }
}

/// What counts is when the program had the signature in hand, not the day that stands on a paper.
fn signature(signature: &Signature) -> part2::Signature {
    let at: Option<Timestamp> = Some(signature.recorded_at);
    part2::Signature {
        signer: match (signature.signer, signature.authority.as_deref()) {
            (Signer::Participant | Signer::Minor, _) => part2::Signer::Person,
            (Signer::Guardian, Some("guardian")) => part2::Signer::Guardian,
            (Signer::Guardian, _) => part2::Signer::Parent,
            (Signer::Representative, Some("executor")) => part2::Signer::Executor,
            (Signer::Representative, Some("spouse")) => part2::Signer::Spouse,
            (Signer::Representative, Some("family_member")) => part2::Signer::FamilyMember,
            (Signer::Representative, _) => part2::Signer::Representative,
        },
        name: signature.name.clone(),
        at,
        means: if signature.how == "paper" { part2::Means::Paper } else { part2::Means::Electronic },
        authority: signature.authority_document.clone(),
    }
}
