//! What travels along: the notice and the scope (row 8), and what the ledger keeps (row 11).

use cairn_part2::*;

use crate::cast::*;

#[test]
fn row_08_each_disclosure_with_consent_carries_the_notice_and_the_scope() {
    let mut request = ask(clinic(), Purpose::Treatment, Category::Plan);
    for path in [Egress::Page, Egress::Pdf, Egress::Fhir, Egress::Email, Egress::X12, Egress::Sms] {
        request.path = path;
        let decision = by_consents(&request, &[consent("c1", ConsentKind::General)], now());
        let obligations = &decision.permit().unwrap().obligations;
        let statement = if path.is_short() { NoticeStatement::Short } else { NoticeStatement::Full };
        assert!(obligations.contains(&Obligation::Notice { version: NoticeVersion::V2024, statement }));
        assert!(obligations.contains(&Obligation::ScopeCopy { consents: vec!["c1".into()] }));
        assert!(obligations.contains(&Obligation::Label));
    }
    let text = notice(NoticeVersion::V2024);
    assert!(text.full.starts_with("This record which has been disclosed to you is protected by Federal"));
    assert!(text.full.ends_with("(see 42 CFR 2.31)."));
    assert_eq!(text.short, "42 CFR part 2 prohibits unauthorized use or disclosure of these records.");
}

#[test]
fn row_11_the_accounting_shows_what_went_by_consent_and_health_care_only_through_an_ehr() {
    let accountable = |purpose, through_ehr| {
        let mut one = consent("c1", ConsentKind::General);
        one.purposes = [Purpose::Treatment, Purpose::FamilyInvolvement].into();
        let mut request = ask(clinic(), purpose, Category::Plan);
        request.through_ehr = through_ehr;
        let decision = by_consents(&request, &[one], now());
        decision.permit().unwrap().obligations.iter().any(|obligation| {
            matches!(obligation, Obligation::Ledger { accountable: true, fields } if fields.len() >= 9)
        })
    };
    assert!(!accountable(Purpose::Treatment, false));
    assert!(accountable(Purpose::Treatment, true));
    assert!(accountable(Purpose::FamilyInvolvement, false));
}
