//! A question and its answer as text. The form is public: `docs/operating/part2.md` describes it, and
//! `tests/law/json.rs` holds it still.

use std::fmt;

use serde::Serialize;

use crate::{Decision, Obligation, Question, notice};

/// A text that is no question: where, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The place in the text, like `consents[0].expiry`; `.` for the whole.
    pub path: String,
    /// What is wrong there, with line and column where they are known.
    pub problem: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

impl std::error::Error for Unreadable {}

/// An answer as it is printed: the decision, where the rule says so, and every reason as a sentence.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    decision: &'a Decision,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    in_words: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'static str>,
}

/// Reads a question.
///
/// # Errors
/// [`Unreadable`] names the place: a text that is not JSON, an unknown field, a missing one, a value of a wrong kind.
pub fn read_question(text: &str) -> Result<Question, Unreadable> {
    let mut source = serde_json::Deserializer::from_str(text);
    let question = serde_path_to_error::deserialize(&mut source)
        .map_err(|error| Unreadable { path: error.path().to_string(), problem: error.inner().to_string() })?;
    source.end().map_err(|error| Unreadable { path: ".".into(), problem: error.to_string() })?;
    Ok(question)
}

/// Reads a question, decides, and writes the answer as JSON in lines.
///
/// # Errors
/// As [`read_question`].
pub fn decide_json(text: &str) -> Result<String, Unreadable> {
    let decision = read_question(text)?.decide();
    serde_json::to_string_pretty(&answer(&decision))
        .map_err(|error| Unreadable { path: ".".into(), problem: error.to_string() })
}

fn answer(decision: &Decision) -> Answer<'_> {
    match decision {
        Decision::Permit(permit) => {
            let text = permit.obligations.iter().find_map(|obligation| match obligation {
                Obligation::Notice { version, statement } => Some(notice(*version).text(*statement)),
                _ => None,
            });
            let section = Some(permit.basis.section());
            Answer { decision, section, in_words: Vec::new(), notice: text }
        }
        Decision::Deny(denial) => {
            let mut in_words: Vec<_> = denial.reasons.iter().map(|reason| reason.code.sentence()).collect();
            in_words.dedup();
            Answer { decision, section: None, in_words, notice: None }
        }
    }
}
