//! Grounds other than a consent: rows 20, 21, 22, 23, 25, 26, and the person's own access.

use cairn_part2::*;

use crate::cast::*;

pub fn facts() -> EmergencyFacts {
    EmergencyFacts {
        no_consent_because: Some(NoConsentBecause::Unobtainable),
        medical_personnel: "Dr. Abara".into(),
        facility: "County Hospital".into(),
        disclosed_by: "Sam Lee".into(),
        at: Some(now()),
        nature: "Unconscious".into(),
    }
}

fn by_agreement(request: &Request, agreement: &Agreement) -> Decision {
    decide(request, &OnFile { agreements: std::slice::from_ref(agreement), ..OnFile::default() }, now())
}

fn by_order(request: &Request, order: &Order) -> Decision {
    decide(request, &OnFile { orders: std::slice::from_ref(order), ..OnFile::default() }, now())
}

#[test]
fn row_20_no_service_without_an_agreement_in_force() {
    let request = ask(actor("sms-house", RecipientKind::Qso), Purpose::Services, Category::Schedule);
    denied_for(
        &by_consents(&request, &[consent("c1", ConsentKind::Tpo)], now()),
        ReasonCode::AgreementMissing,
    );
    let good = agreement("a1", AgreementKind::Qsoa, "sms-house");
    permits(&by_agreement(&request, &good), Category::Schedule);
    let changed = |change: &dyn Fn(&mut Agreement)| {
        let mut agreement = good.clone();
        change(&mut agreement);
        by_agreement(&request, &agreement)
    };
    denied_for(&changed(&|agreement| agreement.until = Some(now())), ReasonCode::AgreementExpired);
    denied_for(&changed(&|agreement| agreement.ended_at = Some(now())), ReasonCode::AgreementExpired);
    denied_for(&changed(&|agreement| agreement.from = None), ReasonCode::AgreementExpired);
    denied_for(&changed(&|agreement| agreement.party.id = "another".into()), ReasonCode::AgreementMissing);
    denied_for(&changed(&|agreement| agreement.categories = Categories::NONE), ReasonCode::OtherCategories);
    for term in [Term::BoundByPart2, Term::ResistsInCourt] {
        denied_for(&changed(&|agreement| agreement.terms.remove(term)), ReasonCode::AgreementTermsMissing);
    }
}

#[test]
fn row_20_a_business_associate_counts_where_the_program_is_a_covered_entity() {
    let mut request =
        ask(actor("host", RecipientKind::BusinessAssociate), Purpose::Services, Category::Schedule);
    let contract = agreement("a1", AgreementKind::BusinessAssociate, "host");
    assert!(!by_agreement(&request, &contract).is_permit());
    request.discloser.kind = HolderKind::Part2CoveredEntity;
    let decision = by_agreement(&request, &contract);
    assert_eq!(decision.permit().unwrap().basis, Basis::Qso);
    request.actor.kind = RecipientKind::LawEnforcement;
    denied_for(&by_agreement(&request, &contract), ReasonCode::RecipientKindNotAllowed);
}

#[test]
fn row_21_an_emergency_needs_each_fact_written_down() {
    let mut request = ask(
        actor("er", RecipientKind::MedicalPersonnel),
        Purpose::Emergency,
        [Category::Medications, Category::CounselingNotes],
    );
    let codes = [
        ReasonCode::EmergencyReasonMissing,
        ReasonCode::EmergencyPersonnelMissing,
        ReasonCode::EmergencyFacilityMissing,
        ReasonCode::EmergencyDiscloserMissing,
        ReasonCode::EmergencyTimeMissing,
        ReasonCode::EmergencyNatureMissing,
    ];
    let decision = by_consents(&request, &[], now());
    for code in codes {
        denied_for(&decision, code);
    }
    let lacking = [
        EmergencyFacts { no_consent_because: None, ..facts() },
        EmergencyFacts { medical_personnel: " ".into(), ..facts() },
        EmergencyFacts { facility: String::new(), ..facts() },
        EmergencyFacts { disclosed_by: String::new(), ..facts() },
        EmergencyFacts { at: Some(at("2026-03-01T12:00:01Z")), ..facts() },
        EmergencyFacts { nature: String::new(), ..facts() },
    ];
    for (facts, code) in lacking.into_iter().zip(codes) {
        request.emergency = Some(facts);
        denied_for(&by_consents(&request, &[], now()), code);
    }
    request.emergency = Some(facts());
    let decision = by_consents(&request, &[], now());
    permits(&decision, Category::Medications);
    let permit = decision.permit().unwrap();
    assert!(permit.obligations.contains(&Obligation::Review));
    assert!(permit.obligations.iter().any(|obligation| matches!(
        obligation,
        Obligation::Ledger { fields, accountable: true } if fields.contains(LedgerField::NatureOfEmergency)
    )));
    request.actor.kind = RecipientKind::LawEnforcement;
    denied_for(&by_consents(&request, &[], now()), ReasonCode::RecipientKindNotAllowed);
}

