use serde::{Deserialize, Serialize};

use crate::{Error, check::check, fingerprint::fingerprint};

/// One instrument in one version: word for word what is asked, and the rules that score it.
///
/// `version` is the year of publication and our revision of the text (`2017.1`). A changed word, option or rule needs
/// a new version; a test pins each hash. Assessments record `id`, `version` and `hash`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    pub id: String,
    pub version: String,
    /// See the `fingerprint` module for what it covers. 64 hex digits.
    #[serde(skip_deserializing)]
    hash: String,
    pub name: Text,
    /// Who may be asked: `participant`, `supporter`, `family_member`.
    pub respondents: Vec<String>,
    /// The time the answers speak about.
    pub timeframe: Text,
    /// The sentence above the items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<Text>,
    /// The answers to every item that brings none of its own, in the order to show them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    pub items: Vec<Item>,
    pub scoring: Scoring,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeNotes>,
    pub license: String,
    pub citation: String,
    /// How far wording and scoring were checked, and against what.
    pub verification: String,
    /// What the Spanish text is, or why there is none; "official: …" for an owner's own translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub es_status: Option<String>,
}

/// Words in English and, where we have them, in Spanish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub es: Option<String>,
}

impl Text {
    /// The words in `language` ("en", "es"), or nothing when they were never translated: the page must then say that
    /// it shows English.
    pub fn get(&self, language: &str) -> Option<&str> {
        match language {
            "en" => Some(&self.en),
            "es" => self.es.as_deref(),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: i64,
    pub label: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The number printed in the published form.
    pub number: String,
    pub text: Text,
    /// Own answers; empty means the definition's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// Scored as lowest + highest option − answer.
    #[serde(default)]
    pub reverse: bool,
    /// False: shown, stored, part of no score and not needed for completeness.
    #[serde(default = "yes")]
    pub scored: bool,
    /// False: keeps its place among the answers but is not put to anyone.
    #[serde(default = "yes")]
    pub asked: bool,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// Which direction of the total is good. Absent where there is no total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub better: Option<Better>,
    pub missing: Missing,
    /// Absent: the instrument has no validated total, so none is ever given (BAM).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Total>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subscales: Vec<Subscale>,
    /// Named ranges of the total, without gaps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<Cut>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<Alert>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implied: Vec<Implied>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    Higher,
    Lower,
}

/// What a missing answer does. No instrument here has a published rule for filling gaps that we could check, so the
/// only rule is refusal: no total, and no subscale that the item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    Refuse,
}

/// Sum of the scored items times `multiplier`; `min` and `max` after multiplying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    pub min: i64,
    pub max: i64,
    pub multiplier: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subscale {
    pub code: String,
    pub name: Text,
    /// Item numbers.
    pub items: Vec<String>,
    pub min: i64,
    pub max: i64,
    /// Named ranges of this subscale's sum, without gaps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub low: i64,
    pub high: i64,
    pub code: String,
    pub label: Text,
}

/// A threshold with its meaning. It is reached at `at_least` or more, or at `at_most` or less.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    pub code: String,
    /// A subscale's code; absent means the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i64>,
    pub meaning: Text,
    pub source: String,
}

/// One answer that a person must look at, whatever else is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    pub code: String,
    pub item: String,
    pub at_least: i64,
    pub action: Text,
    pub source: String,
}

/// A published skip: when `if_item` was answered `is` (and each item of `and` its own), `then_item` is `value` although
/// it was not put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implied {
    pub if_item: String,
    pub is: i64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub and: Vec<Answered>,
    pub then_item: String,
    pub value: i64,
    #[serde(default, skip_serializing_if = "Otherwise::is_refuse")]
    pub otherwise: Otherwise,
}

/// One item with one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    pub item: String,
    pub is: i64,
}

/// What happens when the item that a skip settles was answered otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// The two answers cannot both be true: the sheet is refused.
    #[default]
    Refuse,
    /// The answer counts: the form may be filled in without its skips.
    Keep,
}

impl Otherwise {
    fn is_refuse(&self) -> bool {
        *self == Self::Refuse
    }
}

/// What is published about change. Neither figure is part of the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeNotes {
    /// Internal consistency, for [`crate::reliable_change`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpha: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpha_source: Option<String>,
    /// Points of the total that the literature calls relevant. A convention, not a computed reliable change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant_points: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant_source: Option<String>,
}

impl Definition {
    /// Reads one definition file (JSON of this shape, without `hash`).
    ///
    /// # Errors
    /// [`Error::Json`] for JSON of another shape; [`Error::Definition`] when its parts contradict each other.
    pub fn parse(json: &str) -> Result<Self, Error> {
        let mut definition: Self = serde_json::from_str(json).map_err(|error| Error::json(&error))?;
        let raw: serde_json::Value = serde_json::from_str(json).map_err(|error| Error::json(&error))?;
        definition.hash = fingerprint(&raw);
        check(&definition)?;
        Ok(definition)
    }

    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Whether it may be put to somebody in `language` ("en", "es"): in Spanish only in an official translation, which `es_status`
    /// then begins with, and only whole. A working translation asks something that no study asked.
    pub fn is_asked_in(&self, language: &str) -> bool {
        let official = self.es_status.as_deref().is_some_and(|status| status.starts_with("official"));
        let has = |text: &Text| text.get(language).is_some();
        // A number needs no translation.
        let told = |text: &Text| has(text) || !text.en.chars().any(char::is_alphabetic);
        let whole =
            |item: &Item| has(&item.text) && self.choices(item).iter().all(|choice| told(&choice.label));
        language == "en" || (official && self.items.iter().filter(|item| item.asked).all(whole))
    }

    /// The answers to offer for `item`, in the order to show them.
    pub fn choices<'a>(&'a self, item: &'a Item) -> &'a [Choice] {
        if item.options.is_empty() { &self.options } else { &item.options }
    }

    /// Lowest and highest allowed answer to `item`.
    pub(crate) fn ends(&self, item: &Item) -> (i64, i64) {
        let values = self.choices(item).iter().map(|choice| choice.value);
        (values.clone().min().unwrap_or(0), values.max().unwrap_or(0))
    }

    /// The lowest and the highest sum that the chosen items can make.
    pub(crate) fn reach(&self, chosen: impl Fn(&Item) -> bool) -> (i64, i64) {
        let ends = self.items.iter().filter(|item| chosen(item)).map(|item| self.ends(item));
        ends.fold((0, 0), |sum, ends| (sum.0 + ends.0, sum.1 + ends.1))
    }
}
