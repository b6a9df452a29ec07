//! What somebody said in a call.

use serde::{Deserialize, Serialize};

use crate::access::Tier;
use crate::web::Form;

/// What they would like. `support_today` comes first, whoever asks.
pub const WANTS: [&str; 5] = ["support_today", "session", "meeting", "plan", "other"];
/// Whether they spoke of a return to use. Nobody has to be asked.
pub const USES: [&str; 3] = ["no", "yes", "not_said"];
pub const TIERS: [&str; 3] = ["supervised", "team", "record"];

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// 1 to 5, by their own word.
    pub feeling: Option<i64>,
    /// One of [`USES`].
    pub used: Option<String>,
    pub wants: Vec<String>,
}

impl Answers {
    pub fn read(form: &mut Form) -> Answers {
        Answers {
            feeling: form.integer("feeling", 1..=5),
            used: form.choice("used", &USES),
            wants: form.choices("wants", &WANTS),
        }
    }

    pub fn has_returned(&self) -> bool {
        self.used.as_deref() == Some("yes")
    }

    /// Whether somebody should get in touch, today or soon.
    pub fn follow_up(&self) -> bool {
        self.has_returned() || !self.wants.is_empty()
    }

    pub fn from_json(text: Option<&str>) -> Answers {
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Who reads what was said, as the form says it; the team unless the person wished otherwise.
pub fn tier(form: &mut Form) -> Tier {
    form.choice("tier", &TIERS).and_then(|code| Tier::from_code(&code)).unwrap_or(Tier::Team)
}
