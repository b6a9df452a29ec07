//! Nothing counts before every element is there: the list of 42 CFR 2.31(a), held against each kind of consent.

use cairn::consents::{
    Capacity, Consent, Discloser, ELEMENTS_VERSION, Event, Expiry, Kind, Recipient, Revocable, Signature,
};
use cairn::consents::{Signer, State, Terms, WORDING_VERSION};
use cairn::ids::{Chance, RowId};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const SIGNED_AT: &str = "2026-03-02T15:00:00Z";

fn signed_at() -> Timestamp {
    SIGNED_AT.parse().unwrap()
}

fn list(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_string()).collect()
}

/// A consent of this kind with everything in it, signed by an adult.
fn complete(kind: Kind) -> Consent {
    let chance = Chance::from_seed(3);
    let at = signed_at();
    let mut terms = Terms {
        patient_name: Some("Ana Ruiz".to_string()),
        discloser: Some(Discloser { name: "Stillwater".to_string(), program: Some(chance.id(at)) }),
        limits: Some("from this year".to_string()),
        expiry: Some(Expiry::On("2026-09-01".parse().unwrap())),
        ..kind.first_terms()
    };
    if terms.categories.is_empty() {
        terms.categories = list(&["attendance"]);
    }
    if terms.purposes.is_empty() {
        terms.purposes = list(&[kind.purposes()[0]]);
    }
    terms.recipients = match kind {
        Kind::Tpo => vec![Recipient::tpo_class(chance.id(at))],
        _ => vec![Recipient {
            id: chance.id(at),
            name: "Lake Clinic".to_string(),
            kind: kind.recipients()[0].to_string(),
            treating_members: kind == Kind::Intermediary,
            ..Recipient::default()
        }],
    };
    if kind == Kind::CriminalJustice {
        terms.period = Some("as long as the case lasts".to_string());
        terms.revocable = Some(Revocable::From("2026-04-01".parse().unwrap()));
    }
    terms.statements = list(&kind.statements(&terms));
    Consent {
        id: chance.id(at),
        participant: chance.id(at),
        kind,
        elements_version: ELEMENTS_VERSION.to_string(),
        wording_version: WORDING_VERSION.to_string(),
        terms,
        origin: "page".to_string(),
        begun_at: at,
        discarded_at: None,
        signatures: vec![Signature {
            id: chance.id(at),
            signer: Signer::Participant,
            capacity: Capacity::Adult,
            name: "Ana Ruiz".to_string(),
            how: "online".to_string(),
            on: "2026-03-02".parse().unwrap(),
            authority: None,
            authority_document: None,
            language: "en".to_string(),
            sha256: String::new(),
            recorded_at: at,
        }],
        revocations: vec![],
        events: vec![],
        doubts: vec![],
    }
}

fn state(consent: &Consent, at: Timestamp) -> State {
    consent.state(at, &TimeZone::get("America/New_York").unwrap())
}

type Delete = fn(&mut Consent);

fn without(consent: &mut Consent, statement: &str) {
    consent.terms.statements.retain(|code| code != statement);
}

/// All but the criminal justice consent, which says instead from when it can be taken back (§2.35(c)).
const REVOCABLE: [Kind; 7] = [
    Kind::General,
    Kind::Tpo,
    Kind::CounselingNotes,
    Kind::Proceedings,
    Kind::Intermediary,
    Kind::Research,
    Kind::Fundraising,
];
/// The kinds that are for treatment, payment or operations here.
const CARE: [Kind; 2] = [Kind::Tpo, Kind::Intermediary];

/// What is taken out, the element that is missing then, and the kinds that ask for it.
const TABLE: &[(&str, Delete, &[Kind])] = &[
    ("patient_name", |c| c.terms.patient_name = None, &Kind::ALL),
    ("discloser", |c| c.terms.discloser = None, &Kind::ALL),
    ("categories", |c| c.terms.categories.clear(), &Kind::ALL),
    ("purposes", |c| c.terms.purposes.clear(), &Kind::ALL),
    ("right_to_revoke", |c| without(c, "right_to_revoke"), &REVOCABLE),
    ("how_to_revoke", |c| without(c, "how_to_revoke"), &REVOCABLE),
    ("expiry", |c| c.terms.expiry = None, &Kind::ALL),
    ("signature", |c| c.signatures.clear(), &Kind::ALL),
    ("recipients", |c| c.terms.recipients.clear(), &Kind::ALL),
    ("intermediary", |c| c.terms.recipients.clear(), &[Kind::Intermediary]),
    (
        "intermediary_members",
        |c| c.terms.recipients.iter_mut().for_each(|one| one.treating_members = false),
        &[Kind::Intermediary],
    ),
    ("hipaa_statement", |c| without(c, "hipaa_redisclosure"), &CARE),
    ("loss_of_protection", |c| without(c, "loss_of_protection"), &CARE),
    ("consequences_of_refusal", |c| without(c, "consequences_of_refusal"), &CARE),
    ("fundraising_opt_out", |c| without(c, "fundraising_opt_out"), &[Kind::Fundraising]),
    ("monitoring_period", |c| c.terms.period = None, &[Kind::CriminalJustice]),
    ("revocable_from", |c| c.terms.revocable = None, &[Kind::CriminalJustice]),
];

