//! Who may receive, for what, what, and until when: rows 3, 5, 6, 7.

use cairn_part2::*;
use jiff::{Timestamp, civil::date};

use crate::cast::*;

fn granted(consents: &[Consent], request: &Request) -> bool {
    by_consents(request, consents, now()).is_permit()
}

#[test]
fn nothing_on_file_permits_nothing() {
    for purpose in Purpose::ALL.iter().copied().filter(|purpose| *purpose != Purpose::OwnAccess) {
        for kind in RecipientKind::ALL.iter().copied() {
            let request = ask(actor("someone", kind), purpose, Category::Record);
            let decision = decide(&request, &OnFile::default(), now());
            assert!(!decision.is_permit(), "{kind:?} for {purpose:?}");
        }
    }
    let nothing = ask(clinic(), Purpose::Treatment, Categories::NONE);
    denied_for(&by_consents(&nothing, &[consent("c1", ConsentKind::Tpo)], now()), ReasonCode::NothingAsked);
}

#[test]
fn row_03_the_last_second_counts_and_the_next_one_does_not() {
    // The consent is good until the end of November 1 in New York, the day on which clocks there go back: 25 hours.
    let zone = jiff::tz::TimeZone::get("America/New_York").unwrap();
    let over: Timestamp =
        date(2026, 11, 2).at(0, 0, 0, 0).to_zoned_datetime(zone.clone()).unwrap().timestamp();
    let begins: Timestamp = date(2026, 11, 1).at(0, 0, 0, 0).to_zoned_datetime(zone).unwrap().timestamp();
    assert_eq!(over.as_second() - begins.as_second(), 25 * 3600);
    let mut one = consent("c1", ConsentKind::General);
    one.from = Some(begins);
    one.expiry = Some(Expiry::Date { at: over });
    let request = ask(clinic(), Purpose::Treatment, Category::Plan);
    let decision = |second: i64| {
        by_consents(&request, std::slice::from_ref(&one), Timestamp::from_second(second).unwrap())
    };
    denied_for(&decision(begins.as_second() - 1), ReasonCode::NotYetInForce);
    assert!(decision(begins.as_second()).is_permit());
    // One o'clock comes twice that night; both are before the end.
    assert!(decision(begins.as_second() + 3600).is_permit());
    assert!(decision(begins.as_second() + 2 * 3600).is_permit());
    assert!(decision(over.as_second() - 1).is_permit());
    denied_for(&decision(over.as_second()), ReasonCode::Expired);
    denied_for(&decision(over.as_second() + 1), ReasonCode::Expired);
}

#[test]
fn row_03_every_state_is_asked_again_on_every_path() {
    let paths =
        [Egress::Page, Egress::Pdf, Egress::Csv, Egress::Link, Egress::Fhir, Egress::Email, Egress::Calendar];
    let mut request = ask(clinic(), Purpose::Treatment, Category::Plan);
    let good = consent("c1", ConsentKind::General);
    let mut revoked = good.clone();
    revoked.revocations.push(revocation("2026-02-01T00:00:00Z", None));
    let mut lied = good.clone();
    lied.known_false_since = Some(at("2026-02-01T00:00:00Z"));
    let mut lacking = good.clone();
    lacking.description.clear();
    for path in paths {
        request.path = path;
        assert!(granted(std::slice::from_ref(&good), &request));
        for (bad, code) in [
            (&revoked, ReasonCode::Revoked),
            (&lied, ReasonCode::KnownFalse),
            (&lacking, ReasonCode::Deficient),
        ] {
            denied_for(&by_consents(&request, std::slice::from_ref(bad), now()), code);
        }
    }
    // Before it was revoked it was good, and a replay of that decision still says so.
    assert!(by_consents(&request, &[revoked], at("2026-01-31T23:59:59Z")).is_permit());
}

#[test]
fn row_05_a_proceeding_needs_its_own_consent_whatever_else_it_is_for() {
    let mut one = consent("c1", ConsentKind::Tpo);
    one.recipients.push(named("court", RecipientKind::Court));
    let court = actor("court", RecipientKind::Court);
    let request = ask(court.clone(), Purpose::Proceeding, Category::Plan);
    denied_for(
        &by_consents(&request, std::slice::from_ref(&one), now()),
        ReasonCode::ProceedingNeedsConsentOrOrder,
    );
    // Calling it treatment does not help once it is for a proceeding.
    let mut disguised = ask(clinic(), Purpose::Treatment, Category::Plan);
    assert!(granted(std::slice::from_ref(&one), &disguised));
    disguised.is_proceeding = true;
    denied_for(&by_consents(&disguised, &[one], now()), ReasonCode::ProceedingNeedsConsentOrOrder);

    let own = consent("c2", ConsentKind::Proceedings);
    assert!(granted(std::slice::from_ref(&own), &request));
    let mut mixed = own;
    mixed.purposes.insert(Purpose::Treatment);
    assert_eq!(missing_elements(&mixed), Element::ProceedingsAlone.into());
    assert!(!granted(&[mixed], &request));
    // A worker of the program may not use a record in a proceeding either.
    let mut inside = ask(worker(), Purpose::WithinProgram, Category::Plan);
    inside.need_to_know =
        Some(NeedToKnow { need: Need::Caseload, until: None, wrote_counseling_notes: false });
    assert!(granted(&[], &inside));
    inside.is_proceeding = true;
    assert!(!granted(&[], &inside));
}

