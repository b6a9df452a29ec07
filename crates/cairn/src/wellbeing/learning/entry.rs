//! Something learned: when, for how long, in which domain, how, and in whose words.

use jiff::{Timestamp, civil::Date};

use crate::access::Tier;
use crate::ids::RowId;
use crate::web::Form;

/// The domains of the peer recovery credential (IC&RC).
pub const DOMAINS: [&str; 4] =
    ["advocacy", "ethical_responsibility", "mentoring_education", "recovery_wellness"];
/// How it was learned.
pub const KINDS: [&str; 5] = ["reflection", "training", "supervision", "shadowing", "tool_practice"];
/// Who reads the words: the author, or the supervisor who is asked to confirm too.
pub const TIERS: [Tier; 2] = [Tier::Mine, Tier::Supervised];
/// A day of learning has at most twelve hours.
const LONGEST_MINUTES: i64 = 12 * 60;
const LONGEST_WORDS: usize = 2000;

#[derive(Debug, Clone)]
pub struct Entry {
    pub id: RowId,
    pub on_day: Date,
    pub minutes: i64,
    /// One of [`DOMAINS`].
    pub domain: String,
    /// One of [`KINDS`].
    pub kind: String,
    pub words: Option<String>,
    pub tier: Tier,
    /// The supervisor was asked to confirm it.
    pub asked_at: Option<Timestamp>,
    pub confirmation: Option<Confirmation>,
    /// Another row took its place, or it was taken back.
    pub is_gone: bool,
}

#[derive(Debug, Clone)]
pub struct Confirmation {
    pub at: Timestamp,
    pub by: String,
}

/// An entry as it was typed.
#[derive(Debug, Clone)]
pub struct Typed {
    pub on_day: Date,
    pub minutes: i64,
    pub domain: String,
    pub kind: String,
    pub words: Option<String>,
    pub tier: Tier,
    /// Ask the supervisor to confirm it.
    pub asks: bool,
}

impl Typed {
    pub fn read(form: &mut Form) -> Typed {
        let codes = TIERS.map(Tier::code);
        Typed {
            on_day: form.required_date("on_day"),
            minutes: form.required_integer("minutes", 1..=LONGEST_MINUTES),
            domain: form.required_choice("domain", &DOMAINS),
            kind: form.required_choice("kind", &KINDS),
            words: form.text("words", LONGEST_WORDS),
            tier: form.choice("tier", &codes).as_deref().and_then(Tier::from_code).unwrap_or(Tier::Mine),
            asks: form.checked("asks"),
        }
    }
}

/// Minutes of the entries that stand, by domain, in the order of [`DOMAINS`].
pub fn by_domain(entries: &[Entry]) -> [(&'static str, i64); 4] {
    let sum = |domain: &str| -> i64 {
        entries.iter().filter(|one| !one.is_gone && one.domain == domain).map(|one| one.minutes).sum()
    };
    DOMAINS.map(|domain| (domain, sum(domain)))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ids::Chance;

    pub fn entry(kind: &str, domain: &str, minutes: i64, confirmed: bool) -> Entry {
        let at = Timestamp::UNIX_EPOCH;
        Entry {
            id: Chance::from_seed(5).id(at),
            on_day: "2026-03-02".parse().unwrap(),
            minutes,
            domain: domain.to_string(),
            kind: kind.to_string(),
            words: None,
            tier: Tier::Mine,
            asked_at: None,
            confirmation: confirmed.then(|| Confirmation { at, by: "Sol".to_string() }),
            is_gone: false,
        }
    }

    #[test]
    fn what_was_replaced_is_not_counted_twice() {
        let mut old = entry("training", "advocacy", 60, false);
        old.is_gone = true;
        let sums = by_domain(&[old, entry("training", "advocacy", 45, false)]);
        assert_eq!(sums[0], ("advocacy", 45));
    }
}
