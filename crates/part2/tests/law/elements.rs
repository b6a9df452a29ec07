//! What a consent must have (§2.31): rows 1, 2, 17, 18.

use cairn_part2::*;

use crate::cast::*;

/// Takes one element out of a complete consent. None: this kind cannot be without it, or it does not apply.
fn without(element: Element, mut consent: Consent) -> Option<Consent> {
    let kind = consent.kind;
    let mut unsay = |statement| {
        consent.statements.remove(statement);
    };
    match element {
        Element::PatientName => consent.subject_name = "  ".into(),
        Element::Discloser => consent.disclosers.clear(),
        Element::Categories => consent.categories = Categories::NONE,
        Element::Description => consent.description.clear(),
        Element::Recipients if kind != ConsentKind::Intermediary => consent.recipients.clear(),
        Element::Recipients => return None,
        Element::Intermediary => {
            consent.recipients = vec![Recipient::OtherClass { class: "members of the exchange".into() }];
        }
        Element::IntermediaryMembers => {
            consent.recipients = vec![Recipient::Intermediary {
                party: party("exchange", RecipientKind::Intermediary),
                members: Members::Named { parties: vec![] },
            }];
        }
        Element::HipaaStatement => unsay(Statement::HipaaRedisclosure),
        Element::Purposes => consent.purposes = Purposes::NONE,
        Element::FundraisingOptOut => unsay(Statement::FundraisingOptOut),
        Element::RightToRevoke => unsay(Statement::RightToRevoke),
        Element::HowToRevoke => unsay(Statement::HowToRevoke),
        Element::Expiry => consent.expiry = None,
        Element::ExpiryFits if kind == ConsentKind::Tpo => {
            consent.expiry = Some(Expiry::EndOfStudy { ended_at: None });
        }
        Element::ExpiryFits => consent.expiry = Some(Expiry::None),
        Element::Signature => consent.signatures.clear(),
        Element::ParentSignature => consent.who_signs = WhoSigns::MinorAndParent,
        Element::Authority => {
            consent.who_signs = WhoSigns::Representative;
            consent.signatures = vec![Signature { authority: None, ..signature(Signer::Representative) }];
        }
        Element::DateSigned => consent.signatures[0].at = None,
        Element::LossOfProtection => unsay(Statement::LossOfProtection),
        Element::ConsequencesOfRefusal => unsay(Statement::ConsequencesOfRefusal),
        Element::CounselingNotesAlone if kind == ConsentKind::CounselingNotes => {
            consent.categories.insert(Category::Plan);
        }
        Element::CounselingNotesAlone => consent.categories.insert(Category::CounselingNotes),
        Element::ProceedingsAlone if kind == ConsentKind::Proceedings => {
            consent.purposes.insert(Purpose::AtRequest);
        }
        Element::ProceedingsAlone => consent.purposes.insert(Purpose::Proceeding),
        Element::PurposesFit => consent.purposes.insert(Purpose::Services),
        Element::RecipientsFit => {
            consent.recipients.push(match kind {
                ConsentKind::Intermediary | ConsentKind::CriminalJustice => {
                    named("clinic", RecipientKind::Other)
                }
                _ => Recipient::Intermediary {
                    party: party("exchange", RecipientKind::Intermediary),
                    members: Members::TreatingProviders,
                },
            });
        }
        Element::MonitoringPeriod => consent.monitoring.as_mut()?.period.clear(),
        Element::RevocableFrom => consent.monitoring.as_mut()?.revocable_from = None,
    }
    Some(consent)
}