#[test]
fn row_06_each_part_of_the_question_has_to_match() {
    let mut one = consent("c1", ConsentKind::General);
    one.categories = Category::Plan.into();
    let good = ask(clinic(), Purpose::Treatment, Category::Plan);
    let with = |change: &dyn Fn(&mut Request)| {
        let mut request = good.clone();
        change(&mut request);
        request
    };
    let cases: [(Request, ReasonCode); 7] = [
        (with(&|request| request.actor.id = "other".into()), ReasonCode::OtherRecipient),
        (with(&|request| request.actor.id = String::new()), ReasonCode::OtherRecipient),
        (with(&|request| request.purpose = Purpose::Payment), ReasonCode::OtherPurpose),
        (with(&|request| request.categories = Category::SessionNotes.into()), ReasonCode::OtherCategories),
        (with(&|request| request.discloser.id = "other".into()), ReasonCode::OtherDiscloser),
        (with(&|request| request.subject = "other".into()), ReasonCode::OtherPerson),
        (with(&|request| request.subject = String::new()), ReasonCode::OtherPerson),
    ];
    for path in [
        Egress::Page,
        Egress::Print,
        Egress::Pdf,
        Egress::Csv,
        Egress::Json,
        Egress::Link,
        Egress::Fhir,
        Egress::X12,
        Egress::Email,
        Egress::Sms,
        Egress::Push,
        Egress::Calendar,
        Egress::Search,
        Egress::Count,
    ] {
        let on_path = |request: &Request| Request { path, ..request.clone() };
        permits(&by_consents(&on_path(&good), std::slice::from_ref(&one), now()), Category::Plan);
        for (request, code) in &cases {
            denied_for(&by_consents(&on_path(request), std::slice::from_ref(&one), now()), *code);
        }
    }
}

#[test]
fn row_06_what_is_not_covered_is_taken_out_and_broad_covers_narrow() {
    let mut one = consent("c1", ConsentKind::General);
    one.categories = [Category::Attendance, Category::Plan].into();
    let request =
        ask(clinic(), Purpose::Treatment, [Category::Schedule, Category::Progress, Category::SessionNotes]);
    let decision = by_consents(&request, std::slice::from_ref(&one), now());
    permits(&decision, [Category::Schedule, Category::Progress]);
    let redact = Obligation::Redact { categories: Category::SessionNotes.into() };
    assert!(decision.permit().unwrap().obligations.contains(&redact));
    // The whole record is asked about piece by piece.
    one.categories = Category::Progress.into();
    let whole = by_consents(&ask(clinic(), Purpose::Treatment, Category::Record), &[one], now());
    permits(&whole, [Category::Presence, Category::Name, Category::Progress]);
}

#[test]
fn row_06_an_organization_stands_for_its_people_and_not_the_other_way_round() {
    let one = consent("c1", ConsentKind::General);
    let mut nurse = actor("nurse", RecipientKind::CoveredEntity);
    nurse.organization = Some(party("clinic", RecipientKind::CoveredEntity));
    assert!(granted(std::slice::from_ref(&one), &ask(nurse.clone(), Purpose::Treatment, Category::Plan)));
    let mut to_nurse = one;
    to_nurse.recipients = vec![named("nurse", RecipientKind::CoveredEntity)];
    assert!(granted(std::slice::from_ref(&to_nurse), &ask(nurse, Purpose::Treatment, Category::Plan)));
    assert!(!granted(&[to_nurse], &ask(clinic(), Purpose::Treatment, Category::Plan)));
    // The same name is not the same party.
    let mut namesake = actor("elsewhere", RecipientKind::CoveredEntity);
    namesake.name = "The clinic".into();
    let one = consent("c1", ConsentKind::General);
    assert!(!granted(&[one], &ask(namesake, Purpose::Treatment, Category::Plan)));
}

