//! What was filed about one instrument at one time.

use cairn_instruments::{Better, Definition, FlagKind, find, score};
use jiff::civil::Date;

use crate::access::{Role, Tier};
use crate::ids::{AssessmentId, PersonId};
use crate::web::Text;

/// What can be filed: answers, or why there are none.
pub const STATUSES: [&str; 4] = ["answered", "declined", "not_offered", "lost_contact"];

#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub id: AssessmentId,
    pub instrument: String,
    pub version: String,
    /// Code of the window it speaks for.
    pub window: String,
    pub status: String,
    /// In the order of the definition; none where the person gave no answer.
    pub answers: Vec<Option<i64>>,
    /// Only when every scored item was answered.
    pub total: Option<f64>,
    /// Whether there is a total, also for those to whom it is not shown.
    pub complete: bool,
    pub answered_on: Date,
    pub tier: Tier,
    pub by: PersonId,
    /// Its tier does not reach the viewer: answers and total were taken out.
    pub kept_back: bool,
}

impl Assessment {
    pub fn is_answered(&self) -> bool {
        self.status == "answered"
    }

    /// As somebody under this hat may see it: that it was answered, and when, and no answer above their tier.
    pub fn seen_by(self, hat: Role) -> Assessment {
        if self.tier.is_read_by(hat) { self } else { self.kept_back() }
    }

    /// Without its answers, for whom they are not.
    pub fn kept_back(mut self) -> Assessment {
        if self.is_answered() {
            self.answers.clear();
            self.total = None;
            self.kept_back = true;
        }
        self
    }

    /// The status, telling a complete answer from an incomplete one.
    pub fn standing(&self) -> &'static str {
        match (self.status.as_str(), self.complete) {
            ("answered", true) => "answered",
            ("answered", false) => "incomplete",
            ("declined", _) => "declined",
            ("not_offered", _) => "not_offered",
            _ => "lost_contact",
        }
    }

    /// How many of the questions were answered.
    pub fn given(&self) -> usize {
        self.answers.iter().flatten().count()
    }

    /// Whether somebody should be there today: see [`calls_for_somebody`].
    pub fn calls_for_somebody(&self) -> bool {
        let definition = find(&self.instrument, Some(&self.version));
        self.is_answered() && definition.is_ok_and(|definition| calls_for_somebody(definition, &self.answers))
    }
}

/// Whether the answers raise an alert of the definition (such as item 9 of the PHQ-9) or reach one of its cuts on the
/// side that is hard on the person (WHO-5 below 50). The thresholds and their sources stand in the definition.
pub fn calls_for_somebody(definition: &Definition, answers: &[Option<i64>]) -> bool {
    let Ok(scored) = score(definition, answers) else {
        return false;
    };
    let hard = |code: &str| {
        let cut = definition.scoring.cuts.iter().find(|cut| cut.code == code);
        cut.is_some_and(|cut| match definition.scoring.better {
            Some(Better::Higher) => cut.at_most.is_some(),
            Some(Better::Lower) => cut.at_least.is_some(),
            None => false,
        })
    };
    scored.flags.iter().any(|flag| flag.kind == FlagKind::Alert || hard(&flag.code))
}

/// The newest answers to one instrument, as a page says it.
pub struct Latest {
    pub instrument: &'static str,
    pub name: String,
    pub on: Date,
    pub sentence: String,
    pub complete: bool,
    pub calls_for_somebody: bool,
}

impl Latest {
    /// None when the instrument was never answered. `filed` in the order of time.
    pub fn of(t: &Text, definition: &'static Definition, filed: &[Assessment]) -> Option<Latest> {
        let newest = filed.iter().rfind(|one| one.instrument == definition.id && one.is_answered())?;
        let sentence = match (newest.total, definition.scoring.total) {
            _ if newest.kept_back => t.get("latest-kept-back"),
            (Some(total), Some(range)) => t.args(
                "latest-total",
                [("total", total.into()), ("min", range.min.into()), ("max", range.max.into())],
            ),
            _ => {
                let asked = definition.items.iter().filter(|item| item.asked).count();
                t.args("latest-incomplete", [("given", newest.given().into()), ("asked", asked.into())])
            }
        };
        Some(Latest {
            instrument: &definition.id,
            name: super::questionnaire::words(t, &definition.name),
            on: newest.answered_on,
            sentence,
            complete: newest.total.is_some(),
            calls_for_somebody: newest.calls_for_somebody(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(id: &str, answers: &[Option<i64>]) -> bool {
        calls_for_somebody(find(id, None).unwrap(), answers)
    }

    #[test]
    fn low_well_being_and_thoughts_of_death_call_for_somebody() {
        // 12 of 25 is the highest raw sum below 50 of 100.
        assert!(asks("who5", &[3, 3, 2, 2, 2].map(Some)));
        assert!(!asks("who5", &[3, 3, 3, 2, 2].map(Some)));
        // Item 9 counts by itself, whatever else was left out.
        let mut answers = [None; 9];
        answers[8] = Some(1);
        assert!(asks("phq9", &answers));
        answers[8] = Some(0);
        assert!(!asks("phq9", &answers));
    }

    #[test]
    fn a_threshold_on_the_good_side_does_not() {
        assert!(!asks("barc10", &[6; 10].map(Some)));
        assert!(!asks("barc10", &[1; 10].map(Some)));
    }

    #[test]
    fn an_incomplete_answer_raises_nothing_by_its_gaps() {
        assert!(!asks("who5", &[Some(0), None, None, None, None]));
    }
}
