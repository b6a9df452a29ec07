//! Who has to sign: the participant, a minor alone or with a parent (§2.14), somebody with the legal right (§2.15).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::web::Refusal;

/// What state law asks of people under age for care of substance use (§2.14(b), (c)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MinorRule {
    /// The minor may seek care alone: only the minor consents, also to telling a parent.
    #[default]
    Alone,
    /// A parent's consent is needed for care: both sign.
    Both,
}

/// Under this age a person is a minor. Three states say 19 or 21 (AL, NE, MS); ask before relying on it there.
pub const ADULT_AT: i16 = 18;

/// How the participant stands before the law on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    Adult,
    MinorAlone,
    MinorBoth,
    Died,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signer {
    Participant,
    Minor,
    Guardian,
    Representative,
}

pub const AUTHORITIES: [&str; 7] =
    ["parent", "guardian", "court_order", "power_of_attorney", "executor", "spouse", "family_member"];

/// Somebody's signature as it is offered.
#[derive(Debug, Clone)]
pub struct Offered<'a> {
    pub signer: Signer,
    pub authority: Option<&'a str>,
    pub document: Option<&'a str>,
}

impl Capacity {
    pub const ALL: [Capacity; 4] =
        [Capacity::Adult, Capacity::MinorAlone, Capacity::MinorBoth, Capacity::Died];

    /// Somebody whose birthday is not known is taken for an adult.
    pub fn on_day(day: Date, born_on: Option<Date>, died: bool, rule: MinorRule) -> Capacity {
        if died {
            return Capacity::Died;
        }
        let minor = born_on.is_some_and(|born| {
            let birthday = (born.month(), born.day()) <= (day.month(), day.day());
            day.year() - born.year() - i16::from(!birthday) < ADULT_AT
        });
        match (minor, rule) {
            (false, _) => Capacity::Adult,
            (true, MinorRule::Alone) => Capacity::MinorAlone,
            (true, MinorRule::Both) => Capacity::MinorBoth,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Capacity::Adult => "adult",
            Capacity::MinorAlone => "minor_alone",
            Capacity::MinorBoth => "minor_both",
            Capacity::Died => "died",
        }
    }

    pub fn from_code(code: &str) -> Option<Capacity> {
        Capacity::ALL.into_iter().find(|capacity| capacity.code() == code)
    }

    /// Who can sign.
    pub fn signers(self) -> &'static [Signer] {
        match self {
            Capacity::Adult => &[Signer::Participant, Signer::Representative],
            Capacity::MinorAlone => &[Signer::Minor],
            Capacity::MinorBoth => &[Signer::Minor, Signer::Guardian],
            Capacity::Died => &[Signer::Representative],
        }
    }

    /// The participant's own signature, if they can give one.
    pub fn own_signer(self) -> Option<Signer> {
        match self {
            Capacity::Adult => Some(Signer::Participant),
            Capacity::MinorAlone | Capacity::MinorBoth => Some(Signer::Minor),
            Capacity::Died => None,
        }
    }

    /// Whether these signatures are all that the law asks for.
    pub fn is_satisfied(self, signers: &[Signer]) -> bool {
        let has = |signer| signers.contains(&signer);
        match self {
            Capacity::Adult => has(Signer::Participant) || has(Signer::Representative),
            Capacity::MinorAlone => has(Signer::Minor),
            Capacity::MinorBoth => has(Signer::Minor) && has(Signer::Guardian),
            Capacity::Died => has(Signer::Representative),
        }
    }

    /// Refuses a signature that does not count.
    pub fn refuse(self, offered: &Offered<'_>) -> Result<(), Refusal> {
        if !self.signers().contains(&offered.signer) {
            let key = match self {
                Capacity::MinorAlone => "consent-sign-only-minor",
                Capacity::MinorBoth => "consent-sign-needs-minor",
                Capacity::Adult => "consent-sign-adult",
                Capacity::Died => "consent-sign-died",
            };
            return Err(Refusal { field: "signer", key });
        }
        let fitting: &[&str] = match (self, offered.signer) {
            (_, Signer::Participant | Signer::Minor) => return Ok(()),
            (_, Signer::Guardian) => &["parent", "guardian"],
            (Capacity::Died, Signer::Representative) => &["executor", "spouse", "family_member"],
            (_, Signer::Representative) => &["court_order", "power_of_attorney", "guardian"],
        };
        let Some(authority) = offered.authority.filter(|code| fitting.contains(code)) else {
            return Err(Refusal { field: "authority", key: "consent-sign-authority-needed" });
        };
        // A parent needs no paper; everybody else who signs for somebody shows one.
        if authority != "parent" && offered.document.is_none_or(|words| words.trim().is_empty()) {
            return Err(Refusal { field: "authority_document", key: "consent-sign-document-needed" });
        }
        Ok(())
    }
}