#[test]
fn row_06_a_class_matches_those_who_belong_to_it_and_nobody_else() {
    let mut one = consent("c1", ConsentKind::Tpo);
    one.expiry = Some(Expiry::None);
    one.recipients = RecipientClass::ALL.iter().map(|class| Recipient::Class { class: *class }).collect();
    let kinds_of =
        |purpose: Purpose, classes: RecipientClasses, agreements: &[Agreement]| -> RecipientKinds {
            let permits = |kind: &RecipientKind| {
                let mut someone = actor("someone", *kind);
                someone.classes = classes;
                let request = ask(someone, purpose, Category::Coverage);
                let on_file =
                    OnFile { consents: std::slice::from_ref(&one), agreements, ..OnFile::default() };
                decide(&request, &on_file, now()).is_permit()
            };
            RecipientKind::ALL.iter().copied().filter(permits).collect()
        };
    for purpose in Purposes::TPO.iter() {
        assert_eq!(kinds_of(purpose, RecipientClasses::NONE, &[]), RecipientKinds::PAYERS);
        assert_eq!(
            kinds_of(purpose, RecipientClass::TreatingProviders.into(), &[]),
            RecipientKinds::PAYERS.union(RecipientKinds::PROVIDERS)
        );
        let mut helper = agreement("a1", AgreementKind::Qsoa, "someone");
        let helping = kinds_of(purpose, RecipientClasses::NONE, std::slice::from_ref(&helper));
        assert_eq!(helping, RecipientKinds::PAYERS.union(RecipientKinds::HELPERS));
        helper.until = Some(now());
        assert_eq!(kinds_of(purpose, RecipientClasses::NONE, &[helper]), RecipientKinds::PAYERS);
    }
}

#[test]
fn row_06_an_intermediary_passes_on_to_its_members() {
    let one = consent("c1", ConsentKind::Intermediary);
    let through = |mut actor: Actor, via: Option<&str>| {
        actor.via = via.map(Into::into);
        granted(std::slice::from_ref(&one), &ask(actor, Purpose::Treatment, Category::Plan))
    };
    assert!(through(actor("exchange", RecipientKind::Intermediary), None));
    assert!(through(clinic(), Some("exchange")));
    assert!(!through(clinic(), None));
    assert!(!through(clinic(), Some("another")));
    // A member without a treating relationship is none of those the person meant.
    assert!(!through(actor("other-clinic", RecipientKind::CoveredEntity), Some("exchange")));
}

#[test]
fn row_07_one_recipient_is_revoked_and_the_other_is_served() {
    let mut one = consent("c1", ConsentKind::General);
    one.recipients.push(named("hospital", RecipientKind::CoveredEntity));
    one.revocations.push(revocation("2026-02-01T00:00:00Z", Some("clinic")));
    let hospital = ask(actor("hospital", RecipientKind::CoveredEntity), Purpose::Treatment, Category::Plan);
    let clinic_asks = ask(clinic(), Purpose::Treatment, Category::Plan);
    assert!(granted(std::slice::from_ref(&one), &hospital));
    denied_for(
        &by_consents(&clinic_asks, std::slice::from_ref(&one), now()),
        ReasonCode::RevokedForRecipient,
    );
    // Those who act for the clinic are revoked with it, also where they are named beside it.
    let mut nurse = actor("nurse", RecipientKind::CoveredEntity);
    nurse.organization = Some(party("clinic", RecipientKind::CoveredEntity));
    one.recipients.push(named("nurse", RecipientKind::CoveredEntity));
    assert!(!granted(std::slice::from_ref(&one), &ask(nurse, Purpose::Treatment, Category::Plan)));
    // What was decided before stays as it was.
    assert!(by_consents(&clinic_asks, &[one], at("2026-01-20T00:00:00Z")).is_permit());
}

#[test]
fn row_07_a_revocation_can_reach_an_older_consent_that_names_a_class() {
    let classes = consent("class", ConsentKind::Tpo);
    let mut own = consent("own", ConsentKind::General);
    let request = ask(clinic(), Purpose::Treatment, Category::Plan);
    own.revocations.push(revocation("2026-02-01T00:00:00Z", Some("clinic")));
    assert!(granted(&[classes.clone(), own.clone()], &request), "the class consent still stands");
    own.revocations[0].also_stops = Purpose::Treatment.into();
    denied_for(
        &by_consents(&request, &[classes.clone(), own.clone()], now()),
        ReasonCode::RevokedForRecipient,
    );
    let mut for_another = request.clone();
    for_another.purpose = Purpose::Operations;
    assert!(granted(&[classes.clone(), own.clone()], &for_another));
    // A consent signed afterwards is a new word.
    let mut newer = classes.clone();
    newer.id = "newer".into();
    newer.signatures[0].at = Some(at("2026-02-02T00:00:00Z"));
    assert!(granted(&[classes, own, newer], &request));
}
