//! A contract on file: with whom, for what, from when to when.

use cairn_part2::{AgreementKind, Categories, Category, Term, Terms};
use jiff::{ToSpan, civil::Date};

use super::Channel;
use crate::ids::RowId;

pub const KINDS: [(&str, AgreementKind); 5] = [
    ("qsoa", AgreementKind::Qsoa),
    ("business_associate", AgreementKind::BusinessAssociate),
    ("contract", AgreementKind::Contract),
    ("research", AgreementKind::Research),
    ("audit", AgreementKind::Audit),
];

/// What a contract can cover, the wider first.
pub const COVERED: [Category; 10] = [
    Category::Record,
    Category::Name,
    Category::Demographics,
    Category::Contact,
    Category::Attendance,
    Category::Plan,
    Category::Progress,
    Category::SessionNotes,
    Category::Assessments,
    Category::Billing,
];

/// Days before a contract runs out on which the officer hears of it.
const AHEAD: i64 = 60;

#[derive(Debug, Clone)]
pub struct Contract {
    pub id: RowId,
    pub kind: String,
    pub party: String,
    /// The same in the directory of recipients, when something may leave to them.
    pub recipient: Option<RowId>,
    pub contact: Option<String>,
    pub reference: String,
    pub scope: String,
    pub approved_by: Option<String>,
    pub from_on: Date,
    /// The last day on which it holds; none when it has no end.
    pub until_on: Option<Date>,
    pub terms: Terms,
    pub categories: Categories,
    pub channels: Vec<Channel>,
    pub destroy_by: Option<Date>,
    /// Ended early: the day, and why.
    pub ending: Option<(Date, String)>,
    /// What the other side said was destroyed or returned, and when.
    pub destruction: Option<(Date, String)>,
}

pub fn kind_of(code: &str) -> Option<AgreementKind> {
    KINDS.iter().find(|(known, _)| *known == code).map(|(_, kind)| *kind)
}

/// What each term is called, for a form.
pub fn term_codes() -> Vec<&'static str> {
    Term::ALL.iter().map(|term| term.name()).collect()
}

impl Contract {
    pub fn agreement_kind(&self) -> AgreementKind {
        kind_of(&self.kind).unwrap_or(AgreementKind::Contract)
    }

    pub fn is_service(&self) -> bool {
        matches!(self.agreement_kind(), AgreementKind::Qsoa | AgreementKind::BusinessAssociate)
    }

    /// Terms without which it does not count, as far as they are missing.
    pub fn missing_terms(&self) -> Vec<&'static str> {
        let kind = self.agreement_kind();
        let mut missing = kind.needed_terms().without(self.terms);
        let one_of = kind.one_of_terms();
        if !one_of.is_empty() && !one_of.meets(self.terms) {
            missing = missing.union(one_of);
        }
        missing.iter().map(Term::name).collect()
    }

    /// Code of where it stands on a day.
    pub fn standing(&self, today: Date) -> &'static str {
        if self.ending.as_ref().is_some_and(|(on, _)| *on <= today) {
            return "ended";
        }
        match self.until_on {
            _ if today < self.from_on => "ahead",
            Some(until) if until < today => "expired",
            _ if !self.missing_terms().is_empty() => "incomplete",
            Some(until) if until <= soon(today) => "expiring",
            _ => "in_force",
        }
    }

    pub fn is_in_force(&self, today: Date) -> bool {
        matches!(self.standing(today), "in_force" | "expiring")
    }

    /// Whether reviews can be opened under it on a day.
    pub fn opens_reviews(&self, today: Date) -> bool {
        self.kind == "audit"
            && self.is_in_force(today)
            && !self.categories.is_empty()
            && self.destroy_by.is_none_or(|by| today <= by)
    }

    pub fn allows_copies(&self) -> bool {
        self.terms.contains(Term::Copies)
    }

    /// The last day of a contract that runs out within two months, or ran out and was not ended in writing.
    pub fn renewal_due(&self, today: Date) -> Option<Date> {
        self.until_on.filter(|until| self.ending.is_none() && *until <= soon(today))
    }

    /// The day by which something was to be destroyed, when it has passed and nobody said that it is.
    pub fn destruction_due(&self, today: Date) -> Option<Date> {
        self.destroy_by.filter(|by| self.destruction.is_none() && *by < today)
    }
}

fn soon(today: Date) -> Date {
    today.saturating_add(AHEAD.days())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use uuid::Uuid;

    pub fn contract(kind: &str) -> Contract {
        Contract {
            id: Uuid::from_u128(1).into(),
            kind: kind.to_string(),
            party: "Postmark Mail".to_string(),
            recipient: None,
            contact: None,
            reference: "drawer 2".to_string(),
            scope: "sends mail".to_string(),
            approved_by: None,
            from_on: "2026-01-01".parse().unwrap(),
            until_on: Some("2026-12-31".parse().unwrap()),
            terms: Terms::all(),
            categories: Categories::NONE,
            channels: vec![Channel::Mail],
            destroy_by: None,
            ending: None,
            destruction: None,
        }
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn row_20_it_holds_through_its_last_day_and_not_one_longer() {
        let qsoa = contract("qsoa");
        assert!(!qsoa.is_in_force(day("2025-12-31")));
        assert!(qsoa.is_in_force(day("2026-12-31")));
        assert!(!qsoa.is_in_force(day("2027-01-01")));
        assert_eq!(qsoa.renewal_due(day("2026-10-31")), None);
        assert_eq!(qsoa.renewal_due(day("2026-11-01")), Some(day("2026-12-31")));
        let ended = Contract { ending: Some((day("2026-06-01"), "moved".to_string())), ..qsoa };
        assert!(ended.is_in_force(day("2026-05-31")) && !ended.is_in_force(day("2026-06-01")));
    }

    #[test]
    fn row_20_without_its_terms_it_does_not_count() {
        let bare = Contract { terms: Terms::NONE, ..contract("qsoa") };
        assert_eq!(bare.missing_terms(), ["bound_by_part2", "resists_in_court"]);
        assert!(!bare.is_in_force(day("2026-06-01")));
        let research = Contract { terms: Terms::NONE, ..contract("research") };
        assert_eq!(research.missing_terms().len(), 3, "one of three is needed");
        let approved = Contract { terms: Terms::of(&[Term::CommonRule]), ..research };
        assert!(approved.is_in_force(day("2026-06-01")));
    }

    #[test]
    fn row_23_a_destroy_by_day_that_passed_is_asked_after_until_somebody_answers() {
        let audit = Contract { destroy_by: Some(day("2026-03-01")), ..contract("audit") };
        assert_eq!(audit.destruction_due(day("2026-03-01")), None);
        assert_eq!(audit.destruction_due(day("2026-03-02")), Some(day("2026-03-01")));
        let told = Contract { destruction: Some((day("2026-03-03"), "shredded".to_string())), ..audit };
        assert_eq!(told.destruction_due(day("2026-04-01")), None);
    }
}
