//! How sure the program can be that a sign-in is still the person it began with.
//!
//! People who work here need a second factor before anything opens (45 CFR 164.312(d); the proposed rule 90 FR 898
//! makes it mandatory). Participants and family members may have one, and then it counts for them too. What leaves
//! the program, breaks glass or touches keys asks for more: that somebody showed it within the last ten minutes.

use cairn_db::{FromValue, Value};
use jiff::{SignedDuration, Timestamp};

/// How long a second step counts as fresh.
pub const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// What a person came in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    Passphrase,
    /// A passkey with user verification: something one has and something one knows or is, at once.
    Passkey,
    /// A link of `cairn demo`. Nobody in a demo exists, and only who holds the machine can make one: it counts as
    /// both factors, so that a demo can be looked at without an authenticator.
    DemoLink,
    /// The organization's own sign-in (OpenID Connect).
    Organization,
}

impl Means {
    pub const ALL: [Means; 4] = [Means::Passphrase, Means::Passkey, Means::DemoLink, Means::Organization];

    pub fn code(self) -> &'static str {
        match self {
            Means::Passphrase => "passphrase",
            Means::Passkey => "passkey",
            Means::DemoLink => "demo_link",
            Means::Organization => "organization",
        }
    }
}

impl From<Means> for Value {
    fn from(means: Means) -> Value {
        Value::from(means.code())
    }
}

impl FromValue for Means {
    fn from_value(value: Value) -> Result<Self, String> {
        let code = String::from_value(value)?;
        Means::ALL.into_iter().find(|means| means.code() == code).ok_or("no means of signing in".to_string())
    }
}

/// What is known about one sign-in.
#[derive(Debug, Clone, Copy)]
pub struct Strength {
    pub means: Means,
    pub signed_in_at: Timestamp,
    /// When a second factor was last shown.
    pub stepped_at: Option<Timestamp>,
    /// When anything was last shown: a second factor, or the passphrase once more.
    pub confirmed_at: Option<Timestamp>,
    /// Whether the person has a second factor here.
    pub has_factor: bool,
}

impl Strength {
    /// Whether nothing may open yet.
    pub fn needs_second_step(&self, is_staff: bool) -> bool {
        (is_staff || self.has_factor) && self.stepped_at.is_none()
    }

    /// Whether the person showed within the last ten minutes that it is them. For somebody with no second factor who
    /// needs none, the passphrase is what there is.
    pub fn is_fresh(&self, is_staff: bool, now: Timestamp) -> bool {
        let shown = if is_staff || self.has_factor {
            self.stepped_at
        } else {
            Some(self.confirmed_at.unwrap_or(self.signed_in_at).max(self.signed_in_at))
        };
        shown.is_some_and(|at| now.duration_since(at) < FRESH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + 60 * minute).unwrap()
    }

    fn passphrase_only() -> Strength {
        Strength {
            means: Means::Passphrase,
            signed_in_at: at(0),
            stepped_at: None,
            confirmed_at: None,
            has_factor: false,
        }
    }

    #[test]
    fn a_passphrase_alone_opens_nothing_for_staff_and_everything_for_a_participant_without_a_factor() {
        let weak = passphrase_only();
        assert!(weak.needs_second_step(true));
        assert!(!weak.needs_second_step(false));
        assert!(Strength { has_factor: true, ..weak }.needs_second_step(false));
    }

    #[test]
    fn a_step_is_fresh_for_ten_minutes() {
        let stepped = Strength { stepped_at: Some(at(5)), ..passphrase_only() };
        assert!(stepped.is_fresh(true, at(14)));
        assert!(!stepped.is_fresh(true, at(15)));
    }

    #[test]
    fn typing_the_passphrase_again_makes_nobody_fresh_who_needs_more() {
        let again = Strength { confirmed_at: Some(at(30)), ..passphrase_only() };
        assert!(again.is_fresh(false, at(35)));
        assert!(!again.is_fresh(true, at(35)));
        assert!(!Strength { has_factor: true, ..again }.is_fresh(false, at(35)));
        assert!(!again.needs_second_step(false) && again.needs_second_step(true));
    }
}