/// To whom and for what a complete consent of this kind permits.
pub fn fitting(kind: ConsentKind) -> Request {
    match kind {
        ConsentKind::General | ConsentKind::Tpo => ask(clinic(), Purpose::Treatment, Category::Plan),
        ConsentKind::CounselingNotes => ask(clinic(), Purpose::Treatment, Category::CounselingNotes),
        ConsentKind::Proceedings => {
            ask(actor("court", RecipientKind::Court), Purpose::Proceeding, Category::Plan)
        }
        ConsentKind::CriminalJustice => {
            let officer = actor("probation", RecipientKind::CriminalJustice);
            ask(officer, Purpose::CriminalJustice, Category::Attendance)
        }
        ConsentKind::Research => {
            ask(actor("university", RecipientKind::Researcher), Purpose::Research, Category::Assessments)
        }
        ConsentKind::Intermediary => {
            let mut member = clinic();
            member.via = Some("exchange".into());
            ask(member, Purpose::Treatment, Category::Plan)
        }
        ConsentKind::Fundraising => {
            ask(actor("foundation", RecipientKind::Other), Purpose::Fundraising, Category::Contact)
        }
    }
}

#[test]
fn row_01_each_element_missing_is_named_and_authorizes_nothing() {
    let mut shown = Elements::NONE;
    for kind in ConsentKind::ALL.iter().copied() {
        let complete = consent("c1", kind);
        assert_eq!(missing_elements(&complete), Elements::NONE, "{kind:?}");
        let request = fitting(kind);
        assert!(by_consents(&request, std::slice::from_ref(&complete), now()).is_permit(), "{kind:?}");
        for rule in elements(ElementsVersion::V2024).iter().filter(|rule| rule.kinds.contains(kind)) {
            let Some(lacking) = without(rule.element, complete.clone()) else { continue };
            let missing = missing_elements(&lacking);
            if missing.is_empty() {
                assert!(is_conditional(rule.element), "{kind:?} does without {:?}", rule.element);
                continue;
            }
            assert!(missing.contains(rule.element), "{kind:?} without {:?}: {missing:?}", rule.element);
            shown.insert(rule.element);
            let decision = by_consents(&request, &[lacking], now());
            assert!(!decision.is_permit(), "{kind:?} without {:?}: {decision:?}", rule.element);
        }
    }
    assert_eq!(shown, Elements::all(), "an element that no test takes out");
}

/// Those that apply under a condition beyond the kind.
fn is_conditional(element: Element) -> bool {
    matches!(
        element,
        Element::HipaaStatement
            | Element::FundraisingOptOut
            | Element::LossOfProtection
            | Element::ConsequencesOfRefusal
    )
}

#[test]
fn row_01_a_single_missing_element_is_the_only_one_named() {
    let complete = consent("c1", ConsentKind::Tpo);
    for element in [
        Element::PatientName,
        Element::Discloser,
        Element::Categories,
        Element::Description,
        Element::Recipients,
        Element::HipaaStatement,
        Element::Purposes,
        Element::RightToRevoke,
        Element::HowToRevoke,
        Element::Expiry,
        Element::ExpiryFits,
        Element::Signature,
        Element::DateSigned,
        Element::LossOfProtection,
        Element::ConsequencesOfRefusal,
    ] {
        let mut lacking = without(element, complete.clone()).unwrap();
        if element == Element::Recipients {
            // Nobody to receive: no statement to them either.
            lacking.statements = Statements::all();
        }
        assert_eq!(missing_elements(&lacking), Elements::from([element]));
        let decision = by_consents(&fitting(ConsentKind::Tpo), &[lacking], now());
        let denial = decision.denial().unwrap();
        let reason = denial.reasons.iter().find(|reason| reason.code == ReasonCode::Deficient);
        if let Some(reason) = reason {
            assert_eq!(reason.missing, Some(Elements::from([element])));
            assert_eq!(reason.id.as_deref(), Some("c1"));
        }
    }
}

#[test]
fn row_01_statements_are_asked_for_only_where_they_apply() {
    // To the person's sister, for family involvement: no HIPAA statement, none of (a)(10).
    let mut to_sister = consent("c1", ConsentKind::General);
    to_sister.recipients = vec![named("sister", RecipientKind::Family)];
    to_sister.purposes = Purpose::FamilyInvolvement.into();
    to_sister.statements = [Statement::RightToRevoke, Statement::HowToRevoke].into();
    assert_eq!(missing_elements(&to_sister), Elements::NONE);
    // For treatment by her, who is no covered entity: (a)(10), and still no HIPAA statement.
    to_sister.purposes = Purpose::Treatment.into();
    assert_eq!(
        missing_elements(&to_sister),
        Elements::from([Element::LossOfProtection, Element::ConsequencesOfRefusal])
    );
    // Somebody of whom nobody wrote down what they are may be a covered entity.
    to_sister.recipients =
        vec![Recipient::Named { party: Party { id: "sister".into(), name: "Ana".into(), kind: None } }];
    assert!(missing_elements(&to_sister).contains(Element::HipaaStatement));
}

