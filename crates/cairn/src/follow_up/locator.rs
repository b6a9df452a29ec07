//! A way to find somebody again, and what may be said there. Pure rules.
//!
//! Whoever is reached through another person may not learn from it that somebody takes part in the program: that would be a
//! disclosure (42 CFR 2.12(a), 2.13(c)). So there is one neutral sentence for other people, for voice mail and for messages,
//! without the name of the program and without a reason, and it needs no consent because it tells nothing. Whoever is to
//! hear more is named in a consent first (`consents`), and told through the gate (`disclosures`).

use jiff::Timestamp;

use crate::access::{Record, Role, Tier};
use crate::ids::RowId;
use crate::web::{Form, Refusal};

pub const KINDS: [&str; 6] = ["phone", "text", "email", "through_person", "place", "online"];

/// Nothing may be left; only the neutral sentence; or what they wrote down themselves.
pub const MESSAGES: [&str; 3] = ["none", "neutral", "own"];

/// Who may read it, and so use it: the supporter; or whoever coordinates too.
pub const TIERS: [Tier; 2] = [Tier::Ours, Tier::Team];
pub const TIER_CODES: [&str; 2] = ["ours", "team"];

pub struct Locator {
    pub id: RowId,
    pub kind: String,
    pub reach: String,
    pub whom: Option<String>,
    pub message: String,
    pub may_say: Option<String>,
    pub safe_times: Option<String>,
    pub tier: Tier,
    pub told_at: Timestamp,
    pub withdrawn_at: Option<Timestamp>,
}

impl Locator {
    pub fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }

    /// A number that can be called in one tap.
    pub fn number(&self) -> Option<&str> {
        matches!(self.kind.as_str(), "phone" | "text").then_some(self.reach.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLocator {
    pub kind: String,
    pub reach: String,
    pub whom: Option<String>,
    pub message: String,
    pub may_say: Option<String>,
    pub safe_times: Option<String>,
    pub tier: Tier,
}

impl NewLocator {
    pub fn read(form: &mut Form) -> NewLocator {
        let kind = form.required_choice("kind", &KINDS);
        let reach = match kind.as_str() {
            "phone" | "text" => form.phone("reach"),
            "email" => form.email("reach"),
            _ => form.text("reach", 300),
        };
        if reach.is_none() && form.error("reach").is_none() {
            form.wrong("reach", "form-required");
        }
        let new = NewLocator {
            kind,
            reach: reach.unwrap_or_default(),
            whom: form.text("whom", 200),
            message: form.required_choice("message", &MESSAGES),
            may_say: form.text("may_say", 300),
            safe_times: form.text("safe_times", 200),
            tier: Tier::from_code(&form.required_choice("tier", &TIER_CODES)).unwrap_or(Tier::Ours),
        };
        if form.is_valid()
            && let Err(refusal) = new.fits()
        {
            form.wrong(refusal.field, refusal.key);
        }
        new
    }

    /// What goes together: another person has a name and hears the neutral sentence alone; own words are there when they are
    /// chosen.
    pub fn fits(&self) -> Result<(), Refusal> {
        let wrong = |field, key| Err(Refusal { field, key });
        if self.kind == "through_person" && self.whom.is_none() {
            return wrong("whom", "locator-whom-missing");
        }
        if self.kind == "through_person" && (self.message == "own" || self.may_say.is_some()) {
            return wrong("message", "locator-person-neutral");
        }
        match (self.message.as_str(), &self.may_say) {
            ("own", None) => wrong("may_say", "locator-words-missing"),
            ("none" | "neutral", Some(_)) => wrong("may_say", "locator-words-not-chosen"),
            _ => Ok(()),
        }
    }
}

/// Who keeps ways here: the participant; their supporter and coordinators together with them.
pub fn keeps(record: &Record) -> bool {
    matches!(record.acting_as(), Role::Participant | Role::PeerSupporter | Role::Coordinator)
}

/// Those of [`TIERS`] that this viewer reads: nobody writes down what they then cannot see.
pub fn tiers(record: &Record) -> Vec<Tier> {
    TIERS.into_iter().filter(|tier| tier.is_read_by(record.acting_as())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(kind: &str, whom: Option<&str>, message: &str, may_say: Option<&str>) -> NewLocator {
        NewLocator {
            kind: kind.into(),
            reach: "555-0101".into(),
            whom: whom.map(str::to_string),
            message: message.into(),
            may_say: may_say.map(str::to_string),
            safe_times: None,
            tier: Tier::Ours,
        }
    }

    #[test]
    fn another_person_hears_the_neutral_sentence_alone() {
        let key = |new: NewLocator| new.fits().map_err(|refusal| refusal.key);
        assert_eq!(key(new("through_person", Some("My aunt"), "neutral", None)), Ok(()));
        assert_eq!(key(new("through_person", None, "neutral", None)), Err("locator-whom-missing"));
        for (message, words) in [("own", Some("I am from the center")), ("neutral", Some("From the center"))]
        {
            let told = new("through_person", Some("My aunt"), message, words);
            assert_eq!(key(told), Err("locator-person-neutral"));
        }
        assert_eq!(key(new("phone", None, "own", Some("It is Sam"))), Ok(()));
        assert_eq!(key(new("phone", None, "own", None)), Err("locator-words-missing"));
        assert_eq!(key(new("phone", None, "none", Some("It is Sam"))), Err("locator-words-not-chosen"));
    }
}