#[test]
fn row_22_a_report_holds_only_the_permitted_facts() {
    let police = || actor("police", RecipientKind::LawEnforcement);
    for (purpose, of, to) in [
        (Purpose::CrimeReport, ReportOf::CrimeOnPremises, police()),
        (Purpose::CrimeReport, ReportOf::CrimeAgainstPersonnel, police()),
        (Purpose::CrimeReport, ReportOf::ThreatOfCrime, police()),
        (Purpose::ChildAbuseReport, ReportOf::ChildAbuse, actor("cps", RecipientKind::ChildProtection)),
    ] {
        let mut request = ask(to, purpose, Categories::all());
        denied_for(&by_consents(&request, &[], now()), ReasonCode::JustificationMissing);
        request.report = Some(Report { of, justification: "  ".into() });
        denied_for(&by_consents(&request, &[], now()), ReasonCode::JustificationMissing);
        request.report = Some(Report { of, justification: "Struck a supporter in the hall".into() });
        permits(&by_consents(&request, &[], now()), Categories::REPORTABLE);
        for category in Categories::all().without(Categories::REPORTABLE).iter() {
            if category != Category::Record {
                let alone = Request { categories: category.into(), ..request.clone() };
                denied_for(&by_consents(&alone, &[], now()), ReasonCode::NotReportable);
            }
        }
        let mut elsewhere = request.clone();
        elsewhere.actor.kind = RecipientKind::Family;
        denied_for(&by_consents(&elsewhere, &[], now()), ReasonCode::RecipientKindNotAllowed);
        // Calling abuse a crime, or a crime abuse, is no justification.
        let other = if of == ReportOf::ChildAbuse { ReportOf::ThreatOfCrime } else { ReportOf::ChildAbuse };
        request.report.as_mut().unwrap().of = other;
        denied_for(&by_consents(&request, &[], now()), ReasonCode::JustificationMissing);
    }
}

#[test]
fn row_23_an_auditor_looks_and_takes_nothing_away_unless_approved() {
    let mut request = ask(actor("funder", RecipientKind::Auditor), Purpose::Audit, Category::Attendance);
    denied_for(&by_consents(&request, &[], now()), ReasonCode::AgreementMissing);
    let mut audit = agreement("a1", AgreementKind::Audit, "funder");
    permits(&by_agreement(&request, &audit), Category::Attendance);
    for path in
        [Egress::Pdf, Egress::Csv, Egress::Json, Egress::Print, Egress::Fhir, Egress::Link, Egress::Email]
    {
        request.path = path;
        denied_for(&by_agreement(&request, &audit), ReasonCode::CopiesNotAllowed);
    }
    audit.terms.insert(Term::Copies);
    denied_for(&by_agreement(&request, &audit), ReasonCode::CopiesNotAllowed);
    let destroy_by = at("2026-06-01T00:00:00Z");
    audit.destroy_by = Some(destroy_by);
    let decision = by_agreement(&request, &audit);
    let obligations = &decision.permit().unwrap().obligations;
    assert!(obligations.contains(&Obligation::DestroyBy { at: destroy_by }));
    assert!(obligations.contains(&Obligation::NoFurtherUse));
    audit.destroy_by = Some(now());
    denied_for(&by_agreement(&request, &audit), ReasonCode::DestroyByPassed);
    audit.terms = Term::Copies.into();
    denied_for(&by_agreement(&request, &audit), ReasonCode::AgreementTermsMissing);
}

#[test]
fn row_23_research_needs_an_approval_of_one_of_three_kinds() {
    let request = ask(
        actor("university", RecipientKind::Researcher),
        Purpose::Research,
        [Category::Assessments, Category::Name],
    );
    denied_for(&by_consents(&request, &[], now()), ReasonCode::AgreementMissing);
    let mut approval = agreement("a1", AgreementKind::Research, "university");
    approval.categories = Category::Assessments.into();
    for term in [Term::HipaaResearch, Term::CommonRule, Term::FdaResearch] {
        approval.terms = term.into();
        assert!(by_agreement(&request, &approval).is_permit());
    }
    approval.terms = Terms::NONE;
    denied_for(&by_agreement(&request, &approval), ReasonCode::AgreementTermsMissing);
    // De-identified figures go to a public health authority, and only those.
    let mut figures = ask(
        actor("health-department", RecipientKind::PublicHealthAuthority),
        Purpose::PublicHealth,
        [Category::Assessments, Category::Name, Category::Messages],
    );
    denied_for(&by_consents(&figures, &[], now()), ReasonCode::NotDeIdentified);
    figures.de_identified = true;
    permits(&by_consents(&figures, &[], now()), Category::Assessments);
}

