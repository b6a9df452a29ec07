//! A review: who looks, at which kinds, from when to when.

use cairn_part2::{Categories, Category};
use jiff::civil::Date;

use crate::contracts::{COVERED, Contract};
use crate::ids::{PersonId, RecipientId, RowId};

#[derive(Debug, Clone)]
pub struct Review {
    pub id: RowId,
    pub contract: RowId,
    /// With whom the contract is, and what they do.
    pub party: String,
    pub scope: String,
    pub recipient: Option<RecipientId>,
    /// The contract lets them take copies away.
    pub copies: bool,
    pub auditor: PersonId,
    pub auditor_name: String,
    pub from_on: Date,
    pub until_on: Date,
    pub categories: Categories,
    /// Can be worked in today.
    pub running: bool,
    /// The day's reason when it was ended early.
    pub ending: Option<String>,
}

impl Review {
    /// Code of where it stands on a day.
    pub fn standing(&self, today: Date) -> &'static str {
        match self.ending {
            Some(_) => "ended",
            None if self.running => "running",
            None if today < self.from_on => "ahead",
            None => "over",
        }
    }

    pub fn may_end(&self, today: Date) -> bool {
        matches!(self.standing(today), "running" | "ahead")
    }

    pub fn category_codes(&self) -> Vec<&'static str> {
        self.categories.iter().map(Category::name).collect()
    }
}

/// Under what an auditor knows a participant of the sample.
pub fn code(number: i64) -> String {
    format!("P-{number:02}")
}

/// The kinds that a review under this contract can have. Who somebody is comes along with no other kind: it has to be
/// named, or everything.
pub fn coverable(contract: &Contract) -> Vec<Category> {
    let all = contract.categories.contains(Category::Record);
    let covered = |category: &Category| {
        all || contract.categories.contains(*category)
            || (*category != Category::Name && contract.categories.widened().contains(*category))
    };
    COVERED.into_iter().filter(|category| *category != Category::Record).filter(covered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::tests_contract as contract;

    #[test]
    fn row_23_a_name_is_covered_only_where_it_is_named() {
        let of = |categories: &[Category]| {
            coverable(&Contract { categories: Categories::of(categories), ..contract("audit") })
        };
        assert_eq!(of(&[Category::Attendance]), [Category::Attendance]);
        assert_eq!(of(&[Category::Name]), [Category::Name]);
        assert_eq!(of(&[Category::Plan]), [Category::Plan, Category::Progress]);
        assert!(of(&[Category::Record]).contains(&Category::Name));
        assert!(!of(&[Category::Record]).contains(&Category::Record));
        assert!(of(&[]).is_empty());
    }
}