#[test]
fn row_01_a_consent_without_one_of_its_elements_is_a_draft_and_says_which() {
    for kind in Kind::ALL {
        let whole = complete(kind);
        assert_eq!(whole.missing(), Vec::<&str>::new(), "{kind:?}");
        assert_eq!(state(&whole, signed_at()), State::InForce, "{kind:?}");
        let mut refusals = 0;
        for (element, delete, kinds) in TABLE {
            let mut consent = whole.clone();
            delete(&mut consent);
            let missing = consent.missing();
            assert_eq!(
                missing.contains(element),
                kinds.contains(&kind),
                "{kind:?} without {element}: {missing:?}"
            );
            if kinds.contains(&kind) {
                refusals += 1;
                assert!(!state(&consent, signed_at()).stands(), "{kind:?} stands without {element}");
            }
        }
        assert!(refusals >= 9, "{kind:?}: {refusals}");
    }
}

#[test]
fn row_01_every_element_that_can_be_missing_has_its_words() {
    let names: Vec<&str> = cairn_part2::Element::ALL.iter().map(|element| element.name()).collect();
    let texts = cairn::web::locale_files(cairn::web::Language::English);
    let ours = texts.iter().find(|(file, _)| file == "consents.ftl").unwrap();
    for name in names {
        let key = format!("consent-element-{} =", name.replace('_', "-"));
        assert!(ours.1.contains(&key), "{key}");
    }
}

#[test]
fn row_02_an_event_ends_a_consent_at_that_instant() {
    let mut consent = complete(Kind::General);
    consent.terms.expiry = Some(Expiry::Event("I leave the program".to_string()));
    let much_later = signed_at() + SignedDuration::from_hours(24 * 700);
    assert_eq!(state(&consent, much_later), State::InForce);
    let at = signed_at() + SignedDuration::from_hours(30);
    consent.events.push(Event { event: "expiry".to_string(), words: None, at });
    assert_eq!(state(&consent, at - SignedDuration::from_millis(1)), State::InForce);
    assert_eq!(state(&consent, at), State::Expired);
}

#[test]
fn row_02_a_date_ends_with_its_day_on_the_programs_clocks() {
    // On March 8, 2026 clocks in New York go forward: that day has 23 hours and ends at 04:00 UTC.
    for (day, end) in [("2026-03-07", "2026-03-08T05:00:00Z"), ("2026-03-08", "2026-03-09T04:00:00Z")] {
        let mut consent = complete(Kind::General);
        consent.terms.expiry = Some(Expiry::On(day.parse().unwrap()));
        let end: Timestamp = end.parse().unwrap();
        assert_eq!(state(&consent, end - SignedDuration::from_secs(1)), State::InForce, "{day}");
        assert_eq!(state(&consent, end), State::Expired, "{day}");
        assert_eq!(state(&consent, end + SignedDuration::from_secs(1)), State::Expired, "{day}");
    }
}

fn expiry() -> impl Strategy<Value = (&'static str, Expiry)> {
    let on: Date = "2026-09-01".parse().unwrap();
    prop_oneof![
        Just(("date", Expiry::On(on))),
        Just(("event", Expiry::Event("I leave".to_string()))),
        Just(("end_of_treatment", Expiry::EndOfTreatment)),
        Just(("end_of_study", Expiry::EndOfStudy)),
        Just(("none", Expiry::None)),
    ]
}

proptest! {
    #[test]
    fn row_02_only_care_and_payment_go_without_an_end(kind in 0..Kind::ALL.len(), expiry in expiry(), hours in 0_i64..9_000) {
        let kind = Kind::ALL[kind];
        let (code, expiry) = expiry;
        let mut consent = complete(kind);
        consent.terms.expiry = Some(expiry);
        let fits = match code {
            "none" | "end_of_treatment" => kind == Kind::Tpo,
            "end_of_study" => kind == Kind::Research,
            _ => true,
        };
        // What the page offers is what the law lets stand.
        prop_assert_eq!(kind.expiries().contains(&code), fits);
        let at = signed_at() + SignedDuration::from_hours(hours);
        if fits {
            prop_assert!(consent.missing().is_empty(), "{:?}", consent.missing());
        } else {
            prop_assert!(consent.missing().contains(&"expiry_fits"), "{:?} {code}: {:?}", kind, consent.missing());
            prop_assert_eq!(state(&consent, at), State::Draft);
        }
    }

    /// The page and the decision agree: what stands here is what `cairn_part2` would find in force.
    #[test]
    fn taking_back_never_makes_a_consent_stand(kind in 0..Kind::ALL.len(), hours in 0_i64..9_000, whole in any::<bool>()) {
        let mut consent = complete(Kind::ALL[kind]);
        let at = signed_at() + SignedDuration::from_hours(hours);
        let before = state(&consent, at);
        let recipient: Option<RowId> = consent.terms.recipients.first().map(|one| one.id);
        consent.revocations.push(cairn::consents::Revocation {
            recipient: recipient.filter(|_| !whole),
            how: "online".to_string(),
            words: None,
            relied_on: None,
            at,
        });
        let after = state(&consent, at);
        prop_assert!(!after.stands(), "{before:?} {after:?}");
    }
}
