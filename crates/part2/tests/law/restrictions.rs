//! What takes away: restrictions (row 13), the least that a purpose needs (row 16), where a record came from (row 10),
//! counseling notes (row 4).

use cairn_part2::*;

use crate::cast::*;

fn restriction(kind: RestrictionKind) -> Restriction {
    Restriction {
        id: "r1".into(),
        subject: ROSA.into(),
        kind,
        requested_at: at("2026-01-10T00:00:00Z"),
        agreed_at: Some(at("2026-01-12T00:00:00Z")),
        recipients: vec![],
        purposes: Purposes::NONE,
        categories: Categories::NONE,
        records: vec![],
        termination: None,
    }
}

fn to_all() -> Consent {
    let mut consent = consent("c1", ConsentKind::Tpo);
    consent.recipients = RecipientClass::ALL.iter().map(|class| Recipient::Class { class: *class }).collect();
    consent
}

fn restricted(request: &Request, restrictions: &[Restriction]) -> Decision {
    decide(request, &OnFile { consents: &[to_all()], restrictions, ..OnFile::default() }, now())
}

fn label(id: &str, category: Category) -> RecordLabel {
    RecordLabel { id: id.into(), category, created_at: None, received: None, paid_in_full: false }
}

#[test]
fn row_13_what_was_paid_in_full_never_reaches_a_payer() {
    let mut record = label("session-1", Category::Billing);
    record.paid_in_full = true;
    for path in [Egress::X12, Egress::Fhir, Egress::Pdf, Egress::Spoken, Egress::Count] {
        for purpose in [Purpose::Payment, Purpose::Operations] {
            let mut request = ask(plan(), purpose, Category::Billing);
            request.path = path;
            permits(&restricted(&request, &[]), Category::Billing);
            request.records = vec![record.clone()];
            denied_for(&restricted(&request, &[]), ReasonCode::PaidInFull);
            // Beside one that was not, it is withheld.
            request.records.push(label("session-2", Category::Billing));
            let decision = restricted(&request, &[]);
            permits(&decision, Category::Billing);
            assert_eq!(decision.permit().unwrap().withheld(), ["session-1"]);
        }
    }
    // The clinic is no payer.
    let mut request = ask(clinic(), Purpose::Treatment, Category::Billing);
    request.records = vec![record];
    permits(&restricted(&request, &[]), Category::Billing);
}

#[test]
fn row_13_a_paid_in_full_request_binds_without_agreement_and_outlives_notice() {
    let mut paid = restriction(RestrictionKind::PaidInFull);
    paid.agreed_at = None;
    paid.records = vec!["session-1".into()];
    paid.termination = Some(Termination { at: at("2026-02-01T00:00:00Z"), kind: TerminationKind::ByNotice });
    let mut request = ask(plan(), Purpose::Payment, Category::Billing);
    // Asked about as a whole, the billing data may hold that session.
    denied_for(&restricted(&request, std::slice::from_ref(&paid)), ReasonCode::PaidInFull);
    request.records = vec![label("session-1", Category::Billing), label("session-2", Category::Billing)];
    let decision = restricted(&request, std::slice::from_ref(&paid));
    assert_eq!(decision.permit().unwrap().withheld(), ["session-1"]);
    // The person may end it, in writing.
    paid.termination = Some(Termination { at: now(), kind: TerminationKind::InWriting });
    assert!(restricted(&request, &[paid]).permit().unwrap().withheld().is_empty());
}

#[test]
fn row_13_a_restriction_ended_by_notice_still_holds_for_what_is_older() {
    let mut one = restriction(RestrictionKind::Agreed);
    one.recipients = vec![named("clinic", RecipientKind::CoveredEntity)];
    one.categories = Category::Plan.into();
    let request = ask(clinic(), Purpose::Treatment, [Category::Plan, Category::Attendance]);
    permits(&restricted(&request, std::slice::from_ref(&one)), Category::Attendance);
    let ended = at("2026-02-01T00:00:00Z");
    one.termination = Some(Termination { at: ended, kind: TerminationKind::ByNotice });
    permits(&restricted(&request, std::slice::from_ref(&one)), Category::Attendance);
    let mut record_by_record = request.clone();
    let made = |id: &str, when: &str| RecordLabel { created_at: Some(at(when)), ..label(id, Category::Plan) };
    record_by_record.records = vec![
        made("old", "2026-01-31T23:59:59Z"),
        made("new", "2026-02-01T00:00:00Z"),
        label("undated", Category::Plan),
    ];
    let decision = restricted(&record_by_record, std::slice::from_ref(&one));
    permits(&decision, [Category::Plan, Category::Attendance]);
    assert_eq!(decision.permit().unwrap().withheld(), ["old", "undated"]);
    for kind in [TerminationKind::InWriting, TerminationKind::OralDocumented] {
        one.termination = Some(Termination { at: ended, kind });
        assert_eq!(restricted(&request, std::slice::from_ref(&one)).categories(), request.categories);
    }
}