impl Signer {
    pub const ALL: [Signer; 4] =
        [Signer::Participant, Signer::Minor, Signer::Guardian, Signer::Representative];

    pub fn code(self) -> &'static str {
        match self {
            Signer::Participant => "participant",
            Signer::Minor => "minor",
            Signer::Guardian => "guardian",
            Signer::Representative => "representative",
        }
    }

    pub fn from_code(code: &str) -> Option<Signer> {
        Signer::ALL.into_iter().find(|signer| signer.code() == code)
    }

    /// Whether the participant signs, rather than somebody for them.
    pub fn is_own(self) -> bool {
        matches!(self, Signer::Participant | Signer::Minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn offered(
        signer: Signer,
        authority: Option<&'static str>,
        document: Option<&'static str>,
    ) -> Offered<'static> {
        Offered { signer, authority, document }
    }

    #[test]
    fn row_17_age_is_counted_to_the_day_and_state_law_decides_who_signs() {
        let born = Some(day("2010-03-03"));
        let on = |text, rule| Capacity::on_day(day(text), born, false, rule);
        assert_eq!(on("2028-03-02", MinorRule::Alone), Capacity::MinorAlone);
        assert_eq!(on("2028-03-02", MinorRule::Both), Capacity::MinorBoth);
        assert_eq!(on("2028-03-03", MinorRule::Both), Capacity::Adult);
        assert_eq!(Capacity::on_day(day("2028-03-03"), None, false, MinorRule::Both), Capacity::Adult);

        let guardian = offered(Signer::Guardian, Some("parent"), None);
        assert_eq!(Capacity::MinorAlone.refuse(&guardian).unwrap_err().key, "consent-sign-only-minor");
        assert_eq!(Capacity::MinorBoth.refuse(&guardian), Ok(()));
        assert!(!Capacity::MinorBoth.is_satisfied(&[Signer::Guardian]));
        assert!(!Capacity::MinorBoth.is_satisfied(&[Signer::Minor]));
        assert!(Capacity::MinorBoth.is_satisfied(&[Signer::Minor, Signer::Guardian]));
        assert!(Capacity::MinorAlone.is_satisfied(&[Signer::Minor]));
        assert_eq!(Capacity::Adult.refuse(&guardian).unwrap_err().key, "consent-sign-adult");
    }

    #[test]
    fn row_18_who_signs_for_somebody_shows_a_paper() {
        let representative = |authority, document| offered(Signer::Representative, Some(authority), document);
        for (capacity, authority) in [(Capacity::Adult, "court_order"), (Capacity::Died, "executor")] {
            let refused = capacity.refuse(&representative(authority, None)).unwrap_err();
            assert_eq!(refused.field, "authority_document");
            assert!(capacity.refuse(&representative(authority, Some("  "))).is_err());
            assert_eq!(capacity.refuse(&representative(authority, Some("order 26-CV-114"))), Ok(()));
        }
        assert!(Capacity::Adult.refuse(&representative("parent", Some("birth certificate"))).is_err());
        assert!(Capacity::Adult.refuse(&offered(Signer::Representative, None, Some("a letter"))).is_err());
        // Nobody signs as the participant once they have died.
        let own = offered(Signer::Participant, None, None);
        assert_eq!(Capacity::Died.refuse(&own).unwrap_err().key, "consent-sign-died");
        assert_eq!(Capacity::on_day(day("2026-03-02"), None, true, MinorRule::Both), Capacity::Died);
    }
}