#[test]
fn row_02_no_expiry_is_only_for_the_tpo_consent() {
    let expiries = [
        (Expiry::Date { at: at("2027-01-01T00:00:00Z") }, ConsentKinds::all()),
        (
            Expiry::Event(Event { event: "I finish the program".into(), occurred_at: None }),
            ConsentKinds::all(),
        ),
        (Expiry::None, ConsentKind::Tpo.into()),
        (Expiry::EndOfTreatment { ended_at: None }, ConsentKind::Tpo.into()),
        (Expiry::EndOfStudy { ended_at: None }, ConsentKind::Research.into()),
    ];
    for (expiry, kinds) in expiries {
        for kind in ConsentKind::ALL.iter().copied() {
            let mut consent = consent("c1", kind);
            consent.expiry = Some(expiry.clone());
            let fits = !missing_elements(&consent).contains(Element::ExpiryFits);
            assert_eq!(fits, kinds.contains(kind), "{expiry:?} for {kind:?}");
            assert_eq!(by_consents(&fitting(kind), &[consent], now()).is_permit(), fits);
        }
    }
}

#[test]
fn row_02_an_event_ends_the_consent_at_the_instant_at_which_it_occurs() {
    let ended = at("2026-03-01T12:00:00Z");
    let mut one = consent("c1", ConsentKind::General);
    for expiry in [
        Expiry::Event(Event { event: "I move out".into(), occurred_at: Some(ended) }),
        Expiry::Event(Event { event: "I move out".into(), occurred_at: None }),
    ] {
        let occurs = expiry.over_at().is_some();
        one.expiry = Some(expiry);
        let request = ask(clinic(), Purpose::Treatment, Category::Plan);
        let before = by_consents(&request, std::slice::from_ref(&one), at("2026-03-01T11:59:59Z"));
        assert!(before.is_permit());
        let then = by_consents(&request, std::slice::from_ref(&one), ended);
        assert_eq!(then.is_permit(), !occurs);
        if occurs {
            denied_for(&then, ReasonCode::EventOccurred);
        }
    }
    // An event without words is none.
    one.expiry = Some(Expiry::Event(Event::default()));
    assert_eq!(missing_elements(&one), Element::Expiry.into());
}

#[test]
fn row_17_a_minor_signs_alone_or_with_a_parent_as_state_law_asks() {
    let minor = Capacity { is_minor: true, ..Capacity::default() };
    assert_eq!(who_signs(minor, MinorRule::MinorAlone), WhoSigns::Person);
    assert_eq!(who_signs(minor, MinorRule::BothSign), WhoSigns::MinorAndParent);
    assert_eq!(who_signs(Capacity::default(), MinorRule::BothSign), WhoSigns::Person);

    let request = ask(clinic(), Purpose::Treatment, Category::Plan);
    let mut one = consent("c1", ConsentKind::General);
    // Where the minor consents alone, a parent's signature is not theirs.
    one.signatures = vec![signature(Signer::Parent)];
    assert_eq!(missing_elements(&one), Element::Signature.into());
    assert!(!by_consents(&request, std::slice::from_ref(&one), now()).is_permit());
    // Where both sign, one is not enough, whichever it is, and the later one counts.
    one.who_signs = WhoSigns::MinorAndParent;
    assert_eq!(missing_elements(&one), Element::Signature.into());
    one.signatures = vec![signature(Signer::Person)];
    assert_eq!(missing_elements(&one), Element::ParentSignature.into());
    assert!(!by_consents(&request, std::slice::from_ref(&one), now()).is_permit());
    let later = Signature { at: Some(at("2026-02-01T00:00:00Z")), ..signature(Signer::Parent) };
    one.signatures.push(later);
    assert_eq!(missing_elements(&one), Elements::NONE);
    denied_for(
        &by_consents(&request, std::slice::from_ref(&one), at("2026-01-20T00:00:00Z")),
        ReasonCode::NotSigned,
    );
    assert!(by_consents(&request, &[one], now()).is_permit());
}

