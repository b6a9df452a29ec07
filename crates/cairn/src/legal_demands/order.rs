//! What a court order says, and what it still lacks. Pure rules; what each kind of order needs is in `cairn_part2`.

use cairn_part2::{
    Categories, ConfidentialGround, CourtFindings, Mandate, MandateKind, Order, OrderKind, OrderLimits,
    Party, Recipient,
};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::LegalDemand;
use crate::ids::{ParticipantId, RowId};

pub const ORDER_KINDS: [(&str, OrderKind); 4] = [
    ("noncriminal", OrderKind::Noncriminal),
    ("against_person", OrderKind::AgainstPatient),
    ("against_program", OrderKind::AgainstProgram),
    ("undercover", OrderKind::Undercover),
];

pub const GROUNDS: [(&str, ConfidentialGround); 3] = [
    ("threat_to_life", ConfidentialGround::ThreatToLife),
    ("serious_crime", ConfidentialGround::SeriousCrime),
    ("opened_by_person", ConfidentialGround::OpenedByPerson),
];

/// The text of an order, as the officer read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub kind: OrderKind,
    pub findings: CourtFindings,
    pub limits: OrderLimits,
    pub notice_given: bool,
    /// The person has a made-up name in the papers of the case (2.64(a), 2.65(a)).
    pub fictitious_name: bool,
    /// The hearing was in the judge's chambers, or private in another way (2.64(c), 2.65(c)).
    pub in_chambers: bool,
    pub categories: Categories,
    pub ground: Option<ConfidentialGround>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub text: Text,
    pub court: String,
    /// In the directory of recipients.
    pub recipient: Option<RowId>,
    pub issued_on: Option<Date>,
    /// The last day on which it holds.
    pub expires_on: Option<Date>,
    /// The paper that compels, and when it came.
    pub mandate: Option<(RowId, String, Date)>,
}

/// Keys of the sentences that say what a demand lacks before anything may leave on it; none: it qualifies.
pub fn lacks(demand: &LegalDemand, today: Date) -> Vec<&'static str> {
    if !demand.is_order() {
        return vec!["order-lacks-order"];
    }
    let Some(reading) = &demand.reading else {
        return vec!["order-lacks-reading"];
    };
    let text = &reading.text;
    let private = matches!(text.kind, OrderKind::Noncriminal | OrderKind::AgainstPatient);
    let opens_words = text.categories.widened().meets(Categories::CONFIDENTIAL_COMMUNICATIONS);
    let checks = [
        (text.kind == OrderKind::Undercover, "order-lacks-records"),
        (demand.participant.is_none(), "order-lacks-person"),
        (reading.issued_on.is_none_or(|on| on > today), "order-lacks-issue"),
        (reading.expires_on.is_some_and(|on| on < today), "order-lacks-time"),
        (!text.findings.covers(text.kind.needed_findings()), "order-lacks-findings"),
        (!text.limits.covers(text.kind.needed_limits()), "order-lacks-limits"),
        (text.kind.needs_notice() && !text.notice_given, "order-lacks-notice"),
        (private && !text.fictitious_name, "order-lacks-fictitious-name"),
        (private && !text.in_chambers, "order-lacks-chambers"),
        (text.categories.is_empty(), "order-lacks-parts"),
        (opens_words && text.ground.is_none(), "order-lacks-ground"),
        (reading.mandate.is_none(), "order-lacks-mandate"),
        (demand.closing.is_some(), "order-lacks-open"),
    ];
    checks.into_iter().filter(|(lacking, _)| *lacking).map(|(_, key)| key).collect()
}

