//! What was filed about one instrument at one time.

use cairn_instruments::{Better, Definition, FlagKind, score};
use jiff::civil::Date;

use crate::access::{Role, Tier};
use crate::ids::{AssessmentId, PersonId};
use crate::web::Text;

/// What can be filed: answers, or why there are none.
pub const STATUSES: [&str; 4] = ["answered", "declined", "not_offered", "lost_contact"];

/// How it was asked: on the person's own device or on paper, read aloud by somebody beside them, or by phone.
pub const MODES: [&str; 3] = ["self", "staff_read", "phone"];

/// Why there is no answer. The first two are about the day, the others about the person's whereabouts.
pub const REASONS: [&str; 9] = [
    "no_time",
    "hard_day",
    "no_contact",
    "moved",
    "in_custody",
    "hospital",
    "asked_not_to_be_contacted",
    "died",
    "other",
];

/// Statuses that need a reason: without one nobody could tell whom the figures leave out.
pub const REASONED: [&str; 2] = ["not_offered", "lost_contact"];

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
    /// One of [`MODES`]; not known for what staff wrote down before it was kept.
    pub mode: Option<String>,
    /// One of [`REASONS`], where there is no answer.
    pub reason: Option<String>,
    pub reason_words: Option<String>,
    /// The very text that was asked; none if it is not known here any more.
    pub definition: Option<&'static Definition>,
    /// Its tier does not reach the viewer: answers and total were taken out.
    pub kept_back: bool,
}

impl Assessment {
    pub fn is_answered(&self) -> bool {
        self.status == "answered"
    }

    /// As somebody may see it: that it was answered, and when, and no answer that is not for them. What is kept for its
    /// author alone is read by whoever wrote it down, as themselves.
    pub fn seen_by(self, hat: Role, viewer: PersonId) -> Assessment {
        let own = hat == Role::Participant && self.by == viewer;
        if own || self.tier.is_read_by(hat) { self } else { self.kept_back() }
    }

    /// Without its answers and words, for whom they are not.
    pub fn kept_back(mut self) -> Assessment {
        self.reason_words = None;
        if self.is_answered() {
            self.answers.clear();
            self.total = None;
            self.kept_back = true;
        }
        self
    }

    /// Puts in the text that was asked, and with it whether everything that counts was answered.
    pub fn with(mut self, definition: Option<&'static Definition>) -> Assessment {
        let scored = definition.and_then(|definition| score(definition, &self.answers).ok());
        self.complete = self.total.is_some() || scored.is_some_and(|scored| scored.complete);
        self.definition = definition;
        self
    }

    /// Whether it answers this very version.
    pub fn is_of(&self, definition: &Definition) -> bool {
        self.instrument == definition.id && self.version == definition.version
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
        self.is_answered()
            && self.definition.is_some_and(|definition| calls_for_somebody(definition, &self.answers))
    }

    /// Whether one of its answers must be seen by a person today: see [`raises_alert`].
    pub fn raises_alert(&self) -> bool {
        self.is_answered()
            && self.definition.is_some_and(|definition| raises_alert(definition, &self.answers))
    }

    /// Which other instrument its score speaks for (28 or less of the WHO-5: the PHQ-9). Offered by whoever may ask, never
    /// put to anybody by itself.
    pub fn suggests(&self) -> Option<&'static str> {
        let definition = self.definition.filter(|_| self.is_answered())?;
        let scored = score(definition, &self.answers).ok()?;
        let reached = |code: &str| scored.flags.iter().any(|flag| flag.code == code);
        let cuts = definition.scoring.cuts.iter().filter(|cut| reached(&cut.code));
        cuts.filter_map(|cut| cut.code.split_once("_offer_")).map(|(_, other)| other).next()
    }
}

/// Whether an answer raises an alert of the definition (item 9 of the PHQ-9 above "not at all"), whatever else was left out.
pub fn raises_alert(definition: &Definition, answers: &[Option<i64>]) -> bool {
    score(definition, answers)
        .is_ok_and(|scored| scored.flags.iter().any(|flag| flag.kind == FlagKind::Alert))
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
    pub instrument: String,
    pub name: String,
    pub on: Date,
    pub sentence: String,
    /// What the number adds up, for those that have a total.
    pub about: Option<String>,
    pub complete: bool,
    pub calls_for_somebody: bool,
}

impl Latest {
    /// None when the instrument was never answered. `filed` in the order of time. The answers are read by the version that was
    /// asked, which need not be the one that is asked now.
    pub fn of(t: &Text, definition: &Definition, filed: &[Assessment]) -> Option<Latest> {
        let newest = filed.iter().rfind(|one| one.instrument == definition.id && one.is_answered())?;
        let asked = newest.definition.unwrap_or(definition);
        let about = ["latest-about-", &asked.id].concat();
        let told = newest.complete && !newest.kept_back && asked.scoring.total.is_some();
        Some(Latest {
            instrument: asked.id.clone(),
            name: super::questionnaire::words(t, &asked.name),
            on: newest.answered_on,
            sentence: sentence(t, asked, newest),
            about: (told && t.has(&about)).then(|| t.get(&about)),
            complete: told,
            calls_for_somebody: newest.calls_for_somebody(),
        })
    }
}

/// The total, or its parts where there is none, or how much was answered.
fn sentence(t: &Text, definition: &Definition, newest: &Assessment) -> String {
    if newest.kept_back {
        return t.get("latest-kept-back");
    }
    if let Some((total, range)) = newest.total.zip(definition.scoring.total) {
        let values = [("total", total.into()), ("min", range.min.into()), ("max", range.max.into())];
        return t.args("latest-total", values);
    }
    let parts = super::questionnaire::subscales(t, definition, &newest.answers);
    if newest.complete && !parts.is_empty() {
        let told = parts.iter().map(|part| [&part.name, " ", &part.words].concat());
        return t.with("latest-parts", "parts", told.collect::<Vec<_>>().join("; "));
    }
    let asked = definition.items.iter().filter(|item| item.asked).count();
    t.args("latest-incomplete", [("given", newest.given().into()), ("asked", asked.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_instruments::find;

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
        assert!(!raises_alert(find("who5", None).unwrap(), &[Some(0); 5]), "low well-being is no alert");
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