#[test]
fn row_17_a_parent_learns_nothing_without_the_minor() {
    let parent = actor("mother", RecipientKind::Family);
    for purpose in [Purpose::FamilyInvolvement, Purpose::Payment, Purpose::AtRequest] {
        for category in [Category::Presence, Category::Schedule, Category::Billing] {
            assert!(!by_consents(&ask(parent.clone(), purpose, category), &[], now()).is_permit());
        }
    }
    let mut request = ask(parent, Purpose::MinorSafety, [Category::Presence, Category::Plan]);
    denied_for(&by_consents(&request, &[], now()), ReasonCode::FindingMissing);
    let finding = DirectorFinding {
        director: "D. Okafor".into(),
        at: Some(now()),
        lacks_capacity: true,
        substantial_threat: true,
        telling_may_lessen: true,
    };
    request.finding = Some(DirectorFinding { substantial_threat: false, ..finding.clone() });
    denied_for(&by_consents(&request, &[], now()), ReasonCode::FindingMissing);
    request.finding = Some(finding);
    permits(&by_consents(&request, &[], now()), Category::Presence);
}

#[test]
fn row_18_a_representative_signs_by_a_document() {
    let request = ask(clinic(), Purpose::Treatment, Category::Plan);
    for (who, signer) in [
        (WhoSigns::Representative, Signer::Representative),
        (WhoSigns::Representative, Signer::Guardian),
        (WhoSigns::Survivor, Signer::Executor),
        (WhoSigns::Survivor, Signer::Spouse),
        (WhoSigns::Survivor, Signer::FamilyMember),
    ] {
        let mut one = consent("c1", ConsentKind::General);
        one.who_signs = who;
        assert_eq!(
            missing_elements(&one),
            Element::Signature.into(),
            "the person's own signature is none now"
        );
        one.signatures = vec![Signature { authority: Some(" ".into()), ..signature(signer) }];
        assert_eq!(missing_elements(&one), Element::Authority.into());
        assert!(!by_consents(&request, std::slice::from_ref(&one), now()).is_permit());
        one.signatures = vec![signature(signer)];
        assert!(by_consents(&request, &[one], now()).is_permit(), "{who:?} {signer:?}");
    }
}

#[test]
fn row_18_death_changes_who_may_sign_and_a_director_signs_for_payment_only() {
    let died = Capacity { has_died: true, is_minor: true, has_representative: true, is_unable: false };
    assert_eq!(who_signs(died, MinorRule::BothSign), WhoSigns::Survivor);
    let unable = Capacity { is_unable: true, ..Capacity::default() };
    assert_eq!(who_signs(unable, MinorRule::MinorAlone), WhoSigns::Director);
    let mut one = consent("c1", ConsentKind::General);
    one.who_signs = WhoSigns::Director;
    one.signatures = vec![signature(Signer::Director)];
    assert_eq!(missing_elements(&one), Element::PurposesFit.into());
    one.purposes = Purpose::Payment.into();
    assert_eq!(missing_elements(&one), Elements::NONE);
}

#[test]
fn vital_statistics_hear_the_cause_of_death_and_only_after_it() {
    let mut request = ask(
        actor("registrar", RecipientKind::VitalStatistics),
        Purpose::VitalStatistics,
        [Category::Name, Category::Diagnoses, Category::SessionNotes],
    );
    denied_for(&by_consents(&request, &[], now()), ReasonCode::PersonIsAlive);
    request.has_died = true;
    permits(&by_consents(&request, &[], now()), [Category::Name, Category::Diagnoses]);
}