/// The order as the gate reads it. Both its days count in the program's time zone.
pub fn as_order(
    demand: &LegalDemand,
    participant: ParticipantId,
    program: &str,
    zone: &TimeZone,
) -> Option<Order> {
    let reading = demand.reading.as_ref()?;
    let start = |on: Date| -> Option<Timestamp> {
        on.at(0, 0, 0, 0).to_zoned_datetime(zone.clone()).ok().map(|zoned| zoned.timestamp())
    };
    let mandate = reading.mandate.as_ref().and_then(|(_, kind, on)| {
        let kind = if kind == "subpoena" { MandateKind::Subpoena } else { MandateKind::Other };
        Some(Mandate { kind, issued_at: start(*on)?, expires_at: None })
    });
    let party = |id: RowId| Party { id: id.to_string(), name: String::new(), kind: None };
    Some(Order {
        id: demand.id.to_string(),
        subject: participant.to_string(),
        kind: reading.text.kind,
        court: reading.court.clone(),
        issued_at: reading.issued_on.and_then(start),
        expires_at: reading.expires_on.and_then(|on| start(on.saturating_add(1.day()))),
        vacated_at: None,
        disclosers: vec![program.to_string()],
        recipients: reading.recipient.map(|id| Recipient::Named { party: party(id) }).into_iter().collect(),
        categories: reading.text.categories,
        findings: reading.text.findings,
        limits: reading.text.limits,
        notice_given: reading.text.notice_given,
        confidential_ground: reading.text.ground,
        mandate,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_part2::Category;
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn order() -> LegalDemand {
        let text = Text {
            kind: OrderKind::Noncriminal,
            findings: CourtFindings::all(),
            limits: OrderLimits::all(),
            notice_given: true,
            fictitious_name: true,
            in_chambers: true,
            categories: Categories::of(&[Category::Attendance]),
            ground: None,
        };
        LegalDemand {
            id: Uuid::from_u128(1).into(),
            kind: "court_order".to_string(),
            issuer: "County court".to_string(),
            reference: "drawer 3".to_string(),
            words: None,
            participant: Some(Uuid::from_u128(2).into()),
            name: None,
            received_on: day("2026-03-01"),
            respond_by: None,
            reading: Some(Reading {
                text,
                court: "County court".to_string(),
                recipient: Some(Uuid::from_u128(3).into()),
                issued_on: Some(day("2026-03-01")),
                expires_on: Some(day("2026-06-30")),
                mandate: Some((Uuid::from_u128(4).into(), "subpoena".to_string(), day("2026-02-20"))),
            }),
            asked: Vec::new(),
            holds: Vec::new(),
            cleared_at: None,
            closing: None,
        }
    }

    fn with(change: impl FnOnce(&mut Reading)) -> Vec<&'static str> {
        let mut order = order();
        change(order.reading.as_mut().unwrap());
        lacks(&order, day("2026-03-02"))
    }

    #[test]
    fn row_25_each_thing_that_an_order_lacks_is_named() {
        assert_eq!(lacks(&order(), day("2026-03-02")), Vec::<&str>::new());
        let none = CourtFindings::NONE;
        assert_eq!(with(|r| r.text.findings = none), ["order-lacks-findings"]);
        assert_eq!(with(|r| r.text.limits = OrderLimits::NONE), ["order-lacks-limits"]);
        assert_eq!(with(|r| r.text.notice_given = false), ["order-lacks-notice"]);
        assert_eq!(with(|r| r.text.fictitious_name = false), ["order-lacks-fictitious-name"]);
        assert_eq!(with(|r| r.text.in_chambers = false), ["order-lacks-chambers"]);
        assert_eq!(with(|r| r.text.categories = Categories::NONE), ["order-lacks-parts"]);
        assert_eq!(with(|r| r.mandate = None), ["order-lacks-mandate"]);
        assert_eq!(with(|r| r.issued_on = None), ["order-lacks-issue"]);
        let words = Categories::of(&[Category::SessionNotes]);
        assert_eq!(with(|r| r.text.categories = words), ["order-lacks-ground"]);
        assert_eq!(with(|r| r.text.kind = OrderKind::Undercover), ["order-lacks-records"]);
    }

    #[test]
    fn row_25_an_order_is_honored_through_its_last_day() {
        assert!(lacks(&order(), day("2026-06-30")).is_empty());
        assert_eq!(lacks(&order(), day("2026-07-01")), ["order-lacks-time"]);
        let as_order = as_order(&order(), Uuid::from_u128(2).into(), "program", &TimeZone::UTC).unwrap();
        assert_eq!(as_order.expires_at.map(|at| at.to_string()), Some("2026-07-01T00:00:00Z".to_string()));
    }

    #[test]
    fn row_25_a_criminal_case_asks_for_more_and_an_investigation_of_the_program_for_no_notice() {
        let against = |r: &mut Reading| {
            r.text.kind = OrderKind::AgainstPatient;
            r.text.findings = OrderKind::Noncriminal.needed_findings();
        };
        assert_eq!(with(against), ["order-lacks-findings"]);
        let program = |r: &mut Reading| {
            r.text.kind = OrderKind::AgainstProgram;
            r.text.notice_given = false;
            r.text.in_chambers = false;
            r.text.fictitious_name = false;
        };
        assert!(with(program).is_empty());
    }

    #[test]
    fn row_25_a_subpoena_alone_is_never_enough() {
        let subpoena = LegalDemand { kind: "subpoena".to_string(), ..order() };
        assert_eq!(lacks(&subpoena, day("2026-03-02")), ["order-lacks-order"]);
        let unread = LegalDemand { reading: None, ..order() };
        assert_eq!(lacks(&unread, day("2026-03-02")), ["order-lacks-reading"]);
    }
}
