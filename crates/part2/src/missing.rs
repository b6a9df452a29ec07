//! Which elements a consent lacks.

use jiff::Timestamp;

use crate::{
    Categories, Category, Consent, ConsentKind, Element, Elements, Expiry, Members, Party, Purpose, Purposes,
    Recipient, RecipientKind, RecipientKinds, Signature, Signer, Source, Statement, WhoSigns, elements,
};

/// Who may receive under a criminal justice consent: those who monitor the person (§2.35(a)).
pub(crate) const MONITORS: RecipientKinds =
    RecipientKinds::of(&[RecipientKind::CriminalJustice, RecipientKind::Court]);

/// What this consent lacks of its version's list. Empty: it is complete, and not deficient on its face.
///
/// ```
/// # use cairn_part2::{Consent, Element, missing_elements};
/// let consent: Consent = serde_json::from_str(r#"{"id": "c1", "kind": "general", "subject": "p1"}"#).unwrap();
/// assert!(missing_elements(&consent).contains(Element::PatientName));
/// ```
pub fn missing_elements(consent: &Consent) -> Elements {
    let signing = Signing::of(consent);
    elements(consent.elements)
        .iter()
        .filter(|rule| rule.kinds.contains(consent.kind) && !has(consent, &signing, rule.element))
        .map(|rule| rule.element)
        .collect()
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn has(consent: &Consent, signing: &Signing, element: Element) -> bool {
    let says = |statement| consent.statements.contains(statement);
    let health_care = consent.purposes.meets(Purposes::TPO);
    match element {
        Element::PatientName => !blank(&consent.subject_name),
        Element::Discloser => !consent.disclosers.is_empty() && consent.disclosers.iter().all(is_specific),
        Element::Categories => !consent.categories.is_empty(),
        Element::Description => !blank(&consent.description),
        Element::Recipients => !consent.recipients.is_empty() && consent.recipients.iter().all(is_named),
        Element::Intermediary => intermediaries(consent).next().is_some(),
        Element::IntermediaryMembers => intermediaries(consent).all(|(_, members)| has_members(members)),
        Element::HipaaStatement => {
            !health_care || !consent.recipients.iter().any(may_be_hipaa) || says(Statement::HipaaRedisclosure)
        }
        Element::Purposes => !consent.purposes.is_empty(),
        Element::FundraisingOptOut => {
            !consent.purposes.contains(Purpose::Fundraising) || says(Statement::FundraisingOptOut)
        }
        Element::RightToRevoke => says(Statement::RightToRevoke),
        Element::HowToRevoke => says(Statement::HowToRevoke),
        Element::Expiry => consent.expiry.as_ref().is_some_and(is_definite),
        Element::ExpiryFits => consent.expiry.as_ref().is_none_or(|expiry| expiry_fits(consent, expiry)),
        Element::Signature => signing.signed,
        Element::ParentSignature => signing.parent_signed,
        Element::Authority => signing.authorized,
        Element::DateSigned => signing.dated,
        Element::LossOfProtection => !health_care || says(Statement::LossOfProtection),
        Element::ConsequencesOfRefusal => !health_care || says(Statement::ConsequencesOfRefusal),
        Element::CounselingNotesAlone => counseling_notes_alone(consent),
        Element::ProceedingsAlone => proceedings_alone(consent),
        Element::PurposesFit => purposes_fit(consent),
        Element::RecipientsFit => {
            consent.recipients.iter().all(|recipient| recipient_fits(consent.kind, recipient))
        }
        Element::MonitoringPeriod => consent.monitoring.as_ref().is_some_and(|terms| !blank(&terms.period)),
        Element::RevocableFrom => {
            use crate::RevocableFrom::{Date, Event};
            match consent.monitoring.as_ref().and_then(|terms| terms.revocable_from.as_ref()) {
                None => false,
                Some(Date { .. }) => true,
                Some(Event(event)) => !blank(&event.event),
            }
        }
    }
}

fn is_somebody(party: &Party) -> bool {
    !blank(&party.id) && !blank(&party.name)
}

fn is_specific(source: &Source) -> bool {
    match source {
        Source::Named { party } => is_somebody(party),
        Source::Class { class } => !blank(class),
    }
}

fn is_named(recipient: &Recipient) -> bool {
    match recipient {
        Recipient::Named { party } | Recipient::Intermediary { party, .. } => is_somebody(party),
        Recipient::Class { .. } => true,
        Recipient::OtherClass { class } => !blank(class),
    }
}

fn intermediaries(consent: &Consent) -> impl Iterator<Item = (&Party, &Members)> {
    consent.recipients.iter().filter_map(|recipient| match recipient {
        Recipient::Intermediary { party, members } => Some((party, members)),
        _ => None,
    })
}

fn has_members(members: &Members) -> bool {
    match members {
        Members::Named { parties } => !parties.is_empty() && parties.iter().all(is_somebody),
        Members::TreatingProviders => true,
    }
}

/// Whether a covered entity or business associate may be among them. A party of unknown kind may be one; a person's
/// family, an employer or a probation officer is none.
fn may_be_hipaa(recipient: &Recipient) -> bool {
    let party_may = |party: &Party| party.kind.is_none_or(|kind| RecipientKinds::HIPAA.contains(kind));
    match recipient {
        Recipient::Named { party } => party_may(party),
        Recipient::Class { .. } => true,
        Recipient::OtherClass { .. } => false,
        Recipient::Intermediary { members: Members::Named { parties }, .. } => parties.iter().any(party_may),
        Recipient::Intermediary { members: Members::TreatingProviders, .. } => true,
    }
}

fn is_definite(expiry: &Expiry) -> bool {
    match expiry {
        Expiry::Event(event) => !blank(&event.event),
        _ => true,
    }
}

fn expiry_fits(consent: &Consent, expiry: &Expiry) -> bool {
    match expiry {
        Expiry::Date { .. } | Expiry::Event(_) => true,
        Expiry::None | Expiry::EndOfTreatment { .. } => consent.kind == ConsentKind::Tpo,
        Expiry::EndOfStudy { .. } => consent.kind == ConsentKind::Research,
    }
}

fn counseling_notes_alone(consent: &Consent) -> bool {
    let own = consent.kind == ConsentKind::CounselingNotes;
    let notes = Categories::of(&[Category::CounselingNotes]);
    if own { notes.covers(consent.categories) } else { !consent.categories.meets(notes) }
}

fn proceedings_alone(consent: &Consent) -> bool {
    let own = consent.kind == ConsentKind::Proceedings;
    let proceeding = Purposes::of(&[Purpose::Proceeding]);
    if own { proceeding.covers(consent.purposes) } else { !consent.purposes.meets(proceeding) }
}

fn purposes_fit(consent: &Consent) -> bool {
    let fitting = match consent.kind {
        ConsentKind::Tpo => Purposes::TPO,
        ConsentKind::CriminalJustice => Purposes::of(&[Purpose::CriminalJustice]),
        ConsentKind::Research => Purposes::of(&[Purpose::Research]),
        ConsentKind::Fundraising => Purposes::of(&[Purpose::Fundraising]),
        ConsentKind::General
        | ConsentKind::CounselingNotes
        | ConsentKind::Proceedings
        | ConsentKind::Intermediary => Purposes::BY_CONSENT,
    };
    let director_keeps_to_payment =
        consent.who_signs != WhoSigns::Director || Purposes::of(&[Purpose::Payment]).covers(consent.purposes);
    fitting.covers(consent.purposes) && director_keeps_to_payment
}

fn recipient_fits(kind: ConsentKind, recipient: &Recipient) -> bool {
    let is_intermediary = matches!(recipient, Recipient::Intermediary { .. });
    match kind {
        ConsentKind::Intermediary => is_intermediary,
        ConsentKind::CriminalJustice => match recipient {
            Recipient::Named { party } => party.kind.is_some_and(|kind| MONITORS.contains(kind)),
            Recipient::OtherClass { .. } => true,
            _ => false,
        },
        _ => !is_intermediary,
    }
}

/// What the signatures amount to.
pub(crate) struct Signing {
    signed: bool,
    parent_signed: bool,
    authorized: bool,
    dated: bool,
    /// From when on all that have to be there are there.
    pub(crate) complete_at: Option<Timestamp>,
}

impl Signing {
    pub(crate) fn of(consent: &Consent) -> Signing {
        let signers: &[Signer] = match consent.who_signs {
            WhoSigns::Person | WhoSigns::MinorAndParent => &[Signer::Person],
            WhoSigns::Representative => &[Signer::Representative, Signer::Guardian],
            WhoSigns::Director => &[Signer::Director],
            WhoSigns::Survivor => {
                &[Signer::Executor, Signer::Representative, Signer::Spouse, Signer::FamilyMember]
            }
        };
        let own = Side::of(&consent.signatures, signers);
        let parent = match consent.who_signs {
            WhoSigns::MinorAndParent => Side::of(&consent.signatures, &[Signer::Parent, Signer::Guardian]),
            _ => return own.alone(),
        };
        Signing {
            signed: own.signed,
            parent_signed: parent.signed,
            authorized: own.authorized && parent.authorized,
            dated: own.dated && parent.dated,
            complete_at: own.at.zip(parent.at).map(|(one, other)| one.max(other)),
        }
    }
}

/// The signatures of one side. A fact that only follows from an earlier one that is missing counts as there, so that
/// what is named is what has to be done.
struct Side {
    signed: bool,
    authorized: bool,
    dated: bool,
    at: Option<Timestamp>,
}

impl Side {
    fn of(signatures: &[Signature], signers: &[Signer]) -> Side {
        let by = || {
            signatures
                .iter()
                .filter(|signature| signers.contains(&signature.signer) && !blank(&signature.name))
        };
        let authorized = || {
            by().filter(|signature| {
                !signature.signer.needs_authority()
                    || signature.authority.as_deref().is_some_and(|document| !blank(document))
            })
        };
        let at = authorized().filter_map(|signature| signature.at).min();
        let has_one = by().next().is_some();
        let has_authorized = authorized().next().is_some();
        Side {
            signed: has_one,
            authorized: !has_one || has_authorized,
            dated: !has_authorized || at.is_some(),
            at,
        }
    }

    fn alone(self) -> Signing {
        Signing {
            signed: self.signed,
            parent_signed: true,
            authorized: self.authorized,
            dated: self.dated,
            complete_at: self.at,
        }
    }
}

impl Consent {
    /// From when on every signature that it needs is there.
    pub fn signed_at(&self) -> Option<Timestamp> {
        Signing::of(self).complete_at
    }

    /// Whether nothing is missing ([`missing_elements`]).
    pub fn is_complete(&self) -> bool {
        missing_elements(self).is_empty()
    }
}