#[test]
fn row_13_a_restriction_binds_once_agreed_and_for_what_it_says() {
    let request = ask(clinic(), Purpose::Treatment, Category::Plan);
    let mut one = restriction(RestrictionKind::Agreed);
    denied_for(&restricted(&request, std::slice::from_ref(&one)), ReasonCode::Restricted);
    one.agreed_at = None;
    assert!(restricted(&request, std::slice::from_ref(&one)).is_permit());
    one.agreed_at = Some(now());
    one.purposes = Purpose::Payment.into();
    assert!(restricted(&request, std::slice::from_ref(&one)).is_permit());
    one.purposes = Purposes::NONE;
    one.subject = "other".into();
    assert!(restricted(&request, &[one]).is_permit());
}

#[test]
fn row_13_narrow_and_broad_categories_are_restricted_with_each_other() {
    let mut one = restriction(RestrictionKind::Agreed);
    let all = [Category::Presence, Category::Contact, Category::Address, Category::Plan, Category::Progress];
    let left = |one: &Restriction| {
        restricted(&ask(clinic(), Purpose::Treatment, all), std::slice::from_ref(one)).categories()
    };
    one.categories = Category::Address.into();
    assert_eq!(left(&one), [Category::Presence, Category::Plan, Category::Progress].into());
    one.categories = Category::Plan.into();
    assert_eq!(left(&one), [Category::Presence, Category::Contact, Category::Address].into());
    // That somebody is here is told by everything.
    for category in [Category::Presence, Category::Record] {
        one.categories = category.into();
        assert_eq!(left(&one), Categories::NONE);
    }
}

#[test]
fn row_13_emergencies_and_own_access_are_not_blocked() {
    let nobody = restriction(RestrictionKind::Agreed);
    let mut everything = nobody;
    everything.purposes = Purposes::all();
    let mut emergency =
        ask(actor("er", RecipientKind::MedicalPersonnel), Purpose::Emergency, Category::Medications);
    emergency.emergency = Some(crate::grounds::facts());
    let decision = restricted(&emergency, std::slice::from_ref(&everything));
    permits(&decision, Category::Medications);
    assert!(decision.permit().unwrap().obligations.contains(&Obligation::AskNotToRedisclose));
    let own = ask(actor(ROSA, RecipientKind::Individual), Purpose::OwnAccess, Category::Record);
    assert!(restricted(&own, std::slice::from_ref(&everything)).is_permit());
    // Inside the program a restriction counts when it says so.
    let mut inside = ask(worker(), Purpose::WithinProgram, Category::Plan);
    inside.need_to_know =
        Some(NeedToKnow { need: Need::Caseload, until: None, wrote_counseling_notes: false });
    denied_for(&restricted(&inside, &[everything]), ReasonCode::Restricted);
    assert!(restricted(&inside, &[restriction(RestrictionKind::Agreed)]).is_permit());
}

#[test]
fn row_16_paying_needs_nothing_of_what_was_said() {
    let mut one = to_all();
    one.categories = Category::Record.into();
    let decision =
        by_consents(&ask(plan(), Purpose::Payment, Category::Record), std::slice::from_ref(&one), now());
    let open = decision.categories();
    for said in [Category::SessionNotes, Category::CheckIns, Category::Messages, Category::Worksheets] {
        assert!(!open.contains(said));
        let alone = ask(plan(), Purpose::Payment, said);
        denied_for(&by_consents(&alone, std::slice::from_ref(&one), now()), ReasonCode::MoreThanNeeded);
    }
    assert!(open.contains(Category::Billing));
    for purpose in Purpose::ALL.iter().copied() {
        assert!(!purpose.least().is_empty());
        let least = purpose.least().without(Categories::of(&[Category::CounselingNotes]));
        assert!(purpose.most().covers(least), "{purpose:?}");
        assert!(!purpose.least().contains(Category::Record), "{purpose:?} begins with everything");
    }
}

#[test]
fn row_04_counseling_notes_go_by_their_own_consent_alone() {
    let notes = ask(clinic(), Purpose::Treatment, Category::CounselingNotes);
    denied_for(&by_consents(&notes, &[to_all()], now()), ReasonCode::CounselingNotesNeedOwnConsent);
    let own = consent("c2", ConsentKind::CounselingNotes);
    permits(&by_consents(&notes, std::slice::from_ref(&own), now()), Category::CounselingNotes);
    // Asked together with the record, each rests on its own consent.
    let both = ask(clinic(), Purpose::Treatment, [Category::Plan, Category::CounselingNotes]);
    permits(&by_consents(&both, &[to_all()], now()), Category::Plan);
    let decision = by_consents(&both, &[to_all(), own.clone()], now());
    permits(&decision, both.categories);
    let ids: Vec<_> =
        decision.permit().unwrap().decided_by.iter().map(|decided| decided.id.as_str()).collect();
    assert_eq!(ids, ["c1", "c2"]);
    let mut mixed = own;
    mixed.categories.insert(Category::Plan);
    assert_eq!(missing_elements(&mixed), Element::CounselingNotesAlone.into());
    // Inside the program only who wrote them.
    let mut inside = ask(worker(), Purpose::WithinProgram, [Category::Plan, Category::CounselingNotes]);
    inside.need_to_know =
        Some(NeedToKnow { need: Need::Supervision, until: None, wrote_counseling_notes: false });
    permits(&by_consents(&inside, &[], now()), Category::Plan);
    inside.need_to_know.as_mut().unwrap().wrote_counseling_notes = true;
    permits(&by_consents(&inside, &[], now()), inside.categories);
}