pub fn order(kind: OrderKind) -> Order {
    Order {
        id: "o1".into(),
        subject: ROSA.into(),
        kind,
        court: "County Court".into(),
        issued_at: Some(at("2026-02-01T00:00:00Z")),
        expires_at: Some(at("2026-04-01T00:00:00Z")),
        vacated_at: None,
        disclosers: vec![PROGRAM.into()],
        recipients: vec![named("court", RecipientKind::Court)],
        categories: Category::Record.into(),
        findings: kind.needed_findings(),
        limits: kind.needed_limits(),
        notice_given: kind.needs_notice(),
        confidential_ground: None,
        mandate: Some(Mandate {
            kind: MandateKind::Subpoena,
            issued_at: at("2026-02-02T00:00:00Z"),
            expires_at: None,
        }),
    }
}

fn for_court(categories: impl Into<Categories>) -> Request {
    ask(actor("court", RecipientKind::Court), Purpose::Proceeding, categories)
}

#[test]
fn row_25_an_order_and_a_mandate_are_both_needed() {
    for kind in [OrderKind::Noncriminal, OrderKind::AgainstPatient, OrderKind::AgainstProgram] {
        let good = order(kind);
        let request = for_court(Category::Attendance);
        permits(&by_order(&request, &good), Category::Attendance);
        let changed = |change: &dyn Fn(&mut Order)| {
            let mut order = good.clone();
            change(&mut order);
            by_order(&request, &order)
        };
        denied_for(&changed(&|order| order.issued_at = None), ReasonCode::OrderMissing);
        denied_for(&changed(&|order| order.mandate = None), ReasonCode::MandateMissing);
        denied_for(
            &changed(&|order| order.mandate.as_mut().unwrap().expires_at = Some(now())),
            ReasonCode::MandateExpired,
        );
        denied_for(&changed(&|order| order.expires_at = Some(now())), ReasonCode::Expired);
        assert!(changed(&|order| order.expires_at = Some(at("2026-03-01T12:00:01Z"))).is_permit());
        denied_for(&changed(&|order| order.vacated_at = Some(now())), ReasonCode::Vacated);
        for finding in kind.needed_findings().iter() {
            denied_for(&changed(&|order| order.findings.remove(finding)), ReasonCode::FindingsMissing);
        }
        for limit in kind.needed_limits().iter() {
            denied_for(&changed(&|order| order.limits.remove(limit)), ReasonCode::LimitsMissing);
        }
        let without_notice = changed(&|order| order.notice_given = false);
        assert_eq!(without_notice.is_permit(), !kind.needs_notice());
        denied_for(&changed(&|order| order.recipients.clear()), ReasonCode::OtherRecipient);
        denied_for(&changed(&|order| order.disclosers.clear()), ReasonCode::OtherDiscloser);
    }
}

#[test]
fn row_25_a_subpoena_alone_leads_nowhere_and_neither_does_an_undercover_order() {
    let mut subpoena = order(OrderKind::Noncriminal);
    subpoena.issued_at = None;
    subpoena.findings = CourtFindings::NONE;
    let decision = by_order(&for_court(Category::Presence), &subpoena);
    denied_for(&decision, ReasonCode::OrderMissing);
    denied_for(&decision, ReasonCode::ProceedingNeedsConsentOrOrder);
    let undercover = by_order(&for_court(Category::Presence), &order(OrderKind::Undercover));
    denied_for(&undercover, ReasonCode::UndercoverOpensNothing);
    // An order is for a proceeding; it serves no other purpose.
    let mut treatment = for_court(Category::Attendance);
    treatment.purpose = Purpose::Treatment;
    assert!(!by_order(&treatment, &order(OrderKind::Noncriminal)).is_permit());
}

#[test]
fn row_25_what_was_said_in_confidence_needs_a_ground_of_its_own() {
    let mut one = order(OrderKind::Noncriminal);
    let asked = [Category::Attendance, Category::SessionNotes, Category::CounselingNotes];
    permits(&by_order(&for_court(asked), &one), Category::Attendance);
    denied_for(&by_order(&for_court(Category::SessionNotes), &one), ReasonCode::ConfidentialCommunications);
    one.confidential_ground = Some(ConfidentialGround::ThreatToLife);
    permits(&by_order(&for_court(asked), &one), [Category::Attendance, Category::SessionNotes]);
    one.categories.insert(Category::CounselingNotes);
    permits(&by_order(&for_court(asked), &one), asked);
}

#[test]
fn row_25_researchers_and_auditors_are_not_ordered_against_the_person() {
    for holder in [HolderKind::Researcher, HolderKind::Auditor] {
        let mut request = for_court(Category::Attendance);
        request.discloser.kind = holder;
        for kind in [OrderKind::Noncriminal, OrderKind::AgainstPatient] {
            denied_for(&by_order(&request, &order(kind)), ReasonCode::HeldForResearchOrAudit);
        }
        let against_program = by_order(&request, &order(OrderKind::AgainstProgram));
        assert!(against_program.permit().unwrap().obligations.contains(&Obligation::NotAgainstPerson));
    }
}

