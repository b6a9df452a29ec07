//! Who is who in these tests, and papers that are in order.

use cairn_part2::*;
use jiff::Timestamp;

pub const ROSA: &str = "rosa";
pub const PROGRAM: &str = "cairn";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The instant of most questions.
pub fn now() -> Timestamp {
    at("2026-03-01T12:00:00Z")
}

pub fn party(id: &str, kind: RecipientKind) -> Party {
    Party { id: id.into(), name: format!("The {id}"), kind: Some(kind) }
}

pub fn program() -> Discloser {
    Discloser { id: PROGRAM.into(), name: "Cairn".into(), kind: HolderKind::Part2Program, classes: vec![] }
}

pub fn actor(id: &str, kind: RecipientKind) -> Actor {
    Actor {
        id: id.into(),
        name: format!("The {id}"),
        organization: None,
        kind,
        classes: RecipientClasses::NONE,
        other_classes: vec![],
        via: None,
        authority: None,
    }
}

/// The clinic where Rosa is treated.
pub fn clinic() -> Actor {
    let mut clinic = actor("clinic", RecipientKind::CoveredEntity);
    clinic.classes = RecipientClass::TreatingProviders.into();
    clinic
}

pub fn plan() -> Actor {
    actor("health-plan", RecipientKind::HealthPlan)
}

pub fn worker() -> Actor {
    let mut worker = actor("sam", RecipientKind::Workforce);
    worker.organization = Some(party(PROGRAM, RecipientKind::Part2Program));
    worker
}

pub fn ask(actor: Actor, purpose: Purpose, categories: impl Into<Categories>) -> Request {
    Request::new(ROSA, program(), actor, purpose, categories)
}

pub fn named(id: &str, kind: RecipientKind) -> Recipient {
    Recipient::Named { party: party(id, kind) }
}

pub fn signature(signer: Signer) -> Signature {
    Signature {
        signer,
        name: "R. Ortiz".into(),
        at: Some(at("2026-01-05T15:00:00Z")),
        means: Means::Electronic,
        authority: signer.needs_authority().then(|| "Letters of guardianship 2025-118".into()),
    }
}

/// A complete consent of a kind, for the kind's own purpose, to the clinic (or who the kind asks for).
pub fn consent(id: &str, kind: ConsentKind) -> Consent {
    let (purposes, recipient): (Purposes, Recipient) = match kind {
        ConsentKind::General | ConsentKind::CounselingNotes => {
            (Purpose::Treatment.into(), named("clinic", RecipientKind::CoveredEntity))
        }
        ConsentKind::Tpo => (Purposes::TPO, Recipient::Class { class: RecipientClass::TreatingProviders }),
        ConsentKind::Proceedings => (Purpose::Proceeding.into(), named("court", RecipientKind::Court)),
        ConsentKind::CriminalJustice => {
            (Purpose::CriminalJustice.into(), named("probation", RecipientKind::CriminalJustice))
        }
        ConsentKind::Research => (Purpose::Research.into(), named("university", RecipientKind::Researcher)),
        ConsentKind::Intermediary => (
            Purpose::Treatment.into(),
            Recipient::Intermediary {
                party: party("exchange", RecipientKind::Intermediary),
                members: Members::TreatingProviders,
            },
        ),
        ConsentKind::Fundraising => (Purpose::Fundraising.into(), named("foundation", RecipientKind::Other)),
    };
    Consent {
        id: id.into(),
        kind,
        elements: ElementsVersion::V2024,
        subject: ROSA.into(),
        subject_name: "Rosa Ortiz".into(),
        disclosers: vec![Source::Named { party: party(PROGRAM, RecipientKind::Part2Program) }],
        categories: match kind {
            ConsentKind::CounselingNotes => Category::CounselingNotes.into(),
            _ => Category::Record.into(),
        },
        description: "What is in my record at Cairn".into(),
        recipients: vec![recipient],
        purposes,
        from: None,
        expiry: Some(Expiry::Date { at: at("2027-01-05T00:00:00Z") }),
        statements: Statements::all(),
        who_signs: WhoSigns::Person,
        signatures: vec![signature(Signer::Person)],
        revocations: vec![],
        known_false_since: None,
        monitoring: (kind == ConsentKind::CriminalJustice).then(|| MonitoringTerms {
            period: "Until probation ends".into(),
            revocable_from: Some(RevocableFrom::Date { at: at("2026-06-01T00:00:00Z") }),
        }),
    }
}

pub fn revocation(at_text: &str, recipient: Option<&str>) -> Revocation {
    Revocation {
        at: at(at_text),
        recipient: recipient.map(Into::into),
        also_stops: Purposes::NONE,
        written: true,
    }
}

pub fn by_consents(request: &Request, consents: &[Consent], now: Timestamp) -> Decision {
    decide(request, &OnFile { consents, ..OnFile::default() }, now)
}

#[track_caller]
pub fn denied_for(decision: &Decision, code: ReasonCode) {
    let denial = decision.denial().unwrap_or_else(|| panic!("permitted: {decision:?}"));
    assert!(denial.is_for(code), "{code:?} is not among {denial:?}");
}

#[track_caller]
pub fn permits(decision: &Decision, categories: impl Into<Categories>) {
    let permit = decision.permit().unwrap_or_else(|| panic!("denied: {decision:?}"));
    assert_eq!(permit.categories, categories.into());
}

/// An agreement in order, on everything that is not a counseling note.
pub fn agreement(id: &str, kind: AgreementKind, with: &str) -> Agreement {
    Agreement {
        id: id.into(),
        kind,
        party: party(with, RecipientKind::Other),
        from: Some(at("2026-01-01T00:00:00Z")),
        until: Some(at("2027-01-01T00:00:00Z")),
        ended_at: None,
        terms: kind.needed_terms().union(kind.one_of_terms()),
        categories: Category::Record.into(),
        purposes: Purposes::NONE,
        destroy_by: None,
    }
}