fn received_request(holder: HolderKind, to: Actor, under: ReceivedUnder) -> Request {
    let mut request = ask(to, Purpose::Treatment, Category::Diagnoses);
    request.discloser.kind = holder;
    let from = party("detox", RecipientKind::Part2Program);
    request.records = vec![RecordLabel {
        received: Some(Received { from, under }),
        ..label("letter", Category::Diagnoses)
    }];
    request
}

#[test]
fn row_10_what_was_received_goes_on_as_its_origin_allows() {
    let family = || actor("sister", RecipientKind::Family);
    let covered = HolderKind::Part2CoveredEntity;
    // A covered entity passes on to a covered entity as HIPAA permits, and to nobody else.
    let on = received_request(covered, clinic(), ReceivedUnder::Tpo);
    let decision = by_consents(&on, &[], now());
    assert_eq!(decision.permit().unwrap().basis, Basis::Redisclosure);
    assert!(!by_consents(&received_request(covered, family(), ReceivedUnder::Tpo), &[], now()).is_permit());
    let mut for_court = on.clone();
    for_court.is_proceeding = true;
    assert!(!by_consents(&for_court, &[], now()).is_permit());
    // A program that is none keeps to the consent.
    let from_program = received_request(HolderKind::Part2Program, clinic(), ReceivedUnder::Tpo);
    assert!(!by_consents(&from_program, &[], now()).is_permit());
    // Its own records are not opened by the way those came.
    let mut own_too = on;
    own_too.records.push(label("ours", Category::Diagnoses));
    assert_eq!(by_consents(&own_too, &[], now()).permit().unwrap().withheld(), ["ours"]);

    // Onward to somebody outside HIPAA: only by a consent that names them and what was received.
    let mut naming = consent("c1", ConsentKind::General);
    naming.recipients = vec![named("sister", RecipientKind::Family)];
    for under in [ReceivedUnder::Tpo, ReceivedUnder::Consent, ReceivedUnder::Unknown] {
        let onward = received_request(covered, family(), under);
        naming.categories = Category::Diagnoses.into();
        denied_for(&by_consents(&onward, std::slice::from_ref(&naming), now()), ReasonCode::Redisclosure);
        naming.categories.insert(Category::Received);
        assert!(by_consents(&onward, std::slice::from_ref(&naming), now()).is_permit(), "{under:?}");
        let mut by_class = naming.clone();
        by_class.recipients = vec![Recipient::OtherClass { class: "my family".into() }];
        let mut sister = onward.clone();
        sister.actor.other_classes = vec!["my family".into()];
        denied_for(&by_consents(&sister, &[by_class], now()), ReasonCode::Redisclosure);
    }
}

#[test]
fn row_10_what_came_for_research_or_audit_goes_back_and_nowhere_else() {
    let mut naming = consent("c1", ConsentKind::General);
    for under in [ReceivedUnder::Research, ReceivedUnder::Audit] {
        let onward = received_request(HolderKind::Part2Program, clinic(), under);
        denied_for(&by_consents(&onward, std::slice::from_ref(&naming), now()), ReasonCode::Redisclosure);
    }
    naming.recipients = vec![named("detox", RecipientKind::Part2Program)];
    let detox = actor("detox", RecipientKind::Part2Program);
    let back = received_request(HolderKind::Part2Program, detox, ReceivedUnder::Research);
    assert!(by_consents(&back, &[naming], now()).is_permit());
}

#[test]
fn row_10_another_lawful_holder_passes_on_to_a_contractor_under_contract() {
    let mut request =
        ask(actor("vendor", RecipientKind::Contractor), Purpose::Operations, Category::Attendance);
    request.discloser.kind = HolderKind::LawfulHolder;
    let mut contract = agreement("a1", AgreementKind::Contract, "vendor");
    let ask_with = |request: &Request, contract: &Agreement| {
        decide(request, &OnFile { agreements: std::slice::from_ref(contract), ..OnFile::default() }, now())
    };
    assert_eq!(ask_with(&request, &contract).permit().unwrap().basis, Basis::Contractor);
    contract.terms.remove(Term::ReportsBreaches);
    denied_for(&ask_with(&request, &contract), ReasonCode::AgreementTermsMissing);
    request.discloser.kind = HolderKind::Part2Program;
    assert!(!ask_with(&request, &agreement("a1", AgreementKind::Contract, "vendor")).is_permit());
}