#[test]
fn row_26_a_monitoring_consent_is_revocable_from_its_date_on() {
    let mut one = consent("c1", ConsentKind::CriminalJustice);
    let request = ask(
        actor("probation", RecipientKind::CriminalJustice),
        Purpose::CriminalJustice,
        Purpose::CriminalJustice.least(),
    );
    assert_eq!(request.categories, Category::Attendance.into());
    let before = at("2026-05-31T23:59:59Z");
    let from = at("2026-06-01T00:00:00Z");
    assert!(!one.is_revocable(before));
    assert!(one.is_revocable(from));
    assert!(consent("c2", ConsentKind::Tpo).is_revocable(before));
    // Said too early, it counts from the day on which it may.
    one.revocations.push(revocation("2026-02-01T00:00:00Z", None));
    assert!(by_consents(&request, std::slice::from_ref(&one), before).is_permit());
    denied_for(&by_consents(&request, std::slice::from_ref(&one), from), ReasonCode::Revoked);
    // By an event, it does not count while the event has not occurred.
    let terms = one.monitoring.as_mut().unwrap();
    let event = Event { event: "Final disposition".into(), occurred_at: None };
    terms.revocable_from = Some(RevocableFrom::Event(event));
    assert!(by_consents(&request, std::slice::from_ref(&one), from).is_permit());
    let event = Event { event: "Final disposition".into(), occurred_at: Some(before) };
    one.monitoring.as_mut().unwrap().revocable_from = Some(RevocableFrom::Event(event));
    denied_for(&by_consents(&request, &[one], from), ReasonCode::Revoked);
}

#[test]
fn row_26_only_those_who_monitor_receive() {
    let mut one = consent("c1", ConsentKind::CriminalJustice);
    let mut request =
        ask(actor("probation", RecipientKind::Family), Purpose::CriminalJustice, Category::Attendance);
    denied_for(
        &by_consents(&request, std::slice::from_ref(&one), now()),
        ReasonCode::RecipientKindNotAllowed,
    );
    request.actor.kind = RecipientKind::CriminalJustice;
    assert!(by_consents(&request, std::slice::from_ref(&one), now()).is_permit());
    one.recipients.push(named("employer", RecipientKind::Other));
    assert_eq!(missing_elements(&one), Element::RecipientsFit.into());
    assert!(!by_consents(&request, &[one], now()).is_permit());
}

#[test]
fn row_19_inside_the_program_there_has_to_be_a_need() {
    let mut request = ask(worker(), Purpose::WithinProgram, Category::Plan);
    denied_for(&by_consents(&request, &[], now()), ReasonCode::NoNeedToKnow);
    let known = |need, until| Some(NeedToKnow { need, until, wrote_counseling_notes: false });
    request.need_to_know = known(Need::Caseload, None);
    let decision = by_consents(&request, &[], now());
    assert!(decision.permit().unwrap().obligations.is_empty());
    request.need_to_know = known(Need::Caseload, Some(now()));
    denied_for(&by_consents(&request, &[], now()), ReasonCode::NeedToKnowOver);
    // Breaking the glass is for a time, and looked at afterwards.
    request.need_to_know = known(Need::BreakGlass, None);
    denied_for(&by_consents(&request, &[], now()), ReasonCode::NeedToKnowOver);
    request.need_to_know = known(Need::BreakGlass, Some(at("2026-03-01T13:00:00Z")));
    assert_eq!(by_consents(&request, &[], now()).permit().unwrap().obligations, [Obligation::Review]);
    request.actor.organization = Some(party("elsewhere", RecipientKind::Part2Program));
    denied_for(&by_consents(&request, &[], now()), ReasonCode::NotInThisProgram);
}

#[test]
fn a_persons_own_access_is_always_permitted_and_nobody_elses() {
    let own = |actor: Actor| by_consents(&ask(actor, Purpose::OwnAccess, Categories::all()), &[], now());
    let all = Categories::all().without(Category::Record.into());
    permits(&own(actor(ROSA, RecipientKind::Individual)), all);
    denied_for(&own(actor("other", RecipientKind::Individual)), ReasonCode::NotTheirOwn);
    denied_for(&own(actor(ROSA, RecipientKind::Family)), ReasonCode::NotTheirOwn);
    let mut guardian = actor("guardian", RecipientKind::PersonalRepresentative);
    denied_for(&own(guardian.clone()), ReasonCode::AuthorityMissing);
    guardian.authority = Some("Letters of guardianship 2025-118".into());
    permits(&own(guardian), all);
}
